//! Why the program ends early.
use std::io;

/// Why the program ends early.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads what it writes: `nl ... | head`. That is no error.
    Unread,
    /// A sentence, and the status 2.
    Because(String),
}
/// Stops with a sentence, formatted.
macro_rules! stop { ($($text:tt)*) => { $crate::stop::Stop::Because(format!($($text)*)) } }
pub(crate) use stop;

impl From<io::Error> for Stop {
    /// An error of writing to standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => stop!("standard output: {error}"),
        }
    }
}
