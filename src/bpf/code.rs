//! Compilation of a test to instructions. They are written from last to first: classic BPF jumps
//! forward only, so the target of each jump exists already and needs no fix-up.
use super::{Instruction, Test};
use core::fmt;

/// Maximum number of instructions in the kernel: `BPF_MAXINSNS`, linux/bpf_common.h.
pub const MAX_INSTRUCTIONS: usize = 4096;

/// Why a test cannot be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfit {
    /// The array is too small.
    TooSmall {
        /// Sufficient number of instructions.
        needed: usize,
    },
    /// The program exceeds a limit: 4096 instructions, attributes nested 8 deep, values of 256
    /// bytes.
    TooLarge,
}
impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall { needed } => {
                write!(f, "the array is too small for the filter: give it {needed} instructions")
            }
            Self::TooLarge => f.write_str(
                "the filter exceeds 4096 instructions, 8 nests in nests, or values of 256 bytes: let more pass, and look at it afterwards",
            ),
        }
    }
}
impl core::error::Error for Unfit {}

/// Compiles a test into the caller's array: the program accepts datagrams that pass the test, and
/// drops all others. Returns the part of the array that holds the program.
///
/// ```
/// use nlwire::bpf::{self, Instruction, Test, Unfit};
/// let mut room = [Instruction::DROP; 2];
/// assert_eq!(bpf::compile(bpf::kind(16), &mut room), Err(Unfit::TooSmall { needed: 4 }));
/// ```
///
/// # Errors
/// The program does not fit in the array, or exceeds the kernel's limits.
pub fn compile(passes: impl Test, room: &mut [Instruction]) -> Result<&[Instruction], Unfit> {
    let mut code = Code { room, len: 0, unfit: false };
    let no = code.push(Instruction::DROP);
    let yes = code.push(Instruction::ACCEPT);
    let start = passes.write(&mut code, yes, no);
    if start.0 != code.len {
        code.jump_to(start);
    }
    let Code { room, len, unfit } = code;
    if unfit || len as usize > MAX_INSTRUCTIONS {
        return Err(Unfit::TooLarge);
    }
    let (needed, room) = (len as usize, &*room);
    room.len().checked_sub(needed).and_then(|at| room.get(at..)).ok_or(Unfit::TooSmall { needed })
}

/// A program that is being written from its end. If the array is full, instructions are only
/// counted.
#[derive(Debug)]
pub struct Code<'r> {
    room: &'r mut [Instruction],
    len: u32,
    unfit: bool,
}
/// An existing instruction: the number of instructions from it to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u32);

/// Conditions of jumps: `BPF_JEQ`, `BPF_JGT`, `BPF_JGE`, `BPF_JSET` with the class `BPF_JMP` and a
/// constant.
#[derive(Clone, Copy)]
pub(super) enum If {
    Equal = 0x15,
    Greater = 0x25,
    AtLeast = 0x35,
    AnyBit = 0x45,
}

impl Code<'_> {
    /// Reach of a conditional jump, minus one instruction that may come in between.
    const NEAR: u32 = 254;

    fn push(&mut self, instruction: Instruction) -> Label {
        let at = self.room.len().checked_sub(self.len as usize + 1);
        if let Some(place) = at.and_then(|at| self.room.get_mut(at)) {
            *place = instruction;
        }
        self.len = self.len.saturating_add(1);
        Label(self.len)
    }
    /// Prepends a plain instruction.
    pub(super) fn then(&mut self, code: u16, k: u32) -> Label {
        self.push(Instruction::new(code, 0, 0, k))
    }
    fn jump_to(&mut self, label: Label) -> Label {
        self.push(Instruction::new(0x05, 0, 0, self.len.saturating_sub(label.0)))
    }
    /// Returns a label within the reach of a condition.
    fn near(&mut self, label: Label) -> Label {
        if self.len.saturating_sub(label.0) > Self::NEAR { self.jump_to(label) } else { label }
    }
    /// Prepends a condition.
    pub(super) fn jump(&mut self, condition: If, k: u32, yes: Label, no: Label) -> Label {
        let yes = self.near(yes);
        let no = if no == yes { yes } else { self.near(no) };
        let distance = |label: Label| u8::try_from(self.len.saturating_sub(label.0)).unwrap_or(0);
        self.push(Instruction::new(condition as u16, distance(yes), distance(no), k))
    }
    /// Marks the program as impossible.
    pub(super) fn give_up(&mut self) {
        self.unfit = true;
    }
}
