//! Access points of a scan, as a program that shows them reads them: BSSID, frequency, TSF, beacon interval, signal, age, and the information
//! elements as bytes. nlwire, and wl-nl80211, which makes an owned message of each. netlink-bindings has the attributes of an access point as
//! bytes, neli and nlink have no nl80211.
use crate::{
    fold::{fold, fold_bytes},
    kernel::{Recording, attr, part_of_dump},
    work::Decode,
};

/// The id that the family has in the recording.
const NL80211: u16 = 0x20;
/// NL80211_CMD_NEW_SCAN_RESULTS.
const RESULTS: u8 = 34;
/// How many access points there are.
const POINTS: u32 = 200;

pub const OURS: Decode = |datagram| ours::decode(datagram).unwrap_or(0);
pub fn rivals() -> Vec<(&'static str, Decode)> {
    vec![("wl-nl80211", |datagram| wl::decode(datagram).unwrap_or(0))]
}

/// What the kernel sends of an access point with WPA2 and 802.11ac: the attributes in the order of nl80211_send_bss, net/wireless/nl80211.c.
fn message(n: u32) -> Vec<u8> {
    let ssid = format!("network {n:04}");
    let elements = [
        &[&[0, ssid.len() as u8][..], ssid.as_bytes()].concat()[..],
        &[1, 8, 0x82, 0x84, 0x8b, 0x96, 12, 18, 24, 36],
        &[3, 1, 1 + (n % 13) as u8],
        &[5, 4, 0, 1, 0, 0],
        &[7, 6, b'D', b'E', b' ', 1, 13, 20],
        &[48, 20, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 4, 1, 0, 0, 0x0f, 0xac, 2, 0x0c, 0],
        &[&[45, 26][..], &[0x6f; 26]].concat(),
        &[&[61, 22][..], &[1; 22]].concat(),
        &[127, 8, 4, 0, 8, 0, 0, 0, 0, 0x40],
        &[&[191, 12][..], &[0x32; 12]].concat(),
        &[192, 5, 0, 0, 0, 0, 0],
        &[&[221, 24, 0, 0x50, 0xf2, 2, 1, 1][..], &[0x42; 18]].concat(),
    ]
    .concat();
    let [.., a, b] = n.to_be_bytes();
    let bss = [
        attr(1, &[2, 0, 0, 0, a, b]),
        attr(14, &[]),
        attr(6, &elements),
        attr(3, &(u64::from(n) * 1_000_003).to_ne_bytes()),
        attr(11, &elements),
        attr(13, &(u64::from(n) * 1_000_001).to_ne_bytes()),
        attr(4, &100u16.to_ne_bytes()),
        attr(5, &0x1431u16.to_ne_bytes()),
        attr(2, &(2412 + 5 * (n % 13)).to_ne_bytes()),
        attr(20, &0u32.to_ne_bytes()),
        attr(12, &0u32.to_ne_bytes()),
        attr(10, &(n * 7).to_ne_bytes()),
        attr(15, &(u64::from(n) << 33).to_ne_bytes()),
        attr(7, &(-3000 - n as i32 * 10).to_ne_bytes()),
    ]
    .concat();
    let payload = [
        vec![RESULTS, 1, 0, 0],
        attr(46, &7u32.to_ne_bytes()),
        attr(3, &3u32.to_ne_bytes()),
        attr(153, &1u64.to_ne_bytes()),
        attr(47, &bss),
    ]
    .concat();
    part_of_dump(NL80211, &payload)
}
/// The dump, by the kernel's code: no radio is needed for it.
pub fn recording() -> Recording {
    Recording::of_messages((0..POINTS).map(message))
}

mod ours {
    use super::*;
    use nlwire::{
        genl::{GenericMessage, nl80211::*},
        wire::*,
    };

    pub fn decode(datagram: &[u8]) -> Result<u64, Error> {
        let mut sum = 0;
        for message in Messages::new(datagram) {
            let Nl80211Message::NewScanResults(GenericMessage { attrs, .. }) = Nl80211Message::decode(message?)? else { continue };
            for attr in attrs {
                match attr? {
                    Nl80211Attr::NL80211_ATTR_IFINDEX(index) => sum = fold(sum, 3, index),
                    Nl80211Attr::NL80211_ATTR_BSS(bss) => sum = fold_bss(sum, bss)?,
                    _ => {}
                }
            }
        }
        Ok(sum)
    }
    #[inline(always)]
    fn fold_bss(mut sum: u64, bss: Attrs<'_, Bss>) -> Result<u64, Error> {
        for attr in bss {
            sum = match attr? {
                BssAttr::NL80211_BSS_BSSID(bssid) => fold_bytes(sum, 1, bssid.0),
                BssAttr::NL80211_BSS_FREQUENCY(mhz) => fold(sum, 2, mhz),
                BssAttr::NL80211_BSS_TSF(tsf) => fold(sum, 4, tsf),
                BssAttr::NL80211_BSS_BEACON_INTERVAL(interval) => fold(sum, 5, interval),
                BssAttr::NL80211_BSS_INFORMATION_ELEMENTS(elements) => fold_bytes(sum, 6, elements.bytes()),
                BssAttr::NL80211_BSS_SIGNAL_MBM(signal) => fold(sum, 7, signal as u32),
                BssAttr::NL80211_BSS_SEEN_MS_AGO(age) => fold(sum, 8, age),
                BssAttr::NL80211_BSS_BEACON_IES(elements) => fold_bytes(sum, 9, elements.bytes()),
                _ => sum,
            };
        }
        Ok(sum)
    }
}

mod wl {
    use super::*;
    use crate::packet::next;
    use netlink_packet_core::{DecodeError, NetlinkMessage, NetlinkPayload};
    use netlink_packet_generic::GenlMessage;
    use wl_nl80211::{Nl80211Attr, Nl80211BssInfo, Nl80211Message};

    pub fn decode(mut datagram: &[u8]) -> Result<u64, DecodeError> {
        let mut sum = 0;
        while !datagram.is_empty() {
            let message = NetlinkMessage::<GenlMessage<Nl80211Message>>::deserialize(datagram)?;
            datagram = next(datagram, message.header.length);
            let NetlinkPayload::InnerMessage(message) = message.payload else { continue };
            for attr in &message.payload.attributes {
                match attr {
                    Nl80211Attr::IfIndex(index) => sum = fold(sum, 3, *index),
                    Nl80211Attr::Bss(bss) => {
                        for info in bss {
                            sum = match info {
                                Nl80211BssInfo::Bssid(bssid) => fold_bytes(sum, 1, bssid),
                                Nl80211BssInfo::Frequency(mhz) => fold(sum, 2, *mhz),
                                Nl80211BssInfo::Tsf(tsf) => fold(sum, 4, *tsf),
                                Nl80211BssInfo::BeaconInterval(interval) => fold(sum, 5, *interval),
                                Nl80211BssInfo::RawInformationElements(elements) => fold_bytes(sum, 6, elements),
                                Nl80211BssInfo::SignalMbm(signal) => fold(sum, 7, *signal as u32),
                                Nl80211BssInfo::SeenMsAgo(age) => fold(sum, 8, *age),
                                Nl80211BssInfo::RawBeaconInformationElements(elements) => fold_bytes(sum, 9, elements),
                                _ => sum,
                            };
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(sum)
    }
}
