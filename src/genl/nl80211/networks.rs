//! Calls for networks: connections, access points, IBSS, mesh.
use super::{
    AkmSuite, AuthType, Channel, CipherSuite, HiddenSsid, Nl80211, Nl80211Message, Rate, ReasonCode, Ssid,
    WpaVersions,
};
use crate::{
    client::{Call, Completion, call},
    genl::Family,
    wire::{Flag, GetFlags, PackedArray, StructField, Writer, spec::SECRET},
};
use core::fmt;

/// Name of the multicast group for MLME events: `NL80211_MULTICAST_GROUP_MLME`.
///
/// Results of connections, roaming, received management frames.
pub const GROUP_MLME: &str = "mlme";

/// Security of a connection or AP.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Security<'a> {
    /// Open: no encryption.
    #[default]
    Open,
    /// WPA2-PSK with CCMP; the driver performs the 4-way handshake with this pairwise master key
    /// (PMK).
    ///
    /// The PMK is PBKDF2-SHA1 of passphrase and SSID, 4096 iterations. Needs
    /// `NL80211_EXT_FEATURE_4WAY_HANDSHAKE_STA_PSK` (of an AP
    /// `NL80211_EXT_FEATURE_4WAY_HANDSHAKE_AP_PSK`); with every other driver the handshake is the
    /// work of wpa_supplicant or hostapd.
    Wpa2Psk {
        /// Pairwise master key.
        pmk: &'a [u8; 32],
    },
}
impl fmt::Debug for Security<'_> {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("Open"),
            Self::Wpa2Psk { .. } => write!(f, "Wpa2Psk({SECRET})"),
        }
    }
}
impl Security<'_> {
    fn put(&self, request: &mut Writer<'_, Nl80211>) {
        request.put(Nl80211::NL80211_ATTR_AUTH_TYPE, AuthType::NL80211_AUTHTYPE_OPEN_SYSTEM);
        if let Self::Wpa2Psk { pmk } = self {
            let ccmp = CipherSuite::WLAN_CIPHER_SUITE_CCMP;
            request
                .put(Nl80211::NL80211_ATTR_PRIVACY, Flag)
                .put(Nl80211::NL80211_ATTR_WPA_VERSIONS, WpaVersions::NL80211_WPA_VERSION_2)
                .put(Nl80211::NL80211_ATTR_CIPHER_SUITES_PAIRWISE, PackedArray::new(&[ccmp.to_raw()]))
                .put(Nl80211::NL80211_ATTR_CIPHER_SUITE_GROUP, ccmp)
                .put(
                    Nl80211::NL80211_ATTR_AKM_SUITES,
                    PackedArray::new(&[AkmSuite::WLAN_AKM_SUITE_PSK.to_raw()]),
                )
                .put(Nl80211::NL80211_ATTR_PMK, *pmk);
        }
    }
}

/// Parameters of a connection: [`connect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ConnectSpec<'a> {
    /// SSID: name of the network.
    pub ssid: Ssid<'a>,
    /// BSSID; `None` for any BSS with the SSID.
    pub bssid: Option<[u8; 6]>,
    /// Frequency, MHz; `None` for any.
    pub frequency: Option<u32>,
    /// Security: keys and how they are agreed.
    pub security: Security<'a>,
    /// Elements of the association request; with [`Security::Wpa2Psk`] the RSN element, if the
    /// driver does not add it.
    pub elements: &'a [u8],
    /// Whether the connection ends when the socket is closed.
    pub socket_owner: bool,
}
impl<'a> ConnectSpec<'a> {
    /// Creates a connection to an open network.
    pub fn open(ssid: impl Into<Ssid<'a>>) -> Self {
        Self { ssid: ssid.into(), ..Self::default() }
    }
}
/// Connects a station interface to a network.
///
/// Sends `NL80211_CMD_CONNECT`. The ack means that the attempt started; the result is an
/// `NL80211_CMD_CONNECT` event with a status code ([`Attrs::status_code`](crate::wire::Attrs)), to
/// the multicast group [`GROUP_MLME`].
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENETDOWN` if it is down, `EALREADY` if it is
/// connected, `EINVAL` for an invalid SSID, or a PMK without offload by the driver, `EOPNOTSUPP`
/// for another type of interface, `EPERM` without `CAP_NET_ADMIN`.
pub fn connect(family: &Family, index: u32, spec: &ConnectSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_CONNECT);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_IFINDEX, index)
            .put(Nl80211::NL80211_ATTR_SSID, spec.ssid)
            .put_some(Nl80211::NL80211_ATTR_MAC, spec.bssid)
            .put_some(Nl80211::NL80211_ATTR_WIPHY_FREQ, spec.frequency)
            .put_some(Nl80211::NL80211_ATTR_IE, (!spec.elements.is_empty()).then_some(spec.elements))
            .put_some(Nl80211::NL80211_ATTR_SOCKET_OWNER, spec.socket_owner.then_some(Flag));
        spec.security.put(request);
    })
}
/// Disconnects a station interface.
///
/// Sends `NL80211_CMD_DISCONNECT` with index and reason code.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENETDOWN` if it is down, `EINVAL` for the reason code
/// 0, `EOPNOTSUPP` for another type of interface, `EPERM` without `CAP_NET_ADMIN`.
pub fn disconnect(family: &Family, index: u32, reason: ReasonCode) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_DISCONNECT);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index).put(Nl80211::NL80211_ATTR_REASON_CODE, reason);
    })
}

/// Parameters of an access point: [`start_ap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApSpec<'a> {
    /// SSID: name of the network.
    pub ssid: Ssid<'a>,
    /// Channel that the AP operates on.
    pub channel: Channel,
    /// Beacon interval, TU.
    pub beacon_interval: u32,
    /// Beacon intervals between DTIM beacons.
    pub dtim_period: u32,
    /// Beacon up to the TIM element, with the header: see [`write_beacon_head`].
    pub head: &'a [u8],
    /// Elements of the beacon after the TIM element.
    pub tail: &'a [u8],
    /// How beacons hide the SSID.
    pub hidden: HiddenSsid,
    /// Security: keys and how they are agreed.
    pub security: Security<'a>,
    /// Whether the AP stops when the socket is closed.
    pub socket_owner: bool,
}
impl<'a> ApSpec<'a> {
    /// Creates an open AP with a beacon interval of 100 TU, and DTIM in every second beacon.
    pub fn open(ssid: impl Into<Ssid<'a>>, channel: Channel, head: &'a [u8]) -> Self {
        Self {
            ssid: ssid.into(),
            channel,
            beacon_interval: 100,
            dtim_period: 2,
            head,
            tail: &[],
            hidden: HiddenSsid::NL80211_HIDDEN_SSID_NOT_IN_USE,
            security: Security::Open,
            socket_owner: false,
        }
    }
}
/// Starts an access point.
///
/// Sends `NL80211_CMD_START_AP`. Unless the driver has an AP SME, a program such as hostapd must
/// answer authentication and association requests: this call starts the beacons only.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENETDOWN` if it is down, `EALREADY` if the AP is
/// started, `EINVAL` for invalid elements or a channel that is not allowed, `EOPNOTSUPP` for
/// another type of interface, `EPERM` without `CAP_NET_ADMIN`.
pub fn start_ap(family: &Family, index: u32, spec: &ApSpec<'_>) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_START_AP);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_IFINDEX, index)
            .put(Nl80211::NL80211_ATTR_BEACON_HEAD, spec.head)
            .put_some(Nl80211::NL80211_ATTR_BEACON_TAIL, (!spec.tail.is_empty()).then_some(spec.tail))
            .put(Nl80211::NL80211_ATTR_BEACON_INTERVAL, spec.beacon_interval)
            .put(Nl80211::NL80211_ATTR_DTIM_PERIOD, spec.dtim_period)
            .put(Nl80211::NL80211_ATTR_SSID, spec.ssid)
            .put(Nl80211::NL80211_ATTR_HIDDEN_SSID, spec.hidden)
            .put_some(Nl80211::NL80211_ATTR_SOCKET_OWNER, spec.socket_owner.then_some(Flag));
        spec.channel.put(request);
        spec.security.put(request);
    })
}
/// Stops an access point.
///
/// Sends `NL80211_CMD_STOP_AP` with the index.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENOENT` if the AP is not started, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn stop_ap(family: &Family, index: u32) -> impl Call<Output = Completion> + Copy {
    on_interface(family, index, Nl80211Message::NL80211_CMD_STOP_AP)
}
/// Writes a beacon up to the TIM element: header, fixed fields, SSID, rates, channel.
///
/// `rates` are at most eight, as in the Supported Rates element; `channel` is the number of the
/// channel. Returns the part of `buffer` that was written; `None` if `buffer` is too small, the
/// SSID longer than 32 bytes, or there are more than eight rates.
pub fn write_beacon_head<'b>(
    buffer: &'b mut [u8],
    bssid: [u8; 6],
    ssid: Ssid<'_>,
    beacon_interval: u16,
    capability: super::CapabilityInfo,
    rates: &[Rate],
    channel: u8,
) -> Option<&'b [u8]> {
    if ssid.0.len() > 32 || rates.len() > 8 {
        return None;
    }
    let mut len = 0usize;
    let mut add = |bytes: &[u8]| {
        let end = len.checked_add(bytes.len())?;
        buffer.get_mut(len..end)?.copy_from_slice(bytes);
        len = end;
        Some(())
    };
    // frame control (beacon), duration, receiver, sender, BSSID, sequence control, timestamp
    add(&[0x80, 0, 0, 0])?;
    add(&[0xff; 6])?;
    add(&bssid)?;
    add(&bssid)?;
    add(&[0; 2 + 8])?;
    add(&beacon_interval.to_le_bytes())?;
    add(&capability.bits().to_le_bytes())?;
    add(&[0, ssid.0.len() as u8])?;
    add(ssid.0)?;
    add(&[1, rates.len() as u8])?;
    for rate in rates {
        add(&[rate.0])?;
    }
    add(&[3, 1, channel])?;
    buffer.get(..len)
}

/// Joins an IBSS, or creates one.
///
/// Sends `NL80211_CMD_JOIN_IBSS` with index, SSID and channel, and with the BSSID and
/// `NL80211_ATTR_FREQ_FIXED` if `bssid` is given.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENETDOWN` if it is down, `EALREADY` if it is a member
/// of an IBSS, `EINVAL` for a channel that is not allowed, `EOPNOTSUPP` for another type of
/// interface, `EPERM` without `CAP_NET_ADMIN`.
pub fn join_ibss<'a>(
    family: &Family,
    index: u32,
    ssid: impl Into<Ssid<'a>>,
    channel: &Channel,
    bssid: Option<[u8; 6]>,
) -> impl Call<Output = Completion> + Copy {
    let ssid = ssid.into();
    let command = family.command(Nl80211Message::NL80211_CMD_JOIN_IBSS);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_IFINDEX, index)
            .put(Nl80211::NL80211_ATTR_SSID, ssid)
            .put_some(Nl80211::NL80211_ATTR_MAC, bssid)
            .put_some(Nl80211::NL80211_ATTR_FREQ_FIXED, bssid.map(move |_| Flag));
        channel.put(request);
    })
}
/// Leaves the IBSS.
///
/// Sends `NL80211_CMD_LEAVE_IBSS` with the index.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENOTCONN` if it is not a member of an IBSS, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn leave_ibss(family: &Family, index: u32) -> impl Call<Output = Completion> + Copy {
    on_interface(family, index, Nl80211Message::NL80211_CMD_LEAVE_IBSS)
}
/// Joins an open mesh, or creates one.
///
/// Sends `NL80211_CMD_JOIN_MESH` with index, mesh id and channel.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENETDOWN` if it is down, `EALREADY` if it is a member
/// of a mesh, `EINVAL` for a channel that is not allowed, `EOPNOTSUPP` for another type of
/// interface, `EPERM` without `CAP_NET_ADMIN`.
pub fn join_mesh<'a>(
    family: &Family,
    index: u32,
    mesh_id: impl Into<Ssid<'a>>,
    channel: &Channel,
) -> impl Call<Output = Completion> + Copy {
    let mesh_id = mesh_id.into();
    let command = family.command(Nl80211Message::NL80211_CMD_JOIN_MESH);
    call(command, GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index).put(Nl80211::NL80211_ATTR_MESH_ID, mesh_id);
        channel.put(request);
    })
}
/// Leaves the mesh.
///
/// Sends `NL80211_CMD_LEAVE_MESH` with the index.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `ENOTCONN` if it is not a member of a mesh, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn leave_mesh(family: &Family, index: u32) -> impl Call<Output = Completion> + Copy {
    on_interface(family, index, Nl80211Message::NL80211_CMD_LEAVE_MESH)
}
fn on_interface(
    family: &Family,
    index: u32,
    command: crate::genl::CommandKey<Nl80211>,
) -> impl Call<Output = Completion> + Copy {
    call(family.command(command), GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_IFINDEX, index);
    })
}
