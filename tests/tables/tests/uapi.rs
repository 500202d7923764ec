//! Every number, every name and every structure of the tables against the kernel's own words: the headers that are installed (a C program
//! made here asks the compiler) and the crate linux-raw-sys, which is newer but has fewer. What neither knows stands in `unknown.txt`, with
//! the reason; so does what differs from linux-raw-sys, whose structures are asked for by `build.rs`, all of them.
//!
//! NLWIRE_HEADERS=/some/usr/include names newer headers to be asked, too; NLWIRE_UNKNOWN=FILE writes down what no source knows.
use nlwire_tables::{LAYOUTS, NUMBERS, Reached, messages};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How a type's names and values come from the kernel's, where they are not the same.
enum SelectorSource {
    /// Something stands in front of each name.
    Front(&'static str),
    /// Each is a bit, of which the kernel has the number; the first has this one.
    Bit(u32),
    /// The kernel has it in network byte order, 16 bits.
    Big,
    /// It is shifted so far up, beneath something else.
    Up(u32, u64),
}
/// Types by the end of their path.
const SPELLINGS: &[(&str, SelectorSource)] = &[
    ("wire::GetFlags", SelectorSource::Front("NLM_F_")),
    ("wire::NewFlags", SelectorSource::Front("NLM_F_")),
    ("wire::DeleteFlags", SelectorSource::Front("NLM_F_")),
    ("wire::AckFlags", SelectorSource::Front("NLM_F_")),
    ("BridgeBoolOpt", SelectorSource::Bit(0)),
    ("FlowKeys", SelectorSource::Bit(0)),
    ("LockedMetrics", SelectorSource::Bit(0)),
    ("Seg6Flavors", SelectorSource::Bit(0)),
    ("OffloadXstatsFilter", SelectorSource::Bit(1)),
    ("StatsFilter", SelectorSource::Bit(1)),
    ("StaFlagBits", SelectorSource::Bit(0)),
    ("Bands", SelectorSource::Bit(0)),
    ("ChannelWidths", SelectorSource::Bit(0)),
    ("DfsRegions", SelectorSource::Bit(0)),
    ("Preambles", SelectorSource::Bit(0)),
    ("InetDiagExt", SelectorSource::Bit(1)),
    ("SmcDiagExt", SelectorSource::Bit(1)),
    ("GreFlags", SelectorSource::Big),
    ("encap::TunnelFlags", SelectorSource::Big),
    // the upper half of a byte of C bit fields
    ("EmCmpAlign", SelectorSource::Up(4, 0)),
    ("EmCmpLayer", SelectorSource::Up(4, 0)),
    // an integer: TCF_META_TYPE_INT << 12
    ("MetaKind", SelectorSource::Up(0, 1 << 12)),
];
/// Messages of netfilter have their subsystem above: names by what they begin with, and the subsystem's name.
const SUBSYSTEMS: &[(&str, &str)] = &[
    ("IPCTNL_MSG_CT_", "NFNL_SUBSYS_CTNETLINK"),
    ("IPCTNL_MSG_EXP_", "NFNL_SUBSYS_CTNETLINK_EXP"),
    ("NFQNL_MSG_", "NFNL_SUBSYS_QUEUE"),
    ("NFULNL_MSG_", "NFNL_SUBSYS_ULOG"),
    ("OSF_MSG_", "NFNL_SUBSYS_OSF"),
    ("IPSET_CMD_", "NFNL_SUBSYS_IPSET"),
    ("NFNL_MSG_ACCT_", "NFNL_SUBSYS_ACCT"),
    ("IPCTNL_MSG_TIMEOUT_", "NFNL_SUBSYS_CTNETLINK_TIMEOUT"),
    ("NFNL_MSG_CTHELPER_", "NFNL_SUBSYS_CTHELPER"),
    ("NFT_MSG_", "NFNL_SUBSYS_NFTABLES"),
    ("NFNL_MSG_COMPAT_", "NFNL_SUBSYS_NFT_COMPAT"),
    ("NFNL_MSG_HOOK_", "NFNL_SUBSYS_HOOK"),
];
/// Whether our value is what the kernel's comes to.
fn spelt(name: &str, place: &str, ours: u64, theirs: u64, subsystem: impl Fn(&str) -> Option<u64>) -> bool {
    if let Some((_, above)) = SUBSYSTEMS.iter().find(|(front, _)| name.starts_with(front)) {
        return subsystem(above).is_some_and(|above| ours == above << 8 | theirs);
    }
    // a bitmap: the byte, and the bit in it
    if let Some(first) =
        place.split_once("ExtFeatures.features_").and_then(|(_, first)| first.parse::<u64>().ok())
    {
        return theirs.checked_sub(first).is_some_and(|bit| bit < 8 && ours == 1 << bit);
    }
    let by =
        SPELLINGS.iter().find(|(end, _)| place.strip_suffix(end).is_some_and(|rest| rest.ends_with("::")));
    match by {
        Some((_, SelectorSource::Bit(first))) => {
            theirs.checked_sub(u64::from(*first)).is_some_and(|bit| ours == 1 << bit)
        }
        Some((_, SelectorSource::Big)) => ours == u64::from((theirs as u16).swap_bytes()),
        // the lower half stands as it is
        Some((_, SelectorSource::Up(up, more))) => [theirs | more, theirs << up].contains(&ours),
        _ => same(ours, theirs),
    }
}

/// Our numbers: the kernel's name, the value, and where it stands.
fn ours() -> BTreeMap<String, BTreeSet<(u64, String)>> {
    let mut ours: BTreeMap<String, BTreeSet<(u64, String)>> = BTreeMap::new();
    let mut add = |name: &str, value: u64, place: &str| {
        // an error code is the negative of the number in the headers
        let (name, value) = match name.strip_prefix('-') {
            Some(name) => (name, u64::from((value as u32).wrapping_neg())),
            None => (name, value),
        };
        if !name.is_empty() {
            ours.entry(name.to_string()).or_default().insert((value, place.to_string()));
        }
    };
    let reached = Reached::everything();
    for table in reached.tables.values() {
        table.attributes.iter().for_each(|row| add(row.name, row.number.into(), table.name));
    }
    for numbers in NUMBERS {
        let by = SPELLINGS.iter().find(|(end, _)| numbers.path.ends_with(&format!("::{end}")));
        let front = if let Some((_, SelectorSource::Front(front))) = by { front } else { "" };
        for named in numbers.names {
            add(&format!("{front}{}", named.name), named.value, numbers.path);
        }
    }
    for (place, names) in &reached.names {
        if !NUMBERS.iter().any(|numbers| numbers.names == *names) {
            names.iter().for_each(|named| add(named.name, named.value, place));
        }
    }
    messages().for_each(|row| add(row.name, row.number.into(), "a message"));
    ours
}

/// A question to a C compiler, and what it says.
struct Header {
    /// As `#include` has it.
    name: String,
    /// Expressions by what they are asked for.
    asked: Vec<(String, String)>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').filter(|word| !word.is_empty())
}
/// Where headers are: those that are installed, and those that the environment names, which may be newer.
fn roots() -> Vec<PathBuf> {
    let more = env::var("NLWIRE_HEADERS").unwrap_or_default();
    let more = more.split(':').map(PathBuf::from).filter(|root| root.join("linux/version.h").exists());
    [PathBuf::from("/usr/include")].into_iter().chain(more).collect()
}
/// Headers of a root: the files in which names may be, and what is to be included for them.
fn headers(root: &Path) -> Vec<(PathBuf, String)> {
    let mut headers = Vec::new();
    let mut folders: Vec<_> = ["linux", "asm-generic", "rdma"].map(|folder| root.join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (true, Ok(name)) =
                (path.extension().is_some_and(|it| it == "h"), path.strip_prefix(root))
            {
                headers.push((path.clone(), name.to_string_lossy().into_owned()));
            }
        }
    }
    // what the kernel leaves to libc
    for (file, name) in [
        ("bits/socket.h", "sys/socket.h"),
        ("bits/socket_type.h", "sys/socket.h"),
        ("bits/shutdown.h", "sys/socket.h"),
        ("netinet/tcp.h", "netinet/tcp.h"),
        ("netinet/in.h", "netinet/in.h"),
        ("net/if.h", "net/if.h"),
    ] {
        let places = [root.join(file), root.join("x86_64-linux-gnu").join(file)];
        headers.extend(places.into_iter().filter(|path| path.exists()).map(|path| (path, name.to_string())));
    }
    headers.sort();
    headers
}
/// Asks; what does not compile is left out.
fn ask(mut header: Header, root: &Path, folder: &Path, index: usize) -> Option<(Header, String)> {
    let (source, object) = (folder.join(format!("h{index}.c")), folder.join(format!("h{index}.o")));
    // a header may need another in front of it; glibc's and the kernel's do not always go together
    for front in [
        "#include <linux/types.h>\n#include <linux/netlink.h>\n",
        "#include <linux/types.h>\n",
        "#include <sys/socket.h>\n#include <netinet/in.h>\n",
        "#include <net/if.h>\n#include <linux/in6.h>\n",
    ] {
        let head = format!(
            "#include <stddef.h>\n#include <stdio.h>\n{front}#include <{}>\n\
             #ifndef BIT\n#define BIT(n) (1UL << (n))\n#endif\n\
             #define Q(what, is) printf(\"%s %llu\\n\", what, (unsigned long long)(is));\nvoid h{index}(void) {{\n",
            header.name
        );
        let first = head.lines().count() + 1;
        let mut asked = header.asked.clone();
        for _ in 0..12 {
            let lines: String = asked.iter().map(|(what, is)| format!("Q(\"{what}\", {is})\n")).collect();
            fs::write(&source, format!("{head}{lines}}}\n")).expect("a source is written");
            let mut gcc = Command::new("gcc");
            if root != Path::new("/usr/include") {
                gcc.arg("-I").arg(root).arg("-I").arg(root.join("x86_64-linux-gnu"));
            }
            let done = gcc
                .args(["-w", "-c", "-Werror=implicit-function-declaration", "-fmax-errors=0", "-o"])
                .arg(&object)
                .arg(&source)
                .output();
            let done = done.expect("gcc is installed");
            if done.status.success() {
                header.asked = asked;
                return Some((header, format!("h{index}")));
            }
            let said = String::from_utf8_lossy(&done.stderr);
            let mark = format!("h{index}.c:");
            let wrong = said
                .lines()
                .filter(|line| line.contains("error:"))
                .filter_map(|line| line.split(&mark).nth(1));
            let wrong: BTreeSet<usize> =
                wrong.filter_map(|rest| rest.split(':').next()?.parse().ok()).collect();
            if wrong.is_empty() || wrong.iter().any(|line| *line < first) {
                break;
            }
            let mut line = first;
            asked.retain(|_| {
                line += 1;
                !wrong.contains(&(line - 1))
            });
        }
    }
    None
}

/// What headers say: of each thing that was asked for, its value and the header.
type Said = BTreeMap<String, Vec<(u64, String)>>;
fn compiled(
    root: &Path,
    names: &BTreeSet<String>,
    structures: &BTreeMap<String, BTreeSet<String>>,
) -> (Said, Vec<String>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("uapi").join(version(root));
    fs::create_dir_all(&folder).expect("a folder for the C program");
    let (mut objects, mut calls, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (path, name)) in headers(root).into_iter().enumerate() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let found: BTreeSet<&str> = words(&text).collect();
        let mut asked: Vec<_> = found
            .iter()
            .filter(|word| names.contains(**word))
            .map(|word| (word.to_string(), word.to_string()))
            .collect();
        for (structure, fields) in structures {
            if !text.contains(&format!("struct {structure} {{"))
                && !text.contains(&format!("struct {structure}\n"))
            {
                continue;
            }
            let of = format!("struct {structure}");
            asked.push((format!("{structure}:"), format!("sizeof({of})")));
            for field in fields {
                asked.push((format!("{structure}:{field}@"), format!("offsetof({of}, {field})")));
                asked.push((format!("{structure}:{field}#"), format!("sizeof((({of} *)0)->{field})")));
            }
        }
        if asked.is_empty() {
            continue;
        }
        match ask(Header { name: name.clone(), asked }, root, &folder, index) {
            Some((header, function)) => {
                objects.push(folder.join(format!("{function}.o")));
                calls.push((header.name, function));
            }
            None => refused.push(name),
        }
    }
    let main = folder.join("main.c");
    let declared: String = calls.iter().map(|(_, function)| format!("void {function}(void);\n")).collect();
    let called: String =
        calls.iter().map(|(header, function)| format!("puts(\"= {header}\"); {function}();\n")).collect();
    fs::write(&main, format!("#include <stdio.h>\n{declared}int main(void) {{\n{called}return 0;\n}}\n"))
        .expect("written");
    let program = folder.join("main");
    let linked = Command::new("gcc")
        .arg("-o")
        .arg(&program)
        .arg(&main)
        .args(&objects)
        .status()
        .expect("gcc is installed");
    assert!(linked.success(), "the C program links");
    let said = Command::new(&program).output().expect("the C program runs").stdout;
    let (mut values, mut header) = (Said::new(), String::new());
    for line in String::from_utf8_lossy(&said).lines() {
        match line.rsplit_once(' ') {
            Some(("=", name)) => header = name.to_string(),
            Some((what, value)) => {
                let value = value.parse().expect("a number");
                values.entry(what.to_string()).or_default().push((value, header.clone()));
            }
            None => panic!("{line}"),
        }
    }
    (values, refused)
}

/// linux-raw-sys, read as text: constants and the values of enumerations.
fn raw_sys() -> BTreeMap<String, u64> {
    let metadata = Command::new(env::var("CARGO").unwrap_or("cargo".into()))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("cargo speaks JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package =
        packages.iter().find(|package| package["name"] == "linux-raw-sys").expect("it is a dependency");
    let folder = Path::new(package["manifest_path"].as_str().expect("a path")).with_file_name("src/x86_64");
    let mut values = BTreeMap::new();
    for file in [
        "errno",
        "general",
        "if_arp",
        "if_ether",
        "if_packet",
        "if_tun",
        "net",
        "netlink",
        "vm_sockets",
        "xdp",
    ] {
        let text = fs::read_to_string(folder.join(format!("{file}.rs"))).expect("its source");
        for line in text.lines() {
            let line = line.trim_start_matches("pub const ").trim_end_matches([',', ';']);
            let Some((name, value)) = line.split_once(" = ") else { continue };
            let name = name.split(':').next().unwrap_or(name);
            let plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
            let value = value.parse::<i64>().map(|value| value as u64).or_else(|_| value.parse::<u64>());
            if let (true, Ok(value)) = (plain, value) {
                values.insert(name.to_string(), value);
            }
        }
    }
    values
}

/// The bytes of a field.
const fn field_len<T, F>(_: fn(*const T) -> *const F) -> u64 {
    size_of::<F>() as u64
}
/// The crate that has the kernel's structures in Rust, Linux 6.17.
const BOUND: &str = "linux-raw-sys";
// what the compiler says of the structures of linux-raw-sys
include!(concat!(env!("OUT_DIR"), "/bindings.rs"));

/// The same number, whatever types it goes through.
fn same(ours: u64, theirs: u64) -> bool {
    ours == theirs
        || [ours, theirs].iter().any(|one| u32::try_from(*one).is_ok()) && ours as u32 == theirs as u32
}

/// `unknown.txt`: what no source knows, with the reason, and for which version of the headers that is so.
struct Listed {
    version: String,
    reasons: BTreeMap<String, String>,
}
fn listed() -> Listed {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("unknown.txt")).expect("unknown.txt");
    let (mut version, mut reason, mut reasons) = (String::new(), String::new(), BTreeMap::new());
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("headers ") {
            version = said.to_string();
        } else if let Some(said) = line.strip_suffix(':') {
            reason = said.to_string();
        } else if !line.starts_with('#') {
            for name in line.split_whitespace() {
                assert!(!reason.is_empty(), "{name} has no reason");
                assert!(reasons.insert(name.to_string(), reason.clone()).is_none(), "{name} stands twice");
            }
        }
    }
    Listed { version, reasons }
}
/// The version of a root's headers.
fn version(root: &Path) -> String {
    let text = fs::read_to_string(root.join("linux/version.h")).unwrap_or_default();
    let number = |name: &str| {
        let line = text.lines().find(|line| line.contains(&format!("{name} ")));
        line.and_then(|line| line.rsplit(' ').next()).unwrap_or("0").to_string()
    };
    format!("{}.{}", number("LINUX_VERSION_MAJOR"), number("LINUX_VERSION_PATCHLEVEL"))
}
fn in_order(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// A structure of ours, and what the kernel may call it.
struct Ours {
    path: String,
    aliases: Vec<String>,
    structure: nlwire::wire::spec::StructSpec,
}
fn structures() -> Vec<Ours> {
    let snake = |name: &str| {
        let words = name
            .chars()
            .map(|it| if it.is_uppercase() { format!("_{}", it.to_lowercase()) } else { it.to_string() });
        words.collect::<String>().trim_start_matches('_').to_string()
    };
    let of = |path: &str, aliases: &[&str], structure: &nlwire::wire::spec::StructSpec| {
        let aliases = aliases.iter().map(|alias| alias.to_string()).chain([snake(structure.name)]).collect();
        Ours { path: path.to_string(), aliases, structure: *structure }
    };
    let mut all: Vec<_> = LAYOUTS.iter().map(|laid| of(laid.path, laid.aliases, &laid.structure)).collect();
    for structure in Reached::everything().structures.values() {
        if !LAYOUTS.iter().any(|laid| laid.structure.name == structure.name) {
            all.push(of(structure.name, &[], structure));
        }
    }
    all
}
fn field_name(name: &str) -> String {
    name.trim_start_matches("r#").to_string()
}
#[test]
fn numbers_and_structures_are_the_kernels() {
    let (ours, structures, listed) = (ours(), structures(), listed());
    assert!(ours.len() > 4500 && structures.len() > 250, "{} and {}", ours.len(), structures.len());
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for it in &structures {
        for alias in &it.aliases {
            fields
                .entry(alias.clone())
                .or_default()
                .extend(it.structure.fields.iter().map(|field| field_name(field.name)));
        }
    }
    let names = ours.keys().cloned().collect();
    let mut sources = Vec::new();
    for root in roots() {
        let (said, refused) = compiled(&root, &names, &fields);
        assert!(said.len() > 4000, "{}: {}", root.display(), said.len());
        println!("headers {}: {} answers; alone do not compile: {refused:?}", version(&root), said.len());
        sources.push((version(&root), said));
    }
    sources.sort_by_key(|(version, _)| in_order(version));
    let newest = sources.last().map(|(version, _)| version.clone()).unwrap_or_default();
    let raw = raw_sys();
    assert!(raw.len() > 5000, "{}", raw.len());
    let bound = BINDINGS.iter().map(|(what, is)| (what.to_string(), *is));
    let raw = raw.into_iter().chain(bound).map(|(name, value)| (name, vec![(value, String::new())]));
    sources.insert(0, (BOUND.into(), raw.collect()));

    let (mut wrong, mut unknown) = (Vec::new(), BTreeMap::new());
    let subsystem = |name: &str| sources.iter().find_map(|(_, said)| Some(said.get(name)?.first()?.0));
    for (name, values) in &ours {
        for (value, place) in values {
            let mut known = false;
            for (source, said) in &sources {
                for (theirs, header) in said.get(name).into_iter().flatten() {
                    known = true;
                    if !spelt(name, place, *value, *theirs, subsystem) {
                        wrong.push(format!(
                            "{name} is {value} ({value:#x}) in {place}, but {theirs} in {source} {header}"
                        ));
                    }
                }
            }
            if !known {
                unknown.insert(name.clone(), place.clone());
            }
        }
    }
    // of linux-raw-sys, which is there whatever headers are installed: structures and fields that were compared
    let mut bound = (0, 0);
    for Ours { path, aliases, structure } in &structures {
        let name = structure.name;
        let mut known = BTreeMap::new();
        for (source, said) in &sources {
            let size = |alias| Some((alias, said.get(&format!("{alias}:"))?.first()?.0));
            let mut sizes = aliases.iter().filter_map(size);
            // a union and its parts are all named in the documentation: that of our size comes first
            let theirs = sizes.clone().find(|(_, len)| *len == structure.len as u64).or_else(|| sizes.next());
            let Some((kernels, len)) = theirs else { continue };
            known.insert(String::new(), String::new());
            bound.0 += usize::from(*source == BOUND);
            // what has grown since is read field by field
            let fits = if *source == newest || *source == BOUND {
                len == structure.len as u64
            } else {
                len <= structure.len as u64
            };
            let mut differs = |key: String, how: String| {
                if *source == BOUND && !listed.reasons.contains_key(&key) {
                    wrong.push(format!("{key}: {how}"));
                }
                unknown.insert(key, how);
            };
            if !fits {
                differs(format!("size:{name}"), format!("{} bytes, {len} in {source}", structure.len));
            }
            for field in structure.fields {
                let field_name = field_name(field.name);
                // the same structure may have several names, and fields by them
                let asked = |what| {
                    let of =
                        |alias: &String| Some(said.get(&format!("{alias}:{field_name}{what}"))?.first()?.0);
                    of(kernels).or_else(|| aliases.iter().find_map(of))
                };
                if let (Some(at), Some(len)) = (asked('@'), asked('#')) {
                    known.insert(field_name.clone(), String::new());
                    bound.1 += usize::from(*source == BOUND);
                    if (at, len) != (field.offset as u64, field.len as u64) {
                        differs(
                            format!("place:{name}.{field_name}"),
                            format!("{} bytes at {}, {len} at {at} in {source}", field.len, field.offset),
                        );
                    }
                }
            }
        }
        if known.is_empty() {
            unknown.insert(format!("struct:{name}"), format!("{path}, {aliases:?}"));
            continue;
        }
        // padding has no meaning, and not everywhere a name
        for field in
            structure.fields.iter().filter(|field| !field.padding).map(|field| field_name(field.name))
        {
            if !known.contains_key(&field) {
                unknown.insert(format!("field:{name}.{field}"), path.clone());
            }
        }
    }
    println!("{BOUND}: {} structures with {} fields compared", bound.0, bound.1);
    assert!(bound.0 > 50 && bound.1 > 300, "{bound:?}");
    if let Ok(file) = env::var("NLWIRE_UNKNOWN") {
        let lines: String = unknown.iter().map(|(name, place)| format!("{name}\t{place}\n")).collect();
        fs::write(file, lines).expect("written");
    }
    let current = in_order(&newest) >= in_order(&listed.version);
    let unlisted: Vec<_> = unknown.iter().filter(|(name, _)| !listed.reasons.contains_key(*name)).collect();
    println!(
        "{} names and {} structures in the tables; {} that no source knows are listed",
        ours.len(),
        structures.len(),
        listed.reasons.len()
    );
    if current {
        wrong.extend(unlisted.iter().map(|(name, place)| format!("no source knows {name} ({place})")));
    } else {
        println!(
            "{} can be told only by headers of Linux {} (NLWIRE_HEADERS=...)",
            unlisted.len(),
            listed.version
        );
    }
    for (name, reason) in &listed.reasons {
        let plain = !name.contains(':');
        let known = in_order(&newest) == in_order(&listed.version) && !unknown.contains_key(name);
        if known || plain && !ours.contains_key(name) {
            wrong.push(format!(
                "unknown.txt lists {name} ({reason}), which is known, or in no table any more"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of these:\n{}", wrong.len(), wrong.join("\n"));
}
