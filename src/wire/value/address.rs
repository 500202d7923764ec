//! Addresses: of the internet by length, of any family by the header, of hardware.
use super::{Encode, Put, Value, borrowed, copy, spelling};
use crate::wire::{By, Choices, Shape, print};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// An IPv4 or IPv6 address, borrowed; its length says which.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ip<'a> {
    /// 4 bytes.
    V4(&'a [u8; 4]),
    /// 16 bytes.
    V6(&'a [u8; 16]),
}
impl<'a> Ip<'a> {
    /// As an address that outlives the buffer.
    #[inline(always)]
    pub fn addr(&self) -> IpAddr {
        match *self {
            Ip::V4(octets) => IpAddr::V4(Ipv4Addr::from(*octets)),
            Ip::V6(octets) => IpAddr::V6(Ipv6Addr::from(*octets)),
        }
    }
    /// Its octets, in network order.
    #[inline(always)]
    pub fn octets(&self) -> &'a [u8] {
        match *self {
            Ip::V4(octets) => octets,
            Ip::V6(octets) => octets,
        }
    }
}
impl From<Ip<'_>> for IpAddr {
    #[inline(always)]
    fn from(ip: Ip<'_>) -> Self {
        ip.addr()
    }
}
impl fmt::Display for Ip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::ip(f, self.octets())
    }
}
impl fmt::Debug for Ip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An address of the family that the header in front says: `RTA_DST` is an IP address in a route of AF_INET or AF_INET6, and a stack of
/// labels in one of AF_MPLS.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address<'a>(pub &'a [u8]);
impl<'a> Address<'a> {
    /// As an IP address; `None` where it has another length than 4 or 16. (4 bytes of an MPLS route are a label: ask the header.)
    #[inline(always)]
    pub fn ip(&self) -> Option<Ip<'a>> {
        // Asked for first, IPv4 is one comparison that is foretold; a `match` of both lengths becomes a chain of selections.
        if let Ok(octets) = self.0.try_into() {
            return Some(Ip::V4(octets));
        }
        Ip::read(self.0)
    }
    /// As an IP address that outlives the buffer.
    #[inline(always)]
    pub fn addr(&self) -> Option<IpAddr> {
        self.ip().map(IpAddr::from)
    }
    /// As a stack of MPLS labels.
    pub fn labels(&self) -> Labels<'a> {
        Labels(self.0)
    }
    /// The bytes, in network order.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    const BY_FAMILY: Choices = Choices {
        by: By::Header { offset: 0, len: 1 },
        arms: &[
            (&[2], Shape::Ip),
            (&[10], Shape::Ip),
            (&[28], Shape::Labels),
            (&[7], Shape::Ip),
            (&[0], Shape::Ip),
            (&[128], Shape::Ip), // RTNL_FAMILY_IPMR
            (&[129], Shape::Ip), // RTNL_FAMILY_IP6MR
        ],
    };
}
impl fmt::Debug for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::address(f, self.0)
    }
}

/// A stack of MPLS labels, outermost first: `struct mpls_label`, linux/mpls.h. Displayed as `100/200`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Labels<'a>(pub &'a [u8]);
impl<'a> Labels<'a> {
    /// The label numbers, outermost first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.0.chunks_exact(4).map(|entry| match *entry {
            [a, b, c, _] => u32::from_be_bytes([0, a, b, c]) >> 4,
            _ => 0,
        })
    }
    /// A stack entry of a label: 20 bits of label, the bottom-of-stack bit as said, and no more.
    pub const fn entry(label: u32, bottom: bool) -> [u8; 4] {
        ((label << 12) | if bottom { 0x100 } else { 0 }).to_be_bytes()
    }
}
impl fmt::Debug for Labels<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::labels(f, self.0)
    }
}

/// A field of 16 bytes that holds an IPv6 address or, at its front, an IPv4 one, by the family that stands in a byte at `AT` of the structure
/// `UP` levels further out: 0 for the field's own. `xfrm_address_t` is one. Bytes where the family is another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IpUnion<const UP: u8, const AT: usize>(pub [u8; 16]);
impl<const UP: u8, const AT: usize> IpUnion<UP, AT> {
    /// By a family that the caller holds; `None` where it is neither AF_INET nor AF_INET6.
    pub const fn of_family(&self, family: u8) -> Option<IpAddr> {
        match (family, self.0) {
            (2, [a, b, c, d, ..]) => Some(IpAddr::V4(Ipv4Addr::new(a, b, c, d))),
            (10, octets) => Some(IpAddr::V6(Ipv6Addr::from_bits(u128::from_be_bytes(octets)))),
            _ => None,
        }
    }
    const BY_FAMILY: Choices = Choices {
        by: By::Structure { up: UP, offset: AT, len: 1 },
        arms: &[(&[2], Shape::Ip4), (&[10], Shape::Ip)],
    };
}
impl<const UP: u8, const AT: usize> From<IpAddr> for IpUnion<UP, AT> {
    /// What stands behind an IPv4 address is zero.
    fn from(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(v4) => {
                let [a, b, c, d] = v4.octets();
                Self([a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            }
            IpAddr::V6(v6) => Self(v6.octets()),
        }
    }
}
impl<const UP: u8, const AT: usize> Default for IpUnion<UP, AT> {
    fn default() -> Self {
        Self([0; 16])
    }
}
impl<const UP: u8, const AT: usize> fmt::Debug for IpUnion<UP, AT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::hex(f, &self.0)
    }
}
impl<const UP: u8, const AT: usize> super::Member for IpUnion<UP, AT> {
    type Raw = [u8; 16];
    const SHAPE: Shape = Shape::By(&Self::BY_FAMILY);
    fn of_raw(raw: &[u8; 16]) -> Self {
        Self(*raw)
    }
    fn to_raw(self) -> [u8; 16] {
        self.0
    }
}

/// A hardware address: six bytes of Ethernet, 20 of InfiniBand, 4 or 16 of a tunnel. Displayed as `02:fc:00:00:00:01`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct HwAddr<'a>(pub &'a [u8]);
impl<'a> HwAddr<'a> {
    /// The bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    /// As an Ethernet address; `None` where it has another length than 6.
    pub fn mac(&self) -> Option<[u8; 6]> {
        self.0.try_into().ok()
    }
}
impl fmt::Display for HwAddr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::hardware(f, self.0)
    }
}
impl fmt::Debug for HwAddr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

borrowed! {
    [] Ip<'a>: Shape::Ip, 0, |b| match b.len() {
        4 => b.first_chunk().map(Ip::V4),
        16 => b.first_chunk().map(Ip::V6),
        _ => None,
    }, |it| it.octets();
    [] Address<'a>: Shape::By(&Address::BY_FAMILY), 0, |b| Some(Address(b)), |it| it.0;
    [] Labels<'a>: Shape::Labels, 0, |b| (b.len() % 4 == 0).then_some(Labels(b)), |it| it.0;
    [] HwAddr<'a>: Shape::Hardware, 0, |b| Some(HwAddr(b)), |it| it.0;
}
/// An address of one family alone: exactly its octets.
macro_rules! of_one_family { ($($t:ty, $len:literal;)*) => { $(
    impl Encode for $t {
        const SHAPE: Shape = Shape::IpOf($len);
        #[inline(always)]
        fn wire_len(&self) -> usize { $len }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) { copy(out, &self.octets()) }
    }
    impl<'a> Value<'a> for $t {
        #[inline(always)]
        fn read(payload: &'a [u8]) -> Option<Self> { <[u8; $len]>::try_from(payload).ok().map(Self::from) }
    }
)* } }
of_one_family! { Ipv4Addr, 4; Ipv6Addr, 16; }
spelling! {
    [] Ipv4Addr => Ip<'_>, |it| &it.octets();
    [] Ipv6Addr => Ip<'_>, |it| &it.octets();
    [] Ipv4Addr => Address<'_>, |it| &it.octets();
    [] Ipv6Addr => Address<'_>, |it| &it.octets();
    [] Ip<'_> => Address<'_>, |it| it.octets();
    [] Labels<'_> => Address<'_>, |it| it.0;
    [] [u8; 6] => HwAddr<'_>, |it| it;
    [] &[u8] => HwAddr<'_>, |it| it;
}
macro_rules! either_ip { ($($target:ty),*) => { $(
    impl Put<$target> for IpAddr {
        #[inline(always)]
        fn wire_len(&self) -> usize { if self.is_ipv4() { 4 } else { 16 } }
        #[inline(always)]
        fn write(&self, out: &mut [u8]) {
            match self {
                IpAddr::V4(ip) => Encode::write(&Ip::V4(&ip.octets()), out),
                IpAddr::V6(ip) => Encode::write(&Ip::V6(&ip.octets()), out),
            }
        }
    }
)* } }
either_ip!(Ip<'_>, Address<'_>);

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn the_length_of_an_address_says_what_it_is() {
        let bytes = [1; 33];
        for len in 0..33 {
            assert_eq!(Ip::read(&bytes[..len]).is_some(), len == 4 || len == 16);
            assert_eq!(Ipv4Addr::read(&bytes[..len]).is_some(), len == 4);
            assert_eq!(Ipv6Addr::read(&bytes[..len]).is_some(), len == 16);
        }
        assert_eq!(format!("{:?}", Address(&[127, 0, 0, 1]).ip()), "Some(127.0.0.1)");
        assert_eq!(format!("{}", HwAddr(&[2, 0xfc, 0, 0, 0, 1])), "02:fc:00:00:00:01");
    }
    #[test]
    fn labels_are_the_upper_twenty_bits() {
        let stack = [Labels::entry(100, false), Labels::entry(0xf_ffff, true)].concat();
        assert_eq!(Labels(&stack).iter().collect::<std::vec::Vec<_>>(), [100, 0xf_ffff]);
        assert_eq!(format!("{:?}", Labels(&stack)), "100/1048575");
    }
}
