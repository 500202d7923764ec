//! Sets, maps and their elements.
use super::*;
use crate::{
    attributes, flags, open_enum,
    wire::{Attrs, Be, IndexedArray, Str, Tlvs},
};

flags! {
    /// Flags of a set: `NFT_SET_*`.
    pub struct SetFlags(u32) {
        /// Anonymous: bound to one rule, deleted together with the rule.
        NFT_SET_ANONYMOUS = 0x1,
        /// Constant: elements do not change while a rule uses the set.
        NFT_SET_CONSTANT = 0x2,
        /// Elements are intervals.
        NFT_SET_INTERVAL = 0x4,
        /// Map: elements have a value.
        NFT_SET_MAP = 0x8,
        /// Elements have a timeout.
        NFT_SET_TIMEOUT = 0x10,
        /// Elements can be added and updated by rules (`dynset`).
        NFT_SET_EVAL = 0x20,
        /// Object map: the value of an element is a stateful object.
        NFT_SET_OBJECT = 0x40,
        /// Concatenation: keys have several fields.
        NFT_SET_CONCAT = 0x80,
        /// Elements have expressions, for example a counter.
        NFT_SET_EXPR = 0x100,
    }
}
flags! {
    /// Flags of a set element: `NFT_SET_ELEM_*`.
    pub struct SetElemFlags(u32) {
        /// End of an interval (exclusive).
        NFT_SET_ELEM_INTERVAL_END = 0x1,
        /// Catch-all element: matches every key that no other element matches.
        NFT_SET_ELEM_CATCHALL = 0x2,
    }
}
open_enum! {
    /// Criterion for the choice of the set implementation: `NFT_SET_POL_*`.
    pub struct SetPolicy(u32) {
        /// Fast lookup. Default.
        NFT_SET_POL_PERFORMANCE = 0,
        /// Low memory use.
        NFT_SET_POL_MEMORY = 1,
    }
}

// Limits: nft_set_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Attributes of a set: `NFTA_SET_*`.
    pub set NftSet, enum NftSetAttr<'a> {
        /// Table name.
        NFTA_SET_TABLE: Str<'a> = 1 where max_len(255),
        /// Set name. For anonymous sets a pattern such as `__set%d`; the kernel inserts a number.
        NFTA_SET_NAME: Str<'a> = 2 where max_len(255),
        /// Flags: constant, interval, map, timeout, ...
        NFTA_SET_FLAGS: Be<SetFlags> = 3,
        /// Data type of the keys, a number defined by nft. The kernel only stores the number.
        NFTA_SET_KEY_TYPE: Be<u32> = 4,
        /// Key length in bytes.
        NFTA_SET_KEY_LEN: Be<u32> = 5,
        /// Data type of the values, a number defined by nft; 0xffffff00 for verdicts.
        NFTA_SET_DATA_TYPE: Be<u32> = 6,
        /// Value length in bytes.
        NFTA_SET_DATA_LEN: Be<u32> = 7,
        /// Criterion for the choice of the set implementation.
        NFTA_SET_POLICY: Be<SetPolicy> = 8,
        /// Description: size and key fields.
        NFTA_SET_DESC: Attrs<'a, NftSetDesc> = 9,
        /// Id within the batch: other messages refer to the set by this number before a handle
        /// exists.
        NFTA_SET_ID: Be<u32> = 10,
        /// Default timeout of elements, milliseconds.
        NFTA_SET_TIMEOUT: Be<u64> = 11,
        /// Interval between garbage collections of expired elements, milliseconds.
        NFTA_SET_GC_INTERVAL: Be<u32> = 12,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_SET_USERDATA: Tlvs<'a, NftSetUdata> = 13 where max_len(256),
        /// Padding.
        NFTA_SET_PAD: &'a [u8] = 14 where read_only,
        /// Type of the objects in an object map.
        NFTA_SET_OBJ_TYPE: Be<ObjectType> = 15,
        /// Handle, assigned by the kernel.
        NFTA_SET_HANDLE: Be<u64> = 16,
        /// Expression attached to each element.
        NFTA_SET_EXPR: Attrs<'a, NftExpr> = 17,
        /// Expressions attached to each element.
        NFTA_SET_EXPRESSIONS: Attrs<'a, NftExprs> = 18,
        /// Name of the set implementation. Since Linux 6.16.
        NFTA_SET_TYPE: Str<'a> = 19 where read_only,
        /// Number of elements. Since Linux 6.16.
        NFTA_SET_COUNT: Be<u32> = 20 where read_only,
    }
}
// Limits: nft_set_desc_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Description of a set: `NFTA_SET_DESC_*`.
    pub set NftSetDesc, enum NftSetDescAttr<'a> {
        /// Maximum number of elements.
        NFTA_SET_DESC_SIZE: Be<u32> = 1,
        /// Key fields of a concatenation.
        NFTA_SET_DESC_CONCAT: Attrs<'a, NftSetFields> = 2,
    }
}
attributes! {
    /// Key fields of a concatenation, in order.
    pub set NftSetFields, enum NftSetFieldsAttr<'a> {
        /// Key field.
        NFTA_LIST_ELEM: [Attrs<'a, NftSetField>] = 1,
    }
}
attributes! {
    /// Key field of a concatenation: `NFTA_SET_FIELD_*`.
    pub set NftSetField, enum NftSetFieldAttr<'a> {
        /// Field length in bytes, without the padding to 4 bytes.
        NFTA_SET_FIELD_LEN: Be<u32> = 1,
    }
}
// Limits: nft_set_elem_list_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Elements of a set: `NFTA_SET_ELEM_LIST_*`.
    pub set NftSetElems, enum NftSetElemsAttr<'a> {
        /// Table name.
        NFTA_SET_ELEM_LIST_TABLE: Str<'a> = 1 where max_len(255),
        /// Set name.
        NFTA_SET_ELEM_LIST_SET: Str<'a> = 2 where max_len(255),
        /// Elements. Larger sets need several messages: the attribute holds at most 65,535 bytes.
        ///
        /// The index of an element has no meaning; the kernel writes 1 for all, nft counts.
        NFTA_SET_ELEM_LIST_ELEMENTS: IndexedArray<'a, Attrs<'a, NftSetElem>> = 3,
        /// Set by its id within the batch; an alternative to `NFTA_SET_ELEM_LIST_SET`.
        NFTA_SET_ELEM_LIST_SET_ID: Be<u32> = 4,
    }
}
// Limits: nft_set_elem_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Set element: `NFTA_SET_ELEM_*`.
    pub set NftSetElem, enum NftSetElemAttr<'a> {
        /// Key; of an interval, the first key.
        NFTA_SET_ELEM_KEY: Attrs<'a, NftData> = 1,
        /// Value of the element in a map.
        NFTA_SET_ELEM_DATA: Attrs<'a, NftData> = 2,
        /// Flags: end of an interval, catch-all element.
        NFTA_SET_ELEM_FLAGS: Be<SetElemFlags> = 3,
        /// Timeout, milliseconds; 0 means that the element never expires.
        NFTA_SET_ELEM_TIMEOUT: Be<u64> = 4,
        /// Remaining time until the element expires, milliseconds.
        NFTA_SET_ELEM_EXPIRATION: Be<u64> = 5,
        /// User data: type-length-value records of libnftnl, such as a comment.
        NFTA_SET_ELEM_USERDATA: Tlvs<'a, NftSetElemUdata> = 6 where max_len(256),
        /// Expression attached to the element.
        NFTA_SET_ELEM_EXPR: Attrs<'a, NftExpr> = 7,
        /// Padding.
        NFTA_SET_ELEM_PAD: &'a [u8] = 8 where read_only,
        /// Name of the object in an object map.
        NFTA_SET_ELEM_OBJREF: Str<'a> = 9 where max_len(255),
        /// Last key of an interval of concatenated keys.
        NFTA_SET_ELEM_KEY_END: Attrs<'a, NftData> = 10,
        /// Expressions attached to the element.
        NFTA_SET_ELEM_EXPRESSIONS: Attrs<'a, NftExprs> = 11,
    }
}
of_family! {
    /// Creates a set. Needs name, key length, [`NftSet::NFTA_SET_ID`] and flags.
    NewSet = New(NFT_MSG_NEWSET, NftSet) -> SetMessage,
    /// Requests one set by table and name, or dumps the sets of a table, or all.
    GetSet = Get(NFT_MSG_GETSET, NftSet) -> SetMessage,
    /// Deletes a set.
    DelSet = Delete(NFT_MSG_DELSET, NftSet) -> SetMessage,
    /// Deletes a set; a missing set is not an error. Since Linux 6.3.
    DestroySet = Delete(NFT_MSG_DESTROYSET, NftSet) -> SetMessage,
    /// Adds elements to a set.
    NewSetElem = New(NFT_MSG_NEWSETELEM, NftSetElems),
    /// Requests elements by key, or dumps all elements of a set.
    GetSetElem = Get(NFT_MSG_GETSETELEM, NftSetElems),
    /// Requests elements, or dumps all, and resets their counters and quotas. Since Linux 6.5.
    GetSetElemReset = Get(NFT_MSG_GETSETELEM_RESET, NftSetElems),
    /// Deletes elements; without a list, all elements of the set.
    DelSetElem = Delete(NFT_MSG_DELSETELEM, NftSetElems),
    /// Deletes elements; a missing element is not an error. Since Linux 6.3.
    DestroySetElem = Delete(NFT_MSG_DESTROYSETELEM, NftSetElems),
}
