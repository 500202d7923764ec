//! Follows links, addresses and routes: prints each change, also those that are found after lost
//! events, and the tables when Enter is pressed. `cargo run --example follow`. Needs no privileges.
use nlwire::{
    cache::{Cache, Change, Tree},
    prelude::*,
    route::Tables,
    socket::Waker,
};
use std::{error::Error, sync::Arc, thread};

fn main() -> Result<(), Box<dyn Error>> {
    let end = Arc::new(Waker::new()?);
    let enter = end.clone();
    thread::spawn(move || std::io::stdin().lines().next().map(|_| enter.wake()));

    let socket = Config::new(Protocol::ROUTE).groups(Tables::GROUPS).open()?;
    let tables = Tables { neighbours: false, ..Tables::USUAL };
    let mut cache = Cache::over_socket(tables, Tree::<Tables, Vec<u8>>::new(), &socket);
    cache.follow_until_woken(&socket, &end, &mut [0; 32 * 1024], |change| match change {
        Change::Added { entry, .. } => println!("+ {entry}"),
        Change::Changed { old, entry, .. } => println!("~ {entry} (was {old})"),
        Change::Removed { entry, .. } => println!("- {entry}"),
        Change::Lost => println!("! events were lost: the tables are read again"),
        Change::Synced => println!("= synced"),
        _ => {}
    })?;
    for (_, object) in cache.iter() {
        println!("{object}");
    }
    Ok(())
}
