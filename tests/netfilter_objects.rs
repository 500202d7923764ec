//! Accounting objects, conntrack timeout policies, helpers in user space and fingerprints: against the running kernel, `nfacct`, `nfct` and
//! `nft`.
#![cfg(all(
    feature = "std",
    feature = "nfacct",
    feature = "cttimeout",
    feature = "cthelper",
    feature = "osf",
    target_os = "linux"
))]

mod common;

use nlwire::{
    client::{Completion, Connection, ErrorKind},
    netfilter::{
        NfProto,
        cthelper::{self, *},
        cttimeout::{self, *},
        nfacct::{self, *},
        osf::{self, *},
    },
    schema::View,
    socket::{Protocol, Socket},
    uapi::IpProtocol,
    wire::Errno,
};
use std::{error::Error, time::Duration};

type Tested = Result<(), Box<dyn Error>>;
type Client<'b> = Connection<Socket, &'b mut [u8]>;

fn tool(program: &str, args: &str) -> String {
    let output = common::tool(program).args(args.split(' ')).output().expect("it is there");
    assert!(output.status.success(), "{program} {args}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
fn connect(buffer: &mut [u8]) -> Result<Client<'_>, Box<dyn Error>> {
    let socket = Socket::new(Protocol::NETFILTER)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    Ok(Connection::over_socket(socket, buffer))
}
fn errno(result: nlwire::client::Result<Completion, Socket>) -> Option<Errno> {
    result.err().and_then(|error| error.errno())
}

#[test]
fn accounting_objects_are_what_nfacct_says() {
    let name = "accounting_objects_are_what_nfacct_says";
    common::in_namespace(name, || {
        if common::has_tools(name, &["nfacct"]) {
            accounting(name).expect("all of it");
        }
    });
}
fn accounting(test: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    match errno(connection.run(nfacct::create("ours", None))) {
        None => {}
        Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no nfacct");
            return Ok(());
        }
        error => panic!("{error:?}"),
    }
    assert_eq!(errno(connection.run(nfacct::create("ours", None))), Some(Errno::EEXIST));
    connection.run(nfacct::create("packets", Some(Quota::Packets(5))))?;
    tool("nfacct", "add theirs byte 1000");
    let zero = "{ pkts = 00000000000000000000, bytes = 00000000000000000000";
    // nfacct reads half of its own flags, which is the wrong one on a big-endian machine
    let mode = |word| if cfg!(target_endian = "little") { word } else { "unknown" };
    let (packet, byte) = (mode("packet"), mode("byte"));
    let expected = format!(
        "{zero} }} = ours;\n{zero}, quota = 00000000000000000005, mode = {packet}, overquota = no }} = packets;\n{zero}, quota = 00000000000000001000, mode = {byte}, overquota = no }} = theirs;\n"
    );
    assert_eq!(tool("nfacct", "list"), expected);
    let (mut found, mut objects) = (Vec::new(), connection.dump(nfacct::list())?);
    while let Some(object) = objects.next()? {
        assert!(!format!("{object:?}").contains('#'), "{object:?}");
        View::of(object.attrs).check()?;
        let counters = (object.packets(), object.bytes(), object.uses());
        assert_eq!(counters, (Some(0), Some(0), Some(1)));
        found.push((object.name().ok_or("no name")?.to_string(), object.quota()));
    }
    let all = [
        ("ours".to_string(), None),
        ("packets".to_string(), Some(Quota::Packets(5))),
        ("theirs".to_string(), Some(Quota::Bytes(1000))),
    ];
    assert_eq!(found, all);
    // by the flags: bytes only
    let both = AcctFlags::NFACCT_F_QUOTA_BYTES | AcctFlags::NFACCT_F_QUOTA_PKTS;
    let mut bytes = connection.dump(nfacct::list_only(AcctFlags::NFACCT_F_QUOTA_BYTES, both))?;
    assert_eq!(bytes.next()?.and_then(|object| object.name()), Some("theirs".into()));
    assert!(bytes.next()?.is_none());
    assert_eq!(connection.get(nfacct::get_and_reset("theirs"))?.quota(), Some(Quota::Bytes(1000)));
    connection.run(nfacct::reset("ours"))?;
    connection.run(nfacct::delete("ours"))?;
    assert!(connection.get(nfacct::by_name("ours")).is_err_and(|error| error.is_not_found()));
    assert_eq!(errno(connection.run(nfacct::delete("ours"))), Some(Errno::ENOENT));
    let mut count = 0;
    let mut rest = connection.dump(nfacct::list_and_reset())?;
    while rest.next()?.is_some() {
        count += 1;
    }
    assert_eq!(count, 2);
    connection.run(nfacct::delete_unused())?;
    assert_eq!(tool("nfacct", "list"), "");
    Ok(())
}

#[test]
fn timeout_policies_are_what_nfct_says() {
    let name = "timeout_policies_are_what_nfct_says";
    common::in_namespace(name, || {
        if common::has_tools(name, &["nfct"]) {
            timeouts(name).expect("all of it");
        }
    });
}
fn timeouts(test: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let (v4, v6) = (NfProto::NFPROTO_IPV4, NfProto::NFPROTO_IPV6);
    let tcp = cttimeout::create("tcp", v4, TimeoutProtocol::TCP, |tcp| {
        tcp.put(CtTimeoutTcp::CTA_TIMEOUT_TCP_ESTABLISHED, 600u32)
            .put(CtTimeoutTcp::CTA_TIMEOUT_TCP_UNACK, 77u32);
    });
    match errno(connection.run(tcp)) {
        None => {}
        Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no timeout policies");
            return Ok(());
        }
        error => panic!("{error:?}"),
    }
    assert_eq!(errno(connection.run(tcp)), Some(Errno::EEXIST));
    let text = tool("nfct", "get timeout tcp");
    for part in
        [".l3proto = 2,", ".l4proto = 6,", ".ESTABLISHED = 600,", ".UNACKNOWLEDGED = 77,", ".SYN_SENT = 120,"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    connection.run(cttimeout::create("other", v6, TimeoutProtocol::GENERIC, |it| {
        it.put(CtTimeoutGeneric::CTA_TIMEOUT_GENERIC_TIMEOUT, 9u32);
    }))?;
    assert!(tool("nfct", "get timeout other").contains(".l4proto = 255,\n\t.policy = {\n\t\t.TIMEOUT = 9,"));
    for theirs in [
        "udp inet6 udp unreplied 10 replied 20",
        "icmp inet icmp timeout 7",
        "sctp inet sctp established 8",
        "gre inet gre unreplied 9",
    ] {
        tool("nfct", &format!("add timeout {theirs}"));
    }
    let (mut found, mut policies) = (Vec::new(), connection.dump(cttimeout::list())?);
    while let Some(policy) = policies.next()? {
        let text = format!("{policy:?}");
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
        View::of(policy.attrs).check()?;
        let seconds = match policy.timeouts().ok_or("no timeouts")? {
            TimeoutData::Tcp(it) => it.get(CtTimeoutTcp::CTA_TIMEOUT_TCP_ESTABLISHED)?,
            TimeoutData::Udp(it) => it.get(CtTimeoutUdp::CTA_TIMEOUT_UDP_REPLIED)?,
            TimeoutData::Icmp(it) => it.get(CtTimeoutIcmp::CTA_TIMEOUT_ICMP_TIMEOUT)?,
            TimeoutData::Sctp(it) => it.get(CtTimeoutSctp::CTA_TIMEOUT_SCTP_ESTABLISHED)?,
            TimeoutData::Gre(it) => it.get(CtTimeoutGre::CTA_TIMEOUT_GRE_UNREPLIED)?,
            TimeoutData::Generic(it) => it.get(CtTimeoutGeneric::CTA_TIMEOUT_GENERIC_TIMEOUT)?,
            other => panic!("{other:?}"),
        };
        let name = policy.name().ok_or("no name")?.to_string();
        found.push((name, policy.family(), seconds.map(|seconds| seconds.0), policy.uses()));
    }
    let all = [
        ("tcp", v4, 600),
        ("other", v6, 9),
        ("udp", v6, 20),
        ("icmp", v4, 7),
        ("sctp", v4, 8),
        ("gre", v4, 9),
    ];
    assert_eq!(
        found,
        all.map(|(name, family, seconds)| (name.to_string(), Some(family), Some(seconds), Some(1)))
    );
    connection.run(cttimeout::replace("tcp", v4, TimeoutProtocol::TCP, |tcp| {
        tcp.put(CtTimeoutTcp::CTA_TIMEOUT_TCP_CLOSE, 3u32);
    }))?;
    let Some(TimeoutData::Tcp(tcp)) = connection.get(cttimeout::by_name("tcp"))?.timeouts() else { panic!() };
    assert_eq!(tcp.get(CtTimeoutTcp::CTA_TIMEOUT_TCP_CLOSE)?.map(|seconds| seconds.0), Some(3));

    connection.run(cttimeout::set_defaults(v4, TimeoutProtocol::UDP, |udp| {
        udp.put(CtTimeoutUdp::CTA_TIMEOUT_UDP_REPLIED, 99u32);
    }))?;
    assert!(tool("nfct", "default-get timeout inet udp").contains(".REPLIED = 99,"));
    let defaults = connection.get(cttimeout::defaults(v4, IpProtocol::IPPROTO_UDP))?;
    let Some(TimeoutData::Udp(udp)) = defaults.timeouts() else { panic!() };
    assert_eq!(udp.get(CtTimeoutUdp::CTA_TIMEOUT_UDP_REPLIED)?.map(|seconds| seconds.0), Some(99));
    connection.run(cttimeout::delete("tcp"))?;
    assert_eq!(errno(connection.run(cttimeout::delete("tcp"))), Some(Errno::ENOENT));
    connection.run(cttimeout::delete_unused())?;
    assert_eq!(tool("nfct", "list timeout"), "");
    Ok(())
}

#[test]
fn helpers_in_user_space_are_made_listed_and_deleted() {
    let name = "helpers_in_user_space_are_made_listed_and_deleted";
    // helpers are not of a network namespace: for the system's own root
    common::in_namespace_of_root(name, || helpers(name).expect("all of it"));
}
fn helpers(test: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let key = ("nlwire", NfProto::NFPROTO_IPV4, IpProtocol::IPPROTO_TCP);
    let classes = [
        ExpectPolicySpec { name: "data", max: 3, timeout: 300 },
        ExpectPolicySpec { name: "more", max: 1, timeout: 60 },
    ];
    let spec =
        HelperSpec { queue: 77, policies: &classes, private_len: 16, ..HelperSpec::new(key.0, key.1, key.2) };
    match errno(connection.run(cthelper::create(&spec))) {
        None => {}
        Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no helpers in user space");
            return Ok(());
        }
        error => panic!("{error:?}"),
    }
    assert_eq!(errno(connection.run(cthelper::create(&spec))), Some(Errno::EEXIST));
    if common::has_tools(test, &["nfct"]) {
        let text = tool("nfct", "list helper");
        for part in [
            ".name = nlwire",
            ".queuenum = 77",
            ".l3protonum = 2",
            ".l4protonum = 6",
            ".priv_data_len = 16",
            ".status = enabled",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
    let mut found = 0;
    let mut helpers = connection.dump(cthelper::list())?;
    while let Some(helper) = helpers.next()? {
        let text = format!("{helper:?}");
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
        View::of(helper.attrs).check()?;
        if helper.name() != Some("nlwire".into()) {
            continue;
        }
        found += 1;
        assert_eq!((helper.protocols(), helper.queue()), (Some((key.1, key.2)), Some(77)));
        for (policy, class) in helper.policies().zip(&classes) {
            assert_eq!(policy.get(ExpectPolicy::NFCTH_POLICY_NAME)?, Some(class.name.into()));
            let max = policy.get(ExpectPolicy::NFCTH_POLICY_EXPECT_MAX)?.map(|max| max.0);
            let seconds = policy.get(ExpectPolicy::NFCTH_POLICY_EXPECT_TIMEOUT)?.map(|seconds| seconds.0);
            assert_eq!((max, seconds), (Some(class.max), Some(class.timeout)));
        }
        assert_eq!(helper.policies().count(), 2);
    }
    assert_eq!(found, 1);
    let disabled = HelperStatus::NFCT_HELPER_STATUS_DISABLED;
    connection.run(cthelper::set_status(key.0, key.1, key.2, disabled))?;
    assert_eq!(connection.get(cthelper::find(key.0, key.1, key.2))?.status(), Some(disabled));
    connection.run(cthelper::delete(key.0, key.1, key.2))?;
    // acknowledged by kernels that overwrite the error
    let absent = connection.get(cthelper::find(key.0, key.1, key.2)).expect_err("deleted");
    assert!(absent.is_not_found() || matches!(absent.kind, ErrorKind::MissingReply), "{absent}");
    Ok(())
}

#[test]
fn a_fingerprint_matches_the_packets_of_this_kernel() {
    let name = "a_fingerprint_matches_the_packets_of_this_kernel";
    // fingerprints are not of a network namespace: for the system's own root
    common::in_namespace_of_root(name, || {
        if common::has_tools(name, &["nft"]) {
            fingerprints(name).expect("all of it");
        }
    });
}
fn fingerprints(test: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    // a SYN over the loopback device
    let options = [
        (OptionKind::OSFOPT_MSS, 4),
        (OptionKind::OSFOPT_SACKP, 2),
        (OptionKind::OSFOPT_TS, 10),
        (OptionKind::OSFOPT_NOP, 1),
        (OptionKind::OSFOPT_WSO, 3),
    ];
    let spec = FingerSpec {
        ttl: 64,
        dont_fragment: true,
        len: 60,
        options: &options,
        ..FingerSpec::new("nlwire", "1", "x")
    };
    let (finger, wrong) = (spec.to_struct(), FingerSpec { len: 61, genre: "nlwrong", ..spec }.to_struct());
    match errno(connection.run(osf::add(&finger))) {
        None => {}
        Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no fingerprints");
            return Ok(());
        }
        error => panic!("{error:?}"),
    }
    assert_eq!(errno(connection.run(osf::add(&finger))), Some(Errno::EEXIST));
    connection.run(osf::add(&wrong))?;
    let rules = "table ip t { chain c { type filter hook input priority 0; osf ttl loose name \"nlwire\" counter; osf ttl loose name \"nlwrong\" counter; }; }";
    let loaded = common::tool("nft").arg(rules).output()?;
    let mut counted = None;
    if loaded.status.success() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        std::net::TcpStream::connect(listener.local_addr()?)?;
        counted = Some(tool("nft", "list chain ip t c"));
    }
    connection.run(osf::remove(&wrong))?;
    connection.run(osf::remove(&finger))?;
    assert_eq!(errno(connection.run(osf::remove(&finger))), Some(Errno::ENOENT));
    match counted {
        None => common::skip(
            test,
            &format!("in part: nft has no osf: {}", String::from_utf8_lossy(&loaded.stderr)),
        ),
        Some(text) => {
            // the SYN and its answer
            assert!(text.contains("\"nlwire\" counter packets 2 bytes 120"), "{text}");
            assert!(text.contains("\"nlwrong\" counter packets 0 bytes 0"), "{text}");
        }
    }
    Ok(())
}
