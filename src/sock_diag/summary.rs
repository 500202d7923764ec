//! Summary of an IPv4 or IPv6 socket.
use super::{
    InetDiag, InetDiagMsg, InetDiagSockId, InetMessage, InetTimer, MptcpDiag, SctpDiag, TcpDiag, TcpInfo,
    TcpState,
};
use crate::{
    pick,
    uapi::{AddressFamily, IpProtocol},
    wire::{
        Attrs, Error, Extensible, InlineStr, Struct, Summarize,
        summary::{IpText, Word, word},
    },
};
use core::{fmt, net::SocketAddr};

/// What matters of an IPv4 or IPv6 socket, as a small value that does not borrow.
///
/// What the kernel reports depends on the extensions of the request:
/// [`Sockets::show`](super::Sockets::show).
///
/// ```
/// use nlwire::{client::{self, Buffer, Connection, Transport}, sock_diag::{self, SocketSummary, Sockets, Tcp}};
/// fn show<T: Transport, B: Buffer>(nl: &mut Connection<T, B>) -> client::Result<(), T> {
///     let sockets: Vec<SocketSummary> = nl.list(sock_diag::list(Tcp, &Sockets::all()))?;
///     for socket in &sockets {
///         println!("{socket}"); // ESTAB 0 0 192.0.2.1:40000 198.51.100.7:443 cubic rtt:0.042/0.021
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SocketSummary {
    /// Address family: AF_INET or AF_INET6.
    pub family: AddressFamily,
    /// Transport protocol, if the kernel reports it.
    pub protocol: Option<IpProtocol>,
    /// State; UDP sockets are TCP_ESTABLISHED if connected, else TCP_CLOSE.
    pub state: TcpState,
    /// Local address and port; `None` if the address family is neither IPv4 nor IPv6.
    pub local: Option<SocketAddr>,
    /// Remote address and port, all zero if the socket is not connected.
    pub remote: Option<SocketAddr>,
    /// Index of the link that the socket is bound to; 0 if it is not bound to a link.
    pub link: u32,
    /// Receive queue, bytes; for a listening TCP socket, the length of the accept queue.
    pub receive_queue: u32,
    /// Send queue, bytes; for a listening TCP socket, the maximum length of the accept queue.
    pub send_queue: u32,
    /// User id of the owner.
    pub uid: u32,
    /// Inode number; 0 if no process holds the socket.
    pub inode: u32,
    /// Cookie (`SO_COOKIE`), unique since boot.
    pub cookie: u64,
    /// Running timer.
    pub timer: InetTimer,
    /// Number of retransmissions or of unanswered probes, depending on the running timer.
    pub retransmits: u8,
    /// Mark of the socket (`SO_MARK`), which the kernel reports with CAP_NET_ADMIN only.
    pub mark: Option<u32>,
    /// Name of the congestion control; empty if the kernel sent none.
    pub congestion_control: InlineStr<16>,
    /// Smoothed round-trip time (RTT) of a TCP connection, microseconds; 0 before the first
    /// measurement.
    pub rtt: Option<u32>,
    /// Mean deviation of the round-trip time, microseconds.
    pub rtt_variation: Option<u32>,
    /// Segments that a TCP connection has retransmitted in total.
    pub total_retransmits: Option<u32>,
    /// The name of the congestion control does not fit, and is cut.
    pub truncated: bool,
}
const _: () = assert!(size_of::<SocketSummary>() <= 256, "a summary exceeds 256 bytes");

fn summary(
    header: &Struct<InetDiagMsg>,
    attrs: Attrs<'_, InetDiag>,
    tcp: Option<Extensible<'_, TcpInfo>>,
) -> Result<SocketSummary, Error> {
    let found = pick!(
        attrs,
        InetDiag { congestion: INET_DIAG_CONG, protocol: INET_DIAG_PROTOCOL, mark: INET_DIAG_MARK }
    )?;
    let id = header.get(InetDiagMsg::id);
    let mut truncated = false;
    let tcp = |field| tcp.and_then(|info| info.get(field));
    Ok(SocketSummary {
        family: header.get(InetDiagMsg::idiag_family),
        protocol: found.protocol,
        state: header.get(InetDiagMsg::idiag_state),
        local: header.local(),
        remote: header.remote(),
        link: id.get(InetDiagSockId::idiag_if),
        receive_queue: header.get(InetDiagMsg::idiag_rqueue),
        send_queue: header.get(InetDiagMsg::idiag_wqueue),
        uid: header.get(InetDiagMsg::idiag_uid),
        inode: header.get(InetDiagMsg::idiag_inode),
        cookie: id.cookie(),
        timer: header.get(InetDiagMsg::idiag_timer),
        retransmits: header.get(InetDiagMsg::idiag_retrans),
        mark: found.mark,
        congestion_control: found.congestion.unwrap_or_default().to_inline_cut(&mut truncated),
        rtt: tcp(TcpInfo::tcpi_rtt),
        rtt_variation: tcp(TcpInfo::tcpi_rttvar),
        total_retransmits: tcp(TcpInfo::tcpi_total_retrans),
        truncated,
    })
}
macro_rules! sockets { ($($set:ident: |$socket:ident| $tcp:expr;)*) => { $(
    impl InetMessage<'_, $set> {
        /// Returns what matters of the socket, in a value that does not borrow.
        ///
        /// # Errors
        /// An attribute of the summary is malformed, or the framing is broken.
        #[inline]
        pub fn summary(&self) -> Result<SocketSummary, Error> {
            let $socket = self;
            summary(self.header, self.inet(), $tcp)
        }
    }
    impl Summarize for InetMessage<'_, $set> {
        type Summary = SocketSummary;
        fn summary(&self) -> Result<SocketSummary, Error> {
            Self::summary(self)
        }
    }
)* } }
sockets! {
    TcpDiag: |socket| socket.attrs.get(TcpDiag::INET_DIAG_INFO)?;
    InetDiag: |_socket| None;
    SctpDiag: |_socket| None;
    MptcpDiag: |_socket| None;
}

impl fmt::Display for SocketSummary {
    /// Prints in the format of `ss -n`: state, queues, local and remote address; then congestion
    /// control, round-trip time and retransmissions, if known and not 0.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state {
            TcpState::TCP_ESTABLISHED => f.write_str("ESTAB"),
            TcpState::TCP_CLOSE => f.write_str("UNCONN"),
            TcpState::TCP_FIN_WAIT1 => f.write_str("FIN-WAIT-1"),
            TcpState::TCP_FIN_WAIT2 => f.write_str("FIN-WAIT-2"),
            TcpState::TCP_SYN_SENT => f.write_str("SYN-SENT"),
            TcpState::TCP_SYN_RECV | TcpState::TCP_NEW_SYN_RECV => f.write_str("SYN-RECV"),
            TcpState::TCP_TIME_WAIT => f.write_str("TIME-WAIT"),
            TcpState::TCP_CLOSE_WAIT => f.write_str("CLOSE-WAIT"),
            TcpState::TCP_LAST_ACK => f.write_str("LAST-ACK"),
            state => Word::of(state, "TCP_").upper(f),
        }?;
        write!(f, " {} {}", self.receive_queue, self.send_queue)?;
        for end in [self.local, self.remote] {
            match end {
                Some(SocketAddr::V6(end)) => write!(f, " [{}]:", IpText((*end.ip()).into()))?,
                Some(SocketAddr::V4(end)) => write!(f, " {}:", IpText((*end.ip()).into()))?,
                None => f.write_str(" *:")?,
            }
            match end.map_or(0, |end| end.port()) {
                0 => f.write_str("*"),
                port => write!(f, "{port}"),
            }?;
        }
        if !self.congestion_control.is_empty() {
            write!(f, " {}", self.congestion_control)?;
        }
        if let (Some(rtt @ 1..), Some(variation)) = (self.rtt, self.rtt_variation) {
            write!(f, " rtt:{}/{}", Milliseconds(rtt), Milliseconds(variation))?;
        }
        if let Some(total) = self.total_retransmits.filter(|total| *total != 0) {
            write!(f, " retrans:{}/{total}", self.retransmits)?;
        }
        word(f, "fwmark", self.mark.filter(|mark| *mark != 0))
    }
}
/// Microseconds, printed as milliseconds without zeros at the end.
struct Milliseconds(u32);
impl fmt::Display for Milliseconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        match (rest % 10, rest % 100) {
            _ if rest == 0 => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 100),
            (0, _) => write!(f, "{whole}.{:02}", rest / 10),
            _ => write!(f, "{whole}.{rest:03}"),
        }
    }
}
