//! Which sockets: an expression that the kernel evaluates, so that only those come which are wanted (linux/inet_diag.h).
//!
//! ```
//! use nlwire::{diag::*, uapi::{AddressFamily, IpProtocol}, wire::{GetFlags, Request}};
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
//! It becomes a program of forward jumps, `struct inet_diag_bc_op`, as it is written into the request; nothing is allocated.
use crate::{
    layout,
    uapi::AddressFamily,
    wire::{Encode, Error, Layout, Put, Shape, Value},
};
use core::{fmt, iter::FusedIterator, net::IpAddr};
use zerocopy::IntoBytes;

/// An expression over a socket of IPv4 or IPv6. Addresses of IPv4 fit sockets of IPv6 by their mapped form, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Filter<'f> {
    /// All of these; none is every socket.
    All(&'f [Filter<'f>]),
    /// At least one of these; none is no socket.
    Any(&'f [Filter<'f>]),
    /// Not this.
    Not(&'f Filter<'f>),
    /// Its own port.
    SourcePort(PortIs),
    /// The peer's port.
    DestinationPort(PortIs),
    /// Its own address.
    Source(Host),
    /// The peer's address.
    Destination(Host),
    /// It is bound to the link with that index.
    Device(u32),
    /// The mark of its packets, under a mask. Needs CAP_NET_ADMIN, else the kernel refuses with EPERM.
    Mark {
        /// The mark.
        mark: u32,
        /// Which bits count.
        mask: u32,
    },
    /// It is of the control group of version 2 with that id. Since Linux 5.9.
    Cgroup(u64),
    /// The kernel chose its port.
    AutoBound,
}
/// What a port is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortIs {
    /// This.
    Equal(u16),
    /// This or more.
    AtLeast(u16),
    /// This or less.
    AtMost(u16),
}
/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// The address.
    pub address: IpAddr,
    /// Bits of it that count; more than it has are all.
    pub prefix: u8,
    /// The port that must go with it.
    pub port: Option<u16>,
}
impl Host {
    /// An address with as many bits as it has.
    pub fn new(address: impl Into<IpAddr>) -> Self {
        Self { address: address.into(), prefix: u8::MAX, port: None }
    }
}
impl Filter<'_> {
    /// Every socket.
    pub const TRUE: Self = Self::All(&[]);
    /// No socket.
    pub const FALSE: Self = Self::Any(&[]);
    /// Its own port is this.
    pub const fn sport(port: u16) -> Self {
        Self::SourcePort(PortIs::Equal(port))
    }
    /// The peer's port is this.
    pub const fn dport(port: u16) -> Self {
        Self::DestinationPort(PortIs::Equal(port))
    }
    /// Its own address begins with so many bits of this.
    pub fn src(address: impl Into<IpAddr>, prefix: u8) -> Self {
        Self::Source(Host { prefix, ..Host::new(address) })
    }
    /// The peer's address begins with so many bits of this.
    pub fn dst(address: impl Into<IpAddr>, prefix: u8) -> Self {
        Self::Destination(Host { prefix, ..Host::new(address) })
    }

    /// Bytes of its program. A program that ends where it stands accepts; one that jumps four bytes further does not.
    fn len(&self) -> usize {
        let sum = |of: &[Filter<'_>]| of.iter().fold(0usize, |sum, each| sum.saturating_add(each.len()));
        match *self {
            Self::All([]) | Self::Any([]) => OP,
            Self::All(of) => sum(of),
            // a jump behind each but the last
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
    /// Writes it; where it does not hold, the program goes on at `otherwise`.
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
    /// Bytes of its address.
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

/// Bytes of `struct inet_diag_bc_op`.
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

/// A program that is being written.
struct Program<'p> {
    out: &'p mut [u8],
    at: usize,
}
impl Program<'_> {
    /// An instruction with what it compares with; where that does not hold, the program goes on at `otherwise`.
    fn op(&mut self, code: u8, with: &[&[u8]], otherwise: usize) {
        let len = with.iter().fold(OP, |len, part| len + part.len());
        self.instruction(code, len as u8, otherwise);
        for part in with {
            self.bytes(part);
        }
    }
    /// An instruction that always goes to `to`.
    fn jump(&mut self, code: u8, to: usize) {
        self.instruction(code, OP as u8, to)
    }
    /// Distances count from the instruction. A program is shorter than an attribute, so that they fit.
    fn instruction(&mut self, code: u8, yes: u8, otherwise: usize) {
        let no = otherwise.saturating_sub(self.at) as u16;
        let [low, high] = no.to_ne_bytes();
        self.bytes(&[code, yes, low, high]);
    }
    fn bytes(&mut self, bytes: &[u8]) {
        let end = self.at.saturating_add(bytes.len());
        if let Some(room) = self.out.get_mut(self.at..end) {
            // not copy_from_slice: nothing tells the compiler that both are of one length, and it would panic
            for (to, from) in room.iter_mut().zip(bytes) {
                *to = *from;
            }
        }
        self.at = end;
    }
    fn port(&mut self, [equal, least, most]: [u8; 3], is: PortIs, otherwise: usize) {
        let (code, port) = match is {
            // an address of no family with a port: kernels before 5.9 have nothing else for it
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

layout! {
    /// One instruction: `struct inet_diag_bc_op`, linux/inet_diag.h. Both distances count from its beginning.
    #[doc(alias = "inet_diag_bc_op")]
    pub struct BytecodeOp {
        /// What it compares: `INET_DIAG_BC_*`.
        code: u8,
        /// How far to go if so: the instruction's own length.
        yes: u8,
        /// How far to go if not.
        no: u16,
    }
}
/// A filter's program, as a request bears it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bytecode<'a>(&'a [u8]);
impl<'a> Bytecode<'a> {
    /// A program that is already written.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// The program.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    /// Its instructions, each with what it compares with. A length that is no multiple of 4 or points past the end is one error, and the
    /// end.
    pub const fn ops(&self) -> BytecodeOps<'a> {
        BytecodeOps(self.0)
    }
}
impl Encode for Bytecode<'_> {
    const SHAPE: Shape = Shape::Bytes;
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
/// What [`Bytecode::ops`] walks.
#[derive(Clone, Copy)]
pub struct BytecodeOps<'a>(&'a [u8]);
impl<'a> Iterator for BytecodeOps<'a> {
    type Item = Result<(&'a BytecodeOp, &'a [u8]), Error>;
    fn next(&mut self) -> Option<Self::Item> {
        let here = self.0;
        if here.is_empty() {
            return None;
        }
        self.0 = &[];
        let broken = Some(Err(Error::framing(here)));
        let Some(op) = <&BytecodeOp>::read(here) else { return broken };
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
    use crate::diag::DiagRequest;
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
