//! What calls make, `tc` shows.
use super::*;

#[test]
fn what_the_calls_make_tc_shows() {
    const NAME: &str = "calls::what_the_calls_make_tc_shows";
    common::in_namespace(NAME, || {
        use nlwire::tc::qdisc::{self, ClassSpec, QdiscSpec};
        if !common::has_tools(NAME, &["tc", "ip"]) {
            return;
        }
        let Some((index, _)) = make_link() else { return common::skip(NAME, "there is no veth") };
        let link = index;
        let mut buffer = [0; 32768];
        let talk = &mut Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        let shown = || json_of(&run("tc", "-j qdisc show dev v0").unwrap());
        let (root, one, ten) = (TcHandle::TC_H_ROOT, TcHandle::new(1, 0), TcHandle::new(1, 0x10));
        let none = TcHandle::TC_H_UNSPEC;

        // htb: the discipline, two classes, a queue below one of them
        talk.run(qdisc::add(link, root, one, &QdiscSpec::Htb { default: 0x10 })).unwrap();
        let again = talk.run(qdisc::add(link, root, one, &QdiscSpec::Htb { default: 0x10 })).unwrap_err();
        assert_eq!(again.errno(), Some(Errno::EEXIST), "{again}");
        let spec = ClassSpec { rate: 1_250_000, ceil: Some(10_000_000_000), burst: Some(2000), prio: 3 };
        talk.run(qdisc::add_class(link, one, ten, &spec)).unwrap();
        talk.run(qdisc::add_class(
            link,
            ten,
            TcHandle::new(1, 0x11),
            &ClassSpec { rate: 125_000, ..Default::default() },
        ))
        .unwrap();
        talk.run(qdisc::add(link, TcHandle::new(1, 0x11), none, &QdiscSpec::Kind("pfifo"))).unwrap();
        assert_eq!((&shown()[0]["kind"], &shown()[0]["options"]["default"]), (&"htb".into(), &"0x10".into()));
        assert_eq!((&shown()[1]["kind"], &shown()[1]["parent"]), (&"pfifo".into(), &"1:11".into()));
        let text = run("tc", "class show dev v0").unwrap();
        assert!(text.contains("class htb 1:10 root rate 10Mbit ceil 80Gbit burst 2000b cburst"), "{text}");
        assert!(
            text.contains("class htb 1:11 parent 1:10 leaf ")
                && text.contains("prio 0 rate 1Mbit ceil 1Mbit burst 2850b"),
            "{text}"
        );
        talk.run(qdisc::change_class(link, ten, &ClassSpec { rate: 2_500_000, ..Default::default() }))
            .unwrap();
        assert!(
            run("tc", "class show dev v0").unwrap().contains("class htb 1:10 root rate 20Mbit ceil 20Mbit")
        );
        let mut classes = talk.dump(qdisc::classes(link)).unwrap();
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
        let busy = talk.run(qdisc::delete_class(link, ten)).unwrap_err();
        assert_eq!(busy.errno(), Some(Errno::EBUSY), "{busy}");
        talk.run(qdisc::delete_class(link, TcHandle::new(1, 0x11))).unwrap();
        talk.run(qdisc::delete(link, root)).unwrap();
        assert!(shown().iter().all(|qdisc| qdisc["kind"] != "htb"));

        talk.run(qdisc::add(link, root, one, &QdiscSpec::Tbf { rate: 125_000, burst: 4000, limit: 10_000 }))
            .unwrap();
        let expected = json!({"rate": 125_000, "burst": 4000, "lat": 48_000});
        assert_eq!(shown()[0]["options"], expected);
        // changed in place, beyond 32 bits
        talk.run(qdisc::replace(
            link,
            root,
            one,
            &QdiscSpec::Tbf { rate: 5_000_000_000, burst: 400_000, limit: 10_000_000 },
        ))
        .unwrap();
        assert_eq!(
            (&shown()[0]["handle"], &shown()[0]["options"]["rate"]),
            (&"1:".into(), &5_000_000_000u64.into())
        );
        let mut all = talk.dump(qdisc::of_link(link)).unwrap();
        let qdisc = all.next().unwrap().unwrap();
        assert_eq!(
            (qdisc.kind().unwrap(), qdisc.handle(), qdisc.parent(), qdisc.link()),
            ("tbf".into(), one, root, link)
        );
        assert_eq!((qdisc.drops(), qdisc.queued(), qdisc.backlog(), qdisc.overlimits()), (0, 0, 0, 0));
        talk.run(qdisc::delete(link, root)).unwrap();

        talk.run(qdisc::add(link, TcHandle::TC_H_INGRESS, none, &QdiscSpec::Ingress)).unwrap();
        assert!(shown().iter().any(|qdisc| qdisc["kind"] == "ingress" && qdisc["handle"] == "ffff:"));
        talk.run(qdisc::delete(link, TcHandle::TC_H_INGRESS)).unwrap();
        talk.run(qdisc::add(link, TcHandle::TC_H_INGRESS, none, &QdiscSpec::Clsact)).unwrap();
        assert!(shown().iter().any(|qdisc| qdisc["kind"] == "clsact"));
        talk.run(qdisc::delete(link, TcHandle::TC_H_INGRESS)).unwrap();

        let mut missing = Vec::new();
        let mut make = |talk: &mut Connection<_, &mut [u8]>, spec: &QdiscSpec<'_>, kind, expected: Value| {
            match talk.run(qdisc::add(link, root, one, spec)) {
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
            talk.run(qdisc::delete(link, root)).unwrap();
        };
        let codel = QdiscSpec::FqCodel { limit: Some(900), target: Some(4000) };
        make(talk, &codel, "fq_codel", json!({"limit": 900, "target": 3999, "flows": 1024}));
        let loss = Probability::from_percent(2.5);
        let netem = QdiscSpec::Netem { delay: 10_000_000, jitter: 2_000_000, loss, limit: 500 };
        make(talk, &netem, "netem", json!({"limit": 500}));
        if !missing.is_empty() {
            common::skip("disciplines_that_this_kernel_lacks", &missing.join(" "));
        }
    });
}
