//! Constants: linux/xfrm.h.
use crate::{flags, open_enum};

open_enum! {
    /// Address family in two bytes: `AF_*`, socket(2).
    pub struct XfrmFamily(u16) {
        /// Unspecified: any family.
        AF_UNSPEC = 0,
        /// IPv4.
        AF_INET = 2,
        /// IPv6.
        AF_INET6 = 10,
    }
}

open_enum! {
    /// Mode of a security association (SA): `XFRM_MODE_*`, linux/xfrm.h.
    pub struct XfrmMode(u8) {
        /// Transport mode: protects the payload of a packet.
        XFRM_MODE_TRANSPORT = 0,
        /// Tunnel mode: encapsulates complete packets.
        XFRM_MODE_TUNNEL = 1,
        /// Route optimization (Mobile IPv6).
        XFRM_MODE_ROUTEOPTIMIZATION = 2,
        /// Inbound trigger (Mobile IPv6).
        XFRM_MODE_IN_TRIGGER = 3,
        /// Bound end-to-end tunnel (BEET) mode.
        XFRM_MODE_BEET = 4,
        /// IP traffic flow security (IP-TFS, RFC 9347). Since Linux 6.14.
        XFRM_MODE_IPTFS = 5,
    }
}

open_enum! {
    /// Direction of a policy: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyDir(u8) {
        /// Inbound.
        XFRM_POLICY_IN = 0,
        /// Outbound.
        XFRM_POLICY_OUT = 1,
        /// Forwarded.
        XFRM_POLICY_FWD = 2,
    }
}

open_enum! {
    /// Action of a policy: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyAction(u8) {
        /// Packets are accepted, with IPsec as the templates of the policy require.
        XFRM_POLICY_ALLOW = 0,
        /// Packets are dropped.
        XFRM_POLICY_BLOCK = 1,
    }
}

open_enum! {
    /// Type of a policy: `XFRM_POLICY_TYPE_*`, linux/xfrm.h.
    pub struct XfrmPolicyType(u8) {
        /// Main policy (IPsec).
        XFRM_POLICY_TYPE_MAIN = 0,
        /// Sub-policy (Mobile IPv6).
        XFRM_POLICY_TYPE_SUB = 1,
        /// Any type. Internal to the kernel.
        XFRM_POLICY_TYPE_ANY = 255,
    }
}

open_enum! {
    /// Sharing of SAs: `XFRM_SHARE_*`, linux/xfrm.h.
    pub struct XfrmShare(u8) {
        /// Shared without restriction.
        XFRM_SHARE_ANY = 0,
        /// Shared within a session.
        XFRM_SHARE_SESSION = 1,
        /// Shared within a user.
        XFRM_SHARE_USER = 2,
        /// Not shared.
        XFRM_SHARE_UNIQUE = 3,
    }
}

open_enum! {
    /// Default policy, for packets that match no policy: `XFRM_USERPOLICY_*`, linux/xfrm.h.
    pub struct XfrmUserPolicy(u8) {
        /// Unspecified. In a request, the setting is not changed.
        XFRM_USERPOLICY_UNSPEC = 0,
        /// Packets are dropped.
        XFRM_USERPOLICY_BLOCK = 1,
        /// Packets are accepted.
        XFRM_USERPOLICY_ACCEPT = 2,
    }
}

flags! {
    /// Flags of an SA: `XFRM_STATE_*`, linux/xfrm.h.
    pub struct XfrmStateFlags(u8) {
        /// ECN is not propagated between inner and outer header.
        XFRM_STATE_NOECN = 1,
        /// DSCP is copied from the outer to the inner header at decapsulation.
        XFRM_STATE_DECAP_DSCP = 2,
        /// Path MTU discovery is off: outer IPv4 packets are sent without DF.
        XFRM_STATE_NOPMTUDISC = 4,
        /// Inbound packets match with a wildcard source address (Mobile IPv6).
        XFRM_STATE_WILDRECV = 8,
        /// ICMP errors match if the quoted packet matches.
        XFRM_STATE_ICMP = 16,
        /// Inner packets may be of either address family.
        XFRM_STATE_AF_UNSPEC = 32,
        /// AH over IPv4 is aligned to 4 bytes (RFC 4302) instead of 8.
        XFRM_STATE_ALIGN4 = 64,
        /// Extended sequence numbers (ESN, 64 bits).
        XFRM_STATE_ESN = 128,
    }
}

flags! {
    /// Additional flags of an SA: `XFRM_SA_XFLAG_*`, linux/xfrm.h.
    pub struct XfrmSaExtraFlags(u32) {
        /// DSCP is not copied from the inner to the outer header at encapsulation.
        XFRM_SA_XFLAG_DONT_ENCAP_DSCP = 1,
        /// The outbound sequence number may wrap around.
        XFRM_SA_XFLAG_OSEQ_MAY_WRAP = 2,
    }
}

flags! {
    /// Flags of a policy: `XFRM_POLICY_*`, linux/xfrm.h.
    pub struct XfrmPolicyFlags(u8) {
        /// The policy of a socket may override this policy.
        XFRM_POLICY_LOCALOK = 1,
        /// ICMP errors match if the quoted packet matches.
        XFRM_POLICY_ICMP = 2,
        /// Each CPU acquires its own SA (`XFRMA_SA_PCPU`). Since Linux 6.13.
        XFRM_POLICY_CPU_ACQUIRE = 4,
    }
}

flags! {
    /// Contents and cause of an aevent: `XFRM_AE_*`, linux/xfrm.h.
    pub struct XfrmAeFlags(u32) {
        /// Contents: replay threshold.
        XFRM_AE_RTHR = 1,
        /// Contents: replay state.
        XFRM_AE_RVAL = 2,
        /// Contents: consumed lifetime.
        XFRM_AE_LVAL = 4,
        /// Contents: replay timer.
        XFRM_AE_ETHR = 8,
        /// Cause: replay state updated.
        XFRM_AE_CR = 16,
        /// Cause: replay timer expired.
        XFRM_AE_CE = 32,
        /// Cause: update by a request.
        XFRM_AE_CU = 64,
    }
}

flags! {
    /// Flags of hardware offload: `XFRM_OFFLOAD_*`, linux/xfrm.h.
    pub struct XfrmOffloadFlags(u8) {
        /// IPv6. Ignored by the kernel.
        XFRM_OFFLOAD_IPV6 = 1,
        /// Inbound SA.
        XFRM_OFFLOAD_INBOUND = 2,
        /// Packet offload: the device also encapsulates and applies policies. Without this flag,
        /// crypto offload.
        XFRM_OFFLOAD_PACKET = 4,
    }
}

flags! {
    /// Options of the migration of one SA: `XFRM_MIGRATE_STATE_*`, linux/xfrm.h.
    pub struct XfrmMigrateStateFlags(u32) {
        /// The new SA does not inherit the hardware offload of the old one.
        XFRM_MIGRATE_STATE_CLEAR_OFFLOAD = 1,
        /// The selector of a host-to-host SA is derived from the new addresses.
        XFRM_MIGRATE_STATE_UPDATE_H2H_SEL = 2,
    }
}
