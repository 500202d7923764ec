//! Caches lose nothing and gain nothing.
use super::*;

#[test]
fn a_cache_neither_loses_lo_nor_gains_a_ghost() {
    common::in_namespace("cache::a_cache_neither_loses_lo_nor_gains_a_ghost", || {
        let lo = [(LO, "lo".to_owned(), true)];
        for (peer, adopted) in
            [(Peer::Kernel, false), (Peer::Kernel, true), (Peer::Anyone, true), (Peer::Unbound, false)]
        {
            let mut socket = Config::new(Protocol::ROUTE)
                .groups(Links::GROUPS)
                .receive_buffer(8 << 20)
                .nonblocking(true)
                .peer(peer)
                .open()
                .unwrap();
            if adopted {
                let fd: std::os::fd::OwnedFd = socket.into();
                socket = Socket::try_from(fd).unwrap();
            }
            if peer == Peer::Unbound {
                // before its first send it hears no group
                assert_eq!(
                    name_of(&mut Connection::new(&socket, &mut [0; 8192], 0, 1), LO).as_deref(),
                    Ok("lo")
                );
            }
            let (forger, mut forged) = (Forger::new(), 0);
            // all that can be said of the requests that it is going to make
            // an older kernel grants a user namespace the default buffer alone
            let guesses = if socket.receive_buffer().unwrap() >= 4 << 20 { 20 } else { 3 };
            let mut forge = |port| {
                for seq in SEED..SEED + guesses {
                    forged += forger.all(seq, port);
                }
            };
            forge(socket.port_id());
            let tree = Tree::<Links, Vec<u8>>::new();
            let mut cache = Cache::new(Links, tree, socket.port_id(), SEED).pace(PACE);
            settle(&mut cache, &socket, &socket);
            assert_eq!(links_of(&cache), lo);
            for round in 0..10 {
                forge(socket.port_id());
                if round % 2 == 0 {
                    cache.refresh(monotonic());
                }
                settle(&mut cache, &socket, &socket);
                assert_eq!(links_of(&cache), lo);
            }
            // and the kernel is heard
            switch_lo(false);
            settle(&mut cache, &socket, &socket);
            assert_eq!(links_of(&cache), [(LO, "lo".to_owned(), false)]);
            switch_lo(true);
            settle(&mut cache, &socket, &socket);
            let counters = cache.counters();
            assert_eq!((counters.malformed, counters.lost), (0, 0), "{counters:?}");
            assert_eq!(socket.foreign_datagrams(), forged);
        }
    });
}
