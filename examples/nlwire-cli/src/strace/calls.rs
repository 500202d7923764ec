//! System calls that carry netlink messages, and what they carry.
use super::memory::{Gathered, LONGEST, Memory, PEEK, TRUNC};
use libc::c_long;
use nlwire::wire::Messages;

/// Where a call has its buffers. The descriptor is always the first argument.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// Address and length, from the second argument.
    Buffer,
    /// Address and number of `struct iovec`.
    Vector,
    /// Address of a `struct msghdr`.
    Header,
    /// Address and number of `struct mmsghdr`.
    Headers,
}
/// A system call that sends or receives.
#[derive(Debug)]
pub struct Call {
    pub name: &'static str,
    number: c_long,
    pub sends: bool,
    form: Form,
    /// Position of the argument with flags.
    flags: Option<usize>,
    /// Position of the argument with the address of the peer, of a call without a header.
    peer: Option<usize>,
}
const fn call(
    name: &'static str,
    number: c_long,
    sends: bool,
    form: Form,
    flags: Option<usize>,
    peer: Option<usize>,
) -> Call {
    Call { name, number, sends, form, flags, peer }
}
static CALLS: [Call; 10] = [
    call("sendto", libc::SYS_sendto, true, Form::Buffer, Some(3), Some(4)),
    call("sendmsg", libc::SYS_sendmsg, true, Form::Header, Some(2), None),
    call("sendmmsg", libc::SYS_sendmmsg, true, Form::Headers, Some(3), None),
    call("write", libc::SYS_write, true, Form::Buffer, None, None),
    call("writev", libc::SYS_writev, true, Form::Vector, None, None),
    call("recvfrom", libc::SYS_recvfrom, false, Form::Buffer, Some(3), Some(4)),
    call("recvmsg", libc::SYS_recvmsg, false, Form::Header, Some(2), None),
    call("recvmmsg", libc::SYS_recvmmsg, false, Form::Headers, Some(3), None),
    call("read", libc::SYS_read, false, Form::Buffer, None, None),
    call("readv", libc::SYS_readv, false, Form::Vector, None, None),
];
/// socket(2), which shows the protocol of a new descriptor.
pub const SOCKET: c_long = libc::SYS_socket;
/// io_uring_setup(2), after which messages may pass unseen.
pub const IO_URING: c_long = libc::SYS_io_uring_setup;

/// Returns the call with a number.
pub fn find(number: c_long) -> Option<&'static Call> {
    CALLS.iter().find(|call| call.number == number)
}
/// Returns the numbers of the calls that are of interest: those of sockets, and those of any file.
pub fn numbers() -> [Vec<c_long>; 2] {
    let (files, sockets): (Vec<_>, Vec<_>) =
        CALLS.iter().partition(|call| ["read", "readv", "write", "writev"].contains(&call.name));
    let number = |call: &Call| call.number;
    [
        sockets.into_iter().map(number).chain([SOCKET, IO_URING]).collect(),
        files.into_iter().map(number).collect(),
    ]
}

/// A datagram that a program sends or has received.
#[derive(Debug, Default)]
pub struct Datagram {
    pub bytes: Vec<u8>,
    /// Length, as far as it is known.
    pub whole: usize,
    /// The buffers were too small, or not readable.
    pub cut: Option<String>,
    /// Port id of the other process; `None` for the kernel.
    pub peer: Option<u32>,
}
impl Datagram {
    fn sent(gathered: Gathered, peer: Option<u32>) -> Self {
        let Gathered { bytes, capacity, unreadable } = gathered;
        let whole = usize::try_from(capacity).unwrap_or(usize::MAX);
        let cut = unreadable.map(|address| unreadable_sentence(&bytes, capacity, address));
        let is_long = cut.is_none() && bytes.len() < whole;
        let cut = cut.or_else(|| is_long.then(|| format!("{} of {whole} bytes are shown", bytes.len())));
        Self { bytes, whole, cut, peer }
    }
    /// `len` is the result of the call; `flags` are those of the call, `reported` those of the
    /// header after the call.
    fn received(gathered: Gathered, len: usize, flags: u64, reported: u64, peer: Option<u32>) -> Self {
        let Gathered { bytes, capacity, unreadable } = gathered;
        let got = usize::try_from(capacity).unwrap_or(usize::MAX).min(len);
        let mut datagram = Self { whole: len, bytes, cut: None, peer };
        if let Some(address) = unreadable.filter(|_| datagram.bytes.len() < got) {
            datagram.cut = Some(unreadable_sentence(&datagram.bytes, got as u64, address));
        } else if len > got {
            datagram.cut = Some(format!("the buffer holds {got} of the datagram's {len} bytes"));
        } else if reported & TRUNC != 0 && flags & TRUNC == 0 {
            datagram.cut = Some(smaller(got));
            datagram.whole += 1;
        } else if capacity == len as u64 && Messages::new(&datagram.bytes).any(|message| message.is_err()) {
            // the call does not report it, but the last message shows it
            datagram.cut = Some(smaller(got));
            datagram.whole += 1;
        } else if datagram.bytes.len() < got {
            datagram.cut = Some(format!("{} of {len} bytes are shown", datagram.bytes.len()));
        }
        datagram
    }
}
fn smaller(len: usize) -> String {
    format!("the buffer of {len} bytes is smaller than the datagram")
}
fn no_memory(address: u64) -> String {
    format!("the memory at {address:#x} is not readable")
}
fn unreadable_sentence(bytes: &[u8], whole: u64, address: u64) -> String {
    if whole == 0 {
        return no_memory(address);
    }
    format!("{} of {whole} bytes are readable: the memory at {address:#x} is not", bytes.len())
}

impl Call {
    /// Whether a call leaves the datagram in the queue.
    pub fn peeks(&self, args: &[u64; 6]) -> bool {
        !self.sends && self.flags(args) & PEEK != 0
    }
    fn flags(&self, args: &[u64; 6]) -> u64 {
        self.flags.and_then(|at| args.get(at)).copied().unwrap_or(0)
    }
    /// Reads what a call is about to send.
    pub fn sent(&self, memory: &Memory, args: &[u64; 6]) -> Vec<Datagram> {
        let [_, address, count, ..] = *args;
        match self.form {
            Form::Buffer => {
                let peer = self.peer.and_then(|at| peer(memory, *args.get(at)?, *args.get(at + 1)?));
                vec![Datagram::sent(memory.buffer(address, count, LONGEST), peer)]
            }
            Form::Vector => vec![Datagram::sent(memory.vector(address, count, LONGEST), None)],
            Form::Header => vec![sent_by_header(memory, address)],
            Form::Headers => {
                let mut headers = Memory::headers(address, count);
                let mut all = Vec::new();
                // the first header that is not readable ends the array
                while all.last().is_none_or(|last: &Datagram| last.whole != 0) {
                    let Some(header) = headers.next() else { break };
                    all.push(sent_by_header(memory, header));
                }
                all
            }
        }
    }
    /// Reads what a call has received. `result` is a number of bytes, or of messages.
    pub fn received(&self, memory: &Memory, args: &[u64; 6], result: u64) -> Vec<Datagram> {
        let [_, address, count, ..] = *args;
        let flags = self.flags(args);
        let len = usize::try_from(result).unwrap_or(usize::MAX);
        match self.form {
            Form::Buffer => {
                // the length of the address is that of the result
                let peer = self.peer.and_then(|at| peer(memory, *args.get(at)?, 12));
                vec![Datagram::received(memory.buffer(address, count, len), len, flags, 0, peer)]
            }
            Form::Vector => {
                vec![Datagram::received(memory.vector(address, count, len), len, flags, 0, None)]
            }
            Form::Header => vec![received_by_header(memory, address, len, flags)],
            Form::Headers => Memory::headers(address, result)
                .map(|header| {
                    let len = memory.received_len(header).unwrap_or(0);
                    received_by_header(memory, header, usize::try_from(len).unwrap_or(0), flags)
                })
                .collect(),
        }
    }
}
fn sent_by_header(memory: &Memory, address: u64) -> Datagram {
    let Some(header) = memory.header(address) else { return no_header(address) };
    let peer = peer(memory, header.name, header.name_len);
    Datagram::sent(memory.vector(header.vector, header.count, LONGEST), peer)
}
fn received_by_header(memory: &Memory, address: u64, len: usize, flags: u64) -> Datagram {
    let Some(header) = memory.header(address) else { return no_header(address) };
    let peer = peer(memory, header.name, header.name_len);
    let gathered = memory.vector(header.vector, header.count, len);
    Datagram::received(gathered, len, flags, header.flags, peer)
}
fn no_header(address: u64) -> Datagram {
    Datagram { cut: Some(no_memory(address)), ..Datagram::default() }
}
/// Returns the port id in a `struct sockaddr_nl`, unless it is the kernel's.
fn peer(memory: &Memory, address: u64, len: u64) -> Option<u32> {
    if address == 0 || len < 12 {
        return None;
    }
    let name = memory.buffer(address, 12, 12).bytes;
    let family = name.first_chunk().map(|family| u16::from_ne_bytes(*family));
    let port = u32::from_ne_bytes(*name.get(4..)?.first_chunk()?);
    (family == Some(16) && port != 0).then_some(port)
}
