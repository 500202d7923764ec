//! Verdicts, and statements that elements may hold, too: limits, quotas, connection limits.
use super::*;

pub(super) fn write_verdict(f: &mut fmt::Formatter<'_>, verdict: Attrs<'_, NftVerdict>) -> fmt::Result {
    let code = get!(verdict, NftVerdict::NFTA_VERDICT_CODE).unwrap_or_default();
    f.write_str(match code {
        VerdictCode::NFT_RETURN => "return",
        VerdictCode::NFT_GOTO => "goto ",
        VerdictCode::NFT_JUMP => "jump ",
        VerdictCode::NFT_BREAK => "break",
        VerdictCode::NFT_CONTINUE => "continue",
        VerdictCode::NF_DROP => "drop",
        VerdictCode::NF_ACCEPT => "accept",
        VerdictCode::NF_QUEUE => "queue",
        other => return write!(f, "verdict {}", other.0),
    })?;
    match verdict.get(NftVerdict::NFTA_VERDICT_CHAIN).ok().flatten() {
        Some(chain) => write!(f, "{chain}"),
        None => Ok(()),
    }
}
/// The largest unit of bytes that divides a number.
fn write_amount(f: &mut fmt::Formatter<'_>, bytes: u64) -> fmt::Result {
    let mut amount = bytes;
    let mut units = ["bytes", "kbytes", "mbytes"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    while amount != 0 && amount % 1024 == 0 {
        let Some(next) = units.next() else { break };
        (amount, unit) = (amount / 1024, next);
    }
    write!(f, "{amount} {unit}")
}
pub(super) fn write_limit(f: &mut fmt::Formatter<'_>, limit: Attrs<'_, NftLimit>) -> fmt::Result {
    let rate = get!(limit, NftLimit::NFTA_LIMIT_RATE).unwrap_or_default();
    let burst = get!(limit, NftLimit::NFTA_LIMIT_BURST).unwrap_or_default();
    let flags = get!(limit, NftLimit::NFTA_LIMIT_FLAGS).unwrap_or_default();
    let bytes = get!(limit, NftLimit::NFTA_LIMIT_TYPE) == Some(LimitType::NFT_LIMIT_PKT_BYTES);
    let unit = match get!(limit, NftLimit::NFTA_LIMIT_UNIT).unwrap_or_default() {
        1 => "second",
        60 => "minute",
        3600 => "hour",
        86400 => "day",
        604_800 => "week",
        _ => "?",
    };
    f.write_str("limit rate ")?;
    f.write_str(if flags.contains(LimitFlags::NFT_LIMIT_F_INV) { "over " } else { "" })?;
    if bytes {
        write_amount(f, rate)?;
        write!(f, "/{unit}")?;
        if burst != 0 {
            f.write_str(" burst ")?;
            write_amount(f, burst.into())?;
        }
        return Ok(());
    }
    write!(f, "{rate}/{unit}")?;
    if burst != 0 && burst != 5 {
        write!(f, " burst {burst} packets")?;
    }
    Ok(())
}
pub(super) fn write_quota(f: &mut fmt::Formatter<'_>, quota: Attrs<'_, NftQuota>) -> fmt::Result {
    let flags = get!(quota, NftQuota::NFTA_QUOTA_FLAGS).unwrap_or_default();
    f.write_str(if flags.contains(QuotaFlags::NFT_QUOTA_F_INV) { "quota over " } else { "quota " })?;
    write_amount(f, get!(quota, NftQuota::NFTA_QUOTA_BYTES).unwrap_or_default())?;
    if let Some(used) = get!(quota, NftQuota::NFTA_QUOTA_CONSUMED).filter(|used| *used != 0) {
        f.write_str(" used ")?;
        write_amount(f, used)?;
    }
    Ok(())
}
pub(super) fn write_connlimit(f: &mut fmt::Formatter<'_>, limit: Attrs<'_, NftConnLimit>) -> fmt::Result {
    let flags = get!(limit, NftConnLimit::NFTA_CONNLIMIT_FLAGS).unwrap_or_default();
    let over = if flags.contains(ConnLimitFlags::NFT_CONNLIMIT_F_INV) { "over " } else { "" };
    write!(f, "ct count {over}{}", get!(limit, NftConnLimit::NFTA_CONNLIMIT_COUNT).unwrap_or_default())
}
pub(super) fn write_synproxy(f: &mut fmt::Formatter<'_>, proxy: Attrs<'_, NftSynproxy>) -> fmt::Result {
    let flags = get!(proxy, NftSynproxy::NFTA_SYNPROXY_FLAGS).unwrap_or_default();
    if flags.contains(SynproxyFlags::NF_SYNPROXY_OPT_MSS) {
        write!(f, " mss {}", get!(proxy, NftSynproxy::NFTA_SYNPROXY_MSS).unwrap_or_default())?;
    }
    if flags.contains(SynproxyFlags::NF_SYNPROXY_OPT_WSCALE) {
        let scale = proxy.get(NftSynproxy::NFTA_SYNPROXY_WSCALE).ok().flatten().unwrap_or_default();
        write!(f, " wscale {scale}")?;
    }
    if flags.contains(SynproxyFlags::NF_SYNPROXY_OPT_TIMESTAMP) {
        f.write_str(" timestamp")?;
    }
    if flags.contains(SynproxyFlags::NF_SYNPROXY_OPT_SACK_PERM) {
        f.write_str(" sack-perm")?;
    }
    Ok(())
}
/// A statement of an element, without its state.
pub(super) fn write_stateful(f: &mut fmt::Formatter<'_>, expr: &Expr<'_>) -> fmt::Result {
    match expr.data {
        Some(ExprData::Counter(_)) | None => write!(f, "{}", expr.name),
        Some(ExprData::Constraint(limit)) => write_limit(f, limit),
        Some(ExprData::Quota(quota)) => write_quota(f, quota),
        Some(ExprData::ConnLimit(limit)) => write_connlimit(f, limit),
        Some(ExprData::Last(_)) => f.write_str("last"),
        Some(data) => write!(f, "[ {} {data:?} ]", expr.name),
    }
}
