//! Packets queued and logged to user space, live: real packets on the loopback device, sent there by rules of our own.
#![cfg(all(feature = "std", feature = "netfilter", target_os = "linux"))]
#![allow(clippy::unwrap_used)]
mod common;
#[path = "common/packets.rs"]
mod packets;

use nlwire::{
    client::Connection,
    netfilter::{
        Hook,
        conntrack::{self, Conntrack, Flow, Status},
        log::{self, LogConfig, LogFlags},
        nftables,
        queue::{self, QueueFlags, QueuedPacket, SetVerdict, Verdict},
    },
    socket::{Protocol, Socket},
    uapi::{EtherType, IpProtocol},
    wire::{Be, Errno, NewFlags},
};
use packets::{pair, queue_output, received, rule, udp};
use std::time::Duration;

fn connect(buffer: &mut [u8]) -> Connection<Socket, &'_ mut [u8]> {
    let socket = Socket::new(Protocol::NETFILTER).unwrap();
    socket.set_receive_timeout(Some(Duration::from_secs(10))).unwrap();
    Connection::over_socket(socket, buffer)
}
#[test]
fn queued_packets_are_accepted_dropped_and_mangled() {
    const TEST: &str = "queued_packets_are_accepted_dropped_and_mangled";
    common::in_namespace(TEST, || {
        let (mut buffer, mut second) = (vec![0; 128 * 1024], vec![0; 8192]);
        let mut connection = connect(&mut buffer);
        if !queue_output(TEST, &mut connection) {
            return;
        }
        connection.run(queue::bind(0)).unwrap();
        connection.run(queue::copy_packets(0, 0xffff)).unwrap();
        connection.run(queue::set_max_len(0, 100)).unwrap();
        let all = QueueFlags::NFQA_CFG_F_UID_GID;
        connection.run(queue::set_flags(0, all, all)).unwrap();
        let refused = connect(&mut second).run(queue::bind(0)).unwrap_err();
        assert!(matches!(refused.errno(), Some(Errno::EPERM | Errno::EBUSY)), "{refused}");
        let (from, to) = pair();
        // payloads of every length modulo 4: the message is as long, and not padded
        let texts: [&[u8]; 5] = [b"", b"a", b"bb", b"ccc", b"dddd"];
        for (at, text) in texts.iter().enumerate() {
            from.send(text).unwrap();
            let packet = queue::next(&mut connection).unwrap();
            assert_eq!(
                (packet.queue, packet.id, packet.hook, packet.protocol),
                (0, at as u32 + 1, Hook::NF_INET_LOCAL_OUT, EtherType::ETH_P_IP)
            );
            assert_eq!(udp(packet.payload()), *text);
            assert_eq!(packet.attrs.get(QueuedPacket::NFQA_IFINDEX_OUTDEV).unwrap(), Some(Be(1)));
            assert_eq!(packet.attrs.get(QueuedPacket::NFQA_UID).unwrap(), Some(Be(common::user_outside())));
            let printed = format!("{:?}", packet.attrs);
            assert!(!printed.contains('#') && !printed.contains("misfit"), "{printed}");
            let id = packet.id;
            connection.run(queue::verdict(0, id, Verdict::NF_ACCEPT)).unwrap();
            assert_eq!(received(&to), *text);
        }
        // one is dropped, the next is another when it arrives, and bears a mark
        from.send(b"dropped").unwrap();
        let id = queue::next(&mut connection).unwrap().id;
        connection.run(queue::verdict(0, id, Verdict::NF_DROP)).unwrap();
        from.send(b"before").unwrap();
        let packet = queue::next(&mut connection).unwrap();
        let (id, mut bytes) = (packet.id, packet.payload().to_vec());
        bytes.truncate(28);
        bytes.extend(b"behind it");
        let len = bytes.len() as u16;
        bytes[2..4].copy_from_slice(&len.to_be_bytes());
        bytes[10..12].fill(0); // checksums: IPv4 needs its own, UDP may go without
        let sum =
            bytes[..20].chunks(2).map(|word| u32::from(u16::from_be_bytes([word[0], word[1]]))).sum::<u32>();
        let sum = !((sum & 0xffff) + (sum >> 16)) as u16;
        bytes[10..12].copy_from_slice(&sum.to_be_bytes());
        bytes[24..26].copy_from_slice(&(len - 20).to_be_bytes());
        bytes[26..28].fill(0);
        connection
            .run(queue::verdict_with(0, id, Verdict::NF_ACCEPT, |verdict| {
                verdict.put(QueuedPacket::NFQA_PAYLOAD, &bytes[..]).put(QueuedPacket::NFQA_MARK, 7u32);
            }))
            .unwrap();
        assert_eq!(received(&to), b"behind it");
        // a verdict with an ack says when there is no such packet
        let header = queue::VerdictHdr::new().with(queue::VerdictHdr::id, Be(9999));
        let refused = connection.request_with(SetVerdict { queue: Be(0) }, NewFlags::ACK, |verdict| {
            verdict.put(QueuedPacket::NFQA_VERDICT_HDR, &header);
        });
        assert_eq!(refused.unwrap_err().errno(), Some(Errno::ENOENT));

        // many at once: they are read while verdicts go out, and a batch ends them
        let mut last = 0;
        for number in 0..60u8 {
            from.send(&[number; 99]).unwrap();
        }
        for number in 0..60u8 {
            let packet = queue::next(&mut connection).unwrap();
            assert_eq!(udp(packet.payload()), [number; 99]);
            last = packet.id;
            if number == 29 {
                connection.run(queue::verdict_batch(0, last, Verdict::NF_ACCEPT)).unwrap();
            }
        }
        for number in 0..30u8 {
            assert_eq!(received(&to), [number; 99]);
        }
        connection.run(queue::verdict_batch(0, last, Verdict::NF_DROP)).unwrap();
        from.send(b"end").unwrap();
        let id = queue::next(&mut connection).unwrap().id;
        connection.run(queue::verdict(0, id, Verdict::NF_ACCEPT)).unwrap();
        assert_eq!(received(&to), b"end", "the batch dropped the thirty before");

        // cut short, and without the packet
        connection.run(queue::copy_packets(0, 21)).unwrap();
        from.send(b"a longer text").unwrap();
        let packet = queue::next(&mut connection).unwrap();
        assert_eq!(packet.payload().len(), 21);
        assert_eq!(packet.attrs.get(QueuedPacket::NFQA_CAP_LEN).unwrap(), Some(Be(41)));
        let id = packet.id;
        connection.run(queue::verdict(0, id, Verdict::NF_DROP)).unwrap();
        connection.run(queue::copy_meta(0)).unwrap();
        from.send(b"a longer text").unwrap();
        let packet = queue::next(&mut connection).unwrap();
        assert!(packet.payload().is_empty());
        let id = packet.id;
        connection.run(queue::verdict(0, id, Verdict::NF_DROP)).unwrap();
        connection.run(queue::unbind(0)).unwrap();
        // without anybody there, packets are dropped: a send is refused or goes nowhere, but nothing hangs
        let _ = from.send(b"nobody");
        assert_eq!(connection.unhandled_events(), 0);
    });
}
#[test]
fn a_queued_packet_brings_its_connection() {
    const TEST: &str = "a_queued_packet_brings_its_connection";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 128 * 1024];
        let mut connection = connect(&mut buffer);
        if !queue_output(TEST, &mut connection) {
            return;
        }
        connection.run(queue::bind(0)).unwrap();
        connection.run(queue::copy_packets(0, 0xffff)).unwrap();
        let ct = QueueFlags::NFQA_CFG_F_CONNTRACK;
        if let Err(refused) = connection.run(queue::set_flags(0, ct, ct)) {
            assert_eq!(refused.errno(), Some(Errno::EOPNOTSUPP));
        }
        let (from, to) = pair();
        from.send(b"first").unwrap();
        let packet = queue::next(&mut connection).unwrap();
        let flow = Flow::udp(from.local_addr().unwrap(), to.local_addr().unwrap());
        let (id, found) =
            (packet.id, packet.connection().map(|ct| (Flow::original_of(ct), Flow::reply_of(ct))));
        if found.is_none() {
            common::skip(
                TEST,
                "this kernel does not tell of connections in queued packets (CONFIG_NETFILTER_NETLINK_GLUE_CT)",
            );
        } else {
            assert_eq!(found, Some((Some(flow), Some(flow.reversed()))));
        }
        // the verdict changes the connection, too
        connection
            .run(queue::verdict_with(0, id, Verdict::NF_ACCEPT, |verdict| {
                verdict.nest(QueuedPacket::NFQA_CT, |ct| {
                    ct.put(Conntrack::CTA_MARK, 0x77u32);
                });
            }))
            .unwrap();
        assert_eq!(received(&to), b"first");
        // real traffic made this entry
        let entry = connection.get(conntrack::find(&flow, 0)).unwrap();
        assert!(entry.status().contains(Status::IPS_CONFIRMED));
        assert_eq!(entry.mark(), if found.is_some() { 0x77 } else { 0 });
        assert_eq!(entry.original().map(|flow| flow.protocol), Some(IpProtocol::IPPROTO_UDP));
    });
}
#[test]
fn logged_packets_come_with_prefix_and_several_in_a_datagram() {
    const TEST: &str = "logged_packets_come_with_prefix_and_several_in_a_datagram";
    common::in_namespace(TEST, || {
        let mut buffer = vec![0; 128 * 1024];
        let mut connection = connect(&mut buffer);
        if connection.run(nftables::generation()).is_err_and(|failure| failure.errno() == Some(Errno::EINVAL))
        {
            return common::skip(TEST, "this kernel has no nf_tables");
        }
        connection.run(log::bind(5)).unwrap();
        connection.run(log::copy_packets(5, 0)).unwrap();
        connection
            .run(log::configure(5, |config| {
                config.put(
                    LogConfig::NFULA_CFG_FLAGS,
                    Be(LogFlags::NFULNL_CFG_F_SEQ | LogFlags::NFULNL_CFG_F_SEQ_GLOBAL),
                );
                config.put(LogConfig::NFULA_CFG_TIMEOUT, 1000u32).put(LogConfig::NFULA_CFG_QTHRESH, 5u32);
            }))
            .unwrap();
        rule(&mut connection, 1, |rule| {
            rule.log(5, "seen: ");
        })
        .unwrap();
        let (from, to) = pair();
        // five fill the threshold: one datagram of five messages and a NLMSG_DONE without NLM_F_MULTI, which nobody waits for
        for round in 0..2u32 {
            for number in 0..5u8 {
                let text = vec![number; usize::from(number) + 1];
                from.send(&text).unwrap();
                assert_eq!(received(&to), text);
            }
            for number in 0..5u8 {
                let packet = log::next(&mut connection).unwrap();
                assert_eq!(
                    (packet.group, packet.hook, packet.protocol),
                    (5, Hook::NF_INET_LOCAL_IN, EtherType::ETH_P_IP)
                );
                assert_eq!(packet.prefix().map(|prefix| prefix.to_string()).as_deref(), Some("seen: "));
                assert_eq!(udp(packet.payload()), vec![number; usize::from(number) + 1]);
                let seq = packet.attrs.get(nlwire::netfilter::log::LoggedPacket::NFULA_SEQ).unwrap();
                assert_eq!(seq, Some(Be(round * 5 + u32::from(number))));
                let printed = format!("{:?}", packet.attrs);
                assert!(!printed.contains('#') && !printed.contains("misfit"), "{printed}");
            }
        }
        connection.run(log::unbind(5)).unwrap();
        assert!(connection.run(log::unbind(5)).unwrap_err().is_not_found());
    });
}
