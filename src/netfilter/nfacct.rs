//! Accounting objects (nfacct): named packet and byte counters that rules update, with quotas
//! (linux/netfilter/nfnetlink_acct.h).
//!
//! Every command needs `CAP_NET_ADMIN`. An object that reaches its quota is announced to the group
//! [`NFNLGRP_ACCT_QUOTA`](super::NetfilterGroup::NFNLGRP_ACCT_QUOTA).
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, netfilter::nfacct::{self, Quota}};
//! fn limit<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Option<u64>, T> {
//!     connection.run(nfacct::create("uplink", Some(Quota::Bytes(1_000_000))))?;
//!     Ok(connection.get(nfacct::by_name("uplink"))?.bytes())
//! }
//! ```
//!
//! See [nfacct(8)](https://manpages.debian.org/nfacct.8).
use super::{NetfilterMessage, NfGenMsg};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, query},
    flags, operations,
    wire::{Attrs, Be, DeleteFlags, NewFlags, RequestFlags, Str},
};

flags! {
    /// Flags of an accounting object: `NFACCT_F_*`, linux/netfilter/nfnetlink_acct.h.
    pub struct AcctFlags(u32) {
        /// The quota counts packets.
        NFACCT_F_QUOTA_PKTS = 1 << 0,
        /// The quota counts bytes.
        NFACCT_F_QUOTA_BYTES = 1 << 1,
        /// The quota is reached. Set by the kernel only.
        NFACCT_F_OVERQUOTA = 1 << 2,
    }
}
// Limits: nfnl_acct_policy, filter_policy, net/netfilter/nfnetlink_acct.c.
attributes! {
    /// Accounting object: `NFACCT_*`, linux/netfilter/nfnetlink_acct.h.
    pub set NfAcct, enum NfAcctAttr<'a> {
        /// Name of the accounting object, unique in the namespace.
        NFACCT_NAME: Str<'a> = 1 where nul_max_len(31),
        /// Packet counter.
        NFACCT_PKTS: Be<u64> = 2,
        /// Byte counter.
        NFACCT_BYTES: Be<u64> = 3,
        /// Reference count: 1, and 1 for each rule.
        NFACCT_USE: Be<u32> = 4 where read_only,
        /// Flags: what the quota counts.
        NFACCT_FLAGS: Be<AcctFlags> = 5,
        /// Quota, packets or bytes.
        NFACCT_QUOTA: Be<u64> = 6,
        /// Filter of a dump by flags. Requests only.
        NFACCT_FILTER: Attrs<'a, AcctFilter> = 7,
        /// Padding.
        NFACCT_PAD: &'a [u8] = 8 where read_only,
    }
}
attributes! {
    /// Filter of a dump: `NFACCT_FILTER_*`, linux/netfilter/nfnetlink_acct.h. Both attributes are
    /// required.
    pub set AcctFilter, enum AcctFilterAttr<'a> {
        /// Flags to compare.
        NFACCT_FILTER_MASK: Be<AcctFlags> = 1,
        /// Values of the flags.
        NFACCT_FILTER_VALUE: Be<AcctFlags> = 2,
    }
}
crate::message_types! {
    /// An accounting object: `struct nfgenmsg` and the attributes of [`NfAcct`].
    pub struct AcctMessage(NfGenMsg, NfAcct);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Creates an accounting object; with `NLM_F_REPLACE`, resets the counters of one.
    pub NewAcct {} = New(NetfilterMessage::NFNL_MSG_ACCT_NEW, NfGenMsg, NfAcct) -> AcctMessage;
    /// Requests one accounting object by name, or dumps all.
    pub GetAcct {} = Get(NetfilterMessage::NFNL_MSG_ACCT_GET, NfGenMsg, NfAcct) -> AcctMessage;
    /// Requests one accounting object by name, or dumps all, and resets the counters to zero.
    pub GetAcctZero {} = Get(NetfilterMessage::NFNL_MSG_ACCT_GET_CTRZERO, NfGenMsg, NfAcct) -> AcctMessage;
    /// Deletes an accounting object by name; without a name, all that are not in use.
    pub DelAcct {} = Delete(NetfilterMessage::NFNL_MSG_ACCT_DEL, NfGenMsg, NfAcct) -> AcctMessage;
}
/// Quota of an accounting object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// Number of packets.
    Packets(u64),
    /// Number of bytes.
    Bytes(u64),
}
impl<'a> AcctMessage<'a> {
    /// Returns the name.
    #[doc(alias = "NFACCT_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(NfAcct::NFACCT_NAME).ok().flatten()
    }
    /// Returns the packet counter.
    #[doc(alias = "NFACCT_PKTS")]
    pub fn packets(&self) -> Option<u64> {
        self.attrs.get(NfAcct::NFACCT_PKTS).ok().flatten().map(|count| count.0)
    }
    /// Returns the byte counter.
    #[doc(alias = "NFACCT_BYTES")]
    pub fn bytes(&self) -> Option<u64> {
        self.attrs.get(NfAcct::NFACCT_BYTES).ok().flatten().map(|count| count.0)
    }
    /// Returns the flags.
    #[doc(alias = "NFACCT_FLAGS")]
    pub fn flags(&self) -> AcctFlags {
        self.attrs.get(NfAcct::NFACCT_FLAGS).ok().flatten().map_or(AcctFlags::empty(), |flags| flags.0)
    }
    /// Returns the quota; `None` if the object has no quota.
    pub fn quota(&self) -> Option<Quota> {
        let limit = self.attrs.get(NfAcct::NFACCT_QUOTA).ok().flatten()?.0;
        if self.flags().contains(AcctFlags::NFACCT_F_QUOTA_PKTS) {
            return Some(Quota::Packets(limit));
        }
        self.flags().contains(AcctFlags::NFACCT_F_QUOTA_BYTES).then_some(Quota::Bytes(limit))
    }
    /// Whether the quota is reached.
    pub fn is_over_quota(&self) -> bool {
        self.flags().contains(AcctFlags::NFACCT_F_OVERQUOTA)
    }
    /// Returns the reference count: 1, and 1 for each rule.
    #[doc(alias = "NFACCT_USE")]
    pub fn uses(&self) -> Option<u32> {
        self.attrs.get(NfAcct::NFACCT_USE).ok().flatten().map(|uses| uses.0)
    }
}
/// Lists all accounting objects of the network namespace.
///
/// Sends `NFNL_MSG_ACCT_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list() -> impl Query<Operation = GetAcct> + Copy {
    GetAcct::default()
}
/// Lists the accounting objects whose flags, masked, equal a value. 0 as value and
/// both quota flags as mask: all without a quota.
///
/// Sends `NFNL_MSG_ACCT_GET` with `NLM_F_DUMP` and `NFACCT_FILTER`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list_only(value: AcctFlags, mask: AcctFlags) -> impl Query<Operation = GetAcct> + Copy {
    query(GetAcct {}, move |request| {
        request.nest(NfAcct::NFACCT_FILTER, |filter| {
            filter.put(AcctFilter::NFACCT_FILTER_MASK, mask).put(AcctFilter::NFACCT_FILTER_VALUE, value);
        });
    })
}
/// Lists all accounting objects of the network namespace, and resets the counters to zero.
///
/// Sends `NFNL_MSG_ACCT_GET_CTRZERO` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list_and_reset() -> impl Query<Operation = GetAcctZero> + Copy {
    GetAcctZero::default()
}
/// Returns an accounting object.
///
/// Sends `NFNL_MSG_ACCT_GET` with `NFACCT_NAME`.
///
/// # Errors
/// - `ENOENT`: the object does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn by_name(name: &str) -> impl Query<Operation = GetAcct> + Copy {
    query(GetAcct {}, move |request| {
        request.put(NfAcct::NFACCT_NAME, name);
    })
}
/// Returns an accounting object, and resets its counters to zero.
///
/// Sends `NFNL_MSG_ACCT_GET_CTRZERO` with `NFACCT_NAME`.
///
/// # Errors
/// - `ENOENT`: the object does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn get_and_reset(name: &str) -> impl Query<Operation = GetAcctZero> + Copy {
    query(GetAcctZero {}, move |request| {
        request.put(NfAcct::NFACCT_NAME, name);
    })
}
/// Creates an accounting object.
///
/// Sends `NFNL_MSG_ACCT_NEW` with `NLM_F_CREATE | NLM_F_EXCL`: `NFACCT_NAME`, and `NFACCT_FLAGS` and
/// `NFACCT_QUOTA` if there is a quota.
///
/// # Errors
/// - `EEXIST`: an object with the name exists.
/// - `EINVAL`: the name is empty.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn create(name: &str, quota: Option<Quota>) -> impl Call<Output = Completion> + Copy {
    call(NewAcct {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.put(NfAcct::NFACCT_NAME, name);
        let (flag, limit) = match quota {
            None => return,
            Some(Quota::Packets(limit)) => (AcctFlags::NFACCT_F_QUOTA_PKTS, limit),
            Some(Quota::Bytes(limit)) => (AcctFlags::NFACCT_F_QUOTA_BYTES, limit),
        };
        request.put(NfAcct::NFACCT_FLAGS, flag).put(NfAcct::NFACCT_QUOTA, limit);
    })
}
/// Resets the counters of an accounting object, and that its quota is reached. Creates the object
/// without a quota if it does not exist.
///
/// Sends `NFNL_MSG_ACCT_NEW` with `NLM_F_REPLACE`.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn reset(name: &str) -> impl Call<Output = Completion> + Copy {
    call(NewAcct {}, NewFlags::CREATE | NewFlags::REPLACE, move |request| {
        request.put(NfAcct::NFACCT_NAME, name);
    })
}
/// Deletes an accounting object.
///
/// Sends `NFNL_MSG_ACCT_DEL` with `NFACCT_NAME`.
///
/// # Errors
/// - `ENOENT`: the object does not exist.
/// - `EBUSY`: a rule refers to the object.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn delete(name: &str) -> impl Call<Output = Completion> + Copy {
    call(DelAcct {}, DeleteFlags::NONE, move |request| {
        request.put(NfAcct::NFACCT_NAME, name);
    })
}
/// Deletes all accounting objects that no rule refers to.
///
/// Sends `NFNL_MSG_ACCT_DEL` without a name.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_unused() -> impl Call<Output = Completion> + Copy {
    call(DelAcct {}, DeleteFlags::NONE, |_| {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schema::View, wire::Message};
    use std::{boxed::Box, format};

    #[test]
    fn a_quota_is_flag_and_number() -> Result<(), Box<dyn core::error::Error>> {
        for (quota, text) in [
            (Some(Quota::Packets(5)), ", NFACCT_FLAGS: NFACCT_F_QUOTA_PKTS, NFACCT_QUOTA: 5"),
            (Some(Quota::Bytes(6)), ", NFACCT_FLAGS: NFACCT_F_QUOTA_BYTES, NFACCT_QUOTA: 6"),
            (None, ""),
        ] {
            let mut buffer = [0xa5; 128];
            let len = create("a", quota).write(&mut buffer, 1)?;
            let message = Message::new(buffer.get(..len).ok_or("short")?)?;
            let NetfilterMessage::AcctNew(object) = NetfilterMessage::decode(message)? else { panic!() };
            View::of(object.attrs).check()?;
            assert_eq!(
                (object.name(), object.quota(), object.is_over_quota()),
                (Some("a".into()), quota, false)
            );
            assert_eq!(format!("{:?}", object.attrs), format!("{{NFACCT_NAME: \"a\"{text}}}"));
        }
        Ok(())
    }
}
