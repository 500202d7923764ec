//! Linker arguments for a program without libc. (RUSTFLAGS would reach build scripts, too, and break them.)
fn main() {
    let script = concat!("-T", env!("CARGO_MANIFEST_DIR"), "/bare.ld");
    let args: &[&str] = match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("none") => &[script],
        _ => &["-nostartfiles", "-nostdlib", "-static", "-no-pie"],
    };
    for arg in args {
        println!("cargo::rustc-link-arg-bins={arg}");
    }
    println!("cargo::rerun-if-changed=bare.ld");
}
