//! Transactions of nf_tables as calls.
use super::*;

/// Runs a transaction of two changes over a blocking connection and over a shared one, with the same script:
/// `script` gets the index of the message, begin and end included.
#[track_caller]
fn apply(script: impl Fn(u32, &mut MockReplies<'_>) + Sync) -> Result<Completion, ErrorKind<MockError>> {
    let mut results = Vec::new();
    for is_shared in [false, true] {
        let (mut queue, mut sent) = ([0; 4096], Vec::new());
        let answer = |request: Message<'_>, kernel: &mut MockReplies<'_>| {
            sent.push((request.message_type(), request.seq(), request.flags() & GetFlags::ACK.bits() != 0));
            script(kernel.number() - 1, kernel);
        };
        let kernel = MockTransport::new(&mut queue, answer);
        let table = Table::inet("guard");
        let call = nftables::apply(Some(7), |changes| {
            assert!(changes.is_empty());
            changes.create(&table).create(&table.chain("input"));
            assert_eq!(changes.len(), 2);
        });
        if is_shared {
            let kernel = Scripted { kernel: Mutex::new(kernel), waker: Mutex::new(None), time_passes: true };
            let shared: SharedConnection<_, Vec<u8>> =
                SharedConnection::new(&kernel, vec![0; 1024], vec![0; 1024], 7, 1);
            let result = block_on(shared.run(call));
            if let Err(error) = &result {
                assert_eq!(shared.path(error).map(|path| path.to_string()), path_of(error.kind));
            }
            results.push(result.map_err(|error| error.kind));
        } else {
            let mut buffer = [0; 1024];
            let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
            let result = connection.run(call).map_err(|error| error.kind);
            if let Err(kind) = &result {
                let path = connection.path().filter(|path| !path.is_empty());
                assert_eq!(path.map(|path| path.to_string()), path_of(*kind));
            }
            results.push(result);
        }
        // begin, table, chain, end; consecutive numbers; the last change asks for an ack
        let kinds: Vec<_> = sent.iter().map(|it| it.0).collect();
        assert_eq!(kinds, [0x10, 0xa00, 0xa03, 0x11]);
        assert!(sent.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1), "{sent:?}");
        assert_eq!(sent.iter().map(|it| it.2).collect::<Vec<_>>(), [false, false, true, false]);
    }
    assert_eq!(results[0], results[1]);
    results[0]
}
/// The path that the tests' scripts report.
fn path_of(kind: ErrorKind<MockError>) -> Option<String> {
    (kind.refusal()?.errno == Errno::ENOENT).then(|| "NFTA_CHAIN_TABLE".into())
}
#[test]
fn a_transaction_is_one_call() {
    let applied = apply(|at, kernel| {
        if at == 2 {
            kernel.ack();
        }
    });
    assert_eq!(applied, Ok(Completion::default()));
    // the second change is refused, and what follows belongs to nobody
    let refused = apply(|at, kernel| {
        if at == 2 {
            kernel.refuse(Errno::ENOENT.0, |ext| {
                ext.put(nlwire::wire::ExtAck::NLMSGERR_ATTR_OFFS, 20);
            });
        }
    });
    let refusal = *refused.unwrap_err().refusal().unwrap();
    assert_eq!((refusal.errno, refusal.index()), (Errno::ENOENT, Some(1)));
    assert!(refusal.to_string().starts_with("request 1: "), "{refusal}");
    // the first of several errors
    let refused = apply(|at, kernel| {
        if at == 1 || at == 2 {
            kernel.refuse(if at == 1 { Errno::EEXIST.0 } else { Errno::EINVAL.0 }, |_| {});
        }
    });
    let refusal = *refused.unwrap_err().refusal().unwrap();
    assert_eq!((refusal.errno, refusal.index()), (Errno::EEXIST, Some(0)));
    // all together
    let refused = apply(|at, kernel| {
        if at == 0 {
            kernel.refuse(Errno::ERESTART.0, |_| {});
        }
    });
    let refusal = *refused.unwrap_err().refusal().unwrap();
    assert_eq!((refusal.errno, refusal.index()), (Errno::ERESTART, None));
    // the ack is lost
    let lost = apply(|at, kernel| {
        if at == 2 {
            kernel.fail(MockError::Lost);
        }
    });
    assert_eq!(lost, Err(ErrorKind::Overrun));
}
#[test]
fn an_empty_transaction_sends_nothing_and_one_that_does_not_fit_fails() {
    let (mut queue, mut buffer) = ([0; 256], [0; 64]);
    let kernel = MockTransport::new(&mut queue, |_, kernel| _ = kernel.unexpected());
    let mut connection = Connection::new(kernel, &mut buffer, 7, 1);
    assert_eq!(connection.run(nftables::apply(None, |_| {})), Ok(Completion::default()));
    let table = Table::inet("a_name_that_needs_more_than_the_rest_of_the_buffer");
    let call = nftables::apply(None, |changes| _ = changes.create(&table));
    assert!(matches!(connection.run(call).unwrap_err().kind, ErrorKind::Build(BuildError::TooSmall { .. })));
    connection.into_transport().verdict(0).unwrap();
}
/// Transactions and requests in flight at the same time: each gets its own replies.
#[test]
fn transactions_share_a_connection() {
    let mut queue = [0; 8192];
    let kernel = MockTransport::new(&mut queue, |request: Message<'_>, kernel: &mut MockReplies<'_>| {
        if request.message_type() == 0xa03 {
            kernel.refuse(Errno::ENOENT.0, |_| {});
        } else if request.flags() & GetFlags::ACK.bits() != 0 {
            kernel.ack();
        }
    });
    let kernel = Scripted { kernel: Mutex::new(kernel), waker: Mutex::new(None), time_passes: false };
    let shared: SharedConnection<_, Vec<u8>> =
        SharedConnection::new(&kernel, vec![0; 1024], vec![0; 1024], 7, 1);
    let table = Table::inet("guard");
    let one = |good: bool| {
        nftables::apply(None, move |changes| {
            changes.create(&table);
            if !good {
                changes.create(&table.chain("none"));
            }
        })
    };
    let mut tasks: Vec<_> = (0..40).map(|at| Task::new(shared.run(one(at % 2 == 0)))).collect();
    run(&mut tasks);
    for (at, task) in tasks.iter().enumerate() {
        let result = task.result.as_ref().expect("the transaction has ended");
        match result {
            Ok(_) => assert_eq!(at % 2, 0),
            Err(error) => assert_eq!((at % 2, error.kind.refusal().unwrap().index()), (1, Some(1))),
        }
    }
    drop(tasks);
    assert_eq!((shared.in_flight(), shared.late_replies()), (0, 0));
}
