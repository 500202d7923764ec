//! Decoding of messages of any protocol: which attribute table describes a message.
//!
//! The protocol and the message type select the table. Generic netlink families have no fixed
//! message type, so [`Decoder`] records the families that the controller announces.
//!
//! ```
//! use nlwire::{decode::Decoder, schema::Json, wire::Messages};
//! fn print(recording: &[(u8, &[u8])]) -> Result<(), nlwire::wire::Error> {
//!     let mut protocols = Decoder::new();
//!     for (protocol, datagram) in recording {
//!         for message in Messages::new(datagram) {
//!             let message = message?;
//!             protocols.learn(*protocol, message);
//!             println!("{}", Json(protocols.describe(*protocol, message)));
//!         }
//!     }
//!     Ok(())
//! }
//! # print(&[(0, &[16, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])]).ok();
//! ```
//!
//! A line of JSON is an object with the members `"protocol":"generic"`, `"family":"nlctrl"`,
//! `"message":"CTRL_CMD_NEWFAMILY"`, `"flags":[]`, `"seq":1`, `"port":0`, `"header":{...}` and
//! `"attributes":{...}`, in this order. The member `family` is present for known generic netlink
//! families only. A message without a name is a number: the command of a known family, otherwise
//! `nlmsg_type`.
//!
//! An `NLMSG_ERROR` or `NLMSG_DONE` has more members, as far as they are known: `"errno":"ERANGE"`
//! if it is an error, `"request":"RTM_NEWLINK"`, and `"attribute":"IFLA_LINKINFO.IFLA_INFO_KIND"`
//! or `"missing":"IFLA_IFNAME"` if the kernel sends the position of an attribute. The request of a
//! capped error, and of the end of a dump, is known if the decoder [has learnt](Decoder::learn) it.
#![forbid(unsafe_code)]

#[cfg(all(test, feature = "route", feature = "genl"))]
mod control_tests;
mod requests;

use crate::{
    schema::{ByteOrder, Described, Swapped},
    wire::{
        Ack, InlineStr, Message, MessageHeader, Protocol, RawAttrs, Str, Struct, Value,
        spec::{FamilySpec, Lookup, MessageSpec, ProtocolSpec},
    },
};

/// Protocols with a specification in this crate, as far as their features are enabled.
pub static PROTOCOLS: &[&ProtocolSpec] = &[
    #[cfg(feature = "route")]
    &crate::route::PROTOCOL,
    #[cfg(feature = "netfilter")]
    &crate::netfilter::PROTOCOL,
    #[cfg(feature = "sock_diag")]
    &crate::sock_diag::PROTOCOL,
    #[cfg(feature = "xfrm")]
    &crate::xfrm::PROTOCOL,
    #[cfg(feature = "crypto")]
    &crate::crypto::PROTOCOL,
    #[cfg(feature = "connector")]
    &crate::connector::PROTOCOL,
    #[cfg(feature = "audit")]
    &crate::audit::PROTOCOL,
];
/// Generic netlink families with a specification in this crate, as far as their features are
/// enabled.
pub static FAMILIES: &[&FamilySpec] = &[
    #[cfg(feature = "genl")]
    crate::genl::NLCTRL,
    #[cfg(feature = "devlink")]
    crate::genl::devlink::DEVLINK,
    #[cfg(feature = "ethtool")]
    crate::genl::ethtool::ETHTOOL,
    #[cfg(feature = "ipvs")]
    crate::genl::ipvs::IPVS,
    #[cfg(feature = "l2tp")]
    crate::genl::l2tp::L2TP,
    #[cfg(feature = "macsec")]
    crate::genl::macsec::MACSEC,
    #[cfg(feature = "nbd")]
    crate::genl::nbd::NBD,
    #[cfg(feature = "ncsi")]
    crate::genl::ncsi::NCSI,
    #[cfg(feature = "nl80211")]
    crate::genl::nl80211::NL80211,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_CT_LIMIT,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_DATAPATH,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_FLOW,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_METER,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_PACKET,
    #[cfg(feature = "openvswitch")]
    crate::genl::openvswitch::OVS_VPORT,
    #[cfg(feature = "quota")]
    crate::genl::quota::VFS_DQUOT,
    #[cfg(feature = "taskstats")]
    crate::genl::taskstats::TASKSTATS,
    #[cfg(feature = "team")]
    crate::genl::team::TEAM,
    #[cfg(feature = "wireguard")]
    crate::genl::wireguard::WIREGUARD,
];
/// Family IDs that are fixed: linux/genetlink.h.
const FIXED: [(u16, &str); 3] = [(CONTROLLER, "nlctrl"), (0x11, "VFS_DQUOT"), (0x12, "pmcraid")];
const CONTROLLER: u16 = 0x10;

/// Decoder state: selects the attribute table of a message.
///
/// Generic netlink families have no fixed IDs. The decoder stores up to 128 families, learnt from
/// messages of the controller: all existing ones by a dump of
/// [`GetFamily`](crate::genl::GetFamily), new ones by the multicast group `notify`.
#[derive(Clone, Debug)]
pub struct Decoder {
    families: [Known; 128],
    tables: &'static [&'static FamilySpec],
    protocols: &'static [&'static ProtocolSpec],
    /// The most recent requests whose replies depend on the request, newest first.
    questions: [Question; 8],
    /// The most recent requests, for the control messages that answer them.
    requests: requests::Requests,
}
/// Request that determines how the replies are decoded.
#[derive(Clone, Copy, Debug, Default)]
struct Question {
    protocol: u8,
    seq: u32,
    replies: Option<Lookup>,
}
/// Generic netlink family. ID 0 marks a free entry.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    id: u16,
    #[cfg_attr(not(feature = "genl"), allow(dead_code))]
    header: u16,
    name: InlineStr<16>,
}
impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}
impl Decoder {
    /// Creates a value with the families of fixed ID only, such as the controller.
    pub const fn new() -> Self {
        Self::with(&[])
    }
    /// Creates a value with additional tables for generic netlink families, which take precedence.
    pub const fn with(tables: &'static [&'static FamilySpec]) -> Self {
        let question = Question { protocol: 0, seq: 0, replies: None };
        Self {
            families: [Known { id: 0, header: 0, name: InlineStr::new_empty() }; 128],
            tables,
            protocols: &[],
            questions: [question; 8],
            requests: requests::Requests::new(),
        }
    }
    /// Adds specifications of protocols, which take precedence over those of this crate.
    ///
    /// ```
    /// use nlwire::{decode::Decoder, wire::{Protocol, spec::{MessageSpec, ProtocolSpec}}};
    /// nlwire::c_struct! {
    ///     /// Header of every message.
    ///     pub struct Hello {
    ///         /// Number of the greeting.
    ///         hello_id: u32,
    ///     }
    /// }
    /// nlwire::attributes! {
    ///     /// Attributes of a greeting.
    ///     pub set Greeting, enum GreetingAttr<'a> {
    ///         /// Text.
    ///         GREETING_TEXT: nlwire::wire::Str<'a> = 1,
    ///     }
    /// }
    /// nlwire::messages! {
    ///     /// Messages of the protocol.
    ///     pub enum HelloMessage<'a> {
    ///         /// A greeting.
    ///         HELLO_GREET = 16, New => Greet(Hello, Greeting),
    ///     }
    /// }
    /// static HELLO: ProtocolSpec = ProtocolSpec {
    ///     protocol: Protocol(31),
    ///     name: "hello",
    ///     lookup: |message| {
    ///         let mut specs = HelloMessage::MESSAGES.iter();
    ///         specs.find(|spec| spec.number == message.message_type())
    ///     },
    ///     replies: None,
    /// };
    /// static MINE: &[&ProtocolSpec] = &[&HELLO];
    /// let decoder = Decoder::new().with_protocols(MINE);
    /// # let bytes = [20, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0];
    /// # let message = nlwire::wire::Message::new(&bytes);
    /// # if cfg!(target_endian = "little") {
    /// let text = format!("{:?}", decoder.describe(Protocol(31), message?));
    /// assert!(text.starts_with("HELLO_GREET"), "{text}");
    /// # }
    /// # Ok::<(), nlwire::wire::Error>(())
    /// ```
    #[must_use]
    pub const fn with_protocols(mut self, protocols: &'static [&'static ProtocolSpec]) -> Self {
        self.protocols = protocols;
        self
    }
    /// Learns a family from a controller message. Returns whether the message changed the families.
    ///
    /// The last requests are stored, up to 32 and 4 kB of them, so that an error can name the
    /// request and the attribute that the kernel refused.
    ///
    /// A family is ignored if 128 families are stored already. The last eight requests that
    /// [select the specifications of their replies](ProtocolSpec::replies) are stored as well; the
    /// result is `false` then.
    pub fn learn(&mut self, protocol: impl Into<Protocol>, message: Message<'_>) -> bool {
        let protocol = protocol.into();
        self.requests.learn(protocol, message);
        self.learn_request(protocol, message);
        let payload = message.payload();
        if protocol != Protocol::GENERIC || message.message_type() != CONTROLLER {
            return false;
        }
        let Some((head, attrs)) = payload.split_first_chunk::<4>() else { return false };
        let (mut id, mut header, mut name) = (None, 0, None);
        for attr in RawAttrs::new(attrs).map_while(Result::ok) {
            match attr.attr_type() {
                1 => id = u16::read(attr.payload()).filter(|id| *id != 0),
                2 => name = Str::read(attr.payload()).and_then(|name| name.to_inline()),
                4 => {
                    header = u32::read(attr.payload()).map_or(0, |len| u16::try_from(len).unwrap_or(u16::MAX))
                }
                _ => {}
            }
        }
        match (head[0], id, name) {
            // CTRL_CMD_NEWFAMILY
            (1, Some(id), Some(name)) => self.insert(Known { id, header, name }),
            // CTRL_CMD_DELFAMILY
            (2, Some(id), _) => self.remove(|known| known.id == id),
            _ => false,
        }
    }
    /// Stores which specifications the replies to a request have, by sequence number.
    fn learn_request(&mut self, protocol: Protocol, message: Message<'_>) {
        let seq = message.seq();
        let Some(replies) = self.protocol(protocol).and_then(|spec| spec.replies) else { return };
        if !is_request(message) || seq == 0 {
            return;
        }
        let replies = replies(message);
        let same = |question: &Question| {
            question.replies.is_some() && (question.protocol, question.seq) == (protocol.0, seq)
        };
        if let Some(question) = self.questions.iter_mut().find(|question| same(question)) {
            // a new request with an old number, which may select nothing
            question.replies = replies;
        } else if replies.is_some() {
            self.questions.rotate_right(1);
            if let Some(first) = self.questions.first_mut() {
                *first = Question { protocol: protocol.0, seq, replies };
            }
        }
    }
    /// Returns the specification of a protocol.
    fn protocol(&self, protocol: Protocol) -> Option<&'static ProtocolSpec> {
        self.protocols.iter().chain(PROTOCOLS).find(|spec| spec.protocol == protocol).copied()
    }
    fn insert(&mut self, new: Known) -> bool {
        // A family that registers again has a new ID.
        self.remove(|known| known.id == new.id || known.name == new.name);
        let free = self.families.iter_mut().find(|known| known.id == 0);
        free.map(|known| *known = new).is_some()
    }
    fn remove(&mut self, which: impl Fn(&Known) -> bool) -> bool {
        let mut any = false;
        for known in self.families.iter_mut().filter(|known| known.id != 0 && which(known)) {
            *known = Known::default();
            any = true;
        }
        any
    }
    fn known(&self, id: u16) -> Option<Known> {
        let learnt = self.families.iter().find(|known| known.id == id && id != 0).copied();
        learnt.or_else(|| {
            let (id, name) = FIXED.into_iter().find(|fixed| fixed.0 == id)?;
            Some(Known { id, header: 0, name: InlineStr::new(name.as_bytes())? })
        })
    }
    /// Returns the name of a generic netlink family by ID.
    pub fn family(&self, id: u16) -> Option<InlineStr<16>> {
        self.known(id).map(|known| known.name)
    }
    /// Returns the learnt generic netlink families: ID and name.
    pub fn families(&self) -> impl Iterator<Item = (u16, InlineStr<16>)> {
        self.families.iter().filter(|known| known.id != 0).map(|known| (known.id, known.name))
    }
    /// Returns a message together with the table entry that describes the message.
    ///
    /// An `NLMSG_ERROR` or `NLMSG_DONE` is described together with the request: the one that the
    /// message repeats, or one that the decoder [has learnt](Self::learn).
    pub fn describe<'a>(&self, protocol: impl Into<Protocol>, message: Message<'a>) -> Described<'a> {
        let protocol = protocol.into();
        let described = self.describe_alone(protocol, message);
        match Ack::read(message).filter(|_| described.is_control()) {
            Some(ack) => self.describe_request(protocol, described, &ack),
            None => described,
        }
    }
    /// Converts the message at the start of `bytes` to a byte order, in place: see
    /// [`schema::swap_bytes`](crate::schema::swap_bytes).
    ///
    /// Convert the messages of a capture to [`ByteOrder::Native`] before they are learnt and
    /// described. Generic netlink families, and requests that determine how replies are decoded,
    /// must be learnt before.
    pub fn swap_bytes(&self, protocol: impl Into<Protocol>, bytes: &mut [u8], to: ByteOrder) -> Swapped {
        let protocol = protocol.into();
        crate::schema::swap_bytes(bytes, to, &|message| self.describe_alone(protocol, message))
    }
    /// Describes the request that a control message answers.
    fn describe_request<'a>(
        &self,
        protocol: Protocol,
        described: Described<'a>,
        ack: &Ack<'_>,
    ) -> Described<'a> {
        if let Some(request) = ack.request().or_else(|| self.requests.find(protocol, ack)) {
            return described.answering(&self.describe_alone(protocol, request));
        }
        // of a request that nobody saw, the header shows the type
        let Some(header) = ack.request_header() else { return described };
        let header = header.with(MessageHeader::nlmsg_len, size_of::<Struct<MessageHeader>>() as u32);
        match Message::new(zerocopy::IntoBytes::as_bytes(&header)) {
            Ok(request) => described.answering(&self.describe_alone(protocol, request)),
            Err(_) => described,
        }
    }
    /// Describes a message without the request that it may answer.
    fn describe_alone<'a>(&self, protocol: Protocol, message: Message<'a>) -> Described<'a> {
        if protocol == Protocol::GENERIC {
            let Some(known) = self.known(message.message_type()) else {
                return Described::new(protocol.short_name(), None, message);
            };
            let spec = self.command(known, message);
            return Described::new(protocol.short_name(), spec, message).of_family(known.name);
        }
        match self.protocol(protocol) {
            Some(spec) => {
                let reply = self.replies(protocol, message).and_then(|lookup| lookup(message));
                Described::new(spec.name, reply.or_else(|| (spec.lookup)(message)), message)
            }
            None => Described::new(protocol.short_name(), None, message),
        }
    }
    /// Returns the lookup that the request selects to which a message replies, if known.
    fn replies(&self, protocol: Protocol, message: Message<'_>) -> Option<Lookup> {
        if is_request(message) {
            return None;
        }
        let number = (protocol.0, message.seq());
        let mut stored = self.questions.iter().filter(|question| (question.protocol, question.seq) == number);
        stored.find_map(|question| question.replies)
    }
    /// Returns the table entry of a generic netlink message.
    fn command(&self, known: Known, message: Message<'_>) -> Option<&'static MessageSpec> {
        let mut tables = self.tables.iter().chain(FAMILIES);
        if let Some(table) = tables.find(|table| known.name.as_str() == table.name) {
            if let Some(row) = table.lookup(message) {
                return Some(row);
            }
        }
        // Without a table: the attributes that every family has, if the family has no user header.
        #[cfg(feature = "genl")]
        if known.header == 0 {
            return Some(&crate::genl::UNKNOWN);
        }
        None
    }
}
fn is_request(message: Message<'_>) -> bool {
    message.flags() & crate::wire::GetFlags::REQUEST.bits() != 0
}

#[cfg(all(test, feature = "genl"))]
mod tests;
