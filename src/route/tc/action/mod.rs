//! Actions: what filters do with packets, `RTM_*ACTION`, linux/rtnetlink.h and linux/pkt_cls.h.
use crate::{
    attributes, layout, operations,
    route::RouteMessage,
    uapi::AddressFamily,
    wire::{Bitfield32, Str},
};

layout! {
    /// `struct tcamsg`, linux/rtnetlink.h.
    #[doc(alias = "tcamsg")]
    pub struct TcaMsg {
        /// AF_UNSPEC.
        tca_family: AddressFamily,
        /// Unused.
        tca__pad1: u8,
        /// Unused.
        tca__pad2: u16,
    }
}

// Limits: tcaa_policy, net/sched/act_api.c.
attributes! {
    /// What a message about actions has: `TCA_ROOT_*`, linux/rtnetlink.h.
    pub set ActionRoot, enum ActionRootAttr<'a> {
        /// The actions.
        TCA_ROOT_TAB = 1 => Tab(&'a [u8]),
        /// Dumps: how they are wanted, `TCA_FLAG_*`.
        TCA_ROOT_FLAGS = 2 => Flags(Bitfield32) where mask(0x3),
        /// How many actions this message of a dump has.
        TCA_ROOT_COUNT = 3 => Count(u32) where output(),
        /// Dumps: only those that were used within so many milliseconds.
        TCA_ROOT_TIME_DELTA = 4 => TimeDelta(u32),
        /// What the kernel did not like, though it obeyed.
        TCA_ROOT_EXT_WARN_MSG = 5 => ExtWarnMsg(Str<'a>) where output(),
    }
}

operations! {
    /// Asks for actions: by a dump for all of a kind, else for those in [`ActionRoot::TCA_ROOT_TAB`].
    pub GetAction {} = Get(RouteMessage::RTM_GETACTION, TcaMsg, ActionRoot);
    /// Makes actions or changes them.
    pub NewAction {} = New(RouteMessage::RTM_NEWACTION, TcaMsg, ActionRoot);
    /// Removes actions.
    pub DelAction {} = Delete(RouteMessage::RTM_DELACTION, TcaMsg, ActionRoot);
}
