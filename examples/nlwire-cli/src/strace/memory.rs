//! Memory of a traced process: buffers, vectors of buffers and message headers.
use std::{fs::File, io, os::unix::fs::FileExt};

/// Maximum number of bytes that are read of a datagram.
pub const LONGEST: usize = 16 * 1024 * 1024;
/// Maximum number of buffers or messages of a call: `UIO_MAXIOV`.
const MOST: u64 = 1024;
const CHUNK: usize = 64 * 1024;

/// `MSG_PEEK`.
pub const PEEK: u64 = 0x02;
/// `MSG_TRUNC`.
pub const TRUNC: u64 = 0x20;

/// Memory of a process.
pub struct Memory(File);
impl Memory {
    pub fn of(thread: i32) -> io::Result<Self> {
        File::open(format!("/proc/{thread}/mem")).map(Self)
    }
    /// Appends up to `len` bytes at an address. Returns whether all of them are readable.
    fn append(&self, mut address: u64, mut len: usize, to: &mut Vec<u8>) -> bool {
        while len != 0 {
            let (start, step) = (to.len(), len.min(CHUNK));
            to.resize(start + step, 0);
            let read = self.0.read_at(to.get_mut(start..).unwrap_or(&mut []), address).unwrap_or(0);
            to.truncate(start + read);
            if read == 0 {
                return false;
            }
            len -= read;
            address = address.wrapping_add(read as u64);
        }
        true
    }
    fn bytes<const N: usize>(&self, address: u64) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact_at(&mut bytes, address).ok().map(|()| bytes)
    }
    /// Reads a buffer of which at most `limit` bytes are of interest.
    pub fn buffer(&self, address: u64, len: u64, limit: usize) -> Gathered {
        let mut gathered = Gathered { capacity: len, ..Gathered::default() };
        let wanted = usize::try_from(len).unwrap_or(usize::MAX).min(limit).min(LONGEST);
        if !self.append(address, wanted, &mut gathered.bytes) {
            gathered.unreadable = Some(address);
        }
        gathered
    }
    /// Reads the buffers of an array of `struct iovec`.
    pub fn vector(&self, address: u64, count: u64, limit: usize) -> Gathered {
        let mut gathered = Gathered::default();
        let limit = limit.min(LONGEST);
        for index in 0..count.min(MOST) {
            let at = address.wrapping_add(index * 16);
            let Some([base, len]) = self.bytes::<16>(at).map(words) else {
                gathered.unreadable.get_or_insert(at);
                break;
            };
            gathered.capacity = gathered.capacity.saturating_add(len);
            let left = limit - gathered.bytes.len();
            let wanted = usize::try_from(len).unwrap_or(usize::MAX).min(left);
            if gathered.unreadable.is_none() && !self.append(base, wanted, &mut gathered.bytes) {
                gathered.unreadable = Some(base);
            }
        }
        gathered
    }
    /// Reads a `struct msghdr`.
    pub fn header(&self, address: u64) -> Option<Header> {
        let [name, name_len, vector, count, _, _, flags] = words(self.bytes::<56>(address)?);
        // the padding after `msg_namelen` and `msg_flags` may be anything
        Some(Header { name, name_len: low(name_len), vector, count, flags: low(flags) })
    }
    /// Returns the addresses of the headers of an array of `struct mmsghdr`.
    pub fn headers(address: u64, count: u64) -> impl Iterator<Item = u64> {
        (0..count.min(MOST)).map(move |index| address.wrapping_add(index * 64))
    }
    /// Returns the `msg_len` of a `struct mmsghdr`.
    pub fn received_len(&self, header: u64) -> Option<u64> {
        self.bytes::<4>(header.wrapping_add(56)).map(|bytes| u32::from_ne_bytes(bytes).into())
    }
}
/// `struct msghdr`.
pub struct Header {
    pub name: u64,
    pub name_len: u64,
    pub vector: u64,
    pub count: u64,
    pub flags: u64,
}
/// Bytes of the buffers of a call.
#[derive(Default)]
pub struct Gathered {
    pub bytes: Vec<u8>,
    /// Sum of the lengths of the buffers, which the program claims.
    pub capacity: u64,
    /// First address that is not readable.
    pub unreadable: Option<u64>,
}
/// Returns the lower half of a word in memory.
fn low(word: u64) -> u64 {
    if cfg!(target_endian = "little") { word & 0xffff_ffff } else { word >> 32 }
}
fn words<const N: usize, const M: usize>(bytes: [u8; N]) -> [u64; M] {
    let mut words = [0; M];
    for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = bytes.first_chunk().map_or(0, |bytes| u64::from_ne_bytes(*bytes));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Memory {
        Memory::of(i32::try_from(std::process::id()).unwrap()).unwrap()
    }
    fn address<T>(of: &[T]) -> u64 {
        of.as_ptr().expose_provenance() as u64
    }

    #[test]
    fn buffers_are_gathered_up_to_the_limit() {
        let (first, second) = ([1_u8, 2, 3], [4_u8, 5, 6, 7]);
        let vector = [address(&first), 3, address(&second), 4];
        for limit in 0..9 {
            let gathered = own().vector(address(&vector), 2, limit);
            assert_eq!(gathered.bytes, [1, 2, 3, 4, 5, 6, 7][..limit.min(7)]);
            assert_eq!((gathered.capacity, gathered.unreadable), (7, None));
        }
        assert_eq!(own().buffer(address(&second), 4, 100).bytes, second);
    }
    #[test]
    fn what_is_not_readable_is_said_and_reads_end() {
        let first = [1_u8, 2, 3];
        for (base, len) in [(0_u64, 5), (8, u64::MAX), (u64::MAX, 3), (1 << 63, 1 << 40)] {
            let vector = [address(&first), 3, base, len, address(&first), 3];
            let gathered = own().vector(address(&vector), 3, LONGEST);
            assert_eq!((gathered.bytes, gathered.unreadable), (first.to_vec(), Some(base)), "{base:#x}");
            assert_eq!(own().buffer(base, len, LONGEST).unreadable, Some(base));
        }
        // an array that is not there, and a count that is not true
        assert_eq!(own().vector(16, u64::MAX, LONGEST).unreadable, Some(16));
        assert!(own().header(u64::MAX - 3).is_none() && own().received_len(u64::MAX).is_none());
        // a length beyond the buffer reads what is there, and no more than the limit
        let long = own().buffer(address(&first), u64::MAX, LONGEST);
        assert!(long.bytes.len() <= LONGEST && long.bytes.starts_with(&first));
    }
}
