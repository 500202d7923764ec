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
    use crate::wire::{Attrs, Writer};
    use proptest::prelude::*;
    use std::{boxed::Box, vec::Vec};

    /// A socket as a filter sees it.
    #[derive(Clone, Copy, Debug)]
    struct Socket {
        source: (IpAddr, u16),
        destination: (IpAddr, u16),
        device: u32,
        mark: u32,
        cgroup: u64,
        auto: bool,
    }
    /// What the expression means.
    fn holds(filter: &Filter<'_>, socket: &Socket) -> bool {
        let port = |is, port: u16| match is {
            PortIs::Equal(it) => port == it,
            PortIs::AtLeast(it) => port >= it,
            PortIs::AtMost(it) => port <= it,
        };
        let host = |host: Host, (address, at): (IpAddr, u16)| {
            let address = match (host.address, address) {
                (IpAddr::V4(_), IpAddr::V6(v6)) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
                _ => address,
            };
            let octets = |ip: IpAddr| match ip {
                IpAddr::V4(v4) => v4.octets().to_vec(),
                IpAddr::V6(v6) => v6.octets().to_vec(),
            };
            let (wanted, found) = (octets(host.address), octets(address));
            let bit = |of: &[u8], at: usize| of[at / 8] >> (7 - at % 8) & 1;
            host.port.is_none_or(|port| port == at)
                && wanted.len() == found.len()
                && (0..wanted.len() * 8)
                    .take(host.prefix.into())
                    .all(|at| bit(&wanted, at) == bit(&found, at))
        };
        match *filter {
            Filter::All(of) => of.iter().all(|each| holds(each, socket)),
            Filter::Any(of) => of.iter().any(|each| holds(each, socket)),
            Filter::Not(of) => !holds(of, socket),
            Filter::SourcePort(is) => port(is, socket.source.1),
            Filter::DestinationPort(is) => port(is, socket.destination.1),
            Filter::Source(it) => host(it, socket.source),
            Filter::Destination(it) => host(it, socket.destination),
            Filter::Device(index) => socket.device == index,
            Filter::Mark { mark, mask } => socket.mark & mask == mark,
            Filter::Cgroup(id) => socket.cgroup == id,
            Filter::AutoBound => socket.auto,
        }
    }
    /// The checks that the kernel makes of a program before it runs it.
    fn audit(program: &[u8]) -> Result<(), &'static str> {
        let ops: Vec<_> = Bytecode::new(program).ops().collect::<Result<_, _>>().map_err(|_| "framing")?;
        let mut starts = Vec::new();
        let mut at = 0;
        for (op, _) in &ops {
            starts.push(at);
            at += usize::from(op.get(BytecodeOp::yes));
        }
        if program.len() < 4 {
            return Err("too short");
        }
        for ((op, with), at) in ops.iter().zip(&starts) {
            let least = match op.get(BytecodeOp::code) {
                0 | 1 | 6 => 0,
                2..=5 | 9 => 4,
                7 | 8 => {
                    8 + [0, 4, 16][match with.first() {
                        Some(0) => 0,
                        Some(2) => 1,
                        Some(10) => 2,
                        _ => return Err("family"),
                    }]
                }
                10 | 13 => 8,
                _ => return Err("code"),
            };
            let (no, left) = (usize::from(op.get(BytecodeOp::no)), program.len() - at);
            if with.len() < least || no < 4 || no > left + 4 || no % 4 != 0 {
                return Err("distance");
            }
            if no < left && !starts.contains(&(at + no)) {
                return Err("into the middle of an instruction");
            }
        }
        Ok(())
    }
    /// Runs a program as the kernel does.
    fn runs(program: &[u8], socket: &Socket) -> bool {
        let mut at = 0;
        while at < program.len() {
            let (op, with) = Bytecode::new(&program[at..]).ops().next().unwrap().unwrap();
            let word = |at: usize| u32::from_ne_bytes(with[at..at + 4].try_into().unwrap());
            let port = || u16::from_ne_bytes([with[2], with[3]]);
            let host = |(address, at): (IpAddr, u16)| {
                let wanted = i32::from_ne_bytes(with[4..8].try_into().unwrap());
                let (family, prefix) = (with[0], with[1]);
                let host = match family {
                    0 => return wanted == i32::from(at) || wanted == -1,
                    2 => IpAddr::from(<[u8; 4]>::try_from(&with[8..12]).unwrap()),
                    _ => IpAddr::from(<[u8; 16]>::try_from(&with[8..24]).unwrap()),
                };
                let port = u16::try_from(wanted).ok();
                holds(
                    &Filter::Source(Host { address: host, prefix, port }),
                    &Socket { source: (address, at), ..*socket },
                )
            };
            let yes = match op.get(BytecodeOp::code) {
                0 => true,
                1 => false,
                2 => socket.source.1 >= port(),
                3 => socket.source.1 <= port(),
                4 => socket.destination.1 >= port(),
                5 => socket.destination.1 <= port(),
                6 => socket.auto,
                7 => host(socket.source),
                8 => host(socket.destination),
                9 => socket.device == word(0),
                10 => socket.mark & word(4) == word(0),
                _ => socket.cgroup == u64::from_ne_bytes(with[..8].try_into().unwrap()),
            };
            at +=
                if yes { usize::from(op.get(BytecodeOp::yes)) } else { usize::from(op.get(BytecodeOp::no)) };
        }
        at == program.len()
    }

    /// Expressions live as long as the test.
    fn keep<T>(of: T) -> &'static T {
        Box::leak(Box::new(of))
    }
    fn addresses() -> impl Strategy<Value = IpAddr> {
        let v4 = (0u8..3).prop_map(|last| IpAddr::from([10, 0, last & 1, last]));
        let mapped = (0u8..3).prop_map(|last| IpAddr::from([0, 0, 0, 0, 0, 0xffff, 0x0a00, u16::from(last)]));
        let v6 = (0u16..3).prop_map(|last| IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, last]));
        prop_oneof![v4, mapped, v6]
    }
    fn filters() -> impl Strategy<Value = Filter<'static>> {
        let port = prop_oneof![
            (0u16..4).prop_map(PortIs::Equal),
            (0u16..4).prop_map(PortIs::AtLeast),
            (0u16..4).prop_map(PortIs::AtMost)
        ];
        let host =
            || {
                (addresses(), 0u8..=130, proptest::option::of(0u16..4))
                    .prop_map(|(address, prefix, port)| Host { address, prefix, port })
            };
        let leaf = prop_oneof![
            port.clone().prop_map(Filter::SourcePort),
            port.prop_map(Filter::DestinationPort),
            host().prop_map(Filter::Source),
            host().prop_map(Filter::Destination),
            (0u32..3).prop_map(Filter::Device),
            (0u32..4, 0u32..4).prop_map(|(mark, mask)| Filter::Mark { mark, mask }),
            (0u64..3).prop_map(Filter::Cgroup),
            Just(Filter::AutoBound),
        ];
        leaf.prop_recursive(5, 40, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(|of| Filter::All(of.leak())),
                proptest::collection::vec(inner.clone(), 0..4).prop_map(|of| Filter::Any(of.leak())),
                inner.prop_map(|of| Filter::Not(keep(of))),
            ]
        })
    }
    fn sockets() -> impl Strategy<Value = Socket> {
        let end = || (addresses(), 0u16..4);
        (end(), end(), 0u32..3, 0u32..4, 0u64..3, any::<bool>()).prop_map(
            |(source, destination, device, mark, cgroup, auto)| Socket {
                source,
                destination,
                device,
                mark,
                cgroup,
                auto,
            },
        )
    }
    proptest! {
        #[test]
        fn a_program_means_what_its_expression_says(filter in filters(), sockets in proptest::collection::vec(sockets(), 1..20)) {
            let mut buffer = [0xa5; 8192];
            let mut writer = Writer::<DiagRequest>::new(&mut buffer);
            writer.put(DiagRequest::INET_DIAG_REQ_BYTECODE, filter);
            let attrs = Attrs::<DiagRequest>::new(writer.finish().unwrap());
            let program = attrs.get(DiagRequest::INET_DIAG_REQ_BYTECODE).unwrap().unwrap();
            prop_assert_eq!(audit(program.bytes()), Ok(()), "{:?}", program);
            for socket in sockets {
                prop_assert_eq!(runs(program.bytes(), &socket), holds(&filter, &socket), "{:?} {:?}", socket, program);
            }
        }
        #[test]
        fn any_bytes_are_instructions_and_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let count = Bytecode::new(&bytes).ops().count();
            prop_assert!(count <= bytes.len() / 4 + 1);
        }
    }
    #[test]
    fn a_program_longer_than_an_attribute_is_refused() {
        let many = [Filter::AutoBound; 20_000];
        let mut buffer = [0; 64];
        let mut writer = Writer::<DiagRequest>::new(&mut buffer);
        writer.put(DiagRequest::INET_DIAG_REQ_BYTECODE, Filter::All(&many));
        assert_eq!(writer.finish().unwrap_err(), crate::wire::BuildError::TooLong);
    }
}
