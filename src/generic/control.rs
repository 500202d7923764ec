//! The controller, `nlctrl`: which families there are, their groups, their operations, their policies (linux/genetlink.h).
use crate::{
    attributes, commands, flags,
    wire::{Array, Attrs, PolicyType, Str},
};

commands! {
    /// What the controller says.
    pub enum ControlMessage<'a>, family NLCTRL = "nlctrl", header () {
        /// A family is there.
        CTRL_CMD_NEWFAMILY = 1, Reply New => NewFamily(Control),
        /// A family is gone.
        CTRL_CMD_DELFAMILY = 2, Reply Delete => DelFamily(Control),
        /// A family is asked for, or all are.
        CTRL_CMD_GETFAMILY = 3, Request Get => GetFamily(Control),
        /// A multicast group is there.
        CTRL_CMD_NEWMCAST_GRP = 7, Reply New => NewMcastGrp(Control),
        /// A multicast group is gone.
        CTRL_CMD_DELMCAST_GRP = 8, Reply Delete => DelMcastGrp(Control),
        /// What a family's operations take is asked for, and told.
        CTRL_CMD_GETPOLICY = 10, Both Get => GetPolicy(Control),
    }
    also {
        /// Operations are there; the kernel never sends it.
        CTRL_CMD_NEWOPS = 4, Both New,
        /// Operations are gone; the kernel never sends it.
        CTRL_CMD_DELOPS = 5, Both Delete,
        /// Operations are asked for; the kernel does not answer it.
        CTRL_CMD_GETOPS = 6, Both Get,
        /// A multicast group is asked for; the kernel does not answer it.
        CTRL_CMD_GETMCAST_GRP = 9, Both Get,
    }
}

flags! {
    /// What an operation can do, and who may: `GENL_*`, linux/genetlink.h.
    pub struct OpFlags(u32) {
        /// Only root of the initial namespaces may: CAP_NET_ADMIN there.
        GENL_ADMIN_PERM = 0x01,
        /// It does one thing.
        GENL_CMD_CAP_DO = 0x02,
        /// It lists.
        GENL_CMD_CAP_DUMP = 0x04,
        /// Its policy can be asked for.
        GENL_CMD_CAP_HASPOL = 0x08,
        /// Only root of the network namespace may: CAP_NET_ADMIN in its user namespace.
        GENL_UNS_ADMIN_PERM = 0x10,
    }
}
attributes! {
    /// A family, as the controller tells it: `CTRL_ATTR_*`, linux/genetlink.h.
    pub set Control, enum ControlAttr<'a> {
        /// Its id: the `nlmsg_type` of its messages. For as long as the family is registered.
        CTRL_ATTR_FAMILY_ID = 1 => FamilyId(u16),
        /// Its name, at most 15 bytes.
        CTRL_ATTR_FAMILY_NAME = 2 => FamilyName(Str<'a>) where nul_at_most(15),
        /// Its version.
        CTRL_ATTR_VERSION = 3 => Version(u32) where output(),
        /// Bytes of its own header behind `struct genlmsghdr`.
        CTRL_ATTR_HDRSIZE = 4 => HdrSize(u32) where output(),
        /// Largest number of an attribute at the top; 0 where each operation has its own.
        CTRL_ATTR_MAXATTR = 5 => MaxAttr(u32) where output(),
        /// Its operations, numbered from 1 on.
        CTRL_ATTR_OPS = 6 => Ops(Array<'a, Attrs<'a, ControlOp>>) where output(),
        /// Its multicast groups, numbered from 1 on.
        CTRL_ATTR_MCAST_GROUPS = 7 => McastGroups(Array<'a, Attrs<'a, ControlGroup>>) where output(),
        /// What attributes must be: by the policy's index, then by the attribute's number.
        CTRL_ATTR_POLICY = 8 => Policy(Array<'a, Array<'a, Attrs<'a, PolicyType>>>) where output(),
        /// Which policies an operation has: by the command.
        CTRL_ATTR_OP_POLICY = 9 => OpPolicy(Array<'a, Attrs<'a, ControlPolicy>>) where output(),
        /// The command whose policy is asked for.
        CTRL_ATTR_OP = 10 => Op(u32),
    }
}
attributes! {
    /// An operation: `CTRL_ATTR_OP_*`, linux/genetlink.h.
    pub set ControlOp, enum ControlOpAttr<'a> {
        /// The command.
        CTRL_ATTR_OP_ID = 1 => Id(u32),
        /// What it can do, and who may.
        CTRL_ATTR_OP_FLAGS = 2 => Flags(OpFlags),
    }
}
attributes! {
    /// A multicast group: `CTRL_ATTR_MCAST_GRP_*`, linux/genetlink.h.
    pub set ControlGroup, enum ControlGroupAttr<'a> {
        /// Its name.
        CTRL_ATTR_MCAST_GRP_NAME = 1 => Name(Str<'a>),
        /// Its id, by which it is joined.
        CTRL_ATTR_MCAST_GRP_ID = 2 => Id(u32),
    }
}
attributes! {
    /// Which policies an operation has: `CTRL_ATTR_POLICY_*`, linux/genetlink.h.
    pub set ControlPolicy, enum ControlPolicyAttr<'a> {
        /// Index of the policy of a do.
        CTRL_ATTR_POLICY_DO = 1 => Do(u32),
        /// Index of the policy of a dump.
        CTRL_ATTR_POLICY_DUMP = 2 => Dump(u32),
    }
}
