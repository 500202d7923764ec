use nlwire::{client::{Connection, Transport}, route::link};
fn run<T: Transport>(mut nl: Connection<T, [u8; 4096]>) {
    let _ = nl.run(link::list());
    let _ = nl.get(link::set_up("eth0"));
}
fn main() {}
