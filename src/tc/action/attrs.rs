//! Actions: operations on the packets that a filter matches.
//!
//! Messages: `RTM_*ACTION`. Kernel headers: linux/pkt_cls.h and linux/tc_act/*.h.
//!
//! An action belongs to the action list of a filter, or is created on its own and shared by filters
//! through its index. Manual page:
//! [tc-actions(8)](https://man7.org/linux/man-pages/man8/tc-actions.8.html).
use super::*;
use crate::{
    attributes, c_struct, flags, message_types, open_enum, operations,
    route::RouteMessage,
    sub_messages,
    tc::TcaStats,
    uapi::AddressFamily,
    wire::{Attrs, Bitfield32, IndexedArray, Str, SubMessage, spec::SelectorSource},
};

c_struct! {
    /// Header of action messages: `struct tcamsg`, linux/rtnetlink.h.
    #[doc(alias = "tcamsg")]
    pub struct TcaMsg {
        /// Address family: AF_UNSPEC.
        tca_family: AddressFamily,
        /// Padding.
        pad tca__pad1: u8,
        /// Padding.
        pad tca__pad2: u16,
    }
}
c_struct! {
    /// Ages of an action in hundredths of a second (USER_HZ): `struct tcf_t`, linux/pkt_cls.h.
    #[doc(alias = "tcf_t")]
    pub struct TcfT {
        /// Time since the action was created, in hundredths of a second.
        install: u64,
        /// Time since the action last processed a packet, in hundredths of a second.
        lastuse: u64,
        /// Time until the action expires, in hundredths of a second. 0 for never.
        expires: u64,
        /// Time since the action first processed a packet, in hundredths of a second. 0 if unused.
        /// Since Linux 4.8.
        firstuse: u64,
    }
}
/// Declares the parameter structure of an action. The common members (`tc_gen`, linux/pkt_cls.h)
/// precede the members of the kind.
macro_rules! action_layout {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        crate::c_struct! {
            $(#[$meta])*
            pub struct $name {
                /// Index of the action among the actions of its kind. 0 in a request makes the
                /// kernel choose.
                index: u32,
                /// Unused.
                capab: u32,
                /// Verdict: what happens to the packet after the action.
                action: crate::tc::TcVerdict,
                /// Reference count. Set by the kernel only.
                refcnt: i32,
                /// Number of filters that use the action. Set by the kernel only.
                bindcnt: i32,
                $($own)*
            }
        }
    };
}
pub(super) use action_layout;

open_enum! {
    /// Verdict of an action: `TC_ACT_*`, linux/pkt_cls.h.
    ///
    /// If the upper 4 bits are 1 or 2, the lower 28 bits are a parameter: see [`jump`](Self::jump)
    /// and [`goto_chain`](Self::goto_chain).
    pub struct TcVerdict(i32) {
        /// Continues with the next filter. tc(8): `continue`. Returned by a BPF program, selects
        /// the verdict of the action.
        TC_ACT_UNSPEC = -1,
        /// Accepts the packet and ends classification. tc(8): `ok` or `pass`.
        TC_ACT_OK = 0,
        /// Restarts classification at the first filter.
        TC_ACT_RECLASSIFY = 1,
        /// Drops the packet. tc(8): `drop`.
        TC_ACT_SHOT = 2,
        /// Continues with the next action.
        TC_ACT_PIPE = 3,
        /// The action has consumed the packet.
        TC_ACT_STOLEN = 4,
        /// The action has consumed the packet and holds the packet in a queue.
        TC_ACT_QUEUED = 5,
        /// Executes the action again.
        TC_ACT_REPEAT = 6,
        /// Redirects the packet to another interface. BPF programs return this after
        /// `bpf_redirect`.
        TC_ACT_REDIRECT = 7,
        /// Traps the packet: hardware passes the packet to the CPU, software drops the packet.
        TC_ACT_TRAP = 8,
    }
}
impl TcVerdict {
    const EXTENDED: i32 = 0x0fff_ffff;
    /// Creates a verdict that skips the next `actions` actions: `TC_ACT_JUMP`.
    pub const fn to_jump(actions: u32) -> Self {
        Self(0x1000_0000 | (actions as i32 & Self::EXTENDED))
    }
    /// Creates a verdict that continues with the filters of `chain`: `TC_ACT_GOTO_CHAIN`.
    pub const fn to_chain(chain: u32) -> Self {
        Self(0x2000_0000 | (chain as i32 & Self::EXTENDED))
    }
    /// Returns the number of actions to skip, if the verdict is `TC_ACT_JUMP`.
    pub const fn jump(self) -> Option<u32> {
        self.extended(1)
    }
    /// Returns the chain to continue with, if the verdict is `TC_ACT_GOTO_CHAIN`.
    pub const fn goto_chain(self) -> Option<u32> {
        self.extended(2)
    }
    const fn extended(self, opcode: i32) -> Option<u32> {
        if self.0 >> 28 == opcode { Some((self.0 & Self::EXTENDED) as u32) } else { None }
    }
}
flags! {
    /// Flags of an action: `TCA_ACT_FLAGS_*`, linux/pkt_cls.h. Bits of [`Action::TCA_ACT_FLAGS`].
    pub struct ActionFlags(u32) {
        /// Shared instead of per-CPU counters: less memory, more contention.
        TCA_ACT_FLAGS_NO_PERCPU_STATS = 1 << 0,
        /// The action is not offloaded to hardware.
        TCA_ACT_FLAGS_SKIP_HW = 1 << 1,
        /// The action runs in hardware only.
        TCA_ACT_FLAGS_SKIP_SW = 1 << 2,
    }
}
flags! {
    /// Types of hardware statistics: `TCA_ACT_HW_STATS_*`, linux/pkt_cls.h. Bits of
    /// [`Action::TCA_ACT_HW_STATS`].
    pub struct ActionHwStats(u32) {
        /// Immediate: counters are read from hardware at the time of the dump.
        TCA_ACT_HW_STATS_IMMEDIATE = 1 << 0,
        /// Delayed: counters are read from hardware periodically and may be some seconds old.
        TCA_ACT_HW_STATS_DELAYED = 1 << 1,
    }
}
flags! {
    /// Flags of action dumps: `TCA_ACT_FLAG_*`, linux/rtnetlink.h. Bits of
    /// [`ActionRoot::TCA_ROOT_FLAGS`].
    pub struct ActionDumpFlags(u32) {
        /// Large dump: more than 32 actions per message.
        TCA_ACT_FLAG_LARGE_DUMP_ON = 1 << 0,
        /// Terse dump: kind, index, statistics and cookie only. Since Linux 5.11.
        TCA_ACT_FLAG_TERSE_DUMP = 1 << 1,
    }
}

// Limits: tcaa_policy, tcf_action_policy, net/sched/act_api.c.
attributes! {
    /// Attributes of action messages: `TCA_ROOT_*`, linux/rtnetlink.h.
    ///
    /// ```
    /// use nlwire::{tc::{Action, ActionKind, ActionRoot, Gact, NewAction, TcGact, TcVerdict}, wire::{Message, NewFlags, Request}};
    /// let mut buffer = [0; 128];
    /// let mut request = Request::new(&mut buffer, NewAction::default(), NewFlags::CREATE | NewFlags::EXCL | NewFlags::ACK);
    /// request.array(ActionRoot::TCA_ROOT_TAB, 1, ["gact"], |action, _| {
    ///     action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::GACT, |gact| {
    ///         gact.put(Gact::TCA_GACT_PARMS, &TcGact::new().with(TcGact::action, TcVerdict::TC_ACT_SHOT));
    ///     });
    /// });
    /// let message = Message::new(request.finish(1)?)?;
    /// let (_, attrs) = message.split::<nlwire::tc::TcaMsg, ActionRoot>()?;
    /// let (number, action) = attrs.get(ActionRoot::TCA_ROOT_TAB)?.unwrap().iter().next().unwrap()?;
    /// assert_eq!((number, action.get(Action::TCA_ACT_KIND)?), (1, Some("gact".into())));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub set ActionRoot, enum ActionRootAttr<'a> {
        /// Actions, numbered from 1. A dump request has one action, with the kind only.
        TCA_ROOT_TAB: IndexedArray<'a, Attrs<'a, Action>> = 1,
        /// Dump flags: [`ActionDumpFlags`].
        TCA_ROOT_FLAGS: Bitfield32 = 2 where flags_mask(3),
        /// Number of actions in a message of a large dump.
        TCA_ROOT_COUNT: u32 = 3 where read_only,
        /// Dump filter: actions used within this time, milliseconds.
        TCA_ROOT_TIME_DELTA: u32 = 4,
        /// Warning of the kernel about a request that succeeded. Since Linux 6.3.
        TCA_ROOT_EXT_WARN_MSG: Str<'a> = 5 where read_only,
    }
}
attributes! {
    /// Attributes of an action: `TCA_ACT_*`, linux/pkt_cls.h.
    pub set Action, enum ActionAttr<'a> {
        /// Kind, such as `gact`, `mirred` or `police`.
        TCA_ACT_KIND: Str<'a> = 1,
        /// Options of the kind. [`TCA_ACT_KIND`](Self::TCA_ACT_KIND) selects the format.
        TCA_ACT_OPTIONS: SubMessage<'a, ActionKind> = 2,
        /// Index of the action among the actions of its kind, in get and delete requests.
        TCA_ACT_INDEX: u32 = 3,
        /// Statistics: nested `TCA_STATS_*`.
        TCA_ACT_STATS: Attrs<'a, TcaStats> = 4 where read_only,
        /// Padding.
        TCA_ACT_PAD: &'a [u8] = 5 where read_only,
        /// Opaque data of the program that created the action.
        TCA_ACT_COOKIE: &'a [u8] = 6 where max_len(16),
        /// Flags: [`ActionFlags`].
        TCA_ACT_FLAGS: Bitfield32 = 7 where flags_mask(7),
        /// Requested types of hardware statistics: [`ActionHwStats`].
        TCA_ACT_HW_STATS: Bitfield32 = 8 where flags_mask(3),
        /// Types of hardware statistics in use: [`ActionHwStats`].
        TCA_ACT_USED_HW_STATS: Bitfield32 = 9 where read_only,
        /// Number of hardware instances that the action is offloaded to.
        TCA_ACT_IN_HW_COUNT: u32 = 10 where read_only,
    }
}
sub_messages! {
    /// Options of an action, `TCA_ACT_OPTIONS`, by the kind in `TCA_ACT_KIND`.
    pub enum ActionOptions<'a>, selector ActionKind from SelectorSource::text(1) => {
        /// Runs a BPF program.
        BPF = b"bpf" => Bpf(Attrs<'a, BpfAction>),
        /// Copies the conntrack mark to the packet mark.
        CONNMARK = b"connmark" => Connmark(Attrs<'a, Connmark>),
        /// Recomputes checksums.
        CSUM = b"csum" => Csum(Attrs<'a, Csum>),
        /// Sends the packet through connection tracking, optionally with NAT.
        CT = b"ct" => Ct(Attrs<'a, Ct>),
        /// Restores DSCP and packet mark from the conntrack mark.
        CTINFO = b"ctinfo" => Ctinfo(Attrs<'a, Ctinfo>),
        /// Generic action: applies a verdict, such as drop or pass.
        GACT = b"gact" => Gact(Attrs<'a, Gact>),
        /// Passes or drops packets by a time schedule (IEEE 802.1Qci stream gate).
        GATE = b"gate" => Gate(Attrs<'a, Gate>),
        /// Encapsulates or decapsulates packet metadata (ForCES inter-FE LFB, RFC 8013).
        IFE = b"ife" => Ife(Attrs<'a, Ife>),
        /// Mirrors or redirects packets to another interface.
        MIRRED = b"mirred" => Mirred(Attrs<'a, Mirred>),
        /// Pushes, pops or modifies MPLS label stack entries.
        MPLS = b"mpls" => Mpls(Attrs<'a, MplsAction>),
        /// Stateless NAT: translates IPv4 addresses.
        NAT = b"nat" => Nat(Attrs<'a, Nat>),
        /// Edits packet headers.
        PEDIT = b"pedit" => Pedit(Attrs<'a, Pedit>),
        /// Polices: enforces a rate limit.
        POLICE = b"police" => Police(Attrs<'a, Police>),
        /// Samples packets and passes copies to psample.
        SAMPLE = b"sample" => Sample(Attrs<'a, Sample>),
        /// Example action: prints a string to the kernel log.
        SIMPLE = b"simple" => Simple(Attrs<'a, Simple>),
        /// Edits packet metadata: priority, queue mapping, mark, packet type.
        SKBEDIT = b"skbedit" => Skbedit(Attrs<'a, Skbedit>),
        /// Edits the Ethernet header.
        SKBMOD = b"skbmod" => Skbmod(Attrs<'a, Skbmod>),
        /// Sets or releases tunnel metadata.
        TUNNEL_KEY = b"tunnel_key" => TunnelKey(Attrs<'a, TunnelKey>),
        /// Pushes, pops or modifies VLAN tags.
        VLAN = b"vlan" => Vlan(Attrs<'a, VlanAction>),
    }
}
message_types! {
    /// Actions: `struct tcamsg` and the attributes of [`ActionRoot`].
    pub struct ActionMessage(TcaMsg, ActionRoot);
}
operations! {
    protocol crate::wire::Protocol::ROUTE;
    /// Requests actions: one by kind and index, or a dump of all of a kind. A dump requires the
    /// kind.
    pub GetAction {} = Get(RouteMessage::RTM_GETACTION, TcaMsg, ActionRoot) -> ActionMessage;
    /// Creates actions, or changes them with [`NewFlags::REPLACE`](crate::wire::NewFlags::REPLACE).
    pub NewAction {} = New(RouteMessage::RTM_NEWACTION, TcaMsg, ActionRoot) -> ActionMessage;
    /// Deletes actions by kind and index. With NLM_F_ROOT (0x100), deletes all actions of a kind.
    pub DelAction {} = Delete(RouteMessage::RTM_DELACTION, TcaMsg, ActionRoot) -> ActionMessage;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        server::{ValidationErrorKind, ValidationFlags, validate},
        tc::{TcHandle, Ticks},
        wire::{AttributeSet, CStruct, PackedArray, WithHeader, Writer, spec::Scope},
    };
    use core::net::Ipv4Addr;
    use std::{boxed::Box, format};

    #[test]
    fn structures_are_as_long_as_the_kernels() {
        macro_rules! lens {
            ($($name:ident $len:literal),*) => { $( assert_eq!($name::SPEC.len, $len, stringify!($name)); )* };
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
    /// Formats an action for comparison.
    fn printed(write: impl FnOnce(&mut Writer<'_, Action>)) -> std::string::String {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<Action>::new(&mut buffer);
        write(&mut writer);
        let bytes = writer.finish().unwrap();
        let scope = Scope::new(48, &[0; 4]);
        assert_eq!(
            validate(Action::spec(), bytes, 0, scope, ValidationFlags::STRICT),
            Ok(()),
            "{bytes:02x?}"
        );
        format!("{:?}", View::of(Attrs::<Action>::new(bytes)))
    }
    #[test]
    fn kinds_have_what_is_theirs() {
        let text = printed(|action| {
            action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::PEDIT, |pedit| {
                let header = TcPeditSel::new().with(TcPeditSel::nkeys, 1);
                let keys = [TcPeditKey::new().with(TcPeditKey::off, 16)];
                pedit.put(
                    Pedit::TCA_PEDIT_PARMS_EX,
                    WithHeader { header: &header, body: PackedArray::new(&keys) },
                );
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
                    meta.put(IfeMeta::IFE_META_SKBMARK, PackedArray::new(&[]))
                        .put(IfeMeta::IFE_META_PRIO, PackedArray::new(&[7.into()]));
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
        let parms = TcPolice::new()
            .with(TcPolice::burst, Ticks::from_bytes(10_000, 125_000))
            .with(TcPolice::mtu, 1500);
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
            validate(Action::spec(), bytes, 0, Scope::new(48, &[0; 4]), ValidationFlags::STRICT)
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
            Err(ValidationErrorKind::Length)
        );
        assert_eq!(
            refused(&|action| {
                action.put(Action::TCA_ACT_FLAGS, Bitfield32 { value: 0, selector: 8 });
            }),
            Err(ValidationErrorKind::FlagsMask)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_TTL, 0u8);
            }),
            Err(ValidationErrorKind::Range)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_LABEL, 0x10_0000u32);
            }),
            Err(ValidationErrorKind::Range)
        );
        assert_eq!(
            mpls(&|mpls| {
                mpls.put(MplsAction::TCA_MPLS_TC, 7u8);
            }),
            Ok(())
        );
    }
}
