//! Summary of a link.
use super::{IfInfo, Link, LinkFlags, LinkInfo, LinkMessage, OperState};
use crate::{
    pick,
    uapi::HardwareType,
    wire::{
        Error, InlineHwAddr, InlineStr,
        summary::{Word, summaries, word},
    },
};
use core::fmt;

/// What matters of a link: a [`LinkMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, route::link::{self, LinkSummary}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let links: Vec<LinkSummary> = nl.list(link::list())?;
///     for link in &links {
///         println!("{link}");
///         // 2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq state UP link/ether 02:fc:00:00:00:01
///     }
///     for link in links.iter().filter(|link| link.kind.is_some_and(|kind| kind == "veth")) {
///         nl.run(link::set_mtu(link, 1400))?;
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LinkSummary {
    /// Interface index.
    pub index: u32,
    /// Interface name; empty if the kernel sent none.
    pub name: InlineStr<16>,
    /// Link kind, such as `veth`. `None` for interfaces without a kind, such as Ethernet devices.
    pub kind: Option<InlineStr<16>>,
    /// Hardware type (ARPHRD_*), such as Ethernet.
    pub hardware_type: HardwareType,
    /// Interface flags.
    pub flags: LinkFlags,
    /// MTU (maximum transmission unit), bytes; 0 if the kernel sent none.
    pub mtu: u32,
    /// Operational state (RFC 2863).
    pub operstate: OperState,
    /// Link-layer (hardware) address.
    pub address: Option<InlineHwAddr>,
    /// Index of the master, such as a bridge or bond.
    pub master: Option<u32>,
    /// Index of the lower link, or of the peer of a veth.
    pub lower: Option<u32>,
    /// Network namespace id of [`lower`](Self::lower), if it is in another namespace.
    pub lower_nsid: Option<i32>,
    /// Kind of the root qdisc; empty if the kernel sent none.
    pub qdisc: InlineStr<16>,
    /// Length of the transmit queue, packets.
    pub txqlen: u32,
    /// Group, a number of the administrator.
    pub group: u32,
    /// A name or the address does not fit, and is cut or left out.
    pub truncated: bool,
}
impl LinkSummary {
    /// Returns whether the interface is administratively up.
    pub const fn is_up(&self) -> bool {
        self.flags.contains(LinkFlags::IFF_UP)
    }
}
impl LinkMessage<'_> {
    /// Returns what matters of the link, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<LinkSummary, Error> {
        let found = pick!(
            self.attrs,
            Link {
                name: IFLA_IFNAME,
                info: IFLA_LINKINFO,
                mtu: IFLA_MTU,
                operstate: IFLA_OPERSTATE,
                address: IFLA_ADDRESS,
                master: IFLA_MASTER,
                lower: IFLA_LINK,
                lower_nsid: IFLA_LINK_NETNSID,
                qdisc: IFLA_QDISC,
                txqlen: IFLA_TXQLEN,
                group: IFLA_GROUP,
            }
        )?;
        let kind = found.info.map(|info| info.get(LinkInfo::IFLA_INFO_KIND)).transpose()?.flatten();
        let mut truncated = false;
        let name = found.name.unwrap_or_default().to_inline_cut(&mut truncated);
        let kind = kind.map(|kind| kind.to_inline_cut(&mut truncated));
        let qdisc = found.qdisc.unwrap_or_default().to_inline_cut(&mut truncated);
        let address = found.address.and_then(|address| {
            let copy = address.to_inline();
            truncated |= copy.is_none();
            copy
        });
        Ok(LinkSummary {
            index: self.index(),
            name,
            kind,
            hardware_type: self.header.get(IfInfo::ifi_type),
            flags: self.flags(),
            mtu: found.mtu.unwrap_or_default(),
            operstate: found.operstate.unwrap_or_default(),
            address,
            master: found.master.filter(|index| *index != 0),
            lower: found.lower.filter(|index| *index != 0),
            lower_nsid: found.lower_nsid,
            qdisc,
            txqlen: found.txqlen.unwrap_or_default(),
            group: found.group.unwrap_or_default(),
            truncated,
        })
    }
}
summaries! { LinkMessage => LinkSummary; }

impl fmt::Display for LinkSummary {
    /// Prints in the format of `ip -d -o link`, with indexes as `if3` where `ip` looks names up.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.index, self.name)?;
        if let Some(lower) = self.lower {
            write!(f, "@if{lower}")?;
        }
        write_flags(f, self.flags)?;
        write!(f, " mtu {}", self.mtu)?;
        word(f, "qdisc", Some(self.qdisc).filter(|qdisc| !qdisc.is_empty()))?;
        if let Some(master) = self.master {
            write!(f, " master if{master}")?;
        }
        f.write_str(" state ")?;
        Word::of(self.operstate, "IF_OPER_").upper(f)?;
        word(f, "qlen", Some(self.txqlen).filter(|length| *length != 0))?;
        f.write_str(" link/")?;
        match self.hardware_type {
            HardwareType::ARPHRD_TUNNEL => f.write_str("ipip"),
            HardwareType::ARPHRD_IPGRE => f.write_str("gre"),
            HardwareType::ARPHRD_IP6GRE => f.write_str("gre6"),
            other => Word::of(other, "ARPHRD_").fmt(f),
        }?;
        if let Some(address) = self.address {
            write!(f, " {address}")?;
        }
        word(f, "link-netnsid", self.lower_nsid)?;
        if let Some(kind) = self.kind {
            write!(f, " {kind}")?;
        }
        Ok(())
    }
}
/// Writes flags as `ip` does: in its order, without IFF_RUNNING, and the absence of a carrier.
fn write_flags(f: &mut fmt::Formatter<'_>, flags: LinkFlags) -> fmt::Result {
    let no_carrier = flags.contains(LinkFlags::IFF_UP) && !flags.contains(LinkFlags::IFF_RUNNING);
    f.write_str(": <")?;
    let mut separator = "";
    if no_carrier {
        f.write_str("NO-CARRIER")?;
        separator = ",";
    }
    let mut left = flags - LinkFlags::IFF_RUNNING;
    for (flag, name) in FLAGS {
        if left.contains(flag) {
            write!(f, "{separator}{name}")?;
            separator = ",";
            left.remove(flag);
        }
    }
    if !left.is_empty() {
        write!(f, "{separator}{:x}", left.bits())?;
    }
    f.write_str(">")
}
/// Flags in the order of `ip`.
const FLAGS: [(LinkFlags, &str); 18] = [
    (LinkFlags::IFF_LOOPBACK, "LOOPBACK"),
    (LinkFlags::IFF_BROADCAST, "BROADCAST"),
    (LinkFlags::IFF_POINTOPOINT, "POINTOPOINT"),
    (LinkFlags::IFF_MULTICAST, "MULTICAST"),
    (LinkFlags::IFF_NOARP, "NOARP"),
    (LinkFlags::IFF_ALLMULTI, "ALLMULTI"),
    (LinkFlags::IFF_PROMISC, "PROMISC"),
    (LinkFlags::IFF_MASTER, "MASTER"),
    (LinkFlags::IFF_SLAVE, "SLAVE"),
    (LinkFlags::IFF_DEBUG, "DEBUG"),
    (LinkFlags::IFF_DYNAMIC, "DYNAMIC"),
    (LinkFlags::IFF_AUTOMEDIA, "AUTOMEDIA"),
    (LinkFlags::IFF_PORTSEL, "PORTSEL"),
    (LinkFlags::IFF_NOTRAILERS, "NOTRAILERS"),
    (LinkFlags::IFF_UP, "UP"),
    (LinkFlags::IFF_LOWER_UP, "LOWER_UP"),
    (LinkFlags::IFF_DORMANT, "DORMANT"),
    (LinkFlags::IFF_ECHO, "ECHO"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        route::{LinkInfo, NewLink},
        wire::{ErrorKind, FromMessage, Message, NewFlags, Request, RequestFlags},
    };
    use std::{format, string::ToString};

    fn summary(link: NewLink, fill: impl FnOnce(&mut Request<'_, NewLink>)) -> Result<LinkSummary, Error> {
        let mut buffer = [0; 512];
        let mut request = Request::new(&mut buffer, link, NewFlags::NONE);
        fill(&mut request);
        let message = Message::new(request.finish(1).unwrap()).unwrap();
        LinkMessage::from_message(message).unwrap().summary()
    }
    #[test]
    fn a_link_is_printed_in_the_words_of_ip() {
        let flags = LinkFlags::IFF_BROADCAST | LinkFlags::IFF_MULTICAST | LinkFlags::IFF_UP;
        let link = summary(NewLink { index: 3, flags, ..Default::default() }, |request| {
            request
                .put(Link::IFLA_IFNAME, "veth0")
                .put(Link::IFLA_LINK, 2)
                .put(Link::IFLA_LINK_NETNSID, 0)
                .put(Link::IFLA_MTU, 1400)
                .put(Link::IFLA_QDISC, "noqueue")
                .put(Link::IFLA_MASTER, 5)
                .put(Link::IFLA_OPERSTATE, OperState::IF_OPER_LOWERLAYERDOWN)
                .put(Link::IFLA_TXQLEN, 1000)
                .put(Link::IFLA_ADDRESS, [2, 0xfc, 0, 0, 0, 1])
                .nest(Link::IFLA_LINKINFO, |info| {
                    info.put(LinkInfo::IFLA_INFO_KIND, "veth");
                });
        });
        let link = LinkSummary { hardware_type: HardwareType::ARPHRD_ETHER, ..link.unwrap() };
        assert_eq!(
            link.to_string(),
            "3: veth0@if2: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1400 qdisc noqueue master if5 \
             state LOWERLAYERDOWN qlen 1000 link/ether 02:fc:00:00:00:01 link-netnsid 0 veth"
        );
        assert!(link.kind.is_some_and(|kind| kind == "veth") && link.name == "veth0" && !link.truncated);
        let odd = LinkFlags::IFF_UP | LinkFlags::IFF_RUNNING | LinkFlags::from_bits_retain(1 << 30);
        let odd =
            LinkSummary { flags: odd, operstate: OperState(9), hardware_type: HardwareType(9999), ..link };
        let text = odd.to_string();
        assert!(
            text.contains(" <UP,40000000> ") && text.contains(" state 9 ") && text.contains(" link/9999 ")
        );
    }
    #[test]
    fn what_does_not_fit_is_cut_and_malformed_is_an_error() {
        let (long, address) = ("0123456789abcdefg", [7; 33]);
        let link = summary(NewLink::default(), |request| {
            request.put(Link::IFLA_IFNAME, long).put(Link::IFLA_ADDRESS, &address[..]);
        });
        let link = link.unwrap();
        assert!(link.truncated && link.address.is_none());
        assert_eq!(format!("{}", link.name), "0123456789abcdef");
        let link = summary(NewLink::default(), |request| {
            request.put(Link::IFLA_ADDRESS, &address[..32]);
        });
        assert!(!link.unwrap().truncated);
        let mut buffer = [0; 64];
        let request = Request::new(&mut buffer, NewLink::default(), NewFlags::NONE);
        let len = request.finish(1).unwrap().len();
        buffer[0] = 40;
        buffer[len..len + 6].copy_from_slice(&[6, 0, 4, 0, 1, 2]); // IFLA_MTU of two bytes
        if cfg!(target_endian = "little") {
            let message = LinkMessage::from_message(Message::new(&buffer[..40]).unwrap()).unwrap();
            assert_eq!(message.summary().unwrap_err().kind(), ErrorKind::Payload);
        }
    }
}
