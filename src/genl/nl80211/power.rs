//! Wake-on-WLAN (WoWLAN) and packet coalescing.
use super::Nl80211;
use crate::{
    attributes, c_struct, open_enum, sub_messages,
    wire::{Attrs, Flag, HwAddr, IndexedArray, Struct, WithHeader, spec::SelectorSource},
};
use core::net::Ipv4Addr;

attributes! {
    /// WoWLAN triggers, and reasons of a wakeup: `NL80211_ATTR_WOWLAN_TRIGGERS`.
    pub set WowlanTriggers, enum WowlanTriggersAttr<'a> {
        /// Any activity. Excludes all other triggers.
        NL80211_WOWLAN_TRIG_ANY: Flag = 1,
        /// Disconnection.
        NL80211_WOWLAN_TRIG_DISCONNECT: Flag = 2,
        /// Magic packet.
        NL80211_WOWLAN_TRIG_MAGIC_PKT: Flag = 3,
        /// Packet patterns. In a wakeup event a `u32`, the index of the pattern.
        NL80211_WOWLAN_TRIG_PKT_PATTERN: IndexedArray<'a, Attrs<'a, PacketPattern>> = 4,
        /// The device supports GTK rekeying. Of a wiphy only.
        NL80211_WOWLAN_TRIG_GTK_REKEY_SUPPORTED: Flag = 5,
        /// GTK rekeying failed.
        NL80211_WOWLAN_TRIG_GTK_REKEY_FAILURE: Flag = 6,
        /// EAP identity request.
        NL80211_WOWLAN_TRIG_EAP_IDENT_REQUEST: Flag = 7,
        /// Wakes on a 4-way handshake that the device cannot answer itself.
        NL80211_WOWLAN_TRIG_4WAY_HANDSHAKE: Flag = 8,
        /// Wakes when rfkill is released, for devices with rfkill in hardware.
        NL80211_WOWLAN_TRIG_RFKILL_RELEASE: Flag = 9,
        /// Wakeup: 802.11 packet, possibly truncated.
        NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211: &'a [u8] = 10,
        /// Wakeup: length of the 802.11 packet, bytes.
        NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211_LEN: u32 = 11,
        /// Wakeup: 802.3 packet, possibly truncated.
        NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023: &'a [u8] = 12,
        /// Wakeup: length of the 802.3 packet, bytes.
        NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023_LEN: u32 = 13,
        /// TCP connection that wakes the host.
        NL80211_WOWLAN_TRIG_TCP_CONNECTION: Attrs<'a, WowlanTcp> = 14,
        /// Wakeup: packet of the TCP connection.
        NL80211_WOWLAN_TRIG_WAKEUP_TCP_MATCH: Flag = 15,
        /// Wakeup: the TCP connection was lost.
        NL80211_WOWLAN_TRIG_WAKEUP_TCP_CONNLOST: Flag = 16,
        /// Wakeup: the TCP connection has no more tokens.
        NL80211_WOWLAN_TRIG_WAKEUP_TCP_NOMORETOKENS: Flag = 17,
        /// Network detection: attributes of a scheduled scan.
        NL80211_WOWLAN_TRIG_NET_DETECT: Attrs<'a, Nl80211> = 18,
        /// Wakeup: networks that were detected, with SSID and frequencies.
        NL80211_WOWLAN_TRIG_NET_DETECT_RESULTS: IndexedArray<'a, Attrs<'a, Nl80211>> = 19,
        /// Wakeup: unprotected deauthentication or disassociation frame.
        NL80211_WOWLAN_TRIG_UNPROTECTED_DEAUTH_DISASSOC: Flag = 20,
    }
}

attributes! {
    /// WoWLAN triggers that a wiphy supports: `NL80211_ATTR_WOWLAN_TRIGGERS_SUPPORTED`.
    pub set WowlanSupport, enum WowlanSupportAttr<'a> {
        /// Any activity.
        NL80211_WOWLAN_TRIG_ANY: Flag = 1,
        /// Disconnection.
        NL80211_WOWLAN_TRIG_DISCONNECT: Flag = 2,
        /// Magic packet.
        NL80211_WOWLAN_TRIG_MAGIC_PKT: Flag = 3,
        /// Limits of packet patterns.
        NL80211_WOWLAN_TRIG_PKT_PATTERN: &'a Struct<PatternSupport> = 4,
        /// GTK rekeying by the device.
        NL80211_WOWLAN_TRIG_GTK_REKEY_SUPPORTED: Flag = 5,
        /// Wakes when group rekeying (GTK) in the device fails.
        NL80211_WOWLAN_TRIG_GTK_REKEY_FAILURE: Flag = 6,
        /// EAP identity request.
        NL80211_WOWLAN_TRIG_EAP_IDENT_REQUEST: Flag = 7,
        /// Wakes on a 4-way handshake that the device cannot answer itself.
        NL80211_WOWLAN_TRIG_4WAY_HANDSHAKE: Flag = 8,
        /// Wakes when rfkill is released, for devices with rfkill in hardware.
        NL80211_WOWLAN_TRIG_RFKILL_RELEASE: Flag = 9,
        /// Limits of the TCP connection.
        NL80211_WOWLAN_TRIG_TCP_CONNECTION: Attrs<'a, WowlanTcpSupport> = 14,
        /// Maximum number of match sets of network detection.
        NL80211_WOWLAN_TRIG_NET_DETECT: u32 = 18,
    }
}

attributes! {
    /// Packet pattern: `NL80211_WOWLAN_TRIG_PKT_PATTERN`, `NL80211_ATTR_COALESCE_RULE_PKT_PATTERN`.
    ///
    /// The pattern applies to the packet as an Ethernet frame.
    pub set PacketPattern, enum PacketPatternAttr<'a> {
        /// Mask: bit n of byte m selects byte 8 m + n of the pattern.
        NL80211_PKTPAT_MASK: &'a [u8] = 1 where binary_max_len(65535),
        /// Pattern: bytes to compare from the offset on, where the mask has a 1.
        NL80211_PKTPAT_PATTERN: &'a [u8] = 2 where binary_max_len(65535),
        /// Offset of the pattern in the packet, bytes.
        NL80211_PKTPAT_OFFSET: u32 = 3,
    }
}

attributes! {
    /// TCP connection that wakes the host: `NL80211_WOWLAN_TRIG_TCP_CONNECTION`.
    pub set WowlanTcp, enum WowlanTcpAttr<'a> {
        /// Source address.
        NL80211_WOWLAN_TCP_SRC_IPV4: Ipv4Addr = 1,
        /// Destination address.
        NL80211_WOWLAN_TCP_DST_IPV4: Ipv4Addr = 2,
        /// Destination MAC address.
        NL80211_WOWLAN_TCP_DST_MAC: HwAddr<'a> = 3 where exact_len(6),
        /// Source port. Without the attribute, the kernel chooses one.
        NL80211_WOWLAN_TCP_SRC_PORT: u16 = 4,
        /// Destination port.
        NL80211_WOWLAN_TCP_DST_PORT: u16 = 5,
        /// Payload of the data packets.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD: &'a [u8] = 6 where min_len(1),
        /// Sequence number in the payload.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD_SEQ: &'a Struct<WowlanTcpSeq> = 7,
        /// Tokens in the payload: offset and length, and the tokens.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD_TOKEN: WithHeader<'a, WowlanTcpToken, &'a [u8]> = 8,
        /// Interval of data packets, seconds.
        NL80211_WOWLAN_TCP_DATA_INTERVAL: u32 = 9,
        /// Payload of the wakeup packet.
        NL80211_WOWLAN_TCP_WAKE_PAYLOAD: &'a [u8] = 10 where min_len(1),
        /// Mask of the wakeup packet, as `NL80211_PKTPAT_MASK`.
        NL80211_WOWLAN_TCP_WAKE_MASK: &'a [u8] = 11 where min_len(1),
    }
}

attributes! {
    /// Limits of the TCP connection that wakes the host, in a wiphy.
    pub set WowlanTcpSupport, enum WowlanTcpSupportAttr<'a> {
        /// Maximum payload of the data packets, bytes.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD: u32 = 6,
        /// Sequence numbers are supported.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD_SEQ: Flag = 7,
        /// Limits of tokens.
        NL80211_WOWLAN_TCP_DATA_PAYLOAD_TOKEN: &'a Struct<WowlanTcpTokenFeature> = 8,
        /// Maximum interval of data packets, seconds.
        NL80211_WOWLAN_TCP_DATA_INTERVAL: u32 = 9,
        /// Maximum payload of the wakeup packet, bytes.
        NL80211_WOWLAN_TCP_WAKE_PAYLOAD: u32 = 10,
    }
}

attributes! {
    /// Packet coalescing rule: `NL80211_ATTR_COALESCE_RULE`.
    pub set CoalesceRule, enum CoalesceRuleAttr<'a> {
        /// Maximum delay, milliseconds.
        NL80211_ATTR_COALESCE_RULE_DELAY: u32 = 1,
        /// Condition: coalesces packets that match, or those that do not match, the patterns.
        NL80211_ATTR_COALESCE_RULE_CONDITION: CoalesceCondition = 2 where range(0, 1),
        /// Packet patterns.
        NL80211_ATTR_COALESCE_RULE_PKT_PATTERN: IndexedArray<'a, Attrs<'a, PacketPattern>> = 3,
    }
}

open_enum! {
    /// Condition of a coalescing rule: `NL80211_ATTR_COALESCE_RULE_CONDITION`.
    pub struct CoalesceCondition(u32) {
        /// The patterns match.
        NL80211_COALESCE_CONDITION_MATCH = 0,
        /// The patterns do not match.
        NL80211_COALESCE_CONDITION_NO_MATCH = 1,
    }
}

sub_messages! {
    /// Packet coalescing: `NL80211_ATTR_COALESCE_RULE`, selected by the command.
    pub enum Coalesce<'a>, selector CoalesceBy from SelectorSource::Header { offset: 0, len: 1 } => {
        /// Limits of the rules (`NL80211_CMD_NEW_WIPHY`).
        WIPHY = &[3u8] => Wiphy(&'a Struct<CoalesceRuleSupport>),
        /// Rules (`NL80211_CMD_GET_COALESCE`).
        GET = &[100u8] => Get(IndexedArray<'a, Attrs<'a, CoalesceRule>>),
        /// Rules (`NL80211_CMD_SET_COALESCE`).
        SET = &[101u8] => Set(IndexedArray<'a, Attrs<'a, CoalesceRule>>),
    }
}
c_struct! {
    /// Limits of packet patterns: `struct nl80211_pattern_support`, linux/nl80211.h.
    #[doc(alias = "nl80211_pattern_support")]
    pub struct PatternSupport {
        /// Maximum number of patterns.
        max_patterns: u32,
        /// Minimum length of a pattern, bytes.
        min_pattern_len: u32,
        /// Maximum length of a pattern, bytes.
        max_pattern_len: u32,
        /// Maximum offset of a pattern, bytes.
        max_pkt_offset: u32,
    }
}
c_struct! {
    /// Limits of coalescing rules: `struct nl80211_coalesce_rule_support`, linux/nl80211.h.
    #[doc(alias = "nl80211_coalesce_rule_support")]
    pub struct CoalesceRuleSupport {
        /// Maximum number of rules.
        max_rules: u32,
        /// Limits of packet patterns.
        pat: Struct<PatternSupport>,
        /// Maximum delay, milliseconds.
        max_delay: u32,
    }
}
c_struct! {
    /// Sequence number in a payload: `struct nl80211_wowlan_tcp_data_seq`, linux/nl80211.h.
    #[doc(alias = "nl80211_wowlan_tcp_data_seq")]
    pub struct WowlanTcpSeq {
        /// First value.
        start: u32,
        /// Offset in the payload, bytes.
        offset: u32,
        /// Length, bytes: 1 to 4. Written little endian.
        len: u32,
    }
}
c_struct! {
    /// Token in a payload: `struct nl80211_wowlan_tcp_data_token`, linux/nl80211.h.
    #[doc(alias = "nl80211_wowlan_tcp_data_token")]
    pub struct WowlanTcpToken {
        /// Offset in the payload, bytes.
        offset: u32,
        /// Length of a token, bytes.
        len: u32,
    }
}
c_struct! {
    /// Limits of tokens: `struct nl80211_wowlan_tcp_data_token_feature`, linux/nl80211.h.
    #[doc(alias = "nl80211_wowlan_tcp_data_token_feature")]
    pub struct WowlanTcpTokenFeature {
        /// Minimum length of a token, bytes.
        min_len: u32,
        /// Maximum length of a token, bytes.
        max_len: u32,
        /// Maximum length of all tokens, bytes.
        bufsize: u32,
    }
}
