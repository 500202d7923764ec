//! Prints processes that start, execute programs and exit, in fixed buffers: `cargo run --example
//! process_events`, as root. A number as argument ends the program after that many events.
use nlwire::{
    connector::*,
    socket::{Config, Protocol, random_seed},
    wire::{Messages, Str},
};
use std::{error::Error, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let limit = std::env::args().nth(1).map(|number| number.parse::<u64>()).transpose()?;
    let group = [CnIndex::CN_IDX_PROC.0];
    let socket = Config::new(Protocol::CONNECTOR).groups(group).receive_buffer(4 << 20).open()?;
    let mut buffer = [0; 4096];
    socket.send(listen(&mut buffer, random_seed(), None)?)?;

    // the kernel's reply is an event; inside a container there is none
    socket.set_receive_timeout(Some(Duration::from_secs(2)))?;
    let mut sequences = Sequences::<256>::new();
    let (mut begun, mut shown) = (false, 0);
    while limit.is_none_or(|limit| shown < limit) {
        // from the kernel only: a datagram that a process sent to the group is returned empty
        let len = match socket.recv_checked(&mut buffer) {
            Ok(received) => received.len,
            Err(error) if error.is_loss() => {
                println!("the kernel dropped events, since they came faster than they were read");
                continue;
            }
            Err(error) if error.is_timeout() && !begun => {
                return Err("the kernel does not answer: run it outside of containers".into());
            }
            Err(error) => return Err(error.into()),
        };
        for message in Messages::new(buffer.get(..len).unwrap_or(&[])) {
            let event = match message.and_then(CnMessage::read).and_then(|message| message.proc_event()) {
                Ok(Some(event)) => event,
                Ok(None) => continue,
                Err(error) => {
                    eprintln!("malformed: {error}");
                    continue;
                }
            };
            if let (ProcEventData::None(ack), false) = (event.data, begun) {
                match ack.get(AckProcEvent::err) {
                    0 => begun = true,
                    errno => return Err(std::io::Error::from_raw_os_error(errno as i32).into()),
                }
                socket.set_receive_timeout(None)?;
                continue;
            }
            let lost = sequences.lost(&event);
            if lost != 0 {
                println!("{lost} events of processor {} were lost", event.head.get(ProcEventHead::cpu));
            }
            shown += u64::from(show(&event));
        }
    }
    Ok(())
}
/// Prints the event of a process; threads are ignored.
fn show(event: &ProcEvent<'_>) -> bool {
    let time = event.head.get(ProcEventHead::timestamp_ns) / 1_000_000;
    match event.data {
        ProcEventData::Fork(fork)
            if fork.get(ForkProcEvent::child_pid) == fork.get(ForkProcEvent::child_tgid) =>
        {
            println!(
                "{time} fork {} by {}",
                fork.get(ForkProcEvent::child_tgid),
                fork.get(ForkProcEvent::parent_tgid)
            );
        }
        ProcEventData::Exec(exec) => println!(
            "{time} exec {} {}",
            exec.get(ExecProcEvent::process_tgid),
            name(exec.get(ExecProcEvent::process_tgid))
        ),
        ProcEventData::Comm(comm) => {
            println!(
                "{time} comm {} {}",
                comm.get(CommProcEvent::process_tgid),
                comm.get(CommProcEvent::comm).as_str()
            );
        }
        ProcEventData::Exit(exit) => {
            let field = |field| exit.get(field).unwrap_or(0);
            let (pid, tgid) = (field(ExitProcEvent::process_pid), field(ExitProcEvent::process_tgid));
            if pid != tgid {
                return false;
            }
            let code = exit.get(ExitProcEvent::exit_code).unwrap_or(0);
            match code & 0x7f {
                0 => println!("{time} exit {tgid} code {}", code >> 8),
                signal => println!("{time} exit {tgid} signal {signal}"),
            }
        }
        _ => return false,
    }
    true
}
/// Returns the name of a process, if it still runs.
fn name(process: i32) -> String {
    let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    let words = line.split(|byte| *byte == 0).map(|word| Str(word).to_string());
    words.collect::<Vec<_>>().join(" ").trim_end().to_string()
}
