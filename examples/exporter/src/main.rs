//! Prometheus exporter for what the kernel reports over netlink: see README.md.
mod args;
mod collect;
mod http;
mod names;
mod namespace;
mod scrape;
mod table;

use args::Args;
use clap::Parser;
use scrape::Scraper;
use std::{io, process::ExitCode, rc::Rc};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    task::{LocalSet, spawn_local},
};

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.and_then(|runtime| LocalSet::new().block_on(&runtime, run(&args))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nlwire-exporter: {error}");
            ExitCode::from(2)
        }
    }
}
/// Serves until SIGTERM or SIGINT.
async fn run(args: &Args) -> io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let listener = TcpListener::bind(args.listen)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("--listen {}: {error}", args.listen)))?;
    let scraper = Rc::new(Scraper::new(args));
    println!("listening on http://{}/metrics", listener.local_addr()?);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => _ = spawn_local(http::serve(stream, scraper.clone())),
                // as many connections as a process may have: until some end
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
            },
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
        }
    }
}
