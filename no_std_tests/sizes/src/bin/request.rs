//! A request that makes a link.
#![no_std]
#![no_main]

use core::hint::black_box;
use nlwire::{route::*, wire::*};
use sizes as _;

#[unsafe(no_mangle)]
extern "C" fn start() -> usize {
    let mut buffer = [0; 128];
    let mut request = Request::new(&mut buffer, NewLink::default(), NewFlags::CREATE | NewFlags::ACK);
    request.put(Link::IFLA_IFNAME, black_box("br0")).nest(Link::IFLA_LINKINFO, |info| {
        info.put(LinkInfo::IFLA_INFO_KIND, "bridge");
    });
    request.finish(black_box(1)).map_or(0, |bytes| black_box(bytes).len())
}
