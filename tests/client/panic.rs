//! Calls that panic: the group is left, nothing is in flight, and the connection works on.
use super::{
    task::{Locked, now},
    *,
};
use nlwire::{
    client::{Call, Completion, SharedConnection, Step, Wake},
    route::{RouteGroup, link},
    wire::{Error, spec::MessageSpec},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Mutex,
    time::Duration,
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Point {
    Write,
    Reply,
    Event,
    Next,
    Resume,
    Refused,
}
/// Reads a link, then waits for an event about any; panics at a point.
struct Panics(Point);
impl Panics {
    fn pass(&self, point: Point) {
        assert!(self.0 != point, "on purpose");
    }
}
impl Call for Panics {
    type Output = ();
    fn name(&self) -> &'static str {
        "panics"
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Answer
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        self.pass(Point::Write);
        let link = GetLink { index: if self.0 == Point::Refused { 77 } else { 1 }, ..Default::default() };
        Request::new(buffer, link, GetFlags::ACK).finish(seq).map(<[u8]>::len)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<GetLink>()
    }
    fn group(&self) -> Option<u32> {
        Some(RouteGroup::RTNLGRP_LINK.0)
    }
    fn event(&mut self, _: Message<'_>) -> bool {
        self.pass(Point::Event);
        true
    }
    fn reply(&mut self, _: Message<'_>) -> Result<(), Error> {
        self.pass(Point::Reply);
        Ok(())
    }
    fn refused(&mut self, _: &nlwire::wire::KernelError) -> Option<Step<()>> {
        self.pass(Point::Refused);
        None
    }
    fn next(&mut self, _: Completion) -> Step<()> {
        self.pass(Point::Next);
        Step::Wait(Duration::from_secs(20))
    }
    fn resume(&mut self, _: Wake, _: Duration) -> Step<()> {
        self.pass(Point::Resume);
        Step::Done(())
    }
}
/// Answers a get by two messages with an event between them, and the ack in a datagram of its own.
fn answer(request: Message<'_>, kernel: &mut MockReplies<'_>) {
    let (header, _) = request.split::<IfInfo, Link>().unwrap();
    if request.message_type() != RouteMessage::RTM_GETLINK {
        kernel.ack();
        return;
    }
    assert_eq!(kernel.group(), Some(RouteGroup::RTNLGRP_LINK.0));
    if header.get(IfInfo::ifi_index) == 77 {
        kernel.refuse(19, |_| {});
        return;
    }
    kernel.reply::<_, Link>(NEWLINK, &link(1), |_| {}).next_datagram();
    kernel.multicast().event::<_, Link>(NEWLINK, &link(9), |_| {}).next_datagram();
    kernel.reply::<_, Link>(NEWLINK, &link(2), |_| {}).next_datagram().ack().next_datagram();
    kernel.multicast().event::<_, Link>(NEWLINK, &link(10), |_| {});
}
const POINTS: [Point; 6] =
    [Point::Write, Point::Reply, Point::Event, Point::Next, Point::Resume, Point::Refused];

#[test]
fn a_call_that_panics_leaves_nothing_behind() {
    for point in POINTS {
        scripted(answer, |connection| {
            let mut run = || connection.run(Panics(point));
            catch_unwind(AssertUnwindSafe(&mut run)).unwrap_err();
            assert_eq!(connection.transport().group(), None, "{point:?}: the group is left");
            // parts of the reply are no events, and the events are not lost
            let mut events = Vec::new();
            loop {
                match connection.next_event() {
                    Ok(event) => events.push(event.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index)),
                    Err(error) if error.is_timeout() => break,
                    Err(error) => panic!("{point:?}: {error}"),
                }
            }
            match point {
                Point::Write | Point::Refused => assert_eq!(events, []),
                Point::Reply => assert_eq!(events, [9, 10]),
                Point::Event | Point::Next => assert_eq!(events, [10]),
                Point::Resume => assert_eq!(events, []),
            }
            // the second part of the reply came when its request was cancelled
            let cut = matches!(point, Point::Reply | Point::Event);
            assert_eq!(connection.late_replies() > 0, cut, "{point:?}");
            connection.run(link_up()).unwrap();
            assert_eq!(connection.transport().waiting(), 0);
        });
    }
}
fn link_up() -> impl Call<Output = Completion> {
    link::set_up(1u32)
}

#[test]
fn a_future_that_panics_leaves_nothing_behind() {
    for point in POINTS {
        let mut queue = [0; 4096];
        let script = MockTransport::new(&mut queue, answer).port(PORT);
        let shared = SharedConnection::new(Locked(Mutex::new(script)), vec![0; 1024], vec![0; 1024], PORT, 1);
        let mut run = || now(shared.run(Panics(point)));
        catch_unwind(AssertUnwindSafe(&mut run)).map(|_| ()).unwrap_err();
        assert_eq!(shared.transport().0.lock().unwrap().group(), None, "{point:?}: the group is left");
        now(shared.run(link_up())).unwrap();
        assert_eq!(shared.in_flight(), 0, "{point:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_socket_is_no_member_after_a_panic() {
    use nlwire::socket::Protocol;
    super::common::in_namespace("panic::a_socket_is_no_member_after_a_panic", || {
        let mut nl = Connection::open(Protocol::ROUTE).unwrap();
        for point in [Point::Write, Point::Reply, Point::Next] {
            let mut run = || nl.run(Panics(point));
            catch_unwind(AssertUnwindSafe(&mut run)).unwrap_err();
            assert!(!nl.socket().is_member(RouteGroup::RTNLGRP_LINK).unwrap(), "{point:?}");
            nl.run(link_up()).unwrap();
            assert!(!nl.list(link::list()).unwrap().is_empty());
        }
    });
}
