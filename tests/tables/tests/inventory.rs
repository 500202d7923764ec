//! The inventory of tables, which build.rs takes from the source, against rustdoc's list of what implements their traits: none is missed.
use nlwire_tables::{LAYOUTS, NUMBERS, SETS};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

/// Rustdoc's JSON of the crate with every family, made in a folder of its own.
fn rustdoc() -> Value {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inventory");
    let status = Command::new(env!("CARGO"))
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["rustdoc", "-q", "--lib", "--features", "full,serde", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format", "json", "-Awarnings"])
        .status()
        .unwrap();
    assert!(status.success());
    serde_json::from_slice(&std::fs::read(target.join("doc/nlwire.json")).unwrap()).unwrap()
}
/// How many public types of each name implement a trait of the crate. Generic ones and those of other crates are no tables.
fn implementors(document: &Value, name: &str) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for item in document["index"].as_object().unwrap().values() {
        let made = &item["inner"]["impl"];
        let by = made["trait"]["path"].as_str().and_then(|path| path.rsplit("::").next());
        let of = &made["for"]["resolved_path"];
        if by != Some(name) || !made["blanket_impl"].is_null() {
            continue;
        }
        let ours = &document["index"][of["id"].to_string()];
        let public = ours["visibility"] == "public" && ours["crate_id"] == 0;
        let plain = made["generics"]["params"].as_array().is_none_or(Vec::is_empty);
        if let (true, true, Some(name)) = (public, plain, ours["name"].as_str()) {
            *all.entry(name.to_string()).or_default() += 1;
        }
    }
    all
}
fn listed<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for path in paths {
        *all.entry(path.rsplit("::").next().unwrap().to_string()).or_default() += 1;
    }
    all
}
/// What the inventory lacks, but for numbers and structures that are written without the macros.
fn missed(document: &Value, name: &str, ours: &BTreeMap<String, usize>, by_hand: &[&str]) -> Vec<String> {
    let theirs = implementors(document, name);
    println!("{name}: {} in rustdoc's list, {} in the inventory", theirs.len(), ours.len());
    assert!(theirs.len() > 100, "{name}: {}", theirs.len());
    for name in by_hand {
        assert!(theirs.contains_key(*name) && !ours.contains_key(*name), "{name} is no exception");
    }
    let missed = theirs.iter().filter(|(name, count)| ours.get(*name).unwrap_or(&0) < *count);
    missed
        .map(|(it, _)| format!("{name} for {it}"))
        .filter(|it| !by_hand.iter().any(|name| it.ends_with(&format!(" {name}"))))
        .collect()
}

#[test]
fn no_table_is_missed() {
    let document = rustdoc();
    let sets = missed(&document, "AttributeSet", &listed(SETS.iter().map(|set| set.name)), &[]);
    let layouts = missed(&document, "CStruct", &listed(LAYOUTS.iter().map(|laid| laid.path)), &[]);
    // error codes are made of the names of errno numbers
    let by_hand = ["ErrorCode"];
    let numbers = missed(&document, "NamedNumber", &listed(NUMBERS.iter().map(|names| names.path)), &by_hand);
    let all = [sets, layouts, numbers].concat();
    assert!(all.is_empty(), "{all:?}");
}
