//! Netlink for Rust: a zero-copy `no_std` codec, a client, caches, and a socket.
//!
//! Messages are parsed in place from a borrowed buffer and written into one: no copies, no
//! allocations, no panics. Names are the kernel's: search for `IFLA_MTU` or `RTA_OIF`.
//!
//! # I want to ...
//!
//! - **begin**: `use nlwire::prelude::*;` ([`prelude`]), `Connection::open(Protocol::ROUTE)`
//!   ([`Connection::open`](client::Connection::open))
//! - **list** links, addresses, routes, neighbours, rules, qdiscs: [`route::link`],
//!   [`route::addr`], [`mod@route::route`], [`route::neigh`], [`route::rule`], [`tc::qdisc`];
//!   sockets: [`sock_diag`]; connections: [`netfilter::conntrack`]; as values that can be kept by
//!   [`Connection::list`](client::Connection::list), with every attribute and without allocation by
//!   [`Connection::dump`](client::Connection::dump)
//! - **find** one object: `connection.get(link::by_name("eth0"))`
//!   ([`Connection::get`](client::Connection::get)); the index of a link: [`route::link::index_of`]
//! - **change** the configuration: `connection.run(link::set_mtu("eth0", 1400))`
//!   ([`Connection::run`](client::Connection::run)); whatever has no function:
//!   [`Connection::request_with`](client::Connection::request_with)
//! - **compose** operations of several requests: [`client::then`]; ignore EEXIST or ENOENT:
//!   [`client::allow`]; make queries and calls of my own: [`client::query`], [`client::call`]
//! - set up **NICs, switches, tunnels**: [`genl::ethtool`], [`genl::devlink`], [`genl::wireguard`],
//!   [`genl::macsec`], [`genl::l2tp`]; **Wi-Fi**: [`genl::nl80211`]
//! - write and print **firewall** rules: [`netfilter::nftables`]
//! - **understand a refusal**: [`client::Error`], [`Connection::path`](client::Connection::path)
//! - **watch** changes: [`Connection::next_event_as`](client::Connection::next_event_as), of generic
//!   families [`genl::Family::decode`]; devices: [`uevent`]; processes: [`connector`]
//! - **keep a table** that follows the kernel's: [`cache`]
//! - **filter** events in the kernel: [`bpf`]
//! - use **async**: [`SharedConnection`](client::SharedConnection) on any runtime, or
//!   `nlwire::tokio` (feature `tokio`)
//! - **test** without a kernel: [`ExpectTransport`](client::ExpectTransport), [`MockTransport`](client::MockTransport),
//!   [`Replay`](client::Replay)
//! - describe a **family of my own**: [`attributes!`], [`genl_family!`]
//! - decode **anything**, or captures: [`decode::Decoder`], [`pcap::Recording`]
//!
//! The `guide` module has a chapter on each.
//!
//! # Examples
//!
//! List the links with their addresses:
//! ```no_run
//! # #[cfg(all(feature = "std", feature = "route"))] {
//! use nlwire::{prelude::*, route::{addr, link}};
//! let mut nl = Connection::open(Protocol::ROUTE)?;
//! let addresses = nl.list(addr::list())?;
//! for link in nl.list(link::list())? {
//!     println!("{link}"); // in the words of `ip`; the fields are public
//!     for address in addresses.iter().filter(|address| address.link == link.index) {
//!         println!("    {address}");
//!     }
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! Without allocation, replies borrow from a buffer of the caller:
//! ```no_run
//! # #[cfg(all(feature = "std", feature = "route"))] {
//! use nlwire::{client::Connection, route::link, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE)?, &mut buffer);
//! let mut links = connection.dump(link::list())?;
//! while let Some(link) = links.next()? {
//!     println!("{}: {} mtu {:?}", link.index(), link.name(), link.mtu());
//! }
//! # }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! Decode a datagram, without I/O:
//! ```
//! # #[cfg(feature = "route")] {
//! use nlwire::{pick, route::{Link, RouteMessage}, wire::Messages};
//! fn names(datagram: &[u8]) -> Result<(), nlwire::wire::Error> {
//!     for message in Messages::new(datagram) {
//!         if let RouteMessage::NewLink(link) = RouteMessage::decode(message?)? {
//!             // one pass, and only these two are decoded
//!             let link = pick!(link.attrs, Link { name: IFLA_IFNAME, mtu: IFLA_MTU })?;
//!             println!("{:?} {:?}", link.name, link.mtu);
//!         }
//!     }
//!     Ok(())
//! }
//! # names(&[]).unwrap();
//! # }
//! ```
//! Build a request, without I/O:
//! ```
//! # #[cfg(feature = "route")] {
//! use nlwire::{route::{Link, LinkInfo, NewLink}, wire::{NewFlags, Request}};
//! let (mut buffer, flags) = ([0; 128], NewFlags::CREATE | NewFlags::ACK);
//! let mut request = Request::new(&mut buffer, NewLink::default(), flags);
//! request.put(Link::IFLA_IFNAME, "br0").nest(Link::IFLA_LINKINFO, |info| {
//!     info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
//! });
//! let bytes = request.finish(/* sequence number */ 1)?;
//! # }
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
//!
//! # Layers
//!
//! Each layer uses only those before it.
//!
//! | module | what it is |
//! |---|---|
//! | [`prelude`] | what most programs use, for a glob import |
//! | [`wire`], [`uapi`] | codec: messages, attributes, values, requests; the macros that define families; numbers that protocols share |
//! | [`schema`] | walks over specifications: printing, JSON, serde, attribute paths, byte order |
//! | `server` | validation of requests, for servers (feature `server`) |
//! | [`bpf`] | classic BPF filters over messages |
//! | [`socket`] | the socket of netlink(7): options, groups, namespaces, deadlines |
//! | [`transport`] | datagrams in and out: the traits that sockets, mocks and replays implement |
//! | [`client`] | requests and replies: [`Session`](client::Session) without I/O, [`Connection`](client::Connection), [`SharedConnection`](client::SharedConnection), batches, mocks |
//! | `tokio` | connections for tokio (feature `tokio`) |
//! | [`cache`] | tables kept in sync by dumps and events |
//! | [`pcap`] | capture files |
//! | [`route`], [`tc`], [`genl`], [`netfilter`], [`sock_diag`], [`uevent`], [`connector`], [`xfrm`], [`crypto`], [`audit`] | the protocols |
//! | [`decode`] | decoding of messages of any protocol |
//!
//! # Features
//!
//! Default: `std`, `route`, `genl`. `full` is every protocol and family, with `cache`,
//! `server`, `bpf` and `pcap`.
//!
//! | feature | adds |
//! |---|---|
//! | `std` | `socket`, `alloc`, namespaces by name, [`SharedConnection`](client::SharedConnection), `std::io::Error` |
//! | `socket` | the socket alone, without the standard library; Linux and Android |
//! | `alloc` | requests built into `Vec<u8>`, caches in `BTreeMap` |
//! | `cache`, `server`, `bpf`, `pcap` | caches, validation of requests, BPF filters, capture files |
//! | `route` | NETLINK_ROUTE |
//! | `tc` | traffic control; implies `route` |
//! | `genl` | NETLINK_GENERIC: the controller, and families of your own |
//! | `devlink`, `ethtool`, `ipvs`, `l2tp`, `macsec`, `nbd`, `ncsi`, `nl80211`, `openvswitch`, `quota`, `taskstats`, `team`, `wireguard` | generic netlink families; each implies `genl`, and `macsec` also `route` |
//! | `netfilter` | NETLINK_NETFILTER: what its subsystems share |
//! | `conntrack`, `cthelper`, `cttimeout`, `ipset`, `nfacct`, `nftables`, `nflog`, `nfqueue`, `osf` | subsystems of netfilter; each implies `netfilter` |
//! | `sock_diag` | NETLINK_SOCK_DIAG: socket statistics |
//! | `uevent` | NETLINK_KOBJECT_UEVENT: device events |
//! | `connector` | NETLINK_CONNECTOR: process events, 1-Wire |
//! | `xfrm` | NETLINK_XFRM: IPsec |
//! | `crypto` | NETLINK_CRYPTO: algorithms |
//! | `audit` | NETLINK_AUDIT: records |
//! | `tokio` | socket and connection for tokio |
//! | `serde` | `Serialize` for messages and attributes |
//! | `heapless` | requests and caches of fixed capacity in `heapless` (needs Rust 1.87) |
//! | `arrayvec` | requests built into `arrayvec::ArrayVec` |
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code, missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

#[cfg(feature = "alloc")]
extern crate alloc;
extern crate self as nlwire; // so that `c_struct!` finds zerocopy from any crate
#[cfg(any(test, feature = "std"))]
extern crate std;

#[cfg(feature = "audit")]
pub mod audit;
#[cfg(any(feature = "bpf", feature = "socket"))]
pub mod bpf;
#[cfg(feature = "cache")]
pub mod cache;
pub mod client;
#[cfg(feature = "connector")]
pub mod connector;
#[cfg(feature = "crypto")]
pub mod crypto;
pub mod decode;
#[cfg(feature = "genl")]
pub mod genl;
#[cfg(all(doc, feature = "full"))]
pub mod guide;
#[cfg(feature = "netfilter")]
pub mod netfilter;
#[cfg(feature = "pcap")]
pub mod pcap;
pub mod prelude;
#[cfg(feature = "route")]
pub mod route;
pub mod schema;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "sock_diag")]
pub mod sock_diag;
#[cfg(all(feature = "socket", any(target_os = "linux", target_os = "android")))]
pub mod socket;
#[cfg(feature = "tc")]
pub mod tc;
#[cfg(all(feature = "tokio", any(target_os = "linux", target_os = "android")))]
pub mod tokio;
pub mod transport;
pub mod uapi;
#[cfg(feature = "uevent")]
pub mod uevent;
pub mod wire;
#[cfg(feature = "xfrm")]
pub mod xfrm;

#[doc(hidden)]
pub use zerocopy;

/// The README's examples compile.
#[cfg(all(doctest, feature = "std", feature = "route", feature = "genl"))]
#[doc = include_str!("../README.md")]
struct Readme;
