//! IPsec's states and policies against `ip xfrm`, and the kernel's algorithms against `/proc/crypto`.
#![cfg(target_os = "linux")]
mod common;

use common::{in_namespace, skip};
use nlwire::{
    client::Connection,
    crypto,
    socket::{Protocol, Socket},
    uapi::IpProtocol,
    wire::{Be, DeleteFlags, NewFlags, RequestFlags, WithHeader},
    xfrm::{self, *},
};
use std::{collections::BTreeSet, net::IpAddr};

/// What `ip xfrm` says; `None` where it is not installed.
fn ip(test: &str, arguments: &[&str]) -> Option<Result<String, String>> {
    let Ok(output) = common::tool("ip").arg("xfrm").args(arguments).output() else {
        skip(test, "ip is not installed");
        return None;
    };
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Some(if output.status.success() { Ok(text.into_owned()) } else { Err(errors.into_owned()) })
}
fn connect(buffer: &mut [u8]) -> Option<Connection<Socket, &'_ mut [u8]>> {
    Socket::new(Protocol::XFRM).ok().map(|socket| Connection::over_socket(socket, buffer))
}
const KEY: [u8; 20] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

#[test]
fn states_are_what_ip_says() {
    const NAME: &str = "states_are_what_ip_says";
    in_namespace(NAME, || {
        let mut buffer = [0; 32 * 1024];
        let Some(mut connection) = connect(&mut buffer) else { return skip(NAME, "this kernel has no xfrm") };
        // one by ip, one by us
        let added = ip(
            NAME,
            &[
                "state",
                "add",
                "src",
                "192.0.2.1",
                "dst",
                "192.0.2.2",
                "proto",
                "esp",
                "spi",
                "0x1000",
                "reqid",
                "42",
                "mode",
                "tunnel",
                "replay-window",
                "32",
                "auth-trunc",
                "hmac(sha256)",
                "0x0102030405060708090a0b0c0d0e0f10",
                "128",
                "enc",
                "cbc(aes)",
                "0x000102030405060708090a0b0c0d0e0f",
                "encap",
                "espinudp",
                "4500",
                "4501",
                "0.0.0.0",
                "if_id",
                "7",
                "mark",
                "5",
                "mask",
                "0xff",
            ],
        );
        match added {
            None => return,
            Some(Err(why)) => return skip(NAME, &format!("ip makes no state: {why}")),
            Some(Ok(_)) => {}
        }
        let (from, to): (IpAddr, IpAddr) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
        let never = u64::MAX;
        let lifetime = XfrmLifetimeCfg::new()
            .with(XfrmLifetimeCfg::soft_byte_limit, never)
            .with(XfrmLifetimeCfg::hard_byte_limit, never)
            .with(XfrmLifetimeCfg::soft_packet_limit, never)
            .with(XfrmLifetimeCfg::hard_packet_limit, never);
        let id = XfrmId::new()
            .with(XfrmId::daddr, to.into())
            .with(XfrmId::spi, Be(0x2000))
            .with(XfrmId::proto, IpProtocol::IPPROTO_ESP);
        let info = XfrmUserSaInfo::new()
            .with(XfrmUserSaInfo::id, id)
            .with(XfrmUserSaInfo::saddr, from.into())
            .with(XfrmUserSaInfo::family, XfrmFamily::AF_INET6)
            .with(XfrmUserSaInfo::reqid, 43)
            .with(XfrmUserSaInfo::lft, lifetime);
        let aead = XfrmAlgoAead::new()
            .with(XfrmAlgoAead::alg_name, crypto::chars("rfc4106(gcm(aes))"))
            .with(XfrmAlgoAead::alg_key_len, 160)
            .with(XfrmAlgoAead::alg_icv_len, 128);
        let made = connection.request_with(NewSa(info), NewFlags::EXCL, |state| {
            state.put(Xfrm::XFRMA_ALG_AEAD, WithHeader { header: &aead, body: &KEY[..] });
        });
        let ours = match made {
            Err(failure) => {
                skip(NAME, &format!("a part: no state of rfc4106(gcm(aes)): {failure}"));
                false
            }
            Ok(_) => true,
        };
        let Some(text) = ip(NAME, &["state"]) else { return };
        let text = text.expect("ip lists");
        if ours {
            let state = text
                .split("src ")
                .find(|state| state.starts_with("2001:db8::1 dst 2001:db8::2"))
                .expect(&text);
            for part in [
                "proto esp spi 0x00002000 reqid 43 mode transport",
                "aead rfc4106(gcm(aes)) 0x0102030405060708090a0b0c0d0e0f1011121314 128",
            ] {
                assert!(state.contains(part), "{part} in {state}");
            }
        }
        let mut seen = 0;
        let mut states = connection.dump(xfrm::states()).expect("begins");
        while let Some(state) = states.next().expect("a state") {
            seen += 1;
            let shown = format!("{state:?}");
            if state.header.get(XfrmUserSaInfo::reqid) == 43 {
                let found = state.attrs.get(Xfrm::XFRMA_ALG_AEAD).unwrap().expect("its algorithm");
                assert_eq!((found.header, found.header.key(found.body)), (&aead, Some(&KEY[..])));
                assert!(
                    shown.contains("daddr: 2001:db8::2") && shown.contains("saddr: 2001:db8::1"),
                    "{shown}"
                );
                continue;
            }
            assert_eq!(state.header.get(XfrmUserSaInfo::id).get(XfrmId::spi), Be(0x1000));
            assert_eq!(state.header.get(XfrmUserSaInfo::mode), XfrmMode::XFRM_MODE_TUNNEL);
            let pick = nlwire::pick!(
                state.attrs,
                Xfrm {
                    auth: XFRMA_ALG_AUTH_TRUNC,
                    crypt: XFRMA_ALG_CRYPT,
                    encap: XFRMA_ENCAP,
                    if_id: XFRMA_IF_ID,
                    mark: XFRMA_MARK
                }
            )
            .expect("all of it");
            let auth = pick.auth.expect("what authenticates");
            assert!(
                auth.header.name() == "hmac(sha256)" && auth.header.get(XfrmAlgoAuth::alg_trunc_len) == 128
            );
            assert_eq!(auth.header.key(auth.body), Some(&KEY[..16]));
            let crypt = pick.crypt.expect("what encrypts");
            assert_eq!(crypt.header.key(crypt.body).map(|key| (key.len(), key[15])), Some((16, 15)));
            let encap = pick.encap.expect("in what it is wrapped");
            assert_eq!(
                (
                    encap.get(XfrmEncapTmpl::encap_type),
                    encap.get(XfrmEncapTmpl::encap_sport),
                    encap.get(XfrmEncapTmpl::encap_dport)
                ),
                (2, Be(4500), Be(4501))
            );
            assert_eq!(
                (pick.if_id, pick.mark.map(|mark| (mark.get(XfrmMark::v), mark.get(XfrmMark::m)))),
                (Some(7), Some((5, 255)))
            );
            for part in ["daddr: 192.0.2.2", "saddr: 192.0.2.1", "spi: 4096"] {
                assert!(shown.contains(part), "{part} in {shown}");
            }
        }
        assert_eq!(seen, 1 + usize::from(ours));
        let mut info = connection.request_multi(GetSadInfo {}, nlwire::wire::GetFlags::NONE).expect("sent");
        let told = info.next().expect("an answer").expect("one");
        assert_eq!(told.attrs.get(XfrmSad::XFRMA_SAD_CNT).unwrap(), Some(seen as u32));
        if ours {
            let wanted = (XfrmSaAddress::from(to), Be(0x2000), XfrmFamily::AF_INET6, IpProtocol::IPPROTO_ESP);
            let (daddr, spi, family, proto) = wanted;
            let one = connection.get(GetSa { daddr, spi, family, proto }).expect("by its id");
            assert_eq!(one.header.get(XfrmUserSaInfo::reqid), 43);
            connection.request(DelSa { daddr, spi, family, proto }, DeleteFlags::NONE).expect("it goes");
            let gone = connection.get(GetSa { daddr, spi, family, proto }).expect_err("it is gone");
            assert!(gone.errno() == Some(nlwire::wire::Errno::ESRCH), "{gone}");
        }
    });
}
#[test]
fn policies_are_what_ip_says() {
    const NAME: &str = "policies_are_what_ip_says";
    in_namespace(NAME, || {
        let mut buffer = [0; 32 * 1024];
        let Some(mut connection) = connect(&mut buffer) else { return skip(NAME, "this kernel has no xfrm") };
        let added = ip(
            NAME,
            &[
                "policy",
                "add",
                "src",
                "10.1.0.0/16",
                "dst",
                "10.2.0.0/24",
                "proto",
                "6",
                "dport",
                "80",
                "dir",
                "out",
                "priority",
                "9",
                "tmpl",
                "src",
                "192.0.2.1",
                "dst",
                "192.0.2.2",
                "proto",
                "esp",
                "reqid",
                "42",
                "mode",
                "tunnel",
            ],
        );
        match added {
            None => return,
            Some(Err(why)) => return skip(NAME, &format!("ip makes no policy: {why}")),
            Some(Ok(_)) => {}
        }
        let selector = XfrmSelector::new()
            .with(XfrmSelector::family, XfrmFamily::AF_INET6)
            .with(XfrmSelector::daddr, "2001:db8::".parse::<IpAddr>().unwrap().into())
            .with(XfrmSelector::prefixlen_d, 32);
        let policy = XfrmUserPolicyInfo::new()
            .with(XfrmUserPolicyInfo::sel, selector)
            .with(XfrmUserPolicyInfo::priority, 11)
            .with(XfrmUserPolicyInfo::dir, XfrmPolicyDir::XFRM_POLICY_IN)
            .with(XfrmUserPolicyInfo::action, XfrmPolicyAction::XFRM_POLICY_BLOCK);
        connection.request(NewPolicy(policy), NewFlags::EXCL).expect("a policy");
        let Some(text) = ip(NAME, &["policy"]) else { return };
        let text = text.expect("ip lists");
        let ours = text.split("src ").find(|policy| policy.contains("dst 2001:db8::/32")).expect(&text);
        assert!(ours.contains("dir in action block priority 11"), "{ours}");
        let mut seen = 0;
        let mut policies = connection.dump(xfrm::policies()).expect("begins");
        while let Some(policy) = policies.next().expect("a policy") {
            seen += 1;
            if policy.header.get(XfrmUserPolicyInfo::priority) != 9 {
                assert_eq!(policy.header.get(XfrmUserPolicyInfo::sel), selector);
                continue;
            }
            let shown = format!("{policy:?}");
            for part in [
                "sel: {daddr: 10.2.0.0, saddr: 10.1.0.0, dport: 80, dport_mask: 65535",
                "dir: XFRM_POLICY_OUT",
                "daddr: 192.0.2.2",
            ] {
                assert!(shown.contains(part), "{part} in {shown}");
            }
            let templates = policy.attrs.get(Xfrm::XFRMA_TMPL).unwrap().expect("its template");
            let all: Vec<_> = templates.iter().collect();
            assert_eq!(
                (all.len(), all[0].get(XfrmUserTmpl::reqid), all[0].get(XfrmUserTmpl::mode)),
                (1, 42, XfrmMode::XFRM_MODE_TUNNEL)
            );
        }
        assert_eq!(seen, 2);
        let deleted = DelPolicy { sel: selector, index: 0, dir: XfrmPolicyDir::XFRM_POLICY_IN };
        connection.request(deleted, DeleteFlags::NONE).expect("it goes");
        connection.request(FlushPolicy {}, DeleteFlags::NONE).expect("all go");
        assert!(ip(NAME, &["policy"]).unwrap().unwrap().trim().is_empty());
    });
}
#[test]
fn algorithms_are_those_of_proc() {
    const NAME: &str = "algorithms_are_those_of_proc";
    let Ok(socket) = Socket::new(Protocol::CRYPTO) else {
        return skip(NAME, "this kernel has no crypto_user");
    };
    let mut buffer = [0; 32 * 1024];
    let mut connection = Connection::over_socket(socket, &mut buffer[..]);
    let mut ours = BTreeSet::new();
    let mut all = connection.dump(crypto::algorithms()).expect("begins");
    while let Some(one) = all.next().expect("an algorithm") {
        ours.insert((one.name().to_string(), one.driver().to_string(), one.priority().unwrap_or(0)));
        if let Some(hash) = one.attrs.get(crypto::Crypto::CRYPTOCFGA_REPORT_HASH).unwrap() {
            if one.name().as_str() == "sha256" {
                assert_eq!(hash.get(crypto::CryptoReportHash::digestsize), Some(32));
            }
        }
    }
    let file = std::fs::read_to_string("/proc/crypto").expect("/proc/crypto");
    let theirs: BTreeSet<_> = file
        .split("\n\n")
        .filter(|one| !one.trim().is_empty())
        .map(|one| {
            let of = |name: &str| {
                let line =
                    one.lines().find(|line| line.split(':').next().is_some_and(|key| key.trim() == name));
                line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim()).to_owned()
            };
            (of("name"), of("driver"), of("priority").parse().expect(one))
        })
        .collect();
    assert_eq!(ours, theirs);
    let (name, ..) = ours.iter().next().expect("at least one").clone();
    assert_eq!(connection.get(crypto::by_name(&name)).expect("by its name").name().to_string(), name);
    assert!(connection.get(crypto::by_name("nlwire")).expect_err("there is none").is_not_found());
}
