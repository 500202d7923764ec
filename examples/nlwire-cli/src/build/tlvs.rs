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
        genl::nl80211::{InfoElement, Ssid},
        netfilter::nftables::{NftRuleUdata, NftSetUdata},
        schema::{Json as Printed, View},
        wire::{Encode, Tlvs},
    };

    const SET: PayloadType = Tlvs::<NftSetUdata>::PAYLOAD_TYPE;
    const RULE: PayloadType = Tlvs::<NftRuleUdata>::PAYLOAD_TYPE;

    const ELEMENTS: PayloadType = Tlvs::<InfoElement>::PAYLOAD_TYPE;

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

    /// Numbers below a limit, the same in each run.
    fn random() -> impl FnMut(usize) -> usize {
        let mut state = 1u64;
        move |below| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        }
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
        let mut any = random();
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
    /// Elements of a beacon, of any lengths and with any bits: reserved bits and odd lengths of a
    /// struct are what its fields do not show.
    #[test]
    fn what_is_printed_of_any_elements_makes_these_bytes() {
        let whole = [
            record(0, b"net\0\xff \\"),
            record(1, &[0x82, 0x84]),
            record(5, &[0, 1, 0, 0]),
            record(7, b"DE \x01\x0d\x14\xc9\x02\x03"),
            record(10, &[0, 1, 2, 230]),
            record(11, &[1, 0, 2, 3, 0]),
            record(37, &[0, 6, 3]),
            record(42, &[0x84]),
            record(45, &[0; 26]),
            record(61, &[0; 22]),
            record(113, &[1; 7]),
            record(127, &[0; 8]),
            record(191, &[0; 12]),
            record(192, &[1; 5]),
            record(244, &[0x20]),
            record(221, &[0, 0x50, 0xf2, 2]),
            record(221, &[]),
            record(255, &[59, 1, 2]),
        ]
        .concat();
        let printed = print(ELEMENTS, &whole);
        for name in ["SSID", "TIM", "COUNTRY", "HT_CAPABILITY", "HT_OPERATION", "MESH_CONFIG", "RSNX"] {
            assert!(printed.contains(&format!("\"WLAN_EID_{name}\"")), "{name}: {printed}");
        }
        assert_eq!(build(ELEMENTS, &printed).as_ref(), Ok(&whole), "{printed}");
        let mut any = random();
        let ids = [0, 1, 3, 5, 7, 10, 11, 32, 37, 42, 45, 48, 61, 113, 114, 127, 191, 192, 221, 244, 255];
        let mut named = 0;
        for _ in 0..20_000 {
            let mut bytes = Vec::new();
            for _ in 0..any(4) {
                let len = [any(6), any(30), 26, 22, 12, 11][any(6)];
                let mut data = vec![0; len];
                for _ in 0..any(5).min(len) {
                    data[any(len)] = [1, 0x80, any(256) as u8][any(3)];
                }
                bytes.extend(record(ids[any(ids.len())], &data));
            }
            bytes.truncate(if any(9) == 0 { any(bytes.len() + 1) } else { bytes.len() });
            let printed = print(ELEMENTS, &bytes);
            named += printed.matches("WLAN_EID_").count();
            assert_eq!(build(ELEMENTS, &printed).as_ref(), Ok(&bytes), "{printed}");
        }
        assert!(named > 5_000, "{named}");
    }
    #[test]
    fn ssids_have_no_nul_at_the_end_and_all_of_their_bytes() {
        for ssid in [&b"net1"[..], b"", b"\0\0", b"a\0b\xff", b"1234"] {
            let printed = print(Ssid::PAYLOAD_TYPE, ssid);
            assert_eq!(build(Ssid::PAYLOAD_TYPE, &printed), Ok(ssid.to_vec()), "{printed}");
        }
        assert_eq!(build(Ssid::PAYLOAD_TYPE, "1234"), Ok(b"1234".to_vec()));
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
