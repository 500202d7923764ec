//! Routing rules: `RTM_*RULE`, linux/fib_rules.h.
//!
//! ```
//! use nlwire::{route::{NewRule, Rule, RuleAction, RouteTable}, uapi::AddressFamily, wire::{Attrs, Message, NewFlags, Request}};
//! let mut buffer = [0; 96];
//! let rule = NewRule { family: AddressFamily::AF_INET, action: RuleAction::FR_ACT_TO_TBL, ..Default::default() };
//! let mut request = Request::new(&mut buffer, rule, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
//! request.put(Rule::FRA_FWMARK, 7).put(Rule::FRA_TABLE, RouteTable(1000)).put(Rule::FRA_PRIORITY, 100);
//! let message = Message::new(request.finish(1)?)?;
//! let text = format!("{:?}", message.split::<nlwire::route::FibRuleHdr, Rule>()?.1);
//! assert_eq!(text, "{FRA_FWMARK: 7, FRA_TABLE: 1000, FRA_PRIORITY: 100}");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{
    attributes, flags, layout, numbers, operations,
    route::{RouteMessage, RouteProtocol, RouteTable, RtmTable},
    uapi::{AddressFamily, IpProtocol},
    wire::{Address, Be, Str},
};

layout! {
    /// `struct fib_rule_hdr`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_hdr")]
    pub struct FibRuleHdr {
        /// The family whose packets it is for.
        family: AddressFamily,
        /// Length of the destination's prefix, bits.
        dst_len: u8,
        /// Length of the source's prefix, bits.
        src_len: u8,
        /// Type of service that it is for; 0 for any.
        tos: u8,
        /// The table, where its number is under 256; all of it is in [`Rule::FRA_TABLE`].
        table: RtmTable,
        /// Unused.
        __res1: u8,
        /// Unused.
        __res2: u8,
        /// What is done.
        action: RuleAction,
        /// Its flags.
        flags: RuleFlags,
    }
}
layout! {
    /// A range of users, both ends included: `struct fib_rule_uid_range`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_uid_range")]
    pub struct UidRange {
        /// The first.
        start: u32,
        /// The last.
        end: u32,
    }
}
layout! {
    /// A range of ports, both ends included, in host order: `struct fib_rule_port_range`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_port_range")]
    pub struct PortRange {
        /// The first.
        start: u16,
        /// The last.
        end: u16,
    }
}
numbers! {
    /// What a rule does: `FR_ACT_*`, linux/fib_rules.h.
    pub struct RuleAction(u8) {
        /// Nothing said.
        FR_ACT_UNSPEC = 0,
        /// Looks into a table.
        FR_ACT_TO_TBL = 1,
        /// Goes on at another rule.
        FR_ACT_GOTO = 2,
        /// Nothing.
        FR_ACT_NOP = 3,
        /// Reserved.
        FR_ACT_RES3 = 4,
        /// Reserved.
        FR_ACT_RES4 = 5,
        /// Drops without a word.
        FR_ACT_BLACKHOLE = 6,
        /// Drops: network unreachable.
        FR_ACT_UNREACHABLE = 7,
        /// Drops: administratively prohibited.
        FR_ACT_PROHIBIT = 8,
    }
}
flags! {
    /// A rule's flags: `FIB_RULE_*`, linux/fib_rules.h.
    pub struct RuleFlags(u32) {
        /// It cannot be removed.
        FIB_RULE_PERMANENT = 0x1,
        /// It is for what does not match.
        FIB_RULE_INVERT = 0x2,
        /// The rule it goes to does not exist.
        FIB_RULE_UNRESOLVED = 0x4,
        /// The link that packets come by does not exist.
        FIB_RULE_IIF_DETACHED = 0x8,
        /// The link that packets go by does not exist.
        FIB_RULE_OIF_DETACHED = 0x10,
        /// A source address is looked for, too (IPv6).
        FIB_RULE_FIND_SADDR = 0x1_0000,
    }
}

// Limits: fib_rule_policy, net/core/fib_rules.c. FRA_DST and FRA_SRC have no policy for IPv6 and any length that fits for IPv4. 5, 7, 8 and 9
// are unused.
attributes! {
    /// A rule's attributes: `FRA_*`, linux/fib_rules.h.
    pub set Rule strict from 25, enum RuleAttr<'a> {
        /// The destination's prefix.
        FRA_DST = 1 => Dst(Address<'a>),
        /// The source's prefix.
        FRA_SRC = 2 => Src(Address<'a>),
        /// The link that packets come by, by name, at most 15 bytes.
        FRA_IIFNAME = 3 => IifName(Str<'a>) where at_most(15),
        /// Priority of the rule to go on at.
        FRA_GOTO = 4 => Goto(u32),
        /// Its own priority: rules are tried in ascending order.
        FRA_PRIORITY = 6 => Priority(u32),
        /// The packet's mark, under the mask.
        FRA_FWMARK = 10 => FwMark(u32),
        /// IPv4: realms, source's in the upper 16 bits, destination's in the lower.
        FRA_FLOW = 11 => Flow(u32),
        /// Id of the tunnel that the packet came by. Big-endian, which linux/fib_rules.h does not say.
        FRA_TUN_ID = 12 => TunId(Be<u64>),
        /// Routes over links of this group are passed over.
        FRA_SUPPRESS_IFGROUP = 13 => SuppressIfGroup(u32),
        /// Routes whose prefix is this long or shorter are passed over; -1 for none.
        FRA_SUPPRESS_PREFIXLEN = 14 => SuppressPrefixLen(i32),
        /// The table that is looked into.
        FRA_TABLE = 15 => Table(RouteTable),
        /// Which bits of the mark count.
        FRA_FWMASK = 16 => FwMask(u32),
        /// The link that packets go by, by name, at most 15 bytes.
        FRA_OIFNAME = 17 => OifName(Str<'a>) where at_most(15),
        /// Nothing: brings what follows to a multiple of 8.
        FRA_PAD = 18 => Pad(&'a [u8]),
        /// 1: the table is that of the virtual router (VRF) that the packet's link belongs to.
        FRA_L3MDEV = 19 => L3mdev(u8),
        /// Users whose sockets it is for.
        FRA_UID_RANGE = 20 => UidRange(&'a UidRange),
        /// Who made the rule.
        FRA_PROTOCOL = 21 => Protocol(RouteProtocol),
        /// The IP protocol that it is for.
        FRA_IP_PROTO = 22 => IpProto(IpProtocol),
        /// Source ports that it is for.
        FRA_SPORT_RANGE = 23 => SportRange(&'a PortRange),
        /// Destination ports that it is for.
        FRA_DPORT_RANGE = 24 => DportRange(&'a PortRange),
        /// The DSCP that it is for, 0 to 63.
        FRA_DSCP = 25 => Dscp(u8) where range(0, 63),
        /// IPv6: the flow label that it is for, under the mask.
        FRA_FLOWLABEL = 26 => FlowLabel(Be<u32>),
        /// IPv6: which bits of the flow label count.
        FRA_FLOWLABEL_MASK = 27 => FlowLabelMask(Be<u32>),
        /// Which bits of the source port count; host order.
        FRA_SPORT_MASK = 28 => SportMask(u16),
        /// Which bits of the destination port count; host order.
        FRA_DPORT_MASK = 29 => DportMask(u16),
        /// Which bits of the DSCP count.
        FRA_DSCP_MASK = 30 => DscpMask(u8) where mask(0x3f),
    }
}
operations! {
    /// Asks for rules; the kernel knows only the dump of a family.
    pub GetRule {
        /// The family; AF_UNSPEC for all.
        family: AddressFamily => family,
    } = Get(RouteMessage::RTM_GETRULE, FibRuleHdr, Rule);
    /// Makes a rule.
    pub NewRule {
        /// The family.
        family: AddressFamily => family,
        /// Length of the destination's prefix, bits.
        dst_len: u8 => dst_len,
        /// Length of the source's prefix, bits.
        src_len: u8 => src_len,
        /// Type of service; 0 for any.
        tos: u8 => tos,
        /// The table, where its number is under 256; [`Rule::FRA_TABLE`] is stronger.
        table: RtmTable => table,
        /// What it does.
        action: RuleAction => action,
        /// Its flags.
        flags: RuleFlags => flags,
    } = New(RouteMessage::RTM_NEWRULE, FibRuleHdr, Rule);
    /// Removes the first rule that is as said; what is left out matches any.
    pub DelRule {
        /// The family.
        family: AddressFamily => family,
        /// Length of the destination's prefix, bits.
        dst_len: u8 => dst_len,
        /// Length of the source's prefix, bits.
        src_len: u8 => src_len,
        /// Type of service; 0 for any.
        tos: u8 => tos,
        /// The table, where its number is under 256; [`Rule::FRA_TABLE`] is stronger.
        table: RtmTable => table,
        /// What it does.
        action: RuleAction => action,
        /// Its flags.
        flags: RuleFlags => flags,
    } = Delete(RouteMessage::RTM_DELRULE, FibRuleHdr, Rule);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Attrs, Checks, Layout, Scope, Set, Why, Writer, validate};
    use std::format;

    #[test]
    fn a_tunnel_id_is_big_endian_and_ports_are_not() {
        let mut buffer = [0; 96];
        let mut writer = Writer::<Rule>::new(&mut buffer);
        writer.put(Rule::FRA_TUN_ID, 0x1234u64);
        writer.put(
            Rule::FRA_DPORT_RANGE,
            &PortRange::new().with(PortRange::start, 80).with(PortRange::end, 90),
        );
        writer.put(Rule::FRA_SUPPRESS_PREFIXLEN, -1);
        let bytes = writer.finish().unwrap();
        assert_eq!(bytes[4..12], [0, 0, 0, 0, 0, 0, 0x12, 0x34]);
        assert_eq!(bytes[16..18], 80u16.to_ne_bytes());
        assert_eq!(
            format!("{:?}", Attrs::<Rule>::new(bytes)),
            "{FRA_TUN_ID: 4660, FRA_DPORT_RANGE: {start: 80, end: 90}, FRA_SUPPRESS_PREFIXLEN: -1}"
        );
    }
    #[test]
    fn limits_are_the_kernels() {
        for (number, payload, why) in [
            (25u16, 63u8, None),
            (25, 64, Some(Why::Range)),
            (30, 0x3f, None),
            (30, 0x40, Some(Why::Mask)),
            (22, 255, None),
        ] {
            let bytes = [&5u16.to_ne_bytes()[..], &number.to_ne_bytes(), &[payload, 0, 0, 0]].concat();
            let found = validate(Rule::table(), &bytes, 28, Scope::new(32, &[2]), Checks::STRICT);
            assert_eq!(found.err().map(|it| it.why), why, "{number}: {payload}");
        }
        assert_eq!(
            (FibRuleHdr::STRUCTURE.len, UidRange::STRUCTURE.len, PortRange::STRUCTURE.len),
            (12, 8, 4)
        );
    }
}
