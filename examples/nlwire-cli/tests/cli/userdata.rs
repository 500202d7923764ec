//! User data of nf_tables: what a dump prints of it, given back, makes the same bytes.
use super::*;
use nlwire::netfilter::{
    NfProto,
    nftables::{self, NftChain, NftObject, NftRule, NftSet, NftTable},
};

const SCRIPT: &str = r#"table inet t {
    comment "all of it"
    chain c { comment "a chain"; tcp dport 22 accept comment "allow ssh é \" ; }
    set s { typeof ip saddr . meta mark; comment "a set"; }
    set e { type inet_service; elements = { 22 comment "an element" }; }
    counter o { comment "an object"; }
}
"#;

#[test]
fn user_data_that_is_given_back_has_the_same_bytes() {
    const NAME: &str = "userdata::user_data_that_is_given_back_has_the_same_bytes";
    common::in_namespace(NAME, || {
        if !common::has_tools(NAME, &["nft"]) {
            return;
        }
        let mut nft = common::tool("nft").args(["-f", "-"]).stdin(Stdio::piped()).spawn().unwrap();
        nft.stdin.take().unwrap().write_all(SCRIPT.as_bytes()).unwrap();
        if !nft.wait().unwrap().success() {
            return common::skip(NAME, "this nft or this kernel has fewer comments");
        }
        // as the kernel has them
        let mut buffer = vec![0; 32 * 1024];
        let mut connection =
            Connection::over_socket(Socket::new(Protocol::NETFILTER).unwrap(), &mut buffer[..]);
        let mut kept: Vec<(&str, Vec<u8>)> = Vec::new();
        let mut all = connection.dump(nftables::tables()).unwrap();
        while let Some(table) = all.next().unwrap() {
            let data = table.attrs.get(NftTable::NFTA_TABLE_USERDATA).unwrap().unwrap();
            kept.push(("NFTA_TABLE_USERDATA", data.bytes().to_vec()));
        }
        let mut all = connection.dump(nftables::chains()).unwrap();
        while let Some(chain) = all.next().unwrap() {
            let data = chain.attrs.get(NftChain::NFTA_CHAIN_USERDATA).unwrap().unwrap();
            kept.push(("NFTA_CHAIN_USERDATA", data.bytes().to_vec()));
        }
        let mut all = connection.dump(nftables::rules(NfProto::NFPROTO_INET, "t", None)).unwrap();
        while let Some(rule) = all.next().unwrap() {
            let data = rule.attrs.get(NftRule::NFTA_RULE_USERDATA).unwrap().unwrap();
            kept.push(("NFTA_RULE_USERDATA", data.bytes().to_vec()));
        }
        let mut all = connection.dump(nftables::sets(NfProto::NFPROTO_INET, "t")).unwrap();
        while let Some(set) = all.next().unwrap() {
            let data = set.attrs.get(NftSet::NFTA_SET_USERDATA).unwrap().unwrap();
            kept.push(("NFTA_SET_USERDATA", data.bytes().to_vec()));
        }
        let mut all = connection.dump(nftables::objects(NfProto::NFPROTO_INET, "t", None)).unwrap();
        while let Some(object) = all.next().unwrap() {
            let data = object.attrs.get(NftObject::NFTA_OBJ_USERDATA).unwrap().unwrap();
            kept.push(("NFTA_OBJ_USERDATA", data.bytes().to_vec()));
        }
        assert_eq!(kept.len(), 6);
        kept.push(("NFTA_SET_ELEM_USERDATA", b"\x00\x0ban element\0".to_vec()));

        let objects = ["nft-table", "nft-chain", "nft-rule", "nft-set", "nft-element", "nft-object"];
        // lines as they are: the order of the records in a value is that of the bytes
        let printed = text(&[&["dump"], &objects[..], &["--json"]].concat(), 0);
        let comment = r#""NFTA_RULE_USERDATA":{"NFTNL_UDATA_RULE_COMMENT":"allow ssh é \\\\"}"#;
        assert!(printed.contains(comment), "{printed}");
        let dry = |line: &str| {
            let message = serde_json::from_str::<Value>(line).unwrap()["message"].take();
            text(&["do", "netfilter", message.as_str().unwrap(), "--json", line, "--dry-run"], 0)
        };
        let dry: Vec<String> = printed.lines().map(dry).collect();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        for (name, bytes) in &kept {
            let found = dry.iter().any(|dry| dry.contains(name) && column(dry).contains(&hex(bytes)));
            assert!(found, "{name} {}: {dry:#?}", hex(bytes));
        }
        let annotated = dry.iter().find(|dry| dry.contains("NFTA_RULE_USERDATA")).unwrap();
        assert!(annotated.contains("NFTNL_UDATA_RULE_COMMENT (0), 17 bytes"), "{annotated}");
        // by path, too, and what is wrong is said with its place
        let path = "NFTA_RULE_USERDATA.NFTNL_UDATA_RULE_COMMENT";
        let rule = ["do", "netfilter", "newrule", "--dry-run", "--set", "NFTA_RULE_TABLE=t", "--set"];
        let dry = text(&[&rule[..], &[&format!("{path}=22")]].concat(), 0);
        assert!(column(&dry).contains("000332320"), "{dry}");
        let long = format!("{path}={}", "x".repeat(255));
        let sentence = sentence(&[&rule[..], &[&long]].concat());
        assert!(sentence.contains("longer than 255 bytes"), "{sentence}");
    });
}
/// The bytes of an annotated message as hexadecimal digits.
fn column(annotated: &str) -> String {
    let lines =
        annotated.lines().filter(|line| line.get(..6).is_some_and(|at| at.trim().parse::<u32>().is_ok()));
    let hex = lines.flat_map(|line| line.chars().skip(8).take(23));
    hex.filter(char::is_ascii_hexdigit).collect()
}
