//! CAN gateway jobs: `RTM_*ROUTE` of AF_CAN, linux/can/gw.h.
//!
//! A job forwards frames from one CAN interface to another, and may filter and change them. The
//! messages have the types of routes, but a header and attributes of their own: [`RtCanMsg`] and
//! [`CanGw`].
//!
//! See also [the kernel's documentation of CAN](https://docs.kernel.org/networking/can.html).
use crate::route::RouteMessage;
use crate::wire::Struct;
use crate::{attributes, c_struct, flags, open_enum, operations, uapi::AddressFamily};

c_struct! {
    /// Header of a CAN gateway message: `struct rtcanmsg`, linux/can/gw.h.
    #[doc(alias = "rtcanmsg")]
    pub struct RtCanMsg {
        /// Address family: AF_CAN.
        can_family: AddressFamily,
        /// Type of the job.
        gwtype: CanGwType,
        /// Flags of the job.
        flags: CanGwFlags,
    }
}
open_enum! {
    /// Type of a CAN gateway job: `CGW_TYPE_*`, linux/can/gw.h.
    pub struct CanGwType(u8) {
        /// From a CAN interface to a CAN interface.
        CGW_TYPE_CAN_CAN = 1,
    }
}
flags! {
    /// Flags of a CAN gateway job: `CGW_FLAGS_*`, linux/can/gw.h.
    pub struct CanGwFlags(u16) {
        /// Forwarded frames are echoed on the destination interface, as sent frames are.
        CGW_FLAGS_CAN_ECHO = 0x01,
        /// Forwarded frames keep the timestamp of the source.
        CGW_FLAGS_CAN_SRC_TSTAMP = 0x02,
        /// Source and destination may be one interface.
        CGW_FLAGS_CAN_IIF_TX_OK = 0x04,
        /// The job forwards CAN FD frames, not classical CAN frames.
        CGW_FLAGS_CAN_FD = 0x08,
    }
}
flags! {
    /// Elements of a CAN frame that a modification changes: `CGW_MOD_*`, linux/can/gw.h.
    pub struct CanGwElements(u8) {
        /// CAN identifier.
        CGW_MOD_ID = 0x01,
        /// Data length code of a classical CAN frame; length of a CAN FD frame (`CGW_MOD_LEN`).
        #[doc(alias = "CGW_MOD_LEN")]
        CGW_MOD_DLC = 0x02,
        /// Data of the frame.
        CGW_MOD_DATA = 0x04,
        /// CAN FD flags.
        CGW_MOD_FLAGS = 0x08,
    }
}
open_enum! {
    /// CRC-8 profile: what else enters the checksum: `CGW_CRC8PRF_*`, linux/can/gw.h.
    pub struct CanCrc8Profile(u8) {
        /// Nothing else.
        CGW_CRC8PRF_UNSPEC = 0,
        /// The first byte of the profile data.
        CGW_CRC8PRF_1U8 = 1,
        /// One of the first 16 bytes of the profile data, selected by the low four bits of the
        /// second byte of the frame's data.
        CGW_CRC8PRF_16U8 = 2,
        /// The low byte of the CAN identifier, XORed with the next byte of the identifier.
        CGW_CRC8PRF_SFFID_XOR = 3,
    }
}
c_struct! {
    /// Classical CAN frame: `struct can_frame`, linux/can.h.
    #[doc(alias = "can_frame")]
    pub struct CanFrame {
        /// CAN identifier, 11 or 29 bits; bit 31 extended frame format (EFF), bit 30 remote
        /// transmission request (RTR), bit 29 error message.
        can_id: u32,
        /// Length of the data, bytes, 0 to 8.
        len: u8,
        /// Padding.
        pad __pad: u8,
        /// Reserved.
        pad __res0: u8,
        /// Raw data length code, 9 to 15, of a frame of 8 bytes; otherwise 0.
        len8_dlc: u8,
        /// Data.
        data: [u8; 8],
    }
}
c_struct! {
    /// CAN FD frame: `struct canfd_frame`, linux/can.h.
    #[doc(alias = "canfd_frame")]
    pub struct CanFdFrame {
        /// CAN identifier, as in [`CanFrame`].
        can_id: u32,
        /// Length of the data, bytes, 0 to 64.
        len: u8,
        /// CAN FD flags: 1 bit rate switch (BRS), 2 error state indicator (ESI), 4 CAN FD frame.
        flags: u8,
        /// Reserved.
        pad __res0: u8,
        /// Reserved.
        pad __res1: u8,
        /// Data.
        data: [u8; 64],
    }
}
c_struct! {
    /// Filter of CAN identifiers: `struct can_filter`, linux/can.h.
    ///
    /// A frame matches if its identifier equals [`can_id`](Self::can_id) in the bits of the mask.
    #[doc(alias = "can_filter")]
    pub struct CanFilter {
        /// CAN identifier; bit 29 inverts the filter.
        can_id: u32,
        /// Bits of the identifier that are compared.
        can_mask: u32,
    }
}
c_struct! {
    /// Modification of a classical CAN frame: `struct cgw_frame_mod`, linux/can/gw.h.
    #[doc(alias = "cgw_frame_mod")]
    pub struct CgwFrameMod as packed {
        /// Operands.
        cf: Struct<CanFrame>,
        /// Elements that are changed.
        modtype: CanGwElements,
    }
}
c_struct! {
    /// Modification of a CAN FD frame: `struct cgw_fdframe_mod`, linux/can/gw.h.
    #[doc(alias = "cgw_fdframe_mod")]
    pub struct CgwFdFrameMod as packed {
        /// Operands.
        cf: Struct<CanFdFrame>,
        /// Elements that are changed.
        modtype: CanGwElements,
    }
}
c_struct! {
    /// XOR checksum over the data of a frame: `struct cgw_csum_xor`, linux/can/gw.h.
    ///
    /// A negative index counts from the end of the data.
    #[doc(alias = "cgw_csum_xor")]
    pub struct CgwCsumXor {
        /// Index of the first byte.
        from_idx: i8,
        /// Index of the last byte.
        to_idx: i8,
        /// Index of the byte that the checksum is written to.
        result_idx: i8,
        /// Initial value.
        init_xor_val: u8,
    }
}
c_struct! {
    /// CRC-8 checksum over the data of a frame: `struct cgw_csum_crc8`, linux/can/gw.h.
    ///
    /// A negative index counts from the end of the data.
    #[doc(alias = "cgw_csum_crc8")]
    pub struct CgwCsumCrc8 {
        /// Index of the first byte.
        from_idx: i8,
        /// Index of the last byte.
        to_idx: i8,
        /// Index of the byte that the checksum is written to.
        result_idx: i8,
        /// Initial value.
        init_crc_val: u8,
        /// Value that the result is XORed with.
        final_xor_val: u8,
        /// Table of the polynomial.
        crctab: [u8; 256],
        /// Profile: what else enters the checksum.
        profile: CanCrc8Profile,
        /// Data of the checksum profile.
        profile_data: [u8; 20],
    }
}
// Limits: cgw_policy, net/can/gw.c.
attributes! {
    /// Attributes of a CAN gateway job: `CGW_*`, linux/can/gw.h.
    ///
    /// Modifications apply in the order AND, OR, XOR, SET; then the checksums.
    ///
    /// ```
    /// use nlwire::{route::{CanFilter, CanGw, CanGwType, NewCanRoute}, uapi::AddressFamily};
    /// use nlwire::wire::{NewFlags, Request};
    /// let mut buffer = [0; 128];
    /// let job = NewCanRoute { family: AddressFamily::AF_CAN, gwtype: CanGwType::CGW_TYPE_CAN_CAN, ..Default::default() };
    /// let mut request = Request::new(&mut buffer, job, NewFlags::ACK);
    /// request.put(CanGw::CGW_FILTER, &CanFilter::new().with(CanFilter::can_id, 0x123).with(CanFilter::can_mask, 0x7ff));
    /// request.put(CanGw::CGW_SRC_IF, 3).put(CanGw::CGW_DST_IF, 4);
    /// assert_eq!(request.finish(1)?.len(), 16 + 4 + 12 + 8 + 8);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set CanGw, enum CanGwAttr<'a> {
        /// Modification by AND of a classical CAN frame.
        CGW_MOD_AND: &'a Struct<CgwFrameMod> = 1,
        /// Modification by OR of a classical CAN frame.
        CGW_MOD_OR: &'a Struct<CgwFrameMod> = 2,
        /// Modification by XOR of a classical CAN frame.
        CGW_MOD_XOR: &'a Struct<CgwFrameMod> = 3,
        /// Replacement of elements of a classical CAN frame.
        CGW_MOD_SET: &'a Struct<CgwFrameMod> = 4,
        /// XOR checksum.
        CGW_CS_XOR: &'a Struct<CgwCsumXor> = 5,
        /// CRC-8 checksum.
        CGW_CS_CRC8: &'a Struct<CgwCsumCrc8> = 6,
        /// Frames forwarded.
        CGW_HANDLED: u32 = 7,
        /// Frames dropped: the destination is down or out of memory.
        CGW_DROPPED: u32 = 8,
        /// Interface index of the source.
        CGW_SRC_IF: u32 = 9,
        /// Interface index of the destination. 0 for both interfaces in a delete request removes
        /// all jobs.
        CGW_DST_IF: u32 = 10,
        /// Filter of the frames that are forwarded.
        CGW_FILTER: &'a Struct<CanFilter> = 11,
        /// Frames deleted because they passed the maximum number of hops.
        CGW_DELETED: u32 = 12,
        /// Maximum number of hops, 1 to the module parameter `max_hops`.
        CGW_LIM_HOPS: u8 = 13,
        /// Identifier of the job by which its modifications can be changed; not 0.
        CGW_MOD_UID: u32 = 14,
        /// Modification by AND of a CAN FD frame.
        CGW_FDMOD_AND: &'a Struct<CgwFdFrameMod> = 15,
        /// Modification by OR of a CAN FD frame.
        CGW_FDMOD_OR: &'a Struct<CgwFdFrameMod> = 16,
        /// Modification by XOR of a CAN FD frame.
        CGW_FDMOD_XOR: &'a Struct<CgwFdFrameMod> = 17,
        /// Replacement of elements of a CAN FD frame.
        CGW_FDMOD_SET: &'a Struct<CgwFdFrameMod> = 18,
    }
}
crate::message_types! {
    /// A CAN gateway job: `struct rtcanmsg` and the attributes of [`CanGw`].
    pub struct CanGwMessage(RtCanMsg, CanGw);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests the CAN gateway jobs with `RTM_GETROUTE` of AF_CAN; dump only.
    pub GetCanRoute {
        /// Address family: AF_CAN.
        family: AddressFamily => can_family,
    } = Get(RouteMessage::RTM_GETROUTE, RtCanMsg, CanGw) -> CanGwMessage;
    /// Adds a CAN gateway job with `RTM_NEWROUTE` of AF_CAN.
    pub NewCanRoute {
        /// Address family: AF_CAN.
        family: AddressFamily => can_family,
        /// Type of the job.
        gwtype: CanGwType => gwtype,
        /// Flags of the job.
        flags: CanGwFlags => flags,
    } = New(RouteMessage::RTM_NEWROUTE, RtCanMsg, CanGw) -> CanGwMessage;
    /// Removes a CAN gateway job with `RTM_DELROUTE` of AF_CAN; all attributes must match.
    pub DelCanRoute {
        /// Address family: AF_CAN.
        family: AddressFamily => can_family,
        /// Type of the job.
        gwtype: CanGwType => gwtype,
        /// Flags of the job.
        flags: CanGwFlags => flags,
    } = Delete(RouteMessage::RTM_DELROUTE, RtCanMsg, CanGw) -> CanGwMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        wire::{AttributeSet, CStruct, Extensible, Operation, Writer, spec::PayloadType},
    };
    use std::format;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let frames = (CanFrame::SPEC.len, CanFdFrame::SPEC.len, CanFilter::SPEC.len, RtCanMsg::SPEC.len);
        assert_eq!(frames, (16, 72, 8, 4));
        let others =
            (CgwFrameMod::SPEC.len, CgwFdFrameMod::SPEC.len, CgwCsumXor::SPEC.len, CgwCsumCrc8::SPEC.len);
        assert_eq!(others, (17, 73, 4, 282));
    }
    #[test]
    fn a_job_is_read_with_its_modifications() {
        let mut buffer = [0; 512];
        let mut writer = Writer::<CanGw>::new(&mut buffer);
        let frame =
            CanFrame::new().with(CanFrame::can_id, 0x7ff).with(CanFrame::data, [1, 2, 3, 4, 5, 6, 7, 8]);
        let change = CgwFrameMod::new()
            .with(CgwFrameMod::cf, frame)
            .with(CgwFrameMod::modtype, CanGwElements::CGW_MOD_ID | CanGwElements::CGW_MOD_DATA);
        writer.put(CanGw::CGW_MOD_AND, &change).put(CanGw::CGW_HANDLED, 5);
        let sum = CgwCsumXor::new().with(CgwCsumXor::from_idx, -2).with(CgwCsumXor::result_idx, -1);
        writer.put(CanGw::CGW_CS_XOR, &sum).put(CanGw::CGW_SRC_IF, 3).put(CanGw::CGW_DST_IF, 4);
        let bytes = writer.finish().unwrap();
        assert_eq!(
            format!("{:?}", View::new(PayloadType::Nest(CanGw::spec), bytes)),
            "{CGW_MOD_AND: {cf: {can_id: 2047, len: 0, len8_dlc: 0, data: 0102030405060708}, modtype: CGW_MOD_ID|CGW_MOD_DATA}, \
             CGW_HANDLED: 5, CGW_CS_XOR: {from_idx: -2, to_idx: 0, result_idx: -1, init_xor_val: 0}, CGW_SRC_IF: 3, CGW_DST_IF: 4}"
        );
        let attrs = crate::wire::Attrs::<CanGw>::new(bytes);
        let links = (attrs.get(CanGw::CGW_SRC_IF).unwrap(), attrs.get(CanGw::CGW_DST_IF).unwrap());
        assert_eq!((links, attrs.get(CanGw::CGW_HANDLED).unwrap()), ((Some(3), Some(4)), Some(5)));
        assert_eq!(GetCanRoute::default().message_type(), RouteMessage::RTM_GETROUTE);
        let _ = Extensible::<CgwFrameMod>::new(&[]);
    }
}
