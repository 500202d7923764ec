//! Queries and calls.
use super::ActionMessage;
use crate::{
    client::{Call, Completion, Query, call, query},
    tc::{Action, ActionDumpFlags, ActionRoot, DelAction, GetAction, NewAction},
    wire::{ArrayIter, Attrs, Bitfield32, DeleteFlags, NewFlags, RequestFlags, Writer},
};

impl<'a> Attrs<'a, ActionRoot> {
    /// Returns the actions of a message with their numbers in the message.
    ///
    /// Empty if the list is malformed.
    #[doc(alias = "TCA_ROOT_TAB")]
    pub fn actions(self) -> ArrayIter<'a, Attrs<'a, Action>> {
        let table = self.get(ActionRoot::TCA_ROOT_TAB).ok().flatten();
        table.unwrap_or(crate::wire::IndexedArray::new(&[])).iter()
    }
}
impl<'a> ActionMessage<'a> {
    /// Returns the actions of the message with their numbers in the message.
    ///
    /// Empty if the list is malformed.
    pub fn actions(&self) -> ArrayIter<'a, Attrs<'a, Action>> {
        self.attrs.actions()
    }
}

/// Lists all actions of a kind, several per message.
///
/// The list is empty for a kind that the kernel does not have.
///
/// Sends `RTM_GETACTION` with `NLM_F_DUMP`, `TCA_ROOT_FLAGS` with `TCA_ACT_FLAG_LARGE_DUMP_ON`, and
/// the kind in `TCA_ROOT_TAB`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
#[doc(alias = "tc actions list")]
pub fn list(kind: &str) -> impl Query<Operation = GetAction> + Copy {
    let large = ActionDumpFlags::TCA_ACT_FLAG_LARGE_DUMP_ON.bits();
    query(GetAction {}, move |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [kind], |action, kind| {
            action.put(Action::TCA_ACT_KIND, kind);
        });
        request.put(ActionRoot::TCA_ROOT_FLAGS, Bitfield32 { value: large, selector: large });
    })
}
/// Creates an action of any kind. `fill` writes the kind and the options.
///
/// Sends `RTM_NEWACTION` with `NLM_F_CREATE | NLM_F_EXCL`, and what `fill` writes in
/// `TCA_ROOT_TAB`.
///
/// # Errors
/// - EEXIST: an action of this kind and index exists
///   ([`already_exists`](crate::client::Error::already_exists)).
/// - ENOENT: the kernel does not have this kind.
/// - EINVAL: invalid combination of options.
/// - EPERM: CAP_NET_ADMIN is missing.
#[doc(alias = "tc actions add")]
pub fn add(fill: impl Fn(&mut Writer<'_, Action>) + Copy) -> impl Call<Output = Completion> + Copy {
    call(NewAction {}, NewFlags::CREATE | NewFlags::EXCL, move |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [()], |action, ()| fill(action));
    })
}
/// Removes an action.
///
/// Sends `RTM_DELACTION` with `TCA_ACT_KIND` and `TCA_ACT_INDEX` in `TCA_ROOT_TAB`.
///
/// # Errors
/// - ENOENT: the action does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
/// - EPERM: a filter uses the action, or CAP_NET_ADMIN is missing.
#[doc(alias = "tc actions delete")]
pub fn delete(kind: &str, index: u32) -> impl Call<Output = Completion> + Copy {
    call(DelAction {}, DeleteFlags::NONE, move |request| {
        request.array(ActionRoot::TCA_ROOT_TAB, 1, [kind], |action, kind| {
            action.put(Action::TCA_ACT_KIND, kind).put(Action::TCA_ACT_INDEX, index);
        });
    })
}
