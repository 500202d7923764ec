//! The program's first function, for the linker.
fn main() {
    println!("cargo::rustc-link-arg-bins=--entry=start");
}
