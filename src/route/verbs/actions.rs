//! Actions of traffic control that filters share, by verbs: list, add, delete. Each function sends one request and says which.
//!
//! ```
//! use nlwire::{exchange::{Answer, Connection, Transport}, route::{actions, tc::{Action, ActionKind, Gact, TcGact, TcVerdict}}, wire::Layout};
//! /// Makes the action 7 of the kind `gact`: what it is given is dropped.
//! fn drop_by_seven<T: Transport>(connection: &mut Connection<'_, T>) -> Answer<(), T> {
//!     actions::add(connection, |action| {
//!         action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::GACT, |gact| {
//!             gact.put(Gact::TCA_GACT_PARMS, &TcGact::new().with(TcGact::index, 7).with(TcGact::action, TcVerdict::TC_ACT_SHOT));
//!         });
//!     })?;
//!     let mut all = actions::list(connection, "gact")?;
//!     while let Some(message) = all.next()? {
//!         for (_, action) in message.actions().flatten() {
//!             println!("{action:?}");
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//! Changes need CAP_NET_ADMIN in the initial user namespace, which a container's root has not; without it the kernel refuses with EPERM. Actions
//! that come with a filter need no more than the filter.
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    route::tc::{Action, ActionDumpFlags, ActionRoot, DelAction, GetAction, NewAction},
    wire::{ArrayIter, Attrs, Bitfield32, DeleteFlags, NewFlags, Reply, RequestFlags, Writer},
};

impl<'a> Attrs<'a, ActionRoot> {
    /// The actions in a message, each with its number there; none where the table is broken.
    pub fn actions(self) -> ArrayIter<'a, Attrs<'a, Action>> {
        let table = self.get(ActionRoot::TCA_ROOT_TAB).ok().flatten();
        table.unwrap_or(crate::wire::Array::new(&[])).iter()
    }
}
impl<'a> Reply<'a, GetAction> {
    /// The actions in the message, each with its number there; none where the table is broken.
    pub fn actions(&self) -> ArrayIter<'a, Attrs<'a, Action>> {
        self.attrs.actions()
    }
}

/// Lists all actions of a kind, many in a message. Of a kind that the kernel does not have, there are none.
///
/// Sends RTM_GETACTION with NLM_F_DUMP, TCA_ROOT_FLAGS with TCA_ACT_FLAG_LARGE_DUMP_ON, and the kind in TCA_ROOT_TAB.
///
/// # Errors
/// The request could not be sent. What the kernel refuses comes by [`Replies::next`].
pub fn list<'c, 'b, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    kind: &str,
) -> Answer<Replies<'c, 'b, T, GetAction>, T> {
    let large = ActionDumpFlags::TCA_ACT_FLAG_LARGE_DUMP_ON.bits();
    connection.dump(GetAction {}, |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [kind], |action, kind| {
            action.put(Action::TCA_ACT_KIND, kind);
        });
        request.put(ActionRoot::TCA_ROOT_FLAGS, Bitfield32 { value: large, selector: large });
    })
}
/// Makes an action of any kind; `fill` writes kind and options.
///
/// Sends RTM_NEWACTION with NLM_F_CREATE | NLM_F_EXCL and what `fill` writes in TCA_ROOT_TAB.
///
/// # Errors
/// EEXIST where that kind has that index ([`already_exists`](crate::exchange::Failure::already_exists)), ENOENT where the kernel does not have
/// that kind, EINVAL for options that do not fit together, EPERM without CAP_NET_ADMIN.
pub fn add<T: Transport>(
    connection: &mut Connection<'_, T>,
    mut fill: impl FnMut(&mut Writer<'_, Action>),
) -> Answer<Done, T> {
    connection.request(NewAction {}, NewFlags::CREATE | NewFlags::EXCL, |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [()], |action, ()| fill(action));
    })
}
/// Removes an action.
///
/// Sends RTM_DELACTION with TCA_ACT_KIND and TCA_ACT_INDEX in TCA_ROOT_TAB.
///
/// # Errors
/// ENOENT where there is none ([`is_not_found`](crate::exchange::Failure::is_not_found)), EPERM where a filter holds it, or without
/// CAP_NET_ADMIN.
pub fn delete<T: Transport>(connection: &mut Connection<'_, T>, kind: &str, index: u32) -> Answer<Done, T> {
    connection.request(DelAction {}, DeleteFlags::NONE, |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [kind], |action, kind| {
            action.put(Action::TCA_ACT_KIND, kind).put(Action::TCA_ACT_INDEX, index);
        });
    })
}
