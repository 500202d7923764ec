//! Links and their neighbours kept true by two tasks, and a third that asks a question now and then, with tokio:
//! `cargo run --manifest-path examples/async/Cargo.toml --example tokio_monitor [SECONDS]`. Needs no privileges.
use nlwire::{
    exchange::PollTransport,
    mirror::{Change, Mirror, Table, Tree},
    route::{GetNeigh, Links, Neighbours},
    socket::{Config, Protocol, monotonic},
    tokio::{Connection, Socket, connect},
};
use std::{error::Error, fmt::Debug, time::Duration};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let seconds = std::env::args().nth(1).map_or(Ok(u64::MAX), |seconds| seconds.parse())?;
    let connection = connect(Protocol::ROUTE)?;
    tokio::select! {
        end = mirror("link", Links, Links::GROUPS) => end,
        end = mirror("neighbour", Neighbours::default(), Neighbours::GROUPS) => end,
        end = count(&connection) => end,
        () = tokio::time::sleep(Duration::from_secs(seconds)) => Ok(()),
    }
}
/// Keeps a table, and prints what changes.
async fn mirror<T: Table<Key: Debug>>(name: &str, table: T, groups: &[u32]) -> Result<(), Box<dyn Error>> {
    let socket = Socket::open(&Config::new(Protocol::ROUTE).groups(groups))?;
    let mut mirror = Mirror::new(table, Tree::<T, Vec<u8>>::new(), socket.get().port_id(), 1);
    let mut buffer = vec![0; 32 * 1024];
    let mut print = |change: Change<'_, T::Key, _>| match change {
        Change::Added { key, .. } => println!("+ {name} {key:?}"),
        Change::Changed { key, .. } => println!("~ {name} {key:?}"),
        Change::Removed { key, .. } => println!("- {name} {key:?}"),
        Change::Lost => println!("! {name}: events were lost"),
        _ => {}
    };
    loop {
        let now = monotonic();
        if let Some(request) = mirror.request(now, &mut buffer)? {
            PollTransport::send(&socket, request)?;
        }
        // what is there first, so that the mirror knows when nothing is
        let received = match socket.get().try_recv(&mut buffer) {
            Err(error) if error.would_block() => {
                mirror.drained();
                let due = mirror.due_in(now).unwrap_or(Duration::MAX);
                match tokio::time::timeout(due, socket.recv(&mut buffer)).await {
                    Ok(received) => received,
                    Err(_) => continue,
                }
            }
            received => received,
        };
        match received {
            Ok(len) => mirror.take(&buffer[..len], monotonic(), &mut print),
            Err(error) if error.is_loss() => mirror.lost(monotonic(), &mut print),
            Err(error) => return Err(error.into()),
        }
    }
}
/// Asks for all neighbours every second, with a deadline.
async fn count(connection: &Connection) -> Result<(), Box<dyn Error>> {
    loop {
        let mut neighbours = 0;
        let dump = connection.dump(GetNeigh::default(), |_| {}, |_| neighbours += 1);
        match tokio::time::timeout(Duration::from_millis(500), dump).await {
            Ok(done) => _ = done?,
            Err(_) => println!("! the kernel takes long"), // what still comes is nobody's
        }
        println!("= {neighbours} neighbours");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
