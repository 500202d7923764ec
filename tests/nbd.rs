//! Network block devices against the running kernel, and against what sysfs and `nbd-client` say. The servers are threads of the test.
#![cfg(all(feature = "std", feature = "nbd", feature = "pcap", target_os = "linux"))]

mod common;
#[path = "common/recorder.rs"]
mod recorder;
#[path = "nbd/server.rs"]
mod server;

use nlwire::{
    client::{Connection, Transport},
    genl::{
        self, Family,
        nbd::{self, ClientFlags, DeviceSpec, NbdMessage, ServerFlags},
    },
    schema::View,
    socket::{Protocol, Socket, SocketError},
    wire::{Errno, Message},
};
use recorder::Recorder;
use server::{BLOCK, Export, Seen, Server};
use std::{
    error::Error,
    fs::File,
    os::{fd::AsRawFd, unix::fs::FileExt},
    sync::{Mutex, MutexGuard},
    time::Duration,
};

type Tested = Result<(), Box<dyn Error>>;

/// What one attribute says of a device; `None` where sysfs has no such file.
fn sysfs(index: u32, file: &str) -> Option<String> {
    Some(std::fs::read_to_string(format!("/sys/block/nbd{index}/{file}")).ok()?.trim().to_string())
}
/// Whether `nbd-client` says that a device is connected, and by which process.
fn nbd_client_says(index: u32) -> Option<String> {
    let output = common::tool("nbd-client").args(["-c", &format!("/dev/nbd{index}")]).output();
    let output = output.expect("nbd-client is there");
    let text = String::from_utf8_lossy(&output.stdout).trim().to_string();
    output.status.success().then_some(text)
}
/// A block of a device: of a device that nobody else has open, the kernel keeps none.
fn block(index: u32, number: usize) -> std::io::Result<Vec<u8>> {
    let mut block = vec![0; BLOCK];
    File::open(format!("/dev/nbd{index}"))?.read_exact_at(&mut block, (number * BLOCK) as u64)?;
    Ok(block)
}
/// One test at a time, where there are devices; else says that the test is skipped.
fn alone(name: &str) -> Option<MutexGuard<'static, ()>> {
    static ALONE: Mutex<()> = Mutex::new(());
    let is_possible = common::in_virtual_machine(name) && common::has_tools(name, &["nbd-client"]);
    is_possible.then(|| ALONE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
}
fn connect(buffer: &mut [u8]) -> Result<Connection<Socket, &mut [u8]>, SocketError> {
    let socket = Socket::new(Protocol::GENERIC)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    Ok(Connection::over_socket(socket, buffer))
}
/// Where the kernel has no nbd, says that the test is skipped.
fn family<T: Transport>(
    name: &str,
    connection: &mut Connection<T, &mut [u8]>,
) -> Result<Option<Family>, Box<dyn Error>>
where
    T::Error: Error + 'static,
{
    match connection.run(genl::family(nbd::NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "this kernel has no family nbd");
            Ok(None)
        }
        family => Ok(Some(family?)),
    }
}
/// Whether a device is connected, if it is there.
fn status<T: Transport>(
    connection: &mut Connection<T, &mut [u8]>,
    family: &Family,
    index: u32,
) -> Result<Option<bool>, Box<dyn Error>>
where
    T::Error: Error + 'static,
{
    let attrs = connection.get(nbd::status(family, Some(index)))?.attrs;
    let text = format!("{attrs:?}");
    assert!(!text.contains('#'), "{text}");
    View::of(attrs).check()?;
    let found: Vec<_> = attrs.devices().map(|device| (device.index(), device.is_connected())).collect();
    match found[..] {
        [] => Ok(None),
        [(Some(found), connected)] if found == index => Ok(Some(connected)),
        _ => panic!("{text}"),
    }
}

#[test]
fn a_device_is_what_sysfs_and_nbd_client_say() {
    let name = "a_device_is_what_sysfs_and_nbd_client_say";
    if let Some(_alone) = alone(name) {
        live(name).expect("all of it");
    }
}
fn live(name: &str) -> Tested {
    let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 32 * 1024]);
    let mut connection = recorder.connect(Protocol::GENERIC, &mut buffer, |_| true);
    let Some(family) = family(name, &mut connection)? else { return Ok(()) };
    connection.transport().socket.join(family.group(nbd::EVENTS).ok_or("no group")?)?;

    // those of the module's parameter nbds_max, of which none is connected
    let attrs = connection.get(nbd::status(&family, None))?.attrs;
    View::of(attrs).check()?;
    let mut found: Vec<_> = attrs.devices().map(|device| (device.index(), device.is_connected())).collect();
    found.sort();
    let here = (0..1000).filter(|index| sysfs(*index, "size").is_some());
    assert_eq!(found, here.map(|index| (Some(index), false)).collect::<Vec<_>>());
    assert!(found.len() >= 16, "{found:?}");

    let export = Export::new(512, 0x11);
    let server = Server::over_unix(&export);
    let spec = DeviceSpec {
        size: Some(1 << 20),
        block_size: Some(BLOCK as u64),
        timeout: Some(20),
        dead_conn_timeout: Some(60),
        server_flags: Some(ServerFlags::NBD_FLAG_HAS_FLAGS | ServerFlags::NBD_FLAG_SEND_FLUSH),
        client_flags: Some(ClientFlags::empty()),
        backend: Some("one"),
        sockets: &[server.fd()],
    };
    let reply = connection.get(nbd::connect(&family, Some(3), &spec))?.attrs;
    assert_eq!((reply.index(), format!("{reply:?}").as_str()), (Some(3), "{NBD_ATTR_INDEX: 3}"));
    let again = connection.get(nbd::connect(&family, Some(3), &spec)).map(|_| ());
    assert_eq!(again.unwrap_err().errno(), Some(Errno::EBUSY));

    assert_eq!(status(&mut connection, &family, 3)?, Some(true));
    let thread = rustix::thread::gettid().as_raw_pid().to_string();
    let expected = [
        ("pid", &*thread),
        ("size", "2048"), // sectors of 512 bytes
        ("queue/logical_block_size", "4096"),
        ("queue/io_timeout", "20000"),
        ("queue/write_cache", "write back"),
        ("ro", "0"),
        ("backend", "one"),
    ];
    for (file, value) in expected {
        assert_eq!(sysfs(3, file).as_deref(), Some(value), "{file}");
    }
    assert_eq!((nbd_client_says(3), nbd_client_says(4)), (Some(thread), None));
    assert_eq!(block(3, 200)?, [200 ^ 0x11; BLOCK]);
    let device = File::options().write(true).open("/dev/nbd3")?;
    device.write_all_at(&[0xee; BLOCK], 7 * BLOCK as u64)?;
    device.sync_all()?;
    drop(device);
    assert_eq!(export.bytes.lock().unwrap()[6 * BLOCK..][..3 * BLOCK], {
        [[6 ^ 0x11; BLOCK], [0xee; BLOCK], [8 ^ 0x11; BLOCK]].concat()
    });
    assert!(export.has_seen(Seen::Write) && export.has_seen(Seen::Flush));

    // changed, by who knows the backend, but for the server's flags
    let server_flags = Some(ServerFlags::NBD_FLAG_READ_ONLY);
    let wider = DeviceSpec { size: Some(2 << 20), timeout: Some(30), server_flags, ..DeviceSpec::default() };
    for backend in [None, Some("two")] {
        let refused = connection.run(nbd::reconfigure(&family, 3, &DeviceSpec { backend, ..wider }));
        assert_eq!(refused.unwrap_err().errno(), Some(Errno::EINVAL));
    }
    connection.run(nbd::reconfigure(&family, 3, &DeviceSpec { backend: Some("one"), ..wider }))?;
    assert_eq!(sysfs(3, "size").as_deref(), Some("4096"));
    assert_eq!(sysfs(3, "queue/io_timeout").as_deref(), Some("30000"));
    assert_eq!(sysfs(3, "ro").as_deref(), Some("0"));
    assert_eq!(block(3, 300)?, [300u32 as u8 ^ 0x11; BLOCK]);

    // the server leaves: a reader waits for another one
    drop(server);
    let is_dead = |message: Message<'_>| {
        message.message_type() == family.id
            && matches!(NbdMessage::decode(message), Ok(NbdMessage::LinkDead(_)))
    };
    let event = connection.find_event(is_dead)?;
    let NbdMessage::LinkDead(dead) = NbdMessage::decode(event)? else { panic!("{event:?}") };
    assert_eq!((dead.attrs.index(), format!("{:?}", dead.attrs).as_str()), (Some(3), "{NBD_ATTR_INDEX: 3}"));
    assert_eq!(status(&mut connection, &family, 3)?, Some(true), "it may be repaired");
    let other = Export::new(512, 0x22);
    let server = Server::over_tcp(&other);
    std::thread::scope(|scope| -> Tested {
        let reader = scope.spawn(|| block(3, 100));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!reader.is_finished());
        let spec = DeviceSpec { backend: Some("one"), sockets: &[server.fd()], ..DeviceSpec::default() };
        connection.run(nbd::reconfigure(&family, 3, &spec))?;
        assert_eq!(reader.join().expect("a reader")?, [100 ^ 0x22; BLOCK]);
        Ok(())
    })?;

    connection.run(nbd::disconnect(&family, 3))?;
    assert_eq!(status(&mut connection, &family, 3)?, Some(false));
    let left = ["pid", "backend"].map(|file| sysfs(3, file));
    assert_eq!((left, sysfs(3, "size").as_deref(), nbd_client_says(3)), ([None, None], Some("0"), None));
    // the server has got the request by the time that its thread ends
    drop(server);
    assert!(other.has_seen(Seen::Disconnect) && !export.has_seen(Seen::Disconnect));
    // who asks for the end is not told of it
    connection.transport().socket.set_receive_timeout(Some(Duration::from_millis(200)))?;
    assert!(connection.next_event().unwrap_err().is_timeout());
    recorder.finish("nbd.pcap");
    Ok(())
}

#[test]
fn devices_of_nbd_client_are_listed() {
    let name = "devices_of_nbd_client_are_listed";
    if let Some(_alone) = alone(name) {
        theirs(name).expect("all of it");
    }
}
fn theirs(name: &str) -> Tested {
    let nbd_client = |args: &str| {
        let output = common::tool("nbd-client").args(args.split(' ')).output().expect("nbd-client is there");
        assert!(output.status.success(), "nbd-client {args}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let Some(family) = family(name, &mut connection)? else { return Ok(()) };
    // made by nbd-client, ended here
    let export = Export::new(64, 0x33);
    let (port, server) = server::listen(&export);
    nbd_client(&format!("127.0.0.1 {port} /dev/nbd5 -N disk -b 512 -t 20"));
    assert_eq!(status(&mut connection, &family, 5)?, Some(true));
    assert_eq!(sysfs(5, "size").as_deref(), Some("512"));
    assert_eq!(block(5, 60)?, [60 ^ 0x33; BLOCK]);
    let wrong = DeviceSpec { block_size: Some(100), ..DeviceSpec::default() };
    let error = connection.run(nbd::reconfigure(&family, 5, &wrong)).unwrap_err();
    assert_eq!(error.errno(), Some(Errno::EINVAL));
    // no connection is broken that another socket could replace
    let idle = Export::new(64, 0);
    let spare = Server::over_tcp(&idle);
    let spec = DeviceSpec { sockets: &[spare.fd()], ..DeviceSpec::default() };
    connection.run(nbd::reconfigure(&family, 5, &spec))?;
    assert_eq!(block(5, 61)?, [61 ^ 0x33; BLOCK]);
    assert!(idle.seen.lock().unwrap().is_empty());
    connection.run(nbd::disconnect(&family, 5))?;
    assert_eq!((status(&mut connection, &family, 5)?, nbd_client_says(5)), (Some(false), None));
    server.join().expect("a server")?;
    assert!(export.has_seen(Seen::Disconnect));
    // made here, on a device that the kernel chooses, ended by nbd-client
    let export = Export::new(64, 0x44);
    let server = Server::over_tcp(&export);
    let flags = ServerFlags::NBD_FLAG_HAS_FLAGS | ServerFlags::NBD_FLAG_READ_ONLY;
    let spec = DeviceSpec {
        size: Some((64 * BLOCK) as u64),
        server_flags: Some(flags),
        sockets: &[server.fd()],
        ..DeviceSpec::default()
    };
    let index = connection.get(nbd::connect(&family, None, &spec))?.attrs.index().ok_or("no index")?;
    let expected =
        [("ro", "1"), ("queue/logical_block_size", "1024"), ("queue/write_cache", "write through")];
    for (file, value) in expected {
        assert_eq!(sysfs(index, file).as_deref(), Some(value), "{file}");
    }
    assert_eq!(block(index, 9)?, [9 ^ 0x44; BLOCK]);
    nbd_client(&format!("-d /dev/nbd{index}"));
    assert_eq!(status(&mut connection, &family, index)?, Some(false));
    Ok(())
}

#[test]
fn flags_say_what_becomes_of_a_device() {
    let name = "flags_say_what_becomes_of_a_device";
    if let Some(_alone) = alone(name) {
        flags(name).expect("all of it");
    }
}
fn flags(name: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let Some(family) = family(name, &mut connection)? else { return Ok(()) };
    let export = Export::new(64, 0x55);
    let size = Some((64 * BLOCK) as u64);

    // a new device, which goes as it came
    let server = Server::over_unix(&export);
    let client_flags = Some(ClientFlags::NBD_CFLAG_DESTROY_ON_DISCONNECT);
    let spec = DeviceSpec { size, client_flags, sockets: &[server.fd()], ..DeviceSpec::default() };
    assert_eq!(status(&mut connection, &family, 40)?, None);
    connection.get(nbd::connect(&family, Some(40), &spec))?;
    assert_eq!(status(&mut connection, &family, 40)?, Some(true));
    connection.run(nbd::disconnect(&family, 40))?;
    // the kernel destroys it later
    let is_gone = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        sysfs(40, "size").is_none()
    });
    assert!(is_gone && status(&mut connection, &family, 40)?.is_none());

    // disconnected by its last user; two connections of one server
    let servers = [Server::over_unix(&export), Server::over_tcp(&export)];
    let client_flags = Some(ClientFlags::NBD_CFLAG_DISCONNECT_ON_CLOSE);
    let server_flags = Some(
        ServerFlags::NBD_FLAG_HAS_FLAGS
            | ServerFlags::NBD_FLAG_CAN_MULTI_CONN
            | ServerFlags::NBD_FLAG_SEND_TRIM,
    );
    let sockets = servers.each_ref().map(Server::fd);
    let spec = DeviceSpec { size, client_flags, server_flags, sockets: &sockets, ..DeviceSpec::default() };
    connection.get(nbd::connect(&family, Some(6), &spec))?;
    assert_eq!(std::fs::read_dir("/sys/block/nbd6/mq")?.count(), 2, "a queue for each connection");
    assert_eq!(sysfs(6, "queue/discard_granularity").as_deref(), Some("1024"));
    assert_eq!(block(6, 30)?, [30 ^ 0x55; BLOCK]);
    assert_eq!((status(&mut connection, &family, 6)?, sysfs(6, "pid")), (Some(false), None));
    drop(servers);

    // open is as good as connected
    let file = File::open("/dev/nbd9")?;
    assert_eq!((status(&mut connection, &family, 9)?, sysfs(9, "pid")), (Some(true), None));
    drop(file);
    assert_eq!(status(&mut connection, &family, 9)?, Some(false));
    // the end of what is not connected is no error
    connection.run(nbd::disconnect(&family, 9))?;
    Ok(())
}

#[test]
fn broken_connections_fail_in_time() {
    let name = "broken_connections_fail_in_time";
    if let Some(_alone) = alone(name) {
        broken(name).expect("all of it");
    }
}
fn broken(name: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let Some(family) = family(name, &mut connection)? else { return Ok(()) };
    connection.socket().join(family.group(nbd::EVENTS).ok_or("no group")?)?;
    let fails = |read: std::io::Result<Vec<u8>>| {
        let error = read.unwrap_err();
        assert_eq!(error.raw_os_error(), Some(rustix::io::Errno::IO.raw_os_error()), "{error}");
    };
    let is_dead = |message: Message<'_>| {
        let dead = NbdMessage::decode(message);
        message.message_type() == family.id
            && matches!(dead, Ok(NbdMessage::LinkDead(dead)) if dead.attrs.index() == Some(7))
    };
    let export = Export::new(64, 0x77);
    let size = Some((64 * BLOCK) as u64);

    // without a time to wait in, what comes after the end of the connection fails
    let server = Server::over_unix(&export);
    let spec = DeviceSpec { size, sockets: &[server.fd()], ..DeviceSpec::default() };
    connection.get(nbd::connect(&family, Some(7), &spec))?;
    drop(server);
    connection.find_event(is_dead)?;
    fails(block(7, 1));
    connection.run(nbd::disconnect(&family, 7))?;

    // what waits fails when the device is disconnected
    let server = Server::over_unix(&export);
    let spec = DeviceSpec { sockets: &[server.fd()], dead_conn_timeout: Some(60), ..spec };
    connection.get(nbd::connect(&family, Some(7), &spec))?;
    drop(server);
    connection.find_event(is_dead)?;
    std::thread::scope(|scope| -> Tested {
        let reader = scope.spawn(|| block(7, 1));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!reader.is_finished());
        connection.run(nbd::disconnect(&family, 7))?;
        fails(reader.join().expect("a reader"));
        Ok(())
    })?;

    // a server that does not answer in time is as good as gone
    let (silent, _server) = std::os::unix::net::UnixStream::pair()?;
    let sockets = [silent.as_raw_fd().unsigned_abs()];
    let spec = DeviceSpec { size, timeout: Some(1), sockets: &sockets, ..DeviceSpec::default() };
    connection.get(nbd::connect(&family, Some(7), &spec))?;
    fails(block(7, 1));
    connection.find_event(is_dead)?;
    connection.run(nbd::disconnect(&family, 7))?;
    Ok(())
}

#[test]
fn requests_are_refused_by_their_errors() {
    let name = "requests_are_refused_by_their_errors";
    if let Some(_alone) = alone(name) {
        refused(name).expect("all of it");
    }
}
fn refused(name: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let Some(family) = family(name, &mut connection)? else { return Ok(()) };
    let export = Export::new(4, 0x66);
    let servers = [Server::over_unix(&export), Server::over_tcp(&export)];
    let sockets = servers.each_ref().map(Server::fd);
    let (one, size) = (&sockets[..1], Some((4 * BLOCK) as u64));
    let good = DeviceSpec { size, sockets: one, ..DeviceSpec::default() };
    let null = File::open("/dev/null")?;
    let datagrams = std::net::UdpSocket::bind("127.0.0.1:0")?;
    let [null, datagrams] = [null.as_raw_fd(), datagrams.as_raw_fd()].map(i32::unsigned_abs);
    let refusals = [
        (Some(8), DeviceSpec { sockets: &[], ..good }, Errno::EINVAL),
        (Some(8), DeviceSpec { size: None, ..good }, Errno::EINVAL),
        (Some(8), DeviceSpec { block_size: Some(100), ..good }, Errno::EINVAL),
        (Some(8), DeviceSpec { block_size: Some(1 << 20), ..good }, Errno::EINVAL),
        (Some(8), DeviceSpec { sockets: &sockets, ..good }, Errno::EINVAL), // without NBD_FLAG_CAN_MULTI_CONN
        (Some(8), DeviceSpec { sockets: &[datagrams], ..good }, Errno::EINVAL),
        (Some(8), DeviceSpec { sockets: &[null], ..good }, Errno::ENOTSOCK),
        (Some(8), DeviceSpec { sockets: &[9999], ..good }, Errno::EBADF),
        (Some(1 << 20), good, Errno::EINVAL),
    ];
    for (index, spec, errno) in refusals {
        let error = connection.get(nbd::connect(&family, index, &spec)).map(|_| ()).unwrap_err();
        assert_eq!(error.errno(), Some(errno), "{spec:?}");
        assert_eq!(status(&mut connection, &family, 8)?, Some(false));
    }
    for index in [8, 999] {
        let error = connection.run(nbd::reconfigure(&family, index, &good)).unwrap_err();
        assert_eq!(error.errno(), Some(Errno::EINVAL));
    }
    assert_eq!(connection.run(nbd::disconnect(&family, 999)).unwrap_err().errno(), Some(Errno::EINVAL));
    assert_eq!(status(&mut connection, &family, 999)?, None);

    // an ordinary user may read the status
    common::as_user(1000, 1000, || {
        let mut buffer = [0; 8192];
        let mut connection = connect(&mut buffer).expect("a connection");
        assert_eq!(status(&mut connection, &family, 8).expect("a status"), Some(false));
        let errors = [
            connection.get(nbd::connect(&family, Some(8), &good)).map(|_| ()).unwrap_err(),
            connection.run(nbd::reconfigure(&family, 8, &good)).unwrap_err(),
            connection.run(nbd::disconnect(&family, 8)).unwrap_err(),
        ];
        assert_eq!(errors.each_ref().map(|error| error.errno()), [Some(Errno::EPERM); 3]);
    });
    // other network namespaces have no network block devices
    let found = common::elsewhere().run(|| {
        let mut buffer = [0; 8192];
        connect(&mut buffer).expect("a connection").run(genl::family(nbd::NAME)).map_err(|e| e.is_not_found())
    })?;
    assert!(found.is_err_and(|is_not_found| is_not_found));
    Ok(())
}
