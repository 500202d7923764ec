//! Socket filters: a filter that is drawn says of any datagram what reading the datagram says, and any program ends.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::bpf::{Instruction, Unfit, compile, run};
use nlwire_fuzz::Input;

#[path = "../../tests/bpf/mod.rs"]
mod bpf;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let (what, seed) = (input.byte(), input.short());
    if what & 7 == 0 {
        // any program, over what follows it
        let program: Vec<Instruction> = input
            .take(8 * usize::from(what >> 3))
            .chunks_exact(8)
            .map(|bytes| {
                let word = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
                Instruction::new(u16::from_le_bytes([bytes[0], bytes[1]]), bytes[2], bytes[3], word)
            })
            .collect();
        if let Err(flaw) = run(&program, input.0) {
            assert!(
                program.get(flaw.at).is_some_and(|it| !matches!(it.code, 0x06 | 0x16))
                    || flaw.at >= program.len()
            );
        }
        return;
    }
    let mut dice = bpf::Dice(seed.into());
    let (test, says) = bpf::filter(&mut dice, u32::from(what & 7) - 1);
    let mut room = [Instruction::DROP; 4096];
    let program = compile(&test, &mut room).expect("small enough");
    let needed = program.len();
    let passes = |datagram: &[u8]| run(program, datagram).expect("a program that was compiled runs") != 0;
    if input.0.len() >= 16 {
        assert_eq!(passes(input.0), says(input.0), "{program:?}");
    } else {
        passes(input.0);
        let message = bpf::message(&mut dice);
        assert_eq!(passes(&message), says(&message));
    }
    let short = usize::from(what) % needed;
    assert_eq!(compile(&test, &mut vec![Instruction::DROP; short]), Err(Unfit::TooSmall { needed }));
});
