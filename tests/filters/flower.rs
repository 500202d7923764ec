//! More keys of `flower` than the filters of tests/filters.rs have, and those that only newer kernels know.
use super::Case;
use nlwire::{
    schema::{Json, View},
    tc::{Flower, FlowerCfm, FlowerEncOpts, FlowerKeyFlags, FlowerPfcp},
    wire::{AttributeSet, Be, Writer, spec::PayloadType},
};

pub const CASES: &[Case] = &[
    Case(
        "protocol ipv6 flower indev v0 ip_proto icmpv6 type 128/240 code 3/15 src_ip 2001:db8:1::/48 dst_ip 2001:db8:2::/47 \
         src_mac 02:00:00:00:00:01 dst_mac 02:00:00:00:00:00/ff:ff:00:00:00:00 ip_ttl 64/0xf0 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_INDEV = options.indev",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV6_TYPE 128 = options.keys.icmp_type 128/240",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV6_TYPE_MASK 240 = options.keys.icmp_type 128/240",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV6_CODE 3 = options.keys.icmp_code 3/15",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV6_CODE_MASK 15 = options.keys.icmp_code 3/15",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV6_SRC 2001:db8:1:: = options.keys.src_ip 2001:db8:1::/48",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV6_DST_MASK ffff:ffff:fffe:: = options.keys.dst_ip 2001:db8:2::/47",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ETH_SRC = options.keys.src_mac",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ETH_DST_MASK ff:ff:00:00:00:00 = options.keys.dst_mac 02:00:00:00:00:00/16",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IP_TTL_MASK 240 = options.keys.ip_ttl_mask f0",
        ],
    ),
    Case(
        "protocol ip flower ip_proto icmp type 8/15 code 1/7 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV4_TYPE_MASK 15 = options.keys.icmp_type 8/15",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV4_CODE_MASK 7 = options.keys.icmp_code 1/7",
        ],
    ),
    Case(
        "protocol ip flower ip_proto udp src_port 53/0xff dst_port 4000-5000 ip_flags frag/firstfrag action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_UDP_SRC_MASK 255 = options.keys.src_port_mask ff",
            "TCA_OPTIONS.TCA_FLOWER_KEY_PORT_DST_MIN = options.keys.dst_port.start",
            "TCA_OPTIONS.TCA_FLOWER_KEY_PORT_DST_MAX = options.keys.dst_port.end",
            "TCA_OPTIONS.TCA_FLOWER_KEY_FLAGS TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT|TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST \
             = options.keys.ip_flags.firstfrag true",
        ],
    ),
    Case(
        "protocol ip flower ip_proto udp dst_port 4000/0xff0 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_UDP_DST 4000 = options.keys.dst_port 4000",
            "TCA_OPTIONS.TCA_FLOWER_KEY_UDP_DST_MASK 4080 = options.keys.dst_port_mask ff0",
        ],
    ),
    Case(
        "protocol ip flower ip_proto tcp src_port 100/0xff dst_port 80/0xf0 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_SRC 100 = options.keys.src_port 100",
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_SRC_MASK 255 = options.keys.src_port_mask ff",
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_DST_MASK 240 = options.keys.dst_port_mask f0",
        ],
    ),
    Case(
        "protocol ip flower ip_proto sctp src_port 5/0x7 dst_port 6/0xf action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_SCTP_SRC_MASK 7 = options.keys.src_port_mask 7",
            "TCA_OPTIONS.TCA_FLOWER_KEY_SCTP_DST_MASK 15 = options.keys.dst_port_mask f",
        ],
    ),
    Case(
        "protocol arp flower arp_op 1/3 arp_tip 10.0.0.0/8 arp_sip 10.0.0.9 arp_tha 02:00:00:00:00:07 \
         arp_sha 02:00:00:00:00:00/ff:00:00:00:00:00 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_OP_MASK 3 = options.keys.arp_op 1/3",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_TIP_MASK 255.0.0.0 = options.keys.arp_tip 10.0.0.0/8",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_SIP = options.keys.arp_sip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_THA = options.keys.arp_tha",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_SHA_MASK ff:00:00:00:00:00 = options.keys.arp_sha 02:00:00:00:00:00/8",
        ],
    ),
    Case(
        "protocol ip flower enc_src_ip 10.1.0.1 enc_dst_ip 10.2.0.0/15 enc_key_id 7 enc_dst_port 4789 enc_tos 4/0xfc enc_ttl 60/0xf0 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV4_SRC = options.keys.enc_src_ip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV4_DST_MASK 255.254.0.0 = options.keys.enc_dst_ip 10.2.0.0/15",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IP_TOS_MASK 252 = options.keys.enc_tos_mask fc",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IP_TTL_MASK 240 = options.keys.enc_ttl_mask f0",
        ],
    ),
    Case(
        "protocol ip flower enc_src_ip 2001:db8::/32 enc_dst_ip 2001:db8::1 enc_key_id 8 enc_dst_port 4789 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV6_SRC 2001:db8:: = options.keys.enc_src_ip 2001:db8::/32",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK ffff:ffff:: = options.keys.enc_src_ip 2001:db8::/32",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV6_DST = options.keys.enc_dst_ip",
        ],
    ),
    Case(
        "protocol ip flower enc_src_ip 2001:db8::7 enc_dst_ip 2001:db8:8::/45 enc_key_id 9 enc_dst_port 4789 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV6_DST_MASK ffff:ffff:fff8:: = options.keys.enc_dst_ip 2001:db8:8::/45",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_UDP_DST_PORT = options.keys.enc_dst_port",
        ],
    ),
    Case(
        "protocol ip flower enc_key_id 80 erspan_opts 2:0:1:63 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_ERSPAN.TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR \
             = options.keys.erspan_opt_key.0.dir",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_ERSPAN.TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID \
             = options.keys.erspan_opt_key.0.hwid",
        ],
    ),
    Case(
        "protocol ip flower enc_key_id 81 gtp_opts 01:02/ff:ff action pass",
        &[
            // which tc says in words only
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_GTP.TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE 1 ~ gtp_opts 01:02",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_GTP.TCA_FLOWER_KEY_ENC_OPT_GTP_QFI 2 ~ gtp_opts 01:02",
        ],
    ),
    Case(
        "protocol ip flower ct_state +trk-new ct_zone 3/0xff action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_STATE_MASK TCA_FLOWER_KEY_CT_FLAGS_NEW|TCA_FLOWER_KEY_CT_FLAGS_TRACKED \
             = options.keys.ct_state +trk-new",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_ZONE_MASK 255 = options.keys.ct_zone_mask ff",
        ],
    ),
];

/// What Linux 6.1 or tc 6.1 does not know: L2TPv3, CFM, SPI, the miss of a bridge, flags of tunnels, PFCP (Linux 6.5 to 6.13); and the hash, for
/// which tc has no word. By the numbers and byte orders of linux/pkt_cls.h, without a kernel that could contradict.
#[test]
fn keys_of_newer_kernels_are_written_and_read() {
    let mut buffer = [0xa5; 256];
    let mut flower = Writer::<Flower>::new(&mut buffer);
    flower.put(Flower::TCA_FLOWER_KEY_HASH, 0x0102_0304u32).put(Flower::TCA_FLOWER_KEY_HASH_MASK, 0xffu32);
    flower.put(Flower::TCA_FLOWER_KEY_L2TPV3_SID, 0x1234u32).put(Flower::TCA_FLOWER_L2_MISS, 1u8);
    flower.nest(Flower::TCA_FLOWER_KEY_CFM, |cfm| {
        cfm.put(FlowerCfm::TCA_FLOWER_KEY_CFM_MD_LEVEL, 7u8).put(FlowerCfm::TCA_FLOWER_KEY_CFM_OPCODE, 5u8);
    });
    flower.put(Flower::TCA_FLOWER_KEY_SPI, 0x1234u32).put(Flower::TCA_FLOWER_KEY_SPI_MASK, 0xffffu32);
    let flags = FlowerKeyFlags::TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM;
    flower
        .put(Flower::TCA_FLOWER_KEY_ENC_FLAGS, Be(flags))
        .put(Flower::TCA_FLOWER_KEY_ENC_FLAGS_MASK, Be(flags));
    flower.nest(Flower::TCA_FLOWER_KEY_ENC_OPTS, |options| {
        options.nest(FlowerEncOpts::TCA_FLOWER_KEY_ENC_OPTS_PFCP, |pfcp| {
            pfcp.put(FlowerPfcp::TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE, 1u8);
            pfcp.put(FlowerPfcp::TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID, 0x0102_0304_0506_0708u64);
        });
    });
    let bytes = flower.finish().unwrap();
    let holds = |number: u16, payload: &[u8]| {
        let attr = [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
        assert!(bytes.windows(attr.len()).any(|part| part == attr), "{number} {payload:?} in {bytes:?}");
    };
    holds(100, &0x0102_0304u32.to_ne_bytes());
    holds(105, &[0, 0, 0x12, 0x34]);
    holds(106, &[1]);
    holds(108, &[0, 0, 0x12, 0x34]);
    holds(109, &[0, 0, 0xff, 0xff]);
    holds(110, &[0, 0, 0, 4]);
    holds(2, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let json = Json(View::new(PayloadType::Nest(Flower::spec), bytes)).to_string();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "TCA_FLOWER_KEY_HASH": 0x0102_0304, "TCA_FLOWER_KEY_HASH_MASK": 255, "TCA_FLOWER_KEY_L2TPV3_SID": 0x1234, "TCA_FLOWER_L2_MISS": 1,
            "TCA_FLOWER_KEY_CFM": {"TCA_FLOWER_KEY_CFM_MD_LEVEL": 7, "TCA_FLOWER_KEY_CFM_OPCODE": 5},
            "TCA_FLOWER_KEY_SPI": 0x1234, "TCA_FLOWER_KEY_SPI_MASK": 0xffff,
            "TCA_FLOWER_KEY_ENC_FLAGS": ["TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM"],
            "TCA_FLOWER_KEY_ENC_FLAGS_MASK": ["TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM"],
            "TCA_FLOWER_KEY_ENC_OPTS": {"TCA_FLOWER_KEY_ENC_OPTS_PFCP": {
                "TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE": 1, "TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID": 0x0102_0304_0506_0708u64
            }}
        })
    );
}
