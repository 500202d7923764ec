//! Finds every table in the crate's source, so that none can be forgotten: what `attributes!`, `c_struct!`, `open_enum!`, `flags!`, `messages!`
//! and `genl_family!` make in public becomes a row of a list that is compiled. Nothing is read here but names; the numbers are the compiler's.
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs, io,
    path::Path,
    process::Command,
};

/// What a macro makes: the macro, the public path, the kernel's names that its documentation says.
struct Item {
    kind: String,
    path: String,
    aliases: Vec<String>,
}

fn main() -> io::Result<()> {
    let source = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says it")).join("../../src");
    println!("cargo::rerun-if-changed={}", source.display());
    let (mut files, mut public) = (Vec::new(), BTreeMap::new());
    collect(&source, &mut files)?;
    files.sort();
    for file in &files {
        let text = fs::read_to_string(source.join(file))?;
        let module: Vec<_> = module_of(file);
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
                public.insert([&module[..], &[name.to_string()]].concat(), ());
            }
        }
    }
    // private macros, by name: those of other files may be used, too, where a file has none of that name
    let (mut items, mut wrappers) = (Vec::new(), BTreeMap::new());
    for file in &files {
        wrappers.extend(wrapped(&fs::read_to_string(source.join(file))?));
    }
    for file in &files {
        let text = fs::read_to_string(source.join(file))?;
        let module = module_of(file);
        let mut wrappers = wrappers.clone();
        wrappers.extend(wrapped(&text));
        let seen =
            (0..=module.len()).rev().find(|len| (1..=*len).all(|part| public.contains_key(&module[..part])));
        let path = ["nlwire".to_string()].into_iter().chain(module.into_iter().take(seen.unwrap_or(0)));
        find(&text, &path.collect::<Vec<_>>().join("::"), &wrappers, &mut items);
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo says it")).join("tables.rs");
    fs::write(out, lists(&items))?;
    let out = Path::new(&env::var("OUT_DIR").expect("cargo says it")).join("bindings.rs");
    fs::write(out, bindings()?)
}

/// The modules of linux-raw-sys that have what netlink carries.
const BINDINGS: &[&str] =
    &["general", "if_arp", "if_ether", "if_packet", "if_tun", "net", "netlink", "vm_sockets", "xdp"];
/// Questions to the compiler, as `tests/uapi.rs` puts them to C's: the size of each structure of linux-raw-sys (`ndmsg:`), and place
/// and size of each of its fields that has a name (`ndmsg:ndm_state@`, `ndmsg:ndm_state#`).
fn bindings() -> io::Result<String> {
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says it")).join("Cargo.toml");
    let cargo = env::var("CARGO").expect("cargo says it");
    let metadata = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(manifest)
        .output()?;
    let metadata = String::from_utf8_lossy(&metadata.stdout).into_owned();
    let mut manifests = metadata.split("\"manifest_path\":\"").filter_map(|it| it.split('"').next());
    let manifest = manifests.find(|it| it.contains("/linux-raw-sys-")).expect("it is a dependency");
    let arch = env::var("CARGO_CFG_TARGET_ARCH").expect("cargo says it");
    let folder = Path::new(manifest).with_file_name("src").join(arch);
    println!("cargo::rerun-if-changed={}", folder.display());
    let (mut out, mut seen) = (String::from("static BINDINGS: &[(&str, u64)] = &[\n"), BTreeSet::new());
    let mut row =
        |key: String, is: String| writeln!(out, "    ({key:?}, {is}),").expect("a string takes all");
    for module in BINDINGS {
        let text = fs::read_to_string(folder.join(module).with_extension("rs"))?;
        let mut inside = None;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
                let plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
                inside =
                    (plain && !name.contains("__bindgen") && seen.insert(name.to_string())).then_some(name);
                if let Some(name) = inside {
                    row(format!("{name}:"), format!("size_of::<linux_raw_sys::{module}::{name}>() as u64"));
                }
            } else if line == "}" {
                inside = None;
            } else if let (Some(name), Some((field, _))) =
                (inside, line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")))
            {
                let of = format!("linux_raw_sys::{module}::{name}");
                // a keyword has something behind it
                let said = field.strip_suffix('_').unwrap_or(field);
                if !field.starts_with("__bindgen") && !field.starts_with("_bitfield") {
                    row(format!("{name}:{said}@"), format!("core::mem::offset_of!({of}, {field}) as u64"));
                    row(
                        format!("{name}:{said}#"),
                        format!("field_len::<{of}, _>(|it| unsafe {{ &raw const (*it).{field} }})"),
                    );
                }
            }
        }
    }
    out.push_str("];\n");
    Ok(out)
}

fn collect(source: &Path, files: &mut Vec<String>) -> io::Result<()> {
    let mut folders = vec![source.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                // chapters of the guide declare nothing
                if !path.ends_with("guide") {
                    folders.push(path);
                }
            } else if let Ok(file) = path.strip_prefix(source)
                && !file.ends_with("tests.rs")
            // what unit tests declare is no table of the crate
            {
                files.push(file.to_string_lossy().into_owned());
            }
        }
    }
    Ok(())
}
fn module_of(file: &str) -> Vec<String> {
    let parts = file.trim_end_matches(".rs").split('/').map(str::to_string);
    parts.filter(|part| part != "mod" && part != "lib").collect()
}

/// Macros that make tables.
const TABLES: &[&str] = &["attributes", "c_struct", "open_enum", "flags", "messages", "genl_family"];
/// The macros of a file that make tables by one of [`TABLES`], and by which.
fn wrapped(text: &str) -> BTreeMap<String, String> {
    let (mut all, mut inside) = (BTreeMap::new(), None);
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("macro_rules! ") {
            inside = name.split([' ', '{']).next();
        } else if line.starts_with('}') {
            inside = None;
        }
        let made = TABLES.iter().find(|made| {
            let mut words = line.split([' ', ':']);
            words.any(|word| word.strip_suffix('!') == Some(**made)) && line.ends_with('{')
        });
        if let (Some(name), Some(made)) = (inside, made) {
            all.insert(name.to_string(), made.to_string());
        }
    }
    all
}

/// What the macros in a file make. A macro stands at the beginning of a line; what is further in, or in a macro's own definition, is an
/// example or a test.
///
/// Of a private macro that makes a table, each line that begins with a name makes one of that name.
fn find(text: &str, path: &str, wrappers: &BTreeMap<String, String>, items: &mut Vec<Item>) {
    let mut wrapper = false;
    let mut inside: Option<(String, Vec<String>)> = None;
    for line in text.lines() {
        if let Some((kind, aliases)) = &mut inside {
            if line.starts_with('}') {
                inside = None;
                continue;
            }
            // the documentation of the item itself, not of its rows
            let Some(line) = line.strip_prefix("    ").filter(|line| !line.starts_with(' ')) else {
                continue;
            };
            if let Some(docs) = line.strip_prefix("///") {
                aliases.extend(quoted(docs));
            } else if let Some(alias) = line.strip_prefix("#[doc(alias = \"") {
                aliases.extend(alias.split('"').next().map(str::to_string));
            } else if let Some(name) =
                ["pub struct ", "pub set ", "pub enum "].iter().find_map(|front| line.strip_prefix(front))
            {
                let name: String = name.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                let path = format!("{path}::{name}");
                // `genl_family!` also makes the family's table
                let family = line.split("family ").nth(1).and_then(|rest| rest.split(' ').next());
                let kind = family.map_or(kind.clone(), |family| format!("{kind} {family}"));
                items.push(Item { kind, path, aliases: std::mem::take(aliases) });
            } else if wrapper && line.starts_with(|first: char| first.is_ascii_uppercase()) {
                let name: String = line.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                aliases.extend(line.split('"').nth(1).map(str::to_string));
                let path = format!("{path}::{name}");
                items.push(Item { kind: kind.clone(), path, aliases: std::mem::take(aliases) });
            }
        } else if let Some(kind) = line.trim_start_matches("crate::").strip_suffix("! {") {
            if kind.chars().all(|it| it.is_ascii_lowercase() || it == '_') {
                let made = wrappers.get(kind).filter(|_| !TABLES.contains(&kind));
                wrapper = made.is_some();
                inside = Some((made.map_or(kind, String::as_str).to_string(), Vec::new()));
            }
        }
    }
}
/// The words that documentation calls structures: `struct ndmsg` in backticks.
fn quoted(docs: &str) -> Vec<String> {
    docs.split('`').filter_map(|part| part.strip_prefix("struct ")).map(str::to_string).collect()
}

fn lists(items: &[Item]) -> String {
    let mut out = String::new();
    let mut list = |head: &str, of: &dyn Fn(&Item) -> Option<String>| {
        writeln!(out, "pub static {head} = &[").expect("a string takes all");
        for row in items.iter().filter_map(of) {
            writeln!(out, "    {row},").expect("a string takes all");
        }
        writeln!(out, "];").expect("a string takes all");
    };
    list("SETS: &[Typed]", &|it| {
        let name = it.path.rsplit("::").next()?;
        (it.kind == "attributes").then(|| format!("Typed::of::<{}>({name:?})", it.path))
    });
    list("LAYOUTS: &[Laid]", &|it| {
        let path = &it.path;
        it.kind.ends_with("c_struct").then(|| format!("Laid::of::<{path}>({path:?}, &{:?})", it.aliases))
    });
    list("NUMBERS: &[Numbered]", &|it| {
        let (path, flags) = (&it.path, it.kind == "flags");
        let row = format!(
            "Numbered {{ path: {path:?}, names: {path}::NAMES, flags: {flags}, len: size_of::<{path}>() }}"
        );
        matches!(it.kind.as_str(), "open_enum" | "flags").then_some(row)
    });
    list("MESSAGES: &[(&str, &[MessageSpec])]", &|it| {
        let path = &it.path;
        (it.kind == "messages").then(|| format!("({path:?}, <{path}<'static>>::MESSAGES)"))
    });
    list("COMMANDS: &[(&str, &FamilySpec)]", &|it| {
        let family = it.kind.strip_prefix("genl_family ")?;
        let module = it.path.rsplit_once("::")?.0;
        Some(format!("({:?}, {module}::{family})", it.path))
    });
    out
}
