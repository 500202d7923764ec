//! Interface statistics: `IFLA_STATS64`, `IFLA_STATS` (32-bit counters), linux/if_link.h.
//!
//! See the kernel's [interface statistics](https://docs.kernel.org/networking/statistics.html).
//!
//! ```
//! use nlwire::{route::LinkStats64, wire::Extensible};
//! let mut bytes = [0; 184]; // Linux 4.4 ends before rx_nohandler
//! bytes[8] = 7;
//! let stats = Extensible::<LinkStats64>::new(&bytes);
//! # if cfg!(target_endian = "little") {
//! assert_eq!(stats.get(LinkStats64::tx_packets), Some(7));
//! # }
//! assert_eq!(stats.get(LinkStats64::rx_nohandler), None);
//! ```
use crate::c_struct;

c_struct! {
    /// Interface statistics with 32-bit counters: `struct rtnl_link_stats`, linux/if_link.h.
    ///
    /// The counters wrap around. 92 bytes before Linux 4.6, 96 since.
    #[doc(alias = "rtnl_link_stats")]
    pub struct LinkStats {
        /// Good packets received, including packets that the host dropped later.
        rx_packets: u32,
        /// Packets transmitted: handed over to the device without error.
        tx_packets: u32,
        /// Bytes in good received packets; Ethernet frames count without FCS.
        rx_bytes: u32,
        /// Bytes in transmitted packets; Ethernet frames count without FCS.
        tx_bytes: u32,
        /// Receive errors: bad packets, all causes.
        rx_errors: u32,
        /// Transmit errors, all causes.
        tx_errors: u32,
        /// Received packets dropped unprocessed: no memory, unsupported protocol.
        rx_dropped: u32,
        /// Packets dropped before transmission, for example for lack of memory.
        tx_dropped: u32,
        /// Multicast packets received.
        multicast: u32,
        /// Collisions during transmission.
        collisions: u32,
        /// Received packets with invalid length.
        rx_length_errors: u32,
        /// Receiver FIFO overflows; some drivers use `rx_fifo_errors` instead.
        rx_over_errors: u32,
        /// Received packets with CRC error.
        rx_crc_errors: u32,
        /// Received packets with alignment error.
        rx_frame_errors: u32,
        /// Receiver FIFO overflows; on software devices, packet queue overflows or sequence errors.
        rx_fifo_errors: u32,
        /// Packets dropped by the device because the host provided no buffers.
        rx_missed_errors: u32,
        /// Packets aborted after too many collisions; on fast devices, discarded packets.
        tx_aborted_errors: u32,
        /// Packets lost because of loss of carrier.
        tx_carrier_errors: u32,
        /// Packets lost because of transmitter FIFO underrun.
        tx_fifo_errors: u32,
        /// Heartbeat (SQE test) errors of half-duplex Ethernet.
        tx_heartbeat_errors: u32,
        /// Packets lost because of late collisions.
        tx_window_errors: u32,
        /// Compressed packets received (CSLIP, PPP).
        rx_compressed: u32,
        /// Compressed packets transmitted (CSLIP, PPP).
        tx_compressed: u32,
        /// Packets dropped because the device is inactive, such as the backup port of a bond. Since
        /// Linux 4.6.
        rx_nohandler: u32,
    }
}
c_struct! {
    /// Interface statistics with 64-bit counters: `struct rtnl_link_stats64`, linux/if_link.h.
    ///
    /// 184 bytes before Linux 4.6, 192 before 5.19, 200 since.
    #[doc(alias = "rtnl_link_stats64")]
    pub struct LinkStats64 {
        /// Good packets received, including packets that the host dropped later.
        rx_packets: u64,
        /// Packets transmitted: handed over to the device without error.
        tx_packets: u64,
        /// Bytes in good received packets; Ethernet frames count without FCS.
        rx_bytes: u64,
        /// Bytes in transmitted packets; Ethernet frames count without FCS.
        tx_bytes: u64,
        /// Receive errors: bad packets, all causes.
        rx_errors: u64,
        /// Transmit errors, all causes.
        tx_errors: u64,
        /// Received packets dropped unprocessed: no memory, unsupported protocol.
        rx_dropped: u64,
        /// Packets dropped before transmission, for example for lack of memory.
        tx_dropped: u64,
        /// Multicast packets received.
        multicast: u64,
        /// Collisions during transmission.
        collisions: u64,
        /// Received packets with invalid length.
        rx_length_errors: u64,
        /// Receiver FIFO overflows; some drivers use `rx_fifo_errors` instead.
        rx_over_errors: u64,
        /// Received packets with CRC error.
        rx_crc_errors: u64,
        /// Received packets with alignment error.
        rx_frame_errors: u64,
        /// Receiver FIFO overflows; on software devices, packet queue overflows or sequence errors.
        rx_fifo_errors: u64,
        /// Packets dropped by the device because the host provided no buffers.
        rx_missed_errors: u64,
        /// Packets aborted after too many collisions; on fast devices, discarded packets.
        tx_aborted_errors: u64,
        /// Packets lost because of loss of carrier.
        tx_carrier_errors: u64,
        /// Packets lost because of transmitter FIFO underrun.
        tx_fifo_errors: u64,
        /// Heartbeat (SQE test) errors of half-duplex Ethernet.
        tx_heartbeat_errors: u64,
        /// Packets lost because of late collisions.
        tx_window_errors: u64,
        /// Compressed packets received (CSLIP, PPP).
        rx_compressed: u64,
        /// Compressed packets transmitted (CSLIP, PPP).
        tx_compressed: u64,
        /// Packets dropped because the device is inactive, such as the backup port of a bond. Since
        /// Linux 4.6.
        rx_nohandler: u64,
        /// Packets dropped because the destination MAC address belongs to another host. Since Linux
        /// 5.19.
        rx_otherhost_dropped: u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::Link,
        wire::{Attrs, CStruct, Struct, Value},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernel_s() {
        assert_eq!((size_of::<Struct<LinkStats>>(), size_of::<Struct<LinkStats64>>()), (96, 200));
        assert_eq!((LinkStats::SPEC.fields.len(), LinkStats64::SPEC.fields.len()), (24, 25));
    }
    #[test]
    fn shorter_and_longer_statistics_read_fine() {
        // 92 bytes are those of Linux 4.4, 108 bytes those of a kernel with three more counters
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
            let stats = crate::wire::Extensible::<LinkStats64>::read(&bytes[..len]).unwrap();
            assert_eq!(stats.get(LinkStats64::rx_nohandler), nohandler, "{len} bytes");
            assert_eq!(stats.get(LinkStats64::rx_otherhost_dropped), otherhost, "{len} bytes");
        }
    }
}
