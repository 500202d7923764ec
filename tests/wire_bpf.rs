//! Filters say what reading the message says: thousands of them, on thousands of messages.
mod bpf;

use bpf::{Dice, filter, hostile, message};
use nlwire::{
    bpf::{Instruction, Test, Unfit, answers, compile, kind, run},
    wire::{GetFlags, MessageHeader},
};

#[test]
fn a_filter_says_what_reading_says() {
    let mut room = [Instruction::DROP; 4096];
    let (mut passed, mut dropped, mut longest) = (0, 0, 0);
    for seed in 0..4000 {
        let mut dice = Dice(seed);
        let size = dice.below(6) as u32;
        let (test, says) = filter(&mut dice, size);
        let program = compile(test, &mut room).unwrap();
        longest = longest.max(program.len());
        for _ in 0..8 {
            let message = message(&mut dice);
            let passes = run(program, &message).unwrap() != 0;
            assert_eq!(passes, says(&message), "seed {seed}: {message:x?}");
            if passes { passed += 1 } else { dropped += 1 }
        }
        for _ in 0..4 {
            // whatever the bytes, the program runs to its end; and says the same, where the message has its header
            let bytes = hostile(&mut dice);
            let passes = run(program, &bytes).unwrap() != 0;
            if bytes.len() >= 16 {
                assert_eq!(passes, says(&bytes), "seed {seed}: {bytes:x?}\n{program:?}");
            }
        }
    }
    assert!(passed > 5000 && dropped > 5000, "{passed} passed, {dropped} did not");
    assert!(longest > 255, "jumps were long: {longest} instructions");
}

#[test]
fn room_is_asked_for_exactly() {
    let mut room = [Instruction::DROP; 512];
    for seed in 0..200 {
        let (test, _) = filter(&mut Dice(seed), 3);
        let needed = compile(&test, &mut room).unwrap().len();
        assert_eq!(compile(&test, &mut room[..needed - 1]), Err(Unfit::TooSmall { needed }));
        let whole = compile(&test, &mut room).unwrap().to_vec();
        assert_eq!(compile(&test, &mut vec![Instruction::ACCEPT; needed]).unwrap(), whole);
    }
    assert!(Unfit::TooSmall { needed: 7 }.to_string().contains("7 instructions"));
}

#[test]
fn what_the_kernel_would_refuse_is_refused() {
    let mut room = [Instruction::DROP; 4096];
    let many = vec![kind(16); 3000];
    assert_eq!(compile(nlwire::bpf::Any(&many), &mut room), Err(Unfit::TooLarge));
    let text = nlwire::bpf::Behind::<bpf::Head, bpf::Sample>::NEW.attr(bpf::Sample::S_TEXT);
    assert_eq!(compile(text.is("x".repeat(256).as_str()), &mut room), Err(Unfit::TooLarge));
    assert!(compile(text.is("x".repeat(255).as_str()), &mut room).is_ok());
    let mut deep = text.as_set::<bpf::Sample>();
    for _ in 0..7 {
        deep = deep.attr(bpf::Sample::S_NEST);
    }
    assert!(compile(deep.exists(), &mut room).is_ok());
    assert_eq!(compile(deep.attr(bpf::Sample::S_U8).exists(), &mut room), Err(Unfit::TooLarge));
}

#[test]
fn answers_pass_and_events_do_not() {
    let mut room = [Instruction::DROP; 64];
    let program = compile(answers(7).or(kind(24)), &mut room).unwrap();
    let passes = |kind: u16, flags: u16, port: u32| {
        let header = MessageHeader::new()
            .with(MessageHeader::nlmsg_len, 16)
            .with(MessageHeader::nlmsg_type, kind)
            .with(MessageHeader::nlmsg_flags, flags)
            .with(MessageHeader::nlmsg_pid, port);
        run(program, header.as_bytes()).unwrap() != 0
    };
    let multi = GetFlags::MULTI.bits();
    assert!(passes(2, 0, 0) && passes(3, multi, 0) && passes(15, 0, 0), "control");
    assert!(passes(16, multi, 9) && passes(16, 0, 7), "parts of dumps, replies");
    assert!(passes(24, 0, 0), "the event that is wanted");
    assert!(!passes(16, 0, 0) && !passes(25, 0x600, 8) && !passes(0x1000, 0, 0x0700_0000), "other events");
}

#[test]
fn programs_that_lead_nowhere_are_flawed() {
    for (program, at) in [
        (&[][..], 0),
        (&[Instruction::load_u8(0)], 1),
        (&[Instruction::jump_equal(1, 5, 9), Instruction::ACCEPT], 10),
        (&[Instruction::new(0xffff, 0, 0, 0)], 0),
        (&[Instruction::new(0x02, 0, 0, 16)], 0),
        (&[Instruction::new(0x05, 0, 0, 1 << 20)], 1 + (1 << 20)),
    ] {
        let flaw = run(program, &[0; 32]).unwrap_err();
        assert_eq!(flaw.at, at, "{program:?}");
        assert!(flaw.to_string().contains("cannot be run"));
    }
    assert_eq!(run(&[Instruction::load_u32(29), Instruction::ACCEPT], &[0; 32]), Ok(0), "beyond the end");
    assert_eq!(run(&[Instruction::load_u32(28), Instruction::ACCEPT], &[0; 32]), Ok(u32::MAX));
}
