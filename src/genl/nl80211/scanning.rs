//! Calls for scans and surveys.
use super::{Bss, CommandId, Nl80211, Nl80211Message, ScanFlags, Ssid, WirelessDevice, wiphys::WifiCommand};
use crate::{
    client::{Call, Completion, Query, ReplyMode, Step, Wake, call, query},
    genl::{Family, GenericHeader},
    wire::{
        Attrs, BuildError, Errno, Error, Flag, GetFlags, KernelError, Message, Operation, Request,
        spec::MessageSpec,
    },
};
use core::{fmt, time::Duration};

/// Name of the multicast group for scans: `NL80211_MULTICAST_GROUP_SCAN`.
pub const GROUP_SCAN: &str = "scan";

/// Parameters of a scan. The default is a passive scan of all channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScanSpec<'a> {
    /// SSIDs to probe for. `Ssid(b"")` is the wildcard; without SSIDs the scan is passive.
    pub ssids: &'a [Ssid<'a>],
    /// Frequencies to scan, MHz; empty for all channels.
    pub frequencies: &'a [u32],
    /// Elements added to the probe requests.
    pub elements: &'a [u8],
    /// Flags: priority, cache flush, MAC randomization.
    pub flags: ScanFlags,
}
impl<'a> ScanSpec<'a> {
    /// Creates an active scan of all channels for any SSID.
    pub const fn active() -> Self {
        Self { ssids: &[Ssid(b"")], frequencies: &[], elements: &[], flags: ScanFlags::empty() }
    }
    /// Limits the scan to frequencies, MHz.
    #[must_use]
    pub const fn on(self, frequencies: &'a [u32]) -> Self {
        Self { frequencies, ..self }
    }
}
/// How a scan ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanEnd {
    /// Results are available: `NL80211_CMD_NEW_SCAN_RESULTS`.
    Finished,
    /// The scan was aborted: `NL80211_CMD_SCAN_ABORTED`. Results may be available in part.
    Aborted,
}
impl ScanEnd {
    /// Reads how a scan of a device ended, from an event of the multicast group [`GROUP_SCAN`].
    /// `None` for other events.
    pub fn read(message: Message<'_>, family: &Family, device: impl Into<WirelessDevice>) -> Option<Self> {
        match ScanEvent::read(message, family)? {
            (ScanEvent::End(end), attrs) if is_of(attrs, device.into()) => Some(end),
            _ => None,
        }
    }
}
/// How a [`scan`] ended, and whether its results are complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanReport {
    /// How the scan ended.
    pub end: ScanEnd,
    /// Whether another scan changed the results while they were read (`NLM_F_DUMP_INTR`), so that
    /// entries may be missing or repeated.
    pub interrupted: bool,
}

/// Starts a scan.
///
/// Sends `NL80211_CMD_TRIGGER_SCAN` with the device, SSIDs, frequencies, elements and flags. The ack
/// means that the scan has begun; its end is announced to the multicast group [`GROUP_SCAN`], see
/// [`ScanEnd::read`]. [`scan`] waits for it.
///
/// # Errors
/// `ENODEV` if the device does not exist, `ENETDOWN` if the interface is down, `EBUSY` if a scan is
/// running, `EOPNOTSUPP` if the interface cannot scan, `EINVAL` for too many SSIDs or for channels
/// that do not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn trigger_scan(
    family: &Family,
    device: impl Into<WirelessDevice>,
    spec: &ScanSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let device = device.into();
    let command = family.command(Nl80211Message::NL80211_CMD_TRIGGER_SCAN);
    call(command, GetFlags::ACK, move |request| {
        device.put(request);
        if !spec.ssids.is_empty() {
            request.values(Nl80211::NL80211_ATTR_SCAN_SSIDS, 1, spec.ssids.iter().copied());
        }
        if !spec.frequencies.is_empty() {
            request.values(Nl80211::NL80211_ATTR_SCAN_FREQUENCIES, 1, spec.frequencies.iter().copied());
        }
        let elements = (!spec.elements.is_empty()).then_some(spec.elements);
        request
            .put_some(Nl80211::NL80211_ATTR_IE, elements)
            .put_some(Nl80211::NL80211_ATTR_SCAN_FLAGS, (!spec.flags.is_empty()).then_some(spec.flags));
    })
}
/// Scans, waits for the end, and passes each BSS that was found to `each`.
///
/// Sends `NL80211_CMD_TRIGGER_SCAN`, awaits `NL80211_CMD_NEW_SCAN_RESULTS` or
/// `NL80211_CMD_SCAN_ABORTED` of the device, and sends `NL80211_CMD_GET_SCAN` with `NLM_F_DUMP`. The
/// results contain what earlier scans found in the last 30 seconds, too.
///
/// If another scan of the radio is running (`EBUSY`), its end is awaited first. If events were lost,
/// the scan is triggered again: that either begins a new scan, or fails with `EBUSY` because the scan
/// has not ended.
///
/// # Errors
/// As [`trigger_scan`]. [`ErrorKind::TimedOut`](crate::client::ErrorKind::TimedOut) if the scan does
/// not end within 30 seconds or the limit of [`Scan::within`]; `EBUSY` if another scan does not end
/// within that time.
///
/// # Examples
/// ```no_run
/// use nlwire::{client::Connection, genl::{self, nl80211::{self, ScanSpec}}, socket::Protocol};
/// let mut nl = Connection::open(Protocol::GENERIC)?;
/// let family = nl.run(genl::family(nl80211::NAME))?;
/// nl.run(nl80211::scan(&family, 3u32, &ScanSpec::active(), |bss| {
///     println!("{:?} {:?} MHz {:?} {:?}", bss.bssid(), bss.frequency(), bss.ssid(), bss.elements().rsn());
/// }))?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub fn scan<'a, F: FnMut(Attrs<'_, Bss>)>(
    family: &'a Family,
    device: impl Into<WirelessDevice>,
    spec: &'a ScanSpec<'a>,
    each: F,
) -> Scan<'a, F> {
    Scan {
        family,
        device: device.into(),
        spec,
        each,
        limit: Scan::<F>::LIMIT,
        left: Scan::<F>::LIMIT,
        begun: false,
        is_last_try: false,
        ended: None,
        reads: false,
    }
}
/// A [`Call`] that scans; made by [`scan`].
#[derive(Clone, Copy)]
pub struct Scan<'a, F> {
    family: &'a Family,
    device: WirelessDevice,
    spec: &'a ScanSpec<'a>,
    each: F,
    limit: Duration,
    /// Rest of the limit.
    left: Duration,
    /// The kernel has accepted the request for the scan.
    begun: bool,
    /// The limit has passed while another scan was running.
    is_last_try: bool,
    /// How the scan ended; before ours has begun, how another one did.
    ended: Option<ScanEnd>,
    /// The results are read.
    reads: bool,
}
impl<F> Scan<'_, F> {
    const LIMIT: Duration = Duration::from_secs(30);
    /// Limits the time for which the end of a scan is awaited; 30 seconds by default.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, left: limit, ..self }
    }
    fn trigger(&self) -> impl Call<Output = Completion> {
        trigger_scan(self.family, self.device, self.spec)
    }
    fn read_results<T>(&mut self) -> Step<T> {
        self.reads = true;
        Step::Send
    }
}
impl<F> fmt::Debug for Scan<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("device", &self.device).field("spec", &self.spec).finish()
    }
}
impl<F: FnMut(Attrs<'_, Bss>)> Call for Scan<'_, F> {
    type Output = ScanReport;
    fn name(&self) -> &'static str {
        if self.reads {
            scan_results(self.family, self.device).operation().name()
        } else {
            self.trigger().name()
        }
    }
    fn mode(&self) -> ReplyMode {
        if self.reads { ReplyMode::Dump } else { self.trigger().mode() }
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        if !self.reads {
            return self.trigger().write(buffer, seq);
        }
        let query = scan_results(self.family, self.device);
        let mut request = Request::with_bits(buffer, query.operation(), GetFlags::DUMP.bits());
        query.fill(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        if self.reads {
            <WifiCommand>::reply(message)?.attrs.bss().into_iter().for_each(&mut self.each);
        }
        Ok(())
    }
    fn next(&mut self, completion: Completion) -> Step<ScanReport> {
        if self.reads {
            let end = self.ended.unwrap_or(ScanEnd::Finished);
            return Step::Done(ScanReport { end, interrupted: completion.interrupted });
        }
        self.begun = true;
        if core::mem::take(&mut self.is_last_try) {
            self.left = self.limit;
        }
        if self.ended.is_some() { self.read_results() } else { Step::Wait(self.left) }
    }
    fn refused(&mut self, refusal: &KernelError) -> Option<Step<ScanReport>> {
        if self.reads || self.is_last_try || refusal.errno != Errno::EBUSY {
            return None;
        }
        // the end of the other scan may overtake the error
        Some(if self.ended.take().is_some() { Step::Send } else { Step::Wait(self.left) })
    }
    fn group(&self) -> Option<u32> {
        if self.reads { None } else { self.family.group(GROUP_SCAN) }
    }
    fn event(&mut self, message: Message<'_>) -> bool {
        match ScanEvent::read(message, self.family) {
            // what ended before our scan began is another scan
            Some((ScanEvent::Begin, attrs)) if is_of(attrs, self.device) => self.ended = None,
            // a scan of any interface of the radio keeps ours from its begin
            Some((ScanEvent::End(end), attrs)) if !self.begun || is_of(attrs, self.device) => {
                self.ended = Some(end);
            }
            _ => return false,
        }
        self.ended.is_some()
    }
    fn resume(&mut self, wake: Wake, waited: Duration) -> Step<ScanReport> {
        // in nanoseconds, since `Duration` checks what it subtracts
        self.left = Duration::from_nanos(nanos(self.left).saturating_sub(nanos(waited)));
        match wake {
            Wake::Event if self.begun => return self.read_results(),
            Wake::Event | Wake::Lost => {}
            Wake::TimedOut if self.begun => return Step::TimedOut,
            Wake::TimedOut => self.is_last_try = true,
        }
        self.ended = None;
        Step::Send
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<WifiCommand>()
    }
}
fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
/// An event of the multicast group for scans.
enum ScanEvent {
    Begin,
    End(ScanEnd),
}
impl ScanEvent {
    fn read<'a>(message: Message<'a>, family: &Family) -> Option<(Self, Attrs<'a, Nl80211>)> {
        if message.message_type() != family.id {
            return None;
        }
        let (header, attrs) = message.split::<GenericHeader<()>, Nl80211>().ok()?;
        let event = match CommandId(u32::from(header.get(<GenericHeader<()>>::cmd))) {
            CommandId::NL80211_CMD_TRIGGER_SCAN => Self::Begin,
            CommandId::NL80211_CMD_NEW_SCAN_RESULTS => Self::End(ScanEnd::Finished),
            CommandId::NL80211_CMD_SCAN_ABORTED => Self::End(ScanEnd::Aborted),
            _ => return None,
        };
        Some((event, attrs))
    }
}
fn is_of(attrs: Attrs<'_, Nl80211>, device: WirelessDevice) -> bool {
    match device {
        WirelessDevice::Index(index) => attrs.index() == Some(index),
        WirelessDevice::Wdev(wdev) => attrs.wdev() == Some(wdev),
    }
}
/// Aborts a scan.
///
/// Sends `NL80211_CMD_ABORT_SCAN` with the device.
///
/// # Errors
/// `ENODEV` if the device does not exist, `ENOENT` if no scan is running, `EOPNOTSUPP` if the
/// driver does not support it, `EPERM` without `CAP_NET_ADMIN`.
pub fn abort_scan(
    family: &Family,
    device: impl Into<WirelessDevice>,
) -> impl Call<Output = Completion> + Copy {
    let device = device.into();
    let command = family.command(Nl80211Message::NL80211_CMD_ABORT_SCAN);
    call(command, GetFlags::ACK, move |request| device.put(request))
}
/// Lists the BSSs that scans found, one message each: [`Attrs::bss`].
///
/// Sends `NL80211_CMD_GET_SCAN` with `NLM_F_DUMP` and the device. The kernel forgets a BSS after 30
/// seconds.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV`
/// if the device does not exist.
pub fn scan_results(
    family: &Family,
    device: impl Into<WirelessDevice>,
) -> impl Query<Operation = WifiCommand<super::BssMessage<'static>>> + Copy {
    let device = device.into();
    query(family.command(Nl80211Message::NL80211_CMD_GET_SCAN).replying(), move |request| device.put(request))
}
/// Lists the survey of the channels of an interface, one message each: [`Attrs::survey`].
///
/// Sends `NL80211_CMD_GET_SURVEY` with `NLM_F_DUMP` and the index. With `radio`, also an entry of
/// the complete radio, without frequency, if the driver has one.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `ENODEV`
/// if the interface does not exist, `EOPNOTSUPP` if the driver has no survey.
pub fn survey(family: &Family, index: u32, radio: bool) -> impl Query<Operation = WifiCommand> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_SURVEY), move |request| {
        request
            .put(Nl80211::NL80211_ATTR_IFINDEX, index)
            .put_some(Nl80211::NL80211_ATTR_SURVEY_RADIO_STATS, radio.then_some(Flag));
    })
}
