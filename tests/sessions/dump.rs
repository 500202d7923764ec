//! Dumps that are given up, refused, or make no progress.
use super::*;

#[test]
fn a_deadline_does_not_forget_a_dump_that_was_given_up() {
    for strict in [false, true] {
        let mut buffer = [0; 4096];
        let kernel = Kernel { strict, ..Kernel::new(100) };
        let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
        give_up(&mut connection);
        let mut timeouts = 0;
        for _ in 0..15 {
            connection.transport().left = Some(3);
            let failure = dump(&mut connection).unwrap_err();
            assert!(failure.is_timeout(), "{failure}");
            timeouts += 1;
        }
        connection.transport().left = None;
        assert_eq!(dump(&mut connection), Ok(all_of(100)));
        let kernel = connection.transport();
        assert_eq!((kernel.refused, kernel.requests, timeouts), (0, 2, 15), "it never asked while one ran");
    }
}
#[test]
fn fifteen_dumps_in_a_row_that_are_given_up_are_never_refused() {
    let mut buffer = [0; 4096];
    let mut connection = Connection::new(Kernel::new(20), &mut buffer[..], PORT, 1);
    for _ in 0..15 {
        give_up(&mut connection);
    }
    assert_eq!(dump(&mut connection), Ok(all_of(20)));
    assert_eq!((connection.transport().refused, connection.transport().requests), (0, 16));
}
#[test]
fn a_dump_whose_end_never_comes_is_forgotten_when_the_queue_is_empty() {
    let mut buffer = [0; 4096];
    let mut connection = Connection::new(Kernel::new(20), &mut buffer[..], PORT, 1);
    give_up(&mut connection);
    // the socket of the dump was drained by somebody else
    let kernel = connection.transport();
    (kernel.dump, kernel.left) = (None, Some(5));
    kernel.queue.clear();
    kernel.left = Some(0);
    assert_eq!(
        dump(&mut connection).map_err(|failure| failure.is_timeout()),
        Err(true),
        "the new one's deadline"
    );
    connection.transport().left = None;
    assert_eq!(dump(&mut connection), Ok(all_of(20)));
}

/// A model whose dump another session began and gave up.
fn of_another(parts: usize) -> Kernel {
    let mut buffer = [0; 4096];
    let mut other = Connection::new(Kernel::new(parts), &mut buffer[..], PORT, 9000);
    give_up(&mut other);
    other.into_transport()
}
#[test]
fn a_dump_refused_because_of_another_sessions_is_asked_for_again() {
    let mut buffer = [0; 4096];
    let mut connection = Connection::new(of_another(50), &mut buffer[..], PORT, 1);
    assert_eq!(dump(&mut connection), Ok(all_of(50)));
    assert_eq!((connection.transport().refused, connection.transport().requests), (1, 3));
    assert_eq!(connection.unhandled_events(), 0, "another session's answers are no events");
}
#[test]
fn a_dump_that_is_refused_for_ever_is_reported() {
    for (refusals, reported) in [(1, false), (2, false), (3, true), (u32::MAX, true)] {
        let mut buffer = [0; 4096];
        let kernel = Kernel { refuse: refusals, ..Kernel::new(3) };
        let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
        let mut links = connection.dump(GetLink::default()).unwrap();
        match links.next() {
            Ok(first) => assert!(!reported && first.is_some()),
            Err(failure) => {
                assert!(reported && failure.errno() == Some(Errno::EBUSY) && failure.is_temporary());
                assert!(links.next().unwrap().is_none(), "nothing follows");
            }
        }
        assert_eq!(connection.transport().refused, refusals.min(3));
    }
}
#[test]
fn a_refusal_without_an_echo_is_reported_and_the_next_dump_succeeds() {
    let mut buffer = [0; 4096];
    let kernel = Kernel { capped: true, ..of_another(50) };
    let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
    assert_eq!(dump(&mut connection).unwrap_err().errno(), Some(Errno::EBUSY));
    assert_eq!(dump(&mut connection), Ok(all_of(50)));
}
#[test]
fn a_deadline_while_another_sessions_dump_is_drained_ends_the_request() {
    let mut buffer = [0; 4096];
    let kernel = Kernel { strict: true, ..of_another(50) };
    let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
    // the refusal comes behind a part that was queued: by then it is too late
    connection.transport().left = Some(2);
    let mut links = connection.dump(GetLink::default()).unwrap();
    assert!(links.next().unwrap_err().is_timeout());
    assert!(links.next().unwrap().is_none(), "nothing is in flight");
    connection.transport().left = None;
    assert_eq!(dump(&mut connection), Ok(all_of(50)));
}
#[test]
fn ebusy_of_other_requests_is_reported() {
    struct Busy(Option<Vec<u8>>);
    impl Transport for Busy {
        type Error = Fault;
        fn send(&mut self, datagram: &[u8]) -> Result<(), Fault> {
            let refusal = write_error(&mut [0; 256], parse(datagram), EBUSY, false, |_| {}).unwrap().to_vec();
            assert!(self.0.replace(refusal).is_none());
            Ok(())
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Fault> {
            self.try_recv(buffer)?.ok_or(Fault::TimedOut)
        }
        fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Fault> {
            let Some(bytes) = self.0.take() else { return Ok(None) };
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(Some(Received::unicast(bytes.len())))
        }
    }
    let mut buffer = [0; 4096];
    let mut connection = Connection::new(Busy(None), &mut buffer[..], 0, 1);
    for _ in 0..3 {
        let failure = connection.request(NewLink::default(), NewFlags::empty()).unwrap_err();
        assert_eq!(failure.errno(), Some(Errno::EBUSY));
        let failure = connection.get(GetLink::default()).err().unwrap();
        assert_eq!(failure.errno(), Some(Errno::EBUSY));
    }
}

/// A part of a dump that is alike in its first 4,000 bytes.
fn alike(number: usize) -> Vec<u8> {
    let mut bytes = link(NEWLINK, MULTI, 0, 0, 1);
    bytes.resize(4096, 0);
    bytes[..4].copy_from_slice(&4096u32.to_ne_bytes());
    bytes[4088..].copy_from_slice(&number.to_ne_bytes());
    bytes
}
#[test]
fn datagrams_that_differ_only_at_their_end_are_progress() {
    const PARTS: usize = 5000;
    let mut buffer = [0; 8192];
    let kernel = Kernel { part: Some(alike), ..Kernel::new(PARTS) };
    let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
    assert_eq!(dump(&mut connection).map(|found| found.len()), Ok(PARTS));
}
#[test]
fn datagrams_that_are_identical_are_none() {
    // as few as a kernel may send that moves on
    for (same, stuck) in [(900, false), (100_000, true)] {
        let mut buffer = [0; 8192];
        let kernel = Kernel { part: Some(|_| alike(7)), ..Kernel::new(same) };
        let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
        match dump(&mut connection) {
            Ok(found) => assert!(!stuck && found.len() == same),
            Err(failure) => assert!(stuck && failure.kind == ErrorKind::NoProgress, "{failure}"),
        }
    }
    // where a different one comes in between, each run of them counts by itself
    let mut buffer = [0; 8192];
    let kernel = Kernel { part: Some(|number| alike(number / 900)), ..Kernel::new(9000) };
    let mut connection = Connection::new(kernel, &mut buffer[..], PORT, 1);
    assert_eq!(dump(&mut connection).map(|found| found.len()), Ok(9000));
}
