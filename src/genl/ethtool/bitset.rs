//! Bitsets, in list form (bits with names) and in compact form (32-bit words).
//!
//! ```
//! use nlwire::{genl::ethtool::Bitset, wire::{Attrs, Writer}};
//! let mut buffer = [0; 128];
//! let mut listed = Writer::<Bitset>::new(&mut buffer);
//! listed.named([("tx-tcp-segmentation", true), ("rx-gro", false)]);
//! let listed = Attrs::<Bitset>::new(listed.finish()?);
//! let mut bits = listed.bits().map_while(Result::ok);
//! assert!(bits.next()
//!     .is_some_and(|bit| bit.value && bit.name == Some("tx-tcp-segmentation".into())));
//! assert!(bits.next().is_some_and(|bit| !bit.value && bit.name == Some("rx-gro".into())));
//!
//! let mut buffer = [0; 64];
//! let mut words = Writer::<Bitset>::new(&mut buffer);
//! words.compact(70, [(3, true), (64, true), (5, false)]);
//! let words = Attrs::<Bitset>::new(words.finish()?);
//! let indices = |value| words.bits().flatten()
//!     .filter(move |bit| bit.value == value).filter_map(|bit| bit.index);
//! assert!(indices(true).eq([3, 64]) && indices(false).eq([5]));
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes,
    wire::{All, Attrs, Error, Flag, PackedArray, Put, Str, Writer},
};

attributes! {
    /// A bitset: `ETHTOOL_A_BITSET_*`, linux/ethtool_netlink.h.
    ///
    /// A bitset consists of a value and a mask, unless `ETHTOOL_A_BITSET_NOMASK` is present. In a
    /// reply the mask is the set of supported bits and the value the set of active bits. In a
    /// request the mask is the set of bits to change. [`bits`](Attrs::bits) decodes both encodings.
    pub set Bitset, enum BitsetAttr<'a> {
        /// No mask: the bitset is the complete list of set bits.
        ETHTOOL_A_BITSET_NOMASK: Flag = 1,
        /// Number of bits. Not required in requests in list form.
        ETHTOOL_A_BITSET_SIZE: u32 = 2 where range(0, 32767),
        /// Bits, in list form.
        ETHTOOL_A_BITSET_BITS: Attrs<'a, BitsetBits> = 3,
        /// Value, in compact form: 32-bit words in host byte order.
        ///
        /// The first word contains bits 0 to 31.
        ETHTOOL_A_BITSET_VALUE: PackedArray<'a, u32> = 4,
        /// Mask, in compact form: 32-bit words in host byte order.
        ///
        /// The first word contains bits 0 to 31.
        ETHTOOL_A_BITSET_MASK: PackedArray<'a, u32> = 5,
    }
}
attributes! {
    /// List of bits: `ETHTOOL_A_BITSET_BITS_*`, linux/ethtool_netlink.h.
    pub set BitsetBits, enum BitsetBitsAttr<'a> {
        /// One bit.
        ETHTOOL_A_BITSET_BITS_BIT: [Attrs<'a, BitsetBit>] = 1,
    }
}
attributes! {
    /// A bit of a list: `ETHTOOL_A_BITSET_BIT_*`, linux/ethtool_netlink.h.
    ///
    /// In a request either the index or the name is sufficient.
    pub set BitsetBit, enum BitsetBitAttr<'a> {
        /// Bit index; in a request, this or the name.
        ETHTOOL_A_BITSET_BIT_INDEX: u32 = 1,
        /// Bit name; in a request, this or the index.
        ETHTOOL_A_BITSET_BIT_NAME: Str<'a> = 2,
        /// Whether the bit is set.
        ETHTOOL_A_BITSET_BIT_VALUE: Flag = 3,
    }
}

/// A bit of a bitset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bit<'a> {
    /// Bit index. Always present in compact form, and usually in list form.
    pub index: Option<u32>,
    /// Bit name. Usually present in list form, never in compact form.
    ///
    /// For the compact form, look the name up in [`Strings`](super::Strings).
    pub name: Option<Str<'a>>,
    /// Whether the bit is set.
    pub value: bool,
}
impl<'a> Attrs<'a, Bitset> {
    /// Returns the bits of the mask, in either encoding; without a mask, the bits that are set.
    pub fn bits(self) -> Bits<'a> {
        self.read().unwrap_or_else(|error| Bits(Form::Broken(Some(error))))
    }
    /// Returns whether a bit is set; `None` if the bit is not part of the mask.
    ///
    /// # Errors
    /// The bitset is malformed before that bit.
    pub fn is_set(self, index: u32) -> Result<Option<bool>, Error> {
        for bit in self.bits() {
            let bit = bit?;
            if bit.index == Some(index) {
                return Ok(Some(bit.value));
            }
        }
        Ok(None)
    }
    fn read(self) -> Result<Bits<'a>, Error> {
        let found = crate::pick!(
            self,
            Bitset {
                nomask: ETHTOOL_A_BITSET_NOMASK,
                size: ETHTOOL_A_BITSET_SIZE,
                bits: ETHTOOL_A_BITSET_BITS,
                value: ETHTOOL_A_BITSET_VALUE,
                mask: ETHTOOL_A_BITSET_MASK,
            }
        )?;
        let without_mask = found.nomask.is_some();
        if let Some(bits) = found.bits {
            return Ok(Bits(Form::List {
                bits: bits.get_all(BitsetBits::ETHTOOL_A_BITSET_BITS_BIT),
                without_mask,
            }));
        }
        let value = found.value.unwrap_or(PackedArray::new(&[]));
        let mask = found.mask.filter(|_| !without_mask).unwrap_or(value);
        Ok(Bits(Form::Words { value, mask, at: 0, size: found.size.unwrap_or(0) }))
    }
}

/// Iterator over the bits of a bitset, returned by [`Attrs::bits`].
///
/// A malformed bit yields one error; broken attribute framing ends the iteration.
#[derive(Clone)]
pub struct Bits<'a>(Form<'a>);
#[derive(Clone)]
enum Form<'a> {
    List { bits: All<'a, Attrs<'a, BitsetBit>>, without_mask: bool },
    Words { value: PackedArray<'a, u32>, mask: PackedArray<'a, u32>, at: u32, size: u32 },
    Broken(Option<Error>),
}
impl<'a> Iterator for Bits<'a> {
    type Item = Result<Bit<'a>, Error>;
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Form::List { bits, without_mask } => Some(bits.next()?.and_then(|bit| {
                let found = crate::pick!(
                    bit,
                    BitsetBit {
                        index: ETHTOOL_A_BITSET_BIT_INDEX,
                        name: ETHTOOL_A_BITSET_BIT_NAME,
                        value: ETHTOOL_A_BITSET_BIT_VALUE,
                    }
                )?;
                Ok(Bit {
                    index: found.index,
                    name: found.name,
                    value: *without_mask || found.value.is_some(),
                })
            })),
            Form::Words { value, mask, at, size } => loop {
                if *at >= *size {
                    return None;
                }
                let (word, bit) = (*at / 32, *at % 32);
                let left = word_of(*mask, word)? >> bit;
                if left == 0 {
                    *at = word.checked_add(1)?.checked_mul(32)?;
                    continue;
                }
                let index = at.checked_add(left.trailing_zeros()).filter(|index| *index < *size)?;
                *at = index + 1;
                let set = word_of(*value, word).unwrap_or(0) >> (index % 32) & 1 != 0;
                return Some(Ok(Bit { index: Some(index), name: None, value: set }));
            },
            Form::Broken(error) => error.take().map(Err),
        }
    }
}
fn word_of(words: PackedArray<'_, u32>, at: u32) -> Option<u32> {
    words.as_slice().get(at as usize).map(|word| word.get())
}

impl Writer<'_, Bitset> {
    /// Writes a bitset in list form by bit name; other bits remain unchanged.
    pub fn named<'n>(&mut self, bits: impl IntoIterator<Item = (&'n str, bool)>) -> &mut Self {
        self.nest(Bitset::ETHTOOL_A_BITSET_BITS, |list| {
            for (name, value) in bits {
                list.nest(BitsetBits::ETHTOOL_A_BITSET_BITS_BIT, |bit| {
                    bit.put(BitsetBit::ETHTOOL_A_BITSET_BIT_NAME, name);
                    bit.put_some(BitsetBit::ETHTOOL_A_BITSET_BIT_VALUE, value.then_some(Flag));
                });
            }
        })
    }
    /// Writes a bitset in list form by bit index; other bits remain unchanged.
    pub fn numbered(&mut self, bits: impl IntoIterator<Item = (u32, bool)>) -> &mut Self {
        self.nest(Bitset::ETHTOOL_A_BITSET_BITS, |list| {
            for (index, value) in bits {
                list.nest(BitsetBits::ETHTOOL_A_BITSET_BITS_BIT, |bit| {
                    bit.put(BitsetBit::ETHTOOL_A_BITSET_BIT_INDEX, index);
                    bit.put_some(BitsetBit::ETHTOOL_A_BITSET_BIT_VALUE, value.then_some(Flag));
                });
            }
        })
    }
    /// Writes a bitset of `size` bits in compact form, with a mask; other bits remain unchanged.
    ///
    /// Bits with an index of `size` or more are omitted, and a bitset has at most 32,767 bits. The
    /// kernel accepts a size different from its own if the mask contains no bits beyond the smaller
    /// of the two.
    pub fn compact<I>(&mut self, size: u32, bits: I) -> &mut Self
    where
        I: IntoIterator<Item = (u32, bool), IntoIter: Clone>,
    {
        let bits = bits.into_iter();
        let value = bits.clone().filter(|(_, value)| *value).map(|(index, _)| index);
        let mask = bits.map(|(index, _)| index);
        self.put(Bitset::ETHTOOL_A_BITSET_SIZE, size)
            .put(Bitset::ETHTOOL_A_BITSET_VALUE, Words { size, bits: value })
            .put(Bitset::ETHTOOL_A_BITSET_MASK, Words { size, bits: mask })
    }
    /// Writes a bitset of `size` bits in compact form, without a mask: all other bits are cleared.
    ///
    /// Bits are omitted as by [`compact`](Self::compact).
    pub fn compact_all<I>(&mut self, size: u32, bits: I) -> &mut Self
    where
        I: IntoIterator<Item = u32, IntoIter: Clone>,
    {
        self.put(Bitset::ETHTOOL_A_BITSET_NOMASK, Flag)
            .put(Bitset::ETHTOOL_A_BITSET_SIZE, size)
            .put(Bitset::ETHTOOL_A_BITSET_VALUE, Words { size, bits: bits.into_iter() })
    }
}
/// Bits by index, written as 32-bit words.
struct Words<I> {
    size: u32,
    bits: I,
}
impl<I: Iterator<Item = u32> + Clone> Put<PackedArray<'_, u32>> for Words<I> {
    fn wire_len(&self) -> usize {
        self.size.min(32767).div_ceil(32) as usize * 4
    }
    fn write(&self, out: &mut [u8]) {
        out.fill(0);
        for index in self.bits.clone().filter(|index| *index < self.size) {
            let word = out.get_mut((index / 32) as usize * 4..).and_then(|rest| rest.first_chunk_mut::<4>());
            if let Some(word) = word {
                *word = (u32::from_ne_bytes(*word) | 1 << (index % 32)).to_ne_bytes();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    fn written(fill: impl FnOnce(&mut Writer<'_, Bitset>)) -> Vec<u8> {
        let mut buffer = [0xa5; 1024];
        let mut writer = Writer::new(&mut buffer);
        fill(&mut writer);
        writer.finish().unwrap().to_vec()
    }
    fn pairs(bytes: &[u8]) -> Vec<(Option<u32>, bool)> {
        let bits = Attrs::<Bitset>::new(bytes).bits().map(|bit| bit.map(|bit| (bit.index, bit.value)));
        bits.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn both_forms_say_the_same_in_order() {
        for size in [1, 31, 32, 33, 64, 65, 96, 127, 128] {
            let bits: Vec<_> = [0, 1, 30, 31, 32, 33, 63, 64, 95, 126, 127]
                .into_iter()
                .filter(|index| *index < size)
                .map(|index| (index, index % 3 != 0))
                .collect();
            let listed = pairs(&written(|to| _ = to.numbered(bits.iter().copied())));
            let words = pairs(&written(|to| _ = to.compact(size, bits.iter().copied())));
            assert_eq!(listed, words, "{size}");
            assert_eq!(words.len(), bits.len());
            let set = bits.iter().filter(|bit| bit.1).map(|bit| bit.0);
            let all = pairs(&written(|to| _ = to.compact_all(size, set.clone())));
            assert!(all.into_iter().eq(set.map(|index| (Some(index), true))), "{size}");
        }
    }
    #[test]
    fn without_a_mask_a_list_says_what_is_set() {
        let mut bytes = written(|to| _ = to.named([("a", false), ("b", true)]));
        assert_eq!(pairs(&bytes), [(None, false), (None, true)]);
        bytes.extend(written(|to| _ = to.put(Bitset::ETHTOOL_A_BITSET_NOMASK, Flag)));
        assert_eq!(pairs(&bytes), [(None, true), (None, true)]);
        assert_eq!(Attrs::<Bitset>::new(&bytes).is_set(0), Ok(None));
    }
    #[test]
    fn what_is_cut_or_lies_ends() {
        // a size without words, words without a size, more words than the size, fewer words than
        // the size
        for (size, words) in [(64, 0), (0, 2), (20, 2), (4096, 1), (u32::MAX, 2)] {
            let raw = [u32::MAX.into(); 2];
            let bytes = written(|to| {
                to.put(Bitset::ETHTOOL_A_BITSET_SIZE, size);
                to.put(Bitset::ETHTOOL_A_BITSET_MASK, PackedArray::new(&raw[..words]));
            });
            assert_eq!(pairs(&bytes).len(), (size as usize).min(words * 32), "{size} {words}");
        }
        let whole = written(|to| _ = to.named([("abc", true), ("def", true), ("ghi", false)]));
        for cut in 0..whole.len() {
            let bits: Vec<_> = Attrs::<Bitset>::new(&whole[..cut]).bits().take(10).collect();
            assert!(bits.len() <= 3 && bits.iter().filter(|bit| bit.is_err()).count() <= 1, "{cut}");
        }
    }
}
