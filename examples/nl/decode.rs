//! `nl decode`: a recording, message by message.
use crate::{
    output::Output,
    stop::{Stop, stop},
};
use nlwire::{
    exchange::{Direction, Packet, Recording, RecordingError},
    wire::{GetFlags, Message, Messages},
};
use std::{io::Read, time::Duration};

pub fn run(out: &mut Output, path: &str) -> Result<(), Stop> {
    let mut file = Vec::new();
    let read = if path == "-" {
        std::io::stdin().lock().read_to_end(&mut file).map(|_| ())
    } else {
        std::fs::read(path).map(|bytes| file = bytes)
    };
    read.map_err(|error| stop!("{path}: {error}"))?;
    let recording = Recording::open(&file).map_err(|error| stop!("{path}: {error}"))?;
    let foreign = recording.is_foreign();
    let mut begun = None;
    for packet in recording {
        match packet {
            Ok(packet) => {
                let begun = *begun.get_or_insert(packet.time);
                self::packet(out, &packet, packet.time.saturating_sub(begun), foreign)?;
            }
            Err(error) => {
                let offset = match error {
                    RecordingError::Cut { offset } => offset,
                    _ => 0,
                };
                out.broken_file(&error.to_string(), offset)?;
            }
        }
    }
    Ok(())
}
/// Kernel events of devices: text, without any netlink header.
const UEVENT: u16 = 15;

fn packet(out: &mut Output, packet: &Packet<'_>, time: Duration, foreign: bool) -> Result<(), Stop> {
    let (protocol, datagram) = (packet.protocol, packet.bytes);
    if protocol == UEVENT {
        let front = format!("{:3}.{:06} < ", time.as_secs(), time.subsec_micros());
        return out.uevent(protocol, datagram, &front);
    }
    for message in Messages::new(datagram) {
        match message {
            Ok(message) => {
                let front = if out.json { String::new() } else { front(packet, message, time) };
                out.message(protocol, message, &front, datagram)?;
            }
            Err(error) => {
                let offset = error.offset_in(datagram).unwrap_or(0);
                let rest = datagram.get(offset..).unwrap_or(&[]);
                let sentence = match () {
                    () if packet.is_cut() => {
                        format!(
                            "the recording holds {} of the datagram's {} bytes",
                            datagram.len(),
                            packet.whole
                        )
                    }
                    () if foreign => {
                        format!(
                            "{error}; a machine of the other byte order recorded it: decode it on one of its kind"
                        )
                    }
                    () => error.to_string(),
                };
                return out.broken(protocol, &sentence, offset, rest);
            }
        }
    }
    if packet.is_cut() {
        // it was cut between two messages, or within the padding
        let sentence =
            format!("the recording holds {} of the datagram's {} bytes", datagram.len(), packet.whole);
        return out.broken(protocol, &sentence, datagram.len(), &[]);
    }
    Ok(())
}
/// The time since the recording began, and the direction: `>` to the kernel, `<` from it.
fn front(packet: &Packet<'_>, message: Message<'_>, time: Duration) -> String {
    let is_request = message.flags() & GetFlags::REQUEST.bits() != 0;
    let mark = if is_request || packet.direction == Direction::Kernel { '>' } else { '<' };
    format!("{:3}.{:06} {mark} ", time.as_secs(), time.subsec_micros())
}
