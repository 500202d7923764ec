//! How an operation validates its request, beyond the attribute set.
use super::{
    ValidationError, ValidationErrorKind, ValidationFlags, require,
    validate::{Level, level},
};
use crate::wire::{
    Message, RawAttrs, align4,
    spec::{Constraint, Memo, MessageSpec, Scope},
};

/// Function that validates the value of an attribute: `NLA_POLICY_VALIDATE_FN`.
#[doc(alias = "NLA_POLICY_VALIDATE_FN")]
pub type ValueCheck = fn(&[u8]) -> Result<(), ValidationErrorKind>;

/// How an operation validates its request, beyond the attribute set.
///
/// Two operations with the same attribute set may differ.
///
/// ```
/// use nlwire::{route::{self, GetLink, Link}, server::{RequestPolicy, ValidationErrorKind, ValidationFlags}, wire::{GetFlags, Message, Request}};
/// const GET: RequestPolicy = RequestPolicy::new(ValidationFlags::STRICT).serves(&[3]).needs(&[3]); // IFLA_IFNAME
/// let mut buffer = [0; 64];
/// let request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK).finish(1)?;
/// let request = Message::new(request)?;
/// let refused = route::lookup(request).unwrap().validate(request, &GET).unwrap_err();
/// assert_eq!((refused.why, refused.number), (ValidationErrorKind::Missing, 3));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RequestPolicy {
    /// Which checks are strict.
    pub checks: ValidationFlags,
    /// Attributes in the policy of the operation, with constraints; `None` for the complete set.
    ///
    /// [`Constraint::None`] means the constraint of the attribute set. All other attributes count
    /// as [`Constraint::ReadOnly`].
    pub policy: Option<&'static [(u16, Constraint)]>,
    /// Nests that the operation parses, with the strict checks in each; `None` for all.
    ///
    /// Listed nests are parsed after the other attributes of the request, and after the checks for
    /// unsupported and required ones. With `None`, each is parsed where it is.
    pub opens: Option<&'static [(u16, ValidationFlags)]>,
    /// Attributes in the policies of nests, where they are not the complete set, with constraints.
    ///
    /// They are described as in [`policy`](Self::policy).
    pub inside: &'static [(u16, &'static [(u16, Constraint)])],
    /// Attributes whose values functions validate.
    pub values: &'static [(u16, ValueCheck)],
    /// Attributes that the operation supports; `None` for all.
    ///
    /// Another attribute is rejected, without an offset, after all attributes have been validated.
    pub serves: Option<&'static [u16]>,
    /// Bytes of the header that must be 0: offset and length.
    pub zero: &'static [(u8, u8)],
    /// Bytes of the header in which only some bits may be set: offset and these bits.
    pub bits: &'static [(u8, u8)],
    /// Whether the attributes are validated before the values in the header.
    pub header_last: bool,
    /// Required attributes.
    pub needs: &'static [u16],
    /// Whether nothing may follow the header.
    pub bare: bool,
    /// Whether the kernel parses the attributes without a policy.
    ///
    /// No attribute is then strict because of its number (`strict_start_type`).
    pub by_hand: bool,
    /// Whether nothing is rejected, as in old dumps.
    pub lenient: bool,
    /// Whether the operation does not exist: rejected before header and attributes are looked at.
    pub unsupported: bool,
}
impl RequestPolicy {
    /// Creates a policy that accepts every attribute of the set and requires none.
    pub const fn new(checks: ValidationFlags) -> Self {
        Self {
            checks,
            policy: None,
            opens: None,
            inside: &[],
            values: &[],
            serves: None,
            zero: &[],
            bits: &[],
            header_last: false,
            needs: &[],
            bare: false,
            by_hand: false,
            lenient: false,
            unsupported: false,
        }
    }
    /// Accepts only these attributes in the policy.
    #[must_use]
    pub const fn policy(self, policy: &'static [(u16, Constraint)]) -> Self {
        Self { policy: Some(policy), ..self }
    }
    /// Parses only these nests, each with these strict checks.
    #[must_use]
    pub const fn opens(self, nests: &'static [(u16, ValidationFlags)]) -> Self {
        Self { opens: Some(nests), ..self }
    }
    /// Accepts only these attributes in these nests.
    #[must_use]
    pub const fn inside(self, policies: &'static [(u16, &'static [(u16, Constraint)])]) -> Self {
        Self { inside: policies, ..self }
    }
    /// Validates the values of these attributes by functions.
    ///
    /// ```
    /// use nlwire::{route::{self, GetLink, Link}, server::{RequestPolicy, ValidationErrorKind, ValidationFlags}};
    /// use nlwire::wire::{GetFlags, Message, Request};
    /// fn is_name(value: &[u8]) -> Result<(), ValidationErrorKind> {
    ///     if value.contains(&b'/') { Err(ValidationErrorKind::Value("name with a slash")) } else { Ok(()) }
    /// }
    /// const GET: RequestPolicy = RequestPolicy::new(ValidationFlags::STRICT).values(&[(3, is_name)]); // IFLA_IFNAME
    /// let mut buffer = [0; 64];
    /// let mut request = Request::new(&mut buffer, GetLink::default(), GetFlags::ACK);
    /// request.put(Link::IFLA_IFNAME, "a/b");
    /// let request = Message::new(request.finish(1)?)?;
    /// let refused = route::lookup(request).unwrap().validate(request, &GET).unwrap_err();
    /// assert_eq!(refused.message(), "name with a slash");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn values(self, checks: &'static [(u16, ValueCheck)]) -> Self {
        Self { values: checks, ..self }
    }
    /// Rejects anything after the header.
    #[must_use]
    pub const fn bare(self) -> Self {
        Self { bare: true, ..self }
    }
    /// Looks for these attributes only, without a policy, and applies these constraints.
    #[must_use]
    pub const fn by_hand(self, policy: &'static [(u16, Constraint)]) -> Self {
        Self { policy: Some(policy), by_hand: true, ..self }
    }
    /// Rejects nothing.
    #[must_use]
    pub const fn lenient(self) -> Self {
        Self { lenient: true, ..self }
    }
    /// Rejects every request: the operation does not exist.
    #[must_use]
    pub const fn unsupported(self) -> Self {
        Self { unsupported: true, ..self }
    }
    /// Supports only these attributes.
    #[must_use]
    pub const fn serves(self, numbers: &'static [u16]) -> Self {
        Self { serves: Some(numbers), ..self }
    }
    /// Requires these bytes of the header to be 0.
    #[must_use]
    pub const fn zero(self, bytes: &'static [(u8, u8)]) -> Self {
        Self { zero: bytes, ..self }
    }
    /// Allows only these bits in bytes of the header.
    #[must_use]
    pub const fn bits(self, bytes: &'static [(u8, u8)]) -> Self {
        Self { bits: bytes, ..self }
    }
    /// Validates the attributes before the values in the header.
    #[must_use]
    pub const fn header_last(self) -> Self {
        Self { header_last: true, ..self }
    }
    /// Requires these attributes.
    #[must_use]
    pub const fn needs(self, numbers: &'static [u16]) -> Self {
        Self { needs: numbers, ..self }
    }
}
impl MessageSpec {
    /// Validates a request as the kernel does: header, attributes, required attributes.
    ///
    /// Attributes are validated at every level of nests.
    ///
    /// Answer an error with [`ValidationError::write`].
    ///
    /// # Errors
    /// The first error that the kernel reports.
    pub fn validate(&self, request: Message<'_>, policy: &RequestPolicy) -> Result<(), ValidationError> {
        if policy.unsupported {
            return Err(ValidationError { offset: 16, number: 0, why: ValidationErrorKind::Unsupported });
        }
        if policy.lenient {
            return Ok(());
        }
        let (payload, len) = (request.payload(), self.header.map_or(0, |header| header.len));
        let refused = |number, why| ValidationError { offset: 16, number, why };
        let Some((header, between, attrs)) =
            self.header.map_or(Some((&[][..], &[][..], payload)), |header| header.split(payload))
        else {
            return Err(refused(0, ValidationErrorKind::Header));
        };
        let within = |(at, len): &(u8, u8)| {
            header.iter().skip(usize::from(*at)).take(usize::from(*len)).all(|byte| *byte == 0)
        };
        let allowed =
            |(at, bits): &(u8, u8)| header.get(usize::from(*at)).is_none_or(|byte| byte & !bits == 0);
        let is_right = policy.zero.iter().all(within) && policy.bits.iter().all(allowed);
        if !is_right && !policy.header_last {
            return Err(refused(0, ValidationErrorKind::HeaderValue));
        }
        // the kernel counts the padding of the header as part of it
        if policy.bare && payload.len() != align4(len) {
            return Err(refused(0, ValidationErrorKind::Trailing));
        }
        let base = 16usize.saturating_add(align4(len)).saturating_add(align4(between.len()));
        let scope = Scope::new(request.message_type(), header);
        let validate = |policy: &RequestPolicy| {
            level(Level::Top((self.table)(), policy), attrs, base, scope, policy.checks, 0, &Memo::new())
        };
        // the handler parses nests after the parser has validated all attributes of the request
        let is_opened_later = policy.opens.is_some_and(|opens| !opens.is_empty());
        validate(&RequestPolicy {
            opens: if is_opened_later { Some(&[]) } else { policy.opens },
            ..*policy
        })?;
        if !is_right {
            return Err(refused(0, ValidationErrorKind::HeaderValue));
        }
        if let Some(serves) = policy.serves {
            let mut numbers = RawAttrs::new(attrs).map_while(Result::ok).map(|attr| attr.attr_type());
            let last = (self.table)().last();
            if let Some(number) =
                numbers.find(|number| (1..=last).contains(number) && !serves.contains(number))
            {
                return Err(refused(number, ValidationErrorKind::Unserved));
            }
        }
        require(attrs, base, policy.needs)?;
        if is_opened_later { validate(policy) } else { Ok(()) }
    }
}
