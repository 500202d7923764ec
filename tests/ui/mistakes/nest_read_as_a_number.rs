use nlwire::route::{Link, LinkMessage};
fn read(link: LinkMessage<'_>) -> Option<u32> {
    link.attrs.get(Link::IFLA_LINKINFO).ok()?
}
fn main() {}
