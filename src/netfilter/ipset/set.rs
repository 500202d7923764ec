//! Parameters of a set as a plain value.
use super::{IpSetAddress, IpSetHeader, IpSetOptions, SetFlags, address, element::write_ip, put_address};
use crate::{
    netfilter::NfProto,
    pick,
    wire::{Attrs, Error, Str, Writer},
};
use core::{fmt, net::IpAddr};

/// Type and parameters of a set. `None` means the default of the kernel, or that the type has no
/// such parameter.
///
/// `Display` and `Debug` print the parameters in the syntax of `ipset save`.
///
/// ```
/// use nlwire::netfilter::ipset::{SetFlags, SetSpec};
/// let spec = SetSpec { timeout: Some(300), flags: SetFlags::IPSET_FLAG_WITH_COMMENT, ..SetSpec::new("hash:ip") };
/// assert_eq!(spec.to_string(), "hash:ip family inet timeout 300 comment");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct SetSpec<'a> {
    /// Set type, such as `hash:ip`.
    pub type_name: Str<'a>,
    /// Address family of the elements; `NFPROTO_UNSPEC` if the type has no addresses.
    pub family: NfProto,
    /// First and last address of a `bitmap:ip` or `bitmap:ip,mac`.
    pub range: Option<(IpAddr, IpAddr)>,
    /// First and last port of a `bitmap:port`.
    pub ports: Option<(u16, u16)>,
    /// Initial size of the hash table, buckets.
    pub hash_size: Option<u32>,
    /// Maximum number of elements of a hash.
    pub max_elements: Option<u32>,
    /// Prefix length that is applied to addresses, bits.
    pub netmask: Option<u8>,
    /// Mask for addresses; not together with `netmask`. Since Linux 6.2.
    pub bitmask: Option<IpAddr>,
    /// Mask for the mark of a `hash:ip,mark`.
    pub mark_mask: Option<u32>,
    /// Maximum number of sets in a `list:set`.
    pub size: Option<u32>,
    /// Default timeout of elements, seconds; 0 means that elements do not expire.
    pub timeout: Option<u32>,
    /// Flags: counters, comments, packet information, eviction.
    pub flags: SetFlags,
    /// Maximum number of elements in a hash bucket. Since Linux 5.11.
    pub bucket_size: Option<u8>,
    /// Initial value of the hash function. Since Linux 5.11.
    pub initial_value: Option<u32>,
}
impl<'a> SetSpec<'a> {
    /// Returns a set type with default parameters.
    ///
    /// The family is IPv4 if the type has addresses, as in `hash:ip` and `hash:net,iface`,
    /// otherwise `NFPROTO_UNSPEC`.
    pub fn new(type_name: &'a str) -> Self {
        let mut parts = type_name.split([':', ',']).skip(1);
        let has_addresses = parts.any(|part| matches!(part, "ip" | "net"));
        let family = if has_addresses { NfProto::NFPROTO_IPV4 } else { NfProto::NFPROTO_UNSPEC };
        Self { type_name: Str(type_name.as_bytes()), family, ..Self::default() }
    }
    /// Reads the parameters from the header of a set.
    ///
    /// # Errors
    /// The attributes are malformed, or a payload has an invalid length.
    pub fn read(type_name: Str<'a>, family: NfProto, header: Attrs<'_, IpSetHeader>) -> Result<Self, Error> {
        let mark_mask = header.get(IpSetHeader::IPSET_ATTR_MARKMASK)?;
        let found = pick!(
            header.cast::<IpSetOptions>(),
            IpSetOptions {
                ip: IPSET_ATTR_IP,
                ip_to: IPSET_ATTR_IP_TO,
                port: IPSET_ATTR_PORT,
                port_to: IPSET_ATTR_PORT_TO,
                timeout: IPSET_ATTR_TIMEOUT,
                flags: IPSET_ATTR_CADT_FLAGS,
                bitmask: IPSET_ATTR_BITMASK,
                initial_value: IPSET_ATTR_INITVAL,
                hash_size: IPSET_ATTR_HASHSIZE,
                max_elements: IPSET_ATTR_MAXELEM,
                netmask: IPSET_ATTR_NETMASK,
                bucket_size: IPSET_ATTR_BUCKETSIZE,
                size: IPSET_ATTR_SIZE
            }
        )?;
        let ip = |nest: Option<Attrs<'_, IpSetAddress>>| nest.map_or(Ok(None), address);
        Ok(Self {
            type_name,
            family,
            range: ip(found.ip)?.zip(ip(found.ip_to)?),
            ports: found.port.zip(found.port_to).map(|(from, to)| (from.0, to.0)),
            hash_size: found.hash_size.map(|it| it.0),
            max_elements: found.max_elements.map(|it| it.0),
            netmask: found.netmask,
            bitmask: ip(found.bitmask)?,
            mark_mask,
            size: found.size.map(|it| it.0),
            timeout: found.timeout.map(|it| it.0),
            flags: found.flags.map_or(SetFlags::empty(), |it| it.0),
            bucket_size: found.bucket_size,
            initial_value: found.initial_value.map(|it| it.0),
        })
    }
    /// Writes the parameters, without type and family.
    pub fn write(&self, out: &mut Writer<'_, IpSetOptions>) {
        use IpSetOptions as O;
        put_address(out, O::IPSET_ATTR_IP, self.range.map(|range| range.0));
        put_address(out, O::IPSET_ATTR_IP_TO, self.range.map(|range| range.1));
        out.put_some(O::IPSET_ATTR_PORT, self.ports.map(|ports| ports.0))
            .put_some(O::IPSET_ATTR_PORT_TO, self.ports.map(|ports| ports.1))
            .put_some(O::IPSET_ATTR_TIMEOUT, self.timeout)
            .put_some(O::IPSET_ATTR_CADT_FLAGS, Some(self.flags).filter(|flags| !flags.is_empty()))
            .put_some(O::IPSET_ATTR_MARKMASK, self.mark_mask);
        put_address(out, O::IPSET_ATTR_BITMASK, self.bitmask);
        out.put_some(O::IPSET_ATTR_INITVAL, self.initial_value)
            .put_some(O::IPSET_ATTR_HASHSIZE, self.hash_size)
            .put_some(O::IPSET_ATTR_MAXELEM, self.max_elements)
            .put_some(O::IPSET_ATTR_NETMASK, self.netmask)
            .put_some(O::IPSET_ATTR_BUCKETSIZE, self.bucket_size)
            .put_some(O::IPSET_ATTR_SIZE, self.size);
    }
}
impl fmt::Display for SetSpec<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.type_name)?;
        // the family of a bitmap is always IPv4
        match self.family {
            NfProto::NFPROTO_IPV4 if self.range.is_none() => f.write_str(" family inet")?,
            NfProto::NFPROTO_IPV6 => f.write_str(" family inet6")?,
            _ => {}
        }
        if let Some((from, to)) = self.range {
            f.write_str(" range ")?;
            write_ip(f, from)?;
            f.write_str("-")?;
            write_ip(f, to)?;
        }
        if let Some((from, to)) = self.ports {
            write!(f, " range {from}-{to}")?;
        }
        if let Some(mask) = self.mark_mask {
            write!(f, " markmask 0x{mask:08x}")?;
        }
        if let Some(size) = self.hash_size {
            write!(f, " hashsize {size}")?;
        }
        if let Some(count) = self.max_elements {
            write!(f, " maxelem {count}")?;
        }
        if let Some(bits) = self.netmask {
            write!(f, " netmask {bits}")?;
        }
        if let Some(mask) = self.bitmask {
            f.write_str(" bitmask ")?;
            write_ip(f, mask)?;
        }
        if let Some(size) = self.size {
            write!(f, " size {size}")?;
        }
        if let Some(seconds) = self.timeout {
            write!(f, " timeout {seconds}")?;
        }
        for (flag, word) in [
            (SetFlags::IPSET_FLAG_WITH_COUNTERS, " counters"),
            (SetFlags::IPSET_FLAG_WITH_COMMENT, " comment"),
            (SetFlags::IPSET_FLAG_WITH_FORCEADD, " forceadd"),
            (SetFlags::IPSET_FLAG_WITH_SKBINFO, " skbinfo"),
        ] {
            if self.flags.contains(flag) {
                f.write_str(word)?;
            }
        }
        if let Some(size) = self.bucket_size {
            write!(f, " bucketsize {size}")?;
        }
        if let Some(value) = self.initial_value {
            write!(f, " initval 0x{value:08x}")?;
        }
        Ok(())
    }
}
impl fmt::Debug for SetSpec<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
