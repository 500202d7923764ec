//! What `tc` says of each kind, and where the tables have it.
use super::*;

pub fn same(value: &Value) -> Value {
    value.clone()
}
pub fn handle(value: &Value) -> Value {
    TcHandle(number(value) as u32).id().to_string().into()
}
pub fn number(value: &Value) -> f64 {
    match value {
        Value::String(name) if name == "TC_H_ROOT" => u32::MAX.into(),
        Value::String(name) if name == "TC_H_UNSPEC" => 0.0,
        Value::String(name) if name == "TC_H_INGRESS" => 0xffff_fff1u32.into(),
        value => value.as_f64().unwrap_or_else(|| panic!("no number: {value}")),
    }
}
pub fn yes(value: &Value) -> Value {
    (number(value) != 0.0).into()
}
pub fn share(value: &Value) -> Value {
    json!(number(value) / f64::from(u32::MAX))
}
pub fn seconds(ns: &Value) -> Value {
    json!(number(ns) / 1e9)
}
pub fn hex(value: &Value) -> Value {
    format!("{:#x}", number(value) as u64).into()
}
pub fn has(flags: &Value, flag: &str) -> Value {
    flags.as_array().unwrap().iter().any(|one| one == flag).into()
}
macro_rules! flag {
    ($name:literal) => {
        |flags| has(flags, $name)
    };
}
/// A flag of `struct nla_bitfield32`, by its bit.
macro_rules! bit {
    ($bit:literal) => {
        |field| (number(&field["value"]) as u64 & $bit != 0).into()
    };
}
/// `TC_X_ONE` as `one`.
pub fn word(value: &Value) -> Value {
    let name = value.as_str().unwrap();
    name.rsplit('_').next().unwrap().to_lowercase().into()
}
pub fn clock(value: &Value) -> Value {
    value.as_str().unwrap().trim_start_matches("CLOCK_").into()
}
/// What `tc` says of each discipline.
pub const COMMON: &[AttributeSpec] =
    &[
        ("kind", "TCA_KIND", same),
        ("handle", "tcm_handle", |value| if number(value) == 0.0 { "0:".into() } else { handle(value) }),
        ("root", "tcm_parent", |value| (number(value) == f64::from(u32::MAX)).into()),
        ("parent", "tcm_parent", |value| {
            if number(value) == 4294967281.0 { "ffff:fff1".into() } else { handle(value) }
        }),
        ("refcnt", "tcm_info", same),
        ("ingress_block", "TCA_INGRESS_BLOCK", same),
        ("egress_block", "TCA_EGRESS_BLOCK", same),
        ("bytes", "TCA_STATS2.TCA_STATS_BASIC.bytes", same),
        ("packets", "TCA_STATS2.TCA_STATS_BASIC.packets", same),
        ("drops", "TCA_STATS2.TCA_STATS_QUEUE.drops", same),
        ("overlimits", "TCA_STATS2.TCA_STATS_QUEUE.overlimits", same),
        ("requeues", "TCA_STATS2.TCA_STATS_QUEUE.requeues", same),
        ("backlog", "TCA_STATS2.TCA_STATS_QUEUE.backlog", same),
        ("qlen", "TCA_STATS2.TCA_STATS_QUEUE.qlen", same),
        ("rate", "TCA_STATS2.TCA_STATS_RATE_EST.bps", |value| (number(value) as u64 * 8).into()),
        ("pps", "TCA_STATS2.TCA_STATS_RATE_EST.pps", same),
    ];
/// How long a structure's rate, limit and burst keep a packet: what `tc` works out of `tbf`.
pub fn tbf_latency(parms: &Value) -> Value {
    let wait = |rate: &str, buffer: &str| {
        let rate = number(&parms[rate]["rate"]);
        let waits = number(&parms["limit"]) / rate * 1e6 - number(&parms[buffer]) * 64.0 / 1000.0;
        if rate == 0.0 { 0.0 } else { waits }
    };
    json!(wait("rate", "buffer").max(wait("peakrate", "mtu")).round())
}
pub fn tbf_bytes(parms: &Value, rate: &str, buffer: &str) -> Value {
    Ticks(number(&parms[buffer]) as u32).to_bytes(number(&parms[rate]["rate"]) as u64).into()
}
/// `[first, last]` of the queues of each class.
pub fn mqprio_queues(options: &Value) -> Value {
    let at = |field: &str, class: usize| number(&options[field][class]) as u64;
    let classes = 0..number(&options["num_tc"]) as usize;
    classes.map(|class| json!([at("offset", class), at("offset", class) + at("count", class) - 1])).collect()
}
pub fn taprio_queues(map: &Value) -> Value {
    let classes = 0..number(&map["num_tc"]) as usize;
    classes.map(|class| json!({"offset": map["offset"][class], "count": map["count"][class]})).collect()
}
/// The queues of `gred` that there are. `prio` is there only where it counts.
pub fn gred_queues(options: &Value) -> Value {
    let all = options["TCA_GRED_PARMS"].as_array().unwrap();
    let there = all.iter().filter(|queue| number(&queue["DP"]) < 16.0);
    let flags = number(&options["TCA_GRED_DPS"]["grio"]);
    let counted = |queue: &Value| {
        let list = &options["TCA_GRED_VQ_LIST"]["TCA_GRED_VQ_ENTRY"];
        let entry = list.as_array().unwrap().iter().find(|entry| entry["TCA_GRED_VQ_DP"] == queue["DP"]);
        entry.unwrap().clone()
    };
    there
        .map(|queue| {
            let stats = counted(queue);
            let red = |bit: u64| number(&stats["TCA_GRED_VQ_FLAGS"]) as u64 & bit != 0;
            assert_eq!(flags, 1.0);
            // tc reads four bytes of these eight, wherever those lie
            let bytes = number(&stats["TCA_GRED_VQ_STAT_BYTES"]) as u64;
            let bytes = if cfg!(target_endian = "big") { bytes >> 32 } else { bytes & 0xffff_ffff };
            json!({"vq": queue["DP"], "prio": queue["prio"], "limit": queue["limit"], "min": queue["qth_min"], "max": queue["qth_max"],
                "ecn": red(1), "harddrop": red(2), "adaptive": red(4), "nodrop": red(8), "qave": queue["qave"],
                "backlog": stats["TCA_GRED_VQ_STAT_BACKLOG"], "forced_drop": stats["TCA_GRED_VQ_STAT_FORCED_DROP"],
                "prob_drop": stats["TCA_GRED_VQ_STAT_PROB_DROP"], "pdrop": stats["TCA_GRED_VQ_STAT_PDROP"],
                "other": stats.get("TCA_GRED_VQ_STAT_OTHER").unwrap_or(&json!(0)), "forced_mark": stats["TCA_GRED_VQ_STAT_FORCED_MARK"],
                "prob_mark": stats["TCA_GRED_VQ_STAT_PROB_MARK"], "packets": stats["TCA_GRED_VQ_STAT_PACKETS"],
                "bytes": bytes})
        })
        .collect()
}
/// What `tc` says of one kind: `options.` and what it counts. Ours stand below `TCA_OPTIONS` and `TCA_STATS2.TCA_STATS_APP`; `.` is
/// the whole of it.
pub fn rows_of(kind: &str) -> &'static [AttributeSpec] {
    match kind {
        "htb" => &[
            ("options.r2q", "TCA_HTB_INIT.rate2quantum", same),
            ("options.default", "TCA_HTB_INIT.defcls", hex),
            ("options.direct_packets_stat", "TCA_HTB_INIT.direct_pkts", same),
            ("options.direct_qlen", "TCA_HTB_DIRECT_QLEN", same),
        ],
        "tbf" => &[
            ("options.rate", "TCA_TBF_PARMS.rate.rate", same),
            ("options.burst", "TCA_TBF_PARMS", |parms| tbf_bytes(parms, "rate", "buffer")),
            ("options.minburst", "TCA_TBF_PARMS", |parms| tbf_bytes(parms, "peakrate", "mtu")),
            ("options.lat", "TCA_TBF_PARMS", tbf_latency),
        ],
        "fq" => &[
            ("options.limit", "TCA_FQ_PLIMIT", same),
            ("options.flow_limit", "TCA_FQ_FLOW_PLIMIT", same),
            ("options.buckets", "TCA_FQ_BUCKETS_LOG", |log| (1u64 << number(log) as u32).into()),
            ("options.orphan_mask", "TCA_FQ_ORPHAN_MASK", same),
            ("options.quantum", "TCA_FQ_QUANTUM", same),
            ("options.initial_quantum", "TCA_FQ_INITIAL_QUANTUM", same),
            ("options.maxrate", "TCA_FQ_FLOW_MAX_RATE", same),
            ("options.low_rate_threshold", "TCA_FQ_LOW_RATE_THRESHOLD", same),
            ("options.refill_delay", "TCA_FQ_FLOW_REFILL_DELAY", same),
            ("options.ce_threshold", "TCA_FQ_CE_THRESHOLD", same),
            ("options.timer_slack", "TCA_FQ_TIMER_SLACK", same),
            ("options.horizon", "TCA_FQ_HORIZON", same),
            ("options.horizon_cap", "TCA_FQ_HORIZON_DROP", |drop| {
                if number(drop) == 0.0 { Value::Null } else { false.into() }
            }),
            ("flows", "flows", same),
            ("inactive", "inactive_flows", same),
            ("throttled", "throttled", same), // tc has this key twice: throttled_flows is lost
            ("gc", "gc_flows", same),
            ("highprio", "highprio_packets", same),
            ("latency", "unthrottle_latency_ns", same),
            ("ce_mark", "ce_mark", same),
            ("flows_plimit", "flows_plimit", same),
            ("pkts_too_long", "pkts_too_long", same),
            ("alloc_errors", "allocation_errors", same),
            ("horizon_drops", "horizon_drops", same),
            ("horizon_caps", "horizon_caps", same),
        ],
        "fq_codel" => &[
            ("options.limit", "TCA_FQ_CODEL_LIMIT", same),
            ("options.flows", "TCA_FQ_CODEL_FLOWS", same),
            ("options.quantum", "TCA_FQ_CODEL_QUANTUM", same),
            ("options.target", "TCA_FQ_CODEL_TARGET", same),
            ("options.ce_threshold", "TCA_FQ_CODEL_CE_THRESHOLD", same),
            ("options.interval", "TCA_FQ_CODEL_INTERVAL", same),
            ("options.memory_limit", "TCA_FQ_CODEL_MEMORY_LIMIT", same),
            ("options.drop_batch", "TCA_FQ_CODEL_DROP_BATCH_SIZE", same),
            ("options.ecn", "TCA_FQ_CODEL_ECN", yes),
            ("maxpacket", "maxpacket", same),
            ("drop_overlimit", "drop_overlimit", same),
            ("new_flow_count", "new_flow_count", same),
            ("ecn_mark", "ecn_mark", same),
            ("ce_mark", "ce_mark", same),
            ("memory_used", "memory_usage", same),
            ("drop_overmemory", "drop_overmemory", same),
            ("new_flows_len", "new_flows_len", same),
            ("old_flows_len", "old_flows_len", same),
        ],
        "codel" => &[
            ("options.limit", "TCA_CODEL_LIMIT", same),
            ("options.target", "TCA_CODEL_TARGET", same),
            ("options.ce_threshold", "TCA_CODEL_CE_THRESHOLD", same),
            ("options.interval", "TCA_CODEL_INTERVAL", same),
            ("options.ecn", "TCA_CODEL_ECN", yes),
            ("count", "count", same),
            ("lastcount", "lastcount", same),
            ("ldelay", "ldelay", same),
            ("drop_next", "drop_next", same),
            ("maxpacket", "maxpacket", same),
            ("ecn_mark", "ecn_mark", same),
            ("drop_overlimit", "drop_overlimit", same),
            ("ce_mark", "ce_mark", same),
        ],
        "cake" => CAKE,
        "red" => &[
            ("options.limit", "TCA_RED_PARMS.limit", same),
            ("options.min", "TCA_RED_PARMS.qth_min", same),
            ("options.max", "TCA_RED_PARMS.qth_max", same),
            ("options.ecn", "TCA_RED_FLAGS", bit!(1)),
            ("options.harddrop", "TCA_RED_FLAGS", bit!(2)),
            ("options.adaptive", "TCA_RED_FLAGS", bit!(4)),
            ("options.nodrop", "TCA_RED_FLAGS", bit!(8)),
            ("options.ewma", "TCA_RED_PARMS.Wlog", same),
            ("options.probability", "TCA_RED_MAX_P", share),
            ("options.Scell_log", "TCA_RED_PARMS.Scell_log", same),
            ("marked", "marked", same),
            ("early", "early", same),
            ("pdrop", "pdrop", same),
            ("other", "other", same),
        ],
        "choke" => &[
            ("options.limit", "TCA_CHOKE_PARMS.limit", same),
            ("options.min", "TCA_CHOKE_PARMS.qth_min", same),
            ("options.max", "TCA_CHOKE_PARMS.qth_max", same),
            ("options.ecn", "TCA_CHOKE_PARMS.flags", flag!("TC_RED_ECN")),
            ("options.harddrop", "TCA_CHOKE_PARMS.flags", flag!("TC_RED_HARDDROP")),
            ("options.adaptive", "TCA_CHOKE_PARMS.flags", flag!("TC_RED_ADAPTATIVE")),
            ("options.nodrop", "TCA_CHOKE_PARMS.flags", flag!("TC_RED_NODROP")),
            ("options.ewma", "TCA_CHOKE_PARMS.Wlog", same),
            ("options.probability", "TCA_CHOKE_MAX_P", share),
            ("options.Scell_log", "TCA_CHOKE_PARMS.Scell_log", same),
            ("marked", "marked", same),
            ("early", "early", same),
            ("pdrop", "pdrop", same),
            ("other", "other", same),
            ("matched", "matched", same),
        ],
        "gred" => &[
            ("options.dp_cnt", "TCA_GRED_DPS.DPs", same),
            ("options.dp_default", "TCA_GRED_DPS.def_DP", same),
            ("options.grio", "TCA_GRED_DPS.grio", yes),
            ("options.limit", "TCA_GRED_LIMIT", same),
            ("options.ecn", "TCA_GRED_DPS.flags", flag!("TC_RED_ECN")),
            ("options.harddrop", "TCA_GRED_DPS.flags", flag!("TC_RED_HARDDROP")),
            ("options.adaptive", "TCA_GRED_DPS.flags", flag!("TC_RED_ADAPTATIVE")),
            ("options.nodrop", "TCA_GRED_DPS.flags", flag!("TC_RED_NODROP")),
            ("options.vqs", ".", gred_queues),
        ],
        "sfb" => &[
            ("options.rehash", "TCA_SFB_PARMS.rehash_interval", |ms| (number(ms) as u64 * 1000).into()),
            ("options.db", "TCA_SFB_PARMS.warmup_time", |ms| (number(ms) as u64 * 1000).into()),
            ("options.limit", "TCA_SFB_PARMS.limit", same),
            ("options.max", "TCA_SFB_PARMS.max", same),
            ("options.target", "TCA_SFB_PARMS.bin_size", same),
            ("options.increment", "TCA_SFB_PARMS.increment", |value| json!(number(value) / 65535.0)),
            ("options.decrement", "TCA_SFB_PARMS.decrement", |value| json!(number(value) / 65535.0)),
            ("options.penalty_rate", "TCA_SFB_PARMS.penalty_rate", same),
            ("options.penalty_burst", "TCA_SFB_PARMS.penalty_burst", same),
            ("earlydrop", "earlydrop", same),
            ("penaltydrop", "penaltydrop", same),
            ("bucketdrop", "bucketdrop", same),
            ("queuedrop", "queuedrop", same),
            ("childdrop", "childdrop", same),
            ("marked", "marked", same),
            ("maxqlen", "maxqlen", same),
            ("maxprob", "maxprob", |value| json!(number(value) / 65535.0)),
            ("avgprob", "avgprob", |value| json!(number(value) / 65535.0)),
        ],
        "sfq" => &[
            ("options.limit", "v0.limit", same),
            ("options.quantum", "v0.quantum", same),
            ("options.divisor", "v0.divisor", same),
            ("options.perturb", "v0.perturb_period", same),
            ("options.flows", "v0", |v0| json!(format!("{}/{}", v0["flows"], v0["divisor"]))),
            ("options.depth", "depth", same),
            ("options.headdrop", "headdrop", yes),
            ("options.ewma", "Wlog", same),
            ("options.min", "qth_min", same),
            ("options.max", "qth_max", same),
            ("options.probability", "max_P", share),
            ("options.ecn", "flags", flag!("TC_RED_ECN")),
            ("options.harddrop", "flags", flag!("TC_RED_HARDDROP")),
            ("options.adaptive", "flags", flag!("TC_RED_ADAPTATIVE")),
            ("options.nodrop", "flags", flag!("TC_RED_NODROP")),
            ("options.prob_mark", "stats.prob_mark", same),
            ("options.prob_mark_head", "stats.prob_mark_head", same),
            ("options.prob_drop", "stats.prob_drop", same),
            ("options.forced_mark", "stats.forced_mark", same),
            ("options.forced_mark_head", "stats.forced_mark_head", same),
            ("options.forced_drop", "stats.forced_drop", same),
        ],
        "prio" | "pfifo_fast" => &[
            ("options.bands", "bands", same),
            ("options.priomap", "priomap", same),
            ("options.multiqueue", "bands", |_| false.into()), // of kernels before 2.6.24
        ],
        "mqprio" => &[
            ("options.tc", "header.num_tc", same),
            ("options.map", "header.prio_tc_map", same),
            ("options.queues", "header", mqprio_queues),
            ("options.mode", "attributes.TCA_MQPRIO_MODE", word),
            ("options.shaper", "attributes.TCA_MQPRIO_SHAPER", word),
        ],
        "netem" => NETEM,
        "pfifo" | "bfifo" | "pfifo_head_drop" => &[("options.limit", "limit", same)],
        "skbprio" => &[("options.limit", "limit", same)],
        "taprio" => &[
            ("options.tc", "TCA_TAPRIO_ATTR_PRIOMAP.num_tc", same),
            ("options.map", "TCA_TAPRIO_ATTR_PRIOMAP.prio_tc_map", same),
            ("options.queues", "TCA_TAPRIO_ATTR_PRIOMAP", taprio_queues),
            ("options.clockid", "TCA_TAPRIO_ATTR_SCHED_CLOCKID", clock),
            ("options.base_time", "TCA_TAPRIO_ATTR_SCHED_BASE_TIME", same),
            ("options.cycle_time", "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME", same),
            ("options.cycle_time_extension", "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION", same),
            (
                "options.schedule.*.index",
                "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY.*.TCA_TAPRIO_SCHED_ENTRY_INDEX",
                same,
            ),
            (
                "options.schedule.*.cmd",
                "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY.*.TCA_TAPRIO_SCHED_ENTRY_CMD",
                |cmd| {
                    assert_eq!(cmd, "TC_TAPRIO_CMD_SET_GATES");
                    "S".into()
                },
            ),
            (
                "options.schedule.*.gatemask",
                "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY.*.TCA_TAPRIO_SCHED_ENTRY_GATE_MASK",
                hex,
            ),
            (
                "options.schedule.*.interval",
                "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST.TCA_TAPRIO_SCHED_ENTRY.*.TCA_TAPRIO_SCHED_ENTRY_INTERVAL",
                same,
            ),
        ],
        "ets" => &[
            ("options.bands", "TCA_ETS_NBANDS", same),
            ("options.strict", "TCA_ETS_NSTRICT", same),
            ("options.quanta", "TCA_ETS_QUANTA.TCA_ETS_QUANTA_BAND", same),
            ("options.priomap", "TCA_ETS_PRIOMAP.TCA_ETS_PRIOMAP_BAND", same),
        ],
        "pie" => &[
            ("options.limit", "TCA_PIE_LIMIT", same),
            ("options.target", "TCA_PIE_TARGET", same),
            ("options.tupdate", "TCA_PIE_TUPDATE", same),
            ("options.alpha", "TCA_PIE_ALPHA", same),
            ("options.beta", "TCA_PIE_BETA", same),
            ("options.ecn", "TCA_PIE_ECN", yes),
            ("options.bytemode", "TCA_PIE_BYTEMODE", yes),
            ("options.dq_rate_estimator", "TCA_PIE_DQ_RATE_ESTIMATOR", yes),
            ("prob", "prob", |prob| json!(number(prob) / u64::MAX as f64)),
            ("delay", "delay", same),
            ("avg_dq_rate", "avg_dq_rate", same),
            ("pkts_in", "packets_in", same),
            ("overlimit", "overlimit", same),
            ("dropped", "dropped", same),
            ("maxq", "maxq", same),
            ("ecn_mark", "ecn_mark", same),
        ],
        "fq_pie" => &[
            ("options.limit", "TCA_FQ_PIE_LIMIT", same),
            ("options.flows", "TCA_FQ_PIE_FLOWS", same),
            ("options.target", "TCA_FQ_PIE_TARGET", same),
            ("options.tupdate", "TCA_FQ_PIE_TUPDATE", same),
            ("options.alpha", "TCA_FQ_PIE_ALPHA", same),
            ("options.beta", "TCA_FQ_PIE_BETA", same),
            ("options.quantum", "TCA_FQ_PIE_QUANTUM", same),
            ("options.memory_limit", "TCA_FQ_PIE_MEMORY_LIMIT", same),
            ("options.ecn_prob", "TCA_FQ_PIE_ECN_PROB", same),
            ("options.ecn", "TCA_FQ_PIE_ECN", yes),
            ("options.bytemode", "TCA_FQ_PIE_BYTEMODE", yes),
            ("pkts_in", "packets_in", same),
            ("overlimit", "overlimit", same),
            ("overmemory", "overmemory", same),
            ("dropped", "dropped", same),
            ("ecn_mark", "ecn_mark", same),
            ("new_flow_count", "new_flow_count", same),
            ("new_flows_len", "new_flows_len", same),
            ("old_flows_len", "old_flows_len", same),
            ("memory_used", "memory_usage", same),
        ],
        "cbs" => &[
            ("options.hicredit", "TCA_CBS_PARMS.hicredit", same),
            ("options.locredit", "TCA_CBS_PARMS.locredit", same),
            ("options.sendslope", "TCA_CBS_PARMS.sendslope", same),
            ("options.idleslope", "TCA_CBS_PARMS.idleslope", same),
            ("options.offload", "TCA_CBS_PARMS.offload", same),
        ],
        "etf" => &[
            ("options.clockid", "TCA_ETF_PARMS.clockid", clock),
            ("options.delta", "TCA_ETF_PARMS.delta", same),
            ("options.offload", "TCA_ETF_PARMS.flags", |flags| on(flags, "TC_ETF_OFFLOAD_ON")),
            ("options.deadline_mode", "TCA_ETF_PARMS.flags", |flags| on(flags, "TC_ETF_DEADLINE_MODE_ON")),
            ("options.skip_sock_check", "TCA_ETF_PARMS.flags", |flags| on(flags, "TC_ETF_SKIP_SOCK_CHECK")),
        ],
        "hhf" => &[
            ("options.limit", "TCA_HHF_BACKLOG_LIMIT", same),
            ("options.quantum", "TCA_HHF_QUANTUM", same),
            ("options.hh_limit", "TCA_HHF_HH_FLOWS_LIMIT", same),
            ("options.reset_timeout", "TCA_HHF_RESET_TIMEOUT", same),
            ("options.admit_bytes", "TCA_HHF_ADMIT_BYTES", same),
            ("options.evict_timeout", "TCA_HHF_EVICT_TIMEOUT", same),
            ("options.non_hh_weight", "TCA_HHF_NON_HH_WEIGHT", same),
            ("drop_overlimit", "drop_overlimit", same),
            ("hh_overlimit", "hh_overlimit", same),
            ("tot_hh", "hh_tot_count", same),
            ("cur_hh", "hh_cur_count", same),
        ],
        // in a form that is no JSON, mended by `json_of`
        "hfsc" => &[("options.default", "defcls", |value| format!("{:x}", number(value) as u64).into())],
        "multiq" => &[("options.bands", ".", |it| format!("{}/{}", it["bands"], it["max_bands"]).into())],
        _ => &[],
    }
}
pub fn on(flags: &Value, flag: &str) -> Value {
    if has(flags, flag) == Value::Bool(true) { "on".into() } else { "off".into() }
}
pub const CAKE: &[AttributeSpec] = &[
    ("options.bandwidth", "TCA_CAKE_BASE_RATE64", same),
    ("options.diffserv", "TCA_CAKE_DIFFSERV_MODE", word),
    ("options.flowmode", "TCA_CAKE_FLOW_MODE", |mode| {
        assert_eq!(mode, "CAKE_FLOW_DUAL_SRC");
        "dual-srchost".into()
    }),
    ("options.nat", "TCA_CAKE_NAT", yes),
    ("options.wash", "TCA_CAKE_WASH", yes),
    ("options.ingress", "TCA_CAKE_INGRESS", yes),
    ("options.ack-filter", "TCA_CAKE_ACK_FILTER", |filter| {
        assert_eq!(filter, "CAKE_ACK_FILTER");
        "enabled".into()
    }),
    ("options.split_gso", "TCA_CAKE_SPLIT_GSO", yes),
    ("options.rtt", "TCA_CAKE_RTT", same),
    ("options.raw", "TCA_CAKE_MPU", |_| false.into()), // TCA_CAKE_RAW is there only where it is
    ("options.atm", "TCA_CAKE_ATM", word),
    ("options.overhead", "TCA_CAKE_OVERHEAD", same),
    ("options.mpu", "TCA_CAKE_MPU", same),
    ("options.memlimit", "TCA_CAKE_MEMORY", same),
    ("options.fwmark", "TCA_CAKE_FWMARK", hex),
    ("memory_used", "TCA_CAKE_STATS_MEMORY_USED", same),
    ("memory_limit", "TCA_CAKE_STATS_MEMORY_LIMIT", same),
    ("capacity_estimate", "TCA_CAKE_STATS_CAPACITY_ESTIMATE64", same),
    ("min_network_size", "TCA_CAKE_STATS_MIN_NETLEN", same),
    ("max_network_size", "TCA_CAKE_STATS_MAX_NETLEN", same),
    ("min_adj_size", "TCA_CAKE_STATS_MIN_ADJLEN", same),
    ("max_adj_size", "TCA_CAKE_STATS_MAX_ADJLEN", same),
    ("avg_hdr_offset", "TCA_CAKE_STATS_AVG_NETOFF", same),
    ("tins.*.threshold_rate", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_THRESHOLD_RATE64", same),
    ("tins.*.sent_bytes", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_SENT_BYTES64", same),
    ("tins.*.backlog_bytes", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_BACKLOG_BYTES", same),
    ("tins.*.target_us", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_TARGET_US", same),
    ("tins.*.interval_us", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_INTERVAL_US", same),
    ("tins.*.peak_delay_us", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_PEAK_DELAY_US", same),
    ("tins.*.avg_delay_us", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_AVG_DELAY_US", same),
    ("tins.*.base_delay_us", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_BASE_DELAY_US", same),
    ("tins.*.sent_packets", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_SENT_PACKETS", same),
    ("tins.*.way_indirect_hits", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS", same),
    ("tins.*.way_misses", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_WAY_MISSES", same),
    ("tins.*.way_collisions", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_WAY_COLLISIONS", same),
    ("tins.*.drops", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_DROPPED_PACKETS", same),
    ("tins.*.ecn_mark", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS", same),
    ("tins.*.ack_drops", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS", same),
    ("tins.*.sparse_flows", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_SPARSE_FLOWS", same),
    ("tins.*.bulk_flows", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_BULK_FLOWS", same),
    ("tins.*.unresponsive_flows", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS", same),
    ("tins.*.max_pkt_len", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_MAX_SKBLEN", same),
    ("tins.*.flow_quantum", "TCA_CAKE_STATS_TIN_STATS.*.TCA_CAKE_TIN_STATS_FLOW_QUANTUM", same),
];
pub const NETEM: &[AttributeSpec] = &[
    ("options.limit", "header.limit", same),
    ("options.delay.delay", "attributes.TCA_NETEM_LATENCY64", seconds),
    ("options.delay.jitter", "attributes.TCA_NETEM_JITTER64", seconds),
    ("options.delay.correlation", "attributes.TCA_NETEM_CORR.delay_corr", share),
    ("options.loss-random.loss", "header.loss", share),
    ("options.loss-random.correlation", "attributes.TCA_NETEM_CORR.loss_corr", share),
    ("options.loss-state.p13", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GI.p13", share),
    ("options.loss-state.p31", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GI.p31", share),
    ("options.loss-state.p32", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GI.p32", share),
    ("options.loss-state.p23", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GI.p23", share),
    ("options.loss-state.p14", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GI.p14", share),
    ("options.loss-gemodel.p", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GE.p", share),
    ("options.loss-gemodel.r", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GE.r", share),
    ("options.loss-gemodel.1-h", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GE.h", |h| {
        json!(1.0 - number(&share(h)))
    }),
    ("options.loss-gemodel.1-k", "attributes.TCA_NETEM_LOSS.NETEM_LOSS_GE.k1", share),
    ("options.duplicate.duplicate", "header.duplicate", share),
    ("options.duplicate.correlation", "attributes.TCA_NETEM_CORR.dup_corr", share),
    ("options.reorder.reorder", "attributes.TCA_NETEM_REORDER.probability", share),
    ("options.reorder.correlation", "attributes.TCA_NETEM_REORDER.correlation", share),
    ("options.corrupt.corrupt", "attributes.TCA_NETEM_CORRUPT.probability", share),
    ("options.corrupt.correlation", "attributes.TCA_NETEM_CORRUPT.correlation", share),
    ("options.rate.rate", "attributes.TCA_NETEM_RATE.rate", same),
    ("options.rate.packetoverhead", "attributes.TCA_NETEM_RATE.packet_overhead", same),
    ("options.rate.cellsize", "attributes.TCA_NETEM_RATE.cell_size", same),
    ("options.rate.celloverhead", "attributes.TCA_NETEM_RATE.cell_overhead", same),
    ("options.slot.min-delay", "attributes.TCA_NETEM_SLOT.min_delay", seconds),
    ("options.slot.max-delay", "attributes.TCA_NETEM_SLOT.max_delay", seconds),
    ("options.slot.packets", "attributes.TCA_NETEM_SLOT.max_packets", same),
    ("options.slot.bytes", "attributes.TCA_NETEM_SLOT.max_bytes", same),
    ("options.ecn", ".", |options| (!options["attributes"]["TCA_NETEM_ECN"].is_null()).into()), // there only where it is
    ("options.gap", "header.gap", same),
];
/// What `tc` prints of a class, a word and its number, and ours: `sent`, `packets` and the like are of each, the rest of a kind.
pub fn class_rows(kind: &str) -> &'static [AttributeSpec] {
    match kind {
        "htb" => &[
            ("prio", "TCA_OPTIONS.TCA_HTB_PARMS.prio", same),
            ("rate", "TCA_OPTIONS.TCA_HTB_PARMS.rate.rate", same),
            ("ceil", "TCA_OPTIONS.TCA_HTB_PARMS.ceil.rate", same),
            ("overhead", "TCA_OPTIONS.TCA_HTB_PARMS.rate.overhead", same),
            ("burst", "TCA_OPTIONS.TCA_HTB_PARMS", |parms| tbf_bytes(parms, "rate", "buffer")),
            ("cburst", "TCA_OPTIONS.TCA_HTB_PARMS", |parms| tbf_bytes(parms, "ceil", "cbuffer")),
            ("lended:", "TCA_STATS2.TCA_STATS_APP.lends", same),
            ("borrowed:", "TCA_STATS2.TCA_STATS_APP.borrows", same),
            ("giants:", "TCA_STATS2.TCA_STATS_APP.giants", same),
            ("tokens:", "TCA_STATS2.TCA_STATS_APP.tokens", same),
            ("ctokens:", "TCA_STATS2.TCA_STATS_APP.ctokens", same),
        ],
        "hfsc" => &[
            ("period", "TCA_STATS2.TCA_STATS_APP.period", same),
            ("work", "TCA_STATS2.TCA_STATS_APP.work", same),
            ("rtwork", "TCA_STATS2.TCA_STATS_APP.rtwork", same),
            ("level", "TCA_STATS2.TCA_STATS_APP.level", same),
            ("rt:m1", "TCA_OPTIONS.TCA_HFSC_RSC.m1", same),
            ("rt:d", "TCA_OPTIONS.TCA_HFSC_RSC.d", same),
            ("rt:m2", "TCA_OPTIONS.TCA_HFSC_RSC.m2", same),
            ("ls:m2", "TCA_OPTIONS.TCA_HFSC_FSC.m2", same),
            ("ul:m2", "TCA_OPTIONS.TCA_HFSC_USC.m2", same),
        ],
        "drr" => &[
            ("quantum", "TCA_OPTIONS.TCA_DRR_QUANTUM", same),
            ("deficit", "TCA_STATS2.TCA_STATS_APP.deficit", same),
        ],
        "qfq" => {
            &[("weight", "TCA_OPTIONS.TCA_QFQ_WEIGHT", same), ("maxpkt", "TCA_OPTIONS.TCA_QFQ_LMAX", same)]
        }
        "ets" => &[("quantum", "TCA_OPTIONS.TCA_ETS_QUANTA_BAND", same)],
        "cake" => &[("deficit", "TCA_STATS2.TCA_STATS_APP.TCA_CAKE_STATS_DEFICIT", same)],
        "fq_codel" => &[("deficit", "TCA_STATS2.TCA_STATS_APP.deficit", same)],
        "sfq" => &[("allot", "TCA_STATS2.TCA_STATS_APP.allot", same)],
        _ => &[],
    }
}
