//! Queries and calls.
use super::CanGwMessage;
use crate::{
    client::{Call, Completion, Query, call},
    route::{CanFilter, CanGw, CanGwFlags, CanGwType, DelCanRoute, GetCanRoute, NewCanRoute},
    uapi::AddressFamily,
    wire::{DeleteFlags, NewFlags, RequestFlags, Struct, Writer},
};

impl<'a> CanGwMessage<'a> {
    /// Returns the interface index of the source.
    #[doc(alias = "CGW_SRC_IF")]
    pub fn source_link(&self) -> Option<u32> {
        self.attrs.get(CanGw::CGW_SRC_IF).ok().flatten()
    }
    /// Returns the interface index of the destination.
    #[doc(alias = "CGW_DST_IF")]
    pub fn destination_link(&self) -> Option<u32> {
        self.attrs.get(CanGw::CGW_DST_IF).ok().flatten()
    }
    /// Returns the filter of the frames that are forwarded; `None` for all frames.
    #[doc(alias = "CGW_FILTER")]
    pub fn filter(&self) -> Option<&'a Struct<CanFilter>> {
        self.attrs.get(CanGw::CGW_FILTER).ok().flatten()
    }
    /// Returns the number of forwarded frames.
    #[doc(alias = "CGW_HANDLED")]
    pub fn handled(&self) -> u32 {
        self.attrs.get(CanGw::CGW_HANDLED).ok().flatten().unwrap_or(0)
    }
    /// Returns the number of dropped frames.
    #[doc(alias = "CGW_DROPPED")]
    pub fn dropped(&self) -> u32 {
        self.attrs.get(CanGw::CGW_DROPPED).ok().flatten().unwrap_or(0)
    }
}

/// Lists the CAN gateway jobs.
///
/// Sends `RTM_GETROUTE` of AF_CAN with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next). A kernel
/// without the module `can-gw` serves the dump of another family, or returns EOPNOTSUPP.
#[doc(alias = "cangw -L")]
pub fn list() -> impl Query<Operation = GetCanRoute> + Copy {
    GetCanRoute { family: AddressFamily::AF_CAN }
}
/// Adds a CAN gateway job.
///
/// Sends `RTM_NEWROUTE` of AF_CAN with `CGW_SRC_IF`, `CGW_DST_IF` and what `options` writes, such
/// as a filter or modifications.
///
/// # Errors
/// - ENODEV: an interface does not exist, or is not a CAN interface.
/// - EINVAL: source and destination are one interface without `CGW_FLAGS_CAN_IIF_TX_OK`.
/// - EOPNOTSUPP: the kernel module `can-gw` is not loaded.
/// - EPERM: CAP_NET_ADMIN is missing in the initial user namespace.
#[doc(alias = "cangw -A")]
pub fn add(
    source: u32,
    destination: u32,
    flags: CanGwFlags,
    options: impl Fn(&mut Writer<'_, CanGw>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let operation = NewCanRoute { family: AddressFamily::AF_CAN, gwtype: CanGwType::CGW_TYPE_CAN_CAN, flags };
    call(operation, NewFlags::NONE, move |request| {
        options(request);
        request.put(CanGw::CGW_SRC_IF, source).put(CanGw::CGW_DST_IF, destination);
    })
}
/// Removes a CAN gateway job. Flags and options must be those of the job.
///
/// Sends `RTM_DELROUTE` of AF_CAN with the attributes of [`add`].
///
/// # Errors
/// - EINVAL: there is no such job.
/// - EOPNOTSUPP: the kernel module `can-gw` is not loaded.
/// - EPERM: CAP_NET_ADMIN is missing in the initial user namespace.
#[doc(alias = "cangw -D")]
pub fn delete(
    source: u32,
    destination: u32,
    flags: CanGwFlags,
    options: impl Fn(&mut Writer<'_, CanGw>) + Copy,
) -> impl Call<Output = Completion> + Copy {
    let operation = DelCanRoute { family: AddressFamily::AF_CAN, gwtype: CanGwType::CGW_TYPE_CAN_CAN, flags };
    call(operation, DeleteFlags::NONE, move |request| {
        options(request);
        request.put(CanGw::CGW_SRC_IF, source).put(CanGw::CGW_DST_IF, destination);
    })
}
/// Removes all CAN gateway jobs.
///
/// Sends `RTM_DELROUTE` of AF_CAN with `CGW_SRC_IF` and `CGW_DST_IF` of 0.
///
/// # Errors
/// The errors of [`delete`], except EINVAL.
#[doc(alias = "cangw -F")]
pub fn flush() -> impl Call<Output = Completion> + Copy {
    delete(0, 0, CanGwFlags::empty(), |_| {})
}
