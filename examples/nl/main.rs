//! `nl`: netlink, read and shown. `cargo run --release --example nl -- --help`
mod args;
mod columns;
mod decode;
mod dump;
mod families;
mod family;
mod fields;
mod groups;
mod monitor;
mod names;
mod nftables;
mod objects;
mod output;
mod policy;
mod record;
mod security;
mod sockets;
mod stop;
mod table;
mod talk;
mod traffic;

use args::{Args, Command, HELP};
use output::Output;
use std::process::ExitCode;
use stop::Stop;

fn main() -> ExitCode {
    match run() {
        Ok(true) | Err(Stop::Unread) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Stop::Because(sentence)) => {
            eprintln!("nl: {sentence}");
            ExitCode::from(2)
        }
    }
}
/// Whether all was well.
fn run() -> Result<bool, Stop> {
    let given = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let Args { json, debug, command } = args::parse(given)?;
    let mut out = Output::new(json, debug);
    let ran = match command {
        Command::Help => {
            out.text(HELP.trim_end())?;
            out.flush()?;
            return Ok(true);
        }
        Command::Dump { objects } => dump::run(&mut out, &objects),
        Command::Monitor { groups, lasting } => monitor::run(&mut out, &groups, lasting),
        Command::Decode { file } => decode::run(&mut out, &file),
        Command::Record { file, objects } => record::run(&mut out, &file, &objects),
        Command::RecordMonitor { file, groups, lasting } => {
            record::monitor(&mut out, &file, &groups, lasting)
        }
        Command::Family { name } => family::run(&mut out, name.as_deref()),
        Command::Policy { name } => policy::run(&mut out, &name),
    };
    if let Err(stop) = ran {
        out.end_tables(false)?;
        out.flush()?;
        return Err(stop);
    }
    out.close()
}
