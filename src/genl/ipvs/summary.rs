//! Summaries of a service and of a destination.
use super::{
    DestMessage, ForwardMethod, IpVsFlags, Ipvs, IpvsDest, IpvsService, IpvsStats64, ServiceFlags,
    ServiceKey, ServiceMessage,
};
use crate::{
    pick,
    wire::{
        Attrs, Error, InlineStr,
        summary::{IpText, Word, summaries},
    },
};
use core::{
    fmt,
    net::{IpAddr, SocketAddr},
};

/// Counters of a service or of a destination.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IpvsCounters {
    /// Connections scheduled.
    pub connections: u64,
    /// Packets from clients.
    pub in_packets: u64,
    /// Bytes from clients.
    pub in_bytes: u64,
    /// Packets to clients, seen with masquerading only.
    pub out_packets: u64,
    /// Bytes to clients, seen with masquerading only.
    pub out_bytes: u64,
}
impl IpvsCounters {
    fn read(stats: Option<Attrs<'_, IpvsStats64>>) -> Result<Self, Error> {
        let Some(stats) = stats else { return Ok(Self::default()) };
        let found = pick!(
            stats,
            IpvsStats64 {
                connections: IPVS_STATS_ATTR_CONNS,
                in_packets: IPVS_STATS_ATTR_INPKTS,
                in_bytes: IPVS_STATS_ATTR_INBYTES,
                out_packets: IPVS_STATS_ATTR_OUTPKTS,
                out_bytes: IPVS_STATS_ATTR_OUTBYTES,
            }
        )?;
        Ok(Self {
            connections: found.connections.unwrap_or_default(),
            in_packets: found.in_packets.unwrap_or_default(),
            in_bytes: found.in_bytes.unwrap_or_default(),
            out_packets: found.out_packets.unwrap_or_default(),
            out_bytes: found.out_bytes.unwrap_or_default(),
        })
    }
}

/// What matters of a service: a [`ServiceMessage`] as a small value that does not borrow.
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, genl::{Family, ipvs::{self, ServiceSummary}}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>, ipvs: &Family) -> client::Result<(), T> {
///     let services: Vec<ServiceSummary> = nl.list(ipvs::services(ipvs))?;
///     for service in &services {
///         println!("{service}"); // TCP 192.0.2.1:80 wrr
///         let Some(key) = service.key else { continue };
///         for destination in nl.list(ipvs::destinations(ipvs, key))? {
///             println!("  -> {destination}"); // 198.51.100.7:8080 Masq 10 0 0
///         }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceSummary {
    /// What identifies the service, for requests; `None` if the kernel sent no address.
    pub key: Option<ServiceKey>,
    /// Name of the scheduler, such as `rr`; empty if the kernel sent none.
    pub scheduler: InlineStr<16>,
    /// Name of the persistence engine, such as `sip`; empty if there is none.
    pub persistence_engine: InlineStr<16>,
    /// Flags: persistence, one packet, scheduler's own.
    pub flags: ServiceFlags,
    /// Timeout of persistence, seconds.
    pub timeout: u32,
    /// Counters; 0 before Linux 4.1.
    pub counters: IpvsCounters,
    /// A name does not fit, and is cut.
    pub truncated: bool,
}
impl ServiceMessage<'_> {
    /// Returns what matters of the service, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<ServiceSummary, Error> {
        let service = self.attrs.get(Ipvs::IPVS_CMD_ATTR_SERVICE)?.unwrap_or(Attrs::new(&[]));
        let found = pick!(
            service,
            IpvsService {
                scheduler: IPVS_SVC_ATTR_SCHED_NAME,
                flags: IPVS_SVC_ATTR_FLAGS,
                timeout: IPVS_SVC_ATTR_TIMEOUT,
                engine: IPVS_SVC_ATTR_PE_NAME,
                stats: IPVS_SVC_ATTR_STATS64,
            }
        )?;
        let mut truncated = false;
        let flags = found.flags.and_then(|flags| flags.get(IpVsFlags::flags));
        Ok(ServiceSummary {
            key: service.key(),
            scheduler: found.scheduler.unwrap_or_default().to_inline_cut(&mut truncated),
            persistence_engine: found.engine.unwrap_or_default().to_inline_cut(&mut truncated),
            flags: flags.unwrap_or(ServiceFlags::empty()),
            timeout: found.timeout.unwrap_or_default(),
            counters: IpvsCounters::read(found.stats)?,
            truncated,
        })
    }
}
impl fmt::Display for ServiceSummary {
    /// Prints in the format of `ipvsadm -L -n`: protocol, address and port, scheduler, persistence.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key {
            Some(ServiceKey::Address { protocol, address }) => {
                Word::of(protocol, "IPPROTO_").upper(f)?;
                write!(f, " {}", EndText(address))?;
            }
            Some(ServiceKey::Mark { mark, .. }) => write!(f, "FWM {mark}")?,
            None => f.write_str("unknown")?,
        }
        write!(f, " {}", self.scheduler)?;
        if self.flags.contains(ServiceFlags::IP_VS_SVC_F_PERSISTENT) {
            write!(f, " persistent {}", self.timeout)?;
        }
        if !self.persistence_engine.is_empty() {
            write!(f, " pe {}", self.persistence_engine)?;
        }
        if self.flags.contains(ServiceFlags::IP_VS_SVC_F_ONEPACKET) { f.write_str(" ops") } else { Ok(()) }
    }
}

/// What matters of a destination: a [`DestMessage`] as a small value that does not borrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DestSummary {
    /// Address and port; `None` if the kernel sent no address.
    pub address: Option<SocketAddr>,
    /// Forwarding method.
    pub forward_method: ForwardMethod,
    /// Weight; 0 means no new connections.
    pub weight: u32,
    /// Upper threshold of connections; 0 means no limit.
    pub upper_threshold: u32,
    /// Lower threshold of connections.
    pub lower_threshold: u32,
    /// Number of active connections.
    pub active: u32,
    /// Number of inactive connections.
    pub inactive: u32,
    /// Number of persistent connections.
    pub persistent: u32,
    /// Counters; 0 before Linux 4.1.
    pub counters: IpvsCounters,
}
impl DestMessage<'_> {
    /// Returns what matters of the destination, in a value that does not borrow.
    ///
    /// # Errors
    /// An attribute of the summary is malformed, or the framing is broken.
    #[inline]
    pub fn summary(&self) -> Result<DestSummary, Error> {
        let dest = self.attrs.get(Ipvs::IPVS_CMD_ATTR_DEST)?.unwrap_or(Attrs::new(&[]));
        let found = pick!(
            dest,
            IpvsDest {
                port: IPVS_DEST_ATTR_PORT,
                method: IPVS_DEST_ATTR_FWD_METHOD,
                weight: IPVS_DEST_ATTR_WEIGHT,
                upper: IPVS_DEST_ATTR_U_THRESH,
                lower: IPVS_DEST_ATTR_L_THRESH,
                active: IPVS_DEST_ATTR_ACTIVE_CONNS,
                inactive: IPVS_DEST_ATTR_INACT_CONNS,
                persistent: IPVS_DEST_ATTR_PERSIST_CONNS,
                stats: IPVS_DEST_ATTR_STATS64,
            }
        )?;
        Ok(DestSummary {
            address: dest.address().zip(found.port).map(|(ip, port)| SocketAddr::new(ip, port.0)),
            forward_method: found.method.unwrap_or_default(),
            weight: found.weight.unwrap_or_default(),
            upper_threshold: found.upper.unwrap_or_default(),
            lower_threshold: found.lower.unwrap_or_default(),
            active: found.active.unwrap_or_default(),
            inactive: found.inactive.unwrap_or_default(),
            persistent: found.persistent.unwrap_or_default(),
            counters: IpvsCounters::read(found.stats)?,
        })
    }
}
impl fmt::Display for DestSummary {
    /// Prints in the format of `ipvsadm -L -n`: address and port, forwarding method, weight, active
    /// and inactive connections.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(address) => EndText(address).fmt(f)?,
            None => f.write_str("unknown")?,
        }
        match self.forward_method {
            ForwardMethod::IP_VS_CONN_F_MASQ => f.write_str(" Masq"),
            ForwardMethod::IP_VS_CONN_F_LOCALNODE => f.write_str(" Local"),
            ForwardMethod::IP_VS_CONN_F_TUNNEL => f.write_str(" Tunnel"),
            ForwardMethod::IP_VS_CONN_F_DROUTE => f.write_str(" Route"),
            method => write!(f, " {}", Word::of(method, "IP_VS_CONN_F_")),
        }?;
        write!(f, " {} {} {}", self.weight, self.active, self.inactive)
    }
}
summaries! { ServiceMessage => ServiceSummary; DestMessage => DestSummary; }

/// Address and port, an IPv6 address in brackets.
struct EndText(SocketAddr);
impl fmt::Display for EndText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (ip, port) = (self.0.ip(), self.0.port());
        match ip {
            IpAddr::V4(_) => write!(f, "{}:{port}", IpText(ip)),
            IpAddr::V6(_) => write!(f, "[{}]:{port}", IpText(ip)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        DestSpec, IpvsFamily, IpvsMessage, ServiceSpec,
        calls::{put_dest, put_service},
    };
    use super::*;
    use crate::{
        genl::{Command, GenericMessage},
        wire::{FromMessage, GetFlags, Message, Request},
    };
    use std::{boxed::Box, string::ToString};

    type Tested = Result<(), Box<dyn core::error::Error>>;

    #[test]
    fn services_and_destinations_in_the_words_of_ipvsadm() -> Tested {
        let spec = ServiceSpec {
            flags: ServiceFlags::IP_VS_SVC_F_PERSISTENT,
            timeout: 300,
            prefix: Some(24),
            ..ServiceSpec::new("wlc")
        };
        let web = ServiceKey::tcp("192.0.2.1:80".parse()?);
        let mark = ServiceKey::Mark { family: IpvsFamily::AF_INET, mark: 7 };
        for (key, spec, text) in [
            (web, ServiceSpec::new("rr"), "TCP 192.0.2.1:80 rr"),
            (ServiceKey::udp("[2001:db8::1]:53".parse()?), ServiceSpec::new("sh"), "UDP [2001:db8::1]:53 sh"),
            (mark, spec, "FWM 7 wlc persistent 300"),
        ] {
            let mut buffer = [0xa5; 512];
            let command = Command::new(0x20, IpvsMessage::IPVS_CMD_NEW_SERVICE);
            let mut request = Request::new(&mut buffer, command, GetFlags::ACK);
            put_service(&mut request, key, Some(&spec));
            let message = ServiceMessage::from_message(Message::new(request.finish(1)?)?)?;
            let summary = message.summary()?;
            assert_eq!((summary.key, summary.to_string()), (Some(key), text.to_string()));
        }
        for (method, text) in [
            (ForwardMethod::IP_VS_CONN_F_MASQ, "198.51.100.7:8080 Masq 10 0 0"),
            (ForwardMethod::IP_VS_CONN_F_DROUTE, "198.51.100.7:8080 Route 10 0 0"),
        ] {
            let mut buffer = [0xa5; 512];
            let command = Command::new(0x20, IpvsMessage::IPVS_CMD_NEW_DEST);
            let mut request = Request::new(&mut buffer, command, GetFlags::ACK);
            let spec = DestSpec { weight: 10, upper_threshold: 5, ..DestSpec::new(method) };
            put_dest(&mut request, web, "198.51.100.7:8080".parse()?, Some(&spec));
            let IpvsMessage::NewDest(GenericMessage { message, .. }) =
                IpvsMessage::decode(Message::new(request.finish(1)?)?)?
            else {
                panic!()
            };
            let summary = DestMessage::from_message(message)?.summary()?;
            assert_eq!((summary.upper_threshold, summary.to_string()), (5, text.to_string()));
        }
        Ok(())
    }
}
