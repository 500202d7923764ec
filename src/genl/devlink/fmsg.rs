//! Formatted messages (fmsg): dumps and diagnostics of health reporters, as a tree.
use super::{Devlink, FmsgItem, FmsgValue};
use crate::wire::{Attrs, Error, RawAttrs, Str, SubMessage, spec::Scope};
use core::fmt;

/// Maximum depth of objects, pairs and arrays in a formatted message.
pub const FMSG_DEPTH: usize = 16;

/// Reader of a formatted message: `DEVLINK_ATTR_FMSG`.
///
/// A formatted message is a tree of objects, pairs of name and value, and arrays, as in JSON. The
/// kernel may split it over several netlink messages; the reader keeps the open levels between
/// them. Call [`read`](Self::read) with the attributes of each message, then
/// [`finish`](Self::finish).
///
/// The driver is responsible for the structure. Some drivers write a superfluous end (netdevsim, at
/// least until Linux 6.1): an end without a start is skipped, and `finish` reports it.
///
/// ```
/// use nlwire::{genl::devlink::{Devlink, Fmsg, FmsgItem, FmsgEvent, FmsgValue, FmsgValueBy, VarAttrType}, wire::{Attrs, Flag, Writer}};
/// let mut buffer = [0; 128];
/// let mut writer = Writer::<Devlink>::new(&mut buffer);
/// writer.nest(Devlink::DEVLINK_ATTR_FMSG, |fmsg| {
///     fmsg.put(FmsgItem::DEVLINK_ATTR_FMSG_PAIR_NEST_START, Flag)
///         .put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NAME, "queue")
///         .put(FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE, VarAttrType::DEVLINK_VAR_ATTR_TYPE_U8)
///         .put(nlwire::wire::Key::<FmsgItem, u8>::new(113), 7)
///         .put(FmsgItem::DEVLINK_ATTR_FMSG_NEST_END, Flag);
/// });
/// let attrs = Attrs::<Devlink>::new(writer.finish()?);
/// let mut fmsg = Fmsg::new();
/// for event in fmsg.read(attrs) {
///     match event? {
///         FmsgEvent::Name(name) => assert_eq!(name, "queue"),
///         FmsgEvent::Value(value) => assert!(matches!(value, FmsgValue::U8(7))),
///         start_or_end => assert!(matches!(start_or_end, FmsgEvent::PairStart | FmsgEvent::PairEnd)),
///     }
/// }
/// fmsg.finish()?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Fmsg {
    /// Kinds of the open levels, from the outermost one.
    open: [Level; FMSG_DEPTH],
    depth: usize,
    /// Whether there was an end without a start.
    surplus: bool,
}
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Level {
    #[default]
    Object,
    Pair,
    Array,
}
/// One event of a formatted message.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum FmsgEvent<'a> {
    /// Start of an object, whose contents are pairs.
    ObjectStart,
    /// End of an object.
    ObjectEnd,
    /// Start of a pair: its name follows, and then a value, an object or an array.
    PairStart,
    /// End of a pair.
    PairEnd,
    /// Start of an array of values or objects.
    ArrayStart,
    /// End of an array.
    ArrayEnd,
    /// Name of a pair.
    Name(Str<'a>),
    /// Value of a pair or an element of an array.
    Value(FmsgValue<'a>),
}
/// Error of a formatted message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FmsgError {
    /// A malformed attribute.
    Malformed(Error),
    /// More than [`FMSG_DEPTH`] levels.
    TooDeep,
    /// An end without a start.
    UnexpectedEnd,
    /// A level without an end.
    Unclosed,
}
impl fmt::Display for FmsgError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => fmt::Display::fmt(error, f),
            Self::TooDeep => f.write_str("formatted message is nested more than 16 deep"),
            Self::UnexpectedEnd => f.write_str("end without a start in a formatted message"),
            Self::Unclosed => f.write_str("formatted message ends within an object, pair or array"),
        }
    }
}
impl core::error::Error for FmsgError {}
impl Fmsg {
    /// Creates a reader at the start of a formatted message.
    pub const fn new() -> Self {
        Self { open: [Level::Object; FMSG_DEPTH], depth: 0, surplus: false }
    }
    /// Returns the number of open objects, pairs and arrays.
    pub const fn depth(&self) -> usize {
        self.depth
    }
    /// Reads the part of the formatted message that one netlink message contains.
    ///
    /// The items are [`FmsgEvent`]s; an error ends the iteration. A message without
    /// `DEVLINK_ATTR_FMSG` has no events.
    pub fn read<'f, 'a>(&'f mut self, attrs: Attrs<'a, Devlink>) -> FmsgEvents<'f, 'a> {
        let (bytes, failed) = match attrs.get(Devlink::DEVLINK_ATTR_FMSG) {
            Ok(fmsg) => (fmsg.map_or(&[][..], |fmsg| fmsg.bytes()), None),
            Err(error) => (&[][..], Some(error)),
        };
        FmsgEvents { fmsg: self, bytes, rest: RawAttrs::new(bytes), failed }
    }
    /// Checks that starts and ends of objects, pairs and arrays were balanced.
    ///
    /// # Errors
    /// [`FmsgError::Unclosed`] if an end is missing, [`FmsgError::UnexpectedEnd`] if there was an
    /// end too many.
    pub const fn finish(&self) -> Result<(), FmsgError> {
        match (self.depth, self.surplus) {
            (0, false) => Ok(()),
            (0, true) => Err(FmsgError::UnexpectedEnd),
            _ => Err(FmsgError::Unclosed),
        }
    }
    fn start(&mut self, level: Level) -> Result<(), FmsgError> {
        *self.open.get_mut(self.depth).ok_or(FmsgError::TooDeep)? = level;
        self.depth = self.depth.saturating_add(1);
        Ok(())
    }
    fn end(&mut self) -> Option<Level> {
        let Some(depth) = self.depth.checked_sub(1) else {
            self.surplus = true;
            return None;
        };
        self.depth = depth;
        self.open.get(depth).copied()
    }
}

/// Iterator over the events of a formatted message: see [`Fmsg::read`].
pub struct FmsgEvents<'f, 'a> {
    fmsg: &'f mut Fmsg,
    bytes: &'a [u8],
    rest: RawAttrs<'a>,
    failed: Option<Error>,
}
impl<'a> FmsgEvents<'_, 'a> {
    fn step(&mut self) -> Result<Option<FmsgEvent<'a>>, FmsgError> {
        const OBJECT: u16 = FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NEST_START.number();
        const PAIR: u16 = FmsgItem::DEVLINK_ATTR_FMSG_PAIR_NEST_START.number();
        const ARRAY: u16 = FmsgItem::DEVLINK_ATTR_FMSG_ARR_NEST_START.number();
        const END: u16 = FmsgItem::DEVLINK_ATTR_FMSG_NEST_END.number();
        const NAME: u16 = FmsgItem::DEVLINK_ATTR_FMSG_OBJ_NAME.number();
        const VALUE: u16 = FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA.number();
        if let Some(error) = self.failed.take() {
            return Err(FmsgError::Malformed(error));
        }
        for attr in self.rest.by_ref() {
            let attr = attr.map_err(FmsgError::Malformed)?;
            return Ok(Some(match attr.attr_type() {
                OBJECT => self.fmsg.start(Level::Object).map(|()| FmsgEvent::ObjectStart)?,
                PAIR => self.fmsg.start(Level::Pair).map(|()| FmsgEvent::PairStart)?,
                ARRAY => self.fmsg.start(Level::Array).map(|()| FmsgEvent::ArrayStart)?,
                END => match self.fmsg.end() {
                    Some(Level::Object) => FmsgEvent::ObjectEnd,
                    Some(Level::Pair) => FmsgEvent::PairEnd,
                    Some(Level::Array) => FmsgEvent::ArrayEnd,
                    None => continue,
                },
                NAME => FmsgEvent::Name(attr.value().map_err(FmsgError::Malformed)?),
                VALUE => {
                    let number = FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE.number();
                    let scope = Scope::new(0, &[]);
                    let here = scope.inner(self.bytes);
                    let key = here.as_ref().map_or(&[][..], |here| here.preceding(attr.payload(), number, 1));
                    FmsgEvent::Value(SubMessage::<super::FmsgValueBy>::new(attr.payload()).by(key))
                }
                // the type, which the value looks at; a type at the end of a message is repeated in the next
                _ => continue,
            }));
        }
        Ok(None)
    }
}
impl<'a> Iterator for FmsgEvents<'_, 'a> {
    type Item = Result<FmsgEvent<'a>, FmsgError>;
    fn next(&mut self) -> Option<Self::Item> {
        let event = self.step();
        if event.is_err() {
            self.rest = RawAttrs::new(&[]);
        }
        event.transpose()
    }
}
impl core::iter::FusedIterator for FmsgEvents<'_, '_> {}
