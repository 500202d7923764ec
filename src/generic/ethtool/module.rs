//! Plug-in modules: their memory, their power, their firmware.
use super::Header;
use crate::{
    attributes, numbers,
    wire::{Attrs, Str, Uint},
};

numbers! {
    /// How a module's power mode is chosen: `enum ethtool_module_power_mode_policy`, linux/ethtool.h.
    pub struct ModulePowerModePolicy(u8) {
        /// Always high.
        ETHTOOL_MODULE_POWER_MODE_POLICY_HIGH = 1,
        /// High while a port that uses it is up.
        ETHTOOL_MODULE_POWER_MODE_POLICY_AUTO = 2,
    }
}
numbers! {
    /// A module's power mode: `enum ethtool_module_power_mode`, linux/ethtool.h.
    pub struct ModulePowerMode(u8) {
        /// Low.
        ETHTOOL_MODULE_POWER_MODE_LOW = 1,
        /// High.
        ETHTOOL_MODULE_POWER_MODE_HIGH = 2,
    }
}
numbers! {
    /// How far the writing of firmware is: `enum ethtool_module_fw_flash_status`, linux/ethtool.h.
    pub struct ModuleFwFlashStatus(u32) {
        /// It began.
        ETHTOOL_MODULE_FW_FLASH_STATUS_STARTED = 1,
        /// It goes on.
        ETHTOOL_MODULE_FW_FLASH_STATUS_IN_PROGRESS = 2,
        /// It is done.
        ETHTOOL_MODULE_FW_FLASH_STATUS_COMPLETED = 3,
        /// It failed.
        ETHTOOL_MODULE_FW_FLASH_STATUS_ERROR = 4,
    }
}
attributes! {
    /// A piece of a module's memory: `ETHTOOL_A_MODULE_EEPROM_*`, linux/ethtool_netlink.h.
    pub set ModuleEeprom, enum ModuleEepromAttr<'a> {
        /// Which device.
        ETHTOOL_A_MODULE_EEPROM_HEADER = 1 => Header(Attrs<'a, Header>),
        /// Where it begins in the page.
        ETHTOOL_A_MODULE_EEPROM_OFFSET = 2 => Offset(u32) where range(0, 255),
        /// How many bytes.
        ETHTOOL_A_MODULE_EEPROM_LENGTH = 3 => Length(u32) where range(1, 128),
        /// Number of the page.
        ETHTOOL_A_MODULE_EEPROM_PAGE = 4 => Page(u8),
        /// Number of the bank.
        ETHTOOL_A_MODULE_EEPROM_BANK = 5 => Bank(u8),
        /// Address on the I2C bus.
        ETHTOOL_A_MODULE_EEPROM_I2C_ADDRESS = 6 => I2cAddress(u8) where range(0, 127),
        /// The bytes.
        ETHTOOL_A_MODULE_EEPROM_DATA = 7 => Data(&'a [u8]) where output(),
    }
}
attributes! {
    /// A module's power: `ETHTOOL_A_MODULE_*`, linux/ethtool_netlink.h.
    pub set Module, enum ModuleAttr<'a> {
        /// Which device.
        ETHTOOL_A_MODULE_HEADER = 1 => Header(Attrs<'a, Header>),
        /// How its power mode is chosen.
        ETHTOOL_A_MODULE_POWER_MODE_POLICY = 2 => PowerModePolicy(ModulePowerModePolicy) where range(1, 2),
        /// Its power mode.
        ETHTOOL_A_MODULE_POWER_MODE = 3 => PowerMode(ModulePowerMode) where output(),
    }
}
attributes! {
    /// Writes firmware into a module, and tells how far it is: `ETHTOOL_A_MODULE_FW_FLASH_*`, linux/ethtool_netlink.h.
    pub set ModuleFwFlash, enum ModuleFwFlashAttr<'a> {
        /// Which device.
        ETHTOOL_A_MODULE_FW_FLASH_HEADER = 1 => Header(Attrs<'a, Header>),
        /// The file, below the directory of firmware.
        ETHTOOL_A_MODULE_FW_FLASH_FILE_NAME = 2 => FileName(Str<'a>),
        /// The module's password.
        ETHTOOL_A_MODULE_FW_FLASH_PASSWORD = 3 => Password(u32),
        /// How far it is.
        ETHTOOL_A_MODULE_FW_FLASH_STATUS = 4 => Status(ModuleFwFlashStatus) where output(),
        /// The same in words.
        ETHTOOL_A_MODULE_FW_FLASH_STATUS_MSG = 5 => StatusMsg(Str<'a>) where output(),
        /// Bytes written.
        ETHTOOL_A_MODULE_FW_FLASH_DONE = 6 => Done(Uint) where output(),
        /// Bytes in all.
        ETHTOOL_A_MODULE_FW_FLASH_TOTAL = 7 => Total(Uint) where output(),
    }
}
