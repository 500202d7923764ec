//! A command of any family, as an operation.
use super::GenericHeader;
use crate::wire::{GetFlags, Layout, Operation, Set};
use core::{fmt, marker::PhantomData};

/// A command by its number, with the set of its attributes `S`, the family's own header `U`, and the set of its reply's attributes `R`.
/// [`commands!`](crate::commands) makes these. A command that a table lacks is one line of yours:
/// `const MINE: CommandKey<Sensor> = CommandKey::new(9);`
pub struct CommandKey<S, U = (), R = S> {
    number: u8,
    #[allow(clippy::type_complexity)] // three types are what it is about
    types: PhantomData<fn() -> (S, U, R)>,
}
impl<S, U, R> CommandKey<S, U, R> {
    /// The key of a number.
    pub const fn new(number: u8) -> Self {
        Self { number, types: PhantomData }
    }
    /// The command's number.
    pub const fn number(&self) -> u8 {
        self.number
    }
}
impl<S, U, R> Clone for CommandKey<S, U, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, U, R> Copy for CommandKey<S, U, R> {}
impl<S, U, R> fmt::Debug for CommandKey<S, U, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.number, f)
    }
}

/// A command of any family, whose id was resolved at run time: an operation for [`Connection`](crate::exchange::Connection) and
/// [`Request`](crate::wire::Request). [`Family::command`](super::Family::command) makes one, too.
pub struct Command<S, U = (), R = S> {
    family: u16,
    header: GenericHeader<U>,
    types: PhantomData<fn() -> (S, R)>,
}
impl<S, R> Command<S, (), R> {
    /// A command of the family with that id, version 1.
    pub const fn new(family: u16, command: CommandKey<S, (), R>) -> Self {
        Self::headed(family, command, ())
    }
}
impl<S, U: Layout, R> Command<S, U, R> {
    /// A command of a family that has a header of its own.
    pub const fn headed(family: u16, command: CommandKey<S, U, R>, user: U) -> Self {
        Self { family, header: GenericHeader::new(command.number, 1, user), types: PhantomData }
    }
    /// The same for another version of the family. Hardly any family looks at it.
    #[must_use]
    pub const fn version(mut self, version: u8) -> Self {
        self.header.version = version;
        self
    }
}
impl<S, U: Copy, R> Clone for Command<S, U, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, U: Copy, R> Copy for Command<S, U, R> {}
impl<S, U: Layout, R> fmt::Debug for Command<S, U, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command").field("family", &self.family).field("header", &self.header).finish()
    }
}
impl<S: Set, U: Layout, R: Set> Operation for Command<S, U, R> {
    type Header = GenericHeader<U>;
    type Request = S;
    type ReplyHeader = GenericHeader<U>;
    type Reply = R;
    type Flags = GetFlags;
    const NAME: &'static str = "Command";
    #[inline(always)]
    fn kind(&self) -> u16 {
        self.family
    }
    #[inline(always)]
    fn header(&self) -> GenericHeader<U> {
        self.header
    }
}
