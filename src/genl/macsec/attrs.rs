//! Attribute sets and messages: linux/if_macsec.h.
use super::*;

attributes! {
    /// Attributes of the commands: `MACSEC_ATTR_*`, linux/if_macsec.h.
    pub set Macsec, enum MacsecAttr<'a> {
        /// Interface index of the MACsec interface.
        MACSEC_ATTR_IFINDEX: u32 = 1,
        /// Receive channel of a request.
        MACSEC_ATTR_RXSC_CONFIG: Attrs<'a, MacsecRxsc> = 2,
        /// Secure association of a request.
        MACSEC_ATTR_SA_CONFIG: Attrs<'a, MacsecSa> = 3,
        /// Configuration of the SecY.
        MACSEC_ATTR_SECY: Attrs<'a, MacsecSecy> = 4,
        /// Transmit secure associations.
        MACSEC_ATTR_TXSA_LIST: IndexedArray<'a, Attrs<'a, MacsecSa>> = 5,
        /// Receive channels.
        MACSEC_ATTR_RXSC_LIST: IndexedArray<'a, Attrs<'a, MacsecRxsc>> = 6,
        /// Statistics of the transmit channel.
        MACSEC_ATTR_TXSC_STATS: Attrs<'a, MacsecTxscStats> = 7,
        /// Statistics of the SecY.
        MACSEC_ATTR_SECY_STATS: Attrs<'a, MacsecSecyStats> = 8,
        /// Offload: who does MACsec, the software, the PHY or the MAC.
        MACSEC_ATTR_OFFLOAD: Attrs<'a, MacsecOffloadConfig> = 9,
    }
}

attributes! {
    /// Configuration of a SecY (MACsec entity): `MACSEC_SECY_ATTR_*`, linux/if_macsec.h.
    pub set MacsecSecy, enum MacsecSecyAttr<'a> {
        /// Secure channel identifier of the transmit channel: MAC address and port.
        MACSEC_SECY_ATTR_SCI: Be<u64> = 1,
        /// Association number of the transmit secure association.
        MACSEC_SECY_ATTR_ENCODING_SA: u8 = 2,
        /// Replay window, packets.
        MACSEC_SECY_ATTR_WINDOW: u32 = 3,
        /// Cipher suite of the SecY, which fixes the length of keys.
        MACSEC_SECY_ATTR_CIPHER_SUITE: MacsecCipher = 4,
        /// Length of the integrity check value (ICV), bytes.
        MACSEC_SECY_ATTR_ICV_LEN: u8 = 5,
        /// Whether transmitted frames are protected. 0 or 1.
        MACSEC_SECY_ATTR_PROTECT: u8 = 6,
        /// Whether replayed frames are dropped. 0 or 1.
        MACSEC_SECY_ATTR_REPLAY: u8 = 7,
        /// Whether the SecY is operational: the transmit secure association is active. 0 or 1.
        MACSEC_SECY_ATTR_OPER: u8 = 8,
        /// Validation of received frames.
        MACSEC_SECY_ATTR_VALIDATE: MacsecValidation = 9,
        /// Whether transmitted frames are encrypted. 0 or 1.
        MACSEC_SECY_ATTR_ENCRYPT: u8 = 10,
        /// Whether frames contain the SCI. 0 or 1.
        MACSEC_SECY_ATTR_INC_SCI: u8 = 11,
        /// Whether frames have the ES (end station) bit. 0 or 1.
        MACSEC_SECY_ATTR_ES: u8 = 12,
        /// Whether frames have the SCB (single copy broadcast) bit. 0 or 1.
        MACSEC_SECY_ATTR_SCB: u8 = 13,
        /// Padding.
        MACSEC_SECY_ATTR_PAD: &'a [u8] = 14 where read_only,
    }
}

attributes! {
    /// Receive channel: `MACSEC_RXSC_ATTR_*`, linux/if_macsec.h.
    pub set MacsecRxsc, enum MacsecRxscAttr<'a> {
        /// Secure channel identifier: MAC address and port.
        MACSEC_RXSC_ATTR_SCI: Be<u64> = 1,
        /// Whether the channel is active. 0 or 1.
        MACSEC_RXSC_ATTR_ACTIVE: u8 = 2 where range(0, 1),
        /// Secure associations of the channel.
        MACSEC_RXSC_ATTR_SA_LIST: IndexedArray<'a, Attrs<'a, MacsecSa>> = 3,
        /// Statistics of the channel.
        MACSEC_RXSC_ATTR_STATS: Attrs<'a, MacsecRxscStats> = 4,
        /// Padding.
        MACSEC_RXSC_ATTR_PAD: &'a [u8] = 5 where read_only,
    }
}

attributes! {
    /// Secure association: `MACSEC_SA_ATTR_*`, linux/if_macsec.h.
    pub set MacsecSa, enum MacsecSaAttr<'a> {
        /// Association number.
        MACSEC_SA_ATTR_AN: u8 = 1 where range(0, 3),
        /// Whether the association is active. 0 or 1.
        MACSEC_SA_ATTR_ACTIVE: u8 = 2 where range(0, 1),
        /// Next packet number: 8 bytes with extended packet numbering (XPN), otherwise 4.
        ///
        /// The kernel rejects the other length, also of a small number.
        MACSEC_SA_ATTR_PN: Uint = 3 where min_len(4),
        /// Key. Not contained in replies.
        MACSEC_SA_ATTR_KEY: &'a [u8] = 4 where max_len(128) where secret,
        /// Key identifier.
        MACSEC_SA_ATTR_KEYID: &'a [u8] = 5 where exact_len(16),
        /// Statistics of the association.
        MACSEC_SA_ATTR_STATS: Attrs<'a, MacsecSaStats> = 6,
        /// Padding.
        MACSEC_SA_ATTR_PAD: &'a [u8] = 7 where read_only,
        /// Short secure channel identifier (SSCI), with extended packet numbering only.
        MACSEC_SA_ATTR_SSCI: Be<u32> = 8,
        /// Salt, with extended packet numbering only. Not contained in replies.
        MACSEC_SA_ATTR_SALT: &'a [u8] = 9 where exact_len(12) where secret,
    }
}

attributes! {
    /// Offload: `MACSEC_OFFLOAD_ATTR_*`, linux/if_macsec.h.
    pub set MacsecOffloadConfig, enum MacsecOffloadConfigAttr<'a> {
        /// Where MACsec is processed.
        MACSEC_OFFLOAD_ATTR_TYPE: MacsecOffload = 1 where range(0, 2),
        /// Padding.
        MACSEC_OFFLOAD_ATTR_PAD: &'a [u8] = 2 where read_only,
    }
}

attributes! {
    /// Statistics of a receive channel: `MACSEC_RXSC_STATS_ATTR_*`, linux/if_macsec.h.
    pub set MacsecRxscStats, enum MacsecRxscStatsAttr<'a> {
        /// Bytes of frames that were validated but not encrypted.
        MACSEC_RXSC_STATS_ATTR_IN_OCTETS_VALIDATED: u64 = 1,
        /// Bytes of frames that were decrypted.
        MACSEC_RXSC_STATS_ATTR_IN_OCTETS_DECRYPTED: u64 = 2,
        /// Frames accepted without validation, because validation is disabled.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNCHECKED: u64 = 3,
        /// Frames below the replay window, accepted because replay protection is disabled.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_DELAYED: u64 = 4,
        /// Frames that passed validation.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_OK: u64 = 5,
        /// Frames that failed validation and were accepted.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_INVALID: u64 = 6,
        /// Frames dropped because they are below the replay window.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_LATE: u64 = 7,
        /// Frames dropped because they failed validation.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_VALID: u64 = 8,
        /// Frames dropped because they have no active secure association.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_NOT_USING_SA: u64 = 9,
        /// Frames accepted without an active secure association.
        MACSEC_RXSC_STATS_ATTR_IN_PKTS_UNUSED_SA: u64 = 10,
        /// Padding.
        MACSEC_RXSC_STATS_ATTR_PAD: &'a [u8] = 11 where read_only,
    }
}

attributes! {
    /// Statistics of a secure association: `MACSEC_SA_STATS_ATTR_*`, linux/if_macsec.h.
    pub set MacsecSaStats, enum MacsecSaStatsAttr<'a> {
        /// Received frames that passed validation.
        MACSEC_SA_STATS_ATTR_IN_PKTS_OK: u32 = 1,
        /// Received frames that failed validation and were accepted.
        MACSEC_SA_STATS_ATTR_IN_PKTS_INVALID: u32 = 2,
        /// Received frames dropped because they failed validation.
        MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_VALID: u32 = 3,
        /// Received frames dropped because the association is not active.
        MACSEC_SA_STATS_ATTR_IN_PKTS_NOT_USING_SA: u32 = 4,
        /// Received frames accepted although the association is not active.
        MACSEC_SA_STATS_ATTR_IN_PKTS_UNUSED_SA: u32 = 5,
        /// Transmitted frames that were protected but not encrypted.
        MACSEC_SA_STATS_ATTR_OUT_PKTS_PROTECTED: u32 = 6,
        /// Transmitted frames that were encrypted.
        MACSEC_SA_STATS_ATTR_OUT_PKTS_ENCRYPTED: u32 = 7,
    }
}

attributes! {
    /// Statistics of the transmit channel: `MACSEC_TXSC_STATS_ATTR_*`, linux/if_macsec.h.
    pub set MacsecTxscStats, enum MacsecTxscStatsAttr<'a> {
        /// Frames that were protected but not encrypted.
        MACSEC_TXSC_STATS_ATTR_OUT_PKTS_PROTECTED: u64 = 1,
        /// Frames that were encrypted.
        MACSEC_TXSC_STATS_ATTR_OUT_PKTS_ENCRYPTED: u64 = 2,
        /// Bytes of frames that were protected but not encrypted.
        MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_PROTECTED: u64 = 3,
        /// Bytes of frames that were encrypted.
        MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_ENCRYPTED: u64 = 4,
        /// Padding.
        MACSEC_TXSC_STATS_ATTR_PAD: &'a [u8] = 5 where read_only,
    }
}

attributes! {
    /// Statistics of a SecY: `MACSEC_SECY_STATS_ATTR_*`, linux/if_macsec.h.
    pub set MacsecSecyStats, enum MacsecSecyStatsAttr<'a> {
        /// Frames transmitted without MACsec, because protection is disabled.
        MACSEC_SECY_STATS_ATTR_OUT_PKTS_UNTAGGED: u64 = 1,
        /// Frames received without MACsec and accepted.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_UNTAGGED: u64 = 2,
        /// Frames not transmitted because they are too long.
        MACSEC_SECY_STATS_ATTR_OUT_PKTS_TOO_LONG: u64 = 3,
        /// Frames received without MACsec and dropped, because validation is strict.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_TAG: u64 = 4,
        /// Received frames dropped because of an invalid tag or ICV.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_BAD_TAG: u64 = 5,
        /// Frames of an unknown channel that were accepted.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_UNKNOWN_SCI: u64 = 6,
        /// Frames of an unknown channel that were dropped.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_NO_SCI: u64 = 7,
        /// Frames dropped because the receiver was too slow.
        MACSEC_SECY_STATS_ATTR_IN_PKTS_OVERRUN: u64 = 8,
        /// Padding.
        MACSEC_SECY_STATS_ATTR_PAD: &'a [u8] = 9 where read_only,
    }
}

genl_family! {
    /// A message of the macsec family.
    pub enum MacsecMessage<'a>, family MACSEC = "macsec", header () {
        /// Requests a dump of the MACsec interfaces with their channels, and is the reply.
        MACSEC_CMD_GET_TXSC = 0, Both Get => GetTxsc(Macsec),
        /// Adds a receive channel.
        MACSEC_CMD_ADD_RXSC = 1, Both New => AddRxsc(Macsec),
        /// Deletes a receive channel.
        MACSEC_CMD_DEL_RXSC = 2, Both Delete => DelRxsc(Macsec),
        /// Changes a receive channel.
        MACSEC_CMD_UPD_RXSC = 3, Both New => UpdRxsc(Macsec),
        /// Adds a transmit secure association.
        MACSEC_CMD_ADD_TXSA = 4, Both New => AddTxsa(Macsec),
        /// Deletes a transmit secure association.
        MACSEC_CMD_DEL_TXSA = 5, Both Delete => DelTxsa(Macsec),
        /// Changes a transmit secure association.
        MACSEC_CMD_UPD_TXSA = 6, Both New => UpdTxsa(Macsec),
        /// Adds a receive secure association.
        MACSEC_CMD_ADD_RXSA = 7, Both New => AddRxsa(Macsec),
        /// Deletes a receive secure association.
        MACSEC_CMD_DEL_RXSA = 8, Both Delete => DelRxsa(Macsec),
        /// Changes a receive secure association.
        MACSEC_CMD_UPD_RXSA = 9, Both New => UpdRxsa(Macsec),
        /// Changes the offload.
        MACSEC_CMD_UPD_OFFLOAD = 10, Both New => UpdOffload(Macsec),
    }
}

/// Getters for common attributes of a SecY.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, MacsecSecy> {
    /// Returns the identifier of the transmit channel.
    #[doc(alias = "MACSEC_SECY_ATTR_SCI")]
    pub fn sci(self) -> Option<Sci> {
        self.get(MacsecSecy::MACSEC_SECY_ATTR_SCI).ok().flatten().map(|sci| Sci(sci.0))
    }
    /// Returns the cipher suite.
    #[doc(alias = "MACSEC_SECY_ATTR_CIPHER_SUITE")]
    pub fn cipher(self) -> Option<MacsecCipher> {
        self.get(MacsecSecy::MACSEC_SECY_ATTR_CIPHER_SUITE).ok().flatten()
    }
    /// Returns whether the SecY is operational.
    #[doc(alias = "MACSEC_SECY_ATTR_OPER")]
    pub fn is_operational(self) -> bool {
        self.get(MacsecSecy::MACSEC_SECY_ATTR_OPER).ok().flatten() == Some(1)
    }
}

/// Getters for common attributes of a receive channel.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl Attrs<'_, MacsecRxsc> {
    /// Returns the identifier of the channel.
    #[doc(alias = "MACSEC_RXSC_ATTR_SCI")]
    pub fn sci(self) -> Option<Sci> {
        self.get(MacsecRxsc::MACSEC_RXSC_ATTR_SCI).ok().flatten().map(|sci| Sci(sci.0))
    }
    /// Returns whether the channel is active.
    #[doc(alias = "MACSEC_RXSC_ATTR_ACTIVE")]
    pub fn is_active(self) -> bool {
        self.get(MacsecRxsc::MACSEC_RXSC_ATTR_ACTIVE).ok().flatten() == Some(1)
    }
}

/// Getters for common attributes of a secure association.
///
/// A malformed attribute is treated as absent; [`get`](Attrs::get) distinguishes the two.
impl<'a> Attrs<'a, MacsecSa> {
    /// Returns the association number.
    #[doc(alias = "MACSEC_SA_ATTR_AN")]
    pub fn an(self) -> Option<u8> {
        self.get(MacsecSa::MACSEC_SA_ATTR_AN).ok().flatten()
    }
    /// Returns whether the association is active.
    #[doc(alias = "MACSEC_SA_ATTR_ACTIVE")]
    pub fn is_active(self) -> bool {
        self.get(MacsecSa::MACSEC_SA_ATTR_ACTIVE).ok().flatten() == Some(1)
    }
    /// Returns the next packet number.
    #[doc(alias = "MACSEC_SA_ATTR_PN")]
    pub fn packet_number(self) -> Option<u64> {
        self.get(MacsecSa::MACSEC_SA_ATTR_PN).ok().flatten().map(|number| number.0)
    }
    /// Returns the key identifier.
    #[doc(alias = "MACSEC_SA_ATTR_KEYID")]
    pub fn key_id(self) -> Option<&'a [u8; KEYID_LEN]> {
        self.get(MacsecSa::MACSEC_SA_ATTR_KEYID).ok().flatten()?.try_into().ok()
    }
}

/// Next packet number of a secure association.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketNumber {
    /// Packet number of 32 bits.
    Pn(u32),
    /// Packet number of 64 bits, with extended packet numbering (XPN).
    Xpn(u64),
}

impl PacketNumber {
    pub(super) fn put(self, sa: &mut Writer<'_, MacsecSa>) {
        const PN: u16 = MacsecSa::MACSEC_SA_ATTR_PN.number();
        match self {
            Self::Pn(number) => sa.put(Key::<MacsecSa, u32>::new(PN), number),
            Self::Xpn(number) => sa.put(Key::<MacsecSa, u64>::new(PN), number),
        };
    }
}
