//! Traffic control against `tc`: disciplines and classes of every kind, made by `tc` with options that are not the defaults, given some
//! packets, then read by both in the same moment and compared, field by field. All that `tc` says in JSON must stand in a table here; and
//! nothing that we say may be bytes in hexadecimal or an attribute without a name.
#![cfg(all(feature = "std", feature = "route", target_os = "linux"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use nlwire::{
    exchange::Connection,
    route::{self, tc::*},
    socket::{Protocol, Socket},
    wire::{Described, Errno, GetFlags, Json, Operation},
};
use serde_json::{Map, Value, json};
use std::{
    net::UdpSocket,
    process::Command,
    time::{Duration, Instant},
};

/// What `tc` calls it, where we have it, and what `tc` makes of that. `*` in both is each member of a list.
type Row = (&'static str, &'static str, fn(&Value) -> Value);

fn same(value: &Value) -> Value {
    value.clone()
}
fn handle(value: &Value) -> Value {
    TcHandle(number(value) as u32).id().to_string().into()
}
fn number(value: &Value) -> f64 {
    match value {
        Value::String(name) if name == "TC_H_ROOT" => u32::MAX.into(),
        Value::String(name) if name == "TC_H_UNSPEC" => 0.0,
        Value::String(name) if name == "TC_H_INGRESS" => 0xffff_fff1u32.into(),
        value => value.as_f64().unwrap_or_else(|| panic!("no number: {value}")),
    }
}
fn yes(value: &Value) -> Value {
    (number(value) != 0.0).into()
}
fn share(value: &Value) -> Value {
    json!(number(value) / f64::from(u32::MAX))
}
fn seconds(ns: &Value) -> Value {
    json!(number(ns) / 1e9)
}
fn hex(value: &Value) -> Value {
    format!("{:#x}", number(value) as u64).into()
}
fn has(flags: &Value, flag: &str) -> Value {
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
fn word(value: &Value) -> Value {
    let name = value.as_str().unwrap();
    name.rsplit('_').next().unwrap().to_lowercase().into()
}
fn clock(value: &Value) -> Value {
    value.as_str().unwrap().trim_start_matches("CLOCK_").into()
}

/// What `tc` says of each discipline.
const COMMON: &[Row] =
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
fn tbf_latency(parms: &Value) -> Value {
    let wait = |rate: &str, buffer: &str| {
        let rate = number(&parms[rate]["rate"]);
        let waits = number(&parms["limit"]) / rate * 1e6 - number(&parms[buffer]) * 64.0 / 1000.0;
        if rate == 0.0 { 0.0 } else { waits }
    };
    json!(wait("rate", "buffer").max(wait("peakrate", "mtu")).round())
}
fn tbf_bytes(parms: &Value, rate: &str, buffer: &str) -> Value {
    Ticks(number(&parms[buffer]) as u32).to_bytes(number(&parms[rate]["rate"]) as u64).into()
}
/// `[first, last]` of the queues of each class.
fn mqprio_queues(options: &Value) -> Value {
    let at = |field: &str, class: usize| number(&options[field][class]) as u64;
    let classes = 0..number(&options["num_tc"]) as usize;
    classes.map(|class| json!([at("offset", class), at("offset", class) + at("count", class) - 1])).collect()
}
fn taprio_queues(map: &Value) -> Value {
    let classes = 0..number(&map["num_tc"]) as usize;
    classes.map(|class| json!({"offset": map["offset"][class], "count": map["count"][class]})).collect()
}
/// The queues of `gred` that there are. `prio` is there only where it counts.
fn gred_queues(options: &Value) -> Value {
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
fn rows_of(kind: &str) -> &'static [Row] {
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
fn on(flags: &Value, flag: &str) -> Value {
    if has(flags, flag) == Value::Bool(true) { "on".into() } else { "off".into() }
}
const CAKE: &[Row] = &[
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
const NETEM: &[Row] = &[
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
fn class_rows(kind: &str) -> &'static [Row] {
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

/// A kind, how it is made on `v0`, and what more is done.
struct Case(&'static str, &'static str, &'static [&'static str]);
const CASES: &[Case] = &[
    Case(
        "htb",
        "default 10 r2q 5 direct_qlen 900",
        &[
            "class add dev v0 parent 1: classid 1:1 htb rate 20mbit ceil 20mbit",
            "class add dev v0 parent 1:1 classid 1:10 htb rate 10mbit ceil 20mbit burst 2000 cburst 3000 prio 3 quantum 2000 mpu 64 overhead 4",
            "class add dev v0 parent 1:1 classid 1:11 htb rate 1mbit prio 7",
            "qdisc add dev v0 parent 1:11 handle 20: tbf rate 2mbit burst 3000 limit 9000",
        ],
    ),
    Case("tbf", "rate 1mbit burst 4000 limit 10000 peakrate 2mbit mtu 2000", &[]),
    Case("tbf", "rate 1mbit burst 4000 latency 50ms", &["qdisc add dev v0 clsact"]),
    Case(
        "fq",
        "limit 2000 flow_limit 90 quantum 3000 initial_quantum 15000 maxrate 10mbit buckets 512 orphan_mask 511 pacing refill_delay \
        50ms low_rate_threshold 600kbit ce_threshold 5ms horizon 3s timer_slack 20us horizon_cap",
        &[],
    ),
    Case(
        "fq_codel",
        "limit 1000 flows 256 target 4ms interval 90ms quantum 1000 memory_limit 1000000 ce_threshold 3ms drop_batch 32",
        &[],
    ),
    Case("codel", "limit 900 target 4ms interval 90ms ecn ce_threshold 2ms", &[]),
    Case(
        "cake",
        "bandwidth 10mbit diffserv4 dual-srchost nat wash ack-filter rtt 50ms memlimit 2mb mpu 64 overhead 20 atm fwmark 0xff ingress",
        &[],
    ),
    Case(
        "red",
        "limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn adaptive bandwidth 10mbit probability 0.1",
        &[],
    ),
    Case(
        "sfq",
        "quantum 2000 perturb 10 limit 120 divisor 256 flows 100 depth 60 headdrop redflowlimit 100000 min 8000 max 60000 probability \
        0.2 ecn harddrop",
        &[],
    ),
    Case("prio", "bands 4 priomap 1 2 2 2 1 2 0 0 1 1 1 1 3 1 1 1", &[]),
    Case("mq", "", &[]),
    Case("mqprio", "num_tc 2 map 0 0 0 1 1 1 0 0 0 0 0 0 0 0 0 0 queues 2@0 2@2 hw 0", &[]),
    Case(
        "netem",
        "limit 500 delay 10ms 2ms 25% loss 1% 20% duplicate 2% 10% reorder 30% 40% gap 5 corrupt 3% 4% rate 10mbit 20 100 5 slot \
        1ms 2ms packets 10 bytes 2000",
        &[],
    ),
    Case("netem", "loss gemodel 1% 10% 70% 0.1% ecn", &[]),
    Case("netem", "loss state 1% 10% 20% 3% 5%", &[]),
    Case("pfifo", "limit 77", &[]),
    Case("bfifo", "limit 7777", &[]),
    Case("pfifo_head_drop", "limit 55", &[]),
    Case("pfifo_fast", "", &[]),
    Case(
        "taprio",
        "num_tc 2 map 0 0 0 1 1 1 0 0 0 0 0 0 0 0 0 0 queues 1@0 1@1 base-time 1000000000 sched-entry S 01 300000 sched-entry S \
        02 700000 clockid CLOCK_TAI",
        &[],
    ),
    Case(
        "hfsc",
        "default 10",
        &[
            "class add dev v0 parent 1: classid 1:10 hfsc rt m1 10mbit d 10ms m2 1mbit ls m2 2mbit ul m2 20mbit",
        ],
    ),
    Case(
        "drr",
        "",
        &[
            "class add dev v0 parent 1: classid 1:10 drr quantum 2000",
            "filter add dev v0 parent 1: matchall classid 1:10",
        ],
    ),
    Case(
        "qfq",
        "",
        &[
            "class add dev v0 parent 1: classid 1:10 qfq weight 10 maxpkt 2000",
            "filter add dev v0 parent 1: matchall classid 1:10",
        ],
    ),
    Case("ets", "bands 4 strict 2 quanta 3000 2000 priomap 3 2 1 0 3", &[]),
    Case("multiq", "", &[]),
    Case("choke", "limit 1000 min 100 max 300 avpkt 1000 burst 100 bandwidth 10mbit ecn", &[]),
    Case(
        "gred",
        "setup DPs 3 default 1 grio limit 100000",
        &[
            "qdisc change dev v0 root handle 1: gred DP 1 limit 60000 min 10000 max 30000 avpkt 1000 burst 20 bandwidth 10mbit prio 2 probability 0.05",
        ],
    ),
    Case("pie", "limit 900 target 10ms tupdate 20ms alpha 3 beta 22 ecn bytemode dq_rate_estimator", &[]),
    Case(
        "fq_pie",
        "limit 900 flows 256 target 10ms tupdate 20ms alpha 3 beta 22 quantum 1000 memory_limit 1000000 ecn_prob 20 ecn bytemode",
        &[],
    ),
    Case("cbs", "locredit -1470 hicredit 30 sendslope -980000 idleslope 20000", &[]),
    Case("etf", "clockid CLOCK_TAI delta 300000 deadline_mode skip_sock_check", &[]),
    Case("skbprio", "limit 88", &[]),
    Case("plug", "limit 5000", &[]),
    Case(
        "hhf",
        "limit 900 quantum 2000 hh_limit 1000 reset_timeout 30ms admit_bytes 100000 evict_timeout 900ms non_hh_weight 3",
        &[],
    ),
    Case(
        "sfb",
        "rehash 500 db 50 limit 900 max 30 target 22 increment 0.001 decrement 0.0001 penalty_rate 11 penalty_burst 23",
        &[],
    ),
];

/// Runs a program; what it printed, or what it complained of.
fn run(program: &str, arguments: &str) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments.split_whitespace())
        .output()
        .map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}
/// JSON of `tc`, which forgets about it for two kinds.
fn json_of(text: &str) -> Vec<Value> {
    let mut text = text.to_owned();
    for (word, key) in [("{default ", "default"), ("{bands ", "bands")] {
        if let Some((before, after)) = text.clone().split_once(word) {
            let (value, after) = after.split_once(" }").unwrap();
            text = format!("{before}{{\"{key}\":\"{value}\"}}{after}");
        }
    }
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in what tc says: {text}"))
}

/// What we say of a dump: the fields of the header and the attributes, as one object each.
fn ours<O: Operation<Flags = GetFlags>>(operation: O, index: i32) -> Vec<Value> {
    let mut buffer = vec![0; 32768];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
    let mut replies = connection.dump(operation, |_| {}).unwrap();
    let mut all = Vec::new();
    while let Some(reply) = replies.next().unwrap() {
        let message = Described::new("route", route::row(reply.message.kind()), reply.message);
        let parse = |text: String| -> Map<String, Value> { serde_json::from_str(&text).unwrap() };
        let mut fields = parse(Json(message.header().unwrap()).to_string());
        fields.extend(parse(Json(message.attributes().unwrap()).to_string()));
        if fields["tcm_ifindex"] == index {
            let mut fields = fields.into();
            without(
                &mut fields,
                &["time_next_delayed_flow", "TCA_CAKE_STATS_BLUE_TIMER_US", "TCA_CAKE_STATS_DROP_NEXT_US"],
            );
            all.push(fields);
        }
    }
    all
}

/// Takes out what is counted from now and never rests.
fn without(value: &mut Value, keys: &[&str]) {
    if let Value::Object(fields) = value {
        fields.retain(|key, _| !keys.contains(&key.as_str()));
        fields.values_mut().for_each(|value| without(value, keys));
    }
}
/// What is at a path, with the numbers that its stars stand for.
fn at<'v>(value: &'v Value, path: &str) -> Vec<(Vec<usize>, &'v Value)> {
    if path == "." {
        return vec![(vec![], value)];
    }
    let mut found = vec![(vec![], value)];
    for step in path.split('.') {
        found = found
            .into_iter()
            .flat_map(|(stars, value)| match step {
                "*" => value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                    .map(|(number, value)| ([&stars[..], &[number]].concat(), value))
                    .collect::<Vec<_>>(),
                step => value.get(step).map(|value| (stars, value)).into_iter().collect(),
            })
            .collect();
    }
    found
}
/// Every path at which something stands, lists of objects by a star, any other list as one thing.
fn leaves(value: &Value, path: &str, to: &mut Vec<String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| leaves(value, &below(key), to)),
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_object) => {
            items.iter().for_each(|item| leaves(item, &below("*"), to));
        }
        _ => to.push(path.to_owned()),
    }
}
fn alike(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other || (one - other).abs() <= one.abs().max(other.abs()) * 1e-4,
        _ => one == other,
    }
}
/// No attribute without a name, no bytes that could not be read, no number where a name should be.
fn nothing_is_unknown(value: &Value, path: &str, kind: &str) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                assert!(!key.starts_with('#'), "{kind}: {path}.{key}: {value}");
                nothing_is_unknown(value, &format!("{path}.{key}"), kind);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| nothing_is_unknown(item, path, kind)),
        Value::String(text) => {
            let padding = path.ends_with("PAD") && text.is_empty();
            let hex =
                !text.is_empty() && text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(padding || !hex, "{kind}: bytes at {path}: {text}");
        }
        _ => {}
    }
}
/// Compares one discipline; the number of its fields that were compared.
fn compare(tc: &Value, ours: &Value) -> usize {
    let kind = tc["kind"].as_str().unwrap();
    let (mut compared, mut known) = (0, Vec::new());
    let prefix = |row: &Row| match row.0.starts_with("options.") {
        true => format!("TCA_OPTIONS.{}", row.1),
        false => format!("TCA_STATS2.TCA_STATS_APP.{}", row.1),
    };
    let of_kind = rows_of(kind)
        .iter()
        .map(|row| (row.0, prefix(row).replace(".TCA_OPTIONS..", "").replace("..", ""), row.2));
    let of_all = COMMON.iter().map(|row| (row.0, row.1.to_owned(), row.2));
    let rows: Vec<_> = of_kind.chain(of_all).collect();
    for (theirs, path, how) in &rows {
        // a kind's own name may also be one of all
        let path = path.strip_suffix('.').unwrap_or(path);
        let list = *theirs == "options.vqs" || *theirs == "options.queues";
        known.push((*theirs).to_owned());
        let (found, mut mine) = (at(tc, theirs), at(ours, path));
        if found.is_empty() {
            continue;
        }
        if mine.len() != found.len() && !list {
            panic!(
                "{kind}: tc has {theirs} {} times, we have {path} {} times: {tc} {ours}",
                found.len(),
                mine.len()
            );
        }
        mine.truncate(found.len());
        for ((stars, expected), (_, mine)) in found.into_iter().zip(mine) {
            let made = how(mine);
            let equal = match (expected, &made) {
                (Value::Array(expected), Value::Array(made)) => {
                    expected.len() == made.len()
                        && expected.iter().zip(made).all(|(one, other)| alike(one, other))
                }
                (expected, made) => alike(expected, made),
            };
            assert!(equal, "{kind}: {theirs} {stars:?}: tc says {expected}, we say {made}, of {path} {mine}");
            compared += 1;
        }
    }
    let mut all = Vec::new();
    leaves(tc, "", &mut all);
    for leaf in all {
        let listed = known.iter().any(|row| leaf == *row || leaf.starts_with(&format!("{row}.")));
        assert!(listed, "{kind}: tc says {leaf}, which no row has: {tc}");
    }
    // what the kernel says twice is the same
    let app = &ours["TCA_STATS2"]["TCA_STATS_APP"];
    assert!(ours["TCA_XSTATS"].is_null() || ours["TCA_XSTATS"] == *app, "{kind}: {ours}");
    for (old, new) in [
        ("bytes", "TCA_STATS_BASIC"),
        ("packets", "TCA_STATS_BASIC"),
        ("drops", "TCA_STATS_QUEUE"),
        ("qlen", "TCA_STATS_QUEUE"),
    ] {
        assert_eq!(ours["TCA_STATS"][old], ours["TCA_STATS2"][new][old], "{kind}");
    }
    nothing_is_unknown(ours, "", kind);
    compared
}

/// `10Mbit` in bytes a second, `2000b` in bytes, `10ms` in microseconds.
fn quantity(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let times = match unit {
        "" | "b" | "us" => 1.0,
        "Kb" => 1024.0,
        "bit" => 1.0 / 8.0,
        "Kbit" => 125.0,
        "Mbit" => 125_000.0,
        "Gbit" => 125_000_000.0,
        "ms" => 1000.0,
        "s" => 1e6,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * times)
}
/// Compares the classes: `tc` of these days has no JSON for them.
fn compare_classes(text: &str, ours: &[Value]) -> usize {
    let mut compared = 0;
    let mut parts = text.split("class ").filter(|part| !part.trim().is_empty());
    for class in ours {
        let part = parts.next().unwrap_or_else(|| panic!("tc does not have the class {class}: {text}"));
        let words: Vec<&str> = part
            .split(|c: char| c.is_whitespace() || "(),".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        let kind = class["TCA_KIND"].as_str().unwrap();
        assert_eq!((words[0], Value::from(words[1])), (kind, handle(&class["tcm_handle"])), "{part} {class}");
        let parent = if words[2] == "root" { "root" } else { words[3] };
        assert_eq!(Value::from(parent), handle(&class["tcm_parent"]), "{part} {class}");
        if let Some(at) = words.iter().position(|word| *word == "leaf") {
            assert_eq!(Value::from(words[at + 1]), handle(&class["tcm_info"]), "{part} {class}");
        }
        let after = |word: &str| {
            // `rt:m1` is m1 behind rt
            let (group, word) =
                word.split_once(':').filter(|(_, word)| !word.is_empty()).unwrap_or(("", word));
            let from =
                if group.is_empty() { Some(0) } else { words.iter().position(|found| *found == group) }?;
            let at = words[from..].iter().position(|found| *found == word)?;
            words.get(from + at + 1).copied()
        };
        let stats = &class["TCA_STATS2"];
        let mut check = |name: &str, said: Option<&str>, made: &Value| {
            let Some(said) = said else { return };
            let said = quantity(said).unwrap_or_else(|| panic!("{kind}: {name} {said}"));
            let near = (said - number(made)).abs() <= said.abs() * 0.01;
            assert!(near, "{kind}: {name}: tc says {said}, we say {made}: {part} {class}");
            compared += 1;
        };
        check("Sent", after("Sent"), &stats["TCA_STATS_BASIC"]["bytes"]);
        check("dropped", after("dropped"), &stats["TCA_STATS_QUEUE"]["drops"]);
        check("overlimits", after("overlimits"), &stats["TCA_STATS_QUEUE"]["overlimits"]);
        check("backlog", after("backlog"), &stats["TCA_STATS_QUEUE"]["backlog"]);
        for (word, path, how) in class_rows(kind) {
            if after(word).is_some() {
                let found = at(class, path);
                let (_, mine) = found.first().unwrap_or_else(|| panic!("{kind}: no {path} in {class}"));
                check(word, after(word), &how(mine));
            }
        }
        nothing_is_unknown(class, "", kind);
    }
    assert_eq!(parts.next(), None, "we do not have that class");
    compared
}

/// A pair of links with four queues each, and packets that go out by the first.
fn make_link() -> Option<(i32, UdpSocket)> {
    for file in ["all", "default"] {
        let _ = std::fs::write(format!("/proc/sys/net/ipv6/conf/{file}/disable_ipv6"), "1");
    }
    run("ip", "link add v0 numtxqueues 4 numrxqueues 4 type veth peer name v1 numtxqueues 4 numrxqueues 4")
        .ok()?;
    for arguments in ["link set v0 up", "link set v1 up", "addr add 10.9.9.1/24 dev v0"] {
        run("ip", arguments).unwrap();
    }
    run("ip", "neigh add 10.9.9.2 lladdr 02:00:00:00:00:09 dev v0").unwrap();
    let links: Vec<Value> = serde_json::from_str(&run("ip", "-j link show v0").unwrap()).unwrap();
    let socket = UdpSocket::bind("10.9.9.1:0").unwrap();
    socket.connect("10.9.9.2:9").unwrap();
    Some((links[0]["ifindex"].as_i64().unwrap() as i32, socket))
}

#[test]
fn disciplines_and_classes_are_what_tc_says() {
    const NAME: &str = "disciplines_and_classes_are_what_tc_says";
    common::in_namespace(NAME, || {
        if run("tc", "-V").is_err() {
            return common::skip(NAME, "there is no tc");
        }
        let Some((index, socket)) = make_link() else { return common::skip(NAME, "there is no veth") };
        let (mut missing, mut differ, mut kinds, mut fields) = (Vec::new(), Vec::new(), 0, 0);
        for Case(kind, options, more) in CASES {
            let _ = run("tc", "qdisc del dev v0 root");
            let _ = run("tc", "qdisc del dev v0 clsact");
            match run("tc", &format!("qdisc add dev v0 root handle 1: {kind} {options}")) {
                Ok(_) => {}
                Err(why) if why.contains("qdisc kind is unknown") || why.contains("No such file") => {
                    missing.push(*kind);
                    continue;
                }
                Err(why) => panic!("{kind} {options}: {why}"),
            }
            for arguments in *more {
                run("tc", arguments).unwrap_or_else(|why| panic!("{kind}: {arguments}: {why}"));
            }
            for len in 1..=40 {
                let _ = socket.send(&vec![0; 30 * len]); // ENOBUFS where the discipline drops it
            }
            // what still moves is read again, until nothing did between our two looks
            let deadline = Instant::now() + Duration::from_secs(20);
            loop {
                let qdiscs = || ours(GetQdisc { index, ..Default::default() }, index);
                let classes = || ours(GetTClass { index, ..Default::default() }, index);
                let before = (qdiscs(), classes());
                let tc = json_of(&run("tc", "-j -s qdisc show dev v0").unwrap());
                let tc_classes = run("tc", "-s class show dev v0").unwrap();
                let after = (qdiscs(), classes());
                if before == after {
                    assert_eq!(tc.len(), after.0.len(), "{kind}");
                    // the next kind is compared all the same
                    let compared = std::panic::catch_unwind(|| {
                        let fields =
                            tc.iter().zip(&after.0).map(|(tc, ours)| compare(tc, ours)).sum::<usize>();
                        fields + compare_classes(&tc_classes, &after.1)
                    });
                    match compared {
                        Ok(compared) => fields += compared,
                        Err(_) => differ.push(*kind),
                    }
                    break;
                }
                if Instant::now() > deadline {
                    println!("{kind} does not come to rest: {before:?} {after:?}");
                    differ.push(*kind);
                    break;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            kinds += 1;
        }
        assert!(differ.is_empty(), "what was said above, of {differ:?}");
        println!("{fields} fields of {kinds} disciplines equal tc's");
        assert!(kinds >= 5 && fields > kinds * 15, "{kinds} {fields}");
        if !missing.is_empty() {
            missing.dedup();
            common::skip("disciplines_that_this_kernel_lacks", &missing.join(" "));
        }
    });
}

#[test]
fn what_the_verbs_make_tc_shows() {
    const NAME: &str = "what_the_verbs_make_tc_shows";
    common::in_namespace(NAME, || {
        use nlwire::route::qdiscs::{self, ClassSpec, QdiscSpec};
        if run("tc", "-V").is_err() {
            return common::skip(NAME, "there is no tc");
        }
        let Some((index, _)) = make_link() else { return common::skip(NAME, "there is no veth") };
        let link = index as u32;
        let mut buffer = [0; 32768];
        let talk = &mut Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer);
        let shown = || json_of(&run("tc", "-j qdisc show dev v0").unwrap());
        let (root, one, ten) = (TcHandle::TC_H_ROOT, TcHandle::new(1, 0), TcHandle::new(1, 0x10));
        let none = TcHandle::TC_H_UNSPEC;

        // htb: the discipline, two classes, a queue below one of them
        qdiscs::add(talk, link, root, one, &QdiscSpec::Htb { default: 0x10 }).unwrap();
        let again = qdiscs::add(talk, link, root, one, &QdiscSpec::Htb { default: 0x10 }).unwrap_err();
        assert_eq!(again.errno(), Some(Errno::EEXIST), "{again}");
        let spec = ClassSpec { rate: 1_250_000, ceil: Some(10_000_000_000), burst: Some(2000), prio: 3 };
        qdiscs::add_class(talk, link, one, ten, &spec).unwrap();
        qdiscs::add_class(
            talk,
            link,
            ten,
            TcHandle::new(1, 0x11),
            &ClassSpec { rate: 125_000, ..Default::default() },
        )
        .unwrap();
        qdiscs::add(talk, link, TcHandle::new(1, 0x11), none, &QdiscSpec::Kind("pfifo")).unwrap();
        assert_eq!((&shown()[0]["kind"], &shown()[0]["options"]["default"]), (&"htb".into(), &"0x10".into()));
        assert_eq!((&shown()[1]["kind"], &shown()[1]["parent"]), (&"pfifo".into(), &"1:11".into()));
        let text = run("tc", "class show dev v0").unwrap();
        assert!(text.contains("class htb 1:10 root rate 10Mbit ceil 80Gbit burst 2000b cburst"), "{text}");
        assert!(
            text.contains("class htb 1:11 parent 1:10 leaf 80")
                && text.contains("prio 0 rate 1Mbit ceil 1Mbit burst 2850b"),
            "{text}"
        );
        qdiscs::change_class(talk, link, ten, &ClassSpec { rate: 2_500_000, ..Default::default() }).unwrap();
        assert!(
            run("tc", "class show dev v0").unwrap().contains("class htb 1:10 root rate 20Mbit ceil 20Mbit")
        );
        let mut classes = qdiscs::classes(talk, link).unwrap();
        let mut seen = Vec::new();
        while let Some(class) = classes.next().unwrap() {
            assert!(matches!(class.options(), Some(ClassOptions::Htb(_))), "{class:?}");
            assert!(matches!(class.counted(), Some(ClassXstats::Htb(_))), "{class:?}");
            seen.push((
                class.handle().id().to_string(),
                class.parent().id().to_string(),
                class.drops(),
                class.queued(),
            ));
        }
        seen.sort();
        assert_eq!(seen, [("1:10".into(), "root".into(), 0, 0), ("1:11".into(), "1:10".into(), 0, 0)]);
        let busy = qdiscs::delete_class(talk, link, ten).unwrap_err();
        assert_eq!(busy.errno(), Some(Errno::EBUSY), "{busy}");
        qdiscs::delete_class(talk, link, TcHandle::new(1, 0x11)).unwrap();
        qdiscs::delete(talk, link, root).unwrap();
        assert!(shown().iter().all(|qdisc| qdisc["kind"] != "htb"));

        qdiscs::add(talk, link, root, one, &QdiscSpec::Tbf { rate: 125_000, burst: 4000, limit: 10_000 })
            .unwrap();
        let expected = json!({"rate": 125_000, "burst": 4000, "lat": 48_000});
        assert_eq!(shown()[0]["options"], expected);
        // changed in place, beyond 32 bits
        qdiscs::replace(
            talk,
            link,
            root,
            one,
            &QdiscSpec::Tbf { rate: 5_000_000_000, burst: 400_000, limit: 10_000_000 },
        )
        .unwrap();
        assert_eq!(
            (&shown()[0]["handle"], &shown()[0]["options"]["rate"]),
            (&"1:".into(), &5_000_000_000u64.into())
        );
        let mut all = qdiscs::of_link(talk, link).unwrap();
        let qdisc = all.next().unwrap().unwrap();
        assert_eq!(
            (qdisc.kind().unwrap(), qdisc.handle(), qdisc.parent(), qdisc.link()),
            ("tbf".into(), one, root, link)
        );
        assert_eq!((qdisc.drops(), qdisc.queued(), qdisc.backlog(), qdisc.overlimits()), (0, 0, 0, 0));
        qdiscs::delete(talk, link, root).unwrap();

        qdiscs::add(talk, link, TcHandle::TC_H_INGRESS, none, &QdiscSpec::Ingress).unwrap();
        assert!(shown().iter().any(|qdisc| qdisc["kind"] == "ingress" && qdisc["handle"] == "ffff:"));
        qdiscs::delete(talk, link, TcHandle::TC_H_INGRESS).unwrap();
        qdiscs::add(talk, link, TcHandle::TC_H_INGRESS, none, &QdiscSpec::Clsact).unwrap();
        assert!(shown().iter().any(|qdisc| qdisc["kind"] == "clsact"));
        qdiscs::delete(talk, link, TcHandle::TC_H_INGRESS).unwrap();

        let mut missing = Vec::new();
        let mut make = |talk: &mut Connection<'_, _>, spec: &QdiscSpec<'_>, kind, expected: Value| {
            match qdiscs::add(talk, link, root, one, spec) {
                Err(failure) if failure.is_not_found() => return missing.push(kind),
                made => drop(made.unwrap()),
            }
            assert_eq!(shown()[0]["kind"], kind);
            for (key, value) in expected.as_object().unwrap() {
                assert!(
                    alike(&shown()[0]["options"][key], value),
                    "{kind}: {key}: {} {value}",
                    shown()[0]["options"]
                );
            }
            qdiscs::delete(talk, link, root).unwrap();
        };
        let codel = QdiscSpec::FqCodel { limit: Some(900), target: Some(4000) };
        make(talk, &codel, "fq_codel", json!({"limit": 900, "target": 3999, "flows": 1024}));
        let loss = Probability::of_percent(2.5);
        let netem = QdiscSpec::Netem { delay: 10_000_000, jitter: 2_000_000, loss, limit: 500 };
        make(talk, &netem, "netem", json!({"limit": 500}));
        if !missing.is_empty() {
            common::skip("disciplines_that_this_kernel_lacks", &missing.join(" "));
        }
    });
}
