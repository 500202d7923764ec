//! Sockets of TCP over IPv4, with every extension: ends, queues and owner from the header; every attribute; of `struct tcp_info` thirteen
//! fields of those that `ss -i` prints. nlwire, netlink-bindings (a Rust library that reads them in place) and libmnl (`c/diag.c`), each in
//! one pass by a `match` or `switch` on each attribute; netlink-packet-sock-diag, which makes an owned message of each, from which it is
//! taken. nlink reads sockets, too, but only those that its own connection receives.
use crate::{
    fold::{fold, fold_bytes},
    work::Decode,
};

/// Where the numbers of each part begin.
mod nest {
    pub const HEADER: u16 = 1;
    pub const TOP: u16 = 12;
    pub const MEM: u16 = 36;
    pub const INFO: u16 = 40;
    pub const SKMEM: u16 = 54;
}

pub const OURS: Decode = |datagram| ours::decode(datagram).unwrap_or(0);
pub fn rivals() -> Vec<(&'static str, Decode)> {
    vec![
        #[cfg(libmnl)]
        ("libmnl", mnl),
        ("netlink-bindings", |datagram| bindings::decode(datagram).unwrap_or(0)),
        ("netlink-packet-sock-diag", |datagram| packet::decode(datagram).unwrap_or(0)),
    ]
}

#[cfg(libmnl)]
fn mnl(datagram: &[u8]) -> u64 {
    unsafe extern "C" {
        fn mnl_diag(datagram: *const u8, len: usize) -> u64;
    }
    // SAFETY: it reads `len` bytes at the pointer and does not keep it.
    unsafe { mnl_diag(datagram.as_ptr(), datagram.len()) }
}

mod ours {
    use super::*;
    use nlwire::{
        sock_diag::*,
        wire::{Error, Extensible, Messages},
    };
    use std::net::SocketAddr;

    pub fn decode(datagram: &[u8]) -> Result<u64, Error> {
        let mut sum = 0;
        for message in Messages::new(datagram) {
            let DiagMessage::Inet(header, attrs) = DiagMessage::decode(message?)? else { continue };
            let (Some(SocketAddr::V4(local)), Some(SocketAddr::V4(remote))) = (header.local(), header.remote()) else { continue };
            sum = fold(sum, nest::HEADER, header.get(InetDiagMsg::idiag_state).0);
            sum = fold(sum, nest::HEADER + 1, local.port());
            sum = fold(sum, nest::HEADER + 2, remote.port());
            sum = fold(sum, nest::HEADER + 3, u32::from(*local.ip()));
            sum = fold(sum, nest::HEADER + 4, u32::from(*remote.ip()));
            sum = fold(sum, nest::HEADER + 5, header.get(InetDiagMsg::id).get(InetDiagSockId::idiag_if));
            sum = fold(sum, nest::HEADER + 6, header.get(InetDiagMsg::idiag_rqueue));
            sum = fold(sum, nest::HEADER + 7, header.get(InetDiagMsg::idiag_wqueue));
            sum = fold(sum, nest::HEADER + 8, header.get(InetDiagMsg::idiag_uid));
            sum = fold(sum, nest::HEADER + 9, header.get(InetDiagMsg::idiag_inode));
            for attr in attrs {
                sum = match attr? {
                    InetDiagAttr::INET_DIAG_MEMINFO(mem) => {
                        sum = fold(sum, nest::MEM, mem.get(InetDiagMemInfo::idiag_rmem));
                        sum = fold(sum, nest::MEM + 1, mem.get(InetDiagMemInfo::idiag_wmem));
                        sum = fold(sum, nest::MEM + 2, mem.get(InetDiagMemInfo::idiag_fmem));
                        fold(sum, nest::MEM + 3, mem.get(InetDiagMemInfo::idiag_tmem))
                    }
                    InetDiagAttr::INET_DIAG_INFO(info) => match info.by(&[6]) {
                        Info::Tcp(info) => fold_info(sum, info),
                        _ => sum,
                    },
                    InetDiagAttr::INET_DIAG_CONG(name) => fold_bytes(sum, nest::TOP + 4, name.0),
                    InetDiagAttr::INET_DIAG_TOS(tos) => fold(sum, nest::TOP + 5, tos),
                    InetDiagAttr::INET_DIAG_TCLASS(class) => fold(sum, nest::TOP + 6, class),
                    InetDiagAttr::INET_DIAG_SKMEMINFO(mem) => fold_memory(sum, mem),
                    InetDiagAttr::INET_DIAG_SHUTDOWN(ways) => fold(sum, nest::TOP + 8, ways.bits()),
                    InetDiagAttr::INET_DIAG_MARK(mark) => fold(sum, nest::TOP + 15, mark),
                    InetDiagAttr::INET_DIAG_CLASS_ID(id) => fold(sum, nest::TOP + 17, id),
                    InetDiagAttr::INET_DIAG_CGROUP_ID(id) => fold(sum, nest::TOP + 21, id),
                    InetDiagAttr::INET_DIAG_SOCKOPT(options) => {
                        let more = u16::from(options.get(InetDiagSockOpt::more).bits()) << 8;
                        fold(sum, nest::TOP + 22, u16::from(options.get(InetDiagSockOpt::sockopt).bits()) | more)
                    }
                    _ => sum,
                }
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_info(mut sum: u64, info: Extensible<'_, TcpInfo>) -> u64 {
        macro_rules! fields { ($($n:literal $field:ident $(.$number:tt)?)*) => { $(
            sum = fold(sum, nest::INFO + $n, info.get(TcpInfo::$field).map_or(0, |value| value $(.$number)?));
        )* } }
        fields! {
            0 tcpi_state.0 1 tcpi_rto 2 tcpi_snd_mss 3 tcpi_rtt 4 tcpi_rttvar 5 tcpi_snd_cwnd 6 tcpi_total_retrans 7 tcpi_bytes_acked
            8 tcpi_bytes_received 9 tcpi_segs_out 10 tcpi_segs_in 11 tcpi_min_rtt 12 tcpi_delivery_rate
        }
        sum
    }
    #[inline(always)]
    fn fold_memory(mut sum: u64, mem: Extensible<'_, SkMemInfo>) -> u64 {
        macro_rules! fields { ($($n:literal $field:ident)*) => { $(
            sum = fold(sum, nest::SKMEM + $n, mem.get(SkMemInfo::$field).unwrap_or(0));
        )* } }
        fields! {
            0 SK_MEMINFO_RMEM_ALLOC 1 SK_MEMINFO_RCVBUF 2 SK_MEMINFO_WMEM_ALLOC 3 SK_MEMINFO_SNDBUF 4 SK_MEMINFO_FWD_ALLOC
            5 SK_MEMINFO_WMEM_QUEUED 6 SK_MEMINFO_OPTMEM 7 SK_MEMINFO_BACKLOG 8 SK_MEMINFO_DROPS
        }
        sum
    }
}

mod bindings {
    use super::*;
    use crate::{
        bindings::messages,
        kernel::{AF_INET, SOCK_DIAG_BY_FAMILY},
    };
    use netlink_bindings::{inet_diag::*, traits::NetlinkRequest, utils::ErrorContext};

    pub fn decode(datagram: &[u8]) -> Result<u64, ErrorContext> {
        let mut sum = 0;
        for (kind, payload) in messages(datagram) {
            if kind != SOCK_DIAG_BY_FAMILY {
                continue;
            }
            let (header, attrs) = <OpTcpDiagDump as NetlinkRequest>::decode_reply(payload);
            if header.family != AF_INET {
                continue;
            }
            let address = |bytes: &[u8; 16]| bytes.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
            sum = fold(sum, nest::HEADER, header.state);
            sum = fold(sum, nest::HEADER + 1, header.sockid.sport());
            sum = fold(sum, nest::HEADER + 2, header.sockid.dport());
            sum = fold(sum, nest::HEADER + 3, address(&header.sockid.src));
            sum = fold(sum, nest::HEADER + 4, address(&header.sockid.dst));
            sum = fold(sum, nest::HEADER + 5, header.sockid.r#if);
            sum = fold(sum, nest::HEADER + 6, header.rqueue);
            sum = fold(sum, nest::HEADER + 7, header.wqueue);
            sum = fold(sum, nest::HEADER + 8, header.uid);
            sum = fold(sum, nest::HEADER + 9, header.inode);
            for attr in attrs {
                sum =
                    match attr? {
                        ReplyAttrs::Meminfo(mem) => {
                            sum = fold(fold(sum, nest::MEM, mem.rmem), nest::MEM + 1, mem.wmem);
                            fold(fold(sum, nest::MEM + 2, mem.fmem), nest::MEM + 3, mem.tmem)
                        }
                        ReplyAttrs::TcpInfo(info) => {
                            macro_rules! fields { ($($n:literal $field:ident)*) => { $(
                            sum = fold(sum, nest::INFO + $n, info.$field);
                        )* } }
                            fields! {
                                0 state 1 rto 2 snd_mss 3 rtt 4 rttvar 5 snd_cwnd 6 total_retrans 7 bytes_acked 8 bytes_received 9 segs_out
                                10 segs_in 11 min_rtt 12 delivery_rate
                            }
                            sum
                        }
                        ReplyAttrs::Cong(name) => fold_bytes(sum, nest::TOP + 4, name.to_bytes()),
                        ReplyAttrs::Tos(tos) => fold(sum, nest::TOP + 5, tos),
                        ReplyAttrs::Tclass(class) => fold(sum, nest::TOP + 6, class),
                        // It leaves this one as bytes.
                        ReplyAttrs::Skmeminfo(mem) => mem.chunks_exact(4).zip(nest::SKMEM..).take(9).fold(sum, |sum, (word, number)| {
                            fold(sum, number, word.first_chunk().map_or(0, |word| u32::from_ne_bytes(*word)))
                        }),
                        ReplyAttrs::Shutdown(ways) => fold(sum, nest::TOP + 8, ways),
                        ReplyAttrs::Mark(mark) => fold(sum, nest::TOP + 15, mark),
                        ReplyAttrs::ClassId(id) => fold(sum, nest::TOP + 17, id),
                        ReplyAttrs::CgroupId(id) => fold(sum, nest::TOP + 21, id),
                        ReplyAttrs::SockoptFlags(options) => fold(sum, nest::TOP + 22, options.to_le()),
                        _ => sum,
                    }
            }
        }
        Ok(sum)
    }
}

mod packet {
    use super::*;
    use crate::packet::next;
    use netlink_packet_core::{DecodeError, DefaultNla, NetlinkMessage, NetlinkPayload, Nla as _};
    use netlink_packet_sock_diag::{
        SockDiagMessage,
        inet::nlas::{Nla, TcpInfo},
    };
    use std::net::IpAddr;

    pub fn decode(mut datagram: &[u8]) -> Result<u64, DecodeError> {
        let mut sum = 0;
        while !datagram.is_empty() {
            let message = NetlinkMessage::<SockDiagMessage>::deserialize(datagram)?;
            datagram = next(datagram, message.header.length);
            let NetlinkPayload::InnerMessage(SockDiagMessage::InetResponse(socket)) = message.payload else { continue };
            let (header, id) = (&socket.header, &socket.header.socket_id);
            let (IpAddr::V4(local), IpAddr::V4(remote)) = (id.source_address, id.destination_address) else { continue };
            sum = fold(sum, nest::HEADER, header.state);
            sum = fold(sum, nest::HEADER + 1, id.source_port);
            sum = fold(sum, nest::HEADER + 2, id.destination_port);
            sum = fold(sum, nest::HEADER + 3, u32::from(local));
            sum = fold(sum, nest::HEADER + 4, u32::from(remote));
            sum = fold(sum, nest::HEADER + 5, id.interface_id);
            sum = fold(sum, nest::HEADER + 6, header.recv_queue);
            sum = fold(sum, nest::HEADER + 7, header.send_queue);
            sum = fold(sum, nest::HEADER + 8, header.uid);
            sum = fold(sum, nest::HEADER + 9, header.inode);
            for attr in &socket.nlas {
                sum = match attr {
                    Nla::LegacyMemInfo(mem) => {
                        sum = fold(fold(sum, nest::MEM, mem.receive_queue), nest::MEM + 1, mem.bottom_send_queue);
                        fold(fold(sum, nest::MEM + 2, mem.cache), nest::MEM + 3, mem.send_queue)
                    }
                    Nla::TcpInfo(info) => fold_info(sum, info),
                    Nla::Congestion(name) => fold_bytes(sum, nest::TOP + 4, name.as_bytes()),
                    Nla::Tos(tos) => fold(sum, nest::TOP + 5, *tos),
                    Nla::Tc(class) => fold(sum, nest::TOP + 6, *class),
                    Nla::MemInfo(mem) => {
                        let all = [
                            mem.receive_queue,
                            mem.receive_queue_max,
                            mem.bottom_send_queues,
                            mem.send_queue_max,
                            mem.cache,
                            mem.send_queue,
                            mem.options,
                            mem.backlog_queue_length,
                            mem.drops,
                        ];
                        all.into_iter().zip(nest::SKMEM..).fold(sum, |sum, (value, number)| fold(sum, number, value))
                    }
                    Nla::Shutdown(ways) => fold(sum, nest::TOP + 8, *ways),
                    Nla::Mark(mark) => fold(sum, nest::TOP + 15, *mark),
                    Nla::ClassId(id) => fold(sum, nest::TOP + 17, *id),
                    // these two it does not know: it keeps their bytes
                    Nla::Other(attr) if attr.kind() == 21 => fold(sum, nest::TOP + 21, u64::from_ne_bytes(bytes(attr))),
                    Nla::Other(attr) if attr.kind() == 22 => fold(sum, nest::TOP + 22, u16::from_le_bytes(bytes(attr))),
                    _ => sum,
                }
            }
        }
        Ok(sum)
    }
    fn bytes<const N: usize>(attr: &DefaultNla) -> [u8; N] {
        let mut bytes = [0; N];
        if attr.value_len() == N {
            attr.emit_value(&mut bytes);
        }
        bytes
    }
    #[inline(always)]
    fn fold_info(mut sum: u64, info: &TcpInfo) -> u64 {
        macro_rules! fields { ($($n:literal $field:ident)*) => { $(
            sum = fold(sum, nest::INFO + $n, info.$field);
        )* } }
        fields! {
            0 state 1 rto 2 snd_mss 3 rtt 4 rttvar 5 snd_cwnd 6 total_retrans 7 bytes_acked 8 bytes_received 9 segs_out 10 segs_in
            11 min_rtt 12 delivery_rate
        }
        sum
    }
}
