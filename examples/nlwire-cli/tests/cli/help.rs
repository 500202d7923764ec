//! Help, completions, and what is said of mistakes.
use super::*;

#[test]
fn what_is_unknown_is_a_sentence_and_a_status_of_two() {
    assert!(sentence(&["dump", "links"]).contains(
        "link, addr, route, neigh, ndt, rule, nsid, nexthop, qdisc, class, filter, chain, action, family"
    ));
    assert!(sentence(&["dump"]).contains("known are link"));
    assert!(sentence(&["monitor", "nonsense"]).contains("ipv4-route"));
    assert!(sentence(&["monitor", "--for", "soon"]).contains("500ms"));
    assert!(sentence(&["dance"]).contains("decode"));
    assert!(sentence(&["dump", "link", "--jason"]).contains("--jason"));
    assert!(sentence(&[]).contains("--help"));
    assert!(sentence(&["decode", "/no/such/file"]).contains("/no/such/file"));
    assert!(sentence(&["record", "/no/such/dir/file", "--", "link"]).contains("/no/such/dir/file"));
    assert!(sentence(&["family", "nonsense"]).contains("nonsense"));
}
#[test]
fn help_of_each_command_fits_a_screen_and_has_examples() {
    let help = text(&["--help"], 0);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let mut commands: Vec<_> = commands
        .map_while(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(commands.len() >= 8, "{help}");
    commands.extend(["", "completions", "man"]);
    for command in commands {
        let words: Vec<_> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let mut of = Command::new(binary());
        let output = of.args(words).env("COLUMNS", "80").stdin(Stdio::null()).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && help.contains("Example"), "{command}: {help}");
        assert!(help.lines().count() <= 24, "{command}: {help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{command}: {help}");
    }
}
#[test]
fn completions_and_the_manual_page_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&["completions", shell], 0);
        assert!(script.contains("nlwire") && script.contains("show-secrets"), "{shell}: {script}");
    }
    let man = text(&["man"], 0);
    assert!(man.contains(".TH") && man.contains("NLWIRE MONITOR"), "{man}");
}
