//! A filter of sockets becomes a program that the kernel accepts and that means what the expression says.
use nlwire::{sock_diag::*, wire::*};
use proptest::prelude::*;
use std::net::IpAddr;

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
            && (0..wanted.len() * 8).take(host.prefix.into()).all(|at| bit(&wanted, at) == bit(&found, at))
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
        _ => panic!("{filter:?} has no meaning here yet"),
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
        at += if yes { usize::from(op.get(BytecodeOp::yes)) } else { usize::from(op.get(BytecodeOp::no)) };
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
    let host = || {
        (addresses(), 0u8..=130, proptest::option::of(0u16..4)).prop_map(|(address, prefix, port)| Host {
            address,
            prefix,
            port,
        })
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
