//! Data Center Bridging (DCB, IEEE 802.1Qaz and its predecessor CEE): `RTM_GETDCB` and
//! `RTM_SETDCB`, linux/dcbnl.h.
//!
//! The command in the header selects what a request reads or changes. Every request names the
//! interface in [`Dcb::DCB_ATTR_IFNAME`]. Interfaces without DCB refuse with EOPNOTSUPP. The reply
//! to a change is one attribute of [`DcbStatus`], whose value is not 0 if the driver refused.
//!
//! See also [dcb(8)](https://man7.org/linux/man-pages/man8/dcb.8.html).
use crate::route::RouteMessage;
use crate::{
    attributes, c_struct, flags, open_enum, operations,
    uapi::AddressFamily,
    wire::{Attrs, FieldArray, Flag, HwAddr, Str, Struct},
};

c_struct! {
    /// Header of a DCB message: `struct dcbmsg`, linux/dcbnl.h.
    #[doc(alias = "dcbmsg")]
    pub struct DcbMsg {
        /// Address family: AF_UNSPEC.
        dcb_family: AddressFamily,
        /// Command: what is read or changed.
        cmd: DcbCommand,
        /// Padding.
        pad dcb_pad: u16,
    }
}
open_enum! {
    /// Command of a DCB message: `DCB_CMD_*`, linux/dcbnl.h.
    ///
    /// Commands that read are sent as `RTM_GETDCB`, commands that change as `RTM_SETDCB`.
    pub struct DcbCommand(u8) {
        /// Reads whether DCB is enabled (CEE).
        DCB_CMD_GSTATE = 1,
        /// Enables or disables DCB (CEE).
        DCB_CMD_SSTATE = 2,
        /// Reads the priority groups of the transmit direction (CEE).
        DCB_CMD_PGTX_GCFG = 3,
        /// Sets the priority groups of the transmit direction (CEE).
        DCB_CMD_PGTX_SCFG = 4,
        /// Reads the priority groups of the receive direction (CEE).
        DCB_CMD_PGRX_GCFG = 5,
        /// Sets the priority groups of the receive direction (CEE).
        DCB_CMD_PGRX_SCFG = 6,
        /// Reads priority-based flow control (PFC) per priority (CEE).
        DCB_CMD_PFC_GCFG = 7,
        /// Sets priority-based flow control (PFC) per priority (CEE).
        DCB_CMD_PFC_SCFG = 8,
        /// Applies the changes of earlier commands to the hardware (CEE).
        DCB_CMD_SET_ALL = 9,
        /// Reads the permanent hardware address.
        DCB_CMD_GPERM_HWADDR = 10,
        /// Reads the DCB capabilities of the device.
        DCB_CMD_GCAP = 11,
        /// Reads the number of traffic classes.
        DCB_CMD_GNUMTCS = 12,
        /// Sets the number of traffic classes.
        DCB_CMD_SNUMTCS = 13,
        /// Reads whether PFC is enabled (CEE).
        DCB_CMD_PFC_GSTATE = 14,
        /// Enables or disables PFC (CEE).
        DCB_CMD_PFC_SSTATE = 15,
        /// Reads backward congestion notification (BCN).
        DCB_CMD_BCN_GCFG = 16,
        /// Sets backward congestion notification (BCN).
        DCB_CMD_BCN_SCFG = 17,
        /// Reads the priority of an application protocol (CEE).
        DCB_CMD_GAPP = 18,
        /// Sets the priority of an application protocol (CEE).
        DCB_CMD_SAPP = 19,
        /// Sets IEEE 802.1Qaz parameters; also the command of notifications.
        DCB_CMD_IEEE_SET = 20,
        /// Reads IEEE 802.1Qaz parameters.
        DCB_CMD_IEEE_GET = 21,
        /// Reads the mode of DCBX (DCB exchange protocol).
        DCB_CMD_GDCBX = 22,
        /// Sets the mode of DCBX (DCB exchange protocol).
        DCB_CMD_SDCBX = 23,
        /// Reads the negotiation flags of features (CEE).
        DCB_CMD_GFEATCFG = 24,
        /// Sets the negotiation flags of features (CEE).
        DCB_CMD_SFEATCFG = 25,
        /// Reads all CEE parameters; also the command of notifications.
        DCB_CMD_CEE_GET = 26,
        /// Deletes IEEE 802.1Qaz application priorities.
        DCB_CMD_IEEE_DEL = 27,
    }
}
open_enum! {
    /// Transmission selection algorithm (TSA) of a traffic class: `IEEE_8021QAZ_TSA_*`,
    /// linux/dcbnl.h.
    pub struct DcbTsa(u8) {
        /// Strict priority.
        IEEE_8021QAZ_TSA_STRICT = 0,
        /// Credit-based shaper (IEEE 802.1Qav).
        IEEE_8021QAZ_TSA_CB_SHAPER = 1,
        /// Enhanced transmission selection (ETS).
        IEEE_8021QAZ_TSA_ETS = 2,
        /// Vendor specific.
        IEEE_8021QAZ_TSA_VENDOR = 255,
    }
}
open_enum! {
    /// State of congestion notification domain defence (IEEE 802.1Qau): `DCB_CNDD_*`,
    /// linux/dcbnl.h.
    pub struct DcbCndd(u32) {
        /// Reset: congestion notification is off.
        DCB_CNDD_RESET = 0,
        /// Edge port.
        DCB_CNDD_EDGE = 1,
        /// Interior port.
        DCB_CNDD_INTERIOR = 2,
        /// Interior port that may send CN-TAGs.
        DCB_CNDD_INTERIOR_READY = 3,
    }
}
open_enum! {
    /// Selector of an application priority (IEEE 802.1Qaz): `IEEE_8021QAZ_APP_SEL_*`,
    /// linux/dcbnl.h.
    ///
    /// CEE has other values: [`DcbAppIdType`].
    pub struct DcbAppSelector(u8) {
        /// EtherType: the protocol id is an EtherType.
        IEEE_8021QAZ_APP_SEL_ETHERTYPE = 1,
        /// Port of TCP or SCTP.
        IEEE_8021QAZ_APP_SEL_STREAM = 2,
        /// Port of UDP or DCCP.
        IEEE_8021QAZ_APP_SEL_DGRAM = 3,
        /// Port of TCP, SCTP, UDP or DCCP.
        IEEE_8021QAZ_APP_SEL_ANY = 4,
        /// Differentiated services code point (DSCP).
        IEEE_8021QAZ_APP_SEL_DSCP = 5,
        /// Priority code point (PCP) and drop eligible indicator of the VLAN tag. Not in the
        /// standard.
        DCB_APP_SEL_PCP = 255,
    }
}
open_enum! {
    /// Type of an application identifier (CEE): `DCB_APP_IDTYPE_*`, linux/dcbnl.h.
    pub struct DcbAppIdType(u8) {
        /// EtherType.
        DCB_APP_IDTYPE_ETHTYPE = 0,
        /// Port of TCP or UDP.
        DCB_APP_IDTYPE_PORTNUM = 1,
    }
}
flags! {
    /// Mode of DCBX, the DCB exchange protocol: `DCB_CAP_DCBX_*`, linux/dcbnl.h.
    pub struct DcbxMode(u8) {
        /// An LLDP agent of the host negotiates.
        DCB_CAP_DCBX_HOST = 0x01,
        /// The device or its firmware negotiates.
        DCB_CAP_DCBX_LLD_MANAGED = 0x02,
        /// CEE protocol.
        DCB_CAP_DCBX_VER_CEE = 0x04,
        /// IEEE protocol.
        DCB_CAP_DCBX_VER_IEEE = 0x08,
        /// Static configuration: no negotiation.
        DCB_CAP_DCBX_STATIC = 0x10,
    }
}
flags! {
    /// Negotiation flags of a feature (CEE): `DCB_FEATCFG_*`, linux/dcbnl.h.
    pub struct DcbFeatureFlags(u8) {
        /// Error in the negotiation of the feature; read only.
        DCB_FEATCFG_ERROR = 0x01,
        /// The feature is enabled.
        DCB_FEATCFG_ENABLE = 0x02,
        /// The feature accepts the configuration of the peer (willing).
        DCB_FEATCFG_WILLING = 0x04,
        /// The feature is advertised to the peer.
        DCB_FEATCFG_ADVERTISE = 0x08,
    }
}
c_struct! {
    /// Enhanced transmission selection (ETS): `struct ieee_ets`, linux/dcbnl.h. Arrays are indexed
    /// by traffic class, unless stated otherwise.
    #[doc(alias = "ieee_ets")]
    pub struct IeeeEts {
        /// Willing: accepts the configuration of the peer, 0 or 1.
        willing: u8,
        /// Maximum number of traffic classes with ETS.
        ets_cap: u8,
        /// Support of the credit-based shaper, 0 or 1.
        cbs: u8,
        /// Transmit bandwidth, percent.
        tc_tx_bw: FieldArray<u8, 8>,
        /// Receive bandwidth, percent.
        tc_rx_bw: FieldArray<u8, 8>,
        /// Transmission selection algorithms.
        tc_tsa: FieldArray<DcbTsa, 8>,
        /// Traffic class of each priority; indexed by priority.
        prio_tc: FieldArray<u8, 8>,
        /// Recommended transmit bandwidth, percent.
        tc_reco_bw: FieldArray<u8, 8>,
        /// Recommended transmission selection algorithms.
        tc_reco_tsa: FieldArray<DcbTsa, 8>,
        /// Recommended traffic class of each priority; indexed by priority.
        reco_prio_tc: FieldArray<u8, 8>,
    }
}
c_struct! {
    /// Maximum rates of traffic classes: `struct ieee_maxrate`, linux/dcbnl.h.
    #[doc(alias = "ieee_maxrate")]
    pub struct IeeeMaxRate {
        /// Maximum transmit rate by traffic class, kilobits per second.
        tc_maxrate: FieldArray<u64, 8>,
    }
}
c_struct! {
    /// Quantized congestion notification (QCN, IEEE 802.1Qau): `struct ieee_qcn`, linux/dcbnl.h.
    /// Arrays are indexed by priority. RP is the reaction point, the rate limiter of a flow.
    #[doc(alias = "ieee_qcn")]
    pub struct IeeeQcn {
        /// Reaction points enabled, 0 or 1.
        rpg_enable: FieldArray<u8, 8>,
        /// Maximum number of reaction points.
        rppp_max_rps: FieldArray<u32, 8>,
        /// Time between rate increases without congestion notification messages, microseconds.
        rpg_time_reset: FieldArray<u32, 8>,
        /// Data sent between rate increases without congestion notification messages, bytes.
        rpg_byte_reset: FieldArray<u32, 8>,
        /// Number of stages before the reaction point leaves fast recovery.
        rpg_threshold: FieldArray<u32, 8>,
        /// Maximum rate, megabits per second.
        rpg_max_rate: FieldArray<u32, 8>,
        /// Rate increase in the active increase state, megabits per second.
        rpg_ai_rate: FieldArray<u32, 8>,
        /// Rate increase in the hyper-active increase state, megabits per second.
        rpg_hai_rate: FieldArray<u32, 8>,
        /// Divisor of the rate decrease, as base-2 logarithm.
        rpg_gd: FieldArray<u32, 8>,
        /// Minimum factor of one rate decrease, percent.
        rpg_min_dec_fac: FieldArray<u32, 8>,
        /// Minimum rate, bits per second.
        rpg_min_rate: FieldArray<u32, 8>,
        /// State of congestion notification domain defence.
        cndd_state_machine: FieldArray<DcbCndd, 8>,
    }
}
c_struct! {
    /// Statistics of quantized congestion notification (QCN): `struct ieee_qcn_stats`,
    /// linux/dcbnl.h. Arrays are indexed by priority.
    #[doc(alias = "ieee_qcn_stats")]
    pub struct IeeeQcnStats {
        /// Accumulated active time of reaction points, 1/100 s.
        rppp_rp_centiseconds: FieldArray<u64, 8>,
        /// Active reaction points.
        rppp_created_rps: FieldArray<u32, 8>,
    }
}
c_struct! {
    /// Priority-based flow control (PFC): `struct ieee_pfc`, linux/dcbnl.h.
    #[doc(alias = "ieee_pfc")]
    pub struct IeeePfc {
        /// Maximum number of traffic classes with PFC.
        pfc_cap: u8,
        /// Priorities with PFC, one bit each.
        pfc_en: u8,
        /// MACsec bypass capability, 0 or 1.
        mbc: u8,
        /// Padding.
        pad __pad1: u8,
        /// Allowance for the round-trip delay of the link, bits.
        delay: u16,
        /// Padding.
        pad __pad2: u16,
        /// PFC frames sent, by priority.
        requests: FieldArray<u64, 8>,
        /// PFC frames received, by priority.
        indications: FieldArray<u64, 8>,
    }
}
c_struct! {
    /// Receive buffers: `struct dcbnl_buffer`, linux/dcbnl.h.
    #[doc(alias = "dcbnl_buffer")]
    pub struct DcbBuffer {
        /// Buffer of each priority.
        prio2buffer: FieldArray<u8, 8>,
        /// Size of each buffer, bytes.
        buffer_size: FieldArray<u32, 8>,
        /// Size of all buffers together, bytes.
        total_size: u32,
    }
}
c_struct! {
    /// Priority groups of the peer (CEE): `struct cee_pg`, linux/dcbnl.h.
    #[doc(alias = "cee_pg")]
    pub struct CeePg {
        /// Willing: accepts the configuration of the peer, 0 or 1.
        willing: u8,
        /// Error in the negotiation, 0 or 1.
        error: u8,
        /// Priority groups enabled, 0 or 1.
        pg_en: u8,
        /// Number of traffic classes supported.
        tcs_supported: u8,
        /// Bandwidth by priority group, percent.
        pg_bw: FieldArray<u8, 8>,
        /// Priority group of each priority.
        prio_pg: FieldArray<u8, 8>,
    }
}
c_struct! {
    /// Priority-based flow control (PFC) of the peer (CEE): `struct cee_pfc`, linux/dcbnl.h.
    #[doc(alias = "cee_pfc")]
    pub struct CeePfc {
        /// Willing: accepts the configuration of the peer, 0 or 1.
        willing: u8,
        /// Error in the negotiation, 0 or 1.
        error: u8,
        /// Traffic classes with PFC, one bit each.
        pfc_en: u8,
        /// Number of traffic classes supported.
        tcs_supported: u8,
    }
}
c_struct! {
    /// Priority of an application protocol: `struct dcb_app`, linux/dcbnl.h.
    #[doc(alias = "dcb_app")]
    pub struct DcbApp {
        /// Type of the protocol identifier.
        selector: DcbAppSelector,
        /// Priority, 0 to 7; in CEE a bit map of priorities.
        priority: u8,
        /// Protocol identifier, in host byte order.
        protocol: u16,
    }
}
c_struct! {
    /// State of application priorities of the peer (CEE): `struct dcb_peer_app_info`,
    /// linux/dcbnl.h.
    #[doc(alias = "dcb_peer_app_info")]
    pub struct DcbPeerAppInfo {
        /// Willing: accepts the configuration of the peer, 0 or 1.
        willing: u8,
        /// Error in the negotiation, 0 or 1.
        error: u8,
    }
}
// Limits: dcbnl_rtnl_policy, net/dcb/dcbnl.c.
attributes! {
    /// Attributes of a DCB message: `DCB_ATTR_*`, linux/dcbnl.h.
    ///
    /// ```
    /// use nlwire::{route::{Dcb, DcbCommand, GetDcb}, wire::{GetFlags, Request}};
    /// let mut buffer = [0; 64];
    /// let operation = GetDcb { command: DcbCommand::DCB_CMD_IEEE_GET };
    /// let mut request = Request::new(&mut buffer, operation, GetFlags::ACK);
    /// request.put(Dcb::DCB_ATTR_IFNAME, "eth0");
    /// assert_eq!(request.finish(1)?.len(), 16 + 4 + 12);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set Dcb, enum DcbAttr<'a> {
        /// Interface name; every request needs one.
        DCB_ATTR_IFNAME: Str<'a> = 1 where nul_max_len(15),
        /// DCB enabled (CEE), 0 or 1.
        DCB_ATTR_STATE: u8 = 2,
        /// Priority-based flow control (PFC) enabled (CEE), 0 or 1.
        DCB_ATTR_PFC_STATE: u8 = 3,
        /// Priority-based flow control (PFC) per priority (CEE).
        DCB_ATTR_PFC_CFG: Attrs<'a, DcbPfcUp> = 4,
        /// Number of traffic classes; unused, see [`Dcb::DCB_ATTR_NUMTCS`].
        DCB_ATTR_NUM_TC: u8 = 5,
        /// Priority groups (CEE).
        DCB_ATTR_PG_CFG: Attrs<'a, DcbPg> = 6,
        /// Applies earlier changes to the hardware, 1.
        DCB_ATTR_SET_ALL: u8 = 7,
        /// Permanent hardware address, padded to 32 bytes; a flag in requests.
        DCB_ATTR_PERM_HWADDR: HwAddr<'a> = 8 where read_only,
        /// DCB capabilities of the device.
        DCB_ATTR_CAP: Attrs<'a, DcbCap> = 9,
        /// Number of traffic classes.
        DCB_ATTR_NUMTCS: Attrs<'a, DcbNumTcs> = 10,
        /// Backward congestion notification (BCN).
        DCB_ATTR_BCN: Attrs<'a, DcbBcn> = 11,
        /// Priority of an application protocol (CEE).
        DCB_ATTR_APP: Attrs<'a, DcbCeeApp> = 12,
        /// IEEE 802.1Qaz parameters.
        DCB_ATTR_IEEE: Attrs<'a, DcbIeee> = 13,
        /// Mode of DCBX (DCB exchange protocol).
        DCB_ATTR_DCBX: DcbxMode = 14,
        /// Negotiation flags of features (CEE).
        DCB_ATTR_FEATCFG: Attrs<'a, DcbFeatures> = 15,
        /// All CEE parameters.
        DCB_ATTR_CEE: Attrs<'a, DcbCee> = 16 where read_only,
    }
}
attributes! {
    /// Reply to a change: the attribute of [`Dcb`] that was changed, with a status byte,
    /// linux/dcbnl.h.
    ///
    /// The status is 0 if the change was made, else a value of the driver: often 1, or the low byte
    /// of a negative errno. Of `DCB_CMD_SET_ALL`, a value other than 0 may also mean that the
    /// change needs no reset of the hardware.
    pub set DcbStatus, enum DcbStatusAttr<'a> {
        /// Status of a change of [`Dcb::DCB_ATTR_STATE`].
        DCB_ATTR_STATE: u8 = 2 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_PFC_STATE`].
        DCB_ATTR_PFC_STATE: u8 = 3 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_PFC_CFG`].
        DCB_ATTR_PFC_CFG: u8 = 4 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_PG_CFG`].
        DCB_ATTR_PG_CFG: u8 = 6 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_SET_ALL`].
        DCB_ATTR_SET_ALL: u8 = 7 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_NUMTCS`].
        DCB_ATTR_NUMTCS: u8 = 10 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_BCN`].
        DCB_ATTR_BCN: u8 = 11 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_APP`].
        DCB_ATTR_APP: u8 = 12 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_IEEE`].
        DCB_ATTR_IEEE: u8 = 13 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_DCBX`].
        DCB_ATTR_DCBX: u8 = 14 where read_only,
        /// Status of a change of [`Dcb::DCB_ATTR_FEATCFG`].
        DCB_ATTR_FEATCFG: u8 = 15 where read_only,
    }
}
// Limits: dcbnl_ieee_policy, net/dcb/dcbnl.c.
attributes! {
    /// IEEE 802.1Qaz parameters: `DCB_ATTR_IEEE_*` and `DCB_ATTR_DCB_*`, linux/dcbnl.h.
    pub set DcbIeee, enum DcbIeeeAttr<'a> {
        /// Enhanced transmission selection (ETS).
        DCB_ATTR_IEEE_ETS: &'a Struct<IeeeEts> = 1,
        /// Priority-based flow control (PFC).
        DCB_ATTR_IEEE_PFC: &'a Struct<IeeePfc> = 2,
        /// Application priorities.
        DCB_ATTR_IEEE_APP_TABLE: Attrs<'a, DcbIeeeApps> = 3,
        /// Enhanced transmission selection (ETS) of the peer.
        DCB_ATTR_IEEE_PEER_ETS: &'a Struct<IeeeEts> = 4 where read_only,
        /// Priority-based flow control (PFC) of the peer.
        DCB_ATTR_IEEE_PEER_PFC: &'a Struct<IeeePfc> = 5 where read_only,
        /// Application priorities of the peer.
        DCB_ATTR_IEEE_PEER_APP: Attrs<'a, DcbIeeeApps> = 6 where read_only,
        /// Maximum rates of traffic classes.
        DCB_ATTR_IEEE_MAXRATE: &'a Struct<IeeeMaxRate> = 7,
        /// Quantized congestion notification (QCN).
        DCB_ATTR_IEEE_QCN: &'a Struct<IeeeQcn> = 8,
        /// Statistics of quantized congestion notification (QCN).
        DCB_ATTR_IEEE_QCN_STATS: &'a Struct<IeeeQcnStats> = 9,
        /// Receive buffers.
        DCB_ATTR_DCB_BUFFER: &'a Struct<DcbBuffer> = 10,
        /// Selectors whose application priorities are trusted, in order of preference. Since Linux
        /// 6.2.
        DCB_ATTR_DCB_APP_TRUST_TABLE: Attrs<'a, DcbTrust> = 11,
        /// Rewriting of priorities in transmitted packets. Since Linux 6.3.
        DCB_ATTR_DCB_REWR_TABLE: Attrs<'a, DcbIeeeApps> = 12,
    }
}
attributes! {
    /// Application priorities (IEEE 802.1Qaz): `DCB_ATTR_IEEE_APP`, linux/dcbnl.h.
    pub set DcbIeeeApps, enum DcbIeeeAppsAttr<'a> {
        /// Application priority with a selector of the standard.
        DCB_ATTR_IEEE_APP: [&'a Struct<DcbApp>] = 1,
        /// Application priority with a selector outside of the standard. Since Linux 6.2.
        DCB_ATTR_DCB_APP: [&'a Struct<DcbApp>] = 2,
    }
}
attributes! {
    /// Trusted selectors of application priorities: `DCB_ATTR_IEEE_APP`, linux/dcbnl.h.
    pub set DcbTrust, enum DcbTrustAttr<'a> {
        /// Selector of the standard.
        DCB_ATTR_IEEE_APP: [DcbAppSelector] = 1,
        /// Selector outside of the standard.
        DCB_ATTR_DCB_APP: [DcbAppSelector] = 2,
    }
}
attributes! {
    /// CEE parameters: `DCB_ATTR_CEE_*`, linux/dcbnl.h.
    pub set DcbCee, enum DcbCeeAttr<'a> {
        /// Priority groups of the peer.
        DCB_ATTR_CEE_PEER_PG: &'a Struct<CeePg> = 1 where read_only,
        /// Priority-based flow control (PFC) of the peer.
        DCB_ATTR_CEE_PEER_PFC: &'a Struct<CeePfc> = 2 where read_only,
        /// Application priorities of the peer.
        DCB_ATTR_CEE_PEER_APP_TABLE: Attrs<'a, DcbPeerApps> = 3 where read_only,
        /// Priority groups of the transmit direction.
        DCB_ATTR_CEE_TX_PG: Attrs<'a, DcbPg> = 4 where read_only,
        /// Priority groups of the receive direction.
        DCB_ATTR_CEE_RX_PG: Attrs<'a, DcbPg> = 5 where read_only,
        /// Priority-based flow control (PFC) per priority.
        DCB_ATTR_CEE_PFC: Attrs<'a, DcbPfcUp> = 6 where read_only,
        /// Application priorities.
        DCB_ATTR_CEE_APP_TABLE: Attrs<'a, DcbCeeApps> = 7 where read_only,
        /// Negotiation flags of features.
        DCB_ATTR_CEE_FEAT: Attrs<'a, DcbFeatures> = 8 where read_only,
    }
}
attributes! {
    /// Application priorities of the peer (CEE): `DCB_ATTR_CEE_PEER_APP*`, linux/dcbnl.h.
    pub set DcbPeerApps, enum DcbPeerAppsAttr<'a> {
        /// State of the application priorities.
        DCB_ATTR_CEE_PEER_APP_INFO: &'a Struct<DcbPeerAppInfo> = 1,
        /// Application priority.
        DCB_ATTR_CEE_PEER_APP: [&'a Struct<DcbApp>] = 2,
    }
}
attributes! {
    /// Application priorities (CEE), linux/dcbnl.h.
    ///
    /// The kernel writes each one with the number of [`Dcb::DCB_ATTR_APP`].
    pub set DcbCeeApps, enum DcbCeeAppsAttr<'a> {
        /// Reserved for an application priority; the kernel does not send this attribute.
        DCB_ATTR_CEE_APP: [Attrs<'a, DcbCeeApp>] = 1,
        /// Application priority.
        DCB_ATTR_APP: [Attrs<'a, DcbCeeApp>] = 12,
    }
}
// Limits: dcbnl_app_nest, net/dcb/dcbnl.c.
attributes! {
    /// Priority of an application protocol (CEE): `DCB_APP_ATTR_*`, linux/dcbnl.h.
    pub set DcbCeeApp, enum DcbCeeAppAttr<'a> {
        /// Type of the protocol identifier.
        DCB_APP_ATTR_IDTYPE: DcbAppIdType = 1,
        /// Protocol identifier, in host byte order.
        DCB_APP_ATTR_ID: u16 = 2,
        /// Bit map of priorities.
        DCB_APP_ATTR_PRIORITY: u8 = 3,
    }
}
// Limits: dcbnl_pfc_up_nest, net/dcb/dcbnl.c.
attributes! {
    /// Priority-based flow control (PFC) per priority (CEE): `DCB_PFC_UP_ATTR_*`, linux/dcbnl.h.
    pub set DcbPfcUp, enum DcbPfcUpAttr<'a> {
        /// PFC of priority 0: 0 off, 1 on.
        DCB_PFC_UP_ATTR_0: u8 = 1,
        /// PFC of priority 1: 0 off, 1 on.
        DCB_PFC_UP_ATTR_1: u8 = 2,
        /// PFC of priority 2: 0 off, 1 on.
        DCB_PFC_UP_ATTR_2: u8 = 3,
        /// PFC of priority 3: 0 off, 1 on.
        DCB_PFC_UP_ATTR_3: u8 = 4,
        /// PFC of priority 4: 0 off, 1 on.
        DCB_PFC_UP_ATTR_4: u8 = 5,
        /// PFC of priority 5: 0 off, 1 on.
        DCB_PFC_UP_ATTR_5: u8 = 6,
        /// PFC of priority 6: 0 off, 1 on.
        DCB_PFC_UP_ATTR_6: u8 = 7,
        /// PFC of priority 7: 0 off, 1 on.
        DCB_PFC_UP_ATTR_7: u8 = 8,
        /// Requests all priorities.
        DCB_PFC_UP_ATTR_ALL: Flag = 9,
    }
}
// Limits: dcbnl_pg_nest, net/dcb/dcbnl.c.
attributes! {
    /// Priority groups (CEE): `DCB_PG_ATTR_*`, linux/dcbnl.h.
    pub set DcbPg, enum DcbPgAttr<'a> {
        /// Traffic class 0.
        DCB_PG_ATTR_TC_0: Attrs<'a, DcbTc> = 1,
        /// Traffic class 1.
        DCB_PG_ATTR_TC_1: Attrs<'a, DcbTc> = 2,
        /// Traffic class 2.
        DCB_PG_ATTR_TC_2: Attrs<'a, DcbTc> = 3,
        /// Traffic class 3.
        DCB_PG_ATTR_TC_3: Attrs<'a, DcbTc> = 4,
        /// Traffic class 4.
        DCB_PG_ATTR_TC_4: Attrs<'a, DcbTc> = 5,
        /// Traffic class 5.
        DCB_PG_ATTR_TC_5: Attrs<'a, DcbTc> = 6,
        /// Traffic class 6.
        DCB_PG_ATTR_TC_6: Attrs<'a, DcbTc> = 7,
        /// Traffic class 7.
        DCB_PG_ATTR_TC_7: Attrs<'a, DcbTc> = 8,
        /// Reserved by the kernel header; not used.
        DCB_PG_ATTR_TC_MAX: &'a [u8] = 9,
        /// Requests the given parameters of all traffic classes.
        DCB_PG_ATTR_TC_ALL: Attrs<'a, DcbTc> = 10,
        /// Bandwidth of priority group 0, percent.
        DCB_PG_ATTR_BW_ID_0: u8 = 11,
        /// Bandwidth of priority group 1, percent.
        DCB_PG_ATTR_BW_ID_1: u8 = 12,
        /// Bandwidth of priority group 2, percent.
        DCB_PG_ATTR_BW_ID_2: u8 = 13,
        /// Bandwidth of priority group 3, percent.
        DCB_PG_ATTR_BW_ID_3: u8 = 14,
        /// Bandwidth of priority group 4, percent.
        DCB_PG_ATTR_BW_ID_4: u8 = 15,
        /// Bandwidth of priority group 5, percent.
        DCB_PG_ATTR_BW_ID_5: u8 = 16,
        /// Bandwidth of priority group 6, percent.
        DCB_PG_ATTR_BW_ID_6: u8 = 17,
        /// Bandwidth of priority group 7, percent.
        DCB_PG_ATTR_BW_ID_7: u8 = 18,
        /// Reserved by the kernel header; not used.
        DCB_PG_ATTR_BW_ID_MAX: &'a [u8] = 19,
        /// Requests the bandwidth of all priority groups.
        DCB_PG_ATTR_BW_ID_ALL: Flag = 20,
    }
}
// Limits: dcbnl_tc_param_nest, net/dcb/dcbnl.c.
attributes! {
    /// Parameters of a traffic class (CEE): `DCB_TC_ATTR_PARAM_*`, linux/dcbnl.h.
    pub set DcbTc, enum DcbTcAttr<'a> {
        /// Priority group of the traffic class, 0 to 7.
        DCB_TC_ATTR_PARAM_PGID: u8 = 1,
        /// Priorities of the traffic class, one bit each.
        DCB_TC_ATTR_PARAM_UP_MAPPING: u8 = 2,
        /// Strict priority: 0 none, 1 within the group, 2 on the link.
        DCB_TC_ATTR_PARAM_STRICT_PRIO: u8 = 3,
        /// Share of the bandwidth of the priority group, percent.
        DCB_TC_ATTR_PARAM_BW_PCT: u8 = 4,
        /// Requests all parameters.
        DCB_TC_ATTR_PARAM_ALL: Flag = 5,
    }
}
// Limits: dcbnl_cap_nest, net/dcb/dcbnl.c.
attributes! {
    /// DCB capabilities of a device: `DCB_CAP_ATTR_*`, linux/dcbnl.h.
    pub set DcbCap, enum DcbCapAttr<'a> {
        /// Requests all capabilities.
        DCB_CAP_ATTR_ALL: Flag = 1,
        /// Priority groups, 0 or 1.
        DCB_CAP_ATTR_PG: u8 = 2,
        /// Priority-based flow control (PFC), 0 or 1.
        DCB_CAP_ATTR_PFC: u8 = 3,
        /// Mapping of priorities to traffic classes, 0 or 1.
        DCB_CAP_ATTR_UP2TC: u8 = 4,
        /// Possible numbers of traffic classes for priority groups: bit 0 for 1 class, bit 1 for 2.
        DCB_CAP_ATTR_PG_TCS: u8 = 5,
        /// Possible numbers of traffic classes for PFC: bit 0 for 1 class, bit 1 for 2.
        DCB_CAP_ATTR_PFC_TCS: u8 = 6,
        /// Strict priority of a priority group, 0 or 1.
        DCB_CAP_ATTR_GSP: u8 = 7,
        /// Backward congestion notification (BCN), 0 or 1.
        DCB_CAP_ATTR_BCN: u8 = 8,
        /// Modes of DCBX (DCB exchange protocol).
        DCB_CAP_ATTR_DCBX: DcbxMode = 9,
    }
}
// Limits: dcbnl_numtcs_nest, net/dcb/dcbnl.c.
attributes! {
    /// Number of traffic classes: `DCB_NUMTCS_ATTR_*`, linux/dcbnl.h.
    pub set DcbNumTcs, enum DcbNumTcsAttr<'a> {
        /// Requests both numbers.
        DCB_NUMTCS_ATTR_ALL: Flag = 1,
        /// Number of traffic classes for priority groups.
        DCB_NUMTCS_ATTR_PG: u8 = 2,
        /// Number of traffic classes for priority-based flow control (PFC).
        DCB_NUMTCS_ATTR_PFC: u8 = 3,
    }
}
// Limits: dcbnl_bcn_nest, net/dcb/dcbnl.c.
attributes! {
    /// Backward congestion notification (BCN): `DCB_BCN_ATTR_*`, linux/dcbnl.h.
    ///
    /// The parameters are those of the draft BCN 2.0 of IEEE 802.1Qau.
    pub set DcbBcn, enum DcbBcnAttr<'a> {
        /// Rate limiter (reaction point) of priority 0, 0 or 1.
        DCB_BCN_ATTR_RP_0: u8 = 1,
        /// Rate limiter (reaction point) of priority 1, 0 or 1.
        DCB_BCN_ATTR_RP_1: u8 = 2,
        /// Rate limiter (reaction point) of priority 2, 0 or 1.
        DCB_BCN_ATTR_RP_2: u8 = 3,
        /// Rate limiter (reaction point) of priority 3, 0 or 1.
        DCB_BCN_ATTR_RP_3: u8 = 4,
        /// Rate limiter (reaction point) of priority 4, 0 or 1.
        DCB_BCN_ATTR_RP_4: u8 = 5,
        /// Rate limiter (reaction point) of priority 5, 0 or 1.
        DCB_BCN_ATTR_RP_5: u8 = 6,
        /// Rate limiter (reaction point) of priority 6, 0 or 1.
        DCB_BCN_ATTR_RP_6: u8 = 7,
        /// Rate limiter (reaction point) of priority 7, 0 or 1.
        DCB_BCN_ATTR_RP_7: u8 = 8,
        /// Requests the rate limiters of all priorities.
        DCB_BCN_ATTR_RP_ALL: Flag = 9,
        /// BCN address, lower half.
        DCB_BCN_ATTR_BCNA_0: u32 = 10,
        /// BCN address, upper half.
        DCB_BCN_ATTR_BCNA_1: u32 = 11,
        /// Weight alpha of the feedback.
        DCB_BCN_ATTR_ALPHA: u32 = 12,
        /// Weight beta of the feedback.
        DCB_BCN_ATTR_BETA: u32 = 13,
        /// Decrease gain Gd.
        DCB_BCN_ATTR_GD: u32 = 14,
        /// Increase gain Gi.
        DCB_BCN_ATTR_GI: u32 = 15,
        /// Maximum backoff time Tmax.
        DCB_BCN_ATTR_TMAX: u32 = 16,
        /// Time Td between probes.
        DCB_BCN_ATTR_TD: u32 = 17,
        /// Minimum rate Rmin.
        DCB_BCN_ATTR_RMIN: u32 = 18,
        /// Weight W of the queue length variation.
        DCB_BCN_ATTR_W: u32 = 19,
        /// Rate drift Rd.
        DCB_BCN_ATTR_RD: u32 = 20,
        /// Rate unit Ru.
        DCB_BCN_ATTR_RU: u32 = 21,
        /// Weighted round-trip time.
        DCB_BCN_ATTR_WRTT: u32 = 22,
        /// Initial rate Ri.
        DCB_BCN_ATTR_RI: u32 = 23,
        /// Line rate C; the kernel neither reads nor sends this attribute.
        DCB_BCN_ATTR_C: u32 = 24,
        /// Requests all parameters.
        DCB_BCN_ATTR_ALL: Flag = 25,
    }
}
// Limits: dcbnl_featcfg_nest, net/dcb/dcbnl.c.
attributes! {
    /// Negotiation flags of features (CEE): `DCB_FEATCFG_ATTR_*`, linux/dcbnl.h.
    pub set DcbFeatures, enum DcbFeaturesAttr<'a> {
        /// Requests all features.
        DCB_FEATCFG_ATTR_ALL: Flag = 1,
        /// Priority groups.
        DCB_FEATCFG_ATTR_PG: DcbFeatureFlags = 2,
        /// Priority-based flow control (PFC).
        DCB_FEATCFG_ATTR_PFC: DcbFeatureFlags = 3,
        /// Application priorities.
        DCB_FEATCFG_ATTR_APP: DcbFeatureFlags = 4,
    }
}
crate::message_types! {
    /// DCB parameters: `struct dcbmsg` and the attributes of [`Dcb`].
    pub struct DcbMessage(DcbMsg, Dcb);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Reads DCB parameters of an interface with `RTM_GETDCB`.
    pub GetDcb {
        /// Command that reads.
        command: DcbCommand => cmd,
    } = Get(RouteMessage::RTM_GETDCB, DcbMsg, Dcb) -> DcbMessage;
    /// Changes DCB parameters of an interface with `RTM_SETDCB`.
    pub SetDcb {
        /// Command that changes.
        command: DcbCommand => cmd,
    } = New(RouteMessage::RTM_SETDCB, DcbMsg, Dcb) -> (DcbMsg, DcbStatus);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::testing::{attr, message, text},
        wire::{CStruct, Message, Operation},
    };
    use std::vec::Vec;

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        let ieee = (
            IeeeEts::SPEC.len,
            IeeeMaxRate::SPEC.len,
            IeeeQcn::SPEC.len,
            IeeeQcnStats::SPEC.len,
            IeeePfc::SPEC.len,
        );
        assert_eq!(ieee, (59, 64, 360, 96, 136));
        let others = (
            DcbBuffer::SPEC.len,
            CeePg::SPEC.len,
            CeePfc::SPEC.len,
            DcbApp::SPEC.len,
            DcbPeerAppInfo::SPEC.len,
        );
        assert_eq!((others, DcbMsg::SPEC.len), ((44, 20, 4, 4, 2), 4));
    }
    #[test]
    fn ieee_parameters_are_read() {
        let mut ets = std::vec![1, 8, 0];
        for byte in [12, 0, 2, 3, 0, 0, 0] {
            ets.extend([byte; 8]);
        }
        let app =
            |selector, priority, protocol: u16| [&[selector, priority][..], &protocol.to_ne_bytes()].concat();
        let apps = [attr(1, &app(1, 3, 0x8906)), attr(2, &app(255, 4, 9))].concat();
        let ieee =
            [attr(1, &ets), attr(3, &apps), attr(11, &[attr(1, &[5]), attr(2, &[255])].concat())].concat();
        let mut payload = std::vec![0, 21, 0, 0];
        payload.extend([attr(1, b"eth0\0"), attr(13, &ieee)].concat());
        let bytes = message(78, &payload);
        let found = text(&bytes);
        assert!(found.starts_with("{DCB_ATTR_IFNAME: \"eth0\", DCB_ATTR_IEEE: {DCB_ATTR_IEEE_ETS: {willing: 1, ets_cap: 8, cbs: 0, \
             tc_tx_bw: [12, 12,"), "{found}");
        assert!(found.contains("tc_tsa: [IEEE_8021QAZ_TSA_ETS, "), "{found}");
        assert!(found.ends_with("DCB_ATTR_IEEE_APP_TABLE: {DCB_ATTR_IEEE_APP: [{selector: IEEE_8021QAZ_APP_SEL_ETHERTYPE, priority: 3, \
             protocol: 35078}], DCB_ATTR_DCB_APP: [{selector: DCB_APP_SEL_PCP, priority: 4, protocol: 9}]}, DCB_ATTR_DCB_APP_TRUST_TABLE: \
             {DCB_ATTR_IEEE_APP: [IEEE_8021QAZ_APP_SEL_DSCP], DCB_ATTR_DCB_APP: [DCB_APP_SEL_PCP]}}}"), "{found}");
        let reply = GetDcb::reply(Message::new(&bytes).unwrap()).unwrap();
        assert_eq!(reply.ets().unwrap().get(IeeeEts::ets_cap), 8);
        let protocols: Vec<_> = reply.applications().map(|app| app.get(DcbApp::protocol)).collect();
        assert_eq!(protocols, [0x8906, 9]);
    }
    #[test]
    fn cee_parameters_are_read() {
        let tc = [attr(1, &[2]), attr(2, &[0x0f]), attr(3, &[1]), attr(4, &[50])].concat();
        let pg = [attr(1, &tc), attr(11, &[40]), attr(18, &[60])].concat();
        let local = attr(12, &[attr(1, &[1]), attr(2, &3260u16.to_ne_bytes()), attr(3, &[8])].concat());
        let peer = [attr(1, &[1, 0]), attr(2, &[&[0, 8][..], &0x8906u16.to_ne_bytes()].concat())].concat();
        let cee =
            [attr(3, &peer), attr(4, &pg), attr(6, &attr(1, &[1])), attr(7, &local), attr(8, &attr(2, &[6]))]
                .concat();
        let mut payload = std::vec![0, 26, 0, 0];
        payload.extend([attr(1, b"eth0\0"), attr(16, &cee), attr(14, &[5])].concat());
        assert_eq!(
            text(&message(78, &payload)),
            "{DCB_ATTR_IFNAME: \"eth0\", DCB_ATTR_CEE: {DCB_ATTR_CEE_PEER_APP_TABLE: {DCB_ATTR_CEE_PEER_APP_INFO: {willing: 1, \
             error: 0}, DCB_ATTR_CEE_PEER_APP: [{selector: 0, priority: 8, protocol: 35078}]}, DCB_ATTR_CEE_TX_PG: {DCB_PG_ATTR_TC_0: \
             {DCB_TC_ATTR_PARAM_PGID: 2, DCB_TC_ATTR_PARAM_UP_MAPPING: 15, DCB_TC_ATTR_PARAM_STRICT_PRIO: 1, DCB_TC_ATTR_PARAM_BW_PCT: \
             50}, DCB_PG_ATTR_BW_ID_0: 40, DCB_PG_ATTR_BW_ID_7: 60}, DCB_ATTR_CEE_PFC: {DCB_PFC_UP_ATTR_0: 1}, DCB_ATTR_CEE_APP_TABLE: \
             {DCB_ATTR_APP: [{DCB_APP_ATTR_IDTYPE: DCB_APP_IDTYPE_PORTNUM, DCB_APP_ATTR_ID: 3260, DCB_APP_ATTR_PRIORITY: 8}]}, \
             DCB_ATTR_CEE_FEAT: {DCB_FEATCFG_ATTR_PG: DCB_FEATCFG_ENABLE|DCB_FEATCFG_WILLING}}, DCB_ATTR_DCBX: \
             DCB_CAP_DCBX_HOST|DCB_CAP_DCBX_VER_CEE}"
        );
    }
}
