//! ipset against the running kernel, and against what `ipset save` says, in both directions.
#![cfg(all(feature = "std", feature = "ipset", target_os = "linux"))]

mod common;

use nlwire::{
    client::{Completion, Connection},
    netfilter::ipset::{self, *},
    schema::View,
    socket::{Protocol, Socket},
    uapi::IpProtocol,
    wire::Errno,
};
use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    error::Error,
    io::Write,
    process::Stdio,
    time::Duration,
};

type Tested = Result<(), Box<dyn Error>>;
type Client<'b> = Connection<Socket, &'b mut [u8]>;

struct Counting;
thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}
// SAFETY: all is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, memory: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(memory) }
    }
    unsafe fn dealloc(&self, at: *mut u8, memory: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, memory) }
    }
}
#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What `ipset` prints, or why it refuses.
fn tool(args: &[&str], input: &str) -> Result<String, String> {
    let mut command = common::tool("ipset");
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("ipset is there");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("ipset reads");
    let output = child.wait_with_output().expect("ipset ends");
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}
/// The lines of `ipset save NAME` without the name, sorted.
fn saved(name: &str) -> Vec<String> {
    let text = tool(&["save", name], "").expect("it is saved");
    sorted(text.lines().map(|line| line.replacen(&format!(" {name} "), " ", 1).trim_end().to_string()))
}
fn sorted(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<_> = lines.into_iter().collect();
    lines.sort();
    lines
}
/// The names that `ipset` has for ICMP types, as numbers.
fn numbers_of_icmp(line: &str) -> String {
    line.replace("ipv6-icmp:echo-request", "ipv6-icmp:128/0").replace("icmp:echo-request", "icmp:8/0")
}
fn connect(buffer: &mut [u8]) -> Result<Client<'_>, Box<dyn Error>> {
    let socket = Socket::new(Protocol::NETFILTER)?;
    socket.set_receive_timeout(Some(Duration::from_secs(20)))?;
    Ok(Connection::over_socket(socket, buffer))
}
/// Our lines for a set, in the words of `ipset save` without the name; and the same set made anew under another name from what was read.
fn read_and_copy(
    reader: &mut Client<'_>,
    writer: &mut Client<'_>,
    name: &str,
    copy: &str,
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    let mut messages = reader.dump(ipset::list_set(name))?;
    while let Some(message) = messages.next()? {
        let text = format!("{message:?}");
        assert!(!text.contains('#') && !text.contains("misfit"), "{text}");
        View::of(message.attrs).check()?;
        assert_eq!(message.name().map(|name| name.to_string()).as_deref(), Some(name));
        if let Some(spec) = message.spec()? {
            // ipset prints nothing for this flag
            lines.push(format!("create {spec}").replace(" forceadd", ""));
            writer.run(ipset::create(copy, &spec))?;
            let mut copied = writer.dump(ipset::list_set(copy))?;
            assert_eq!(copied.next()?.map(|message| message.spec()).transpose()?.flatten(), Some(spec));
            while copied.next()?.is_some() {}
        }
        for element in message.elements() {
            let element = element?;
            lines.push(format!("add {element}"));
            writer.run(ipset::add(copy, &element))?;
        }
    }
    Ok(sorted(lines))
}

/// For each type: the parameters, and elements that have each of its parts.
const SETS: &[(&str, &[&str])] = &[
    (
        "bitmap:ip range 10.0.0.0-10.0.0.255 netmask 28 timeout 0",
        &["10.0.0.16 timeout 0", "10.0.0.32 timeout 0"],
    ),
    (
        "bitmap:ip range 10.0.0.0-10.0.0.255 counters comment skbinfo",
        &[
            "10.0.0.7 packets 5 bytes 777 comment \"a b\" skbmark 0x1/0xff skbprio 1:10 skbqueue 3",
            "10.0.0.8",
        ],
    ),
    ("bitmap:ip,mac range 192.168.0.0/24", &["192.168.0.1,00:11:22:AA:BB:CC", "192.168.0.2"]),
    ("bitmap:port range 0-1024 counters", &["80", "443 packets 1 bytes 2"]),
    ("hash:ip", &["192.0.2.1", "192.0.2.2"]),
    (
        "hash:ip family inet6 hashsize 64 maxelem 100 timeout 0 forceadd",
        &["2001:db8::1", "2001:db8::2 timeout 0"],
    ),
    ("hash:ip netmask 24", &["192.0.2.0", "198.51.100.0"]),
    (
        "hash:ip counters comment skbinfo timeout 0 bucketsize 4 initval 0x12345678",
        &[
            "192.0.2.1 timeout 0 packets 3 bytes 900 comment \"x\" skbmark 0x10/0xffffff00 skbprio 0:1 skbqueue 7",
            "192.0.2.3 skbmark 0xffff",
            "192.0.2.4",
        ],
    ),
    ("hash:mac", &["00:11:22:33:44:AA"]),
    ("hash:ip,mac", &["192.0.2.1,00:11:22:33:44:AA"]),
    ("hash:ip,mark", &["192.0.2.1,0x00000063"]),
    ("hash:ip,mark markmask 0x0000ff01", &["192.0.2.1,0x00001201"]),
    (
        "hash:ip,port",
        &[
            "192.0.2.1,tcp:80",
            "192.0.2.1,udp:53",
            "192.0.2.1,icmp:8/0",
            "192.0.2.1,icmp:3/17",
            "192.0.2.1,gre:0",
            "192.0.2.1,99:0",
            "192.0.2.1,sctp:5",
            "192.0.2.1,udplite:6",
        ],
    ),
    ("hash:ip,port family inet6", &["2001:db8::1,tcp:80", "2001:db8::1,icmpv6:128/0"]),
    ("hash:ip,port,ip", &["192.0.2.1,tcp:80,198.51.100.7"]),
    ("hash:ip,port,net", &["192.0.2.1,tcp:80,198.51.100.0/24", "192.0.2.1,tcp:80,198.51.100.0/25 nomatch"]),
    ("hash:net", &["10.0.0.0/8", "10.1.0.0/16 nomatch", "192.0.2.1"]),
    (
        "hash:net family inet6 comment counters",
        &[
            "2001:db8::/32 comment \"documentation\"",
            "2001:db8:1::/48 nomatch packets 1 bytes 60",
            "2001:db8::1",
        ],
    ),
    ("hash:net,net", &["10.0.0.0/8,192.0.2.0/24", "10.0.0.0/9,192.0.2.1 nomatch"]),
    ("hash:net,port", &["10.0.0.0/8,tcp:22", "192.0.2.1,udp:1 nomatch"]),
    ("hash:net,port,net", &["10.0.0.0/8,tcp:22,192.0.2.0/24"]),
    ("hash:net,iface", &["10.0.0.0/8,eth0", "10.0.0.0/9,physdev:eth1 nomatch", "192.0.2.0/24,ppp wildcard"]),
    ("list:set size 4 counters comment", &["member_b", "member_a packets 1 bytes 2 comment \"first\""]),
];

#[test]
fn sets_are_what_ipset_saves_and_what_we_make_ipset_saves_alike() {
    let name = "sets_are_what_ipset_saves_and_what_we_make_ipset_saves_alike";
    common::in_namespace(name, || {
        if common::has_tools(name, &["ipset"]) {
            both_directions(name).expect("all of it");
        }
    });
}
fn both_directions(test: &str) -> Tested {
    let (mut buffer, mut other) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let (mut reader, mut writer) = (connect(&mut buffer)?, connect(&mut other)?);
    match reader.get(ipset::protocol()) {
        Err(error) if error.errno() == Some(Errno::EINVAL) => {
            common::skip(test, "this kernel has no ipset");
            return Ok(());
        }
        versions => assert_eq!(versions?.version(), Some(PROTOCOL_VERSION)),
    }
    for name in ["member_a", "member_b"] {
        writer.run(ipset::create(name, &SetSpec::new("hash:ip")))?;
    }
    let (mut types, mut missing, mut different) = (0, Vec::new(), String::new());
    for (at, (spec, elements)) in SETS.iter().enumerate() {
        let (name, copy) = (format!("set{at}"), format!("copy{at}"));
        let type_name = spec.split(' ').next().ok_or("no type")?;
        let family = SetSpec::new(type_name).family;
        if let Err(error) = reader.get(ipset::set_type(nlwire::wire::Str(type_name.as_bytes()), family)) {
            assert_eq!(error.errno(), Some(Errno::IPSET_ERR_FIND_TYPE), "{error}");
            assert!(error.to_string().contains("IPSET_ERR_FIND_TYPE"), "{error}");
            missing.push(type_name);
            continue;
        }
        let mut script = format!("create {name} {spec}\n");
        for element in *elements {
            script += &format!("add {name} {element}\n");
        }
        tool(&["restore"], &script).map_err(|error| format!("{script}: {error}"))?;
        let ours = read_and_copy(&mut reader, &mut writer, &name, &copy)?;
        let theirs: Vec<_> = sorted(saved(&name).iter().map(|line| numbers_of_icmp(line)));
        assert_eq!(theirs.len(), elements.len() + 1, "{theirs:?}");
        // lists are in the order of their members, and time passes
        if ours != theirs || saved(&copy) != saved(&name) {
            different += &format!("{spec}\n ours {ours:?}\n ipset {theirs:?}\n copy {:?}\n", saved(&copy));
        }
        types += 1;
    }
    missing.dedup();
    if !missing.is_empty() {
        common::skip(test, &format!("set types that this kernel lacks: {}", missing.join(" ")));
    }
    assert!(different.is_empty() && types >= 15, "{types} sets;\n{different}");
    Ok(())
}

#[test]
fn commands_do_what_ipset_shows() {
    let name = "commands_do_what_ipset_shows";
    common::in_namespace(name, || {
        if common::has_tools(name, &["ipset"]) {
            commands(name).expect("all of it");
        }
    });
}
fn commands(test: &str) -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let mut connection = connect(&mut buffer)?;
    if connection.get(ipset::protocol()).is_err_and(|error| error.errno() == Some(Errno::EINVAL)) {
        common::skip(test, "this kernel has no ipset");
        return Ok(());
    }
    let host = Element::ip("192.0.2.1".parse()?);
    let errno =
        |result: nlwire::client::Result<Completion, Socket>| result.err().and_then(|error| error.errno());
    let spec = SetSpec { timeout: Some(3600), ..SetSpec::new("hash:ip") };
    connection.run(ipset::create("a", &spec))?;
    assert_eq!(errno(connection.run(ipset::create("a", &spec))), Some(Errno::EEXIST));
    assert_eq!(
        errno(connection.run(ipset::create("z", &SetSpec::new("hash:none")))),
        Some(Errno::IPSET_ERR_FIND_TYPE)
    );
    connection.run(ipset::add("a", &host.with_timeout(0)))?;
    assert_eq!(errno(connection.run(ipset::add("a", &host))), Some(Errno::IPSET_ERR_EXIST));
    connection.run(ipset::replace("a", &host.with_timeout(1000)))?;
    assert!(saved("a")[0].starts_with("add 192.0.2.1 timeout "), "{:?}", saved("a"));
    assert!(connection.run(ipset::test("a", &host))?);
    assert!(!connection.run(ipset::test("a", &Element::ip("192.0.2.2".parse()?)))?);
    let absent = connection.run(ipset::test("none", &host)).expect_err("no such set");
    assert!(absent.is_not_found(), "{absent}");
    assert_eq!(
        errno(connection.run(ipset::add("a", &host.with_comment("x")))),
        Some(Errno::IPSET_ERR_COMMENT)
    );

    // a range, and several elements in one request
    connection.run(ipset::create("b", &SetSpec::new("hash:ip")))?;
    connection.run(ipset::add("b", &Element::range("10.0.0.1".parse()?, "10.0.0.4".parse()?)))?;
    assert_eq!(saved("b").len(), 5);
    let several =
        [[10, 0, 0, 5], [10, 0, 0, 6], [10, 0, 0, 3], [10, 0, 0, 7]].map(|ip| Element::ip(ip.into()));
    assert_eq!(errno(connection.run(ipset::add_all("b", &several))), Some(Errno::IPSET_ERR_EXIST));
    let line = connection.last_error().and_then(|ack| ipset::failed_line(&ack));
    assert_eq!((line, saved("b").len()), (Some(3), 7), "the two elements before it remain");
    connection.run(ipset::delete_all("b", several.get(..3).ok_or("three")?))?;
    assert_eq!(saved("b").len(), 4);
    connection.run(ipset::delete("b", &Element::ip("10.0.0.1".parse()?)))?;
    let again = errno(connection.run(ipset::delete("b", &Element::ip("10.0.0.1".parse()?))));
    assert_eq!(again, Some(Errno::IPSET_ERR_EXIST));

    // swap, rename, names, index
    let plain = |line: &str| line.starts_with("add");
    connection.run(ipset::create("c", &SetSpec::new("hash:ip")))?;
    connection.run(ipset::swap("b", "c"))?;
    assert_eq!(
        (saved("b").iter().any(|line| plain(line)), saved("c").iter().any(|line| plain(line))),
        (false, true)
    );
    assert_eq!(errno(connection.run(ipset::swap("b", "none"))), Some(Errno::IPSET_ERR_EXIST_SETNAME2));
    assert_eq!(errno(connection.run(ipset::rename("b", "c"))), Some(Errno::IPSET_ERR_EXIST_SETNAME2));
    connection.run(ipset::rename("b", "d"))?;
    let mut listed = Vec::new();
    let mut names = connection.dump(ipset::names())?;
    while let Some(set) = names.next()? {
        assert!(set.type_name().is_none() && set.elements().next().is_none());
        listed.push(set.name().ok_or("no name")?.to_string());
    }
    assert_eq!(sorted(listed), sorted(tool(&["list", "-n"], "")?.lines().map(str::to_string)));
    let index = connection.get(ipset::by_name("d"))?.index().ok_or("no index")?;
    assert_eq!(connection.get(ipset::by_index(index))?.name(), Some("d".into()));
    assert!(connection.get(ipset::by_index(4000)).is_err_and(|error| error.is_not_found()));
    let header = connection.get(ipset::header("d"))?;
    let known = (header.type_name(), header.family(), header.revision().is_some());
    assert_eq!(known, (Some("hash:ip".into()), Some(nlwire::netfilter::NfProto::NFPROTO_IPV4), true));

    // members in their order, references
    connection.run(ipset::create("l", &SetSpec { size: Some(3), ..SetSpec::new("list:set") }))?;
    connection.run(ipset::add("l", &Element::set("c")))?;
    connection.run(ipset::add("l", &Element::set("a").before("c")))?;
    connection.run(ipset::add("l", &Element::set("d").after("a")))?;
    let full = errno(connection.run(ipset::add("l", &Element::set("none"))));
    assert_eq!(full, Some(Errno::IPSET_ERR_NAME));
    assert!(full.is_some_and(|errno| errno.to_string().contains("IPSET_ERR_NAME")));
    let text = tool(&["save", "l"], "")?;
    assert!(text.ends_with("add l a\nadd l d\nadd l c\n"), "{text}");
    assert_eq!(errno(connection.run(ipset::destroy("a"))), Some(Errno::IPSET_ERR_BUSY));
    assert_eq!(errno(connection.run(ipset::rename("a", "e"))), Some(Errno::IPSET_ERR_REFERENCED));
    let mut references = None;
    let mut headers = connection.dump(ipset::headers())?;
    while let Some(set) = headers.next()? {
        assert!(set.elements().next().is_none());
        assert!(set.memory_size().is_some_and(|bytes| bytes > 0));
        if set.name() == Some("a".into()) {
            references = set.references().zip(set.element_count());
        }
    }
    assert_eq!(references, Some((1, 1)));

    // errors of bitmaps
    let ports = SetSpec { ports: Some((1, 100)), ..SetSpec::new("bitmap:port") };
    connection.run(ipset::create("p", &ports))?;
    let range = errno(connection.run(ipset::add("p", &Element::port(200))));
    assert_eq!(range, Some(Errno::IPSET_ERR_BITMAP_RANGE));
    let icmp = Element::ip("192.0.2.1".parse()?).with_icmp(IpProtocol::IPPROTO_ICMP, 8, 0);
    connection.run(ipset::create("i", &SetSpec::new("hash:ip,port")))?;
    connection.run(ipset::add("i", &icmp))?;
    assert!(saved("i")[0].contains("icmp:echo-request"));

    connection.run(ipset::flush("a"))?;
    assert_eq!(saved("a").len(), 1);
    connection.run(ipset::flush_all())?;
    connection.run(ipset::destroy("l"))?;
    connection.run(ipset::destroy_all())?;
    assert_eq!(tool(&["save"], "")?, "");
    let mut none = connection.dump(ipset::list_set("a"))?;
    assert!(none.next().is_err_and(|error| error.is_not_found()));
    Ok(())
}

#[test]
fn a_hundred_thousand_elements_are_dumped_without_allocation() {
    let name = "a_hundred_thousand_elements_are_dumped_without_allocation";
    common::in_namespace(name, || hundred_thousand(name).expect("all of it"));
}
fn hundred_thousand(test: &str) -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let mut connection = connect(&mut buffer)?;
    if connection.get(ipset::protocol()).is_err_and(|error| error.errno() == Some(Errno::EINVAL)) {
        common::skip(test, "this kernel has no ipset");
        return Ok(());
    }
    let spec = SetSpec { max_elements: Some(200_000), hash_size: Some(65536), ..SetSpec::new("hash:ip") };
    connection.run(ipset::create("large", &spec))?;
    let mut elements = [Element::default(); 1000];
    for block in 0..100u32 {
        for (number, element) in (block * 1000..).zip(&mut elements) {
            *element = Element::ip(std::net::Ipv4Addr::from(0x0a00_0001 + number).into());
        }
        connection.run(ipset::add_all("large", &elements))?;
    }
    let (mut count, mut sum, mut messages) = (0u64, 0u64, 0);
    let before = COUNT.get();
    let start = std::time::Instant::now();
    let mut sets = connection.dump(ipset::list_set("large"))?;
    while let Some(set) = sets.next()? {
        messages += 1;
        for element in set.elements() {
            if let Some(std::net::IpAddr::V4(ip)) = element?.ip {
                count += 1;
                sum += u64::from(u32::from(ip));
            }
        }
    }
    let (allocations, took) = (COUNT.get() - before, start.elapsed());
    common::count(&format!("100000 elements in {messages} messages, {} us", took.as_micros()));
    assert_eq!((count, allocations), (100_000, 0));
    assert_eq!(sum, (0..100_000u64).map(|number| 0x0a00_0001 + number).sum());
    Ok(())
}
