//! Objects of nf_tables written again from their decoded values: every attribute is read as the type of its key and
//! written by its key, every nest and sub-message is opened. An attribute that is not listed here fails the test.
use nlwire::{
    netfilter::nftables::*,
    wire::{AttributeSet, Attrs, Be, IndexedArray, Str, Writer},
};
use std::collections::BTreeMap;

/// Where the copy goes: the table, and the numbers in the transaction of what has no name of its own.
#[derive(Default)]
pub struct Copied<'t> {
    pub table: &'t str,
    pub sets: BTreeMap<String, u32>,
    pub chains: BTreeMap<String, u32>,
}
impl Copied<'_> {
    /// The name to create an anonymous set with, a pattern unless it is a meter, and its id.
    fn anonymous<'n>(&self, name: &'n str) -> Option<(&'n str, u32)> {
        let pattern = match name {
            _ if name.starts_with("__map") => "__map%d",
            _ if name.starts_with("__set") => "__set%d",
            _ => name,
        };
        self.sets.get(name).map(|id| (pattern, *id))
    }
}
/// Attribute sets that can be written again.
pub trait Rebuild: AttributeSet + Sized {
    fn rebuild(from: Attrs<'_, Self>, to: &mut Writer<'_, Self>, at: &Copied<'_>);
}
macro_rules! rebuilt {
    ($(
        $set:ident, $attr:ident: $($value:ident)* $([$($nest:ident)*])? $(- $left:ident)* $({$from:ident $to:ident $at:ident $($special:ident => $how:expr;)*})?;
    )*) => { $(
        impl Rebuild for $set {
            #[allow(unused_variables, unreachable_patterns)]
            fn rebuild(from: Attrs<'_, Self>, to: &mut Writer<'_, Self>, at: &Copied<'_>) {
                for attr in from {
                    match attr.unwrap() {
                        $( $attr::$value(value) => { to.put(Self::$value, value); } )*
                        $($( $attr::$nest(value) => { to.nest(Self::$nest, |to| Rebuild::rebuild(value, to, at)); } )*)?
                        $( $attr::$left(_) => {} )*
                        $($( $attr::$special(value) => {
                            let ($from, $to, $at) = (from, &mut *to, at);
                            ($how)(value)
                        } )*)?
                        other => panic!("{} is not written again: {other:?}", stringify!($set)),
                    }
                }
            }
        }
    )* };
}
/// Writes the selected nest by the key of its selector.
macro_rules! selected {
    ($to:ident $at:ident $key:expr, $data:expr, $enum:ident, $keys:ident: $($variant:ident $name:ident)*) => {
        match $data {
            $( $enum::$variant(value) => { $to.chosen($key, $keys::$name, |to| Rebuild::rebuild(value, to, $at)); } )*
            other => panic!("{} is not written again: {other:?}", stringify!($enum)),
        }
    };
}
rebuilt! {
    NftTable, NftTableAttr: NFTA_TABLE_FLAGS NFTA_TABLE_USERDATA
        - NFTA_TABLE_USE - NFTA_TABLE_HANDLE { from to at
            NFTA_TABLE_NAME => |_| { to.put(NftTable::NFTA_TABLE_NAME, at.table); };
        };
    NftChain, NftChainAttr: NFTA_CHAIN_POLICY NFTA_CHAIN_TYPE NFTA_CHAIN_FLAGS NFTA_CHAIN_USERDATA
        [NFTA_CHAIN_HOOK NFTA_CHAIN_COUNTERS] - NFTA_CHAIN_USE - NFTA_CHAIN_HANDLE { from to at
            NFTA_CHAIN_TABLE => |_| { to.put(NftChain::NFTA_CHAIN_TABLE, at.table); };
            NFTA_CHAIN_NAME => |name: Str<'_>| match at.chains.get(&name.to_string()) {
                Some(id) => { to.put(NftChain::NFTA_CHAIN_ID, *id); }
                None => { to.put(NftChain::NFTA_CHAIN_NAME, name); }
            };
        };
    NftHook, NftHookAttr: NFTA_HOOK_HOOKNUM NFTA_HOOK_PRIORITY NFTA_HOOK_DEV [NFTA_HOOK_DEVS];
    NftDevices, NftDevicesAttr: NFTA_DEVICE_NAME NFTA_DEVICE_PREFIX;
    NftRule, NftRuleAttr: NFTA_RULE_USERDATA [NFTA_RULE_EXPRESSIONS NFTA_RULE_COMPAT] - NFTA_RULE_HANDLE - NFTA_RULE_POSITION { from to at
            NFTA_RULE_TABLE => |_| { to.put(NftRule::NFTA_RULE_TABLE, at.table); };
            NFTA_RULE_CHAIN => |name: Str<'_>| match at.chains.get(&name.to_string()) {
                Some(id) => { to.put(NftRule::NFTA_RULE_CHAIN_ID, *id); }
                None => { to.put(NftRule::NFTA_RULE_CHAIN, name); }
            };
        };
    NftRuleCompat, NftRuleCompatAttr: NFTA_RULE_COMPAT_PROTO NFTA_RULE_COMPAT_FLAGS;
    NftSet, NftSetAttr: NFTA_SET_FLAGS NFTA_SET_KEY_TYPE NFTA_SET_KEY_LEN NFTA_SET_DATA_TYPE NFTA_SET_DATA_LEN NFTA_SET_POLICY
        NFTA_SET_TIMEOUT NFTA_SET_GC_INTERVAL NFTA_SET_USERDATA NFTA_SET_OBJ_TYPE
        [NFTA_SET_DESC NFTA_SET_EXPR NFTA_SET_EXPRESSIONS] - NFTA_SET_HANDLE - NFTA_SET_TYPE - NFTA_SET_COUNT { from to at
            NFTA_SET_TABLE => |_| { to.put(NftSet::NFTA_SET_TABLE, at.table); };
            NFTA_SET_NAME => |name: Str<'_>| match at.anonymous(&name.to_string()) {
                Some((pattern, _)) => { to.put(NftSet::NFTA_SET_NAME, pattern); }
                None => { to.put(NftSet::NFTA_SET_NAME, name); }
            };
        };
    NftSetDesc, NftSetDescAttr: NFTA_SET_DESC_SIZE [NFTA_SET_DESC_CONCAT];
    NftSetFields, NftSetFieldsAttr: [NFTA_LIST_ELEM];
    NftSetField, NftSetFieldAttr: NFTA_SET_FIELD_LEN;
    NftSetElems, NftSetElemsAttr: { from to at
            NFTA_SET_ELEM_LIST_TABLE => |_| { to.put(NftSetElems::NFTA_SET_ELEM_LIST_TABLE, at.table); };
            NFTA_SET_ELEM_LIST_SET => |name: Str<'_>| match at.anonymous(&name.to_string()) {
                Some((pattern, id)) => {
                    to.put(NftSetElems::NFTA_SET_ELEM_LIST_SET, pattern).put(NftSetElems::NFTA_SET_ELEM_LIST_SET_ID, id);
                }
                None => { to.put(NftSetElems::NFTA_SET_ELEM_LIST_SET, name); }
            };
            NFTA_SET_ELEM_LIST_ELEMENTS => |list: IndexedArray<'_, Attrs<'_, NftSetElem>>| {
                let mut list: Vec<_> = list.iter().map(|element| element.unwrap().1).collect();
                // intervals are added in their order, which the kernel's dump of a tree reverses
                list.sort_by_key(|element| key_of(*element));
                to.array(NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS, 1, list, |to, element| Rebuild::rebuild(element, to, at));
            };
        };
    NftSetElem, NftSetElemAttr: NFTA_SET_ELEM_FLAGS NFTA_SET_ELEM_TIMEOUT NFTA_SET_ELEM_EXPIRATION NFTA_SET_ELEM_USERDATA
        NFTA_SET_ELEM_OBJREF [NFTA_SET_ELEM_KEY NFTA_SET_ELEM_DATA NFTA_SET_ELEM_EXPR NFTA_SET_ELEM_KEY_END NFTA_SET_ELEM_EXPRESSIONS];
    NftExprs, NftExprsAttr: [NFTA_LIST_ELEM];
    NftExpr, NftExprAttr: NFTA_EXPR_NAME { from to at
            NFTA_EXPR_DATA => |_| selected! { to at NftExpr::NFTA_EXPR_DATA, from.select(NftExpr::NFTA_EXPR_DATA).unwrap().unwrap(), ExprData, ExprKind:
                Bitwise BITWISE Byteorder BYTEORDER Cmp CMP ConnLimit CONNLIMIT Counter COUNTER Ct CT Dup DUP Dynset DYNSET
                Exthdr EXTHDR Fib FIB FlowOffload FLOW_OFFLOAD Fwd FWD Hash HASH Immediate IMMEDIATE Inner INNER Last LAST
                Constraint LIMIT Log LOG Lookup LOOKUP Masq MASQ Match MATCH Meta META Nat NAT Notrack NOTRACK Numgen NUMGEN
                Objref OBJREF Osf OSF Payload PAYLOAD Queue QUEUE Quota QUOTA Range RANGE Redir REDIR Reject REJECT Rt RT
                Socket SOCKET Synproxy SYNPROXY Target TARGET Tproxy TPROXY Tunnel TUNNEL Xfrm XFRM
            };
        };
    NftNone, NftNoneAttr:;
    NftBitwise, NftBitwiseAttr: NFTA_BITWISE_SREG NFTA_BITWISE_DREG NFTA_BITWISE_LEN NFTA_BITWISE_OP NFTA_BITWISE_SREG2
        [NFTA_BITWISE_MASK NFTA_BITWISE_XOR NFTA_BITWISE_DATA];
    NftByteorder, NftByteorderAttr: NFTA_BYTEORDER_SREG NFTA_BYTEORDER_DREG NFTA_BYTEORDER_OP NFTA_BYTEORDER_LEN NFTA_BYTEORDER_SIZE;
    NftCmp, NftCmpAttr: NFTA_CMP_SREG NFTA_CMP_OP [NFTA_CMP_DATA];
    NftRange, NftRangeAttr: NFTA_RANGE_SREG NFTA_RANGE_OP [NFTA_RANGE_FROM_DATA NFTA_RANGE_TO_DATA];
    NftLookup, NftLookupAttr: NFTA_LOOKUP_SREG NFTA_LOOKUP_DREG NFTA_LOOKUP_FLAGS { from to at
            NFTA_LOOKUP_SET => |name: Str<'_>| match at.anonymous(&name.to_string()) {
                Some((pattern, id)) => { to.put(NftLookup::NFTA_LOOKUP_SET, pattern).put(NftLookup::NFTA_LOOKUP_SET_ID, id); }
                None => { to.put(NftLookup::NFTA_LOOKUP_SET, name); }
            };
        };
    NftPayload, NftPayloadAttr: NFTA_PAYLOAD_DREG NFTA_PAYLOAD_BASE NFTA_PAYLOAD_OFFSET NFTA_PAYLOAD_LEN NFTA_PAYLOAD_SREG
        NFTA_PAYLOAD_CSUM_TYPE NFTA_PAYLOAD_CSUM_OFFSET NFTA_PAYLOAD_CSUM_FLAGS;
    NftExthdr, NftExthdrAttr: NFTA_EXTHDR_DREG NFTA_EXTHDR_TYPE NFTA_EXTHDR_OP NFTA_EXTHDR_SREG { from to at
            // the kernel dumps 0 where it refuses the attribute: flags of a write, and all of `reset tcp option`
            NFTA_EXTHDR_FLAGS => |flags: Be<ExthdrFlags>| if !flags.0.is_empty() { to.put(NftExthdr::NFTA_EXTHDR_FLAGS, flags); };
            NFTA_EXTHDR_OFFSET => |offset| if has_register(from) { to.put(NftExthdr::NFTA_EXTHDR_OFFSET, offset); };
            NFTA_EXTHDR_LEN => |len| if has_register(from) { to.put(NftExthdr::NFTA_EXTHDR_LEN, len); };
        };
    NftMeta, NftMetaAttr: NFTA_META_DREG NFTA_META_KEY NFTA_META_SREG;
    NftCt, NftCtAttr: NFTA_CT_DREG NFTA_CT_KEY NFTA_CT_DIRECTION NFTA_CT_SREG;
    NftFib, NftFibAttr: NFTA_FIB_DREG NFTA_FIB_RESULT NFTA_FIB_FLAGS;
    NftRt, NftRtAttr: NFTA_RT_DREG NFTA_RT_KEY;
    NftSocket, NftSocketAttr: NFTA_SOCKET_KEY NFTA_SOCKET_DREG NFTA_SOCKET_LEVEL;
    NftNumgen, NftNumgenAttr: NFTA_NG_DREG NFTA_NG_MODULUS NFTA_NG_TYPE NFTA_NG_OFFSET;
    NftHash, NftHashAttr: NFTA_HASH_SREG NFTA_HASH_DREG NFTA_HASH_LEN NFTA_HASH_MODULUS NFTA_HASH_SEED NFTA_HASH_OFFSET NFTA_HASH_TYPE;
    NftOsf, NftOsfAttr: NFTA_OSF_DREG NFTA_OSF_TTL { from to at
            // the kernel dumps 0 and refuses it
            NFTA_OSF_FLAGS => |flags: Be<OsfFlags>| if !flags.0.is_empty() { to.put(NftOsf::NFTA_OSF_FLAGS, flags); };
        };
    NftTunnel, NftTunnelAttr: NFTA_TUNNEL_KEY NFTA_TUNNEL_DREG NFTA_TUNNEL_MODE;
    NftXfrm, NftXfrmAttr: NFTA_XFRM_DREG NFTA_XFRM_KEY NFTA_XFRM_DIR NFTA_XFRM_SPNUM;
    NftInner, NftInnerAttr: NFTA_INNER_NUM NFTA_INNER_TYPE NFTA_INNER_FLAGS NFTA_INNER_HDRSIZE [NFTA_INNER_EXPR];
    NftMatch, NftMatchAttr: NFTA_MATCH_NAME NFTA_MATCH_REV NFTA_MATCH_INFO;
    NftTarget, NftTargetAttr: NFTA_TARGET_NAME NFTA_TARGET_REV NFTA_TARGET_INFO;
    NftData, NftDataAttr: NFTA_DATA_VALUE [NFTA_DATA_VERDICT];
    NftVerdict, NftVerdictAttr: NFTA_VERDICT_CODE { from to at
            NFTA_VERDICT_CHAIN => |name: Str<'_>| match at.chains.get(&name.to_string()) {
                Some(id) => { to.put(NftVerdict::NFTA_VERDICT_CHAIN_ID, *id); }
                None => { to.put(NftVerdict::NFTA_VERDICT_CHAIN, name); }
            };
        };
    NftImmediate, NftImmediateAttr: NFTA_IMMEDIATE_DREG [NFTA_IMMEDIATE_DATA];
    NftCounter, NftCounterAttr: NFTA_COUNTER_BYTES NFTA_COUNTER_PACKETS - NFTA_COUNTER_PAD;
    NftLast, NftLastAttr: NFTA_LAST_SET NFTA_LAST_MSECS - NFTA_LAST_PAD;
    NftLimit, NftLimitAttr: NFTA_LIMIT_RATE NFTA_LIMIT_UNIT NFTA_LIMIT_BURST NFTA_LIMIT_TYPE NFTA_LIMIT_FLAGS - NFTA_LIMIT_PAD;
    NftConnLimit, NftConnLimitAttr: NFTA_CONNLIMIT_COUNT NFTA_CONNLIMIT_FLAGS;
    NftQuota, NftQuotaAttr: NFTA_QUOTA_BYTES NFTA_QUOTA_FLAGS NFTA_QUOTA_CONSUMED - NFTA_QUOTA_PAD;
    NftLog, NftLogAttr: NFTA_LOG_GROUP NFTA_LOG_PREFIX NFTA_LOG_SNAPLEN NFTA_LOG_QTHRESHOLD NFTA_LOG_LEVEL NFTA_LOG_FLAGS;
    NftQueue, NftQueueAttr: NFTA_QUEUE_NUM NFTA_QUEUE_TOTAL NFTA_QUEUE_FLAGS NFTA_QUEUE_SREG_QNUM;
    NftReject, NftRejectAttr: NFTA_REJECT_TYPE NFTA_REJECT_ICMP_CODE;
    NftNat, NftNatAttr: NFTA_NAT_TYPE NFTA_NAT_FAMILY NFTA_NAT_REG_ADDR_MIN NFTA_NAT_REG_ADDR_MAX NFTA_NAT_REG_PROTO_MIN
        NFTA_NAT_REG_PROTO_MAX NFTA_NAT_FLAGS;
    NftMasq, NftMasqAttr: NFTA_MASQ_FLAGS NFTA_MASQ_REG_PROTO_MIN NFTA_MASQ_REG_PROTO_MAX;
    NftRedir, NftRedirAttr: NFTA_REDIR_REG_PROTO_MIN NFTA_REDIR_REG_PROTO_MAX NFTA_REDIR_FLAGS;
    NftTproxy, NftTproxyAttr: NFTA_TPROXY_FAMILY NFTA_TPROXY_REG_ADDR NFTA_TPROXY_REG_PORT;
    NftDup, NftDupAttr: NFTA_DUP_SREG_ADDR NFTA_DUP_SREG_DEV;
    NftFwd, NftFwdAttr: NFTA_FWD_SREG_DEV NFTA_FWD_SREG_ADDR NFTA_FWD_NFPROTO;
    NftFlowOffload, NftFlowOffloadAttr: NFTA_FLOW_TABLE_NAME;
    NftDynset, NftDynsetAttr: NFTA_DYNSET_OP NFTA_DYNSET_SREG_KEY NFTA_DYNSET_SREG_DATA
        [NFTA_DYNSET_EXPR NFTA_DYNSET_EXPRESSIONS] - NFTA_DYNSET_PAD { from to at
            // the kernel dumps 0 for a set without timeouts and refuses it
            NFTA_DYNSET_SET_NAME => |name: Str<'_>| {
                to.put(NftDynset::NFTA_DYNSET_SET_NAME, name);
                to.put_some(NftDynset::NFTA_DYNSET_SET_ID, at.sets.get(&name.to_string()).copied());
            };
            // the kernel does not dump the flag without which it refuses a list of expressions
            NFTA_DYNSET_FLAGS => |flags: Be<DynsetFlags>| {
                let list = from.get(NftDynset::NFTA_DYNSET_EXPRESSIONS).unwrap();
                let more = list.map_or(DynsetFlags::empty(), |_| DynsetFlags::NFT_DYNSET_F_EXPR);
                to.put(NftDynset::NFTA_DYNSET_FLAGS, Be(flags.0 | more));
            };
            NFTA_DYNSET_TIMEOUT => |timeout: Be<u64>| if timeout.0 != 0 { to.put(NftDynset::NFTA_DYNSET_TIMEOUT, timeout); };
        };
    NftObjref, NftObjrefAttr: NFTA_OBJREF_IMM_TYPE NFTA_OBJREF_IMM_NAME NFTA_OBJREF_SET_SREG { from to at
            NFTA_OBJREF_SET_NAME => |name: Str<'_>| match at.anonymous(&name.to_string()) {
                Some((pattern, id)) => { to.put(NftObjref::NFTA_OBJREF_SET_NAME, pattern).put(NftObjref::NFTA_OBJREF_SET_ID, id); }
                None => { to.put(NftObjref::NFTA_OBJREF_SET_NAME, name); }
            };
        };
    NftSynproxy, NftSynproxyAttr: NFTA_SYNPROXY_MSS NFTA_SYNPROXY_WSCALE NFTA_SYNPROXY_FLAGS;
    NftObject, NftObjectAttr: NFTA_OBJ_NAME NFTA_OBJ_TYPE NFTA_OBJ_USERDATA - NFTA_OBJ_USE - NFTA_OBJ_HANDLE - NFTA_OBJ_PAD { from to at
            NFTA_OBJ_TABLE => |_| { to.put(NftObject::NFTA_OBJ_TABLE, at.table); };
            NFTA_OBJ_DATA => |_| selected! { to at NftObject::NFTA_OBJ_DATA, from.select(NftObject::NFTA_OBJ_DATA).unwrap().unwrap(), ObjectData, ObjectKind:
                Counter COUNTER Quota QUOTA CtHelper CT_HELPER Constraint LIMIT ConnLimit CONNLIMIT CtTimeout CT_TIMEOUT
                SecMark SECMARK CtExpect CT_EXPECT Synproxy SYNPROXY
            };
        };
    NftCtHelper, NftCtHelperAttr: NFTA_CT_HELPER_NAME NFTA_CT_HELPER_L3PROTO NFTA_CT_HELPER_L4PROTO;
    NftCtTimeout, NftCtTimeoutAttr: NFTA_CT_TIMEOUT_L3PROTO NFTA_CT_TIMEOUT_L4PROTO { from to at
            NFTA_CT_TIMEOUT_DATA => |_| selected! { to at NftCtTimeout::NFTA_CT_TIMEOUT_DATA,
                from.select(NftCtTimeout::NFTA_CT_TIMEOUT_DATA).unwrap().unwrap(), CtTimeoutData, CtTimeoutProtocol: Tcp TCP Udp UDP
            };
        };
    CtTimeoutTcp, CtTimeoutTcpAttr: CTA_TIMEOUT_TCP_SYN_SENT CTA_TIMEOUT_TCP_SYN_RECV CTA_TIMEOUT_TCP_ESTABLISHED
        CTA_TIMEOUT_TCP_FIN_WAIT CTA_TIMEOUT_TCP_CLOSE_WAIT CTA_TIMEOUT_TCP_LAST_ACK CTA_TIMEOUT_TCP_TIME_WAIT CTA_TIMEOUT_TCP_CLOSE
        CTA_TIMEOUT_TCP_SYN_SENT2 CTA_TIMEOUT_TCP_RETRANS CTA_TIMEOUT_TCP_UNACK;
    CtTimeoutUdp, CtTimeoutUdpAttr: CTA_TIMEOUT_UDP_UNREPLIED CTA_TIMEOUT_UDP_REPLIED;
    NftSecMark, NftSecMarkAttr: NFTA_SECMARK_CTX;
    NftCtExpect, NftCtExpectAttr: NFTA_CT_EXPECT_L3PROTO NFTA_CT_EXPECT_L4PROTO NFTA_CT_EXPECT_DPORT NFTA_CT_EXPECT_TIMEOUT
        NFTA_CT_EXPECT_SIZE;
    NftFlowtable, NftFlowtableAttr: NFTA_FLOWTABLE_NAME NFTA_FLOWTABLE_FLAGS [NFTA_FLOWTABLE_HOOK]
        - NFTA_FLOWTABLE_USE - NFTA_FLOWTABLE_HANDLE { from to at
            NFTA_FLOWTABLE_TABLE => |_| { to.put(NftFlowtable::NFTA_FLOWTABLE_TABLE, at.table); };
        };
    NftFlowtableHook, NftFlowtableHookAttr: NFTA_FLOWTABLE_HOOK_NUM NFTA_FLOWTABLE_HOOK_PRIORITY [NFTA_FLOWTABLE_HOOK_DEVS];
}
fn has_register(header: Attrs<'_, NftExthdr>) -> bool {
    let reads = header.get(NftExthdr::NFTA_EXTHDR_DREG).unwrap().is_some();
    reads || header.get(NftExthdr::NFTA_EXTHDR_SREG).unwrap().is_some()
}
/// The key of an element, and whether an interval ends there: ends come before what begins.
fn key_of(element: Attrs<'_, NftSetElem>) -> (Vec<u8>, bool) {
    let key = element.get(NftSetElem::NFTA_SET_ELEM_KEY).unwrap();
    let key = key.and_then(|key| key.get(NftData::NFTA_DATA_VALUE).unwrap()).unwrap_or_default();
    let flags = element.get(NftSetElem::NFTA_SET_ELEM_FLAGS).unwrap().unwrap_or(Be(SetElemFlags::empty()));
    (key.to_vec(), !flags.0.contains(SetElemFlags::NFT_SET_ELEM_INTERVAL_END))
}
