use nlwire::{route::LinkProperty, wire::Attrs};
fn read(names: Attrs<'_, LinkProperty>) {
    let _ = names.get(LinkProperty::IFLA_ALT_IFNAME);
}
fn main() {}
