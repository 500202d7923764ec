//! Caches of links and neighbours in two tasks, and a third that sends a request every second, with
//! tokio: `cargo run --manifest-path examples/async/Cargo.toml --example tokio_monitor [SECONDS]`.
//! Needs no privileges.
use nlwire::{
    cache::{Cache, CacheSpec, Change, Tree},
    route::{GetNeigh, Links, Neighbours},
    socket::{Config, Protocol},
    tokio::{Connection, Socket, connect},
};
use std::{error::Error, fmt::Display, time::Duration};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map_or(Ok(u64::MAX), |seconds| seconds.parse())?;
    let connection = connect(Protocol::ROUTE)?;
    tokio::select! {
        end = cache("link", Links, Links::GROUPS) => end,
        end = cache("neighbour", Neighbours::default(), Neighbours::GROUPS) => end,
        end = count(&connection) => end,
        () = tokio::time::sleep(Duration::from_secs(seconds)) => Ok(()),
    }
}
/// Maintains a cache, and prints the changes.
async fn cache<T: CacheSpec<Key: Display>>(
    name: &str,
    table: T,
    groups: &[u32],
) -> Result<(), Box<dyn Error>> {
    let socket = Socket::open(&Config::new(Protocol::ROUTE).groups(groups))?;
    let mut cache = Cache::over_socket(table, Tree::<T, Vec<u8>>::new(), socket.get());
    let mut buffer = vec![0; 32 * 1024];
    let mut changes = cache.changes(&socket, &mut buffer, |change| match change {
        Change::Added { key, .. } => Some(format!("+ {name} {key}")),
        Change::Changed { key, .. } => Some(format!("~ {name} {key}")),
        Change::Removed { key, .. } => Some(format!("- {name} {key}")),
        Change::Lost => Some(format!("! {name}: events were lost")),
        _ => None,
    });
    loop {
        println!("{}", changes.next().await?);
    }
}
/// Dumps all neighbours every second, with a deadline.
async fn count(connection: &Connection) -> Result<(), Box<dyn Error>> {
    loop {
        let mut neighbours = 0;
        let dump = connection.dump(GetNeigh::default(), |_| neighbours += 1);
        match tokio::time::timeout(Duration::from_millis(500), dump).await {
            Ok(done) => _ = done?,
            Err(_) => println!("! the kernel takes long"), // a late reply is discarded
        }
        println!("= {neighbours} neighbours");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
