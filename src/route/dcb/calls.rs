//! Queries and calls.
use super::DcbMessage;
use crate::{
    client::{Call, Completion, Query, ReplyMode, Step, query},
    route::{
        Dcb, DcbApp, DcbCommand, DcbIeee, DcbIeeeApps, DcbStatus, DcbxMode, GetDcb, IeeeEts, IeeePfc, SetDcb,
    },
    wire::{BuildError, Error, Message, NewFlags, Operation, Request, Struct, Writer, spec::MessageSpec},
};

impl<'a> DcbMessage<'a> {
    /// Returns the parameters of enhanced transmission selection (ETS).
    pub fn ets(&self) -> Option<&'a Struct<IeeeEts>> {
        self.attrs
            .get(Dcb::DCB_ATTR_IEEE)
            .ok()
            .flatten()
            .and_then(|ieee| ieee.get(DcbIeee::DCB_ATTR_IEEE_ETS).ok().flatten())
    }
    /// Returns the parameters of priority-based flow control (PFC).
    pub fn pfc(&self) -> Option<&'a Struct<IeeePfc>> {
        self.attrs
            .get(Dcb::DCB_ATTR_IEEE)
            .ok()
            .flatten()
            .and_then(|ieee| ieee.get(DcbIeee::DCB_ATTR_IEEE_PFC).ok().flatten())
    }
    /// Iterates over the application priorities.
    pub fn applications(&self) -> impl Iterator<Item = &'a Struct<DcbApp>> {
        let ieee = self.attrs.get(Dcb::DCB_ATTR_IEEE).ok().flatten();
        let table = ieee.and_then(|ieee| ieee.get(DcbIeee::DCB_ATTR_IEEE_APP_TABLE).ok().flatten());
        let standard =
            table.into_iter().flat_map(|table| table.get_all(DcbIeeeApps::DCB_ATTR_IEEE_APP)).flatten();
        let other =
            table.into_iter().flat_map(|table| table.get_all(DcbIeeeApps::DCB_ATTR_DCB_APP)).flatten();
        standard.chain(other)
    }
    /// Returns the mode of DCBX (DCB exchange protocol).
    #[doc(alias = "DCB_ATTR_DCBX")]
    pub fn dcbx(&self) -> Option<DcbxMode> {
        self.attrs.get(Dcb::DCB_ATTR_DCBX).ok().flatten()
    }
}

/// Returns the IEEE 802.1Qaz parameters of an interface.
///
/// Sends `RTM_GETDCB` with `DCB_CMD_IEEE_GET` and `DCB_ATTR_IFNAME`.
///
/// # Errors
/// - EOPNOTSUPP: the interface has no DCB.
/// - ENODEV: the interface does not exist.
#[doc(alias = "dcb ets show")]
pub fn ieee(interface: &str) -> impl Query<Operation = GetDcb> + Copy {
    query(GetDcb { command: DcbCommand::DCB_CMD_IEEE_GET }, move |request| {
        request.put(Dcb::DCB_ATTR_IFNAME, interface);
    })
}
/// Returns the mode of DCBX (DCB exchange protocol) of an interface.
///
/// Sends `RTM_GETDCB` with `DCB_CMD_GDCBX` and `DCB_ATTR_IFNAME`.
///
/// # Errors
/// The errors of [`ieee`].
#[doc(alias = "dcb dcbx show")]
pub fn dcbx(interface: &str) -> impl Query<Operation = GetDcb> + Copy {
    query(GetDcb { command: DcbCommand::DCB_CMD_GDCBX }, move |request| {
        request.put(Dcb::DCB_ATTR_IFNAME, interface);
    })
}
/// Sets IEEE 802.1Qaz parameters of an interface: those that `parameters` writes.
///
/// Sends `RTM_SETDCB` with `DCB_CMD_IEEE_SET`, `DCB_ATTR_IFNAME` and `DCB_ATTR_IEEE`. Returns the
/// status of the driver, [`DcbStatus::DCB_ATTR_IEEE`]: 0 if the change was made.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::{DcbIeee, IeeePfc, dcb}, wire::Struct};
/// /// Enables PFC for some priorities.
/// fn enable<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, bits: u8) -> client::Result<bool, T> {
///     let pfc = Struct::<IeeePfc>::new().with(IeeePfc::pfc_en, bits);
///     let status = nl.run(dcb::set_ieee("eth0", |ieee| _ = ieee.put(DcbIeee::DCB_ATTR_IEEE_PFC, &pfc)))?;
///     Ok(status == 0)
/// }
/// ```
///
/// # Errors
/// - EOPNOTSUPP: the interface has no DCB.
/// - ENODEV: the interface does not exist.
/// - EPERM: CAP_NET_ADMIN is missing in the initial user namespace.
#[doc(alias = "dcb ets set")]
pub fn set_ieee<'n, F: Fn(&mut Writer<'_, DcbIeee>)>(
    interface: &'n str,
    parameters: F,
) -> impl Call<Output = u8> + use<'n, F> {
    SetIeee { interface, parameters, status: None }
}
/// A change whose reply is the status.
struct SetIeee<'n, F> {
    interface: &'n str,
    parameters: F,
    status: Option<u8>,
}
impl<F: Fn(&mut Writer<'_, DcbIeee>)> Call for SetIeee<'_, F> {
    type Output = u8;
    fn name(&self) -> &'static str {
        SetDcb::NAME
    }
    fn mode(&self) -> ReplyMode {
        ReplyMode::Answer
    }
    fn write(&mut self, buffer: &mut [u8], seq: u32) -> Result<usize, BuildError> {
        let operation = SetDcb { command: DcbCommand::DCB_CMD_IEEE_SET };
        let mut request = Request::new(buffer, operation, NewFlags::ACK);
        request
            .put(Dcb::DCB_ATTR_IFNAME, self.interface)
            .nest(Dcb::DCB_ATTR_IEEE, |ieee| (self.parameters)(ieee));
        request.finish(seq).map(<[u8]>::len)
    }
    fn reply(&mut self, message: Message<'_>) -> Result<(), Error> {
        self.status = SetDcb::reply(message)?.attrs.get(DcbStatus::DCB_ATTR_IEEE)?.or(self.status);
        Ok(())
    }
    fn next(&mut self, _completion: Completion) -> Step<u8> {
        self.status.map_or(Step::MissingReply, Step::Done)
    }
    fn spec(&self) -> MessageSpec {
        MessageSpec::from_operation::<SetDcb>()
    }
}
