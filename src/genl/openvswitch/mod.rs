//! Open vSwitch in the kernel: datapaths, ports, flows, packets, meters (linux/openvswitch.h).
//!
//! A datapath is a virtual switch in the kernel; its ports are called vports. A flow is a key and a
//! mask, which select packets, and a list of actions. A packet that matches no flow is passed to
//! user space in an upcall, which usually adds a flow and executes the packet. Every message has a
//! fixed header that selects the datapath. Changes need `CAP_NET_ADMIN`.
//!
//! | family | functions |
//! |---|---|
//! | `ovs_datapath` | [`datapaths`], [`datapath`], [`add_datapath`], [`delete_datapath`] |
//! | `ovs_vport` | [`vports`], [`add_vport`], [`delete_vport`] |
//! | `ovs_flow` | [`flows`], [`flow_stats`], [`flow`], [`add_flow`], [`set_flow`], [`delete_flow`], [`flush_flows`] |
//! | `ovs_packet` | [`execute`]; upcalls are events: [`PacketMessage`] |
//! | `ovs_meter` | [`meter_features`], [`meter`], [`set_meter`], [`delete_meter`] |
//! | `ovs_ct_limit` | [`ct_limits`], [`set_ct_limits`], [`delete_ct_limits`] |
//!
//! See [Open vSwitch datapath](https://docs.kernel.org/networking/openvswitch.html) in the kernel
//! documentation, and ovs-dpctl(8). The example `learning_switch` is a controller.
//!
//! ```no_run
//! use nlwire::{
//!     client::Connection,
//!     genl::{self, GenericHeader, openvswitch::{self as ovs, OvsHeader, Vport}},
//!     socket::{Protocol, Socket},
//! };
//! let mut buffer = [0; 32 * 1024];
//! let mut connection = Connection::over_socket(Socket::new(Protocol::GENERIC)?, &mut buffer);
//! let datapaths = connection.run(genl::family(ovs::DATAPATH_NAME))?; // resolve once and keep
//! let vports = connection.run(genl::family(ovs::VPORT_NAME))?;
//! let flows = connection.run(genl::family(ovs::FLOW_NAME))?;
//! let br0 = connection.get(ovs::datapath(&datapaths, "br0"))?.header.get(GenericHeader::user);
//! let br0 = br0.get(OvsHeader::dp_ifindex);
//! let mut ports = connection.dump(ovs::vports(&vports, br0))?;
//! while let Some(port) = ports.next()? {
//!     println!("{:?} {:?}",
//!         port.attrs.get(Vport::OVS_VPORT_ATTR_PORT_NO)?,
//!         port.attrs.get(Vport::OVS_VPORT_ATTR_NAME)?);
//! }
//! let mut all = connection.dump(ovs::flows(&flows, br0))?;
//! while let Some(flow) = all.next()? {
//!     println!("{:?}: {} packets, actions {:?}", flow.attrs.key()?, flow.attrs.packets(), flow.attrs.actions()?);
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
pub mod action;
pub mod ct_limit;
mod datapath;
mod flow;
pub mod geneve;
pub mod key;
pub mod masked;
mod meter;
pub mod packet;
#[cfg(test)]
mod tests;

pub use action::*;
pub use ct_limit::*;
pub use datapath::*;
pub use flow::*;
pub use geneve::*;
pub use key::*;
pub use masked::*;
pub use meter::*;
pub use packet::*;

use crate::{c_struct, wire::Struct};

c_struct! {
    /// Fixed header of Open vSwitch messages: `struct ovs_header`, linux/openvswitch.h.
    #[doc(alias = "ovs_header")]
    pub struct OvsHeader {
        /// Interface index of the datapath's local port; 0 in requests that select no datapath.
        dp_ifindex: u32,
    }
}
/// Creates the fixed header for a datapath.
fn dp(dp_ifindex: u32) -> Struct<OvsHeader> {
    OvsHeader::new().with(OvsHeader::dp_ifindex, dp_ifindex)
}
