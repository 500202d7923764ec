//! Calls for wiphys: dumps joined from several messages, settings.
use super::{Band, BandAttrs, Bitrate, Frequency, Nl80211, Nl80211Message, TxPowerSetting, WirelessDevice};
use crate::{
    client::{
        self, Buffer, Call, Completion, DiscardEvents, EventHandler, Query, Replies, Transport, call, query,
    },
    genl::{Command, Family},
    wire::{Attrs, Error, Flag, GetFlags, RawAttrs, Str},
};

/// A command of the family as an operation.
pub(super) type WifiCommand<R = Nl80211> = Command<Nl80211, (), R>;

/// One part of a dump of wiphys, as returned by [`WiphyParts`].
#[derive(Clone, Copy, Debug)]
pub enum WiphyPart<'a> {
    /// A wiphy. All parts up to the next one belong to this wiphy.
    Wiphy {
        /// Wiphy index.
        index: u32,
        /// Wiphy name.
        name: Option<Str<'a>>,
    },
    /// Attributes of the wiphy: those of one message.
    ///
    /// Each attribute occurs in one of these parts, except for index, name, generation and bands.
    Attributes(Attrs<'a, Nl80211>),
    /// A band, with its capabilities. Channels and rates follow as parts of their own.
    Band(Band, Attrs<'a, BandAttrs>),
    /// A legacy rate of the preceding band.
    Bitrate(Band, Attrs<'a, Bitrate>),
    /// A channel of the preceding band.
    Frequency(Band, Attrs<'a, Frequency>),
}
/// Range of bytes in the attributes of a message.
type Range = (usize, usize);
/// State across messages, and position in the current one.
#[derive(Clone, Copy, Default)]
struct Cursor {
    wiphy: Option<u32>,
    band: Option<u16>,
    /// Parts of the message that are due before the bands.
    starts: bool,
    attributes: bool,
    bands: Range,
    rates: Range,
    channels: Range,
}
#[derive(Clone, Copy)]
enum Step {
    Wiphy(u32),
    Attributes,
    Band(u16, Range),
    Bitrate(u16, Range),
    Frequency(u16, Range),
}
impl Cursor {
    /// Enters the next message.
    fn enter(&mut self, attrs: Attrs<'_, Nl80211>) -> Result<(), Error> {
        let found =
            crate::pick!(attrs, Nl80211 { wiphy: NL80211_ATTR_WIPHY, bands: NL80211_ATTR_WIPHY_BANDS })?;
        (self.rates, self.channels) = ((0, 0), (0, 0));
        self.bands = found.bands.map_or((0, 0), |bands| place_of(attrs.bytes(), bands.bytes()));
        self.starts = found.wiphy.is_some() && found.wiphy != self.wiphy;
        if self.starts {
            (self.wiphy, self.band) = (found.wiphy, None);
        }
        self.attributes = true;
        Ok(())
    }
    /// Returns the next part of the current message.
    fn step(&mut self, attrs: Attrs<'_, Nl80211>) -> Result<Option<Step>, Error> {
        let bytes = attrs.bytes();
        if let (true, Some(index)) = (core::mem::take(&mut self.starts), self.wiphy) {
            return Ok(Some(Step::Wiphy(index)));
        }
        if core::mem::take(&mut self.attributes) {
            return Ok(Some(Step::Attributes));
        }
        loop {
            if let (Some(band), Some((_, item))) = (self.band, take(bytes, &mut self.rates)?) {
                return Ok(Some(Step::Bitrate(band, item)));
            }
            if let (Some(band), Some((_, item))) = (self.band, take(bytes, &mut self.channels)?) {
                return Ok(Some(Step::Frequency(band, item)));
            }
            let Some((band, item)) = take(bytes, &mut self.bands)? else { return Ok(None) };
            let found = crate::pick!(
                Attrs::<BandAttrs>::new(part(bytes, item)),
                BandAttrs { rates: NL80211_BAND_ATTR_RATES, channels: NL80211_BAND_ATTR_FREQS }
            )?;
            self.rates = found.rates.map_or((0, 0), |rates| place_of(bytes, rates.bytes()));
            self.channels = found.channels.map_or((0, 0), |channels| place_of(bytes, channels.bytes()));
            // the kernel continues a band in the next message, with channels only
            if self.band.replace(band) != Some(band) {
                return Ok(Some(Step::Band(band, item)));
            }
        }
    }
    fn lend<'a>(step: Step, attrs: Attrs<'a, Nl80211>) -> WiphyPart<'a> {
        let bytes = attrs.bytes();
        match step {
            Step::Wiphy(index) => WiphyPart::Wiphy { index, name: attrs.wiphy_name() },
            Step::Attributes => WiphyPart::Attributes(attrs),
            Step::Band(band, at) => WiphyPart::Band(Band(band.into()), Attrs::new(part(bytes, at))),
            Step::Bitrate(band, at) => WiphyPart::Bitrate(Band(band.into()), Attrs::new(part(bytes, at))),
            Step::Frequency(band, at) => WiphyPart::Frequency(Band(band.into()), Attrs::new(part(bytes, at))),
        }
    }
}
fn part(bytes: &[u8], at: Range) -> &[u8] {
    bytes.get(at.0..at.1).unwrap_or(&[])
}
/// Range of `inner` within `whole`, as offsets.
fn place_of(whole: &[u8], inner: &[u8]) -> Range {
    let start = inner.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    (start, start.wrapping_add(inner.len()))
}
/// Returns type and payload of the next attribute in a range, and moves the start of the range
/// after it.
fn take(bytes: &[u8], range: &mut Range) -> Result<Option<(u16, Range)>, Error> {
    let mut attrs = RawAttrs::new(part(bytes, *range));
    let attr = attrs.next().transpose();
    range.0 = range.1.saturating_sub(attrs.rest().len());
    attr.map(|attr| attr.map(|attr| (attr.attr_type(), place_of(bytes, attr.payload()))))
}

/// Iterator over the parts of wiphys, from the replies to [`wiphys`].
pub struct WiphyParts<'c, T, B, Q, H = DiscardEvents> {
    replies: Replies<'c, T, B, Q, H>,
    cursor: Cursor,
}
impl<'c, T, B, Q, H> WiphyParts<'c, T, B, Q, H> {
    /// Creates an iterator over the parts in the replies to [`wiphys`].
    pub fn new(replies: Replies<'c, T, B, Q, H>) -> Self {
        Self { replies, cursor: Cursor::default() }
    }
}
impl<T: Transport, B: Buffer, Q: Query<Operation = WifiCommand>, H: EventHandler> WiphyParts<'_, T, B, Q, H> {
    /// Returns the next part, or `None` at the end.
    ///
    /// # Errors
    /// The errors of [`Replies::next`](crate::client::Replies::next), or a malformed part; the next
    /// call continues after that part.
    #[allow(clippy::should_implement_trait)] // the item borrows from self, which Iterator cannot express
    pub fn next(&mut self) -> client::Result<Option<WiphyPart<'_>>, T> {
        let broken = crate::genl::family::malformed(Nl80211Message::NL80211_CMD_GET_WIPHY.name());
        let step = loop {
            if let Some(message) = self.replies.last() {
                if let Some(step) = self.cursor.step(message.attrs).map_err(broken)? {
                    break step;
                }
            }
            let Some(message) = self.replies.next()? else { return Ok(None) };
            self.cursor.enter(message.attrs).map_err(broken)?;
        };
        Ok(self.replies.last().map(|message| Cursor::lend(step, message.attrs)))
    }
    /// Returns the result of the dump; `None` before the end.
    pub const fn done(&self) -> Option<Completion> {
        self.replies.done()
    }
}
/// Dumps wiphys: all, or one by its index.
///
/// Sends `NL80211_CMD_GET_WIPHY` with `NLM_F_DUMP` and `NL80211_ATTR_SPLIT_WIPHY_DUMP`. The kernel
/// describes a wiphy in many messages, often with one channel each; the parts are returned one by
/// one by [`WiphyParts`], regardless of how the kernel splits them, and nothing is allocated.
///
/// # Errors
/// Errors of the kernel are returned by [`WiphyParts::next`]: `ENODEV` if the wiphy does not exist.
///
/// # Examples
/// ```no_run
/// # use nlwire::{client::Connection, genl::{self, nl80211::{self, WiphyPart, WiphyParts}}, socket::{Protocol, Socket}};
/// # let mut buffer = [0; 32 * 1024];
/// # let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
/// # let family = connection.run(genl::family(nl80211::NAME))?;
/// let mut parts = WiphyParts::new(connection.dump(nl80211::wiphys(&family, None))?);
/// while let Some(part) = parts.next()? {
///     match part {
///         WiphyPart::Wiphy { index, name } => println!("wiphy {index} {name:?}"),
///         WiphyPart::Attributes(attrs) => println!("{:?}", attrs.features()),
///         WiphyPart::Band(band, _) => println!("{band}"),
///         WiphyPart::Frequency(_, channel) => println!("  {:?} MHz", channel.frequency()),
///         WiphyPart::Bitrate(..) => {}
///     }
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn wiphys(family: &Family, wiphy: Option<u32>) -> impl Query<Operation = WifiCommand> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_WIPHY), move |request| {
        request.put(Nl80211::NL80211_ATTR_SPLIT_WIPHY_DUMP, Flag);
        request.put_some(Nl80211::NL80211_ATTR_WIPHY, wiphy);
    })
}
/// Changes settings of a wiphy: name, retry limits, thresholds, antennas, coverage class.
///
/// Sends `NL80211_CMD_SET_WIPHY` with the wiphy index and the attributes that `fill` adds.
///
/// # Errors
/// `ENODEV` if the wiphy does not exist, `EOPNOTSUPP` if the driver cannot change a setting,
/// `EINVAL` for invalid values, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_wiphy(
    family: &Family,
    wiphy: u32,
    fill: impl Fn(&mut crate::wire::Request<'_, WifiCommand>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(family.command(Nl80211Message::NL80211_CMD_SET_WIPHY), GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_WIPHY, wiphy);
        fill(request);
    })
}
/// Sets the transmit power of an interface, mBm (1/100 dBm); `None` lets the driver choose.
///
/// Sends `NL80211_CMD_SET_WIPHY` with the device, `NL80211_ATTR_WIPHY_TX_POWER_SETTING` and
/// `NL80211_ATTR_WIPHY_TX_POWER_LEVEL`: a fixed power.
///
/// # Errors
/// `ENODEV` if the device does not exist, `EOPNOTSUPP` if the driver cannot set the power, `EINVAL`
/// for a power that the driver does not support, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_tx_power(
    family: &Family,
    device: impl Into<WirelessDevice>,
    mbm: Option<i32>,
) -> impl Call<Output = Completion> + Copy {
    let device = device.into();
    let setting = match mbm {
        Some(_) => TxPowerSetting::NL80211_TX_POWER_FIXED,
        None => TxPowerSetting::NL80211_TX_POWER_AUTOMATIC,
    };
    call(family.command(Nl80211Message::NL80211_CMD_SET_WIPHY), GetFlags::ACK, move |request| {
        device.put(request);
        request.put(Nl80211::NL80211_ATTR_WIPHY_TX_POWER_SETTING, setting);
        request.put_some(Nl80211::NL80211_ATTR_WIPHY_TX_POWER_LEVEL, mbm);
    })
}
/// Moves a wiphy with its interfaces to the network namespace of a process.
///
/// Sends `NL80211_CMD_SET_WIPHY_NETNS` with the wiphy index and `NL80211_ATTR_PID`.
///
/// # Errors
/// `ENODEV` if the wiphy does not exist, `EINVAL` if the process does not exist, `EOPNOTSUPP` if
/// the driver does not support it, `EPERM` without `CAP_NET_ADMIN`.
pub fn move_wiphy(family: &Family, wiphy: u32, pid: u32) -> impl Call<Output = Completion> + Copy {
    call(family.command(Nl80211Message::NL80211_CMD_SET_WIPHY_NETNS), GetFlags::ACK, move |request| {
        request.put(Nl80211::NL80211_ATTR_WIPHY, wiphy).put(Nl80211::NL80211_ATTR_PID, pid);
    })
}
/// Sends a vendor command, and returns the reply.
///
/// Sends `NL80211_CMD_VENDOR` with the device, the OUI of the vendor, the command and the data.
///
/// # Errors
/// `ENODEV` if the device does not exist, `EOPNOTSUPP` if the driver does not have the command,
/// `EPERM` without `CAP_NET_ADMIN`, [`ErrorKind::MissingReply`](client::ErrorKind::MissingReply) if
/// the command succeeded without a reply, or an error of the driver.
pub fn vendor(
    family: &Family,
    device: impl Into<WirelessDevice>,
    (oui, command): (u32, u32),
    data: &[u8],
) -> impl Query<Operation = WifiCommand> + Copy {
    let device = device.into();
    query(family.command(Nl80211Message::NL80211_CMD_VENDOR), move |request| {
        device.put(request);
        request.put(Nl80211::NL80211_ATTR_VENDOR_ID, oui).put(Nl80211::NL80211_ATTR_VENDOR_SUBCMD, command);
        if !data.is_empty() {
            request.copy(crate::wire::Attr::new(Nl80211::NL80211_ATTR_VENDOR_DATA.number(), data));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        client::{Connection, MockTransport},
        genl::{
            Control, FamilyInfo, GenericHeader,
            nl80211::{
                ApSpec, CapabilityInfo, Channel, ConnectSpec, Rate, ScanSpec, Security, Ssid, connect,
                start_ap, trigger_scan, write_beacon_head,
            },
        },
        wire::{Message, Struct, Writer},
    };
    use std::{boxed::Box, format, string::String, vec::Vec};

    type Tested = Result<(), Box<dyn core::error::Error>>;
    const ID: u16 = 0x20;

    fn family() -> Family {
        let mut buffer = [0; 64];
        let mut writer = Writer::<Control>::new(&mut buffer);
        writer.put(Control::CTRL_ATTR_FAMILY_NAME, "nl80211").put(Control::CTRL_ATTR_FAMILY_ID, ID);
        FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family()
    }
    /// Writes a band with rates and channels, as the kernel does: numbered from 0.
    fn band(to: &mut Writer<'_, Nl80211>, number: u16, rates: &[u32], channels: &[u32]) {
        let bands = Nl80211::NL80211_ATTR_WIPHY_BANDS.number();
        to.nest(crate::wire::Key::<_, Attrs<()>>::new(bands), |bands| {
            bands.nest(crate::wire::Key::<_, Attrs<BandAttrs>>::new(number), |band| {
                if !rates.is_empty() {
                    band.array(BandAttrs::NL80211_BAND_ATTR_RATES, 0, rates, |rate, number| {
                        rate.put(Bitrate::NL80211_BITRATE_ATTR_RATE, *number);
                    });
                }
                if !channels.is_empty() {
                    band.array(BandAttrs::NL80211_BAND_ATTR_FREQS, 0, channels, |channel, mhz| {
                        channel.put(Frequency::NL80211_FREQUENCY_ATTR_FREQ, *mhz);
                    });
                }
            });
        });
    }
    #[test]
    fn split_dumps_are_merged() -> Tested {
        let header = GenericHeader::new(3, 1, Struct::<()>::new());
        let (mut queue, mut buffer) = ([0; 4096], [0; 4096]);
        let server = MockTransport::new(&mut queue, |request: Message<'_>, kernel| {
            let (_, attrs) = request.split::<GenericHeader<()>, Nl80211>().unwrap();
            assert_eq!(attrs.get(Nl80211::NL80211_ATTR_SPLIT_WIPHY_DUMP).unwrap(), Some(Flag));
            for (wiphy, name) in [(0, "phy0"), (1, "phy1")] {
                let mut tell = |fill: &dyn Fn(&mut Writer<'_, Nl80211>)| {
                    kernel.part::<_, Nl80211>(ID, &header, |to| {
                        to.put(Nl80211::NL80211_ATTR_WIPHY, wiphy)
                            .put(Nl80211::NL80211_ATTR_WIPHY_NAME, name);
                        fill(to);
                    });
                };
                tell(&|to| {
                    to.put(Nl80211::NL80211_ATTR_MAX_NUM_SCAN_SSIDS, 4);
                });
                tell(&|to| band(to, 0, &[10, 20], &[]));
                tell(&|to| band(to, 0, &[], &[2412]));
                tell(&|to| band(to, 0, &[], &[2417, 2422]));
                tell(&|to| band(to, 1, &[60], &[5180]));
            }
            kernel.done();
        });
        let nl80211 = family();
        let mut connection = Connection::new(server, &mut buffer, 7, 1);
        let mut parts = WiphyParts::new(connection.dump(wiphys(&nl80211, None))?);
        let mut told = String::new();
        while let Some(part) = parts.next()? {
            told += &match part {
                WiphyPart::Wiphy { index, name } => format!("{index}:{}", name.unwrap()),
                WiphyPart::Attributes(_) => continue,
                WiphyPart::Band(band, _) => format!(" band{}", band.0),
                WiphyPart::Bitrate(band, rate) => {
                    format!(" {}r{}", band.0, rate.get(Bitrate::NL80211_BITRATE_ATTR_RATE)?.unwrap())
                }
                WiphyPart::Frequency(band, channel) => {
                    format!(" {}f{}", band.0, channel.frequency().unwrap())
                }
            };
            if let WiphyPart::Frequency(_, channel) = part {
                assert!(channel.channel().is_some());
            }
        }
        assert!(parts.done().is_some());
        let one = " band0 0r10 0r20 0f2412 0f2417 0f2422 band1 1r60 1f5180";
        assert_eq!(told, format!("0:phy0{one}1:phy1{one}"));
        Ok(())
    }
    #[test]
    fn broken_bands_are_errors_and_the_dump_continues() -> Tested {
        // each byte of a message corrupted: no panic, and an end
        let header = GenericHeader::new(3, 1, Struct::<()>::new());
        for at in 20..120 {
            for flip in [1, 0x0f, 0xff] {
                let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
                let server = MockTransport::new(&mut queue, |_, kernel| {
                    kernel.part::<_, Nl80211>(ID, &header, |to| {
                        to.put(Nl80211::NL80211_ATTR_WIPHY, 0);
                        let mut inner = [0; 256];
                        let mut writer = Writer::<Nl80211>::new(&mut inner);
                        band(&mut writer, 0, &[10, 20], &[2412, 2417]);
                        let mut bytes = writer.finish().unwrap().to_vec();
                        if let Some(byte) = bytes.get_mut(at - 20 + 4) {
                            *byte ^= flip;
                        }
                        let payload = &bytes[4..];
                        to.copy(crate::wire::Attr::new(Nl80211::NL80211_ATTR_WIPHY_BANDS.number(), payload));
                    });
                    kernel.done();
                });
                let nl80211 = family();
                let mut connection = Connection::new(server, &mut buffer, 7, 1);
                let mut parts = WiphyParts::new(connection.dump(wiphys(&nl80211, None))?);
                let mut turns = 0;
                while !matches!(parts.next(), Ok(None)) {
                    turns += 1;
                    assert!(turns < 200, "{at} {flip}");
                }
                assert!(parts.done().is_some());
            }
        }
        Ok(())
    }
    #[test]
    fn requests_of_scans_and_networks() -> Tested {
        let (mut queue, mut buffer) = ([0; 2048], [0; 2048]);
        let mut asked = Vec::new();
        let server = MockTransport::new(&mut queue, |request: Message<'_>, kernel| {
            let (header, attrs) = request.split::<GenericHeader<()>, Nl80211>().unwrap();
            asked.push((header.get(<GenericHeader<()>>::cmd), format!("{attrs:?}")));
            kernel.ack();
        });
        let mut connection = Connection::new(server, &mut buffer, 7, 1);
        let family = family();
        connection.run(trigger_scan(&family, 3u32, &ScanSpec::active().on(&[2412, 5180])))?;
        connection.run(connect(&family, 3, &ConnectSpec::open("cafe")))?;
        let security = Security::Wpa2Psk { pmk: &[0x5a; 32] };
        let spec = ConnectSpec { security, ..ConnectSpec::open("cafe") };
        assert!(!format!("{spec:?}").contains("90"), "{spec:?}");
        connection.run(connect(&family, 3, &spec))?;
        let mut head = [0; 128];
        let head = write_beacon_head(
            &mut head,
            [2, 0, 0, 0, 0, 1],
            Ssid(b"cafe"),
            100,
            CapabilityInfo::empty(),
            &[Rate(0x82), Rate(0x84)],
            6,
        )
        .ok_or("too small")?;
        assert_eq!(
            (head.len(), &head[36..]),
            (36 + 6 + 4 + 3, &b"\0\x04cafe\x01\x02\x82\x84\x03\x01\x06"[..])
        );
        for len in 0..head.len() {
            let mut short = [0; 128];
            let written = write_beacon_head(
                &mut short[..len],
                [0; 6],
                Ssid(b"cafe"),
                100,
                CapabilityInfo::empty(),
                &[Rate(2), Rate(4)],
                6,
            );
            assert!(written.is_none(), "{len}");
        }
        connection.run(start_ap(&family, 3, &ApSpec::open("cafe", Channel::ht20(2437), head)))?;
        assert_eq!(asked.iter().map(|it| it.0).collect::<Vec<_>>(), [33, 46, 46, 15]);
        assert!(asked[0].1.contains("2412") && asked[0].1.contains("5180"), "{}", asked[0].1);
        assert!(asked[1].1.contains("NL80211_ATTR_SSID: \"cafe\""), "{}", asked[1].1);
        assert!(asked[2].1.contains("NL80211_ATTR_PMK: <secret>"), "{}", asked[2].1);
        assert!(asked[2].1.contains("WLAN_CIPHER_SUITE_CCMP"), "{}", asked[2].1);
        Ok(())
    }
}
