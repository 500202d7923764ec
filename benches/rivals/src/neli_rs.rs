//! neli 0.7 at work. A message becomes a `Nlmsghdr<Rtm, Rtmsg>` or `Nlmsghdr<Rtm, Ifinfomsg>`, which holds a vector of attributes, each
//! with a vector for its payload; each payload is then read as its type by `get_payload_as`, nests by `get_attr_handle`. That is its only
//! way, for `walk`, too. Structures of counters it does not describe: their fields are read from the payload's bytes. To encode, the
//! message is put together by its builders and written to a vector that is kept.
use crate::{
    fold::{fold, fold_bytes, nest},
    work::{Library, Scratch, Wanted},
};
use neli::{
    FromBytes, FromBytesWithInput, Size, ToBytes,
    attr::Attribute,
    consts::{
        nl::NlmF,
        rtnl::{Ifla, IflaInfo, RtAddrFamily, RtScope, RtTable, Rta, RtaType, Rtm, Rtn, Rtprot},
    },
    err::DeError,
    nl::{NlPayload, Nlmsghdr, NlmsghdrBuilder},
    rtnl::{Ifinfomsg, Rtattr, RtattrBuilder, Rtmsg, RtmsgBuilder},
    types::{Buffer, RtBuffer},
};
use std::{error::Error, hint::black_box, io::Cursor, mem, net::Ipv4Addr};

pub const LIBRARY: Library = Library {
    name: "neli",
    walk: |datagram| walk(datagram).unwrap_or(0),
    stream: |datagram| stream(datagram).unwrap_or(0),
    pick: |datagram| pick(datagram).unwrap_or(0),
    link_stream: |datagram| link_stream(datagram).unwrap_or(0),
    link_pick: |datagram| link_pick(datagram).unwrap_or(0),
    encode,
};

/// Each message of a datagram, decoded.
#[inline(always)]
fn for_each<P>(datagram: &[u8], mut take: impl FnMut(u16, &P) -> Result<(), DeError>) -> Result<(), DeError>
where
    P: Size + FromBytesWithInput<Input = usize>,
{
    let mut cursor = Cursor::new(datagram);
    while (cursor.position() as usize) < datagram.len() {
        let message = Nlmsghdr::<Rtm, P>::from_bytes(&mut cursor)?;
        if let Some(payload) = message.get_payload() {
            take(u16::from(*message.nl_type()), payload)?;
        }
    }
    Ok(())
}

fn walk(datagram: &[u8]) -> Result<u64, DeError> {
    let mut sum = 0;
    for_each(datagram, |kind, route: &Rtmsg| {
        sum = fold(sum, 0, kind);
        for attr in route.rtattrs().iter() {
            sum = fold(sum, u16::from(*attr.rta_type()), attr.rta_payload().len() as u64);
        }
        Ok(())
    })?;
    Ok(sum)
}

fn stream(datagram: &[u8]) -> Result<u64, DeError> {
    let mut sum = 0;
    for_each(datagram, |_, route: &Rtmsg| {
        sum = fold(sum, 0, *route.rtm_dst_len());
        for attr in route.rtattrs().iter() {
            sum = match attr.rta_type() {
                Rta::Dst => fold_ip(sum, 1, attr)?,
                Rta::Oif => fold(sum, 4, attr.get_payload_as::<u32>()?),
                Rta::Gateway => fold_ip(sum, 5, attr)?,
                Rta::Priority => fold(sum, 6, attr.get_payload_as::<u32>()?),
                Rta::Prefsrc => fold_ip(sum, 7, attr)?,
                Rta::Metrics => {
                    for metric in attr.get_attr_handle::<u16>()?.iter() {
                        if let number @ (2 | 8) = *metric.rta_type() {
                            sum = fold(sum, nest::METRICS + number, metric.get_payload_as::<u32>()?);
                        }
                    }
                    sum
                }
                Rta::Table => fold(sum, 15, attr.get_payload_as::<u32>()?),
                _ => sum,
            }
        }
        Ok(())
    })?;
    Ok(sum)
}

fn fold_ip<T: RtaType>(sum: u64, number: u16, attr: &Rtattr<T, Buffer>) -> Result<u64, DeError> {
    match attr.rta_payload().len() {
        4 => Ok(fold(sum, number, u32::from(Ipv4Addr::from(attr.get_payload_as::<[u8; 4]>()?)))),
        _ => Ok(fold_bytes(sum, number, &attr.get_payload_as::<[u8; 16]>()?)),
    }
}

/// One pass over the attributes: `get_attribute` would search from the start for each.
fn pick(datagram: &[u8]) -> Result<u64, DeError> {
    let mut sum = 0;
    for_each(datagram, |_, route: &Rtmsg| {
        for attr in route.rtattrs().iter() {
            sum = match attr.rta_type() {
                Rta::Dst => fold_ip(sum, 1, attr)?,
                Rta::Oif => fold(sum, 4, attr.get_payload_as::<u32>()?),
                Rta::Gateway => fold_ip(sum, 5, attr)?,
                Rta::Priority => fold(sum, 6, attr.get_payload_as::<u32>()?),
                Rta::Table => fold(sum, 15, attr.get_payload_as::<u32>()?),
                _ => sum,
            }
        }
        Ok(())
    })?;
    Ok(sum)
}

fn link_stream(datagram: &[u8]) -> Result<u64, DeError> {
    let mut sum = 0;
    for_each(datagram, |_, link: &Ifinfomsg| {
        sum = fold(sum, 0, *link.ifi_index() as u32);
        for attr in link.rtattrs().iter() {
            let number = u16::from(*attr.rta_type());
            sum = match number {
                1 | 2 => fold_bytes(sum, number, attr.rta_payload().as_ref()),
                3 | 6 | 20 => fold_text(sum, number, attr)?,
                4 | 5 | 13 | 27 | 30..=32 | 35 | 40 | 41 | 47 | 48 | 50 | 51 | 58..=61 | 63 | 64 | 66 => {
                    fold(sum, number, attr.get_payload_as::<u32>()?)
                }
                7 => fold_counters_at(sum, nest::STATS, attr, |bytes, at| u32_at(bytes, at).into()),
                14 => {
                    let map = attr.rta_payload().as_ref();
                    sum = fold(sum, nest::MAP, u64_at(map, 0));
                    fold(sum, nest::MAP + 1, u32_at(map, 6) & 0xffff)
                }
                16 | 17 | 33 | 39 | 67 => fold(sum, number, attr.get_payload_as::<u8>()?),
                18 => {
                    for attr in attr.get_attr_handle::<IflaInfo>()?.iter() {
                        if let IflaInfo::Kind = attr.rta_type() {
                            sum = fold_text(sum, nest::LINKINFO, attr)?;
                        }
                    }
                    sum
                }
                23 => fold_counters_at(sum, nest::STATS64, attr, u64_at),
                26 => fold_families(sum, attr)?,
                43 => {
                    for attr in attr.get_attr_handle::<u16>()?.iter() {
                        if *attr.rta_type() == 2 {
                            sum = fold(sum, nest::XDP, attr.get_payload_as::<u8>()?);
                        }
                    }
                    sum
                }
                68 | 69 => fold(sum, number, attr.get_payload_as::<u16>()?),
                // IFLA_PROP_LIST: the kernel sends it with NLA_F_NESTED, which neli takes for a part of the number.
                0x8034 => {
                    for attr in attr.get_attr_handle::<Ifla>()?.iter() {
                        if let Ifla::AltIfname = attr.rta_type() {
                            sum = fold_text(sum, 53, attr)?;
                        }
                    }
                    sum
                }
                _ => sum,
            }
        }
        Ok(())
    })?;
    Ok(sum)
}

fn fold_families<T: RtaType>(mut sum: u64, families: &Rtattr<T, Buffer>) -> Result<u64, DeError> {
    for family in families.get_attr_handle::<u16>()?.iter() {
        match *family.rta_type() {
            2 => {
                for attr in family.get_attr_handle::<u16>()?.iter() {
                    if *attr.rta_type() == 1 {
                        sum = fold(sum, nest::INET, attr.get_payload_as::<u32>()?);
                    }
                }
            }
            10 => {
                for attr in family.get_attr_handle::<u16>()?.iter() {
                    let number = nest::INET6 + attr.rta_type();
                    sum = match *attr.rta_type() {
                        1 | 2 => fold(sum, number, attr.get_payload_as::<u32>()?),
                        3 | 6 => fold(sum, number, attr.get_payload_as::<u64>()?),
                        5 => {
                            let info = attr.rta_payload().as_ref();
                            fold(fold(sum, nest::CACHEINFO, u32_at(info, 0)), nest::CACHEINFO + 1, u32_at(info, 2))
                        }
                        7 => fold_ip(sum, number, attr)?,
                        8 => fold(sum, number, attr.get_payload_as::<u8>()?),
                        _ => sum,
                    }
                }
            }
            _ => {}
        }
    }
    Ok(sum)
}

fn fold_text<T: RtaType>(sum: u64, number: u16, attr: &Rtattr<T, Buffer>) -> Result<u64, DeError> {
    Ok(fold_bytes(sum, number, attr.get_payload_as_with_len::<String>()?.as_bytes()))
}

/// The twelve counters that `ip -s link` prints, by their places in the structure.
#[inline(always)]
fn fold_counters_at<T: RtaType>(sum: u64, first: u16, attr: &Rtattr<T, Buffer>, read: fn(&[u8], usize) -> u64) -> u64 {
    let bytes = attr.rta_payload().as_ref();
    let places = [2, 0, 4, 6, 15, 8, 3, 1, 5, 7, 17, 9];
    places.into_iter().zip(first..).fold(sum, |sum, (place, number)| fold(sum, number, read(bytes, place)))
}

#[inline(always)]
fn u32_at(bytes: &[u8], place: usize) -> u32 {
    bytes.get(4 * place..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_ne_bytes(*bytes))
}

#[inline(always)]
fn u64_at(bytes: &[u8], place: usize) -> u64 {
    bytes.get(8 * place..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u64::from_ne_bytes(*bytes))
}

fn link_pick(datagram: &[u8]) -> Result<u64, DeError> {
    let mut sum = 0;
    for_each(datagram, |_, link: &Ifinfomsg| {
        for attr in link.rtattrs().iter() {
            sum = match attr.rta_type() {
                Ifla::Address => fold_bytes(sum, 1, attr.rta_payload().as_ref()),
                Ifla::Ifname => fold_text(sum, 3, attr)?,
                Ifla::Mtu => fold(sum, 4, attr.get_payload_as::<u32>()?),
                Ifla::Link => fold(sum, 5, attr.get_payload_as::<u32>()?),
                Ifla::Txqlen => fold(sum, 13, attr.get_payload_as::<u32>()?),
                Ifla::Operstate => fold(sum, 16, attr.get_payload_as::<u8>()?),
                Ifla::Stats64 => {
                    let stats = attr.rta_payload().as_ref();
                    sum = fold(sum, nest::STATS64, u64_at(stats, 2));
                    sum = fold(sum, nest::STATS64 + 1, u64_at(stats, 0));
                    sum = fold(sum, nest::STATS64 + 6, u64_at(stats, 3));
                    fold(sum, nest::STATS64 + 7, u64_at(stats, 1))
                }
                Ifla::Group => fold(sum, 27, attr.get_payload_as::<u32>()?),
                _ => sum,
            }
        }
        Ok(())
    })?;
    Ok(sum)
}

fn encode(scratch: &mut Scratch, first: u32, count: u32) -> &[u8] {
    for n in first..first + count {
        let mut out = Cursor::new(mem::take(&mut scratch.vector));
        out.get_mut().clear();
        let written = request(&Wanted::new(n)).and_then(|message| Ok(message.to_bytes(&mut out)?));
        scratch.vector = out.into_inner();
        if written.is_err() {
            scratch.vector.clear();
        }
        black_box(scratch.vector.as_slice());
    }
    &scratch.vector
}

fn request(wanted: &Wanted) -> Result<Nlmsghdr<Rtm, Rtmsg>, Box<dyn Error>> {
    let metrics = attribute(Rta::Metrics, Buffer::new())?.nest(&attribute(2u16, wanted.mtu)?)?.nest(&attribute(8u16, wanted.advmss)?)?;
    let attributes = [
        attribute(Rta::Dst, wanted.dst)?,
        attribute(Rta::Oif, wanted.oif)?,
        attribute(Rta::Gateway, wanted.gateway)?,
        attribute(Rta::Priority, wanted.priority)?,
        attribute(Rta::Table, wanted.table)?,
        metrics,
    ];
    let route = RtmsgBuilder::default()
        .rtm_family(RtAddrFamily::Inet)
        .rtm_dst_len(32)
        .rtm_src_len(0)
        .rtm_tos(0)
        .rtm_table(RtTable::Unspec)
        .rtm_protocol(Rtprot::Static)
        .rtm_scope(RtScope::Universe)
        .rtm_type(Rtn::Unicast)
        .rtattrs(RtBuffer::from_iter(attributes))
        .build()?;
    Ok(NlmsghdrBuilder::default()
        .nl_type(Rtm::Newroute)
        .nl_flags(NlmF::REQUEST | NlmF::ACK | NlmF::EXCL | NlmF::CREATE)
        .nl_seq(wanted.seq)
        .nl_payload(NlPayload::Payload(route))
        .build()?)
}

fn attribute<T: RtaType, P: Size + ToBytes>(number: T, payload: P) -> Result<Rtattr<T, Buffer>, Box<dyn Error>> {
    Ok(RtattrBuilder::default().rta_type(number).rta_payload(payload).build()?)
}
