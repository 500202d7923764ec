//! Links of every kind that the kernel makes, by options that are not the default, and ports.
use crate::{common, compare::Rows, dump, ip, ip_json};
use nlwire::route::GetLink;
use serde_json::Value;

/// A kind of link, and where `ip` and we have each of its options.
struct Kind {
    kind: &'static str,
    /// Arguments of `ip link add` behind the kind; those in front of it stand before a bar.
    options: &'static str,
    rows: Rows,
}
const fn kind(kind: &'static str, options: &'static str, prefix: &'static str, rows: &'static str) -> Kind {
    Kind { kind, options, rows: Rows { prefix, rows } }
}

const VXLAN: &str = "remote ~ IFLA_VXLAN_GROUP";
const BOND: &str = "
    peer_notify_delay ~ IFLA_BOND_PEER_NOTIF_DELAY
    arp_missed_max ~ IFLA_BOND_MISSED_MAX
    ad_info.aggregator ~ IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_AGGREGATOR
    ad_info.num_ports ~ IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_NUM_PORTS
    ad_info.actor_key ~ IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_ACTOR_KEY
    ad_info.partner_key ~ IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_PARTNER_KEY
    ad_info.partner_mac ~ IFLA_BOND_AD_INFO.IFLA_BOND_AD_INFO_PARTNER_MAC";
// gc_timer runs while they are read
const BRIDGE: &str = r#"
    stp_state = 1 ~ IFLA_BR_STP_STATE = BR_KERNEL_STP
    mcast_router = 1 ~ IFLA_BR_MCAST_ROUTER = MDB_RTR_TYPE_TEMP_QUERY
    mcast_router = 2 ~ IFLA_BR_MCAST_ROUTER = MDB_RTR_TYPE_PERM
    bridge_id = 0064.0:0:0:0:0:0 ~ IFLA_BR_BRIDGE_ID = {"prio":100,"addr":"00:00:00:00:00:00"}
    root_id = 0064.0:0:0:0:0:0 ~ IFLA_BR_ROOT_ID = {"prio":100,"addr":"00:00:00:00:00:00"}
    no_linklocal_learn ~ IFLA_BR_MULTI_BOOLOPT.optval has BR_BOOLOPT_NO_LL_LEARN
    mcast_vlan_snooping ~ IFLA_BR_MULTI_BOOLOPT.optval has BR_BOOLOPT_MCAST_VLAN_SNOOPING
    gc_timer ~ -"#;
const GRE: &str = "
    iseq ~ IFLA_GRE_IFLAGS has GRE_SEQ
    icsum ~ IFLA_GRE_IFLAGS has GRE_CSUM
    oseq ~ IFLA_GRE_OFLAGS has GRE_SEQ
    ocsum ~ IFLA_GRE_OFLAGS has GRE_CSUM
    flowlabel ~ IFLA_GRE_FLOWINFO & 0xfffff
    tclass ~ IFLA_GRE_FLOWINFO >> 20
    ip6_tnl_f_ign_encap_limit ~ IFLA_GRE_FLAGS has IP6_TNL_F_IGN_ENCAP_LIMIT
    ip6_tnl_f_rcv_dscp_copy ~ IFLA_GRE_FLAGS has IP6_TNL_F_RCV_DSCP_COPY
    ip6_tnl_f_allow_local_remote ~ IFLA_GRE_FLAGS has IP6_TNL_F_ALLOW_LOCAL_REMOTE
    encap.type ~ IFLA_GRE_ENCAP_TYPE
    encap.sport ~ IFLA_GRE_ENCAP_SPORT
    encap.dport ~ IFLA_GRE_ENCAP_DPORT
    encap.csum ~ IFLA_GRE_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_CSUM
    encap.csum6 ~ IFLA_GRE_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_CSUM6
    encap.remcsum ~ IFLA_GRE_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_REMCSUM";
const TUNNEL: &str = "
    flowlabel ~ IFLA_IPTUN_FLOWINFO & 0xfffff
    tclass ~ IFLA_IPTUN_FLOWINFO >> 20
    isatap ~ IFLA_IPTUN_FLAGS has SIT_ISATAP
    prefix ~ IFLA_IPTUN_6RD_PREFIX
    prefixlen ~ IFLA_IPTUN_6RD_PREFIXLEN
    relay_prefix ~ IFLA_IPTUN_6RD_RELAY_PREFIX
    relay_prefixlen ~ IFLA_IPTUN_6RD_RELAY_PREFIXLEN
    proto = any ~ IFLA_IPTUN_PROTO = IPPROTO_IP
    proto = ip6ip ~ IFLA_IPTUN_PROTO = IPPROTO_IPV6
    encap.type ~ IFLA_IPTUN_ENCAP_TYPE
    encap.sport ~ IFLA_IPTUN_ENCAP_SPORT
    encap.dport ~ IFLA_IPTUN_ENCAP_DPORT
    encap.csum ~ IFLA_IPTUN_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_CSUM
    encap.csum6 ~ IFLA_IPTUN_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_CSUM6
    encap.remcsum ~ IFLA_IPTUN_ENCAP_FLAGS has TUNNEL_ENCAP_FLAG_REMCSUM";
const MACVLAN: &str = "
    bcqueuelen ~ IFLA_MACVLAN_BC_QUEUE_LEN
    usedbcqueuelen ~ IFLA_MACVLAN_BC_QUEUE_LEN_USED
    nopromisc ~ IFLA_MACVLAN_FLAGS has MACVLAN_FLAG_NOPROMISC";
const IPVLAN: &str = "private ~ IFLA_IPVLAN_FLAGS has IPVLAN_F_PRIVATE";
const VLAN: &str = "
    egress_qos ~ IFLA_VLAN_EGRESS_QOS.IFLA_VLAN_QOS_MAPPING
    ingress_qos ~ IFLA_VLAN_INGRESS_QOS.IFLA_VLAN_QOS_MAPPING
    flags ~ IFLA_VLAN_FLAGS.flags";
const HSR: &str = "proto = 0 ~ IFLA_HSR_PROTOCOL = HSR_PROTOCOL_HSR";
const BAREUDP: &str = "
    dstport ~ IFLA_BAREUDP_PORT
    multiproto ~ IFLA_BAREUDP_MULTIPROTO_MODE";

#[rustfmt::skip]
const KINDS: &[Kind] = &[
    kind("vxlan", "id 5 local 192.0.2.1 remote 192.0.2.2 dev p dstport 4790 srcport 1000 2000 ttl 5 tos 3 df set nolearning proxy rsc \
         l2miss l3miss ageing 77 maxaddress 99 noudpcsum udp6zerocsumtx udp6zerocsumrx remcsumtx remcsumrx gbp", "IFLA_VXLAN_", VXLAN),
    kind("vxlan", "id 7 local 2001:db8::1 group ff02::5 dev p dstport 4789 flowlabel 5", "IFLA_VXLAN_", VXLAN),
    kind("vxlan", "dstport 4789 external gpe", "IFLA_VXLAN_", "external ~ IFLA_VXLAN_COLLECT_METADATA"),
    kind("geneve", "id 5 remote 192.0.2.2 ttl 7 tos 3 df set dstport 6082 noudpcsum udp6zerocsumtx udp6zerocsumrx innerprotoinherit",
         "IFLA_GENEVE_", ""),
    kind("geneve", "id 5 remote 2001:db8::2 flowlabel 0x12345 ttl inherit", "IFLA_GENEVE_", ""),
    kind("bond", "mode 802.3ad miimon 100 updelay 200 downdelay 300 use_carrier 1 resend_igmp 5 min_links 1 lp_interval 2 \
         xmit_hash_policy layer3+4 all_slaves_active 1 lacp_active off lacp_rate fast ad_select bandwidth ad_actor_sys_prio 5 \
         ad_user_port_key 7 ad_actor_system 02:00:00:00:00:05", "IFLA_BOND_", BOND),
    kind("bond", "mode active-backup arp_interval 100 arp_ip_target 192.0.2.1,192.0.2.2 arp_validate active arp_all_targets all \
         primary_reselect better fail_over_mac active num_grat_arp 3 arp_missed_max 4", "IFLA_BOND_", BOND),
    kind("bond", "mode balance-rr miimon 100 packets_per_slave 3 peer_notify_delay 200", "IFLA_BOND_",
         "mode = balance-rr ~ IFLA_BOND_MODE = BOND_MODE_ROUNDROBIN\npeer_notify_delay ~ IFLA_BOND_PEER_NOTIF_DELAY\n\
          arp_missed_max ~ IFLA_BOND_MISSED_MAX"),
    kind("bond", "mode balance-tlb miimon 100 tlb_dynamic_lb 0", "IFLA_BOND_",
         "mode = balance-tlb ~ IFLA_BOND_MODE = BOND_MODE_TLB\npeer_notify_delay ~ IFLA_BOND_PEER_NOTIF_DELAY\n\
          arp_missed_max ~ IFLA_BOND_MISSED_MAX"),
    kind("bridge", "forward_delay 400 hello_time 300 max_age 2500 ageing_time 10000 stp_state 1 priority 100 vlan_filtering 1 \
         vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1 vlan_stats_per_port 1 group_fwd_mask 8 \
         group_address 01:80:c2:00:00:04 no_linklocal_learn 1 mcast_snooping 0 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 \
         mcast_hash_max 1024 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 150 \
         mcast_membership_interval 26100 mcast_querier_interval 25600 mcast_query_interval 12600 mcast_query_response_interval 1100 \
         mcast_startup_query_interval 3200 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2", "IFLA_BR_", BRIDGE),
    kind("bridge", "forward_delay 400 hello_time 300 max_age 2500 ageing_time 10000 stp_state 1 priority 100 group_fwd_mask 8",
         "IFLA_BR_", BRIDGE),
    kind("gre", "local 192.0.2.1 remote 192.0.2.2 dev p ttl 5 tos 8 ikey 1 okey 2 iseq oseq icsum ocsum fwmark 7", "IFLA_GRE_", GRE),
    kind("gretap", "local 192.0.2.1 remote 192.0.2.2 key 5 nopmtudisc ignore-df encap fou encap-sport 5555 encap-dport 6666 encap-csum \
         encap-remcsum", "IFLA_GRE_", GRE),
    kind("erspan", "local 192.0.2.1 remote 192.0.2.2 seq key 30 erspan_ver 1 erspan 123", "IFLA_GRE_", GRE),
    kind("erspan", "local 192.0.2.1 remote 192.0.2.2 seq key 31 erspan_ver 2 erspan_dir egress erspan_hwid 17", "IFLA_GRE_", GRE),
    kind("ip6gre", "local 2001:db8::1 remote 2001:db8::2 dev p hoplimit 9 encaplimit 3 flowlabel 0x12345 tclass 0x20 ikey 1 okey 2 \
         icsum fwmark 7", "IFLA_GRE_", GRE),
    kind("ip6gretap", "local 2001:db8::1 remote 2001:db8::2 key 5 encaplimit none dscp inherit allow-localremote", "IFLA_GRE_", GRE),
    kind("ip6erspan", "local 2001:db8::1 remote 2001:db8::2 seq key 5 erspan_ver 1 erspan 99", "IFLA_GRE_", GRE),
    kind("ipip", "local 192.0.2.1 remote 192.0.2.2 dev p ttl 5 tos 8 mode any fwmark 7 encap gue encap-sport auto encap-dport 6666",
         "IFLA_IPTUN_", TUNNEL),
    kind("sit", "local 192.0.2.1 dev p ttl 5 mode ip6ip isatap", "IFLA_IPTUN_", TUNNEL),
    kind("sit", "local 192.0.2.1 ttl 6 6rd-prefix 2001:db8::/32 6rd-relay_prefix 192.0.0.0/16", "IFLA_IPTUN_", TUNNEL),
    kind("ip6tnl", "local 2001:db8::1 remote 2001:db8::2 dev p mode any hoplimit 9 encaplimit 3 flowlabel 0x12345 tclass 0x20 fwmark 7",
         "IFLA_IPTUN_", TUNNEL),
    kind("vti", "local 192.0.2.1 remote 192.0.2.2 dev p ikey 1 okey 2 fwmark 7", "IFLA_VTI_", ""),
    kind("vti6", "local 2001:db8::1 remote 2001:db8::2 dev p ikey 1 okey 2 fwmark 7", "IFLA_VTI_", ""),
    kind("xfrm", "dev p if_id 5", "IFLA_XFRM_", ""),
    kind("macvlan", "link p | mode private bcqueuelen 500", "IFLA_MACVLAN_", MACVLAN),
    kind("macvtap", "link p | mode passthru nopromisc", "IFLA_MACVLAN_", MACVLAN),
    kind("macvlan", "link q | mode source", "IFLA_MACVLAN_", MACVLAN),
    kind("ipvlan", "link q | mode l3 private", "IFLA_IPVLAN_", IPVLAN),
    kind("vlan", "link q | id 7 protocol 802.1ad reorder_hdr off gvrp on loose_binding on egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
         "IFLA_VLAN_", VLAN),
    kind("vrf", "table 1000", "IFLA_VRF_", ""),
    kind("macsec", "link q | port 11 cipher gcm-aes-256 icvlen 16 encrypt on send_sci off end_station on protect on replay on window 32 \
         validate check encodingsa 2", "IFLA_MACSEC_", ""),
    kind("hsr", "slave1 p slave2 q supervision 5 version 1", "IFLA_HSR_", HSR),
    kind("bareudp", "dstport 6635 ethertype 0x8847 srcportmin 50000", "IFLA_BAREUDP_", BAREUDP),
    kind("veth", "peer name other", "", ""),
    kind("ifb", "", "", ""),
    kind("dummy", "", "", ""),
    kind("nlmon", "", "", ""),
    kind("vcan", "", "", ""),
    kind("vxcan", "peer name other", "", ""),
    kind("team", "", "", ""),
    kind("wireguard", "", "", ""),
    kind("batadv", "", "", ""),
];
/// A master, how the port is set, and the port's rows.
#[rustfmt::skip]
const PORTS: &[(&str, &str, Rows)] = &[
    ("bridge", "bridge_slave priority 5 cost 77 hairpin on guard on root_block on fastleave on learning off flood off proxy_arp on \
      proxy_arp_wifi on mcast_router 2 mcast_flood off bcast_flood off mcast_to_unicast on group_fwd_mask 8 neigh_suppress on \
      vlan_tunnel on isolated on locked on", Rows { prefix: "IFLA_BRPORT_", rows: r#"
        state ~ IFLA_BRPORT_STATE
        hairpin ~ IFLA_BRPORT_MODE
        root_block ~ IFLA_BRPORT_PROTECT
        fastleave ~ IFLA_BRPORT_FAST_LEAVE
        flood ~ IFLA_BRPORT_UNICAST_FLOOD
        proxy_arp ~ IFLA_BRPORT_PROXYARP
        proxy_arp_wifi ~ IFLA_BRPORT_PROXYARP_WIFI
        multicast_router = 2 ~ IFLA_BRPORT_MULTICAST_ROUTER = MDB_RTR_TYPE_PERM
        mcast_to_unicast ~ IFLA_BRPORT_MCAST_TO_UCAST
        group_fwd_mask_str ~ -
        bridge_id ~ -
        root_id ~ -
        hold_timer ~ -
        message_age_timer ~ -
        forward_delay_timer ~ -"# }),
    ("bond mode 802.3ad", "bond_slave queue_id 3", Rows { prefix: "IFLA_BOND_SLAVE_", rows: "
        ad_actor_oper_port_state_str ~ -
        ad_partner_oper_port_state_str ~ -" }),
    ("bond mode active-backup", "bond_slave prio 9", Rows { prefix: "IFLA_BOND_SLAVE_", rows: "" }),
    ("vrf table 1000", "", Rows { prefix: "IFLA_VRF_PORT_", rows: "" }),
];

/// A link as `ip` and as we have it.
fn both(name: &str) -> (Value, Value) {
    let theirs = ip_json(&format!("link show dev {name}")).remove(0);
    let ours = dump(GetLink::default(), |_| {});
    let ours = ours.into_iter().find(|link| link["attributes"]["IFLA_IFNAME"] == name).unwrap();
    (theirs["linkinfo"].clone(), ours["attributes"]["IFLA_LINKINFO"].clone())
}

#[test]
fn every_kind_of_link() {
    const NAME: &str = "links::every_kind_of_link";
    common::in_namespace(NAME, || {
        if !common::has_tools(NAME, &["ip"]) {
            return;
        }
        ip("link add p type veth peer name q").unwrap();
        let (mut compared, mut left_out, mut wrong) = ((0, 0), Vec::new(), Vec::new());
        for kind in KINDS {
            let (before, options) = kind.options.split_once('|').unwrap_or(("", kind.options));
            match ip(&format!("link add name x {before} type {} {options}", kind.kind)) {
                Ok(_) => {}
                Err(why) if ["Unknown device type", "not supported"].iter().any(|it| why.contains(it)) => {
                    left_out.push(kind.kind);
                    continue;
                }
                Err(why) => panic!("{} {}: {why}", kind.kind, kind.options),
            }
            let (theirs, ours) = both("x");
            assert_eq!(ours["IFLA_INFO_KIND"], kind.kind);
            compared.0 += 1;
            compared.1 +=
                kind.rows.compare(kind.kind, &theirs["info_data"], &ours["IFLA_INFO_DATA"], &mut wrong);
            ip("link del dev x").unwrap();
        }
        for (master, settings, rows) in PORTS {
            if ip(&format!("link add name x type {master}")).is_err() {
                left_out.push(master);
                continue;
            }
            ip("link set dev q down").unwrap();
            ip("link set dev q master x").unwrap();
            if !settings.is_empty() {
                ip(&format!("link set dev q type {settings}"))
                    .unwrap_or_else(|why| panic!("{settings}: {why}"));
            }
            let (theirs, ours) = both("q");
            compared.0 += 1;
            compared.1 +=
                rows.compare(master, &theirs["info_slave_data"], &ours["IFLA_INFO_SLAVE_DATA"], &mut wrong);
            ip("link del dev x").unwrap();
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        let (links, fields) = compared;
        common::count(&format!(
            "{fields} fields of {links} links are as ip has them; not in this kernel: {}",
            left_out.join(" ")
        ));
    });
}
