//! A thousand requests at once over one socket, from tasks of a multi-threaded runtime: `cargo run
//! --release --manifest-path examples/async/Cargo.toml --example concurrent`. Needs no privileges.
use nlwire::{prelude::*, route::link, tokio::connect};
use std::{error::Error, sync::Arc, time::Instant};
use tokio::task::JoinSet;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let nl = Arc::new(connect(Protocol::ROUTE)?);
    let links = nl.list(link::list()).await?;
    let (mut tasks, started) = (JoinSet::new(), Instant::now());
    for at in 0..1000 {
        let (nl, index) = (nl.clone(), links[at % links.len()].index);
        tasks.spawn(async move { nl.get(link::by_index(index), |link| link.summary()).await });
    }
    let mut found = 0;
    while let Some(link) = tasks.join_next().await {
        found += usize::from(link???.mtu != 0);
    }
    println!("{found} links in {:?}", started.elapsed());
    Ok(())
}
