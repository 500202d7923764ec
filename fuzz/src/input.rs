//! The fuzzer's bytes as a sequence of decisions.

/// Reads decisions from the front of the fuzzer's bytes. After the end each decision is 0.
#[derive(Clone, Debug)]
pub struct Input<'a>(pub &'a [u8]);
impl<'a> Input<'a> {
    /// Returns whether all bytes are used.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Takes up to `len` bytes.
    pub fn take(&mut self, len: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(len.min(self.0.len()));
        self.0 = rest;
        taken
    }
    /// Takes `N` bytes; missing ones are 0.
    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut array = [0; N];
        let taken = self.take(N);
        array[..taken.len()].copy_from_slice(taken);
        array
    }
    /// Takes one byte.
    pub fn byte(&mut self) -> u8 {
        let [byte] = self.array();
        byte
    }
    /// Takes a number of two bytes.
    pub fn short(&mut self) -> u16 {
        u16::from_le_bytes(self.array())
    }
    /// Takes a number of four bytes.
    pub fn word(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }
    /// Takes a number below `end`, which is at most 256.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }
    /// Takes one of a list.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
    /// Takes a length of one byte and as many bytes.
    pub fn piece(&mut self) -> &'a [u8] {
        let len = self.byte().into();
        self.take(len)
    }
}
