//! Objects that rules share, and flow tables.
use super::*;
use crate::{
    attributes, flags, numbers, select,
    uapi::IpProtocol,
    wire::{Attrs, Be, By, Selected, Str},
};

numbers! {
    /// What an object is: `NFT_OBJECT_*`.
    pub struct ObjectType(u32) {
        /// Nothing.
        NFT_OBJECT_UNSPEC = 0,
        /// A counter.
        NFT_OBJECT_COUNTER = 1,
        /// A quota.
        NFT_OBJECT_QUOTA = 2,
        /// A helper of connections.
        NFT_OBJECT_CT_HELPER = 3,
        /// A limit.
        NFT_OBJECT_LIMIT = 4,
        /// A limit of connections.
        NFT_OBJECT_CONNLIMIT = 5,
        /// A tunnel's metadata.
        NFT_OBJECT_TUNNEL = 6,
        /// Timeouts of connections.
        NFT_OBJECT_CT_TIMEOUT = 7,
        /// A security mark.
        NFT_OBJECT_SECMARK = 8,
        /// An expectation.
        NFT_OBJECT_CT_EXPECT = 9,
        /// A SYN proxy.
        NFT_OBJECT_SYNPROXY = 10,
    }
}
// Limits: nft_obj_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// An object's attributes: `NFTA_OBJ_*`.
    pub set NftObject, enum NftObjectAttr<'a> {
        /// Its table.
        NFTA_OBJ_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// Its name.
        NFTA_OBJ_NAME = 2 => Name(Str<'a>) where at_most(255),
        /// What it is.
        NFTA_OBJ_TYPE = 3 => Type(Be<ObjectType>),
        /// What such a thing has.
        NFTA_OBJ_DATA = 4 => Data(Selected<'a, ObjectKind>),
        /// How many rules use it.
        NFTA_OBJ_USE = 5 => Use(Be<u32>) where output(),
        /// Its number.
        NFTA_OBJ_HANDLE = 6 => Handle(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_OBJ_PAD = 7 => Pad(&'a [u8]) where output(),
        /// What user space keeps with it.
        NFTA_OBJ_USERDATA = 8 => UserData(&'a [u8]) where at_most(256),
    }
}
select! {
    /// What an object has, by its type.
    pub enum ObjectData<'a>, selector ObjectKind from By::bytes(3) => {
        /// A counter.
        COUNTER = &[0, 0, 0, 1u8] => Counter(Attrs<'a, NftCounter>),
        /// A quota.
        QUOTA = &[0, 0, 0, 2u8] => Quota(Attrs<'a, NftQuota>),
        /// A helper of connections.
        CT_HELPER = &[0, 0, 0, 3u8] => CtHelper(Attrs<'a, NftCtHelper>),
        /// A limit.
        LIMIT = &[0, 0, 0, 4u8] => Limit(Attrs<'a, NftLimit>),
        /// A limit of connections.
        CONNLIMIT = &[0, 0, 0, 5u8] => ConnLimit(Attrs<'a, NftConnLimit>),
        /// Timeouts of connections.
        CT_TIMEOUT = &[0, 0, 0, 7u8] => CtTimeout(Attrs<'a, NftCtTimeout>),
        /// A security mark.
        SECMARK = &[0, 0, 0, 8u8] => SecMark(Attrs<'a, NftSecMark>),
        /// An expectation.
        CT_EXPECT = &[0, 0, 0, 9u8] => CtExpect(Attrs<'a, NftCtExpect>),
        /// A SYN proxy.
        SYNPROXY = &[0, 0, 0, 10u8] => Synproxy(Attrs<'a, NftSynproxy>),
    }
}
attributes! {
    /// A helper of connections: `NFTA_CT_HELPER_*`.
    pub set NftCtHelper, enum NftCtHelperAttr<'a> {
        /// Its name: `ftp`.
        NFTA_CT_HELPER_NAME = 1 => Name(Str<'a>) where at_most(15),
        /// Its family.
        NFTA_CT_HELPER_L3PROTO = 2 => L3Proto(Be<u16>),
        /// What it is for.
        NFTA_CT_HELPER_L4PROTO = 3 => L4Proto(IpProtocol),
    }
}
attributes! {
    /// Timeouts of connections: `NFTA_CT_TIMEOUT_*`.
    pub set NftCtTimeout, enum NftCtTimeoutAttr<'a> {
        /// Their family.
        NFTA_CT_TIMEOUT_L3PROTO = 1 => L3Proto(Be<u16>),
        /// What they are for.
        NFTA_CT_TIMEOUT_L4PROTO = 2 => L4Proto(IpProtocol),
        /// Seconds of each state, by the protocol's own numbers (linux/netfilter/nfnetlink_cttimeout.h).
        NFTA_CT_TIMEOUT_DATA = 3 => Data(&'a [u8]),
    }
}
attributes! {
    /// A security mark: `NFTA_SECMARK_*`.
    pub set NftSecMark, enum NftSecMarkAttr<'a> {
        /// The security context.
        NFTA_SECMARK_CTX = 1 => Ctx(Str<'a>) where at_most(256),
    }
}
attributes! {
    /// An expectation that a rule makes: `NFTA_CT_EXPECT_*`.
    pub set NftCtExpect, enum NftCtExpectAttr<'a> {
        /// Its family.
        NFTA_CT_EXPECT_L3PROTO = 1 => L3Proto(Be<u16>),
        /// What it is for.
        NFTA_CT_EXPECT_L4PROTO = 2 => L4Proto(IpProtocol),
        /// The port that is expected.
        NFTA_CT_EXPECT_DPORT = 3 => DPort(Be<u16>),
        /// For how long, milliseconds. In host order, as nothing else here.
        NFTA_CT_EXPECT_TIMEOUT = 4 => Timeout(u32),
        /// How many at once.
        NFTA_CT_EXPECT_SIZE = 5 => Size(u8),
    }
}
flags! {
    /// What a flow table is like: `NFT_FLOWTABLE_*`.
    pub struct FlowtableFlags(u32) {
        /// Hardware does it.
        NFT_FLOWTABLE_HW_OFFLOAD = 0x1,
        /// Connections are counted.
        NFT_FLOWTABLE_COUNTER = 0x2,
    }
}
// Limits: nft_flowtable_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A flow table's attributes: `NFTA_FLOWTABLE_*`.
    pub set NftFlowtable, enum NftFlowtableAttr<'a> {
        /// Its table.
        NFTA_FLOWTABLE_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// Its name.
        NFTA_FLOWTABLE_NAME = 2 => Name(Str<'a>) where at_most(255),
        /// Where it is.
        NFTA_FLOWTABLE_HOOK = 3 => Hook(Attrs<'a, NftFlowtableHook>),
        /// How many rules use it.
        NFTA_FLOWTABLE_USE = 4 => Use(Be<u32>) where output(),
        /// Its number.
        NFTA_FLOWTABLE_HANDLE = 5 => Handle(Be<u64>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_FLOWTABLE_PAD = 6 => Pad(&'a [u8]) where output(),
        /// What it is like.
        NFTA_FLOWTABLE_FLAGS = 7 => Flags(Be<FlowtableFlags>),
    }
}
// Limits: nft_flowtable_hook_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Where a flow table is: `NFTA_FLOWTABLE_HOOK_*`.
    pub set NftFlowtableHook, enum NftFlowtableHookAttr<'a> {
        /// The hook: 0, ingress.
        NFTA_FLOWTABLE_HOOK_NUM = 1 => Num(Be<u32>),
        /// Which is first: the lowest.
        NFTA_FLOWTABLE_HOOK_PRIORITY = 2 => Priority(Be<i32>),
        /// The links.
        NFTA_FLOWTABLE_HOOK_DEVS = 3 => Devs(Attrs<'a, NftDevices>),
    }
}
of_family! {
    /// Makes an object.
    NewObject = New(NFT_MSG_NEWOBJ, NftObject),
    /// Asks for an object by table, name and type, or by a dump for all.
    GetObject = Get(NFT_MSG_GETOBJ, NftObject),
    /// The same, and counters and quotas go back to zero.
    GetObjectReset = Get(NFT_MSG_GETOBJ_RESET, NftObject),
    /// Removes an object.
    DelObject = Delete(NFT_MSG_DELOBJ, NftObject),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroyObject = Delete(NFT_MSG_DESTROYOBJ, NftObject),
    /// Makes a flow table, or adds links to it.
    NewFlowtable = New(NFT_MSG_NEWFLOWTABLE, NftFlowtable),
    /// Asks for a flow table by table and name, or by a dump for all.
    GetFlowtable = Get(NFT_MSG_GETFLOWTABLE, NftFlowtable),
    /// Removes a flow table.
    DelFlowtable = Delete(NFT_MSG_DELFLOWTABLE, NftFlowtable),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroyFlowtable = Delete(NFT_MSG_DESTROYFLOWTABLE, NftFlowtable),
}
