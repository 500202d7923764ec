//! Values of nft's data types as text.
use super::{DataType, ones};
use crate::wire::{Ip, Str};
use core::fmt::{self, Write};

type Symbols = &'static [(u64, &'static str)];
const PROTOCOLS: Symbols = &[
    (1, "icmp"),
    (2, "igmp"),
    (6, "tcp"),
    (17, "udp"),
    (33, "dccp"),
    (47, "gre"),
    (50, "esp"),
    (51, "ah"),
    (58, "ipv6-icmp"),
    (108, "comp"),
    (132, "sctp"),
    (136, "udplite"),
];
const ETHER_TYPES: Symbols =
    &[(0x0800, "ip"), (0x0806, "arp"), (0x86dd, "ip6"), (0x8100, "8021q"), (0x88a8, "8021ad")];
const ARP_OPS: Symbols = &[
    (1, "request"),
    (2, "reply"),
    (3, "rrequest"),
    (4, "rreply"),
    (8, "inrequest"),
    (9, "inreply"),
    (10, "nak"),
];
const ICMP_TYPES: Symbols = &[
    (0, "echo-reply"),
    (3, "destination-unreachable"),
    (4, "source-quench"),
    (5, "redirect"),
    (8, "echo-request"),
    (9, "router-advertisement"),
    (10, "router-solicitation"),
    (11, "time-exceeded"),
    (12, "parameter-problem"),
    (13, "timestamp-request"),
    (14, "timestamp-reply"),
    (15, "info-request"),
    (16, "info-reply"),
    (17, "address-mask-request"),
    (18, "address-mask-reply"),
];
const ICMPV6_TYPES: Symbols = &[
    (1, "destination-unreachable"),
    (2, "packet-too-big"),
    (3, "time-exceeded"),
    (4, "parameter-problem"),
    (128, "echo-request"),
    (129, "echo-reply"),
    (130, "mld-listener-query"),
    (131, "mld-listener-report"),
    (132, "mld-listener-done"),
    (133, "nd-router-solicit"),
    (134, "nd-router-advert"),
    (135, "nd-neighbor-solicit"),
    (136, "nd-neighbor-advert"),
    (137, "nd-redirect"),
    (138, "router-renumbering"),
    (141, "ind-neighbor-solicit"),
    (142, "ind-neighbor-advert"),
    (143, "mld2-listener-report"),
];
const ICMP_CODES: Symbols = &[
    (0, "net-unreachable"),
    (1, "host-unreachable"),
    (2, "prot-unreachable"),
    (3, "port-unreachable"),
    (4, "frag-needed"),
    (9, "net-prohibited"),
    (10, "host-prohibited"),
    (13, "admin-prohibited"),
];
const ICMPV6_CODES: Symbols = &[
    (0, "no-route"),
    (1, "admin-prohibited"),
    (3, "addr-unreachable"),
    (4, "port-unreachable"),
    (5, "policy-fail"),
    (6, "reject-route"),
];
const ICMPX_CODES: Symbols =
    &[(0, "no-route"), (1, "port-unreachable"), (2, "host-unreachable"), (3, "admin-prohibited")];
const IGMP_TYPES: Symbols = &[
    (0x11, "membership-query"),
    (0x12, "membership-report-v1"),
    (0x16, "membership-report-v2"),
    (0x17, "leave-group"),
    (0x22, "membership-report-v3"),
];
const TCP_FLAGS: Symbols = &[
    (0x01, "fin"),
    (0x02, "syn"),
    (0x04, "rst"),
    (0x08, "psh"),
    (0x10, "ack"),
    (0x20, "urg"),
    (0x40, "ecn"),
    (0x80, "cwr"),
];
const DCCP_TYPES: Symbols = &[
    (0, "request"),
    (1, "response"),
    (2, "data"),
    (3, "ack"),
    (4, "dataack"),
    (5, "closereq"),
    (6, "close"),
    (7, "reset"),
    (8, "sync"),
    (9, "syncack"),
];
const MH_TYPES: Symbols = &[
    (0, "binding-refresh-request"),
    (1, "home-test-init"),
    (2, "careof-test-init"),
    (3, "home-test"),
    (4, "careof-test"),
    (5, "binding-update"),
    (6, "binding-acknowledgement"),
    (7, "binding-error"),
    (8, "fast-binding-update"),
    (9, "fast-binding-acknowledgement"),
    (10, "fast-binding-advertisement"),
    (11, "experimental-mobility-header"),
    (12, "home-agent-switch-message"),
];
const ARPHRD: Symbols = &[
    (1, "ether"),
    (512, "ppp"),
    (768, "ipip"),
    (769, "ipip6"),
    (772, "loopback"),
    (776, "sit"),
    (778, "ipgre"),
];
const CT_STATES: Symbols =
    &[(1, "invalid"), (2, "established"), (4, "related"), (8, "new"), (64, "untracked")];
const CT_DIRS: Symbols = &[(0, "original"), (1, "reply")];
const CT_STATUSES: Symbols = &[
    (1, "expected"),
    (2, "seen-reply"),
    (4, "assured"),
    (8, "confirmed"),
    (0x10, "snat"),
    (0x20, "dnat"),
    (0x200, "dying"),
];
const CT_EVENTS: Symbols = &[
    (1, "new"),
    (2, "related"),
    (4, "destroy"),
    (8, "reply"),
    (0x10, "assured"),
    (0x20, "protoinfo"),
    (0x40, "helper"),
    (0x80, "mark"),
    (0x100, "seqadj"),
    (0x200, "secmark"),
    (0x400, "label"),
];
const PKTTYPES: Symbols = &[(0, "host"), (1, "broadcast"), (2, "multicast"), (3, "other")];
const DSCPS: Symbols = &[
    (0x00, "cs0"),
    (0x08, "cs1"),
    (0x10, "cs2"),
    (0x18, "cs3"),
    (0x20, "cs4"),
    (0x28, "cs5"),
    (0x30, "cs6"),
    (0x38, "cs7"),
    (0x01, "lephb"),
    (0x0a, "af11"),
    (0x0c, "af12"),
    (0x0e, "af13"),
    (0x12, "af21"),
    (0x14, "af22"),
    (0x16, "af23"),
    (0x1a, "af31"),
    (0x1c, "af32"),
    (0x1e, "af33"),
    (0x22, "af41"),
    (0x24, "af42"),
    (0x26, "af43"),
    (0x2c, "va"),
    (0x2e, "ef"),
];
const ECNS: Symbols = &[(0, "not-ect"), (1, "ect1"), (2, "ect0"), (3, "ce")];
const FIB_ADDRS: Symbols = &[
    (0, "unspec"),
    (1, "unicast"),
    (2, "local"),
    (3, "broadcast"),
    (4, "anycast"),
    (5, "multicast"),
    (6, "blackhole"),
    (7, "unreachable"),
    (8, "prohibit"),
];
const NF_PROTOS: Symbols = &[(2, "ipv4"), (10, "ipv6")];
const DAYS: Symbols = &[
    (0, "Sunday"),
    (1, "Monday"),
    (2, "Tuesday"),
    (3, "Wednesday"),
    (4, "Thursday"),
    (5, "Friday"),
    (6, "Saturday"),
];
const BOOLEANS: Symbols = &[(0, "missing"), (1, "exists")];
const fn symbols(data_type: DataType) -> Symbols {
    match data_type {
        DataType::NF_PROTO => NF_PROTOS,
        DataType::ETHER_TYPE => ETHER_TYPES,
        DataType::ARP_OP => ARP_OPS,
        DataType::INET_PROTO => PROTOCOLS,
        DataType::ICMP_TYPE => ICMP_TYPES,
        DataType::ICMP6_TYPE => ICMPV6_TYPES,
        DataType::ICMP_CODE => ICMP_CODES,
        DataType::ICMPV6_CODE => ICMPV6_CODES,
        DataType::ICMPX_CODE => ICMPX_CODES,
        DataType::IGMP_TYPE => IGMP_TYPES,
        DataType::TCP_FLAG => TCP_FLAGS,
        DataType::DCCP_PKTTYPE => DCCP_TYPES,
        DataType::MH_TYPE => MH_TYPES,
        DataType::ARPHRD => ARPHRD,
        DataType::CT_STATE => CT_STATES,
        DataType::CT_DIR => CT_DIRS,
        DataType::CT_STATUS => CT_STATUSES,
        DataType::CT_EVENTBIT => CT_EVENTS,
        DataType::PKTTYPE => PKTTYPES,
        DataType::DSCP => DSCPS,
        DataType::ECN => ECNS,
        DataType::FIB_ADDR => FIB_ADDRS,
        DataType::TIME_DAY => DAYS,
        DataType::BOOLEAN => BOOLEANS,
        _ => &[],
    }
}
/// Whether values are sets of bits.
pub(crate) const fn is_bitmask(data_type: DataType) -> bool {
    matches!(
        data_type,
        DataType::CT_STATE
            | DataType::CT_STATUS
            | DataType::TCP_FLAG
            | DataType::CT_EVENTBIT
            | DataType::CT_LABEL
    )
}
/// Quoted text up to the first NUL.
pub(crate) fn write_quoted(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    let text = bytes.split(|byte| *byte == 0).next().unwrap_or(bytes);
    write!(f, "\"{}\"", Str(text))
}
/// Milliseconds, as nft writes times.
pub(crate) fn write_time(f: &mut fmt::Formatter<'_>, milliseconds: u64) -> fmt::Result {
    if milliseconds == 0 {
        return f.write_str("0s");
    }
    let mut left = milliseconds;
    for (size, unit) in [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms")] {
        if left >= size {
            write!(f, "{}{unit}", left / size)?;
            left %= size;
        }
    }
    Ok(())
}
/// Bytes as a number; at most 16.
pub(crate) fn number(bytes: &[u8], host_order: bool) -> u128 {
    let fold = |number: u128, byte: &u8| number << 8 | u128::from(*byte);
    let bytes = bytes.get(..16).unwrap_or(bytes);
    if host_order && cfg!(target_endian = "little") {
        bytes.iter().rev().fold(0, fold)
    } else {
        bytes.iter().fold(0, fold)
    }
}
/// A value whose bytes are in the byte order of its type.
pub(crate) fn write_bytes(f: &mut fmt::Formatter<'_>, data_type: DataType, bytes: &[u8]) -> fmt::Result {
    match data_type {
        DataType::IFNAME | DataType::STRING => write_quoted(f, bytes),
        _ => write_number(f, data_type, number(bytes, data_type.is_host_order()), bytes.len()),
    }
}
/// A value by its number; `len` is its length in bytes.
pub(crate) fn write_number(
    f: &mut fmt::Formatter<'_>,
    data_type: DataType,
    number: u128,
    len: usize,
) -> fmt::Result {
    let small = u64::try_from(number).unwrap_or(u64::MAX);
    let symbol = symbols(data_type).iter().find(|(value, _)| *value == small).map(|(_, name)| *name);
    match data_type {
        DataType::IPV4_ADDR => write!(f, "{}", Ip::V4(&(number as u32).to_be_bytes())),
        DataType::IPV6_ADDR => write!(f, "{}", Ip::V6(&number.to_be_bytes())),
        DataType::ETHER_ADDR | DataType::LL_ADDR => {
            let [_, _, a, b, c, d, e, g] = small.to_be_bytes();
            write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
        }
        DataType::MARK => write!(f, "0x{number:08x}"),
        DataType::TIME => write_time(f, small),
        DataType::DEVGROUP if number == 0 => f.write_str("\"default\""),
        DataType::CLASSID => match small {
            0 => f.write_str("none"),
            0xffff_ffff => f.write_str("root"),
            _ => write!(f, "{:x}:{:x}", small >> 16, small & 0xffff),
        },
        DataType::TIME_DAY => match symbol {
            Some(name) => write!(f, "\"{name}\""),
            None => write!(f, "{number}"),
        },
        DataType::TIME_HOUR => {
            let (hour, minute, second) = (small / 3600 % 24, small / 60 % 60, small % 60);
            write!(f, "\"{hour:02}:{minute:02}")?;
            if second != 0 {
                write!(f, ":{second:02}")?;
            }
            f.write_char('"')
        }
        DataType::TIME_DATE => write_date(f, small / 1_000_000_000),
        DataType::CT_LABEL => {
            let mut any = false;
            for bit in (0..128u16).filter(|bit| number >> bit & 1 == 1) {
                if any {
                    f.write_char(',')?;
                }
                any = true;
                write!(f, "{bit}")?;
            }
            if any { Ok(()) } else { f.write_str("0") }
        }
        _ if is_bitmask(data_type) => {
            let (mut left, mut any) = (small, false);
            for (bit, name) in symbols(data_type) {
                if left & bit != 0 {
                    if any {
                        f.write_char(',')?;
                    }
                    f.write_str(name)?;
                    left &= !bit;
                    any = true;
                }
            }
            match (left, any) {
                (0, true) => Ok(()),
                (_, true) => write!(f, ",0x{left:x}"),
                _ => write!(f, "0x{left:x}"),
            }
        }
        _ => match (symbol, data_type) {
            (Some(name), _) => f.write_str(name),
            (_, DataType::ETHER_TYPE) => write!(f, "0x{number:04x}"),
            (_, DataType::DSCP) => write!(f, "0x{number:02x}"),
            (_, DataType::BITMASK) => write!(f, "0x{number:x}"),
            (_, DataType::INVALID) => {
                // byte by byte, since core panics where a width given by a value is more than 65535
                f.write_str("0x")?;
                let bytes = number.to_be_bytes();
                let mut bytes = bytes.iter().skip(16usize.saturating_sub(len.max(1)));
                bytes.try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            _ => write!(f, "{number}"),
        },
    }
}
/// A value by its number where nft writes no names: the ends of a range.
pub(crate) fn write_bound(
    f: &mut fmt::Formatter<'_>,
    data_type: DataType,
    number: u128,
    len: usize,
) -> fmt::Result {
    match data_type {
        DataType::TIME => write!(f, "{}s", number / 1000),
        DataType::TIME_DAY => write!(f, "{number}"),
        _ => write_number(f, data_type, number, len),
    }
}
/// Flags as nft writes an expression: `a | b`, in parentheses where it is an operand.
pub(crate) fn write_flags(
    f: &mut fmt::Formatter<'_>,
    data_type: DataType,
    number: u128,
    parentheses: bool,
) -> fmt::Result {
    let flags = u64::try_from(number).unwrap_or(u64::MAX);
    let known = symbols(data_type).iter().filter(|(bit, _)| flags & bit != 0);
    if known.clone().fold(0, |all, (bit, _)| all | bit) != flags || flags.count_ones() < 2 {
        return write_number(f, data_type, number, 8);
    }
    f.write_str(if parentheses { "(" } else { "" })?;
    for (index, (_, name)) in known.enumerate() {
        f.write_str(if index > 0 { " | " } else { "" })?;
        f.write_str(name)?;
    }
    f.write_str(if parentheses { ")" } else { "" })
}
/// Seconds since 1970 in UTC.
fn write_date(f: &mut fmt::Formatter<'_>, seconds: u64) -> fmt::Result {
    // days to a date of the Gregorian calendar, in eras of 400 years that begin in March
    let days = seconds / 86400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36524 - day / 146_096) / 365;
    let day = day.saturating_sub(365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    write!(f, "\"{year:04}-{month:02}-{date:02} {hour:02}:{minute:02}:{second:02}\"")
}
/// Length of a prefix mask of `bits` bits, if it is one.
pub(crate) fn prefix_len(mask: u128, bits: u16) -> Option<u16> {
    let len = (mask << (128 - u32::from(bits.clamp(1, 128)))).leading_ones() as u16;
    let len = len.min(bits);
    (mask == ones(bits) ^ ones(bits - len)).then_some(len)
}
