//! Summaries of a devlink instance and of a port.
use super::{DeviceMessage, Devlink, Handle, PortFlavour, PortFnState, PortFunction, PortMessage, PortType};
use crate::{
    pick,
    wire::{
        Error, InlineHwAddr, InlineStr,
        summary::{Word, summaries, word},
    },
};
use core::fmt;

/// Handle of a devlink instance, as a value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InlineHandle {
    /// Name of the bus.
    pub bus: InlineStr<20>,
    /// Name of the device on the bus.
    pub device: InlineStr<64>,
}
impl InlineHandle {
    /// Borrows the handle, for requests. `None` if a name is not UTF-8, which the kernel never
    /// sends.
    pub fn as_handle(&self) -> Option<Handle<'_>> {
        Some(Handle { bus: self.bus.to_str().ok()?, device: self.device.to_str().ok()? })
    }
}
impl fmt::Display for InlineHandle {
    /// Prints as devlink(8) does: `pci/0000:03:00.0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.bus, self.device)
    }
}

/// What matters of a devlink instance: a [`DeviceMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{Family, devlink}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, devlink: &Family) -> client::Result<(), T> {
///     for device in nl.list(devlink::devices(devlink))? {
///         println!("{device}"); // pci/0000:03:00.0
///         for port in nl.list(devlink::ports(devlink, device.handle.as_handle()))? {
///             println!("{port}"); // pci/0000:03:00.0/1: type eth netdev eth0 flavour physical port 1
///         }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeviceSummary {
    /// Bus and device name.
    pub handle: InlineHandle,
    /// The last reload failed.
    pub reload_failed: bool,
    /// A name does not fit, and is cut.
    pub truncated: bool,
}
impl DeviceMessage<'_> {
    /// Returns what matters of the devlink instance, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<DeviceSummary, Error> {
        let found = pick!(
            self.attrs,
            Devlink {
                bus: DEVLINK_ATTR_BUS_NAME,
                device: DEVLINK_ATTR_DEV_NAME,
                failed: DEVLINK_ATTR_RELOAD_FAILED,
            }
        )?;
        let mut truncated = false;
        Ok(DeviceSummary {
            handle: InlineHandle {
                bus: found.bus.unwrap_or_default().to_inline_cut(&mut truncated),
                device: found.device.unwrap_or_default().to_inline_cut(&mut truncated),
            },
            reload_failed: found.failed.is_some_and(|failed| failed != 0),
            truncated,
        })
    }
}
impl fmt::Display for DeviceSummary {
    /// Prints in the format of `devlink dev`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.handle.fmt(f)?;
        if self.reload_failed { f.write_str(": reload_failed true") } else { Ok(()) }
    }
}

/// What matters of a port: a [`PortMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PortSummary {
    /// Bus and device name of the devlink instance.
    pub handle: InlineHandle,
    /// Port index.
    pub index: u32,
    /// Port type: Ethernet, InfiniBand, or not set.
    pub port_type: PortType,
    /// Port flavour.
    pub flavour: Option<PortFlavour>,
    /// Interface name of the port's network device; empty if there is none.
    pub netdev: InlineStr<16>,
    /// Interface index of the port's network device.
    pub ifindex: Option<u32>,
    /// Number of the controller that the port's function belongs to.
    pub controller: Option<u32>,
    /// Number of the physical port.
    pub number: Option<u32>,
    /// PCI physical function (PF).
    pub pf: Option<u16>,
    /// PCI virtual function (VF).
    pub vf: Option<u16>,
    /// PCI subfunction (SF).
    pub sf: Option<u32>,
    /// The port is of an external host.
    pub external: bool,
    /// The port can be split.
    pub splittable: Option<bool>,
    /// Number of lanes.
    pub lanes: Option<u32>,
    /// Hardware address of the function behind the port.
    pub function_address: Option<InlineHwAddr>,
    /// Administrative state of the function behind the port.
    pub function_state: Option<PortFnState>,
    /// A name or the address does not fit, and is cut or left out.
    pub truncated: bool,
}
impl PortMessage<'_> {
    /// Returns what matters of the port, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<PortSummary, Error> {
        let found = pick!(
            self.attrs,
            Devlink {
                bus: DEVLINK_ATTR_BUS_NAME,
                device: DEVLINK_ATTR_DEV_NAME,
                index: DEVLINK_ATTR_PORT_INDEX,
                port_type: DEVLINK_ATTR_PORT_TYPE,
                ifindex: DEVLINK_ATTR_PORT_NETDEV_IFINDEX,
                netdev: DEVLINK_ATTR_PORT_NETDEV_NAME,
                flavour: DEVLINK_ATTR_PORT_FLAVOUR,
                number: DEVLINK_ATTR_PORT_NUMBER,
                pf: DEVLINK_ATTR_PORT_PCI_PF_NUMBER,
                vf: DEVLINK_ATTR_PORT_PCI_VF_NUMBER,
                sf: DEVLINK_ATTR_PORT_PCI_SF_NUMBER,
                function: DEVLINK_ATTR_PORT_FUNCTION,
                lanes: DEVLINK_ATTR_PORT_LANES,
                splittable: DEVLINK_ATTR_PORT_SPLITTABLE,
                external: DEVLINK_ATTR_PORT_EXTERNAL,
                controller: DEVLINK_ATTR_PORT_CONTROLLER_NUMBER,
            }
        )?;
        let function = found.function.map(|function| {
            pick!(
                function,
                PortFunction {
                    address: DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR,
                    state: DEVLINK_PORT_FN_ATTR_STATE,
                }
            )
        });
        let function = function.transpose()?;
        let mut truncated = false;
        let address = function.as_ref().and_then(|function| function.address).and_then(|address| {
            let copy = address.to_inline();
            truncated |= copy.is_none();
            copy
        });
        Ok(PortSummary {
            handle: InlineHandle {
                bus: found.bus.unwrap_or_default().to_inline_cut(&mut truncated),
                device: found.device.unwrap_or_default().to_inline_cut(&mut truncated),
            },
            index: found.index.unwrap_or_default(),
            port_type: found.port_type.unwrap_or_default(),
            flavour: found.flavour,
            netdev: found.netdev.unwrap_or_default().to_inline_cut(&mut truncated),
            ifindex: found.ifindex,
            controller: found.controller,
            number: found.number,
            pf: found.pf,
            vf: found.vf,
            sf: found.sf,
            external: found.external.is_some_and(|external| external != 0),
            splittable: found.splittable.map(|splittable| splittable != 0),
            lanes: found.lanes,
            function_address: address,
            function_state: function.and_then(|function| function.state),
            truncated,
        })
    }
}
summaries! { DeviceMessage => DeviceSummary; PortMessage => PortSummary; }
impl fmt::Display for PortSummary {
    /// Prints in the format of `devlink port`.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}: type {}", self.handle, self.index, Word::of(self.port_type, "DEVLINK_PORT_TYPE_"))?;
        if !self.netdev.is_empty() {
            write!(f, " netdev {}", self.netdev)?;
        }
        match self.flavour {
            Some(PortFlavour::DEVLINK_PORT_FLAVOUR_PCI_PF) => f.write_str(" flavour pcipf")?,
            Some(PortFlavour::DEVLINK_PORT_FLAVOUR_PCI_VF) => f.write_str(" flavour pcivf")?,
            Some(PortFlavour::DEVLINK_PORT_FLAVOUR_PCI_SF) => f.write_str(" flavour pcisf")?,
            flavour => {
                word(f, "flavour", flavour.map(|flavour| Word::of(flavour, "DEVLINK_PORT_FLAVOUR_")))?;
            }
        }
        word(f, "controller", self.controller)?;
        word(f, "port", self.number)?;
        word(f, "pfnum", self.pf)?;
        word(f, "vfnum", self.vf)?;
        word(f, "sfnum", self.sf)?;
        if self.external {
            f.write_str(" external true")?;
        }
        word(f, "splittable", self.splittable)?;
        word(f, "lanes", self.lanes)?;
        word(f, "hw_addr", self.function_address)?;
        word(f, "state", self.function_state.map(|state| Word::of(state, "DEVLINK_PORT_FN_STATE_")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DevlinkMessage, PortFunction};
    use super::*;
    use crate::{
        genl::Command,
        wire::{FromMessage, GetFlags, Message, Request},
    };
    use std::{boxed::Box, string::ToString};

    type Tested = Result<(), Box<dyn core::error::Error>>;
    fn port(
        flavour: PortFlavour,
        fill: impl Fn(&mut Request<'_, Command<Devlink>>),
    ) -> Result<PortSummary, Box<dyn core::error::Error>> {
        let mut buffer = [0xa5; 512];
        let command = Command::new(0x20, DevlinkMessage::DEVLINK_CMD_PORT_NEW);
        let mut request = Request::new(&mut buffer, command, GetFlags::ACK);
        Handle { bus: "pci", device: "0000:03:00.0" }.put(&mut request);
        request.put(Devlink::DEVLINK_ATTR_PORT_INDEX, 1).put(Devlink::DEVLINK_ATTR_PORT_FLAVOUR, flavour);
        fill(&mut request);
        Ok(PortMessage::from_message(Message::new(request.finish(1)?)?)?.summary()?)
    }

    #[test]
    fn devices_and_ports_in_the_words_of_devlink() -> Tested {
        let physical = port(PortFlavour::DEVLINK_PORT_FLAVOUR_PHYSICAL, |port| {
            port.put(Devlink::DEVLINK_ATTR_PORT_TYPE, PortType::DEVLINK_PORT_TYPE_ETH)
                .put(Devlink::DEVLINK_ATTR_PORT_NETDEV_NAME, "eth0")
                .put(Devlink::DEVLINK_ATTR_PORT_NUMBER, 0)
                .put(Devlink::DEVLINK_ATTR_PORT_SPLITTABLE, 0);
        })?;
        assert_eq!(
            physical.to_string(),
            "pci/0000:03:00.0/1: type eth netdev eth0 flavour physical port 0 splittable false"
        );
        assert_eq!(physical.handle.as_handle(), Handle::from_text("pci/0000:03:00.0"));
        let function = port(PortFlavour::DEVLINK_PORT_FLAVOUR_PCI_SF, |port| {
            port.put(Devlink::DEVLINK_ATTR_PORT_PCI_SF_NUMBER, 88).nest(
                Devlink::DEVLINK_ATTR_PORT_FUNCTION,
                |function| {
                    function.put(PortFunction::DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR, [2, 0, 0, 0, 0, 1]).put(
                        PortFunction::DEVLINK_PORT_FN_ATTR_STATE,
                        PortFnState::DEVLINK_PORT_FN_STATE_ACTIVE,
                    );
                },
            );
        })?;
        assert_eq!(
            function.to_string(),
            "pci/0000:03:00.0/1: type notset flavour pcisf sfnum 88 hw_addr 02:00:00:00:00:01 state active"
        );
        let long = port(PortFlavour::DEVLINK_PORT_FLAVOUR_UNUSED, |port| {
            port.put(Devlink::DEVLINK_ATTR_PORT_NETDEV_NAME, "a name of twenty bytes");
        })?;
        assert!(long.truncated && long.netdev == "a name of twenty");
        Ok(())
    }
}
