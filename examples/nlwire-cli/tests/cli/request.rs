//! Requests built from names and values.
use super::*;

#[test]
fn requests_are_built_from_names_and_values() {
    common::in_namespace("request::requests_are_built_from_names_and_values", || {
        let bridge = ["do", "route", "newlink", "--flags", "create,excl", "--set", "IFLA_IFNAME=br0"];
        let kind = [
            "--set",
            "IFLA_LINKINFO.IFLA_INFO_KIND=bridge",
            "--set",
            "IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_BR_FORWARD_DELAY=400",
        ];
        let bridge = [&bridge[..], &kind].concat();
        // nothing is sent
        let annotated = text(&[&bridge[..], &["--dry-run"]].concat(), 0);
        assert!(annotated.contains("IFLA_BR_FORWARD_DELAY (1), 8 bytes"), "{annotated}");
        assert_eq!(lines(&["dump", "link", "--json"], 0).len(), 1);
        text(&bridge, 0);
        let links = lines(&["do", "route", "RTM_GETLINK", "--set", "IFLA_IFNAME=br0", "--json"], 0);
        let data = &links[0]["attributes"]["IFLA_LINKINFO"]["IFLA_INFO_DATA"];
        assert_eq!((links.len(), &data["IFLA_BR_FORWARD_DELAY"]), (1, &400.into()));
        // a refusal: what the kernel says, and the place
        let refused = |args: &[&str]| {
            let output = nlwire(args);
            assert_eq!(output.status.code(), Some(1));
            String::from_utf8(output.stderr).unwrap()
        };
        let again = refused(&bridge);
        assert!(again.contains("RTM_NEWLINK: EEXIST"), "{again}");
        let long = ["do", "route", "newlink", "--flags=create", "--json"];
        let long = refused(
            &[
                &long[..],
                &[r#"{"IFLA_LINKINFO":{"IFLA_INFO_KIND":"bridge"},"IFLA_IFNAME":"sixteen-and-more"}"#],
            ]
            .concat(),
        );
        assert!(long.contains("attribute IFLA_IFNAME"), "{long}");
        // a line of the output, given back with a change
        let line = lines(&["do", "route", "getlink", "--set", "ifi_index=1", "--json"], 0).remove(0);
        let header = serde_json::json!({"header": line["header"], "attributes": {"IFLA_MTU": 1234}});
        text(&["do", "route", "newlink", "--json", &header.to_string()], 0);
        let line = lines(&["dump", "link", "--json"], 0).remove(0);
        assert_eq!(line["attributes"]["IFLA_MTU"], 1234);
        // other protocols: a batch, a dump of sockets, a generic family by number of the command
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let sockets = [
            "do",
            "sock_diag",
            "by_family",
            "--dump",
            "--set",
            "sdiag_family=inet",
            "--set",
            "sdiag_protocol=tcp",
            "--set",
            "idiag_states=0xffff",
            "--json",
        ];
        let port = listener.local_addr().unwrap().port();
        let found = lines(&sockets, 0);
        assert!(found.iter().any(|line| line["header"]["id"]["idiag_sport"] == port), "{found:?}");
        let families = lines(&["do", "nlctrl", "getfamily", "--dump", "--json"], 0);
        assert!(of(&families, "CTRL_CMD_NEWFAMILY").len() > 1);
        let table = ["do", "netfilter", "newtable", "--flags=create", "--set", "nfgen_family=inet"];
        let made = nlwire(&[&table[..], &["--set", "NFTA_TABLE_NAME=t"]].concat());
        if made.status.success() {
            assert_eq!(of(&lines(&["dump", "nft-table", "--json"], 0), "NFT_MSG_NEWTABLE").len(), 1);
        } else {
            common::skip(
                "request::requests_are_built_from_names_and_values",
                "a part: the kernel has no nf_tables",
            );
        }
        // wrong usage, before anything is sent
        for (args, what) in [
            (&["do", "rout", "newlink"][..], "did you mean route?"),
            (&["do", "route", "newlnk"], "did you mean RTM_NEWLINK?"),
            (&["do", "route", "newlink", "--flags", "creat"], "known are"),
            (&["do", "route", "newlink", "--set", "IFLA_MTU"], "KEY=VALUE"),
            (&["do", "route", "newlink", "--set", "IFLA_MTU=1", "--set", "IFLA_MTU=2"], "twice"),
            (&["do", "route", "newlink", "--set", "IFLA_MTU=x"], "attributes.IFLA_MTU"),
            (&["do", "route", "newlink", "--json", "{\"IFLA_MTU\":"], "EOF"),
            (&["do", "route", "getlink", "--in", "no-such-namespace"], "no-such-namespace"),
        ] {
            let sentence = sentence(args);
            assert!(sentence.contains(what), "{sentence}");
        }
    });
}
#[test]
fn bytes_and_names_are_explained() {
    if cfg!(target_endian = "big") {
        return; // the bytes are those of little-endian machines
    }
    let request = "28000000 10000500 01000000 00000000 00000000 01000000 00000000 00000000 08000400 78050000";
    let expected = "\
route RTM_NEWLINK, 40 bytes, request
     0  28 00 00 00              nlmsg_len: 40
     4  10 00                    nlmsg_type: 16 (RTM_NEWLINK)
     6  05 00                    nlmsg_flags: 0x0005 REQUEST|ACK
     8  01 00 00 00              nlmsg_seq: 1
    12  00 00 00 00              nlmsg_pid: 0
    16  00                       ifi_family: AF_UNSPEC
    17  00                       padding
    18  00 00                    ifi_type: ARPHRD_NETROM
    20  01 00 00 00              ifi_index: 1
    24  00 00 00 00              ifi_flags: 0
    28  00 00 00 00              ifi_change: 0
    32  08 00 04 00              IFLA_MTU (4), 8 bytes
    36  78 05 00 00                1400
";
    assert_eq!(text(&["explain", request], 0), expected);
    let line = r#"{"protocol":"route","message":"RTM_NEWLINK","flags":["REQUEST","ACK"],"seq":1,
        "header":{"ifi_index":1},"attributes":{"IFLA_MTU":1400}}"#;
    assert_eq!(text(&["explain", line], 0), expected);
    let malformed = text(&["explain", &request.replace("08000400", "09000400")], 1);
    assert!(malformed.contains("malformed attribute") && malformed.contains("at offset 32"), "{malformed}");
    for (word, what) in [
        ("IFLA_MTU", "  set        Link, nla_type 4"),
        ("RTM_NEWROUTE", "nlmsg_type 24"),
        ("-34", "ERANGE"),
        ("enobufs", "(-105)"),
        ("NUD_REACHABLE", "2 (0x2)"),
        ("ifi_index", "IfInfo, offset 4"),
        ("TCA_OPTIONS", "selector   TCA_KIND: bfifo"),
        ("ETHTOOL_MSG_RINGS_GET", "family ethtool, command 15"),
    ] {
        let said = text(&["explain", word], 0);
        assert!(said.contains(what), "{word}: {said}");
        assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    }
    assert!(sentence(&["explain", "IFLA_MTUX"]).contains("did you mean IFLA_MTU?"));
    assert!(sentence(&["explain", "0102"]).contains("2 bytes are less"));
    assert!(sentence(&["explain"]).contains("hexadecimal"));
}
