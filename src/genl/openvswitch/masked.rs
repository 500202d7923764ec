//! A value and its mask, one after the other.
use crate::wire::{
    Encode, StructField, Value, field,
    spec::{FieldSpec, PayloadType, StructSpec},
};
use zerocopy::{FromBytes, IntoBytes};

/// A value followed by a mask of the same type.
///
/// Bits of the mask that are 1 select the bits that are set; the kernel refuses a value with other
/// bits in `OVS_ACTION_ATTR_SET_MASKED`. Printed as a struct.
///
/// ```
/// use nlwire::genl::openvswitch::Masked;
/// use nlwire::wire::Value;
/// let mark = Masked::new(0x0a00u32, 0xff00u32);
/// let bytes = [0x0a00u32.to_ne_bytes(), 0xff00u32.to_ne_bytes()].concat();
/// assert_eq!(Masked::read(&bytes), Some(mark));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked<T> {
    /// Value, in the bits that the mask has.
    pub value: T,
    /// Mask: bits that are compared or set.
    pub mask: T,
}
impl<T> Masked<T> {
    /// Creates a pair of value and mask.
    pub const fn new(value: T, mask: T) -> Self {
        Self { value, mask }
    }
}
impl<T: StructField + Copy> Masked<T> {
    const LEN: usize = size_of::<T::Raw>();
    const FIELDS: [FieldSpec; 2] =
        [field("value", 0, Self::LEN, T::PAYLOAD_TYPE), field("mask", Self::LEN, Self::LEN, T::PAYLOAD_TYPE)];
    const SPEC: StructSpec = StructSpec {
        name: "Masked",
        len: 2 * Self::LEN,
        fields: &Self::FIELDS,
        then: None,
        between: &PayloadType::Bytes,
    };
}
impl<T: StructField + Copy> Encode for Masked<T> {
    const PAYLOAD_TYPE: PayloadType = PayloadType::Struct(&Self::SPEC);
    #[inline(always)]
    fn wire_len(&self) -> usize {
        2 * size_of::<T::Raw>()
    }
    #[inline(always)]
    fn write(&self, out: &mut [u8]) {
        let pair = [self.value.to_raw(), self.mask.to_raw()];
        if out.len() == size_of_val(&pair) {
            out.copy_from_slice(pair.as_bytes());
        }
    }
}
impl<'a, T: StructField + Copy> Value<'a> for Masked<T> {
    #[inline(always)]
    fn read(payload: &'a [u8]) -> Option<Self> {
        let [value, mask] = <[T::Raw; 2]>::ref_from_prefix(payload).ok()?.0;
        Some(Self { value: T::from_raw(value), mask: T::from_raw(mask) })
    }
}
