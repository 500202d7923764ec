//! The works, and what a library brings to them. One contract for all: a decoder takes a whole datagram, walks its messages, reads those of
//! the type that it is made for and returns the sum (`fold`) of all that it read; an encoder writes `count` requests, one after the other,
//! over the same memory.
//!
//! - `walk`: type and payload length of every attribute of a route, and the type of the message.
//! - `stream`: every attribute of a route by its type, addresses as addresses, metrics entered.
//! - `pick`: destination, output device, gateway, priority and table of a route, by name.
//! - `link_stream`: every attribute of a link, nests entered; of each set of counters the twelve that `ip -s link` prints.
//! - `link_pick`: eight by name: address, name, MTU, link, queue length, state, group, and of the counters packets and bytes.
//! - `encode`: the whole request for a route: header, `rtmsg`, five attributes, and a nest of two metrics.

pub type Decode = fn(&[u8]) -> u64;
pub type Encode = for<'b> fn(&'b mut Scratch, u32, u32) -> &'b [u8];

/// A library at work.
pub struct Library {
    pub name: &'static str,
    pub walk: Decode,
    pub stream: Decode,
    pub pick: Decode,
    pub link_stream: Decode,
    pub link_pick: Decode,
    pub encode: Encode,
}

/// Memory to encode into, there before the clock starts: a slice for those who write into one, and a vector for those who insist.
pub struct Scratch {
    pub slice: [u8; 1024],
    pub vector: Vec<u8>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { slice: [0; 1024], vector: Vec::with_capacity(1024) }
    }
}

/// What the request number `n` says; `wanted` in `c/mnl.c` is the same.
pub struct Wanted {
    pub seq: u32,
    pub dst: [u8; 4],
    pub gateway: [u8; 4],
    pub oif: u32,
    pub priority: u32,
    pub table: u32,
    pub mtu: u32,
    pub advmss: u32,
}

impl Wanted {
    #[inline(always)]
    pub fn new(n: u32) -> Self {
        Self {
            seq: n,
            dst: n.to_ne_bytes(),
            gateway: (n ^ 0x0101_0101).to_ne_bytes(),
            oif: n & 0xff,
            priority: n ^ 100,
            table: n & 0xfff,
            mtu: 1500 - (n & 0xff),
            advmss: 1460 - (n & 0xff),
        }
    }
}

/// `NLM_F_REQUEST | NLM_F_ACK | NLM_F_EXCL | NLM_F_CREATE`
pub const NEW_ROUTE_FLAGS: u16 = 0x605;
pub const RTPROT_STATIC: u8 = 4;
pub const RTN_UNICAST: u8 = 1;
