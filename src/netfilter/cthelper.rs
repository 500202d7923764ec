//! Conntrack helpers in user space (cthelper): the kernel queues packets of helped connections to an
//! NFQUEUE, where a program parses them (linux/netfilter/nfnetlink_cthelper.h).
//!
//! Every command needs `CAP_NET_ADMIN` of the initial user namespace.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Completion, Connection, Transport}, netfilter::{NfProto, cthelper::{self, *}}, uapi::IpProtocol};
//! fn add<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Completion, T> {
//!     let expected = [ExpectPolicySpec { name: "ftp", max: 1, timeout: 300 }];
//!     connection.run(cthelper::create(&HelperSpec {
//!         queue: 7,
//!         policies: &expected,
//!         ..HelperSpec::new("ftp", NfProto::NFPROTO_IPV4, IpProtocol::IPPROTO_TCP)
//!     }))
//! }
//! ```
use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, query},
    open_enum, operations,
    uapi::IpProtocol,
    wire::{Attrs, Be, DeleteFlags, NewFlags, Operation, Request, RequestFlags, Str},
};

open_enum! {
    /// Status of a helper: `NFCT_HELPER_STATUS_*`, linux/netfilter/nfnetlink_cthelper.h.
    pub struct HelperStatus(u32) {
        /// Disabled: the kernel accepts the packets without queueing them.
        NFCT_HELPER_STATUS_DISABLED = 0,
        /// Enabled: the kernel queues the packets.
        NFCT_HELPER_STATUS_ENABLED = 1,
    }
}
// Limits: nfnl_cthelper_policy, net/netfilter/nfnetlink_cthelper.c.
attributes! {
    /// Conntrack helper: `NFCTH_*`, linux/netfilter/nfnetlink_cthelper.h.
    pub set CtHelper, enum CtHelperAttr<'a> {
        /// Name of the helper, which rules assign to connections.
        NFCTH_NAME: Str<'a> = 1 where nul_max_len(15),
        /// Protocols of the connections.
        NFCTH_TUPLE: Attrs<'a, HelperTuple> = 2,
        /// Number of the NFQUEUE. Default: 0.
        NFCTH_QUEUE_NUM: Be<u32> = 3,
        /// Policies of the expectations.
        NFCTH_POLICY: Attrs<'a, ExpectPolicies> = 4,
        /// Length of the private data of a connection, bytes. Cannot be changed.
        NFCTH_PRIV_DATA_LEN: Be<u32> = 5,
        /// Status: enabled or disabled.
        NFCTH_STATUS: Be<HelperStatus> = 6,
    }
}
// Limits: nfnl_cthelper_tuple_pol, net/netfilter/nfnetlink_cthelper.c.
attributes! {
    /// Protocols of a helper: `NFCTH_TUPLE_*`, linux/netfilter/nfnetlink_cthelper.h. Both
    /// attributes are required.
    pub set HelperTuple, enum HelperTupleAttr<'a> {
        /// Protocol family (`NFPROTO_*`).
        NFCTH_TUPLE_L3PROTONUM: Be<u16> = 1,
        /// Layer 4 protocol.
        NFCTH_TUPLE_L4PROTONUM: IpProtocol = 2,
    }
}
// Limits: nfnl_cthelper_expect_policy_set, net/netfilter/nfnetlink_cthelper.c.
attributes! {
    /// Policies of the expectations, one for each class: `NFCTH_POLICY_SET*`,
    /// linux/netfilter/nfnetlink_cthelper.h.
    pub set ExpectPolicies, enum ExpectPoliciesAttr<'a> {
        /// Number of classes, 1 to 4.
        NFCTH_POLICY_SET_NUM: Be<u32> = 1,
        /// First class. (Also NFCTH_POLICY_SET.)
        NFCTH_POLICY_SET1: Attrs<'a, ExpectPolicy> = 2,
        /// Second class.
        NFCTH_POLICY_SET2: Attrs<'a, ExpectPolicy> = 3,
        /// Third class.
        NFCTH_POLICY_SET3: Attrs<'a, ExpectPolicy> = 4,
        /// Fourth class.
        NFCTH_POLICY_SET4: Attrs<'a, ExpectPolicy> = 5,
    }
}
// Limits: nfnl_cthelper_expect_pol, net/netfilter/nfnetlink_cthelper.c.
attributes! {
    /// Policy of a class of expectations: `NFCTH_POLICY_*`, linux/netfilter/nfnetlink_cthelper.h.
    pub set ExpectPolicy, enum ExpectPolicyAttr<'a> {
        /// Name of the class.
        NFCTH_POLICY_NAME: Str<'a> = 1 where nul_max_len(15),
        /// Maximum number of expectations of a connection, at most 255; 0 means 255.
        NFCTH_POLICY_EXPECT_MAX: Be<u32> = 2,
        /// Time until an expectation expires, seconds.
        NFCTH_POLICY_EXPECT_TIMEOUT: Be<u32> = 3,
    }
}
crate::message_types! {
    /// A conntrack helper: `struct nfgenmsg` and the attributes of [`CtHelper`].
    pub struct HelperMessage(NfGenMsg, CtHelper);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Creates a helper, or changes queue, status and policies of one.
    pub NewHelper {} = New(NetfilterMessage::NFNL_MSG_CTHELPER_NEW, NfGenMsg, CtHelper) -> HelperMessage;
    /// Requests one helper by name and protocols, or dumps all.
    pub GetHelper {} = Get(NetfilterMessage::NFNL_MSG_CTHELPER_GET, NfGenMsg, CtHelper) -> HelperMessage;
    /// Deletes the helpers that match name and protocols, as far as these are given.
    pub DelHelper {} = Delete(NetfilterMessage::NFNL_MSG_CTHELPER_DEL, NfGenMsg, CtHelper) -> HelperMessage;
}
/// Policy of a class of expectations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectPolicySpec<'a> {
    /// Name of the class, at most 15 bytes.
    pub name: &'a str,
    /// Maximum number of expectations of a connection, at most 255; 0 means 255.
    pub max: u32,
    /// Time until an expectation expires, seconds.
    pub timeout: u32,
}
/// A new helper.
#[derive(Clone, Copy)]
pub struct HelperSpec<'a> {
    /// Name, at most 15 bytes.
    pub name: &'a str,
    /// Protocol family of the connections.
    pub family: NfProto,
    /// Layer 4 protocol of the connections.
    pub protocol: IpProtocol,
    /// Number of the NFQUEUE.
    pub queue: u32,
    /// Policies of the expectations, one for each class: 1 to 4. Others are not written.
    pub policies: &'a [ExpectPolicySpec<'a>],
    /// Length of the private data of a connection, bytes.
    pub private_len: u32,
    /// Status: enabled or disabled.
    pub status: HelperStatus,
}
impl<'a> HelperSpec<'a> {
    /// Returns an enabled helper with queue 0 and without policies, of which it needs one.
    pub const fn new(name: &'a str, family: NfProto, protocol: IpProtocol) -> Self {
        let status = HelperStatus::NFCT_HELPER_STATUS_ENABLED;
        Self { name, family, protocol, queue: 0, policies: &[], private_len: 0, status }
    }
}
impl core::fmt::Debug for HelperSpec<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("HelperSpec").field(&self.name).finish()
    }
}
impl<'a> HelperMessage<'a> {
    /// Returns the name.
    #[doc(alias = "NFCTH_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(CtHelper::NFCTH_NAME).ok().flatten()
    }
    /// Returns the protocol family and the layer 4 protocol of the connections.
    pub fn protocols(&self) -> Option<(NfProto, IpProtocol)> {
        let tuple = self.attrs.get(CtHelper::NFCTH_TUPLE).ok().flatten()?;
        let family = tuple.get(HelperTuple::NFCTH_TUPLE_L3PROTONUM).ok().flatten()?;
        let protocol = tuple.get(HelperTuple::NFCTH_TUPLE_L4PROTONUM).ok().flatten()?;
        Some((NfProto(u8::try_from(family.0).ok()?), protocol))
    }
    /// Returns the number of the NFQUEUE.
    #[doc(alias = "NFCTH_QUEUE_NUM")]
    pub fn queue(&self) -> Option<u32> {
        self.attrs.get(CtHelper::NFCTH_QUEUE_NUM).ok().flatten().map(|queue| queue.0)
    }
    /// Returns whether the helper is enabled.
    #[doc(alias = "NFCTH_STATUS")]
    pub fn status(&self) -> Option<HelperStatus> {
        self.attrs.get(CtHelper::NFCTH_STATUS).ok().flatten().map(|status| status.0)
    }
    /// Policies of the expectations, one for each class.
    pub fn policies(&self) -> impl Iterator<Item = Attrs<'a, ExpectPolicy>> + use<'a> {
        let set = self.attrs.get(CtHelper::NFCTH_POLICY).ok().flatten().unwrap_or(Attrs::new(&[]));
        [
            ExpectPolicies::NFCTH_POLICY_SET1,
            ExpectPolicies::NFCTH_POLICY_SET2,
            ExpectPolicies::NFCTH_POLICY_SET3,
            ExpectPolicies::NFCTH_POLICY_SET4,
        ]
        .into_iter()
        .filter_map(move |key| {
            set.get_raw(key.number()).ok().flatten().map(|attr| Attrs::new(attr.payload()))
        })
    }
}
fn put_key<O: Operation<Request = CtHelper>>(
    request: &mut Request<'_, O>,
    name: &str,
    family: NfProto,
    protocol: IpProtocol,
) {
    request.put(CtHelper::NFCTH_NAME, name).nest(CtHelper::NFCTH_TUPLE, |tuple| {
        tuple
            .put(HelperTuple::NFCTH_TUPLE_L3PROTONUM, u16::from(family.0))
            .put(HelperTuple::NFCTH_TUPLE_L4PROTONUM, protocol);
    });
}
/// Lists all helpers in user space.
///
/// Sends `NFNL_MSG_CTHELPER_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list() -> impl Query<Operation = GetHelper> + Copy {
    GetHelper::default()
}
/// Returns a helper.
///
/// Sends `NFNL_MSG_CTHELPER_GET` with `NFCTH_NAME` and `NFCTH_TUPLE`.
///
/// # Errors
/// - [`ErrorKind::MissingReply`](crate::client::ErrorKind::MissingReply): the helper does not exist.
///   The kernel acknowledges the request (`nfnl_cthelper_get`).
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn find(name: &str, family: NfProto, protocol: IpProtocol) -> impl Query<Operation = GetHelper> + Copy {
    query(GetHelper {}, move |request| put_key(request, name, family, protocol))
}
/// Creates a helper.
///
/// Sends `NFNL_MSG_CTHELPER_NEW` with `NLM_F_CREATE | NLM_F_EXCL` and all attributes of
/// [`CtHelper`].
///
/// # Errors
/// - `EEXIST`: a helper with the name and the protocols exists.
/// - `EINVAL`: there is no policy.
/// - `ENOMEM`: the private data are too long.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn create(spec: &HelperSpec<'_>) -> impl Call<Output = Completion> + Copy {
    call(NewHelper {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        put_key(request, spec.name, spec.family, spec.protocol);
        request
            .put(CtHelper::NFCTH_QUEUE_NUM, spec.queue)
            .put(CtHelper::NFCTH_PRIV_DATA_LEN, spec.private_len)
            .put(CtHelper::NFCTH_STATUS, spec.status)
            .nest(CtHelper::NFCTH_POLICY, |set| {
                let count = spec.policies.len().min(4);
                set.put(ExpectPolicies::NFCTH_POLICY_SET_NUM, count as u32);
                let keys = [
                    ExpectPolicies::NFCTH_POLICY_SET1,
                    ExpectPolicies::NFCTH_POLICY_SET2,
                    ExpectPolicies::NFCTH_POLICY_SET3,
                    ExpectPolicies::NFCTH_POLICY_SET4,
                ];
                for (key, class) in keys.into_iter().zip(spec.policies) {
                    set.nest(key, |policy| {
                        policy
                            .put(ExpectPolicy::NFCTH_POLICY_NAME, class.name)
                            .put(ExpectPolicy::NFCTH_POLICY_EXPECT_MAX, class.max)
                            .put(ExpectPolicy::NFCTH_POLICY_EXPECT_TIMEOUT, class.timeout);
                    });
                }
            });
    })
}
/// Enables or disables a helper.
///
/// Sends `NFNL_MSG_CTHELPER_NEW` with `NFCTH_STATUS`.
///
/// # Errors
/// - `EINVAL`: the helper does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn set_status(
    name: &str,
    family: NfProto,
    protocol: IpProtocol,
    status: HelperStatus,
) -> impl Call<Output = Completion> + Copy {
    call(NewHelper {}, NewFlags::NONE, move |request| {
        put_key(request, name, family, protocol);
        request.put(CtHelper::NFCTH_STATUS, status);
    })
}
/// Deletes a helper.
///
/// Sends `NFNL_MSG_CTHELPER_DEL` with `NFCTH_NAME` and `NFCTH_TUPLE`.
///
/// # Errors
/// - `ENOENT`: the helper does not exist, but others do.
/// - `EBUSY`: a rule refers to the helper.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn delete(name: &str, family: NfProto, protocol: IpProtocol) -> impl Call<Output = Completion> + Copy {
    call(DelHelper {}, DeleteFlags::NONE, move |request| put_key(request, name, family, protocol))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schema::View, wire::Message};
    use std::{boxed::Box, format};

    #[test]
    fn a_helper_has_one_policy_for_each_class() -> Result<(), Box<dyn core::error::Error>> {
        let mut buffer = [0xa5; 512];
        let class = ExpectPolicySpec { name: "data", max: 1, timeout: 300 };
        let spec = HelperSpec {
            queue: 7,
            policies: &[class, class],
            ..HelperSpec::new("ftp", NfProto::NFPROTO_IPV4, IpProtocol::IPPROTO_TCP)
        };
        let len = create(&spec).write(&mut buffer, 1)?;
        let message = Message::new(buffer.get(..len).ok_or("short")?)?;
        let NetfilterMessage::CtHelperNew(helper) = NetfilterMessage::decode(message)? else { panic!() };
        View::of(helper.attrs).check()?;
        assert_eq!((helper.name(), helper.queue()), (Some("ftp".into()), Some(7)));
        assert_eq!(helper.protocols(), Some((NfProto::NFPROTO_IPV4, IpProtocol::IPPROTO_TCP)));
        assert_eq!(helper.policies().count(), 2);
        let text = format!("{:?}", helper.attrs);
        assert!(!text.contains('#') && text.contains("NFCTH_POLICY_SET_NUM: 2"), "{text}");
        Ok(())
    }
}
