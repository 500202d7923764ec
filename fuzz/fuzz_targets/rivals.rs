//! The same bytes through netlink-packet-core's walkers: the same boundaries of messages and attributes, as far as both go. What is known
//! to differ, and why:
//! - where a length is broken, both end; what the error is called is each one's own;
//! - a message whose length lacks its padding at the end of a datagram is whole for both; ours ends where less than a header is left over;
//! - their attribute of a length under 4 is an error, as ours; fewer than 4 bytes behind the last one are padding for ours, and an error
//!   for theirs.
#![no_main]
use libfuzzer_sys::fuzz_target;
use netlink_packet_core::{NetlinkBuffer, NlaBuffer, NlasIterator};
use nlwire::wire::{Messages, RawAttrs};

fuzz_target!(|data: &[u8]| {
    let ours: Vec<_> = Messages::new(data)
        .map_while(Result::ok)
        .map(|it| (it.message_type(), it.flags(), it.seq(), it.port_id(), it.payload()))
        .collect();
    let (mut theirs, mut rest) = (Vec::new(), data);
    while let Ok(message) = NetlinkBuffer::new_checked(rest) {
        theirs.push((
            message.message_type(),
            message.flags(),
            message.sequence_number(),
            message.port_number(),
            message.payload(),
        ));
        rest = rest.get((message.length() as usize).next_multiple_of(4)..).unwrap_or(&[]);
    }
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!((ours.0, ours.1, ours.2, ours.3), (theirs.0, theirs.1, theirs.2, theirs.3));
        assert_eq!(ours.4, theirs.4);
    }
    let ours: Vec<_> =
        RawAttrs::new(data).map_while(Result::ok).map(|attr| (attr.attr_type(), attr.payload())).collect();
    let theirs: Vec<_> = NlasIterator::new(data)
        .map_while(Result::ok)
        .map(|attr: NlaBuffer<&[u8]>| (attr.kind(), attr.value().to_vec()))
        .collect();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!((ours.0, ours.1), (theirs.0, &theirs.1[..]));
    }
});
