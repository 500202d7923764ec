//! Keys and padding.
use super::*;

/// What is called a key or a password and is no secret, by the beginning of its name, and why.
const NO_SECRETS: &[(&str, &str)] = &[
    ("TCA_FLOWER_KEY_", "what a filter looks for in packets"),
    ("TCA_TUNNEL_KEY_", "the metadata of a tunnel"),
    ("TCA_PEDIT_KEY", "what is edited in packets"),
    ("TCA_FLOW_KEYS", "of what a hash is made"),
    ("nkeys", "how many places of packets are edited or compared"),
    ("NFTA_", "what a set or a map is searched by, and what an expression reads"),
    ("ndtc_key_len", "bytes of an address"),
    ("IFLA_INET6_TOKEN", "the lower half of addresses that are public"),
    ("IFLA_BOND_AD_", "LACP: the number of a group of ports"),
    ("IFLA_GRE_", "RFC 2890: the number of a flow, in every packet"),
    ("IFLA_VTI_", "the mark of a tunnel's packets"),
    ("IFLA_IPOIB_PKEY", "InfiniBand: the number of a partition"),
    ("ETHTOOL_A_RSS_HKEY", "spreads packets over queues, and is told to everybody"),
    ("WGDEVICE_A_PUBLIC_KEY", "public"),
    ("WGPEER_A_PUBLIC_KEY", "public"),
    ("alg_key_len", "a length"),
    ("MACSEC_SA_ATTR_KEYID", "names a key, and is told to everybody"),
    ("tcpm_keylen", "a length"),
    ("min_keysize", "a length"),
    ("max_keysize", "a length"),
    ("MPTCP_SUBFLOW_ATTR_TOKEN_", "RFC 8684: a hash of a key, sent in the clear"),
    ("mptcpi_token", "RFC 8684: a hash of a key, sent in the clear"),
    ("NL80211_ATTR_KEY", "index, cipher, counter and use of a key; groups in which the key is secret"),
    ("NL80211_KEY_", "index, cipher, counter and use of a key"),
    ("NL80211_ATTR_REKEY_DATA", "a group in which the keys are secret"),
    ("NL80211_REKEY_DATA_", "suite and replay counter"),
    ("NL80211_WOWLAN_", "what wakes up: renewed keys, and tokens of TCP packets, sent in the clear"),
    ("NL80211_ATTR_TDLS_DIALOG_TOKEN", "the number of a dialog"),
    ("tokens", "of a token bucket"),
    ("ctokens", "of a token bucket"),
    ("NFTNL_UDATA_", "keys of sets, and what expressions read of a packet"),
    ("OVS_FLOW_ATTR_KEY", "what a flow matches"),
    ("OVS_PACKET_ATTR_EGRESS_TUN_KEY", "fields of a tunnel header"),
    ("OVS_PACKET_ATTR_KEY", "what was read from the packet"),
    ("OVS_KEY_ATTR_", "fields of a packet"),
    ("OVS_TUNNEL_KEY_ATTR_", "fields of a tunnel header"),
    ("OVS_NSH_KEY_ATTR_", "fields of a network service header"),
    ("token", "SMC: the number of a connection or a buffer"),
    ("peer_token", "SMC: the number of the peer's buffer"),
];
/// Whatever a table calls a key, a secret or a password is marked, or stands above with a reason.
#[test]
fn what_is_called_a_key_is_secret_or_says_why_not() {
    let words = ["KEY", "SECRET", "PSK", "PASSWORD", "PASSPHRASE", "PASSWD", "SOPASS", "TOKEN"];
    let (mut seen, mut secrets, mut used) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let reached = Reached::everything();
    let rows = reached.tables.values().flat_map(|table| table.attributes).map(|row| (row.name, row.secret));
    let fields =
        LAYOUTS.iter().flat_map(|layout| layout.structure.fields).map(|field| (field.name, field.secret));
    for (name, secret) in rows.chain(fields) {
        seen.insert(name);
        if secret {
            secrets.insert(name);
            continue;
        }
        if words.iter().any(|word| name.to_uppercase().contains(word)) {
            let reason = NO_SECRETS.iter().find(|(beginning, _)| name.starts_with(beginning));
            let (beginning, _) =
                reason.unwrap_or_else(|| panic!("{name} is neither secret nor said why not"));
            used.insert(*beginning);
        }
    }
    let expected = [
        "ETHTOOL_A_MODULE_FW_FLASH_PASSWORD",
        "ETHTOOL_A_WOL_SOPASS",
        "MACSEC_SA_ATTR_KEY",
        "MACSEC_SA_ATTR_SALT",
        "NL80211_ATTR_AUTH_DATA",
        "NL80211_ATTR_FILS_ERP_RRK",
        "NL80211_ATTR_FILS_KEK",
        "NL80211_ATTR_KEY_DATA",
        "NL80211_ATTR_PMK",
        "NL80211_ATTR_SAE_PASSWORD",
        "NL80211_KEY_DATA",
        "NL80211_KEY_LTF_SEED",
        "NL80211_REKEY_DATA_KCK",
        "NL80211_REKEY_DATA_KEK",
        "WGDEVICE_A_PRIVATE_KEY",
        "WGPEER_A_PRESHARED_KEY",
        "XFRMA_ALG_AEAD",
        "XFRMA_ALG_AUTH",
        "XFRMA_ALG_AUTH_TRUNC",
        "XFRMA_ALG_CRYPT",
        "tcpm_key",
    ];
    assert_eq!(secrets, BTreeSet::from(expected));
    let unused: Vec<_> = NO_SECRETS.iter().filter(|(beginning, _)| !used.contains(beginning)).collect();
    assert!(unused.is_empty(), "nothing that is not secret begins with {unused:?}");
}
/// Bytes that stand for secrets in tables: none of them is in any print, whatever is broken, and all are where they are asked for.
#[test]
fn secrets_are_printed_where_they_are_asked_for_alone() {
    const KEY: [u8; 32] = [0xd5; 32];
    let leaks = |text: &str| {
        text.contains("d5d5d5")
            || text.contains("d5:d5:d5")
            || text.contains("213, 213")
            || text.contains("3587560917")
    };
    for set in SETS {
        let (table, path) = (set.table, set.name);
        for row in table().attributes.iter().filter(|row| row.secret) {
            let head =
                if let PayloadType::WithHeader { header, .. } = row.payload_type { header.len } else { 0 };
            let len = if let PayloadType::Number(number) = row.payload_type { number.len.into() } else { 32 };
            let payload = [vec![0; head], KEY[..len].to_vec()].concat();
            let sound = attr(row.number, &payload);

            let shown = format!("{:?}", View::new(PayloadType::Nest(table), &sound).reveal_secrets());
            assert!(leaks(&shown), "{path}: {shown}");
            let broken: [Vec<u8>; 7] = [
                sound.clone(),
                sound.repeat(2),
                // one of another length, one whose length lies, what is behind it
                attr(row.number, &payload[..payload.len() - 1]),
                attr(row.number, &[&payload[..], &[0xd5; 38]].concat()),
                [&100u16.to_ne_bytes()[..], &row.number.to_ne_bytes(), &payload].concat(),
                [vec![0; 4], sound.clone()].concat(),
                (0..70).flat_map(|at| attr(0x1000 + at, &[]).repeat(2)).chain(sound.clone()).collect(),
            ];
            for bytes in broken {
                let view = View::new(PayloadType::Nest(table), &bytes);
                let printed = [
                    format!("{view:?}"),
                    format!("{view:#?}"),
                    Json(view).to_string(),
                    serde_json::to_string(&view).unwrap(),
                ];
                for text in printed {
                    assert!(!leaks(&text), "{path}: {text}");
                }
                (set.read)(&bytes, &mut |read| {
                    // of a number that the table does not know, or a payload that does not fit, nothing is decoded
                    assert!(!leaks(&read.debug), "{path}: {}", read.debug);
                });
            }
        }
    }
    for layout in LAYOUTS {
        for field in layout.structure.fields.iter().filter(|field| field.secret) {
            let mut bytes = vec![0; layout.structure.len];
            bytes[field.offset..field.offset + field.len].fill(0xd5);
            let payload_type = PayloadType::Struct(&layout.structure);
            for len in [bytes.len(), field.offset + 8] {
                let view = View::new(payload_type, &bytes[..len]);
                assert!(!leaks(&format!("{view:?}")) && !leaks(&Json(view).to_string()), "{view:?}");
                assert!(leaks(&format!("{:?}", view.reveal_secrets())));
            }
        }
    }
}
/// Fields that are named like padding and are none.
const NOT_PADDING: &[&str] = &["Ipv6RplSrHdr.padding"];
/// A field named like padding is declared as padding, or is in the list of those that are none; the header of a generic message has
/// padding without `c_struct!`.
#[test]
fn what_is_named_like_padding_is_declared() {
    let reached = Reached::everything();
    let all = LAYOUTS.iter().map(|laid| &laid.structure).chain(reached.structures.values().copied());
    let (mut undeclared, mut listed, mut declared) = (BTreeSet::new(), BTreeSet::new(), 0);
    for structure in all {
        for field in structure.fields {
            let name = field.name;
            let like = ["pad", "_pad", "__", "reserved"].iter().any(|front| name.starts_with(front))
                || name.ends_with("_pad")
                || name.ends_with("unused")
                || name.contains("__pad");
            let full = format!("{}.{name}", structure.name);
            assert!(like || !field.padding, "{full} is padding by no usual name");
            declared += usize::from(field.padding);
            if NOT_PADDING.contains(&full.as_str()) {
                listed.insert(full.clone());
                assert!(!field.padding, "{full}");
            } else if like && !field.padding {
                undeclared.insert(full);
            }
        }
    }
    assert!(declared > 80, "{declared}");
    assert_eq!(undeclared, BTreeSet::new());
    assert_eq!(listed.len(), NOT_PADDING.len());
}
