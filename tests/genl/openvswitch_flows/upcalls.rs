//! Packets that the kernel hands to user space, and back.
use super::*;

#[test]
fn upcalls_are_received_and_packets_executed() {
    const NAME: &str = "openvswitch_flows::upcalls::upcalls_are_received_and_packets_executed";
    common::in_namespace(NAME, || {
        if common::has_tools(NAME, &["ip"]) {
            upcalls(NAME).expect("all of it");
        }
    });
}
fn upcalls(name: &str) -> Tested {
    let (mut buffer, mut second) = (vec![0; 64 * 1024], vec![0; 128 * 1024]);
    let connection = &mut connect(&mut buffer)?;
    let Some(datapaths) = family(connection, name, ovs::DATAPATH_NAME) else { return Ok(()) };
    let [vports, flows, packets] = [ovs::VPORT_NAME, ovs::FLOW_NAME, ovs::PACKET_NAME]
        .map(|name| connection.run(genl::family(name)).unwrap());
    let index = datapath(connection, &datapaths, "br0");
    let mut upcalls = connect(&mut second)?;
    let pid = upcalls.socket().port_id();
    for (number, name) in [(1, "in1"), (2, "in2")] {
        let kind = VportType::OVS_VPORT_TYPE_INTERNAL;
        connection.run(ovs::add_vport(&vports, index, kind, name, pid))?;
        ip(&format!("link set {name} address 02:00:00:00:00:0{number}"));
        ip(&format!("link set {name} up"));
    }
    let mut protocols = Decoder::new();
    genl::learn(connection, &mut protocols)?;
    // a packet of ours enters at port 1, and leaves to user space again
    let packet: Vec<u8> = [&[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x12, 0x34][..], &[0x5a; 50]].concat();
    let mut metadata = [0; 64];
    let mut metadata = Writer::<FlowKey>::new(&mut metadata);
    metadata.put(FlowKey::OVS_KEY_ATTR_IN_PORT, 1u32);
    let metadata = Attrs::new(metadata.finish()?);
    connection.run(ovs::execute(&packets, index, &packet, metadata, |actions| {
        actions.nest(Action::OVS_ACTION_ATTR_USERSPACE, |upcall| {
            upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_PID, pid);
            upcall.put(UserspaceAction::OVS_USERSPACE_ATTR_USERDATA, &b"cookie"[..]);
        });
    }))?;
    let mut missed = 0;
    loop {
        let event = upcalls.next_event()?;
        let described = protocols.describe(16, event);
        let json = Json(described).to_string();
        assert_eq!(described.check(), Ok(()), "{json}");
        let mut found = Vec::new();
        unknown("", &serde_json::from_str(&json)?, &mut found);
        assert_eq!(found, [""; 0], "{json}");
        match PacketMessage::decode(event)? {
            // what a link that goes up sends: IPv6
            PacketMessage::Miss(upcall) => {
                assert!(upcall.attrs.packet().len() >= 14 && upcall.attrs.in_port().is_some(), "{json}");
                missed += 1;
            }
            PacketMessage::Action(upcall) => {
                assert_eq!(upcall.attrs.packet(), packet);
                assert_eq!(upcall.attrs.userdata(), Some(&b"cookie"[..]));
                assert_eq!(upcall.attrs.in_port(), Some(1));
                // the key of the upcall is that of a flow
                connection.run(ovs::add_flow(&flows, index, |flow| {
                    flow.put(Flow::OVS_FLOW_ATTR_KEY, upcall.attrs.key());
                    flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
                        actions.put(Action::OVS_ACTION_ATTR_OUTPUT, 2u32);
                    });
                }))?;
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    println!("{missed} packets missed");
    // through the flow: recirculation looks a packet up again
    let mut all = connection.dump(ovs::flows(&flows, index))?;
    let flow = all.next()?.ok_or("no flow")?;
    assert_eq!(flow.attrs.packets(), 0);
    assert!(all.next()?.is_none());
    Ok(())
}
