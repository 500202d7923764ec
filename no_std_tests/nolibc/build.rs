//! Linker arguments for a program without libc. (RUSTFLAGS would reach build scripts, too, and break them.)
fn main() {
    for arg in ["-nostartfiles", "-nostdlib", "-static", "-no-pie"] {
        println!("cargo::rustc-link-arg-bins={arg}");
    }
}
