//! What values are loaded from, in nft's words.
use super::*;

impl<'a> Printer<'a, '_, '_> {
    /// Writes what a value is loaded from; returns its data type.
    pub(super) fn source(&mut self, value: &Value<'a>) -> Result<DataType, fmt::Error> {
        let (field, _, _) = self.field_of(value);
        if let Some(spec) = field {
            self.f.write_str(spec.name)?;
            return Ok(spec.data_type);
        }
        match value.from {
            From::None => self.f.write_str("?").map(|()| DataType::INVALID),
            From::Payload(base, offset, len) => {
                let base = match base {
                    PayloadBase::NFT_PAYLOAD_LL_HEADER => "ll",
                    PayloadBase::NFT_PAYLOAD_NETWORK_HEADER => "nh",
                    PayloadBase::NFT_PAYLOAD_TRANSPORT_HEADER => "th",
                    PayloadBase::NFT_PAYLOAD_INNER_HEADER => "ih",
                    _ => "th",
                };
                write!(self.f, "@{base},{},{}", u64::from(offset) * 8, u64::from(len) * 8)?;
                Ok(DataType::INVALID)
            }
            From::Field(Source::Meta(key)) => write!(self.f, "meta {key}").map(|()| DataType::INVALID),
            From::Field(Source::Ct(CtKey::NFT_CT_LABELS, _)) => {
                self.f.write_str("ct label").map(|()| DataType::CT_LABEL)
            }
            From::Field(Source::Ct(key, direction)) => {
                let direction = match direction {
                    Some(0) => " original",
                    Some(_) => " reply",
                    None => "",
                };
                let plain = Source::Ct(key, None);
                match FIELDS.iter().find(|spec| spec.source == plain) {
                    Some(spec) => {
                        let name = spec.name.strip_prefix("ct").unwrap_or(spec.name);
                        write!(self.f, "ct{direction}{name}")?;
                        Ok(spec.data_type)
                    }
                    None => write!(self.f, "ct{direction} {key}").map(|()| DataType::INVALID),
                }
            }
            From::Field(Source::Rt(key)) => write!(self.f, "rt {key}").map(|()| DataType::INVALID),
            From::Field(Source::Socket(key)) => write!(self.f, "socket {key}").map(|()| DataType::INVALID),
            From::Field(_) => self.f.write_str("?").map(|()| DataType::INVALID),
            From::Exthdr(op, kind, offset, len, present) => {
                let (group, name) = header_name(op, kind);
                self.f.write_str(group)?;
                match name {
                    Some(name) => self.f.write_str(name)?,
                    None => write!(self.f, "{kind}")?,
                }
                if present {
                    return Ok(DataType::BOOLEAN);
                }
                // what all options and chunks begin with
                let name = match (op, offset, len) {
                    (ExthdrOp::NFT_EXTHDR_OP_IPV4 | ExthdrOp::NFT_EXTHDR_OP_SCTP, 0, 1) => Some(" type"),
                    (ExthdrOp::NFT_EXTHDR_OP_SCTP, 1, 1) => Some(" flags"),
                    (ExthdrOp::NFT_EXTHDR_OP_SCTP, 2, 2) => Some(" length"),
                    (ExthdrOp::NFT_EXTHDR_OP_TCPOPT | ExthdrOp::NFT_EXTHDR_OP_IPV4, 1, 1) => Some(" length"),
                    (ExthdrOp::NFT_EXTHDR_OP_IPV4, 2, 1) => Some(" ptr"),
                    _ => None,
                };
                if let (Some(name), false) = (name, value.bits.is_some()) {
                    return self.f.write_str(name).map(|()| DataType::INTEGER);
                }
                write!(self.f, " @{},{}", u64::from(offset) * 8, u64::from(len) * 8)?;
                Ok(DataType::INVALID)
            }
            From::Numgen(numgen) => {
                let random = get!(numgen, NftNumgen::NFTA_NG_TYPE) == Some(NumgenType::NFT_NG_RANDOM);
                let modulus = get!(numgen, NftNumgen::NFTA_NG_MODULUS).unwrap_or_default();
                write!(self.f, "numgen {} mod {modulus}", if random { "random" } else { "inc" })?;
                self.offset(get!(numgen, NftNumgen::NFTA_NG_OFFSET))?;
                Ok(DataType::INTEGER)
            }
            From::Hash(hash) => {
                let modulus = get!(hash, NftHash::NFTA_HASH_MODULUS).unwrap_or_default();
                if get!(hash, NftHash::NFTA_HASH_TYPE) == Some(HashType::NFT_HASH_SYM) {
                    write!(self.f, "symhash mod {modulus}")?;
                } else {
                    self.f.write_str("jhash ")?;
                    self.write_key()?;
                    write!(self.f, " mod {modulus}")?;
                    if let Some(seed) = get!(hash, NftHash::NFTA_HASH_SEED).filter(|seed| *seed != 0) {
                        write!(self.f, " seed 0x{seed:x}")?;
                    }
                }
                self.offset(get!(hash, NftHash::NFTA_HASH_OFFSET))?;
                Ok(DataType::INTEGER)
            }
            From::Osf(osf) => {
                let ttl = match osf.get(NftOsf::NFTA_OSF_TTL).ok().flatten() {
                    Some(1) => " ttl loose",
                    Some(2) => " ttl skip",
                    _ => "",
                };
                let version = get!(osf, NftOsf::NFTA_OSF_FLAGS)
                    .unwrap_or_default()
                    .contains(OsfFlags::NFT_OSF_F_VERSION);
                write!(self.f, "osf{ttl} {}", if version { "version" } else { "name" })?;
                Ok(DataType::STRING)
            }
            From::Xfrm(xfrm) => {
                let output = xfrm.get(NftXfrm::NFTA_XFRM_DIR).ok().flatten() == Some(1);
                self.f.write_str(if output { "ipsec out " } else { "ipsec in " })?;
                if let Some(number) = get!(xfrm, NftXfrm::NFTA_XFRM_SPNUM).filter(|number| *number != 0) {
                    write!(self.f, "spnum {number} ")?;
                }
                let (name, data_type) = match get!(xfrm, NftXfrm::NFTA_XFRM_KEY).unwrap_or_default() {
                    XfrmKey::NFT_XFRM_KEY_DADDR_IP4 => ("ip daddr", DataType::IPV4_ADDR),
                    XfrmKey::NFT_XFRM_KEY_DADDR_IP6 => ("ip6 daddr", DataType::IPV6_ADDR),
                    XfrmKey::NFT_XFRM_KEY_SADDR_IP4 => ("ip saddr", DataType::IPV4_ADDR),
                    XfrmKey::NFT_XFRM_KEY_SADDR_IP6 => ("ip6 saddr", DataType::IPV6_ADDR),
                    XfrmKey::NFT_XFRM_KEY_REQID => ("reqid", DataType::UID), // a number in host byte order
                    XfrmKey::NFT_XFRM_KEY_SPI => ("spi", DataType::INTEGER),
                    _ => ("?", DataType::INVALID),
                };
                self.f.write_str(name)?;
                Ok(data_type)
            }
            From::Socket(socket) => {
                let level = get!(socket, NftSocket::NFTA_SOCKET_LEVEL).unwrap_or_default();
                write!(self.f, "socket cgroupv2 level {level}")?;
                Ok(DataType::CGROUPV2)
            }
            From::Fib(result, flags) => {
                self.f.write_str("fib ")?;
                let mut first = true;
                for (flag, name) in [
                    (FibFlags::NFTA_FIB_F_SADDR, "saddr"),
                    (FibFlags::NFTA_FIB_F_DADDR, "daddr"),
                    (FibFlags::NFTA_FIB_F_MARK, "mark"),
                    (FibFlags::NFTA_FIB_F_IIF, "iif"),
                    (FibFlags::NFTA_FIB_F_OIF, "oif"),
                ] {
                    if flags.contains(flag) {
                        self.f.write_str(if first { "" } else { " . " })?;
                        self.f.write_str(name)?;
                        first = false;
                    }
                }
                let (name, data_type) = match result {
                    FibResult::NFT_FIB_RESULT_OIFNAME => (" oifname", DataType::IFNAME),
                    FibResult::NFT_FIB_RESULT_ADDRTYPE => (" type", DataType::FIB_ADDR),
                    _ => (" oif", DataType::IFINDEX),
                };
                self.f.write_str(name)?;
                let present = flags.contains(FibFlags::NFTA_FIB_F_PRESENT);
                Ok(if present { DataType::BOOLEAN } else { data_type })
            }
            From::Map(name) => {
                match self.hashed {
                    Some(hash) => self.source(&hash).map(|_| ())?,
                    None => self.write_key()?,
                }
                self.f.write_str(" map ")?;
                self.set_name(name)?;
                Ok(DataType::INVALID)
            }
        }
    }
    fn offset(&mut self, offset: Option<u32>) -> fmt::Result {
        match offset.filter(|offset| *offset != 0) {
            Some(offset) => write!(self.f, " offset {offset}"),
            None => Ok(()),
        }
    }
}
fn header_name(op: ExthdrOp, kind: u8) -> (&'static str, Option<&'static str>) {
    let (group, names): (_, &[(u8, &'static str)]) = match op {
        ExthdrOp::NFT_EXTHDR_OP_IPV6 => {
            ("exthdr ", &[(0, "hbh"), (43, "rt"), (44, "frag"), (60, "dst"), (135, "mh")])
        }
        ExthdrOp::NFT_EXTHDR_OP_TCPOPT => (
            "tcp option ",
            &[
                (0, "eol"),
                (1, "nop"),
                (2, "maxseg"),
                (3, "window"),
                (4, "sack-perm"),
                (5, "sack"),
                (8, "timestamp"),
                (19, "md5sig"),
                (30, "mptcp"),
                (34, "fastopen"),
            ],
        ),
        ExthdrOp::NFT_EXTHDR_OP_IPV4 => {
            ("ip option ", &[(7, "rr"), (131, "lsrr"), (137, "ssrr"), (148, "ra")])
        }
        ExthdrOp::NFT_EXTHDR_OP_SCTP => (
            "sctp chunk ",
            &[
                (0, "data"),
                (1, "init"),
                (2, "init-ack"),
                (3, "sack"),
                (4, "heartbeat"),
                (5, "heartbeat-ack"),
                (6, "abort"),
                (7, "shutdown"),
                (8, "shutdown-ack"),
                (9, "error"),
                (10, "cookie-echo"),
                (11, "cookie-ack"),
                (12, "ecne"),
                (13, "cwr"),
                (14, "shutdown-complete"),
                (0x80, "asconf-ack"),
                (0xc0, "forward-tsn"),
                (0xc1, "asconf"),
            ],
        ),
        ExthdrOp::NFT_EXTHDR_OP_DCCP => ("dccp option ", &[]),
        _ => ("exthdr ", &[]),
    };
    (group, names.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name))
}
