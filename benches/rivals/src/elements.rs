//! Elements of a set of nf_tables, 100,000 addresses: the key of each. nlwire and netlink-bindings, both in place, one pass by a `match`.
use crate::{
    fold::{fold, fold_bytes},
    kernel::{Recording, attr, part_of_dump},
    work::Decode,
};

/// NFT_MSG_NEWSETELEM, behind NFNL_SUBSYS_NFTABLES.
const NEWSETELEM: u16 = 0xa0c;
const ELEMENTS: u32 = 100_000;
/// How many elements the kernel puts into a message of a dump, which has 32 KiB at most.
const AT_ONCE: u32 = 2_000;

pub const OURS: Decode = |datagram| ours::decode(datagram).unwrap_or(0);
pub fn rivals() -> Vec<(&'static str, Decode)> {
    vec![("netlink-bindings", |datagram| bindings::decode(datagram).unwrap_or(0))]
}

/// What the kernel sends of a set of IPv4 addresses: nf_tables_dump_set, net/netfilter/nf_tables_api.c.
fn message(first: u32) -> Vec<u8> {
    let list: Vec<u8> =
        (first..first + AT_ONCE).flat_map(|n| attr(0x8001, &attr(0x8001, &attr(1, &(0x0a00_0000 + n).to_be_bytes())))).collect();
    let payload = [vec![1, 0, 0, 3], attr(1, b"filter\0"), attr(2, b"blocked\0"), attr(0x8003, &list)].concat();
    part_of_dump(NEWSETELEM, &payload)
}
pub fn recording() -> Recording {
    Recording::of_messages((0..ELEMENTS / AT_ONCE).map(|n| message(n * AT_ONCE)))
}

mod ours {
    use super::*;
    use nlwire::{
        netfilter::{NetfilterMessage, NfGenMsg, nftables::*},
        wire::*,
    };

    pub fn decode(datagram: &[u8]) -> Result<u64, Error> {
        let mut sum = 0;
        for message in Messages::new(datagram) {
            let NetfilterMessage::NewSetElem(list) = NetfilterMessage::decode(message?)? else { continue };
            sum = fold(sum, 0, list.header.get(NfGenMsg::nfgen_family).0);
            for attr in list.attrs {
                sum = match attr? {
                    NftSetElemsAttr::NFTA_SET_ELEM_LIST_TABLE(table) => fold_bytes(sum, 1, table.0),
                    NftSetElemsAttr::NFTA_SET_ELEM_LIST_SET(set) => fold_bytes(sum, 2, set.0),
                    NftSetElemsAttr::NFTA_SET_ELEM_LIST_ELEMENTS(elements) => {
                        for element in elements.iter() {
                            for attr in element?.1 {
                                if let NftSetElemAttr::NFTA_SET_ELEM_KEY(key) = attr? {
                                    for attr in key {
                                        if let NftDataAttr::NFTA_DATA_VALUE(value) = attr? {
                                            sum = fold_bytes(sum, 3, value);
                                        }
                                    }
                                }
                            }
                        }
                        sum
                    }
                    _ => sum,
                };
            }
        }
        Ok(sum)
    }
}

mod bindings {
    use super::*;
    use crate::bindings::messages;
    use netlink_bindings::{nftables::*, utils::ErrorContext};

    pub fn decode(datagram: &[u8]) -> Result<u64, ErrorContext> {
        let mut sum = 0;
        for (kind, payload) in messages(datagram) {
            if kind != NEWSETELEM {
                continue;
            }
            let (header, attrs) = OpGetsetelemDump::decode_request(payload);
            sum = fold(sum, 0, header.nfgen_family);
            for attr in attrs {
                match attr? {
                    SetelemListAttrs::Table(table) => sum = fold_bytes(sum, 1, table.to_bytes()),
                    SetelemListAttrs::Set(set) => sum = fold_bytes(sum, 2, set.to_bytes()),
                    SetelemListAttrs::Elements(elements) => {
                        for element in elements {
                            let SetelemListElemAttrs::Elem(element) = element?;
                            for attr in element {
                                if let SetelemAttrs::Key(key) = attr? {
                                    for attr in key {
                                        if let DataAttrs::Value(value) = attr? {
                                            sum = fold_bytes(sum, 3, value);
                                        }
                                    }
                                }
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(sum)
    }
}
