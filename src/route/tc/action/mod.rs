//! Actions of traffic control: what is done to a packet that a filter has found, `RTM_*ACTION`: linux/pkt_cls.h, linux/tc_act/*.h.
//!
//! An action stands in a filter's list, or in a table of its own, where filters share it by its index.
//!
//! ```
//! use nlwire::{route::tc::{Action, ActionKind, ActionRoot, Gact, NewAction, TcGact, TcVerdict}, wire::{Layout, Message, NewFlags, Request}};
//! let mut buffer = [0; 128];
//! let mut request = Request::new(&mut buffer, NewAction::default(), NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
//! request.array(ActionRoot::TCA_ROOT_TAB, 1, ["gact"], |action, _| {
//!     action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::GACT, |gact| {
//!         gact.put(Gact::TCA_GACT_PARMS, &TcGact::new().with(TcGact::action, TcVerdict::TC_ACT_SHOT));
//!     });
//! });
//! let message = Message::new(request.finish(1)?)?;
//! let (_, attrs) = message.split::<nlwire::route::tc::TcaMsg, ActionRoot>()?;
//! let (number, action) = attrs.get(ActionRoot::TCA_ROOT_TAB)?.unwrap().iter().next().unwrap()?;
//! assert_eq!((number, action.get(Action::TCA_ACT_KIND)?), (1, Some("gact".into())));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
mod control;
mod edit;
mod police;
mod tag;
mod track;

pub use control::*;
pub use edit::*;
pub use police::*;
pub use tag::*;
pub use track::*;

use crate::{
    attributes, flags, layout, numbers, operations,
    route::{RouteMessage, tc::TcaStats},
    select,
    uapi::AddressFamily,
    wire::{Array, Attrs, Bitfield32, By, Selected, Str},
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
layout! {
    /// When an action did what: `struct tcf_t`, linux/pkt_cls.h. Hundredths of a second (USER_HZ).
    #[doc(alias = "tcf_t")]
    pub struct TcfT {
        /// Since it was made.
        install: u64,
        /// Since a packet last came by.
        lastuse: u64,
        /// Until it expires; 0 for never.
        expires: u64,
        /// Since a packet first came by; 0 where none has. Kernels since 4.8.
        firstuse: u64,
    }
}
/// A structure of an action: what all have in front, `tc_gen` of linux/pkt_cls.h, then its own.
macro_rules! action_layout {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        crate::layout! {
            $(#[$meta])*
            pub struct $name {
                /// Its number among those of its kind; 0 in a request lets the kernel choose.
                index: u32,
                /// Unused.
                capab: u32,
                /// What becomes of the packet afterwards.
                action: crate::route::tc::TcVerdict,
                /// How many hold it.
                refcnt: i32,
                /// How many filters hold it.
                bindcnt: i32,
                $($own)*
            }
        }
    };
}
use action_layout;

numbers! {
    /// What becomes of a packet: `TC_ACT_*`, linux/pkt_cls.h. The upper four bits may say that the others are a number:
    /// [`jump`](Self::jump), [`goto_chain`](Self::goto_chain).
    pub struct TcVerdict(i32) {
        /// What the filter or its class says.
        TC_ACT_UNSPEC = -1,
        /// It goes on, and no further filter is asked.
        TC_ACT_OK = 0,
        /// The filters are asked again from the first.
        TC_ACT_RECLASSIFY = 1,
        /// It is dropped.
        TC_ACT_SHOT = 2,
        /// The next action is done.
        TC_ACT_PIPE = 3,
        /// It is kept by the action.
        TC_ACT_STOLEN = 4,
        /// It is kept by the action, and queued there.
        TC_ACT_QUEUED = 5,
        /// The action is done again.
        TC_ACT_REPEAT = 6,
        /// It goes to another link.
        TC_ACT_REDIRECT = 7,
        /// Hardware gives it to the processor; software drops it.
        TC_ACT_TRAP = 8,
    }
}
impl TcVerdict {
    const EXTENDED: i32 = 0x0fff_ffff;
    /// So many of the following actions are passed over: `TC_ACT_JUMP`.
    pub const fn to_jump(actions: u32) -> Self {
        Self(0x1000_0000 | (actions as i32 & Self::EXTENDED))
    }
    /// The filters of a chain are asked: `TC_ACT_GOTO_CHAIN`.
    pub const fn to_chain(chain: u32) -> Self {
        Self(0x2000_0000 | (chain as i32 & Self::EXTENDED))
    }
    /// How many of the following actions are passed over, where it says so.
    pub const fn jump(self) -> Option<u32> {
        self.extended(1)
    }
    /// The chain whose filters are asked, where it says so.
    pub const fn goto_chain(self) -> Option<u32> {
        self.extended(2)
    }
    const fn extended(self, opcode: i32) -> Option<u32> {
        if self.0 >> 28 == opcode { Some((self.0 & Self::EXTENDED) as u32) } else { None }
    }
}
flags! {
    /// How an action is kept: `TCA_ACT_FLAGS_*`, linux/pkt_cls.h; bits of [`Action::TCA_ACT_FLAGS`].
    pub struct ActionFlags(u32) {
        /// It has one set of counters for all processors, which takes less memory and more time.
        TCA_ACT_FLAGS_NO_PERCPU_STATS = 1 << 0,
        /// Not in hardware.
        TCA_ACT_FLAGS_SKIP_HW = 1 << 1,
        /// Not in software.
        TCA_ACT_FLAGS_SKIP_SW = 1 << 2,
    }
}
flags! {
    /// Which counters of hardware are wanted: `TCA_ACT_HW_STATS_*`, linux/pkt_cls.h; bits of [`Action::TCA_ACT_HW_STATS`].
    pub struct ActionHwStats(u32) {
        /// Those of the moment of the dump.
        TCA_ACT_HW_STATS_IMMEDIATE = 1 << 0,
        /// Those that were read some seconds ago.
        TCA_ACT_HW_STATS_DELAYED = 1 << 1,
    }
}
flags! {
    /// How actions are dumped: `TCA_ACT_FLAG_*`, linux/rtnetlink.h; bits of [`ActionRoot::TCA_ROOT_FLAGS`].
    pub struct ActionDumpFlags(u32) {
        /// More than 32 of them in a message.
        TCA_ACT_FLAG_LARGE_DUMP_ON = 1 << 0,
        /// Kind, index, counters, cookie, and no more. Kernels since 5.11.
        TCA_ACT_FLAG_TERSE_DUMP = 1 << 1,
    }
}

// Limits: tcaa_policy, tcf_action_policy, net/sched/act_api.c.
attributes! {
    /// What stands in a message about actions: `TCA_ROOT_*`, linux/rtnetlink.h.
    pub set ActionRoot, enum ActionRootAttr<'a> {
        /// The actions, numbered from 1. A request for a dump has one, with nothing but its kind.
        TCA_ROOT_TAB = 1 => Tab(Array<'a, Attrs<'a, Action>>),
        /// How they are dumped: [`ActionDumpFlags`].
        TCA_ROOT_FLAGS = 2 => Flags(Bitfield32) where mask(3),
        /// How many there are in a message of a large dump.
        TCA_ROOT_COUNT = 3 => Count(u32) where output(),
        /// Only those that were used in so many milliseconds.
        TCA_ROOT_TIME_DELTA = 4 => TimeDelta(u32),
        /// A warning, as text. Kernels since 6.3.
        TCA_ROOT_EXT_WARN_MSG = 5 => ExtWarnMsg(Str<'a>) where output(),
    }
}
attributes! {
    /// One action: `TCA_ACT_*`, linux/pkt_cls.h.
    pub set Action, enum ActionAttr<'a> {
        /// Its kind, such as `gact`, `mirred`, `police`.
        TCA_ACT_KIND = 1 => Kind(Str<'a>),
        /// What its kind has.
        TCA_ACT_OPTIONS = 2 => Options(Selected<'a, ActionKind>),
        /// Its number among those of its kind: where one is asked for or removed.
        TCA_ACT_INDEX = 3 => Index(u32),
        /// What has gone by.
        TCA_ACT_STATS = 4 => Stats(Attrs<'a, TcaStats>) where output(),
        /// Nothing: brings what follows to a multiple of 8.
        TCA_ACT_PAD = 5 => Pad(&'a [u8]) where output(),
        /// Bytes of whoever made it.
        TCA_ACT_COOKIE = 6 => Cookie(&'a [u8]) where at_most(16),
        /// How it is kept: [`ActionFlags`].
        TCA_ACT_FLAGS = 7 => Flags(Bitfield32) where mask(7),
        /// Which counters of hardware are wanted: [`ActionHwStats`].
        TCA_ACT_HW_STATS = 8 => HwStats(Bitfield32) where mask(3),
        /// Which counters of hardware are kept: [`ActionHwStats`].
        TCA_ACT_USED_HW_STATS = 9 => UsedHwStats(Bitfield32) where output(),
        /// How many pieces of hardware have it.
        TCA_ACT_IN_HW_COUNT = 10 => InHwCount(u32) where output(),
    }
}
select! {
    /// What a kind of action has, `TCA_ACT_OPTIONS`, by its name in `TCA_ACT_KIND`.
    pub enum ActionOptions<'a>, selector ActionKind from By::text(1) => {
        /// Runs a BPF program.
        BPF = b"bpf" => Bpf(Attrs<'a, BpfAction>),
        /// Gives a packet its connection's mark.
        CONNMARK = b"connmark" => Connmark(Attrs<'a, Connmark>),
        /// Mends checksums.
        CSUM = b"csum" => Csum(Attrs<'a, Csum>),
        /// Finds a packet's connection.
        CT = b"ct" => Ct(Attrs<'a, Ct>),
        /// Takes a packet's mark and its DSCP from its connection's mark.
        CTINFO = b"ctinfo" => Ctinfo(Attrs<'a, Ctinfo>),
        /// Drops, passes, or what else a verdict says.
        GACT = b"gact" => Gact(Attrs<'a, Gact>),
        /// A gate that opens and closes by a schedule.
        GATE = b"gate" => Gate(Attrs<'a, Gate>),
        /// Sends metadata along in a header.
        IFE = b"ife" => Ife(Attrs<'a, Ife>),
        /// Mirrors or redirects to another link.
        MIRRED = b"mirred" => Mirred(Attrs<'a, Mirred>),
        /// Pushes, pops, changes MPLS labels.
        MPLS = b"mpls" => Mpls(Attrs<'a, MplsAction>),
        /// Translates addresses, without a memory.
        NAT = b"nat" => Nat(Attrs<'a, Nat>),
        /// Edits the packet.
        PEDIT = b"pedit" => Pedit(Attrs<'a, Pedit>),
        /// Keeps to a rate.
        POLICE = b"police" => Police(Attrs<'a, Police>),
        /// Shows one of so many packets to a listener.
        SAMPLE = b"sample" => Sample(Attrs<'a, Sample>),
        /// Says a word in the kernel's log.
        SIMPLE = b"simple" => Simple(Attrs<'a, Simple>),
        /// Edits what the kernel knows of a packet: priority, queue, mark, type.
        SKBEDIT = b"skbedit" => Skbedit(Attrs<'a, Skbedit>),
        /// Edits the Ethernet header.
        SKBMOD = b"skbmod" => Skbmod(Attrs<'a, Skbmod>),
        /// Sets or removes the metadata of a tunnel.
        TUNNEL_KEY = b"tunnel_key" => TunnelKey(Attrs<'a, TunnelKey>),
        /// Pushes, pops, changes VLAN tags.
        VLAN = b"vlan" => Vlan(Attrs<'a, VlanAction>),
    }
}
operations! {
    /// Asks for actions: for one by kind and index, or for all of a kind by a dump, which needs the kind, too.
    pub GetAction {} = Get(RouteMessage::RTM_GETACTION, TcaMsg, ActionRoot);
    /// Makes actions, or changes them by [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE).
    pub NewAction {} = New(RouteMessage::RTM_NEWACTION, TcaMsg, ActionRoot);
    /// Removes actions by kind and index; with NLM_F_ROOT (0x100) all of a kind.
    pub DelAction {} = Delete(RouteMessage::RTM_DELACTION, TcaMsg, ActionRoot);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::tc::{TcHandle, Ticks},
        wire::{Checks, Headed, Layout, Scope, Set, Slice, View, Why, Writer, validate},
    };
    use core::net::Ipv4Addr;
    use std::{boxed::Box, format};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens {
            ($($name:ident $len:literal),*) => { $( assert_eq!($name::STRUCTURE.len, $len, stringify!($name)); )* };
        }
        lens!(
            TcfT 32, TcGact 20, TcGactP 8, TcMirred 28, TcActBpf 20, TcGate 20, SockFilter 8, TcPolice 56, TcPeditSel 24, TcPeditKey 24,
            TcCsum 24, TcNat 36, TcSkbmod 32, TcSkbedit 20, TcDefact 20, TcSample 20, TcVlan 24, TcMpls 24, TcTunnelKey 24, TcIfe 24,
            TcCt 20, TcCtinfo 20, TcConnmark 24
        );
        for (offset, expected) in [
            (TcSkbmod::flags.offset(), 24),
            (TcPolice::refcnt.offset(), 44),
            (TcPeditSel::nkeys.offset(), 20),
        ] {
            assert_eq!(offset, expected);
        }
    }
    #[test]
    fn a_verdict_may_hold_a_number() {
        assert_eq!((TcVerdict::to_chain(5).0, TcVerdict::to_jump(2).0), (0x2000_0005, 0x1000_0002));
        assert_eq!((TcVerdict(0x2000_0005).goto_chain(), TcVerdict(0x2000_0005).jump()), (Some(5), None));
        assert_eq!((TcVerdict(0x1000_0002).jump(), TcVerdict::TC_ACT_UNSPEC.goto_chain()), (Some(2), None));
        assert_eq!(TcVerdict::to_chain(u32::MAX).goto_chain(), Some(0x0fff_ffff));
        assert_eq!(
            format!("{} {}", TcVerdict::TC_ACT_UNSPEC, TcVerdict::to_jump(1)),
            "TC_ACT_UNSPEC 268435457"
        );
    }
    /// An action of a kind, as text.
    fn printed(write: impl FnOnce(&mut Writer<'_, Action>)) -> std::string::String {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<Action>::new(&mut buffer);
        write(&mut writer);
        let bytes = writer.finish().unwrap();
        let scope = Scope::new(48, &[0; 4]);
        assert_eq!(validate(Action::table(), bytes, 0, scope, Checks::STRICT), Ok(()), "{bytes:02x?}");
        format!("{:?}", View::of(Attrs::<Action>::new(bytes)))
    }
    #[test]
    fn kinds_have_what_is_theirs() {
        let text = printed(|action| {
            action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::PEDIT, |pedit| {
                let header = TcPeditSel::new().with(TcPeditSel::nkeys, 1);
                let keys = [TcPeditKey::new().with(TcPeditKey::off, 16)];
                pedit.put(Pedit::TCA_PEDIT_PARMS_EX, Headed { header: &header, tail: Slice::new(&keys) });
                pedit.nest(Pedit::TCA_PEDIT_KEYS_EX, |keys| {
                    keys.nest(PeditKeysEx::TCA_PEDIT_KEY_EX, |key| {
                        key.put(
                            PeditKeyEx::TCA_PEDIT_KEY_EX_HTYPE,
                            PeditHeaderType::TCA_PEDIT_KEY_EX_HDR_TYPE_IP4,
                        );
                        key.put(PeditKeyEx::TCA_PEDIT_KEY_EX_CMD, PeditCmd::TCA_PEDIT_KEY_EX_CMD_ADD);
                    });
                });
            });
        });
        assert_eq!(
            text,
            "{TCA_ACT_KIND: \"pedit\", TCA_ACT_OPTIONS: {TCA_PEDIT_PARMS_EX: {header: {index: 0, capab: 0, action: TC_ACT_OK, \
             refcnt: 0, bindcnt: 0, nkeys: 1, flags: 0}, data: [{mask: 0, val: 0, off: 16, at: 0, offmask: 0, shift: 0}]}, \
             TCA_PEDIT_KEYS_EX: {TCA_PEDIT_KEY_EX: [{TCA_PEDIT_KEY_EX_HTYPE: TCA_PEDIT_KEY_EX_HDR_TYPE_IP4, \
             TCA_PEDIT_KEY_EX_CMD: TCA_PEDIT_KEY_EX_CMD_ADD}]}}}"
        );
        let text = printed(|action| {
            action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::NAT, |nat| {
                let parms = TcNat::new()
                    .with(TcNat::old_addr, Ipv4Addr::new(10, 0, 0, 0))
                    .with(TcNat::flags, NatFlags::TCA_NAT_FLAG_EGRESS);
                nat.put(Nat::TCA_NAT_PARMS, &parms);
            });
        });
        assert!(
            text.contains("old_addr: 10.0.0.0, new_addr: 0.0.0.0, mask: 0.0.0.0, flags: TCA_NAT_FLAG_EGRESS"),
            "{text}"
        );
        let text = printed(|action| {
            action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::IFE, |ife| {
                ife.put(Ife::TCA_IFE_PARMS, &TcIfe::new().with(TcIfe::flags, IfeDo::IFE_ENCODE));
                ife.nest(Ife::TCA_IFE_METALST, |meta| {
                    meta.put(IfeMeta::IFE_META_SKBMARK, Slice::new(&[]))
                        .put(IfeMeta::IFE_META_PRIO, Slice::new(&[7.into()]));
                });
            });
        });
        assert!(
            text.contains("flags: IFE_ENCODE}")
                && text.contains("{IFE_META_SKBMARK: [], IFE_META_PRIO: [7]}"),
            "{text}"
        );
        let text = printed(|action| {
            action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::SKBEDIT, |edit| {
                edit.put(Skbedit::TCA_SKBEDIT_PRIORITY, TcHandle::new(1, 5))
                    .put(Skbedit::TCA_SKBEDIT_PTYPE, PacketType::PACKET_HOST);
            });
        });
        assert!(text.contains("TCA_SKBEDIT_PRIORITY: 65541, TCA_SKBEDIT_PTYPE: PACKET_HOST"), "{text}");
    }
    #[test]
    fn a_rate_to_keep_to() -> Result<(), Box<dyn core::error::Error>> {
        let mut buffer = [0; 256];
        let mut writer = Writer::<Police>::new(&mut buffer);
        let parms =
            TcPolice::new().with(TcPolice::burst, Ticks::of_bytes(10_000, 125_000)).with(TcPolice::mtu, 1500);
        writer.put(Police::TCA_POLICE_TBF, &parms).put(Police::TCA_POLICE_RESULT, TcVerdict::TC_ACT_PIPE);
        let police = Attrs::<Police>::new(writer.finish()?);
        let parms = police.get(Police::TCA_POLICE_TBF)?.ok_or("no parameters")?;
        assert_eq!(parms.get(TcPolice::burst).to_bytes(125_000), 10_000);
        assert_eq!(police.get(Police::TCA_POLICE_RESULT)?, Some(TcVerdict::TC_ACT_PIPE));
        Ok(())
    }
    #[test]
    fn limits_are_the_kernels() {
        let refused = |write: &dyn Fn(&mut Writer<'_, Action>)| {
            let mut buffer = [0; 256];
            let mut writer = Writer::<Action>::new(&mut buffer);
            write(&mut writer);
            let bytes = writer.finish().unwrap();
            validate(Action::table(), bytes, 0, Scope::new(48, &[0; 4]), Checks::STRICT)
                .map_err(|invalid| invalid.why)
        };
        let mpls = |write: &'static dyn Fn(&mut Writer<'_, MplsAction>)| {
            refused(&|action| {
                action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::MPLS, |mpls| {
                    write(mpls)
                });
            })
        };
        assert_eq!(
            refused(&|action| {
                action.put(Action::TCA_ACT_COOKIE, &[0; 17][..]);
            }),
            Err(Why::Length)
        );
        assert_eq!(
            refused(&|action| {
                action.put(Action::TCA_ACT_FLAGS, Bitfield32 { value: 0, selector: 8 });
            }),
            Err(Why::Mask)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_TTL, 0u8);
            }),
            Err(Why::Range)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_LABEL, 0x10_0000u32);
            }),
            Err(Why::Range)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_TC, 7u8);
            }),
            Ok(())
        );
    }
}
