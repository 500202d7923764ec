//! Any bytes as a capture file, and captures written from any packets: what is written reads back, and a file cut anywhere gives the
//! packets before the cut and one error.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{
    client::{Connection, Recorded, Replay},
    pcap::{Direction, Packet, Recording, write_recording},
    route::GetLink,
    wire::BuildError,
};
use nlwire_fuzz::{Input, printed};
use std::time::Duration;

/// Writes packets into a file of exactly the size that they need.
fn write(packets: &[Packet<'_>]) -> Vec<u8> {
    let size = 24 + packets.iter().map(|packet| 32 + packet.bytes.len()).sum::<usize>();
    let mut file = vec![0xa5; size];
    let mut at = write_recording(&mut file).expect("there is room");
    for packet in packets {
        let needed = 32 + packet.bytes.len();
        let short = at + needed - 1;
        assert_eq!(packet.write(&mut file[at..short]), Err(BuildError::TooSmall { needed }));
        at += packet.write(&mut file[at..]).expect("there is room");
    }
    assert_eq!(at, size);
    file
}
fn read(file: &[u8]) -> Vec<Packet<'_>> {
    let mut recording = match Recording::open(file) {
        Ok(recording) => recording,
        Err(error) => {
            assert!(printed(format_args!("{error}")) > 0);
            return Vec::new();
        }
    };
    let (mut packets, mut at, mut failed) = (Vec::new(), recording.offset(), false);
    while let Some(packet) = recording.next() {
        assert!(!failed, "nothing follows an error");
        failed = packet.is_err();
        assert!(recording.offset() > at && recording.offset() <= file.len());
        at = recording.offset();
        if let Ok(packet) = packet {
            assert!(
                packet.whole >= packet.bytes.len() && packet.is_cut() == (packet.whole > packet.bytes.len())
            );
            packets.push(packet);
        }
    }
    assert!(failed || at == file.len());
    packets
}

fuzz_target!(|data: &[u8]| {
    // any bytes
    let found = read(data);
    let whole: Vec<Packet<'_>> = found
        .iter()
        .filter(|packet| packet.time.as_secs() < u32::MAX.into())
        .map(|packet| Packet::new(packet.time, packet.direction, packet.protocol, packet.bytes))
        .collect();
    assert_eq!(read(&write(&whole)), whole);
    // a replay of them ends, whatever is asked
    let mut buffer = [0; 512];
    let replay = Replay::new(found.iter().copied().map(Recorded::from), 7).by_type();
    let mut connection = Connection::new(replay, &mut buffer[..], 7, 1);
    if let Ok(mut links) = connection.dump(GetLink::default()) {
        let mut count = 0;
        while let Ok(Some(_)) = links.next() {
            count += 1;
        }
        assert!(count <= data.len() / 16);
    }
    // a file that is made, cut
    let mut input = Input(data);
    let cut: usize = input.short().into();
    let mut packets = Vec::new();
    while !input.is_empty() && packets.len() < 50 {
        let time = Duration::new(u64::from(input.word()), input.word() % 1_000_000_000);
        let directions = [Direction::Received, Direction::Sent, Direction::User, Direction::Kernel];
        packets.push(Packet::new(time, input.of(&directions), input.short(), input.piece()));
    }
    let file = write(&packets);
    assert_eq!(read(&file), packets);
    let cut = cut % (file.len() + 1);
    let before = read(&file[..cut]);
    assert_eq!(before, packets[..before.len()]);
    let ends = 24 + before.iter().map(|packet| 32 + packet.bytes.len()).sum::<usize>();
    assert!(
        cut < 24
            || ends <= cut && packets.get(before.len()).is_none_or(|next| ends + 32 + next.bytes.len() > cut)
    );
});
