//! Requests: services, destinations, timeouts and synchronization daemons.
use super::*;

/// What identifies a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceKey {
    /// Address, protocol and port.
    Address {
        /// Transport protocol.
        protocol: IpvsProtocol,
        /// Address and port.
        address: SocketAddr,
    },
    /// Firewall mark.
    Mark {
        /// Address family of the service.
        family: IpvsFamily,
        /// Firewall mark, not 0.
        mark: u32,
    },
}

impl ServiceKey {
    /// Creates the key of a TCP service.
    pub const fn tcp(address: SocketAddr) -> Self {
        Self::Address { protocol: IpvsProtocol::IPPROTO_TCP, address }
    }
    /// Creates the key of a UDP service.
    pub const fn udp(address: SocketAddr) -> Self {
        Self::Address { protocol: IpvsProtocol::IPPROTO_UDP, address }
    }
    /// Returns the address family.
    pub const fn family(&self) -> IpvsFamily {
        match self {
            Self::Address { address: SocketAddr::V4(_), .. } => IpvsFamily::AF_INET,
            Self::Address { address: SocketAddr::V6(_), .. } => IpvsFamily::AF_INET6,
            Self::Mark { family, .. } => *family,
        }
    }
    /// Writes the key into a request.
    pub fn put(&self, service: &mut Writer<'_, IpvsService>) {
        service.put(IpvsService::IPVS_SVC_ATTR_AF, self.family());
        match *self {
            Self::Address { protocol, address } => {
                service.put(IpvsService::IPVS_SVC_ATTR_PROTOCOL, protocol);
                let key = IpvsService::IPVS_SVC_ATTR_ADDR;
                match address.ip() {
                    IpAddr::V4(ip) => service.put_chosen(key, ServiceAddressBy::INET, UnionIpv4(ip)),
                    IpAddr::V6(ip) => service.put_chosen(key, ServiceAddressBy::INET6, ip),
                };
                service.put(IpvsService::IPVS_SVC_ATTR_PORT, Be(address.port()));
            }
            Self::Mark { mark, .. } => _ = service.put(IpvsService::IPVS_SVC_ATTR_FWMARK, mark),
        }
    }
}

/// Configuration of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceSpec<'n> {
    /// Name of the scheduler, such as `rr`, `wlc` or `mh`.
    pub scheduler: &'n str,
    /// Flags: persistence, one packet, scheduler's own.
    pub flags: ServiceFlags,
    /// Timeout of persistence, seconds; with `IP_VS_SVC_F_PERSISTENT` only.
    pub timeout: u32,
    /// Prefix length of clients that persistence treats as one; `None` means one address.
    pub prefix: Option<u8>,
    /// Name of the persistence engine.
    pub persistence_engine: Option<&'n str>,
}

impl<'n> ServiceSpec<'n> {
    /// Creates the configuration of a service that is not persistent.
    pub const fn new(scheduler: &'n str) -> Self {
        let flags = ServiceFlags::empty();
        Self { scheduler, flags, timeout: 0, prefix: None, persistence_engine: None }
    }
    fn put(&self, family: IpvsFamily, service: &mut Writer<'_, IpvsService>) {
        let flags = IpVsFlags::new()
            .with(IpVsFlags::flags, self.flags)
            .with(IpVsFlags::mask, ServiceFlags::from_bits_retain(!0));
        service
            .put(IpvsService::IPVS_SVC_ATTR_SCHED_NAME, self.scheduler)
            .put_some(IpvsService::IPVS_SVC_ATTR_PE_NAME, self.persistence_engine)
            .put(IpvsService::IPVS_SVC_ATTR_FLAGS, &flags)
            .put(IpvsService::IPVS_SVC_ATTR_TIMEOUT, self.timeout);
        let key = IpvsService::IPVS_SVC_ATTR_NETMASK;
        if family == IpvsFamily::AF_INET6 {
            let prefix = u32::from(self.prefix.unwrap_or(128));
            service.put_chosen(key, ServiceNetmaskBy::INET6, prefix);
        } else {
            let host = 32u32.saturating_sub(self.prefix.unwrap_or(32).into());
            let mask = Ipv4Addr::from_bits(u32::MAX.checked_shl(host).unwrap_or(0));
            service.put_chosen(key, ServiceNetmaskBy::INET, mask);
        }
    }
}

/// Tunnel to a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelSpec {
    /// Tunnel type: IP in IP, GUE or GRE.
    pub tunnel_type: TunnelType,
    /// Destination UDP port, for GUE.
    pub port: u16,
    /// Flags: checksums of GUE and GRE.
    pub flags: TunnelFlags,
}

/// Configuration of a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestSpec {
    /// Forwarding method.
    pub forward_method: ForwardMethod,
    /// Weight: share of new connections; 0 means none.
    pub weight: u32,
    /// Upper threshold of connections; 0 means no limit.
    pub upper_threshold: u32,
    /// Lower threshold of connections; 0 means three quarters of the upper one.
    pub lower_threshold: u32,
    /// Tunnel, for the forwarding method `IP_VS_CONN_F_TUNNEL`; `None` means IP in IP.
    pub tunnel: Option<TunnelSpec>,
}

impl DestSpec {
    /// Creates the configuration of a destination with weight 1 and without thresholds.
    pub const fn new(forward_method: ForwardMethod) -> Self {
        Self { forward_method, weight: 1, upper_threshold: 0, lower_threshold: 0, tunnel: None }
    }
    fn put(&self, dest: &mut Writer<'_, IpvsDest>) {
        dest.put(IpvsDest::IPVS_DEST_ATTR_FWD_METHOD, self.forward_method)
            .put(IpvsDest::IPVS_DEST_ATTR_WEIGHT, self.weight)
            .put(IpvsDest::IPVS_DEST_ATTR_U_THRESH, self.upper_threshold)
            .put(IpvsDest::IPVS_DEST_ATTR_L_THRESH, self.lower_threshold);
        if let Some(tunnel) = self.tunnel {
            dest.put(IpvsDest::IPVS_DEST_ATTR_TUN_TYPE, tunnel.tunnel_type)
                .put(IpvsDest::IPVS_DEST_ATTR_TUN_PORT, Be(tunnel.port))
                .put(IpvsDest::IPVS_DEST_ATTR_TUN_FLAGS, tunnel.flags);
        }
    }
}

/// Timeouts of connections, seconds; fields that are `None` remain unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// TCP connections.
    pub tcp: Option<u32>,
    /// TCP connections after a FIN.
    pub tcp_fin: Option<u32>,
    /// UDP flows.
    pub udp: Option<u32>,
}

/// A command of IPVS, as an operation.
type Op<R = Ipvs> = Command<Ipvs, (), R>;

pub(super) fn put_service(request: &mut Writer<'_, Ipvs>, key: ServiceKey, spec: Option<&ServiceSpec<'_>>) {
    request.nest(Ipvs::IPVS_CMD_ATTR_SERVICE, |service| {
        key.put(service);
        if let Some(spec) = spec {
            spec.put(key.family(), service);
        }
    });
}

pub(super) fn put_dest(
    request: &mut Writer<'_, Ipvs>,
    key: ServiceKey,
    address: SocketAddr,
    spec: Option<&DestSpec>,
) {
    put_service(request, key, None);
    request.nest(Ipvs::IPVS_CMD_ATTR_DEST, |dest| {
        let key = IpvsDest::IPVS_DEST_ATTR_ADDR;
        match address.ip() {
            IpAddr::V4(ip) => dest.put(IpvsDest::IPVS_DEST_ATTR_ADDR_FAMILY, IpvsFamily::AF_INET).put_chosen(
                key,
                DestAddressBy::INET,
                UnionIpv4(ip),
            ),
            IpAddr::V6(ip) => dest
                .put(IpvsDest::IPVS_DEST_ATTR_ADDR_FAMILY, IpvsFamily::AF_INET6)
                .put_chosen(key, DestAddressBy::INET6, ip),
        };
        dest.put(IpvsDest::IPVS_DEST_ATTR_PORT, Be(address.port()));
        if let Some(spec) = spec {
            spec.put(dest);
        }
    });
}

/// Lists the services.
///
/// Sends `IPVS_CMD_GET_SERVICE` with `NLM_F_DUMP`. Each reply has `IPVS_CMD_ATTR_SERVICE`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn services(family: &Family) -> impl Query<Operation = Op<ServiceMessage<'static>>> + Copy {
    family.command(IpvsMessage::IPVS_CMD_GET_SERVICE).replying()
}

/// Returns a service.
///
/// Sends `IPVS_CMD_GET_SERVICE` with `IPVS_CMD_ATTR_SERVICE`.
///
/// # Errors
/// `ESRCH` if the service does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn service(
    family: &Family,
    service: ServiceKey,
) -> impl Query<Operation = Op<ServiceMessage<'static>>> + Copy {
    query(family.command(IpvsMessage::IPVS_CMD_GET_SERVICE).replying(), move |request| {
        put_service(request, service, None);
    })
}

/// Adds a service.
///
/// Sends `IPVS_CMD_NEW_SERVICE` with `IPVS_CMD_ATTR_SERVICE`.
///
/// # Errors
/// `EEXIST` if the service exists ([`already_exists`](crate::client::Error::already_exists)),
/// `ENOENT` if the scheduler does not exist, `EINVAL` for invalid values, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn add_service(
    family: &Family,
    service: ServiceKey,
    spec: &ServiceSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_NEW_SERVICE);
    call(command, GetFlags::ACK, move |request| put_service(request, service, Some(spec)))
}

/// Changes the configuration of a service.
///
/// Sends `IPVS_CMD_SET_SERVICE` with `IPVS_CMD_ATTR_SERVICE`.
///
/// # Errors
/// `ESRCH` if the service does not exist, `ENOENT` if the scheduler does not exist, `EPERM` without
/// `CAP_NET_ADMIN`.
pub fn set_service(
    family: &Family,
    service: ServiceKey,
    spec: &ServiceSpec<'_>,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_SET_SERVICE);
    call(command, GetFlags::ACK, move |request| put_service(request, service, Some(spec)))
}

/// Deletes a service and its destinations.
///
/// Sends `IPVS_CMD_DEL_SERVICE` with `IPVS_CMD_ATTR_SERVICE`.
///
/// # Errors
/// `ESRCH` if the service does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn delete_service(family: &Family, service: ServiceKey) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_DEL_SERVICE);
    call(command, GetFlags::ACK, move |request| put_service(request, service, None))
}

/// Lists the destinations of a service.
///
/// Sends `IPVS_CMD_GET_DEST` with `IPVS_CMD_ATTR_SERVICE` and `NLM_F_DUMP`. Each reply has
/// `IPVS_CMD_ATTR_DEST`. If the service does not exist, there are no replies.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn destinations(
    family: &Family,
    service: ServiceKey,
) -> impl Query<Operation = Op<DestMessage<'static>>> + Copy {
    query(family.command(IpvsMessage::IPVS_CMD_GET_DEST).replying(), move |request| {
        put_service(request, service, None);
    })
}

/// Adds a destination to a service.
///
/// Sends `IPVS_CMD_NEW_DEST` with `IPVS_CMD_ATTR_SERVICE` and `IPVS_CMD_ATTR_DEST`.
///
/// # Errors
/// `EEXIST` if the destination exists ([`already_exists`](crate::client::Error::already_exists)),
/// `ESRCH` if the service does not exist, `EINVAL` for invalid values, such as another address
/// family without a tunnel, `EPERM` without `CAP_NET_ADMIN`.
pub fn add_destination(
    family: &Family,
    service: ServiceKey,
    destination: SocketAddr,
    spec: &DestSpec,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_NEW_DEST);
    call(command, GetFlags::ACK, move |request| {
        put_dest(request, service, destination, Some(spec));
    })
}

/// Changes the configuration of a destination.
///
/// Sends `IPVS_CMD_SET_DEST` with `IPVS_CMD_ATTR_SERVICE` and `IPVS_CMD_ATTR_DEST`.
///
/// # Errors
/// `ENOENT` if the destination does not exist, `ESRCH` if the service does not exist, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn set_destination(
    family: &Family,
    service: ServiceKey,
    destination: SocketAddr,
    spec: &DestSpec,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_SET_DEST);
    call(command, GetFlags::ACK, move |request| {
        put_dest(request, service, destination, Some(spec));
    })
}

/// Deletes a destination of a service.
///
/// Sends `IPVS_CMD_DEL_DEST` with `IPVS_CMD_ATTR_SERVICE` and `IPVS_CMD_ATTR_DEST`.
///
/// # Errors
/// `ENOENT` if the destination does not exist, `ESRCH` if the service does not exist, `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn delete_destination(
    family: &Family,
    service: ServiceKey,
    destination: SocketAddr,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_DEL_DEST);
    call(command, GetFlags::ACK, move |request| put_dest(request, service, destination, None))
}

/// Returns version and size of the connection hash table.
///
/// Sends `IPVS_CMD_GET_INFO`.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn info(family: &Family) -> impl Query<Operation = Op<IpvsInfo>> + Copy {
    family.command(IpvsMessage::IPVS_CMD_GET_INFO)
}

/// Returns the timeouts.
///
/// Sends `IPVS_CMD_GET_CONFIG`.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn config(family: &Family) -> impl Query<Operation = Op> + Copy {
    family.command(IpvsMessage::IPVS_CMD_GET_CONFIG)
}

/// Changes the timeouts.
///
/// Sends `IPVS_CMD_SET_CONFIG` with `IPVS_CMD_ATTR_TIMEOUT_TCP` and the others that are given.
///
/// # Errors
/// `EINVAL` if a timeout is too large, `EPERM` without `CAP_NET_ADMIN`.
pub fn set_config(family: &Family, timeouts: Timeouts) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_SET_CONFIG);
    call(command, GetFlags::ACK, move |request| {
        request
            .put_some(Ipvs::IPVS_CMD_ATTR_TIMEOUT_TCP, timeouts.tcp)
            .put_some(Ipvs::IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, timeouts.tcp_fin)
            .put_some(Ipvs::IPVS_CMD_ATTR_TIMEOUT_UDP, timeouts.udp);
    })
}

/// Lists the synchronization daemons.
///
/// Sends `IPVS_CMD_GET_DAEMON` with `NLM_F_DUMP`. Each reply has `IPVS_CMD_ATTR_DAEMON`.
///
/// # Errors
/// Errors of the kernel are returned by [`Replies::next`](crate::client::Replies::next): `EPERM`
/// without `CAP_NET_ADMIN`.
pub fn daemons(family: &Family) -> impl Query<Operation = Op> + Copy {
    family.command(IpvsMessage::IPVS_CMD_GET_DAEMON)
}

/// Starts a synchronization daemon on an interface.
///
/// Sends `IPVS_CMD_NEW_DAEMON` with `IPVS_CMD_ATTR_DAEMON`.
///
/// # Errors
/// `EEXIST` if the daemon runs ([`already_exists`](crate::client::Error::already_exists)), `ENODEV`
/// if the interface does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn start_daemon(
    family: &Family,
    state: DaemonState,
    interface: &str,
    sync_id: u32,
) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_NEW_DAEMON);
    call(command, GetFlags::ACK, move |request| {
        request.nest(Ipvs::IPVS_CMD_ATTR_DAEMON, |daemon| {
            daemon
                .put(IpvsDaemon::IPVS_DAEMON_ATTR_STATE, state)
                .put(IpvsDaemon::IPVS_DAEMON_ATTR_MCAST_IFN, interface)
                .put(IpvsDaemon::IPVS_DAEMON_ATTR_SYNC_ID, sync_id);
        });
    })
}

/// Stops a synchronization daemon.
///
/// Sends `IPVS_CMD_DEL_DAEMON` with `IPVS_CMD_ATTR_DAEMON`.
///
/// # Errors
/// `ESRCH` if the daemon does not run, `EPERM` without `CAP_NET_ADMIN`.
pub fn stop_daemon(family: &Family, state: DaemonState) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_DEL_DAEMON);
    call(command, GetFlags::ACK, move |request| {
        request.nest(Ipvs::IPVS_CMD_ATTR_DAEMON, |daemon| {
            daemon.put(IpvsDaemon::IPVS_DAEMON_ATTR_STATE, state);
        });
    })
}

/// Resets the statistics of a service, or of all services.
///
/// Sends `IPVS_CMD_ZERO`, with `IPVS_CMD_ATTR_SERVICE` if a service is given.
///
/// # Errors
/// `ESRCH` if the service does not exist, `EPERM` without `CAP_NET_ADMIN`.
pub fn zero(family: &Family, service: Option<ServiceKey>) -> impl Call<Output = Completion> + Copy {
    let command = family.command(IpvsMessage::IPVS_CMD_ZERO);
    call(command, GetFlags::ACK, move |request| {
        if let Some(service) = service {
            put_service(request, service, None);
        }
    })
}

/// Deletes all services.
///
/// Sends `IPVS_CMD_FLUSH`.
///
/// # Errors
/// `EPERM` without `CAP_NET_ADMIN`.
pub fn flush(family: &Family) -> impl Call<Output = Completion> + Copy {
    call(family.command(IpvsMessage::IPVS_CMD_FLUSH), GetFlags::ACK, |_| {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schema::View,
        wire::{Message, Request},
    };
    use std::{boxed::Box, format};

    type Tested = Result<(), Box<dyn core::error::Error>>;

    #[test]
    fn services_of_both_families_and_marks_are_written_and_read() -> Tested {
        let keys = [
            ServiceKey::tcp("192.0.2.1:80".parse()?),
            ServiceKey::udp("[2001:db8::1]:53".parse()?),
            ServiceKey::Mark { family: IpvsFamily::AF_INET6, mark: 7 },
        ];
        let masks = ["255.255.255.0", "64", "64"];
        for ((key, mask), prefix) in keys.into_iter().zip(masks).zip([24, 64, 64]) {
            let mut buffer = [0xa5; 512];
            let mut request = Request::new(
                &mut buffer,
                Command::new(0x20, IpvsMessage::IPVS_CMD_NEW_SERVICE),
                GetFlags::ACK,
            );
            let flags = ServiceFlags::IP_VS_SVC_F_PERSISTENT;
            let spec = ServiceSpec { flags, timeout: 300, prefix: Some(prefix), ..ServiceSpec::new("wlc") };
            put_service(&mut request, key, Some(&spec));
            let IpvsMessage::NewService(crate::genl::GenericMessage { attrs, .. }) =
                IpvsMessage::decode(Message::new(request.finish(1)?)?)?
            else {
                panic!()
            };
            View::of(attrs).check()?;
            let service = attrs.get(Ipvs::IPVS_CMD_ATTR_SERVICE)?.ok_or("no service")?;
            assert_eq!(service.key(), Some(key));
            assert_eq!((service.scheduler(), service.flags()), (Some("wlc".into()), Some(flags)));
            let text = format!("{service:?}");
            assert!(text.contains(&format!("IPVS_SVC_ATTR_NETMASK: {mask}")), "{text}");
            assert!(text.contains("flags: IP_VS_SVC_F_PERSISTENT"), "{text}");
        }
        Ok(())
    }
    #[test]
    fn an_ipv4_address_fills_its_union_with_zeros() -> Tested {
        let mut buffer = [0xa5; 512];
        let mut writer = Writer::<Ipvs>::new(&mut buffer);
        let spec = DestSpec {
            tunnel: Some(TunnelSpec {
                tunnel_type: TunnelType::IP_VS_CONN_F_TUNNEL_TYPE_GUE,
                port: 6080,
                flags: TunnelFlags::IP_VS_TUNNEL_ENCAP_FLAG_CSUM,
            }),
            ..DestSpec::new(ForwardMethod::IP_VS_CONN_F_TUNNEL)
        };
        put_dest(
            &mut writer,
            ServiceKey::tcp("192.0.2.1:80".parse()?),
            "10.0.0.2:8080".parse()?,
            Some(&spec),
        );
        let attrs = Attrs::<Ipvs>::new(writer.finish()?);
        let dest = attrs.get(Ipvs::IPVS_CMD_ATTR_DEST)?.ok_or("no destination")?;
        let raw = dest.get_raw(1)?.ok_or("no address")?.payload();
        assert_eq!(raw, [10, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((dest.address(), dest.port()), (Some("10.0.0.2".parse()?), Some(8080)));
        let text = format!("{dest:?}");
        let tunnel = "IPVS_DEST_ATTR_TUN_TYPE: IP_VS_CONN_F_TUNNEL_TYPE_GUE, IPVS_DEST_ATTR_TUN_PORT: 6080, IPVS_DEST_ATTR_TUN_FLAGS: IP_VS_TUNNEL_ENCAP_FLAG_CSUM}";
        assert!(text.contains("IPVS_DEST_ATTR_ADDR: 10.0.0.2,") && text.ends_with(tunnel), "{text}");
        Ok(())
    }
}
