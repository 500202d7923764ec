//! TLS in the kernel: linux/tls.h.
use super::*;

open_enum! {
    /// TLS record processing in one direction: `TLS_CONF_*`, linux/tls.h.
    pub struct TlsConf(u16) {
        /// No keys set yet.
        TLS_CONF_BASE = 1,
        /// Software: the kernel processes records.
        TLS_CONF_SW = 2,
        /// Hardware offload: the device processes the cryptography of records.
        TLS_CONF_HW = 3,
        /// Full hardware offload of the record layer. Unused by current kernels.
        TLS_CONF_HW_RECORD = 4,
    }
}

open_enum! {
    /// TLS version: `TLS_*_VERSION`, linux/tls.h.
    pub struct TlsVersion(u16) {
        /// TLS 1.2 (RFC 5246).
        TLS_1_2_VERSION = 0x303,
        /// TLS 1.3 (RFC 8446).
        TLS_1_3_VERSION = 0x304,
    }
}

open_enum! {
    /// TLS cipher: `TLS_CIPHER_*`, linux/tls.h.
    pub struct TlsCipher(u16) {
        /// AES-GCM with a 128-bit key.
        TLS_CIPHER_AES_GCM_128 = 51,
        /// AES-GCM with a 256-bit key.
        TLS_CIPHER_AES_GCM_256 = 52,
        /// AES-CCM with a 128-bit key.
        TLS_CIPHER_AES_CCM_128 = 53,
        /// ChaCha20-Poly1305 (RFC 8439).
        TLS_CIPHER_CHACHA20_POLY1305 = 54,
        /// SM4-GCM (RFC 8998).
        TLS_CIPHER_SM4_GCM = 55,
        /// SM4-CCM (RFC 8998).
        TLS_CIPHER_SM4_CCM = 56,
        /// ARIA-GCM with a 128-bit key.
        TLS_CIPHER_ARIA_GCM_128 = 57,
        /// ARIA-GCM with a 256-bit key.
        TLS_CIPHER_ARIA_GCM_256 = 58,
    }
}

attributes! {
    /// State of kernel TLS on a socket: `TLS_INFO_*`, linux/tls.h.
    pub set TlsInfo, enum TlsInfoAttr<'a> {
        /// TLS version that the socket was set up with.
        TLS_INFO_VERSION: TlsVersion = 1,
        /// Cipher that the socket was set up with.
        TLS_INFO_CIPHER: TlsCipher = 2,
        /// Record processing of the send direction.
        TLS_INFO_TXCONF: TlsConf = 3,
        /// Record processing of the receive direction.
        TLS_INFO_RXCONF: TlsConf = 4,
        /// Zero-copy sendfile(2) (TLS_TX_ZEROCOPY_RO). The file must not change while it is sent.
        TLS_INFO_ZC_RO_TX: Flag = 5,
        /// Received TLS 1.3 records are expected to have no padding (TLS_RX_EXPECT_NO_PAD).
        TLS_INFO_RX_NO_PAD: Flag = 6,
        /// Maximum plaintext length of a record sent (TLS_TX_MAX_PAYLOAD_LEN), bytes. Since Linux
        /// 7.0.
        TLS_INFO_TX_MAX_PAYLOAD_LEN: u16 = 7,
    }
}
