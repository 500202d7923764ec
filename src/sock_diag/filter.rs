//! Socket filters: expressions over addresses, ports and marks that the kernel evaluates while it
//! dumps sockets (linux/inet_diag.h). The counterpart of the filters of `ss`.
//!
//! ```
//! use nlwire::{sock_diag::*, uapi::{AddressFamily, IpProtocol}, wire::{GetFlags, Request}};
//! // to port 443 or 80, and not from the loopback network
//! let web = [Filter::dport(443), Filter::dport(80)];
//! let local = Filter::src([127, 0, 0, 0], 8);
//! let wanted = [Filter::Any(&web), Filter::Not(&local)];
//! let mut buffer = [0; 256];
//! let asked = GetInet { family: AddressFamily::AF_INET, protocol: IpProtocol::IPPROTO_TCP, states: TcpStates::ALL, ..Default::default() };
//! let mut request = Request::new(&mut buffer, asked, GetFlags::DUMP);
//! request.put(DiagRequest::INET_DIAG_REQ_BYTECODE, Filter::All(&wanted));
//! assert_eq!(request.finish(1)?.len(), 16 + 56 + 4 + 12 + 4 + 12 + 16 + 4);
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
//! An expression is compiled into a program of forward jumps (`struct inet_diag_bc_op`) while it is
//! written into the request; nothing is allocated.
//!
//! See the section on filters in [ss(8)](https://man7.org/linux/man-pages/man8/ss.8.html).
use crate::{
    c_struct,
    uapi::AddressFamily,
    wire::{Encode, Error, Put, Struct, Value, spec::PayloadType},
};
use core::{fmt, iter::FusedIterator, net::IpAddr};
use zerocopy::IntoBytes;

/// A filter expression over IPv4 and IPv6 sockets, evaluated by the kernel. An IPv4 address also
/// matches IPv6 sockets by the IPv4-mapped form of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Filter<'f> {
    /// Conjunction: all operands match. Without operands, every socket matches.
    All(&'f [Filter<'f>]),
    /// Disjunction: at least one operand matches. Without operands, no socket matches.
    Any(&'f [Filter<'f>]),
    /// Negation: the operand does not match.
    Not(&'f Filter<'f>),
    /// Condition on the local port of the socket.
    SourcePort(PortIs),
    /// Condition on the remote port of the socket.
    DestinationPort(PortIs),
    /// Condition on the local address of the socket.
    Source(Host),
    /// Condition on the remote address of the socket.
    Destination(Host),
    /// Condition that the socket is bound (`SO_BINDTODEVICE`) to the link with this index.
    Device(u32),
    /// Condition on the packet mark of the socket (`SO_MARK`), under a mask. Needs CAP_NET_ADMIN;
    /// without that capability, the kernel refuses the request with EPERM.
    Mark {
        /// The value to compare with.
        mark: u32,
        /// Bits of the mark to compare.
        mask: u32,
    },
    /// Condition that the socket belongs to the cgroup v2 with this id. Since Linux 5.9.
    Cgroup(u64),
    /// Condition that the kernel chose the local port (the socket was not bound to a port).
    AutoBound,
}
/// A comparison of a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortIs {
    /// The port is equal to the value.
    Equal(u16),
    /// The port is greater than or equal to the value.
    AtLeast(u16),
    /// The port is less than or equal to the value.
    AtMost(u16),
}
/// An address prefix, optionally with a port: `struct inet_diag_hostcond`, linux/inet_diag.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// The address to compare with.
    pub address: IpAddr,
    /// Prefix length, bits. Values beyond the length of the address mean the complete address.
    pub prefix: u8,
    /// The port to compare with, in addition to the address. `None` matches any port.
    pub port: Option<u16>,
}
impl Host {
    /// Creates a condition for a complete address and any port.
    pub fn new(address: impl Into<IpAddr>) -> Self {
        Self { address: address.into(), prefix: u8::MAX, port: None }
    }
}
impl Filter<'_> {
    /// The expression that matches every socket.
    pub const TRUE: Self = Self::All(&[]);
    /// The expression that matches no socket.
    pub const FALSE: Self = Self::Any(&[]);
    /// Creates an expression that matches a local port.
    pub const fn sport(port: u16) -> Self {
        Self::SourcePort(PortIs::Equal(port))
    }
    /// Creates an expression that matches a remote port.
    pub const fn dport(port: u16) -> Self {
        Self::DestinationPort(PortIs::Equal(port))
    }
    /// Creates an expression that matches local addresses in a prefix (`prefix` in bits).
    pub fn src(address: impl Into<IpAddr>, prefix: u8) -> Self {
        Self::Source(Host { prefix, ..Host::new(address) })
    }
    /// Creates an expression that matches remote addresses in a prefix (`prefix` in bits).
    pub fn dst(address: impl Into<IpAddr>, prefix: u8) -> Self {
        Self::Destination(Host { prefix, ..Host::new(address) })
    }

    /// Returns the size of the compiled program, bytes. A program accepts the socket by ending
    /// exactly at its last byte; a jump four bytes further rejects the socket.
    fn len(&self) -> usize {
        let sum = |of: &[Filter<'_>]| of.iter().fold(0usize, |sum, each| sum.saturating_add(each.len()));
        match *self {
            Self::All([]) | Self::Any([]) => OP,
            Self::All(of) => sum(of),
            // a jump after each operand but the last
            Self::Any(of) => sum(of).saturating_add(of.len().saturating_sub(1).saturating_mul(OP)),
            Self::Not(of) => of.len().saturating_add(OP),
            Self::SourcePort(PortIs::Equal(_)) | Self::DestinationPort(PortIs::Equal(_)) => OP + 8,
            Self::SourcePort(_) | Self::DestinationPort(_) => 2 * OP,
            Self::Source(host) | Self::Destination(host) => OP + 8 + host.octets(),
            Self::Device(_) => OP + 4,
            Self::Mark { .. } | Self::Cgroup(_) => OP + 8,
            Self::AutoBound => OP,
        }
    }
    /// Writes the program of the expression. If the expression does not match, the program
    /// continues at `otherwise`.
    fn compile(&self, program: &mut Program<'_>, otherwise: usize) {
        match *self {
            Self::All([]) => program.jump(NOP, program.at.saturating_add(OP)),
            Self::Any([]) => program.jump(JMP, otherwise),
            Self::All(of) => of.iter().for_each(|each| each.compile(program, otherwise)),
            Self::Any(of) => {
                let end = program.at.saturating_add(self.len());
                if let Some((last, others)) = of.split_last() {
                    for each in others {
                        let next = program.at.saturating_add(each.len()).saturating_add(OP);
                        each.compile(program, next);
                        program.jump(JMP, end);
                    }
                    last.compile(program, otherwise);
                }
            }
            Self::Not(of) => {
                of.compile(program, program.at.saturating_add(self.len()));
                program.jump(JMP, otherwise);
            }
            Self::SourcePort(is) => program.port([S_COND, S_GE, S_LE], is, otherwise),
            Self::DestinationPort(is) => program.port([D_COND, D_GE, D_LE], is, otherwise),
            Self::Source(host) => program.host(S_COND, host, otherwise),
            Self::Destination(host) => program.host(D_COND, host, otherwise),
            Self::Device(index) => program.op(DEV_COND, &[index.as_bytes()], otherwise),
            Self::Mark { mark, mask } => {
                program.op(MARK_COND, &[mark.as_bytes(), mask.as_bytes()], otherwise)
            }
            Self::Cgroup(id) => program.op(CGROUP_COND, &[id.as_bytes()], otherwise),
            Self::AutoBound => program.op(AUTO, &[], otherwise),
        }
    }
}
impl Host {
    /// Size of the address, bytes.
    const fn octets(&self) -> usize {
        if self.address.is_ipv4() { 4 } else { 16 }
    }
}
impl Put<Bytecode<'_>> for Filter<'_> {
    fn wire_len(&self) -> usize {
        self.len()
    }
    fn write(&self, out: &mut [u8]) {
        let end = out.len();
        self.compile(&mut Program { out, at: 0 }, end.saturating_add(OP))
    }
}
impl Put<Bytecode<'_>> for &Filter<'_> {
    fn wire_len(&self) -> usize {
        (**self).len()
    }
    fn write(&self, out: &mut [u8]) {
        Put::write(*self, out)
    }
}

/// Size of `struct inet_diag_bc_op`, bytes.
const OP: usize = 4;
// INET_DIAG_BC_*, linux/inet_diag.h
const NOP: u8 = 0;
const JMP: u8 = 1;
const S_GE: u8 = 2;
const S_LE: u8 = 3;
const D_GE: u8 = 4;
const D_LE: u8 = 5;
const AUTO: u8 = 6;
const S_COND: u8 = 7;
const D_COND: u8 = 8;
const DEV_COND: u8 = 9;
const MARK_COND: u8 = 10;
const CGROUP_COND: u8 = 13;

/// A program being written.
struct Program<'p> {
    out: &'p mut [u8],
    at: usize,
}
impl Program<'_> {
    /// Writes an instruction with its operand. If the comparison fails, the program continues at
    /// `otherwise`.
    fn op(&mut self, code: u8, with: &[&[u8]], otherwise: usize) {
        let len = with.iter().fold(OP, |len, part| len + part.len());
        self.instruction(code, len as u8, otherwise);
        for part in with {
            self.bytes(part);
        }
    }
    /// Writes an instruction that always continues at `to`.
    fn jump(&mut self, code: u8, to: usize) {
        self.instruction(code, OP as u8, to)
    }
    /// Writes the head of an instruction. Distances count from the beginning of the instruction;
    /// they fit because a program is shorter than an attribute.
    fn instruction(&mut self, code: u8, yes: u8, otherwise: usize) {
        let no = otherwise.saturating_sub(self.at) as u16;
        let [low, high] = no.to_ne_bytes();
        self.bytes(&[code, yes, low, high]);
    }
    fn bytes(&mut self, bytes: &[u8]) {
        let end = self.at.saturating_add(bytes.len());
        if let Some(room) = self.out.get_mut(self.at..end) {
            // not copy_from_slice: the compiler cannot prove equal lengths, and would emit a panic
            for (to, from) in room.iter_mut().zip(bytes) {
                *to = *from;
            }
        }
        self.at = end;
    }
    fn port(&mut self, [equal, least, most]: [u8; 3], is: PortIs, otherwise: usize) {
        let (code, port) = match is {
            // a host condition of family 0 with a port: INET_DIAG_BC_S_EQ and _D_EQ need Linux 5.9
            PortIs::Equal(port) => {
                let port = i32::from(port).to_ne_bytes();
                return self.op(equal, &[&[0; 4], &port], otherwise);
            }
            PortIs::AtLeast(port) => (least, port),
            PortIs::AtMost(port) => (most, port),
        };
        let [low, high] = port.to_ne_bytes();
        self.op(code, &[&[0, 0, low, high]], otherwise)
    }
    fn host(&mut self, code: u8, host: Host, otherwise: usize) {
        let port = host.port.map_or(-1, i32::from).to_ne_bytes();
        let bits = (host.octets() * 8) as u8;
        let (family, prefix) =
            if bits == 32 { (AddressFamily::AF_INET, 32) } else { (AddressFamily::AF_INET6, 128) };
        let head = [family.0, host.prefix.min(prefix), 0, 0];
        match host.address {
            IpAddr::V4(address) => self.op(code, &[&head, &port, &address.octets()], otherwise),
            IpAddr::V6(address) => self.op(code, &[&head, &port, &address.octets()], otherwise),
        }
    }
}

c_struct! {
    /// One instruction of a filter program: `struct inet_diag_bc_op`, linux/inet_diag.h. Both jump
    /// distances count from the beginning of the instruction.
    #[doc(alias = "inet_diag_bc_op")]
    pub struct BytecodeOp {
        /// Operation code: `INET_DIAG_BC_*`.
        code: u8,
        /// Jump distance if the comparison holds, bytes: the length of this instruction.
        yes: u8,
        /// Jump distance if the comparison fails, bytes.
        no: u16,
    }
}
/// A compiled filter program.
///
/// The payload of
/// [`INET_DIAG_REQ_BYTECODE`](super::DiagRequest::INET_DIAG_REQ_BYTECODE).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bytecode<'a>(&'a [u8]);
impl<'a> Bytecode<'a> {
    /// Wraps a program that is already compiled.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Returns the bytes of the program.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    /// Returns an iterator over the instructions, each with its operand. An instruction length that
    /// is not a multiple of 4, or that exceeds the program, yields one error and ends the iterator.
    pub const fn ops(&self) -> BytecodeOps<'a> {
        BytecodeOps(self.0)
    }
}
impl Encode for Bytecode<'_> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Bytes;
    fn wire_len(&self) -> usize {
        self.0.len()
    }
    fn write(&self, out: &mut [u8]) {
        Encode::write(&self.0, out)
    }
}
impl<'a> Value<'a> for Bytecode<'a> {
    fn read(payload: &'a [u8]) -> Option<Self> {
        Some(Self(payload))
    }
}
impl fmt::Debug for Bytecode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ops = self.ops().map_while(Result::ok);
        f.debug_list()
            .entries(ops.map(|(op, with)| {
                (op.get(BytecodeOp::code), op.get(BytecodeOp::yes), op.get(BytecodeOp::no), with)
            }))
            .finish()
    }
}
/// Iterator over the instructions of a filter program; see [`Bytecode::ops`].
#[derive(Clone, Copy)]
pub struct BytecodeOps<'a>(&'a [u8]);
impl<'a> Iterator for BytecodeOps<'a> {
    type Item = Result<(&'a Struct<BytecodeOp>, &'a [u8]), Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = self.0;
        if here.is_empty() {
            return None;
        }
        self.0 = &[];
        let broken = Some(Err(Error::framing(here)));
        let Some(op) = <&Struct<BytecodeOp>>::read(here) else { return broken };
        let len = usize::from(op.get(BytecodeOp::yes));
        match (here.get(OP..len), here.get(len..)) {
            (Some(with), Some(rest)) if len % 4 == 0 => {
                self.0 = rest;
                Some(Ok((op, with)))
            }
            _ => broken,
        }
    }
}
impl FusedIterator for BytecodeOps<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sock_diag::DiagRequest;
    use crate::wire::Writer;

    #[test]
    fn a_program_longer_than_an_attribute_is_refused() {
        let many = [Filter::AutoBound; 20_000];
        let mut buffer = [0; 64];
        let mut writer = Writer::<DiagRequest>::new(&mut buffer);
        writer.put(DiagRequest::INET_DIAG_REQ_BYTECODE, Filter::All(&many));
        assert_eq!(writer.finish().unwrap_err(), crate::wire::BuildError::TooLong);
    }
}
