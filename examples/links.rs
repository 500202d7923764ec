//! Lists links with their addresses; with a name, that link alone: `cargo run --example links -- lo`. Needs no privileges.
use nlwire::{
    exchange::Connection,
    route::{addresses, links},
    socket::{Protocol, Socket},
};
use std::{collections::BTreeMap, error::Error};

fn main() -> Result<(), Box<dyn Error>> {
    let mut buffer = [0; 32 * 1024];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);

    // what a dump lends goes with the next message, so that what is to stay is copied
    let mut of_links = BTreeMap::<u32, Vec<String>>::new();
    let mut all = addresses::list(&mut connection)?;
    while let Some(found) = all.next()? {
        let address = found.address().map_or("?".into(), |address| address.to_string());
        of_links.entry(found.link()).or_default().push(format!("{address}/{}", found.prefix_len()));
    }

    let only = match std::env::args().nth(1) {
        Some(name) => Some(links::by_name(&mut connection, name.as_str())?.index()),
        None => None,
    };
    let mut all = links::list(&mut connection)?;
    while let Some(link) = all.next()? {
        if only.is_none_or(|index| index == link.index()) {
            let kind = link.kind().unwrap_or("device".into());
            let mtu = link.mtu().unwrap_or_default();
            println!(
                "{} {} {kind} {} mtu {mtu} {:?}",
                link.index(),
                link.name(),
                link.state(),
                link.address()
            );
            of_links
                .remove(&link.index())
                .into_iter()
                .flatten()
                .for_each(|address| println!("    {address}"));
        }
    }
    Ok(())
}
