//! Calls that await an event: a scan over a scripted kernel, blocking and shared, and carrier of real interfaces in namespaces.
#![cfg(all(feature = "full", target_os = "linux"))]
#![allow(unsafe_code)]
#[path = "calls/apply.rs"]
mod apply;
#[path = "calls/carrier.rs"]
mod carrier;
mod common;
#[path = "calls/scan.rs"]
mod scan;
use nlwire::{
    client::{
        Call, Completion, Connection, ErrorKind, MockError, MockReplies, MockTransport, PollTransport,
        Received, ReplyMode, SharedConnection, Step, Transport, Wake,
    },
    genl::{
        Control, ControlGroup, Family, FamilyInfo, GenericHeader,
        nl80211::{self, Bss, Nl80211, ScanEnd, ScanReport, ScanSpec},
    },
    netfilter::{
        nftables::{self, Table},
        queue::{self, Verdict},
    },
    route::{GetLink, Link, RouteGroup, RouteMessage, link},
    socket::{Peer, Protocol, Socket},
    wire::{
        Attrs, BuildError, Errno, Error, GetFlags, Message, MessageHead, NewFlags, Request, RequestFlags,
        Struct, Writer, spec::MessageSpec,
    },
};
use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc,
    },
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};
const ID: u16 = 0x20;
const SCAN: u32 = 9;
const INDEX: u32 = 3;
const GET: u8 = 32;
const TRIGGER: u8 = 33;
const RESULTS: u8 = 34;
const ABORTED: u8 = 35;
/// Resolved nl80211, with its group for scans.
fn family() -> Family {
    let mut buffer = [0; 128];
    let mut writer = Writer::<Control>::new(&mut buffer);
    writer.put(Control::CTRL_ATTR_FAMILY_NAME, "nl80211").put(Control::CTRL_ATTR_FAMILY_ID, ID);
    writer.array(Control::CTRL_ATTR_MCAST_GROUPS, 1, [SCAN], |group, id| {
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_NAME, nl80211::GROUP_SCAN);
        group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_ID, id);
    });
    FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family()
}
fn header(command: u8) -> Struct<GenericHeader<()>> {
    GenericHeader::new(command, 1, Struct::new())
}
/// An event about an interface, in a datagram of its own.
fn event(kernel: &mut MockReplies<'_>, command: u8, index: u32) {
    kernel.next_datagram();
    kernel.multicast().event::<_, Nl80211>(ID, &header(command), |to| {
        to.put(Nl80211::NL80211_ATTR_IFINDEX, index);
    });
    kernel.next_datagram();
}
/// The dump of results: two BSSs.
fn results(kernel: &mut MockReplies<'_>) {
    for mhz in [2412, 5180] {
        kernel.part::<_, Nl80211>(ID, &header(RESULTS), |to| {
            to.put(Nl80211::NL80211_ATTR_IFINDEX, INDEX);
            to.nest(Nl80211::NL80211_ATTR_BSS, |bss| {
                bss.put(Bss::NL80211_BSS_FREQUENCY, mhz);
            });
        });
    }
    kernel.done();
}
fn command(request: Message<'_>) -> u8 {
    let (header, attrs) = request.split::<GenericHeader<()>, Nl80211>().unwrap();
    assert_eq!(attrs.get(Nl80211::NL80211_ATTR_IFINDEX), Ok(Some(INDEX)));
    header.get(<GenericHeader<()>>::cmd)
}
/// Commands of the requests that a scan sends, and what it yields.
#[derive(Debug, PartialEq)]
struct Outcome {
    sent: Vec<u8>,
    result: Result<ScanReport, ErrorKind<MockError>>,
    found: Vec<u32>,
}
/// A scripted kernel as a transport for futures: when nothing is queued, time passes, or stands still.
struct Scripted<'b, F> {
    kernel: Mutex<MockTransport<'b, F>>,
    waker: Mutex<Option<Waker>>,
    time_passes: bool,
}
impl<'b, F: FnMut(Message<'_>, &mut MockReplies<'_>)> Scripted<'b, F> {
    fn with<R>(&self, act: impl FnOnce(&mut MockTransport<'b, F>) -> R) -> R {
        act(&mut self.kernel.lock().unwrap())
    }
    /// An event arrives: whom the reactor knows is woken.
    fn arrives(&self, command: u8, index: u32) {
        self.with(|kernel| _ = kernel.say(|say| event(say, command, index)));
        let waker = self.waker.lock().unwrap().take();
        waker.into_iter().for_each(Waker::wake);
    }
}
/// A task, and whether it was woken.
struct Task<'f, R> {
    future: Pin<Box<dyn Future<Output = R> + 'f>>,
    woken: Arc<Woken>,
    result: Option<R>,
}
struct Woken(AtomicBool);
impl std::task::Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}
impl<'f, R> Task<'f, R> {
    fn new(future: impl Future<Output = R> + 'f) -> Self {
        Self { future: Box::pin(future), woken: Arc::new(Woken(AtomicBool::new(true))), result: None }
    }
}
/// Polls the tasks that were woken, until none is.
fn run<R>(tasks: &mut [Task<'_, R>]) {
    while let Some(task) = tasks.iter_mut().find(|task| task.woken.0.swap(false, SeqCst)) {
        let waker = task.woken.clone().into();
        if task.result.is_none() {
            if let Poll::Ready(result) = task.future.as_mut().poll(&mut Context::from_waker(&waker)) {
                task.result = Some(result);
            }
        }
    }
}
impl<F: FnMut(Message<'_>, &mut MockReplies<'_>) + Send> PollTransport for Scripted<'_, F> {
    type Error = MockError;
    fn poll_recv(&self, context: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Result<Received, MockError>> {
        *self.waker.lock().unwrap() = Some(context.waker().clone());
        self.try_recv(buffer).transpose().map_or(Poll::Pending, Poll::Ready)
    }
    fn try_recv(&self, buffer: &mut [u8]) -> Result<Option<Received>, MockError> {
        self.with(|kernel| kernel.try_recv(buffer))
    }
    fn send(&self, datagram: &[u8]) -> Result<(), MockError> {
        self.with(|kernel| kernel.send(datagram))
    }
    fn join(&self, group: u32) -> Result<bool, MockError> {
        self.with(|kernel| kernel.join(group))
    }
    fn leave(&self, group: u32) -> Result<(), MockError> {
        self.with(|kernel| kernel.leave(group))
    }
    fn sleep(&self, limit: Duration) -> impl Future<Output = ()> + Send {
        assert!(limit <= Duration::from_secs(30));
        let mut polls = 0;
        poll_fn(move |_| {
            polls += 1;
            let over = self.time_passes && polls > 1 && self.with(|kernel| kernel.waiting()) == 0;
            if over { Poll::Ready(()) } else { Poll::Pending }
        })
    }
}
/// Polls a future until it ends.
fn block_on<R>(future: impl Future<Output = R>) -> R {
    struct Nobody;
    impl std::task::Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Arc::new(Nobody).into();
    let (mut context, mut future) = (Context::from_waker(&waker), pin!(future));
    for _ in 0..100 {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
    }
    panic!("the future hangs");
}
/// Scans over a blocking connection and over a shared one, with the same script.
#[track_caller]
fn scan(script: impl Fn(u8, &mut MockReplies<'_>) + Sync) -> Outcome {
    let (family, spec) = (family(), ScanSpec::active());
    let mut outcomes = Vec::new();
    for is_shared in [false, true] {
        let (mut queue, mut sent, mut found) = ([0; 4096], Vec::new(), Vec::new());
        let answer = |request: Message<'_>, kernel: &mut MockReplies<'_>| {
            let command = command(request);
            assert_eq!(kernel.group(), (command == TRIGGER).then_some(SCAN), "before the first request");
            sent.push(command);
            script(command, kernel);
        };
        let kernel = MockTransport::new(&mut queue, answer);
        let call = nl80211::scan(&family, INDEX, &spec, |bss: Attrs<'_, Bss>| found.extend(bss.frequency()));
        let (result, group) = if is_shared {
            let kernel = Scripted { kernel: Mutex::new(kernel), waker: Mutex::new(None), time_passes: true };
            let shared: SharedConnection<_, Vec<u8>> =
                SharedConnection::new(&kernel, vec![0; 1024], vec![0; 1024], 7, 1);
            let result = block_on(shared.run(call)).map_err(|error| error.kind);
            assert_eq!(shared.in_flight(), 0);
            (result, kernel.with(|kernel| kernel.group()))
        } else {
            let mut buffer = [0; 1024];
            let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
            let result = connection.run(call).map_err(|error| error.kind);
            (result, connection.into_transport().group())
        };
        assert_eq!(group, None, "the group is left");
        outcomes.push(Outcome { sent, result, found });
    }
    let shared = outcomes.pop().unwrap();
    let blocking = outcomes.pop().unwrap();
    assert_eq!(blocking, shared);
    shared
}
fn complete(sent: &[u8], end: ScanEnd) -> Outcome {
    let result = Ok(ScanReport { end, interrupted: false });
    Outcome { sent: sent.to_vec(), result, found: vec![2412, 5180] }
}
/// A call without a reply waits for nothing, over every connection, and keeps events that were not read.
#[test]
fn a_call_without_a_reply_only_sends() {
    let mut queue = [0; 4096];
    let verdict = |id| queue::verdict(7, id, Verdict::NF_ACCEPT);
    let kernel = MockTransport::new(&mut queue, |request: Message<'_>, kernel: &mut MockReplies<'_>| {
        assert_eq!((request.message_type(), request.flags()), (0x301, 1));
        // the kernel says that there is no such packet, to nobody
        kernel.refuse(Errno::ENOENT.0, |_| {});
    });
    let kernel = Scripted { kernel: Mutex::new(kernel), waker: Mutex::new(None), time_passes: false };
    let shared: SharedConnection<_, Vec<u8>> =
        SharedConnection::new(&kernel, vec![0; 1024], vec![0; 1024], 7, 1);
    for id in 0..40 {
        let waker = Waker::noop();
        let sent = pin!(shared.run(verdict(id))).poll(&mut Context::from_waker(waker));
        assert!(matches!(sent, Poll::Ready(Ok(()))));
    }
    assert_eq!((shared.in_flight(), kernel.with(|kernel| kernel.requests())), (0, 40));

    let (mut queue, mut buffer) = ([0; 1024], [0; 512]);
    let mut kernel = MockTransport::new(&mut queue, |_, _| {});
    kernel.say(|say| {
        for index in [1, 2] {
            say.event::<_, Nl80211>(ID, &header(RESULTS), |to| {
                to.put(Nl80211::NL80211_ATTR_IFINDEX, index);
            });
        }
    });
    let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
    for index in [1, 2] {
        let event = connection.next_event().unwrap();
        let (_, attrs) = event.split::<GenericHeader<()>, Nl80211>().unwrap();
        assert_eq!(attrs.index(), Some(index));
        connection.run(verdict(index)).unwrap();
    }
    assert_eq!(connection.unhandled_events(), 0);
    connection.into_transport().verdict(2).unwrap();
}
/// What a driver says of a change is what `set_ieee` returns; an ack alone is not.
#[test]
fn the_status_of_a_dcb_change_is_returned() {
    use nlwire::route::{DcbMsg, DcbStatus, dcb};
    let (mut queue, mut buffer) = ([0; 1024], [0; 512]);
    let kernel = MockTransport::new(&mut queue, |_, kernel| {
        if kernel.number() < 3 {
            let status = kernel.number() as u8 - 1;
            kernel.reply::<_, DcbStatus>(RouteMessage::RTM_SETDCB, &Struct::<DcbMsg>::new(), |to| {
                to.put(DcbStatus::DCB_ATTR_IEEE, status);
            });
        }
        kernel.next_datagram().ack();
    });
    let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
    assert_eq!(connection.run(dcb::set_ieee("eth0", |_| {})).unwrap(), 0);
    assert_eq!(connection.run(dcb::set_ieee("eth0", |_| {})).unwrap(), 1);
    let error = connection.run(dcb::set_ieee("eth0", |_| {})).unwrap_err();
    assert_eq!(error.kind, ErrorKind::MissingReply);
}
