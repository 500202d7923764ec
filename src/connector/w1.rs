//! 1-Wire: a bus of sensors, keys and switches, each on one wire (Documentation/w1/w1-netlink.rst of the kernel). A message holds records one
//! behind the other, each with a length of its own, and a record for a bus or a device holds commands in the same way.
//!
//! ```
//! use nlwire::{connector::*, wire::Message};
//! let mut buffer = [0; 64];
//! // to bus 1: search it
//! let request = w1_request(&mut buffer, 7, W1Target::Master(1), &[(W1Command::W1_CMD_SEARCH, &[])])?;
//! let message = CnMessage::read(Message::new(request)?)?;
//! for record in message.w1_records() {
//!     let record = record?;
//!     for command in record.commands() {
//!         assert_eq!(command?.header.get(W1NetlinkCmd::cmd), W1Command::W1_CMD_SEARCH);
//!     }
//! }
//! # use nlwire::wire::Layout;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use super::{CbId, CnMessage, CnMsg, finish};
use crate::{
    layout, numbers,
    wire::{BuildError, Error, Layout},
};
use core::{fmt, iter::FusedIterator};
use zerocopy::IntoBytes;

numbers! {
    /// What a record is: `W1_*`, drivers/w1/w1_netlink.h of the kernel.
    pub struct W1MessageType(u8) {
        /// A device has come.
        W1_SLAVE_ADD = 0,
        /// A device is gone.
        W1_SLAVE_REMOVE = 1,
        /// A bus has come.
        W1_MASTER_ADD = 2,
        /// A bus is gone.
        W1_MASTER_REMOVE = 3,
        /// Commands for a bus.
        W1_MASTER_CMD = 4,
        /// Commands for a device.
        W1_SLAVE_CMD = 5,
        /// The buses are asked for, or told.
        W1_LIST_MASTERS = 6,
    }
}
numbers! {
    /// What is to be done: `W1_CMD_*`, drivers/w1/w1_netlink.h of the kernel.
    pub struct W1Command(u8) {
        /// Read so many bytes.
        W1_CMD_READ = 0,
        /// Write bytes.
        W1_CMD_WRITE = 1,
        /// Search for devices.
        W1_CMD_SEARCH = 2,
        /// Search for devices in alarm.
        W1_CMD_ALARM_SEARCH = 3,
        /// Write bytes, and read what comes back.
        W1_CMD_TOUCH = 4,
        /// Reset the bus.
        W1_CMD_RESET = 5,
        /// Add a device by hand.
        W1_CMD_SLAVE_ADD = 6,
        /// Remove one.
        W1_CMD_SLAVE_REMOVE = 7,
        /// List the known devices without a search.
        W1_CMD_LIST_SLAVES = 8,
    }
}
layout! {
    /// A record: `struct w1_netlink_msg`, drivers/w1/w1_netlink.h of the kernel.
    #[doc(alias = "w1_netlink_msg")]
    pub struct W1NetlinkMsg {
        /// What it is.
        r#type: W1MessageType,
        /// Of a reply: 0, or an errno, positive.
        status: u8,
        /// Bytes behind this structure.
        len: u16,
        /// The device: its family, six bytes of its number, a checksum. Or the bus: its number in four bytes, host order.
        id: [u8; 8],
    }
}
layout! {
    /// A command: `struct w1_netlink_cmd`, drivers/w1/w1_netlink.h of the kernel.
    #[doc(alias = "w1_netlink_cmd")]
    pub struct W1NetlinkCmd {
        /// What is to be done.
        cmd: W1Command,
        /// Unused.
        res: u8,
        /// Bytes behind this structure.
        len: u16,
    }
}
/// [`CnMsg::flags`]: the kernel answers all of a message's records by one message.
pub const W1_CN_BUNDLE: u16 = 1;

/// Whom a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum W1Target {
    /// Nobody: list the buses.
    Masters,
    /// A bus, by its number.
    Master(u32),
    /// A device, by its eight bytes.
    Slave([u8; 8]),
}

/// A record, in place.
#[derive(Clone, Copy)]
pub struct W1Record<'a> {
    /// What it is, and of whom.
    pub header: &'a W1NetlinkMsg,
    /// What stands behind.
    pub data: &'a [u8],
}
impl<'a> W1Record<'a> {
    /// The number of the bus that it is about, or to.
    pub fn master(&self) -> u32 {
        let [a, b, c, d, ..] = self.header.get(W1NetlinkMsg::id);
        u32::from_ne_bytes([a, b, c, d])
    }
    /// Its commands, where it is W1_MASTER_CMD or W1_SLAVE_CMD. A length that points past the end is one error, and the end.
    pub const fn commands(&self) -> W1Commands<'a> {
        W1Commands(self.data)
    }
    /// The numbers of buses that an answer to W1_LIST_MASTERS holds.
    pub fn masters(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.data.chunks_exact(4).filter_map(|id| id.first_chunk()).map(|id| u32::from_ne_bytes(*id))
    }
}
impl fmt::Debug for W1Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("W1Record").field("header", self.header).field("data", &self.data).finish()
    }
}
/// A command, in place.
#[derive(Clone, Copy, Debug)]
pub struct W1CommandData<'a> {
    /// What is to be done.
    pub header: &'a W1NetlinkCmd,
    /// Bytes to be written, or that were read.
    pub data: &'a [u8],
}
impl W1CommandData<'_> {
    /// The devices that an answer to a search holds: eight bytes each.
    pub fn slaves(&self) -> impl Iterator<Item = [u8; 8]> {
        self.data.chunks_exact(8).filter_map(|id| id.first_chunk().copied())
    }
}
/// A header with as many bytes behind it as it says, and the rest.
type Taken<'a, H> = (&'a H, &'a [u8], &'a [u8]);
fn take<H: Layout>(bytes: &[u8], len: impl Fn(&H) -> u16) -> Option<Taken<'_, H>> {
    let (header, rest) = H::ref_from_prefix(bytes).ok()?;
    let (data, rest) = rest.split_at_checked(len(header).into())?;
    Some((header, data, rest))
}
/// What [`CnMessage::w1_records`] walks.
#[derive(Clone, Copy, Debug)]
pub struct W1Records<'a>(&'a [u8]);
impl<'a> Iterator for W1Records<'a> {
    type Item = Result<W1Record<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = core::mem::take(&mut self.0);
        if here.is_empty() {
            return None;
        }
        let Some((header, data, rest)) = take(here, |header: &W1NetlinkMsg| header.get(W1NetlinkMsg::len))
        else {
            return Some(Err(Error::framing(here)));
        };
        self.0 = rest;
        Some(Ok(W1Record { header, data }))
    }
}
impl FusedIterator for W1Records<'_> {}
/// What [`W1Record::commands`] walks.
#[derive(Clone, Copy, Debug)]
pub struct W1Commands<'a>(&'a [u8]);
impl<'a> Iterator for W1Commands<'a> {
    type Item = Result<W1CommandData<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = core::mem::take(&mut self.0);
        if here.is_empty() {
            return None;
        }
        let Some((header, data, rest)) = take(here, |header: &W1NetlinkCmd| header.get(W1NetlinkCmd::len))
        else {
            return Some(Err(Error::framing(here)));
        };
        self.0 = rest;
        Some(Ok(W1CommandData { header, data }))
    }
}
impl FusedIterator for W1Commands<'_> {}
impl<'a> CnMessage<'a> {
    /// The records of a message of 1-Wire; none of another. A length that points past the end is one error, and the end.
    pub fn w1_records(&self) -> W1Records<'a> {
        W1Records(if self.is(CbId::W1) { self.data } else { &[] })
    }
}
/// Writes a request of one record with its commands and their data. Send it to the kernel; answers come as multicast of the group CN_W1_IDX
/// or, to the port of whoever asked, as unicast. Each command is answered by a message of its own unless [`W1_CN_BUNDLE`] is asked for.
///
/// # Errors
/// The buffer is too small, or the commands too long.
pub fn w1_request<'b>(
    buffer: &'b mut [u8],
    seq: u32,
    target: W1Target,
    commands: &[(W1Command, &[u8])],
) -> Result<&'b [u8], BuildError> {
    let (kind, id) = match target {
        W1Target::Masters => (W1MessageType::W1_LIST_MASTERS, [0; 8]),
        W1Target::Master(number) => {
            let [a, b, c, d] = number.to_ne_bytes();
            (W1MessageType::W1_MASTER_CMD, [a, b, c, d, 0, 0, 0, 0])
        }
        W1Target::Slave(id) => (W1MessageType::W1_SLAVE_CMD, id),
    };
    let mut all = 0usize;
    for (_, data) in commands {
        if data.len() > usize::from(u16::MAX) {
            return Err(BuildError::TooLong);
        }
        all = all.saturating_add(size_of::<W1NetlinkCmd>()).saturating_add(data.len());
    }
    let Ok(len) = u16::try_from(all) else { return Err(BuildError::TooLong) };
    let record = W1NetlinkMsg::new()
        .with(W1NetlinkMsg::r#type, kind)
        .with(W1NetlinkMsg::len, len)
        .with(W1NetlinkMsg::id, id);
    let header = CnMsg::new().with(CnMsg::id, CbId::W1).with(CnMsg::seq, seq);
    finish(buffer, header, size_of::<W1NetlinkMsg>().saturating_add(all), |mut out| {
        let mut put = |bytes: &[u8]| {
            if let Some((front, rest)) = core::mem::take(&mut out).split_at_mut_checked(bytes.len()) {
                front.copy_from_slice(bytes);
                out = rest;
            }
        };
        put(record.as_bytes());
        for (command, data) in commands {
            let head = W1NetlinkCmd::new().with(W1NetlinkCmd::cmd, *command);
            put(head.with(W1NetlinkCmd::len, data.len() as u16).as_bytes());
            put(data);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Message;
    use std::vec::Vec;

    #[test]
    fn records_and_commands_are_read_as_they_were_written() {
        let mut buffer = [0xa5; 256];
        let commands: [(W1Command, &[u8]); 3] = [
            (W1Command::W1_CMD_RESET, &[]),
            (W1Command::W1_CMD_WRITE, &[0x44]),
            (W1Command::W1_CMD_READ, &[0; 9]),
        ];
        let slave = [0x28, 1, 2, 3, 4, 5, 6, 0xcc];
        let bytes = w1_request(&mut buffer, 5, W1Target::Slave(slave), &commands).unwrap();
        assert_eq!(bytes.len(), 16 + 20 + 12 + 3 * 4 + 10);
        let message = CnMessage::read(Message::new(bytes).unwrap()).unwrap();
        let records: Vec<_> = message.w1_records().collect::<Result<_, _>>().unwrap();
        assert_eq!((records.len(), records[0].header.get(W1NetlinkMsg::id)), (1, slave));
        let found: Vec<_> = records[0]
            .commands()
            .map(|it| it.map(|it| (it.header.get(W1NetlinkCmd::cmd), it.data)))
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(found, commands);
        assert!(message.proc_event().unwrap().is_none());
        // a message cut anywhere gives whole records, then one error or nothing
        for len in 0..message.data.len() {
            let (good, bad): (Vec<_>, Vec<_>) = W1Records(&message.data[..len]).partition(Result::is_ok);
            assert!(good.is_empty() && bad.len() == usize::from(len != 0), "{len}");
            let (good, bad): (Vec<_>, Vec<_>) =
                W1Commands(&records[0].data[..len.min(22)]).partition(Result::is_ok);
            assert!(good.len() <= 3 && bad.len() <= 1);
        }
    }
    #[test]
    fn buses_and_devices_of_an_answer() {
        let record = W1NetlinkMsg::new()
            .with(W1NetlinkMsg::r#type, W1MessageType::W1_LIST_MASTERS)
            .with(W1NetlinkMsg::len, 8);
        let data = [record.as_bytes(), &1u32.to_ne_bytes(), &2u32.to_ne_bytes(), record.as_bytes(), &[0; 8]]
            .concat();
        let header = CnMsg::new().with(CnMsg::id, CbId::W1);
        let mut buffer = [0; 128];
        let bytes = super::super::write(&mut buffer, header, &data).unwrap();
        let message = CnMessage::read(Message::new(bytes).unwrap()).unwrap();
        let mut records = message.w1_records();
        assert_eq!(records.next().unwrap().unwrap().masters().collect::<Vec<_>>(), [1, 2]);
        assert!(records.next().unwrap().is_ok() && records.next().is_none());
        let command = W1NetlinkCmd::new();
        let found = W1CommandData { header: &command, data: &[7; 20] };
        assert_eq!(found.slaves().collect::<Vec<_>>(), [[7; 8]; 2]);
        let long = [0; 70_000];
        assert_eq!(
            w1_request(&mut buffer, 0, W1Target::Master(1), &[(W1Command::W1_CMD_WRITE, &long)]),
            Err(BuildError::TooLong)
        );
        assert!(w1_request(&mut buffer, 0, W1Target::Masters, &[]).is_ok_and(|bytes| bytes.len() == 48));
    }
}
