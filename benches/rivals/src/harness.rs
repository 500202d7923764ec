//! Two works against each other, fairly: the same process, the same bytes, in turns, many short rounds. Of short turns each side's best is
//! taken, the one that nobody disturbed. A turn of milliseconds, as a whole live dump is, is never left alone on a machine that others use,
//! too: there the middle one of each side repeats to a percent or two, and the best does not.
use crate::allocations::counted;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// What one side of a comparison costs, a message.
#[derive(Clone, Copy)]
pub struct Cost {
    pub ns: f64,
    pub allocations: f64,
}

/// Which of a side's turns counts.
#[derive(Clone, Copy)]
pub enum Taken {
    Best,
    Middle,
}

impl Taken {
    fn of(self, mut turns: Vec<f64>) -> f64 {
        turns.sort_by(f64::total_cmp);
        match self {
            Taken::Best => turns[0],
            Taken::Middle => turns[turns.len() / 2],
        }
    }
}

pub struct Effort {
    /// Turns that each side gets.
    pub rounds: usize,
    /// How long a turn lasts, unless a single call lasts longer.
    pub turn: Duration,
    pub taken: Taken,
}

/// Runs `ours` and `rival` in turns. Each returns a sum, and every sum of both must be the same.
pub fn compare(
    what: &str,
    effort: &Effort,
    messages: usize,
    mut ours: impl FnMut() -> u64,
    mut rival: impl FnMut() -> u64,
) -> (Cost, Cost) {
    let (our_allocations, expected) = counted(&mut ours);
    let (rival_allocations, sum) = counted(&mut rival);
    assert_ne!(expected, 0, "{what}: our side failed");
    assert_eq!(expected, sum, "{what}: both sides must have read the same");

    let (our_calls, rival_calls) = (calls_a_turn(effort, &mut ours), calls_a_turn(effort, &mut rival));
    let (mut our_turns, mut rival_turns) = (Vec::new(), Vec::new());
    for _ in 0..effort.rounds {
        our_turns.push(turn(what, our_calls, expected, &mut ours));
        rival_turns.push(turn(what, rival_calls, expected, &mut rival));
    }
    let a_message =
        |turns, allocations: u64| Cost { ns: effort.taken.of(turns) / messages as f64, allocations: allocations as f64 / messages as f64 };
    (a_message(our_turns, our_allocations), a_message(rival_turns, rival_allocations))
}

fn calls_a_turn(effort: &Effort, work: &mut impl FnMut() -> u64) -> u32 {
    let mut calls = 0;
    let start = Instant::now();
    while start.elapsed() < effort.turn {
        black_box(work());
        calls += 1;
    }
    calls.max(1)
}

/// Nanoseconds a call, over one turn.
fn turn(what: &str, calls: u32, expected: u64, work: &mut impl FnMut() -> u64) -> f64 {
    let mut differing = 0;
    let start = Instant::now();
    for _ in 0..calls {
        differing |= black_box(work()) ^ expected;
    }
    let ns = start.elapsed().as_nanos() as f64 / f64::from(calls);
    assert_eq!(differing, 0, "{what}: a result changed between two calls");
    ns
}
