//! The family `VFS_DQUOT`: warnings about disk quotas (linux/quota.h).
//!
//! The kernel announces on the multicast group [`EVENTS`] that a user, group or project reached a
//! limit of a filesystem, or fell below it. There are no requests. The family has a fixed id,
//! [`GENL_ID_VFS_DQUOT`], and joining the group needs no privileges.
//!
//! The kernel sends the warnings of all filesystems to the initial network namespace. In another
//! one the group can be joined, but no warning arrives. The sequence number counts the warnings: a
//! gap means that warnings were lost.
//!
//! See [quota](https://docs.kernel.org/filesystems/quota.html) in the kernel documentation and
//! quota_nld(8).
//!
//! ```no_run
//! use nlwire::{genl::quota::{self, QuotaMessage}, client::Connection, socket::{Protocol, Socket}};
//! let mut buffer = [0; 8192];
//! let socket = Socket::new(Protocol::GENERIC)?;
//! socket.join(quota::GROUP)?;
//! let mut connection = Connection::over_socket(socket, &mut buffer);
//! loop {
//!     let event = connection.next_event()?;
//!     if event.message_type() != quota::GENL_ID_VFS_DQUOT {
//!         continue;
//!     }
//!     if let QuotaMessage::Warning(warning) = QuotaMessage::decode(event)? {
//!         let warning = warning.attrs;
//!         println!("{:?} {:?}: {:?}", warning.quota_type(), warning.id(), warning.warning());
//!     }
//! }
//! # #[allow(unreachable_code)]
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
use crate::{attributes, genl_family, open_enum, wire::Attrs};

/// Name of the family.
pub const NAME: &str = "VFS_DQUOT";
/// Name of the multicast group for warnings.
pub const EVENTS: &str = "events";
/// Family id: `GENL_ID_VFS_DQUOT`, linux/genetlink.h. Fixed.
pub const GENL_ID_VFS_DQUOT: u16 = 0x11;
/// Multicast group [`EVENTS`]. The id is fixed, and equals the family id (net/netlink/genetlink.c).
pub const GROUP: u32 = 0x11;

open_enum! {
    /// Quota type: `USRQUOTA`, `GRPQUOTA` and `PRJQUOTA`, linux/quota.h.
    pub struct QuotaType(u32) {
        /// Quota of a user.
        USRQUOTA = 0,
        /// Quota of a group.
        GRPQUOTA = 1,
        /// Quota of a project.
        PRJQUOTA = 2,
    }
}
open_enum! {
    /// Warning: `QUOTA_NL_*`, linux/quota.h.
    ///
    /// The warning of a hard limit or of an expired grace time is not repeated until usage falls.
    pub struct QuotaWarning(u32) {
        /// No warning.
        QUOTA_NL_NOWARN = 0,
        /// Hard limit of inodes reached: the request fails with EDQUOT.
        QUOTA_NL_IHARDWARN = 1,
        /// Soft limit of inodes exceeded for longer than the grace time: the request fails with EDQUOT.
        QUOTA_NL_ISOFTLONGWARN = 2,
        /// Soft limit of inodes exceeded: the grace time starts.
        QUOTA_NL_ISOFTWARN = 3,
        /// Hard limit of blocks reached: the request fails with EDQUOT.
        QUOTA_NL_BHARDWARN = 4,
        /// Soft limit of blocks exceeded for longer than the grace time: the request fails with EDQUOT.
        QUOTA_NL_BSOFTLONGWARN = 5,
        /// Soft limit of blocks exceeded: the grace time starts.
        QUOTA_NL_BSOFTWARN = 6,
        /// Usage fell below the hard limit of inodes.
        QUOTA_NL_IHARDBELOW = 7,
        /// Usage fell to the soft limit of inodes or below.
        QUOTA_NL_ISOFTBELOW = 8,
        /// Usage fell below the hard limit of blocks.
        QUOTA_NL_BHARDBELOW = 9,
        /// Usage fell to the soft limit of blocks or below.
        QUOTA_NL_BSOFTBELOW = 10,
    }
}
attributes! {
    /// Warning about a quota: `QUOTA_NL_A_*`, linux/quota.h.
    pub set Quota, enum QuotaAttr<'a> {
        /// Quota type.
        QUOTA_NL_A_QTYPE: QuotaType = 1,
        /// Id of the user, group or project whose quota it is, in the initial user namespace.
        QUOTA_NL_A_EXCESS_ID: u64 = 2,
        /// Warning: which limit was exceeded or is respected again.
        QUOTA_NL_A_WARNING: QuotaWarning = 3,
        /// Major number of the filesystem's device.
        QUOTA_NL_A_DEV_MAJOR: u32 = 4,
        /// Minor number of the filesystem's device.
        QUOTA_NL_A_DEV_MINOR: u32 = 5,
        /// Id of the user who caused the warning, in the initial user namespace: who wrote, or who
        /// deleted.
        QUOTA_NL_A_CAUSED_ID: u64 = 6,
        /// Padding.
        QUOTA_NL_A_PAD: &'a [u8] = 7 where read_only,
    }
}
genl_family! {
    /// A message of the family VFS_DQUOT.
    pub enum QuotaMessage<'a>, family VFS_DQUOT = "VFS_DQUOT", header () {
        /// Announces that a limit was reached, or that usage fell below it.
        QUOTA_NL_C_WARNING = 1, Event New => Warning(Quota),
    }
}

/// Getters for a warning.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, Quota> {
    /// Returns the quota type.
    #[doc(alias = "QUOTA_NL_A_QTYPE")]
    pub fn quota_type(self) -> Option<QuotaType> {
        self.get(Quota::QUOTA_NL_A_QTYPE).ok().flatten()
    }
    /// Returns the id of the user, group or project whose quota it is.
    #[doc(alias = "QUOTA_NL_A_EXCESS_ID")]
    pub fn id(self) -> Option<u64> {
        self.get(Quota::QUOTA_NL_A_EXCESS_ID).ok().flatten()
    }
    /// Returns the warning.
    #[doc(alias = "QUOTA_NL_A_WARNING")]
    pub fn warning(self) -> Option<QuotaWarning> {
        self.get(Quota::QUOTA_NL_A_WARNING).ok().flatten()
    }
    /// Returns major and minor number of the filesystem's device.
    pub fn device(self) -> Option<(u32, u32)> {
        let major = self.get(Quota::QUOTA_NL_A_DEV_MAJOR).ok().flatten()?;
        Some((major, self.get(Quota::QUOTA_NL_A_DEV_MINOR).ok().flatten()?))
    }
    /// Returns the id of the user who caused the warning.
    #[doc(alias = "QUOTA_NL_A_CAUSED_ID")]
    pub fn caused_by(self) -> Option<u64> {
        self.get(Quota::QUOTA_NL_A_CAUSED_ID).ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decode::Decoder,
        schema::Json,
        wire::{Message, Writer},
    };
    use std::{boxed::Box, format};

    /// The bytes of `quota_send_warning` (fs/quota/netlink.c).
    #[test]
    fn a_warning_is_decoded_by_the_fixed_id() -> Result<(), Box<dyn core::error::Error>> {
        let mut buffer = [0xa5; 128];
        let mut writer = Writer::<Quota>::new(&mut buffer);
        writer
            .put(Quota::QUOTA_NL_A_QTYPE, QuotaType::GRPQUOTA)
            .put(Quota::QUOTA_NL_A_EXCESS_ID, 1000)
            .put(Quota::QUOTA_NL_A_WARNING, QuotaWarning::QUOTA_NL_BSOFTWARN)
            .put(Quota::QUOTA_NL_A_DEV_MAJOR, 7)
            .put(Quota::QUOTA_NL_A_DEV_MINOR, 1)
            .put(Quota::QUOTA_NL_A_CAUSED_ID, 1001);
        let attrs = writer.finish()?;
        let header = [
            &(20 + attrs.len() as u32).to_ne_bytes()[..],
            &GENL_ID_VFS_DQUOT.to_ne_bytes(),
            &[0; 10],
            &[1, 1, 0, 0],
            attrs,
        ];
        let bytes = header.concat();
        let message = Message::new(&bytes)?;
        let QuotaMessage::Warning(crate::genl::GenericMessage { attrs: warning, .. }) =
            QuotaMessage::decode(message)?
        else {
            panic!()
        };
        assert_eq!(
            (warning.quota_type(), warning.id(), warning.device(), warning.caused_by()),
            (Some(QuotaType::GRPQUOTA), Some(1000), Some((7, 1)), Some(1001))
        );
        let text = format!("{}", Json(Decoder::new().describe(16, message)));
        assert!(text.contains(r#""message":"QUOTA_NL_C_WARNING""#), "{text}");
        assert!(text.contains(r#""QUOTA_NL_A_WARNING":"QUOTA_NL_BSOFTWARN""#), "{text}");
        Ok(())
    }
}
