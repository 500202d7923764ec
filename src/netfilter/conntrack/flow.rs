//! Conntrack tuple as a plain value.
use super::{FilterFlags, Tuple, TupleIp, TupleProto};
use crate::{
    netfilter::NfProto,
    uapi::IpProtocol,
    wire::{Attrs, Error, Writer, format},
};
use core::{
    fmt,
    net::{IpAddr, SocketAddr},
};

/// One direction of a connection: the content of a tuple, independent of the receive buffer.
///
/// ```
/// use nlwire::netfilter::conntrack::Flow;
/// let flow = Flow::tcp("192.0.2.1:40000".parse()?, "198.51.100.7:443".parse()?);
/// assert_eq!(flow.to_string(), "tcp 192.0.2.1:40000 -> 198.51.100.7:443");
/// assert_eq!(flow.reversed().to_string(), "tcp 198.51.100.7:443 -> 192.0.2.1:40000");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    /// Source address.
    pub source: IpAddr,
    /// Destination address.
    pub destination: IpAddr,
    /// Layer 4 protocol.
    pub protocol: IpProtocol,
    /// Ports, or ICMP identifier, type and code.
    pub ends: Ends,
}
/// Layer 4 part of a tuple: ports, or ICMP identifier, type and code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ends {
    /// Neither: conntrack has no support for the protocol.
    None,
    /// Ports of TCP, UDP, SCTP, DCCP and UDP-Lite; keys of GRE.
    Ports {
        /// Source port.
        source: u16,
        /// Destination port.
        destination: u16,
    },
    /// ICMP and ICMPv6.
    Icmp {
        /// Identifier of an echo request or reply.
        id: u16,
        /// ICMP type.
        kind: u8,
        /// ICMP code.
        code: u8,
    },
}
impl Flow {
    /// Returns one direction of a TCP connection.
    pub const fn tcp(source: SocketAddr, destination: SocketAddr) -> Self {
        Self::ports(IpProtocol::IPPROTO_TCP, source, destination)
    }
    /// Returns one direction of a UDP flow.
    pub const fn udp(source: SocketAddr, destination: SocketAddr) -> Self {
        Self::ports(IpProtocol::IPPROTO_UDP, source, destination)
    }
    /// Returns one direction of a flow of any protocol with ports.
    pub const fn ports(protocol: IpProtocol, source: SocketAddr, destination: SocketAddr) -> Self {
        let ends = Ends::Ports { source: source.port(), destination: destination.port() };
        Self { source: source.ip(), destination: destination.ip(), protocol, ends }
    }
    /// Returns a flow of ICMP echo requests; of ICMPv6 if `source` is an IPv6 address.
    pub const fn echo(source: IpAddr, destination: IpAddr, id: u16) -> Self {
        let (protocol, kind) = match source {
            IpAddr::V4(_) => (IpProtocol::IPPROTO_ICMP, 8),
            IpAddr::V6(_) => (IpProtocol::IPPROTO_ICMPV6, 128),
        };
        Self { source, destination, protocol, ends: Ends::Icmp { id, kind, code: 0 } }
    }
    /// Returns the reply direction, as it is without NAT.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let ends = match self.ends {
            Ends::Ports { source, destination } => Ends::Ports { source: destination, destination: source },
            Ends::Icmp { id, kind, code } => Ends::Icmp { id, kind: icmp_answer(kind), code },
            Ends::None => Ends::None,
        };
        Self { source: self.destination, destination: self.source, protocol: self.protocol, ends }
    }
    /// Returns the protocol family, for the header of a request.
    pub const fn family(&self) -> NfProto {
        match self.source {
            IpAddr::V4(_) => NfProto::NFPROTO_IPV4,
            IpAddr::V6(_) => NfProto::NFPROTO_IPV6,
        }
    }
    /// Reads a tuple; returns `None` if addresses or protocol are missing.
    ///
    /// # Errors
    /// The attributes are malformed, or a payload has an invalid length.
    #[inline]
    pub fn read(tuple: Attrs<'_, Tuple>) -> Result<Option<Self>, Error> {
        let parts = crate::pick!(tuple, Tuple { ip: CTA_TUPLE_IP, proto: CTA_TUPLE_PROTO })?;
        let (Some(ip), Some(proto)) = (parts.ip, parts.proto) else { return Ok(None) };
        let ip = crate::pick!(
            ip,
            TupleIp {
                v4_source: CTA_IP_V4_SRC,
                v4_destination: CTA_IP_V4_DST,
                v6_source: CTA_IP_V6_SRC,
                v6_destination: CTA_IP_V6_DST
            }
        )?;
        let source = ip.v4_source.map(IpAddr::from).or(ip.v6_source.map(IpAddr::from));
        let destination = ip.v4_destination.map(IpAddr::from).or(ip.v6_destination.map(IpAddr::from));
        let (Some(source), Some(destination)) = (source, destination) else { return Ok(None) };
        let proto = crate::pick!(
            proto,
            TupleProto {
                num: CTA_PROTO_NUM,
                source: CTA_PROTO_SRC_PORT,
                destination: CTA_PROTO_DST_PORT,
                id: CTA_PROTO_ICMP_ID,
                kind: CTA_PROTO_ICMP_TYPE,
                code: CTA_PROTO_ICMP_CODE,
                id6: CTA_PROTO_ICMPV6_ID,
                kind6: CTA_PROTO_ICMPV6_TYPE,
                code6: CTA_PROTO_ICMPV6_CODE
            }
        )?;
        let Some(protocol) = proto.num else { return Ok(None) };
        let ends = match (proto.source, proto.destination, proto.kind.or(proto.kind6)) {
            (Some(source), Some(destination), _) => {
                Ends::Ports { source: source.0, destination: destination.0 }
            }
            (_, _, Some(kind)) => Ends::Icmp {
                id: proto.id.or(proto.id6).map_or(0, |id| id.0),
                kind,
                code: proto.code.or(proto.code6).unwrap_or(0),
            },
            _ => Ends::None,
        };
        Ok(Some(Self { source, destination, protocol, ends }))
    }
    /// Writes the content of a tuple, such as `CTA_TUPLE_ORIG`.
    pub fn write(&self, tuple: &mut Writer<'_, Tuple>) {
        tuple.nest(Tuple::CTA_TUPLE_IP, |ip| {
            match self.source {
                IpAddr::V4(source) => ip.put(TupleIp::CTA_IP_V4_SRC, source),
                IpAddr::V6(source) => ip.put(TupleIp::CTA_IP_V6_SRC, source),
            };
            match self.destination {
                IpAddr::V4(destination) => ip.put(TupleIp::CTA_IP_V4_DST, destination),
                IpAddr::V6(destination) => ip.put(TupleIp::CTA_IP_V6_DST, destination),
            };
        });
        tuple.nest(Tuple::CTA_TUPLE_PROTO, |proto| {
            proto.put(TupleProto::CTA_PROTO_NUM, self.protocol);
            match self.ends {
                Ends::None => {}
                Ends::Ports { source, destination } => {
                    proto.put(TupleProto::CTA_PROTO_SRC_PORT, source);
                    proto.put(TupleProto::CTA_PROTO_DST_PORT, destination);
                }
                Ends::Icmp { id, kind, code } if self.protocol == IpProtocol::IPPROTO_ICMPV6 => {
                    proto.put(TupleProto::CTA_PROTO_ICMPV6_ID, id);
                    proto.put(TupleProto::CTA_PROTO_ICMPV6_TYPE, kind);
                    proto.put(TupleProto::CTA_PROTO_ICMPV6_CODE, code);
                }
                Ends::Icmp { id, kind, code } => {
                    proto.put(TupleProto::CTA_PROTO_ICMP_ID, id);
                    proto.put(TupleProto::CTA_PROTO_ICMP_TYPE, kind);
                    proto.put(TupleProto::CTA_PROTO_ICMP_CODE, code);
                }
            }
        });
    }
    /// Returns the filter flags for all fields of this flow.
    pub const fn filter(&self) -> FilterFlags {
        use FilterFlags as F;
        let parts =
            F::CTA_FILTER_F_CTA_IP_SRC.union(F::CTA_FILTER_F_CTA_IP_DST).union(F::CTA_FILTER_F_CTA_PROTO_NUM);
        match (self.ends, self.source) {
            (Ends::None, _) => parts,
            (Ends::Ports { .. }, _) => {
                parts.union(F::CTA_FILTER_F_CTA_PROTO_SRC_PORT).union(F::CTA_FILTER_F_CTA_PROTO_DST_PORT)
            }
            (Ends::Icmp { .. }, IpAddr::V4(_)) => parts
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMP_TYPE)
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMP_CODE)
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMP_ID),
            (Ends::Icmp { .. }, IpAddr::V6(_)) => parts
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMPV6_TYPE)
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMPV6_CODE)
                .union(F::CTA_FILTER_F_CTA_PROTO_ICMPV6_ID),
        }
    }
}
/// Returns the ICMP or ICMPv6 type of the reply, as conntrack inverts it.
///
/// Returns `kind` if there is no reply type.
const fn icmp_answer(kind: u8) -> u8 {
    match kind {
        8 => 0,                   // echo
        0 => 8,                   // echo reply
        13 | 15 | 17 => kind + 1, // timestamp, information, address mask
        14 | 16 | 18 => kind - 1, // replies of these
        128 | 139 => kind + 1,    // ICMPv6 echo, node information
        129 | 140 => kind - 1,    // replies of these
        kind => kind,
    }
}
impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.protocol {
            IpProtocol::IPPROTO_TCP => f.write_str("tcp"),
            IpProtocol::IPPROTO_UDP => f.write_str("udp"),
            IpProtocol::IPPROTO_ICMP => f.write_str("icmp"),
            IpProtocol::IPPROTO_ICMPV6 => f.write_str("icmpv6"),
            IpProtocol::IPPROTO_SCTP => f.write_str("sctp"),
            IpProtocol::IPPROTO_DCCP => f.write_str("dccp"),
            IpProtocol::IPPROTO_GRE => f.write_str("gre"),
            IpProtocol(number) => write!(f, "protocol {number}"),
        }?;
        let (from, to) = match self.ends {
            Ends::Ports { source, destination } => (Some(source), Some(destination)),
            _ => (None, None),
        };
        f.write_str(" ")?;
        end(f, self.source, from)?;
        f.write_str(" -> ")?;
        end(f, self.destination, to)?;
        match self.ends {
            Ends::Icmp { id, kind, code } => write!(f, " type {kind} code {code} id {id}"),
            _ => Ok(()),
        }
    }
}
/// Writes address and port: `192.0.2.1:80`, `[2001:db8::1]:80`.
///
/// Not by `SocketAddr`'s `Display`, which has a path to a panic.
fn end(f: &mut fmt::Formatter<'_>, address: IpAddr, port: Option<u16>) -> fmt::Result {
    match (address, port) {
        (IpAddr::V6(address), Some(port)) => {
            f.write_str("[")?;
            format::ip(f, &address.octets())?;
            write!(f, "]:{port}")
        }
        (IpAddr::V6(address), None) => format::ip(f, &address.octets()),
        (IpAddr::V4(address), port) => {
            format::ip(f, &address.octets())?;
            port.map_or(Ok(()), |port| write!(f, ":{port}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{format, string::ToString};

    #[test]
    fn what_is_written_is_read_again() {
        let v4 = |text: &str| text.parse::<IpAddr>().unwrap();
        for flow in [
            Flow::tcp("192.0.2.1:1".parse().unwrap(), "192.0.2.2:65535".parse().unwrap()),
            Flow::udp("[2001:db8::1]:53".parse().unwrap(), "[2001:db8::2]:9".parse().unwrap()),
            Flow::echo(v4("192.0.2.1"), v4("192.0.2.2"), 0x1234),
            Flow::echo(v4("::1"), v4("::2"), 7),
            Flow {
                ends: Ends::None,
                protocol: IpProtocol(47),
                ..Flow::echo(v4("192.0.2.1"), v4("192.0.2.2"), 0)
            },
        ] {
            let mut buffer = [0xa5; 128];
            let mut writer = Writer::<Tuple>::new(&mut buffer);
            flow.write(&mut writer);
            let bytes = writer.finish().unwrap();
            assert_eq!(Flow::read(Attrs::new(bytes)), Ok(Some(flow)));
            assert_eq!(flow.reversed().reversed(), flow);
            for len in 0..bytes.len() {
                let cut = Flow::read(Attrs::new(&bytes[..len]));
                assert!(cut != Ok(Some(flow)), "{len} bytes of {}: {cut:?}", bytes.len());
            }
        }
    }
    #[test]
    fn it_says_what_it_is() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let echo = Flow::echo(address("192.0.2.1"), address("192.0.2.2"), 9);
        assert_eq!(echo.reversed().to_string(), "icmp 192.0.2.2 -> 192.0.2.1 type 0 code 0 id 9");
        assert_eq!(echo.filter().bits(), 0b1_1100_1011);
        assert_eq!(
            format!("{}", Flow { protocol: IpProtocol(200), ends: Ends::None, ..echo }),
            "protocol 200 192.0.2.1 -> 192.0.2.2"
        );
        // addresses and ports as core writes them
        for [from, to] in [["192.0.2.1:1", "192.0.2.2:65535"], ["[2001:db8::1]:53", "[::ffff:192.0.2.2]:0"]] {
            assert_eq!(
                Flow::tcp(from.parse().unwrap(), to.parse().unwrap()).to_string(),
                format!("tcp {from} -> {to}")
            );
        }
    }
}
