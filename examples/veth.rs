//! Connects a new network namespace by a veth pair, and adds a route through it: `cargo run --example
//! veth`. Needs `CAP_NET_ADMIN` and `CAP_SYS_ADMIN`; try it in a namespace: `unshare -rn`.
use nlwire::{
    prelude::*,
    route::{
        addr, link,
        route::{self, RouteSpec},
    },
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let blue = Namespace::new()?; // or Namespace::create("blue"), as `ip netns add` does
    let mut here = Connection::open(Protocol::ROUTE)?;
    let mut there = blue.connect(Protocol::ROUTE)?;
    here.run(link::add_veth_into("veth0", "veth1", &blue))?;
    here.run(link::set_up("veth0"))?;
    there.run(link::set_up("veth1"))?;
    here.run(addr::add("veth0", [192, 0, 2, 1].into(), 24))?;
    there.run(addr::add("veth1", [192, 0, 2, 2].into(), 24))?;
    here.run(route::add(RouteSpec::to([198, 51, 100, 0], 24).via([192, 0, 2, 2])))?;
    println!("{}", here.get(route::lookup([198, 51, 100, 7].into()))?.summary()?);
    for link in there.list(link::list())? {
        println!("{link}");
    }
    Ok(())
}
