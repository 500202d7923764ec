//! Makes the recordings again, on the kernel that runs: each in a namespace of its own, or of processes of its own, and decodes to what is
//! asked of the one that is kept.
use super::{
    common::{has_tools, in_namespace, skip, tool},
    decoded, devices_of_uevents, devices_of_wireguard, flows_of_open_vswitch,
    packets::{pair, queue_output, received, rule},
    packets_logged, packets_queued, ports_of_open_vswitch, processes_of_the_connector,
    recorder::Recorder,
    tasks_of_taskstats,
};
use nlwire::{
    client::Connection,
    connector::{AckProcEvent, CnIndex, CnMessage, ExitProcEvent, ForkProcEvent, ProcEventData, listen},
    genl::{
        self, GenericHeader,
        openvswitch::{self as ovs, OvsHeader, VportType},
        taskstats::{self, TaskStats, TaskstatsMessage, Who},
        wireguard::{self as wg, AllowedIp, DeviceSpec, PeerSpec},
    },
    netfilter::{
        log::{self, LogConfig, LogFlags},
        nftables::{self, ExprKind, MetaKey, NftMeta, Register},
        queue::{self, QueueFlags, QueuedPacket, Verdict},
    },
    pcap::Direction,
    route::{IfInfo, Link, LinkInfo, LinkKind, NewLink, Veth, link},
    socket::{Config, Protocol, Socket},
    uevent::{KERNEL, Uevent},
    wire::{Be, Errno, Message, NewFlags},
};
use std::{
    io::Write,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, Command, Stdio},
    time::Duration,
};

fn anything(_: Message<'_>) -> bool {
    true
}
/// A shell that runs a script, as another user.
fn shell(script: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", script]).uid(3).gid(2).stdin(Stdio::piped());
    shell
}
fn ip(args: &str) -> bool {
    tool("ip").args(args.split(' ')).output().is_ok_and(|output| output.status.success())
}

#[test]
fn uevents() {
    const NAME: &str = "live::uevents";
    in_namespace(NAME, || {
        let socket = Config::new(Protocol::KOBJECT_UEVENT).groups([KERNEL]).open().unwrap();
        socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut buffer = [0; 8192];
        let mut route = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let operation = NewLink { index: 770, ..Default::default() };
        let made = route.request_with(operation, NewFlags::CREATE | NewFlags::EXCL, |link| {
            link.put(Link::IFLA_IFNAME, "uevent0");
            link.nest(Link::IFLA_LINKINFO, |info| {
                info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::VETH, |veth| {
                    let other = IfInfo::new().with(IfInfo::ifi_index, 771);
                    veth.headed(Veth::VETH_INFO_PEER, &other, |peer| {
                        _ = peer.put(Link::IFLA_IFNAME, "uevent1")
                    });
                });
            });
        });
        if let Err(failure) = made {
            return skip(NAME, &format!("no veth: {failure}"));
        }
        route.run(link::delete(770)).unwrap();
        let (mut recorder, mut datagram, mut gone) = (Recorder::new(), [0; 4096], 0);
        while gone < 2 {
            let len = socket.recv(&mut datagram).expect("an event in time");
            let event = Uevent::read(&datagram[..len]).unwrap();
            // what else this kernel tells this namespace of, if anything, is not for everyone's eyes
            if event.devpath().to_string().starts_with("/devices/virtual/net/uevent") {
                recorder.record(Protocol::KOBJECT_UEVENT, Direction::Received, &datagram[..len]);
                gone += u32::from(event.action() == "remove" && event.get("INTERFACE").is_some());
            }
        }
        devices_of_uevents(decoded(&recorder.finish("uevents.pcap")));
    });
}
#[test]
fn processes() {
    const NAME: &str = "live::processes";
    if !rustix::process::geteuid().is_root() {
        return skip(NAME, "only root may start a process of another user");
    }
    let group = [CnIndex::CN_IDX_PROC.0];
    let socket = match Config::new(Protocol::CONNECTOR).groups(group).receive_buffer(1 << 20).open() {
        Ok(socket) => socket,
        Err(error) => return skip(NAME, &error.to_string()),
    };
    socket.set_receive_timeout(Some(Duration::from_secs(2))).unwrap();
    let (mut recorder, mut buffer, mut datagram) = (Recorder::new(), [0; 64], [0; 256]);
    let request = listen(&mut buffer, 7, None).unwrap();
    socket.send(request).unwrap();
    recorder.record(Protocol::CONNECTOR, Direction::Sent, request);
    // the answer, whatever else is told before it
    loop {
        let Ok(len) = socket.recv(&mut datagram) else {
            return skip(NAME, "the kernel tells of processes only in its first namespaces");
        };
        let message = CnMessage::read(Message::new(&datagram[..len]).unwrap()).unwrap();
        let ours = message.header.get(nlwire::connector::CnMsg::ack) == 8;
        match message.proc_event().unwrap().map(|event| event.data) {
            Some(ProcEventData::None(ack)) if ours => match ack.get(AckProcEvent::err) {
                0 => break recorder.record(Protocol::CONNECTOR, Direction::Received, &datagram[..len]),
                errno => return skip(NAME, &format!("refused by errno {errno}")),
            },
            _ => {}
        }
    }
    socket.set_receive_timeout(Some(Duration::from_secs(20))).unwrap();
    let first = shell("printf nlwire-comm > /proc/self/comm; exit 3").spawn();
    let mut second = shell("ulimit -c 0; kill -SEGV $$");
    // SAFETY: one system call between fork and exec.
    unsafe { second.pre_exec(|| Ok(rustix::process::setsid().map(drop)?)) };
    let mut children: Vec<Child> = [first, second.spawn()].map(Result::unwrap).into();
    let ids: Vec<i32> = children.iter().map(|child| i32::try_from(child.id()).unwrap()).collect();
    let mut ended = 0;
    while ended < 2 {
        let len = socket.recv(&mut datagram).expect("an event in time");
        let message = CnMessage::read(Message::new(&datagram[..len]).unwrap()).unwrap();
        let Some(event) = message.proc_event().unwrap() else { continue };
        // of these two alone: of each of the others the process stands first, too
        let process = match event.data {
            ProcEventData::None(_) => continue,
            ProcEventData::Fork(fork) => fork.get(ForkProcEvent::child_tgid),
            ProcEventData::Exit(exit) => exit.get(ExitProcEvent::process_tgid).unwrap(),
            _ => i32::from_ne_bytes(message.data[20..24].try_into().unwrap()),
        };
        if ids.contains(&process) {
            recorder.record(Protocol::CONNECTOR, Direction::Received, &datagram[..len]);
            ended += u32::from(matches!(event.data, ProcEventData::Exit(_)));
        }
    }
    let codes: Vec<_> = children.iter_mut().map(|child| child.wait().unwrap()).collect();
    assert_eq!((codes[0].code(), codes[1].signal()), (Some(3), Some(11)));
    processes_of_the_connector(decoded(&recorder.finish("process.pcap")));
}
#[test]
fn tasks() {
    const NAME: &str = "live::tasks";
    static CHILD: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    use std::sync::atomic::Ordering::Relaxed;
    /// Not those of others.
    fn wanted(message: Message<'_>) -> bool {
        let Ok(TaskstatsMessage::New(view)) = TaskstatsMessage::decode(message) else { return true };
        view.attrs
            .told()
            .flatten()
            .all(|told| told.who == Who::Pid(CHILD.load(Relaxed)) || matches!(told.who, Who::Tgid(_)))
    }
    let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 8192]);
    let mut connection = recorder.connect(Protocol::GENERIC, &mut buffer, wanted);
    let Ok(family) = connection.run(genl::family(taskstats::NAME)) else {
        return skip(NAME, "this kernel has no TASKSTATS");
    };
    let mut child = shell("printf nlwire-comm > /proc/self/comm; echo ready; read line; exit 7");
    let mut child = match child.stdout(Stdio::piped()).spawn() {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return skip(NAME, "only root may start a process of another user");
        }
        child => child.unwrap(),
    };
    let pid = child.id();
    CHILD.store(pid, Relaxed);
    std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut [0; 6]).unwrap();
    let refused = |child: &mut Child, errno| {
        child.stdin.take();
        child.wait().unwrap();
        assert_eq!(errno, Some(Errno::EPERM));
        skip(NAME, "only root of the first namespaces may ask");
    };
    if let Err(failure) = taskstats::get(&mut connection, &family, Who::Pid(pid)) {
        return refused(&mut child, failure.errno());
    }
    taskstats::get(&mut connection, &family, Who::Tgid(pid)).unwrap();
    let cpus = std::fs::read_to_string("/sys/devices/system/cpu/possible").unwrap();
    if let Err(failure) = connection.run(taskstats::listen(&family, cpus.trim_end())) {
        return refused(&mut child, failure.errno());
    }
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    loop {
        let event = connection.next_event().expect("an event in time");
        let Ok(TaskstatsMessage::New(view)) = TaskstatsMessage::decode(event) else { continue };
        let told = view.attrs.told().next().unwrap().unwrap();
        if told.who == Who::Pid(pid) {
            assert_eq!(told.stats.get(TaskStats::ac_exitcode), Some(7 << 8));
            break;
        }
    }
    assert_eq!(child.wait().unwrap().code(), Some(7));
    tasks_of_taskstats(decoded(&recorder.finish("taskstats.pcap")));
}
#[test]
fn logged() {
    const NAME: &str = "live::logged";
    in_namespace(NAME, || {
        let (mut recorder, mut buffer, mut second) = (Recorder::new(), vec![0; 128 * 1024], vec![0; 8192]);
        let mut rules = Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut second[..]);
        if rules.run(nftables::generation()).is_err_and(|failure| failure.errno() == Some(Errno::EINVAL)) {
            return skip(NAME, "this kernel has no nf_tables");
        }
        let mut connection = recorder.connect(Protocol::NETFILTER, &mut buffer, anything);
        connection.run(log::bind(5)).unwrap();
        connection.run(log::copy_packets(5, 0)).unwrap();
        connection
            .run(log::configure(5, |config| {
                config.put(LogConfig::NFULA_CFG_FLAGS, Be(LogFlags::NFULNL_CFG_F_SEQ));
                config.put(LogConfig::NFULA_CFG_TIMEOUT, 1000u32).put(LogConfig::NFULA_CFG_QTHRESH, 5u32);
            }))
            .unwrap();
        connection
            .run(log::configure(5, |config| _ = config.put(LogConfig::NFULA_CFG_NLBUFSIZ, 65536u32)))
            .unwrap();
        rule(&mut rules, 1, |rule| {
            rule.immediate(Register::NFT_REG32_00, &0x77u32.to_ne_bytes());
            rule.expr(ExprKind::META, |meta| {
                meta.put(NftMeta::NFTA_META_KEY, Be(MetaKey::NFT_META_MARK));
                meta.put(NftMeta::NFTA_META_SREG, Be(Register::NFT_REG32_00));
            });
            rule.log(5, "seen: ");
        })
        .unwrap();
        let (from, to) = pair();
        for number in 0..5u8 {
            from.send(&vec![0xab; usize::from(number) + 1]).unwrap();
            received(&to);
        }
        for _ in 0..5 {
            log::next(&mut connection).unwrap();
        }
        connection.run(log::unbind(5)).unwrap();
        packets_logged(decoded(&recorder.finish("nflog.pcap")));
    });
}
#[test]
fn queued() {
    const NAME: &str = "live::queued";
    in_namespace(NAME, || {
        let (mut recorder, mut buffer, mut second) = (Recorder::new(), vec![0; 128 * 1024], vec![0; 8192]);
        let mut rules = Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut second[..]);
        if !queue_output(NAME, &mut rules) {
            return;
        }
        let mut connection = recorder.connect(Protocol::NETFILTER, &mut buffer, anything);
        connection.run(queue::bind(0)).unwrap();
        connection.run(queue::copy_packets(0, 0xffff)).unwrap();
        let flags = QueueFlags::NFQA_CFG_F_UID_GID;
        connection.run(queue::set_flags(0, flags, flags)).unwrap();
        let (from, to) = pair();
        from.send(b"first").unwrap();
        let id = queue::next(&mut connection).unwrap().id;
        connection.run(queue::verdict(0, id, Verdict::NF_ACCEPT)).unwrap();
        assert_eq!(received(&to), b"first");
        from.send(b"second").unwrap();
        let id = queue::next(&mut connection).unwrap().id;
        connection
            .run(queue::verdict_with(0, id, Verdict::NF_ACCEPT, |verdict| {
                _ = verdict.put(QueuedPacket::NFQA_MARK, 7u32)
            }))
            .unwrap();
        assert_eq!(received(&to), b"second");
        // cut short, and without the packet
        connection.run(queue::copy_packets(0, 21)).unwrap();
        from.send(b"a longer text").unwrap();
        queue::next(&mut connection).unwrap();
        connection.run(queue::copy_meta(0)).unwrap();
        from.send(b"the last").unwrap();
        let id = queue::next(&mut connection).unwrap().id;
        connection.run(queue::verdict_batch(0, id, Verdict::NF_ACCEPT)).unwrap();
        assert_eq!((received(&to).len(), received(&to)), (13, b"the last".to_vec()));
        connection.run(queue::unbind(0)).unwrap();
        packets_queued(decoded(&recorder.finish("nfqueue.pcap")));
    });
}
#[test]
fn wireguard() {
    const NAME: &str = "live::wireguard";
    in_namespace(NAME, || {
        if !has_tools(NAME, &["ip"]) {
            return;
        }
        if !ip("link add wg0 type wireguard") {
            return skip(NAME, "this kernel has no WireGuard");
        }
        let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 32 * 1024]);
        let mut connection = recorder.connect(Protocol::GENERIC, &mut buffer, anything);
        let family = connection.run(genl::family(wg::NAME)).unwrap();
        let key = |number: u8| {
            let mut key = [0; 32];
            key[3] = number;
            key[4] = 1;
            key
        };
        let private = wg::key_from_base64("GKp3ZCDtjXdxWs0kYtQYmn6jUqSdE4dYUBDEaxqMc1A=").unwrap();
        let (one, two, shared) = (key(1), key(2), key(99));
        let ips = ["10.1.0.0/16", "192.0.2.7/32", "2001:db8::/32"].map(|text| {
            let (address, prefix) = text.split_once('/').unwrap();
            AllowedIp::new(address.parse().unwrap(), prefix.parse().unwrap())
        });
        let peers = [
            PeerSpec {
                preshared_key: Some(&shared),
                endpoint: Some("192.0.2.1:51820".parse().unwrap()),
                persistent_keepalive: Some(25),
                allowed_ips: &ips,
                ..PeerSpec::new(&one)
            },
            PeerSpec { endpoint: Some("[2001:db8::1]:1024".parse().unwrap()), ..PeerSpec::new(&two) },
        ];
        let spec = DeviceSpec {
            private_key: Some(&private),
            listen_port: Some(4242),
            fwmark: Some(0x2a),
            replace_peers: true,
        };
        connection.run(wg::set(&family, "wg0", &spec, peers)).unwrap();
        let mut parts = wg::get(&mut connection, &family, "wg0").unwrap();
        while parts.next().unwrap().is_some() {}
        devices_of_wireguard(decoded(&recorder.finish("wireguard.pcap")));
    });
}
#[test]
fn open_vswitch() {
    const NAME: &str = "live::open_vswitch";
    in_namespace(NAME, || {
        let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 32 * 1024]);
        let mut connection = recorder.connect(Protocol::GENERIC, &mut buffer, anything);
        let Ok(datapaths) = connection.run(genl::family(ovs::DATAPATH_NAME)) else {
            return skip(NAME, "this kernel has no Open vSwitch");
        };
        if !has_tools(NAME, &["ip"]) {
            return;
        }
        let vports = connection.run(genl::family(ovs::VPORT_NAME)).unwrap();
        connection.run(ovs::add_datapath(&datapaths, "br0", 0)).unwrap();
        let index = connection
            .get(ovs::datapath(&datapaths, "br0"))
            .unwrap()
            .header
            .get(GenericHeader::user)
            .get(OvsHeader::dp_ifindex);
        assert!(ip("link add v0 type veth peer name v1"));
        for (kind, name) in
            [(VportType::OVS_VPORT_TYPE_NETDEV, "v0"), (VportType::OVS_VPORT_TYPE_INTERNAL, "in0")]
        {
            connection.run(ovs::add_vport(&vports, index, kind, name, 0)).unwrap();
        }
        let mut all = connection.dump(ovs::vports(&vports, index)).unwrap();
        while all.next().unwrap().is_some() {}
        let mut all = connection.dump(ovs::datapaths(&datapaths)).unwrap();
        while all.next().unwrap().is_some() {}
        connection.run(ovs::delete_datapath(&datapaths, "br0")).unwrap();
        ports_of_open_vswitch(decoded(&recorder.finish("openvswitch.pcap")));
    });
}
#[test]
fn open_vswitch_flows() {
    use nlwire::{
        genl::openvswitch::{
            Action, CtAction, Flow, FlowKey, KeyEthernet, KeyIpv4, Masked, MaskedKey, MeterUnit, NatAction,
            SampleAction, UserspaceAction, ZoneLimit,
        },
        uapi::EtherType,
        wire::{Attrs, Be, Flag, MacField, Writer},
    };
    const NAME: &str = "live::open_vswitch_flows";
    in_namespace(NAME, || {
        let (mut recorder, mut buffer) = (Recorder::new(), vec![0; 32 * 1024]);
        let mut connection = recorder.connect(Protocol::GENERIC, &mut buffer, anything);
        let connection = &mut connection;
        let pid = connection.transport().socket.port_id();
        let Ok(datapaths) = connection.run(genl::family(ovs::DATAPATH_NAME)) else {
            return skip(NAME, "this kernel has no Open vSwitch");
        };
        let [flows, packets, meters, limits] =
            [ovs::FLOW_NAME, ovs::PACKET_NAME, ovs::METER_NAME, ovs::CT_LIMIT_NAME]
                .map(|name| connection.run(genl::family(name)).unwrap());
        connection.run(ovs::add_datapath(&datapaths, "br0", 0)).unwrap();
        let found = connection.get(ovs::datapath(&datapaths, "br0")).unwrap().header;
        let index = found.get(GenericHeader::user).get(OvsHeader::dp_ifindex);
        let ttl = |ttl| KeyIpv4::new().with(KeyIpv4::ipv4_ttl, ttl);
        connection
            .run(ovs::add_flow(&flows, index, |flow| {
                flow.nest(Flow::OVS_FLOW_ATTR_KEY, |key| {
                    let ethernet =
                        KeyEthernet::new().with(KeyEthernet::eth_src, MacField([2, 0, 0, 0, 0, 1]));
                    key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 1u32)
                        .put(FlowKey::OVS_KEY_ATTR_ETHERNET, &ethernet)
                        .put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType::ETH_P_IP))
                        .put(
                            FlowKey::OVS_KEY_ATTR_IPV4,
                            &KeyIpv4::new().with(KeyIpv4::ipv4_dst, [10, 0, 0, 2].into()),
                        );
                });
                flow.nest(Flow::OVS_FLOW_ATTR_MASK, |mask| {
                    mask.put(FlowKey::OVS_KEY_ATTR_ETHERTYPE, Be(EtherType(0xffff))).put(
                        FlowKey::OVS_KEY_ATTR_IPV4,
                        &KeyIpv4::new().with(KeyIpv4::ipv4_dst, [255; 4].into()),
                    );
                });
                flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
                    actions.nest(Action::OVS_ACTION_ATTR_SET_MASKED, |set| {
                        set.put(MaskedKey::OVS_KEY_ATTR_IPV4, Masked::new(ttl(9), ttl(255)));
                    });
                    actions.nest(Action::OVS_ACTION_ATTR_SAMPLE, |sample| {
                        sample.put(SampleAction::OVS_SAMPLE_ATTR_PROBABILITY, u32::MAX / 2);
                        sample.nest(SampleAction::OVS_SAMPLE_ATTR_ACTIONS, |actions| {
                            actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 1u32);
                        });
                    });
                    actions.nest(Action::OVS_ACTION_ATTR_CT, |ct| {
                        ct.put(CtAction::OVS_CT_ATTR_COMMIT, Flag).nest(CtAction::OVS_CT_ATTR_NAT, |nat| {
                            nat.put(NatAction::OVS_NAT_ATTR_SRC, Flag);
                            nat.put(NatAction::OVS_NAT_ATTR_IP_MIN, std::net::Ipv4Addr::new(10, 0, 0, 240));
                        });
                    });
                    actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
                });
            }))
            .unwrap();
        let mut all = connection.dump(ovs::flows(&flows, index)).unwrap();
        while all.next().unwrap().is_some() {}
        let packet = [&[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x12, 0x34][..], &[0x5a; 46]].concat();
        let mut key = [0; 16];
        let mut key = Writer::<FlowKey>::new(&mut key);
        key.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 1u32);
        let key = Attrs::new(key.finish().unwrap());
        // the upcall comes before the acknowledgement
        connection
            .run(ovs::execute(&packets, index, &packet, key, |actions| {
                actions.nest(Action::OVS_ACTION_ATTR_USERSPACE, |upcall| {
                    upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_PID, pid);
                    upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_USERDATA, &[1u8, 2][..]);
                });
            }))
            .unwrap();
        assert_eq!(connection.unhandled_events(), 1);
        let band = [ovs::DropBand { rate: 1000, burst: 100 }];
        connection.run(ovs::set_meter(&meters, index, 3, MeterUnit::Packets, &band)).unwrap();
        connection.get(ovs::meter(&meters, index, 3)).unwrap();
        let zones = [ZoneLimit::new().with(ZoneLimit::zone_id, 5).with(ZoneLimit::limit, 100)];
        connection.run(ovs::set_ct_limits(&limits, index, &zones)).unwrap();
        connection.get(ovs::ct_limits(&limits, index)).unwrap();
        connection.run(ovs::delete_datapath(&datapaths, "br0")).unwrap();
        flows_of_open_vswitch(decoded(&recorder.finish("openvswitch-flows.pcap")));
    });
}
