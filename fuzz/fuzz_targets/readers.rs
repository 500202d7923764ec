//! What programs call on decoded messages: accessors, iterators, summaries and printed text (`nlwire_fuzz::readers`). The first byte selects
//! the reader, the others are the payload of a message.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::wire::Message;
use nlwire_fuzz::readers::READERS;
use nlwire_tables::made;

fuzz_target!(|data: &[u8]| {
    let Some((&selector, payload)) = data.split_first() else { return };
    let bytes = made::message(0, 2, selector.into(), payload);
    let Ok(message) = Message::new(&bytes) else { return };
    (READERS[usize::from(selector) % READERS.len()].read)(message);
});
