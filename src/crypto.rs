//! NETLINK_CRYPTO: the kernel's ciphers, hashes and their like, and what is known of each (linux/cryptouser.h). Asking needs no privilege;
//! changing needs CAP_NET_ADMIN in the first user namespace.
//!
//! ```no_run
//! use nlwire::{crypto::{self, Crypto, CryptoUserAlg}, exchange::Connection, socket::{Protocol, Socket}, wire::Layout};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::CRYPTO)?, &mut buffer);
//! let mut all = crypto::algorithms(&mut connection)?;
//! while let Some(one) = all.next()? {
//!     let driver = one.header.get(CryptoUserAlg::cru_driver_name);
//!     println!("{:?} by {driver:?}, priority {:?}", one.name(), one.attrs.get(Crypto::CRYPTOCFGA_PRIORITY_VAL)?);
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use crate::{
    attributes,
    exchange::{Answer, Connection, Replies, Transport},
    flags, layout, messages, operations,
    wire::{Chars, Grown, Layout, MessageRow, Name, Reply},
};

/// The netlink protocol: `NETLINK_CRYPTO`, linux/netlink.h.
pub const NETLINK_CRYPTO: i32 = 21;

layout! {
    /// An algorithm: `struct crypto_user_alg`, linux/cryptouser.h.
    #[doc(alias = "crypto_user_alg")]
    pub struct CryptoUserAlg {
        /// Its name: `sha256`, `cbc(aes)`.
        cru_name: Chars<64>,
        /// The name of this implementation: `sha256-generic`.
        cru_driver_name: Chars<64>,
        /// The module that it came from.
        cru_module_name: Chars<64>,
        /// Its type, as the kernel numbers them inside.
        cru_type: u32,
        /// Which bits of the type count.
        cru_mask: u32,
        /// How many use it.
        cru_refcnt: u32,
        /// What is known of it.
        cru_flags: CryptoFlags,
    }
}
flags! {
    /// What is known of an algorithm: `CRYPTO_ALG_*`, linux/crypto.h of the kernel; its lowest four bits are its type.
    pub struct CryptoFlags(u32) {
        /// It stands for one that is being made.
        CRYPTO_ALG_LARVAL = 0x10,
        /// It is gone, and still in use.
        CRYPTO_ALG_DEAD = 0x20,
        /// It is on its way out.
        CRYPTO_ALG_DYING = 0x40,
        /// It may answer later.
        CRYPTO_ALG_ASYNC = 0x80,
        /// It needs another of its name for some cases.
        CRYPTO_ALG_NEED_FALLBACK = 0x100,
        /// It has passed its test.
        CRYPTO_ALG_TESTED = 0x400,
        /// It was made of a template.
        CRYPTO_ALG_INSTANCE = 0x800,
        /// Hardware of its own does it.
        CRYPTO_ALG_KERN_DRIVER_ONLY = 0x1000,
        /// It is for the kernel alone.
        CRYPTO_ALG_INTERNAL = 0x2000,
        /// It has a key that need not be set.
        CRYPTO_ALG_OPTIONAL_KEY = 0x4000,
        /// It allocates memory as it works.
        CRYPTO_ALG_ALLOCATES_MEMORY = 0x1_0000,
        /// It is allowed by FIPS inside others only.
        CRYPTO_ALG_FIPS_INTERNAL = 0x2_0000,
    }
}
/// A report that has nothing but a type.
macro_rules! reports { ($($(#[$doc:meta])* $name:ident $($alias:literal)*;)*) => { $(
    layout! {
        $(#[$doc])*
        $(#[doc(alias = $alias)])*
        pub struct $name {
            /// What it is, in a word.
            r#type: Chars<64>,
        }
    }
)* } }
reports! {
    /// One that is being made: `struct crypto_report_larval`, linux/cryptouser.h.
    CryptoReportLarval "crypto_report_larval";
    /// A compressor: `struct crypto_report_comp`, linux/cryptouser.h.
    CryptoReportComp "crypto_report_comp";
    /// A cipher of two keys: `struct crypto_report_akcipher`, linux/cryptouser.h.
    CryptoReportAkcipher "crypto_report_akcipher";
    /// A way to agree on a key: `struct crypto_report_kpp`, linux/cryptouser.h.
    CryptoReportKpp "crypto_report_kpp";
    /// A compressor that may answer later: `struct crypto_report_acomp`, linux/cryptouser.h.
    CryptoReportAcomp "crypto_report_acomp";
    /// A signature: `struct crypto_report_sig`, linux/cryptouser.h.
    CryptoReportSig "crypto_report_sig";
}
layout! {
    /// A hash: `struct crypto_report_hash`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_hash")]
    pub struct CryptoReportHash {
        /// `shash` or `ahash`.
        r#type: Chars<64>,
        /// Bytes of a block.
        blocksize: u32,
        /// Bytes of the result.
        digestsize: u32,
    }
}
layout! {
    /// A cipher of single blocks: `struct crypto_report_cipher`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_cipher")]
    pub struct CryptoReportCipher {
        /// `cipher`.
        r#type: Chars<64>,
        /// Bytes of a block.
        blocksize: u32,
        /// Bytes of the shortest key.
        min_keysize: u32,
        /// Bytes of the longest key.
        max_keysize: u32,
    }
}
layout! {
    /// A cipher: `struct crypto_report_blkcipher`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_blkcipher")]
    pub struct CryptoReportBlkcipher {
        /// `skcipher`.
        r#type: Chars<64>,
        /// What makes its initial vectors.
        geniv: Chars<64>,
        /// Bytes of a block.
        blocksize: u32,
        /// Bytes of the shortest key.
        min_keysize: u32,
        /// Bytes of the longest key.
        max_keysize: u32,
        /// Bytes of the initial vector.
        ivsize: u32,
    }
}
layout! {
    /// A cipher that authenticates, too: `struct crypto_report_aead`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_aead")]
    pub struct CryptoReportAead {
        /// `aead`.
        r#type: Chars<64>,
        /// What makes its initial vectors.
        geniv: Chars<64>,
        /// Bytes of a block.
        blocksize: u32,
        /// Bytes of the longest tag.
        maxauthsize: u32,
        /// Bytes of the initial vector.
        ivsize: u32,
    }
}
layout! {
    /// A source of random numbers: `struct crypto_report_rng`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_rng")]
    pub struct CryptoReportRng {
        /// `rng`.
        r#type: Chars<64>,
        /// Bytes of its seed.
        seedsize: u32,
    }
}
// No limits: crypto_policy, crypto/crypto_user.c, knows the priority only.
attributes! {
    /// What is told of an algorithm: `CRYPTOCFGA_*`, linux/cryptouser.h. Numbers 12 to 21 were statistics, gone since Linux 6.10.
    pub set Crypto, enum CryptoAttr<'a> {
        /// Of several with one name, the one with the largest number is taken.
        CRYPTOCFGA_PRIORITY_VAL = 1 => PriorityVal(u32),
        /// It is being made.
        CRYPTOCFGA_REPORT_LARVAL = 2 => ReportLarval(Grown<'a, CryptoReportLarval>),
        /// A hash.
        CRYPTOCFGA_REPORT_HASH = 3 => ReportHash(Grown<'a, CryptoReportHash>),
        /// A cipher.
        CRYPTOCFGA_REPORT_BLKCIPHER = 4 => ReportBlkcipher(Grown<'a, CryptoReportBlkcipher>),
        /// A cipher that authenticates.
        CRYPTOCFGA_REPORT_AEAD = 5 => ReportAead(Grown<'a, CryptoReportAead>),
        /// A compressor.
        CRYPTOCFGA_REPORT_COMPRESS = 6 => ReportCompress(Grown<'a, CryptoReportComp>),
        /// A source of random numbers.
        CRYPTOCFGA_REPORT_RNG = 7 => ReportRng(Grown<'a, CryptoReportRng>),
        /// A cipher of single blocks.
        CRYPTOCFGA_REPORT_CIPHER = 8 => ReportCipher(Grown<'a, CryptoReportCipher>),
        /// A cipher of two keys.
        CRYPTOCFGA_REPORT_AKCIPHER = 9 => ReportAkcipher(Grown<'a, CryptoReportAkcipher>),
        /// A way to agree on a key.
        CRYPTOCFGA_REPORT_KPP = 10 => ReportKpp(Grown<'a, CryptoReportKpp>),
        /// A compressor that may answer later.
        CRYPTOCFGA_REPORT_ACOMP = 11 => ReportAcomp(Grown<'a, CryptoReportAcomp>),
        /// A signature. Since Linux 6.13.
        CRYPTOCFGA_REPORT_SIG = 22 => ReportSig(Grown<'a, CryptoReportSig>),
    }
}
messages! {
    /// What NETLINK_CRYPTO says.
    pub enum CryptoMessage<'a> {
        /// An algorithm is to be made. A reply bears this type only where the request did: it has the request's.
        CRYPTO_MSG_NEWALG = 0x10, New => NewAlg(CryptoUserAlg, Crypto),
        /// One is to go.
        CRYPTO_MSG_DELALG = 0x11, Delete => DelAlg(CryptoUserAlg, Crypto),
        /// One is to be changed.
        CRYPTO_MSG_UPDATEALG = 0x12, New => UpdateAlg(CryptoUserAlg, Crypto),
        /// One is asked for, or told.
        CRYPTO_MSG_GETALG = 0x13, Get => GetAlg(CryptoUserAlg, Crypto),
        /// The default source of random numbers is to be given up.
        CRYPTO_MSG_DELRNG = 0x14, Delete => DelRng(CryptoUserAlg, Crypto),
    }
    also {
        /// Statistics were asked for, before Linux 6.10.
        CRYPTO_MSG_GETSTAT = 0x15, Get,
    }
}
/// The row of a message type, if the table has one.
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    CryptoMessage::ROWS.iter().find(|row| row.number == kind)
}
operations! {
    /// Asks for algorithms: for all by a dump, or for one by its name, its driver's name, or both.
    pub GetAlg {
        /// Its name.
        name: Chars<64> => cru_name,
        /// The name of the implementation.
        driver: Chars<64> => cru_driver_name,
    } = Get(CryptoMessage::CRYPTO_MSG_GETALG, CryptoUserAlg, Crypto);
    /// Makes an algorithm of a template, such as `cbc(aes)`; with a driver's name, of that one.
    pub NewAlg {
        /// Its name.
        name: Chars<64> => cru_name,
        /// The name of the implementation.
        driver: Chars<64> => cru_driver_name,
    } = New(CryptoMessage::CRYPTO_MSG_NEWALG, CryptoUserAlg, Crypto);
    /// Changes the priority of an implementation.
    pub UpdateAlg {
        /// Its name.
        name: Chars<64> => cru_name,
        /// The name of the implementation.
        driver: Chars<64> => cru_driver_name,
    } = New(CryptoMessage::CRYPTO_MSG_UPDATEALG, CryptoUserAlg, Crypto);
    /// Removes an algorithm that was made of a template and is not in use.
    pub DelAlg {
        /// Its name.
        name: Chars<64> => cru_name,
        /// The name of the implementation.
        driver: Chars<64> => cru_driver_name,
    } = Delete(CryptoMessage::CRYPTO_MSG_DELALG, CryptoUserAlg, Crypto);
}

/// Lists all algorithms.
///
/// Sends CRYPTO_MSG_GETALG with NLM_F_DUMP.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn algorithms<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetAlg>, T> {
    connection.dump(GetAlg::default(), |_| {})
}
/// Finds an algorithm by its name, the implementation with the largest priority. A name longer than 63 bytes is that of none.
///
/// Sends CRYPTO_MSG_GETALG with NLM_F_ACK.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)); it may be there once somebody has asked the kernel
/// for it by other means.
pub fn by_name<'c, T: Transport>(
    connection: &'c mut Connection<'_, T>,
    name: &str,
) -> Answer<Reply<'c, GetAlg>, T> {
    connection.get(GetAlg { name: chars(name), ..Default::default() }, |_| {})
}
/// A name as the header holds it, cut to 63 bytes.
pub fn chars(name: &str) -> Chars<64> {
    let mut chars = [0; 64];
    for (to, from) in chars.iter_mut().take(63).zip(name.as_bytes()) {
        *to = *from;
    }
    Chars(chars)
}
impl Reply<'_, GetAlg> {
    /// Its name.
    pub fn name(&self) -> Name<64> {
        Name::new(self.header.bytes_of(CryptoUserAlg::cru_name)).unwrap_or_default()
    }
    /// The name of the implementation.
    pub fn driver(&self) -> Name<64> {
        Name::new(self.header.bytes_of(CryptoUserAlg::cru_driver_name)).unwrap_or_default()
    }
    /// Of several with one name, the one with the largest number is taken.
    pub fn priority(&self) -> Option<u32> {
        self.attrs.get(Crypto::CRYPTOCFGA_PRIORITY_VAL).ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Described, GetFlags, Message, Request};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((CryptoUserAlg::STRUCTURE.len, CryptoReportBlkcipher::STRUCTURE.len), (208, 144));
        assert_eq!((CryptoReportHash::STRUCTURE.len, CryptoReportAead::STRUCTURE.len), (72, 140));
        assert_eq!((CryptoReportRng::STRUCTURE.len, CryptoReportCipher::STRUCTURE.len), (68, 76));
    }
    #[test]
    fn a_request_with_less_than_the_header_is_shown_as_far_as_it_goes() {
        let mut buffer = [0; 256];
        let asked = GetAlg { name: chars("sha256"), ..Default::default() };
        let len = Request::new(&mut buffer, asked, GetFlags::ACK).finish(1).unwrap().len();
        assert_eq!(len, 16 + 208);
        buffer[..4].copy_from_slice(&220u32.to_ne_bytes());
        let message = Message::new(&buffer[..220]).unwrap();
        let text = std::format!("{:?}", Described::new("crypto", row(message.kind()), message));
        assert!(
            text.starts_with(r#"CRYPTO_MSG_GETALG REQUEST|ACK seq 1 port 0 {cru_name: "sha256""#),
            "{text}"
        );
        assert!(text.contains("cru_refcnt: 0") && !text.contains("cru_flags"), "{text}");
        assert_eq!(chars(std::str::from_utf8(&[b'a'; 100]).unwrap()).as_str().as_bytes().len(), 63);
    }
}
