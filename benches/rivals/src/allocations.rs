//! A counting allocator: the system's, and one counter. The bench has one thread, so that the count belongs to whoever is being called.
use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

struct Counting;

static COUNT: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call goes to `System` unchanged, whose contract is the same.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        bump();
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        bump();
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        bump();
        unsafe { System.realloc(at, layout, size) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A load and a store in place of a locked addition: rivals that allocate shall not pay for being counted.
#[inline(always)]
fn bump() {
    COUNT.store(COUNT.load(Relaxed).wrapping_add(1), Relaxed);
}

/// How many allocations (and reallocations) `work` makes, and what it returns.
pub fn counted<T>(work: impl FnOnce() -> T) -> (u64, T) {
    let before = COUNT.load(Relaxed);
    let result = work();
    (COUNT.load(Relaxed).wrapping_sub(before), result)
}
