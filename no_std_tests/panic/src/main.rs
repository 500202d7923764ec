//! Links only where no public function of the crate has a path to a panic: the panic handler calls a function that does not exist, and
//! every function's address is taken (`probes.rs`, which `../inventory.py` writes), so that none is dropped.
#![no_std]
#![no_main]

use core::{fmt, hint::black_box, panic::PanicInfo, time::Duration};
use heapless::index_map::{FnvIndexMap, IndexMap};
#[cfg(not(feature = "planted"))]
use nlwire::netfilter::nftables;
use nlwire::{
    bpf::Test,
    cache::{At, Bytes, Slot, Store},
    client::{
        Call, Completion, EventHandler, MockReplies, Query, Received, ReplyMode, Step, Transport,
        TransportError, Wake,
    },
    pick,
    route::*,
    schema::Described,
    wire::{
        self, AttributeSet, BuildError, KernelError, Message, NewFlags, Operation, Request, Verb,
        spec::{Lookup, MessageSpec},
    },
};

// ---- what stands for a type parameter

/// Named numbers, one over each integer.
pub mod named {
    macro_rules! over { ($($name:ident $repr:ty),*) => { $( nlwire::open_enum! { pub struct $name($repr) {} } )* } }
    over!(U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64);
}

/// A transport of which nothing is known.
pub struct Wire;
/// Its error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireError;
impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broken")
    }
}
impl core::error::Error for WireError {}
impl TransportError for WireError {
    fn is_loss(&self) -> bool {
        black_box(false)
    }
    fn is_truncation(&self) -> bool {
        black_box(false)
    }
    fn is_timeout(&self) -> bool {
        black_box(false)
    }
}
impl Transport for Wire {
    type Error = WireError;
    #[inline(never)]
    fn send(&mut self, datagram: &[u8]) -> Result<(), WireError> {
        if black_box(datagram).is_empty() { Err(WireError) } else { Ok(()) }
    }
    #[inline(never)]
    fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, WireError> {
        black_box(&mut *buffer);
        black_box(Ok(Received::unicast(7)))
    }
    #[inline(never)]
    fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, WireError> {
        black_box(&mut *buffer);
        black_box(Ok(None))
    }
}
/// Where text goes.
pub struct Sink(usize);
impl Sink {
    pub const NEW: Self = Self(0);
}
impl fmt::Write for Sink {
    #[inline(never)]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.wrapping_add(black_box(text).len());
        Ok(())
    }
}
/// A buffer that knows how full it is.
pub struct Growing;
impl nlwire::wire::Output for Growing {
    fn append(&mut self, build: impl Fn(&mut [u8]) -> Result<usize, BuildError>) -> Result<(), BuildError> {
        build(black_box(&mut [0; 64])).map(|_| ())
    }
}
pub type Names = fn(Message<'_>) -> Described<'_>;
pub type Passes = fn(&LinkMessage<'_>) -> bool;
#[cfg(not(feature = "planted"))]
pub type Rules = for<'r, 'b> fn(nftables::Rule<'r, 'b>) -> nftables::Rule<'r, 'b>;
pub type Teller = fn(Message<'_>, &mut MockReplies<'_>);
/// A mirror's store with room for one.
#[derive(Debug)]
pub struct Shelf(Option<(At<TablesKey>, Slot<Kept>)>);
impl Store for Shelf {
    type Key = At<TablesKey>;
    type Value = Slot<Kept>;
    fn get(&self, key: &Self::Key) -> Option<&Self::Value> {
        self.0.as_ref().filter(|it| it.0 == *key).map(|it| &it.1)
    }
    fn get_mut(&mut self, key: &Self::Key) -> Option<&mut Self::Value> {
        self.0.as_mut().filter(|it| it.0 == *key).map(|it| &mut it.1)
    }
    fn insert(&mut self, key: Self::Key, value: Self::Value) -> Result<(), Self::Value> {
        match &mut self.0 {
            Some(_) => Err(value),
            free => {
                *free = Some((key, value));
                Ok(())
            }
        }
    }
    fn remove(&mut self, key: &Self::Key) -> Option<Self::Value> {
        self.0.take_if(|it| it.0 == *key).map(|it| it.1)
    }
    fn retain(&mut self, mut keep: impl FnMut(&Self::Key, &mut Self::Value) -> bool) {
        self.0.take_if(|it| !keep(&it.0, &mut it.1));
    }
    fn iter(&self) -> impl Iterator<Item = (&Self::Key, &Self::Value)> {
        self.0.as_ref().map(|it| (&it.0, &it.1)).into_iter()
    }
}
/// Bytes of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept([u8; 32]);
impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        black_box(&self.0)
    }
}
impl Bytes for Kept {
    fn extend(&mut self, bytes: &[u8]) -> bool {
        black_box(bytes).len() < black_box(7)
    }
}
/// The hashes of heapless's maps, which it does not export.
pub type Fnv = <FnvIndexMap<u8, u8, 2> as Hashes>::SelectorSource;
pub trait Hashes {
    type SelectorSource;
}
impl<K, V, S, const N: usize> Hashes for IndexMap<K, V, S, N> {
    type SelectorSource = S;
}

/// A query of which nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Find;
impl Query for Find {
    type Operation = GetLink;
    fn operation(&self) -> GetLink {
        black_box(GetLink::default())
    }
    #[inline(never)]
    fn fill(&self, request: &mut Request<'_, GetLink>) {
        black_box(request);
    }
    const FILTERS: bool = true;
    #[inline(never)]
    fn matches(&self, reply: &LinkMessage<'_>) -> bool {
        black_box(reply);
        black_box(true)
    }
}
/// A call of which nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Ask;
impl Call for Ask {
    type Output = u32;
    fn start(&mut self) -> Step<u32> {
        black_box(Step::Send)
    }
    fn name(&self) -> &'static str {
        black_box("ask")
    }
    fn mode(&self) -> ReplyMode {
        black_box(ReplyMode::Ack)
    }
    #[inline(never)]
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        black_box((buffer, seq));
        black_box(Ok(16))
    }
    #[inline(never)]
    fn reply(&mut self, message: Message<'_>) -> Result<(), wire::Error> {
        black_box(message);
        black_box(Ok(()))
    }
    fn next(&mut self, completion: Completion) -> Step<u32> {
        black_box(completion);
        black_box(Step::Done(7))
    }
    fn refused(&mut self, refusal: &KernelError) -> Option<Step<u32>> {
        black_box(refusal);
        black_box(None)
    }
    fn group(&self) -> Option<u32> {
        black_box(Some(3))
    }
    #[inline(never)]
    fn event(&mut self, message: Message<'_>) -> bool {
        black_box(message);
        black_box(true)
    }
    fn resume(&mut self, wake: Wake, waited: Duration) -> Step<u32> {
        black_box((wake, waited));
        black_box(Step::Wait(waited))
    }
    fn transaction(&self) -> Option<Lookup> {
        black_box(None)
    }
    fn spec(&self) -> MessageSpec {
        black_box(MessageSpec {
            number: 0,
            name: "ask",
            verb: Verb::Get,
            header: None,
            table: <() as AttributeSet>::spec,
            protocol: None,
        })
    }
    fn is_single(&self) -> bool {
        black_box(true)
    }
}
/// Who handles events.
pub struct Heard;
impl EventHandler for Heard {
    #[inline(never)]
    fn handle(&mut self, event: Message<'_>) -> bool {
        black_box(event);
        black_box(true)
    }
}

mod counting;
pub use counting::Counting;

// ---- every function of the crate

#[repr(transparent)]
pub struct Probe(*const ());
// SAFETY: an address that nobody reads through.
unsafe impl Sync for Probe {}
/// What uses a type without a name, that a function with that many arguments gives.
macro_rules! opaque {
    ($($name:ident($($argument:ident)*) $bound:ident $used_by:ident;)*) => {$(
        const fn $name<$($argument,)* R: $bound>(_: fn($($argument),*) -> R) -> *const () {
            $used_by::<R> as *const ()
        }
    )*};
}
opaque! {
    next1(A) Iterator next;
    write1(A) Test write;
    query0() Query query;
    query1(A) Query query;
    query2(A B) Query query;
    query3(A B C) Query query;
    query4(A B C D) Query query;
    query5(A B C D E) Query query;
    call0() Call call;
    call1(A) Call call;
    call2(A B) Call call;
    call3(A B C) Call call;
    call4(A B C D) Call call;
    call5(A B C D E) Call call;
    call6(A B C D E F) Call call;
}
fn next<I: Iterator>(items: &mut I) -> Option<I::Item> {
    items.next()
}
fn write<T: Test>(test: T) {
    let _ = black_box(T::write as *const ());
    let _ = test;
}
fn query<Q: Query>(query: &Q, request: &mut Request<'_, Q::Operation>, message: Message<'_>) {
    black_box(query.operation());
    query.fill(request);
    if let Ok(reply) = Q::Operation::reply(message) {
        black_box(query.matches(&reply));
    }
}
fn call<C: Call>(call: &mut C, buffer: &mut [u8], message: Message<'_>, refusal: &KernelError) {
    black_box(call.start());
    black_box((call.name(), call.mode(), call.spec(), call.is_single()));
    let _ = black_box(call.write(buffer, black_box(1)));
    let _ = black_box(call.reply(message));
    black_box(call.next(black_box(Completion::default())));
    black_box(call.refused(refusal));
}
#[cfg(not(feature = "planted"))]
mod probes {
    #![allow(clippy::all, unused)]
    include!(env!("NLWIRE_PROBES"));
}

// ---- what macros write where they are used: `pick!`, and a request with the flags of its verb

#[inline(never)]
fn picked(attrs: nlwire::wire::Attrs<'_, Link>) {
    let _ = black_box(pick!(
        attrs,
        Link { name: IFLA_IFNAME, mtu: IFLA_MTU, stats: IFLA_STATS64, info: IFLA_LINKINFO }
    ));
}
#[inline(never)]
fn built(buffer: &mut [u8]) -> usize {
    let mut request =
        Request::new(buffer, NewLink { index: black_box(3), ..Default::default() }, NewFlags::ACK);
    request.put(Link::IFLA_MTU, black_box(1500)).put(Link::IFLA_IFNAME, black_box("a")).nest(
        Link::IFLA_LINKINFO,
        |info| {
            info.put(LinkInfo::IFLA_INFO_KIND, black_box("veth"));
            info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VLAN, |vlan| {
                vlan.put(Vlan::IFLA_VLAN_ID, black_box(7));
            });
        },
    );
    request.finish(black_box(1)).map_or(0, <[u8]>::len)
}

#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    let mut buffer = [0u8; 4096];
    let bytes = black_box(&mut buffer[..]);
    black_box(built(bytes));
    picked(nlwire::wire::Attrs::new(bytes));
    #[cfg(not(feature = "planted"))]
    black_box(probes::PROBES);
    #[cfg(feature = "planted")]
    black_box(bytes[black_box(5000)]);
    loop {}
}

// ---- what must not be linked

unsafe extern "C" {
    fn there_is_a_path_to_a_panic() -> !;
}
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: it does not exist, so nobody calls it.
    unsafe { there_is_a_path_to_a_panic() }
}

// ---- what the compiler calls by itself, and a libc would bring

#[cfg(target_arch = "x86_64")]
#[path = "../../memory.rs"]
mod memory;
