//! Dumps and columns of sockets, like ss(8). One message type describes sockets of every family, so
//! the family selects the columns.
use crate::{
    columns::{Sheet, device, plain, word},
    fields::{self, Fields},
    names::Names,
    objects::{Each, Object},
    stop::Stop,
    talk::{Ended, Talk, dump},
};
use nlwire::{
    schema::Described,
    sock_diag::{
        GetInet, GetNetlink, GetPacket, GetUnix, InetDiagExt, InetProtocol, NetlinkDiagReq, NetlinkShow,
        PacketShow, Raw, Tcp, TcpStates, Udp, UnixShow,
    },
    socket::Protocol,
    uapi::AddressFamily,
    wire::GetFlags,
};
use std::fmt::Write;

pub const OBJECTS: &[Object] = &[
    object("tcp", |talk, each| inet(talk, Tcp, each)),
    object("udp", |talk, each| inet(talk, Udp, each)),
    object("raw", |talk, each| inet(talk, Raw, each)),
    object("unix", |talk, each| {
        let (family, states, show) =
            (AddressFamily::AF_UNIX, TcpStates::ALL, UnixShow::from_bits_retain(0x7f));
        dump(talk, GetUnix { family, states, show, ..Default::default() }, each)
    }),
    object("netlink", |talk, each| {
        let (family, protocol) = (AddressFamily::AF_NETLINK, NetlinkDiagReq::NDIAG_PROTO_ALL);
        let show =
            NetlinkShow::NDIAG_SHOW_MEMINFO | NetlinkShow::NDIAG_SHOW_GROUPS | NetlinkShow::NDIAG_SHOW_FLAGS;
        dump(talk, GetNetlink { family, protocol, show }, each)
    }),
    object("packet", |talk, each| {
        dump(
            talk,
            GetPacket { family: AddressFamily::AF_PACKET, show: PacketShow::from_bits_retain(0x3f) },
            each,
        )
    }),
];
const fn object(name: &'static str, dump: fn(&mut Talk<'_>, Each<'_>) -> Result<Ended, Stop>) -> Object {
    Object { name, protocol: Protocol::SOCK_DIAG, groups: &[], dump }
}
/// Dumps the sockets of IPv4, then of IPv6.
fn inet<P: InetProtocol + Default>(talk: &mut Talk<'_>, protocol: P, each: Each<'_>) -> Result<Ended, Stop> {
    let all = GetInet { protocol, ext: InetDiagExt::all(), states: TcpStates::ALL, ..Default::default() };
    let mut ended = dump(talk, GetInet { family: AddressFamily::AF_INET, ..all }, each)?;
    if ended.wrong.is_none() {
        ended.and(dump(talk, GetInet { family: AddressFamily::AF_INET6, ..all }, each)?);
    }
    Ok(ended)
}

/// Returns the columns of a socket, if the message describes one.
pub fn sheet(described: &Described<'_>) -> Option<&'static Sheet> {
    let is_request = described.message().flags() & GetFlags::REQUEST.bits() != 0;
    if described.protocol() != "sock_diag" || is_request {
        return None;
    }
    let family = described.message().payload().first().filter(|_| described.name().is_some())?;
    match family {
        1 => Some(&UNIX),
        2 | 10 => Some(&INET),
        16 => Some(&NETLINK),
        17 => Some(&PACKET),
        _ => None,
    }
}

static INET: Sheet = Sheet {
    object: "socket",
    messages: &[],
    columns: &[
        ("state", |f, _, out| word(f, "idiag_state", "TCP_", out)),
        ("recv-q", |f, _, out| plain(f, "idiag_rqueue", out)),
        ("send-q", |f, _, out| plain(f, "idiag_wqueue", out)),
        ("local", |f, names, out| end(f, names, ["id.idiag_src", "id.idiag_sport"], out)),
        ("peer", |f, names, out| end(f, names, ["id.idiag_dst", "id.idiag_dport"], out)),
        ("uid", |f, _, out| plain(f, "idiag_uid", out)),
        ("inode", |f, _, out| plain(f, "idiag_inode", out)),
        ("control", |f, _, out| plain(f, "INET_DIAG_CONG", out)),
        ("rtt", |f, _, out| {
            if let Some(rtt) = f.number("INET_DIAG_INFO.tcpi_rtt").filter(|rtt| *rtt != 0) {
                let _ = write!(out, "{rtt}us");
            }
        }),
        ("window", |f, _, out| plain(f, "INET_DIAG_INFO.tcpi_snd_cwnd", out)),
    ],
};
static UNIX: Sheet = Sheet {
    object: "unix",
    messages: &[],
    columns: &[
        ("type", |f, _, out| word(f, "udiag_type", "SOCK_", out)),
        ("state", |f, _, out| word(f, "udiag_state", "TCP_", out)),
        ("recv-q", |f, _, out| plain(f, "UNIX_DIAG_RQLEN.udiag_rqueue", out)),
        ("send-q", |f, _, out| plain(f, "UNIX_DIAG_RQLEN.udiag_wqueue", out)),
        ("name", |f, _, out| {
            let name = f.text("UNIX_DIAG_NAME").unwrap_or_default();
            // an abstract name begins with NUL; printed as ss(8) does
            match name.strip_prefix("\\x00").or(name.strip_prefix('\0')) {
                Some(rest) => out.extend(['@'].into_iter().chain(rest.chars())),
                None => out.push_str(&name),
            }
        }),
        ("inode", |f, _, out| plain(f, "udiag_ino", out)),
        ("peer", |f, _, out| plain(f, "UNIX_DIAG_PEER", out)),
        ("uid", |f, _, out| plain(f, "UNIX_DIAG_UID", out)),
    ],
};
static NETLINK: Sheet = Sheet {
    object: "netlink",
    messages: &[],
    columns: &[
        ("protocol", |f, _, out| {
            let protocol = f.number("ndiag_protocol").unwrap_or(0);
            out.push_str(nlwire::wire::Protocol(protocol as u8).short_name());
        }),
        ("port", |f, _, out| plain(f, "ndiag_portid", out)),
        ("peer", |f, _, out| plain(f, "ndiag_dst_portid", out)),
        ("recv-q", |f, _, out| plain(f, "NETLINK_DIAG_MEMINFO.SK_MEMINFO_RMEM_ALLOC", out)),
        ("drops", |f, _, out| plain(f, "NETLINK_DIAG_MEMINFO.SK_MEMINFO_DROPS", out)),
        ("inode", |f, _, out| plain(f, "ndiag_ino", out)),
        ("groups", |f, _, out| {
            f.at("NETLINK_DIAG_GROUPS", |view| {
                for group in nlwire::sock_diag::groups(view.payload()) {
                    let _ = write!(out, "{}{group}", if out.is_empty() { "" } else { "," });
                }
            });
        }),
        ("flags", |f, _, out| {
            f.spell("NETLINK_DIAG_FLAGS", "NDIAG_FLAG_", out);
        }),
    ],
};
static PACKET: Sheet = Sheet {
    object: "packet",
    messages: &[],
    columns: &[
        ("type", |f, _, out| word(f, "pdiag_type", "SOCK_", out)),
        ("packets", |f, _, out| word(f, "pdiag_num", "ETH_P_", out)),
        ("dev", |f, names, out| device(f, names, "PACKET_DIAG_INFO.pdi_index", out)),
        ("recv-q", |f, _, out| plain(f, "PACKET_DIAG_MEMINFO.SK_MEMINFO_RMEM_ALLOC", out)),
        ("drops", |f, _, out| plain(f, "PACKET_DIAG_MEMINFO.SK_MEMINFO_DROPS", out)),
        ("inode", |f, _, out| plain(f, "pdiag_ino", out)),
        ("uid", |f, _, out| plain(f, "PACKET_DIAG_UID", out)),
        ("flags", |f, _, out| {
            f.spell("PACKET_DIAG_INFO.pdi_flags", "PDI_", out);
        }),
    ],
};
/// Prints an endpoint: `10.0.0.1%eth0:80`, with `*` for a missing port.
fn end(f: &Fields<'_>, names: &Names, [address, port]: [&'static str; 2], out: &mut String) {
    let is_v4 = f.bytes("idiag_family", |family| family == [AddressFamily::AF_INET.0]);
    let written = f.bytes(address, |bytes| match (is_v4, bytes.first_chunk::<4>()) {
        (Some(true), Some(octets)) => fields::address(octets, out),
        _ => {
            out.push('[');
            fields::address(bytes, out);
            out.push(']');
        }
    });
    let index = if address.ends_with("src") { f.number("id.idiag_if") } else { None };
    if let Some(index) = index.filter(|index| written.is_some() && *index != 0) {
        out.push('%');
        names.write(index, out);
    }
    match f.number(port) {
        Some(port) if port != 0 => {
            out.push(':');
            fields::decimal(port, out);
        }
        _ => out.push_str(":*"),
    }
}
