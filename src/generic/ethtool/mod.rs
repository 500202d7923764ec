//! The family `ethtool`: how network devices are set up, what their links and queues do, and what they count (linux/ethtool_netlink.h).
//!
//! Every message names its device in a nest that stands in front; [`put_device`] writes it. A command asks for one device, or by a dump
//! for all that know it. What changes is told to the group [`MONITOR`], by messages whose names end in `_NTF`. A number means one thing
//! as a request and another as an answer: 3 is ETHTOOL_MSG_LINKINFO_SET one way and ETHTOOL_MSG_LINKINFO_NTF the other.
//!
//! ```no_run
//! use nlwire::{exchange::Connection, generic::{self, ethtool::{self, EthtoolMessage, Features, Rings}}, socket::{Protocol, Socket}};
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let family = generic::family(&mut connection, ethtool::NAME)?; // keep it
//! let rings = ethtool::get(&mut connection, &family, EthtoolMessage::ETHTOOL_MSG_RINGS_GET, "eth0")?;
//! println!("{:?} of {:?}", rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX)?, rings.attrs.get(Rings::ETHTOOL_A_RINGS_RX_MAX)?);
//! ethtool::set(&mut connection, &family, EthtoolMessage::ETHTOOL_MSG_FEATURES_SET, "eth0", |features| {
//!     features.nest(Features::ETHTOOL_A_FEATURES_WANTED, |wanted| { wanted.named([("rx-gro-list", true)]); });
//! })?;
//! let mut all = ethtool::dump(&mut connection, &family, EthtoolMessage::ETHTOOL_MSG_FEATURES_GET)?;
//! while let Some(features) = all.next()? {
//!     let active = features.attrs.get(Features::ETHTOOL_A_FEATURES_ACTIVE)?.into_iter();
//!     let names = active.flat_map(|active| active.bits()).flatten().filter(|bit| bit.value).filter_map(|bit| bit.name);
//!     println!("{:?}: {:?}", features.attrs.dev_name(), names.collect::<Vec<_>>());
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod bitset;
mod cable;
mod features;
mod header;
mod link;
mod link_mode;
mod mac;
mod module;
mod phy;
mod power;
mod queues;
mod stats;
mod strings;
mod time;
mod tunnel;
mod verbs;

pub use bitset::*;
pub use cable::*;
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
pub use time::*;
pub use tunnel::*;
pub use verbs::*;

use crate::{
    commands,
    wire::{Attrs, Key},
};

/// The family's name, by which it is resolved.
pub const NAME: &str = "ethtool";
/// The group that tells of changes, by [`Family::group`](super::Family::group): `ETHTOOL_MCGRP_MONITOR_NAME`.
pub const MONITOR: &str = "monitor";

commands! {
    /// What the family says.
    pub enum EthtoolMessage<'a>, family ETHTOOL = "ethtool", header () {
        /// Sets of strings: asked for.
        ETHTOOL_MSG_STRSET_GET = 1, Request Get => GetStrset(StrSet),
        /// Connector and transceiver: asked for.
        ETHTOOL_MSG_LINKINFO_GET = 2, Request Get => GetLinkinfo(LinkInfo),
        /// Connector and transceiver: changed.
        ETHTOOL_MSG_LINKINFO_SET = 3, Request New => SetLinkinfo(LinkInfo),
        /// Speed, duplex and modes: asked for.
        ETHTOOL_MSG_LINKMODES_GET = 4, Request Get => GetLinkmodes(LinkModes),
        /// Speed, duplex and modes: changed.
        ETHTOOL_MSG_LINKMODES_SET = 5, Request New => SetLinkmodes(LinkModes),
        /// The link's state: asked for.
        ETHTOOL_MSG_LINKSTATE_GET = 6, Request Get => GetLinkstate(LinkState),
        /// What a driver logs: asked for.
        ETHTOOL_MSG_DEBUG_GET = 7, Request Get => GetDebug(Debug),
        /// What a driver logs: changed.
        ETHTOOL_MSG_DEBUG_SET = 8, Request New => SetDebug(Debug),
        /// Wake on LAN: asked for.
        ETHTOOL_MSG_WOL_GET = 9, Request Get => GetWol(Wol),
        /// Wake on LAN: changed.
        ETHTOOL_MSG_WOL_SET = 10, Request New => SetWol(Wol),
        /// Features: asked for.
        ETHTOOL_MSG_FEATURES_GET = 11, Request Get => GetFeatures(Features),
        /// Features: changed.
        ETHTOOL_MSG_FEATURES_SET = 12, Request New => SetFeatures(Features),
        /// A driver's own flags: asked for.
        ETHTOOL_MSG_PRIVFLAGS_GET = 13, Request Get => GetPrivflags(PrivFlags),
        /// A driver's own flags: changed.
        ETHTOOL_MSG_PRIVFLAGS_SET = 14, Request New => SetPrivflags(PrivFlags),
        /// Sizes of rings: asked for.
        ETHTOOL_MSG_RINGS_GET = 15, Request Get => GetRings(Rings),
        /// Sizes of rings: changed.
        ETHTOOL_MSG_RINGS_SET = 16, Request New => SetRings(Rings),
        /// Numbers of channels: asked for.
        ETHTOOL_MSG_CHANNELS_GET = 17, Request Get => GetChannels(Channels),
        /// Numbers of channels: changed.
        ETHTOOL_MSG_CHANNELS_SET = 18, Request New => SetChannels(Channels),
        /// How interrupts wait: asked for.
        ETHTOOL_MSG_COALESCE_GET = 19, Request Get => GetCoalesce(Coalesce),
        /// How interrupts wait: changed.
        ETHTOOL_MSG_COALESCE_SET = 20, Request New => SetCoalesce(Coalesce),
        /// Pause frames: asked for.
        ETHTOOL_MSG_PAUSE_GET = 21, Request Get => GetPause(Pause),
        /// Pause frames: changed.
        ETHTOOL_MSG_PAUSE_SET = 22, Request New => SetPause(Pause),
        /// Energy efficient Ethernet: asked for.
        ETHTOOL_MSG_EEE_GET = 23, Request Get => GetEee(Eee),
        /// Energy efficient Ethernet: changed.
        ETHTOOL_MSG_EEE_SET = 24, Request New => SetEee(Eee),
        /// How time stamps can be made: asked for.
        ETHTOOL_MSG_TSINFO_GET = 25, Request Get => GetTsinfo(TsInfo),
        /// A test of the cable: begun.
        ETHTOOL_MSG_CABLE_TEST_ACT = 26, Request New => ActCableTest(CableTest),
        /// A test of the cable by reflections: begun.
        ETHTOOL_MSG_CABLE_TEST_TDR_ACT = 27, Request New => ActCableTestTdr(CableTestTdr),
        /// UDP tunnels: asked for.
        ETHTOOL_MSG_TUNNEL_INFO_GET = 28, Request Get => GetTunnelInfo(TunnelInfo),
        /// Forward error correction: asked for.
        ETHTOOL_MSG_FEC_GET = 29, Request Get => GetFec(Fec),
        /// Forward error correction: changed.
        ETHTOOL_MSG_FEC_SET = 30, Request New => SetFec(Fec),
        /// A piece of a module's memory: asked for.
        ETHTOOL_MSG_MODULE_EEPROM_GET = 31, Request Get => GetModuleEeprom(ModuleEeprom),
        /// Statistics of standards: asked for.
        ETHTOOL_MSG_STATS_GET = 32, Request Get => GetStats(Stats),
        /// Virtual clocks: asked for.
        ETHTOOL_MSG_PHC_VCLOCKS_GET = 33, Request Get => GetPhcVclocks(PhcVclocks),
        /// A module's power: asked for.
        ETHTOOL_MSG_MODULE_GET = 34, Request Get => GetModule(Module),
        /// A module's power: changed.
        ETHTOOL_MSG_MODULE_SET = 35, Request New => SetModule(Module),
        /// Power that a port gives: asked for.
        ETHTOOL_MSG_PSE_GET = 36, Request Get => GetPse(Pse),
        /// Power that a port gives: changed.
        ETHTOOL_MSG_PSE_SET = 37, Request New => SetPse(Pse),
        /// How packets are spread over queues: asked for.
        ETHTOOL_MSG_RSS_GET = 38, Request Get => GetRss(Rss),
        /// PLCA: asked for.
        ETHTOOL_MSG_PLCA_GET_CFG = 39, Request Get => GetPlcaCfg(Plca),
        /// PLCA: changed.
        ETHTOOL_MSG_PLCA_SET_CFG = 40, Request New => SetPlcaCfg(Plca),
        /// PLCA: asked for.
        ETHTOOL_MSG_PLCA_GET_STATUS = 41, Request Get => GetPlcaStatus(Plca),
        /// The MAC merge layer: asked for.
        ETHTOOL_MSG_MM_GET = 42, Request Get => GetMm(Mm),
        /// The MAC merge layer: changed.
        ETHTOOL_MSG_MM_SET = 43, Request New => SetMm(Mm),
        /// Firmware of a module: written.
        ETHTOOL_MSG_MODULE_FW_FLASH_ACT = 44, Request New => ActModuleFwFlash(ModuleFwFlash),
        /// A PHY: asked for.
        ETHTOOL_MSG_PHY_GET = 45, Request Get => GetPhy(Phy),
        /// How time stamps are made: asked for.
        ETHTOOL_MSG_TSCONFIG_GET = 46, Request Get => GetTsconfig(TsConfig),
        /// How time stamps are made: changed.
        ETHTOOL_MSG_TSCONFIG_SET = 47, Request New => SetTsconfig(TsConfig),
        /// How packets are spread over queues: changed.
        ETHTOOL_MSG_RSS_SET = 48, Request New => SetRss(Rss),
        /// A context of spreading: made.
        ETHTOOL_MSG_RSS_CREATE_ACT = 49, Request New => ActRssCreate(Rss),
        /// A context of spreading: removed.
        ETHTOOL_MSG_RSS_DELETE_ACT = 50, Request Delete => ActRssDelete(Rss),
        /// Mean square errors: asked for.
        ETHTOOL_MSG_MSE_GET = 51, Request Get => GetMse(Mse),
        /// Sets of strings: told.
        ETHTOOL_MSG_STRSET_GET_REPLY = 1, Reply Get => Strset(StrSet),
        /// Connector and transceiver: told.
        ETHTOOL_MSG_LINKINFO_GET_REPLY = 2, Reply Get => Linkinfo(LinkInfo),
        /// Connector and transceiver: told unasked.
        ETHTOOL_MSG_LINKINFO_NTF = 3, Reply New => LinkinfoNtf(LinkInfo),
        /// Speed, duplex and modes: told.
        ETHTOOL_MSG_LINKMODES_GET_REPLY = 4, Reply Get => Linkmodes(LinkModes),
        /// Speed, duplex and modes: told unasked.
        ETHTOOL_MSG_LINKMODES_NTF = 5, Reply New => LinkmodesNtf(LinkModes),
        /// The link's state: told.
        ETHTOOL_MSG_LINKSTATE_GET_REPLY = 6, Reply Get => Linkstate(LinkState),
        /// What a driver logs: told.
        ETHTOOL_MSG_DEBUG_GET_REPLY = 7, Reply Get => Debug(Debug),
        /// What a driver logs: told unasked.
        ETHTOOL_MSG_DEBUG_NTF = 8, Reply New => DebugNtf(Debug),
        /// Wake on LAN: told.
        ETHTOOL_MSG_WOL_GET_REPLY = 9, Reply Get => Wol(Wol),
        /// Wake on LAN: told unasked.
        ETHTOOL_MSG_WOL_NTF = 10, Reply New => WolNtf(Wol),
        /// Features: told.
        ETHTOOL_MSG_FEATURES_GET_REPLY = 11, Reply Get => Features(Features),
        /// Features: what a change brought.
        ETHTOOL_MSG_FEATURES_SET_REPLY = 12, Reply Get => FeaturesSet(Features),
        /// Features: told unasked.
        ETHTOOL_MSG_FEATURES_NTF = 13, Reply New => FeaturesNtf(Features),
        /// A driver's own flags: told.
        ETHTOOL_MSG_PRIVFLAGS_GET_REPLY = 14, Reply Get => Privflags(PrivFlags),
        /// A driver's own flags: told unasked.
        ETHTOOL_MSG_PRIVFLAGS_NTF = 15, Reply New => PrivflagsNtf(PrivFlags),
        /// Sizes of rings: told.
        ETHTOOL_MSG_RINGS_GET_REPLY = 16, Reply Get => Rings(Rings),
        /// Sizes of rings: told unasked.
        ETHTOOL_MSG_RINGS_NTF = 17, Reply New => RingsNtf(Rings),
        /// Numbers of channels: told.
        ETHTOOL_MSG_CHANNELS_GET_REPLY = 18, Reply Get => Channels(Channels),
        /// Numbers of channels: told unasked.
        ETHTOOL_MSG_CHANNELS_NTF = 19, Reply New => ChannelsNtf(Channels),
        /// How interrupts wait: told.
        ETHTOOL_MSG_COALESCE_GET_REPLY = 20, Reply Get => Coalesce(Coalesce),
        /// How interrupts wait: told unasked.
        ETHTOOL_MSG_COALESCE_NTF = 21, Reply New => CoalesceNtf(Coalesce),
        /// Pause frames: told.
        ETHTOOL_MSG_PAUSE_GET_REPLY = 22, Reply Get => Pause(Pause),
        /// Pause frames: told unasked.
        ETHTOOL_MSG_PAUSE_NTF = 23, Reply New => PauseNtf(Pause),
        /// Energy efficient Ethernet: told.
        ETHTOOL_MSG_EEE_GET_REPLY = 24, Reply Get => Eee(Eee),
        /// Energy efficient Ethernet: told unasked.
        ETHTOOL_MSG_EEE_NTF = 25, Reply New => EeeNtf(Eee),
        /// How time stamps can be made: told.
        ETHTOOL_MSG_TSINFO_GET_REPLY = 26, Reply Get => Tsinfo(TsInfo),
        /// A test of the cable: told unasked.
        ETHTOOL_MSG_CABLE_TEST_NTF = 27, Reply New => CableTestNtf(CableTestNtf),
        /// A test of the cable by reflections: told unasked.
        ETHTOOL_MSG_CABLE_TEST_TDR_NTF = 28, Reply New => CableTestTdrNtf(CableTestTdrNtf),
        /// UDP tunnels: told.
        ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY = 29, Reply Get => TunnelInfo(TunnelInfo),
        /// Forward error correction: told.
        ETHTOOL_MSG_FEC_GET_REPLY = 30, Reply Get => Fec(Fec),
        /// Forward error correction: told unasked.
        ETHTOOL_MSG_FEC_NTF = 31, Reply New => FecNtf(Fec),
        /// A piece of a module's memory: told.
        ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY = 32, Reply Get => ModuleEeprom(ModuleEeprom),
        /// Statistics of standards: told.
        ETHTOOL_MSG_STATS_GET_REPLY = 33, Reply Get => Stats(Stats),
        /// Virtual clocks: told.
        ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY = 34, Reply Get => PhcVclocks(PhcVclocks),
        /// A module's power: told.
        ETHTOOL_MSG_MODULE_GET_REPLY = 35, Reply Get => Module(Module),
        /// A module's power: told unasked.
        ETHTOOL_MSG_MODULE_NTF = 36, Reply New => ModuleNtf(Module),
        /// Power that a port gives: told.
        ETHTOOL_MSG_PSE_GET_REPLY = 37, Reply Get => Pse(Pse),
        /// How packets are spread over queues: told.
        ETHTOOL_MSG_RSS_GET_REPLY = 38, Reply Get => Rss(Rss),
        /// PLCA: told.
        ETHTOOL_MSG_PLCA_GET_CFG_REPLY = 39, Reply Get => PlcaCfg(Plca),
        /// PLCA: told.
        ETHTOOL_MSG_PLCA_GET_STATUS_REPLY = 40, Reply Get => PlcaStatus(Plca),
        /// PLCA: told unasked.
        ETHTOOL_MSG_PLCA_NTF = 41, Reply New => PlcaNtf(Plca),
        /// The MAC merge layer: told.
        ETHTOOL_MSG_MM_GET_REPLY = 42, Reply Get => Mm(Mm),
        /// The MAC merge layer: told unasked.
        ETHTOOL_MSG_MM_NTF = 43, Reply New => MmNtf(Mm),
        /// Firmware of a module: told unasked.
        ETHTOOL_MSG_MODULE_FW_FLASH_NTF = 44, Reply New => ModuleFwFlashNtf(ModuleFwFlash),
        /// A PHY: told.
        ETHTOOL_MSG_PHY_GET_REPLY = 45, Reply Get => Phy(Phy),
        /// A PHY: told unasked.
        ETHTOOL_MSG_PHY_NTF = 46, Reply New => PhyNtf(Phy),
        /// How time stamps are made: told.
        ETHTOOL_MSG_TSCONFIG_GET_REPLY = 47, Reply Get => Tsconfig(TsConfig),
        /// How time stamps are made: what a change brought.
        ETHTOOL_MSG_TSCONFIG_SET_REPLY = 48, Reply Get => TsconfigSet(TsConfig),
        /// Power that a port gives: something happened.
        ETHTOOL_MSG_PSE_NTF = 49, Reply New => PseNtf(PseNtf),
        /// How packets are spread over queues: told unasked.
        ETHTOOL_MSG_RSS_NTF = 50, Reply New => RssNtf(Rss),
        /// A context of spreading: what was made.
        ETHTOOL_MSG_RSS_CREATE_ACT_REPLY = 51, Reply Get => RssCreateAct(Rss),
        /// A context of spreading: told unasked.
        ETHTOOL_MSG_RSS_CREATE_NTF = 52, Reply New => RssCreateNtf(Rss),
        /// A context of spreading: told unasked.
        ETHTOOL_MSG_RSS_DELETE_NTF = 53, Reply Delete => RssDeleteNtf(Rss),
        /// Mean square errors: told.
        ETHTOOL_MSG_MSE_GET_REPLY = 54, Reply Get => Mse(Mse),
    }
}

/// `set, number of its header`.
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
