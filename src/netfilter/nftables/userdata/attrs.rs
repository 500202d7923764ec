//! Sets of the records of user data: `NFTNL_UDATA_*`, libnftnl/udata.h.
use super::NftUdataTypeof;
use crate::{
    attributes, flags, open_enum,
    wire::{Be, PackedArray, Str, Tlvs},
};

open_enum! {
    /// Byte order of the keys or values of a set: `enum byteorder` of nft.
    pub struct UdataByteOrder(u32) {
        /// Unspecified.
        BYTEORDER_INVALID = 0,
        /// Host byte order.
        BYTEORDER_HOST_ENDIAN = 1,
        /// Network byte order.
        BYTEORDER_BIG_ENDIAN = 2,
    }
}
flags! {
    /// Flags of a set element in user data: `NFTNL_SET_ELEM_F_*`.
    pub struct UdataElemFlags(u32) {
        /// The interval has no end: the element is its start.
        NFTNL_SET_ELEM_F_INTERVAL_OPEN = 1,
    }
}
attributes! {
    /// User data of a table: `NFTNL_UDATA_TABLE_*`.
    pub set NftTableUdata, enum NftTableUdataAttr<'a> {
        /// Comment.
        NFTNL_UDATA_TABLE_COMMENT: Str<'a> = 0,
        /// Version of the nft that created the table: the numbers of the version, and that of a
        /// stable release. nft before 1.1.5 does not write it.
        NFTNL_UDATA_TABLE_NFTVER: PackedArray<'a, u8> = 1,
        /// Build time of the nft that created the table, seconds since the epoch. nft before 1.1.5
        /// does not write it.
        NFTNL_UDATA_TABLE_NFTBLD: Be<u64> = 2,
    }
}
attributes! {
    /// User data of a chain: `NFTNL_UDATA_CHAIN_*`.
    pub set NftChainUdata, enum NftChainUdataAttr<'a> {
        /// Comment.
        NFTNL_UDATA_CHAIN_COMMENT: Str<'a> = 0,
    }
}
attributes! {
    /// User data of a rule: `NFTNL_UDATA_RULE_*`.
    pub set NftRuleUdata, enum NftRuleUdataAttr<'a> {
        /// Comment.
        NFTNL_UDATA_RULE_COMMENT: Str<'a> = 0,
        /// Mark of ebtables-nft: 1 if the rule is the policy of a user-defined chain.
        NFTNL_UDATA_RULE_EBTABLES_POLICY: u32 = 1,
    }
}
attributes! {
    /// User data of a set: `NFTNL_UDATA_SET_*`.
    pub set NftSetUdata, enum NftSetUdataAttr<'a> {
        /// Byte order of the keys.
        NFTNL_UDATA_SET_KEYBYTEORDER: UdataByteOrder = 0,
        /// Byte order of the values of a map.
        NFTNL_UDATA_SET_DATABYTEORDER: UdataByteOrder = 1,
        /// 1 if nft merges adjacent and overlapping intervals (`auto-merge`), 0 if not.
        NFTNL_UDATA_SET_MERGE_ELEMENTS: u32 = 2,
        /// Expression that nft declares the keys with (`typeof`).
        NFTNL_UDATA_SET_KEY_TYPEOF: Tlvs<'a, NftUdataTypeof> = 3,
        /// Expression that nft declares the values of a map with (`typeof`).
        NFTNL_UDATA_SET_DATA_TYPEOF: Tlvs<'a, NftUdataTypeof> = 4,
        /// Reserved for an expression; nft does not write it.
        NFTNL_UDATA_SET_EXPR: &'a [u8] = 5,
        /// 1 if the values of a map are intervals.
        NFTNL_UDATA_SET_DATA_INTERVAL: u32 = 6,
        /// Comment.
        NFTNL_UDATA_SET_COMMENT: Str<'a> = 7,
    }
}
attributes! {
    /// User data of a set element: `NFTNL_UDATA_SET_ELEM_*`.
    pub set NftSetElemUdata, enum NftSetElemUdataAttr<'a> {
        /// Comment.
        NFTNL_UDATA_SET_ELEM_COMMENT: Str<'a> = 0,
        /// Flags.
        NFTNL_UDATA_SET_ELEM_FLAGS: UdataElemFlags = 1,
    }
}
attributes! {
    /// User data of a stateful object: `NFTNL_UDATA_OBJ_*`.
    pub set NftObjectUdata, enum NftObjectUdataAttr<'a> {
        /// Comment.
        NFTNL_UDATA_OBJ_COMMENT: Str<'a> = 0,
    }
}
