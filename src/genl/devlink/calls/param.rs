//! Parameters.
use super::*;

/// Value of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParamSpec<'n> {
    /// 8-bit number.
    U8(u8),
    /// 16-bit number.
    U16(u16),
    /// 32-bit number.
    U32(u32),
    /// 64-bit number.
    U64(u64),
    /// Text, at most 31 bytes.
    String(&'n str),
    /// Boolean.
    Bool(bool),
}

impl ParamSpec<'_> {
    fn put(&self, request: &mut Writer<'_, Devlink>) {
        type By = ParamRequestValueBy;
        // the same attribute, without the level between type and value that replies have
        const DATA: Key<Devlink, SubMessage<'_, ParamRequestValueBy>> =
            Key::new(Devlink::DEVLINK_ATTR_PARAM_VALUE_DATA.number());
        let kind = match self {
            Self::U8(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_U8,
            Self::U16(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_U16,
            Self::U32(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_U32,
            Self::U64(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64,
            Self::String(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_STRING,
            Self::Bool(_) => VarAttrType::DEVLINK_VAR_ATTR_TYPE_FLAG,
        };
        request.put(Devlink::DEVLINK_ATTR_PARAM_TYPE, kind);
        match *self {
            Self::U8(value) => _ = request.put_chosen(DATA, By::U8, value),
            Self::U16(value) => _ = request.put_chosen(DATA, By::U16, value),
            Self::U32(value) => _ = request.put_chosen(DATA, By::U32, value),
            Self::U64(value) => _ = request.put_chosen(DATA, By::U64, value),
            Self::String(value) => _ = request.put_chosen(DATA, By::STRING, value),
            Self::Bool(true) => _ = request.put_chosen(DATA, By::FLAG, Flag),
            Self::Bool(false) => {}
        }
    }
}

/// Lists the parameters.
///
/// Sends `DEVLINK_CMD_PARAM_GET` with `NLM_F_DUMP`, and with the handle of the devlink instance if
/// given. Kernels before Linux 6.6 ignore the handle and dump all instances.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn params(family: &Family, of: Option<Handle<'_>>) -> impl Query<Operation = Op> + Copy {
    list(family, DevlinkMessage::DEVLINK_CMD_PARAM_GET, of)
}

/// Returns a parameter.
///
/// Sends `DEVLINK_CMD_PARAM_GET` with the handle and the name.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the parameter does not
/// exist.
pub fn param(family: &Family, of: Handle<'_>, name: &str) -> impl Query<Operation = Op> + Copy {
    get(family, DevlinkMessage::DEVLINK_CMD_PARAM_GET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_PARAM_NAME, name);
    })
}

/// Changes a parameter in one configuration mode.
///
/// Sends `DEVLINK_CMD_PARAM_SET` with the handle, the name, the type, the value and the
/// configuration mode.
///
/// # Errors
/// `ENODEV` if the devlink instance does not exist
/// ([`is_not_found`](crate::client::Error::is_not_found)), `EINVAL` if the parameter does not exist
/// or is of another type, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_param(
    family: &Family,
    of: Handle<'_>,
    name: &str,
    value: ParamSpec<'_>,
    mode: ParamCmode,
) -> impl Call<Output = Completion> + Copy {
    set(family, DevlinkMessage::DEVLINK_CMD_PARAM_SET, of, move |request| {
        request.put(Devlink::DEVLINK_ATTR_PARAM_NAME, name);
        value.put(request);
        request.put(Devlink::DEVLINK_ATTR_PARAM_VALUE_CMODE, mode);
    })
}
