//! Rules as text, in the syntax of nft.

/// The value of an attribute in big-endian, or nothing.
macro_rules! get {
    ($attrs:expr, $key:expr) => {
        $attrs.get($key).ok().flatten().map(|Be(value)| value)
    };
}

mod elements;
mod expr;
mod learn;
mod matches;
mod source;
mod stateful;
mod statements;

use super::{values::*, *};
use crate::{
    netfilter::NfProto,
    wire::{All, Attrs, Be, Str},
};
use core::fmt::{self, Write};
pub use elements::*;
use learn::*;
use matches::*;
use stateful::*;

/// Resolves what the expressions of a rule only refer to, for [`RuleText::names`].
pub trait RuleNames {
    /// Writes the contents of an anonymous set in braces. Returns `None` if the set is not known.
    ///
    /// `shift` is the number of bits that the keys are shifted to the left, as nft does for fields
    /// that end within a byte, such as `ip dscp`; see [`ElementText::shifted`].
    fn write_set(&self, name: Str<'_>, shift: u32, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
        let _ = (name, shift, f);
        None
    }
    /// Returns the type of the objects of an object map.
    fn object_type(&self, map: Str<'_>) -> Option<ObjectType> {
        let _ = map;
        None
    }
    /// Returns the type of the values of a map.
    fn value_type(&self, map: Str<'_>) -> Option<SetType> {
        let _ = map;
        None
    }
    /// Writes the name of an interface. Returns `None` if the interface is not known.
    fn write_interface(&self, index: u32, f: &mut fmt::Formatter<'_>) -> Option<fmt::Result> {
        let _ = (index, f);
        None
    }
}
impl RuleNames for () {}
/// Writes an interface index: the name, where `names` knows it.
fn write_index(
    f: &mut fmt::Formatter<'_>,
    names: &dyn RuleNames,
    bytes: &[u8],
    host_order: bool,
) -> fmt::Result {
    let number = number(bytes, host_order);
    let index = number as u32;
    let name = if index == 0 { None } else { names.write_interface(index, f) };
    name.unwrap_or_else(|| write!(f, "{number}"))
}

/// Rule in the syntax of nft: the expressions, and the comment.
///
/// Expressions that have a syntax in nft are written in that syntax; protocol matches
/// that a field implies are left out, as nft leaves them out. An expression without a known
/// pattern is written as its name and attributes in brackets.
///
/// Made by [`NftRuleMessage::to_text`].
#[derive(Clone, Copy)]
pub struct RuleText<'a> {
    family: NfProto,
    exprs: Attrs<'a, NftExprs>,
    comment: Option<Str<'a>>,
    names: Option<&'a dyn RuleNames>,
}
impl<'a> RuleText<'a> {
    /// Creates the text of expressions in a table of the family.
    #[must_use]
    pub const fn new(family: NfProto, exprs: Attrs<'a, NftExprs>) -> Self {
        Self { family, exprs, comment: None, names: None }
    }
    /// Sets the comment.
    #[must_use]
    pub const fn comment(mut self, comment: Option<Str<'a>>) -> Self {
        self.comment = comment;
        self
    }
    /// Resolves anonymous sets and interface indexes by `names`.
    #[must_use]
    pub const fn names(mut self, names: &'a dyn RuleNames) -> Self {
        self.names = Some(names);
        self
    }
}
impl<'a> NftRuleMessage<'a> {
    /// Returns the rule as text in the syntax of nft.
    pub fn to_text(&self) -> RuleText<'a> {
        RuleText::new(self.header.get(NfGenMsg::nfgen_family), self.expressions())
            .comment(self.userdata().comment())
    }
    /// Returns the user data of the rule, such as the comment.
    #[doc(alias = "NFTA_RULE_USERDATA")]
    pub fn userdata(&self) -> Userdata<'a> {
        self.attrs.get(NftRule::NFTA_RULE_USERDATA).ok().flatten().map_or(Userdata::new(&[]), Userdata::from)
    }
}
impl fmt::Debug for RuleText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl fmt::Display for RuleText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printer = Printer {
            f,
            family: self.family,
            names: self.names.unwrap_or(&()),
            slots: [Slot::Empty; 16],
            key: [Value::NONE; 5],
            loads: 0,
            network: match self.family {
                NfProto::NFPROTO_IPV4 => Some(Header::Ip),
                NfProto::NFPROTO_IPV6 => Some(Header::Ip6),
                NfProto::NFPROTO_ARP => Some(Header::Arp),
                _ => None,
            },
            transport: None,
            ethernet: self.family == NfProto::NFPROTO_BRIDGE,
            vlans: 0,
            icmp_type: None,
            hashed: None,
            any: false,
        };
        let mut rest = Exprs(self.exprs.get_all(NftExprs::NFTA_LIST_ELEM));
        while let Some(expr) = rest.next() {
            printer.expr(expr, &mut rest)?;
        }
        if let Some(comment) = self.comment {
            printer.space()?;
            write!(printer.f, "comment \"{comment}\"")?;
        }
        Ok(())
    }
}

/// Expressions of a rule, in order. A malformed one is left out.
#[derive(Clone)]
struct Exprs<'a>(All<'a, Attrs<'a, NftExpr>>);
impl<'a> Iterator for Exprs<'a> {
    type Item = Expr<'a>;
    fn next(&mut self) -> Option<Expr<'a>> {
        loop {
            if let Ok(attrs) = self.0.next()? {
                return Some(Expr::new(attrs));
            }
        }
    }
}
#[derive(Clone, Copy)]
struct Expr<'a> {
    name: Str<'a>,
    data: Option<ExprData<'a>>,
}
impl<'a> Expr<'a> {
    fn new(attrs: Attrs<'a, NftExpr>) -> Self {
        let name = attrs.get(NftExpr::NFTA_EXPR_NAME).ok().flatten().unwrap_or(Str(b"?"));
        Self { name, data: attrs.select(NftExpr::NFTA_EXPR_DATA).ok().flatten() }
    }
}

/// What a register holds.
#[derive(Clone, Copy)]
enum Slot<'a> {
    Empty,
    Constant(&'a [u8]),
    Value(Value<'a>),
}
#[derive(Clone, Copy)]
enum From<'a> {
    None,
    Payload(PayloadBase, u32, u32),
    Field(Source),
    Exthdr(ExthdrOp, u8, u32, u32, bool),
    Numgen(Attrs<'a, NftNumgen>),
    Hash(Attrs<'a, NftHash>),
    Osf(Attrs<'a, NftOsf>),
    Xfrm(Attrs<'a, NftXfrm>),
    Socket(Attrs<'a, NftSocket>),
    Fib(FibResult, FibFlags),
    Map(Str<'a>),
}
#[derive(Clone, Copy)]
struct Value<'a> {
    from: From<'a>,
    len: u16,
    /// Mask and XOR value.
    bits: Option<(&'a [u8], &'a [u8])>,
    shift: Option<(BitwiseOp, u32)>,
    /// In network byte order by an explicit conversion.
    ordered: bool,
    load: u32,
}
impl Value<'_> {
    const NONE: Self = Self { from: From::None, len: 4, bits: None, shift: None, ordered: false, load: 0 };
}
fn slot_index(register: Register) -> Option<usize> {
    match register.0 {
        number @ 1..=4 => Some(number as usize * 4 - 4),
        number @ 8..=23 => Some(number as usize - 8),
        _ => None,
    }
}
fn data_of<'a>(data: Option<Attrs<'a, NftData>>) -> &'a [u8] {
    data.and_then(|data| data.get(NftData::NFTA_DATA_VALUE).ok().flatten()).unwrap_or(&[])
}

struct Printer<'a, 'f, 'g> {
    f: &'f mut fmt::Formatter<'g>,
    family: NfProto,
    names: &'a dyn RuleNames,
    slots: [Slot<'a>; 16],
    /// Key of the last map or hash.
    key: [Value<'a>; 5],
    loads: u32,
    network: Option<Header>,
    transport: Option<u8>,
    ethernet: bool,
    /// Number of VLAN tags that are matched.
    vlans: u32,
    /// Type of ICMP that was matched, if some fields are only of messages of the type.
    icmp_type: Option<u8>,
    /// The hash that the last map has as its key.
    hashed: Option<Value<'a>>,
    any: bool,
}
impl<'a> Printer<'a, '_, '_> {
    fn space(&mut self) -> fmt::Result {
        if self.any {
            self.f.write_char(' ')?;
        }
        self.any = true;
        Ok(())
    }
    fn word(&mut self, word: &str) -> fmt::Result {
        self.space()?;
        self.f.write_str(word)
    }
    fn fallback(&mut self, expr: &Expr<'a>) -> fmt::Result {
        self.space()?;
        match expr.data {
            Some(data) => write!(self.f, "[ {} {data:?} ]", expr.name),
            None => write!(self.f, "[ {} ]", expr.name),
        }
    }
    fn slot(&self, register: Option<Register>) -> Slot<'a> {
        let index = register.and_then(slot_index);
        index.and_then(|index| self.slots.get(index)).copied().unwrap_or(Slot::Empty)
    }
    fn put(&mut self, register: Option<Register>, slot: Slot<'a>) {
        if let Some(place) = register.and_then(slot_index).and_then(|index| self.slots.get_mut(index)) {
            *place = slot;
        }
    }
    fn load(&mut self, register: Option<Register>, from: From<'a>, len: u16) {
        self.loads = self.loads.saturating_add(1);
        let value = Value { from, len, load: self.loads, ..Value::NONE };
        self.put(register, Slot::Value(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Writer;
    use std::string::ToString;

    /// Expressions of most kinds, as a rule writes them.
    fn make(buffer: &mut [u8]) -> usize {
        let mut writer = Writer::<NftExprs>::new(buffer);
        let address = core::net::Ipv4Addr::new(192, 0, 2, 1);
        let _ = Rule::new(&mut writer, NfProto::NFPROTO_INET)
            .iifname("eth*")
            .ip_saddr(Prefix(address, 25))
            .tcp_dport(1..=9)
            .ip_dscp(8)
            .ct_state(CtState::NF_CT_STATE_NEW)
            .meta_mark(masked(0xff, 7))
            .is_in((field::IP_SADDR, field::TCP_DPORT), "pairs")
            .object_map(field::IP_SADDR, "objects")
            .limit(Rate::per_second(3).over())
            .update_with_timeout("seen", field::IP_SADDR, 1000)
            .limit_each("each", field::IP_SADDR, Rate::bytes_per_second(1))
            .set(field::IP_TTL, 3)
            .set_from_map(field::META_MARK, field::TCP_DPORT, "marks")
            .tcp_option_maxseg_size(1..=3)
            .log_prefix("x")
            .queue(1..=3, QueueFlags::NFT_QUEUE_FLAG_BYPASS)
            .dnat_to((address, 80))
            .redirect_to(NatTarget::ports(1, 2))
            .tproxy_to((address, 1))
            .reject_with(RejectWith::Icmp(1))
            .jump("other");
        writer.finish().unwrap().len()
    }
    #[test]
    fn any_bytes_print_without_panic() {
        let mut buffer = [0; 8192];
        let len = make(&mut buffer);
        let bytes = &buffer[..len];
        let print = |bytes: &[u8]| {
            for family in [NfProto::NFPROTO_INET, NfProto::NFPROTO_BRIDGE, NfProto::NFPROTO_IPV6] {
                let _ = RuleText::new(family, Attrs::new(bytes)).to_string();
            }
        };
        assert!(RuleText::new(NfProto::NFPROTO_INET, Attrs::new(bytes)).to_string().ends_with("jump other"));
        for end in 0..len {
            print(&bytes[..end]);
        }
        let mut seed = 1u32;
        let mut random = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize
        };
        for _ in 0..1000 {
            let mut broken = [0; 8192];
            broken[..len].copy_from_slice(bytes);
            for _ in 0..1 + random() % 8 {
                broken[random() % len] = [0, 1, 2, 0x7f, 0x80, 0xff, random() as u8][random() % 7];
            }
            print(&broken[..len]);
        }
    }
    #[test]
    fn a_rule_of_any_length_prints_in_linear_time() {
        let cost = |count: usize| {
            let mut buffer = std::vec![0; count * 200];
            let mut writer = Writer::<NftExprs>::new(&mut buffer);
            let mut rule = Rule::new(&mut writer, NfProto::NFPROTO_INET);
            for _ in 0..count {
                // a match that a later expression may imply, and none does
                rule = rule.meta_l4proto(crate::uapi::IpProtocol::IPPROTO_TCP);
            }
            let bytes = writer.finish().unwrap();
            let text = RuleText::new(NfProto::NFPROTO_INET, Attrs::new(bytes));
            crate::wire::cost::steps(|| assert_eq!(text.to_string().matches("l4proto tcp").count(), count))
        };
        let costs = [500, 2000].map(cost);
        assert!(costs[1] < costs[0] * 5, "{costs:?}");
    }
    #[test]
    fn any_element_prints_without_panic() {
        let mut buffer = [0; 256];
        for len in 0..=64usize {
            let mut writer = Writer::<NftSetElem>::new(&mut buffer);
            writer.key(&[0xff; 64][..len]);
            let element = Attrs::new(writer.finish().unwrap());
            for number in (0..64).chain([461, 0x1234_5678, u32::MAX]) {
                let types = SetType::from_number(number);
                let text = ElementText::new(types, Some(types), element).shifted(200);
                let _ = (text.to_string(), text.until(Some(element)).host_order(true).to_string());
            }
        }
    }
}
