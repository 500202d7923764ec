//! The family `macsec`: secure channels and secure associations (linux/if_macsec.h).
//!
//! MACsec (IEEE 802.1AE) protects Ethernet frames. The interface is a link of kind `macsec`, made
//! by [`route`](crate::route); it is the SecY (MACsec entity) with one transmit secure channel
//! (SC). This family adds receive channels, one for each peer, and the secure associations (SA)
//! with the keys. A channel is identified by its SCI (secure channel identifier): MAC address and
//! port. Changes need `CAP_NET_ADMIN`.
//!
//! See ip-macsec(8).
//!
//! ```no_run
//! use nlwire::{client::Connection, genl::{self, macsec::{self, *}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(macsec::NAME))?; // resolve once and keep
//! let macsec0 = 7; // interface index
//! let peer = Sci::new([2, 0, 0, 0, 0, 1], 1);
//! let (key, id) = ([0x5a; 16], [1; 16]);
//! connection.run(macsec::add_tx_sa(&family, macsec0, 0, &SaSpec::new(&key, &id)))?;
//! connection.run(macsec::add_rx_sc(&family, macsec0, peer, true))?;
//! connection.run(macsec::add_rx_sa(&family, macsec0, peer, 0, &SaSpec::new(&key, &id)))?;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod attrs;
mod calls;

use super::{Command, Family};
pub use attrs::*;
pub use calls::*;

use crate::{
    attributes,
    client::{Call, Completion, Query, call},
    genl_family,
    route::{MacsecCipher, MacsecOffload, MacsecValidation},
    wire::{Attrs, Be, GetFlags, IndexedArray, Key, Uint, Writer, spec::SECRET},
};
use core::fmt;

/// Name of the family: `MACSEC_GENL_NAME`.
pub const NAME: &str = "macsec";

/// Length of a key identifier, bytes: `MACSEC_KEYID_LEN`.
pub const KEYID_LEN: usize = 16;

/// Length of a salt, bytes: `MACSEC_SALT_LEN`.
pub const SALT_LEN: usize = 12;

/// Secure channel identifier (SCI): MAC address and port.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sci(pub u64);

impl Sci {
    /// Creates the identifier from MAC address and port.
    pub const fn new(mac: [u8; 6], port: u16) -> Self {
        let ([a, b, c, d, e, f], [g, h]) = (mac, port.to_be_bytes());
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
    /// Returns the MAC address.
    pub const fn mac(self) -> [u8; 6] {
        let [a, b, c, d, e, f, ..] = self.0.to_be_bytes();
        [a, b, c, d, e, f]
    }
    /// Returns the port.
    pub const fn port(self) -> u16 {
        self.0 as u16
    }
}

impl fmt::Display for Sci {
    /// 16 hexadecimal digits, as ip-macsec(8) prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::wire::format::hex(f, &self.0.to_be_bytes())
    }
}

impl fmt::Debug for Sci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
