//! The family `IPVS`: the IP Virtual Server, a layer 4 load balancer (linux/ip_vs.h).
//!
//! A service is an address, protocol and port, or a firewall mark; its connections are scheduled to
//! destinations (real servers). Every command needs `CAP_NET_ADMIN`.
//!
//! See ipvsadm(8).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, ipvs::{self, *}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(ipvs::NAME))?; // resolve once and keep
//! let web = ServiceKey::tcp("192.0.2.1:80".parse()?);
//! connection.run(ipvs::add_service(&family, web, &ServiceSpec::new("wrr")))?;
//! let server = "198.51.100.7:8080".parse()?;
//! let weight = DestSpec { weight: 10, ..DestSpec::new(ForwardMethod::IP_VS_CONN_F_MASQ) };
//! connection.run(ipvs::add_destination(&family, web, server, &weight))?;
//! for destination in connection.list(ipvs::destinations(&family, web))? {
//!     println!("{destination}"); // 198.51.100.7:8080 Masq 10 0 0
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod attrs;
mod calls;

pub use attrs::*;
pub use calls::*;
mod summary;

pub use summary::{DestSummary, IpvsCounters, ServiceSummary};

use super::{Command, Family, command::objects};
use crate::{
    attributes, c_struct,
    client::{Call, Completion, Query, call, query},
    flags, genl_family, open_enum, sub_messages,
    wire::{
        Attrs, Be, Encode, Extensible, GetFlags, Str, SubMessage, Value, Writer,
        spec::{PayloadType, SelectorSource},
    },
};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Name of the family: `IPVS_GENL_NAME`.
pub const NAME: &str = "IPVS";
