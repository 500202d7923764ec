//! Controller Area Network: kinds `can` (`IFLA_CAN_*`), `vcan`, `vxcan` (`VXCAN_INFO_*`). linux/can/netlink.h, linux/can/vxcan.h.
//!
//! ```
//! use nlwire::{route::{Can, CanBittiming, Link, LinkInfo, LinkKind}, wire::{Layout, Writer}};
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
    attributes, flags, layout, numbers,
    route::{IfInfo, Link},
    wire::{Attrs, Chars, Headed, Slice},
};

layout! {
    /// When a bit is sampled: `struct can_bittiming`, linux/can/netlink.h. TQ is a time quantum.
    #[doc(alias = "can_bittiming")]
    pub struct CanBittiming {
        /// Bits a second.
        bitrate: u32,
        /// Where a bit is sampled, tenths of a percent.
        sample_point: u32,
        /// A time quantum, ns.
        tq: u32,
        /// Propagation segment, TQs.
        prop_seg: u32,
        /// First phase segment, TQs.
        phase_seg1: u32,
        /// Second phase segment, TQs.
        phase_seg2: u32,
        /// Width of a jump to synchronise, TQs.
        sjw: u32,
        /// What the clock is divided by.
        brp: u32,
    }
}
layout! {
    /// What a controller is capable of: `struct can_bittiming_const`, linux/can/netlink.h.
    #[doc(alias = "can_bittiming_const")]
    pub struct CanBittimingConst {
        /// The controller's name.
        name: Chars<16>,
        /// Least of the propagation and first phase segment, TQs.
        tseg1_min: u32,
        /// Most of them, TQs.
        tseg1_max: u32,
        /// Least of the second phase segment, TQs.
        tseg2_min: u32,
        /// Most of it, TQs.
        tseg2_max: u32,
        /// Widest jump to synchronise, TQs.
        sjw_max: u32,
        /// Least divisor of the clock.
        brp_min: u32,
        /// Greatest divisor of the clock.
        brp_max: u32,
        /// Steps of the divisor.
        brp_inc: u32,
    }
}
layout! {
    /// A controller's clock: `struct can_clock`, linux/can/netlink.h.
    #[doc(alias = "can_clock")]
    pub struct CanClock {
        /// Hz.
        freq: u32,
    }
}
layout! {
    /// A controller's mode: `struct can_ctrlmode`, linux/can/netlink.h.
    #[doc(alias = "can_ctrlmode")]
    pub struct CanCtrlmode {
        /// Which modes are meant.
        mask: CanMode,
        /// Those of them that are on.
        flags: CanMode,
    }
}
layout! {
    /// Errors on the bus: `struct can_berr_counter`, linux/can/netlink.h.
    #[doc(alias = "can_berr_counter")]
    pub struct CanBerrCounter {
        /// When sending.
        txerr: u16,
        /// When receiving.
        rxerr: u16,
    }
}
layout! {
    /// What a controller has counted, in `IFLA_INFO_XSTATS`: `struct can_device_stats`, linux/can/netlink.h.
    #[doc(alias = "can_device_stats")]
    pub struct CanDeviceStats {
        /// Errors on the bus.
        bus_error: u32,
        /// Changes to the state ERROR_WARNING.
        error_warning: u32,
        /// Changes to the state ERROR_PASSIVE.
        error_passive: u32,
        /// Changes to the state BUS_OFF.
        bus_off: u32,
        /// Arbitrations lost.
        arbitration_lost: u32,
        /// Restarts of the controller.
        restarts: u32,
    }
}
numbers! {
    /// A controller's state: `enum can_state`, linux/can/netlink.h.
    pub struct CanState(u32) {
        /// Fewer than 96 errors.
        CAN_STATE_ERROR_ACTIVE = 0,
        /// Fewer than 128 errors.
        CAN_STATE_ERROR_WARNING = 1,
        /// Fewer than 256 errors.
        CAN_STATE_ERROR_PASSIVE = 2,
        /// 256 errors or more: it has left the bus.
        CAN_STATE_BUS_OFF = 3,
        /// Stopped.
        CAN_STATE_STOPPED = 4,
        /// Asleep.
        CAN_STATE_SLEEPING = 5,
    }
}
flags! {
    /// A controller's modes: `CAN_CTRLMODE_*`, linux/can/netlink.h.
    pub struct CanMode(u32) {
        /// It hears itself only.
        CAN_CTRLMODE_LOOPBACK = 0x01,
        /// It listens only.
        CAN_CTRLMODE_LISTENONLY = 0x02,
        /// It samples three times.
        CAN_CTRLMODE_3_SAMPLES = 0x04,
        /// It sends a frame once, come what may.
        CAN_CTRLMODE_ONE_SHOT = 0x08,
        /// It tells errors on the bus.
        CAN_CTRLMODE_BERR_REPORTING = 0x10,
        /// CAN FD.
        CAN_CTRLMODE_FD = 0x20,
        /// It does not care for acknowledgements.
        CAN_CTRLMODE_PRESUME_ACK = 0x40,
        /// CAN FD before ISO 11898-1:2015.
        CAN_CTRLMODE_FD_NON_ISO = 0x80,
        /// The length code of classic frames is kept as it is.
        CAN_CTRLMODE_CC_LEN8_DLC = 0x100,
        /// CAN FD: it measures the transceiver's delay itself.
        CAN_CTRLMODE_TDC_AUTO = 0x200,
        /// CAN FD: the transceiver's delay is set.
        CAN_CTRLMODE_TDC_MANUAL = 0x400,
        /// It sends no error frames and no acknowledgements.
        CAN_CTRLMODE_RESTRICTED = 0x800,
        /// CAN XL.
        CAN_CTRLMODE_XL = 0x1000,
        /// CAN XL: it measures the transceiver's delay itself.
        CAN_CTRLMODE_XL_TDC_AUTO = 0x2000,
        /// CAN XL: the transceiver's delay is set.
        CAN_CTRLMODE_XL_TDC_MANUAL = 0x4000,
        /// CAN XL: the transceiver's mode is switched.
        CAN_CTRLMODE_XL_TMS = 0x8000,
    }
}

attributes! {
    /// A CAN controller: `IFLA_CAN_*`, linux/can/netlink.h.
    pub set Can, enum CanAttr<'a> {
        /// When a bit is sampled. A request has the bit rate alone, or all but it.
        IFLA_CAN_BITTIMING = 1 => Bittiming(&'a CanBittiming),
        /// What the controller is capable of; a request's is ignored.
        IFLA_CAN_BITTIMING_CONST = 2 => BittimingConst(&'a CanBittimingConst),
        /// The controller's clock; a request's is ignored.
        IFLA_CAN_CLOCK = 3 => Clock(&'a CanClock),
        /// The controller's state; a request's is ignored.
        IFLA_CAN_STATE = 4 => State(CanState),
        /// The controller's modes.
        IFLA_CAN_CTRLMODE = 5 => Ctrlmode(&'a CanCtrlmode),
        /// How long after it has left the bus it comes back, ms; 0 for never.
        IFLA_CAN_RESTART_MS = 6 => RestartMs(u32),
        /// It is to come back now; requests only.
        IFLA_CAN_RESTART = 7 => Restart(u32),
        /// Errors on the bus; a request's are ignored.
        IFLA_CAN_BERR_COUNTER = 8 => BerrCounter(&'a CanBerrCounter),
        /// CAN FD: when a bit of the data is sampled.
        IFLA_CAN_DATA_BITTIMING = 9 => DataBittiming(&'a CanBittiming),
        /// CAN FD: what the controller is capable of there; a request's is ignored.
        IFLA_CAN_DATA_BITTIMING_CONST = 10 => DataBittimingConst(&'a CanBittimingConst),
        /// Resistance at the end of the bus, ohms; 0 for none.
        IFLA_CAN_TERMINATION = 11 => Termination(u16),
        /// Resistances to choose from, ohms.
        IFLA_CAN_TERMINATION_CONST = 12 => TerminationConst(Slice<'a, u16>) where output(),
        /// Bit rates to choose from.
        IFLA_CAN_BITRATE_CONST = 13 => BitrateConst(Slice<'a, u32>) where output(),
        /// CAN FD: bit rates of the data to choose from.
        IFLA_CAN_DATA_BITRATE_CONST = 14 => DataBitrateConst(Slice<'a, u32>) where output(),
        /// Highest bit rate of the transceiver.
        IFLA_CAN_BITRATE_MAX = 15 => BitrateMax(u32) where output(),
        /// CAN FD: compensation of the transceiver's delay.
        IFLA_CAN_TDC = 16 => Tdc(Attrs<'a, CanTdc>),
        /// More about modes; a request's is ignored.
        IFLA_CAN_CTRLMODE_EXT = 17 => CtrlmodeExt(Attrs<'a, CanCtrlmodeExt>),
        /// CAN XL: when a bit of the data is sampled.
        IFLA_CAN_XL_DATA_BITTIMING = 18 => XlDataBittiming(&'a CanBittiming),
        /// CAN XL: what the controller is capable of there; a request's is ignored.
        IFLA_CAN_XL_DATA_BITTIMING_CONST = 19 => XlDataBittimingConst(&'a CanBittimingConst),
        /// CAN XL: bit rates of the data to choose from.
        IFLA_CAN_XL_DATA_BITRATE_CONST = 20 => XlDataBitrateConst(Slice<'a, u32>) where output(),
        /// CAN XL: compensation of the transceiver's delay.
        IFLA_CAN_XL_TDC = 21 => XlTdc(Attrs<'a, CanTdc>),
        /// CAN XL: modulation to the transceiver.
        IFLA_CAN_XL_PWM = 22 => XlPwm(Attrs<'a, CanPwm>),
    }
}
attributes! {
    /// Compensation of the transceiver's delay: `IFLA_CAN_TDC_*`, linux/can/netlink.h. All in clock periods.
    pub set CanTdc, enum CanTdcAttr<'a> {
        /// Least delay.
        IFLA_CAN_TDC_TDCV_MIN = 1 => TdcvMin(u32),
        /// Greatest delay.
        IFLA_CAN_TDC_TDCV_MAX = 2 => TdcvMax(u32),
        /// Least offset.
        IFLA_CAN_TDC_TDCO_MIN = 3 => TdcoMin(u32),
        /// Greatest offset.
        IFLA_CAN_TDC_TDCO_MAX = 4 => TdcoMax(u32),
        /// Least filter window.
        IFLA_CAN_TDC_TDCF_MIN = 5 => TdcfMin(u32),
        /// Greatest filter window.
        IFLA_CAN_TDC_TDCF_MAX = 6 => TdcfMax(u32),
        /// The delay.
        IFLA_CAN_TDC_TDCV = 7 => Tdcv(u32),
        /// The offset of the second sample point.
        IFLA_CAN_TDC_TDCO = 8 => Tdco(u32),
        /// The filter window: no sampling before it.
        IFLA_CAN_TDC_TDCF = 9 => Tdcf(u32),
    }
}
attributes! {
    /// More about modes: `IFLA_CAN_CTRLMODE_*`, linux/can/netlink.h.
    pub set CanCtrlmodeExt, enum CanCtrlmodeExtAttr<'a> {
        /// Modes that can be switched. One that cannot and is on is always on.
        IFLA_CAN_CTRLMODE_SUPPORTED = 1 => Supported(CanMode) where output(),
    }
}
attributes! {
    /// Pulse-width modulation to a CAN XL transceiver: `IFLA_CAN_PWM_*`, linux/can/netlink.h. All in clock periods.
    pub set CanPwm, enum CanPwmAttr<'a> {
        /// Least short phase.
        IFLA_CAN_PWM_PWMS_MIN = 1 => PwmsMin(u32),
        /// Greatest short phase.
        IFLA_CAN_PWM_PWMS_MAX = 2 => PwmsMax(u32),
        /// Least long phase.
        IFLA_CAN_PWM_PWML_MIN = 3 => PwmlMin(u32),
        /// Greatest long phase.
        IFLA_CAN_PWM_PWML_MAX = 4 => PwmlMax(u32),
        /// Least offset.
        IFLA_CAN_PWM_PWMO_MIN = 5 => PwmoMin(u32),
        /// Greatest offset.
        IFLA_CAN_PWM_PWMO_MAX = 6 => PwmoMax(u32),
        /// The short phase.
        IFLA_CAN_PWM_PWMS = 7 => Pwms(u32),
        /// The long phase.
        IFLA_CAN_PWM_PWML = 8 => Pwml(u32),
        /// The offset.
        IFLA_CAN_PWM_PWMO = 9 => Pwmo(u32),
    }
}
attributes! {
    /// A pair of virtual CAN links: `VXCAN_INFO_*`, linux/can/vxcan.h.
    pub set Vxcan, enum VxcanAttr<'a> {
        /// The other end; requests only.
        VXCAN_INFO_PEER = 1 => Peer(Headed<'a, IfInfo, Attrs<'a, Link>>),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{Layout, Writer};
    use std::{format, vec::Vec};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let lens = [
            (CanBittiming::STRUCTURE.len, 32),
            (CanBittimingConst::STRUCTURE.len, 48),
            (CanClock::STRUCTURE.len, 4),
            (CanCtrlmode::STRUCTURE.len, 8),
            (CanBerrCounter::STRUCTURE.len, 4),
            (CanDeviceStats::STRUCTURE.len, 24),
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
            .put(Can::IFLA_CAN_TERMINATION_CONST, Slice::new(&[0.into(), 120.into()]))
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
