//! Real packets on the loopback device, sent to user space by rules of our own.
#![allow(dead_code)]

use super::common::skip;
use nlwire::{
    client::{BatchError, Connection, Transport},
    netfilter::{
        NfProto,
        nftables::{self, *},
    },
    wire::{Errno, NewFlags, Writer},
};
use std::{net::UdpSocket, time::Duration};

/// Two sockets of the loopback device; what the first sends comes to the second. A receive waits a second at most.
pub fn pair() -> (UdpSocket, UdpSocket) {
    let [from, to] = [(); 2].map(|()| UdpSocket::bind("127.0.0.1:0").unwrap());
    from.connect(to.local_addr().unwrap()).unwrap();
    to.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    (from, to)
}
pub fn received(socket: &UdpSocket) -> Vec<u8> {
    let mut bytes = [0; 2048];
    let len = socket.recv(&mut bytes).unwrap();
    bytes[..len].to_vec()
}
/// Makes a table with a chain at a hook, and one rule for UDP packets.
#[allow(clippy::result_large_err)] // once for many requests
pub fn rule<T: Transport>(
    connection: &mut Connection<T, &mut [u8]>,
    hook: u32,
    then: impl FnOnce(&mut Writer<'_, NftExprs>),
) -> Result<(), BatchError<T::Error>> {
    let family = NfProto::NFPROTO_INET;
    let mut all = nftables::transaction(connection, None)?;
    all.add_with(NewTable { family }, NewFlags::CREATE, |table| {
        table.put(NftTable::NFTA_TABLE_NAME, "t");
    })?;
    all.add_with(NewChain { family }, NewFlags::CREATE, |chain| {
        chain
            .put(NftChain::NFTA_CHAIN_TABLE, "t")
            .put(NftChain::NFTA_CHAIN_NAME, "c")
            .put(NftChain::NFTA_CHAIN_TYPE, "filter");
        chain.nest(NftChain::NFTA_CHAIN_HOOK, |at| {
            at.put(NftHook::NFTA_HOOK_HOOKNUM, hook).put(NftHook::NFTA_HOOK_PRIORITY, 0i32);
        });
    })?;
    all.add_with(NewRule { family }, NewFlags::CREATE | NewFlags::APPEND, |rule| {
        rule.put(NftRule::NFTA_RULE_TABLE, "t").put(NftRule::NFTA_RULE_CHAIN, "c");
        rule.nest(NftRule::NFTA_RULE_EXPRESSIONS, |rule| {
            let reg = Register::NFT_REG32_00;
            rule.meta(MetaKey::NFT_META_L4PROTO, reg).cmp(reg, CmpOp::NFT_CMP_EQ, &[17]);
            // so that connections are tracked
            rule.ct(CtKey::NFT_CT_STATE, reg);
            then(rule);
        });
    })?;
    all.commit().map(|_| ())
}
/// Queues what goes out to queue 0: by the expression, or where this kernel has none by iptables' target.
pub fn queue_output<T: Transport<Error: std::fmt::Display + std::fmt::Debug>>(
    test: &str,
    connection: &mut Connection<T, &mut [u8]>,
) -> bool {
    if connection.run(nftables::generation()).is_err_and(|failure| failure.errno() == Some(Errno::EINVAL)) {
        skip(test, "this kernel has no nf_tables");
        return false;
    }
    let made = rule(connection, 3, |rule| {
        rule.queue(0, nftables::QueueFlags::empty());
    });
    match made {
        Err(failed) if failed.failure.errno() == Some(Errno::ENOENT) => {
            rule(connection, 3, |rule| {
                rule.expr(ExprKind::TARGET, |target| {
                    target.put(NftTarget::NFTA_TARGET_NAME, "NFQUEUE").put(NftTarget::NFTA_TARGET_REV, 0u32);
                    target.put(NftTarget::NFTA_TARGET_INFO, [0; 8]);
                });
            })
            .unwrap();
        }
        made => made.unwrap(),
    }
    true
}
/// The UDP payload of an IPv4 packet.
pub fn udp(packet: &[u8]) -> &[u8] {
    &packet[28..]
}
