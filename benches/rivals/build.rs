//! Compiles libmnl's side where libmnl can be compiled against, and tells the report what compiled the rest.
use std::{env, process::Command};

fn main() {
    println!("cargo::rustc-check-cfg=cfg(libmnl)");
    println!("cargo::rerun-if-changed=c");
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let version = first_line(&rustc, "--version");
    println!("cargo::rustc-env=RUSTC_VERSION={}", version.unwrap_or_else(|| "an unknown rustc".into()));

    let compiler = cc::Build::new().get_compiler();
    let name = compiler.path().display().to_string();
    println!("cargo::rustc-env=CC_VERSION={}", first_line(&name, "--version").unwrap_or(name));
    let built = cc::Build::new()
        .files(["c/mnl.c", "c/conntrack.c", "c/diag.c", "c/qdisc.c"])
        .std("gnu11")
        .opt_level(2)
        .debug(false)
        .warnings(true)
        .cargo_warnings(false)
        .try_compile("rivals_mnl");
    if built.is_ok() {
        println!("cargo::rustc-link-lib=mnl");
        println!("cargo::rustc-cfg=libmnl");
    } else {
        // Not built for the lack of its headers; once they are installed, the next build shall find them.
        println!("cargo::rerun-if-changed=/usr/include/libmnl/libmnl.h");
    }
}

fn first_line(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned())
}
