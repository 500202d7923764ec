//! `Debug` of values, by the same walk as that of messages.
use super::{View, write_parts};
use crate::wire::{
    AttributeSet, Attrs, CStruct, Chain, Encode, Extensible, FieldArray, IndexedArray, Linked, MessageView,
    NestTypeValue, PackedArray, Selector, Struct, StructField, SubMessage, Tlvs, WithHeader,
    spec::PayloadType,
};
use core::fmt;

/// Implements `Debug` by payload type, so that a value prints the same everywhere.
macro_rules! debug_by_shape { ($([$($generics:tt)*] $t:ty, |$it:ident| $bytes:expr;)*) => { $(
    impl<'a, $($generics)*> fmt::Debug for $t {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let $it = self;
            fmt::Debug::fmt(&View::new(<Self as Encode>::PAYLOAD_TYPE, $bytes), f)
        }
    }
)* } }
debug_by_shape! {
    [S: AttributeSet] Attrs<'a, S>, |it| it.bytes();
    [T: CStruct] Extensible<'a, T>, |it| it.bytes();
    [V: Encode] IndexedArray<'a, V>, |it| it.bytes();
    [V: Encode] NestTypeValue<'a, V>, |it| it.bytes();
    [H: Linked, S: AttributeSet] Chain<'a, H, S>, |it| it.bytes();
    [T: StructField] PackedArray<'a, T>, |it| it.bytes();
    [X: Selector] SubMessage<'a, X>, |it| it.bytes();
    [S: AttributeSet] Tlvs<'a, S>, |it| it.bytes();
}

impl<H: CStruct, V: Encode + fmt::Debug> fmt::Debug for WithHeader<'_, H, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = View::new(PayloadType::Struct(&H::SPEC), self.header.as_bytes());
        f.debug_struct("WithHeader").field("header", &header).field("body", &self.body).finish()
    }
}

impl<S: CStruct> fmt::Debug for Struct<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&View::new(PayloadType::Struct(&S::SPEC), self.as_bytes()), f)
    }
}

impl<T: StructField, const N: usize> fmt::Debug for FieldArray<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        View::new(<Self as StructField>::PAYLOAD_TYPE, zerocopy::IntoBytes::as_bytes(&self.0)).fmt(f)
    }
}

impl<H: CStruct, S: AttributeSet> fmt::Debug for MessageView<'_, H, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_as("Message", f)
    }
}
impl<H: CStruct, S: AttributeSet> MessageView<'_, H, S> {
    /// Prints under a name: that of the message type.
    #[doc(hidden)]
    pub fn fmt_as(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_parts(f, name, self.message.message_type(), self.header, self.attrs)
    }
}
