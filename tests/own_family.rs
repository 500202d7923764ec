//! A family of somebody else's, in a crate of its own outside of this workspace: `own_family/src/main.rs` is built against nlwire alone
//! and run.
mod common;

use std::{env, fs, path::Path, process::Command};

const MANIFEST: &str = r#"
[package]
name = "own_family"
version = "0.0.0"
edition = "2024"
publish = false

[workspace]

[dependencies]
nlwire = { path = 'HERE', default-features = false, features = ["route", "server"FEATURES] }
"#;

const EXPECTED: &str = r#"Be(7) Some(Be(150))
Some(12)
NEEDS_SUN|NEEDS_WATER
GARDEN_GET REQUEST|DUMP seq 1 port 0 {cmd: 0, version: 0, bed: 7} {PLANT_KIND: "rose", PLANT_DATA: {ROSE_THORNS: 12}, PLANT_HEIGHT: 150, PLANT_SOIL: SOIL_LOAM, PLANT_NEEDS: [NEEDS_SUN|NEEDS_WATER]}
{"protocol":"garden","message":"GARDEN_GET","flags":["REQUEST","DUMP"],"seq":1,"port":0,"header":{"cmd":0,"version":0,"bed":7},"attributes":{"PLANT_KIND":"rose","PLANT_DATA":{"ROSE_THORNS":12},"PLANT_HEIGHT":150,"PLANT_SOIL":"SOIL_LOAM","PLANT_NEEDS":[["NEEDS_SUN","NEEDS_WATER"]]}}
PLANT_DATA.ROSE_THORNS
Ok(())
Some(Rose({ROSE_THORNS: 12}))
Some(100) Some("lo") Some(100)
base
mine 100
{IFLA_IFNAME: "lo", IFLA_MINE: 100} {"IFLA_IFNAME":"lo","IFLA_MINE":100}
integer out of range (attribute 900, offset 40)
Unknown attribute type (attribute 900, offset 40)
"#;

fn builds_and_runs(test: &str, features: &str) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let there = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let manifest = MANIFEST.replace("HERE", &here.display().to_string()).replace("FEATURES", features);
    // another user's run may have left the folder
    let written =
        fs::create_dir_all(there.join("src")).and_then(|()| fs::write(there.join("Cargo.toml"), manifest));
    if let Err(error) = written {
        return common::skip(test, &format!("{} cannot be written: {error}", there.display()));
    }
    fs::copy(here.join("tests/own_family/src/main.rs"), there.join("src/main.rs")).unwrap();
    // the versions that are at hand
    if here.join("Cargo.lock").exists() {
        fs::copy(here.join("Cargo.lock"), there.join("Cargo.lock")).unwrap();
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = there.join("target");
    let built = match Command::new(cargo)
        .args(["build", "--offline", "--quiet"])
        .current_dir(&there)
        .env("CARGO_TARGET_DIR", &target)
        .output()
    {
        Err(error) => return common::skip(test, &format!("cargo cannot be run: {error}")),
        Ok(built) => built,
    };
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let ran = Command::new(target.join("debug/own_family")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), EXPECTED);
}

#[test]
fn a_family_of_ones_own() {
    builds_and_runs("a_family_of_ones_own", "");
}
#[cfg(feature = "serde")]
#[test]
fn a_family_of_ones_own_with_serde() {
    builds_and_runs("a_family_of_ones_own_with_serde", r#", "serde""#);
}
