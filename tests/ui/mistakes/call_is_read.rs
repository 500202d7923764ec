use nlwire::{client::{Connection, Transport}, route::{self, link}};
fn read<T: Transport>(mut nl: Connection<T, [u8; 4096]>) {
    let _ = nl.get(link::set_up("eth0"));
    let _ = nl.dump(link::set_up("eth0"));
    let _ = nl.get(route::lookup);
}
fn main() {}
