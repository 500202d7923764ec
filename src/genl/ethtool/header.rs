//! Request header of ethtool messages: the device and common flags.
use crate::{
    attributes, flags,
    genl::Device,
    wire::{AttributeSet, Attrs, Key, Str, Writer},
};

flags! {
    /// Common request flags: `ETHTOOL_FLAG_*`, linux/ethtool_netlink.h.
    ///
    /// Every command accepts the first two flags; commands that return statistics accept the third.
    pub struct HeaderFlags(u32) {
        /// Bitsets in the reply use the compact form, without names.
        ETHTOOL_FLAG_COMPACT_BITSETS = 1 << 0,
        /// No reply to a set or action request except the ack.
        ETHTOOL_FLAG_OMIT_REPLY = 1 << 1,
        /// Includes statistics in the reply: pause frames, FEC, time stamping, MAC merge layer.
        ETHTOOL_FLAG_STATS = 1 << 2,
    }
}
attributes! {
    /// Header of ethtool messages, which selects the device: `ETHTOOL_A_HEADER_*`.
    ///
    /// Header: linux/ethtool_netlink.h.
    ///
    /// A request contains the interface index or name. If both are present they must agree.
    pub set Header, enum HeaderAttr<'a> {
        /// Interface index.
        ETHTOOL_A_HEADER_DEV_INDEX: u32 = 1,
        /// Interface name, or an alternative name.
        ETHTOOL_A_HEADER_DEV_NAME: Str<'a> = 2 where nul_max_len(127),
        /// Common request flags.
        ETHTOOL_A_HEADER_FLAGS: HeaderFlags = 3 where flags_mask(7),
        /// Index of a PHY of the device, for commands that refer to a PHY (Linux 6.12).
        ETHTOOL_A_HEADER_PHY_INDEX: u32 = 4 where range(1, 0xffff_ffff),
    }
}

/// An attribute set that contains a device header: every top-level attribute set of ethtool.
pub trait OfDevice: AttributeSet {
    /// Key of the nested header.
    const HEADER: Key<Self, Attrs<'static, Header>>;
}
/// Writes the device header of a request; without a device, a dump covers all devices.
///
/// ```
/// use nlwire::{
///     genl::{Command, ethtool::{self, EthtoolMessage, HeaderFlags, Rings}},
///     wire::{GetFlags, Request},
/// };
/// let mut buffer = [0; 64];
/// let set = Command::new(/* the family's id */ 0x14, EthtoolMessage::ETHTOOL_MSG_RINGS_SET);
/// let mut request = Request::new(&mut buffer, set, GetFlags::ACK);
/// ethtool::put_device(&mut request, Some("eth0".into()), HeaderFlags::empty());
/// request.put(Rings::ETHTOOL_A_RINGS_RX, 512);
/// assert_eq!(format!("{:?}", nlwire::wire::Attrs::<Rings>::new(&request.finish(1)?[20..])),
///     r#"{ETHTOOL_A_RINGS_HEADER: {ETHTOOL_A_HEADER_DEV_NAME: "eth0"}, ETHTOOL_A_RINGS_RX: 512}"#);
/// # Ok::<(), nlwire::wire::BuildError>(())
/// ```
pub fn put_device<S: OfDevice>(request: &mut Writer<'_, S>, device: Option<Device<'_>>, flags: HeaderFlags) {
    request.nest(S::HEADER, |header| {
        match device {
            Some(Device::Index(index)) => _ = header.put(Header::ETHTOOL_A_HEADER_DEV_INDEX, index),
            Some(Device::Name(name)) => _ = header.put(Header::ETHTOOL_A_HEADER_DEV_NAME, name),
            None => {}
        }
        header.put_some(Header::ETHTOOL_A_HEADER_FLAGS, (!flags.is_empty()).then_some(flags));
    });
}
/// Getters for the device of a message.
///
/// A malformed attribute is treated as absent.
impl<'a, S: OfDevice> Attrs<'a, S> {
    /// Returns the interface index of the device.
    #[doc(alias = "ETHTOOL_A_HEADER_DEV_INDEX")]
    pub fn dev_index(self) -> Option<u32> {
        self.device_header()?.get(Header::ETHTOOL_A_HEADER_DEV_INDEX).ok().flatten()
    }
    /// Returns the interface name of the device.
    #[doc(alias = "ETHTOOL_A_HEADER_DEV_NAME")]
    pub fn dev_name(self) -> Option<Str<'a>> {
        self.device_header()?.get(Header::ETHTOOL_A_HEADER_DEV_NAME).ok().flatten()
    }
    fn device_header(self) -> Option<Attrs<'a, Header>> {
        self.get_raw(S::HEADER.number()).ok().flatten().map(|attr| Attrs::new(attr.payload()))
    }
}
