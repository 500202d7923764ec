//! Calls for regulatory domains.
use super::{
    DfsRegion, Nl80211, Nl80211Message, RegRule, RegRuleFlags, UserRegHintType, wiphys::WifiCommand,
};
use crate::{
    client::{Call, Completion, Query, call, query},
    genl::Family,
    wire::{Flag, GetFlags},
};

/// Name of the multicast group for regulatory domains: `NL80211_MULTICAST_GROUP_REG`.
pub const GROUP_REGULATORY: &str = "regulatory";

/// Returns a regulatory domain: the global one, or that of a wiphy.
///
/// Sends `NL80211_CMD_GET_REG`, with the wiphy index. A wiphy without a regulatory domain of its
/// own uses the global one. The rules are `NL80211_ATTR_REG_RULES` of the reply.
///
/// # Errors
/// `ENODEV` if the wiphy does not exist ([`is_not_found`](crate::client::Error::is_not_found)).
pub fn regulatory_domain(family: &Family, wiphy: Option<u32>) -> impl Query<Operation = WifiCommand> + Copy {
    query(family.command(Nl80211Message::NL80211_CMD_GET_REG), move |request| {
        request.put_some(Nl80211::NL80211_ATTR_WIPHY, wiphy);
    })
}
/// Lists the regulatory domains: the global one, and those private to a wiphy.
///
/// Sends `NL80211_CMD_GET_REG` with `NLM_F_DUMP`. The message of the global domain has no
/// `NL80211_ATTR_WIPHY`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next).
pub fn regulatory_domains(family: &Family) -> impl Query<Operation = WifiCommand> + Copy {
    family.command(Nl80211Message::NL80211_CMD_GET_REG)
}
/// Requests the regulatory domain of a country: a hint of a user.
///
/// Sends `NL80211_CMD_REQ_SET_REG` with the country code. `00` is the world. The kernel loads the
/// domain from its database, and announces a change to the multicast group [`GROUP_REGULATORY`];
/// the ack does not mean that the domain is in effect.
///
/// # Errors
/// `EINVAL` if the code is not two letters, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_country(family: &Family, country: &str) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_REQ_SET_REG);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_REG_ALPHA2, country)
            .put(Nl80211::NL80211_ATTR_USER_REG_HINT_TYPE, UserRegHintType::NL80211_USER_REG_HINT_USER);
    })
}
/// Announces to the kernel that the device is indoors, or no longer indoors.
///
/// Sends `NL80211_CMD_REQ_SET_REG` with `NL80211_USER_REG_HINT_INDOOR`. The setting is tied to the
/// socket: closing the socket removes it.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn set_indoor(family: &Family, indoor: bool) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_REQ_SET_REG);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_USER_REG_HINT_TYPE, UserRegHintType::NL80211_USER_REG_HINT_INDOOR)
            .put(Nl80211::NL80211_ATTR_SOCKET_OWNER, Flag)
            .put_some(Nl80211::NL80211_ATTR_REG_INDOOR, indoor.then_some(Flag));
    })
}
/// Rule of a regulatory domain: [`set_regulatory_domain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegRuleSpec {
    /// Start of the frequency range, kHz.
    pub start: u32,
    /// End of the frequency range, kHz.
    pub end: u32,
    /// Maximum bandwidth, kHz.
    pub max_bandwidth: u32,
    /// Maximum antenna gain, mBi (1/100 dBi). 0 means unknown.
    pub max_antenna_gain: u32,
    /// Maximum EIRP, mBm (1/100 dBm).
    pub max_eirp: u32,
    /// Flags: uses that the rule forbids.
    pub flags: RegRuleFlags,
}
/// Sets the rules of the regulatory domain that the kernel asked for, as CRDA does.
///
/// Sends `NL80211_CMD_SET_REG` with the country code, the DFS region and the rules.
///
/// # Errors
/// `EINVAL` if the kernel did not ask for this country or a rule is invalid, `EALREADY` if the
/// domain is set, `EOPNOTSUPP` if the kernel is built without support for CRDA, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn set_regulatory_domain(
    family: &Family,
    country: &str,
    region: DfsRegion,
    rules: &[RegRuleSpec],
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(Nl80211Message::NL80211_CMD_SET_REG);
    call(command, GetFlags::ACK, move |request| {
        request
            .put(Nl80211::NL80211_ATTR_REG_ALPHA2, country)
            .put(Nl80211::NL80211_ATTR_DFS_REGION, region)
            .array(Nl80211::NL80211_ATTR_REG_RULES, 0, rules, |to, rule| {
                to.put(RegRule::NL80211_ATTR_REG_RULE_FLAGS, rule.flags)
                    .put(RegRule::NL80211_ATTR_FREQ_RANGE_START, rule.start)
                    .put(RegRule::NL80211_ATTR_FREQ_RANGE_END, rule.end)
                    .put(RegRule::NL80211_ATTR_FREQ_RANGE_MAX_BW, rule.max_bandwidth)
                    .put(RegRule::NL80211_ATTR_POWER_RULE_MAX_ANT_GAIN, rule.max_antenna_gain)
                    .put(RegRule::NL80211_ATTR_POWER_RULE_MAX_EIRP, rule.max_eirp);
            });
    })
}
