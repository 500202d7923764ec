//! A link's counters: `IFLA_STATS64` and its 32-bit elder, linux/if_link.h.
//!
//! ```
//! use nlwire::{route::LinkStats64, wire::Grown};
//! let mut bytes = [0; 184]; // Linux 4.4 ends before rx_nohandler
//! bytes[8] = 7;
//! let stats = Grown::<LinkStats64>::new(&bytes);
//! # if cfg!(target_endian = "little") {
//! assert_eq!(stats.get(LinkStats64::tx_packets), Some(7));
//! # }
//! assert_eq!(stats.get(LinkStats64::rx_nohandler), None);
//! ```
use crate::layout;

layout! {
    /// Counters of 32 bits, which wrap: `struct rtnl_link_stats`, linux/if_link.h. 92 bytes before Linux 4.6, 96 since.
    #[doc(alias = "rtnl_link_stats")]
    pub struct LinkStats {
        /// Good packets received, those included that the host dropped later.
        rx_packets: u32,
        /// Packets handed to the device without a complaint of its.
        tx_packets: u32,
        /// Bytes of the good packets received; of Ethernet, frames without their checksum.
        rx_bytes: u32,
        /// Bytes of the packets sent; of Ethernet, frames without their checksum.
        tx_bytes: u32,
        /// Bad packets received, whatever was wrong.
        rx_errors: u32,
        /// Packets that could not be sent, whatever was wrong.
        tx_errors: u32,
        /// Received packets that were dropped unprocessed: no memory, unknown protocol.
        rx_dropped: u32,
        /// Packets dropped on their way out.
        tx_dropped: u32,
        /// Multicast packets received.
        multicast: u32,
        /// Collisions while sending.
        collisions: u32,
        /// Received packets of an impossible length.
        rx_length_errors: u32,
        /// Times that the receiver's queue overflowed; often the same as `rx_fifo_errors`.
        rx_over_errors: u32,
        /// Received packets with a wrong checksum.
        rx_crc_errors: u32,
        /// Received packets that end within an octet.
        rx_frame_errors: u32,
        /// Times that the receiver's queue overflowed; on software devices, packets out of sequence.
        rx_fifo_errors: u32,
        /// Packets that the device dropped for want of buffers of the host.
        rx_missed_errors: u32,
        /// Packets given up after too many collisions; on fast devices, discarded.
        tx_aborted_errors: u32,
        /// Packets lost because the carrier was.
        tx_carrier_errors: u32,
        /// Packets lost because the device ran out of data amidst a frame.
        tx_fifo_errors: u32,
        /// Failed signal-quality tests of old half-duplex Ethernet.
        tx_heartbeat_errors: u32,
        /// Packets lost by a late collision.
        tx_window_errors: u32,
        /// Compressed packets received, where a link compresses (SLIP, PPP).
        rx_compressed: u32,
        /// Compressed packets sent.
        tx_compressed: u32,
        /// Received packets that nobody was there to take, such as on a bond's backup. Since Linux 4.6.
        rx_nohandler: u32,
    }
}
layout! {
    /// Counters of 64 bits: `struct rtnl_link_stats64`, linux/if_link.h. 184 bytes before Linux 4.6, 192 before 5.19, 200 since.
    #[doc(alias = "rtnl_link_stats64")]
    pub struct LinkStats64 {
        /// Good packets received, those included that the host dropped later.
        rx_packets: u64,
        /// Packets handed to the device without a complaint of its.
        tx_packets: u64,
        /// Bytes of the good packets received; of Ethernet, frames without their checksum.
        rx_bytes: u64,
        /// Bytes of the packets sent; of Ethernet, frames without their checksum.
        tx_bytes: u64,
        /// Bad packets received, whatever was wrong.
        rx_errors: u64,
        /// Packets that could not be sent, whatever was wrong.
        tx_errors: u64,
        /// Received packets that were dropped unprocessed: no memory, unknown protocol.
        rx_dropped: u64,
        /// Packets dropped on their way out.
        tx_dropped: u64,
        /// Multicast packets received.
        multicast: u64,
        /// Collisions while sending.
        collisions: u64,
        /// Received packets of an impossible length.
        rx_length_errors: u64,
        /// Times that the receiver's queue overflowed; often the same as `rx_fifo_errors`.
        rx_over_errors: u64,
        /// Received packets with a wrong checksum.
        rx_crc_errors: u64,
        /// Received packets that end within an octet.
        rx_frame_errors: u64,
        /// Times that the receiver's queue overflowed; on software devices, packets out of sequence.
        rx_fifo_errors: u64,
        /// Packets that the device dropped for want of buffers of the host.
        rx_missed_errors: u64,
        /// Packets given up after too many collisions; on fast devices, discarded.
        tx_aborted_errors: u64,
        /// Packets lost because the carrier was.
        tx_carrier_errors: u64,
        /// Packets lost because the device ran out of data amidst a frame.
        tx_fifo_errors: u64,
        /// Failed signal-quality tests of old half-duplex Ethernet.
        tx_heartbeat_errors: u64,
        /// Packets lost by a late collision.
        tx_window_errors: u64,
        /// Compressed packets received, where a link compresses (SLIP, PPP).
        rx_compressed: u64,
        /// Compressed packets sent.
        tx_compressed: u64,
        /// Received packets that nobody was there to take, such as on a bond's backup. Since Linux 4.6.
        rx_nohandler: u64,
        /// Received packets for another host's address. Since Linux 5.19, and only in 64 bits.
        rx_otherhost_dropped: u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::Link,
        wire::{Attrs, Layout, Value},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        assert_eq!((size_of::<LinkStats>(), size_of::<LinkStats64>()), (96, 200));
        assert_eq!((LinkStats::STRUCTURE.fields.len(), LinkStats64::STRUCTURE.fields.len()), (24, 25));
    }
    #[test]
    fn shorter_and_longer_statistics_read_fine() {
        // an attribute of 92 bytes is Linux 4.4's, one of 108 somebody's who has added three counters
        for (len, nohandler, beyond) in [(92, None, 0), (96, Some(24), 0), (108, Some(24), 12)] {
            let mut bytes = std::vec::Vec::new();
            bytes.extend((len as u16 + 4).to_ne_bytes());
            bytes.extend(7u16.to_ne_bytes());
            (1..=len as u32 / 4).for_each(|count| bytes.extend(count.to_ne_bytes()));
            let link = Attrs::<Link>::new(&bytes);
            let stats = link.get(Link::IFLA_STATS).unwrap().unwrap();
            assert_eq!(stats.get(LinkStats::rx_packets), Some(1), "{len} bytes");
            assert_eq!(stats.get(LinkStats::tx_compressed), Some(23), "{len} bytes");
            assert_eq!(stats.get(LinkStats::rx_nohandler), nohandler, "{len} bytes");
            assert_eq!(stats.whole().is_some(), len >= 96, "{len} bytes");
            assert_eq!(stats.beyond().len(), beyond, "{len} bytes");
            assert_eq!(stats.or_zero().get(LinkStats::rx_nohandler), nohandler.unwrap_or(0), "{len} bytes");
            assert_eq!(format!("{link:?}").contains("rx_nohandler"), nohandler.is_some(), "{len} bytes");
        }
    }
    #[test]
    fn sixty_four_bits_end_where_the_kernel_s_do() {
        let bytes: std::vec::Vec<u8> = (1..=27u64).flat_map(u64::to_ne_bytes).collect();
        for (len, nohandler, otherhost) in
            [(184, None, None), (192, Some(24), None), (200, Some(24), Some(25)), (216, Some(24), Some(25))]
        {
            let stats = crate::wire::Grown::<LinkStats64>::read(&bytes[..len]).unwrap();
            assert_eq!(stats.get(LinkStats64::rx_nohandler), nohandler, "{len} bytes");
            assert_eq!(stats.get(LinkStats64::rx_otherhost_dropped), otherhost, "{len} bytes");
        }
    }
}
