//! Type-length-value records with a byte each for type and length.
use super::{Builder, Level, Scope, Wrong, names};
use crate::{json::Json, registry};
use nlwire::wire::spec::{AttributeSetSpec, PayloadType};

impl Builder {
    /// Appends records: of an object, or of a list of objects where the order carries meaning.
    pub(super) fn tlvs(
        &mut self,
        spec: &'static AttributeSetSpec,
        value: &Json,
        scope: &Scope<'_>,
    ) -> Result<(), Wrong> {
        let mut flat = Vec::new();
        let members = self.flat_members(spec, value, &mut flat)?;
        // in order, records do not select
        let level = if spec.ordered { Level::Items } else { Level::Set { spec: Some(spec), members } };
        let Some(mut inner) = scope.inner(level) else {
            return self.wrong("nested deeper than 16 levels");
        };
        for (at, (name, value)) in members.iter().enumerate() {
            inner.at = at;
            let row = spec.attribute_by_name(name).map(|row| (row.number, row.payload_type));
            let unknown = || Some((name.strip_prefix('#')?.parse().ok()?, PayloadType::Bytes));
            let Some((number, payload_type)) = row.or_else(unknown) else {
                let hint = registry::nearest(name, names(spec).into_iter());
                return self.wrong(&format!("{} has no record {name:?}{hint}", spec.name));
            };
            self.within(name, |it| it.tlv(number, payload_type, value, &inner))?;
        }
        Ok(())
    }
    fn tlv(
        &mut self,
        number: u16,
        payload_type: PayloadType,
        value: &Json,
        scope: &Scope<'_>,
    ) -> Result<(), Wrong> {
        let Ok(kind) = u8::try_from(number) else {
            return self.wrong("the type of a record is at most 255");
        };
        let begin = self.out.len();
        self.out.extend([kind, 0]);
        let payload_type = self.resolve(payload_type, value, scope);
        self.value(payload_type, value, scope, None)?;
        let Ok(len) = u8::try_from(self.out.len() - begin - 2) else {
            return self.wrong("the value of the record is longer than 255 bytes");
        };
        self.out[begin + 1] = len;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nlwire::{
        netfilter::nftables::{NftRuleUdata, NftSetUdata},
        schema::{Json as Printed, View},
        wire::{Encode, Tlvs},
    };

    const SET: PayloadType = Tlvs::<NftSetUdata>::PAYLOAD_TYPE;
    const RULE: PayloadType = Tlvs::<NftRuleUdata>::PAYLOAD_TYPE;

    fn build(payload_type: PayloadType, json: &str) -> Result<Vec<u8>, Wrong> {
        let mut builder = Builder::default();
        let root = Scope { level: None, up: None, header: &[], kind: 0, depth: 0, at: 0 };
        builder.value(payload_type, &Json::parse(json).unwrap(), &root, None)?;
        Ok(builder.out)
    }
    fn print(payload_type: PayloadType, bytes: &[u8]) -> String {
        Printed(View::new(payload_type, bytes)).to_string()
    }
    fn record(kind: u8, value: &[u8]) -> Vec<u8> {
        [&[kind, u8::try_from(value.len()).unwrap()], value].concat()
    }

    #[test]
    fn what_is_printed_of_any_bytes_makes_these_bytes() {
        let payload = [record(0, &16u32.to_ne_bytes()), record(1, &4u32.to_ne_bytes())].concat();
        let field = [record(0, &7u32.to_ne_bytes()), record(1, &payload)].concat();
        let concat = [record(0, &field), record(1, &field), record(15, &field)].concat();
        let data = [record(0, &13u32.to_ne_bytes()), record(1, &concat)].concat();
        let whole = [
            record(0, &2u32.to_ne_bytes()),
            record(3, &data),
            record(5, &[1, 2]),
            record(7, b"ports \\ \"\xff\0"),
            record(200, &[]),
        ]
        .concat();
        let printed = print(SET, &whole);
        for part in ["BYTEORDER_BIG_ENDIAN", "PROTO_DESC_VLAN", r##""#200":"""##, "CONCAT_NEST_15"] {
            assert!(printed.contains(part), "{part}: {printed}");
        }
        let mut state = 1u64;
        let mut any = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut maps = 0;
        for round in 0..20_000 {
            let mut bytes = whole.clone();
            if round != 0 {
                for _ in 0..any(4) {
                    let at = any(bytes.len());
                    bytes[at] = [0, 1, 3, 7, 255, any(256) as u8][any(6)];
                }
                bytes.truncate(if any(3) == 0 { any(bytes.len()) } else { bytes.len() });
                if any(3) == 0 {
                    bytes = (0..any(20)).map(|_| any(6) as u8).collect();
                }
            }
            let printed = print(SET, &bytes);
            maps += usize::from(printed.starts_with('{'));
            assert_eq!(build(SET, &printed).as_ref(), Ok(&bytes), "{printed}");
        }
        assert!((2_000..19_000).contains(&maps), "{maps}");
    }
    #[test]
    fn records_are_written_by_name_and_errors_name_the_place() {
        let comment = record(0, b"allow ssh\0");
        assert_eq!(build(RULE, r#"{"NFTNL_UDATA_RULE_COMMENT":"allow ssh"}"#), Ok(comment));
        assert_eq!(build(RULE, r##"{"#9":"0102"}"##), Ok(record(9, &[1, 2])));
        assert_eq!(build(RULE, r#""00ff""#), Ok(vec![0, 255]));
        let long = format!(r#"{{"NFTNL_UDATA_RULE_COMMENT":"{}"}}"#, "x".repeat(255));
        for (json, error) in [
            (
                r#"{"NFTNL_UDATA_RULE_COMENT":"x"}"#,
                r#": NftRuleUdata has no record "NFTNL_UDATA_RULE_COMENT"; did you mean NFTNL_UDATA_RULE_COMMENT?"#,
            ),
            (r##"{"#256":""}"##, "#256: the type of a record is at most 255"),
            (&long, "NFTNL_UDATA_RULE_COMMENT: the value of the record is longer than 255 bytes"),
            (r#"[{"NFTNL_UDATA_RULE_COMMENT":"x"}]"#, ": a list where an object is expected"),
            (r#"{"NFTNL_UDATA_RULE_COMMENT":1.5}"#, "NFTNL_UDATA_RULE_COMMENT: 1.5 where text is expected"),
        ] {
            assert_eq!(build(RULE, json).unwrap_err(), error, "{json}");
        }
    }
}
