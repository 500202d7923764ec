//! What programs call on a decoded message, family by family: accessors, iterators, summaries and text.
use crate::printed;
use nlwire::{
    connector::CnMessage,
    genl::{
        devlink, ethtool, ipvs, ncsi, nl80211,
        openvswitch::{self as ovs, geneve_options},
        wireguard,
    },
    netfilter::{
        conntrack,
        cthelper::GetHelper,
        cttimeout::GetTimeout,
        ipset::{self, IpSetElement, IpSetOptions, ListSets},
        nfacct::GetAcct,
        nftables::{
            self as nft, ElementText, GetChain, GetRule, GetSet, GetTable, Userdata, XtMatch, XtTarget,
        },
    },
    route::{self, GetDcb, GetMdb, GetTunnel, GetVlan},
    sock_diag, tc,
    wire::{Attrs, FromMessage, Message, Operation, Str, Summarize, Writer},
};

/// What is done to the payload of a message.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Name, for reports.
    pub name: &'static str,
    /// Protocol of the messages that it reads.
    pub protocol: u8,
    /// Reads a message of any payload.
    pub read: fn(Message<'_>),
}

macro_rules! readers {
    ($( $name:literal $protocol:literal => $read:expr; )*) => {
        /// All readers.
        pub const READERS: &[Reader] = &[$( Reader { name: $name, protocol: $protocol, read: $read } ),*];
    };
}
/// Prints the summary of a message.
macro_rules! summary {
    ($message:ty) => {
        |message| {
            let Ok(read) = <$message as FromMessage<'_>>::from_message(message) else { return };
            if let Ok(summary) = Summarize::summary(&read) {
                assert!(printed(format_args!("{summary}")) > 0);
            }
        }
    };
}
readers! {
    "ipset" 12 => ipset;
    "nfacct" 12 => nfacct;
    "conntrack timeouts" 12 => timeouts;
    "conntrack helpers" 12 => helpers;
    "nftables rules" 12 => rules;
    "nftables sets" 12 => sets;
    "nftables tables" 12 => tables;
    "xtables" 12 => xtables;
    "conntrack" 12 => summary!(conntrack::ConntrackMessage<'_>);
    "flows" 16 => flows;
    "packets" 16 => packets;
    "fmsg" 16 => fmsg;
    "NC-SI" 16 => packages;
    "devlink devices" 16 => summary!(devlink::DeviceMessage<'_>);
    "devlink ports" 16 => summary!(devlink::PortMessage<'_>);
    "link states" 16 => summary!(ethtool::LinkStateMessage<'_>);
    "link modes" 16 => summary!(ethtool::LinkModesMessage<'_>);
    "services" 16 => summary!(ipvs::ServiceMessage<'_>);
    "destinations" 16 => summary!(ipvs::DestMessage<'_>);
    "WireGuard" 16 => summary!(wireguard::DeviceMessage<'_>);
    "interfaces" 16 => summary!(nl80211::InterfaceMessage<'_>);
    "stations" 16 => summary!(nl80211::StationMessage<'_>);
    "scans" 16 => summary!(nl80211::BssMessage<'_>);
    "DCB" 0 => dcb;
    "bridges" 0 => bridges;
    "links" 0 => summary!(route::LinkMessage<'_>);
    "addresses" 0 => summary!(route::AddrMessage<'_>);
    "routes" 0 => summary!(route::RouteEntryMessage<'_>);
    "neighbours" 0 => summary!(route::NeighMessage<'_>);
    "rules" 0 => summary!(route::RuleMessage<'_>);
    "nexthops" 0 => summary!(route::NextHopMessage<'_>);
    "qdiscs" 0 => summary!(tc::QdiscMessage<'_>);
    "classes" 0 => summary!(tc::ClassMessage<'_>);
    "sockets" 4 => summary!(sock_diag::UnixMessage<'_>);
    "1-Wire" 11 => one_wire;
}

/// The most items that an iterator over these bytes may yield: each has a header of four bytes, and one more is an error.
fn most(message: Message<'_>) -> usize {
    message.payload().len() / 4 + 1
}
/// An element written from what was read reads alike.
fn rewritten(element: ipset::Element<'_>) {
    let mut buffer = [0; 2048];
    let mut writer = Writer::<IpSetElement>::new(&mut buffer);
    element.write(&mut writer);
    if let Ok(bytes) = writer.finish() {
        let again = ipset::Element::read(Attrs::new(bytes)).expect("written here");
        assert_eq!(format!("{again:?}"), format!("{element:?}"));
    }
}
fn ipset(message: Message<'_>) {
    let Ok(set) = ListSets::reply(message) else { return };
    let spec = set.spec();
    printed(format_args!("{:?}{:?}{:?}{:?}", set.name(), set.type_name(), set.element_count(), spec));
    if let Ok(Some(spec)) = spec {
        let mut writer_buffer = [0; 1024];
        let mut writer = Writer::<IpSetOptions>::new(&mut writer_buffer);
        spec.write(&mut writer);
        let _ = writer.finish();
    }
    let mut elements = 0;
    for element in set.elements() {
        elements += 1;
        if let Ok(element) = element {
            printed(format_args!("{element:?}"));
            rewritten(element);
        }
    }
    assert!(elements <= most(message));
    if let Ok(change) = ipset::IpSetChangeMessage::from_message(message) {
        assert!(change.elements().count() <= most(message));
        printed(format_args!("{:?}{:?}", change.name(), change.element()));
    }
}
fn nfacct(message: Message<'_>) {
    let Ok(acct) = GetAcct::reply(message) else { return };
    printed(format_args!("{:?}{:?}{}", acct.flags(), acct.uses(), acct.is_over_quota()));
    printed(format_args!("{:?}{:?}{:?}{:?}", acct.name(), acct.packets(), acct.bytes(), acct.quota()));
}
fn timeouts(message: Message<'_>) {
    let Ok(policy) = GetTimeout::reply(message) else { return };
    printed(format_args!(
        "{:?}{:?}{:?}{:?}",
        policy.name(),
        policy.family(),
        policy.protocol(),
        policy.timeouts()
    ));
}
fn helpers(message: Message<'_>) {
    let Ok(helper) = GetHelper::reply(message) else { return };
    assert!(helper.policies().count() <= most(message));
    printed(format_args!(
        "{:?}{:?}{:?}{:?}",
        helper.name(),
        helper.protocols(),
        helper.queue(),
        helper.status()
    ));
}
fn userdata(data: Userdata<'_>, depth: u8) {
    let mut len = 0;
    for (kind, value) in data {
        len += 2 + value.len();
        assert!(data.get(kind).is_some());
        if depth < 4 {
            userdata(Userdata::new(value), depth + 1);
        }
    }
    assert!(len <= data.as_bytes().len());
    printed(format_args!("{data:?}{:?}{:?}", data.comment(), data.number(1)));
}
fn rules(message: Message<'_>) {
    let Ok(rule) = GetRule::reply(message) else { return };
    printed(format_args!("{}{:?}", rule.to_text(), rule.comment()));
    userdata(rule.userdata(), 0);
}
fn sets(message: Message<'_>) {
    let Ok(set) = GetSet::reply(message) else { return };
    if let Ok(summary) = set.summary() {
        printed(format_args!("{summary}"));
    }
    // as a list of elements, too, whose types are drawn from the flags of the message
    let Some(attrs) = message.payload().get(4..) else { return };
    let keys = nft::SetType::from_number(message.seq());
    let list = Attrs::<nft::NftSetElems>::new(attrs).get(nft::NftSetElems::NFTA_SET_ELEM_LIST_ELEMENTS);
    for (_, element) in list.ok().flatten().iter().flat_map(|list| list.iter()).flatten() {
        printed(format_args!("{}", ElementText::new(keys, Some(keys), element).shifted(3)));
    }
    userdata(Userdata::new(attrs), 0);
}
fn tables(message: Message<'_>) {
    if let Ok(Ok(summary)) = GetTable::reply(message).map(|table| table.summary()) {
        printed(format_args!("{summary}"));
    }
    if let Ok(Ok(summary)) = GetChain::reply(message).map(|chain| chain.summary()) {
        printed(format_args!("{summary}"));
    }
}
/// Every name and revision, over any bytes.
fn xtables(message: Message<'_>) {
    const NAMES: [&[u8]; 16] = [
        b"comment",
        b"tcp",
        b"udp",
        b"udplite",
        b"multiport",
        b"addrtype",
        b"limit",
        b"mark",
        b"conntrack",
        b"MARK",
        b"LOG",
        b"REJECT",
        b"MASQUERADE",
        b"SNAT",
        b"DNAT",
        b"REDIRECT",
    ];
    for name in NAMES {
        for revision in 0..4 {
            printed(format_args!("{:?}", XtMatch::new(Str(name), revision, message.payload())));
            printed(format_args!("{:?}", XtTarget::new(Str(name), revision, message.payload())));
        }
    }
}
/// The attributes of a generic family with a header of its own of four bytes.
fn inner(message: Message<'_>) -> &[u8] {
    message.payload().get(8..).unwrap_or(&[])
}
fn actions(actions: Attrs<'_, ovs::Action>) {
    let count = actions.into_iter().count();
    assert_eq!(count, actions.raw().count());
    printed(format_args!("{actions:?}"));
}
fn flows(message: Message<'_>) {
    let flow = Attrs::<ovs::Flow>::new(inner(message));
    printed(format_args!("{:?}{:?}{:?}{:?}", flow.key(), flow.mask(), flow.used(), flow.ufid()));
    if let Ok(Some(list)) = flow.actions() {
        actions(list);
    }
    let options = geneve_options(inner(message));
    let mut failed = false;
    let mut count = 0;
    for option in options {
        assert!(!failed, "something after an error");
        failed = option.is_err();
        count += 1;
    }
    assert!(count <= most(message));
}
fn packets(message: Message<'_>) {
    let packet = Attrs::<ovs::Packet>::new(inner(message));
    assert!(packet.packet().len() <= message.payload().len());
    printed(format_args!("{:?}{:?}{:?}", packet.key(), packet.in_port(), packet.userdata()));
    if let Ok(Some(list)) = packet.get(ovs::Packet::OVS_PACKET_ATTR_ACTIONS) {
        actions(list);
    }
}
/// The events of a tree in two messages: depth and count are bounded, whatever the first leaves open.
fn fmsg(message: Message<'_>) {
    let payload = message.payload();
    let (first, second) = payload.split_at(payload.len() / 8 * 4);
    let mut tree = devlink::Fmsg::new();
    for part in [first, second] {
        assert!(tree.read(Attrs::new(part)).count() <= part.len() / 4 + 1);
        assert!(tree.depth() <= devlink::FMSG_DEPTH);
    }
    let _ = tree.finish();
}
/// Packages and channels, and a packet: what is read of a command is written alike.
fn packages(message: Message<'_>) {
    let reply = Attrs::<ncsi::Ncsi>::new(message.payload().get(4..).unwrap_or(&[]));
    let mut channels = 0;
    for package in reply.packages() {
        printed(format_args!("{:?}{}", package.id(), package.is_forced()));
        for channel in package.channels() {
            channels += 1 + channel.vlans().count();
            printed(format_args!("{:?}{:?}{:?}", channel.id(), channel.version(), channel.firmware_name()));
        }
    }
    assert!(channels <= most(message));
    match reply.response() {
        Ok(Some(response)) => {
            assert!(response.payload.len() + 24 <= message.payload().len());
            printed(format_args!("{response:?}{:?}{}", response.command(), response.is_completed()));
        }
        Ok(None) => {}
        Err(error) => assert!(printed(format_args!("{error}")) > 0),
    }
    let Ok(Some(data)) = reply.get(ncsi::Ncsi::NCSI_ATTR_DATA) else { return };
    if let Ok(packet) = ncsi::CommandPacket::read(data) {
        let mut buffer = vec![0; data.len() + 8];
        let mut writer = Writer::<ncsi::Ncsi>::new(&mut buffer);
        writer.put(ncsi::Ncsi::NCSI_ATTR_DATA, packet);
        let again = Attrs::<ncsi::Ncsi>::new(writer.finish().expect("room"));
        let again = again.get(ncsi::Ncsi::NCSI_ATTR_DATA).expect("written here").expect("written here");
        assert_eq!(ncsi::CommandPacket::read(again), Ok(packet));
    }
}
fn dcb(message: Message<'_>) {
    let Ok(dcb) = GetDcb::reply(message) else { return };
    assert!(dcb.applications().count() <= most(message));
    printed(format_args!("{:?}{:?}{:?}", dcb.ets(), dcb.pfc(), dcb.dcbx()));
}
fn bridges(message: Message<'_>) {
    if let Ok(mdb) = GetMdb::reply(message) {
        assert!(mdb.entries().count() + mdb.router_ports().count() <= 2 * most(message));
        mdb.entries().for_each(|entry| _ = printed(format_args!("{:?}{:?}", entry.group(), entry.mac())));
    }
    if let Ok(vlan) = GetVlan::reply(message) {
        assert!(vlan.vlans().count() + vlan.global_options().count() <= 2 * most(message));
        vlan.vlans()
            .for_each(|it| _ = printed(format_args!("{}-{} {:?}", it.first(), it.last(), it.state())));
    }
    if let Ok(tunnel) = GetTunnel::reply(message) {
        assert!(tunnel.vnis().count() <= most(message));
        tunnel.vnis().for_each(|vni| _ = printed(format_args!("{vni:?}")));
    }
}
fn one_wire(message: Message<'_>) {
    let Ok(message) = CnMessage::read(message) else { return };
    for record in message.w1_records().flatten() {
        assert!(record.masters().count() <= record.data.len() / 4);
        for command in record.commands().flatten() {
            assert!(command.slaves().count() <= command.data.len() / 8);
            printed(format_args!("{:?}", command.header));
        }
        let _ = record.master();
    }
}
