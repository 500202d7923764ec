//! Interpreter of filters: shows what passes before a filter is attached. Follows net/core/filter.c
//! (`bpf_check_classic`, `bpf_skb_get_nlattr`).
use super::{
    Instruction, MAX_INSTRUCTIONS,
    place::{NLATTR, NLATTR_NEST},
};
use crate::wire::RawAttrs;
use core::fmt;

/// A program is invalid; the kernel would answer `EINVAL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Index of the invalid instruction, from 0; past the last one if the program has no end.
    pub at: usize,
}
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "instruction {} of the filter cannot be run: it is unknown, or leads out of the program",
            self.at
        )
    }
}
impl core::error::Error for Flaw {}

/// Runs a program on a datagram. Returns the number of bytes that pass; 0 drops the datagram. Of
/// the kernel's extensions, those for attributes are supported.
///
/// ```
/// use nlwire::{bpf::{self, Instruction, Test}, wire::{GetFlags, Request}, route::GetLink};
/// let mut room = [Instruction::DROP; 16];
/// let program = bpf::compile(bpf::kind(18).not(), &mut room)?; // all except RTM_GETLINK
/// let mut buffer = [0; 64];
/// let request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK).finish(1)?;
/// assert_eq!(bpf::run(program, request), Ok(0));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// An invalid instruction was reached. Instructions that were not reached are not checked.
pub fn run(program: &[Instruction], datagram: &[u8]) -> Result<u32, Flaw> {
    if program.len() > MAX_INSTRUCTIONS {
        return Err(Flaw { at: MAX_INSTRUCTIONS });
    }
    let (mut a, mut x, mut memory) = (0u32, 0u32, [0u32; 16]);
    let mut at = 0usize;
    // jumps lead forward only, so each instruction runs at most once
    loop {
        let flaw = Flaw { at };
        let Instruction { code, jt, jf, k } = *program.get(at).ok_or(flaw)?;
        at += 1;
        let skip = |holds: bool| usize::from(if holds { jt } else { jf });
        // a load beyond the end, or a division by 0, drops the datagram
        macro_rules! or_drop {
            ($it:expr) => {
                match $it {
                    Some(it) => it,
                    None => return Ok(0),
                }
            };
        }
        let len = datagram.len() as u32;
        match code {
            0x20 if k == NLATTR => a = attribute(datagram, a, x),
            0x20 if k == NLATTR_NEST => a = nested(datagram, a, x),
            0x20 | 0x28 | 0x30 if k >= 0xffe0_0000 => return Err(flaw),
            0x20 => a = or_drop!(load(datagram, Some(k), 4)),
            0x28 => a = or_drop!(load(datagram, Some(k), 2)),
            0x30 => a = or_drop!(load(datagram, Some(k), 1)),
            0x40 => a = or_drop!(load(datagram, x.checked_add(k), 4)),
            0x48 => a = or_drop!(load(datagram, x.checked_add(k), 2)),
            0x50 => a = or_drop!(load(datagram, x.checked_add(k), 1)),
            0x80 => a = len,
            0x00 => a = k,
            0x60 => a = *memory.get(k as usize).ok_or(flaw)?,
            0x01 => x = k,
            0x81 => x = len,
            0x61 => x = *memory.get(k as usize).ok_or(flaw)?,
            0xb1 => x = (or_drop!(load(datagram, Some(k), 1)) & 0xf) << 2,
            0x02 => *memory.get_mut(k as usize).ok_or(flaw)? = a,
            0x03 => *memory.get_mut(k as usize).ok_or(flaw)? = x,
            0x07 => x = a,
            0x87 => a = x,
            0x05 => at = at.saturating_add(k as usize),
            0x15 => at += skip(a == k),
            0x1d => at += skip(a == x),
            0x25 => at += skip(a > k),
            0x2d => at += skip(a > x),
            0x35 => at += skip(a >= k),
            0x3d => at += skip(a >= x),
            0x45 => at += skip(a & k != 0),
            0x4d => at += skip(a & x != 0),
            0x06 => return Ok(k),
            0x16 => return Ok(a),
            0x84 => a = a.wrapping_neg(),
            code if code & 7 == 4 => {
                let other = if code & 8 != 0 { x } else { k };
                a = match code & 0xf0 {
                    0x00 => a.wrapping_add(other),
                    0x10 => a.wrapping_sub(other),
                    0x20 => a.wrapping_mul(other),
                    0x30 => or_drop!(a.checked_div(other)),
                    0x40 => a | other,
                    0x50 => a & other,
                    0x60 => a.wrapping_shl(other),
                    0x70 => a.wrapping_shr(other),
                    0x90 => or_drop!(a.checked_rem(other)),
                    0xa0 => a ^ other,
                    _ => return Err(flaw),
                };
            }
            _ => return Err(flaw),
        }
    }
}
fn load(datagram: &[u8], at: Option<u32>, len: usize) -> Option<u32> {
    let bytes = datagram.get(at? as usize..)?.get(..len)?;
    Some(bytes.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
}
/// `nla_find` from an offset on: the start of the first attribute of a type, or 0.
fn attribute(datagram: &[u8], from: u32, number: u32) -> u32 {
    find(datagram, from as usize, datagram.len(), number)
}
/// `nla_find_nested` in the attribute at an offset.
fn nested(datagram: &[u8], at: u32, number: u32) -> u32 {
    let at = at as usize;
    let len = datagram.get(at..).and_then(|rest| rest.first_chunk::<2>()).map(|len| u16::from_ne_bytes(*len));
    let end = at.saturating_add(usize::from(len.unwrap_or(0)));
    // a length under 4, or past the end, is invalid
    if end < at.saturating_add(4) || end > datagram.len() {
        return 0;
    }
    find(datagram, at.saturating_add(4), end, number)
}
fn find(datagram: &[u8], from: usize, end: usize, number: u32) -> u32 {
    let mut attrs = RawAttrs::new(datagram.get(from..end).unwrap_or(&[]));
    loop {
        let at = end.saturating_sub(attrs.rest().len());
        match attrs.next() {
            Some(Ok(attr)) if u32::from(attr.attr_type()) == number => return at as u32,
            Some(Ok(_)) => {}
            _ => return 0,
        }
    }
}
