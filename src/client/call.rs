//! Requests as values: queries, which read objects, and calls, which do something and yield a
//! value.
//!
//! A value names an operation, its flags and its attributes, and knows nothing of sockets. So
//! blocking connections, shared connections, batches and tests run the same one.
use super::{Completion, ReplyMode};
use crate::wire::{
    AttributeSet, BuildError, Errno, Error, GetFlags, KernelError, Message, Operation, Request, RequestFlags,
    Verb,
    spec::{Lookup, MessageSpec},
};
use core::{fmt, time::Duration};

/// A request for objects: an operation of type get, and the attributes of the request.
///
/// [`Connection::get`](super::Connection::get) reads one object, and
/// [`Connection::dump`](super::Connection::dump) all that match. An operation without attributes,
/// such as `GetLink { index: 1, ..Default::default() }`, is a query; [`query`] adds attributes to
/// it. The families' functions that find objects return queries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no query",
    label = "not a query",
    note = "queries, such as `link::list()` or `GetLink::default()`, are read by `get`, `dump` or `list`; a call, such as `link::set_up(\"eth0\")`, is sent by `run`"
)]
pub trait Query {
    /// Type of the operation, such as `GetLink`: message type, header and reply.
    type Operation: Operation;
    /// Returns the operation.
    fn operation(&self) -> Self::Operation;
    /// Adds the attributes of the request.
    fn fill(&self, request: &mut Request<'_, Self::Operation>);
    /// Flags of the request when one object is read, by `get`. Without [`GetFlags::ACK`] the reply is
    /// the first message: see [`no_ack`].
    const ONE: GetFlags = GetFlags::ACK;
    /// Flags of the request when all objects are read, by `dump`. Without [`GetFlags::DUMP`] the request is a do whose
    /// reply has several messages: see [`multi`].
    const ALL: GetFlags = GetFlags::DUMP;
    /// Whether [`matches`](Self::matches) selects messages; if not, all belong to the result.
    const FILTERS: bool = false;
    /// Returns whether a message of the reply belongs to the result. Older kernels ignore the
    /// attributes by which newer ones filter a dump, and send all objects.
    #[inline(always)]
    fn matches(&self, _reply: &<Self::Operation as Operation>::Reply<'_>) -> bool {
        true
    }
}
#[diagnostic::do_not_recommend]
impl<O: Operation + Copy> Query for O {
    type Operation = O;
    #[inline(always)]
    fn operation(&self) -> O {
        *self
    }
    #[inline(always)]
    fn fill(&self, _request: &mut Request<'_, O>) {}
}
/// A [`Query`] that keeps matching messages only; made by [`QueryWith::matching`].
#[derive(Clone, Copy)]
pub struct Matching<Q, M> {
    query: Q,
    matches: M,
}
impl<Q: fmt::Debug, M> fmt::Debug for Matching<Q, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Matching").field(&self.query).finish()
    }
}
impl<Q: Query, M: Fn(&<Q::Operation as Operation>::Reply<'_>) -> bool> Query for Matching<Q, M> {
    type Operation = Q::Operation;
    fn operation(&self) -> Q::Operation {
        self.query.operation()
    }
    fn fill(&self, request: &mut Request<'_, Q::Operation>) {
        self.query.fill(request);
    }
    const ONE: GetFlags = Q::ONE;
    const ALL: GetFlags = Q::ALL;
    const FILTERS: bool = true;
    fn matches(&self, reply: &<Q::Operation as Operation>::Reply<'_>) -> bool {
        self.query.matches(reply) && (self.matches)(reply)
    }
}
/// A [`Query`] with attributes; made by [`query`].
#[derive(Clone, Copy)]
pub struct QueryWith<O, F> {
    operation: O,
    fill: F,
}
impl<O: fmt::Debug, F> fmt::Debug for QueryWith<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("QueryWith").field(&self.operation).finish()
    }
}
impl<O: Operation + Copy, F: Fn(&mut Request<'_, O>)> Query for QueryWith<O, F> {
    type Operation = O;
    #[inline(always)]
    fn operation(&self) -> O {
        self.operation
    }
    #[inline(always)]
    fn fill(&self, request: &mut Request<'_, O>) {
        (self.fill)(request);
    }
}
impl<O: Operation<Flags = GetFlags> + Copy, F: Fn(&mut Request<'_, O>)> QueryWith<O, F> {
    /// Keeps those messages of the reply for which `matches` returns true: where older kernels
    /// ignore the attributes by which newer ones filter.
    pub const fn matching<M: Fn(&O::Reply<'_>) -> bool>(self, matches: M) -> Matching<Self, M> {
        Matching { query: self, matches }
    }
}
/// Creates a query with attributes that `fill` adds to the request.
///
/// ```
/// use nlwire::{client::{self, Query}, route::{GetLink, Link}};
/// fn of_master(index: u32) -> impl Query<Operation = GetLink> + Copy {
///     client::query(GetLink::default(), move |request| {
///         request.put(Link::IFLA_MASTER, index);
///     })
/// }
/// # _ = of_master(3);
/// ```
#[inline(always)]
pub const fn query<O: Operation<Flags = GetFlags> + Copy, F: Fn(&mut Request<'_, O>)>(
    operation: O,
    fill: F,
) -> QueryWith<O, F> {
    QueryWith { operation, fill }
}

/// A [`Query`] that the kernel answers without `NLM_F_DUMP` by several messages; made by [`multi`].
#[derive(Clone, Copy, Debug)]
pub struct MultiQuery<Q>(Q);
/// Creates a query that [`Connection::dump`](super::Connection::dump) sends without `NLM_F_DUMP`:
/// for commands whose do has a reply of several messages (`NLM_F_MULTI`).
///
/// ```
/// use nlwire::{client::{self, Connection, MockTransport, Query}, route::{GetLink, IfInfo, Link, RouteMessage}};
/// fn in_parts() -> impl Query<Operation = GetLink> + Copy {
///     client::multi(client::query(GetLink::default(), |request| _ = request.put(Link::IFLA_MASTER, 3)))
/// }
///
/// let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
/// let script = MockTransport::new(&mut queue, |_, kernel| {
///     let header = IfInfo::new();
///     kernel
///         .expect(RouteMessage::RTM_GETLINK, 0) // neither NLM_F_DUMP nor NLM_F_ACK
///         .part::<_, Link>(RouteMessage::RTM_NEWLINK, &header, |_| {})
///         .part::<_, Link>(RouteMessage::RTM_NEWLINK, &header, |_| {})
///         .done();
/// });
/// let mut connection = Connection::new(script, &mut buffer, 7, 1);
/// let (mut replies, mut count) = (connection.dump(in_parts())?, 0);
/// while replies.next()?.is_some() {
///     count += 1;
/// }
/// assert_eq!(count, 2);
/// connection.into_transport().verdict(1)?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[inline(always)]
pub const fn multi<Q: Query>(query: Q) -> MultiQuery<Q> {
    MultiQuery(query)
}
impl<Q: Query> Query for MultiQuery<Q> {
    type Operation = Q::Operation;
    const ONE: GetFlags = Q::ONE;
    const ALL: GetFlags = GetFlags::empty();
    const FILTERS: bool = Q::FILTERS;
    fn operation(&self) -> Q::Operation {
        self.0.operation()
    }
    fn fill(&self, request: &mut Request<'_, Q::Operation>) {
        self.0.fill(request);
    }
    fn matches(&self, reply: &<Q::Operation as Operation>::Reply<'_>) -> bool {
        self.0.matches(reply)
    }
}

/// A [`Query`] that the kernel answers some time after it acknowledged the request; made by
/// [`no_ack`].
#[derive(Clone, Copy, Debug)]
pub struct NoAckQuery<Q>(Q);
/// Creates a query that is sent without `NLM_F_ACK`, and whose reply is the first message: for
/// commands that wait for a device, and whose ack would end the request before the reply comes.
///
/// An error of the kernel ends the request, as ever. If neither comes, the receive timeout of the
/// socket ends it.
///
/// ```
/// use nlwire::{client::{self, Connection, MockTransport, Query}, route::{GetLink, IfInfo, Link, RouteMessage}};
/// fn later() -> impl Query<Operation = GetLink> + Copy {
///     client::no_ack(client::query(GetLink::default(), |request| _ = request.put(Link::IFLA_MASTER, 3)))
/// }
///
/// let (mut queue, mut buffer) = ([0; 1024], [0; 1024]);
/// let script = MockTransport::new(&mut queue, |_, kernel| {
///     kernel
///         .expect(RouteMessage::RTM_GETLINK, 0) // no NLM_F_ACK
///         .reply::<_, Link>(RouteMessage::RTM_NEWLINK, &IfInfo::new(), |link| {
///             link.put(Link::IFLA_MTU, 1500);
///         });
/// });
/// let mut connection = Connection::new(script, &mut buffer, 7, 1);
/// assert_eq!(connection.get(later())?.mtu(), Some(1500));
/// connection.into_transport().verdict(1)?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[inline(always)]
pub const fn no_ack<Q: Query>(query: Q) -> NoAckQuery<Q> {
    NoAckQuery(query)
}
impl<Q: Query> Query for NoAckQuery<Q> {
    type Operation = Q::Operation;
    const ONE: GetFlags = GetFlags::empty();
    const ALL: GetFlags = Q::ALL;
    const FILTERS: bool = Q::FILTERS;
    fn operation(&self) -> Q::Operation {
        self.0.operation()
    }
    fn fill(&self, request: &mut Request<'_, Q::Operation>) {
        self.0.fill(request);
    }
    fn matches(&self, reply: &<Q::Operation as Operation>::Reply<'_>) -> bool {
        self.0.matches(reply)
    }
}

/// Next step of a [`Call`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// Sends the (next) request.
    Send,
    /// Waits for an event, at most for this long: until [`Call::event`] returns true, or events were
    /// lost. Then [`Call::resume`] returns the next step.
    Wait(Duration),
    /// The call is complete.
    Done(T),
    /// The kernel acknowledged a request, but did not send the object that the call needs.
    MissingReply,
    /// The awaited event did not come in time.
    TimedOut,
}
/// Reason why the wait of a [`Call`] ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// [`Call::event`] accepted an event.
    Event,
    /// Events were lost, the awaited one perhaps among them. Since the loss was reported, no event
    /// is lost: the reply to a request that is sent now, and the events after it, are complete.
    Lost,
    /// The event did not come in time.
    TimedOut,
}

/// One request, or several that depend on each other, as a value: a state machine without I/O.
///
/// [`Connection::run`](super::Connection::run), `SharedConnection::run` and
/// [`RequestBatch::add`](super::RequestBatch::add) run it. The families' functions that change
/// something return calls; [`call`], [`read`] and [`then`] make new ones.
///
/// The runner calls [`start`](Self::start) once. For each [`Step::Send`] it sends what
/// [`write`](Self::write) writes, passes the messages of the reply to [`reply`](Self::reply), and
/// at the end of the reply calls [`next`](Self::next).
///
/// # Calls that await an event
///
/// Some requests are acknowledged when the work begins, and its end is announced to a multicast
/// [`group`](Self::group): a scan, for example. The runner joins the group before the first request,
/// so that no event is missed, and leaves it at the end, unless the socket is a member for other
/// reasons. Events go to [`event`](Self::event) while requests are in flight and at
/// [`Step::Wait`]; a handler or reader of events of the connection gets them, too. Only events from
/// the kernel are passed: multicast of processes is discarded by the socket.
///
/// Events may be lost (`ENOBUFS`), and drivers may fail to send one. So a wait has a limit, and a
/// call that is [resumed](Self::resume) after a loss reads the state by a request, or sends its
/// request again.
///
/// ```
/// use nlwire::{
///     client::{Call, Completion, ReplyMode, Step, Wake},
///     route::{GetLink, Link, RouteGroup, RouteMessage},
///     wire::{BuildError, Error, Message, Request, GetFlags, spec::MessageSpec},
/// };
/// use core::time::Duration;
/// /// Waits until an interface has carrier.
/// #[derive(Clone, Copy)]
/// struct Carrier {
///     index: u32,
///     up: bool,
///     left: Duration,
/// }
/// impl Call for Carrier {
///     type Output = ();
///     fn name(&self) -> &'static str {
///         "carrier"
///     }
///     fn mode(&self) -> ReplyMode {
///         ReplyMode::Answer
///     }
///     fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
///         let link = GetLink { index: self.index, ..Default::default() };
///         Request::new(buffer, link, GetFlags::ACK).finish(seq).map(<[u8]>::len)
///     }
///     fn spec(&self) -> MessageSpec {
///         MessageSpec::from_operation::<GetLink>()
///     }
///     fn group(&self) -> Option<u32> {
///         Some(RouteGroup::RTNLGRP_LINK.0)
///     }
///     /// A message about the interface: the reply, or an event.
///     fn event(&mut self, message: Message<'_>) -> bool {
///         if let Ok(RouteMessage::NewLink(link)) = RouteMessage::decode(message) {
///             if link.index() == self.index {
///                 self.up = link.attrs.get(Link::IFLA_CARRIER) == Ok(Some(1));
///             }
///         }
///         self.up
///     }
///     fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
///         self.event(message);
///         Ok(())
///     }
///     fn next(&mut self, _: Completion) -> Step<()> {
///         if self.up { Step::Done(()) } else { Step::Wait(self.left) }
///     }
///     fn resume(&mut self, wake: Wake, waited: Duration) -> Step<()> {
///         self.left = self.left.saturating_sub(waited);
///         match wake {
///             Wake::Event => Step::Done(()),
///             Wake::Lost => Step::Send, // reads the state again
///             Wake::TimedOut => Step::TimedOut,
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no call",
    label = "not a call",
    note = "calls, such as `link::set_up(\"eth0\")`, are sent by `run`; a query, such as `link::list()`, is read by `get`, `dump` or `list`"
)]
pub trait Call {
    /// What the call yields.
    type Output;
    /// Begins the call. Most calls begin with a request.
    #[inline(always)]
    fn start(&mut self) -> Step<Self::Output> {
        Step::Send
    }
    /// Returns the name of the operation, for error messages.
    fn name(&self) -> &'static str;
    /// Returns how the kernel answers the request.
    fn mode(&self) -> ReplyMode;
    /// Writes the request, and returns its length in bytes.
    ///
    /// # Errors
    /// [`BuildError`] if the buffer is too small, an attribute is too long, or text contains a NUL.
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError>;
    /// Reads a message of the reply.
    ///
    /// # Errors
    /// The message is malformed.
    #[inline(always)]
    fn reply(&mut self, _message: Message<'_>) -> Result<(), Error> {
        Ok(())
    }
    /// Goes on after the end of a reply.
    fn next(&mut self, completion: Completion) -> Step<Self::Output>;
    /// Goes on after the kernel refused the request. `None` if the call fails with this error.
    #[inline(always)]
    fn refused(&mut self, _refusal: &KernelError) -> Option<Step<Self::Output>> {
        None
    }
    /// Returns the multicast group whose events the call needs, from the next request on.
    #[inline(always)]
    fn group(&self) -> Option<u32> {
        None
    }
    /// Reads an event, of the call's group or another. Returns true if the call need not wait any
    /// longer; while a request is in flight, the returned value has no effect.
    #[inline(always)]
    fn event(&mut self, _message: Message<'_>) -> bool {
        false
    }
    /// Goes on after [`Step::Wait`]. `waited` is how long that took; zero if the transport has no
    /// clock.
    #[inline(always)]
    fn resume(&mut self, _wake: Wake, _waited: Duration) -> Step<Self::Output> {
        Step::TimedOut
    }
    /// Returns the look-up of messages if [`write`](Self::write) writes a transaction: a message that
    /// begins it, requests, and a message that ends it. Nothing is sent if there are no requests.
    /// The first error ends the call; [`KernelError::index`] is the index of the refused request.
    #[inline(always)]
    fn transaction(&self) -> Option<Lookup> {
        None
    }
    /// Returns the specification of the request, for the path of an error:
    /// [`MessageSpec::from_operation`].
    fn spec(&self) -> MessageSpec;
    /// Whether the request is the last one of the call, and no reply is needed but an ack: so that
    /// a batch can hold it.
    #[inline(always)]
    fn is_single(&self) -> bool {
        false
    }
}

/// A [`Call`] of one request that is acknowledged; made by [`call`].
#[derive(Clone, Copy)]
pub struct RequestCall<O: Operation, F> {
    operation: O,
    flags: O::Flags,
    fill: F,
}
impl<O: Operation + fmt::Debug, F> fmt::Debug for RequestCall<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RequestCall").field(&self.operation).finish()
    }
}
/// Creates a call that sends one request with `NLM_F_ACK`, with attributes that `fill` adds.
///
/// ```
/// use nlwire::{client::{self, Call, Completion}, route::{Link, SetLink}, wire::NewFlags};
/// fn set_txqlen(index: u32, packets: u32) -> impl Call<Output = Completion> + Copy {
///     let operation = SetLink { index, ..Default::default() };
///     client::call(operation, NewFlags::NONE, move |request| {
///         request.put(Link::IFLA_TXQLEN, packets);
///     })
/// }
/// # use nlwire::wire::RequestFlags;
/// # _ = set_txqlen(3, 1000);
/// ```
#[inline(always)]
pub const fn call<O: Operation + Copy, F: Fn(&mut Request<'_, O>)>(
    operation: O,
    flags: O::Flags,
    fill: F,
) -> RequestCall<O, F> {
    RequestCall { operation, flags, fill }
}
impl<O: Operation + Copy, F: Fn(&mut Request<'_, O>)> Call for RequestCall<O, F> {
    type Output = Completion;
    fn name(&self) -> &'static str {
        self.operation.name()
    }
    #[inline(always)]
    fn mode(&self) -> ReplyMode {
        ReplyMode::from_flags(<O::Flags as RequestFlags>::VERB, self.flags.to_bits() | GetFlags::ACK.bits())
    }
    #[inline(always)]
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let bits = self.flags.to_bits() | GetFlags::ACK.bits();
        let mut request = Request::with_bits(buffer, self.operation, bits);
        (self.fill)(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    #[inline(always)]
    fn next(&mut self, completion: Completion) -> Step<Completion> {
        Step::Done(completion)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<O>()
    }
    #[inline(always)]
    fn is_single(&self) -> bool {
        self.mode() == ReplyMode::Ack
    }
}

/// A [`Call`] of one request that is not acknowledged; made by [`send`].
#[derive(Clone, Copy)]
pub struct SendCall<O: Operation, F> {
    operation: O,
    flags: O::Flags,
    fill: F,
}
impl<O: Operation + fmt::Debug, F> fmt::Debug for SendCall<O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SendCall").field(&self.operation).finish()
    }
}
/// Creates a call that sends one request without `NLM_F_ACK`, with attributes that `fill` adds, and
/// does not wait: an error of the kernel is discarded. Events that a
/// [`Connection`](super::Connection) has received and not returned are kept.
///
/// ```
/// use nlwire::{client::{self, Call}, route::{NewNeigh, Neigh}, wire::{NewFlags, RequestFlags}};
/// /// Confirms that a neighbour is reachable.
/// fn confirm(index: u32, address: core::net::Ipv4Addr) -> impl Call<Output = ()> + Copy {
///     let operation = NewNeigh { index, ..Default::default() };
///     client::send(operation, NewFlags::NONE, move |request| {
///         request.put(Neigh::NDA_DST, address);
///     })
/// }
/// # _ = confirm(3, core::net::Ipv4Addr::LOCALHOST);
/// ```
#[inline(always)]
pub const fn send<O: Operation + Copy, F: Fn(&mut Request<'_, O>)>(
    operation: O,
    flags: O::Flags,
    fill: F,
) -> SendCall<O, F> {
    SendCall { operation, flags, fill }
}
impl<O: Operation + Copy, F: Fn(&mut Request<'_, O>)> Call for SendCall<O, F> {
    type Output = ();
    fn name(&self) -> &'static str {
        self.operation.name()
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::None
    }
    #[inline(always)]
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut request = Request::with_bits(buffer, self.operation, self.flags.to_bits());
        (self.fill)(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    fn next(&mut self, _completion: Completion) -> Step<()> {
        Step::Done(())
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<O>()
    }
}

/// A [`Call`] that reads one object; made by [`read`].
#[derive(Clone, Copy)]
pub struct ReadCall<Q, F, R> {
    query: Q,
    read: F,
    found: Option<R>,
}
impl<Q: fmt::Debug, F, R> fmt::Debug for ReadCall<Q, F, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReadCall").field(&self.query).finish()
    }
}
/// Creates a call that requests one object, and yields what `read` makes of the first message of
/// the reply.
///
/// ```
/// use nlwire::{client::{self, Call}, route::link};
/// fn mtu_of(name: &str) -> impl Call<Output = Option<u32>> + Copy {
///     client::read(link::by_name(name), |link| Ok(link.mtu()))
/// }
/// # _ = mtu_of("lo");
/// ```
#[inline(always)]
pub const fn read<Q, F, R>(query: Q, read: F) -> ReadCall<Q, F, R>
where
    Q: Query,
    F: Fn(<Q::Operation as Operation>::Reply<'_>) -> Result<R, Error>,
{
    ReadCall { query, read, found: None }
}
impl<Q: Query, F, R> Call for ReadCall<Q, F, R>
where
    F: Fn(<Q::Operation as Operation>::Reply<'_>) -> Result<R, Error>,
{
    type Output = R;
    fn name(&self) -> &'static str {
        self.query.operation().name()
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::from_flags(Verb::Get, Q::ONE.bits())
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let mut request = Request::with_bits(buffer, self.query.operation(), Q::ONE.bits());
        self.query.fill(&mut request);
        request.finish(seq).map(<[u8]>::len)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        if self.found.is_none() {
            self.found = Some((self.read)(Q::Operation::reply(message)?)?);
        }
        Ok(())
    }
    fn next(&mut self, _completion: Completion) -> Step<R> {
        self.found.take().map_or(Step::MissingReply, Step::Done)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<Q::Operation>()
    }
}

/// A [`Call`] followed by one that depends on what it yields; made by [`then`].
#[derive(Clone, Copy, Debug)]
pub struct ThenCall<A, F, B> {
    first: A,
    make: F,
    second: Option<B>,
}
/// Creates a call that runs `first`, and then what `make` makes of its output.
///
/// ```
/// use nlwire::{client::{self, Call, Completion}, route::link};
/// /// Brings up the master of a link.
/// fn set_master_up(name: &str) -> impl Call<Output = Completion> + Copy {
///     let master = client::read(link::by_name(name), |link| Ok(link.master().unwrap_or(0)));
///     client::then(master, |index| link::set_up(index))
/// }
/// # _ = set_master_up("lo");
/// ```
#[inline(always)]
pub const fn then<A: Call, F: Fn(A::Output) -> B, B: Call>(first: A, make: F) -> ThenCall<A, F, B> {
    ThenCall { first, make, second: None }
}
impl<A: Call, F: Fn(A::Output) -> B, B: Call> ThenCall<A, F, B> {
    fn go_on(&mut self, step: Step<A::Output>) -> Step<B::Output> {
        match step {
            Step::Send => Step::Send,
            Step::Wait(limit) => Step::Wait(limit),
            Step::MissingReply => Step::MissingReply,
            Step::TimedOut => Step::TimedOut,
            Step::Done(output) => self.second.insert((self.make)(output)).start(),
        }
    }
}
impl<A: Call, F: Fn(A::Output) -> B, B: Call> Call for ThenCall<A, F, B> {
    type Output = B::Output;
    fn start(&mut self) -> Step<B::Output> {
        let step = self.first.start();
        self.go_on(step)
    }
    fn name(&self) -> &'static str {
        self.second.as_ref().map_or_else(|| self.first.name(), Call::name)
    }
    fn mode(&self) -> ReplyMode {
        self.second.as_ref().map_or_else(|| self.first.mode(), Call::mode)
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        match &mut self.second {
            None => self.first.write(buffer, seq),
            Some(second) => second.write(buffer, seq),
        }
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        match &mut self.second {
            None => self.first.reply(message),
            Some(second) => second.reply(message),
        }
    }
    fn next(&mut self, completion: Completion) -> Step<B::Output> {
        match &mut self.second {
            None => {
                let step = self.first.next(completion);
                self.go_on(step)
            }
            Some(second) => second.next(completion),
        }
    }
    fn refused(&mut self, refusal: &KernelError) -> Option<Step<B::Output>> {
        match &mut self.second {
            None => {
                let step = self.first.refused(refusal)?;
                Some(self.go_on(step))
            }
            Some(second) => second.refused(refusal),
        }
    }
    fn group(&self) -> Option<u32> {
        self.second.as_ref().map_or_else(|| self.first.group(), Call::group)
    }
    fn event(&mut self, message: Message<'_>) -> bool {
        match &mut self.second {
            None => self.first.event(message),
            Some(second) => second.event(message),
        }
    }
    fn transaction(&self) -> Option<Lookup> {
        self.second.as_ref().map_or_else(|| self.first.transaction(), Call::transaction)
    }
    fn resume(&mut self, wake: Wake, waited: Duration) -> Step<B::Output> {
        match &mut self.second {
            None => {
                let step = self.first.resume(wake, waited);
                self.go_on(step)
            }
            Some(second) => second.resume(wake, waited),
        }
    }
    fn spec(&self) -> MessageSpec {
        self.second.as_ref().map_or_else(|| self.first.spec(), Call::spec)
    }
    fn is_single(&self) -> bool {
        self.second.as_ref().is_some_and(Call::is_single)
    }
}

/// A [`Call`] that succeeds with one of the kernel's errors, too; made by [`allow`].
#[derive(Clone, Copy, Debug)]
pub struct Allow<C> {
    call: C,
    errno: Errno,
}
/// Creates a call for which an error of the kernel is as good as success: EEXIST of what is to be
/// added, ENOENT of what is to be deleted.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link, wire::Errno};
/// fn have_bridge<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     nl.run(client::allow(link::add("br0", "bridge"), Errno::EEXIST))?;
///     Ok(())
/// }
/// ```
#[inline(always)]
pub const fn allow<C: Call>(call: C, errno: Errno) -> Allow<C> {
    Allow { call, errno }
}
impl<C: Call> Call for Allow<C> {
    type Output = C::Output;
    fn start(&mut self) -> Step<C::Output> {
        self.call.start()
    }
    fn name(&self) -> &'static str {
        self.call.name()
    }
    fn mode(&self) -> ReplyMode {
        self.call.mode()
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        self.call.write(buffer, seq)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        self.call.reply(message)
    }
    fn next(&mut self, completion: Completion) -> Step<C::Output> {
        self.call.next(completion)
    }
    fn refused(&mut self, refusal: &KernelError) -> Option<Step<C::Output>> {
        if refusal.errno == self.errno {
            Some(self.call.next(Completion::default()))
        } else {
            self.call.refused(refusal)
        }
    }
    fn group(&self) -> Option<u32> {
        self.call.group()
    }
    fn event(&mut self, message: Message<'_>) -> bool {
        self.call.event(message)
    }
    fn transaction(&self) -> Option<Lookup> {
        self.call.transaction()
    }
    fn resume(&mut self, wake: Wake, waited: Duration) -> Step<C::Output> {
        self.call.resume(wake, waited)
    }
    fn spec(&self) -> MessageSpec {
        self.call.spec()
    }
}

/// A [`Call`] that yields a value without a request; made by [`ready`].
#[derive(Clone, Copy, Debug)]
pub struct Ready<T>(Option<T>);
/// Creates a call that yields `value` without a request: the first step of a call that knows
/// already what others must look up.
#[inline(always)]
pub const fn ready<T>(value: T) -> Ready<T> {
    Ready(Some(value))
}
impl<T> Call for Ready<T> {
    type Output = T;
    fn start(&mut self) -> Step<T> {
        self.0.take().map_or(Step::MissingReply, Step::Done)
    }
    fn name(&self) -> &'static str {
        "request"
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Ack
    }
    fn write(&mut self, _buffer: &mut [u8], _seq: u32) -> Result<usize, BuildError> {
        Ok(0)
    }
    fn next(&mut self, _completion: Completion) -> Step<T> {
        self.start()
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec {
            number: 0,
            name: "request",
            verb: Verb::Get,
            header: None,
            table: <() as AttributeSet>::spec,
            protocol: None,
        }
    }
}
