//! Shared actions of traffic control: list, add and delete.
//!
//! Functions that find objects return a [`Query`](crate::client::Query), for
//! [`Connection::get`](crate::client::Connection::get) and
//! [`Connection::dump`](crate::client::Connection::dump); functions that change something return a
//! [`Call`](crate::client::Call), for [`Connection::run`](crate::client::Connection::run). The
//! documentation of each names the request. Several filters may share an
//! action.
//!
//! ```
//! use nlwire::{client::{self, Buffer, Connection, Transport}, tc::{action, Action, ActionKind, Gact, TcGact, TcVerdict}};
//! /// Makes the action 7 of the kind `gact`: what it is given is dropped.
//! fn drop_by_seven<T: Transport, B: Buffer>(connection: &mut Connection<T, B>) -> client::Result<(), T> {
//!     connection.run(action::add(|action| {
//!         action.choose(Action::TCA_ACT_KIND, Action::TCA_ACT_OPTIONS, ActionKind::GACT, |gact| {
//!             gact.put(Gact::TCA_GACT_PARMS, &TcGact::new().with(TcGact::index, 7).with(TcGact::action, TcVerdict::TC_ACT_SHOT));
//!         });
//!     }))?;
//!     let mut all = connection.dump(action::list("gact"))?;
//!     while let Some(message) = all.next()? {
//!         for (_, action) in message.actions().flatten() {
//!             println!("{action:?}");
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Changes require CAP_NET_ADMIN in the initial user namespace, which root in a container does not
//! have; without it, the kernel rejects the request with EPERM. For actions that are created
//! together with a filter, the privileges of the filter suffice.
//!
//! See also [tc-actions(8)](https://man7.org/linux/man-pages/man8/tc-actions.8.html).
pub(super) mod attrs;
mod calls;
pub mod control;
pub mod edit;
pub mod police;
pub mod tag;
pub mod track;

use attrs::action_layout;
pub use attrs::*;
pub use calls::*;
pub use control::*;
pub use edit::*;
pub use police::*;
pub use tag::*;
pub use track::*;
