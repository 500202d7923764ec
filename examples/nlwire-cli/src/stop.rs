//! Reasons to end the program early.
use std::io;

/// Reason to end the program early.
#[derive(Debug)]
pub enum Stop {
    /// The reader of standard output is gone: `nlwire ... | head`. Not an error.
    Unread,
    /// An error message, with exit status 2.
    Because(String),
    /// The exit status of a command that was run.
    Status(u8),
}
/// Creates a [`Stop`] with a formatted error message.
macro_rules! stop { ($($text:tt)*) => { $crate::stop::Stop::Because(format!($($text)*)) } }
pub(crate) use stop;

/// Returns a sentence without control characters; escapes that are there already stay.
pub fn printable(sentence: &str) -> String {
    let parts = sentence.split('\\').map(|part| nlwire::wire::Str(part.as_bytes()).to_string());
    parts.collect::<Vec<_>>().join("\\")
}
impl From<io::Error> for Stop {
    /// Converts an error of writing to standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            _ => stop!("standard output: {error}"),
        }
    }
}
