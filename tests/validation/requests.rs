//! Requests from the tables: right ones, and each broken in one place.
use nlwire::wire::{
    RawAttrs,
    spec::{AttributeSetSpec, AttributeSpec, Constraint, NumberSpec, PayloadType},
};

/// An operation, and a place in its request where attributes of one set stand.
pub struct Context {
    pub name: String,
    pub kind: u16,
    pub flags: u16,
    /// The family's header.
    pub header: Vec<u8>,
    /// Whether it is asked on a socket with NETLINK_GET_STRICT_CHK.
    pub strict: bool,
    /// Attributes in front, at the top.
    pub before: Vec<u8>,
    /// The nests down to the place, from the outermost in.
    pub nests: Vec<Nest>,
    pub table: &'static AttributeSetSpec,
    /// Which rows are tried.
    pub rows: fn(&AttributeSpec) -> bool,
    /// What is sent after a request that the kernel has carried out.
    pub undo: Option<Vec<u8>>,
}
/// One nest on the way.
#[derive(Clone)]
pub struct Nest {
    /// The attribute, with the bits of its header.
    pub number: u16,
    /// A structure in front of its attributes.
    pub head: Vec<u8>,
    /// Whether that structure begins with its length: a next hop.
    pub chain: bool,
    /// Attributes in front of those that are tried.
    pub before: Vec<u8>,
}
impl Nest {
    pub fn new(number: u16) -> Self {
        Self { number: number | NESTED, head: vec![], chain: false, before: vec![] }
    }
    pub fn plain(number: u16) -> Self {
        Self { number, ..Self::new(0) }
    }
    pub fn head(self, head: Vec<u8>) -> Self {
        Self { head, ..self }
    }
    pub fn before(self, before: Vec<u8>) -> Self {
        Self { before, ..self }
    }
}
/// One request.
pub struct Case {
    /// The attribute that is tried.
    pub row: String,
    /// What was done to it.
    pub what: String,
    /// Whether nothing was: what the kernel says to it is the mark of those that follow.
    pub is_right: bool,
    /// The attributes that are tried.
    pub inside: Vec<u8>,
    /// The whole message.
    pub bytes: Vec<u8>,
}
/// Numbers that look drawn, always the same: xorshift.
pub struct Random(pub u64);
impl Random {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

const NESTED: u16 = 0x8000;
const NET_BYTEORDER: u16 = 0x4000;

/// An attribute, padded.
pub fn attr(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = [&(payload.len() as u16 + 4).to_ne_bytes()[..], &number.to_ne_bytes(), payload].concat();
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}
/// A message with these attributes, in the context's nests where `deep`.
pub fn message(context: &Context, inside: &[u8], deep: bool) -> Vec<u8> {
    let mut inside = inside.to_vec();
    if deep {
        for nest in context.nests.iter().rev() {
            let mut payload = [&nest.head[..], &nest.before, &inside].concat();
            if nest.chain {
                let len = payload.len() as u16;
                payload[..2].copy_from_slice(&len.to_ne_bytes());
            }
            let mut whole = attr(nest.number, &payload);
            // what is cut inside stays cut: the padding does not count
            whole.truncate(4 + payload.len().next_multiple_of(4));
            inside = whole;
        }
    }
    let mut bytes = vec![0; 16];
    bytes.extend(&context.header);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes.extend(&context.before);
    bytes.extend(inside);
    finish(context, bytes)
}
fn finish(context: &Context, mut bytes: Vec<u8>) -> Vec<u8> {
    let len = bytes.len() as u32;
    bytes[..4].copy_from_slice(&len.to_ne_bytes());
    bytes[4..6].copy_from_slice(&context.kind.to_ne_bytes());
    bytes[6..8].copy_from_slice(&(context.flags | 5).to_ne_bytes()); // REQUEST, ACK
    bytes[8..12].copy_from_slice(&1u32.to_ne_bytes());
    bytes
}

/// A request of this payload.
pub fn request(kind: u16, flags: u16, payload: &[u8]) -> Vec<u8> {
    let len = 16 + payload.len() as u32;
    let head = [
        &len.to_ne_bytes()[..],
        &kind.to_ne_bytes(),
        &(flags | 5).to_ne_bytes(),
        &1u32.to_ne_bytes(),
        &[0; 4],
    ];
    [&head.concat(), payload].concat()
}
/// A drawn payload: a header with a family, at times with a bit set, and attributes of a table with drawn lengths, bits and bytes.
pub fn drawn(header: usize, family: u8, table: &AttributeSetSpec, random: &mut Random) -> Vec<u8> {
    let mut bytes = vec![0; header];
    bytes[0] = family;
    if random.below(3) == 0 {
        let at = random.below(header);
        if at != 0 {
            bytes[at] = 1 << random.below(8);
        }
    }
    bytes.resize(header.next_multiple_of(4), 0);
    for _ in 0..random.below(4) {
        let last = table.attributes.last().map_or(2, |row| row.number);
        let number = random.below(usize::from(last) + 3) as u16;
        let bits = [0, 0, 0, NESTED, NET_BYTEORDER, NESTED | NET_BYTEORDER][random.below(6)];
        let len = [0, 1, 2, 3, 4, 4, 4, 5, 8, 16, 20, 260][random.below(12)];
        let byte = [0, 0, 1, 0x41, 0xff][random.below(5)];
        let mut payload = vec![byte; len];
        if let (Some(byte), 0) = (payload.last_mut(), random.below(2)) {
            *byte = 0;
        }
        bytes.extend(attr(number | bits, &payload));
    }
    match random.below(8) {
        0 => bytes.truncate(random.below(bytes.len() + 1)),
        1 => bytes.push(0),
        _ => {}
    }
    bytes
}
/// All requests of a context.
pub fn cases(context: &Context) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |row: &str, what: &str, inside: &[u8]| {
        let (row, what) = (row.to_string(), what.to_string());
        let bytes = message(context, inside, true);
        cases.push(Case { is_right: what == "right", row, what, inside: inside.to_vec(), bytes });
    };
    add("", "right", &[]);
    let last = context.table.attributes.last().map_or(0, |row| row.number);
    for (what, bytes) in [
        ("unknown attribute", attr(last + 1, &[0; 4])),
        ("unknown attribute, far", attr(0x3ffe, &[0; 4])),
        ("attribute 0", attr(0, &[0; 4])),
        ("a nest that is unknown", attr((last + 1) | NESTED, &attr(1, &[0; 4]))),
        ("trailing byte", vec![0xff]),
        ("three trailing bytes", vec![0xff; 3]),
        ("four trailing bytes", vec![0xff; 4]),
        ("length 0", vec![0, 0, 1, 0]),
        ("length 3", [3u16.to_ne_bytes(), 1u16.to_ne_bytes()].concat()),
        ("length past the end", [16u16.to_ne_bytes(), 1u16.to_ne_bytes(), [0; 2], [0; 2]].concat()),
    ] {
        add("", what, &bytes);
    }
    for row in context.table.attributes.iter().filter(|row| (context.rows)(row)) {
        let Some((payload, payload_type)) = sample(context, row) else { continue };
        let is_nest = matches!(
            payload_type,
            PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_)
        );
        let bit = if is_nest { NESTED } else { 0 };
        let number = row.number | bit;
        let mut one = |what: &str, bytes: Vec<u8>| add(row.name, what, &bytes);
        one("right", attr(number, &payload));
        one("the bit NESTED is the other way", attr(number ^ NESTED, &payload));
        one("the bit NET_BYTEORDER", attr(number | NET_BYTEORDER, &payload));
        let longer = |by: usize| [&payload[..], &vec![0; by]].concat();
        for by in [1, 4] {
            one(&format!("{by} longer"), attr(number, &longer(by)));
        }
        if !payload.is_empty() {
            one("empty", attr(number, &[]));
            one("1 shorter", attr(number, &payload[..payload.len() - 1]));
            one("half", attr(number, &payload[..payload.len() / 2]));
        }
        one("twice, the first empty", [attr(number, &[]), attr(number, &payload)].concat());
        one("twice", [attr(number, &payload), attr(number, &payload)].concat());
        one("twice, the second empty", [attr(number, &payload), attr(number, &[])].concat());
        one("trailing byte behind", [attr(number, &payload), vec![0xff]].concat());
        one("without padding", {
            let mut bytes = attr(number, &payload);
            bytes.truncate(4 + payload.len());
            bytes
        });
        one("unaligned, without padding", {
            let mut bytes = attr(number, &longer(1));
            bytes.truncate(5 + payload.len());
            bytes
        });
        one("both bits", attr(number | NESTED | NET_BYTEORDER, &payload));
        match payload_type {
            PayloadType::Number(number_shape) => {
                for (what, value) in edges(row.constraint, number_shape) {
                    one(&what, attr(number, &value));
                }
            }
            PayloadType::Text => {
                let most = match row.constraint {
                    Constraint::MaxLen(most) | Constraint::NulMaxLen(most) if most < 1000 => {
                        usize::from(most)
                    }
                    _ => 0,
                };
                one("without NUL", attr(number, b"xy"));
                one("NUL alone", attr(number, &[0]));
                one("NUL inside", attr(number, b"x\0y\0"));
                one("NUL inside, none at the end", attr(number, b"x\0yz"));
                one("NUL in front", attr(number, b"\0x\0"));
                if most != 0 {
                    one("as long as may be", attr(number, &vec![b'x'; most]));
                    one("and NUL", attr(number, &[vec![b'x'; most], vec![0]].concat()));
                    one("too long", attr(number, &vec![b'x'; most + 1]));
                }
            }
            PayloadType::NextHops(_) => {
                one("a link of length 0", attr(number, &[0; 8]));
                one("a link past the end", attr(number, &[9, 0, 0, 0, 0, 0, 0, 0]));
            }
            PayloadType::Bitfield32 => {
                one("bits that are not selected", attr(number, &[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]));
                one("bits that are unknown", attr(number, &[0, 0, 0, 0x80, 0, 0, 0, 0x80]));
            }
            _ if is_nest => {
                for len in 1..4 {
                    one(&format!("{len} bytes for a nest"), attr(number, &[0xff; 3][..len]));
                }
                one("something unknown inside", attr(number, &attr(0x3ffe, &[0; 4])));
                one("attribute 0 inside", attr(number, &attr(0, &[0; 4])));
                one("broken framing inside", attr(number, &[2, 0, 1, 0]));
            }
            _ => {}
        }
        if let Constraint::MaxLen(most) = row.constraint {
            if most < 1000 && !matches!(payload_type, PayloadType::Text) {
                one("as long as may be", attr(number, &vec![0; most.into()]));
                one("too long", attr(number, &vec![0; usize::from(most) + 1]));
            }
        }
    }
    if context.nests.is_empty() {
        for len in 0..context.header.len() {
            let mut bytes = vec![0; 16];
            bytes.extend(&context.header[..len]);
            let (row, what) = ("header".to_string(), format!("cut to {len}"));
            cases.push(Case { row, what, is_right: false, inside: vec![], bytes: finish(context, bytes) });
        }
    }
    cases
}
/// Requests of several attributes that are right by themselves, and the same with one of them broken.
pub fn mixed(context: &Context, rows: &[(String, Vec<u8>)], random: &mut Random) -> Vec<Case> {
    let mut cases = Vec::new();
    for _ in 0..if rows.len() < 2 { 0 } else { 4 } {
        let mut chosen: Vec<_> =
            (0..2 + random.below(3)).map(|_| rows[random.below(rows.len())].clone()).collect();
        let whole = |chosen: &[(String, Vec<u8>)]| {
            chosen.iter().flat_map(|(_, attr)| attr.clone()).collect::<Vec<u8>>()
        };
        let inside = whole(&chosen);
        let row = chosen[0].0.clone();
        let bytes = message(context, &inside, true);
        cases.push(Case { row, what: "several".into(), is_right: true, inside, bytes });
        let mut turned = chosen.clone();
        turned.reverse();
        let inside = whole(&turned);
        let bytes = message(context, &inside, true);
        cases.push(Case {
            row: row_of(&turned),
            what: "several, reversed".into(),
            is_right: true,
            inside,
            bytes,
        });
        let at = random.below(chosen.len());
        let (row, attr) = &mut chosen[at];
        let row = row.clone();
        let len = u16::from_ne_bytes([attr[0], attr[1]]);
        let what = match random.below(5) {
            0 => {
                let bits = 0x8000u16 >> random.below(2);
                let number = u16::from_ne_bytes([attr[2], attr[3]]) ^ bits;
                attr[2..4].copy_from_slice(&number.to_ne_bytes());
                "other bits"
            }
            1 => {
                attr[2..4].copy_from_slice(&(0x3f00 + random.below(0x80) as u16).to_ne_bytes());
                "another number"
            }
            2 if len > 4 => {
                let less = 1 + random.below(usize::from(len) - 4);
                attr[..2].copy_from_slice(&(len - less as u16).to_ne_bytes());
                attr.truncate((usize::from(len) - less).next_multiple_of(4));
                "cut"
            }
            3 => {
                let more = 1 + random.below(40);
                attr[..2].copy_from_slice(&(len + more as u16).to_ne_bytes());
                attr.resize((usize::from(len) + more).next_multiple_of(4), 0);
                "longer"
            }
            _ => {
                attr[..2].copy_from_slice(&(random.below(4) as u16).to_ne_bytes());
                "no length"
            }
        };
        let inside = whole(&chosen);
        let bytes = message(context, &inside, true);
        if !stops_the_kernel(&bytes) {
            cases.push(Case { row, what: format!("several, one {what}"), is_right: false, inside, bytes });
        }
    }
    cases
}
fn row_of(chosen: &[(String, Vec<u8>)]) -> String {
    chosen.first().map_or_else(String::new, |(row, _)| row.clone())
}
/// Values at the edges of what a number may be, and beyond.
fn edges(limit: Constraint, payload_type: NumberSpec) -> Vec<(String, Vec<u8>)> {
    let len = usize::from(if payload_type.len == 0 { 4 } else { payload_type.len });
    let bits = 8 * len as u32;
    let bytes = |value: i128| number(payload_type, value);
    let (least, most) = match payload_type.signed {
        true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        false => (0, (1i128 << bits) - 1),
    };
    let mut edges = Vec::new();
    match limit {
        Constraint::Range(min, max) => {
            let min = i128::from(min).max(least);
            let max = i128::from(max).min(most);
            for value in [min, min - 1, max, max + 1] {
                if (least..=most).contains(&value) {
                    edges.push((format!("the number {value}"), bytes(value)));
                }
            }
        }
        Constraint::FlagsMask(mask) => {
            for bit in 0..bits {
                if mask >> bit & 1 == 0 {
                    edges.push((format!("bit {bit}, which means nothing"), bytes(1 << bit)));
                }
            }
            edges.truncate(3);
        }
        _ => {}
    }
    edges
}
fn number(payload_type: NumberSpec, value: i128) -> Vec<u8> {
    let len = usize::from(if payload_type.len == 0 { 4 } else { payload_type.len });
    let mut bytes = (value as u64).to_le_bytes()[..len].to_vec();
    if payload_type.big || cfg!(target_endian = "big") {
        bytes.reverse();
    }
    bytes
}
/// A payload that is right, and the shape that it has in this context; `None` where something selects it that is not there.
fn sample(context: &Context, row: &AttributeSpec) -> Option<(Vec<u8>, PayloadType)> {
    let v6 = context.header.first() == Some(&10);
    let mut payload_type = row.payload_type;
    if let PayloadType::SubMessage(choices) = payload_type {
        let is_address = choices
            .arms
            .iter()
            .any(|(arm, payload_type)| *arm == [2] && matches!(payload_type, PayloadType::Ip));
        if !is_address {
            return None;
        }
        payload_type = PayloadType::Ip;
    }
    if let Some(own) = crate::operations::value(row.name) {
        return Some((own, payload_type));
    }
    let ip = || if v6 { [&[0xfd][..], &[0; 14], &[1]].concat() } else { vec![127, 0, 0, 1] };
    let payload = match payload_type {
        PayloadType::Number(it) => match row.constraint {
            Constraint::Range(min, max) => {
                number(it, i128::from(if (min..=max).contains(&1) { 1 } else { min }))
            }
            Constraint::FlagsMask(mask) => number(it, i128::from(mask & mask.wrapping_neg())),
            _ => number(it, 0),
        },
        PayloadType::Flag => vec![],
        PayloadType::Text => b"x\0".to_vec(),
        PayloadType::Hardware => vec![2, 0, 0, 0, 0, 1],
        PayloadType::Ip => match row.constraint {
            Constraint::MinLen(16) | Constraint::ExactLen(16) => [&[0xfd][..], &[0; 14], &[1]].concat(),
            Constraint::ExactLen(4) => vec![127, 0, 0, 1],
            _ => ip(),
        },
        PayloadType::IpOf(16) => [&[0xfd][..], &[0; 14], &[1]].concat(),
        PayloadType::IpOf(_) => vec![127, 0, 0, 1],
        PayloadType::Labels => vec![0, 6, 0x41, 0],
        PayloadType::Bitfield32 => vec![0; 8],
        PayloadType::Struct(it) | PayloadType::Extensible(it) => vec![0; it.len],
        PayloadType::WithHeader { header, .. } => vec![0; header.len.next_multiple_of(4)],
        PayloadType::PackedArray { len, .. } => vec![0; len],
        PayloadType::Nest(_) | PayloadType::IndexedArray(_) | PayloadType::NestTypeValue(_) => vec![],
        PayloadType::NextHops(chain) => {
            let mut bytes = vec![0; chain.header.len];
            let len = bytes.len() as u16;
            bytes[..2].copy_from_slice(&len.to_ne_bytes());
            bytes
        }
        _ => vec![0; 4],
    };
    let payload = match row.constraint {
        Constraint::ExactLen(len) => vec![0; len.into()],
        Constraint::MinLen(len) if payload.len() < usize::from(len) => vec![0; len.into()],
        Constraint::MaxLen(len)
            if !matches!(payload_type, PayloadType::Text) && payload.len() > usize::from(len) =>
        {
            vec![0; len.into()]
        }
        _ => payload,
    };
    Some((payload, payload_type))
}

/// Linux 6.18.44 dies of options in an IP tunnel's encapsulation, holding rtnetlink's lock: attribute 8 within RTA_ENCAP or NHA_ENCAP.
pub fn stops_the_kernel(request: &[u8]) -> bool {
    let kind = u16::from_ne_bytes([request[4], request[5]]);
    let (header, encap) = match kind {
        24..=26 => (12, 22),
        104..=107 => (8, 8),
        _ => return false,
    };
    let Some(attrs) = request.get(16 + header..) else { return false };
    let within = |attrs: &[u8], number: u16| -> Vec<Vec<u8>> {
        let of = |attr: &nlwire::wire::Attr<'_>| attr.attr_type() == number;
        RawAttrs::new(attrs).map_while(Result::ok).filter(of).map(|attr| attr.payload().to_vec()).collect()
    };
    let bad = |attrs: &[u8]| {
        let is_ip =
            |kind: &Vec<u8>| matches!(kind.first_chunk().map(|it| u16::from_ne_bytes(*it)), Some(2 | 4));
        let kind = if encap == 8 { 7 } else { 21 };
        within(attrs, kind).iter().any(is_ip)
            && within(attrs, encap).iter().any(|encap| !within(encap, 8).is_empty())
    };
    if bad(attrs) {
        return true;
    }
    within(attrs, 9).into_iter().any(|hops| {
        let mut rest = &hops[..];
        while let Some(len) = rest.first_chunk::<2>().map(|len| usize::from(u16::from_ne_bytes(*len))) {
            if len < 8 || len > rest.len() {
                break;
            }
            if bad(&rest[8..len]) {
                return true;
            }
            rest = rest.get(len.next_multiple_of(4)..).unwrap_or(&[]);
        }
        false
    })
}
