//! 1-Wire: a bus for sensors, keys and switches (drivers/w1/w1_netlink.h of the kernel).
//!
//! A message contains a sequence of records, each with a length. A record for a bus (master) or a
//! device (slave) contains a sequence of commands, each with a length.
//!
//! See the [w1 netlink protocol](https://docs.kernel.org/w1/w1-netlink.html).
use super::{CbId, CnMessage, CnMsg, finish};
use crate::{
    c_struct, open_enum,
    wire::{BuildError, CStruct, Error, Struct},
};
use core::{fmt, iter::FusedIterator};
use zerocopy::FromBytes;

open_enum! {
    /// Type of a record: `W1_*`, drivers/w1/w1_netlink.h of the kernel.
    pub struct W1MessageType(u8) {
        /// Notification: a device was added.
        W1_SLAVE_ADD = 0,
        /// Notification: a device was removed.
        W1_SLAVE_REMOVE = 1,
        /// Notification: a bus was added.
        W1_MASTER_ADD = 2,
        /// Notification: a bus was removed.
        W1_MASTER_REMOVE = 3,
        /// Commands for a bus.
        W1_MASTER_CMD = 4,
        /// Commands for a device.
        W1_SLAVE_CMD = 5,
        /// Request for the list of buses, and the reply.
        W1_LIST_MASTERS = 6,
    }
}
open_enum! {
    /// Command for a bus or a device: `W1_CMD_*`, drivers/w1/w1_netlink.h of the kernel.
    ///
    /// ```
    /// use nlwire::{connector::*, wire::Message};
    /// let mut buffer = [0; 64];
    /// // search for devices on bus 1
    /// let request = w1_request(&mut buffer, 7, W1Target::Master(1), &[(W1Command::W1_CMD_SEARCH, &[])])?;
    /// let message = CnMessage::read(Message::new(request)?)?;
    /// for record in message.w1_records() {
    ///     let record = record?;
    ///     for command in record.commands() {
    ///         assert_eq!(command?.header.get(W1NetlinkCmd::cmd), W1Command::W1_CMD_SEARCH);
    ///     }
    /// }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub struct W1Command(u8) {
        /// Read bytes; the length of the data is the number of bytes to read.
        W1_CMD_READ = 0,
        /// Write bytes.
        W1_CMD_WRITE = 1,
        /// Search for devices.
        W1_CMD_SEARCH = 2,
        /// Search for devices in alarm state.
        W1_CMD_ALARM_SEARCH = 3,
        /// Write bytes and read the response at the same time.
        W1_CMD_TOUCH = 4,
        /// Reset the bus.
        W1_CMD_RESET = 5,
        /// Add a device manually.
        W1_CMD_SLAVE_ADD = 6,
        /// Remove a device manually.
        W1_CMD_SLAVE_REMOVE = 7,
        /// List the known devices without a search.
        W1_CMD_LIST_SLAVES = 8,
    }
}
c_struct! {
    /// Header of a record: `struct w1_netlink_msg`, drivers/w1/w1_netlink.h of the kernel.
    #[doc(alias = "w1_netlink_msg")]
    pub struct W1NetlinkMsg {
        /// Type of the record.
        r#type: W1MessageType,
        /// Status of a reply: positive errno; 0 for success.
        status: u8,
        /// Length of the data after the header, bytes.
        len: u16,
        /// Device or bus. Device: family code, six bytes of serial number, CRC. Bus: number in the
        /// first four bytes, host byte order.
        id: [u8; 8],
    }
}
c_struct! {
    /// Header of a command: `struct w1_netlink_cmd`, drivers/w1/w1_netlink.h of the kernel.
    #[doc(alias = "w1_netlink_cmd")]
    pub struct W1NetlinkCmd {
        /// Command.
        cmd: W1Command,
        /// Reserved.
        res: u8,
        /// Length of the data after the header, bytes.
        len: u16,
    }
}
/// Flag in [`CnMsg::flags`]: the kernel answers all records of a message with one message.
pub const W1_CN_BUNDLE: u16 = 1;

/// Target of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum W1Target {
    /// All buses: requests the list of buses.
    Masters,
    /// A bus, by number.
    Master(u32),
    /// A device, by its eight-byte id.
    Slave([u8; 8]),
}

/// A record, borrowed from a message.
#[derive(Clone, Copy)]
pub struct W1Record<'a> {
    /// Header of the record.
    pub header: &'a Struct<W1NetlinkMsg>,
    /// Data after the header.
    pub data: &'a [u8],
}
impl<'a> W1Record<'a> {
    /// Returns the number of the bus, for records about a bus.
    pub fn master(&self) -> u32 {
        let [a, b, c, d, ..] = self.header.get(W1NetlinkMsg::id);
        u32::from_ne_bytes([a, b, c, d])
    }
    /// Returns an iterator over the commands of a W1_MASTER_CMD or W1_SLAVE_CMD record. A length
    /// that exceeds the record yields one error and ends the iterator.
    pub const fn commands(&self) -> W1Commands<'a> {
        W1Commands(self.data)
    }
    /// Returns the bus numbers in a reply to W1_LIST_MASTERS.
    pub fn masters(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.data.chunks_exact(4).filter_map(|id| id.first_chunk()).map(|id| u32::from_ne_bytes(*id))
    }
}
impl fmt::Debug for W1Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("W1Record").field("header", self.header).field("data", &self.data).finish()
    }
}
/// A command with its data, borrowed from a record.
#[derive(Clone, Copy, Debug)]
pub struct W1CommandData<'a> {
    /// Header of the command.
    pub header: &'a Struct<W1NetlinkCmd>,
    /// Bytes to write, or bytes read.
    pub data: &'a [u8],
}
impl W1CommandData<'_> {
    /// Returns the device ids in a reply to a search, eight bytes each.
    pub fn slaves(&self) -> impl Iterator<Item = [u8; 8]> {
        self.data.chunks_exact(8).filter_map(|id| id.first_chunk().copied())
    }
}
/// A header, the data whose length is in the header, and the remaining bytes.
type Taken<'a, H> = (&'a Struct<H>, &'a [u8], &'a [u8]);
fn take<H: CStruct>(bytes: &[u8], len: impl Fn(&Struct<H>) -> u16) -> Option<Taken<'_, H>> {
    let (header, rest) = Struct::<H>::ref_from_prefix(bytes).ok()?;
    let (data, rest) = rest.split_at_checked(len(header).into())?;
    Some((header, data, rest))
}
/// Iterator over the records of a message; see [`CnMessage::w1_records`].
#[derive(Clone, Copy, Debug)]
pub struct W1Records<'a>(&'a [u8]);
impl<'a> Iterator for W1Records<'a> {
    type Item = Result<W1Record<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = core::mem::take(&mut self.0);
        if here.is_empty() {
            return None;
        }
        let Some((header, data, rest)) =
            take(here, |header: &Struct<W1NetlinkMsg>| header.get(W1NetlinkMsg::len))
        else {
            return Some(Err(Error::framing(here)));
        };
        self.0 = rest;
        Some(Ok(W1Record { header, data }))
    }
}
impl FusedIterator for W1Records<'_> {}
/// Iterator over the commands of a record; see [`W1Record::commands`].
#[derive(Clone, Copy, Debug)]
pub struct W1Commands<'a>(&'a [u8]);
impl<'a> Iterator for W1Commands<'a> {
    type Item = Result<W1CommandData<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = core::mem::take(&mut self.0);
        if here.is_empty() {
            return None;
        }
        let Some((header, data, rest)) =
            take(here, |header: &Struct<W1NetlinkCmd>| header.get(W1NetlinkCmd::len))
        else {
            return Some(Err(Error::framing(here)));
        };
        self.0 = rest;
        Some(Ok(W1CommandData { header, data }))
    }
}
impl FusedIterator for W1Commands<'_> {}
impl<'a> CnMessage<'a> {
    /// Returns an iterator over the records of a 1-Wire message; empty for other subsystems. A
    /// length that exceeds the message yields one error and ends the iterator.
    pub fn w1_records(&self) -> W1Records<'a> {
        W1Records(if self.is(CbId::W1) { self.data } else { &[] })
    }
}
/// Writes a request with one record that holds the given commands with their data.
///
/// Send the message to the kernel. Answers arrive as multicast of the group CN_W1_IDX, or as
/// unicast to the port id of the sender. The kernel answers each command with a separate message
/// unless the request has the flag [`W1_CN_BUNDLE`].
///
/// # Errors
/// The buffer is too small, or the commands are longer than 65,535 bytes.
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
        all = all.saturating_add(size_of::<Struct<W1NetlinkCmd>>()).saturating_add(data.len());
    }
    let Ok(len) = u16::try_from(all) else { return Err(BuildError::TooLong) };
    let record = W1NetlinkMsg::new()
        .with(W1NetlinkMsg::r#type, kind)
        .with(W1NetlinkMsg::len, len)
        .with(W1NetlinkMsg::id, id);
    let header = CnMsg::new().with(CnMsg::id, CbId::W1).with(CnMsg::seq, seq);
    finish(buffer, header, size_of::<Struct<W1NetlinkMsg>>().saturating_add(all), |mut out| {
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
        // a message truncated anywhere yields complete records, then one error or nothing
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
