//! `nlwire`: a command line tool for netlink. `cargo run --release -p nlwire-cli -- --help`
mod annotate;
mod args;
mod build;
mod columns;
mod counters;
mod decode;
mod diff;
mod dump;
mod explain;
mod families;
mod family;
mod fields;
mod filter;
mod front;
mod groups;
mod json;
mod keys;
mod line;
mod lookup;
mod monitor;
mod names;
mod netns;
mod nftables;
mod objects;
mod output;
mod pcapng;
mod perform;
mod place;
mod policy;
mod record;
mod registry;
mod resync;
mod security;
mod sockets;
mod stop;
mod strace;
mod table;
mod talk;
mod traffic;
mod units;
mod watch;

use args::{Args, Command, Unparsed};
use output::Output;
use std::process::ExitCode;
use stop::{Stop, printable, stop};

fn main() -> ExitCode {
    match run() {
        Ok(true) | Err(Stop::Unread) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Stop::Status(status)) => ExitCode::from(status),
        Err(Stop::Because(sentence)) => {
            eprintln!("nlwire: {}", printable(&sentence));
            ExitCode::from(2)
        }
    }
}
/// Runs the command. Returns whether the output is complete.
fn run() -> Result<bool, Stop> {
    let Args { style, command } = match args::parse(std::env::args_os()) {
        Ok(args) => args,
        Err(Unparsed::Help(text)) => return Ok(text.print().map(|()| true)?),
        Err(Unparsed::Wrong(sentence)) => return Err(stop!("{sentence}")),
    };
    if let Command::Strace(options) = &command {
        return strace::run(style, options);
    }
    let mut out = Output::new(style);
    let ran = match command {
        Command::Dump { objects, .. } if objects.is_empty() => {
            Err(stop!("dump requires an object: {}", objects::known()))
        }
        Command::Dump { objects, columns, sort, netns, human, watch, lasting } => {
            out.human = human;
            out.table_view = table::View { columns, sort };
            let entered = netns.as_deref().map_or(Ok(()), netns::choose);
            entered.and_then(|()| match watch {
                Some(every) => watch::run(&mut out, &objects, every, lasting),
                None => dump::run(&mut out, &objects),
            })
        }
        Command::Monitor(options) => {
            out.human = options.human;
            monitor::run(&mut out, &options)
        }
        Command::Decode { file: Some(file), human } => {
            out.human = human;
            decode::read(&mut out, &file)
        }
        Command::Decode { file: None, .. } => Err(stop!("decode requires a file; - is standard input")),
        Command::Record { file: Some(file), words, lasting } => record::run(&mut out, &file, &words, lasting),
        Command::Record { file: None, .. } => Err(stop!("record requires a file")),
        Command::Diff { a, b, counters } => diff::run(&mut out, [&a, &b], counters),
        Command::Family { name } => family::run(&mut out, name.as_deref()),
        Command::Policy { name: Some(name) } => policy::run(&mut out, &name),
        Command::Policy { name: None } => {
            Err(stop!("policy requires the name of a family: nlwire family lists them"))
        }
        Command::Do(wanted) => perform::run(&mut out, &wanted),
        Command::Explain { words, protocol } => explain::run(&mut out, &words, &protocol),
        Command::Strace(_) => Ok(()),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            args::completions(shell, &mut text);
            return Ok(out.verbatim(&text).map(|()| true)?);
        }
        Command::Man => {
            let mut text = Vec::new();
            args::man(&mut text)?;
            return Ok(out.verbatim(&text).map(|()| true)?);
        }
    };
    if let Err(stop) = ran {
        out.end_tables(false)?;
        out.flush()?;
        return Err(stop);
    }
    out.close()
}
