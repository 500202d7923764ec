//! User data that nft writes: comments and declarations are printed by name, and read by key.
use super::*;
use nlwire::{
    netfilter::lookup,
    schema::{Described, Json},
    wire::Message,
};
use serde_json::{Value, json};

const SCRIPT: &str = r#"
table inet t {
    comment "all of it"
    chain in {
        comment "a chain"
        type filter hook input priority 0
        tcp dport 22 accept comment "allow ssh"
        counter
    }
    set ports {
        type inet_service
        flags interval
        auto-merge
        comment "some ports"
        elements = { 22 comment "ssh", 8000-8080 comment "web" }
    }
    set hosts {
        typeof ip saddr . tcp dport . meta mark
    }
    map marks {
        typeof ct mark : meta mark
    }
    set high {
        type ipv4_addr
        flags interval
        elements = { 240.0.0.0/4 }
    }
    counter hits {
        comment "an object"
    }
}
"#;

/// The values of an attribute in every message, wherever it is.
fn values(value: &Value, name: &str, found: &mut Vec<Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| values(item, name, found)),
        Value::Object(map) => {
            found.extend(map.get(name).cloned());
            map.values().for_each(|value| values(value, name, found));
        }
        _ => {}
    }
}

#[test]
fn comments_and_declarations_of_nft_are_printed_by_name() {
    const TEST: &str = "userdata::comments_and_declarations_of_nft_are_printed_by_name";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        let (ok, why) = nft(SCRIPT);
        if !ok {
            return common::skip(TEST, &format!("this nft or this kernel has less: {why}"));
        }
        let mut printed = Vec::new();
        let mut add = |message: Message<'_>| {
            let described = Described::new("netfilter", lookup(message), message);
            assert_eq!(described.check(), Ok(()));
            printed.push(serde_json::from_str::<Value>(&Json(described).to_string()).unwrap());
        };
        let mut all = connection.dump(nftables::tables()).unwrap();
        while let Some(table) = all.next().unwrap() {
            add(table.message);
            let data = table.attrs.get(NftTable::NFTA_TABLE_USERDATA).unwrap().unwrap();
            assert_eq!(data.get(NftTableUdata::NFTNL_UDATA_TABLE_COMMENT), Ok(table.comment()));
        }
        let mut all = connection.dump(nftables::chains()).unwrap();
        while let Some(chain) = all.next().unwrap() {
            add(chain.message);
        }
        let mut all = connection.dump(nftables::rules(INET, "t", None)).unwrap();
        while let Some(rule) = all.next().unwrap() {
            add(rule.message);
        }
        let mut typed = Vec::new();
        let mut all = connection.dump(nftables::sets(INET, "t")).unwrap();
        while let Some(set) = all.next().unwrap() {
            add(set.message);
            let data = set.attrs.get(NftSet::NFTA_SET_USERDATA).unwrap().unwrap();
            let Some(of) = data.get(NftSetUdata::NFTNL_UDATA_SET_KEY_TYPEOF).unwrap() else { continue };
            match of.select(NftUdataTypeof::NFTNL_UDATA_SET_TYPEOF_DATA) {
                Some(TypeofData::Ct(ct)) => {
                    typed.push(format!("{:?}", ct.get(NftUdataCt::NFTNL_UDATA_CT_KEY).unwrap()));
                }
                Some(TypeofData::Concat(fields)) => typed.push(format!("{} fields", fields.iter().count())),
                other => panic!("{other:?}"),
            }
        }
        typed.sort();
        assert_eq!(typed, ["3 fields", "Some(NFT_CT_MARK)"]);
        for set in ["ports", "high"] {
            let mut all = connection.dump(nftables::elements(INET, "t", set)).unwrap();
            while let Some(elements) = all.next().unwrap() {
                add(elements.message);
            }
        }
        let mut all = connection.dump(nftables::objects(INET, "t", None)).unwrap();
        while let Some(object) = all.next().unwrap() {
            add(object.message);
        }

        let printed = Value::Array(printed);
        let of = |name| {
            let mut found = Vec::new();
            values(&printed, name, &mut found);
            found
        };
        let table = of("NFTA_TABLE_USERDATA");
        assert_eq!(table[0]["NFTNL_UDATA_TABLE_COMMENT"], "all of it");
        assert_eq!(of("NFTA_CHAIN_USERDATA"), [json!({"NFTNL_UDATA_CHAIN_COMMENT": "a chain"})]);
        assert_eq!(of("NFTA_RULE_USERDATA"), [json!({"NFTNL_UDATA_RULE_COMMENT": "allow ssh"})]);
        assert_eq!(of("NFTA_OBJ_USERDATA"), [json!({"NFTNL_UDATA_OBJ_COMMENT": "an object"})]);
        assert_eq!(of("NFTNL_UDATA_SET_COMMENT"), ["some ports"]);
        let mut comments = of("NFTNL_UDATA_SET_ELEM_COMMENT");
        comments.sort_by_key(Value::to_string);
        comments.dedup(); // the end of an interval may have the comment, too
        assert_eq!(comments, ["ssh", "web"]);
        assert!(of("NFTNL_UDATA_SET_KEYBYTEORDER").contains(&"BYTEORDER_BIG_ENDIAN".into()));
        assert!(of("NFTNL_UDATA_SET_MERGE_ELEMENTS").contains(&1.into()));
        let fields = &of("NFTNL_UDATA_SET_KEY_TYPEOF");
        let concat = fields.iter().find(|of| of["NFTNL_UDATA_SET_TYPEOF_EXPR"] == "EXPR_CONCAT").unwrap();
        let concat = &concat["NFTNL_UDATA_SET_TYPEOF_DATA"];
        let first = &concat["NFTNL_UDATA_SET_KEY_CONCAT_NEST"];
        assert_eq!(first["NFTNL_UDATA_SET_KEY_CONCAT_SUB_TYPE"], "EXPR_PAYLOAD");
        let first = &first["NFTNL_UDATA_SET_KEY_CONCAT_SUB_DATA"];
        assert_eq!(first["NFTNL_UDATA_SET_KEY_PAYLOAD_DESC"], "PROTO_DESC_IP");
        let third = &concat["NFTNL_UDATA_SET_KEY_CONCAT_NEST_2"]["NFTNL_UDATA_SET_KEY_CONCAT_SUB_DATA"];
        assert_eq!(third["NFTNL_UDATA_META_KEY"], "NFT_META_MARK");
    });
}

#[test]
fn the_kernel_keeps_any_user_data() {
    const TEST: &str = "userdata::the_kernel_keeps_any_user_data";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables(TEST, &mut connection) {
            return;
        }
        let deep = (0..60).fold(vec![3, 0], |inner, _| [&[3, inner.len() as u8][..], &inner].concat());
        for (at, (bytes, printed)) in [
            (&b"\x00\x0aallow ssh\0"[..], r#"{"NFTNL_UDATA_TABLE_COMMENT":"allow ssh"}"#),
            (b"\x00\x09allow ssh", r##"{"#0":"616c6c6f7720737368"}"##),
            (b"\x00\x00", r##"{"#0":""}"##),
            (b"\x00\xffallow", r#""00ff616c6c6f77""#),
            (b"\x01\x04\x01\x01\x05\x00", r#"{"NFTNL_UDATA_TABLE_NFTVER":[1,1,5,0]}"#),
            (b"cookie", r#""636f6f6b6965""#),
            (&deep, ""),
        ]
        .into_iter()
        .enumerate()
        {
            let name = format!("t{at}");
            let mut all = nftables::transaction(&mut connection, None).unwrap();
            all.add_with(NewTable { family: INET }, EXCL, |table| {
                table.put(NftTable::NFTA_TABLE_NAME, &name[..]).put(NftTable::NFTA_TABLE_USERDATA, bytes);
            })
            .unwrap();
            all.commit().unwrap();
            let mut all = connection.dump(nftables::tables()).unwrap();
            while let Some(table) = all.next().unwrap() {
                if table.name() != Some(name[..].into()) {
                    continue;
                }
                let data = table.attrs.get(NftTable::NFTA_TABLE_USERDATA).unwrap().unwrap();
                assert_eq!(data.bytes(), bytes);
                let text = Json(nlwire::schema::View::of(table.attrs)).to_string();
                assert!(text.contains(&format!(r#""NFTA_TABLE_USERDATA":{printed}"#)), "{text}");
            }
        }
    });
}
