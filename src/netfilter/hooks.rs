//! Functions that are registered at the hooks of netfilter, as `nft list hooks` shows them
//! (linux/netfilter/nfnetlink_hook.h).
//!
//! Needs a kernel with `CONFIG_NETFILTER_NETLINK_HOOK`; Linux since 5.14.
//!
//! ```
//! use nlwire::client::{self, Buffer, Connection, Transport};
//! use nlwire::netfilter::{Hook, NfProto, hooks};
//! /// Prints what sees the IPv4 packets that are addressed to this host, in order.
//! fn show<T: Transport>(connection: &mut Connection<T, impl Buffer>) -> client::Result<(), T> {
//!     let mut found = connection.dump(hooks::hooks(NfProto::NFPROTO_IPV4, Hook::NF_INET_LOCAL_IN))?;
//!     while let Some(hook) = found.next()? {
//!         let name = hook.function().unwrap_or_default();
//!         println!("{} {name}", hook.priority().unwrap_or_default()); // 0 nft_do_chain_inet
//!     }
//!     Ok(())
//! }
//! ```
use super::{Hook, NetfilterMessage, NfGenMsg, NfProto};
use crate::{
    attributes,
    client::{Query, query},
    open_enum, operations, sub_messages,
    wire::{Attrs, Be, Str, SubMessage, spec::SelectorSource},
};

open_enum! {
    /// Hook of the family netdev: `NF_NETDEV_*`, linux/netfilter.h.
    pub struct NetdevHook(u32) {
        /// Ingress: received from the interface.
        NF_NETDEV_INGRESS = 0,
        /// Egress: about to be sent on the interface. Since Linux 5.16.
        NF_NETDEV_EGRESS = 1,
    }
}
open_enum! {
    /// What registered a function: `NFNL_HOOK_TYPE_*`.
    pub struct HookType(u32) {
        /// Base chain of nf_tables.
        NFNL_HOOK_TYPE_NFTABLES = 1,
        /// BPF program. Since Linux 6.4.
        NFNL_HOOK_TYPE_BPF = 2,
        /// Flow table of nf_tables. Since Linux 6.17.
        NFNL_HOOK_TYPE_NFT_FLOWTABLE = 3,
    }
}
// Limits: nfnl_hook_nla_policy, net/netfilter/nfnetlink_hook.c.
attributes! {
    /// Function at a hook: `NFNLA_HOOK_*`.
    pub set NfnlHook, enum NfnlHookAttr<'a> {
        /// Hook number: [`Hook`]; in the family netdev [`NetdevHook`].
        NFNLA_HOOK_HOOKNUM: Be<u32> = 1,
        /// Priority: functions at a hook run in ascending order.
        NFNLA_HOOK_PRIORITY: Be<i32> = 2,
        /// Interface name, for ingress and egress.
        NFNLA_HOOK_DEV: Str<'a> = 3 where max_len(15),
        /// Name of the function in the kernel.
        NFNLA_HOOK_FUNCTION_NAME: Str<'a> = 4,
        /// Name of the module that has the function.
        NFNLA_HOOK_MODULE_NAME: Str<'a> = 5,
        /// What registered the function, if the kernel describes it.
        NFNLA_HOOK_CHAIN_INFO: Attrs<'a, NfnlHookInfo> = 6,
    }
}
attributes! {
    /// What registered a function: `NFNLA_HOOK_INFO_*`.
    pub set NfnlHookInfo, enum NfnlHookInfoAttr<'a> {
        /// Description: sub-message selected by `NFNLA_HOOK_INFO_TYPE`.
        NFNLA_HOOK_INFO_DESC: SubMessage<'a, HookOwnerKind> = 1,
        /// Type of what registered the function.
        NFNLA_HOOK_INFO_TYPE: Be<HookType> = 2,
    }
}
sub_messages! {
    /// What registered a function, selected by its type.
    pub enum HookOwner<'a>, selector HookOwnerKind from SelectorSource::bytes(2) => {
        /// Base chain of nf_tables.
        NFTABLES = &[0, 0, 0, 1u8] => Chain(Attrs<'a, NfnlHookChain>),
        /// BPF program.
        BPF = &[0, 0, 0, 2u8] => Bpf(Attrs<'a, NfnlHookBpf>),
        /// Flow table of nf_tables: its name in place of the name of a chain.
        NFT_FLOWTABLE = &[0, 0, 0, 3u8] => Flowtable(Attrs<'a, NfnlHookChain>),
    }
}
attributes! {
    /// Chain, or flow table, of nf_tables: `NFNLA_CHAIN_*`.
    pub set NfnlHookChain, enum NfnlHookChainAttr<'a> {
        /// Table name.
        NFNLA_CHAIN_TABLE: Str<'a> = 1,
        /// Protocol family of the table.
        NFNLA_CHAIN_FAMILY: NfProto = 2,
        /// Name of the chain or flow table.
        NFNLA_CHAIN_NAME: Str<'a> = 3,
    }
}
attributes! {
    /// BPF program: `NFNLA_HOOK_BPF_*`.
    pub set NfnlHookBpf, enum NfnlHookBpfAttr<'a> {
        /// Id of the program.
        NFNLA_HOOK_BPF_ID: Be<u32> = 1,
    }
}
crate::message_types! {
    /// A function at a hook: `struct nfgenmsg` and the attributes of [`NfnlHook`].
    pub struct HookMessage(NfGenMsg, NfnlHook);
}
operations! {
    protocol crate::wire::Protocol::NETFILTER;
    /// Dumps the functions at a hook. Needs [`NfnlHook::NFNLA_HOOK_HOOKNUM`].
    pub GetHooks {
        /// Protocol family: IPv4, IPv6, ARP, bridge or netdev. The functions of the nf_tables family
        /// inet are among those of IPv4 and IPv6.
        family: NfProto => nfgen_family,
    } = Get(NetfilterMessage::NFNL_MSG_HOOK_GET, NfGenMsg, NfnlHook) -> HookMessage;
}
/// Lists the functions at a hook, in the order in which they see a packet.
///
/// `family` is IPv4, IPv6, ARP or bridge; [`device_hooks`] lists those of the family netdev.
///
/// Sends `NFNL_MSG_HOOK_GET` with `NLM_F_DUMP` and `NFNLA_HOOK_HOOKNUM`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next):
///
/// - `EINVAL`: the kernel has no `CONFIG_NETFILTER_NETLINK_HOOK`, or the family has no such hook.
/// - `EOPNOTSUPP`, `EPROTONOSUPPORT`: the kernel has no hooks of the family.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
#[doc(alias = "nft list hooks")]
pub fn hooks(family: NfProto, hook: Hook) -> impl Query<Operation = GetHooks> + Copy {
    query(GetHooks { family }, move |request| {
        request.put(NfnlHook::NFNLA_HOOK_HOOKNUM, u32::from(hook.0));
    })
}
/// Lists the functions at ingress or egress of an interface, in the order in which they see a packet.
///
/// Sends `NFNL_MSG_HOOK_GET` with `NLM_F_DUMP`, `NFNLA_HOOK_HOOKNUM` and `NFNLA_HOOK_DEV` for
/// `NFPROTO_NETDEV`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next):
///
/// - `ENODEV`: no such interface.
/// - `EINVAL`: the kernel has no `CONFIG_NETFILTER_NETLINK_HOOK`.
/// - `EOPNOTSUPP`: the kernel has no such hook.
/// - `EPERM`: `CAP_NET_ADMIN` is missing.
#[doc(alias = "nft list hooks netdev device")]
pub fn device_hooks(hook: NetdevHook, device: &str) -> impl Query<Operation = GetHooks> + Copy {
    query(GetHooks { family: NfProto::NFPROTO_NETDEV }, move |request| {
        request.put(NfnlHook::NFNLA_HOOK_HOOKNUM, hook.0).put(NfnlHook::NFNLA_HOOK_DEV, device);
    })
}
impl<'a> HookMessage<'a> {
    /// Returns the priority.
    #[doc(alias = "NFNLA_HOOK_PRIORITY")]
    pub fn priority(&self) -> Option<i32> {
        self.attrs.get(NfnlHook::NFNLA_HOOK_PRIORITY).ok().flatten().map(|priority| priority.0)
    }
    /// Returns the name of the function in the kernel.
    #[doc(alias = "NFNLA_HOOK_FUNCTION_NAME")]
    pub fn function(&self) -> Option<Str<'a>> {
        self.attrs.get(NfnlHook::NFNLA_HOOK_FUNCTION_NAME).ok().flatten()
    }
    /// Returns the name of the module that has the function.
    #[doc(alias = "NFNLA_HOOK_MODULE_NAME")]
    pub fn module(&self) -> Option<Str<'a>> {
        self.attrs.get(NfnlHook::NFNLA_HOOK_MODULE_NAME).ok().flatten()
    }
    /// Returns what registered the function, if the kernel describes it.
    #[doc(alias = "NFNLA_HOOK_CHAIN_INFO")]
    pub fn owner(&self) -> Option<HookOwner<'a>> {
        let info = self.attrs.get(NfnlHook::NFNLA_HOOK_CHAIN_INFO).ok()??;
        info.select(NfnlHookInfo::NFNLA_HOOK_INFO_DESC).ok()?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        netfilter::lookup,
        schema::{Described, Json},
        wire::{GetFlags, Message, Request, testing::attr},
    };
    use std::{string::ToString, vec::Vec};

    /// A message as `nfnl_hook_dump_one` of net/netfilter/nfnetlink_hook.c writes it.
    fn message(kind: u32, desc: &[u8]) -> Vec<u8> {
        let nested = 0x8000;
        let info = [attr(2, &kind.to_be_bytes()), attr(nested | 1, desc)].concat();
        let body = [
            [1, 0, 0, 0].to_vec(), // nfgenmsg: inet, version 0, res_id 0
            attr(4, b"nft_do_chain_inet\0"),
            attr(5, b"nf_tables\0"),
            attr(nested | 6, &info),
            attr(1, &1u32.to_be_bytes()),
            attr(2, &(-150i32).to_be_bytes()),
        ]
        .concat();
        let mut bytes = Vec::new();
        bytes.extend(((body.len() + 16) as u32).to_ne_bytes());
        bytes.extend(0xc00u16.to_ne_bytes());
        bytes.extend(2u16.to_ne_bytes()); // NLM_F_MULTI
        bytes.extend([7u32.to_ne_bytes(), 9u32.to_ne_bytes()].concat());
        bytes.extend(body);
        bytes
    }
    #[test]
    fn chains_programs_and_flow_tables_are_read() {
        let chain = [attr(1, b"guard\0"), attr(3, b"input\0"), attr(2, &[1])].concat();
        let bytes = message(1, &chain);
        let found = Message::new(&bytes).unwrap();
        let NetfilterMessage::HookGet(hook) = NetfilterMessage::decode(found).unwrap() else { panic!() };
        assert_eq!((hook.priority(), hook.function()), (Some(-150), Some("nft_do_chain_inet".into())));
        assert_eq!(hook.module(), Some("nf_tables".into()));
        let Some(HookOwner::Chain(owner)) = hook.owner() else { panic!("{hook:?}") };
        assert_eq!(owner.get(NfnlHookChain::NFNLA_CHAIN_NAME), Ok(Some("input".into())));
        assert_eq!(owner.get(NfnlHookChain::NFNLA_CHAIN_FAMILY), Ok(Some(NfProto::NFPROTO_INET)));
        let text = Json(Described::new("netfilter", lookup(found), found)).to_string();
        assert!(!text.contains("\"#"), "{text}");
        assert!(
            text.contains(
                r#""NFNLA_HOOK_CHAIN_INFO":{"NFNLA_HOOK_INFO_TYPE":"NFNL_HOOK_TYPE_NFTABLES","NFNLA_HOOK_INFO_DESC":{"NFNLA_CHAIN_TABLE":"guard","NFNLA_CHAIN_NAME":"input","NFNLA_CHAIN_FAMILY":"NFPROTO_INET"}}"#
            ),
            "{text}"
        );

        let bytes = message(2, &attr(1, &42u32.to_be_bytes()));
        let found = Message::new(&bytes).unwrap();
        let NetfilterMessage::HookGet(hook) = NetfilterMessage::decode(found).unwrap() else { panic!() };
        let Some(HookOwner::Bpf(program)) = hook.owner() else { panic!("{hook:?}") };
        assert_eq!(program.get(NfnlHookBpf::NFNLA_HOOK_BPF_ID), Ok(Some(Be(42))));
        // what a later kernel adds is no error
        let bytes = message(4, &[]);
        let found = Message::new(&bytes).unwrap();
        let NetfilterMessage::HookGet(hook) = NetfilterMessage::decode(found).unwrap() else { panic!() };
        assert!(matches!(hook.owner(), Some(HookOwner::Other(_))));
    }
    #[test]
    fn requests_ask_for_a_hook_of_a_family() {
        let mut buffer = [0; 64];
        let mut request =
            Request::new(&mut buffer, GetHooks { family: NfProto::NFPROTO_IPV4 }, GetFlags::DUMP);
        request.put(NfnlHook::NFNLA_HOOK_HOOKNUM, u32::from(Hook::NF_INET_LOCAL_IN.0));
        let bytes = request.finish(7).unwrap();
        let attribute = attr(1, &1u32.to_be_bytes());
        assert_eq!(bytes[4..8], [0xc00u16.to_ne_bytes(), 0x301u16.to_ne_bytes()].concat());
        assert_eq!((&bytes[16..20], &bytes[20..]), (&[2, 0, 0, 0][..], &attribute[..]));
    }
}
