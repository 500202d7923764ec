//! The generic netlink controller, `nlctrl`: families, groups, operations, policies.
//!
//! Header: linux/genetlink.h.
//! [Introduction to Netlink](https://docs.kernel.org/userspace-api/netlink/intro.html) in the
//! kernel documentation describes how families are resolved.
use crate::{
    attributes, flags, genl_family,
    wire::{Attrs, GetFlags, IndexedArray, NestTypeValue, Operation, PolicyType, Protocol, Str, Struct},
};

use super::{GENL_ID_CTRL, GenericHeader};

genl_family! {
    /// A message of the generic netlink controller.
    pub enum ControlMessage<'a>, family NLCTRL = "nlctrl", header () {
        /// Announces a new family, or is the reply to `CTRL_CMD_GETFAMILY`.
        CTRL_CMD_NEWFAMILY = 1, Reply New => NewFamily(Control),
        /// Announces that a family was unregistered.
        CTRL_CMD_DELFAMILY = 2, Reply Delete => DelFamily(Control),
        /// Requests one family by name or id, or a dump of all families.
        CTRL_CMD_GETFAMILY = 3, Request Get => GetFamily(Control),
        /// Announces a new multicast group of a family.
        CTRL_CMD_NEWMCAST_GRP = 7, Reply New => NewMcastGrp(Control),
        /// Announces that a multicast group was removed.
        CTRL_CMD_DELMCAST_GRP = 8, Reply Delete => DelMcastGrp(Control),
        /// Requests a dump of the policies of a family, and is the reply (Linux 5.7).
        CTRL_CMD_GETPOLICY = 10, Both Get => GetPolicy(Control),
    }
    also {
        /// New operations of a family. Never sent by the kernel.
        CTRL_CMD_NEWOPS = 4, Both New,
        /// Removed operations of a family. Never sent by the kernel.
        CTRL_CMD_DELOPS = 5, Both Delete,
        /// Request for the operations of a family. Not implemented by the kernel.
        CTRL_CMD_GETOPS = 6, Both Get,
        /// Request for a multicast group. Not implemented by the kernel.
        CTRL_CMD_GETMCAST_GRP = 9, Both Get,
    }
}

flags! {
    /// Capabilities and required privileges of an operation: `GENL_*`, linux/genetlink.h.
    pub struct OpFlags(u32) {
        /// The operation needs `CAP_NET_ADMIN` in the initial user namespace.
        GENL_ADMIN_PERM = 0x01,
        /// The operation supports do requests (without `NLM_F_DUMP`).
        GENL_CMD_CAP_DO = 0x02,
        /// The operation supports dump requests (`NLM_F_DUMP`).
        GENL_CMD_CAP_DUMP = 0x04,
        /// The operation has a policy, which `CTRL_CMD_GETPOLICY` returns.
        GENL_CMD_CAP_HASPOL = 0x08,
        /// The operation needs `CAP_NET_ADMIN` in the user namespace of the network namespace.
        GENL_UNS_ADMIN_PERM = 0x10,
    }
}
attributes! {
    /// Attributes of the controller's messages: `CTRL_ATTR_*`, linux/genetlink.h.
    pub set Control, enum ControlAttr<'a> {
        /// Family id: the `nlmsg_type` of the family's messages.
        ///
        /// Valid until the family is unregistered; a family that is registered again gets another
        /// id.
        CTRL_ATTR_FAMILY_ID: u16 = 1,
        /// Family name, such as `nl80211`.
        CTRL_ATTR_FAMILY_NAME: Str<'a> = 2 where nul_max_len(15),
        /// Version of the family.
        CTRL_ATTR_VERSION: u32 = 3 where read_only,
        /// Size of the family's fixed header after `struct genlmsghdr`, bytes.
        CTRL_ATTR_HDRSIZE: u32 = 4 where read_only,
        /// Highest attribute type at the top level; 0 if the policy differs between operations.
        CTRL_ATTR_MAXATTR: u32 = 5 where read_only,
        /// Operations of the family, indexed from 1.
        CTRL_ATTR_OPS: IndexedArray<'a, Attrs<'a, ControlOp>> = 6 where read_only,
        /// Multicast groups of the family, indexed from 1.
        CTRL_ATTR_MCAST_GROUPS: IndexedArray<'a, Attrs<'a, ControlGroup>> = 7 where read_only,
        /// Policies: by policy index, then by attribute type.
        CTRL_ATTR_POLICY: NestTypeValue<'a, NestTypeValue<'a, Attrs<'a, PolicyType>>> = 8 where read_only,
        /// Policy indices of each operation, by command number.
        CTRL_ATTR_OP_POLICY: NestTypeValue<'a, Attrs<'a, ControlPolicy>> = 9 where read_only,
        /// Command number to which the policy dump is limited.
        CTRL_ATTR_OP: u32 = 10,
    }
}
attributes! {
    /// An operation of a family: `CTRL_ATTR_OP_*`, linux/genetlink.h.
    pub set ControlOp, enum ControlOpAttr<'a> {
        /// Command number.
        CTRL_ATTR_OP_ID: u32 = 1,
        /// Capabilities and required privileges.
        CTRL_ATTR_OP_FLAGS: OpFlags = 2,
    }
}
attributes! {
    /// A multicast group of a family: `CTRL_ATTR_MCAST_GRP_*`, linux/genetlink.h.
    pub set ControlGroup, enum ControlGroupAttr<'a> {
        /// Name of the multicast group.
        CTRL_ATTR_MCAST_GRP_NAME: Str<'a> = 1,
        /// Id of the multicast group, as joined with `NETLINK_ADD_MEMBERSHIP`.
        CTRL_ATTR_MCAST_GRP_ID: u32 = 2,
    }
}
attributes! {
    /// Policy indices of an operation: `CTRL_ATTR_POLICY_*`, linux/genetlink.h.
    pub set ControlPolicy, enum ControlPolicyAttr<'a> {
        /// Index of the policy for do requests.
        CTRL_ATTR_POLICY_DO: u32 = 1,
        /// Index of the policy for dump requests.
        CTRL_ATTR_POLICY_DUMP: u32 = 2,
    }
}

/// Defines operations of the controller: `operation, command`.
macro_rules! controls { ($($(#[$doc:meta])* $name:ident, $command:ident;)*) => { $(
    $(#[$doc])*
    #[derive(Clone, Copy, Debug, Default)]
    pub struct $name;
    impl Operation for $name {
        type Header = GenericHeader;
        type Request = Control;
        type Reply<'a> = crate::genl::GenericMessage<'a, Control>;
        type Flags = GetFlags;
        const NAME: &'static str = concat!("nlctrl ", stringify!($command));
        const PROTOCOL: Option<Protocol> = Some(Protocol::GENERIC);
        #[inline(always)]
        fn message_type(&self) -> u16 { GENL_ID_CTRL }
        #[inline(always)]
        fn header(&self) -> Struct<GenericHeader> {
            GenericHeader::new(ControlMessage::$command.number(), VERSION, Struct::new())
        }
    }
)* } }
/// Version of the controller family.
const VERSION: u8 = 2;
controls! {
    /// Operation that requests one family, or a dump of all families (`CTRL_CMD_GETFAMILY`).
    ///
    /// A request for one family contains `CTRL_ATTR_FAMILY_NAME` or `CTRL_ATTR_FAMILY_ID`.
    GetFamily, CTRL_CMD_GETFAMILY;
    /// Operation that dumps the policies of a family (`CTRL_CMD_GETPOLICY`, Linux 5.7).
    ///
    /// The request contains `CTRL_ATTR_FAMILY_NAME` or `CTRL_ATTR_FAMILY_ID`, and optionally
    /// `CTRL_ATTR_OP` to select one command.
    GetPolicy, CTRL_CMD_GETPOLICY;
}
