//! Concurrent GETLINK requests per second over one socket, by number of runtime workers and of
//! tasks, compared with rtnetlink: `cargo bench --manifest-path examples/async/Cargo.toml --bench
//! concurrent`. Needs no privileges.
//!
//! In a round each task is spawned, requests the loopback interface once and ends. Prints median
//! and worst of all rounds; each row is measured in its own process, which is killed after 20
//! seconds. Without `--bench` (that is, as a test) one round of each row of nlwire runs.
use futures_lite::StreamExt;
use nlwire::{
    route::{GetLink, IfInfo},
    socket::Protocol,
    tokio::connect,
};
use std::{
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

const LIMIT: Duration = Duration::from_secs(20);

async fn ours(tasks: usize) -> Duration {
    let connection = Arc::new(connect(Protocol::ROUTE).unwrap());
    let begin = Instant::now();
    let mut running = Vec::with_capacity(tasks);
    for _ in 0..tasks {
        let connection = connection.clone();
        running.push(tokio::spawn(async move {
            let asked = GetLink { index: 1, ..Default::default() };
            connection.get(asked, |link| link.header.get(IfInfo::ifi_index)).await.unwrap()
        }));
    }
    for task in running {
        assert_eq!(task.await.unwrap(), 1);
    }
    begin.elapsed()
}
async fn theirs(tasks: usize) -> Duration {
    let (connection, handle, _) = rtnetlink::new_connection().unwrap();
    let connection = tokio::spawn(connection);
    let begin = Instant::now();
    let mut running = Vec::with_capacity(tasks);
    for _ in 0..tasks {
        let handle = handle.clone();
        running.push(tokio::spawn(async move {
            let mut links = handle.link().get().match_index(1).execute();
            links.next().await.unwrap().unwrap().header.index
        }));
    }
    for task in running {
        assert_eq!(task.await.unwrap(), 1);
    }
    let took = begin.elapsed();
    connection.abort();
    took
}
/// Returns requests per second: median and worst of all rounds.
fn measure(library: &str, workers: usize, tasks: usize, rounds: usize) -> (u64, u64) {
    let mut builder = match workers {
        0 => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = builder.worker_threads(workers.max(1)).enable_all().build().unwrap();
    let mut took: Vec<Duration> = (0..rounds)
        .map(|_| {
            runtime.block_on(async {
                match library {
                    "nlwire" => tokio::spawn(ours(tasks)).await.unwrap(),
                    _ => tokio::spawn(theirs(tasks)).await.unwrap(),
                }
            })
        })
        .collect();
    took.sort_unstable();
    let rate = |took: Duration| (tasks as f64 / took.as_secs_f64()) as u64;
    (rate(took[rounds / 2]), rate(took[rounds - 1]))
}
/// Measures in another process; `None` if it does not end.
fn measure_apart(library: &str, workers: usize, tasks: usize) -> Option<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["row", library, &workers.to_string(), &tasks.to_string()]).stdout(Stdio::piped());
    let (mut child, begin) = (command.spawn().unwrap(), Instant::now());
    while child.try_wait().unwrap().is_none() {
        if begin.elapsed() > LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Some(String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_string())
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |at: usize| arguments[at].parse::<usize>().unwrap();
    if arguments.get(1).is_some_and(|first| first == "row") {
        let (median, worst) = measure(&arguments[2], number(3), number(4), 60_000 / number(4));
        println!("{median:>10} {worst:>10}");
        return;
    }
    let is_bench = arguments.iter().any(|argument| argument == "--bench");
    println!("requests a second, median and worst round; 0 workers: a runtime of the current thread");
    println!("library    workers  tasks     median      worst");
    for library in if is_bench { &["nlwire", "rtnetlink"][..] } else { &["nlwire"] } {
        for workers in [0, 1, 2, 4] {
            for tasks in [100, 1000] {
                let found = if is_bench {
                    measure_apart(library, workers, tasks)
                } else {
                    let (median, worst) = measure(library, workers, tasks, 1);
                    Some(format!("{median:>10} {worst:>10}"))
                };
                let found = found.unwrap_or_else(|| format!("no end in {LIMIT:?}"));
                println!("{library:<10} {workers:>7} {tasks:>6} {found}");
            }
        }
    }
}
