//! Against the running kernel.

use super::*;
use nlwire::{
    route::{self, GetRoute, NewRoute, Route, RouteType, RtmTable},
    socket::{Cancellable, Config, Protocol, Socket, monotonic},
    uapi::AddressFamily,
};
use std::{net::Ipv4Addr, time::Duration};

const ROUTES: u32 = 20_000;

/// Makes so many routes that a dump of them is hundreds of datagrams.
fn many_routes() {
    let mut buffer = vec![0; 64 * 1024];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    for chunk in 0..ROUTES / 500 {
        let mut batch = connection.batch(route::lookup);
        for n in chunk * 500..(chunk + 1) * 500 {
            let operation = NewRoute {
                family: AddressFamily::AF_INET,
                dst_len: 32,
                table: RtmTable::RT_TABLE_MAIN,
                kind: RouteType::RTN_UNICAST,
                ..Default::default()
            };
            let to = Ipv4Addr::from(0x0a00_0000 + n);
            batch
                .add_with(operation, NewFlags::CREATE, |route| {
                    route.put(Route::RTA_DST, to).put(Route::RTA_OIF, 1);
                })
                .unwrap();
        }
        batch.commit().unwrap();
    }
}
fn routes<T: Transport, B: Buffer>(
    connection: &mut Connection<T, B>,
) -> Result<u32, client::Error<T::Error>> {
    let asked = GetRoute { family: AddressFamily::AF_INET, ..Default::default() };
    let mut routes = connection.dump(asked)?;
    let mut count = 0;
    while let Some(route) = routes.next()? {
        count += u32::from(route.attrs.get(Route::RTA_DST).unwrap().is_some());
    }
    Ok(count)
}
/// Begins a dump and gives it up after its first message.
fn give_up<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) {
    let asked = GetRoute { family: AddressFamily::AF_INET, ..Default::default() };
    let mut routes = connection.dump(asked).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(routes.next().unwrap_or_else(|failure| panic!("{failure}")).is_some());
}

#[test]
fn deadlines_while_a_dump_is_drained_never_lead_to_ebusy() {
    common::in_namespace("live::deadlines_while_a_dump_is_drained_never_lead_to_ebusy", || {
        many_routes();
        let socket = Socket::new(Protocol::ROUTE).unwrap();
        // small datagrams, so that draining takes many receives
        let mut buffer = [0; 4096];
        let port = socket.port_id();
        let mut connection = Connection::new(Cancellable::new(&socket, None), &mut buffer[..], port, 1);
        let all = routes(&mut connection).unwrap();
        assert!(all >= ROUTES);
        give_up(&mut connection);
        let mut timeouts = 0;
        for _ in 0..5 {
            // passed already: what is queued is read all the same, 32 datagrams at a time
            connection.transport().until(Some(monotonic()));
            let failure = routes(&mut connection).unwrap_err();
            assert!(failure.is_timeout(), "{failure}");
            timeouts += 1;
        }
        connection.transport().until(None);
        assert_eq!((routes(&mut connection).unwrap(), timeouts), (all, 5));
        // fifteen in a row, each given up: none is refused
        for _ in 0..15 {
            give_up(&mut connection);
        }
        assert_eq!(routes(&mut connection).unwrap(), all);
    });
}
#[test]
fn fifteen_dumps_in_a_row_each_with_a_deadline_that_passed() {
    common::in_namespace("live::fifteen_dumps_in_a_row_each_with_a_deadline_that_passed", || {
        many_routes();
        let socket = Socket::new(Protocol::ROUTE).unwrap();
        let mut buffer = [0; 4096];
        let port = socket.port_id();
        let mut connection = Connection::new(Cancellable::new(&socket, None), &mut buffer[..], port, 1);
        let all = routes(&mut connection).unwrap();
        for _ in 0..15 {
            connection.transport().within(Duration::from_micros(200));
            match routes(&mut connection) {
                Ok(found) => assert_eq!(found, all),
                Err(failure) => assert!(failure.is_timeout(), "{failure}"),
            }
        }
        connection.transport().until(None);
        assert_eq!(routes(&mut connection).unwrap(), all);
    });
}
#[test]
fn a_second_session_over_a_socket_drains_what_the_first_left() {
    common::in_namespace("live::a_second_session_over_a_socket_drains_what_the_first_left", || {
        many_routes();
        let socket = Config::new(Protocol::ROUTE).open().unwrap();
        let (mut one, mut two, port) = ([0; 4096], [0; 4096], socket.port_id());
        let mut counts = Vec::new();
        for round in 0..5 {
            give_up(&mut Connection::new(&socket, &mut one[..], port, 1 + round * 1000));
            let mut second = Connection::new(&socket, &mut two[..], port, 500_000 + round * 1000);
            counts.push(routes(&mut second).unwrap_or_else(|failure| panic!("{failure}")));
        }
        assert!(counts[0] >= ROUTES && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    });
}
