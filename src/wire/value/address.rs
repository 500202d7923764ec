//! Addresses: IPv4 and IPv6 by length, any family by the header, MPLS labels, hardware addresses.
use super::{Encode, Put, Value, borrowed, copy, spelling};
use crate::wire::{
    format,
    spec::{PayloadType, SelectorSource, SubMessageSpec},
};
use core::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// An IPv4 or IPv6 address, borrowed. The length decides the family.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ip<'a> {
    /// IPv4 address.
    V4(&'a [u8; 4]),
    /// IPv6 address.
    V6(&'a [u8; 16]),
}
impl<'a> Ip<'a> {
    /// Returns the address as a value that does not borrow.
    #[inline(always)]
    pub fn to_ip_addr(&self) -> IpAddr {
        match *self {
            Ip::V4(octets) => IpAddr::V4(Ipv4Addr::from(*octets)),
            Ip::V6(octets) => IpAddr::V6(Ipv6Addr::from(*octets)),
        }
    }
    /// Returns the octets, in network byte order.
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
        ip.to_ip_addr()
    }
}
impl fmt::Display for Ip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::ip(f, self.octets())
    }
}
impl fmt::Debug for Ip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An address of the family in the fixed header.
///
/// `RTA_DST` is an IP address in a route of AF_INET or AF_INET6, and a stack of MPLS labels in a
/// route of AF_MPLS.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address<'a>(pub &'a [u8]);
impl<'a> Address<'a> {
    /// Returns the address as an IP address; `None` if the length is not 4 or 16.
    ///
    /// Check the family in the header first: 4 bytes in a route of AF_MPLS are a label.
    #[inline(always)]
    pub fn ip(&self) -> Option<Ip<'a>> {
        // testing for IPv4 first is one well-predicted branch; a `match` of both lengths is a chain
        // of selections
        if let Ok(octets) = self.0.try_into() {
            return Some(Ip::V4(octets));
        }
        Ip::read(self.0)
    }
    /// Returns the address as an IP address; `None` if the length is not 4 or 16.
    ///
    /// The result does not borrow.
    #[inline(always)]
    pub fn to_ip_addr(&self) -> Option<IpAddr> {
        self.ip().map(IpAddr::from)
    }
    /// Returns the address as a stack of MPLS labels.
    pub fn labels(&self) -> Labels<'a> {
        Labels(self.0)
    }
    /// Returns the bytes, in network byte order.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    const BY_FAMILY: SubMessageSpec = SubMessageSpec {
        by: SelectorSource::Header { offset: 0, len: 1 },
        arms: &[
            (&[2], PayloadType::Ip),
            (&[10], PayloadType::Ip),
            (&[28], PayloadType::Labels),
            (&[7], PayloadType::Ip),
            (&[0], PayloadType::Ip),
            (&[128], PayloadType::Ip), // RTNL_FAMILY_IPMR
            (&[129], PayloadType::Ip), // RTNL_FAMILY_IP6MR
        ],
    };
}
impl fmt::Debug for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::address(f, self.0)
    }
}

/// A stack of MPLS labels, outermost first: `struct mpls_label`, linux/mpls.h.
///
/// Printed as `100/200`, as iproute2 does.
#[doc(alias = "mpls_label")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Labels<'a>(pub &'a [u8]);
impl<'a> Labels<'a> {
    /// Iterates over the label values, outermost first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.0.chunks_exact(4).map(|entry| match *entry {
            [a, b, c, _] => u32::from_be_bytes([0, a, b, c]) >> 4,
            _ => 0,
        })
    }
    /// Encodes an entry of the label stack: label, 20 bits, and bottom-of-stack bit.
    ///
    /// Traffic class and TTL (time to live) are 0.
    pub const fn entry(label: u32, bottom: bool) -> [u8; 4] {
        ((label << 12) | if bottom { 0x100 } else { 0 }).to_be_bytes()
    }
}
impl fmt::Debug for Labels<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::labels(f, self.0)
    }
}

/// A field of 16 bytes with an IPv6 address, or with an IPv4 address in the first 4 bytes.
///
/// The address family is the byte at `AT` of the struct `UP` levels further out; 0 is the struct of
/// the field. `xfrm_address_t` is such a field. With another family, the field is bytes.
#[doc(alias = "xfrm_address_t")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IpUnion<const UP: u8, const AT: usize>(pub [u8; 16]);
impl<const UP: u8, const AT: usize> IpUnion<UP, AT> {
    /// Returns the address of this family; `None` if neither AF_INET nor AF_INET6.
    pub const fn of_family(&self, family: u8) -> Option<IpAddr> {
        match (family, self.0) {
            (2, [a, b, c, d, ..]) => Some(IpAddr::V4(Ipv4Addr::new(a, b, c, d))),
            (10, octets) => Some(IpAddr::V6(Ipv6Addr::from_bits(u128::from_be_bytes(octets)))),
            _ => None,
        }
    }
    const BY_FAMILY: SubMessageSpec = SubMessageSpec {
        by: SelectorSource::Structure { up: UP, offset: AT, len: 1 },
        arms: &[(&[2], PayloadType::Ip4), (&[10], PayloadType::Ip)],
    };
}
impl<const UP: u8, const AT: usize> From<IpAddr> for IpUnion<UP, AT> {
    /// Converts an address; the bytes after an IPv4 address are 0.
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
        format::hex(f, &self.0)
    }
}
impl<const UP: u8, const AT: usize> super::StructField for IpUnion<UP, AT> {
    type Raw = [u8; 16];
    const PAYLOAD_TYPE: PayloadType = PayloadType::SubMessage(&Self::BY_FAMILY);
    fn from_raw(raw: &[u8; 16]) -> Self {
        Self(*raw)
    }
    fn to_raw(self) -> [u8; 16] {
        self.0
    }
}

/// A hardware address, such as a MAC address. `Display` prints `02:fc:00:00:00:01`.
///
/// 6 bytes for Ethernet, 20 for InfiniBand, 4 or 16 for a tunnel.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct HwAddr<'a>(pub &'a [u8]);
impl<'a> HwAddr<'a> {
    /// Returns the bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }
    /// Returns the address as an Ethernet address; `None` if the length is not 6.
    pub fn as_ethernet(&self) -> Option<[u8; 6]> {
        self.0.try_into().ok()
    }
}
impl HwAddr<'_> {
    /// Copies the address; `None` if longer than 32 bytes (MAX_ADDR_LEN).
    pub fn to_inline(&self) -> Option<InlineHwAddr> {
        let mut bytes = [0; 32];
        bytes.get_mut(..self.0.len())?.copy_from_slice(self.0);
        Some(InlineHwAddr { bytes, len: u8::try_from(self.0.len()).ok()? })
    }
}
impl fmt::Display for HwAddr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::hardware(f, self.0)
    }
}
impl fmt::Debug for HwAddr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A hardware address of at most 32 bytes that does not borrow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InlineHwAddr {
    bytes: [u8; 32],
    len: u8,
}
impl InlineHwAddr {
    /// Borrows the address.
    pub fn as_hw_addr(&self) -> HwAddr<'_> {
        HwAddr(self.bytes.get(..usize::from(self.len)).unwrap_or(&self.bytes))
    }
    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8] {
        self.as_hw_addr().0
    }
    /// Returns the address as an Ethernet address; `None` if the length is not 6.
    pub fn as_ethernet(&self) -> Option<[u8; 6]> {
        self.as_hw_addr().as_ethernet()
    }
}
impl fmt::Display for InlineHwAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_hw_addr(), f)
    }
}
impl fmt::Debug for InlineHwAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

borrowed! {
    [] Ip<'a>: PayloadType::Ip, 0, |b| match b.len() {
        4 => b.first_chunk().map(Ip::V4),
        16 => b.first_chunk().map(Ip::V6),
        _ => None,
    }, |it| it.octets();
    [] Address<'a>: PayloadType::SubMessage(&Address::BY_FAMILY), 0, |b| Some(Address(b)), |it| it.0;
    [] Labels<'a>: PayloadType::Labels, 0, |b| (b.len() % 4 == 0).then_some(Labels(b)), |it| it.0;
    [] HwAddr<'a>: PayloadType::Hardware, 0, |b| Some(HwAddr(b)), |it| it.0;
}
/// Implements the traits for an address of one family.
macro_rules! of_one_family { ($($t:ty, $len:literal;)*) => { $(
    impl Encode for $t {
        const PAYLOAD_TYPE: PayloadType = PayloadType::IpOf($len);
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
        for len in 0..=33 {
            let copy = HwAddr(&bytes[..len]).to_inline();
            assert_eq!(copy.as_ref().map(InlineHwAddr::bytes), (len <= 32).then_some(&bytes[..len]));
        }
    }
    #[test]
    fn labels_are_the_upper_twenty_bits() {
        let stack = [Labels::entry(100, false), Labels::entry(0xf_ffff, true)].concat();
        assert_eq!(Labels(&stack).iter().collect::<std::vec::Vec<_>>(), [100, 0xf_ffff]);
        assert_eq!(format!("{:?}", Labels(&stack)), "100/1048575");
    }
}
