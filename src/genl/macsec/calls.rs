//! Requests: channels, associations and offload.
use super::*;

/// Short secure channel identifier and salt, which extended packet numbering (XPN) requires.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct XpnSpec<'n> {
    /// Short secure channel identifier (SSCI).
    pub ssci: u32,
    /// Salt of the XPN cipher suites, which is part of the IV.
    pub salt: &'n [u8; SALT_LEN],
}

impl fmt::Debug for XpnSpec<'_> {
    /// Without the salt.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XpnSpec").field("ssci", &self.ssci).field("salt", &SECRET).finish()
    }
}

/// Configuration of a new secure association.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SaSpec<'n> {
    /// Key, as long as the cipher suite requires: 16 or 32 bytes.
    pub key: &'n [u8],
    /// Key identifier.
    pub key_id: &'n [u8; KEYID_LEN],
    /// Next packet number, not 0.
    pub packet_number: PacketNumber,
    /// Whether the association is active.
    pub active: bool,
    /// Parameters of extended packet numbering.
    pub xpn: Option<XpnSpec<'n>>,
}

impl<'n> SaSpec<'n> {
    /// Creates the configuration of an active association whose next packet number is 1.
    pub const fn new(key: &'n [u8], key_id: &'n [u8; KEYID_LEN]) -> Self {
        Self { key, key_id, packet_number: PacketNumber::Pn(1), active: true, xpn: None }
    }
    fn put(&self, an: u8, sa: &mut Writer<'_, MacsecSa>) {
        sa.put(MacsecSa::MACSEC_SA_ATTR_AN, an);
        self.packet_number.put(sa);
        if let Some(xpn) = self.xpn {
            sa.put(MacsecSa::MACSEC_SA_ATTR_SALT, xpn.salt);
            sa.put(MacsecSa::MACSEC_SA_ATTR_SSCI, Be(xpn.ssci));
        }
        sa.put(MacsecSa::MACSEC_SA_ATTR_KEYID, self.key_id);
        sa.put(MacsecSa::MACSEC_SA_ATTR_KEY, self.key);
        sa.put(MacsecSa::MACSEC_SA_ATTR_ACTIVE, u8::from(self.active));
    }
}

impl fmt::Debug for SaSpec<'_> {
    /// Without the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaSpec")
            .field("key", &SECRET)
            .field("key_id", &self.key_id)
            .field("packet_number", &self.packet_number)
            .field("active", &self.active)
            .field("xpn", &self.xpn)
            .finish()
    }
}

/// Change of a secure association; fields that are `None` remain unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaChange {
    /// Next packet number, not 0.
    pub packet_number: Option<PacketNumber>,
    /// Whether the association is active.
    pub active: Option<bool>,
}

impl SaChange {
    fn put(&self, an: u8, sa: &mut Writer<'_, MacsecSa>) {
        sa.put(MacsecSa::MACSEC_SA_ATTR_AN, an);
        if let Some(number) = self.packet_number {
            number.put(sa);
        }
        sa.put_some(MacsecSa::MACSEC_SA_ATTR_ACTIVE, self.active.map(u8::from));
    }
}

/// A command of MACsec, as an operation.
type Op = Command<Macsec>;

fn put_channel(request: &mut Writer<'_, Macsec>, interface: u32, sci: Option<Sci>, active: Option<bool>) {
    request.put(Macsec::MACSEC_ATTR_IFINDEX, interface);
    if let Some(sci) = sci {
        request.nest(Macsec::MACSEC_ATTR_RXSC_CONFIG, |channel| {
            channel
                .put(MacsecRxsc::MACSEC_RXSC_ATTR_SCI, Be(sci.0))
                .put_some(MacsecRxsc::MACSEC_RXSC_ATTR_ACTIVE, active.map(u8::from));
        });
    }
}

/// Lists the MACsec interfaces, with their channels, secure associations and statistics.
///
/// Sends `MACSEC_CMD_GET_TXSC` with `NLM_F_DUMP`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn interfaces(family: &Family) -> impl Query<Operation = Op> + Copy {
    family.command(MacsecMessage::MACSEC_CMD_GET_TXSC)
}

/// Adds a receive channel.
///
/// Sends `MACSEC_CMD_ADD_RXSC` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_RXSC_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EEXIST` if the channel exists, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_rx_sc(
    family: &Family,
    interface: u32,
    sci: Sci,
    active: bool,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_ADD_RXSC);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), Some(active));
    })
}

/// Activates or deactivates a receive channel.
///
/// Sends `MACSEC_CMD_UPD_RXSC` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_RXSC_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the channel does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_rx_sc(
    family: &Family,
    interface: u32,
    sci: Sci,
    active: bool,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_UPD_RXSC);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), Some(active));
    })
}

/// Deletes a receive channel and its secure associations.
///
/// Sends `MACSEC_CMD_DEL_RXSC` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_RXSC_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the channel does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_rx_sc(family: &Family, interface: u32, sci: Sci) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_DEL_RXSC);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), None);
    })
}

/// Adds a transmit secure association.
///
/// Sends `MACSEC_CMD_ADD_TXSA` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// `EBUSY` if the association exists, `EINVAL` for invalid values, such as a key of the wrong
/// length, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_tx_sa(
    family: &Family,
    interface: u32,
    an: u8,
    spec: &SaSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_ADD_TXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, None, None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| spec.put(an, sa));
    })
}

/// Changes a transmit secure association.
///
/// Sends `MACSEC_CMD_UPD_TXSA` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the association does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_tx_sa(
    family: &Family,
    interface: u32,
    an: u8,
    change: SaChange,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_UPD_TXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, None, None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| change.put(an, sa));
    })
}

/// Deletes a transmit secure association.
///
/// Sends `MACSEC_CMD_DEL_TXSA` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the association does not exist, `EBUSY` if it is active, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_tx_sa(family: &Family, interface: u32, an: u8) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_DEL_TXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, None, None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| SaChange::default().put(an, sa));
    })
}

/// Adds a secure association to a receive channel.
///
/// Sends `MACSEC_CMD_ADD_RXSA` with `MACSEC_ATTR_IFINDEX`, `MACSEC_ATTR_RXSC_CONFIG` and
/// `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the channel does not exist, `EBUSY` if the association exists, `EINVAL` for invalid
/// values, such as a key of the wrong length, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_rx_sa(
    family: &Family,
    interface: u32,
    sci: Sci,
    an: u8,
    spec: &SaSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_ADD_RXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| spec.put(an, sa));
    })
}

/// Changes a secure association of a receive channel.
///
/// Sends `MACSEC_CMD_UPD_RXSA` with `MACSEC_ATTR_IFINDEX`, `MACSEC_ATTR_RXSC_CONFIG` and
/// `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the association does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_rx_sa(
    family: &Family,
    interface: u32,
    sci: Sci,
    an: u8,
    change: SaChange,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_UPD_RXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| change.put(an, sa));
    })
}

/// Deletes a secure association of a receive channel.
///
/// Sends `MACSEC_CMD_DEL_RXSA` with `MACSEC_ATTR_IFINDEX`, `MACSEC_ATTR_RXSC_CONFIG` and
/// `MACSEC_ATTR_SA_CONFIG`.
///
/// # Errors
/// `ENODEV` if the interface does not exist ([`is_not_found`](crate::client::Error::is_not_found)),
/// or if the association does not exist, `EBUSY` if it is active, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_rx_sa(
    family: &Family,
    interface: u32,
    sci: Sci,
    an: u8,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_DEL_RXSA);
    call(command, GetFlags::ACK, move |request| {
        put_channel(request, interface, Some(sci), None);
        request.nest(Macsec::MACSEC_ATTR_SA_CONFIG, |sa| SaChange::default().put(an, sa));
    })
}

/// Changes the offload of a MACsec interface.
///
/// Sends `MACSEC_CMD_UPD_OFFLOAD` with `MACSEC_ATTR_IFINDEX` and `MACSEC_ATTR_OFFLOAD`.
///
/// # Errors
/// `ENODEV` if the interface does not exist, `EOPNOTSUPP` if the device does not support the
/// offload, `EBUSY` if there are secure associations, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_offload(
    family: &Family,
    interface: u32,
    offload: MacsecOffload,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(MacsecMessage::MACSEC_CMD_UPD_OFFLOAD);
    call(command, GetFlags::ACK, move |request| {
        request.put(Macsec::MACSEC_ATTR_IFINDEX, interface);
        request.nest(Macsec::MACSEC_ATTR_OFFLOAD, |config| {
            config.put(MacsecOffloadConfig::MACSEC_OFFLOAD_ATTR_TYPE, offload);
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::View;
    use std::{boxed::Box, format};

    #[test]
    fn an_association_is_written_with_the_length_of_its_packet_number()
    -> Result<(), Box<dyn core::error::Error>> {
        let (key, id, salt) = ([0x5a; 16], [1; 16], [2; 12]);
        let plain = SaSpec::new(&key, &id);
        let xpn = XpnSpec { ssci: 0x0102_0304, salt: &salt };
        let extended = SaSpec { packet_number: PacketNumber::Xpn(7), xpn: Some(xpn), ..plain };
        for (spec, len, number) in [(plain, 4, 1), (extended, 8, 7)] {
            let mut buffer = [0xa5; 256];
            let mut writer = Writer::<MacsecSa>::new(&mut buffer);
            spec.put(3, &mut writer);
            let attrs = Attrs::<MacsecSa>::new(writer.finish()?);
            View::of(attrs).check()?;
            assert_eq!(attrs.get_raw(3)?.map(|pn| pn.payload().len()), Some(len));
            assert_eq!((attrs.an(), attrs.packet_number(), attrs.is_active()), (Some(3), Some(number), true));
            assert_eq!(attrs.key_id(), Some(&id));
            let text = format!("{attrs:?}");
            assert!(text.contains("MACSEC_SA_ATTR_KEY: <secret>") && !text.contains("5a5a"), "{text}");
            assert!(!format!("{spec:?}").contains("90, 90"), "{spec:?}");
            if len == 8 {
                assert_eq!(attrs.get_raw(8)?.map(|ssci| ssci.payload()), Some(&[1, 2, 3, 4][..]));
            }
        }
        Ok(())
    }
    #[test]
    fn a_channel_is_a_mac_address_and_a_port() {
        let sci = Sci::new([2, 0, 0, 0, 0, 0xfe], 0x0102);
        assert_eq!((sci.mac(), sci.port()), ([2, 0, 0, 0, 0, 0xfe], 0x0102));
        assert_eq!(format!("{sci}"), "0200000000fe0102");
        let mut buffer = [0xa5; 64];
        let mut writer = Writer::<Macsec>::new(&mut buffer);
        put_channel(&mut writer, 7, Some(sci), Some(true));
        let bytes = writer.finish().unwrap();
        assert_eq!(bytes.get(16..24), Some(&[2, 0, 0, 0, 0, 0xfe, 1, 2][..]));
        let channel = Attrs::<Macsec>::new(bytes).get(Macsec::MACSEC_ATTR_RXSC_CONFIG).unwrap().unwrap();
        assert_eq!((channel.sci(), channel.is_active()), (Some(sci), true));
    }
}
