//! Sockets of Unix domain, netlink, packet, TIPC and SMC.
use super::*;

/// A socket of a family that is a module of its own.
fn socket_of(family: u16) -> std::io::Result<rustix::fd::OwnedFd> {
    use rustix::net::{AddressFamily, SocketType, socket};
    Ok(socket(AddressFamily::from_raw(family), SocketType::STREAM, None)?)
}
#[test]
fn sockets_of_tipc_are_those_that_ss_lists() {
    const NAME: &str = "unix::sockets_of_tipc_are_those_that_ss_lists";
    if !common::has_tools(NAME, &["ss"]) {
        return;
    }
    common::in_namespace(NAME, || {
        let _socket = match socket_of(30) {
            Ok(socket) => socket,
            Err(error) => return common::skip(NAME, &format!("no TIPC: {error}")),
        };
        let mut buffer = vec![0; 32 * 1024];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::SOCK_DIAG).unwrap(), &mut buffer[..]);
        let mut sockets = connection.dump(sock_diag::tipc(TcpStates::ALL)).expect("begins");
        // besides the kernel's own, which listens
        let socket = loop {
            match sockets.next() {
                Ok(Some(socket)) if socket.state() != Some(TipcState::TIPC_OPEN) => {}
                Ok(_) => break sockets.last().expect("the socket"),
                Err(error) => return common::skip(NAME, &format!("no diag module of TIPC: {error}")),
            }
        };
        let reference = socket.reference().expect("a reference");
        let text =
            format!("{:?}", nlwire::decode::Decoder::new().describe(Protocol::SOCK_DIAG, socket.message));
        assert!(text.contains("TIPC_NLA_SOCK_TIPC_STATE: TIPC_OPEN"), "{text}");
        let output = common::tool("ss").args(["-a", "--tipc"]).output().expect("ss");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains(&format!(":{reference}")), "{text} {said}");
    });
}
#[test]
fn sockets_of_smc_are_listed() {
    const NAME: &str = "unix::sockets_of_smc_are_listed";
    common::in_namespace(NAME, || {
        let socket = match socket_of(43) {
            Ok(socket) => socket,
            Err(error) => return common::skip(NAME, &format!("no SMC: {error}")),
        };
        let address: core::net::SocketAddrV4 = "127.0.0.1:0".parse().unwrap();
        rustix::net::bind(&socket, &address).expect("an address");
        rustix::net::listen(&socket, 1).expect("a listener");
        let mut buffer = vec![0; 64 * 1024];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::SOCK_DIAG).unwrap(), &mut buffer[..]);
        let mut sockets = connection.dump(sock_diag::smc(SmcDiagExt::all())).expect("begins");
        let found = match sockets.next() {
            Ok(found) => found.expect("the socket"),
            Err(error) => return common::skip(NAME, &format!("no diag module of SMC: {error}")),
        };
        assert_eq!((found.state(), found.local().ip()), (SmcState::SMC_LISTEN, "127.0.0.1".parse().unwrap()));
        let bound = rustix::net::getsockname(&socket).expect("a name");
        let bound = core::net::SocketAddr::try_from(bound).expect("of IPv4");
        assert_eq!(found.local(), bound);
        assert!(found.attrs.get(SmcDiag::SMC_DIAG_FALLBACK).expect("whole").is_some());
    });
}
#[test]
fn sockets_of_unix_are_those_that_ss_lists() {
    const NAME: &str = "unix::sockets_of_unix_are_those_that_ss_lists";
    use std::os::{linux::net::SocketAddrExt, unix::net};
    in_namespace(NAME, || {
        let path = std::env::temp_dir().join(format!("nlwire-diag-{}", std::process::id()));
        let listener = net::UnixListener::bind(&path).expect("a path");
        let waiting = net::UnixStream::connect(&path).expect("a connection that waits");
        let hidden = net::SocketAddr::from_abstract_name(b"nlwire\0diag").expect("an abstract name");
        let abstracted = net::UnixDatagram::bind_addr(&hidden).expect("bound");
        let pair = net::UnixStream::pair().expect("a pair");
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let show = UnixShow::from_bits_retain(0x7f);
        let mut ours = BTreeSet::new();
        let mut sockets = connection.dump(sock_diag::unix(show)).expect("begins");
        let (mut files, mut icons, mut name) = (0, 0, Vec::new());
        while let Some(socket) = sockets.next().expect("a socket") {
            let pick = nlwire::pick!(
                socket.attrs,
                UnixDiag {
                    name: UNIX_DIAG_NAME,
                    vfs: UNIX_DIAG_VFS,
                    peer: UNIX_DIAG_PEER,
                    icons: UNIX_DIAG_ICONS,
                    uid: UNIX_DIAG_UID
                }
            )
            .expect("all of it");
            ours.insert((socket.header.get(UnixDiagMsg::udiag_ino), pick.peer.unwrap_or(0)));
            icons += pick.icons.map_or(0, |icons| icons.iter().count());
            assert_eq!(pick.uid, Some(0));
            if let Some(vfs) = pick.vfs {
                let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&path).expect("the file"));
                assert_eq!(u64::from(vfs.get(UnixDiagVfs::udiag_vfs_ino)), inode & 0xffff_ffff);
                files += 1;
            }
            if let Some(of) = pick.name.and_then(|name| name.abstract_name()) {
                name = of.to_vec();
                assert!(
                    format!("{socket:?}").contains(r#"UNIX_DIAG_NAME: "\x00nlwire\x00diag""#),
                    "{socket:?}"
                );
            }
        }
        assert_eq!((files, icons, &*name), (1, 1, &b"nlwire\0diag"[..]));
        std::fs::remove_file(&path).expect("the path goes");
        let inode = ours.iter().next_back().expect("a socket").0;
        let one = connection.get(sock_diag::find_unix(inode, show)).expect("by its inode");
        assert_eq!(one.header.get(UnixDiagMsg::udiag_ino), inode);
        let absent = connection.get(sock_diag::find_unix(1, show)).expect_err("nothing has that inode");
        assert!(absent.is_not_found(), "{absent}");
        let Some(lines) = ss(NAME, &["-x", "-a"]) else { return };
        let number = |text: &str| text.parse().expect("an inode");
        let theirs: BTreeSet<(u32, u32)> =
            lines.iter().map(|line| (number(&line[line.len() - 3]), number(&line[line.len() - 1]))).collect();
        assert_eq!(ours, theirs);
        drop((listener, waiting, abstracted, pair));
    });
}
#[test]
fn sockets_of_netlink_and_packet_are_those_of_proc() {
    const NAME: &str = "unix::sockets_of_netlink_and_packet_are_those_of_proc";
    in_namespace(NAME, || {
        let groups = [1, 5, 27];
        let heard = nlwire::socket::Config::new(Protocol::ROUTE).groups(groups).open().expect("a socket");
        let packets = rustix::net::socket_with(
            rustix::net::AddressFamily::PACKET,
            rustix::net::SocketType::RAW,
            rustix::net::SocketFlags::CLOEXEC,
            core::num::NonZero::new(u32::from(0x0806u16.to_be())).map(rustix::net::Protocol::from_raw),
        )
        .expect("a socket of packets");
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let mut ours = BTreeSet::new();
        let mut sockets =
            connection.dump(sock_diag::netlink(NetlinkShow::NDIAG_SHOW_GROUPS)).expect("begins");
        while let Some(socket) = sockets.next().expect("a socket") {
            let joined = socket.attrs.get(NetlinkDiag::NETLINK_DIAG_GROUPS).unwrap().unwrap_or(&[]);
            let joined: Vec<_> = sock_diag::groups(joined).collect();
            if socket.header.get(NetlinkDiagMsg::ndiag_portid) == heard.port_id()
                && socket.header.get(NetlinkDiagMsg::ndiag_protocol) == 0
            {
                assert_eq!(joined, groups);
            }
            let mask =
                joined.iter().filter(|group| **group <= 32).fold(0u32, |mask, group| mask | 1 << (group - 1));
            ours.insert((
                socket.header.get(NetlinkDiagMsg::ndiag_protocol),
                socket.header.get(NetlinkDiagMsg::ndiag_portid),
                mask,
            ));
        }
        let file = std::fs::read_to_string("/proc/net/netlink").expect("/proc/net/netlink");
        let theirs: BTreeSet<(u8, u32, u32)> = file
            .lines()
            .skip(1)
            .map(|line| {
                let words: Vec<_> = line.split_whitespace().collect();
                let number = |at: usize| words[at].parse().expect("a number");
                (number(1) as u8, number(2), u32::from_str_radix(words[3], 16).expect("groups"))
            })
            .collect();
        assert_eq!(ours, theirs);

        let mut sockets =
            connection.dump(sock_diag::packet(PacketShow::from_bits_retain(0x3f))).expect("begins");
        let socket = match sockets.next() {
            Err(failure) if failure.is_not_found() => return skip(NAME, "this kernel has no packet_diag"),
            socket => socket.expect("a socket").expect("one"),
        };
        assert_eq!(socket.header.get(PacketDiagMsg::pdiag_num), nlwire::uapi::EtherType::ETH_P_ARP);
        let info = socket.attrs.get(PacketDiag::PACKET_DIAG_INFO).unwrap().expect("what it is like");
        let file = std::fs::read_to_string("/proc/net/packet").expect("/proc/net/packet");
        let line: Vec<_> = file.lines().nth(1).expect("the one socket").split_whitespace().collect();
        let flags = info.get(PacketDiagInfo::pdi_flags).contains(PacketDiagFlags::PDI_RUNNING);
        assert_eq!(
            (line[5] == "1", line[8]),
            (flags, &*socket.header.get(PacketDiagMsg::pdiag_ino).to_string())
        );
        assert!(sockets.next().expect("the end").is_none());
        drop((heard, packets));
    });
}
