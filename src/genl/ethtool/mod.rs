//! The family `ethtool`: settings, link state, queues and statistics of network devices.
//!
//! Header: linux/ethtool_netlink.h. Kernel documentation:
//! [Netlink interface for ethtool](https://docs.kernel.org/networking/ethtool-netlink.html). Tool:
//! [ethtool(8)](https://man7.org/linux/man-pages/man8/ethtool.8.html).
//!
//! Every message starts with a nested header that selects the device; [`put_device`] writes it. A
//! command applies to one device, or as a dump to all devices that support it. Changes are
//! announced to the multicast group [`MONITOR`] by messages whose names end in `_NTF`. Requests and
//! replies are numbered separately: 3 is `ETHTOOL_MSG_LINKINFO_SET` as a request and
//! `ETHTOOL_MSG_LINKINFO_NTF` as a message from the kernel.
//!
//! ```no_run
//! use nlwire::{
//!     client::Connection, genl::{self, ethtool::{self, EthtoolMessage, Features, Rings}},
//!     socket::{Protocol, Socket},
//! };
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = connection.run(genl::family(ethtool::NAME))?; // resolve once and keep
//! let rings = connection.get(ethtool::get(&family, EthtoolMessage::ETHTOOL_MSG_RINGS_GET, "eth0"))?;
//! println!("{:?} of {:?}",
//!     rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX)?,
//!     rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX_MAX)?);
//! connection.run(ethtool::set(&family, EthtoolMessage::ETHTOOL_MSG_FEATURES_SET, "eth0", |features| {
//!         features.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| {
//!             wanted.named([("rx-gro-list", true)]);
//!         });
//!     }))?;
//! let mut all = connection.dump(ethtool::dump(&family, EthtoolMessage::ETHTOOL_MSG_FEATURES_GET))?;
//! while let Some(features) = all.next()? {
//!     let active = features.attrs.get(Features::ETHTOOL_A_FEATURES_ACTIVE)?.into_iter();
//!     let names = active.flat_map(|active| active.bits()).flatten()
//!         .filter(|bit| bit.value).filter_map(|bit| bit.name);
//!     println!("{:?}: {:?}", features.attrs.dev_name(), names.collect::<Vec<_>>());
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod bitset;
pub mod cable;
mod calls;
pub mod features;
mod header;
pub mod link;
pub mod link_mode;
pub mod mac;
pub mod module;
pub mod phy;
pub mod power;
pub mod queues;
pub mod stats;
pub mod strings;
mod summary;
pub mod time;
pub mod tunnel;

pub use bitset::*;
pub use cable::*;
pub use calls::*;
pub use features::*;
pub use header::*;
pub use link::*;
pub use link_mode::*;
pub use mac::*;
pub use module::*;
pub use phy::*;
pub use power::*;
pub use queues::*;
pub use stats::*;
pub use strings::*;
pub use summary::*;
pub use time::*;
pub use tunnel::*;

use crate::{
    genl_family,
    wire::{Attrs, Key},
};

/// Name of the family: `ETHTOOL_GENL_NAME`.
pub const NAME: &str = "ethtool";
/// Name of the multicast group for change notifications: `ETHTOOL_MCGRP_MONITOR_NAME`.
///
/// Resolve the id with [`Family::group`](super::Family::group).
pub const MONITOR: &str = "monitor";

genl_family! {
    /// A message of the ethtool family.
    pub enum EthtoolMessage<'a>, family ETHTOOL = "ethtool", header () {
        /// Requests string sets.
        ETHTOOL_MSG_STRSET_GET = 1, Request Get => GetStrset(StrSet),
        /// Requests connector and transceiver settings (port, MDI-X).
        ETHTOOL_MSG_LINKINFO_GET = 2, Request Get => GetLinkinfo(LinkInfo),
        /// Changes connector and transceiver settings (port, MDI-X).
        ETHTOOL_MSG_LINKINFO_SET = 3, Request New => SetLinkinfo(LinkInfo),
        /// Requests speed, duplex, autonegotiation and link modes.
        ETHTOOL_MSG_LINKMODES_GET = 4, Request Get => GetLinkmodes(LinkModes),
        /// Changes speed, duplex, autonegotiation and link modes.
        ETHTOOL_MSG_LINKMODES_SET = 5, Request New => SetLinkmodes(LinkModes),
        /// Requests link state and signal quality.
        ETHTOOL_MSG_LINKSTATE_GET = 6, Request Get => GetLinkstate(LinkState),
        /// Requests the message level of the driver.
        ETHTOOL_MSG_DEBUG_GET = 7, Request Get => GetDebug(Debug),
        /// Changes the message level of the driver.
        ETHTOOL_MSG_DEBUG_SET = 8, Request New => SetDebug(Debug),
        /// Requests Wake-on-LAN modes.
        ETHTOOL_MSG_WOL_GET = 9, Request Get => GetWol(Wol),
        /// Changes Wake-on-LAN modes.
        ETHTOOL_MSG_WOL_SET = 10, Request New => SetWol(Wol),
        /// Requests device features (offloads).
        ETHTOOL_MSG_FEATURES_GET = 11, Request Get => GetFeatures(Features),
        /// Changes device features (offloads).
        ETHTOOL_MSG_FEATURES_SET = 12, Request New => SetFeatures(Features),
        /// Requests driver private flags.
        ETHTOOL_MSG_PRIVFLAGS_GET = 13, Request Get => GetPrivflags(PrivFlags),
        /// Changes driver private flags.
        ETHTOOL_MSG_PRIVFLAGS_SET = 14, Request New => SetPrivflags(PrivFlags),
        /// Requests ring sizes and options.
        ETHTOOL_MSG_RINGS_GET = 15, Request Get => GetRings(Rings),
        /// Changes ring sizes and options.
        ETHTOOL_MSG_RINGS_SET = 16, Request New => SetRings(Rings),
        /// Requests the number of channels.
        ETHTOOL_MSG_CHANNELS_GET = 17, Request Get => GetChannels(Channels),
        /// Changes the number of channels.
        ETHTOOL_MSG_CHANNELS_SET = 18, Request New => SetChannels(Channels),
        /// Requests interrupt coalescing settings.
        ETHTOOL_MSG_COALESCE_GET = 19, Request Get => GetCoalesce(Coalesce),
        /// Changes interrupt coalescing settings.
        ETHTOOL_MSG_COALESCE_SET = 20, Request New => SetCoalesce(Coalesce),
        /// Requests pause frame settings.
        ETHTOOL_MSG_PAUSE_GET = 21, Request Get => GetPause(Pause),
        /// Changes pause frame settings.
        ETHTOOL_MSG_PAUSE_SET = 22, Request New => SetPause(Pause),
        /// Requests Energy-Efficient Ethernet (EEE) settings.
        ETHTOOL_MSG_EEE_GET = 23, Request Get => GetEee(Eee),
        /// Changes Energy-Efficient Ethernet (EEE) settings.
        ETHTOOL_MSG_EEE_SET = 24, Request New => SetEee(Eee),
        /// Requests time stamping capabilities.
        ETHTOOL_MSG_TSINFO_GET = 25, Request Get => GetTsinfo(TsInfo),
        /// Starts a cable test.
        ETHTOOL_MSG_CABLE_TEST_ACT = 26, Request New => ActCableTest(CableTest),
        /// Starts a cable test by time domain reflectometry (TDR).
        ETHTOOL_MSG_CABLE_TEST_TDR_ACT = 27, Request New => ActCableTestTdr(CableTestTdr),
        /// Requests UDP tunnel ports offloaded to the device.
        ETHTOOL_MSG_TUNNEL_INFO_GET = 28, Request Get => GetTunnelInfo(TunnelInfo),
        /// Requests forward error correction (FEC) settings.
        ETHTOOL_MSG_FEC_GET = 29, Request Get => GetFec(Fec),
        /// Changes forward error correction (FEC) settings.
        ETHTOOL_MSG_FEC_SET = 30, Request New => SetFec(Fec),
        /// Requests a part of the EEPROM of a plug-in module.
        ETHTOOL_MSG_MODULE_EEPROM_GET = 31, Request Get => GetModuleEeprom(ModuleEeprom),
        /// Requests standard statistics (IEEE 802.3, RMON).
        ETHTOOL_MSG_STATS_GET = 32, Request Get => GetStats(Stats),
        /// Requests the virtual PTP clocks of the device.
        ETHTOOL_MSG_PHC_VCLOCKS_GET = 33, Request Get => GetPhcVclocks(PhcVclocks),
        /// Requests the power mode of a plug-in module.
        ETHTOOL_MSG_MODULE_GET = 34, Request Get => GetModule(Module),
        /// Changes the power mode of a plug-in module.
        ETHTOOL_MSG_MODULE_SET = 35, Request New => SetModule(Module),
        /// Requests power sourcing equipment (PoE, PoDL) settings.
        ETHTOOL_MSG_PSE_GET = 36, Request Get => GetPse(Pse),
        /// Changes power sourcing equipment (PoE, PoDL) settings.
        ETHTOOL_MSG_PSE_SET = 37, Request New => SetPse(Pse),
        /// Requests receive side scaling (RSS) settings.
        ETHTOOL_MSG_RSS_GET = 38, Request Get => GetRss(Rss),
        /// Requests the configuration of physical layer collision avoidance (PLCA).
        ETHTOOL_MSG_PLCA_GET_CFG = 39, Request Get => GetPlcaCfg(Plca),
        /// Changes the configuration of physical layer collision avoidance (PLCA).
        ETHTOOL_MSG_PLCA_SET_CFG = 40, Request New => SetPlcaCfg(Plca),
        /// Requests the status of physical layer collision avoidance (PLCA).
        ETHTOOL_MSG_PLCA_GET_STATUS = 41, Request Get => GetPlcaStatus(Plca),
        /// Requests MAC merge layer (frame preemption) settings.
        ETHTOOL_MSG_MM_GET = 42, Request Get => GetMm(Mm),
        /// Changes MAC merge layer (frame preemption) settings.
        ETHTOOL_MSG_MM_SET = 43, Request New => SetMm(Mm),
        /// Starts a firmware update of a plug-in module.
        ETHTOOL_MSG_MODULE_FW_FLASH_ACT = 44, Request New => ActModuleFwFlash(ModuleFwFlash),
        /// Requests the PHYs of the device.
        ETHTOOL_MSG_PHY_GET = 45, Request Get => GetPhy(Phy),
        /// Requests the time stamping configuration.
        ETHTOOL_MSG_TSCONFIG_GET = 46, Request Get => GetTsconfig(TsConfig),
        /// Changes the time stamping configuration.
        ETHTOOL_MSG_TSCONFIG_SET = 47, Request New => SetTsconfig(TsConfig),
        /// Changes receive side scaling (RSS) settings.
        ETHTOOL_MSG_RSS_SET = 48, Request New => SetRss(Rss),
        /// Creates an RSS context.
        ETHTOOL_MSG_RSS_CREATE_ACT = 49, Request New => ActRssCreate(Rss),
        /// Deletes an RSS context.
        ETHTOOL_MSG_RSS_DELETE_ACT = 50, Request Delete => ActRssDelete(Rss),
        /// Requests mean square error (MSE) measurements of a PHY (Linux 6.19).
        ETHTOOL_MSG_MSE_GET = 51, Request Get => GetMse(Mse),
        /// Reply to `ETHTOOL_MSG_STRSET_GET`: string sets.
        ETHTOOL_MSG_STRSET_GET_REPLY = 1, Reply Get => Strset(StrSet),
        /// Reply to `ETHTOOL_MSG_LINKINFO_GET`: connector and transceiver settings.
        ETHTOOL_MSG_LINKINFO_GET_REPLY = 2, Reply Get => Linkinfo(LinkInfo),
        /// Announces a change of connector and transceiver settings (port, MDI-X).
        ETHTOOL_MSG_LINKINFO_NTF = 3, Reply New => LinkinfoNtf(LinkInfo),
        /// Reply to `ETHTOOL_MSG_LINKMODES_GET`: speed, duplex, autonegotiation and link modes.
        ETHTOOL_MSG_LINKMODES_GET_REPLY = 4, Reply Get => Linkmodes(LinkModes),
        /// Announces a change of speed, duplex, autonegotiation and link modes.
        ETHTOOL_MSG_LINKMODES_NTF = 5, Reply New => LinkmodesNtf(LinkModes),
        /// Reply to `ETHTOOL_MSG_LINKSTATE_GET`: link state and signal quality.
        ETHTOOL_MSG_LINKSTATE_GET_REPLY = 6, Reply Get => Linkstate(LinkState),
        /// Reply to `ETHTOOL_MSG_DEBUG_GET`: the message level of the driver.
        ETHTOOL_MSG_DEBUG_GET_REPLY = 7, Reply Get => Debug(Debug),
        /// Announces a change of the message level of the driver.
        ETHTOOL_MSG_DEBUG_NTF = 8, Reply New => DebugNtf(Debug),
        /// Reply to `ETHTOOL_MSG_WOL_GET`: Wake-on-LAN modes.
        ETHTOOL_MSG_WOL_GET_REPLY = 9, Reply Get => Wol(Wol),
        /// Announces a change of Wake-on-LAN modes.
        ETHTOOL_MSG_WOL_NTF = 10, Reply New => WolNtf(Wol),
        /// Reply to `ETHTOOL_MSG_FEATURES_GET`: device features (offloads).
        ETHTOOL_MSG_FEATURES_GET_REPLY = 11, Reply Get => Features(Features),
        /// Reply to `ETHTOOL_MSG_FEATURES_SET`: the effect of the change.
        ETHTOOL_MSG_FEATURES_SET_REPLY = 12, Reply Get => FeaturesSet(Features),
        /// Announces a change of device features (offloads).
        ETHTOOL_MSG_FEATURES_NTF = 13, Reply New => FeaturesNtf(Features),
        /// Reply to `ETHTOOL_MSG_PRIVFLAGS_GET`: driver private flags.
        ETHTOOL_MSG_PRIVFLAGS_GET_REPLY = 14, Reply Get => Privflags(PrivFlags),
        /// Announces a change of driver private flags.
        ETHTOOL_MSG_PRIVFLAGS_NTF = 15, Reply New => PrivflagsNtf(PrivFlags),
        /// Reply to `ETHTOOL_MSG_RINGS_GET`: ring sizes and options.
        ETHTOOL_MSG_RINGS_GET_REPLY = 16, Reply Get => Rings(Rings),
        /// Announces a change of ring sizes and options.
        ETHTOOL_MSG_RINGS_NTF = 17, Reply New => RingsNtf(Rings),
        /// Reply to `ETHTOOL_MSG_CHANNELS_GET`: the number of channels.
        ETHTOOL_MSG_CHANNELS_GET_REPLY = 18, Reply Get => Channels(Channels),
        /// Announces a change of the number of channels.
        ETHTOOL_MSG_CHANNELS_NTF = 19, Reply New => ChannelsNtf(Channels),
        /// Reply to `ETHTOOL_MSG_COALESCE_GET`: interrupt coalescing settings.
        ETHTOOL_MSG_COALESCE_GET_REPLY = 20, Reply Get => Coalesce(Coalesce),
        /// Announces a change of interrupt coalescing settings.
        ETHTOOL_MSG_COALESCE_NTF = 21, Reply New => CoalesceNtf(Coalesce),
        /// Reply to `ETHTOOL_MSG_PAUSE_GET`: pause frame settings.
        ETHTOOL_MSG_PAUSE_GET_REPLY = 22, Reply Get => Pause(Pause),
        /// Announces a change of pause frame settings.
        ETHTOOL_MSG_PAUSE_NTF = 23, Reply New => PauseNtf(Pause),
        /// Reply to `ETHTOOL_MSG_EEE_GET`: Energy-Efficient Ethernet (EEE) settings.
        ETHTOOL_MSG_EEE_GET_REPLY = 24, Reply Get => Eee(Eee),
        /// Announces a change of Energy-Efficient Ethernet (EEE) settings.
        ETHTOOL_MSG_EEE_NTF = 25, Reply New => EeeNtf(Eee),
        /// Reply to `ETHTOOL_MSG_TSINFO_GET`: time stamping capabilities.
        ETHTOOL_MSG_TSINFO_GET_REPLY = 26, Reply Get => Tsinfo(TsInfo),
        /// Announces start or results of a cable test.
        ETHTOOL_MSG_CABLE_TEST_NTF = 27, Reply New => CableTestNtf(CableTestNtf),
        /// Announces start or results of a TDR cable test.
        ETHTOOL_MSG_CABLE_TEST_TDR_NTF = 28, Reply New => CableTestTdrNtf(CableTestTdrNtf),
        /// Reply to `ETHTOOL_MSG_TUNNEL_INFO_GET`: UDP tunnel ports offloaded to the device.
        ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY = 29, Reply Get => TunnelInfo(TunnelInfo),
        /// Reply to `ETHTOOL_MSG_FEC_GET`: forward error correction (FEC) settings.
        ETHTOOL_MSG_FEC_GET_REPLY = 30, Reply Get => Fec(Fec),
        /// Announces a change of forward error correction (FEC) settings.
        ETHTOOL_MSG_FEC_NTF = 31, Reply New => FecNtf(Fec),
        /// Reply to `ETHTOOL_MSG_MODULE_EEPROM_GET`: a part of the EEPROM of a plug-in module.
        ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY = 32, Reply Get => ModuleEeprom(ModuleEeprom),
        /// Reply to `ETHTOOL_MSG_STATS_GET`: standard statistics (IEEE 802.3, RMON).
        ETHTOOL_MSG_STATS_GET_REPLY = 33, Reply Get => Stats(Stats),
        /// Reply to `ETHTOOL_MSG_PHC_VCLOCKS_GET`: the virtual PTP clocks of the device.
        ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY = 34, Reply Get => PhcVclocks(PhcVclocks),
        /// Reply to `ETHTOOL_MSG_MODULE_GET`: the power mode of a plug-in module.
        ETHTOOL_MSG_MODULE_GET_REPLY = 35, Reply Get => Module(Module),
        /// Announces a change of the power mode of a plug-in module.
        ETHTOOL_MSG_MODULE_NTF = 36, Reply New => ModuleNtf(Module),
        /// Reply to `ETHTOOL_MSG_PSE_GET`: power sourcing equipment (PoE, PoDL) settings.
        ETHTOOL_MSG_PSE_GET_REPLY = 37, Reply Get => Pse(Pse),
        /// Reply to `ETHTOOL_MSG_RSS_GET`: receive side scaling (RSS) settings.
        ETHTOOL_MSG_RSS_GET_REPLY = 38, Reply Get => Rss(Rss),
        /// Reply to `ETHTOOL_MSG_PLCA_GET_CFG`: the PLCA configuration.
        ETHTOOL_MSG_PLCA_GET_CFG_REPLY = 39, Reply Get => PlcaCfg(Plca),
        /// Reply to `ETHTOOL_MSG_PLCA_GET_STATUS`: the PLCA status.
        ETHTOOL_MSG_PLCA_GET_STATUS_REPLY = 40, Reply Get => PlcaStatus(Plca),
        /// Announces a change of the PLCA configuration.
        ETHTOOL_MSG_PLCA_NTF = 41, Reply New => PlcaNtf(Plca),
        /// Reply to `ETHTOOL_MSG_MM_GET`: MAC merge layer (frame preemption) settings.
        ETHTOOL_MSG_MM_GET_REPLY = 42, Reply Get => Mm(Mm),
        /// Announces a change of MAC merge layer (frame preemption) settings.
        ETHTOOL_MSG_MM_NTF = 43, Reply New => MmNtf(Mm),
        /// Announces the progress of a firmware update of a plug-in module.
        ETHTOOL_MSG_MODULE_FW_FLASH_NTF = 44, Reply New => ModuleFwFlashNtf(ModuleFwFlash),
        /// Reply to `ETHTOOL_MSG_PHY_GET`: the PHYs of the device.
        ETHTOOL_MSG_PHY_GET_REPLY = 45, Reply Get => Phy(Phy),
        /// Announces a change of the PHYs of a device.
        ETHTOOL_MSG_PHY_NTF = 46, Reply New => PhyNtf(Phy),
        /// Reply to `ETHTOOL_MSG_TSCONFIG_GET`: the time stamping configuration.
        ETHTOOL_MSG_TSCONFIG_GET_REPLY = 47, Reply Get => Tsconfig(TsConfig),
        /// Reply to `ETHTOOL_MSG_TSCONFIG_SET`: the resulting time stamping configuration.
        ETHTOOL_MSG_TSCONFIG_SET_REPLY = 48, Reply Get => TsconfigSet(TsConfig),
        /// Announces events of power sourcing equipment (PoE, PoDL).
        ETHTOOL_MSG_PSE_NTF = 49, Reply New => PseNtf(PseNtf),
        /// Announces a change of receive side scaling (RSS) settings.
        ETHTOOL_MSG_RSS_NTF = 50, Reply New => RssNtf(Rss),
        /// Reply to `ETHTOOL_MSG_RSS_CREATE_ACT`: the new RSS context.
        ETHTOOL_MSG_RSS_CREATE_ACT_REPLY = 51, Reply Get => RssCreateAct(Rss),
        /// Announces a new RSS context.
        ETHTOOL_MSG_RSS_CREATE_NTF = 52, Reply New => RssCreateNtf(Rss),
        /// Announces that an RSS context was deleted.
        ETHTOOL_MSG_RSS_DELETE_NTF = 53, Reply Delete => RssDeleteNtf(Rss),
        /// Reply to `ETHTOOL_MSG_MSE_GET`: mean square error (MSE) measurements of a PHY.
        ETHTOOL_MSG_MSE_GET_REPLY = 54, Reply Get => Mse(Mse),
    }
}

/// Implements `OfDevice`: `attribute set, key of its header`.
macro_rules! of_device { ($($set:ident $header:ident;)*) => { $(
    impl OfDevice for $set {
        const HEADER: Key<Self, Attrs<'static, Header>> = $set::$header;
    }
)* } }
of_device! {
    StrSet ETHTOOL_A_STRSET_HEADER;
    LinkInfo ETHTOOL_A_LINKINFO_HEADER;
    LinkModes ETHTOOL_A_LINKMODES_HEADER;
    LinkState ETHTOOL_A_LINKSTATE_HEADER;
    Debug ETHTOOL_A_DEBUG_HEADER;
    Wol ETHTOOL_A_WOL_HEADER;
    Features ETHTOOL_A_FEATURES_HEADER;
    PrivFlags ETHTOOL_A_PRIVFLAGS_HEADER;
    Rings ETHTOOL_A_RINGS_HEADER;
    Channels ETHTOOL_A_CHANNELS_HEADER;
    Coalesce ETHTOOL_A_COALESCE_HEADER;
    Pause ETHTOOL_A_PAUSE_HEADER;
    Eee ETHTOOL_A_EEE_HEADER;
    TsInfo ETHTOOL_A_TSINFO_HEADER;
    CableTest ETHTOOL_A_CABLE_TEST_HEADER;
    CableTestNtf ETHTOOL_A_CABLE_TEST_NTF_HEADER;
    CableTestTdr ETHTOOL_A_CABLE_TEST_TDR_HEADER;
    CableTestTdrNtf ETHTOOL_A_CABLE_TEST_TDR_NTF_HEADER;
    TunnelInfo ETHTOOL_A_TUNNEL_INFO_HEADER;
    Fec ETHTOOL_A_FEC_HEADER;
    ModuleEeprom ETHTOOL_A_MODULE_EEPROM_HEADER;
    Stats ETHTOOL_A_STATS_HEADER;
    PhcVclocks ETHTOOL_A_PHC_VCLOCKS_HEADER;
    Module ETHTOOL_A_MODULE_HEADER;
    Pse ETHTOOL_A_PSE_HEADER;
    PseNtf ETHTOOL_A_PSE_NTF_HEADER;
    Rss ETHTOOL_A_RSS_HEADER;
    Plca ETHTOOL_A_PLCA_HEADER;
    Mm ETHTOOL_A_MM_HEADER;
    ModuleFwFlash ETHTOOL_A_MODULE_FW_FLASH_HEADER;
    Phy ETHTOOL_A_PHY_HEADER;
    TsConfig ETHTOOL_A_TSCONFIG_HEADER;
    Mse ETHTOOL_A_MSE_HEADER;
}
