//! Routing policy rules: `RTM_*RULE`, linux/fib_rules.h.
//!
//! See also [ip-rule(8)](https://man7.org/linux/man-pages/man8/ip-rule.8.html).
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::{RouteMessage, RouteProtocol, RouteTable, RtmTable},
    uapi::{AddressFamily, IpProtocol},
    wire::{Address, Be, Str, Struct},
};

c_struct! {
    /// Header of a rule message: `struct fib_rule_hdr`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_hdr")]
    pub struct FibRuleHdr {
        /// Address family of the packets to which the rule applies.
        family: AddressFamily,
        /// Prefix length of the destination, bits.
        dst_len: u8,
        /// Prefix length of the source, bits.
        src_len: u8,
        /// Type of service (TOS) selector; 0 for any.
        tos: u8,
        /// Routing table with a number below 256; [`Rule::FRA_TABLE`] carries any number.
        table: RtmTable,
        /// Unused.
        pad __res1: u8,
        /// Unused.
        pad __res2: u8,
        /// Rule action.
        action: RuleAction,
        /// Rule flags.
        flags: RuleFlags,
    }
}
c_struct! {
    /// User id (UID) range, inclusive: `struct fib_rule_uid_range`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_uid_range")]
    pub struct UidRange {
        /// First UID.
        start: u32,
        /// Last UID.
        end: u32,
    }
}
c_struct! {
    /// Port range, inclusive, host byte order: `struct fib_rule_port_range`, linux/fib_rules.h.
    #[doc(alias = "fib_rule_port_range")]
    pub struct PortRange {
        /// First port.
        start: u16,
        /// Last port.
        end: u16,
    }
}
open_enum! {
    /// Rule action: `FR_ACT_*`, linux/fib_rules.h.
    pub struct RuleAction(u8) {
        /// Unspecified.
        FR_ACT_UNSPEC = 0,
        /// Looks up a routing table.
        FR_ACT_TO_TBL = 1,
        /// Jumps to a rule of higher priority number.
        FR_ACT_GOTO = 2,
        /// No operation.
        FR_ACT_NOP = 3,
        /// Reserved.
        FR_ACT_RES3 = 4,
        /// Reserved.
        FR_ACT_RES4 = 5,
        /// Discards packets silently. Local senders get EINVAL.
        FR_ACT_BLACKHOLE = 6,
        /// Rejects packets with ICMP network unreachable. Local senders get ENETUNREACH.
        FR_ACT_UNREACHABLE = 7,
        /// Rejects packets with ICMP administratively prohibited. Local senders get EACCES.
        FR_ACT_PROHIBIT = 8,
    }
}
flags! {
    /// Rule flags: `FIB_RULE_*`, linux/fib_rules.h.
    pub struct RuleFlags(u32) {
        /// Permanent rule, which cannot be removed.
        FIB_RULE_PERMANENT = 0x1,
        /// Inverted match: the rule applies to packets that do not match the selectors.
        FIB_RULE_INVERT = 0x2,
        /// The target of FR_ACT_GOTO does not exist. Set by the kernel.
        FIB_RULE_UNRESOLVED = 0x4,
        /// The incoming interface of the rule does not exist. Set by the kernel.
        FIB_RULE_IIF_DETACHED = 0x8,
        /// The outgoing interface of the rule does not exist. Set by the kernel.
        FIB_RULE_OIF_DETACHED = 0x10,
        /// The lookup also selects a source address (IPv6).
        FIB_RULE_FIND_SADDR = 0x1_0000,
    }
}

// Limits: fib_rule_policy, net/core/fib_rules.c. FRA_DST and FRA_SRC have no policy for IPv6 and
// any length that fits for IPv4. 5, 7, 8 and 9 are unused.
attributes! {
    /// Attributes of a routing rule: `FRA_*`, linux/fib_rules.h.
    ///
    /// ```
    /// use nlwire::{route::{NewRule, Rule, RuleAction, RouteTable}, uapi::AddressFamily, wire::{Attrs, Message, NewFlags, Request}};
    /// let mut buffer = [0; 96];
    /// let rule = NewRule { family: AddressFamily::AF_INET, action: RuleAction::FR_ACT_TO_TBL, ..Default::default() };
    /// let mut request = Request::new(&mut buffer, rule, NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// request.put(Rule::FRA_FWMARK, 7).put(Rule::FRA_TABLE, RouteTable(1000)).put(Rule::FRA_PRIORITY, 100);
    /// let message = Message::new(request.finish(1)?)?;
    /// let text = format!("{:?}", message.split::<nlwire::route::FibRuleHdr, Rule>()?.1);
    /// assert_eq!(text, "{FRA_FWMARK: 7, FRA_TABLE: 1000, FRA_PRIORITY: 100}");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Rule strict from 25, enum RuleAttr<'a> {
        /// Destination prefix.
        FRA_DST: Address<'a> = 1,
        /// Source prefix.
        FRA_SRC: Address<'a> = 2,
        /// Name of the incoming interface.
        FRA_IIFNAME: Str<'a> = 3 where max_len(15),
        /// Priority of the target rule of FR_ACT_GOTO.
        FRA_GOTO: u32 = 4,
        /// Priority of the rule: lower numbers are evaluated first.
        FRA_PRIORITY: u32 = 6,
        /// Packet mark (fwmark) selector, compared under [`FRA_FWMASK`](Self::FRA_FWMASK).
        FRA_FWMARK: u32 = 10,
        /// IPv4 routing realms: source in the upper 16 bits, destination in the lower 16 bits.
        FRA_FLOW: u32 = 11,
        /// Tunnel id selector of packets received by a tunnel.
        ///
        /// Big-endian, which linux/fib_rules.h does not state.
        FRA_TUN_ID: Be<u64> = 12,
        /// Rejects lookup results whose outgoing interface is in this interface group.
        FRA_SUPPRESS_IFGROUP: u32 = 13,
        /// Rejects lookup results with this prefix length or shorter, bits; -1 for none.
        FRA_SUPPRESS_PREFIXLEN: i32 = 14,
        /// Routing table to look up.
        FRA_TABLE: RouteTable = 15,
        /// Mask of the packet mark; all bits if absent.
        FRA_FWMASK: u32 = 16,
        /// Name of the outgoing interface.
        FRA_OIFNAME: Str<'a> = 17 where max_len(15),
        /// Padding.
        FRA_PAD: &'a [u8] = 18,
        /// 1: looks up the table of the VRF (l3mdev) to which the packet's interface belongs.
        FRA_L3MDEV: u8 = 19,
        /// User ids (UIDs) of the sockets to which the rule applies.
        FRA_UID_RANGE: &'a Struct<UidRange> = 20,
        /// Origin of the rule: the routing protocol or daemon that added it.
        FRA_PROTOCOL: RouteProtocol = 21,
        /// IP protocol selector.
        FRA_IP_PROTO: IpProtocol = 22,
        /// Source port selector.
        FRA_SPORT_RANGE: &'a Struct<PortRange> = 23,
        /// Destination port selector.
        FRA_DPORT_RANGE: &'a Struct<PortRange> = 24,
        /// DSCP selector (differentiated services code point).
        FRA_DSCP: u8 = 25 where range(0, 63),
        /// IPv6: flow label selector, compared under the mask. Big-endian.
        FRA_FLOWLABEL: Be<u32> = 26,
        /// IPv6: mask of the flow label. Big-endian.
        FRA_FLOWLABEL_MASK: Be<u32> = 27,
        /// Mask of the source port, host byte order.
        FRA_SPORT_MASK: u16 = 28,
        /// Mask of the destination port, host byte order.
        FRA_DPORT_MASK: u16 = 29,
        /// Mask: bits of the DSCP that are compared.
        FRA_DSCP_MASK: u8 = 30 where flags_mask(0x3f),
    }
}
message_types! {
    /// A routing rule: `struct fib_rule_hdr` and the attributes of [`Rule`].
    pub struct RuleMessage(FibRuleHdr, Rule);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests routing rules with `RTM_GETRULE`; the kernel serves the dump of a family only.
    pub GetRule {
        /// Address family; AF_UNSPEC for all.
        family: AddressFamily => family,
    } = Get(RouteMessage::RTM_GETRULE, FibRuleHdr, Rule) -> RuleMessage;
    /// Adds a routing rule with `RTM_NEWRULE`.
    pub NewRule {
        /// Address family.
        family: AddressFamily => family,
        /// Prefix length of the destination, bits.
        dst_len: u8 => dst_len,
        /// Prefix length of the source, bits.
        src_len: u8 => src_len,
        /// Type of service (TOS) selector; 0 for any.
        tos: u8 => tos,
        /// Routing table with a number below 256; [`Rule::FRA_TABLE`] takes precedence.
        table: RtmTable => table,
        /// Rule action.
        action: RuleAction => action,
        /// Rule flags.
        flags: RuleFlags => flags,
    } = New(RouteMessage::RTM_NEWRULE, FibRuleHdr, Rule) -> RuleMessage;
    /// Removes a routing rule with `RTM_DELRULE`.
    ///
    /// Removes the first rule that matches all given fields and attributes.
    pub DelRule {
        /// Address family.
        family: AddressFamily => family,
        /// Prefix length of the destination, bits.
        dst_len: u8 => dst_len,
        /// Prefix length of the source, bits.
        src_len: u8 => src_len,
        /// Type of service (TOS) selector; 0 for any.
        tos: u8 => tos,
        /// Routing table with a number below 256; [`Rule::FRA_TABLE`] takes precedence.
        table: RtmTable => table,
        /// Rule action.
        action: RuleAction => action,
        /// Rule flags.
        flags: RuleFlags => flags,
    } = Delete(RouteMessage::RTM_DELRULE, FibRuleHdr, Rule) -> RuleMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        server::{ValidationErrorKind, ValidationFlags, validate},
        wire::{AttributeSet, Attrs, CStruct, Writer, spec::Scope},
    };
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
            (25, 64, Some(ValidationErrorKind::Range)),
            (30, 0x3f, None),
            (30, 0x40, Some(ValidationErrorKind::FlagsMask)),
            (22, 255, None),
        ] {
            let bytes = [&5u16.to_ne_bytes()[..], &number.to_ne_bytes(), &[payload, 0, 0, 0]].concat();
            let found = validate(Rule::spec(), &bytes, 28, Scope::new(32, &[2]), ValidationFlags::STRICT);
            assert_eq!(found.err().map(|it| it.why), why, "{number}: {payload}");
        }
        assert_eq!((FibRuleHdr::SPEC.len, UidRange::SPEC.len, PortRange::SPEC.len), (12, 8, 4));
    }
}
