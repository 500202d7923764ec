//! Sockets of TCP, UDP and MPTCP.
use super::*;

/// Listeners, connections from chosen and from any ports, sockets of UDP: about three hundred, of which some are bound to a link and some
/// bear a mark. Ports below 32768 were chosen, the others were the kernel's choice.
fn open_many() -> Vec<OwnedFd> {
    let mut open: Vec<OwnedFd> = Vec::new();
    for last in 0..=16 {
        let added = common::tool("ip")
            .args(["addr", "add", &format!("2001:db8::{last:x}/128"), "dev", "lo", "nodad"])
            .status();
        assert!(added.expect("ip, which comes with ss").success());
    }
    let v6 = |last| IpAddr::from([0x2001, 0xdb8, 0, 0, 0, 0, 0, last]);
    let v4 = |last| IpAddr::from(Ipv4Addr::new(127, 0, last & 3, last));
    for (at, port) in (2000..2016u16).enumerate() {
        let address = match at % 4 {
            0 => v4(1 + at as u8),
            1 => v6(1 + at as u16),
            2 => IpAddr::from(Ipv4Addr::UNSPECIFIED),
            _ => IpAddr::from(Ipv6Addr::UNSPECIFIED),
        };
        let listener = TcpListener::bind((address, port)).expect("a listener");
        for turn in 0..4 {
            let towards = match at % 4 {
                0 => address,
                1 => address,
                2 => v4(turn),
                _ if turn % 2 == 0 => v4(9),
                _ => IpAddr::from(Ipv6Addr::LOCALHOST),
            };
            let stream = TcpStream::connect((towards, port)).expect("a connection");
            open.push(listener.accept().expect("its other end").0.into());
            open.push(stream.into());
        }
        open.push(listener.into());
    }
    for at in 0..60u16 {
        let address = match at % 3 {
            0 => v4(at as u8),
            1 => v6(1 + (at & 15)),
            _ => IpAddr::from(Ipv4Addr::UNSPECIFIED),
        };
        let socket = UdpSocket::bind((address, 3000 + at)).expect("a socket of UDP");
        if at % 5 == 0 && at % 3 != 2 {
            socket.connect((address, 4000 + at)).expect("connected");
        }
        open.push(socket.into());
    }
    for (at, fd) in open.iter().enumerate() {
        if at % 7 == 0 {
            set_mark(fd.as_fd(), 1 + at as u32 % 5);
        }
    }
    open
}
/// SO_MARK, for which rustix has no name.
#[allow(unsafe_code)]
fn set_mark(socket: BorrowedFd<'_>, mark: u32) {
    unsafe extern "C" {
        fn setsockopt(socket: i32, level: i32, name: i32, value: *const u32, len: u32) -> i32;
    }
    // SAFETY: the value is four bytes long, as is said, and lives during the call.
    let done = unsafe { setsockopt(socket.as_raw_fd(), 1, 36, &mark, 4) };
    assert_eq!(done, 0, "a mark, as root of the namespace");
}
#[test]
fn two_hundred_filters_choose_what_ss_chooses() {
    const NAME: &str = "inet::two_hundred_filters_choose_what_ss_chooses";
    in_namespace(NAME, || {
        if !common::has_tools(NAME, &["ss", "ip"]) {
            return;
        }
        let open = open_many();
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let all = ends(&mut connection, IpProtocol::IPPROTO_TCP, &Sockets::all());
        assert_eq!(all.len(), 16 + 2 * 4 * 16);
        assert!(open.len() >= 200);
        let (mut chosen, mut some) = (0, 0);
        for turn in 0..200 {
            // who was given a port by the kernel is told by ss from the port alone, which is right of listeners only
            let listening = turn % 8 == 7;
            let udp = turn % 4 == 2;
            let mut text = String::new();
            let filter = expression(&mut random, 3, listening, &mut text);
            let states = match turn % 3 {
                _ if listening => TcpStates::TCPF_LISTEN,
                _ if udp => TcpStates::ALL,
                0 => TcpStates::ALL,
                1 => TcpStates::TCPF_ESTABLISHED,
                _ => TcpStates::TCPF_LISTEN | TcpStates::TCPF_ESTABLISHED,
            };
            let mut arguments = vec![if udp { "-u" } else { "-t" }];
            match states {
                TcpStates::TCPF_LISTEN => arguments.extend(["state", "listening"]),
                TcpStates::TCPF_ESTABLISHED => arguments.extend(["state", "established"]),
                TcpStates::ALL => arguments.extend(["state", "all"]),
                _ => arguments.extend(["state", "listening", "state", "established"]),
            }
            arguments.extend(text.split_whitespace());
            let Some(lines) = ss(NAME, &arguments) else { return };
            let protocol = if udp { IpProtocol::IPPROTO_UDP } else { IpProtocol::IPPROTO_TCP };
            let ours = ends(&mut connection, protocol, &Sockets::all().states(states).filter(filter));
            assert_eq!(ours, ends_of_ss(&lines), "turn {turn}: {text}\n{filter:?}");
            chosen += ours.len();
            some += usize::from(!ours.is_empty());
        }
        // expressions that choose nothing, or all, would prove little
        assert!(some > 100 && chosen > 2000 && chosen < 200 * all.len(), "{some} {chosen}");
        drop(open);
    });
}
/// A random expression, and the same in ss's words.
fn expression(random: &mut Random, depth: u64, auto: bool, text: &mut String) -> Filter<'static> {
    let list = |random: &mut Random, between: &str, text: &mut String| {
        text.push_str(" (");
        let of: Vec<_> = (0..2 + random.below(2))
            .map(|at| {
                text.push_str(if at == 0 { "" } else { between });
                expression(random, depth - 1, auto, text)
            })
            .collect();
        text.push_str(" )");
        &*of.leak()
    };
    match random.below(if depth == 0 { 8 } else { 12 }) {
        8 | 11 => Filter::All(list(random, " and", text)),
        9 => Filter::Any(list(random, " or", text)),
        10 => {
            text.push_str(" not (");
            let of = Box::leak(Box::new(expression(random, depth - 1, auto, text)));
            text.push_str(" )");
            Filter::Not(of)
        }
        leaf => {
            let port = random
                .one(&[2000, 2001, 2003, 2007, 2008, 2015, 3000, 3007, 3015, 3030, 4000, 4015, 1, 40000]);
            let (is, word) = random.one(&[
                (PortIs::Equal as fn(u16) -> PortIs, "="),
                (PortIs::AtLeast as fn(u16) -> PortIs, ">="),
                (PortIs::AtMost as fn(u16) -> PortIs, "<="),
            ]);
            match leaf {
                0 | 1 => {
                    text.push_str(&format!(" sport {word} :{port}"));
                    Filter::SourcePort(is(port))
                }
                2 => {
                    text.push_str(&format!(" dport {word} :{port}"));
                    Filter::DestinationPort(is(port))
                }
                3..=5 => {
                    // none that begins with zeros: ss evaluates the expression once more by itself, and does not tell :: from 0.0.0.0 then
                    let address: IpAddr = random
                        .one(&[
                            "127.0.0.1",
                            "127.0.1.9",
                            "127.0.1.1",
                            "127.0.3.7",
                            "2001:db8::1",
                            "2001:db8::9",
                            "127.0.1.5",
                        ])
                        .parse()
                        .unwrap();
                    let most = if address.is_ipv4() { 32 } else { 128 };
                    let prefix = random.one(&[most, most, most - 8, most - 2, 8, 24]);
                    let with = (random.below(4) == 0).then_some(port);
                    let host = Host { address, prefix, port: with };
                    let with = with.map_or(String::new(), |port| format!(":{port}"));
                    let shown = if address.is_ipv4() {
                        format!("{address}/{prefix}")
                    } else {
                        format!("[{address}/{prefix}]")
                    };
                    let way = if leaf == 5 { "dst" } else { "src" };
                    text.push_str(&format!(" {way} {shown}{with}"));
                    if leaf == 5 { Filter::Destination(host) } else { Filter::Source(host) }
                }
                6 if auto => {
                    text.push_str(" autobound");
                    Filter::AutoBound
                }
                6 => {
                    text.push_str(" dev lo");
                    Filter::Device(1)
                }
                _ => {
                    let (mark, mask) = random.one(&[(1, 1), (2, 7), (0, 7), (4, 4), (3, 7), (0, 1)]);
                    text.push_str(&format!(" fwmark = {mark:#x}/{mask:#x}"));
                    Filter::Mark { mark, mask }
                }
            }
        }
    }
}
/// A connection over which both ends have spoken: the client, the server.
fn talk_over(address: &str) -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind(address).expect("a listener");
    let mut client = TcpStream::connect(listener.local_addr().unwrap()).expect("a connection");
    let (mut server, _) = listener.accept().expect("its other end");
    let mut heard = [0; 1000];
    client.write_all(&[1; 1000]).unwrap();
    server.read_exact(&mut heard).unwrap();
    server.write_all(&[2; 500]).unwrap();
    client.read_exact(&mut heard[..500]).unwrap();
    (client, server)
}
/// What stands behind `name` in a line of ss, up to the next `end`.
fn told<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let at = line.find(&format!(" {name}"))? + 1 + name.len();
    line[at..].split([' ', ')']).next()
}
#[test]
fn a_connection_is_told_as_ss_tells_it() {
    const NAME: &str = "inet::a_connection_is_told_as_ss_tells_it";
    in_namespace(NAME, || {
        let (client, server) = talk_over("127.0.0.1:2345");
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let (local, remote) = (client.local_addr().unwrap(), client.peer_addr().unwrap());
        let socket = connection.get(sock_diag::find(Tcp, local, remote)).expect("the client");
        assert_eq!((socket.local(), socket.remote()), (Some(local), Some(remote)));
        assert_eq!(socket.state(), TcpState::TCP_ESTABLISHED);
        let info = socket.tcp_info().expect("what TCP tells, since TCP was asked for");
        assert_eq!(info.get(TcpInfo::tcpi_bytes_received), Some(500));
        assert_eq!(info.get(TcpInfo::tcpi_bytes_sent), Some(1000));
        assert!(info.beyond().is_empty(), "this kernel's tcp_info is larger: {} bytes", info.bytes().len());
        let text = format!("{socket:?}");
        assert!(
            text.contains("idiag_src: 127.0.0.1") && text.contains("tcpi_state: TCP_ESTABLISHED"),
            "{text}"
        );

        let all = Sockets { show: InetDiagExt::all(), ..Sockets::all() }.filter(Filter::sport(2345));
        let states = all.states(TcpStates::TCPF_ESTABLISHED);
        let mut sockets = connection.dump(sock_diag::tcp(AddressFamily::AF_INET, &states)).expect("begins");
        let socket = sockets.next().expect("the server").expect("one");
        let Some(lines) = ss(NAME, &["-t", "-i", "-m", "-e", "-O", "sport", "=", ":2345"]) else { return };
        let line = lines[0].join(" ");
        let info = socket.tcp_info().expect("tcp_info");
        let scale = info.get(TcpInfo::tcpi_wscale).unwrap();
        let number = |field: Field<TcpInfo, u32>| info.get(field).unwrap().to_string();
        let same = [
            ("wscale:", format!("{},{}", scale.tcpi_snd_wscale(), scale.tcpi_rcv_wscale())),
            ("mss:", number(TcpInfo::tcpi_snd_mss)),
            ("pmtu:", number(TcpInfo::tcpi_pmtu)),
            ("rcvmss:", number(TcpInfo::tcpi_rcv_mss)),
            ("advmss:", number(TcpInfo::tcpi_advmss)),
            ("cwnd:", number(TcpInfo::tcpi_snd_cwnd)),
            ("bytes_sent:", info.get(TcpInfo::tcpi_bytes_sent).unwrap().to_string()),
            ("bytes_received:", info.get(TcpInfo::tcpi_bytes_received).unwrap().to_string()),
            ("segs_out:", number(TcpInfo::tcpi_segs_out)),
            ("data_segs_in:", number(TcpInfo::tcpi_data_segs_in)),
            ("rcv_ssthresh:", number(TcpInfo::tcpi_rcv_ssthresh)),
            ("delivered:", number(TcpInfo::tcpi_delivered)),
            ("ino:", socket.header.get(InetDiagMsg::idiag_inode).to_string()),
            ("sk:", format!("{:x}", socket.header.get(InetDiagMsg::id).cookie())),
        ];
        for (name, ours) in same {
            assert_eq!(told(&line, name), Some(&*ours), "{name} in {line}");
        }
        let memory = socket.inet().get(InetDiag::INET_DIAG_SKMEMINFO).unwrap().unwrap();
        let memory = memory.whole().expect("nine numbers");
        let ours = format!(
            "(r{},rb{},t{},tb{},f{},w{},o{},bl{},d{}",
            memory.get(SkMemInfo::SK_MEMINFO_RMEM_ALLOC),
            memory.get(SkMemInfo::SK_MEMINFO_RCVBUF),
            memory.get(SkMemInfo::SK_MEMINFO_WMEM_ALLOC),
            memory.get(SkMemInfo::SK_MEMINFO_SNDBUF),
            memory.get(SkMemInfo::SK_MEMINFO_FWD_ALLOC),
            memory.get(SkMemInfo::SK_MEMINFO_WMEM_QUEUED),
            memory.get(SkMemInfo::SK_MEMINFO_OPTMEM),
            memory.get(SkMemInfo::SK_MEMINFO_BACKLOG),
            memory.get(SkMemInfo::SK_MEMINFO_DROPS)
        );
        assert_eq!(told(&line, "skmem:"), Some(&*ours), "{line}");
        let control = socket.inet().get(InetDiag::INET_DIAG_CONG).unwrap().unwrap();
        assert!(line.contains(&format!(" {control} ")), "{control} in {line}");
        assert!(sockets.next().expect("the end").is_none());
        drop((client, server));
    });
}
#[test]
fn a_destroyed_connection_is_aborted() {
    const NAME: &str = "inet::a_destroyed_connection_is_aborted";
    in_namespace(NAME, || {
        let (mut client, server) = talk_over("[::1]:2346");
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let protocol = IpProtocol::IPPROTO_TCP;
        let (local, remote) = (client.local_addr().unwrap(), client.peer_addr().unwrap());
        let found: sock_diag::InetMessage<'_, sock_diag::TcpDiag> =
            connection.get(sock_diag::find(Tcp, local, remote)).expect("it");
        let socket = *found.header;
        match connection.run(sock_diag::destroy(protocol, &socket)) {
            Err(failure) if failure.errno() == Some(Errno::EOPNOTSUPP) => {
                return skip(NAME, "this kernel has no INET_DIAG_DESTROY");
            }
            done => drop(done.expect("it ends")),
        }
        let heard = client.read(&mut [0]).expect_err("an aborted connection");
        assert_eq!(heard.kind(), std::io::ErrorKind::ConnectionAborted);
        let gone = connection.run(sock_diag::destroy(protocol, &socket)).expect_err("it is gone");
        assert!(gone.is_not_found(), "{gone}");
        let gone = connection.get(sock_diag::find(Tcp, local, remote)).expect_err("it is gone");
        assert!(gone.is_not_found(), "{gone}");
        drop(server);
    });
}
#[test]
fn mptcp_is_asked_for_and_told_as_mptcp() {
    const NAME: &str = "inet::mptcp_is_asked_for_and_told_as_mptcp";
    in_namespace(NAME, || {
        use rustix::net::{AddressFamily as Family, SocketFlags, SocketType};
        let mptcp = core::num::NonZero::new(IPPROTO_MPTCP).map(rustix::net::Protocol::from_raw);
        let socket =
            || rustix::net::socket_with(Family::INET, SocketType::STREAM, SocketFlags::CLOEXEC, mptcp);
        let Ok(listener) = socket() else { return skip(NAME, "this kernel has no MPTCP") };
        let address: SocketAddr = "127.0.0.1:2347".parse().unwrap();
        rustix::net::bind(&listener, &address).expect("bound");
        rustix::net::listen(&listener, 8).expect("it listens");
        let mut client = TcpStream::from(socket().expect("another"));
        rustix::net::connect(&client, &address).expect("connected");
        let mut server = TcpStream::from(rustix::net::accept(&listener).expect("accepted"));
        client.write_all(&[1; 100]).unwrap();
        server.read_exact(&mut [0; 100]).unwrap();
        let mut buffer = [0; 32 * 1024];
        let mut connection = connect(&mut buffer);
        let wanted = Sockets::all().states(TcpStates::TCPF_ESTABLISHED);
        let mut sockets = connection.dump(sock_diag::mptcp(AddressFamily::AF_INET, &wanted)).expect("begins");
        let mut tokens = Vec::new();
        loop {
            let socket = match sockets.next() {
                Err(failure) if failure.is_not_found() => return skip(NAME, "this kernel has no mptcp_diag"),
                Err(failure) => panic!("{failure}"),
                Ok(None) => break,
                Ok(Some(socket)) => socket,
            };
            let Some(info) = socket.mptcp_info() else { panic!("{socket:?}") };
            tokens.extend(info.get(MptcpInfo::mptcpi_token));
        }
        assert_eq!(tokens.len(), 2, "both ends");
        // TCP's own answer tells the same tokens of its subflows
        let wanted = wanted.show(InetDiagExt::INET_DIAG_INFO);
        let mut sockets = connection.dump(sock_diag::tcp(AddressFamily::AF_INET, &wanted)).expect("begins");
        let mut found = 0;
        while let Some(socket) = sockets.next().expect("a subflow") {
            let ulp = socket.inet().get(InetDiag::INET_DIAG_ULP_INFO).unwrap().expect("what lies above TCP");
            assert!(ulp.get(UlpInfo::INET_ULP_INFO_NAME).unwrap().unwrap() == "mptcp");
            let subflow = ulp.get(UlpInfo::INET_ULP_INFO_MPTCP).unwrap().expect("a subflow");
            let token = subflow.get(MptcpSubflow::MPTCP_SUBFLOW_ATTR_TOKEN_LOC).unwrap().expect("a token");
            found += usize::from(tokens.contains(&token));
        }
        assert_eq!(found, 2);
    });
}
