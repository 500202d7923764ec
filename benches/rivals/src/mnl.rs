//! libmnl 1.0 at work; what it does stands in `c/mnl.c`. Nothing here allocates, nor does libmnl in these paths: its count of 0 is by
//! reading its source, as the counting allocator sees only Rust.
use crate::work::{Library, Scratch};

unsafe extern "C" {
    fn mnl_walk(datagram: *const u8, len: usize) -> u64;
    fn mnl_stream(datagram: *const u8, len: usize) -> u64;
    fn mnl_pick(datagram: *const u8, len: usize) -> u64;
    fn mnl_link_stream(datagram: *const u8, len: usize) -> u64;
    fn mnl_link_pick(datagram: *const u8, len: usize) -> u64;
    fn mnl_encode(buffer: *mut u8, first: u32, count: u32) -> usize;
}

pub const LIBRARY: Library = Library {
    name: "libmnl",
    // SAFETY: each reads `len` bytes at the pointer and keeps neither.
    walk: |datagram| unsafe { mnl_walk(datagram.as_ptr(), datagram.len()) },
    stream: |datagram| unsafe { mnl_stream(datagram.as_ptr(), datagram.len()) },
    pick: |datagram| unsafe { mnl_pick(datagram.as_ptr(), datagram.len()) },
    link_stream: |datagram| unsafe { mnl_link_stream(datagram.as_ptr(), datagram.len()) },
    link_pick: |datagram| unsafe { mnl_link_pick(datagram.as_ptr(), datagram.len()) },
    encode,
};

fn encode(scratch: &mut Scratch, first: u32, count: u32) -> &[u8] {
    // SAFETY: a request is 92 bytes, the slice has 1,024.
    let len = unsafe { mnl_encode(scratch.slice.as_mut_ptr(), first, count) };
    &scratch.slice[..len]
}
