//! NETLINK_XFRM: IPsec security associations (SA, "states") and policies (linux/xfrm.h).
//!
//! All requests need CAP_NET_ADMIN in the network namespace.
//!
//! ```no_run
//! use nlwire::{client::Connection, socket::{Protocol, Socket}, xfrm::{self, Xfrm, XfrmUserSaInfo}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::XFRM)?, &mut buffer);
//! let mut states = connection.dump(xfrm::states())?;
//! while let Some(state) = states.next()? {
//!     println!("{:?} {:?}", state.header, state.attrs.get(Xfrm::XFRMA_ALG_AEAD)?.map(|aead| aead.header.name()));
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! A dump request has no structure after the netlink header, unlike a do request: the attributes
//! [`Xfrm::XFRMA_ADDRESS_FILTER`] and [`Xfrm::XFRMA_PROTO`] follow the netlink header directly.
//!
//! See [ip-xfrm(8)](https://man7.org/linux/man-pages/man8/ip-xfrm.8.html) and
//! [RFC 4301](https://www.rfc-editor.org/rfc/rfc4301) (IPsec architecture).
#![forbid(unsafe_code)]

mod attrs;
mod compat;
pub mod numbers;
pub mod structs;

pub use attrs::*;
pub use compat::*;
pub use numbers::*;
pub use structs::*;

use crate::{
    client::Query,
    messages, open_enum, operations,
    wire::{
        AttributeSet, GetFlags, Message, NewFlags, Operation, Struct, Verb, in_either_order,
        spec::{MessageSpec, StrictChecking},
    },
};

/// Specification of the protocol, for [`decode`](crate::decode).
pub static PROTOCOL: crate::wire::spec::ProtocolSpec = crate::wire::spec::ProtocolSpec {
    protocol: crate::wire::Protocol::XFRM,
    name: crate::wire::Protocol::XFRM.short_name(),
    lookup,
    replies: None,
};

open_enum! {
    /// Multicast groups: `XFRMNLGRP_*`, linux/xfrm.h.
    pub struct XfrmGroup(u32) {
        /// Requests for missing SAs: XFRM_MSG_ACQUIRE.
        XFRMNLGRP_ACQUIRE = 1,
        /// Expirations of SAs and policies: XFRM_MSG_EXPIRE, XFRM_MSG_POLEXPIRE.
        XFRMNLGRP_EXPIRE = 2,
        /// SA notifications: XFRM_MSG_NEWSA, XFRM_MSG_UPDSA, XFRM_MSG_DELSA, XFRM_MSG_FLUSHSA.
        XFRMNLGRP_SA = 3,
        /// Policy notifications: XFRM_MSG_NEWPOLICY, XFRM_MSG_UPDPOLICY, XFRM_MSG_DELPOLICY,
        /// XFRM_MSG_FLUSHPOLICY.
        XFRMNLGRP_POLICY = 4,
        /// Replay and lifetime updates (aevents): XFRM_MSG_NEWAE.
        XFRMNLGRP_AEVENTS = 5,
        /// Mobile IPv6 reports: XFRM_MSG_REPORT.
        XFRMNLGRP_REPORT = 6,
        /// Migrations: XFRM_MSG_MIGRATE, XFRM_MSG_MIGRATE_STATE.
        XFRMNLGRP_MIGRATE = 7,
        /// Changed NAT mappings: XFRM_MSG_MAPPING.
        XFRMNLGRP_MAPPING = 8,
    }
}
impl crate::wire::GroupId for XfrmGroup {
    fn group_id(&self) -> u32 {
        self.0
    }
}
messages! {
    /// A message of NETLINK_XFRM, decoded by message type.
    pub enum XfrmMessage<'a> {
        /// Announces a new SA; as a request, creates one.
        XFRM_MSG_NEWSA = 0x10, New => NewSa(XfrmUserSaInfo, Xfrm),
        /// Announces a deleted SA; as a request, deletes one.
        XFRM_MSG_DELSA = 0x11, Delete => DelSa(XfrmUserSaId, Xfrm),
        /// Requests one SA (do), or all SAs (dump). A dump request has no header.
        XFRM_MSG_GETSA = 0x12, Get => GetSa(XfrmUserSaId, Xfrm),
        /// Announces a new policy; as a request, creates one.
        XFRM_MSG_NEWPOLICY = 0x13, New => NewPolicy(XfrmUserPolicyInfo, Xfrm),
        /// Announces a deleted policy; as a request, deletes one.
        XFRM_MSG_DELPOLICY = 0x14, Delete => DelPolicy(XfrmUserPolicyId, Xfrm),
        /// Requests one policy (do), or all policies (dump). A dump request has no header.
        XFRM_MSG_GETPOLICY = 0x15, Get => GetPolicy(XfrmUserPolicyId, Xfrm),
        /// Allocates an SPI and creates a larval SA for it. The reply is XFRM_MSG_NEWSA.
        XFRM_MSG_ALLOCSPI = 0x16, New => AllocSpi(XfrmUserSpiInfo, Xfrm),
        /// Asks the key manager to negotiate a missing SA.
        XFRM_MSG_ACQUIRE = 0x17, New => Acquire(XfrmUserAcquire, Xfrm),
        /// Announces a soft or hard expiration of an SA; as a request, expires one.
        XFRM_MSG_EXPIRE = 0x18, New => Expire(XfrmUserExpire, Xfrm),
        /// Announces a changed policy; as a request, creates or changes one.
        XFRM_MSG_UPDPOLICY = 0x19, New => UpdPolicy(XfrmUserPolicyInfo, Xfrm),
        /// Announces a changed SA; as a request, changes one.
        XFRM_MSG_UPDSA = 0x1a, New => UpdSa(XfrmUserSaInfo, Xfrm),
        /// Announces a soft or hard expiration of a policy; as a request, expires one.
        XFRM_MSG_POLEXPIRE = 0x1b, New => PolExpire(XfrmUserPolExpire, Xfrm),
        /// Announces a flush of SAs; as a request, deletes all SAs of a protocol.
        XFRM_MSG_FLUSHSA = 0x1c, Delete => FlushSa(XfrmUserSaFlush, Xfrm),
        /// Announces a flush of policies; as a request, deletes all policies.
        XFRM_MSG_FLUSHPOLICY = 0x1d, Delete => FlushPolicy(XfrmNoHeader, Xfrm),
        /// Announces replay and lifetime values of an SA (aevent); as a request, sets them.
        XFRM_MSG_NEWAE = 0x1e, New => NewAe(XfrmAeventId, Xfrm),
        /// Requests replay and lifetime values of an SA.
        XFRM_MSG_GETAE = 0x1f, Get => GetAe(XfrmAeventId, Xfrm),
        /// Reports a Mobile IPv6 packet that was rejected by policy.
        XFRM_MSG_REPORT = 0x20, New => Report(XfrmUserReport, Xfrm),
        /// Announces a migration of SAs to other addresses; as a request, performs one.
        XFRM_MSG_MIGRATE = 0x21, New => Migrate(XfrmUserPolicyId, Xfrm),
        /// Describes the security association database (SAD).
        XFRM_MSG_NEWSADINFO = 0x22, New => NewSadInfo(XfrmFlagsHeader, XfrmSad),
        /// Requests information about the SAD.
        XFRM_MSG_GETSADINFO = 0x23, Get => GetSadInfo(XfrmFlagsHeader, XfrmSad),
        /// Describes the security policy database (SPD); as a request, sets hash thresholds.
        XFRM_MSG_NEWSPDINFO = 0x24, New => NewSpdInfo(XfrmFlagsHeader, XfrmSpd),
        /// Requests information about the SPD.
        XFRM_MSG_GETSPDINFO = 0x25, Get => GetSpdInfo(XfrmFlagsHeader, XfrmSpd),
        /// Announces a changed NAT mapping: address or port of a peer.
        XFRM_MSG_MAPPING = 0x26, New => Mapping(XfrmUserMapping, Xfrm),
        /// Sets the default policy.
        XFRM_MSG_SETDEFAULT = 0x27, New => SetDefault(XfrmUserPolicyDefault, Xfrm),
        /// Requests the default policy; also the type of the reply.
        XFRM_MSG_GETDEFAULT = 0x28, Get => GetDefault(XfrmUserPolicyDefault, Xfrm),
        /// Announces a migration of one SA to other addresses; as a request, performs one.
        ///
        /// Unlike `XFRM_MSG_MIGRATE`, without policies. Since Linux 7.2.
        XFRM_MSG_MIGRATE_STATE = 0x29, New => MigrateState(XfrmUserMigrateState, Xfrm),
    }
    alternatives {
        /// Requests all SAs (dump).
        [XFRM_MSG_GETSA] if is_dump, Get => GetSas(XfrmNoHeader, Xfrm),
        /// Requests all policies (dump). The kernel reads no attributes.
        [XFRM_MSG_GETPOLICY] if is_dump, Get => GetPolicies(XfrmNoHeader, Xfrm),
        /// SA of a 32-bit x86 program.
        [XFRM_MSG_NEWSA, XFRM_MSG_UPDSA] if is_compat, New => Sa32(XfrmUserSaInfo32, Xfrm),
        /// Policy of a 32-bit x86 program.
        [XFRM_MSG_NEWPOLICY, XFRM_MSG_UPDPOLICY] if is_compat, New => Policy32(XfrmUserPolicyInfo32, Xfrm),
        /// Request of a 32-bit x86 program to allocate an SPI.
        [XFRM_MSG_ALLOCSPI] if is_compat, New => AllocSpi32(XfrmUserSpiInfo32, Xfrm),
        /// Request for a missing SA, to a 32-bit x86 program.
        [XFRM_MSG_ACQUIRE] if is_compat, New => Acquire32(XfrmUserAcquire32, Xfrm),
        /// Expiration of an SA, to a 32-bit x86 program.
        [XFRM_MSG_EXPIRE] if is_compat, New => Expire32(XfrmUserExpire32, Xfrm),
        /// Expiration of a policy, to a 32-bit x86 program.
        [XFRM_MSG_POLEXPIRE] if is_compat, New => PolExpire32(XfrmUserPolExpire32, Xfrm),
    }
}
/// Returns the specification of a message; `None` if the message type is unknown.
pub fn lookup(message: Message<'_>) -> Option<&'static MessageSpec> {
    let ignored = IGNORED.iter().find(|spec| spec.number == message.message_type());
    let ignored = ignored.filter(|_| is_dump(message, StrictChecking::Unknown) && !has_attributes(message));
    ignored.or_else(|| XfrmMessage::lookup(message, StrictChecking::Unknown))
}
fn is_dump(message: Message<'_>, _: StrictChecking) -> bool {
    let flags = message.flags();
    flags & GetFlags::REQUEST.bits() != 0 && flags & GetFlags::DUMP.bits() != 0
}
/// Whether the payload of a request without a header begins with an attribute, or is empty.
fn has_attributes(message: Message<'_>) -> bool {
    let payload = message.payload();
    let fits = |len: u16| (4..=payload.len()).contains(&usize::from(len));
    payload.is_empty()
        || payload.first_chunk::<2>().is_some_and(|len| in_either_order(|number| fits(number(*len))))
}
/// Dump requests with a payload that the kernel ignores: ip-xfrm(8) sends a `struct ifinfomsg`,
/// other programs send the header of the do.
static IGNORED: [MessageSpec; 2] = [
    ignored(XfrmMessage::XFRM_MSG_GETSA, "XFRM_MSG_GETSA"),
    ignored(XfrmMessage::XFRM_MSG_GETPOLICY, "XFRM_MSG_GETPOLICY"),
];
const fn ignored(number: u16, name: &'static str) -> MessageSpec {
    let table = <() as AttributeSet>::spec;
    MessageSpec { number, name, verb: Verb::Get, header: None, table, protocol: None }
}
operations! {
    protocol crate::wire::Protocol::XFRM;
    /// Requests one SA.
    pub GetSa {
        /// Destination address.
        daddr: XfrmSaAddress => daddr,
        /// Security parameter index (SPI).
        spi: crate::wire::Be<u32> => spi,
        /// Address family of the address.
        family: XfrmFamily => family,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: crate::uapi::IpProtocol => proto,
    } = Get(XfrmMessage::XFRM_MSG_GETSA, XfrmUserSaId, Xfrm) -> (XfrmUserSaInfo, Xfrm);
    /// Requests all SAs (dump). [`Xfrm::XFRMA_ADDRESS_FILTER`] and [`Xfrm::XFRMA_PROTO`] restrict
    /// the dump.
    pub GetSas {} = Get(XfrmMessage::XFRM_MSG_GETSA, XfrmNoHeader, Xfrm) -> (XfrmUserSaInfo, Xfrm);
    /// Deletes an SA.
    pub DelSa {
        /// Destination address.
        daddr: XfrmSaAddress => daddr,
        /// Security parameter index (SPI).
        spi: crate::wire::Be<u32> => spi,
        /// Address family of the address.
        family: XfrmFamily => family,
        /// IPsec protocol: IPPROTO_ESP, IPPROTO_AH or IPPROTO_COMP.
        proto: crate::uapi::IpProtocol => proto,
    } = Delete(XfrmMessage::XFRM_MSG_DELSA, XfrmUserSaId, Xfrm);
    /// Deletes all SAs of a protocol.
    pub FlushSa {
        /// IPsec protocol; 0 for all.
        proto: crate::uapi::IpProtocol => proto,
    } = Delete(XfrmMessage::XFRM_MSG_FLUSHSA, XfrmUserSaFlush, Xfrm);
    /// Requests one policy, by selector and direction or by index.
    pub GetPolicy {
        /// Selector of the policy.
        sel: Struct<XfrmSelector> => sel,
        /// Index of the policy; 0 to identify the policy by the selector.
        index: u32 => index,
        /// Direction of the policy.
        dir: XfrmPolicyDir => dir,
    } = Get(XfrmMessage::XFRM_MSG_GETPOLICY, XfrmUserPolicyId, Xfrm) -> (XfrmUserPolicyInfo, Xfrm);
    /// Requests all policies (dump).
    pub GetPolicies {} = Get(XfrmMessage::XFRM_MSG_GETPOLICY, XfrmNoHeader, Xfrm) -> (XfrmUserPolicyInfo, Xfrm);
    /// Deletes a policy, by selector and direction or by index.
    pub DelPolicy {
        /// Selector of the policy.
        sel: Struct<XfrmSelector> => sel,
        /// Index of the policy; 0 to identify the policy by the selector.
        index: u32 => index,
        /// Direction of the policy.
        dir: XfrmPolicyDir => dir,
    } = Delete(XfrmMessage::XFRM_MSG_DELPOLICY, XfrmUserPolicyId, Xfrm);
    /// Deletes all policies.
    pub FlushPolicy {} = Delete(XfrmMessage::XFRM_MSG_FLUSHPOLICY, XfrmNoHeader, Xfrm);
    /// Requests information about the security association database (SAD).
    pub GetSadInfo {} = Get(XfrmMessage::XFRM_MSG_GETSADINFO, XfrmFlagsHeader, XfrmSad);
    /// Requests information about the security policy database (SPD).
    pub GetSpdInfo {} = Get(XfrmMessage::XFRM_MSG_GETSPDINFO, XfrmFlagsHeader, XfrmSpd);
    /// Requests the default policy.
    pub GetDefault {} = Get(XfrmMessage::XFRM_MSG_GETDEFAULT, XfrmUserPolicyDefault, Xfrm);
}
/// Operations whose complete header the caller supplies.
macro_rules! whole { ($($(#[$doc:meta])* $name:ident = $flags:ident($kind:expr, $header:ident);)*) => { $(
    $(#[$doc])*
    #[derive(Clone, Copy, Debug, Default)]
    pub struct $name(pub Struct<$header>);
    impl Operation for $name {
        type Header = $header;
        type Request = Xfrm;
        type Reply<'a> = crate::wire::MessageView<'a, $header, Xfrm>;
        type Flags = $flags;
        const NAME: &'static str = stringify!($name);
        const PROTOCOL: Option<crate::wire::Protocol> = Some(crate::wire::Protocol::XFRM);
        fn message_type(&self) -> u16 { $kind }
        fn header(&self) -> Struct<$header> { self.0 }
    }
)* } }
whole! {
    /// Creates an SA.
    NewSa = NewFlags(XfrmMessage::XFRM_MSG_NEWSA, XfrmUserSaInfo);
    /// Changes an SA, or completes a larval one.
    UpdSa = NewFlags(XfrmMessage::XFRM_MSG_UPDSA, XfrmUserSaInfo);
    /// Creates a policy.
    NewPolicy = NewFlags(XfrmMessage::XFRM_MSG_NEWPOLICY, XfrmUserPolicyInfo);
    /// Creates or changes a policy.
    UpdPolicy = NewFlags(XfrmMessage::XFRM_MSG_UPDPOLICY, XfrmUserPolicyInfo);
    /// Migrates one SA to other addresses. Attributes that the request omits are inherited from the
    /// old SA.
    MigrateState = NewFlags(XfrmMessage::XFRM_MSG_MIGRATE_STATE, XfrmUserMigrateState);
}

/// Lists all SAs.
///
/// Sends `XFRM_MSG_GETSA` with NLM_F_DUMP and without a header.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): EPERM
/// without CAP_NET_ADMIN.
#[doc(alias = "XFRM_MSG_GETSA")]
#[doc(alias = "ip xfrm state")]
pub fn states() -> impl Query<Operation = GetSas> + Copy {
    GetSas {}
}
/// Lists all policies.
///
/// Sends `XFRM_MSG_GETPOLICY` with NLM_F_DUMP and without a header.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): EPERM
/// without CAP_NET_ADMIN.
#[doc(alias = "XFRM_MSG_GETPOLICY")]
#[doc(alias = "ip xfrm policy")]
pub fn policies() -> impl Query<Operation = GetPolicies> + Copy {
    GetPolicies {}
}
