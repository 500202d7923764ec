//! Contents of information elements: rates, TIM, country, RSN, BSS load, HE and EHT capabilities.
use super::{
    AkmSuite, CipherSuite, EhtMacCapabilities, EhtMcsSet, EhtPhyCapabilities, HeMacCapabilities, HeMcsSet,
    HePhyCapabilities,
};
use crate::flags;
use core::{fmt, marker::PhantomData};

/// Reads two bytes, little endian, at an offset.
fn le16(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Supported rates: a byte each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rates<'a>(pub &'a [u8]);
impl<'a> Rates<'a> {
    /// Iterates over the rates and BSS membership selectors.
    pub fn iter(&self) -> impl Iterator<Item = Rate> + use<'a> {
        self.0.iter().copied().map(Rate)
    }
}
impl fmt::Debug for Rates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
/// Supported rate, or BSS membership selector.
///
/// `Display` prints Mbit/s, as `5.5`, with an asterisk for a basic rate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(pub u8);
impl Rate {
    /// Returns whether the rate is basic: mandatory for stations of the BSS.
    pub const fn is_basic(self) -> bool {
        self.0 & 0x80 != 0
    }
    /// Returns the rate in units of 100 kbit/s; `None` for a BSS membership selector.
    pub const fn bitrate(self) -> Option<u16> {
        if self.selector().is_some() { None } else { Some((self.0 & 0x7f) as u16 * 5) }
    }
    /// Returns the BSS membership selector: 127 HT, 126 VHT, 123 SAE hash to element, 122 HE, 121
    /// EHT; `None` for a rate.
    pub const fn selector(self) -> Option<u8> {
        match self.0 {
            0xf9..=0xff => Some(self.0 & 0x7f),
            _ => None,
        }
    }
}
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.selector() {
            Some(127) => f.write_str("HT"),
            Some(126) => f.write_str("VHT"),
            Some(125) => f.write_str("GLK"),
            Some(124) => f.write_str("EPD"),
            Some(123) => f.write_str("SAE_H2E"),
            Some(122) => f.write_str("HE"),
            Some(_) => f.write_str("EHT"),
            None => {
                let half = self.0 & 0x7f;
                let basic = if self.is_basic() { "*" } else { "" };
                write!(f, "{}.{}{basic}", half / 2, half % 2 * 5)
            }
        }
    }
}
impl fmt::Debug for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Traffic indication map (TIM): IEEE 802.11-2020, 9.4.2.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tim<'a> {
    /// Beacons until the next DTIM beacon; 0 for this one.
    pub dtim_count: u8,
    /// Beacon intervals between DTIM beacons.
    pub dtim_period: u8,
    /// Bitmap control: bit 0 is group addressed traffic, bits 1 to 7 the offset of the bitmap.
    pub bitmap_control: u8,
    /// Partial virtual bitmap of the AIDs with buffered traffic.
    pub bitmap: &'a [u8],
}
impl<'a> Tim<'a> {
    /// Decodes the data of the element; `None` if the data is too short.
    ///
    /// Two bytes without a bitmap are valid (S1G).
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (&[dtim_count, dtim_period], rest) = data.split_first_chunk::<2>()?;
        let (bitmap_control, bitmap) =
            rest.split_first().map_or((0, &[][..]), |(first, rest)| (*first, rest));
        Some(Self { dtim_count, dtim_period, bitmap_control, bitmap })
    }
    /// Returns whether group addressed traffic is buffered.
    pub const fn has_group_traffic(&self) -> bool {
        self.bitmap_control & 1 != 0
    }
    /// Returns whether traffic for this AID is buffered.
    pub fn has_traffic(&self, aid: u16) -> bool {
        let first = usize::from(self.bitmap_control & 0xfe);
        let byte = usize::from(aid / 8).checked_sub(first).and_then(|at| self.bitmap.get(at));
        byte.is_some_and(|byte| byte >> (aid % 8) & 1 != 0)
    }
}

/// Country: IEEE 802.11-2020, 9.4.2.8.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Country<'a> {
    /// Country code (ISO 3166-1 alpha-2), upper case letters as sent.
    pub code: [u8; 2],
    /// Environment: a space for any, `I` for indoors, `O` for outdoors, `X` for no country, or the
    /// number of a table of operating classes.
    pub environment: u8,
    triplets: &'a [u8],
}
/// Triplet of a [`Country`]: channels, or an operating class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryTriplet {
    /// Channels with a maximum transmit power.
    Subband {
        /// Number of the first channel.
        first_channel: u8,
        /// Number of channels. In the 5 GHz band they are four apart.
        channels: u8,
        /// Maximum transmit power, dBm.
        max_power: i8,
    },
    /// Operating class of the triplets that follow.
    Operating {
        /// Operating extension identifier: 201 to 255.
        extension: u8,
        /// Operating class.
        class: u8,
        /// Coverage class: 3 microseconds of air propagation time each.
        coverage: u8,
    },
}
impl<'a> Country<'a> {
    /// Decodes the data of the element; `None` if the data is too short.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (&[a, b, environment], triplets) = data.split_first_chunk::<3>()?;
        Some(Self { code: [a, b], environment, triplets })
    }
    /// Iterates over the triplets. A byte of padding at the end is left out.
    pub fn triplets(&self) -> impl Iterator<Item = CountryTriplet> + use<'a> {
        self.triplets.chunks_exact(3).filter_map(|triplet| match *triplet {
            [extension @ 201..=255, class, coverage] => {
                Some(CountryTriplet::Operating { extension, class, coverage })
            }
            [first_channel, channels, power] => Some(CountryTriplet::Subband {
                first_channel,
                channels,
                max_power: i8::from_ne_bytes([power]),
            }),
            _ => None,
        })
    }
}
impl fmt::Debug for Country<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Triplets<'a, 'b>(&'b Country<'a>);
        impl fmt::Debug for Triplets<'_, '_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.0.triplets()).finish()
            }
        }
        f.debug_struct("Country")
            .field("code", &crate::wire::Str(&self.code))
            .field("environment", &crate::wire::Str(&[self.environment]))
            .field("triplets", &Triplets(self))
            .finish()
    }
}

/// BSS load: IEEE 802.11-2020, 9.4.2.27.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BssLoad {
    /// Number of associated stations.
    pub stations: u16,
    /// Time the channel is busy: 255 is always.
    pub channel_utilization: u8,
    /// Available admission capacity, 32 microseconds per second.
    pub admission_capacity: u16,
}
impl BssLoad {
    /// Decodes the data of the element; `None` if the data is too short.
    pub fn read(data: &[u8]) -> Option<Self> {
        Some(Self {
            stations: le16(data, 0)?,
            channel_utilization: *data.get(2)?,
            admission_capacity: le16(data, 3)?,
        })
    }
}
/// Channel switch announcement: IEEE 802.11-2020, 9.4.2.18.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChannelSwitch {
    /// Whether stations stop sending until the switch.
    pub block_tx: bool,
    /// New channel.
    pub channel: u8,
    /// Beacons until the switch.
    pub count: u8,
}
impl ChannelSwitch {
    /// Decodes the data of the element; `None` if the data is too short.
    pub fn read(data: &[u8]) -> Option<Self> {
        let &[mode, channel, count] = data.first_chunk::<3>()?;
        Some(Self { block_tx: mode != 0, channel, count })
    }
}
flags! {
    /// ERP information: `WLAN_ERP_*`, include/linux/ieee80211.h of the kernel.
    pub struct ErpInformation(u8) {
        /// Stations without ERP (802.11b) are present.
        WLAN_ERP_NON_ERP_PRESENT = 1 << 0,
        /// Protection is used: stations announce 802.11g frames by RTS/CTS or CTS-to-self.
        WLAN_ERP_USE_PROTECTION = 1 << 1,
        /// The long preamble is used.
        WLAN_ERP_BARKER_PREAMBLE = 1 << 2,
    }
}
flags! {
    /// RSN capabilities: IEEE 802.11-2020, 9.4.2.24.4. `WPA_CAPABILITY_*` of hostapd.
    pub struct RsnCapabilities(u16) {
        /// Preauthentication.
        WPA_CAPABILITY_PREAUTH = 1 << 0,
        /// No pairwise: no pairwise WEP key together with a group key.
        WPA_CAPABILITY_NO_PAIRWISE = 1 << 1,
        /// PTKSA replay counters, bit 0: 1, 2, 4 or 16 counters.
        WPA_CAPABILITY_PTKSA_REPLAY_0 = 1 << 2,
        /// PTKSA replay counters, bit 1.
        WPA_CAPABILITY_PTKSA_REPLAY_1 = 1 << 3,
        /// GTKSA replay counters, bit 0: 1, 2, 4 or 16 counters.
        WPA_CAPABILITY_GTKSA_REPLAY_0 = 1 << 4,
        /// GTKSA replay counters, bit 1.
        WPA_CAPABILITY_GTKSA_REPLAY_1 = 1 << 5,
        /// Management frame protection is required (MFPR).
        WPA_CAPABILITY_MFPR = 1 << 6,
        /// Management frame protection is supported (MFPC).
        WPA_CAPABILITY_MFPC = 1 << 7,
        /// Joint multi-band RSNA: one security association for several bands.
        WPA_CAPABILITY_JOINT_MULTI_BAND_RSNA = 1 << 8,
        /// Peer key.
        WPA_CAPABILITY_PEERKEY_ENABLED = 1 << 9,
        /// SPP A-MSDUs are supported.
        WPA_CAPABILITY_SPP_A_MSDU_CAPABLE = 1 << 10,
        /// SPP A-MSDUs (signaling and payload protected) are required.
        WPA_CAPABILITY_SPP_A_MSDU_REQUIRED = 1 << 11,
        /// Protected block ack agreements (PBAC).
        WPA_CAPABILITY_PBAC = 1 << 12,
        /// Extended key id for unicast frames.
        WPA_CAPABILITY_EXT_KEY_ID_FOR_UNICAST = 1 << 13,
        /// Operating channel validation (OCV).
        WPA_CAPABILITY_OCVC = 1 << 14,
    }
}

/// Suites of an element: OUI and type, big endian.
pub struct Suites<'a, S> {
    bytes: &'a [u8],
    of: PhantomData<fn() -> S>,
}
impl<S> Clone for Suites<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Suites<'_, S> {}
impl<S> PartialEq for Suites<'_, S> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<S> Eq for Suites<'_, S> {}
impl<'a, S: From<u32>> Suites<'a, S> {
    const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, of: PhantomData }
    }
    /// Iterates over the suites.
    pub fn iter(&self) -> impl Iterator<Item = S> + use<'a, S> {
        self.bytes
            .chunks_exact(4)
            .filter_map(|suite| suite.first_chunk())
            .map(|it| u32::from_be_bytes(*it).into())
    }
}
impl<S: From<u32> + fmt::Debug> fmt::Debug for Suites<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// RSN or WPA element: IEEE 802.11-2020, 9.4.2.24.
///
/// All fields after the version are optional; the constructors fill in the defaults of the
/// standard, without an item in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rsn<'a> {
    /// Version: 1.
    pub version: u16,
    /// Group data cipher suite.
    pub group: CipherSuite,
    /// Pairwise cipher suites; empty if the element ends before them: the default is the group's.
    pub pairwise: Suites<'a, CipherSuite>,
    /// AKM suites; empty if the element ends before them: the default is IEEE 802.1X.
    pub akm: Suites<'a, AkmSuite>,
    /// RSN capabilities.
    pub capabilities: RsnCapabilities,
    /// PMKIDs, 16 bytes each.
    pub pmkids: &'a [u8],
    /// Group management cipher suite; `None` if the element ends before it: the default is BIP-CMAC
    /// with a 128-bit key.
    pub group_management: Option<CipherSuite>,
}
impl<'a> Rsn<'a> {
    /// Decodes the data of an RSN element.
    ///
    /// `None` if the version is missing, or a field or list extends beyond the end.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        Self::read_with(data, CipherSuite::WLAN_CIPHER_SUITE_CCMP)
    }
    /// Decodes the data of a WPA element, after OUI and type.
    ///
    /// `None` if the version is missing, or a field or list extends beyond the end.
    pub fn read_wpa(data: &'a [u8]) -> Option<Self> {
        Self::read_with(data, CipherSuite::WPA_CIPHER_SUITE_TKIP)
    }
    fn read_with(data: &'a [u8], group: CipherSuite) -> Option<Self> {
        let mut rest = data;
        let mut rsn = Self {
            version: u16::from_le_bytes(*take(&mut rest)?),
            group,
            pairwise: Suites::new(&[]),
            akm: Suites::new(&[]),
            capabilities: RsnCapabilities::empty(),
            pmkids: &[],
            group_management: None,
        };
        if !rest.is_empty() {
            rsn.group = CipherSuite(u32::from_be_bytes(*take(&mut rest)?));
        }
        if !rest.is_empty() {
            rsn.pairwise = Suites::new(list(&mut rest, 4)?);
        }
        if !rest.is_empty() {
            rsn.akm = Suites::new(list(&mut rest, 4)?);
        }
        if !rest.is_empty() {
            rsn.capabilities = RsnCapabilities::from_bits_retain(u16::from_le_bytes(*take(&mut rest)?));
        }
        if !rest.is_empty() {
            rsn.pmkids = list(&mut rest, 16)?;
        }
        if !rest.is_empty() {
            rsn.group_management = Some(CipherSuite(u32::from_be_bytes(*take(&mut rest)?)));
        }
        Some(rsn)
    }
    /// Iterates over the PMKIDs.
    pub fn pmkids(&self) -> impl Iterator<Item = &'a [u8; 16]> + use<'a> {
        self.pmkids.chunks_exact(16).filter_map(|pmkid| pmkid.first_chunk())
    }
}
/// Splits off a field.
fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (field, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(field)
}
/// Splits off a list of items of `len` bytes, behind their number.
fn list<'a>(rest: &mut &'a [u8], len: usize) -> Option<&'a [u8]> {
    let count = usize::from(u16::from_le_bytes(*take(rest)?));
    let (items, behind) = rest.split_at_checked(count.checked_mul(len)?)?;
    *rest = behind;
    Some(items)
}

/// Vendor specific element: IEEE 802.11-2020, 9.4.2.25.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Vendor<'a> {
    /// OUI of the vendor.
    pub oui: [u8; 3],
    /// Type, by convention the byte after the OUI; `None` if the element ends after the OUI.
    pub kind: Option<u8>,
    /// Data after the type.
    pub data: &'a [u8],
}
impl<'a> Vendor<'a> {
    /// OUI of Microsoft: WPA, WMM, WPS.
    pub const MICROSOFT: [u8; 3] = [0x00, 0x50, 0xf2];
    /// OUI of the Wi-Fi Alliance: P2P, Hotspot 2.0, OWE transition mode.
    pub const WFA: [u8; 3] = [0x50, 0x6f, 0x9a];
    /// Type of the WPA element, of [`Vendor::MICROSOFT`].
    pub const WPA: u8 = 1;
    /// Type of the WMM element, of [`Vendor::MICROSOFT`].
    pub const WMM: u8 = 2;
    /// Type of the WPS element, of [`Vendor::MICROSOFT`].
    pub const WPS: u8 = 4;
    /// Type of the P2P element, of [`Vendor::WFA`].
    pub const P2P: u8 = 9;
    /// Decodes the data of the element; `None` if they are shorter than an OUI.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (&oui, rest) = data.split_first_chunk::<3>()?;
        let (kind, data) = rest.split_first().map_or((None, rest), |(kind, data)| (Some(*kind), data));
        Some(Self { oui, kind, data })
    }
}

/// HE Capabilities element: IEEE 802.11ax-2021, 9.4.2.248.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeCapability<'a> {
    /// MAC capabilities.
    pub mac: HeMacCapabilities<'a>,
    /// PHY capabilities.
    pub phy: HePhyCapabilities<'a>,
    /// Supported MCS and NSS: 4, 8 or 12 bytes, depending on the channel widths.
    pub mcs: HeMcsSet<'a>,
    /// PPE thresholds, if [`HePhyCapabilities::ppe_thresholds_present`].
    pub ppe: &'a [u8],
}
impl<'a> HeCapability<'a> {
    /// Decodes the data of the element, after the extended id; `None` if the data is too short.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (mac, rest) = data.split_at_checked(HeMacCapabilities::LEN)?;
        let (phy, rest) = rest.split_at_checked(HePhyCapabilities::LEN)?;
        let phy = HePhyCapabilities(phy);
        let wider = usize::from(phy.width_160_in_5ghz()) + usize::from(phy.width_80p80_in_5ghz());
        let (mcs, ppe) = rest.split_at_checked(4 + 4 * wider)?;
        Some(Self { mac: HeMacCapabilities(mac), phy, mcs: HeMcsSet(mcs), ppe })
    }
}
/// EHT Capabilities element: IEEE 802.11be, 9.4.2.323.
///
/// The layout of the MCS set depends on the HE capabilities and on the sender:
/// [`mcs`](Self::mcs).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EhtCapability<'a> {
    /// MAC capabilities.
    pub mac: EhtMacCapabilities<'a>,
    /// PHY capabilities.
    pub phy: EhtPhyCapabilities<'a>,
    /// Supported MCS and NSS, then PPE thresholds.
    pub rest: &'a [u8],
}
/// Supported EHT MCS and NSS of an element: [`EhtCapability::mcs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EhtMcs<'a> {
    /// Of a station that supports 20 MHz only: bytes for MCS 0 to 7, 8 and 9, 10 and 11, 12 and 13,
    /// each with receive streams in bits 0 to 3 and transmit streams in bits 4 to 7.
    Only20MHz(&'a [u8; 4]),
    /// By channel width.
    Widths(EhtMcsSet<'a>),
}
impl<'a> EhtCapability<'a> {
    /// Decodes the data of the element, after the extended id; `None` if the data is too short.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (mac, rest) = data.split_at_checked(EhtMacCapabilities::LEN)?;
        let (phy, rest) = rest.split_at_checked(EhtPhyCapabilities::LEN)?;
        Some(Self { mac: EhtMacCapabilities(mac), phy: EhtPhyCapabilities(phy), rest })
    }
    /// Returns the supported MCS and NSS, and the PPE thresholds behind them.
    ///
    /// `he` are the HE PHY capabilities of the same sender. An AP never has the layout for 20 MHz
    /// only. `None` if the data are too short.
    pub fn mcs(&self, he: HePhyCapabilities<'_>, from_ap: bool) -> Option<(EhtMcs<'a>, &'a [u8])> {
        let len = if he.width_40_in_2ghz() {
            3
        } else {
            3 * (usize::from(he.width_40_80_in_5ghz())
                + usize::from(he.width_160_in_5ghz())
                + usize::from(self.phy.width_320_in_6ghz()))
        };
        if len == 0 && !from_ap {
            let (mcs, ppe) = self.rest.split_first_chunk()?;
            return Some((EhtMcs::Only20MHz(mcs), ppe));
        }
        let (mcs, ppe) = self.rest.split_at_checked(len.max(3))?;
        Some((EhtMcs::Widths(EhtMcsSet(mcs)), ppe))
    }
}
