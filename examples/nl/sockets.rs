//! Sockets, and their columns as users of `ss` know them. One message type stands for sockets of every family, so the family decides.
use crate::{
    columns::{Sheet, device, plain, word},
    fields::Fields,
    names::Names,
    objects::{Each, Object},
    stop::Stop,
    talk::{Ended, Talk, dump},
};
use nlwire::{
    diag::{
        GetInet, GetNetlink, GetPacket, GetUnix, InetDiagExt, NetlinkDiagReq, NetlinkShow, PacketShow,
        TcpStates, UnixShow,
    },
    socket::Protocol,
    uapi::{AddressFamily, IpProtocol},
    wire::{Described, GetFlags},
};
use std::fmt::Write;

pub const OBJECTS: &[Object] = &[
    object("tcp", |talk, each| inet(talk, IpProtocol::IPPROTO_TCP, each)),
    object("udp", |talk, each| inet(talk, IpProtocol::IPPROTO_UDP, each)),
    object("raw", |talk, each| inet(talk, IpProtocol::IPPROTO_RAW, each)),
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
/// Those of IPv4, then those of IPv6.
fn inet(talk: &mut Talk<'_>, protocol: IpProtocol, each: Each<'_>) -> Result<Ended, Stop> {
    let asked = GetInet { protocol, ext: InetDiagExt::all(), states: TcpStates::ALL, ..Default::default() };
    let mut ended = dump(talk, GetInet { family: AddressFamily::AF_INET, ..asked }, each)?;
    if ended.wrong.is_none() {
        ended.and(dump(talk, GetInet { family: AddressFamily::AF_INET6, ..asked }, each)?);
    }
    Ok(ended)
}

/// The columns of a socket, where the message tells of one.
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
            // an abstract one begins with NUL, which is shown as ss shows it
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
            out.push_str(nlwire::protocols::protocol_name(protocol as u8));
        }),
        ("port", |f, _, out| plain(f, "ndiag_portid", out)),
        ("peer", |f, _, out| plain(f, "ndiag_dst_portid", out)),
        ("recv-q", |f, _, out| plain(f, "NETLINK_DIAG_MEMINFO.SK_MEMINFO_RMEM_ALLOC", out)),
        ("drops", |f, _, out| plain(f, "NETLINK_DIAG_MEMINFO.SK_MEMINFO_DROPS", out)),
        ("inode", |f, _, out| plain(f, "ndiag_ino", out)),
        ("groups", |f, _, out| {
            f.at("NETLINK_DIAG_GROUPS", |view| {
                for group in nlwire::diag::groups(view.payload()) {
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
/// `10.0.0.1%eth0:80`, with `*` for a port that is not there.
fn end(f: &Fields<'_>, names: &Names, [address, port]: [&str; 2], out: &mut String) {
    let text = f.text(address).unwrap_or_default();
    let _ = if text.contains(':') { write!(out, "[{text}]") } else { write!(out, "{text}") };
    if let Some(index) = f.number("id.idiag_if").filter(|index| *index != 0 && address.ends_with("src")) {
        let _ = write!(out, "%{}", names.of(index));
    }
    let _ = match f.number(port) {
        Some(port) if port != 0 => write!(out, ":{port}"),
        _ => write!(out, ":*"),
    };
}
