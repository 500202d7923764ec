//! Summaries of the link state and of the link modes.
use super::{Duplex, Header, LinkExtState, LinkModes, LinkState};
use crate::{
    genl::GenericMessage,
    pick,
    wire::{
        Attrs, Error, InlineStr,
        summary::{Word, summaries, word},
    },
};
use core::fmt;

/// Link state and signal quality: the reply to `ETHTOOL_MSG_LINKSTATE_GET`.
pub type LinkStateMessage<'a> = GenericMessage<'a, LinkState>;
/// Speed, duplex and link modes: the reply to `ETHTOOL_MSG_LINKMODES_GET`.
pub type LinkModesMessage<'a> = GenericMessage<'a, LinkModes>;

/// Returns index and name of the device.
fn device(header: Option<Attrs<'_, Header>>, truncated: &mut bool) -> Result<(u32, InlineStr<16>), Error> {
    let header = header.unwrap_or(Attrs::new(&[]));
    let found = pick!(header, Header { index: ETHTOOL_A_HEADER_DEV_INDEX, name: ETHTOOL_A_HEADER_DEV_NAME })?;
    Ok((found.index.unwrap_or_default(), found.name.unwrap_or_default().to_inline_cut(truncated)))
}

/// Link state of a device: a [`LinkStateMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{Family, ethtool::{self, EthtoolMessage}}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, family: &Family) -> client::Result<(), T> {
///     for state in nl.list(ethtool::dump(family, EthtoolMessage::ETHTOOL_MSG_LINKSTATE_GET))? {
///         println!("{state}"); // eth0: Link detected: no (no cable)
///     }
///     for modes in nl.list(ethtool::dump(family, EthtoolMessage::ETHTOOL_MSG_LINKMODES_GET))? {
///         println!("{modes}"); // eth0: Speed: 1000Mb/s Duplex: Full Auto-negotiation: on
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LinkStateSummary {
    /// Interface index.
    pub index: u32,
    /// Interface name.
    pub name: InlineStr<16>,
    /// Link detected; `None` if the driver does not report it.
    pub link: Option<bool>,
    /// Signal quality index (SQI).
    pub sqi: Option<u32>,
    /// Maximum signal quality index (SQI).
    pub sqi_max: Option<u32>,
    /// Reason for the missing link.
    pub ext_state: Option<LinkExtState>,
    /// Detail of the reason, on which the meaning of the number depends.
    pub ext_substate: Option<u8>,
    /// Number of times the link went down.
    pub down_count: Option<u32>,
    /// The interface name does not fit, and is cut.
    pub truncated: bool,
}
impl LinkStateMessage<'_> {
    /// Returns the link state, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<LinkStateSummary, Error> {
        let found = pick!(
            self.attrs,
            LinkState {
                header: ETHTOOL_A_LINKSTATE_HEADER,
                link: ETHTOOL_A_LINKSTATE_LINK,
                sqi: ETHTOOL_A_LINKSTATE_SQI,
                sqi_max: ETHTOOL_A_LINKSTATE_SQI_MAX,
                ext_state: ETHTOOL_A_LINKSTATE_EXT_STATE,
                ext_substate: ETHTOOL_A_LINKSTATE_EXT_SUBSTATE,
                down_count: ETHTOOL_A_LINKSTATE_EXT_DOWN_CNT,
            }
        )?;
        let mut truncated = false;
        let (index, name) = device(found.header, &mut truncated)?;
        Ok(LinkStateSummary {
            index,
            name,
            link: found.link.map(|link| link != 0),
            sqi: found.sqi,
            sqi_max: found.sqi_max,
            ext_state: found.ext_state,
            ext_substate: found.ext_substate,
            down_count: found.down_count,
            truncated,
        })
    }
}
impl fmt::Display for LinkStateSummary {
    /// Prints in the format of ethtool(8), on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let link = match self.link {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        write!(f, "{}: Link detected: {link}", self.name)?;
        if let Some(reason) = self.ext_state {
            write!(f, " ({})", Word::of(reason, "ETHTOOL_LINK_EXT_STATE_"))?;
        }
        word(f, "SQI:", self.sqi)?;
        if let Some(most) = self.sqi_max {
            write!(f, "/{most}")?;
        }
        word(f, "Link Down Events:", self.down_count)
    }
}

/// Speed and duplex of a device: a [`LinkModesMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LinkModesSummary {
    /// Interface index.
    pub index: u32,
    /// Interface name.
    pub name: InlineStr<16>,
    /// Speed, Mbit/s; `None` if unknown.
    pub speed: Option<u32>,
    /// Duplex mode.
    pub duplex: Option<Duplex>,
    /// Autonegotiation.
    pub autoneg: Option<bool>,
    /// Number of lanes.
    pub lanes: Option<u32>,
    /// The interface name does not fit, and is cut.
    pub truncated: bool,
}
impl LinkModesMessage<'_> {
    /// Returns speed and duplex, in a value that does not borrow. The link modes themselves are
    /// bitsets: [`Attrs::bits`].
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<LinkModesSummary, Error> {
        let found = pick!(
            self.attrs,
            LinkModes {
                header: ETHTOOL_A_LINKMODES_HEADER,
                autoneg: ETHTOOL_A_LINKMODES_AUTONEG,
                speed: ETHTOOL_A_LINKMODES_SPEED,
                duplex: ETHTOOL_A_LINKMODES_DUPLEX,
                lanes: ETHTOOL_A_LINKMODES_LANES,
            }
        )?;
        let mut truncated = false;
        let (index, name) = device(found.header, &mut truncated)?;
        Ok(LinkModesSummary {
            index,
            name,
            // SPEED_UNKNOWN
            speed: found.speed.filter(|speed| *speed != u32::MAX),
            duplex: found.duplex,
            autoneg: found.autoneg.map(|autoneg| autoneg != 0),
            lanes: found.lanes,
            truncated,
        })
    }
}
summaries! {
    LinkStateMessage => LinkStateSummary;
    LinkModesMessage => LinkModesSummary;
}
impl fmt::Display for LinkModesSummary {
    /// Prints in the format of ethtool(8), on one line.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: Speed: ", self.name)?;
        match self.speed {
            Some(speed) => write!(f, "{speed}Mb/s"),
            None => f.write_str("Unknown!"),
        }?;
        match self.duplex {
            Some(Duplex::DUPLEX_HALF) => f.write_str(" Duplex: Half"),
            Some(Duplex::DUPLEX_FULL) => f.write_str(" Duplex: Full"),
            _ => f.write_str(" Duplex: Unknown!"),
        }?;
        word(f, "Lanes:", self.lanes)?;
        let autoneg = self.autoneg.map(|on| if on { "on" } else { "off" });
        word(f, "Auto-negotiation:", autoneg)
    }
}
