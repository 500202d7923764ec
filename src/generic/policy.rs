//! What a family's operations take, as the kernel itself tells it.
use super::{Control, ControlAttr, ControlPolicy, GetPolicy, Which, family::malformed};
use crate::{
    exchange::{Answer, Connection, Done, Replies, Transport},
    wire::{Attrs, Error, PolicyType},
};

/// One thing that a policy dump tells.
#[derive(Clone, Copy, Debug)]
pub enum PolicyPart<'a> {
    /// Which policies an operation has, by their indices. These come before the policies.
    Operation {
        /// The command. The kernel (seen in 6.18) tells an operation that has a dump but no do as command 0: the controller's own
        /// CTRL_CMD_GETPOLICY, too. To know which it is, ask for one command.
        command: u16,
        /// The policy of a do.
        do_policy: Option<u32>,
        /// The policy of a dump.
        dump_policy: Option<u32>,
    },
    /// What one attribute of a policy must be. A nest names the policy of what is nested in it, by NL_POLICY_TYPE_ATTR_POLICY_IDX.
    Attribute {
        /// The policy's index.
        policy: u16,
        /// The attribute's number.
        attribute: u16,
        /// What its payload must be.
        must: Attrs<'a, PolicyType>,
    },
}

/// Asks what a family's operations take, all of them or one; Linux 5.7 and later. The parts of the answer are lent one by one, whichever
/// messages they came in.
///
/// Sends one CTRL_CMD_GETPOLICY with NLM_F_DUMP and CTRL_ATTR_FAMILY_NAME or CTRL_ATTR_FAMILY_ID, and CTRL_ATTR_OP for a single one.
///
/// ```no_run
/// use nlwire::{exchange::Connection, generic::{policy, PolicyPart}, socket::{Protocol, Socket}};
/// let mut buffer = [0; 32 * 1024];
/// let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
/// let mut parts = policy(&mut connection, "ethtool", None)?;
/// while let Some(part) = parts.next()? {
///     match part {
///         PolicyPart::Operation { command, do_policy, .. } => println!("command {command}: policy {do_policy:?}"),
///         PolicyPart::Attribute { policy, attribute, must } => println!("policy {policy}, attribute {attribute}: {must:?}"),
///     }
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// The request could not be built or sent. What the kernel refuses comes by [`Policies::next`]: ENOENT for no such family or
/// no such command, ENODATA for a family or an operation without a policy.
pub fn policy<'c, 'b, 'n, T: Transport>(
    connection: &'c mut Connection<'b, T>,
    which: impl Into<Which<'n>>,
    command: Option<u8>,
) -> Answer<Policies<'c, 'b, T>, T> {
    let which = which.into();
    let replies = connection.dump(GetPolicy, |request| {
        which.put(request);
        request.put_some(Control::CTRL_ATTR_OP, command.map(u32::from));
    })?;
    Ok(Policies { replies, taken: 0 })
}

/// What [`policy`] walks.
pub struct Policies<'c, 'b, T: Transport> {
    replies: Replies<'c, 'b, T, GetPolicy>,
    /// How many parts of the current message were lent. The kernel sends one part a message, so counting them anew costs nothing.
    taken: usize,
}
impl<T: Transport> Policies<'_, '_, T> {
    /// The next part, or `None` at the end.
    ///
    /// # Errors
    /// As [`Replies::next`]. After a part that is broken the next call goes on.
    #[allow(clippy::should_implement_trait)] // it lends, which an Iterator cannot
    pub fn next(&mut self) -> Answer<Option<PolicyPart<'_>>, T> {
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
        self.part(self.taken - 1).transpose().map_err(malformed::<GetPolicy, _>)
    }
    fn part(&self, at: usize) -> Option<Result<PolicyPart<'_>, Error>> {
        policy_parts(self.replies.current()?.attrs).nth(at)
    }
    /// How it ended; `None` before the end.
    pub const fn done(&self) -> Option<Done> {
        self.replies.done()
    }
}
/// The parts that one CTRL_CMD_GETPOLICY message of an answer tells.
pub fn policy_parts<'a>(
    attrs: Attrs<'a, Control>,
) -> impl Iterator<Item = Result<PolicyPart<'a>, Error>> + use<'a> {
    attrs.into_iter().flat_map(|attr| {
        let (mut operations, mut policies, mut broken) = (None, None, None);
        match attr {
            Ok(ControlAttr::OpPolicy(by)) => operations = Some(by.iter()),
            Ok(ControlAttr::Policy(by)) => policies = Some(by.iter()),
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
