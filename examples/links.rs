//! Lists interfaces with their addresses: `cargo run --example links`. Needs no privileges.
use nlwire::{
    prelude::*,
    route::{addr, link},
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut nl = Connection::open(Protocol::ROUTE)?;
    let addresses = nl.list(addr::list())?;
    for link in nl.list(link::list())? {
        println!("{link}");
        for address in addresses.iter().filter(|address| address.link == link.index) {
            println!("    {address}");
        }
    }
    Ok(())
}
