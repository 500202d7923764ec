//! Meters and limits of connections.
use super::*;

#[test]
fn meters_and_limits_are_kept() {
    const NAME: &str = "openvswitch_flows::meters::meters_and_limits_are_kept";
    common::in_namespace(NAME, || meters_and_limits(NAME).expect("all of it"));
}
fn meters_and_limits(name: &str) -> Tested {
    let mut buffer = vec![0; 64 * 1024];
    let connection = &mut connect(&mut buffer)?;
    let Some(datapaths) = family(connection, name, ovs::DATAPATH_NAME) else { return Ok(()) };
    let meters = connection.run(genl::family(ovs::METER_NAME))?;
    let index = datapath(connection, &datapaths, "br0");
    let mut protocols = Decoder::new();
    genl::learn(connection, &mut protocols)?;
    let check = |message: Message<'_>| {
        let described = protocols.describe(16, message);
        let json = Json(described).to_string();
        assert_eq!(described.check(), Ok(()), "{json}");
        let mut found = Vec::new();
        unknown("", &serde_json::from_str(&json).unwrap(), &mut found);
        assert_eq!(found, [""; 0], "{json}");
    };
    let features = connection.get(ovs::meter_features(&meters, index))?;
    check(features.message);
    assert!(features.attrs.get(Meter::OVS_METER_ATTR_MAX_METERS)?.is_some_and(|most| most > 0));
    let bands = features.attrs.get(Meter::OVS_METER_ATTR_BANDS)?.ok_or("no bands")?;
    let (_, band) = bands.iter().next().ok_or("no band")??;
    assert_eq!(band.get(MeterBand::OVS_BAND_ATTR_TYPE)?, Some(MeterBandType::OVS_METER_BAND_TYPE_DROP));
    let band = [DropBand { rate: 1000, burst: 100 }];
    connection.run(ovs::set_meter(&meters, index, 3, MeterUnit::Kilobits, &band))?;
    let meter = connection.get(ovs::meter(&meters, index, 3))?;
    check(meter.message);
    assert_eq!(meter.attrs.get(Meter::OVS_METER_ATTR_ID)?, Some(3));
    let stats = meter.attrs.get(Meter::OVS_METER_ATTR_STATS)?.ok_or("no statistics")?;
    assert_eq!(stats.get(FlowStats::n_packets), Some(0));
    connection.run(ovs::delete_meter(&meters, index, 3))?;
    assert!(connection.get(ovs::meter(&meters, index, 3)).map(drop).unwrap_err().is_not_found());

    let limits = match connection.run(genl::family(ovs::CT_LIMIT_NAME)) {
        Err(error) if error.is_not_found() => {
            common::skip(name, "in part: this kernel has no limits of connections");
            return Ok(());
        }
        found => found?,
    };
    let zone = |id, limit| ZoneLimit::new().with(ZoneLimit::zone_id, id).with(ZoneLimit::limit, limit);
    let zones = [zone(OVS_ZONE_LIMIT_DEFAULT_ZONE, 9), zone(5, 100), zone(7, 50)];
    connection.run(ovs::set_ct_limits(&limits, index, &zones))?;
    let held = |connection: &mut Conn<'_>| -> Vec<Struct<ZoneLimit>> {
        let found = connection.get(ovs::ct_limits(&limits, index)).unwrap();
        check(found.message);
        let all = found.attrs.get(CtLimit::OVS_CT_LIMIT_ATTR_ZONE_LIMIT).unwrap().unwrap();
        let mut all: Vec<_> = all.iter().collect();
        all.sort_by_key(|limit| limit.get(ZoneLimit::zone_id));
        all
    };
    assert_eq!(held(connection), zones);
    if common::find_tool("ovs-dpctl").is_some() {
        let text = dpctl(&["ct-get-limits", "br0"])?;
        assert!(text.contains("default limit=9"), "{text}");
        assert!(text.contains("zone=5,limit=100,count=0") && text.contains("zone=7,limit=50"), "{text}");
    }
    connection.run(ovs::delete_ct_limits(&limits, index, &zones[1..2]))?;
    assert_eq!(held(connection), [zones[0], zones[2]]);
    let one = connection.get(ovs::ct_limits_of(&limits, index, &zones[2..]))?;
    let one = one.attrs.get(CtLimit::OVS_CT_LIMIT_ATTR_ZONE_LIMIT)?.ok_or("no limit")?;
    assert_eq!(one.iter().collect::<Vec<_>>(), zones[2..]);
    Ok(())
}
