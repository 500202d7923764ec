//! Filters and actions of every kind, as `tc` takes them.

/// What `tc` is told behind `tc filter add dev v0 ingress`, and what is then where. A line `a.b X = c.d Y` says that our attributes have X at
/// `a.b`, and `tc -j -s` has Y at `c.d` of its options; without X and Y both are the same, whatever it is. A line `a.b X ~ text` says that
/// `tc -s` prints the text, for what it prints no JSON of.
pub struct Case(pub &'static str, pub &'static [&'static str]);
pub const CASES: &[Case] = &[
    Case(
        "protocol ip u32 match ip dst 10.0.0.0/8 flowid 1:10 action mirred egress mirror dev w0 index 7",
        &[
            "TCA_KIND u32 = kind u32",
            "TCA_CHAIN = chain",
            "TCA_OPTIONS.TCA_U32_SEL.header.flags TC_U32_TERMINAL = options.fh 800::800",
            "TCA_OPTIONS.TCA_U32_SEL.header.nkeys 1 = options.order 2048",
            "TCA_OPTIONS.TCA_U32_SEL.data.0.val 167772160 = options.match.value a000000",
            "TCA_OPTIONS.TCA_U32_SEL.data.0.mask 4278190080 = options.match.mask ff000000",
            "TCA_OPTIONS.TCA_U32_SEL.data.0.off = options.match.off",
            "TCA_OPTIONS.TCA_U32_HASH 2147483648 = options.key_ht 800",
            "TCA_OPTIONS.TCA_U32_CLASSID 65552 = options.flowid 1:10",
            "TCA_OPTIONS.TCA_U32_FLAGS TCA_CLS_FLAGS_NOT_IN_HW = options.not_in_hw true",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_KIND = options.actions.0.kind",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.eaction TCA_EGRESS_MIRROR = options.actions.0.mirred_action mirror",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.eaction TCA_EGRESS_MIRROR = options.actions.0.direction egress",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.action TC_ACT_PIPE = options.actions.0.control_action.type pipe",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.index = options.actions.0.index",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.refcnt = options.actions.0.ref",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_OPTIONS.TCA_MIRRED_PARMS.bindcnt = options.actions.0.bind",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_BASIC.bytes = options.actions.0.stats.bytes",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_BASIC.packets 3 = options.actions.0.stats.packets 3",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_QUEUE.drops = options.actions.0.stats.drops",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_QUEUE.overlimits = options.actions.0.stats.overlimits",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_QUEUE.requeues = options.actions.0.stats.requeues",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_QUEUE.backlog = options.actions.0.stats.backlog",
            "TCA_OPTIONS.TCA_U32_ACT.0.TCA_ACT_STATS.TCA_STATS_QUEUE.qlen = options.actions.0.stats.qlen",
        ],
    ),
    Case(
        "protocol ip u32 match ip src 192.0.2.0/24 link 2: hashkey mask 0x000000ff at 12 offset at 0 mask 0x0f00 shift 6 plus 4 eat",
        &[
            "TCA_OPTIONS.TCA_U32_LINK 2097152 ~ link 2:",
            "TCA_OPTIONS.TCA_U32_SEL.header.flags TC_U32_OFFSET|TC_U32_VAROFFSET|TC_U32_EAT ~ offset 0f00>>6 at 0 plus 4  eat",
            "TCA_OPTIONS.TCA_U32_SEL.header.offshift 6 ~ hash mask 000000ff at 12",
            "TCA_OPTIONS.TCA_U32_SEL.header.offmask 3840 ~ link 2:",
            "TCA_OPTIONS.TCA_U32_SEL.header.off 4 ~ link 2:",
            "TCA_OPTIONS.TCA_U32_SEL.header.hoff 12 ~ hash mask 000000ff at 12",
            "TCA_OPTIONS.TCA_U32_SEL.header.hmask 255 ~ hash mask 000000ff at 12",
        ],
    ),
    Case(
        "protocol all u32 match mark 5 0xff match u32 0 0 at nexthdr+4 flowid 1:1 police rate 1mbit burst 10k drop",
        &[
            "TCA_OPTIONS.TCA_U32_MARK.val 5 ~ mark 0x0005 0x00ff (success 0)",
            "TCA_OPTIONS.TCA_U32_MARK.mask 255 ~ mark 0x0005 0x00ff (success 0)",
            "TCA_OPTIONS.TCA_U32_MARK.success 0 ~ mark 0x0005 0x00ff (success 0)",
            "TCA_OPTIONS.TCA_U32_SEL.data.0.offmask -1 ~ at nexthdr+4",
            "TCA_OPTIONS.TCA_U32_PCNT.header.rcnt 3 ~ rule hit 3",
            "TCA_OPTIONS.TCA_U32_POLICE.TCA_POLICE_TBF.action TC_ACT_SHOT ~ action drop",
            "TCA_OPTIONS.TCA_U32_POLICE.TCA_POLICE_TBF.rate.rate 125000 ~ rate 1Mbit burst 10Kb",
        ],
    ),
    Case(
        "protocol all bpf bytecode '4,40 0 0 12,21 0 1 2048,6 0 0 4294967295,6 0 0 0' flowid 1:10",
        &[
            "TCA_OPTIONS.TCA_BPF_OPS_LEN = options.bytecode.length",
            "TCA_OPTIONS.TCA_BPF_OPS.0 = options.bytecode.insns.0",
            "TCA_OPTIONS.TCA_BPF_OPS.1 = options.bytecode.insns.1",
            "TCA_OPTIONS.TCA_BPF_OPS.2 = options.bytecode.insns.2",
            "TCA_OPTIONS.TCA_BPF_OPS.3 = options.bytecode.insns.3",
            "TCA_OPTIONS.TCA_BPF_CLASSID 65552 = options.flowid 1:10",
            "TCA_OPTIONS.TCA_BPF_FLAGS_GEN TCA_CLS_FLAGS_NOT_IN_HW = options.not_in_hw true",
        ],
    ),
    Case(
        "protocol ip matchall classid 1:2 skip_hw action gact drop random determ pass 5 index 3 cookie a1b2c3",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_CLASSID 65538 = options.flowid 1:2",
            "TCA_OPTIONS.TCA_MATCHALL_FLAGS TCA_CLS_FLAGS_SKIP_HW|TCA_CLS_FLAGS_NOT_IN_HW = options.skip_hw true",
            "TCA_OPTIONS.TCA_MATCHALL_PCNT.rhit 3 = options.rule_hit 3",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PARMS.action TC_ACT_SHOT = options.actions.0.control_action.type drop",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PARMS.index = options.actions.0.index",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PROB.ptype PGACT_DETERM = options.actions.0.prob.random_type determ",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PROB.pval = options.actions.0.prob.val",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PROB.paction TC_ACT_OK = options.actions.0.prob.control_action.type pass",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_COOKIE = options.actions.0.cookie",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_STATS.TCA_STATS_BASIC.bytes = options.actions.0.stats.bytes",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_STATS.TCA_STATS_BASIC.packets 3 = options.actions.0.stats.packets 3",
        ],
    ),
    Case(
        "protocol ip matchall action pass hw_stats immediate pipe action pass no_percpu goto chain 5",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_HW_STATS.value 1 ~ hw_stats immediate",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_HW_STATS.selector 3 ~ action pass",
        ],
    ),
    Case(
        "protocol ip matchall action gact goto chain 5 random netrand drop 9 no_percpu",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PARMS.action 536870917 = options.actions.0.control_action.chain 5",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_FLAGS.value 1 = options.actions.0.no_percpu true",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PROB.ptype PGACT_NETRAND = options.actions.0.prob.random_type netrand",
        ],
    ),
    Case(
        "protocol ip flower ip_proto tcp src_ip 10.0.0.0/8 dst_ip 192.0.2.1 dst_port 80 src_port 1000-2000 tcp_flags 0x12/0x3f ip_tos 0x10/0xfc \
         ip_ttl 64 ip_flags nofrag src_mac 02:00:00:00:00:01/ff:ff:ff:00:00:00 dst_mac 02:00:00:00:00:02 classid 1:7 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_CLASSID 65543 = options.classid 1:7",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ETH_TYPE ETH_P_IP = options.keys.eth_type ipv4",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IP_PROTO IPPROTO_TCP = options.keys.ip_proto tcp",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV4_SRC 10.0.0.0 = options.keys.src_ip 10.0.0.0/8",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV4_SRC_MASK 255.0.0.0 = options.keys.src_ip 10.0.0.0/8",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV4_DST = options.keys.dst_ip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_DST = options.keys.dst_port",
            "TCA_OPTIONS.TCA_FLOWER_KEY_PORT_SRC_MIN = options.keys.src_port.start",
            "TCA_OPTIONS.TCA_FLOWER_KEY_PORT_SRC_MAX = options.keys.src_port.end",
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_FLAGS syn|ack = options.keys.tcp_flags 0x12/3f",
            "TCA_OPTIONS.TCA_FLOWER_KEY_TCP_FLAGS_MASK fin|syn|rst|psh|ack|urg = options.keys.tcp_flags 0x12/3f",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IP_TOS = options.keys.ip_tos",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IP_TOS_MASK 252 = options.keys.ip_tos_mask fc",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IP_TTL = options.keys.ip_ttl",
            "TCA_OPTIONS.TCA_FLOWER_KEY_FLAGS_MASK TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT = options.keys.ip_flags.frag false",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ETH_SRC_MASK ff:ff:ff:00:00:00 = options.keys.src_mac 02:00:00:00:00:01/24",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ETH_DST = options.keys.dst_mac",
            "TCA_OPTIONS.TCA_FLOWER_FLAGS TCA_CLS_FLAGS_NOT_IN_HW = options.not_in_hw true",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_KIND = options.actions.0.kind",
        ],
    ),
    Case(
        "protocol 802.1Q flower vlan_id 100 vlan_prio 3 vlan_ethtype 802.1Q cvlan_id 200 cvlan_prio 2 cvlan_ethtype ipv6 num_of_vlans 2 \
         action vlan push id 7 protocol 802.1ad priority 3",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_VLAN_ID = options.keys.vlan_id",
            "TCA_OPTIONS.TCA_FLOWER_KEY_VLAN_PRIO = options.keys.vlan_prio",
            "TCA_OPTIONS.TCA_FLOWER_KEY_VLAN_ETH_TYPE ETH_P_8021Q = options.keys.vlan_ethtype 802.1Q",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CVLAN_ID = options.keys.cvlan_id",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CVLAN_PRIO = options.keys.cvlan_prio",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CVLAN_ETH_TYPE ETH_P_IPV6 = options.keys.cvlan_ethtype ipv6",
            "TCA_OPTIONS.TCA_FLOWER_KEY_NUM_OF_VLANS = options.keys.num_of_vlans",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PARMS.v_action TCA_VLAN_ACT_PUSH = options.actions.0.vlan_action push",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PUSH_VLAN_ID = options.actions.0.id",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PUSH_VLAN_PROTOCOL ETH_P_8021AD = options.actions.0.protocol 802.1ad",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PUSH_VLAN_PRIORITY = options.actions.0.priority",
        ],
    ),
    Case(
        "protocol ipv6 flower ip_proto udp src_ip 2001:db8::/32 dst_ip 2001:db8::1 src_port 53 \
         action skbedit priority 1:5 mark 7/0xff queue_mapping 2 ptype host",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV6_SRC_MASK ffff:ffff:: = options.keys.src_ip 2001:db8::/32",
            "TCA_OPTIONS.TCA_FLOWER_KEY_IPV6_DST = options.keys.dst_ip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_UDP_SRC = options.keys.src_port",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_SKBEDIT_PRIORITY 65541 = options.actions.0.priority 1:5",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_SKBEDIT_MARK = options.actions.0.mark",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_SKBEDIT_MASK 255 = options.actions.0.mask ff",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_SKBEDIT_QUEUE_MAPPING = options.actions.0.queue_mapping",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_SKBEDIT_PTYPE PACKET_HOST = options.actions.0.ptype host",
        ],
    ),
    Case(
        "protocol arp flower arp_op request arp_tip 10.0.0.1 arp_sip 10.0.0.0/24 arp_sha 02:00:00:00:00:02 \
         arp_tha 00:00:00:00:00:00/ff:00:00:00:00:00 action drop",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_OP 1 = options.keys.arp_op request",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_TIP = options.keys.arp_tip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_SIP_MASK 255.255.255.0 = options.keys.arp_sip 10.0.0.0/24",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_SHA = options.keys.arp_sha",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ARP_THA_MASK ff:00:00:00:00:00 = options.keys.arp_tha 00:00:00:00:00:00/8",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PARMS.action TC_ACT_SHOT = options.actions.0.control_action.type drop",
        ],
    ),
    Case(
        "protocol ip flower ip_proto icmp type 8 code 0 action csum ip4h tcp udp",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV4_TYPE = options.keys.icmp_type",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ICMPV4_CODE = options.keys.icmp_code",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CSUM_PARMS.update_flags \
             TCA_CSUM_UPDATE_FLAG_IPV4HDR|TCA_CSUM_UPDATE_FLAG_TCP|TCA_CSUM_UPDATE_FLAG_UDP ~ csum (iph, tcp, udp)",
        ],
    ),
    Case(
        "protocol mpls_uc flower mpls_label 1234 mpls_tc 3 mpls_bos 0 mpls_ttl 64 action mpls pop protocol ipv4",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_LABEL = options.keys.mpls_label",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_TC = options.keys.mpls_tc",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_BOS = options.keys.mpls_bos",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_TTL = options.keys.mpls_ttl",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_PARMS.m_action TCA_MPLS_ACT_POP = options.actions.0.mpls_action pop",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_PROTO ETH_P_IP = options.actions.0.protocol ip",
        ],
    ),
    Case(
        "protocol mpls_uc flower mpls lse depth 1 label 100 tc 2 bos 0 ttl 9 lse depth 2 label 200 \
         action mpls push protocol mpls_uc label 77 tc 3 ttl 4 bos 1",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.0.TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL = options.keys.mpls.0.label",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.0.TCA_FLOWER_KEY_MPLS_OPT_LSE_TC = options.keys.mpls.0.tc",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.0.TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS = options.keys.mpls.0.bos",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.0.TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL = options.keys.mpls.0.ttl",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.1.TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH = options.keys.mpls.1.depth",
            "TCA_OPTIONS.TCA_FLOWER_KEY_MPLS_OPTS.TCA_FLOWER_KEY_MPLS_OPTS_LSE.1.TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL = options.keys.mpls.1.label",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_LABEL = options.actions.0.label",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_TC = options.actions.0.tc",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_TTL = options.actions.0.ttl",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_BOS = options.actions.0.bos",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_MPLS_PROTO ETH_P_MPLS_UC = options.actions.0.protocol mpls_uc",
        ],
    ),
    Case(
        "protocol ip flower enc_src_ip 10.1.0.0/16 enc_dst_ip 10.2.0.1 enc_key_id 77 enc_dst_port 4789 enc_tos 4 enc_ttl 60 vxlan_opts 7/0xff \
         action tunnel_key unset",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK 255.255.0.0 = options.keys.enc_src_ip 10.1.0.0/16",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IPV4_DST = options.keys.enc_dst_ip",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_KEY_ID = options.keys.enc_key_id",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_UDP_DST_PORT = options.keys.enc_dst_port",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IP_TOS = options.keys.enc_tos",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_IP_TTL = options.keys.enc_ttl",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_VXLAN.TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP = options.keys.vxlan_opt_key.0.gbp",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS_MASK.TCA_FLOWER_KEY_ENC_OPTS_VXLAN.TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP \
             = options.keys.vxlan_opt_mask.0.gbp",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_PARMS.t_action TCA_TUNNEL_KEY_ACT_RELEASE = options.actions.0.mode unset",
        ],
    ),
    Case(
        "protocol ip flower enc_key_id 78 enc_dst_port 6081 geneve_opts 0102:80:00880022/ffff:ff:ffffffff,0103:81:11223344 \
         action tunnel_key set src_ip 10.0.0.1 dst_ip 10.0.0.2 id 55 dst_port 4789 tos 2 ttl 3 nocsum vxlan_opts 9",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_GENEVE.0.TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS 258|259 ~ 0102:80:00880022",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_GENEVE.0.TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE.1 129 ~ 0103:81:11223344",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_GENEVE.0.TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA.1 11223344 ~ 0103:81:11223344",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_PARMS.t_action TCA_TUNNEL_KEY_ACT_SET ~ tunnel_key  set",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_IPV4_SRC 10.0.0.1 ~ src_ip 10.0.0.1",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_IPV4_DST 10.0.0.2 ~ dst_ip 10.0.0.2",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_KEY_ID 55 ~ key_id 55",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_DST_PORT 4789 ~ dst_port 4789",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_TOS 2 ~ tos 0x2",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_TTL 3 ~ ttl 3",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_NO_CSUM 1 ~ nocsum",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_TUNNEL_KEY_ENC_OPTS.TCA_TUNNEL_KEY_ENC_OPTS_VXLAN.TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP 9 \
             ~ vxlan_opts 9",
        ],
    ),
    Case(
        "protocol ip flower enc_key_id 79 erspan_opts 1:65535:0:0 action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_ERSPAN.TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER \
             = options.keys.erspan_opt_key.0.ver",
            "TCA_OPTIONS.TCA_FLOWER_KEY_ENC_OPTS.TCA_FLOWER_KEY_ENC_OPTS_ERSPAN.TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX \
             = options.keys.erspan_opt_key.0.index",
        ],
    ),
    Case(
        "protocol ip flower ct_state +trk+est ct_zone 3 ct_mark 5/0xf ct_label 0102030405060708090a0b0c0d0e0f10/ffffffffffffffffffffffffffffffff \
         action ct commit zone 4 mark 6/7 label 01/ff nat src addr 10.9.0.1-10.9.0.9 port 100-200 index 5",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_STATE \
             TCA_FLOWER_KEY_CT_FLAGS_ESTABLISHED|TCA_FLOWER_KEY_CT_FLAGS_TRACKED = options.keys.ct_state +trk+est",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_ZONE = options.keys.ct_zone",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_MARK = options.keys.ct_mark",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_MARK_MASK 15 = options.keys.ct_mark_mask f",
            "TCA_OPTIONS.TCA_FLOWER_KEY_CT_LABELS = options.keys.ct_label",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_ACTION \
             TCA_CT_ACT_COMMIT|TCA_CT_ACT_NAT|TCA_CT_ACT_NAT_SRC = options.actions.0.action commit",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_ZONE = options.actions.0.zone",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_MARK = options.actions.0.mark",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_MARK_MASK 7 = options.actions.0.mark_mask 7",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_LABELS 01000000000000000000000000000000 ~ label 01000000000000000000000000000000",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_NAT_IPV4_MIN 10.9.0.1 ~ nat src addr 10.9.0.1-10.9.0.9 port 100-200",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_NAT_IPV4_MAX 10.9.0.9 ~ nat src addr 10.9.0.1-10.9.0.9 port 100-200",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_NAT_PORT_MIN 100 ~ nat src addr 10.9.0.1-10.9.0.9 port 100-200",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_NAT_PORT_MAX 200 ~ nat src addr 10.9.0.1-10.9.0.9 port 100-200",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_CT_PARMS.index = options.actions.0.index",
        ],
    ),
    Case(
        "protocol ppp_ses flower pppoe_sid 1234 ppp_proto ip action pass",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_PPPOE_SID = options.keys.pppoe_sid",
            "TCA_OPTIONS.TCA_FLOWER_KEY_PPP_PROTO 33 = options.keys.ppp_proto ip",
        ],
    ),
    Case(
        "protocol ip flower ip_proto sctp src_port 5 dst_port 6 \
         action pedit ex munge ip src set 10.0.0.9 munge ip ttl add 0xff munge tcp dport set 99",
        &[
            "TCA_OPTIONS.TCA_FLOWER_KEY_SCTP_SRC = options.keys.src_port",
            "TCA_OPTIONS.TCA_FLOWER_KEY_SCTP_DST = options.keys.dst_port",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_PARMS_EX.header.nkeys = options.actions.0.nkeys",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_PARMS_EX.data.0.off = options.actions.0.keys.0.offset",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_PARMS_EX.data.0.mask 0 = options.actions.0.keys.0.mask 0",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_PARMS_EX.data.1.off = options.actions.0.keys.1.offset",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_KEYS_EX.TCA_PEDIT_KEY_EX.0.TCA_PEDIT_KEY_EX_HTYPE \
             TCA_PEDIT_KEY_EX_HDR_TYPE_IP4 = options.actions.0.keys.0.htype ipv4",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_KEYS_EX.TCA_PEDIT_KEY_EX.1.TCA_PEDIT_KEY_EX_CMD \
             TCA_PEDIT_KEY_EX_CMD_ADD = options.actions.0.keys.1.cmd add",
            "TCA_OPTIONS.TCA_FLOWER_ACT.0.TCA_ACT_OPTIONS.TCA_PEDIT_KEYS_EX.TCA_PEDIT_KEY_EX.2.TCA_PEDIT_KEY_EX_HTYPE \
             TCA_PEDIT_KEY_EX_HDR_TYPE_TCP = options.actions.0.keys.2.htype tcp",
        ],
    ),
    Case(
        "protocol all basic match 'cmp(u16 at 2 layer 1 mask 0xff gt 100 trans) and not ( u32(u8 0x11 0xff at 9) or meta(pkt_len gt 5) )' \
         classid 1:3 action police rate 1mbit burst 10k mtu 1500 peakrate 2mbit conform-exceed drop/pipe index 9",
        &[
            "TCA_OPTIONS.TCA_BASIC_CLASSID 65539 ~ flowid 1:3",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_HDR.nmatches 4 ~ cmp(u16 at 2 layer 1 mask 0xff trans gt 100)",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.0.data.val 100 ~ gt 100",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.0.data.align_flags TCF_EM_ALIGN_U16|TCF_EM_CMP_TRANS ~ trans gt 100",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.0.data.layer_opnd TCF_LAYER_NETWORK|TCF_EM_OPND_GT ~ layer 1",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.1.header.kind TCF_EM_CONTAINER ~ AND NOT (",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.1.data 2 ~ AND NOT (",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.2.data.val 1114112 ~ u32(00110000/00ff0000 at 8)",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.3.data.TCA_EM_META_HDR.left.kind TCF_META_ID_PKTLEN ~ OR meta(pkt_len gt 5)",
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.3.data.TCA_EM_META_RVALUE 5 ~ OR meta(pkt_len gt 5)",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.index 9 ~ police 0x9",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.rate.rate 125000 ~ rate 1Mbit burst 10Kb mtu 1500b peakrate 2Mbit",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.peakrate.rate 250000 ~ peakrate 2Mbit",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.burst 1280000 ~ burst 10Kb",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.mtu 1500 ~ mtu 1500b",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.action TC_ACT_SHOT ~ action drop/pipe",
            "TCA_OPTIONS.TCA_BASIC_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_RESULT TC_ACT_PIPE ~ action drop/pipe",
        ],
    ),
    Case(
        "protocol all basic match 'nbyte(\"abc\" at 12 layer 1)' action pass",
        &[
            "TCA_OPTIONS.TCA_BASIC_EMATCHES.TCA_EMATCH_TREE_LIST.0.data.data 61626300 ~ nbyte(61 62 63 \"abc\" at 12 layer 1)",
        ],
    ),
    Case(
        "protocol all matchall action police rate 40gbit burst 100m pkts_rate 0 pkts_burst 0 conform-exceed reclassify index 11",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_RATE64 5000000000 ~ rate 40Gbit",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.rate.rate 4294967295 ~ rate 40Gbit",
        ],
    ),
    Case(
        "protocol all matchall action police pkts_rate 1000 pkts_burst 100 conform-exceed reclassify index 11",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_PKTRATE64 = options.actions.0.pkts_rate",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_PKTBURST64 1562500 = options.actions.0.pkts_burst 100",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_POLICE_TBF.action TC_ACT_RECLASSIFY \
             = options.actions.0.control_action.type reclassify",
        ],
    ),
    Case(
        "protocol all handle 0x1/0xff fw classid 1:4 indev v0 action connmark zone 3",
        &[
            "TCA_OPTIONS.TCA_FW_CLASSID 65540 ~ classid 1:4",
            "TCA_OPTIONS.TCA_FW_MASK 255 ~ handle 0x1/0xff",
            "TCA_OPTIONS.TCA_FW_INDEV v0 ~ input dev v0",
            "TCA_OPTIONS.TCA_FW_ACT.0.TCA_ACT_OPTIONS.TCA_CONNMARK_PARMS.zone 3 ~ connmark zone 3 pipe",
        ],
    ),
    Case(
        "protocol all handle 1 flow hash keys proto-dst,iif,priority,mark divisor 16 perturb 10 baseclass 1:1",
        &[
            "TCA_OPTIONS.TCA_FLOW_KEYS FLOW_KEY_PROTO_DST|FLOW_KEY_IIF|FLOW_KEY_PRIORITY|FLOW_KEY_MARK \
             ~ hash keys proto-dst,iif,priority,mark",
            "TCA_OPTIONS.TCA_FLOW_MODE FLOW_MODE_HASH ~ hash keys",
            "TCA_OPTIONS.TCA_FLOW_DIVISOR 16 ~ divisor 16",
            "TCA_OPTIONS.TCA_FLOW_BASECLASS 65537 ~ baseclass 1:1",
            "TCA_OPTIONS.TCA_FLOW_PERTURB 10 ~ perturb 10sec",
        ],
    ),
    Case(
        "protocol all handle 5 flow map key mark and 0xff rshift 2 addend 3 xor 7 baseclass 1:1",
        &[
            "TCA_OPTIONS.TCA_FLOW_KEYS FLOW_KEY_MARK ~ map keys mark",
            "TCA_OPTIONS.TCA_FLOW_MODE FLOW_MODE_MAP ~ map keys mark",
            "TCA_OPTIONS.TCA_FLOW_RSHIFT 2 ~ rshift 2",
            "TCA_OPTIONS.TCA_FLOW_ADDEND 3 ~ addend 0x3",
            "TCA_OPTIONS.TCA_FLOW_MASK 255 ~ and 0x000000ff",
            "TCA_OPTIONS.TCA_FLOW_XOR 7 ~ xor 0x00000007",
        ],
    ),
    Case(
        "protocol all handle 1 cgroup action drop",
        &[
            "TCA_OPTIONS.TCA_CGROUP_ACT.0.TCA_ACT_OPTIONS.TCA_GACT_PARMS.action TC_ACT_SHOT ~ gact action drop",
        ],
    ),
    Case(
        "protocol all matchall action skbmod set dmac 02:00:00:00:00:05 set smac 02:00:00:00:00:06 set etype 0x88a8",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SKBMOD_PARMS.flags SKBMOD_F_DMAC|SKBMOD_F_SMAC|SKBMOD_F_ETYPE ~ set etype 0x88A8",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SKBMOD_ETYPE ETH_P_8021AD ~ set etype 0x88A8",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SKBMOD_DMAC 02:00:00:00:00:05 ~ set dmac 02:00:00:00:00:05",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SKBMOD_SMAC 02:00:00:00:00:06 ~ set smac 02:00:00:00:00:06",
        ],
    ),
    Case(
        "protocol all matchall action sample rate 10 group 4 trunc 64",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SAMPLE_RATE = options.actions.0.rate",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SAMPLE_PSAMPLE_GROUP = options.actions.0.group",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_SAMPLE_TRUNC_SIZE = options.actions.0.trunc_size",
        ],
    ),
    Case(
        "protocol all matchall action ctinfo dscp 0xfc000000 0x01000000 cpmark 0xff zone 2",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_ZONE = options.actions.0.zone",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_PARMS_DSCP_MASK 4227858432 = options.actions.0.dscpmask 0xfc000000",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_PARMS_DSCP_STATEMASK 16777216 = options.actions.0.dscpstatemask 0x1000000",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_PARMS_CPMARK_MASK 255 = options.actions.0.cpmark 0xff",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_STATS_DSCP_SET = options.actions.0.dscpset",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_STATS_DSCP_ERROR = options.actions.0.dscperror",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_CTINFO_STATS_CPMARK_SET = options.actions.0.cpmarkset",
        ],
    ),
    Case(
        "protocol all matchall action ife encode allow mark use prio 5 use tcindex 3 type 0xED3E dst 02:00:00:00:00:07 src 02:00:00:00:00:08",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_PARMS.flags IFE_ENCODE = options.actions.0.mode encode",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_TYPE ETH_P_IFE = options.actions.0.type 0xed3e",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_DMAC = options.actions.0.dst",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_SMAC = options.actions.0.src",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_METALST.IFE_META_PRIO.0 = options.actions.0.prio",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_METALST.IFE_META_TCINDEX.0 = options.actions.0.tcindex",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_IFE_METALST.IFE_META_SKBMARK  = options.actions.0.mark allow",
        ],
    ),
    Case(
        "protocol all matchall action gate base-time 200000000000ns clockid CLOCK_TAI sched-entry open 200000000 -1 8000000 \
         sched-entry close 100000000 3 -1 priority 2",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_PRIORITY = options.actions.0.priority",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_CLOCKID 11 = options.actions.0.clockid TAI",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_BASE_TIME = options.actions.0.base_time",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_CYCLE_TIME = options.actions.0.cycle_time",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_CYCLE_TIME_EXT = options.actions.0.cycle_time_ext",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.0.TCA_GATE_ENTRY_GATE true \
             = options.actions.0.schedule.0.gate_state open",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.0.TCA_GATE_ENTRY_INTERVAL \
             = options.actions.0.schedule.0.interval",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.0.TCA_GATE_ENTRY_MAX_OCTETS \
             = options.actions.0.schedule.0.max_octets",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.1.TCA_GATE_ENTRY_INDEX \
             = options.actions.0.schedule.1.number",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_GATE_ENTRY_LIST.TCA_GATE_ONE_ENTRY.1.TCA_GATE_ENTRY_IPV \
             = options.actions.0.schedule.1.ipv",
        ],
    ),
    Case(
        "protocol all matchall action bpf bytecode '1,6 0 0 4294967295,' index 8",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_ACT_BPF_OPS.0 = options.actions.0.bytecode.insns.0",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_ACT_BPF_OPS_LEN = options.actions.0.bytecode.length",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_ACT_BPF_PARMS.index = options.actions.0.index",
        ],
    ),
    Case(
        "protocol all matchall action nat egress 10.0.0.0/8 192.0.2.0",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_NAT_PARMS.flags TCA_NAT_FLAG_EGRESS = options.actions.0.direction egress",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_NAT_PARMS.old_addr 10.0.0.0 ~ nat egress 10.0.0.0/",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_NAT_PARMS.mask 255.0.0.0 ~ nat egress 10.0.0.0/", // where tc says 32
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_NAT_PARMS.new_addr = options.actions.0.new_addr",
        ],
    ),
    Case(
        "protocol all matchall action simple sdata hello",
        &["TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_DEF_DATA hello ~ Simple <hello>"],
    ),
    Case(
        "protocol all matchall action vlan push_eth dst_mac 02:00:00:00:00:09 src_mac 02:00:00:00:00:0a",
        &[
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PARMS.v_action TCA_VLAN_ACT_PUSH_ETH = options.actions.0.vlan_action push_eth",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PUSH_ETH_DST = options.actions.0.dst_mac",
            "TCA_OPTIONS.TCA_MATCHALL_ACT.0.TCA_ACT_OPTIONS.TCA_VLAN_PUSH_ETH_SRC = options.actions.0.src_mac",
        ],
    ),
];
