//! nf_tables in nft's words, live: rules of nft printed here as nft prints them, and rules made here as nft lists them.
#![cfg(all(feature = "std", feature = "nftables", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
#[path = "nftables/built.rs"]
mod built;
mod common;
#[path = "nftables/live.rs"]
mod live;
#[path = "nftables/printed.rs"]
mod printed;

use built::BUILT;
use live::*;
use nlwire::netfilter::nftables::{self, *};
use printed::printed;
use std::collections::BTreeMap;

#[test]
fn rules_made_here_are_what_nft_lists() {
    const TEST: &str = "rules_made_here_are_what_nft_lists";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        setup();
        let (mut wanted, mut refused) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
        for (of, chain, build, text) in BUILT {
            let mut all = nftables::transaction(&mut connection, None).unwrap();
            all.create(&Table::new(family(of), "t").chain(chain).rule(*build)).unwrap();
            match all.commit() {
                Ok(_) => wanted.entry((*of, *chain)).or_default().push(*text),
                // a kernel without the module refuses nft's rule, too
                Err(failure) => match nft(&format!("add rule {of} t {chain} {text}\n")) {
                    (true, _) => refused.push(format!("{of} {chain} {text}: {failure}")),
                    (false, _) => println!("not loaded here: {of} {chain} {text}: {failure}"),
                },
            }
        }
        assert!(refused.is_empty(), "{}", refused.join("\n"));
        let mut different = Vec::new();
        for ((of, chain), wanted) in &wanted {
            let (ours, theirs) = (printed(&mut connection, of), listed(of));
            for ((wanted, theirs), (ours, exprs)) in wanted.iter().zip(&theirs[*chain]).zip(&ours[*chain]) {
                if *theirs != numbered(wanted) || ours != wanted {
                    different.push(format!("want: {wanted}\nnft:  {theirs}\nhere: {ours}\n      {exprs}"));
                }
            }
            assert_eq!(wanted.len(), theirs[*chain].len());
        }
        assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
    });
}

#[test]
fn rules_print_as_nft_lists_them() {
    const TEST: &str = "rules_print_as_nft_lists_them";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 64 * 1024];
        let mut connection = connect(&mut buffer);
        if !has_nftables_and_tools(TEST, &mut connection) {
            return;
        }
        setup();
        let (loaded, refused) = load_corpus();
        say_refused(TEST, refused.iter().map(|(line, why)| (*line, why.as_str())));
        assert!(loaded > 1000, "only {loaded} of the rules were loaded");
        let (mut same, mut spoken, mut different) = (0, 0, Vec::new());
        for family in FAMILIES {
            let (ours, theirs) = (printed(&mut connection, family), listed(family));
            for (chain, theirs) in &theirs {
                let ours = &ours[chain];
                assert_eq!(ours.len(), theirs.len(), "{family} {chain}: {theirs:?}");
                for ((ours, exprs), theirs) in ours.iter().zip(theirs) {
                    let ours = ours
                        .split_once(" __chain")
                        .map_or(ours.clone(), |(rule, _)| format!("{rule} __chain"));
                    let theirs = &theirs.replace("meter single size 1000", "add @single"); // of an anonymous set
                    spoken += usize::from(!ours.contains(" [ ") && !ours.starts_with("[ "));
                    if sorted(&numbered(&words(&ours))) == sorted(theirs) {
                        same += 1;
                    } else {
                        different.push(format!("nft:  {theirs}\nhere: {ours}\n      {exprs}"));
                    }
                }
            }
        }
        common::count(&format!(
            "{same} of {loaded} rules print as nft lists them, {spoken} in nft's words alone"
        ));
        assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
        assert_eq!(same, loaded);
        assert!(spoken * 100 >= loaded * 99, "{spoken} of {loaded}");
    });
}
