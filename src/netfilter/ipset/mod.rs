//! IP sets (ipset): sets of addresses, networks, ports, MAC addresses and interfaces that rules
//! match (linux/netfilter/ipset/ip_set.h).
//!
//! A set has a type, such as `hash:ip` or `hash:net,port`, which determines what an element
//! consists of. The kernel has the types `bitmap:ip`, `bitmap:ip,mac`, `bitmap:port`, `hash:ip`,
//! `hash:mac`, `hash:ip,mac`, `hash:ip,mark`, `hash:ip,port`, `hash:ip,port,ip`,
//! `hash:ip,port,net`, `hash:net`, `hash:net,net`, `hash:net,port`, `hash:net,port,net`,
//! `hash:net,iface` and `list:set`. Every command needs `CAP_NET_ADMIN`.
//!
//! The subsystem has error numbers of its own: `Errno::IPSET_ERR_*`
//! ([`Errno`](crate::wire::Errno)).
//!
//! ```no_run
//! use nlwire::{client::Connection, netfilter::ipset::{self, *}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::NETFILTER)?, &mut buffer);
//! let spec = SetSpec { timeout: Some(3600), ..SetSpec::new("hash:ip") };
//! connection.run(ipset::create("banned", &spec))?;
//! let host = Element::ip("192.0.2.1".parse()?);
//! connection.run(ipset::add("banned", &host))?;
//! assert!(connection.run(ipset::test("banned", &host))?);
//! let mut sets = connection.dump(ipset::list())?;
//! while let Some(set) = sets.next()? {
//!     for element in set.elements() {
//!         println!("{:?} {}", set.name(), element?); // 192.0.2.1 timeout 3600
//!     }
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See [ipset(8)](https://ipset.netfilter.org/ipset.man.html).
mod attrs;
mod calls;
mod element;
mod set;

pub use attrs::*;
pub use calls::*;
pub use element::*;
pub use set::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    operations,
    wire::{AnyKey, Attrs, Error, Str, Writer},
};
use core::net::IpAddr;

/// Protocol version that the functions of this module send: `IPSET_PROTOCOL`. Since Linux 4.20.
pub const PROTOCOL_VERSION: u8 = 7;

crate::message_types! {
    /// A set, or a part of its elements: `struct nfgenmsg` and the attributes of [`IpSet`].
    pub struct IpSetMessage(NfGenMsg, IpSet);
    /// Elements to add, delete or test: `struct nfgenmsg` and the attributes of [`IpSetChange`].
    pub struct IpSetChangeMessage(NfGenMsg, IpSetChange);
    /// Revisions of a set type: `struct nfgenmsg` and the attributes of [`IpSetType`].
    pub struct IpSetTypeMessage(NfGenMsg, IpSetType);
    /// Protocol versions: `struct nfgenmsg` and the attributes of [`IpSetProtocol`].
    pub struct IpSetProtocolMessage(NfGenMsg, IpSetProtocol);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests the protocol versions of the kernel.
    pub GetProtocol {} = Get(NetfilterMessage::IPSET_CMD_PROTOCOL, NfGenMsg, IpSetProtocol) -> IpSetProtocolMessage;
    /// Creates a set.
    ///
    /// With `NLM_F_EXCL`, a set with the name and the same parameters is an error, too.
    pub CreateSet {} = New(NetfilterMessage::IPSET_CMD_CREATE, NfGenMsg, IpSetCreate);
    /// Destroys a set, or all sets if no name is given.
    pub DestroySet {} = Delete(NetfilterMessage::IPSET_CMD_DESTROY, NfGenMsg, IpSet);
    /// Deletes the elements of a set, or of all sets if no name is given.
    pub FlushSet {} = Delete(NetfilterMessage::IPSET_CMD_FLUSH, NfGenMsg, IpSet);
    /// Renames a set.
    pub RenameSet {} = New(NetfilterMessage::IPSET_CMD_RENAME, NfGenMsg, IpSetPair);
    /// Exchanges the content of two sets.
    pub SwapSets {} = New(NetfilterMessage::IPSET_CMD_SWAP, NfGenMsg, IpSetPair);
    /// Dumps a set, or all sets if no name is given.
    pub ListSets {} = Get(NetfilterMessage::IPSET_CMD_LIST, NfGenMsg, IpSet) -> IpSetMessage;
    /// Dumps a set, or all sets if no name is given, with the replies of [`ListSets`].
    pub SaveSets {} = Get(NetfilterMessage::IPSET_CMD_SAVE, NfGenMsg, IpSet) -> IpSetMessage;
    /// Adds elements.
    ///
    /// With `NLM_F_EXCL`, an existing element is an error; otherwise its timeout, counters and
    /// other extensions are replaced.
    pub AddElements {} = New(NetfilterMessage::IPSET_CMD_ADD, NfGenMsg, IpSetChange);
    /// Deletes elements.
    ///
    /// With `NLM_F_EXCL`, a missing element is an error. The flag has the meaning of a request
    /// that creates, although the request deletes.
    pub DelElements {} = New(NetfilterMessage::IPSET_CMD_DEL, NfGenMsg, IpSetChange);
    /// Tests whether a set contains an element: acknowledged if so, otherwise refused with
    /// `IPSET_ERR_EXIST`.
    pub TestElement {} = New(NetfilterMessage::IPSET_CMD_TEST, NfGenMsg, IpSetChange);
    /// Requests type, family and revision of a set.
    pub GetHeader {} = Get(NetfilterMessage::IPSET_CMD_HEADER, NfGenMsg, IpSet) -> IpSetMessage;
    /// Requests the revisions of a set type.
    pub GetType {} = Get(NetfilterMessage::IPSET_CMD_TYPE, NfGenMsg, IpSetType) -> IpSetTypeMessage;
    /// Requests the index and the family of a set.
    pub GetByName {} = Get(NetfilterMessage::IPSET_CMD_GET_BYNAME, NfGenMsg, IpSet) -> IpSetMessage;
    /// Requests the name of a set.
    pub GetByIndex {} = Get(NetfilterMessage::IPSET_CMD_GET_BYINDEX, NfGenMsg, IpSet) -> IpSetMessage;
}

/// Reads an address of either family.
fn address(nest: Attrs<'_, IpSetAddress>) -> Result<Option<IpAddr>, Error> {
    if let Some(ip) = nest.get(IpSetAddress::IPSET_ATTR_IPADDR_IPV4)? {
        return Ok(Some(IpAddr::V4(ip.0)));
    }
    Ok(nest.get(IpSetAddress::IPSET_ATTR_IPADDR_IPV6)?.map(|ip| IpAddr::V6(ip.0)))
}
/// Writes an address of either family, if there is one.
fn put_address<'v, S>(
    out: &mut Writer<'_, S>,
    key: impl AnyKey<S, Attrs<'v, IpSetAddress>>,
    ip: Option<IpAddr>,
) {
    match ip {
        None => {}
        Some(IpAddr::V4(ip)) => {
            out.nest(key, |nest| _ = nest.put(IpSetAddress::IPSET_ATTR_IPADDR_IPV4, ip));
        }
        Some(IpAddr::V6(ip)) => {
            out.nest(key, |nest| _ = nest.put(IpSetAddress::IPSET_ATTR_IPADDR_IPV6, ip));
        }
    }
}
impl<'a> IpSetMessage<'a> {
    /// Returns the name of the set.
    #[doc(alias = "IPSET_ATTR_SETNAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(IpSet::IPSET_ATTR_SETNAME).ok().flatten()
    }
    /// Returns the set type, such as `hash:ip`. Absent in all messages of a set but the first.
    #[doc(alias = "IPSET_ATTR_TYPENAME")]
    pub fn type_name(&self) -> Option<Str<'a>> {
        self.attrs.get(IpSet::IPSET_ATTR_TYPENAME).ok().flatten()
    }
    /// Address family of the elements. Absent in all messages of a set but the first.
    #[doc(alias = "IPSET_ATTR_FAMILY")]
    pub fn family(&self) -> Option<NfProto> {
        self.attrs.get(IpSet::IPSET_ATTR_FAMILY).ok().flatten()
    }
    /// Returns the revision of the set type. Absent in all messages of a set but the first.
    #[doc(alias = "IPSET_ATTR_REVISION")]
    pub fn revision(&self) -> Option<u8> {
        self.attrs.get(IpSet::IPSET_ATTR_REVISION).ok().flatten()
    }
    /// Returns the index of the set. Absent in all messages of a set but the first.
    #[doc(alias = "IPSET_ATTR_INDEX")]
    pub fn index(&self) -> Option<u16> {
        self.attrs.get(IpSet::IPSET_ATTR_INDEX).ok().flatten().map(|index| index.0)
    }
    /// Parameters of the set. `None` in all messages of a set but the first.
    ///
    /// # Errors
    /// The attributes are malformed, or a payload has an invalid length.
    pub fn spec(&self) -> Result<Option<SetSpec<'a>>, Error> {
        let found = crate::pick!(
            self.attrs,
            IpSet { type_name: IPSET_ATTR_TYPENAME, family: IPSET_ATTR_FAMILY, header: IPSET_ATTR_DATA }
        )?;
        let (Some(type_name), Some(header)) = (found.type_name, found.header) else { return Ok(None) };
        SetSpec::read(type_name, found.family.unwrap_or_default(), header).map(Some)
    }
    fn header(&self) -> Option<Attrs<'a, IpSetHeader>> {
        self.attrs.get(IpSet::IPSET_ATTR_DATA).ok().flatten()
    }
    /// Returns the number of elements. Absent in all messages of a set but the first.
    pub fn element_count(&self) -> Option<u32> {
        self.header()?.get(IpSetHeader::IPSET_ATTR_ELEMENTS).ok().flatten().map(|count| count.0)
    }
    /// Returns the number of references by rules and by sets of sets. Absent in all messages of a
    /// set but the first.
    pub fn references(&self) -> Option<u32> {
        self.header()?.get(IpSetHeader::IPSET_ATTR_REFERENCES).ok().flatten().map(|count| count.0)
    }
    /// Returns the memory that the set uses, bytes. Absent in all messages of a set but the first.
    pub fn memory_size(&self) -> Option<u32> {
        self.header()?.get(IpSetHeader::IPSET_ATTR_MEMSIZE).ok().flatten().map(|size| size.0)
    }
    /// Elements in this message.
    #[doc(alias = "IPSET_ATTR_ADT")]
    pub fn elements(&self) -> Elements<'a> {
        Elements::new(self.attrs.get(IpSet::IPSET_ATTR_ADT))
    }
}
impl<'a> IpSetChangeMessage<'a> {
    /// Returns the name of the set.
    #[doc(alias = "IPSET_ATTR_SETNAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(IpSetChange::IPSET_ATTR_SETNAME).ok().flatten()
    }
    /// Returns the element of a request with one element.
    ///
    /// # Errors
    /// The attributes are malformed, or a payload has an invalid length.
    #[doc(alias = "IPSET_ATTR_DATA")]
    pub fn element(&self) -> Result<Option<Element<'a>>, Error> {
        self.attrs.get(IpSetChange::IPSET_ATTR_DATA)?.map(Element::read).transpose()
    }
    /// Returns the elements of a request with several elements.
    #[doc(alias = "IPSET_ATTR_ADT")]
    pub fn elements(&self) -> Elements<'a> {
        Elements::new(self.attrs.get(IpSetChange::IPSET_ATTR_ADT))
    }
}
impl IpSetTypeMessage<'_> {
    /// Returns the highest revision that the kernel has.
    #[doc(alias = "IPSET_ATTR_REVISION")]
    pub fn revision(&self) -> Option<u8> {
        self.attrs.get(IpSetType::IPSET_ATTR_REVISION).ok().flatten()
    }
    /// Returns the lowest revision that the kernel has.
    #[doc(alias = "IPSET_ATTR_REVISION_MIN")]
    pub fn revision_min(&self) -> Option<u8> {
        self.attrs.get(IpSetType::IPSET_ATTR_REVISION_MIN).ok().flatten()
    }
}
impl IpSetProtocolMessage<'_> {
    /// Returns the highest protocol version of the kernel.
    #[doc(alias = "IPSET_ATTR_PROTOCOL")]
    pub fn version(&self) -> Option<u8> {
        self.attrs.get(IpSetProtocol::IPSET_ATTR_PROTOCOL).ok().flatten()
    }
    /// Returns the lowest protocol version of the kernel.
    #[doc(alias = "IPSET_ATTR_PROTOCOL_MIN")]
    pub fn version_min(&self) -> Option<u8> {
        self.attrs.get(IpSetProtocol::IPSET_ATTR_PROTOCOL_MIN).ok().flatten()
    }
}

#[cfg(test)]
mod tests;
