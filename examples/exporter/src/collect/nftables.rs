//! Named counters and quotas of nf_tables.
use super::{Tables, constant, text};
use crate::{
    namespace::{Failure, Namespace, is_unsupported},
    table::{Kind, Labels, Metric, Row, Value, keep_top},
};
use nlwire::{
    netfilter::{
        NfGenMsg, NfProto,
        nftables::{self, NftCounter, NftObject, NftQuota, ObjectData, ObjectType},
    },
    pick,
};
use std::fmt;

/// A named counter or quota.
pub struct ObjectRow {
    family: NfProto,
    table: Box<str>,
    name: Box<str>,
    /// Packets and bytes.
    counter: Option<(u64, u64)>,
    /// Bytes consumed and allowed.
    quota: Option<(u64, u64)>,
}
/// A number of an object of one of the types.
macro_rules! number {
    ($kind:ident $name:literal, $help:literal, $field:ident.$at:tt) => {
        Metric {
            name: $name,
            help: $help,
            kind: Kind::$kind,
            value: |row| row.$field.map(|it| Value::Count(it.$at)),
        }
    };
}
impl Row for ObjectRow {
    const METRICS: &'static [Metric<Self>] = &[
        number!(Counter "nlwire_nft_counter_packets", "Packets of a named counter.", counter.0),
        number!(Counter "nlwire_nft_counter_bytes", "Bytes of a named counter.", counter.1),
        number!(Gauge "nlwire_nft_quota_used_bytes", "Bytes that a named quota has counted.", quota.0),
        number!(Gauge "nlwire_nft_quota_limit_bytes", "Bytes at which a named quota matches or ends.", quota.1),
    ];
    fn labels(&self, label: Labels<'_>) -> fmt::Result {
        label("family", &constant(self.family.name(), "NFPROTO_", self.family.0))?;
        label("name", &self.name)?;
        label("table", &self.table)
    }
}

/// Adds the named counters and quotas of a namespace: of each the `top` with the most bytes.
pub async fn collect(namespace: &Namespace, top: usize, tables: &mut Tables) -> Result<(), Failure> {
    let netfilter = namespace.netfilter()?;
    let mut all = Vec::new();
    for kind in [ObjectType::NFT_OBJECT_COUNTER, ObjectType::NFT_OBJECT_QUOTA] {
        let query = nftables::objects(NfProto::NFPROTO_UNSPEC, "", Some(kind));
        let found = namespace.dump(netfilter, query, |object| {
            let found = pick!(object.attrs, NftObject { table: NFTA_OBJ_TABLE, name: NFTA_OBJ_NAME })?;
            let (mut counter, mut quota) = (None, None);
            match object.attrs.select(NftObject::NFTA_OBJ_DATA)? {
                Some(ObjectData::Counter(data)) => {
                    let found =
                        pick!(data, NftCounter { packets: NFTA_COUNTER_PACKETS, bytes: NFTA_COUNTER_BYTES })?;
                    counter = found.packets.zip(found.bytes).map(|(packets, bytes)| (packets.0, bytes.0));
                }
                Some(ObjectData::Quota(data)) => {
                    let found = pick!(data, NftQuota { used: NFTA_QUOTA_CONSUMED, limit: NFTA_QUOTA_BYTES })?;
                    quota = found.limit.map(|limit| (found.used.map_or(0, |used| used.0), limit.0));
                }
                _ => return Ok(None),
            }
            Ok(Some(ObjectRow {
                family: object.header.get(NfGenMsg::nfgen_family),
                table: text(&found.table.unwrap_or_default()).into(),
                name: text(&found.name.unwrap_or_default()).into(),
                counter,
                quota,
            }))
        });
        let mut rows = match found.await {
            // the kernel is built without nf_tables, or the module is not loaded
            Err(Failure::Request(error)) if is_unsupported(&error) => return Ok(()),
            found => found?,
        };
        keep_top(&mut rows, top, |row| row.counter.map_or(0, |it| it.1).max(row.quota.map_or(0, |it| it.0)));
        all.extend(rows);
    }
    tables.nft_objects.add(&namespace.label, all);
    Ok(())
}
