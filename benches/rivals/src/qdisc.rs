//! Queueing disciplines, as a sampler reads them: link, handle, parent, kind, and of TCA_STATS2 bytes, packets, and the five numbers of the
//! queue. nlwire, netlink-bindings (a Rust library that reads them in place) and libmnl (`c/qdisc.c`), each in one pass by a `match` or
//! `switch` on each attribute; nlink and netlink-packet-route, which make an owned message of each, options and all, from which it is taken.
use crate::{
    fold::{fold, fold_bytes},
    work::Decode,
};

pub const OURS: Decode = |datagram| ours::decode(datagram).unwrap_or(0);
pub fn rivals() -> Vec<(&'static str, Decode)> {
    vec![
        #[cfg(libmnl)]
        ("libmnl", mnl),
        ("netlink-bindings", |datagram| bindings::decode(datagram).unwrap_or(0)),
        ("nlink", |datagram| nlink::decode(datagram).unwrap_or(0)),
        ("netlink-packet-route", |datagram| packet::decode(datagram).unwrap_or(0)),
    ]
}

#[cfg(libmnl)]
fn mnl(datagram: &[u8]) -> u64 {
    unsafe extern "C" {
        fn mnl_qdisc(datagram: *const u8, len: usize) -> u64;
    }
    // SAFETY: it reads `len` bytes at the pointer and does not keep it.
    unsafe { mnl_qdisc(datagram.as_ptr(), datagram.len()) }
}

mod ours {
    use super::*;
    use nlwire::{route::RouteMessage, tc::*, wire::*};

    pub fn decode(datagram: &[u8]) -> Result<u64, Error> {
        let mut sum = 0;
        for message in Messages::new(datagram) {
            let RouteMessage::NewQdisc(qdisc) = RouteMessage::decode(message?)? else { continue };
            sum = fold(sum, 1, qdisc.header.get(TcMsg::tcm_ifindex));
            sum = fold(sum, 2, qdisc.header.get(TcMsg::tcm_handle).0);
            sum = fold(sum, 3, qdisc.header.get(TcMsg::tcm_parent).0);
            for attr in qdisc.attrs {
                match attr? {
                    QdiscAttr::TCA_KIND(kind) => sum = fold_bytes(sum, 4, kind.0),
                    QdiscAttr::TCA_STATS2(stats) => sum = fold_stats(sum, stats)?,
                    _ => {}
                }
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_stats(mut sum: u64, stats: Attrs<'_, QdiscStats>) -> Result<u64, Error> {
        for attr in stats {
            match attr? {
                QdiscStatsAttr::TCA_STATS_BASIC(basic) => {
                    sum = fold(sum, 5, basic.get(GnetStatsBasic::bytes).unwrap_or(0));
                    sum = fold(sum, 6, basic.get(GnetStatsBasic::packets).unwrap_or(0));
                }
                QdiscStatsAttr::TCA_STATS_QUEUE(queue) => {
                    sum = fold(sum, 7, queue.get(GnetStatsQueue::qlen).unwrap_or(0));
                    sum = fold(sum, 8, queue.get(GnetStatsQueue::backlog).unwrap_or(0));
                    sum = fold(sum, 9, queue.get(GnetStatsQueue::drops).unwrap_or(0));
                    sum = fold(sum, 10, queue.get(GnetStatsQueue::requeues).unwrap_or(0));
                    sum = fold(sum, 11, queue.get(GnetStatsQueue::overlimits).unwrap_or(0));
                }
                _ => {}
            }
        }
        Ok(sum)
    }
}

mod bindings {
    use super::*;
    use crate::{bindings::messages, kernel::RTM_NEWQDISC};
    use netlink_bindings::{tc::*, utils::ErrorContext};

    pub fn decode(datagram: &[u8]) -> Result<u64, ErrorContext> {
        let mut sum = 0;
        for (kind, payload) in messages(datagram) {
            if kind != RTM_NEWQDISC {
                continue;
            }
            let (header, attrs) = OpGetqdiscDump::decode_request(payload);
            sum = fold(sum, 1, header.ifindex as u32);
            sum = fold(sum, 2, header.handle);
            sum = fold(sum, 3, header.parent);
            for attr in attrs {
                match attr? {
                    Attrs::Kind(kind) => sum = fold_bytes(sum, 4, kind.to_bytes()),
                    Attrs::Stats2(stats) => {
                        for attr in stats {
                            match attr? {
                                TcaStatsAttrs::Basic(basic) => sum = fold(fold(sum, 5, basic.bytes), 6, basic.packets),
                                TcaStatsAttrs::Queue(queue) => {
                                    sum = fold(fold(fold(sum, 7, queue.qlen), 8, queue.backlog), 9, queue.drops);
                                    sum = fold(fold(sum, 10, queue.requeues), 11, queue.overlimits);
                                }
                                _ => {}
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(sum)
    }
}

mod nlink {
    use super::*;
    use crate::kernel::RTM_NEWQDISC;
    use ::nlink::{
        TcMessage,
        netlink::{Result, message::MessageIter, parse::FromNetlink},
    };

    pub fn decode(datagram: &[u8]) -> Result<u64> {
        let mut sum = 0;
        for message in MessageIter::new(datagram) {
            let (header, payload) = message?;
            if header.nlmsg_type != RTM_NEWQDISC {
                continue;
            }
            let qdisc = TcMessage::from_bytes(payload)?;
            sum = fold(sum, 1, qdisc.ifindex());
            sum = fold(sum, 2, qdisc.handle_raw());
            sum = fold(sum, 3, qdisc.parent_raw());
            sum = fold_bytes(sum, 4, qdisc.kind().unwrap_or("").as_bytes());
            sum = fold(fold(sum, 5, qdisc.bytes()), 6, qdisc.packets());
            sum = fold(fold(fold(sum, 7, qdisc.qlen()), 8, qdisc.backlog()), 9, qdisc.drops());
            sum = fold(fold(sum, 10, qdisc.requeues()), 11, qdisc.overlimits());
        }
        Ok(sum)
    }
}

mod packet {
    use super::*;
    use crate::packet::for_each;
    use netlink_packet_core::DecodeError;
    use netlink_packet_route::{
        RouteNetlinkMessage,
        tc::{TcAttribute, TcStats2},
    };

    pub fn decode(datagram: &[u8]) -> Result<u64, DecodeError> {
        let mut sum = 0;
        for_each(datagram, |message| {
            let RouteNetlinkMessage::NewQueueDiscipline(qdisc) = message else { return };
            sum = fold(sum, 1, qdisc.header.index as u32);
            sum = fold(sum, 2, u32::from(qdisc.header.handle));
            sum = fold(sum, 3, u32::from(qdisc.header.parent));
            for attr in &qdisc.attributes {
                match attr {
                    TcAttribute::Kind(kind) => sum = fold_bytes(sum, 4, kind.as_bytes()),
                    TcAttribute::Stats2(stats) => {
                        for attr in stats {
                            match attr {
                                TcStats2::Basic(basic) => sum = fold(fold(sum, 5, basic.bytes), 6, basic.packets),
                                TcStats2::Queue(queue) => {
                                    sum = fold(fold(fold(sum, 7, queue.qlen), 8, queue.backlog), 9, queue.drops);
                                    sum = fold(fold(sum, 10, queue.requeues), 11, queue.overlimits);
                                }
                                _ => {}
                            }
                        }
                    }
                    _ => {}
                }
            }
        })?;
        Ok(sum)
    }
}
