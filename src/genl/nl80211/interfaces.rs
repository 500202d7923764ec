//! Calls for interfaces, wireless devices and stations.
use super::{
    ChannelWidth, IfType, InterfaceMessage, Nl80211, Nl80211Message, PsState, ReasonCode, StationMessage,
    wiphys::WifiCommand,
};
use crate::{
    client::{Call, Completion, Query, call, query, read},
    genl::Family,
    wire::{GetFlags, Writer},
};

/// Reference to a wireless device: by interface index, or by wdev for one without interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WirelessDevice {
    /// Interface index.
    Index(u32),
    /// Wireless device (wdev), as of a P2P device.
    Wdev(u64),
}
impl From<u32> for WirelessDevice {
    fn from(index: u32) -> Self {
        Self::Index(index)
    }
}
impl From<u64> for WirelessDevice {
    fn from(wdev: u64) -> Self {
        Self::Wdev(wdev)
    }
}
impl WirelessDevice {
    /// Writes `NL80211_ATTR_IFINDEX` or `NL80211_ATTR_WDEV`.
    pub fn put(self, request: &mut Writer<'_, Nl80211>) {
        match self {
            Self::Index(index) => request.put(Nl80211::NL80211_ATTR_IFINDEX, index),
            Self::Wdev(wdev) => request.put(Nl80211::NL80211_ATTR_WDEV, wdev),
        };
    }
}

/// Channel: control frequency and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Channel {
    /// Frequency of the control channel, MHz.
    pub frequency: u32,
    /// Channel width.
    pub width: ChannelWidth,
    /// Center frequency of the channel, or of its first segment, MHz. Not used for 20 MHz.
    pub center1: Option<u32>,
    /// Center frequency of the second segment of an 80+80 MHz channel, MHz.
    pub center2: Option<u32>,
}
impl Channel {
    /// Creates a 20 MHz channel without HT.
    pub const fn new(frequency: u32) -> Self {
        Self { frequency, width: ChannelWidth::NL80211_CHAN_WIDTH_20_NOHT, center1: None, center2: None }
    }
    /// Creates a 20 MHz channel with HT.
    pub const fn ht20(frequency: u32) -> Self {
        Self { width: ChannelWidth::NL80211_CHAN_WIDTH_20, ..Self::new(frequency) }
    }
    /// Creates a channel of another width, with its center frequency.
    pub const fn wide(frequency: u32, width: ChannelWidth, center1: u32) -> Self {
        Self { width, center1: Some(center1), ..Self::new(frequency) }
    }
    /// Writes the attributes of the channel.
    pub fn put(&self, request: &mut Writer<'_, Nl80211>) {
        request
            .put(Nl80211::NL80211_ATTR_WIPHY_FREQ, self.frequency)
            .put(Nl80211::NL80211_ATTR_CHANNEL_WIDTH, self.width)
            .put_some(Nl80211::NL80211_ATTR_CENTER_FREQ1, self.center1)
            .put_some(Nl80211::NL80211_ATTR_CENTER_FREQ2, self.center2);
    }
}

/// Lists interfaces, and wireless devices without a network interface: all, or those of a wiphy.
///
/// Sends `NL80211_CMD_GET_INTERFACE` with `NLM_F_DUMP`, and the wiphy index.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn interfaces(
    family: &Family,
    wiphy: Option<u32>,
) -> impl Query<Operation = WifiCommand<InterfaceMessage<'static>>> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_INTERFACE).replying(), move |request| {
        request.put_some(Nl80211::NL80211_ATTR_WIPHY, wiphy);
    })
}
/// Returns an interface or other wireless device: type, SSID, channel, transmit power.
///
/// Sends `NL80211_CMD_GET_INTERFACE` with the device.
///
/// # Errors
/// `ENODEV` if the device does not exist or is not wireless
/// ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn interface(
    family: &Family,
    device: impl Into<WirelessDevice>,
) -> impl Query<Operation = WifiCommand<InterfaceMessage<'static>>> + Copy {
    let device = device.into();
    query(family.command(Nl80211Message::NL80211_CMD_GET_INTERFACE).replying(), move |request| {
        device.put(request);
    })
}
/// Creates an interface of a wiphy, and returns it.
///
/// Sends `NL80211_CMD_NEW_INTERFACE` with wiphy index, name and type.
///
/// # Errors
/// `ENODEV` if the wiphy does not exist, `EOPNOTSUPP` if it does not support the type, `ENFILE` if
/// the name is in use, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_interface(
    family: &Family,
    wiphy: u32,
    name: &str,
    iftype: IfType,
) -> impl Query<Operation = WifiCommand<InterfaceMessage<'static>>> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_NEW_INTERFACE).replying(), move |request| {
        request
            .put(Nl80211::NL80211_ATTR_WIPHY, wiphy)
            .put(Nl80211::NL80211_ATTR_IFNAME, name)
            .put(Nl80211::NL80211_ATTR_IFTYPE, iftype);
    })
}
/// Changes the type of an interface. Most drivers require that the interface is down.
///
/// Sends `NL80211_CMD_SET_INTERFACE` with index and type.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the wiphy does not support the type,
/// `EBUSY` if the interface is up or connected, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_interface_type(
    family: &Family,
    index: u32,
    iftype: IfType,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_SET_INTERFACE);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index).put(Nl80211::NL80211_ATTR_IFTYPE, iftype);
    })
}
/// Deletes an interface or other wireless device.
///
/// Sends `NL80211_CMD_DEL_INTERFACE` with the device.
///
/// # Errors
/// `ENODEV` if the device does not exist, `EOPNOTSUPP` if the driver does not support it, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn delete_interface(
    family: &Family,
    device: impl Into<WirelessDevice>,
) -> impl Call<Output = Completion> + Copy {
    let device = device.into();
    let command = family.command(Nl80211Message::NL80211_CMD_DEL_INTERFACE);
    call(command, GetFlags::ACK, move |request| device.put(request))
}
/// Sets the channel of an AP, mesh or monitor interface.
///
/// Sends `NL80211_CMD_SET_CHANNEL` with the index and the attributes of the channel.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` for another type of interface, `EINVAL`
/// for a channel that is not allowed, `EBUSY` if other interfaces use another channel, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn set_channel(family: &Family, index: u32, channel: &Channel) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_SET_CHANNEL);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index);
        channel.put(request);
    })
}
/// Returns whether power save is enabled on an interface.
///
/// Sends `NL80211_CMD_GET_POWER_SAVE` with the index.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the driver does not support power
/// save.
pub fn power_save(family: &Family, index: u32) -> impl Call<Output = bool> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_GET_POWER_SAVE);
    let query = query(command, move |request| _ = request.put(Nl80211::NL80211_ATTR_IFINDEX, index));
    read(query, |reply| {
        let state = reply.attrs.get(Nl80211::NL80211_ATTR_PS_STATE)?;
        Ok(state == Some(PsState::NL80211_PS_ENABLED))
    })
}
/// Enables or disables power save on an interface.
///
/// Sends `NL80211_CMD_SET_POWER_SAVE` with index and state.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the driver does not support power
/// save, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_power_save(family: &Family, index: u32, enabled: bool) -> impl Call<Output = Completion> + Copy {
    let state = if enabled { PsState::NL80211_PS_ENABLED } else { PsState::NL80211_PS_DISABLED };
    let command = family.command(Nl80211Message::NL80211_CMD_SET_POWER_SAVE);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index).put(Nl80211::NL80211_ATTR_PS_STATE, state);
    })
}
/// Lists the stations of an interface, one message each: of a station interface, its AP.
///
/// Sends `NL80211_CMD_GET_STATION` with `NLM_F_DUMP` and the index. The statistics are
/// [`Attrs::station`](crate::wire::Attrs::station) of each message.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV`
/// if the interface does not exist, `EOPNOTSUPP` if the driver does not support it.
pub fn stations(
    family: &Family,
    index: u32,
) -> impl Query<Operation = WifiCommand<StationMessage<'static>>> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_STATION).replying(), move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index);
    })
}
/// Returns a station of an interface by its MAC address.
///
/// Sends `NL80211_CMD_GET_STATION` with index and MAC address.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENOENT` if the station does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn station(
    family: &Family,
    index: u32,
    mac: [u8; 6],
) -> impl Query<Operation = WifiCommand<StationMessage<'static>>> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_STATION).replying(), move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index).put(Nl80211::NL80211_ATTR_MAC, mac);
    })
}
/// Removes a station of an AP: deauthenticates it with a reason code.
///
/// Sends `NL80211_CMD_DEL_STATION` with index, MAC address, subtype and reason code.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENOENT` if the station does not exist, `EINVAL` if
/// the interface is not an AP, `EPERM` without `CAP_NET_ADMIN`.
pub fn remove_station(
    family: &Family,
    index: u32,
    mac: [u8; 6],
    reason: ReasonCode,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_DEL_STATION);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_IFINDEX, index)
            .put(Nl80211::NL80211_ATTR_MAC, mac)
            .put(Nl80211::NL80211_ATTR_MGMT_SUBTYPE, 12)
            .put(Nl80211::NL80211_ATTR_REASON_CODE, reason);
    })
}
