//! Calls of rules.

mod scripted {
    use crate::support::scripted::*;

    #[test]
    fn rules_are_sent_as_ip_sends_them() {
        same!(|c| c.dump(rule::list()).map(drop), GetRule::default(), GetFlags::DUMP, |_| {});
        let usual = NewRule {
            family: INET,
            table: RtmTable::RT_TABLE_MAIN,
            action: RuleAction::FR_ACT_TO_TBL,
            ..Default::default()
        };
        same!(|c| c.run(rule::add(RuleSpec::default())), usual, EXCL, |_| {});
        let spec = RuleSpec {
            priority: Some(100),
            from: Some(net("2001:db8::/32")),
            to: Some(net("2001:db8:1::/48")),
            mark: Some(7),
            mark_mask: Some(0xff),
            incoming: Some("a".into()),
            outgoing: Some("b".into()),
            table: Some(1000),
            invert: true,
            ..Default::default()
        };
        let (table, flags) = (RtmTable::RT_TABLE_UNSPEC, RuleFlags::FIB_RULE_INVERT);
        let operation = NewRule { family: INET6, src_len: 32, dst_len: 48, table, flags, ..usual };
        macro_rules! all {
            () => {
                |request| {
                    request.put(Rule::FRA_PRIORITY, 100).put(Rule::FRA_SRC, ip("2001:db8::"));
                    request.put(Rule::FRA_DST, ip("2001:db8:1::")).put(Rule::FRA_FWMARK, 7);
                    request
                        .put(Rule::FRA_FWMASK, 0xff)
                        .put(Rule::FRA_IIFNAME, "a")
                        .put(Rule::FRA_OIFNAME, "b");
                    request.put(Rule::FRA_TABLE, RouteTable(1000));
                }
            };
        }
        same!(|c| c.run(rule::add(spec)), operation, EXCL, all!());
        let operation = DelRule { family: INET6, src_len: 32, dst_len: 48, flags, ..Default::default() };
        same!(|c| c.run(rule::delete(spec)), operation, DeleteFlags::ACK, all!());
        // nothing is looked up where packets are dropped
        let spec = RuleSpec { action: RuleAction::FR_ACT_BLACKHOLE, family: INET6, ..Default::default() };
        let operation = NewRule { family: INET6, action: RuleAction::FR_ACT_BLACKHOLE, ..Default::default() };
        same!(|c| c.run(rule::add(spec)), operation, EXCL, |_| {});
    }
}

#[cfg(all(feature = "std", target_os = "linux"))]
mod live {
    use crate::support::live::*;

    #[test]
    fn rules_of_both_families() {
        with("rule::live::rules_of_both_families", |c| {
            for (from, to) in [("192.0.2.0/24", "198.51.100.0/24"), ("2001:db8::/32", "2001:db8:1::/48")] {
                let spec = RuleSpec {
                    priority: Some(100),
                    from: Some(net(from)),
                    to: Some(net(to)),
                    mark: Some(7),
                    mark_mask: Some(0xff),
                    incoming: Some("lo".into()),
                    table: Some(1000),
                    ..Default::default()
                };
                c.run(rule::add(spec)).unwrap();
                assert!(c.run(rule::add(spec)).is_err_and(|failure| failure.already_exists()));
                let (mut all, mut times) = (c.dump(rule::list()).unwrap(), 0);
                while let Some(rule) = all.next().unwrap() {
                    if rule.priority() == 100 {
                        assert_eq!((rule.from(), rule.to(), rule.table()), (spec.from, spec.to, 1000));
                        assert_eq!((rule.mark(), rule.mark_mask()), (Some(7), Some(0xff)));
                        assert_eq!((rule.incoming(), rule.outgoing()), (Some("lo".into()), None));
                        assert_eq!(rule.action(), RuleAction::FR_ACT_TO_TBL);
                        times += 1;
                    }
                }
                assert_eq!(times, 1);
                let six = if spec.from.unwrap().0.is_ipv6() { "-6 " } else { "" };
                if let Some(found) = ip_json(&format!("{six}rule show priority 100")) {
                    let (address, len) = from.split_once('/').unwrap();
                    assert_eq!(
                        (&found[0]["src"], found[0]["srclen"].to_string().as_str()),
                        (&address.into(), len)
                    );
                    assert_eq!((&found[0]["table"], &found[0]["iif"]), (&"1000".into(), &"lo".into()));
                    assert_eq!((&found[0]["fwmark"], &found[0]["fwmask"]), (&"0x7".into(), &"0xff".into()));
                }
                c.run(rule::delete(RuleSpec { table: Some(999), ..spec })).unwrap_err();
                let any = RuleSpec {
                    family: if six.is_empty() { 2 } else { 10 }.into(),
                    priority: Some(100),
                    ..Default::default()
                };
                c.run(rule::delete(any)).unwrap();
                assert!(c.run(rule::delete(spec)).is_err_and(|failure| failure.is_not_found()));
            }
            let spec =
                RuleSpec { priority: Some(7), action: RuleAction::FR_ACT_PROHIBIT, ..Default::default() };
            c.run(rule::add(spec)).unwrap();
            assert_eq!(errno(c.get(route::lookup(ip("127.0.0.1")))), None, "the local table comes first");
            assert_eq!(errno(c.get(route::lookup(ip("192.0.2.1")))), Some(Errno::EACCES));
            c.run(rule::delete(spec)).unwrap();
            assert_eq!(errno(c.get(route::lookup(ip("192.0.2.1")))), Some(Errno::ENETUNREACH));
        });
    }
}
