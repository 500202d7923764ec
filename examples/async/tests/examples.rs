//! The example `concurrent`, as a person would run it.
use std::process::Command;

#[test]
fn a_thousand_requests_are_answered() {
    let test = std::env::current_exe().unwrap();
    let path = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples/concurrent");
    if !path.exists() {
        let args = ["build", "--example", "concurrent"];
        assert!(Command::new(env!("CARGO")).args(args).status().unwrap().success());
    }
    let output = Command::new(path).output().unwrap();
    let (said, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.starts_with("1000 links in "), "{said}{error}");
}
