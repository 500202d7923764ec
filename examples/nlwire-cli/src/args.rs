//! The command line.
use clap::{
    Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, builder::styling,
    error::ErrorKind,
};
use clap_complete::Shell;
use std::time::Duration;

const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::AnsiColor::Cyan.on_default().bold())
    .placeholder(styling::AnsiColor::Cyan.on_default());

/// Netlink on the command line: what the kernel says, in the kernel's names.
#[derive(Debug, Parser)]
#[command(name = "nlwire", version, styles = STYLES, max_term_width = 80, disable_help_subcommand = true)]
#[command(after_help = "\
Examples: nlwire dump link addr; nlwire monitor; nlwire COMMAND --help
Exit status: 0 complete; 1 malformed, refused or interrupted; 2 wrong usage.")]
pub struct Args {
    #[command(flatten)]
    pub style: Style,
    #[command(subcommand)]
    pub command: Command,
}
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Style {
    /// Print JSON Lines; =compact leaves out zeros
    #[arg(
        short,
        long,
        global = true,
        value_name = "FORM",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "full",
        hide_possible_values = true
    )]
    pub json: Option<JsonForm>,
    /// Print messages in full, indented
    #[arg(short = 'v', long, alias = "verbose", global = true)]
    pub debug: bool,
    /// Print keys and passwords, too
    #[arg(long, global = true)]
    pub show_secrets: bool,
    /// auto, always or never; NO_COLOR counts
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: Colour,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum JsonForm {
    /// Everything that a message has.
    Full,
    /// Without the fields of headers that are zero.
    Compact,
}
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Dump tables of the kernel
    #[command(after_help = "\
Objects: link addr route neigh ndt rule nsid nexthop qdisc class filter chain
  action conntrack expect nft-table nft-chain nft-rule nft-set nft-element
  nft-object nft-flowtable tcp udp raw unix netlink packet xfrm-state
  xfrm-policy crypto family ethtool wireguard ovs
Examples: nlwire dump qdisc --columns dev,kind,drops --sort=-drops
  nlwire dump link --watch 1s --human --sort=-rx-bytes/s
  nlwire dump route --json | jq .attributes.RTA_DST")]
    Dump {
        /// Objects to dump
        #[arg(value_name = "OBJECT")]
        objects: Vec<String>,
        /// Print these columns only
        #[arg(long, value_name = "TITLE,...", value_delimiter = ',')]
        columns: Vec<String>,
        /// Sort rows by a column; -TITLE is descending
        #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
        sort: Option<String>,
        /// Network namespace: name, process or path
        #[arg(long = "in", value_name = "NETNS")]
        netns: Option<String>,
        /// Print units: 1.50KiB, 12.3M, 4m30s; not in JSON
        #[arg(long)]
        human: bool,
        /// Dump every 500ms, 1s or 2m, with rates of counters
        #[arg(long, value_name = "TIME", value_parser = interval)]
        watch: Option<Duration>,
        /// End --watch after 500ms, 5s or 2m
        #[arg(long = "for", value_name = "TIME", value_parser = duration, requires = "watch")]
        lasting: Option<Duration>,
    },
    /// Print the state, then every change
    #[command(after_help = "\
Groups (default: link addr route neigh): RTNLGRP_LINK, ipv4-route, mdb, 7,
conntrack, expect, nftables, uevent, process, netfilter:3, ethtool:monitor.
A line has the time in UTC, and + (present or new), ~ (changed) or - (deleted).
Examples: nlwire monitor conntrack --json; nlwire monitor link --all-netns
  nlwire monitor --events --for 5s route --filter RTA_OIF=3")]
    Monitor(Follow),
    /// Print a capture file, message by message
    #[command(after_help = "\
The formats are pcap and pcapng, in either byte order, with link type 253
(netlink). Offsets of errors count from the start of the datagram.

Examples:
  nlwire decode links.pcap
  nlwire decode links.pcapng --json
  tcpdump -i nlmon0 -w - | nlwire decode -")]
    Decode {
        /// Capture file; - is standard input
        file: Option<String>,
        /// Print units: 1.50KiB, 12.3M, 4m30s; not in JSON
        #[arg(long)]
        human: bool,
    },
    /// Write dumps, or what a monitor receives, to a capture file
    #[command(after_help = "\
A name that ends in .pcapng selects this format, otherwise it is pcap. Only the
owner may read the file: recordings contain keys.

Examples:
  nlwire record links.pcap -- link           requests and replies of dumps
  nlwire record m.pcap monitor link          dumps, then every event
  nlwire record m.pcap monitor link --for 5s")]
    Record {
        /// Capture file to create
        file: Option<String>,
        /// Objects to dump, or the word monitor and groups
        #[arg(value_name = "OBJECT | monitor [GROUP]")]
        words: Vec<String>,
        /// End a recording of events after 500ms, 5s or 2m
        #[arg(long = "for", value_name = "TIME", value_parser = duration)]
        lasting: Option<Duration>,
    },
    /// Compare two captures, or a capture with now
    #[command(after_help = "\
A line begins with + (only in B), - (only in A) or ~ (differs), then come the
values that differ. Counters and ages are left out. Of now, the objects that the
capture has are compared.
Exit status: 0 the same; 1 different; 2 trouble.

Examples:
  nlwire record before.pcap -- link addr route
  nlwire diff before.pcap now
  nlwire diff before.pcap after.pcap --json | jq .changed")]
    Diff {
        /// Capture file
        a: String,
        /// Capture file, or the word now
        b: String,
        /// Compare counters and ages, too
        #[arg(long)]
        counters: bool,
    },
    /// List generic netlink families, or the commands and groups of one
    #[command(after_help = "\
Examples:
  nlwire family
  nlwire family nlctrl")]
    Family {
        /// Name of the family
        name: Option<String>,
    },
    /// Print the policy of a family: the attributes of each command
    #[command(after_help = "\
Example:
  nlwire policy nlctrl")]
    Policy {
        /// Name of the family
        name: Option<String>,
    },
    /// Send a request, built from names and values, and print the answers
    #[command(after_help = "\
FAMILY: route, netfilter, sock_diag, xfrm, crypto, or a generic netlink family;
OPERATION: a name, its end (newlink), or a number. VALUE: a number, name, flags
with | between, address, text, hexadecimal bytes, or JSON. Examples:
  nlwire do route newlink --set ifi_index=1 --json '{\"IFLA_MTU\":9000}' --dry-run
  nlwire do ethtool --subscribe monitor")]
    Do(Perform),
    /// Annotate bytes of messages, or explain a name of the kernel
    #[command(after_help = "\
BYTES are hexadecimal in any grouping, output of hexdump or xxd, a line of
strace with the string of a message, or a line of --json. A NAME is that of a message,
an attribute, a field, a value, or an error (ENOBUFS, -34).

Examples:
  nlwire explain IFLA_MTU
  nlwire explain -34
  nlwire explain '14000000 12000103 6a222900 00000000 00000000'
  nlwire explain --protocol generic - <bytes.txt")]
    Explain {
        /// Bytes or a name; - is standard input
        #[arg(value_name = "BYTES|NAME", allow_negative_numbers = true)]
        words: Vec<String>,
        /// Protocol of the bytes
        #[arg(short, long, default_value = "route")]
        protocol: String,
    },
    /// Run a program, and print its netlink messages
    #[command(override_usage = "nlwire strace [OPTIONS] [--] COMMAND [ARGUMENT]...")]
    #[command(after_help = "\
Output is on standard error, or in FILE: a capture if the name ends in .pcapng
or .pcap, otherwise text or JSON. Children and threads are followed. The status
is that of COMMAND, or 128 plus its signal. No privileges are needed.

Examples:
  nlwire strace -- ip link set dev eth0 mtu 9000
  nlwire strace --json -o trace.json nft list ruleset
  nlwire strace -o trace.pcapng -- NetworkManager -n")]
    Strace(Trace),
    /// Print completions for a shell
    #[command(
        hide = true,
        after_help = "\
Examples:
  nlwire completions bash >/etc/bash_completion.d/nlwire
  nlwire completions zsh >\"${fpath[1]}/_nlwire\"
  nlwire completions fish >~/.config/fish/completions/nlwire.fish"
    )]
    Completions {
        /// Shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(
        hide = true,
        after_help = "\
Example:
  nlwire man >/usr/local/share/man/man1/nlwire.1"
    )]
    Man,
}

#[derive(Debug, ClapArgs)]
pub struct Follow {
    /// Multicast groups to join
    #[arg(value_name = "GROUP")]
    pub groups: Vec<String>,
    /// Print events only: no state, no cache
    #[arg(short, long)]
    pub events: bool,
    /// Print messages with RTA_OIF=3, or IFLA_MTU!=9
    #[arg(short, long, value_name = "NAME=VALUE")]
    pub filter: Vec<String>,
    /// Events of every group of every family
    #[arg(long, conflicts_with = "groups")]
    pub all: bool,
    /// Events of every namespace with an id here
    #[arg(long, conflicts_with = "all")]
    pub all_netns: bool,
    /// Network namespace: name, process or path
    #[arg(long = "in", value_name = "NETNS")]
    pub netns: Option<String>,
    /// Print messages, bytes, losses at the end
    #[arg(long)]
    pub stats: bool,
    /// Print units: 1.50KiB, 12.3M, 4m30s; not in JSON
    #[arg(long)]
    pub human: bool,
    /// End after 500ms, 5s or 2m
    #[arg(long = "for", value_name = "TIME", value_parser = duration)]
    pub lasting: Option<Duration>,
}
#[derive(Debug, ClapArgs)]
pub struct Perform {
    /// Protocol or generic netlink family
    pub family: String,
    /// Message or command; optional with --subscribe
    #[arg(required_unless_present = "subscribe")]
    pub operation: Option<String>,
    /// Then print the events of a group
    #[arg(long, value_name = "GROUP")]
    pub subscribe: Vec<String>,
    /// End events after 500ms, 5s or 2m
    #[arg(long = "for", value_name = "TIME", value_parser = duration, requires = "subscribe")]
    pub lasting: Option<Duration>,
    /// Flags such as create, excl, replace, append
    #[arg(long, value_name = "FLAG,...", value_delimiter = ',')]
    pub flags: Vec<String>,
    /// Request all objects, as --flags dump
    #[arg(long)]
    pub dump: bool,
    /// Field of the header, or attribute: A.B=VALUE
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// JSON of header and attributes; --json '{...}' too
    #[arg(long = "body", value_name = "OBJECT")]
    pub json_body: Option<String>,
    /// Network namespace: name, process or path
    #[arg(long = "in", value_name = "NETNS")]
    pub netns: Option<String>,
    /// Print the bytes, annotated, and send nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Trace {
    /// Write to FILE instead of standard error
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Stop at every system call; slower
    #[arg(long)]
    pub no_seccomp: bool,
    /// This is the process that becomes the command
    #[arg(long, hide = true)]
    pub tracee: bool,
    /// Program and its arguments
    #[arg(value_name = "COMMAND", trailing_var_arg = true, allow_hyphen_values = true)]
    pub command: Vec<std::ffi::OsString>,
}

/// What to do instead of a command.
pub enum Unparsed {
    /// Print a text, and succeed.
    Help(clap::Error),
    /// Fail with a sentence.
    Wrong(String),
}
/// Parses the arguments.
///
/// # Errors
/// A request for help, or wrong usage as one sentence.
pub fn parse(given: impl Iterator<Item = std::ffi::OsString>) -> Result<Args, Unparsed> {
    let mut given: Vec<_> = given.collect();
    // --json with an object is input, without one it selects the output
    let is_strace = given.iter().skip(1).find(|word| !word.to_string_lossy().starts_with('-'));
    let is_strace = is_strace.is_some_and(|word| *word == "strace");
    for at in (1..given.len().saturating_sub(1)).filter(|_| !is_strace) {
        let is_object = given[at + 1].to_string_lossy().trim_start().starts_with('{');
        if given[at] == "--json" && is_object {
            given[at] = "--body".into();
        }
    }
    let parsed = command().try_get_matches_from(given).and_then(|found| Args::from_arg_matches(&found));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Unparsed::Help(error),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Unparsed::Wrong("no command is given: nlwire --help shows examples".to_owned())
        }
        _ => Unparsed::Wrong(sentence(&error)),
    })
}
/// Returns the command line, with help that fits a screen.
fn command() -> clap::Command {
    const ALL: &str =
        "{about}\n{usage-heading} {usage}\n\nCommands:\n{subcommands}\nOptions:\n{options}{after-help}";
    const ONE: &str = "{about}\n\n{usage-heading} {usage}\n\nOptions:\n{options}{after-help}";
    Args::command().help_template(ALL).mut_subcommands(|command| command.help_template(ONE))
}
/// Returns the message of an error and its tips as one line.
fn sentence(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let lines: Vec<_> = lines
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .map(|line| line.trim_start_matches("error: ").trim_start_matches("tip: "))
        .collect();
    let mut sentence = lines.join("; ");
    if error.kind() == ErrorKind::InvalidSubcommand {
        let names: Vec<_> = Args::command()
            .get_subcommands()
            .filter(|command| !command.is_hide_set())
            .map(|command| command.get_name().to_owned())
            .collect();
        sentence.push_str(&format!("; commands are {}", names.join(", ")));
    }
    sentence
}
/// Writes completions for a shell.
pub fn completions(shell: Shell, out: &mut Vec<u8>) {
    clap_complete::generate(shell, &mut Args::command(), "nlwire", out);
}
/// Writes the manual page: the program, then each command.
pub fn man(out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = Args::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        let title = format!("\n.SH \"NLWIRE {}\"\n", command.get_name().to_uppercase());
        out.extend(title.as_bytes());
        let man = clap_mangen::Man::new(command.clone());
        man.render_synopsis_section(out)?;
        man.render_description_section(out)?;
        man.render_options_section(out)?;
        man.render_extra_section(out)?;
    }
    Ok(())
}

/// Parses an interval, of at least 10 ms.
fn interval(text: &str) -> Result<Duration, String> {
    match duration(text)? {
        every if every >= Duration::from_millis(10) => Ok(every),
        _ => Err("the shortest interval is 10ms".to_owned()),
    }
}
/// Parses a duration: `500ms`, `5s`, `2m`, or a number of seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "not a time: write 500ms, 5s or 2m".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text.get(digits.len()..).unwrap_or("") {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        _ => return Err(wrong()),
    };
    let number: Option<f64> = digits.parse().ok();
    number.and_then(|number| Duration::try_from_secs_f64(number * unit).ok()).ok_or_else(wrong)
}
