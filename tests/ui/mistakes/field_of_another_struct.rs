use nlwire::route::{LinkMessage, RtMsg};
fn read(link: LinkMessage<'_>) {
    let _ = link.header.get(RtMsg::rtm_family);
}
fn main() {}
