//! Actions and chains.
use super::*;

#[test]
fn actions_and_chains_are_listed_made_and_removed() {
    const NAME: &str = "actions::actions_and_chains_are_listed_made_and_removed";
    // RTM_NEWACTION is for the system's own root alone
    in_namespace_of_root(NAME, || {
        let Some((v0, v1)) = classified_wires(NAME) else { return };
        let mut buffer = vec![0; 32 * 1024];
        let mut talk = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
        // more than stand in one message of a dump that is not large
        for index in 1..=40 {
            talk.run(action::add(|action| {
                action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::MIRRED, |mirred| {
                    let parms = TcMirred::new().with(TcMirred::index, index).with(TcMirred::ifindex, v1);
                    let parms = parms.with(TcMirred::eaction, MirredEaction::TCA_INGRESS_REDIR);
                    mirred.put(
                        Mirred::TCA_MIRRED_PARMS,
                        &parms.with(TcMirred::action, TcVerdict::TC_ACT_STOLEN),
                    );
                });
                action.put(Action::TCA_ACT_COOKIE, &[0xab, index as u8][..]);
            }))
            .unwrap();
        }
        let listed = |talk: &mut Connection<Socket, &mut [u8]>| {
            let (mut all, mut found) = (talk.dump(action::list("mirred")).unwrap(), vec![]);
            while let Some(message) = all.next().unwrap() {
                for action in message.actions() {
                    let (_, action) = action.unwrap();
                    let Ok(Some(ActionOptions::Mirred(mirred))) = action.select(Action::TCA_ACT_OPTIONS)
                    else {
                        panic!("{action:?}")
                    };
                    let parms = mirred.get(Mirred::TCA_MIRRED_PARMS).unwrap().unwrap();
                    found.push((
                        parms.get(TcMirred::index),
                        action.get(Action::TCA_ACT_COOKIE).unwrap().unwrap().to_vec(),
                    ));
                }
            }
            found.sort();
            found
        };
        assert_eq!(
            listed(&mut talk),
            (1..=40).map(|index| (index, vec![0xab, index as u8])).collect::<Vec<_>>()
        );
        let said: Vec<Value> =
            serde_json::from_str(&tc("-j -s actions list action mirred").unwrap()).unwrap();
        let said: Vec<_> = said.iter().filter_map(|part| part.get("actions")?.as_array()).flatten().collect();
        assert_eq!(said.len(), 40);
        let seven = said.iter().find(|action| action["index"] == 7).unwrap();
        let expected = ["mirred", "redirect", "ingress", "v1", "ab07"];
        assert_eq!(
            ["kind", "mirred_action", "direction", "to_dev", "cookie"].map(|field| spelled(seven.get(field))),
            expected
        );
        // one that a filter holds cannot go
        tc("filter add dev v0 ingress protocol all u32 match u32 0 0 action mirred index 7").unwrap();
        assert!(talk.run(action::delete("mirred", 7)).is_err());
        for index in (1..=40).filter(|index| *index != 7) {
            talk.run(action::delete("mirred", index)).unwrap();
        }
        assert!(talk.run(action::delete("mirred", 8)).is_err_and(|failure| failure.is_not_found()));
        assert_eq!(listed(&mut talk), [(7, vec![0xab, 7])]);
        assert_eq!(talk.dump(action::list("no_such_kind")).unwrap().next().unwrap().map(|_| ()), None);

        let ingress = TcHandle::CLSACT_INGRESS;
        let listed = |talk: &mut Connection<Socket, &mut [u8]>| {
            let (mut all, mut found) = (talk.dump(chain::list(v0, ingress)).unwrap(), vec![]);
            while let Some(chain) = all.next().unwrap() {
                found.push(chain.chain());
            }
            found
        };
        talk.run(chain::add(v0, ingress, 5)).unwrap();
        assert!(talk.run(chain::add(v0, ingress, 5)).is_err_and(|failure| failure.already_exists()));
        assert_eq!(listed(&mut talk), [0, 5]);
        let said: Value = serde_json::from_str(&tc("-j chain show dev v0 ingress").unwrap()).unwrap();
        assert_eq!(
            said,
            serde_json::json!([{"parent": "ffff:", "chain": 0}, {"parent": "ffff:", "chain": 5}])
        );
        talk.run(chain::delete(v0, ingress, 5)).unwrap();
        assert_eq!(listed(&mut talk), [0]);
        // what a chain's filters must be like
        match tc("chain add dev v0 ingress chain 7 protocol ip flower dst_ip 0.0.0.0/24") {
            Err(refusal) => skip(NAME, &format!("in part, the template: {refusal}")),
            Ok(_) => {
                let all = ours(GetChain { index: v0, parent: ingress }, |_| {});
                let template = all.iter().find(|chain| chain["attributes"]["TCA_CHAIN"] == 7).unwrap();
                all_is_known("", template);
                let said = |path| spelled(at(&template["attributes"], path));
                assert_eq!(said("TCA_KIND"), "flower");
                assert_eq!(said("TCA_OPTIONS.TCA_FLOWER_KEY_IPV4_DST_MASK"), "255.255.255.0");
                let theirs = theirs("chain show dev v0 ingress").pop().unwrap();
                assert_eq!(theirs["options"]["keys"]["dst_ip"], "0.0.0.0/24");
            }
        }
    });
}
