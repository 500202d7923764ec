//! Links only where no public function of the crate has a path to a panic: the panic handler calls a function that does not exist, and
//! every function's address is taken (`probes.rs`, which `../inventory.py` writes), so that none is dropped.
#![no_std]
#![no_main]

use core::{fmt, hint::black_box, panic::PanicInfo};
use heapless::index_map::{FnvIndexMap, IndexMap};
use nlwire::{
    bpf::Test,
    exchange::{Answers, Transport, TransportError},
    mirror::{At, Bytes, Slot, Store},
    pick,
    route::*,
    wire::{BuildError, Described, Message, NewFlags, Request},
};

// ---- what stands for a type parameter

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
    fn recv(&mut self, buffer: &mut [u8]) -> Result<usize, WireError> {
        black_box(&mut *buffer);
        black_box(Ok(7))
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
pub type Teller = fn(Message<'_>, &mut Answers<'_>);
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
pub type Fnv = <FnvIndexMap<u8, u8, 2> as Hashes>::By;
pub trait Hashes {
    type By;
}
impl<K, V, S, const N: usize> Hashes for IndexMap<K, V, S, N> {
    type By = S;
}

mod counting;
pub use counting::Counting;

// ---- every function of the crate

#[repr(transparent)]
pub struct Probe(*const ());
// SAFETY: an address that nobody reads through.
unsafe impl Sync for Probe {}
/// The method of a type without a name, that a function with that many arguments gives.
macro_rules! opaque {
    ($($name:ident($($argument:ident)*) $bound:ident::$method:ident;)*) => {$(
        const fn $name<$($argument,)* R: $bound>(_: fn($($argument),*) -> R) -> *const () {
            R::$method as *const ()
        }
    )*};
}
opaque! {
    next1(A) Iterator::next;
    write1(A) Test::write;
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
