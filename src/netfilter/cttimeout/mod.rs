//! Conntrack timeout policies (cttimeout): named sets of timeouts that rules assign to connections,
//! and the default timeouts (linux/netfilter/nfnetlink_cttimeout.h).
//!
//! Every command needs `CAP_NET_ADMIN`.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Completion, Connection, Transport}, netfilter::{NfProto, cttimeout::{self, *}}};
//! fn add<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<Completion, T> {
//!     connection.run(cttimeout::create("short", NfProto::NFPROTO_IPV4, TimeoutProtocol::TCP, |tcp| {
//!         tcp.put(CtTimeoutTcp::CTA_TIMEOUT_TCP_ESTABLISHED, 600u32);
//!     }))
//! }
//! ```
//!
//! See [nfct(8)](https://manpages.debian.org/nfct.8).
mod protocols;

pub use protocols::*;

use super::{NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes,
    client::{Call, Completion, Query, call, query},
    operations, sub_messages,
    uapi::IpProtocol,
    wire::{
        AttributeSet, Attrs, Be, DeleteFlags, NewFlags, Operation, Request, RequestFlags, Str, SubMessage,
        SubMessageKey, Writer, spec::SelectorSource,
    },
};

// Limits: cttimeout_nla_policy, net/netfilter/nfnetlink_cttimeout.c.
attributes! {
    /// Conntrack timeout policy: `CTA_TIMEOUT_*`, linux/netfilter/nfnetlink_cttimeout.h.
    pub set CtTimeout, enum CtTimeoutAttr<'a> {
        /// Name of the policy. Absent in default timeouts.
        CTA_TIMEOUT_NAME: Str<'a> = 1 where nul_max_len(31),
        /// Protocol family (`NFPROTO_*`).
        CTA_TIMEOUT_L3PROTO: Be<u16> = 2,
        /// Layer 4 protocol; 255 for the timeout of protocols without tracking of their own.
        CTA_TIMEOUT_L4PROTO: IpProtocol = 3,
        /// Timeout of each protocol state, selected by `CTA_TIMEOUT_L4PROTO`.
        CTA_TIMEOUT_DATA: SubMessage<'a, TimeoutProtocol> = 4,
        /// Reference count: 1, and 1 for each rule.
        CTA_TIMEOUT_USE: Be<u32> = 5 where read_only,
    }
}
sub_messages! {
    /// Timeouts, selected by the layer 4 protocol.
    pub enum TimeoutData<'a>, selector TimeoutProtocol
        from SelectorSource::bytes(CtTimeout::CTA_TIMEOUT_L4PROTO.number()) => {
        /// TCP.
        TCP = &[6u8] => Tcp(Attrs<'a, CtTimeoutTcp>),
        /// UDP.
        UDP = &[17u8] => Udp(Attrs<'a, CtTimeoutUdp>),
        /// UDP-Lite.
        UDPLITE = &[136u8] => UdpLite(Attrs<'a, CtTimeoutUdp>),
        /// SCTP.
        SCTP = &[132u8] => Sctp(Attrs<'a, CtTimeoutSctp>),
        /// DCCP. Until Linux 6.15.
        DCCP = &[33u8] => Dccp(Attrs<'a, CtTimeoutDccp>),
        /// ICMP.
        ICMP = &[1u8] => Icmp(Attrs<'a, CtTimeoutIcmp>),
        /// ICMPv6.
        ICMPV6 = &[58u8] => Icmpv6(Attrs<'a, CtTimeoutIcmpv6>),
        /// GRE.
        GRE = &[47u8] => Gre(Attrs<'a, CtTimeoutGre>),
        /// Protocols without tracking of their own.
        GENERIC = &[255u8] => Generic(Attrs<'a, CtTimeoutGeneric>),
    }
}
crate::message_types! {
    /// A conntrack timeout policy: `struct nfgenmsg` and the attributes of [`CtTimeout`].
    pub struct TimeoutMessage(NfGenMsg, CtTimeout);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Requests one policy by name, or dumps all.
    pub GetTimeout {} = Get(NetfilterMessage::IPCTNL_MSG_TIMEOUT_GET, NfGenMsg, CtTimeout) -> TimeoutMessage;
    /// Creates a policy; with `NLM_F_REPLACE`, changes one.
    pub NewTimeout {} = New(NetfilterMessage::IPCTNL_MSG_TIMEOUT_NEW, NfGenMsg, CtTimeout) -> TimeoutMessage;
    /// Deletes a policy by name; without a name, all policies that are not in use.
    pub DelTimeout {} = Delete(NetfilterMessage::IPCTNL_MSG_TIMEOUT_DELETE, NfGenMsg, CtTimeout) -> TimeoutMessage;
    /// Changes the default timeouts of a protocol.
    pub SetDefaultTimeout {} = New(NetfilterMessage::IPCTNL_MSG_TIMEOUT_DEFAULT_SET, NfGenMsg, CtTimeout) -> TimeoutMessage;
    /// Requests the default timeouts of a protocol.
    pub GetDefaultTimeout {} = Get(NetfilterMessage::IPCTNL_MSG_TIMEOUT_DEFAULT_GET, NfGenMsg, CtTimeout) -> TimeoutMessage;
}
impl<'a> TimeoutMessage<'a> {
    /// Returns the name of the policy. Absent in default timeouts.
    #[doc(alias = "CTA_TIMEOUT_NAME")]
    pub fn name(&self) -> Option<Str<'a>> {
        self.attrs.get(CtTimeout::CTA_TIMEOUT_NAME).ok().flatten()
    }
    /// Returns the protocol family.
    #[doc(alias = "CTA_TIMEOUT_L3PROTO")]
    pub fn family(&self) -> Option<NfProto> {
        let family = self.attrs.get(CtTimeout::CTA_TIMEOUT_L3PROTO).ok().flatten()?;
        u8::try_from(family.0).ok().map(NfProto)
    }
    /// Returns the layer 4 protocol; 255 for the timeout of protocols without tracking of their
    /// own.
    #[doc(alias = "CTA_TIMEOUT_L4PROTO")]
    pub fn protocol(&self) -> Option<IpProtocol> {
        self.attrs.get(CtTimeout::CTA_TIMEOUT_L4PROTO).ok().flatten()
    }
    /// Returns the timeouts, seconds.
    #[doc(alias = "CTA_TIMEOUT_DATA")]
    pub fn timeouts(&self) -> Option<TimeoutData<'a>> {
        self.attrs.select(CtTimeout::CTA_TIMEOUT_DATA).ok().flatten()
    }
    /// Returns the reference count: 1, and 1 for each rule.
    #[doc(alias = "CTA_TIMEOUT_USE")]
    pub fn uses(&self) -> Option<u32> {
        self.attrs.get(CtTimeout::CTA_TIMEOUT_USE).ok().flatten().map(|uses| uses.0)
    }
}
fn put_data<'v, O: Operation<Request = CtTimeout>, N: AttributeSet>(
    request: &mut Request<'_, O>,
    family: NfProto,
    protocol: SubMessageKey<TimeoutProtocol, Attrs<'v, N>>,
    fill: impl Fn(&mut Writer<'_, N>),
) {
    let number = protocol.key().first().copied().unwrap_or(255);
    request
        .put(CtTimeout::CTA_TIMEOUT_L3PROTO, u16::from(family.0))
        .put(CtTimeout::CTA_TIMEOUT_L4PROTO, IpProtocol(number))
        .chosen(CtTimeout::CTA_TIMEOUT_DATA, protocol, |data| fill(data));
}
/// Lists all policies of the network namespace.
///
/// Sends `IPCTNL_MSG_TIMEOUT_GET` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn list() -> impl Query<Operation = GetTimeout> + Copy {
    GetTimeout::default()
}
/// Returns a policy.
///
/// Sends `IPCTNL_MSG_TIMEOUT_GET` with `CTA_TIMEOUT_NAME`.
///
/// # Errors
/// - `ENOENT`: the policy does not exist.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn by_name(name: &str) -> impl Query<Operation = GetTimeout> + Copy {
    query(GetTimeout {}, move |request| {
        request.put(CtTimeout::CTA_TIMEOUT_NAME, name);
    })
}
/// Creates a policy. `fill` writes the timeouts, seconds; the others are the defaults.
///
/// Sends `IPCTNL_MSG_TIMEOUT_NEW` with `NLM_F_CREATE | NLM_F_EXCL`.
///
/// # Errors
/// - `EEXIST`: a policy with the name exists.
/// - `EOPNOTSUPP`: the kernel does not track the protocol.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn create<N: AttributeSet>(
    name: &str,
    family: NfProto,
    protocol: SubMessageKey<TimeoutProtocol, Attrs<'_, N>>,
    fill: impl Fn(&mut Writer<'_, N>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(NewTimeout {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.put(CtTimeout::CTA_TIMEOUT_NAME, name);
        put_data(request, family, protocol, fill);
    })
}
/// Changes a policy. `fill` writes the timeouts, seconds; the others become the defaults.
///
/// Sends `IPCTNL_MSG_TIMEOUT_NEW` with `NLM_F_REPLACE`. Creates the policy if it does not exist.
///
/// # Errors
/// - `EINVAL`: the policy is for another family or protocol.
/// - `EOPNOTSUPP`: the kernel does not track the protocol.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn replace<N: AttributeSet>(
    name: &str,
    family: NfProto,
    protocol: SubMessageKey<TimeoutProtocol, Attrs<'_, N>>,
    fill: impl Fn(&mut Writer<'_, N>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(NewTimeout {}, NewFlags::CREATE | NewFlags::REPLACE, move |request| {
        request.put(CtTimeout::CTA_TIMEOUT_NAME, name);
        put_data(request, family, protocol, fill);
    })
}
/// Deletes a policy.
///
/// Sends `IPCTNL_MSG_TIMEOUT_DELETE` with `CTA_TIMEOUT_NAME`.
///
/// # Errors
/// - `ENOENT`: the policy does not exist.
/// - `EBUSY`: a rule refers to the policy.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn delete(name: &str) -> impl Call<Output = Completion> + Copy {
    call(DelTimeout {}, DeleteFlags::NONE, move |request| {
        request.put(CtTimeout::CTA_TIMEOUT_NAME, name);
    })
}
/// Deletes all policies that no rule refers to.
///
/// Sends `IPCTNL_MSG_TIMEOUT_DELETE` without a name.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_unused() -> impl Call<Output = Completion> + Copy {
    call(DelTimeout {}, DeleteFlags::NONE, |_| {})
}
/// Returns the default timeouts of a protocol in the network namespace.
///
/// Sends `IPCTNL_MSG_TIMEOUT_DEFAULT_GET`.
///
/// # Errors
/// - `EOPNOTSUPP`: the kernel does not track the protocol.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn defaults(family: NfProto, protocol: IpProtocol) -> impl Query<Operation = GetDefaultTimeout> + Copy {
    query(GetDefaultTimeout {}, move |request| {
        request
            .put(CtTimeout::CTA_TIMEOUT_L3PROTO, u16::from(family.0))
            .put(CtTimeout::CTA_TIMEOUT_L4PROTO, protocol);
    })
}
/// Changes the default timeouts of a protocol in the network namespace. `fill` writes the timeouts,
/// seconds; the others remain.
///
/// Sends `IPCTNL_MSG_TIMEOUT_DEFAULT_SET`.
///
/// # Errors
/// - `EOPNOTSUPP`: the kernel does not track the protocol.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
pub fn set_defaults<N: AttributeSet>(
    family: NfProto,
    protocol: SubMessageKey<TimeoutProtocol, Attrs<'_, N>>,
    fill: impl Fn(&mut Writer<'_, N>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    call(SetDefaultTimeout {}, NewFlags::NONE, move |request| put_data(request, family, protocol, fill))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{schema::View, wire::Message};
    use std::{boxed::Box, format};

    #[test]
    fn the_protocol_selects_the_states() -> Result<(), Box<dyn core::error::Error>> {
        let mut buffer = [0xa5; 128];
        let mut policy = create("p", NfProto::NFPROTO_IPV6, TimeoutProtocol::TCP, |tcp| {
            tcp.put(CtTimeoutTcp::CTA_TIMEOUT_TCP_CLOSE, 5u32);
        });
        let len = policy.write(&mut buffer, 1)?;
        let message = Message::new(buffer.get(..len).ok_or("short")?)?;
        let NetfilterMessage::TimeoutNew(policy) = NetfilterMessage::decode(message)? else { panic!() };
        View::of(policy.attrs).check()?;
        let known = (policy.name(), policy.family(), policy.protocol());
        assert_eq!(known, (Some("p".into()), Some(NfProto::NFPROTO_IPV6), Some(IpProtocol::IPPROTO_TCP)));
        let Some(TimeoutData::Tcp(tcp)) = policy.timeouts() else { panic!() };
        assert_eq!(tcp.get(CtTimeoutTcp::CTA_TIMEOUT_TCP_CLOSE)?, Some(Be(5)));
        assert_eq!(
            format!("{:?}", policy.attrs),
            "{CTA_TIMEOUT_NAME: \"p\", CTA_TIMEOUT_L3PROTO: 10, CTA_TIMEOUT_L4PROTO: IPPROTO_TCP, CTA_TIMEOUT_DATA: {CTA_TIMEOUT_TCP_CLOSE: 5}}"
        );
        Ok(())
    }
}
