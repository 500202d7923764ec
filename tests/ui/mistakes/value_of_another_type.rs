use nlwire::{route::Link, wire::Writer};
fn write(writer: &mut Writer<'_, Link>) {
    writer.put(Link::IFLA_IFNAME, 3_u32);
}
fn main() {}
