//! Constants: linux/devlink.h.
use crate::{flags, open_enum};

open_enum! {
    /// Port type: `enum devlink_port_type`, linux/devlink.h.
    pub struct PortType(u16) {
        /// No type: the port is not yet initialized, or of a flavour without one.
        DEVLINK_PORT_TYPE_NOTSET = 0,
        /// The type is detected.
        DEVLINK_PORT_TYPE_AUTO = 1,
        /// Ethernet.
        DEVLINK_PORT_TYPE_ETH = 2,
        /// InfiniBand.
        DEVLINK_PORT_TYPE_IB = 3,
    }
}

open_enum! {
    /// Port flavour: `enum devlink_port_flavour`, linux/devlink.h.
    pub struct PortFlavour(u16) {
        /// Physical port: faces the network, with a connector.
        DEVLINK_PORT_FLAVOUR_PHYSICAL = 0,
        /// Port that connects the switch to the CPU.
        DEVLINK_PORT_FLAVOUR_CPU = 1,
        /// Port that connects two switches (Distributed Switch Architecture).
        DEVLINK_PORT_FLAVOUR_DSA = 2,
        /// Port of the eswitch for a PCI physical function (PF).
        DEVLINK_PORT_FLAVOUR_PCI_PF = 3,
        /// Port of the eswitch for a PCI virtual function (VF).
        DEVLINK_PORT_FLAVOUR_PCI_VF = 4,
        /// Virtual port: faces the user, not a network.
        DEVLINK_PORT_FLAVOUR_VIRTUAL = 5,
        /// Port of the switch that is not used.
        DEVLINK_PORT_FLAVOUR_UNUSED = 6,
        /// Port of the eswitch for a PCI subfunction (SF).
        DEVLINK_PORT_FLAVOUR_PCI_SF = 7,
    }
}

open_enum! {
    /// Direction of a shared buffer pool: `enum devlink_sb_pool_type`, linux/devlink.h.
    pub struct SbPoolType(u8) {
        /// Ingress: buffers received packets.
        DEVLINK_SB_POOL_TYPE_INGRESS = 0,
        /// Egress: buffers packets to be sent.
        DEVLINK_SB_POOL_TYPE_EGRESS = 1,
    }
}

open_enum! {
    /// Threshold type of a shared buffer pool: `enum devlink_sb_threshold_type`, linux/devlink.h.
    pub struct SbThresholdType(u8) {
        /// Static: maximum number of bytes.
        DEVLINK_SB_THRESHOLD_TYPE_STATIC = 0,
        /// Dynamic: the limit is the free space of the pool, multiplied by alpha.
        DEVLINK_SB_THRESHOLD_TYPE_DYNAMIC = 1,
    }
}

open_enum! {
    /// Mode of the embedded switch: `enum devlink_eswitch_mode`, linux/devlink.h.
    pub struct EswitchMode(u16) {
        /// SR-IOV without representors: the switch forwards by MAC address and VLAN.
        DEVLINK_ESWITCH_MODE_LEGACY = 0,
        /// Each function has a representor device, and rules are offloaded (switchdev).
        DEVLINK_ESWITCH_MODE_SWITCHDEV = 1,
        /// Switchdev without traffic, to configure rules first (Linux 6.19).
        DEVLINK_ESWITCH_MODE_SWITCHDEV_INACTIVE = 2,
    }
}

open_enum! {
    /// Headers to inline in the transmit descriptor: `enum devlink_eswitch_inline_mode`.
    pub struct EswitchInlineMode(u8) {
        /// No headers.
        DEVLINK_ESWITCH_INLINE_MODE_NONE = 0,
        /// Headers up to layer 2.
        DEVLINK_ESWITCH_INLINE_MODE_LINK = 1,
        /// Headers up to layer 3.
        DEVLINK_ESWITCH_INLINE_MODE_NETWORK = 2,
        /// Headers up to layer 4.
        DEVLINK_ESWITCH_INLINE_MODE_TRANSPORT = 3,
    }
}

open_enum! {
    /// Encapsulation offload of the embedded switch: `enum devlink_eswitch_encap_mode`.
    pub struct EswitchEncapMode(u8) {
        /// No encapsulation offload.
        DEVLINK_ESWITCH_ENCAP_MODE_NONE = 0,
        /// Basic encapsulation offload.
        DEVLINK_ESWITCH_ENCAP_MODE_BASIC = 1,
    }
}

open_enum! {
    /// Type of a rate object: `enum devlink_rate_type`, linux/devlink.h.
    pub struct RateType(u16) {
        /// Leaf: the function of a port.
        DEVLINK_RATE_TYPE_LEAF = 0,
        /// Node: a group of leaves and nodes.
        DEVLINK_RATE_TYPE_NODE = 1,
    }
}

open_enum! {
    /// Configuration mode of a parameter: `enum devlink_param_cmode`, linux/devlink.h.
    pub struct ParamCmode(u8) {
        /// The value takes effect immediately.
        DEVLINK_PARAM_CMODE_RUNTIME = 0,
        /// The value takes effect at the next reload of the driver.
        DEVLINK_PARAM_CMODE_DRIVERINIT = 1,
        /// The value is stored in non-volatile memory, and takes effect after a hard reset.
        DEVLINK_PARAM_CMODE_PERMANENT = 2,
    }
}

open_enum! {
    /// Values of the parameter `fw_load_policy`: `enum devlink_param_fw_load_policy_value`.
    pub struct FwLoadPolicy(u8) {
        /// The driver chooses between flash and disk.
        DEVLINK_PARAM_FW_LOAD_POLICY_VALUE_DRIVER = 0,
        /// Firmware from flash.
        DEVLINK_PARAM_FW_LOAD_POLICY_VALUE_FLASH = 1,
        /// Firmware from the file system.
        DEVLINK_PARAM_FW_LOAD_POLICY_VALUE_DISK = 2,
        /// The driver does not know the policy.
        DEVLINK_PARAM_FW_LOAD_POLICY_VALUE_UNKNOWN = 3,
    }
}

open_enum! {
    /// Values of the parameter `reset_dev_on_drv_probe`.
    ///
    /// `enum devlink_param_reset_dev_on_drv_probe_value`, linux/devlink.h.
    pub struct ResetDevOnDrvProbe(u8) {
        /// The driver does not know the policy.
        DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE_UNKNOWN = 0,
        /// The device is always reset.
        DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE_ALWAYS = 1,
        /// The device is never reset.
        DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE_NEVER = 2,
        /// The device is reset if the firmware comes from the file system.
        DEVLINK_PARAM_RESET_DEV_ON_DRV_PROBE_VALUE_DISK = 3,
    }
}

open_enum! {
    /// Result of a selftest: `enum devlink_selftest_status`, linux/devlink.h.
    pub struct SelftestStatus(u8) {
        /// Skipped.
        DEVLINK_SELFTEST_STATUS_SKIP = 0,
        /// Passed.
        DEVLINK_SELFTEST_STATUS_PASS = 1,
        /// The selftest failed.
        DEVLINK_SELFTEST_STATUS_FAIL = 2,
    }
}

open_enum! {
    /// Number of a selftest: `enum devlink_attr_selftest_id`, linux/devlink.h.
    pub struct SelftestId(u32) {
        /// Test of the flash.
        DEVLINK_ATTR_SELFTEST_ID_FLASH = 1,
    }
}

open_enum! {
    /// Action of a packet trap: `enum devlink_trap_action`, linux/devlink.h.
    pub struct TrapAction(u8) {
        /// The packet is dropped; the CPU does not receive it.
        DEVLINK_TRAP_ACTION_DROP = 0,
        /// The CPU receives the packet.
        DEVLINK_TRAP_ACTION_TRAP = 1,
        /// The packet is forwarded, and the CPU receives a copy.
        DEVLINK_TRAP_ACTION_MIRROR = 2,
    }
}

open_enum! {
    /// Type of a packet trap: `enum devlink_trap_type`, linux/devlink.h.
    pub struct TrapType(u8) {
        /// Packets that the device drops.
        DEVLINK_TRAP_TYPE_DROP = 0,
        /// Packets that the device cannot forward, such as those whose TTL expired.
        DEVLINK_TRAP_TYPE_EXCEPTION = 1,
        /// Packets of control protocols, such as ARP or BGP.
        DEVLINK_TRAP_TYPE_CONTROL = 2,
    }
}

open_enum! {
    /// Reload action: `enum devlink_reload_action`, linux/devlink.h.
    pub struct ReloadAction(u8) {
        /// Unspecified.
        DEVLINK_RELOAD_ACTION_UNSPEC = 0,
        /// The driver is initialized again, with the driverinit values of parameters.
        DEVLINK_RELOAD_ACTION_DRIVER_REINIT = 1,
        /// New firmware is activated.
        DEVLINK_RELOAD_ACTION_FW_ACTIVATE = 2,
    }
}

open_enum! {
    /// Limit of a reload: `enum devlink_reload_limit`, linux/devlink.h.
    pub struct ReloadLimit(u8) {
        /// No limit.
        DEVLINK_RELOAD_LIMIT_UNSPEC = 0,
        /// No reset: no downtime, no loss of link, no loss of configuration.
        DEVLINK_RELOAD_LIMIT_NO_RESET = 1,
    }
}

open_enum! {
    /// State of a line card: `enum devlink_linecard_state`, linux/devlink.h.
    pub struct LinecardState(u8) {
        /// Unspecified.
        DEVLINK_LINECARD_STATE_UNSPEC = 0,
        /// Unprovisioned: no type is set.
        DEVLINK_LINECARD_STATE_UNPROVISIONED = 1,
        /// The type is being removed.
        DEVLINK_LINECARD_STATE_UNPROVISIONING = 2,
        /// The type is being set.
        DEVLINK_LINECARD_STATE_PROVISIONING = 3,
        /// Setting the type failed.
        DEVLINK_LINECARD_STATE_PROVISIONING_FAILED = 4,
        /// A type is set; the line card is not active.
        DEVLINK_LINECARD_STATE_PROVISIONED = 5,
        /// The line card is present and active.
        DEVLINK_LINECARD_STATE_ACTIVE = 6,
    }
}

open_enum! {
    /// System object to which a field refers: `enum devlink_dpipe_field_mapping_type`.
    pub struct DpipeFieldMappingType(u32) {
        /// None: the field has no meaning for the kernel.
        DEVLINK_DPIPE_FIELD_MAPPING_TYPE_NONE = 0,
        /// Interface index.
        DEVLINK_DPIPE_FIELD_MAPPING_TYPE_IFINDEX = 1,
    }
}

open_enum! {
    /// Type of a match: `enum devlink_dpipe_match_type`, linux/devlink.h.
    pub struct DpipeMatchType(u32) {
        /// The field equals a value.
        DEVLINK_DPIPE_MATCH_TYPE_FIELD_EXACT = 0,
    }
}

open_enum! {
    /// Type of an action: `enum devlink_dpipe_action_type`, linux/devlink.h.
    pub struct DpipeActionType(u32) {
        /// The field is set to a value.
        DEVLINK_DPIPE_ACTION_TYPE_FIELD_MODIFY = 0,
    }
}

open_enum! {
    /// Fields of the global Ethernet header: `enum devlink_dpipe_field_ethernet_id`.
    pub struct DpipeFieldEthernetId(u32) {
        /// Destination MAC address.
        DEVLINK_DPIPE_FIELD_ETHERNET_DST_MAC = 0,
    }
}

open_enum! {
    /// Fields of the global IPv4 header: `enum devlink_dpipe_field_ipv4_id`.
    pub struct DpipeFieldIpv4Id(u32) {
        /// Destination address.
        DEVLINK_DPIPE_FIELD_IPV4_DST_IP = 0,
    }
}

open_enum! {
    /// Fields of the global IPv6 header: `enum devlink_dpipe_field_ipv6_id`.
    pub struct DpipeFieldIpv6Id(u32) {
        /// Destination address.
        DEVLINK_DPIPE_FIELD_IPV6_DST_IP = 0,
    }
}

open_enum! {
    /// Global headers: `enum devlink_dpipe_header_id`, linux/devlink.h.
    pub struct DpipeHeaderId(u32) {
        /// Ethernet header.
        DEVLINK_DPIPE_HEADER_ETHERNET = 0,
        /// IPv4 header.
        DEVLINK_DPIPE_HEADER_IPV4 = 1,
        /// IPv6 header.
        DEVLINK_DPIPE_HEADER_IPV6 = 2,
    }
}

open_enum! {
    /// Unit of a resource: `enum devlink_resource_unit`, linux/devlink.h.
    pub struct ResourceUnit(u8) {
        /// Entries of a table.
        DEVLINK_RESOURCE_UNIT_ENTRY = 0,
    }
}

open_enum! {
    /// Administrative state of a port function: `enum devlink_port_fn_state`.
    pub struct PortFnState(u8) {
        /// Inactive: the function is configured, but not in use.
        DEVLINK_PORT_FN_STATE_INACTIVE = 0,
        /// Active: the function may be used.
        DEVLINK_PORT_FN_STATE_ACTIVE = 1,
    }
}

open_enum! {
    /// Operational state of a port function: `enum devlink_port_fn_opstate`.
    pub struct PortFnOpstate(u8) {
        /// No driver is attached to the function.
        DEVLINK_PORT_FN_OPSTATE_DETACHED = 0,
        /// A driver is attached to the function.
        DEVLINK_PORT_FN_OPSTATE_ATTACHED = 1,
    }
}

open_enum! {
    /// State of a health reporter: `enum devlink_health_reporter_state`, include/net/devlink.h.
    pub struct HealthReporterState(u8) {
        /// Healthy: no error since the last recovery.
        DEVLINK_HEALTH_REPORTER_STATE_HEALTHY = 0,
        /// An error was reported and is not recovered.
        DEVLINK_HEALTH_REPORTER_STATE_ERROR = 1,
    }
}

open_enum! {
    /// Type of a value: `enum devlink_var_attr_type`, linux/devlink.h.
    pub struct VarAttrType(u8) {
        /// 8-bit number.
        DEVLINK_VAR_ATTR_TYPE_U8 = 1,
        /// 16-bit number.
        DEVLINK_VAR_ATTR_TYPE_U16 = 2,
        /// 32-bit number.
        DEVLINK_VAR_ATTR_TYPE_U32 = 3,
        /// 64-bit number.
        DEVLINK_VAR_ATTR_TYPE_U64 = 4,
        /// Text of a parameter.
        DEVLINK_VAR_ATTR_TYPE_STRING = 5,
        /// Boolean.
        DEVLINK_VAR_ATTR_TYPE_FLAG = 6,
        /// Text of a formatted message.
        DEVLINK_VAR_ATTR_TYPE_NUL_STRING = 10,
        /// Bytes.
        DEVLINK_VAR_ATTR_TYPE_BINARY = 11,
        /// Array of 64-bit numbers: a nest of attributes.
        DEVLINK_VAR_ATTR_TYPE_U64_ARRAY = 129,
    }
}

flags! {
    /// Sections of the flash to overwrite: `DEVLINK_FLASH_OVERWRITE_*`, linux/devlink.h.
    pub struct FlashOverwrite(u32) {
        /// Settings of the device, which an update otherwise keeps.
        DEVLINK_FLASH_OVERWRITE_SETTINGS = 1 << 0,
        /// Identifiers, such as MAC addresses and serial numbers.
        DEVLINK_FLASH_OVERWRITE_IDENTIFIERS = 1 << 1,
    }
}

flags! {
    /// Capabilities of a port function: `DEVLINK_PORT_FN_CAP_*`, linux/devlink.h.
    pub struct PortFnCaps(u32) {
        /// RDMA over Converged Ethernet (RoCE).
        DEVLINK_PORT_FN_CAP_ROCE = 1 << 0,
        /// Live migration.
        DEVLINK_PORT_FN_CAP_MIGRATABLE = 1 << 1,
        /// IPsec crypto offload (Linux 6.7).
        DEVLINK_PORT_FN_CAP_IPSEC_CRYPTO = 1 << 2,
        /// IPsec packet offload (Linux 6.7).
        DEVLINK_PORT_FN_CAP_IPSEC_PACKET = 1 << 3,
    }
}

flags! {
    /// Scopes of a resource dump: `DEVLINK_RESOURCE_SCOPE_*`, linux/devlink.h.
    pub struct ResourceScope(u32) {
        /// Resources of devlink instances.
        DEVLINK_RESOURCE_SCOPE_DEV = 1 << 0,
        /// Dumps the resources of ports.
        DEVLINK_RESOURCE_SCOPE_PORT = 1 << 1,
    }
}
