//! A server of the network block device protocol for one connection, after or with the negotiation.
use rustix::net::Shutdown;
use std::{
    fs::File,
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::net::UnixStream,
    },
    sync::{Arc, Mutex},
    thread::JoinHandle,
};

/// Size of a block of what a server holds, bytes.
pub const BLOCK: usize = 4096;

/// A request of the transmission phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Read,
    Write,
    Disconnect,
    Flush,
}
/// What a server holds, and what it was asked for.
#[derive(Default)]
pub struct Export {
    pub bytes: Mutex<Vec<u8>>,
    pub seen: Mutex<Vec<Seen>>,
}
impl Export {
    /// So many blocks, each filled with its number and a byte of this server's.
    pub fn new(blocks: usize, tag: u8) -> Arc<Self> {
        let blocks = (0..blocks).flat_map(|number| [number as u8 ^ tag; BLOCK]);
        Arc::new(Self { bytes: Mutex::new(blocks.collect()), seen: Mutex::default() })
    }
    pub fn has_seen(&self, request: Seen) -> bool {
        self.seen.lock().unwrap().contains(&request)
    }
    /// Answers requests until the connection ends.
    fn serve(&self, stream: &mut File) -> io::Result<()> {
        let mut request = [0; 28];
        loop {
            stream.read_exact(&mut request)?;
            assert_eq!(request[..4], 0x2560_9513u32.to_be_bytes());
            let number = |at: usize, len: usize| {
                request[at..at + len].iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
            };
            let (offset, len) = (number(16, 8), number(24, 4));
            let seen = [Seen::Read, Seen::Write, Seen::Disconnect, Seen::Flush][number(6, 2)];
            self.seen.lock().unwrap().push(seen);
            // magic, no error, and the cookie of the request
            let mut reply = [&0x6744_6698u32.to_be_bytes(), &[0; 4], &request[8..16]].concat();
            let mut bytes = self.bytes.lock().unwrap();
            match seen {
                Seen::Read => reply.extend(&bytes[offset..offset + len]),
                Seen::Write => stream.read_exact(&mut bytes[offset..offset + len])?,
                Seen::Flush => {}
                Seen::Disconnect => return Ok(()),
            }
            drop(bytes);
            stream.write_all(&reply)?;
        }
    }
    /// The fixed newstyle negotiation, of which only the oldest option is known: the name of the export.
    fn negotiate(&self, stream: &mut File) -> io::Result<()> {
        const EXPORT_NAME: u32 = 1;
        stream.write_all(b"NBDMAGICIHAVEOPT\0\x03")?; // with NBD_FLAG_FIXED_NEWSTYLE and NBD_FLAG_NO_ZEROES
        let (mut flags, mut head) = ([0; 4], [0; 16]);
        stream.read_exact(&mut flags)?;
        loop {
            stream.read_exact(&mut head)?;
            assert_eq!(&head[..8], b"IHAVEOPT");
            let [option, len] =
                [8, 12].map(|at| u32::from_be_bytes(head[at..at + 4].try_into().expect("four bytes")));
            io::copy(&mut stream.take(len.into()), &mut io::sink())?;
            if option == EXPORT_NAME {
                let size = self.bytes.lock().unwrap().len() as u64;
                // NBD_FLAG_HAS_FLAGS and NBD_FLAG_SEND_FLUSH
                stream.write_all(&[&size.to_be_bytes()[..], &[0, 5]].concat())?;
                return if flags[3] & 2 == 0 { stream.write_all(&[0; 124]) } else { Ok(()) };
            }
            let unsupported = [0x3_e889_0455_65a9u64.to_be_bytes(), [0; 8], [0; 8]].concat();
            let mut reply = unsupported[..20].to_vec();
            reply[8..12].copy_from_slice(&option.to_be_bytes());
            reply[12..16].copy_from_slice(&0x8000_0001u32.to_be_bytes());
            stream.write_all(&reply)?;
        }
    }
}

/// A server on the other side of a socket that the kernel is given.
pub struct Server {
    stream: File,
    thread: Option<JoinHandle<()>>,
    /// The side of the kernel; its copy of the descriptor outlives this one.
    pub client: OwnedFd,
}
impl Server {
    pub fn over_unix(export: &Arc<Export>) -> Self {
        let (client, server) = UnixStream::pair().unwrap();
        Self::start(export, client.into(), server.into())
    }
    pub fn over_tcp(export: &Arc<Export>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        Self::start(export, client.into(), listener.accept().unwrap().0.into())
    }
    fn start(export: &Arc<Export>, client: OwnedFd, server: OwnedFd) -> Self {
        let stream = File::from(server);
        let (export, mut served) = (Arc::clone(export), stream.try_clone().unwrap());
        let thread = std::thread::spawn(move || {
            // a connection that ends without a word is what some tests do
            let _ = export.serve(&mut served);
        });
        Self { stream, thread: Some(thread), client }
    }
    /// The descriptor, as the kernel takes it.
    pub fn fd(&self) -> u32 {
        self.client.as_raw_fd().try_into().expect("a descriptor")
    }
}
/// The connection breaks.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = rustix::net::shutdown(&self.stream, Shutdown::Both);
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || ended.is_some_and(|ended| ended.is_ok()));
    }
}
/// Waits on a port for one client, with which it negotiates; returns the port, and what ends with the connection.
pub fn listen(export: &Arc<Export>) -> (u16, JoinHandle<io::Result<()>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let (export, port) = (Arc::clone(export), listener.local_addr().unwrap().port());
    let thread = std::thread::spawn(move || {
        let mut stream = File::from(OwnedFd::from(listener.accept()?.0));
        export.negotiate(&mut stream)?;
        export.serve(&mut stream)
    });
    (port, thread)
}
