//! NETLINK_XFRM: IPsec's states and policies (linux/xfrm.h). Everything needs CAP_NET_ADMIN in the network namespace.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, socket::{Protocol, Socket}, wire::Layout, xfrm::{self, Xfrm, XfrmUserSaInfo}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::XFRM)?, &mut buffer);
//! let mut states = xfrm::states(&mut connection)?;
//! while let Some(state) = states.next()? {
//!     println!("{:?} {:?}", state.header, state.attrs.get(Xfrm::XFRMA_ALG_AEAD)?.map(|aead| aead.header.name()));
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! A dump's own attributes ([`Xfrm::XFRMA_ADDRESS_FILTER`], [`Xfrm::XFRMA_PROTO`]) stand right behind the netlink header: the kernel reads a
//! dump without any header, where a do has one.
#![forbid(unsafe_code)]

mod attrs;
mod structs;

pub use attrs::*;
pub use structs::*;

use crate::{
    exchange::{Answer, Connection, Replies, Transport},
    messages, numbers, operations,
    wire::{MessageRow, NewFlags, Operation},
};

/// The netlink protocol: `NETLINK_XFRM`, linux/netlink.h.
pub const NETLINK_XFRM: i32 = 6;

numbers! {
    /// Multicast groups: `XFRMNLGRP_*`, linux/xfrm.h.
    pub struct XfrmGroup(u32) {
        /// A state is wanted that is not there.
        XFRMNLGRP_ACQUIRE = 1,
        /// A state or a policy expires.
        XFRMNLGRP_EXPIRE = 2,
        /// States come, go and change.
        XFRMNLGRP_SA = 3,
        /// Policies come, go and change.
        XFRMNLGRP_POLICY = 4,
        /// What a state counts.
        XFRMNLGRP_AEVENTS = 5,
        /// Reports of mobile IPv6.
        XFRMNLGRP_REPORT = 6,
        /// Migrations.
        XFRMNLGRP_MIGRATE = 7,
        /// A peer behind NAT has another address.
        XFRMNLGRP_MAPPING = 8,
    }
}
messages! {
    /// What NETLINK_XFRM says.
    pub enum XfrmMessage<'a> {
        /// A state is there, or is to be made.
        XFRM_MSG_NEWSA = 0x10, New => NewSa(XfrmUserSaInfo, Xfrm),
        /// A state is gone, or is to go.
        XFRM_MSG_DELSA = 0x11, Delete => DelSa(XfrmUserSaId, Xfrm),
        /// A state is asked for. (A dump has no header.)
        XFRM_MSG_GETSA = 0x12, Get => GetSa(XfrmUserSaId, Xfrm),
        /// A policy is there, or is to be made.
        XFRM_MSG_NEWPOLICY = 0x13, New => NewPolicy(XfrmUserPolicyInfo, Xfrm),
        /// A policy is gone, or is to go.
        XFRM_MSG_DELPOLICY = 0x14, Delete => DelPolicy(XfrmUserPolicyId, Xfrm),
        /// A policy is asked for. (A dump has no header.)
        XFRM_MSG_GETPOLICY = 0x15, Get => GetPolicy(XfrmUserPolicyId, Xfrm),
        /// A number for a state to come is asked for.
        XFRM_MSG_ALLOCSPI = 0x16, New => AllocSpi(XfrmUserSpiInfo, Xfrm),
        /// A state is wanted that is not there.
        XFRM_MSG_ACQUIRE = 0x17, New => Acquire(XfrmUserAcquire, Xfrm),
        /// A state expires.
        XFRM_MSG_EXPIRE = 0x18, New => Expire(XfrmUserExpire, Xfrm),
        /// A policy has changed, or is to be changed.
        XFRM_MSG_UPDPOLICY = 0x19, New => UpdPolicy(XfrmUserPolicyInfo, Xfrm),
        /// A state has changed, or is to be changed.
        XFRM_MSG_UPDSA = 0x1a, New => UpdSa(XfrmUserSaInfo, Xfrm),
        /// A policy expires.
        XFRM_MSG_POLEXPIRE = 0x1b, New => PolExpire(XfrmUserPolExpire, Xfrm),
        /// All states are gone, or are to go.
        XFRM_MSG_FLUSHSA = 0x1c, Delete => FlushSa(XfrmUserSaFlush, Xfrm),
        /// All policies are gone, or are to go.
        XFRM_MSG_FLUSHPOLICY = 0x1d, Delete => FlushPolicy(XfrmNoHeader, Xfrm),
        /// What a state counts.
        XFRM_MSG_NEWAE = 0x1e, New => NewAe(XfrmAeventId, Xfrm),
        /// What a state counts is asked for.
        XFRM_MSG_GETAE = 0x1f, Get => GetAe(XfrmAeventId, Xfrm),
        /// A report of mobile IPv6.
        XFRM_MSG_REPORT = 0x20, New => Report(XfrmUserReport, Xfrm),
        /// A policy moves to other addresses.
        XFRM_MSG_MIGRATE = 0x21, New => Migrate(XfrmUserPolicyId, Xfrm),
        /// What the table of states is like.
        XFRM_MSG_NEWSADINFO = 0x22, New => NewSadInfo(XfrmFlagsHeader, XfrmSad),
        /// That is asked for.
        XFRM_MSG_GETSADINFO = 0x23, Get => GetSadInfo(XfrmFlagsHeader, XfrmSad),
        /// What the table of policies is like.
        XFRM_MSG_NEWSPDINFO = 0x24, New => NewSpdInfo(XfrmFlagsHeader, XfrmSpd),
        /// That is asked for.
        XFRM_MSG_GETSPDINFO = 0x25, Get => GetSpdInfo(XfrmFlagsHeader, XfrmSpd),
        /// A peer behind NAT has another address.
        XFRM_MSG_MAPPING = 0x26, New => Mapping(XfrmUserMapping, Xfrm),
        /// What happens without a policy is to be changed.
        XFRM_MSG_SETDEFAULT = 0x27, New => SetDefault(XfrmUserPolicyDefault, Xfrm),
        /// What happens without a policy is asked for.
        XFRM_MSG_GETDEFAULT = 0x28, Get => GetDefault(XfrmUserPolicyDefault, Xfrm),
    }
}
/// The row of a message type, if the table has one.
pub fn row(kind: u16) -> Option<&'static MessageRow> {
    XfrmMessage::ROWS.iter().find(|row| row.number == kind)
}
operations! {
    /// Asks for one state.
    pub GetSa {
        /// Where its packets go.
        daddr: XfrmSaAddress => daddr,
        /// Its number.
        spi: crate::wire::Be<u32> => spi,
        /// The family of the address.
        family: XfrmFamily => family,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: crate::uapi::IpProtocol => proto,
    } = Get(XfrmMessage::XFRM_MSG_GETSA, XfrmUserSaId, Xfrm) -> (XfrmUserSaInfo, Xfrm);
    /// Asks for all states by a dump, or by [`Xfrm::XFRMA_ADDRESS_FILTER`] and [`Xfrm::XFRMA_PROTO`] for some.
    pub GetSas {} = Get(XfrmMessage::XFRM_MSG_GETSA, XfrmNoHeader, Xfrm) -> (XfrmUserSaInfo, Xfrm);
    /// Removes a state.
    pub DelSa {
        /// Where its packets go.
        daddr: XfrmSaAddress => daddr,
        /// Its number.
        spi: crate::wire::Be<u32> => spi,
        /// The family of the address.
        family: XfrmFamily => family,
        /// IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.
        proto: crate::uapi::IpProtocol => proto,
    } = Delete(XfrmMessage::XFRM_MSG_DELSA, XfrmUserSaId, Xfrm);
    /// Removes all states of a protocol.
    pub FlushSa {
        /// The protocol; 0 for all.
        proto: crate::uapi::IpProtocol => proto,
    } = Delete(XfrmMessage::XFRM_MSG_FLUSHSA, XfrmUserSaFlush, Xfrm);
    /// Asks for one policy, by its selector and direction, or by its index.
    pub GetPolicy {
        /// For which packets.
        sel: XfrmSelector => sel,
        /// Its index; 0 where the selector says it.
        index: u32 => index,
        /// In which direction.
        dir: XfrmPolicyDir => dir,
    } = Get(XfrmMessage::XFRM_MSG_GETPOLICY, XfrmUserPolicyId, Xfrm) -> (XfrmUserPolicyInfo, Xfrm);
    /// Asks for all policies by a dump.
    pub GetPolicies {} = Get(XfrmMessage::XFRM_MSG_GETPOLICY, XfrmNoHeader, Xfrm) -> (XfrmUserPolicyInfo, Xfrm);
    /// Removes a policy, by its selector and direction, or by its index.
    pub DelPolicy {
        /// For which packets.
        sel: XfrmSelector => sel,
        /// Its index; 0 where the selector says it.
        index: u32 => index,
        /// In which direction.
        dir: XfrmPolicyDir => dir,
    } = Delete(XfrmMessage::XFRM_MSG_DELPOLICY, XfrmUserPolicyId, Xfrm);
    /// Removes all policies.
    pub FlushPolicy {} = Delete(XfrmMessage::XFRM_MSG_FLUSHPOLICY, XfrmNoHeader, Xfrm);
    /// Asks for what the table of states is like.
    pub GetSadInfo {} = Get(XfrmMessage::XFRM_MSG_GETSADINFO, XfrmFlagsHeader, XfrmSad);
    /// Asks for what the table of policies is like.
    pub GetSpdInfo {} = Get(XfrmMessage::XFRM_MSG_GETSPDINFO, XfrmFlagsHeader, XfrmSpd);
    /// Asks for what happens without a policy.
    pub GetDefault {} = Get(XfrmMessage::XFRM_MSG_GETDEFAULT, XfrmUserPolicyDefault, Xfrm);
}
/// Operations of which the whole header is the caller's.
macro_rules! whole { ($($(#[$doc:meta])* $name:ident = $flags:ident($kind:expr, $header:ident);)*) => { $(
    $(#[$doc])*
    #[derive(Clone, Copy, Debug, Default)]
    pub struct $name(pub $header);
    impl Operation for $name {
        type Header = $header;
        type Request = Xfrm;
        type ReplyHeader = $header;
        type Reply = Xfrm;
        type Flags = $flags;
        const NAME: &'static str = stringify!($name);
        fn kind(&self) -> u16 { $kind }
        fn header(&self) -> $header { self.0 }
    }
)* } }
whole! {
    /// Makes a state.
    NewSa = NewFlags(XfrmMessage::XFRM_MSG_NEWSA, XfrmUserSaInfo);
    /// Changes a state.
    UpdSa = NewFlags(XfrmMessage::XFRM_MSG_UPDSA, XfrmUserSaInfo);
    /// Makes a policy.
    NewPolicy = NewFlags(XfrmMessage::XFRM_MSG_NEWPOLICY, XfrmUserPolicyInfo);
    /// Makes a policy, or changes it.
    UpdPolicy = NewFlags(XfrmMessage::XFRM_MSG_UPDPOLICY, XfrmUserPolicyInfo);
}

/// Lists all states.
///
/// Sends XFRM_MSG_GETSA with NLM_F_DUMP and without a header.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`]: EPERM without CAP_NET_ADMIN.
pub fn states<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetSas>, T> {
    connection.dump(GetSas {}, |_| {})
}
/// Lists all policies.
///
/// Sends XFRM_MSG_GETPOLICY with NLM_F_DUMP and without a header.
///
/// # Errors
/// As [`states`].
pub fn policies<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
) -> Answer<Replies<'c, 'b, T, GetPolicies>, T> {
    connection.dump(GetPolicies {}, |_| {})
}
