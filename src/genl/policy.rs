//! Policies of a family's operations: the attributes that the running kernel accepts.
use super::{Control, ControlAttr, ControlPolicy, GetPolicy, Which, family::malformed};
use crate::{
    client::{self, Buffer, Completion, Connection, DiscardEvents, EventHandler, Replies, Transport},
    wire::{Attrs, Error, Operation, PolicyType},
};

/// One entry of a policy dump.
#[derive(Clone, Copy, Debug)]
pub enum PolicyPart<'a> {
    /// Policy indices of an operation. The kernel sends these before the policies.
    Operation {
        /// Command number.
        ///
        /// Linux 6.18 reports an operation that supports only dumps as command 0, among them
        /// `CTRL_CMD_GETPOLICY` of the controller. To identify it, request the policy of one
        /// command.
        command: u16,
        /// Index of the policy for do requests.
        do_policy: Option<u32>,
        /// Index of the policy for dump requests.
        dump_policy: Option<u32>,
    },
    /// Constraints on one attribute of a policy.
    ///
    /// A nested attribute names the policy of its contents by `NL_POLICY_TYPE_ATTR_POLICY_IDX`.
    Attribute {
        /// Policy index.
        policy: u16,
        /// Attribute type.
        attribute: u16,
        /// Payload type and constraints.
        must: Attrs<'a, PolicyType>,
    },
}

/// Dumps the policies of a family, for all commands or for one (Linux 5.7).
///
/// Sends `CTRL_CMD_GETPOLICY` with `NLM_F_DUMP` and `CTRL_ATTR_FAMILY_NAME` or
/// `CTRL_ATTR_FAMILY_ID`, and with `CTRL_ATTR_OP` for one command. Returns the entries one by one,
/// regardless of how the kernel splits them into messages.
///
/// ```no_run
/// use nlwire::{client::Connection, genl::{policy, PolicyPart}, socket::{Protocol, Socket}};
/// let mut buffer = [0; 32 * 1024];
/// let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
/// let mut parts = policy(&mut connection, "ethtool", None)?;
/// while let Some(part) = parts.next()? {
///     match part {
///         PolicyPart::Operation { command, do_policy, .. } =>
///             println!("command {command}: policy {do_policy:?}"),
///         PolicyPart::Attribute { policy, attribute, must } =>
///             println!("policy {policy}, attribute {attribute}: {must:?}"),
///     }
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// The request could not be built or sent. Errors of the kernel are returned by [`Policies::next`]:
/// `ENOENT` if the family or the command does not exist, `ENODATA` if it has no policy.
pub fn policy<'c, 'n, T: Transport, B: Buffer, H: EventHandler>(
    connection: &'c mut Connection<T, B, H>,
    which: impl Into<Which<'n>>,
    command: Option<u8>,
) -> client::Result<Policies<'c, T, B, H>, T> {
    let which = which.into();
    let replies = connection.dump_with(GetPolicy, |request| {
        which.put(request);
        request.put_some(Control::CTRL_ATTR_OP, command.map(u32::from));
    })?;
    Ok(Policies { replies, taken: 0 })
}

/// Iterator over the entries of a policy dump, returned by [`policy`].
pub struct Policies<'c, T, B, H = DiscardEvents> {
    replies: Replies<'c, T, B, GetPolicy, H>,
    /// Number of entries of the current message that were returned. The kernel sends one entry per
    /// message, so skipping them again at each call costs nothing.
    taken: usize,
}
impl<T: Transport, B: Buffer, H: EventHandler> Policies<'_, T, B, H> {
    /// Returns the next entry, or `None` at the end.
    ///
    /// # Errors
    /// The errors of [`Replies::next`](crate::client::Replies::next), or a malformed entry; the
    /// next call continues after that entry.
    #[allow(clippy::should_implement_trait)] // the item borrows from self, which Iterator cannot express
    pub fn next(&mut self) -> client::Result<Option<PolicyPart<'_>>, T> {
        loop {
            match self.part(self.taken) {
                Some(_) => break,
                None => {
                    self.taken = 0;
                    if self.replies.next()?.is_none() {
                        return Ok(None);
                    }
                }
            }
        }
        self.taken += 1;
        self.part(self.taken - 1).transpose().map_err(malformed(<GetPolicy as Operation>::NAME))
    }
    fn part(&self, at: usize) -> Option<Result<PolicyPart<'_>, Error>> {
        policy_parts(self.replies.last()?.attrs).nth(at)
    }
    /// Returns the result of the dump; `None` before the end.
    pub const fn done(&self) -> Option<Completion> {
        self.replies.done()
    }
}
/// Returns the policy entries of one `CTRL_CMD_GETPOLICY` reply.
pub fn policy_parts<'a>(
    attrs: Attrs<'a, Control>,
) -> impl Iterator<Item = Result<PolicyPart<'a>, Error>> + use<'a> {
    attrs.into_iter().flat_map(|attr| {
        let (mut operations, mut policies, mut broken) = (None, None, None);
        match attr {
            Ok(ControlAttr::CTRL_ATTR_OP_POLICY(by)) => operations = Some(by.iter()),
            Ok(ControlAttr::CTRL_ATTR_POLICY(by)) => policies = Some(by.iter()),
            Ok(_) => {}
            Err(error) => broken = Some(Err(error)),
        }
        let operations = operations.into_iter().flatten().map(|item| operation(item?));
        let attributes = policies.into_iter().flatten().flat_map(|item| {
            let (policy, attributes, broken) = match item {
                Ok((policy, attributes)) => (policy, Some(attributes.iter()), None),
                Err(error) => (0, None, Some(Err(error))),
            };
            let attributes = attributes.into_iter().flatten().map(move |item| {
                let (attribute, must) = item?;
                Ok(PolicyPart::Attribute { policy, attribute, must })
            });
            attributes.chain(broken)
        });
        operations.chain(attributes).chain(broken)
    })
}
fn operation((command, attrs): (u16, Attrs<'_, ControlPolicy>)) -> Result<PolicyPart<'_>, Error> {
    Ok(PolicyPart::Operation {
        command,
        do_policy: attrs.get(ControlPolicy::CTRL_ATTR_POLICY_DO)?,
        dump_policy: attrs.get(ControlPolicy::CTRL_ATTR_POLICY_DUMP)?,
    })
}
