//! Linker arguments for a program without libc. (RUSTFLAGS would reach build scripts, too, and break them.)
fn main() {
    let args: &[&str] = match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("none") => &["--entry=_start"],
        _ => &["-nostartfiles", "-nostdlib", "-static"],
    };
    for arg in args {
        println!("cargo::rustc-link-arg-bins={arg}");
    }
    println!("cargo::rerun-if-env-changed=NLWIRE_PROBES");
}
