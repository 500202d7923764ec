//! NETLINK_CRYPTO: algorithms of the kernel's crypto API and their properties (linux/cryptouser.h).
//! Queries need no privilege; changes need CAP_NET_ADMIN in the initial user namespace.
//!
//! ```no_run
//! use nlwire::{crypto::{self, Crypto, CryptoUserAlg}, client::Connection, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::CRYPTO)?, &mut buffer);
//! let mut all = connection.dump(crypto::algorithms())?;
//! while let Some(one) = all.next()? {
//!     let driver = one.header.get(CryptoUserAlg::cru_driver_name);
//!     println!("{:?} by {driver:?}, priority {:?}", one.name(), one.attrs.get(Crypto::CRYPTOCFGA_PRIORITY_VAL)?);
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! See the [kernel crypto API](https://docs.kernel.org/crypto/index.html).
#![forbid(unsafe_code)]

use crate::{
    attributes, c_struct,
    client::Query,
    flags, messages, operations,
    wire::{
        AttributeSet, CStruct, Extensible, FixedStr, GetFlags, InlineStr, Message, Verb,
        spec::{MessageSpec, StrictChecking},
    },
};

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::CRYPTO,
    name: crate::wire::Protocol::CRYPTO.short_name(),
    lookup,
    replies: None,
};

c_struct! {
    /// Header that identifies an algorithm: `struct crypto_user_alg`, linux/cryptouser.h.
    #[doc(alias = "crypto_user_alg")]
    pub struct CryptoUserAlg {
        /// Name of the algorithm: `sha256`, `cbc(aes)`.
        cru_name: FixedStr<64>,
        /// Name of the implementation: `sha256-generic`.
        cru_driver_name: FixedStr<64>,
        /// Name of the module that provides the implementation.
        cru_module_name: FixedStr<64>,
        /// Type of the algorithm, as numbered inside the kernel.
        cru_type: u32,
        /// Mask of the bits of the type to compare.
        cru_mask: u32,
        /// Reference count.
        cru_refcnt: u32,
        /// Flags: state of the algorithm (`CRYPTO_ALG_*`).
        cru_flags: CryptoFlags,
    }
}
flags! {
    /// Flags of an algorithm: `CRYPTO_ALG_*`, linux/crypto.h of the kernel. The lowest four bits
    /// are the type of the algorithm.
    pub struct CryptoFlags(u32) {
        /// Larval: placeholder for an algorithm that is being instantiated or tested.
        CRYPTO_ALG_LARVAL = 0x10,
        /// Unregistered, still referenced.
        CRYPTO_ALG_DEAD = 0x20,
        /// Being unregistered.
        CRYPTO_ALG_DYING = 0x40,
        /// Asynchronous: operations may complete later.
        CRYPTO_ALG_ASYNC = 0x80,
        /// Needs another implementation of the algorithm as a fallback.
        CRYPTO_ALG_NEED_FALLBACK = 0x100,
        /// Passed the self-test.
        CRYPTO_ALG_TESTED = 0x400,
        /// Instantiated from a template.
        CRYPTO_ALG_INSTANCE = 0x800,
        /// Hardware accelerated, not available to user space by instructions of the CPU.
        CRYPTO_ALG_KERN_DRIVER_ONLY = 0x1000,
        /// Internal: only for use by other algorithms.
        CRYPTO_ALG_INTERNAL = 0x2000,
        /// Has a key, but also works without one.
        CRYPTO_ALG_OPTIONAL_KEY = 0x4000,
        /// Allocates memory during operations.
        CRYPTO_ALG_ALLOCATES_MEMORY = 0x1_0000,
        /// In FIPS mode, only for use by other algorithms.
        CRYPTO_ALG_FIPS_INTERNAL = 0x2_0000,
    }
}
/// Reports that consist of a type name.
macro_rules! reports { ($($(#[$doc:meta])* $name:ident $($alias:literal)*;)*) => { $(
    c_struct! {
        $(#[$doc])*
        $(#[doc(alias = $alias)])*
        pub struct $name {
            /// Type name.
            r#type: FixedStr<64>,
        }
    }
)* } }
reports! {
    /// Report of a larval algorithm: `struct crypto_report_larval`, linux/cryptouser.h.
    CryptoReportLarval "crypto_report_larval";
    /// Report of a compressor: `struct crypto_report_comp`, linux/cryptouser.h.
    CryptoReportComp "crypto_report_comp";
    /// Report of an asymmetric cipher: `struct crypto_report_akcipher`, linux/cryptouser.h.
    CryptoReportAkcipher "crypto_report_akcipher";
    /// Report of a key agreement primitive (KPP): `struct crypto_report_kpp`, linux/cryptouser.h.
    CryptoReportKpp "crypto_report_kpp";
    /// Report of an asynchronous compressor: `struct crypto_report_acomp`, linux/cryptouser.h.
    CryptoReportAcomp "crypto_report_acomp";
    /// Report of a signature algorithm: `struct crypto_report_sig`, linux/cryptouser.h.
    CryptoReportSig "crypto_report_sig";
}
c_struct! {
    /// Report of a hash (message digest): `struct crypto_report_hash`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_hash")]
    pub struct CryptoReportHash {
        /// Type name: `shash` or `ahash`.
        r#type: FixedStr<64>,
        /// Block size, bytes.
        blocksize: u32,
        /// Digest size, bytes.
        digestsize: u32,
    }
}
c_struct! {
    /// Report of a single-block cipher: `struct crypto_report_cipher`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_cipher")]
    pub struct CryptoReportCipher {
        /// Type name: `cipher`.
        r#type: FixedStr<64>,
        /// Block size, bytes.
        blocksize: u32,
        /// Minimum key size, bytes.
        min_keysize: u32,
        /// Maximum key size, bytes.
        max_keysize: u32,
    }
}
c_struct! {
    /// Report of a symmetric key cipher: `struct crypto_report_blkcipher`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_blkcipher")]
    pub struct CryptoReportBlkcipher {
        /// Type name: `skcipher`.
        r#type: FixedStr<64>,
        /// Name of the generator of initialization vectors (IV).
        geniv: FixedStr<64>,
        /// Block size, bytes.
        blocksize: u32,
        /// Minimum key size, bytes.
        min_keysize: u32,
        /// Maximum key size, bytes.
        max_keysize: u32,
        /// Size of the initialization vector (IV), bytes.
        ivsize: u32,
    }
}
c_struct! {
    /// Report of an AEAD cipher: `struct crypto_report_aead`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_aead")]
    pub struct CryptoReportAead {
        /// Type name: `aead`.
        r#type: FixedStr<64>,
        /// Name of the generator of initialization vectors (IV).
        geniv: FixedStr<64>,
        /// Block size, bytes.
        blocksize: u32,
        /// Maximum size of the authentication tag, bytes.
        maxauthsize: u32,
        /// Size of the initialization vector (IV), bytes.
        ivsize: u32,
    }
}
c_struct! {
    /// Report of a random number generator: `struct crypto_report_rng`, linux/cryptouser.h.
    #[doc(alias = "crypto_report_rng")]
    pub struct CryptoReportRng {
        /// Type name: `rng`.
        r#type: FixedStr<64>,
        /// Seed size, bytes.
        seedsize: u32,
    }
}
// No limits: crypto_policy in crypto/crypto_user.c has the priority only.
attributes! {
    /// Attributes of an algorithm: `CRYPTOCFGA_*`, linux/cryptouser.h. Types 12 to 21 were
    /// statistics, removed in Linux 6.10.
    pub set Crypto, enum CryptoAttr<'a> {
        /// Priority. The implementation with the highest value is used.
        CRYPTOCFGA_PRIORITY_VAL: u32 = 1,
        /// Report of a larval algorithm.
        CRYPTOCFGA_REPORT_LARVAL: Extensible<'a, CryptoReportLarval> = 2,
        /// Report of a hash (message digest).
        CRYPTOCFGA_REPORT_HASH: Extensible<'a, CryptoReportHash> = 3,
        /// Report of a symmetric key cipher.
        CRYPTOCFGA_REPORT_BLKCIPHER: Extensible<'a, CryptoReportBlkcipher> = 4,
        /// Report of an AEAD cipher.
        CRYPTOCFGA_REPORT_AEAD: Extensible<'a, CryptoReportAead> = 5,
        /// Report of a compressor.
        CRYPTOCFGA_REPORT_COMPRESS: Extensible<'a, CryptoReportComp> = 6,
        /// Report of a random number generator.
        CRYPTOCFGA_REPORT_RNG: Extensible<'a, CryptoReportRng> = 7,
        /// Report of a single-block cipher.
        CRYPTOCFGA_REPORT_CIPHER: Extensible<'a, CryptoReportCipher> = 8,
        /// Report of an asymmetric cipher.
        CRYPTOCFGA_REPORT_AKCIPHER: Extensible<'a, CryptoReportAkcipher> = 9,
        /// Report of a key agreement protocol primitive (KPP).
        CRYPTOCFGA_REPORT_KPP: Extensible<'a, CryptoReportKpp> = 10,
        /// Report of an asynchronous compressor.
        CRYPTOCFGA_REPORT_ACOMP: Extensible<'a, CryptoReportAcomp> = 11,
        /// Report of a signature algorithm. Since Linux 6.13.
        CRYPTOCFGA_REPORT_SIG: Extensible<'a, CryptoReportSig> = 22,
    }
}
messages! {
    /// A message of NETLINK_CRYPTO, decoded by message type. A reply has the type of the request.
    pub enum CryptoMessage<'a> {
        /// Instantiates an algorithm from a template.
        CRYPTO_MSG_NEWALG = 0x10, New => NewAlg(AlgMessage<'a>),
        /// Deletes an algorithm that was instantiated from a template.
        CRYPTO_MSG_DELALG = 0x11, Delete => DelAlg(AlgMessage<'a>),
        /// Changes the priority of an algorithm.
        CRYPTO_MSG_UPDATEALG = 0x12, New => UpdateAlg(AlgMessage<'a>),
        /// Requests one algorithm (do) or all (dump); also the type of the replies.
        CRYPTO_MSG_GETALG = 0x13, Get => GetAlg(AlgMessage<'a>),
        /// Releases the default random number generator of the kernel.
        CRYPTO_MSG_DELRNG = 0x14, Delete => DelRng(AlgMessage<'a>),
    }
    also {
        /// Requested statistics of an algorithm. Removed in Linux 6.10.
        CRYPTO_MSG_GETSTAT = 0x15, Get,
    }
}
/// Returns the specification of a message; `None` if the message type is unknown.
pub fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
    let dump = GetFlags::DUMP.bits();
    let is_dump = message.message_type() == GET_ALGS.number && message.flags() & dump != 0;
    if is_dump && message.payload().len() < CryptoUserAlg::SPEC.len {
        return Some(&GET_ALGS);
    }
    CryptoMessage::lookup(message, StrictChecking::Unknown)
}
crate::message_types! {
    /// An algorithm: `struct crypto_user_alg` and the attributes of [`Crypto`].
    pub struct AlgMessage(CryptoUserAlg, Crypto);
}
/// Dump request without the header, which the kernel does not read.
static GET_ALGS: MessageSpec = MessageSpec {
    number: CryptoMessage::CRYPTO_MSG_GETALG,
    name: "CRYPTO_MSG_GETALG",
    verb: Verb::Get,
    header: None,
    table: <() as AttributeSet>::spec,
    protocol: None,
};
operations! {
    protocol crate::wire::Protocol::CRYPTO;
    /// Requests algorithms: all (dump), or one by name, by driver name or by both (do).
    pub GetAlg {
        /// Name of the algorithm.
        name: FixedStr<64> => cru_name,
        /// Name of the implementation.
        driver: FixedStr<64> => cru_driver_name,
    } = Get(CryptoMessage::CRYPTO_MSG_GETALG, CryptoUserAlg, Crypto) -> AlgMessage;
    /// Instantiates an algorithm from a template, such as `cbc(aes)`. A driver name selects the
    /// implementation.
    pub NewAlg {
        /// Name of the algorithm.
        name: FixedStr<64> => cru_name,
        /// Name of the implementation.
        driver: FixedStr<64> => cru_driver_name,
    } = New(CryptoMessage::CRYPTO_MSG_NEWALG, CryptoUserAlg, Crypto);
    /// Changes the priority of an implementation.
    pub UpdateAlg {
        /// Name of the algorithm.
        name: FixedStr<64> => cru_name,
        /// Name of the implementation.
        driver: FixedStr<64> => cru_driver_name,
    } = New(CryptoMessage::CRYPTO_MSG_UPDATEALG, CryptoUserAlg, Crypto);
    /// Deletes an algorithm that was instantiated from a template and is not in use.
    pub DelAlg {
        /// Name of the algorithm.
        name: FixedStr<64> => cru_name,
        /// Name of the implementation.
        driver: FixedStr<64> => cru_driver_name,
    } = Delete(CryptoMessage::CRYPTO_MSG_DELALG, CryptoUserAlg, Crypto);
}

/// Lists all algorithms.
///
/// Sends `CRYPTO_MSG_GETALG` with NLM_F_DUMP.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "CRYPTO_MSG_GETALG")]
pub fn algorithms() -> impl Query<Operation = GetAlg> + Copy {
    GetAlg::default()
}
/// Finds the implementation of an algorithm with the highest priority, by name. A name longer than
/// 63 bytes is cut to 63 bytes.
///
/// Sends `CRYPTO_MSG_GETALG` with NLM_F_ACK.
///
/// # Errors
/// ENOENT if there is no such algorithm ([`is_not_found`](crate::client::Error::is_not_found)).
/// The request does not load modules and does not instantiate templates, so the algorithm may exist
/// later, after its first use.
#[doc(alias = "CRYPTO_MSG_GETALG")]
pub fn by_name(name: &str) -> impl Query<Operation = GetAlg> + Copy {
    GetAlg { name: chars(name), ..Default::default() }
}
/// Returns a name as a header field, cut to 63 bytes and padded with NUL bytes.
pub fn chars(name: &str) -> FixedStr<64> {
    let mut chars = [0; 64];
    for (to, from) in chars.iter_mut().take(63).zip(name.as_bytes()) {
        *to = *from;
    }
    FixedStr(chars)
}
impl AlgMessage<'_> {
    /// Returns the name of the algorithm.
    pub fn name(&self) -> InlineStr<64> {
        InlineStr::new(self.header.bytes_of(CryptoUserAlg::cru_name)).unwrap_or_default()
    }
    /// Returns the name of the implementation.
    pub fn driver(&self) -> InlineStr<64> {
        InlineStr::new(self.header.bytes_of(CryptoUserAlg::cru_driver_name)).unwrap_or_default()
    }
    /// Returns the priority. The implementation with the highest value is used.
    #[doc(alias = "CRYPTOCFGA_PRIORITY_VAL")]
    pub fn priority(&self) -> Option<u32> {
        self.attrs.get(Crypto::CRYPTOCFGA_PRIORITY_VAL).ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::Described,
        wire::{CStruct, GetFlags, Message, Request},
    };

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        assert_eq!((CryptoUserAlg::SPEC.len, CryptoReportBlkcipher::SPEC.len), (208, 144));
        assert_eq!((CryptoReportHash::SPEC.len, CryptoReportAead::SPEC.len), (72, 140));
        assert_eq!((CryptoReportRng::SPEC.len, CryptoReportCipher::SPEC.len), (68, 76));
    }
    #[test]
    fn a_request_with_less_than_the_header_is_shown_as_far_as_it_goes() {
        let mut buffer = [0; 256];
        let asked = GetAlg { name: chars("sha256"), ..Default::default() };
        let len = Request::new(&mut buffer, asked, GetFlags::ACK).finish(1).unwrap().len();
        assert_eq!(len, 16 + 208);
        buffer[..4].copy_from_slice(&220u32.to_ne_bytes());
        let message = Message::new(&buffer[..220]).unwrap();
        let text = std::format!("{:?}", Described::new("crypto", lookup(message), message));
        assert!(
            text.starts_with(r#"CRYPTO_MSG_GETALG REQUEST|ACK seq 1 port 0 {cru_name: "sha256""#),
            "{text}"
        );
        assert!(text.contains("cru_refcnt: 0") && !text.contains("cru_flags"), "{text}");
        assert_eq!(chars(std::str::from_utf8(&[b'a'; 100]).unwrap()).as_str().as_bytes().len(), 63);
    }
}
