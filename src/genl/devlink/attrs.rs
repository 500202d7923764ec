//! Attributes of devlink, and their values.
use super::numbers::*;
use crate::{
    attributes, sub_messages,
    wire::{Attrs, Bitfield32, Flag, HwAddr, IndexedArray, Str, SubMessage, Uint, spec::SelectorSource},
};

sub_messages! {
    /// Value of a parameter, selected by the type two levels above: replies and notifications.
    ///
    /// In a request, parameter type and value are at one level: see [`ParamRequestValue`].
    pub enum ParamValue<'a>, selector ParamValueBy from SelectorSource::Bytes { up: 2, number: Devlink::DEVLINK_ATTR_PARAM_TYPE.number() } => {
        /// 8-bit number.
        U8 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U8.0] => U8(u8),
        /// 16-bit number.
        U16 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U16.0] => U16(u16),
        /// 32-bit number.
        U32 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U32.0] => U32(u32),
        /// 64-bit number.
        U64 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64.0] => U64(u64),
        /// Text.
        STRING = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_STRING.0] => String(Str<'a>),
        /// Boolean: present if true.
        FLAG = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_FLAG.0] => Flag(Flag),
        /// Array of 64-bit numbers.
        U64_ARRAY = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64_ARRAY.0] => U64Array(IndexedArray<'a, u64>),
        /// Value in a request, where the type is a sibling.
        REQUEST = b"" => Request(SubMessage<'a, ParamRequestValueBy>),
    }
}

sub_messages! {
    /// Value of a parameter in a request, selected by its sibling `DEVLINK_ATTR_PARAM_TYPE`.
    pub enum ParamRequestValue<'a>, selector ParamRequestValueBy from SelectorSource::bytes(Devlink::DEVLINK_ATTR_PARAM_TYPE.number()) => {
        /// 8-bit number.
        U8 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U8.0] => U8(u8),
        /// 16-bit number.
        U16 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U16.0] => U16(u16),
        /// 32-bit number.
        U32 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U32.0] => U32(u32),
        /// 64-bit number.
        U64 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64.0] => U64(u64),
        /// Text, at most 31 bytes.
        STRING = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_STRING.0] => String(Str<'a>),
        /// Boolean: present if true.
        FLAG = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_FLAG.0] => Flag(Flag),
        /// Array of 64-bit numbers.
        U64_ARRAY = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64_ARRAY.0] => U64Array(IndexedArray<'a, u64>),
    }
}

sub_messages! {
    /// Value in a formatted message, selected by the type before it.
    pub enum FmsgValue<'a>, selector FmsgValueBy from SelectorSource::Preceding { number: FmsgItem::DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE.number(), len: 1 } => {
        /// Boolean: 0 or 1.
        FLAG = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_FLAG.0] => Flag(u8),
        /// 8-bit number.
        U8 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U8.0] => U8(u8),
        /// 32-bit number.
        U32 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U32.0] => U32(u32),
        /// 64-bit number.
        U64 = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_U64.0] => U64(u64),
        /// Text.
        NUL_STRING = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_NUL_STRING.0] => String(Str<'a>),
        /// Bytes. A long value is several of these in an array.
        BINARY = &[VarAttrType::DEVLINK_VAR_ATTR_TYPE_BINARY.0] => Binary(&'a [u8]),
    }
}

attributes! {
    /// Attributes of devlink, at every level: `DEVLINK_ATTR_*`, linux/devlink.h.
    ///
    /// Nests have attributes of the same set, except those with a set of their own.
    pub set Devlink, enum DevlinkAttr<'a> {
        /// Bus of the device, such as `pci`. With the device name, selects the devlink instance.
        ///
        /// `devlink_index` selects the instance by index: the device name is then the number in
        /// decimal.
        DEVLINK_ATTR_BUS_NAME: Str<'a> = 1,
        /// Name of the device on the bus, such as `0000:03:00.0`.
        DEVLINK_ATTR_DEV_NAME: Str<'a> = 2,
        /// Port index, unique within the devlink instance.
        DEVLINK_ATTR_PORT_INDEX: u32 = 3,
        /// Port type: Ethernet or InfiniBand. In a request, the type to change to.
        DEVLINK_ATTR_PORT_TYPE: PortType = 4 where range(0, 3),
        /// Port type that was requested and is not yet in effect.
        DEVLINK_ATTR_PORT_DESIRED_TYPE: PortType = 5,
        /// Interface index of the port's network device.
        DEVLINK_ATTR_PORT_NETDEV_IFINDEX: u32 = 6,
        /// Interface name of the port's network device.
        DEVLINK_ATTR_PORT_NETDEV_NAME: Str<'a> = 7,
        /// Name of the port's InfiniBand device.
        DEVLINK_ATTR_PORT_IBDEV_NAME: Str<'a> = 8,
        /// Number of ports into which the port is to be split.
        DEVLINK_ATTR_PORT_SPLIT_COUNT: u32 = 9,
        /// Split group: ports that were split from one port have the same number.
        DEVLINK_ATTR_PORT_SPLIT_GROUP: u32 = 10,
        /// Index of the shared buffer.
        DEVLINK_ATTR_SB_INDEX: u32 = 11,
        /// Size of the shared buffer, bytes.
        DEVLINK_ATTR_SB_SIZE: u32 = 12,
        /// Number of ingress pools of the shared buffer.
        DEVLINK_ATTR_SB_INGRESS_POOL_COUNT: u16 = 13,
        /// Number of egress pools of the shared buffer.
        DEVLINK_ATTR_SB_EGRESS_POOL_COUNT: u16 = 14,
        /// Number of ingress traffic classes.
        DEVLINK_ATTR_SB_INGRESS_TC_COUNT: u16 = 15,
        /// Number of egress traffic classes.
        DEVLINK_ATTR_SB_EGRESS_TC_COUNT: u16 = 16,
        /// Index of a pool of the shared buffer.
        DEVLINK_ATTR_SB_POOL_INDEX: u16 = 17,
        /// Direction of the pool.
        DEVLINK_ATTR_SB_POOL_TYPE: SbPoolType = 18 where range(0, 1),
        /// Pool size, bytes.
        DEVLINK_ATTR_SB_POOL_SIZE: u32 = 19,
        /// Threshold type of the pool: static (bytes) or dynamic (share of the free buffer).
        DEVLINK_ATTR_SB_POOL_THRESHOLD_TYPE: SbThresholdType = 20 where range(0, 1),
        /// Threshold: bytes if static, otherwise the exponent of alpha plus 10.
        ///
        /// A dynamic threshold is a value from 1 to 20: alpha is 2 to the power of this value minus
        /// 10.
        DEVLINK_ATTR_SB_THRESHOLD: u32 = 21,
        /// Traffic class.
        DEVLINK_ATTR_SB_TC_INDEX: u16 = 22,
        /// Current occupancy, bytes.
        DEVLINK_ATTR_SB_OCC_CUR: u32 = 23,
        /// Maximum occupancy since the last reset, bytes.
        DEVLINK_ATTR_SB_OCC_MAX: u32 = 24,
        /// Mode of the embedded switch (eswitch).
        DEVLINK_ATTR_ESWITCH_MODE: EswitchMode = 25 where range(0, 2),
        /// Headers that the driver of a virtual function copies into the transmit descriptor.
        DEVLINK_ATTR_ESWITCH_INLINE_MODE: EswitchInlineMode = 26 where range(0, 3),
        /// Tables of the pipeline: `DEVLINK_ATTR_DPIPE_TABLE`.
        DEVLINK_ATTR_DPIPE_TABLES: Attrs<'a, Devlink> = 27,
        /// Table of the pipeline.
        DEVLINK_ATTR_DPIPE_TABLE: [Attrs<'a, Devlink>] = 28,
        /// Name of the pipeline table (dpipe).
        DEVLINK_ATTR_DPIPE_TABLE_NAME: Str<'a> = 29,
        /// Number of entries that the table can hold.
        DEVLINK_ATTR_DPIPE_TABLE_SIZE: u64 = 30,
        /// Fields that the table matches: `DEVLINK_ATTR_DPIPE_MATCH`.
        DEVLINK_ATTR_DPIPE_TABLE_MATCHES: Attrs<'a, Devlink> = 31,
        /// Actions that the table can do: `DEVLINK_ATTR_DPIPE_ACTION`.
        DEVLINK_ATTR_DPIPE_TABLE_ACTIONS: Attrs<'a, Devlink> = 32,
        /// Whether the entries of the table are counted. 0 or 1.
        DEVLINK_ATTR_DPIPE_TABLE_COUNTERS_ENABLED: u8 = 33,
        /// Entries of a table: `DEVLINK_ATTR_DPIPE_ENTRY`.
        DEVLINK_ATTR_DPIPE_ENTRIES: Attrs<'a, Devlink> = 34,
        /// Entry of a table.
        DEVLINK_ATTR_DPIPE_ENTRY: [Attrs<'a, Devlink>] = 35,
        /// Index of the entry in the table.
        DEVLINK_ATTR_DPIPE_ENTRY_INDEX: u64 = 36,
        /// Values that the entry matches: `DEVLINK_ATTR_DPIPE_MATCH_VALUE`.
        DEVLINK_ATTR_DPIPE_ENTRY_MATCH_VALUES: Attrs<'a, Devlink> = 37,
        /// Values that the entry's actions use: `DEVLINK_ATTR_DPIPE_ACTION_VALUE`.
        DEVLINK_ATTR_DPIPE_ENTRY_ACTION_VALUES: Attrs<'a, Devlink> = 38,
        /// Packets that matched the entry.
        DEVLINK_ATTR_DPIPE_ENTRY_COUNTER: u64 = 39,
        /// Match: type, header and field.
        DEVLINK_ATTR_DPIPE_MATCH: [Attrs<'a, Devlink>] = 40,
        /// Value of one match of an entry.
        DEVLINK_ATTR_DPIPE_MATCH_VALUE: [Attrs<'a, Devlink>] = 41,
        /// Match type: exact comparison of a field.
        DEVLINK_ATTR_DPIPE_MATCH_TYPE: DpipeMatchType = 42,
        /// Action: type, header and field.
        DEVLINK_ATTR_DPIPE_ACTION: [Attrs<'a, Devlink>] = 43,
        /// Value of one action of an entry.
        DEVLINK_ATTR_DPIPE_ACTION_VALUE: [Attrs<'a, Devlink>] = 44,
        /// Action type: modification of a field.
        DEVLINK_ATTR_DPIPE_ACTION_TYPE: DpipeActionType = 45,
        /// Value of the field, in the device's format.
        DEVLINK_ATTR_DPIPE_VALUE: &'a [u8] = 46,
        /// Mask: bits of the value that are compared or changed.
        DEVLINK_ATTR_DPIPE_VALUE_MASK: &'a [u8] = 47,
        /// System object to which the value refers, by the field's mapping type.
        DEVLINK_ATTR_DPIPE_VALUE_MAPPING: u32 = 48,
        /// Packet headers that the device parses: `DEVLINK_ATTR_DPIPE_HEADER`.
        DEVLINK_ATTR_DPIPE_HEADERS: Attrs<'a, Devlink> = 49,
        /// Header: the fields that matches and actions refer to.
        DEVLINK_ATTR_DPIPE_HEADER: [Attrs<'a, Devlink>] = 50,
        /// Name of the packet header.
        DEVLINK_ATTR_DPIPE_HEADER_NAME: Str<'a> = 51,
        /// Header id: a number of [`DpipeHeaderId`] if the header is global, otherwise the
        /// driver's.
        DEVLINK_ATTR_DPIPE_HEADER_ID: DpipeHeaderId = 52,
        /// Fields of the header: `DEVLINK_ATTR_DPIPE_FIELD`.
        DEVLINK_ATTR_DPIPE_HEADER_FIELDS: Attrs<'a, Devlink> = 53,
        /// Whether the header is a standard one instead of the driver's own. 0 or 1.
        DEVLINK_ATTR_DPIPE_HEADER_GLOBAL: u8 = 54,
        /// Instance of the header, as a packet may have several of a kind.
        DEVLINK_ATTR_DPIPE_HEADER_INDEX: u32 = 55,
        /// Field of a header.
        DEVLINK_ATTR_DPIPE_FIELD: [Attrs<'a, Devlink>] = 56,
        /// Name of the field of a packet header.
        DEVLINK_ATTR_DPIPE_FIELD_NAME: Str<'a> = 57,
        /// Field id within the header.
        ///
        /// Global headers: [`DpipeFieldEthernetId`], [`DpipeFieldIpv4Id`], [`DpipeFieldIpv6Id`].
        DEVLINK_ATTR_DPIPE_FIELD_ID: u32 = 58,
        /// Width of the field, bits.
        DEVLINK_ATTR_DPIPE_FIELD_BITWIDTH: u32 = 59,
        /// Kind of system object to which values of the field refer.
        DEVLINK_ATTR_DPIPE_FIELD_MAPPING_TYPE: DpipeFieldMappingType = 60,
        /// Padding.
        DEVLINK_ATTR_PAD: &'a [u8] = 61 where read_only,
        /// Encapsulation offload of the embedded switch.
        DEVLINK_ATTR_ESWITCH_ENCAP_MODE: EswitchEncapMode = 62 where range(0, 1),
        /// Resources: `DEVLINK_ATTR_RESOURCE`. In a resource, those that are part of it.
        DEVLINK_ATTR_RESOURCE_LIST: Attrs<'a, Devlink> = 63,
        /// Resource of the device, such as a table with limited entries.
        DEVLINK_ATTR_RESOURCE: [Attrs<'a, Devlink>] = 64,
        /// Name of the resource, set by the driver.
        DEVLINK_ATTR_RESOURCE_NAME: Str<'a> = 65,
        /// Resource id, set by the driver and unique in the device.
        DEVLINK_ATTR_RESOURCE_ID: u64 = 66,
        /// Size of the resource in its unit; in a request, the new size.
        DEVLINK_ATTR_RESOURCE_SIZE: u64 = 67,
        /// Size after the next reload, if different from the current one.
        DEVLINK_ATTR_RESOURCE_SIZE_NEW: u64 = 68,
        /// Whether the sizes of the parts fit into the resource. 0 or 1.
        DEVLINK_ATTR_RESOURCE_SIZE_VALID: u8 = 69,
        /// Minimum size.
        DEVLINK_ATTR_RESOURCE_SIZE_MIN: u64 = 70,
        /// Maximum size.
        DEVLINK_ATTR_RESOURCE_SIZE_MAX: u64 = 71,
        /// Granularity: sizes are multiples of it.
        DEVLINK_ATTR_RESOURCE_SIZE_GRAN: u64 = 72,
        /// Unit of the sizes.
        DEVLINK_ATTR_RESOURCE_UNIT: ResourceUnit = 73,
        /// Occupancy: how much of the resource is in use.
        DEVLINK_ATTR_RESOURCE_OCC: u64 = 74,
        /// Resource that the table uses.
        DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_ID: u64 = 75,
        /// Units of the resource that one entry of the table uses.
        DEVLINK_ATTR_DPIPE_TABLE_RESOURCE_UNITS: u64 = 76,
        /// Port flavour: physical, CPU, PCI function, virtual.
        DEVLINK_ATTR_PORT_FLAVOUR: PortFlavour = 77 where range(0, 7),
        /// Number of the physical port, as on the front panel.
        DEVLINK_ATTR_PORT_NUMBER: u32 = 78,
        /// Number of the subport within the port that was split.
        DEVLINK_ATTR_PORT_SPLIT_SUBPORT_NUMBER: u32 = 79,
        /// Parameter: name, type and values.
        DEVLINK_ATTR_PARAM: Attrs<'a, Devlink> = 80,
        /// Name of the parameter.
        DEVLINK_ATTR_PARAM_NAME: Str<'a> = 81,
        /// The parameter is generic, not the driver's own.
        DEVLINK_ATTR_PARAM_GENERIC: Flag = 82,
        /// Type of the parameter's values.
        DEVLINK_ATTR_PARAM_TYPE: VarAttrType = 83,
        /// Values of the parameter: `DEVLINK_ATTR_PARAM_VALUE`, one for each configuration mode.
        DEVLINK_ATTR_PARAM_VALUES_LIST: Attrs<'a, Devlink> = 84,
        /// Value of the parameter in one configuration mode.
        DEVLINK_ATTR_PARAM_VALUE: [Attrs<'a, Devlink>] = 85,
        /// Value, selected by `DEVLINK_ATTR_PARAM_TYPE`. A boolean that is false is absent.
        DEVLINK_ATTR_PARAM_VALUE_DATA: SubMessage<'a, ParamValueBy> = 86,
        /// Configuration mode: when the value takes effect.
        DEVLINK_ATTR_PARAM_VALUE_CMODE: ParamCmode = 87 where range(0, 2),
        /// Name of the region: an address space of the device, set by the driver.
        DEVLINK_ATTR_REGION_NAME: Str<'a> = 88,
        /// Size of the region, bytes.
        DEVLINK_ATTR_REGION_SIZE: u64 = 89,
        /// Snapshots of the region: `DEVLINK_ATTR_REGION_SNAPSHOT`.
        DEVLINK_ATTR_REGION_SNAPSHOTS: Attrs<'a, Devlink> = 90,
        /// Snapshot: a copy of the region at one moment.
        DEVLINK_ATTR_REGION_SNAPSHOT: [Attrs<'a, Devlink>] = 91,
        /// Snapshot id. A new snapshot without one gets a free id, which the reply contains.
        DEVLINK_ATTR_REGION_SNAPSHOT_ID: u32 = 92,
        /// Chunks of the contents: `DEVLINK_ATTR_REGION_CHUNK`.
        DEVLINK_ATTR_REGION_CHUNKS: Attrs<'a, Devlink> = 93,
        /// Chunk: address and data.
        DEVLINK_ATTR_REGION_CHUNK: [Attrs<'a, Devlink>] = 94,
        /// Data of the chunk, from `DEVLINK_ATTR_REGION_CHUNK_ADDR` on.
        DEVLINK_ATTR_REGION_CHUNK_DATA: &'a [u8] = 95,
        /// Address of the chunk within the region; in a request, where reading starts.
        DEVLINK_ATTR_REGION_CHUNK_ADDR: u64 = 96,
        /// Number of bytes to read.
        DEVLINK_ATTR_REGION_CHUNK_LEN: u64 = 97,
        /// Name of the kernel driver.
        DEVLINK_ATTR_INFO_DRIVER_NAME: Str<'a> = 98,
        /// Serial number of the device.
        DEVLINK_ATTR_INFO_SERIAL_NUMBER: Str<'a> = 99,
        /// Version of hardware that cannot be updated, such as the board.
        DEVLINK_ATTR_INFO_VERSION_FIXED: [Attrs<'a, Devlink>] = 100,
        /// Version of a component that is running.
        DEVLINK_ATTR_INFO_VERSION_RUNNING: [Attrs<'a, Devlink>] = 101,
        /// Version of a component in flash, which runs after the next reset.
        DEVLINK_ATTR_INFO_VERSION_STORED: [Attrs<'a, Devlink>] = 102,
        /// Name of the versioned component, such as `fw.mgmt`.
        DEVLINK_ATTR_INFO_VERSION_NAME: Str<'a> = 103,
        /// Version, in the driver's format.
        DEVLINK_ATTR_INFO_VERSION_VALUE: Str<'a> = 104,
        /// Cell size of the pool, bytes: the unit of allocation.
        DEVLINK_ATTR_SB_POOL_CELL_SIZE: u32 = 105,
        /// Formatted message (fmsg) of a health reporter: see [`Fmsg`](super::Fmsg).
        DEVLINK_ATTR_FMSG: Attrs<'a, FmsgItem> = 106,
        /// Health reporter: detects, dumps and recovers from one kind of error.
        DEVLINK_ATTR_HEALTH_REPORTER: Attrs<'a, Devlink> = 114,
        /// Name of the health reporter, such as `tx` or `fw`.
        DEVLINK_ATTR_HEALTH_REPORTER_NAME: Str<'a> = 115,
        /// State of the health reporter: healthy or error.
        DEVLINK_ATTR_HEALTH_REPORTER_STATE: HealthReporterState = 116,
        /// Number of errors reported.
        DEVLINK_ATTR_HEALTH_REPORTER_ERR_COUNT: u64 = 117,
        /// Number of successful recoveries.
        DEVLINK_ATTR_HEALTH_REPORTER_RECOVER_COUNT: u64 = 118,
        /// Time of the dump, jiffies since boot, converted to milliseconds.
        DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS: u64 = 119,
        /// Grace period, milliseconds: minimum time between two automatic recoveries.
        DEVLINK_ATTR_HEALTH_REPORTER_GRACEFUL_PERIOD: u64 = 120,
        /// Whether the reporter recovers without a request. 0 or 1.
        DEVLINK_ATTR_HEALTH_REPORTER_AUTO_RECOVER: u8 = 121 where range(0, 1),
        /// Name of the file to write to flash, below the kernel's firmware directories.
        DEVLINK_ATTR_FLASH_UPDATE_FILE_NAME: Str<'a> = 122,
        /// Component to update, by the name of its stored version; all if absent.
        DEVLINK_ATTR_FLASH_UPDATE_COMPONENT: Str<'a> = 123,
        /// Current step of the update.
        DEVLINK_ATTR_FLASH_UPDATE_STATUS_MSG: Str<'a> = 124,
        /// Amount of work done, in the unit of the total.
        DEVLINK_ATTR_FLASH_UPDATE_STATUS_DONE: u64 = 125,
        /// Total amount of work of the step; 0 if unknown.
        DEVLINK_ATTR_FLASH_UPDATE_STATUS_TOTAL: u64 = 126,
        /// Number of the PCI physical function (PF).
        DEVLINK_ATTR_PORT_PCI_PF_NUMBER: u16 = 127,
        /// Number of the PCI virtual function (VF).
        DEVLINK_ATTR_PORT_PCI_VF_NUMBER: u16 = 128,
        /// Statistics of a trap, trap group or policer.
        DEVLINK_ATTR_STATS: Attrs<'a, DevlinkStats> = 129,
        /// Name of the packet trap.
        DEVLINK_ATTR_TRAP_NAME: Str<'a> = 130,
        /// Action of the trap; in a request for a group, of all its traps.
        DEVLINK_ATTR_TRAP_ACTION: TrapAction = 131 where range(0, 2),
        /// Trap type: drop, exception or control.
        DEVLINK_ATTR_TRAP_TYPE: TrapType = 132,
        /// The trap or trap group is generic, not the driver's own.
        DEVLINK_ATTR_TRAP_GENERIC: Flag = 133,
        /// Metadata that the device provides with trapped packets.
        DEVLINK_ATTR_TRAP_METADATA: Attrs<'a, TrapMetadata> = 134,
        /// Name of the trap group, which shares one policer.
        DEVLINK_ATTR_TRAP_GROUP_NAME: Str<'a> = 135,
        /// Whether the last reload failed. 0 or 1.
        DEVLINK_ATTR_RELOAD_FAILED: u8 = 136,
        /// Time of the dump since 1970, nanoseconds.
        DEVLINK_ATTR_HEALTH_REPORTER_DUMP_TS_NS: u64 = 137,
        /// File descriptor of the network namespace to move to by a reload.
        DEVLINK_ATTR_NETNS_FD: u32 = 138,
        /// Process whose network namespace to move to by a reload.
        DEVLINK_ATTR_NETNS_PID: u32 = 139,
        /// Id of the network namespace: to move to by a reload, or of a nested instance.
        DEVLINK_ATTR_NETNS_ID: u32 = 140,
        /// Whether an error takes a dump without a request. 0 or 1.
        DEVLINK_ATTR_HEALTH_REPORTER_AUTO_DUMP: u8 = 141 where range(0, 1),
        /// Policer id. In a request for a trap group, 0 unbinds the policer.
        DEVLINK_ATTR_TRAP_POLICER_ID: u32 = 142,
        /// Rate of the policer, packets per second.
        DEVLINK_ATTR_TRAP_POLICER_RATE: u64 = 143,
        /// Burst of the policer, packets.
        DEVLINK_ATTR_TRAP_POLICER_BURST: u64 = 144,
        /// Function behind the port, of flavour PF, VF or SF.
        DEVLINK_ATTR_PORT_FUNCTION: Attrs<'a, PortFunction> = 145,
        /// Serial number of the board, which may differ from that of the device.
        DEVLINK_ATTR_INFO_BOARD_SERIAL_NUMBER: Str<'a> = 146,
        /// Number of lanes of the port.
        DEVLINK_ATTR_PORT_LANES: u32 = 147,
        /// Whether the port can be split. 0 or 1.
        DEVLINK_ATTR_PORT_SPLITTABLE: u8 = 148,
        /// Whether the port is of an external controller, as on a SmartNIC. 0 or 1.
        DEVLINK_ATTR_PORT_EXTERNAL: u8 = 149,
        /// Number of the controller of the port; 0 is the local one.
        DEVLINK_ATTR_PORT_CONTROLLER_NUMBER: u32 = 150,
        /// Expected maximum time of the step, seconds.
        DEVLINK_ATTR_FLASH_UPDATE_STATUS_TIMEOUT: u64 = 151,
        /// Sections of the flash to overwrite: bits of [`FlashOverwrite`].
        DEVLINK_ATTR_FLASH_UPDATE_OVERWRITE_MASK: Bitfield32 = 152 where flags_mask(3),
        /// Reload action: driver reinitialization or firmware activation.
        DEVLINK_ATTR_RELOAD_ACTION: ReloadAction = 153 where range(1, 2),
        /// Reload actions that were performed: bit `n` is action `n`.
        DEVLINK_ATTR_RELOAD_ACTIONS_PERFORMED: Bitfield32 = 154,
        /// Limits of the reload: bit `n` is [`ReloadLimit`] `n`.
        DEVLINK_ATTR_RELOAD_LIMITS: Bitfield32 = 155 where flags_mask(6),
        /// Statistics of the devlink instance.
        DEVLINK_ATTR_DEV_STATS: Attrs<'a, Devlink> = 156,
        /// Reloads that this host requested: `DEVLINK_ATTR_RELOAD_ACTION_INFO`.
        DEVLINK_ATTR_RELOAD_STATS: Attrs<'a, Devlink> = 157,
        /// Number of reloads with a limit.
        DEVLINK_ATTR_RELOAD_STATS_ENTRY: [Attrs<'a, Devlink>] = 158,
        /// Limit of the counted reloads.
        DEVLINK_ATTR_RELOAD_STATS_LIMIT: ReloadLimit = 159,
        /// Number of reloads.
        DEVLINK_ATTR_RELOAD_STATS_VALUE: u32 = 160,
        /// Reloads that other hosts requested: `DEVLINK_ATTR_RELOAD_ACTION_INFO`.
        DEVLINK_ATTR_REMOTE_RELOAD_STATS: Attrs<'a, Devlink> = 161,
        /// Reload action and its statistics.
        DEVLINK_ATTR_RELOAD_ACTION_INFO: [Attrs<'a, Devlink>] = 162,
        /// Statistics of a reload action: `DEVLINK_ATTR_RELOAD_STATS_ENTRY`.
        DEVLINK_ATTR_RELOAD_ACTION_STATS: [Attrs<'a, Devlink>] = 163,
        /// Number of the PCI subfunction (SF).
        DEVLINK_ATTR_PORT_PCI_SF_NUMBER: u32 = 164,
        /// Type of the rate object.
        DEVLINK_ATTR_RATE_TYPE: RateType = 165,
        /// Guaranteed transmit rate (share), bytes per second.
        DEVLINK_ATTR_RATE_TX_SHARE: u64 = 166,
        /// Maximum transmit rate, bytes per second; 0 means unlimited.
        DEVLINK_ATTR_RATE_TX_MAX: u64 = 167,
        /// Name of the rate node: a group of rate objects.
        DEVLINK_ATTR_RATE_NODE_NAME: Str<'a> = 168,
        /// Name of the parent node; an empty name in a request removes the parent.
        DEVLINK_ATTR_RATE_PARENT_NODE_NAME: Str<'a> = 169,
        /// Maximum number of snapshots of the region.
        DEVLINK_ATTR_REGION_MAX_SNAPSHOTS: u32 = 170,
        /// Index of the line card.
        DEVLINK_ATTR_LINECARD_INDEX: u32 = 171,
        /// State of the line card.
        DEVLINK_ATTR_LINECARD_STATE: LinecardState = 172,
        /// Line card type; in a request, the type to provision, or an empty text to unprovision.
        DEVLINK_ATTR_LINECARD_TYPE: [Str<'a>] = 173,
        /// Types of line cards that the slot supports: `DEVLINK_ATTR_LINECARD_TYPE`.
        DEVLINK_ATTR_LINECARD_SUPPORTED_TYPES: Attrs<'a, Devlink> = 174,
        /// Handle of the nested devlink instance: bus name, device name, namespace id.
        DEVLINK_ATTR_NESTED_DEVLINK: Attrs<'a, Devlink> = 175,
        /// Selftests: those that the device supports, or those to run.
        DEVLINK_ATTR_SELFTESTS: Attrs<'a, SelftestIds> = 176,
        /// Priority among siblings; higher is served first.
        DEVLINK_ATTR_RATE_TX_PRIORITY: u32 = 177,
        /// Weight among siblings of equal priority.
        DEVLINK_ATTR_RATE_TX_WEIGHT: u32 = 178,
        /// Read the region itself instead of a snapshot.
        DEVLINK_ATTR_REGION_DIRECT: Flag = 179,
        /// Bandwidth share of a traffic class.
        DEVLINK_ATTR_RATE_TC_BWS: [Attrs<'a, RateTc>] = 180,
        /// Burst period, milliseconds: recoveries within it do not start the grace period.
        DEVLINK_ATTR_HEALTH_REPORTER_BURST_PERIOD: u64 = 181,
        /// Default value, selected by `DEVLINK_ATTR_PARAM_TYPE`. A boolean that is false is absent.
        DEVLINK_ATTR_PARAM_VALUE_DEFAULT: SubMessage<'a, ParamValueBy> = 182,
        /// Reset the parameter to its default value.
        DEVLINK_ATTR_PARAM_RESET_DEFAULT: Flag = 183,
        /// Index of the devlink instance.
        DEVLINK_ATTR_INDEX: Uint = 184 where range(0, 0xffff_ffff),
        /// Scopes of resources to dump; all if absent.
        DEVLINK_ATTR_RESOURCE_SCOPE_MASK: ResourceScope = 185,
    }
}

attributes! {
    /// Items of a formatted message, in order: `DEVLINK_ATTR_FMSG_*`, linux/devlink.h.
    ///
    /// [`Fmsg`](super::Fmsg) reads them as a tree.
    pub set FmsgItem ordered, enum FmsgItemAttr<'a> {
        /// Padding before numbers of 8 bytes.
        DEVLINK_ATTR_PAD: [&'a [u8]] = 61 where read_only,
        /// Start of an object: pairs of name and value.
        DEVLINK_ATTR_FMSG_OBJ_NEST_START: [Flag] = 107,
        /// Start of a pair of name and value.
        DEVLINK_ATTR_FMSG_PAIR_NEST_START: [Flag] = 108,
        /// Start of an array of values.
        DEVLINK_ATTR_FMSG_ARR_NEST_START: [Flag] = 109,
        /// End of the innermost object, pair or array.
        DEVLINK_ATTR_FMSG_NEST_END: [Flag] = 110,
        /// Name of a pair.
        DEVLINK_ATTR_FMSG_OBJ_NAME: [Str<'a>] = 111,
        /// Type of the value that follows.
        DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE: [VarAttrType] = 112,
        /// Value, selected by the `DEVLINK_ATTR_FMSG_OBJ_VALUE_TYPE` before it.
        DEVLINK_ATTR_FMSG_OBJ_VALUE_DATA: [SubMessage<'a, FmsgValueBy>] = 113,
    }
}

attributes! {
    /// Attributes of the reply to `DEVLINK_CMD_SELFTESTS_RUN`, in which one nest is different.
    pub set DevlinkSelftests extends Devlink, enum DevlinkSelftestsAttr<'a> {
        /// Results of the selftests that were run.
        DEVLINK_ATTR_SELFTESTS: Attrs<'a, SelftestResults> = 176,
    }
}

attributes! {
    /// Selftests: `DEVLINK_ATTR_SELFTEST_ID_*`, linux/devlink.h.
    pub set SelftestIds, enum SelftestIdsAttr<'a> {
        /// Test of the flash.
        DEVLINK_ATTR_SELFTEST_ID_FLASH: Flag = 1,
    }
}

attributes! {
    /// Results of selftests: `DEVLINK_ATTR_SELFTEST_RESULT`, linux/devlink.h.
    pub set SelftestResults, enum SelftestResultsAttr<'a> {
        /// Result of one selftest.
        DEVLINK_ATTR_SELFTEST_RESULT: [Attrs<'a, SelftestResult>] = 1,
    }
}

attributes! {
    /// Result of a selftest: `DEVLINK_ATTR_SELFTEST_RESULT_*`, linux/devlink.h.
    pub set SelftestResult, enum SelftestResultAttr<'a> {
        /// Number of the selftest.
        DEVLINK_ATTR_SELFTEST_RESULT_ID: SelftestId = 2,
        /// Result of the selftest: skipped, passed or failed.
        DEVLINK_ATTR_SELFTEST_RESULT_STATUS: SelftestStatus = 3,
    }
}

attributes! {
    /// Statistics of a trap, a trap group or a policer: `DEVLINK_ATTR_STATS_*`, linux/devlink.h.
    pub set DevlinkStats, enum DevlinkStatsAttr<'a> {
        /// Packets that the CPU received.
        DEVLINK_ATTR_STATS_RX_PACKETS: u64 = 0,
        /// Bytes that the CPU received.
        DEVLINK_ATTR_STATS_RX_BYTES: u64 = 1,
        /// Packets that were dropped: by the trap, or by the policer.
        DEVLINK_ATTR_STATS_RX_DROPPED: u64 = 2,
        /// Padding.
        DEVLINK_ATTR_PAD: &'a [u8] = 61 where read_only,
    }
}

attributes! {
    /// Metadata of a trap: `DEVLINK_ATTR_TRAP_METADATA_TYPE_*`, linux/devlink.h.
    pub set TrapMetadata, enum TrapMetadataAttr<'a> {
        /// Ingress port.
        DEVLINK_ATTR_TRAP_METADATA_TYPE_IN_PORT: Flag = 0,
        /// Cookie of the flow action that caused the drop.
        DEVLINK_ATTR_TRAP_METADATA_TYPE_FA_COOKIE: Flag = 1,
    }
}

attributes! {
    /// Function behind a port: `DEVLINK_PORT_FUNCTION_ATTR_*`, `DEVLINK_PORT_FN_ATTR_*`.
    ///
    /// Header: linux/devlink.h.
    pub set PortFunction, enum PortFunctionAttr<'a> {
        /// Hardware address of the function.
        DEVLINK_PORT_FUNCTION_ATTR_HW_ADDR: HwAddr<'a> = 1,
        /// Administrative state of the function.
        DEVLINK_PORT_FN_ATTR_STATE: PortFnState = 2 where range(0, 1),
        /// Operational state of the function. Set by the kernel only.
        DEVLINK_PORT_FN_ATTR_OPSTATE: PortFnOpstate = 3 where range(0, 1),
        /// Capabilities: bits of [`PortFnCaps`].
        DEVLINK_PORT_FN_ATTR_CAPS: Bitfield32 = 4 where flags_mask(15),
        /// Devlink instance of the function: `DEVLINK_ATTR_NESTED_DEVLINK`.
        DEVLINK_PORT_FN_ATTR_DEVLINK: Attrs<'a, Devlink> = 5,
        /// Maximum number of I/O event queues (Linux 6.10).
        DEVLINK_PORT_FN_ATTR_MAX_IO_EQS: u32 = 6,
    }
}

attributes! {
    /// Bandwidth share of a traffic class: `DEVLINK_RATE_TC_ATTR_*`, linux/devlink.h.
    pub set RateTc, enum RateTcAttr<'a> {
        /// Traffic class.
        DEVLINK_RATE_TC_ATTR_INDEX: u8 = 1 where range(0, 7),
        /// Bandwidth share, relative to the sum of all shares.
        DEVLINK_RATE_TC_ATTR_BW: u32 = 2,
    }
}
