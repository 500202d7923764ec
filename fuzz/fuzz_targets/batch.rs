//! Batches of requests over a transport that receives anything: they are sent as they were added, with sequence numbers in a row and one
//! ack, and each answer is one that was received for the request that it names.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    client::{BatchReply, Connection, ErrorKind},
    route::{self, Addr, GetLink, NewAddr},
    wire::{GetFlags, Messages, NewFlags, RequestFlags},
};
use nlwire_fuzz::{Feed, Input, Trouble, printed};

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let (size, seed) = (4 * usize::from(input.byte()), input.of(&[1, u32::MAX - 2]));
    let mut buffer = vec![0; size];
    let mut connection = Connection::new(Feed::new(input, 7), &mut buffer[..], 7, seed);
    while !connection.transport().input.is_empty() {
        let input = &mut connection.transport().input;
        let (count, finish, gets) = (input.below(20), input.byte() & 1 == 0, input.word());
        let labels: Vec<&[u8]> = (0..count).map(|_| input.piece()).collect();
        connection.transport().last.clear();
        let mut batch = connection.batch(route::lookup);
        let mut added: Vec<u16> = Vec::new();
        for (at, label) in labels.iter().enumerate() {
            let put = if gets >> at & 1 == 1 {
                batch.add_with(GetLink { index: at as u32, ..Default::default() }, GetFlags::NONE, |_| {})
            } else {
                batch.add_with(
                    NewAddr { index: at as u32, ..Default::default() },
                    NewFlags::CREATE,
                    |request| {
                        request.put(Addr::IFA_LOCAL, core::net::Ipv4Addr::LOCALHOST);
                        request.put(Addr::IFA_LABEL, "x".repeat(label.len()).as_str());
                    },
                )
            };
            match put {
                Ok(place) => {
                    assert_eq!(place, added.len());
                    added.push(if gets >> at & 1 == 1 { 18 } else { 20 });
                }
                Err(failure) => assert!(matches!(failure.kind, ErrorKind::Build(_)), "{failure}"),
            }
            assert_eq!((batch.len(), batch.is_empty()), (added.len(), added.is_empty()));
        }
        if finish {
            if let Err(failure) = batch.commit() {
                assert!(printed(format_args!("{failure} {failure:?}")) > 0);
                assert!(failure.index.is_none_or(|index| index < added.len() && failure.refused > 0));
            }
            continue;
        }
        let Ok(mut answers) = batch.send() else { continue };
        let mut found = Vec::new();
        let mut ended = false;
        for _ in 0..data.len() {
            match answers.next() {
                Ok(Some(BatchReply::Item { index, message })) => found.push((index, message.seq(), None)),
                Ok(Some(BatchReply::Refused { index, refusal })) => {
                    found.push((index, refusal.seq, Some(refusal.errno)));
                    printed(format_args!("{:?}", answers.path()));
                }
                Ok(None) => {
                    ended = true;
                    break;
                }
                Err(failure) if failure.kind == ErrorKind::Transport(Trouble::Closed) => break,
                Err(failure) if failure.kind == ErrorKind::Overrun => {
                    assert!(answers.next().is_ok_and(|next| next.is_none()), "something follows a loss");
                    break;
                }
                Err(_) => {}
            }
        }
        let feed = connection.transport();
        let sent: Vec<_> =
            Messages::new(&feed.last).flatten().map(|it| (it.message_type(), it.seq(), it.flags())).collect();
        assert_eq!(sent.iter().map(|it| it.0).collect::<Vec<_>>(), added, "sent as they were added");
        let Some(&(_, first, _)) = sent.first() else {
            assert!(ended && found.is_empty());
            continue;
        };
        for (at, (_, seq, flags)) in sent.iter().enumerate() {
            assert_eq!(*seq, first.wrapping_add(at as u32));
            assert_eq!(
                flags & GetFlags::ACK.bits() != 0,
                at + 1 == sent.len(),
                "the last alone asks for an ack"
            );
        }
        for (index, seq, errno) in &found {
            let index = index.expect("no transaction was begun");
            assert!(index < sent.len() && *seq == sent[index].1);
            assert!(
                feed.answers(*seq).any(|heard| errno.is_none() || heard.errno == *errno),
                "an answer from nowhere"
            );
        }
        let last = sent.last().map_or(0, |it| it.1);
        assert!(!ended || feed.answers(last).any(|heard| heard.errno.is_some()), "it ended by itself");
    }
});
