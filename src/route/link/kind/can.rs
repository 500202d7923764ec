//! Controller Area Network (CAN): kinds `can` (`IFLA_CAN_*`), `vcan` and `vxcan` (`VXCAN_INFO_*`).
//!
//! linux/can/netlink.h and linux/can/vxcan.h. See the kernel's
//! [CAN documentation](https://docs.kernel.org/networking/can.html). TDC: Transmitter Delay
//! Compensation.
//!
//! ```
//! use nlwire::{route::{Can, CanBittiming, Link, LinkInfo, LinkKind}, wire::Writer};
//! let mut buffer = [0; 128];
//! let mut link = Writer::<Link>::new(&mut buffer);
//! link.nest(Link::IFLA_LINKINFO, |info| {
//!     info.choose(LinkInfo::IFLA_INFO_KIND, LinkInfo::IFLA_INFO_DATA, LinkKind::CAN, |can| {
//!         can.put(Can::IFLA_CAN_BITTIMING, &CanBittiming::new().with(CanBittiming::bitrate, 500_000));
//!     });
//! });
//! let attributes = link.finish()?;
//! # let _ = attributes;
//! # Ok::<(), nlwire::wire::BuildError>(())
//! ```
use crate::{
    attributes, c_struct, flags, open_enum,
    route::{IfInfo, Link},
    wire::{Attrs, FixedStr, PackedArray, Struct, WithHeader},
};

c_struct! {
    /// CAN bit timing: `struct can_bittiming`, linux/can/netlink.h.
    ///
    /// TQ: time quantum.
    #[doc(alias = "can_bittiming")]
    pub struct CanBittiming {
        /// Bit rate, bit/s.
        bitrate: u32,
        /// Sample point, 1/1000 of the bit time.
        sample_point: u32,
        /// Time quantum (TQ), nanoseconds.
        tq: u32,
        /// Propagation segment, TQs.
        prop_seg: u32,
        /// Phase buffer segment 1, TQs.
        phase_seg1: u32,
        /// Phase buffer segment 2, TQs.
        phase_seg2: u32,
        /// Synchronisation jump width (SJW), TQs.
        sjw: u32,
        /// Bit rate prescaler (BRP).
        brp: u32,
    }
}
c_struct! {
    /// Bit timing limits of a CAN controller: `struct can_bittiming_const`, linux/can/netlink.h.
    #[doc(alias = "can_bittiming_const")]
    pub struct CanBittimingConst {
        /// Name of the CAN controller hardware.
        name: FixedStr<16>,
        /// Minimum of time segment 1 (`prop_seg` + `phase_seg1`), TQs.
        tseg1_min: u32,
        /// Maximum of time segment 1 (`prop_seg` + `phase_seg1`), TQs.
        tseg1_max: u32,
        /// Minimum of time segment 2 (`phase_seg2`), TQs.
        tseg2_min: u32,
        /// Maximum of time segment 2 (`phase_seg2`), TQs.
        tseg2_max: u32,
        /// Maximum synchronisation jump width (SJW), TQs.
        sjw_max: u32,
        /// Minimum bit rate prescaler.
        brp_min: u32,
        /// Maximum bit rate prescaler.
        brp_max: u32,
        /// Increment of the bit rate prescaler.
        brp_inc: u32,
    }
}
c_struct! {
    /// Clock of a CAN controller: `struct can_clock`, linux/can/netlink.h.
    #[doc(alias = "can_clock")]
    pub struct CanClock {
        /// Clock frequency, Hz.
        freq: u32,
    }
}
c_struct! {
    /// Controller mode of a CAN controller: `struct can_ctrlmode`, linux/can/netlink.h.
    #[doc(alias = "can_ctrlmode")]
    pub struct CanCtrlmode {
        /// Mask of the mode flags to change. 0 in replies.
        mask: CanMode,
        /// New values of the mode flags in `mask`; in replies, the modes in effect.
        flags: CanMode,
    }
}
c_struct! {
    /// Bus error counters of a CAN controller: `struct can_berr_counter`, linux/can/netlink.h.
    #[doc(alias = "can_berr_counter")]
    pub struct CanBerrCounter {
        /// Transmit error counter.
        txerr: u16,
        /// Receive error counter.
        rxerr: u16,
    }
}
c_struct! {
    /// Statistics of a CAN controller in `IFLA_INFO_XSTATS`: `struct can_device_stats`.
    ///
    /// linux/can/netlink.h.
    #[doc(alias = "can_device_stats")]
    pub struct CanDeviceStats {
        /// Bus errors: such as bit, stuff and CRC errors.
        bus_error: u32,
        /// Changes to the state error-warning.
        error_warning: u32,
        /// Changes to the state error-passive.
        error_passive: u32,
        /// Changes to the state bus-off.
        bus_off: u32,
        /// Lost arbitrations: a frame of higher priority was sent first.
        arbitration_lost: u32,
        /// Controller restarts.
        restarts: u32,
    }
}
open_enum! {
    /// State of a CAN controller: `enum can_state`, linux/can/netlink.h.
    pub struct CanState(u32) {
        /// Error-active: error counters below 96.
        CAN_STATE_ERROR_ACTIVE = 0,
        /// Error-warning: error counters below 128.
        CAN_STATE_ERROR_WARNING = 1,
        /// Error-passive: error counters below 256.
        CAN_STATE_ERROR_PASSIVE = 2,
        /// Bus-off: an error counter reached 256, the controller has left the bus.
        CAN_STATE_BUS_OFF = 3,
        /// Stopped: the interface is down.
        CAN_STATE_STOPPED = 4,
        /// Sleeping: low-power mode.
        CAN_STATE_SLEEPING = 5,
    }
}
flags! {
    /// Mode flags of a CAN controller: `CAN_CTRLMODE_*`, linux/can/netlink.h.
    pub struct CanMode(u32) {
        /// Loopback mode.
        CAN_CTRLMODE_LOOPBACK = 0x01,
        /// Listen-only: no frames and no acknowledgements are sent.
        CAN_CTRLMODE_LISTENONLY = 0x02,
        /// Triple sampling mode.
        CAN_CTRLMODE_3_SAMPLES = 0x04,
        /// One-shot: no retransmission of frames.
        CAN_CTRLMODE_ONE_SHOT = 0x08,
        /// Bus error reporting.
        CAN_CTRLMODE_BERR_REPORTING = 0x10,
        /// CAN FD mode.
        CAN_CTRLMODE_FD = 0x20,
        /// Missing acknowledgements are ignored.
        CAN_CTRLMODE_PRESUME_ACK = 0x40,
        /// Non-ISO CAN FD, before ISO 11898-1:2015.
        CAN_CTRLMODE_FD_NON_ISO = 0x80,
        /// Raw data length code (DLC, 9 to 15) of classic CAN frames with 8 bytes.
        CAN_CTRLMODE_CC_LEN8_DLC = 0x100,
        /// CAN FD: automatic transmitter delay compensation, TDCV is measured.
        CAN_CTRLMODE_TDC_AUTO = 0x200,
        /// CAN FD: manual transmitter delay compensation, TDCV is set by the user.
        CAN_CTRLMODE_TDC_MANUAL = 0x400,
        /// Restricted operation: no data, remote or error frames are sent, only acknowledgements.
        CAN_CTRLMODE_RESTRICTED = 0x800,
        /// CAN XL mode.
        CAN_CTRLMODE_XL = 0x1000,
        /// CAN XL: automatic transmitter delay compensation, TDCV is measured.
        CAN_CTRLMODE_XL_TDC_AUTO = 0x2000,
        /// CAN XL: manual transmitter delay compensation, TDCV is set by the user.
        CAN_CTRLMODE_XL_TDC_MANUAL = 0x4000,
        /// CAN XL: Transceiver Mode Switching (TMS).
        CAN_CTRLMODE_XL_TMS = 0x8000,
    }
}

attributes! {
    /// Attributes of a CAN controller: `IFLA_CAN_*`, linux/can/netlink.h.
    pub set Can, enum CanAttr<'a> {
        /// Bit timing of classic CAN and of the arbitration phase.
        ///
        /// A request has either `bitrate`, from which the kernel computes the other values, or all
        /// values except `bitrate`. A `sample_point` may accompany the bit rate.
        IFLA_CAN_BITTIMING: &'a Struct<CanBittiming> = 1,
        /// Bit timing limits. Ignored in requests.
        IFLA_CAN_BITTIMING_CONST: &'a Struct<CanBittimingConst> = 2,
        /// Controller clock. Ignored in requests.
        IFLA_CAN_CLOCK: &'a Struct<CanClock> = 3,
        /// Controller state. Ignored in requests.
        IFLA_CAN_STATE: CanState = 4,
        /// Mode flags of the controller.
        IFLA_CAN_CTRLMODE: &'a Struct<CanCtrlmode> = 5,
        /// Delay of the automatic restart after bus-off, milliseconds; 0 disables the restart.
        IFLA_CAN_RESTART_MS: u32 = 6,
        /// Manual restart after bus-off. Only in requests.
        IFLA_CAN_RESTART: u32 = 7,
        /// Bus error counters. Ignored in requests.
        IFLA_CAN_BERR_COUNTER: &'a Struct<CanBerrCounter> = 8,
        /// CAN FD: bit timing of the data phase.
        IFLA_CAN_DATA_BITTIMING: &'a Struct<CanBittiming> = 9,
        /// CAN FD: bit timing limits of the data phase. Ignored in requests.
        IFLA_CAN_DATA_BITTIMING_CONST: &'a Struct<CanBittimingConst> = 10,
        /// Termination resistance, ohms; 0 for off.
        IFLA_CAN_TERMINATION: u16 = 11,
        /// Supported termination resistances, ohms.
        IFLA_CAN_TERMINATION_CONST: PackedArray<'a, u16> = 12 where read_only,
        /// Supported bit rates, bit/s.
        IFLA_CAN_BITRATE_CONST: PackedArray<'a, u32> = 13 where read_only,
        /// CAN FD: supported bit rates of the data phase, bit/s.
        IFLA_CAN_DATA_BITRATE_CONST: PackedArray<'a, u32> = 14 where read_only,
        /// Maximum bit rate of the transceiver, bit/s.
        IFLA_CAN_BITRATE_MAX: u32 = 15 where read_only,
        /// CAN FD: transmitter delay compensation (TDC).
        IFLA_CAN_TDC: Attrs<'a, CanTdc> = 16,
        /// Supported modes. Ignored in requests.
        IFLA_CAN_CTRLMODE_EXT: Attrs<'a, CanCtrlmodeExt> = 17,
        /// CAN XL: bit timing of the data phase.
        IFLA_CAN_XL_DATA_BITTIMING: &'a Struct<CanBittiming> = 18,
        /// CAN XL: bit timing limits of the data phase. Ignored in requests.
        IFLA_CAN_XL_DATA_BITTIMING_CONST: &'a Struct<CanBittimingConst> = 19,
        /// CAN XL: supported bit rates of the data phase, bit/s.
        IFLA_CAN_XL_DATA_BITRATE_CONST: PackedArray<'a, u32> = 20 where read_only,
        /// CAN XL: transmitter delay compensation (TDC).
        IFLA_CAN_XL_TDC: Attrs<'a, CanTdc> = 21,
        /// CAN XL: pulse-width modulation (PWM) between controller and transceiver.
        IFLA_CAN_XL_PWM: Attrs<'a, CanPwm> = 22,
    }
}
attributes! {
    /// Transmitter delay compensation (TDC): `IFLA_CAN_TDC_*`, linux/can/netlink.h.
    pub set CanTdc, enum CanTdcAttr<'a> {
        /// Minimum TDC value (TDCV), clock periods.
        IFLA_CAN_TDC_TDCV_MIN: u32 = 1,
        /// Maximum TDC value (TDCV), clock periods.
        IFLA_CAN_TDC_TDCV_MAX: u32 = 2,
        /// Minimum TDC offset (TDCO), clock periods.
        IFLA_CAN_TDC_TDCO_MIN: u32 = 3,
        /// Maximum TDC offset (TDCO), clock periods.
        IFLA_CAN_TDC_TDCO_MAX: u32 = 4,
        /// Minimum TDC filter window (TDCF), clock periods.
        IFLA_CAN_TDC_TDCF_MIN: u32 = 5,
        /// Maximum TDC filter window (TDCF), clock periods.
        IFLA_CAN_TDC_TDCF_MAX: u32 = 6,
        /// TDC value (TDCV): transmitter delay, clock periods.
        IFLA_CAN_TDC_TDCV: u32 = 7,
        /// TDC offset (TDCO): secondary sample point relative to the delay, clock periods.
        IFLA_CAN_TDC_TDCO: u32 = 8,
        /// TDC filter window (TDCF): minimum position of the secondary sample point, clock periods.
        IFLA_CAN_TDC_TDCF: u32 = 9,
    }
}
attributes! {
    /// Supported modes of a CAN controller: `IFLA_CAN_CTRLMODE_*`, linux/can/netlink.h.
    pub set CanCtrlmodeExt, enum CanCtrlmodeExtAttr<'a> {
        /// Modes that can be switched. A mode that is on and not listed here is always on.
        IFLA_CAN_CTRLMODE_SUPPORTED: CanMode = 1 where read_only,
    }
}
attributes! {
    /// Pulse-width modulation (PWM) between CAN XL controller and transceiver: `IFLA_CAN_PWM_*`.
    ///
    /// linux/can/netlink.h.
    pub set CanPwm, enum CanPwmAttr<'a> {
        /// Minimum short phase (PWMS), clock periods.
        IFLA_CAN_PWM_PWMS_MIN: u32 = 1,
        /// Maximum short phase (PWMS), clock periods.
        IFLA_CAN_PWM_PWMS_MAX: u32 = 2,
        /// Minimum long phase (PWML), clock periods.
        IFLA_CAN_PWM_PWML_MIN: u32 = 3,
        /// Maximum long phase (PWML), clock periods.
        IFLA_CAN_PWM_PWML_MAX: u32 = 4,
        /// Minimum offset (PWMO), clock periods.
        IFLA_CAN_PWM_PWMO_MIN: u32 = 5,
        /// Maximum offset (PWMO), clock periods.
        IFLA_CAN_PWM_PWMO_MAX: u32 = 6,
        /// Short phase (PWMS), clock periods.
        IFLA_CAN_PWM_PWMS: u32 = 7,
        /// Long phase (PWML), clock periods.
        IFLA_CAN_PWM_PWML: u32 = 8,
        /// Offset (PWMO), clock periods.
        IFLA_CAN_PWM_PWMO: u32 = 9,
    }
}
attributes! {
    /// Attributes of a virtual CAN pair: `VXCAN_INFO_*`, linux/can/vxcan.h.
    pub set Vxcan, enum VxcanAttr<'a> {
        /// Peer interface: header and link attributes. Only in requests.
        VXCAN_INFO_PEER: WithHeader<'a, IfInfo, Attrs<'a, Link>> = 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{CStruct, Writer};
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = [
            (CanBittiming::SPEC.len, 32),
            (CanBittimingConst::SPEC.len, 48),
            (CanClock::SPEC.len, 4),
            (CanCtrlmode::SPEC.len, 8),
            (CanBerrCounter::SPEC.len, 4),
            (CanDeviceStats::SPEC.len, 24),
        ];
        assert!(lens.iter().all(|(ours, theirs)| ours == theirs), "{lens:?}");
    }
    #[test]
    fn modes_and_resistances() {
        let mode = CanCtrlmode::new()
            .with(CanCtrlmode::mask, CanMode::CAN_CTRLMODE_FD | CanMode::CAN_CTRLMODE_LOOPBACK)
            .with(CanCtrlmode::flags, CanMode::CAN_CTRLMODE_FD);
        let mut buffer = [0xa5; 64];
        let mut writer = Writer::<Can>::new(&mut buffer);
        writer
            .put(Can::IFLA_CAN_STATE, CanState::CAN_STATE_BUS_OFF)
            .put(Can::IFLA_CAN_CTRLMODE, &mode)
            .put(Can::IFLA_CAN_TERMINATION_CONST, PackedArray::new(&[0.into(), 120.into()]))
            .nest(Can::IFLA_CAN_TDC, |tdc| {
                tdc.put(CanTdc::IFLA_CAN_TDC_TDCO, 9);
            });
        let can = Attrs::<Can>::new(writer.finish().unwrap());
        assert_eq!(
            format!("{can:?}"),
            "{IFLA_CAN_STATE: CAN_STATE_BUS_OFF, IFLA_CAN_CTRLMODE: {mask: CAN_CTRLMODE_LOOPBACK|CAN_CTRLMODE_FD, \
             flags: CAN_CTRLMODE_FD}, IFLA_CAN_TERMINATION_CONST: [0, 120], IFLA_CAN_TDC: {IFLA_CAN_TDC_TDCO: 9}}"
        );
        let ohms = can.get(Can::IFLA_CAN_TERMINATION_CONST).unwrap().unwrap();
        assert_eq!(ohms.iter().collect::<Vec<u16>>(), [0, 120]);
    }
}
