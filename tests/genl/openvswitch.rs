//! Open vSwitch against the running kernel, and against sysfs.
use super::{Tested, common, connect, ethtool::ip};
use nlwire::{
    decode::Decoder,
    genl::GenericHeader,
    genl::{
        self,
        openvswitch::{self as ovs, Datapath, DpStats, OvsHeader, Vport, VportStats, VportType},
    },
    schema::Json,
};

#[test]
fn a_datapath_and_its_ports_are_made_told_and_removed() {
    let name = "openvswitch::a_datapath_and_its_ports_are_made_told_and_removed";
    common::in_namespace(name, || {
        if common::has_tools(name, &["ip"]) {
            run(name).expect("all of it");
        }
    });
}
fn run(name: &str) -> Tested {
    let mut buffer = vec![0; 32 * 1024];
    let mut connection = connect(&mut buffer)?;
    let connection = &mut connection;
    let datapaths = match connection.run(genl::family(ovs::DATAPATH_NAME)) {
        Ok(family) => family,
        Err(failure) if failure.is_not_found() => {
            common::skip(name, "this kernel has no Open vSwitch");
            return Ok(());
        }
        Err(failure) => return Err(failure.into()),
    };
    assert_eq!((datapaths.version, datapaths.hdrsize), (2, 4));
    let vports = connection.run(genl::family(ovs::VPORT_NAME))?;
    assert!(connection.get(ovs::datapath(&datapaths, "br0")).map(drop).unwrap_err().is_not_found());
    connection.run(ovs::add_datapath(&datapaths, "br0", 0))?;
    assert!(connection.run(ovs::add_datapath(&datapaths, "br0", 0)).unwrap_err().already_exists());
    let br0 = connection.get(ovs::datapath(&datapaths, "br0"))?;
    assert_eq!(br0.attrs.get(Datapath::OVS_DP_ATTR_NAME)?, Some("br0".into()));
    let stats = br0.attrs.get(Datapath::OVS_DP_ATTR_STATS)?.ok_or("no statistics")?;
    assert_eq!(stats.get(DpStats::n_flows), Some(0));
    let index = br0.header.get(GenericHeader::user).get(OvsHeader::dp_ifindex);
    let sysfs = |link: &str, file: &str| std::fs::read_to_string(format!("/sys/class/net/{link}/{file}"));
    // sysfs shows the namespace in which it was mounted, if any: `ip` sees ours
    let shown = common::tool("ip").args(["-j", "-d", "link", "show", "br0"]).output()?;
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout)?;
    assert_eq!(shown[0]["ifindex"], index, "{shown}, {:?}", sysfs("br0", "ifindex"));
    assert_eq!(shown[0]["linkinfo"]["info_kind"], "openvswitch");

    ip("link add v0 type veth peer name v1");
    connection.run(ovs::add_vport(&vports, index, VportType::OVS_VPORT_TYPE_NETDEV, "v0", 0))?;
    connection.run(ovs::add_vport(&vports, index, VportType::OVS_VPORT_TYPE_INTERNAL, "in0", 0))?;
    let nothing =
        connection.run(ovs::add_vport(&vports, index, VportType::OVS_VPORT_TYPE_NETDEV, "nothing", 0));
    assert!(nothing.unwrap_err().is_not_found());
    let mut protocols = Decoder::new();
    genl::learn(connection, &mut protocols)?;
    let mut found = Vec::new();
    let mut all = connection.dump(ovs::vports(&vports, index))?;
    while let Some(port) = all.next()? {
        assert_eq!(port.header.get(GenericHeader::user).get(OvsHeader::dp_ifindex), index);
        let described = protocols.describe(16, port.message);
        let json = Json(described).to_string();
        assert_eq!(described.check(), Ok(()), "{json}");
        assert!(
            // a dump answers with the command that asked for it
            json.contains(r#""family":"ovs_vport","message":"OVS_VPORT_CMD_GET""#) && !json.contains("\"#"),
            "{json}"
        );
        let stats = port.attrs.get(Vport::OVS_VPORT_ATTR_STATS)?.ok_or("no statistics")?;
        assert_eq!((stats.bytes().len(), stats.get(VportStats::rx_dropped).is_some()), (64, true));
        found.push((
            port.attrs.get(Vport::OVS_VPORT_ATTR_PORT_NO)?,
            port.attrs.get(Vport::OVS_VPORT_ATTR_NAME)?.map(|name| name.to_string()),
            port.attrs.get(Vport::OVS_VPORT_ATTR_TYPE)?.map(|kind| kind.to_string()),
        ));
    }
    found.sort();
    let port = |number, name: &str, kind: &str| {
        (Some(number), Some(name.to_string()), Some(format!("OVS_VPORT_TYPE_{kind}")))
    };
    assert_eq!(found, [port(0, "br0", "INTERNAL"), port(1, "v0", "NETDEV"), port(2, "in0", "INTERNAL")]);
    connection.run(ovs::delete_vport(&vports, "in0"))?;
    assert!(connection.run(ovs::delete_vport(&vports, "in0")).unwrap_err().is_not_found());
    let mut all = connection.dump(ovs::datapaths(&datapaths))?;
    assert!(
        all.next()?
            .is_some_and(|br0| br0.header.get(GenericHeader::user).get(OvsHeader::dp_ifindex) == index)
    );
    assert!(all.next()?.is_none());
    connection.run(ovs::delete_datapath(&datapaths, "br0"))?;
    assert!(connection.get(ovs::datapath(&datapaths, "br0")).map(drop).unwrap_err().is_not_found());
    Ok(())
}
