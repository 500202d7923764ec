//! A connection over a transport that receives anything: what it returns was a reply to the request, no request is answered by an event or
//! by another request's reply, and every loss is reported to whoever reads events.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    client::{self, Busy, Connection, ErrorKind},
    route::{GetLink, IfInfo, NewLink},
    wire::{NewFlags, RequestFlags},
};
use nlwire_fuzz::{Feed, Input, Trouble, printed};

const PORT: u32 = 7;

/// Checks an error against what was received since the request was sent.
fn check(connection: &mut Connection<Feed<'_>, &mut [u8]>, failure: client::Error<Trouble>) {
    assert!(printed(format_args!("{failure:?} {failure}")) > 0);
    let feed = connection.transport();
    let seq = feed.sent.last().copied().unwrap_or(0);
    match failure.kind {
        ErrorKind::Refused(refusal) => {
            assert_eq!(refusal.seq, seq);
            assert!(feed.answers(seq).any(|heard| heard.errno == Some(refusal.errno)), "nobody refused");
        }
        ErrorKind::Overrun => assert!(feed.losses + feed.troubles > 0, "nothing was lost"),
        ErrorKind::MissingReply => {
            assert!(feed.answers(seq).any(|heard| heard.errno.is_some_and(|errno| errno.0 == 0)))
        }
        ErrorKind::Busy(busy) => assert_eq!(busy, Busy::Dump, "requests that were given up make room"),
        ErrorKind::Interrupted(_) => assert!(feed.answers(seq).next().is_some()),
        _ => {}
    }
}
/// Asserts that a reply with this interface index was received for the last request.
fn was_heard(connection: &mut Connection<Feed<'_>, &mut [u8]>, index: u32) {
    let feed = connection.transport();
    let seq = feed.sent.last().copied().unwrap_or(0);
    assert!(feed.answers(seq).any(|heard| heard.index == Some(index)), "a reply from nowhere");
}
fn granted(connection: &mut Connection<Feed<'_>, &mut [u8]>) {
    let feed = connection.transport();
    let seq = feed.sent.last().copied().unwrap_or(0);
    assert!(
        feed.answers(seq).any(|heard| heard.errno.is_some_and(|errno| errno.0 == 0) || heard.kind < 4),
        "no ack"
    );
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let (size, seed) = (32 + 16 * usize::from(input.byte()), input.of(&[1, u32::MAX - 1, 77]));
    let mut buffer = vec![0; size];
    let mut connection = Connection::new(Feed::new(input, PORT), &mut buffer[..], PORT, seed);
    let (mut told, mut events) = (0, 0u64);
    while !connection.transport().input.is_empty() {
        let what = connection.transport().input.byte();
        let index = u32::from(what >> 3);
        let link = GetLink { index, ..Default::default() };
        let result = match what & 7 {
            0 | 1 => {
                let found = connection.get(link).map(|reply| reply.header.get(IfInfo::ifi_index));
                found.map(|index| was_heard(&mut connection, index))
            }
            2 | 3 => 'dump: {
                let mut replies = match connection.dump(GetLink::default()) {
                    Ok(replies) => replies,
                    Err(failure) => break 'dump Err(failure),
                };
                let mut found = Ok(Vec::new());
                for _ in 0..=what >> 3 {
                    match replies.next() {
                        Ok(Some(reply)) => {
                            let index = reply.header.get(IfInfo::ifi_index);
                            assert_eq!(
                                replies.last().map(|it| it.header.get(IfInfo::ifi_index)),
                                Some(index)
                            );
                            found.as_mut().expect("no error yet").push(index);
                        }
                        Ok(None) => {
                            assert!(
                                replies.done().is_some() && replies.next().is_ok_and(|next| next.is_none())
                            );
                            break;
                        }
                        Err(failure) => {
                            found = Err(failure);
                            break;
                        }
                    }
                }
                found.map(|found| found.into_iter().for_each(|index| was_heard(&mut connection, index)))
            }
            4 => {
                let change = NewLink { index, ..Default::default() };
                connection.request(change, NewFlags::NONE).map(|_| granted(&mut connection))
            }
            5 => {
                let mut count = 0;
                let restart = || count += 1;
                let done = connection.dump_consistent(link, 2, |_| {}, restart, |_| Ok(()));
                assert!(done.is_err() || (1..=2).contains(&count));
                done.map(|done| assert!(!done.interrupted))
            }
            6 => connection.send_no_ack_with(NewLink::default(), NewFlags::NONE, |_| {}),
            _ => match connection.next_event().map(|event| (event.message_type(), event.seq())) {
                Ok((kind, seq)) => {
                    events += 1;
                    let feed = connection.transport();
                    assert!(feed.heard.iter().any(|heard| (heard.kind, heard.seq) == (kind, seq)));
                    assert!(kind >= 16 || kind == 3, "a control message is no event");
                    Ok(())
                }
                Err(failure) => {
                    if failure.kind == ErrorKind::Overrun {
                        told = connection.transport().losses;
                    }
                    Err(failure)
                }
            },
        };
        if let Err(failure) = result {
            check(&mut connection, failure);
        }
    }
    // at the end whoever reads events hears of losses that nobody was told of
    let mut overruns = 0;
    for _ in 0..=size + data.len() {
        match connection.next_event() {
            Ok(_) => events += 1,
            Err(client::Error { kind: ErrorKind::Transport(Trouble::Closed), .. }) => break,
            Err(client::Error { kind, .. }) => overruns += u32::from(kind == ErrorKind::Overrun),
        }
    }
    assert!(connection.transport().losses <= told || overruns > 0, "a loss that nobody hears of");
    assert!(events + connection.unhandled_events() <= data.len() as u64);
});
