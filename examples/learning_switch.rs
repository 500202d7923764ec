//! A learning switch: the user space half of an Open vSwitch datapath, in fixed buffers.
//!
//!     learning_switch DATAPATH PORT...
//!
//! Creates the datapath, adds the network devices as ports, and receives a packet that matches no
//! flow in an upcall. The switch learns the port of the packet's source address. If the port of the
//! destination address is known, the switch adds a flow, so that the kernel forwards the following
//! packets without an upcall; otherwise the packet is flooded to all other ports.
use nlwire::{
    client::{self, Connection, ErrorKind},
    genl::{
        self, GenericHeader,
        openvswitch::{self as ovs, *},
    },
    socket::{Protocol, Socket},
    wire::MacField,
};

type Mac = [u8; 6];
/// Port of each MAC address that was seen. A full table forgets the oldest entry.
struct Table {
    entries: [Option<(Mac, u32)>; 256],
    next: usize,
}
impl Table {
    fn port(&self, mac: Mac) -> Option<u32> {
        self.entries.iter().flatten().find(|entry| entry.0 == mac).map(|entry| entry.1)
    }
    /// Learns the port of an address; returns the previous port if the address has moved.
    fn learn(&mut self, mac: Mac, port: u32) -> Option<u32> {
        if let Some(entry) = self.entries.iter_mut().flatten().find(|entry| entry.0 == mac) {
            return (entry.1 != port).then(|| std::mem::replace(&mut entry.1, port));
        }
        self.entries[self.next] = Some((mac, port));
        self.next = (self.next + 1) % self.entries.len();
        None
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let name = args.next().ok_or("usage: learning_switch DATAPATH PORT...")?;
    // one connection sends requests, the other receives upcalls: a packet of up to 64 KiB each
    let (mut buffer, mut packets) = ([0; 80 * 1024], [0; 80 * 1024]);
    let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
    let mut upcalls = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut packets);
    let pid = upcalls.socket().port_id();
    let datapaths = connection.run(genl::family(ovs::DATAPATH_NAME))?;
    let vports = connection.run(genl::family(ovs::VPORT_NAME))?;
    let flow_family = connection.run(genl::family(ovs::FLOW_NAME))?;
    let packet_family = connection.run(genl::family(ovs::PACKET_NAME))?;

    connection.run(ovs::add_datapath(&datapaths, &name, pid))?;
    let header = connection.get(ovs::datapath(&datapaths, &name))?.header.get(GenericHeader::user);
    let datapath = header.get(OvsHeader::dp_ifindex);
    let mut ports = 0; // ports are numbered from 1; 0 is the datapath's own device
    for port in args {
        connection.run(ovs::add_vport(&vports, datapath, VportType::OVS_VPORT_TYPE_NETDEV, &port, pid))?;
        ports += 1;
    }
    println!("{name}: {ports} ports");

    let mut table = Table { entries: [None; 256], next: 0 };
    loop {
        let event = match upcalls.next_event() {
            Ok(event) => event,
            Err(client::Error { kind: ErrorKind::Overrun, .. }) => {
                println!("packets were lost");
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if event.message_type() != packet_family.id {
            continue;
        }
        let PacketMessage::Miss(upcall) = PacketMessage::decode(event)? else { continue };
        let key = upcall.attrs.key();
        let (Some(from), Some(ethernet)) = (upcall.attrs.in_port(), key.get(FlowKey::OVS_KEY_ATTR_ETHERNET)?)
        else {
            continue;
        };
        let source = ethernet.get(KeyEthernet::eth_src).0;
        let destination = ethernet.get(KeyEthernet::eth_dst).0;
        if table.learn(source, from).is_some() {
            // flows to the previous port are wrong now
            connection.run(ovs::flush_flows(&flow_family, datapath))?;
        }
        let to = table.port(destination);
        if let Some(to) = to {
            let added = connection.run(ovs::add_flow(&flow_family, datapath, |flow| {
                flow.put(Flow::OVS_FLOW_ATTR_KEY, key);
                flow.nest(Flow::OVS_FLOW_ATTR_MASK, |mask| {
                    let all = MacField([0xff; 6]);
                    let both =
                        KeyEthernet::new().with(KeyEthernet::eth_src, all).with(KeyEthernet::eth_dst, all);
                    mask.put(FlowKey::OVS_KEY_ATTR_IN_PORT, u32::MAX);
                    mask.put(FlowKey::OVS_KEY_ATTR_ETHERNET, &both);
                });
                flow.nest(Flow::OVS_FLOW_ATTR_ACTIONS, |actions| {
                    actions.put(Action::OVS_ACTION_ATTR_OUTPUT, to);
                });
            }));
            added?;
            println!("{} to {} leaves at port {to}", Hex(source), Hex(destination));
        }
        connection.run(ovs::execute(&packet_family, datapath, upcall.attrs.packet(), key, |actions| {
            for port in (0..=ports).filter(|port| *port != from && to.is_none_or(|to| to == *port)) {
                actions.put(Action::OVS_ACTION_ATTR_OUTPUT, port);
            }
        }))?;
    }
}
/// A MAC address, as text.
struct Hex(Mac);
impl std::fmt::Display for Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        nlwire::wire::HwAddr(&self.0).fmt(f)
    }
}
