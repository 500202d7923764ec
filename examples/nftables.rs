//! Accepts TCP to some ports, and drops what else arrives: `cargo run --example nftables -- 22 80`.
//! Needs `CAP_NET_ADMIN`; try it in a namespace: `unshare -rn`.
use nlwire::{
    netfilter::{
        Hook,
        nftables::{self, CtState, SetType, Table, VerdictCode, set},
    },
    prelude::*,
};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let ports = std::env::args().skip(1).map(|port| port.parse()).collect::<Result<Vec<u16>, _>>()?;
    let mut nl = Connection::open(Protocol::NETFILTER)?;
    let guard = Table::inet("guard");
    let input = guard.chain("input").filter(Hook::NF_INET_LOCAL_IN).policy(VerdictCode::NF_DROP);
    let open = guard.set("ports", SetType::INET_SERVICE);
    let known = CtState::NF_CT_STATE_ESTABLISHED | CtState::NF_CT_STATE_RELATED;

    let mut all = nftables::transaction(&mut nl, None)?;
    all.create(&guard)?;
    all.create(&input)?;
    all.create(&open)?;
    all.create(&open.elements(ports.iter().copied()))?;
    all.create(&input.rule(|rule| rule.ct_state(known).accept()))?;
    all.create(&input.rule(|rule| rule.iifname("lo").accept()))?;
    all.create(&input.rule(|rule| rule.tcp_dport(set("ports")).counter().accept()).comment("open"))?;
    all.commit()?;

    let rules = nftables::rules(guard.family(), guard.name(), None);
    nl.dump(rules)?.for_each(|rule| println!("{}", rule.to_text()))?;
    Ok(())
}
