//! Sets and maps, and their elements.
use super::*;
use crate::{
    attributes, flags, numbers,
    wire::{Array, Attrs, Be, Str},
};

flags! {
    /// What a set is like: `NFT_SET_*`.
    pub struct SetFlags(u32) {
        /// It belongs to a rule, and has no name of its own.
        NFT_SET_ANONYMOUS = 0x1,
        /// Its elements do not change while rules use it.
        NFT_SET_CONSTANT = 0x2,
        /// Its elements are ranges.
        NFT_SET_INTERVAL = 0x4,
        /// It is a map: elements have values.
        NFT_SET_MAP = 0x8,
        /// Elements go after a time.
        NFT_SET_TIMEOUT = 0x10,
        /// Packets make elements.
        NFT_SET_EVAL = 0x20,
        /// It is a map to objects.
        NFT_SET_OBJECT = 0x40,
        /// Keys are made of several parts.
        NFT_SET_CONCAT = 0x80,
        /// Elements have expressions.
        NFT_SET_EXPR = 0x100,
    }
}
flags! {
    /// What an element is like: `NFT_SET_ELEM_*`.
    pub struct SetElemFlags(u32) {
        /// It is the end of a range, which is not part of it.
        NFT_SET_ELEM_INTERVAL_END = 0x1,
        /// It stands for all that no other does.
        NFT_SET_ELEM_CATCHALL = 0x2,
    }
}
numbers! {
    /// What counts when the kernel chooses how to keep a set: `NFT_SET_POL_*`.
    pub struct SetPolicy(u32) {
        /// Time.
        NFT_SET_POL_PERFORMANCE = 0,
        /// Memory.
        NFT_SET_POL_MEMORY = 1,
    }
}

// Limits: nft_set_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// A set's attributes: `NFTA_SET_*`.
    pub set NftSet, enum NftSetAttr<'a> {
        /// Its table.
        NFTA_SET_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// Its name. Of a set without one, `__set%d`: the kernel puts a number in.
        NFTA_SET_NAME = 2 => Name(Str<'a>) where at_most(255),
        /// What it is like.
        NFTA_SET_FLAGS = 3 => Flags(Be<SetFlags>),
        /// What keys are, in the numbers of user space.
        NFTA_SET_KEY_TYPE = 4 => KeyType(Be<u32>),
        /// Bytes of a key.
        NFTA_SET_KEY_LEN = 5 => KeyLen(Be<u32>),
        /// What values are, in the numbers of user space; 0xffffff00 for verdicts.
        NFTA_SET_DATA_TYPE = 6 => DataType(Be<u32>),
        /// Bytes of a value.
        NFTA_SET_DATA_LEN = 7 => DataLen(Be<u32>),
        /// What counts.
        NFTA_SET_POLICY = 8 => Policy(Be<SetPolicy>),
        /// What it will hold.
        NFTA_SET_DESC = 9 => Desc(Attrs<'a, NftSetDesc>),
        /// Within a batch: a number for it.
        NFTA_SET_ID = 10 => Id(Be<u32>),
        /// After which elements go, milliseconds.
        NFTA_SET_TIMEOUT = 11 => Timeout(Be<u64>),
        /// Between two collections of those, milliseconds.
        NFTA_SET_GC_INTERVAL = 12 => GcInterval(Be<u32>),
        /// What user space keeps with it.
        NFTA_SET_USERDATA = 13 => UserData(&'a [u8]) where at_most(256),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_SET_PAD = 14 => Pad(&'a [u8]) where output(),
        /// What objects it maps to.
        NFTA_SET_OBJ_TYPE = 15 => ObjType(Be<ObjectType>),
        /// Its number.
        NFTA_SET_HANDLE = 16 => Handle(Be<u64>),
        /// An expression that each element has.
        NFTA_SET_EXPR = 17 => Expr(Attrs<'a, NftExpr>),
        /// Expressions that each element has.
        NFTA_SET_EXPRESSIONS = 18 => Expressions(Attrs<'a, NftExprs>),
        /// How the kernel keeps it. Since Linux 6.16.
        NFTA_SET_TYPE = 19 => Type(Str<'a>) where output(),
        /// How many elements it has. Since Linux 6.16.
        NFTA_SET_COUNT = 20 => Count(Be<u32>) where output(),
    }
}
// Limits: nft_set_desc_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// What a set will hold: `NFTA_SET_DESC_*`.
    pub set NftSetDesc, enum NftSetDescAttr<'a> {
        /// How many elements at most.
        NFTA_SET_DESC_SIZE = 1 => Size(Be<u32>),
        /// The parts of a key.
        NFTA_SET_DESC_CONCAT = 2 => Concat(Attrs<'a, NftSetFields>),
    }
}
attributes! {
    /// The parts of a key, in order.
    pub set NftSetFields, enum NftSetFieldsAttr<'a> {
        /// One.
        NFTA_LIST_ELEM = 1 => Elem[Attrs<'a, NftSetField>],
    }
}
attributes! {
    /// A part of a key: `NFTA_SET_FIELD_*`.
    pub set NftSetField, enum NftSetFieldAttr<'a> {
        /// How many bytes it has, without the padding to 4.
        NFTA_SET_FIELD_LEN = 1 => Len(Be<u32>),
    }
}
// Limits: nft_set_elem_list_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// Elements of a set: `NFTA_SET_ELEM_LIST_*`.
    pub set NftSetElems, enum NftSetElemsAttr<'a> {
        /// The table.
        NFTA_SET_ELEM_LIST_TABLE = 1 => Table(Str<'a>) where at_most(255),
        /// The set.
        NFTA_SET_ELEM_LIST_SET = 2 => Set(Str<'a>) where at_most(255),
        /// The elements; their numbers carry no meaning (the kernel writes 1 everywhere, nft counts). 65,535 bytes at most: more go into
        /// several messages.
        NFTA_SET_ELEM_LIST_ELEMENTS = 3 => Elements(Array<'a, Attrs<'a, NftSetElem>>),
        /// The set by its number within a batch.
        NFTA_SET_ELEM_LIST_SET_ID = 4 => SetId(Be<u32>),
    }
}
// Limits: nft_set_elem_policy, net/netfilter/nf_tables_api.c.
attributes! {
    /// An element: `NFTA_SET_ELEM_*`.
    pub set NftSetElem, enum NftSetElemAttr<'a> {
        /// Its key; of a range, the first.
        NFTA_SET_ELEM_KEY = 1 => Key(Attrs<'a, NftData>),
        /// Its value, in a map.
        NFTA_SET_ELEM_DATA = 2 => Data(Attrs<'a, NftData>),
        /// What it is like.
        NFTA_SET_ELEM_FLAGS = 3 => Flags(Be<SetElemFlags>),
        /// After which it goes, milliseconds.
        NFTA_SET_ELEM_TIMEOUT = 4 => Timeout(Be<u64>),
        /// What is left of that, milliseconds.
        NFTA_SET_ELEM_EXPIRATION = 5 => Expiration(Be<u64>),
        /// What user space keeps with it.
        NFTA_SET_ELEM_USERDATA = 6 => UserData(&'a [u8]) where at_most(256),
        /// Its expression.
        NFTA_SET_ELEM_EXPR = 7 => Expr(Attrs<'a, NftExpr>),
        /// Nothing: brings what follows to a multiple of 8.
        NFTA_SET_ELEM_PAD = 8 => Pad(&'a [u8]) where output(),
        /// The object that it maps to.
        NFTA_SET_ELEM_OBJREF = 9 => ObjRef(Str<'a>) where at_most(255),
        /// Of a range of keys of several parts: the last.
        NFTA_SET_ELEM_KEY_END = 10 => KeyEnd(Attrs<'a, NftData>),
        /// Its expressions.
        NFTA_SET_ELEM_EXPRESSIONS = 11 => Expressions(Attrs<'a, NftExprs>),
    }
}
of_family! {
    /// Makes a set: name, key length, [`NftSet::NFTA_SET_ID`] and flags.
    NewSet = New(NFT_MSG_NEWSET, NftSet),
    /// Asks for a set by table and name, or by a dump for all, of a table.
    GetSet = Get(NFT_MSG_GETSET, NftSet),
    /// Removes a set.
    DelSet = Delete(NFT_MSG_DELSET, NftSet),
    /// The same, and it is no error where there is none. Since Linux 6.3.
    DestroySet = Delete(NFT_MSG_DESTROYSET, NftSet),
    /// Makes elements.
    NewSetElem = New(NFT_MSG_NEWSETELEM, NftSetElems),
    /// Asks for elements by key, or by a dump for all of a set.
    GetSetElem = Get(NFT_MSG_GETSETELEM, NftSetElems),
    /// The same, and their counters go back to zero. Since Linux 6.5.
    GetSetElemReset = Get(NFT_MSG_GETSETELEM_RESET, NftSetElems),
    /// Removes elements; without a list all of the set.
    DelSetElem = Delete(NFT_MSG_DELSETELEM, NftSetElems),
    /// The same, and it is no error where there are none. Since Linux 6.3.
    DestroySetElem = Delete(NFT_MSG_DESTROYSETELEM, NftSetElems),
}
