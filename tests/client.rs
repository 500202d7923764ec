//! The conversation: against scripts, for all that a kernel may do; and against the running kernel, in a namespace.
#![cfg(feature = "route")]
#![allow(clippy::unwrap_used)]

#[path = "client/dump.rs"]
mod dump;
#[path = "client/event.rs"]
mod event;
#[path = "client/expect.rs"]
#[cfg(feature = "std")]
mod expect;
#[path = "client/explain.rs"]
#[cfg(feature = "std")]
mod explain;
#[path = "client/live.rs"]
#[cfg(all(feature = "std", target_os = "linux"))]
mod live;
#[path = "client/loss.rs"]
mod loss;
#[path = "client/mock.rs"]
mod mock;
#[path = "client/panic.rs"]
#[cfg(feature = "std")]
mod panic;
#[path = "client/protocol.rs"]
#[cfg(feature = "std")]
mod protocol;
#[path = "client/request.rs"]
mod request;
#[path = "client/session.rs"]
mod session;

#[path = "client/task.rs"]
#[cfg(feature = "std")]
mod task;

use nlwire::{
    client::{
        self, Buffer, Busy, Connection, Delivery, ErrorKind, EventHandler, Incoming, MockError, MockReplies,
        MockTransport, Received, Recorded, Replay, ReplayError, ReplyMode, Session, Tracer, Transport,
    },
    route::{self, GetLink, IfInfo, Link, NewLink, RouteMessage},
    schema::Described,
    wire::{
        Ack, AckFlags, Batch, BuildError, ControlType, DoneHeader, Errno, ExtAck, GetFlags, Message,
        MessageHead, NewFlags, Request, Struct, write_ack, write_done,
    },
};

const PORT: u32 = 7;
const NEWLINK: u16 = RouteMessage::RTM_NEWLINK;
const INTR: u16 = GetFlags::DUMP_INTR.bits();

fn link(index: u32) -> Struct<IfInfo> {
    IfInfo::new().with(IfInfo::ifi_index, index)
}
/// Runs a test with a connection over a script.
fn scripted<F: FnMut(Message<'_>, &mut MockReplies<'_>)>(
    answer: F,
    test: impl FnOnce(&mut Connection<MockTransport<'_, F>, &mut [u8]>),
) {
    with_buffer(4096, answer, test);
}
fn with_buffer<F: FnMut(Message<'_>, &mut MockReplies<'_>)>(
    size: usize,
    answer: F,
    test: impl FnOnce(&mut Connection<MockTransport<'_, F>, &mut [u8]>),
) {
    let (mut queue, mut buffer) = (vec![0; 65536], vec![0xa5; size]);
    let script = MockTransport::new(&mut queue, answer).port(PORT);
    test(&mut Connection::new(script, &mut buffer[..], PORT, 100));
}
type Fail = client::Error<MockError>;

/// The index of the link that `get` lends.
fn get<T: Transport, B: Buffer, H: EventHandler>(
    connection: &mut Connection<T, B, H>,
) -> Result<u32, client::Error<T::Error>> {
    connection.get(GetLink::default()).map(|link| link.header.get(IfInfo::ifi_index))
}
/// The indices that a dump lends, and whether it was interrupted.
fn dump<T: Transport, B: Buffer, H: EventHandler>(
    connection: &mut Connection<T, B, H>,
) -> Result<(Vec<u32>, bool), client::Error<T::Error>> {
    let mut links = connection.dump(GetLink::default())?;
    let mut indices = Vec::new();
    while let Some(link) = links.next()? {
        indices.push(link.header.get(IfInfo::ifi_index));
    }
    Ok((indices, links.done().unwrap().interrupted))
}
fn set<T: Transport, B: Buffer, H: EventHandler>(
    connection: &mut Connection<T, B, H>,
) -> Result<nlwire::client::Completion, client::Error<T::Error>> {
    connection.request_with(NewLink::default(), NewFlags::empty(), |link| {
        link.put(Link::IFLA_MTU, 1400);
    })
}
fn refused<V: std::fmt::Debug>(result: Result<V, Fail>) -> Errno {
    result.unwrap_err().errno().unwrap()
}
fn is_dump(request: Message<'_>) -> bool {
    request.flags() & GetFlags::DUMP.bits() == GetFlags::DUMP.bits()
}
fn plain(kernel: &mut MockReplies<'_>, index: u32) {
    kernel.reply::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn part(kernel: &mut MockReplies<'_>, index: u32) {
    kernel.part::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn event(kernel: &mut MockReplies<'_>, index: u32) {
    kernel.event::<_, Link>(NEWLINK, &link(index), |_| {});
}
fn index_of(message: Message<'_>) -> u32 {
    message.split::<IfInfo, Link>().unwrap().0.get(IfInfo::ifi_index)
}

fn message(kind: u16, flags: u16, seq: u32, port: u32) -> Vec<u8> {
    let mut buffer = [0; 64];
    let mut batch = Batch::new(&mut buffer);
    batch
        .reply::<_, Link>(MessageHead { message_type: kind, flags, seq, port_id: port }, &link(1), |_| {})
        .unwrap();
    batch.bytes().to_vec()
}
fn ack(seq: u32) -> Vec<u8> {
    let asked = message(NEWLINK, 5, seq, PORT);
    write_ack(&mut [0; 64], Message::new(&asked).unwrap()).unwrap().to_vec()
}
fn done(seq: u32) -> Vec<u8> {
    let asked = message(NEWLINK, 5, seq, PORT);
    write_done(&mut [0; 64], Message::new(&asked).unwrap(), 0, |_| {}).unwrap().to_vec()
}
fn parse(bytes: &[u8]) -> Message<'_> {
    Message::new(bytes).unwrap()
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod common;
