//! Plug-in modules (SFP, QSFP): EEPROM, power mode, firmware.
use super::Header;
use crate::{
    attributes, open_enum,
    wire::{Attrs, Str, Uint},
};

open_enum! {
    /// Power mode policy: `enum ethtool_module_power_mode_policy`, linux/ethtool.h.
    pub struct ModulePowerModePolicy(u8) {
        /// High power mode at all times.
        ETHTOOL_MODULE_POWER_MODE_POLICY_HIGH = 1,
        /// High power mode while a port that uses the module is administratively up, otherwise low.
        ETHTOOL_MODULE_POWER_MODE_POLICY_AUTO = 2,
    }
}
open_enum! {
    /// Power mode: `enum ethtool_module_power_mode`, linux/ethtool.h.
    pub struct ModulePowerMode(u8) {
        /// Low power mode: the management interface works, the data path is off.
        ETHTOOL_MODULE_POWER_MODE_LOW = 1,
        /// High power mode: fully operational.
        ETHTOOL_MODULE_POWER_MODE_HIGH = 2,
    }
}
open_enum! {
    /// Status of a firmware update: `enum ethtool_module_fw_flash_status`, linux/ethtool.h.
    pub struct ModuleFwFlashStatus(u32) {
        /// Flashing of the module's firmware has started.
        ETHTOOL_MODULE_FW_FLASH_STATUS_STARTED = 1,
        /// In progress; the notification says how much is done.
        ETHTOOL_MODULE_FW_FLASH_STATUS_IN_PROGRESS = 2,
        /// Flashing is complete.
        ETHTOOL_MODULE_FW_FLASH_STATUS_COMPLETED = 3,
        /// Failed.
        ETHTOOL_MODULE_FW_FLASH_STATUS_ERROR = 4,
    }
}
attributes! {
    /// Part of the EEPROM of a module: `ETHTOOL_A_MODULE_EEPROM_*`, linux/ethtool_netlink.h.
    #[doc(alias = "ethtool_module_eeprom")]
    pub set ModuleEeprom, enum ModuleEepromAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_MODULE_EEPROM_HEADER: Attrs<'a, Header> = 1,
        /// Offset in the page, bytes.
        ETHTOOL_A_MODULE_EEPROM_OFFSET: u32 = 2 where range(0, 255),
        /// Length, bytes.
        ETHTOOL_A_MODULE_EEPROM_LENGTH: u32 = 3 where range(1, 128),
        /// Page number.
        ETHTOOL_A_MODULE_EEPROM_PAGE: u8 = 4,
        /// Bank number.
        ETHTOOL_A_MODULE_EEPROM_BANK: u8 = 5,
        /// I2C address.
        ETHTOOL_A_MODULE_EEPROM_I2C_ADDRESS: u8 = 6 where range(0, 127),
        /// EEPROM contents.
        ETHTOOL_A_MODULE_EEPROM_DATA: &'a [u8] = 7 where read_only,
    }
}
attributes! {
    /// Power mode of a module: `ETHTOOL_A_MODULE_*`, linux/ethtool_netlink.h.
    pub set Module, enum ModuleAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_MODULE_HEADER: Attrs<'a, Header> = 1,
        /// Power mode policy: always high, or low while the interface is down.
        ETHTOOL_A_MODULE_POWER_MODE_POLICY: ModulePowerModePolicy = 2 where range(1, 2),
        /// Current power mode.
        ETHTOOL_A_MODULE_POWER_MODE: ModulePowerMode = 3 where read_only,
    }
}
attributes! {
    /// Firmware update of a module: `ETHTOOL_A_MODULE_FW_FLASH_*`, linux/ethtool_netlink.h.
    pub set ModuleFwFlash, enum ModuleFwFlashAttr<'a> {
        /// Device that the message refers to.
        ETHTOOL_A_MODULE_FW_FLASH_HEADER: Attrs<'a, Header> = 1,
        /// Name of the firmware file, relative to the firmware directory.
        ETHTOOL_A_MODULE_FW_FLASH_FILE_NAME: Str<'a> = 2,
        /// Password that unlocks the module's firmware, if the module has one.
        ETHTOOL_A_MODULE_FW_FLASH_PASSWORD: u32 = 3 where secret,
        /// Status of the update.
        ETHTOOL_A_MODULE_FW_FLASH_STATUS: ModuleFwFlashStatus = 4 where read_only,
        /// Status message.
        ETHTOOL_A_MODULE_FW_FLASH_STATUS_MSG: Str<'a> = 5 where read_only,
        /// Bytes written.
        ETHTOOL_A_MODULE_FW_FLASH_DONE: Uint = 6 where read_only,
        /// Total number of bytes.
        ETHTOOL_A_MODULE_FW_FLASH_TOTAL: Uint = 7 where read_only,
    }
}
