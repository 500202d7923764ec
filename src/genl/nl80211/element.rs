//! Information elements of IEEE 802.11: iteration, fragments, decoding.
use super::{
    BssLoad, ChannelSwitch, Country, EhtCapability, EhtOperation, ElementId, ErpInformation, ExtElementId,
    ExtendedCapabilities, He6GhzCapability, HeCapability, HeOperation, HtCapability, HtOperation,
    MeshConfiguration, Rates, Rsn, RsnExtension, Ssid, Tim, Vendor, VhtCapability, VhtOperation,
};
use crate::wire::{Error, TlvIter};
use core::{fmt, iter::FusedIterator};

/// Iterator over the information elements of a frame, or of an attribute such as `NL80211_ATTR_IE`.
///
/// An element has an id, a length of one byte, and data; with the id 255 an extended id precedes
/// the data. Everything is little endian, except for OUIs.
///
/// ```
/// use nlwire::genl::nl80211::{ElementValue, Elements};
/// let bytes = [0, 4, b'c', b'a', b'f', b'e', 3, 1, 6];
/// for element in Elements::new(&bytes) {
///     match element?.decode() {
///         ElementValue::Ssid(ssid) => assert_eq!(ssid, "cafe"),
///         ElementValue::DsChannel(channel) => assert_eq!(channel, 6),
///         _ => {}
///     }
/// }
/// # Ok::<(), nlwire::wire::Error>(())
/// ```
///
/// # Errors
/// A length beyond the end, or a single byte at the end, is one error and ends the iteration.
#[derive(Clone, Copy)]
pub struct Elements<'a>(&'a [u8]);
impl<'a> Elements<'a> {
    /// Iterates over the elements from the start of `bytes`.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }
    /// Returns the bytes that are not yet iterated over.
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }
    /// Returns the first element with this id; `None` if there is none before the end or an error.
    pub fn find(self, id: ElementId) -> Option<Element<'a>> {
        self.map_while(Result::ok).find(|element| element.id() == id)
    }
    /// Returns the first element with this extended id; `None` if there is none before the end or
    /// an error.
    pub fn find_extended(self, id: ExtElementId) -> Option<Element<'a>> {
        self.map_while(Result::ok).find(|element| element.extended_id() == Some(id))
    }
    /// Returns the first vendor specific element with this OUI and type.
    pub fn find_vendor(self, oui: [u8; 3], kind: u8) -> Option<Element<'a>> {
        let [a, b, c] = oui;
        self.map_while(Result::ok).find(|element| {
            element.id() == ElementId::WLAN_EID_VENDOR_SPECIFIC
                && element.payload.starts_with(&[a, b, c, kind])
        })
    }
    /// Returns the SSID; `None` if there is no SSID element.
    pub fn ssid(self) -> Option<Ssid<'a>> {
        self.find(ElementId::WLAN_EID_SSID).map(|element| Ssid(element.data()))
    }
    /// Returns the RSN element; `None` if there is none, or if it is malformed.
    pub fn rsn(self) -> Option<Rsn<'a>> {
        self.find(ElementId::WLAN_EID_RSN).and_then(|element| Rsn::read(element.data()))
    }
    /// Returns the WPA element; `None` if there is none, or if it is malformed.
    pub fn wpa(self) -> Option<Rsn<'a>> {
        let element = self.find_vendor(Vendor::MICROSOFT, Vendor::WPA)?;
        Rsn::read_wpa(element.data().get(4..)?)
    }
}
impl<'a> Iterator for Elements<'a> {
    type Item = Result<Element<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let mut records = TlvIter::new(self.0);
        let Some((id, payload)) = records.next() else {
            return Some(Err(Error::framing(core::mem::take(&mut self.0))));
        };
        let rest = records.rest();
        self.0 = rest;
        Some(Ok(Element { id: ElementId(id), payload, rest }))
    }
}
impl FusedIterator for Elements<'_> {}
impl fmt::Debug for Elements<'_> {
    /// Prints the elements by name, with their values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

/// An information element, borrowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    id: ElementId,
    payload: &'a [u8],
    rest: &'a [u8],
}
impl<'a> Element<'a> {
    /// Returns the element id.
    pub const fn id(&self) -> ElementId {
        self.id
    }
    /// Returns the extended id of an element with the id 255; `None` for another element, and for
    /// an element with the id 255 that is empty.
    pub fn extended_id(&self) -> Option<ExtElementId> {
        if self.id != ElementId::WLAN_EID_EXTENSION {
            return None;
        }
        self.payload.first().copied().map(ExtElementId)
    }
    /// Returns the data: without id, length, and extended id.
    ///
    /// Of a fragmented element, the first fragment: see [`join`](Self::join).
    pub fn data(&self) -> &'a [u8] {
        if self.extended_id().is_some() { self.payload.get(1..).unwrap_or(&[]) } else { self.payload }
    }
    /// Returns whether the element continues in Fragment elements.
    ///
    /// Such an element is 255 bytes long, and a Fragment element (id 242) follows.
    pub fn is_fragmented(&self) -> bool {
        self.payload.len() == 255 && self.rest.first() == Some(&ElementId::WLAN_EID_FRAGMENT.0)
    }
    /// Returns the data of the element joined with the data of the Fragment elements that follow.
    ///
    /// The data of an element that is not fragmented is not copied. `None` if `buffer` is too
    /// small, or if the framing of a fragment is broken. The fragments remain items of the
    /// iterator.
    pub fn join<'b>(&self, buffer: &'b mut [u8]) -> Option<&'b [u8]>
    where
        'a: 'b,
    {
        if !self.is_fragmented() {
            return Some(self.data());
        }
        let mut len = 0usize;
        let mut add = |part: &[u8]| {
            let end = len.checked_add(part.len())?;
            buffer.get_mut(len..end)?.copy_from_slice(part);
            len = end;
            Some(())
        };
        add(self.data())?;
        let mut elements = Elements::new(self.rest);
        loop {
            let part = elements.next()?.ok()?;
            add(part.payload)?;
            if !part.is_fragmented() {
                break;
            }
        }
        buffer.get(..len)
    }
    /// Decodes the data by the id.
    ///
    /// Data that are too short for their id are [`ElementValue::Malformed`].
    pub fn decode(&self) -> ElementValue<'a> {
        self.decode_data(self.data())
    }
    /// Decodes joined data by the id of this element: see [`join`](Self::join).
    pub fn decode_data<'d>(&self, data: &'d [u8]) -> ElementValue<'d> {
        let decoded = if let Some(id) = self.extended_id() {
            Self::decode_extended(id, data)
        } else {
            Self::decode_plain(self.id, data)
        };
        decoded.unwrap_or(ElementValue::Malformed(data))
    }
    /// Decodes by the element id; `None` if the data are too short.
    fn decode_plain(id: ElementId, data: &[u8]) -> Option<ElementValue<'_>> {
        let at_least = |len| (data.len() >= len).then_some(data);
        Some(match id {
            ElementId::WLAN_EID_SSID if data.len() <= 32 => ElementValue::Ssid(Ssid(data)),
            ElementId::WLAN_EID_SSID => return None,
            ElementId::WLAN_EID_SUPP_RATES => ElementValue::SupportedRates(Rates(data)),
            ElementId::WLAN_EID_EXT_SUPP_RATES => ElementValue::ExtendedSupportedRates(Rates(data)),
            ElementId::WLAN_EID_DS_PARAMS => ElementValue::DsChannel(*data.first()?),
            ElementId::WLAN_EID_TIM => ElementValue::Tim(Tim::read(data)?),
            ElementId::WLAN_EID_COUNTRY => ElementValue::Country(Country::read(data)?),
            ElementId::WLAN_EID_QBSS_LOAD => ElementValue::BssLoad(BssLoad::read(data)?),
            ElementId::WLAN_EID_PWR_CONSTRAINT => ElementValue::PowerConstraint(*data.first()?),
            ElementId::WLAN_EID_CHANNEL_SWITCH => ElementValue::ChannelSwitch(ChannelSwitch::read(data)?),
            ElementId::WLAN_EID_ERP_INFO => {
                ElementValue::Erp(ErpInformation::from_bits_retain(*data.first()?))
            }
            ElementId::WLAN_EID_RSN => ElementValue::Rsn(Rsn::read(data)?),
            ElementId::WLAN_EID_RSNX => ElementValue::RsnExtension(RsnExtension(at_least(1)?)),
            ElementId::WLAN_EID_HT_CAPABILITY => {
                ElementValue::HtCapability(HtCapability(at_least(HtCapability::LEN)?))
            }
            ElementId::WLAN_EID_HT_OPERATION => {
                ElementValue::HtOperation(HtOperation(at_least(HtOperation::LEN)?))
            }
            ElementId::WLAN_EID_VHT_CAPABILITY => {
                ElementValue::VhtCapability(VhtCapability(at_least(VhtCapability::LEN)?))
            }
            ElementId::WLAN_EID_VHT_OPERATION => {
                ElementValue::VhtOperation(VhtOperation(at_least(VhtOperation::LEN)?))
            }
            ElementId::WLAN_EID_EXT_CAPABILITY => {
                ElementValue::ExtendedCapabilities(ExtendedCapabilities(data))
            }
            ElementId::WLAN_EID_MESH_ID => ElementValue::MeshId(Ssid(data)),
            ElementId::WLAN_EID_MESH_CONFIG => {
                ElementValue::MeshConfiguration(MeshConfiguration(at_least(MeshConfiguration::LEN)?))
            }
            ElementId::WLAN_EID_VENDOR_SPECIFIC => {
                let vendor = Vendor::read(data)?;
                if (vendor.oui, vendor.kind) == (Vendor::MICROSOFT, Some(Vendor::WPA)) {
                    ElementValue::Wpa(Rsn::read_wpa(vendor.data)?)
                } else {
                    ElementValue::Vendor(vendor)
                }
            }
            _ => ElementValue::Other(data),
        })
    }
    /// Decodes by the extended id; `None` if the data are too short.
    fn decode_extended(id: ExtElementId, data: &[u8]) -> Option<ElementValue<'_>> {
        let at_least = |len| (data.len() >= len).then_some(data);
        Some(match id {
            ExtElementId::WLAN_EID_EXT_HE_CAPABILITY => ElementValue::HeCapability(HeCapability::read(data)?),
            ExtElementId::WLAN_EID_EXT_HE_OPERATION => {
                ElementValue::HeOperation(HeOperation(at_least(HeOperation::LEN)?))
            }
            ExtElementId::WLAN_EID_EXT_HE_6GHZ_CAPA => {
                ElementValue::He6GhzCapability(He6GhzCapability(at_least(He6GhzCapability::LEN)?))
            }
            ExtElementId::WLAN_EID_EXT_EHT_CAPABILITY => {
                ElementValue::EhtCapability(EhtCapability::read(data)?)
            }
            ExtElementId::WLAN_EID_EXT_EHT_OPERATION => {
                ElementValue::EhtOperation(EhtOperation(at_least(EhtOperation::LEN)?))
            }
            _ => ElementValue::Other(data),
        })
    }
}
impl fmt::Debug for Element<'_> {
    /// Prints the name of the id and the decoded value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.extended_id() {
            Some(id) if id.name().is_some() => write!(f, "{id}: {:?}", self.decode()),
            Some(id) => write!(f, "{}({id}): {:?}", self.id, self.decode()),
            None => write!(f, "{}: {:?}", self.id, self.decode()),
        }
    }
}

/// Decoded data of an information element: [`Element::decode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ElementValue<'a> {
    /// SSID: name of the network.
    Ssid(Ssid<'a>),
    /// Supported rates and BSS membership selectors: up to eight.
    SupportedRates(Rates<'a>),
    /// Extended supported rates and BSS membership selectors.
    ExtendedSupportedRates(Rates<'a>),
    /// DSSS parameter set: the current channel.
    DsChannel(u8),
    /// Traffic indication map (TIM).
    Tim(Tim<'a>),
    /// Country: country code and channels.
    Country(Country<'a>),
    /// BSS load: stations and use of the channel.
    BssLoad(BssLoad),
    /// Power constraint: reduction of the maximum transmit power, dB.
    PowerConstraint(u8),
    /// Channel switch announcement.
    ChannelSwitch(ChannelSwitch),
    /// ERP information.
    Erp(ErpInformation),
    /// Robust security network (RSN): WPA2 and WPA3.
    Rsn(Rsn<'a>),
    /// WPA: the vendor specific element that preceded RSN.
    Wpa(Rsn<'a>),
    /// RSN extension (RSNXE).
    RsnExtension(RsnExtension<'a>),
    /// HT capabilities (high throughput, 802.11n).
    HtCapability(HtCapability<'a>),
    /// HT operation: channels and protection (802.11n).
    HtOperation(HtOperation<'a>),
    /// VHT capabilities (very high throughput, 802.11ac).
    VhtCapability(VhtCapability<'a>),
    /// VHT operation: channel width and centre (802.11ac).
    VhtOperation(VhtOperation<'a>),
    /// HE capabilities (high efficiency, 802.11ax).
    HeCapability(HeCapability<'a>),
    /// HE operation: BSS color, TWT and 6 GHz channel (802.11ax).
    HeOperation(HeOperation<'a>),
    /// HE 6 GHz band capabilities.
    He6GhzCapability(He6GhzCapability<'a>),
    /// EHT capabilities (extremely high throughput, 802.11be).
    EhtCapability(EhtCapability<'a>),
    /// EHT operation: channel width and punctured subchannels (802.11be).
    EhtOperation(EhtOperation<'a>),
    /// Extended capabilities: bitmap of optional features.
    ExtendedCapabilities(ExtendedCapabilities<'a>),
    /// Mesh id: name of the mesh.
    MeshId(Ssid<'a>),
    /// Mesh configuration: path selection, synchronization and authentication (802.11s).
    MeshConfiguration(MeshConfiguration<'a>),
    /// Vendor specific, except for WPA.
    Vendor(Vendor<'a>),
    /// Data of an element without a type here.
    Other(&'a [u8]),
    /// Data that do not fit their id.
    Malformed(&'a [u8]),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genl::nl80211::{
        AkmSuite, CipherSuite, CountryTriplet, EhtMcs, HePhyCapabilities, Rate, RsnCapabilities,
    };
    use std::{format, vec, vec::Vec};

    /// Beacon of an access point with WPA2 and WPA, as hostapd writes it.
    const BEACON: &[u8] = &[
        0, 4, b'c', b'a', b'f', b'e', // SSID
        1, 4, 0x82, 0x84, 0x0b, 0xff, // supported rates
        3, 1, 6, // DS channel
        5, 5, 0, 2, 0x01, 0x02, 0x08, // TIM
        7, 6, b'D', b'E', b' ', 1, 13, 20, // country
        11, 5, 3, 0, 128, 0x12, 0x34, // BSS load
        48, 20, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 2, 0x80, 0, // RSN
        221, 22, 0, 0x50, 0xf2, 1, 1, 0, 0, 0x50, 0xf2, 2, 1, 0, 0, 0x50, 0xf2, 2, 1, 0, 0, 0x50, 0xf2, 2,
        221, 4, 0x50, 0x6f, 0x9a, 9, // P2P
        255, 3, 59, 0xab, 0xcd, // HE 6 GHz capabilities
    ];

    #[test]
    fn elements_of_a_beacon() {
        let elements = Elements::new(BEACON);
        let values: Vec<_> = elements.map(|element| element.unwrap().decode()).collect();
        assert_eq!(values[0], ElementValue::Ssid(Ssid(b"cafe")));
        let ElementValue::SupportedRates(rates) = values[1] else { panic!("{:?}", values[1]) };
        let printed: Vec<_> = rates.iter().map(|rate| format!("{rate}")).collect();
        assert_eq!(printed, ["1.0*", "2.0*", "5.5", "HT"]);
        assert_eq!(
            (Rate(0x8b).bitrate(), Rate(0xff).bitrate(), Rate(0xfe).selector()),
            (Some(55), None, Some(126))
        );
        assert_eq!(values[2], ElementValue::DsChannel(6));
        let ElementValue::Tim(tim) = values[3] else { panic!() };
        assert!(tim.has_group_traffic() && tim.dtim_period == 2);
        // the bitmap starts at byte 0, with the AIDs 1 and 11
        assert_eq!((0..2048).filter(|aid| tim.has_traffic(*aid)).collect::<Vec<_>>(), [1, 11]);
        let ElementValue::Country(country) = values[4] else { panic!() };
        let band = CountryTriplet::Subband { first_channel: 1, channels: 13, max_power: 20 };
        assert_eq!((country.code, country.triplets().collect::<Vec<_>>()), (*b"DE", vec![band]));
        let ElementValue::BssLoad(load) = values[5] else { panic!() };
        assert_eq!((load.stations, load.channel_utilization, load.admission_capacity), (3, 128, 0x3412));
        let rsn = elements.rsn().unwrap();
        assert_eq!((values[6], rsn.version), (ElementValue::Rsn(rsn), 1));
        assert_eq!(rsn.pairwise.iter().collect::<Vec<_>>(), [CipherSuite::WLAN_CIPHER_SUITE_CCMP]);
        assert_eq!(rsn.akm.iter().collect::<Vec<_>>(), [AkmSuite::WLAN_AKM_SUITE_PSK]);
        assert_eq!(rsn.capabilities, RsnCapabilities::WPA_CAPABILITY_MFPC);
        let wpa = elements.wpa().unwrap();
        assert_eq!((values[7], wpa.group), (ElementValue::Wpa(wpa), CipherSuite::WPA_CIPHER_SUITE_TKIP));
        let ElementValue::Vendor(p2p) = values[8] else { panic!() };
        assert_eq!((p2p.oui, p2p.kind, p2p.data), (Vendor::WFA, Some(Vendor::P2P), &[][..]));
        assert_eq!(values[9], ElementValue::He6GhzCapability(He6GhzCapability(&[0xab, 0xcd])));
        assert_eq!(
            elements.find_extended(ExtElementId::WLAN_EID_EXT_HE_6GHZ_CAPA).unwrap().data(),
            [0xab, 0xcd]
        );
        let printed = format!("{elements:?}");
        for part in [
            "WLAN_EID_SSID: Ssid(\"cafe\")",
            "WLAN_CIPHER_SUITE_CCMP",
            "WLAN_AKM_SUITE_PSK",
            "WPA_CIPHER_SUITE_TKIP",
        ] {
            assert!(printed.contains(part), "{printed}");
        }
    }
    #[test]
    fn lengths_beyond_the_end_are_one_error_and_the_end() {
        for cut in 0..BEACON.len() {
            let mut elements = Elements::new(&BEACON[..cut]);
            let whole = elements.by_ref().take_while(Result::is_ok).count();
            assert!(whole <= 10 && elements.next().is_none(), "{cut}");
            let errors = Elements::new(&BEACON[..cut]).filter(Result::is_err).count();
            let aligned = Elements::new(BEACON)
                .scan(BEACON.len(), |_, element| Some(BEACON.len() - element.ok()?.rest.len()));
            assert_eq!(errors == 0, cut == 0 || aligned.into_iter().any(|end| end == cut), "{cut}");
            let _ = format!("{:?}", Elements::new(&BEACON[..cut]));
        }
        for (bytes, good) in
            [(&[0][..], 0), (&[0, 1], 0), (&[0, 0, 0], 1), (&[255, 255, 1], 0), (&[3, 1, 6, 221], 1)]
        {
            let found: Vec<_> = Elements::new(bytes).collect();
            assert_eq!(
                (found.len(), found.iter().filter(|it| it.is_ok()).count()),
                (good + 1, good),
                "{bytes:?}"
            );
            assert!(found.last().unwrap().is_err());
        }
    }
    #[test]
    fn each_element_survives_every_length() {
        for id in 0..=255 {
            for len in 0..80usize {
                for fill in [0, 0x55, 0xff] {
                    let mut bytes = vec![fill; len + 2];
                    (bytes[0], bytes[1]) = (id, len as u8);
                    let element = Elements::new(&bytes).next().unwrap().unwrap();
                    let _ = format!("{element:?}");
                    if let ElementValue::EhtCapability(eht) = element.decode() {
                        let _ = eht.mcs(HePhyCapabilities(&[fill]), false);
                    }
                }
            }
        }
        // the extended ids
        for id in 0..=255 {
            for len in 1..80usize {
                let mut bytes = vec![0xff; len + 2];
                (bytes[1], bytes[2]) = (len as u8, id);
                let _ = format!("{:?}", Elements::new(&bytes));
            }
        }
        let empty = Elements::new(&[255, 0]).next().unwrap().unwrap();
        assert_eq!(
            (empty.extended_id(), empty.data(), empty.decode()),
            (None, &[][..], ElementValue::Other(&[]))
        );
        let long = [&[0, 33][..], &[b'x'; 33]].concat();
        assert!(matches!(Elements::new(&long).next().unwrap().unwrap().decode(), ElementValue::Malformed(_)));
    }
    /// Splits data into an element and fragments, as the standard does.
    fn fragmented(ext: u8, data: &[u8]) -> Vec<u8> {
        let (first, rest) = data.split_at(data.len().min(254));
        let mut bytes = [&[255, first.len() as u8 + 1, ext][..], first].concat();
        for part in rest.chunks(255) {
            bytes.extend([&[242, part.len() as u8], part].concat());
        }
        bytes
    }
    #[test]
    fn fragments_are_joined() {
        for len in [0, 1, 253, 254, 255, 300, 508, 509, 510, 764, 2000] {
            let data: Vec<u8> = (0..len).map(|at| at as u8).collect();
            let bytes = [fragmented(107, &data), vec![3, 1, 6]].concat();
            let element = Elements::new(&bytes).next().unwrap().unwrap();
            assert_eq!(element.is_fragmented(), len > 254, "{len}");
            let mut buffer = vec![0; len];
            assert_eq!(element.join(&mut buffer), Some(&data[..]), "{len}");
            if len > 254 {
                assert_eq!(element.join(&mut buffer[1..]), None, "{len}");
                for cut in 258..bytes.len() - 3 {
                    let element = Elements::new(&bytes[..cut]).next().unwrap().unwrap();
                    let joined = element.join(&mut buffer).map(<[u8]>::len);
                    assert!(joined.is_none_or(|joined| joined < len), "{len} {cut}");
                }
            } else {
                assert_eq!(element.join(&mut []), Some(&data[..]));
            }
        }
        // an element of 255 bytes before another element is not fragmented
        let plain = [fragmented(107, &[0; 254]), vec![0, 0]].concat();
        assert!(!Elements::new(&plain).next().unwrap().unwrap().is_fragmented());
    }
    #[test]
    fn optional_fields_of_rsn_and_tim() {
        let rsn = Elements::new(BEACON).find(ElementId::WLAN_EID_RSN).unwrap().data();
        let whole: Vec<usize> = (0..=rsn.len()).filter(|cut| Rsn::read(&rsn[..*cut]).is_some()).collect();
        assert_eq!(whole, [2, 6, 12, 18, 20]);
        let short = Rsn::read(&rsn[..2]).unwrap();
        assert_eq!((short.group, short.pairwise.iter().count()), (CipherSuite::WLAN_CIPHER_SUITE_CCMP, 0));
        assert_eq!(Rsn::read_wpa(&[1, 0]).unwrap().group, CipherSuite::WPA_CIPHER_SUITE_TKIP);
        let with_pmkid = [rsn, &[1, 0], &[7; 16], &[0, 0x0f, 0xac, 6]].concat();
        let read = Rsn::read(&with_pmkid).unwrap();
        assert_eq!(read.pmkids().collect::<Vec<_>>(), [&[7; 16]]);
        assert_eq!(read.group_management, Some(CipherSuite::WLAN_CIPHER_SUITE_AES_CMAC));
        let lying = [1, 0, 0, 0x0f, 0xac, 4, 0xff, 0xff, 0, 0x0f, 0xac, 4];
        assert_eq!(Rsn::read(&lying), None);
        // bitmap from byte 4: AIDs from 32
        let tim = Tim::read(&[0, 1, 4, 0x01]).unwrap();
        assert_eq!((0..2048).filter(|aid| tim.has_traffic(*aid)).collect::<Vec<_>>(), [32]);
        assert_eq!((Tim::read(&[0]), Tim::read(&[0, 1]).unwrap().bitmap.len()), (None, 0));
    }
    #[test]
    fn optional_fields_of_operation_and_capability() {
        // VHT operation (bit 14), co-hosted BSS (bit 15), 6 GHz (bit 17) in the parameters
        let parameters = |bits: u32| bits.to_le_bytes()[..3].to_vec();
        let tail = [[1, 42, 0].as_slice(), &[9], &[5, 1, 7, 0, 6]].concat();
        let bytes = [parameters(1 << 14 | 1 << 15 | 1 << 17), vec![0x21, 0xff, 0xfc], tail].concat();
        let he = HeOperation(&bytes);
        assert_eq!(he.vht_operation_info().map(|vht| vht.0), Some(&[1, 42, 0][..]));
        assert_eq!(
            (he.max_cohosted_bssid(), he.six_ghz_info().map(|six| six.0)),
            (Some(9), Some(&[5, 1, 7, 0, 6][..]))
        );
        assert_eq!(HeOperation(&bytes[..14]).six_ghz_info(), None);
        let bytes = [parameters(1 << 17), vec![0, 0, 0, 5, 1, 7, 0, 6]].concat();
        let he = HeOperation(&bytes);
        assert_eq!((he.vht_operation_info(), he.max_cohosted_bssid()), (None, None));
        assert_eq!(he.six_ghz_info().map(|six| six.0), Some(&[5, 1, 7, 0, 6][..]));
        let eht = EhtOperation(&[3, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
        assert_eq!(eht.info().map(|info| info.0.len()), Some(5));
        assert_eq!(EhtOperation(&[1, 0, 0, 0, 0, 1, 2, 3]).info().map(|info| info.0.len()), Some(3));
        assert_eq!(EhtOperation(&[0; 10]).info(), None);
        // MAC 2, PHY 9 bytes, then MCS
        let bytes: Vec<u8> = [vec![0; 11], (1..=9).collect()].concat();
        let eht = EhtCapability::read(&bytes).unwrap();
        let mcs = |he: u8, from_ap| {
            eht.mcs(HePhyCapabilities(&[he]), from_ap).map(|(mcs, ppe)| match mcs {
                EhtMcs::Only20MHz(_) => (0, ppe.len()),
                EhtMcs::Widths(mcs) => (mcs.0.len(), ppe.len()),
            })
        };
        assert_eq!((mcs(0, false), mcs(0, true)), (Some((0, 5)), Some((3, 6))));
        // bit 0 is reserved, bits 1 to 4: 40 MHz at 2.4 GHz; 40 and 80, 160, 80+80 MHz at 5 GHz
        assert_eq!(
            (mcs(0b10, false), mcs(0b100, false), mcs(0b1100, false)),
            (Some((3, 6)), Some((3, 6)), Some((6, 3)))
        );
        // MAC 6, PHY 11 bytes, MCS 4 for each width
        let mut bytes = [0; 29];
        bytes[6] = 0b1100;
        let he = HeCapability::read(&bytes).unwrap();
        assert_eq!((he.mcs.0.len(), he.ppe.len()), (8, 4));
        bytes[6] = 0b1_1100;
        assert_eq!(HeCapability::read(&bytes).unwrap().mcs.0.len(), 12);
        assert_eq!(HeCapability::read(&bytes[..28]), None);
    }
}
