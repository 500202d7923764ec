//! Which device a message is about: the nest that stands first in every message of ethtool.
use crate::{
    attributes, flags,
    generic::Device,
    wire::{Attrs, Key, Set, Str, Writer},
};

flags! {
    /// What is wanted of an answer: `ETHTOOL_FLAG_*`, linux/ethtool_netlink.h. Each command takes the first two; the third those that have statistics.
    pub struct HeaderFlags(u32) {
        /// Bitsets come as words, without names.
        ETHTOOL_FLAG_COMPACT_BITSETS = 1 << 0,
        /// A set or an action answers by its ack alone.
        ETHTOOL_FLAG_OMIT_REPLY = 1 << 1,
        /// Statistics, too, of pause frames, FEC, time stamps and the MAC merge layer.
        ETHTOOL_FLAG_STATS = 1 << 2,
    }
}
attributes! {
    /// Which device: `ETHTOOL_A_HEADER_*`, linux/ethtool_netlink.h. Index or name; where both are there they must agree.
    pub set Header, enum HeaderAttr<'a> {
        /// Index of the device.
        ETHTOOL_A_HEADER_DEV_INDEX = 1 => DevIndex(u32),
        /// Its name, or an alternative one.
        ETHTOOL_A_HEADER_DEV_NAME = 2 => DevName(Str<'a>) where nul_at_most(127),
        /// What is wanted of the answer.
        ETHTOOL_A_HEADER_FLAGS = 3 => Flags(HeaderFlags) where mask(7),
        /// Index of one of its PHYs, for the commands that are about one (Linux 6.12).
        ETHTOOL_A_HEADER_PHY_INDEX = 4 => PhyIndex(u32) where range(1, 0xffff_ffff),
    }
}

/// A set that says which device it is about. All that ethtool's messages hold are, but for what is nested in them.
pub trait OfDevice: Set {
    /// The nest that says it.
    const HEADER: Key<Self, Attrs<'static, Header>>;
}
/// Says in a request which device is meant, and what is wanted of the answer. Without a device a dump is of all.
///
/// ```
/// use nlwire::{generic::{Command, ethtool::{self, EthtoolMessage, HeaderFlags, Rings}}, wire::{GetFlags, Request}};
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
/// Whom a message is about: `index` and `name` of its device. An attribute that is broken is as one that is absent.
impl<'a, S: OfDevice> Attrs<'a, S> {
    /// Index of the device that this is about.
    pub fn dev_index(self) -> Option<u32> {
        self.device_header()?.get(Header::ETHTOOL_A_HEADER_DEV_INDEX).ok().flatten()
    }
    /// Name of the device that this is about.
    pub fn dev_name(self) -> Option<Str<'a>> {
        self.device_header()?.get(Header::ETHTOOL_A_HEADER_DEV_NAME).ok().flatten()
    }
    fn device_header(self) -> Option<Attrs<'a, Header>> {
        self.last(S::HEADER.number()).ok().flatten().map(|attr| Attrs::new(attr.payload()))
    }
}
