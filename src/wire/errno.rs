//! Error numbers of the kernel: uapi/asm/errno.h of the target's architecture.
use super::{
    NamedNumber,
    spec::{Named, Names},
    write_named,
};
use core::fmt;

/// Error number of the kernel, positive. Displayed as name and meaning.
///
/// The numbers are those of the target's architecture: MIPS and SPARC have their own, other
/// architectures those of asm-generic/errno.h. Alpha and PA-RISC, which Rust does not support, have
/// their own as well.
///
/// ```
/// use nlwire::wire::Errno;
/// assert_eq!(Errno::ENODEV.to_string(), "ENODEV (no such device)");
/// assert_eq!((Errno(19), Errno(4000).to_string()), (Errno::ENODEV, "errno 4000".into()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Errno(pub i32);

/// Number of the target's architecture.
const fn native(generic: i32, others: &[i32; 2]) -> i32 {
    let [mips, sparc] = *others;
    if cfg!(any(
        target_arch = "mips",
        target_arch = "mips32r6",
        target_arch = "mips64",
        target_arch = "mips64r6"
    )) {
        mips
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        sparc
    } else {
        generic
    }
}

/// `NAME = number, "meaning"` becomes a constant and a row of the table of names.
/// `(mips number, sparc number)` behind the number of asm-generic/errno.h gives those of
/// architectures where it differs.
macro_rules! errnos {
    ($($name:ident = $number:literal $((mips $mips:literal, sparc $sparc:literal))?, $text:literal;)*) => {
        impl Errno {
            $( #[doc = concat!($text, ".")]
            pub const $name: Self = Self(native($number, &errnos!(@others $number $($mips, $sparc)?))); )*
        }
        static ERRNOS: &[(i32, &str, &str)] = &[$( (Errno::$name.0, stringify!($name), $text) ),*];
        /// Names of negative numbers, as in error codes.
        const CODES: &[Named] = &[$( Named {
            value: (Errno::$name.0 as i64).wrapping_neg() as u64,
            name: concat!("-", stringify!($name)),
        } ),*];
        /// Numbers of asm-generic, of MIPS, of SPARC.
        #[cfg(test)]
        static BY_ARCHITECTURE: &[(&str, [i32; 3])] = &[$( (stringify!($name), {
            let [mips, sparc] = errnos!(@others $number $($mips, $sparc)?);
            [$number, mips, sparc]
        }) ),*];
    };
    (@others $number:literal) => { [$number, $number] };
    (@others $number:literal $mips:literal, $sparc:literal) => { [$mips, $sparc] };
}
errnos! {
    EPERM = 1, "operation not permitted";
    ENOENT = 2, "no such file or directory";
    ESRCH = 3, "no such process";
    EINTR = 4, "interrupted system call";
    EIO = 5, "input/output error";
    ENXIO = 6, "no such device or address";
    E2BIG = 7, "argument list too long";
    ENOEXEC = 8, "exec format error";
    EBADF = 9, "bad file descriptor";
    ECHILD = 10, "no child processes";
    EAGAIN = 11, "resource temporarily unavailable";
    ENOMEM = 12, "cannot allocate memory";
    EACCES = 13, "permission denied";
    EFAULT = 14, "bad address";
    ENOTBLK = 15, "block device required";
    EBUSY = 16, "device or resource busy";
    EEXIST = 17, "file exists";
    EXDEV = 18, "invalid cross-device link";
    ENODEV = 19, "no such device";
    ENOTDIR = 20, "not a directory";
    EISDIR = 21, "is a directory";
    EINVAL = 22, "invalid argument";
    ENFILE = 23, "too many open files in system";
    EMFILE = 24, "too many open files";
    ENOTTY = 25, "inappropriate ioctl for device";
    ETXTBSY = 26, "text file busy";
    EFBIG = 27, "file too large";
    ENOSPC = 28, "no space left on device";
    ESPIPE = 29, "illegal seek";
    EROFS = 30, "read-only file system";
    EMLINK = 31, "too many links";
    EPIPE = 32, "broken pipe";
    EDOM = 33, "numerical argument out of domain";
    ERANGE = 34, "numerical result out of range";
    EDEADLK = 35 (mips 45, sparc 78), "resource deadlock avoided";
    ENAMETOOLONG = 36 (mips 78, sparc 63), "file name too long";
    ENOLCK = 37 (mips 46, sparc 79), "no locks available";
    ENOSYS = 38 (mips 89, sparc 90), "function not implemented";
    ENOTEMPTY = 39 (mips 93, sparc 66), "directory not empty";
    ELOOP = 40 (mips 90, sparc 62), "too many levels of symbolic links";
    ENOMSG = 42 (mips 35, sparc 75), "no message of desired type";
    EIDRM = 43 (mips 36, sparc 77), "identifier removed";
    ECHRNG = 44 (mips 37, sparc 94), "channel number out of range";
    EL2NSYNC = 45 (mips 38, sparc 95), "level 2 not synchronized";
    EL3HLT = 46 (mips 39, sparc 96), "level 3 halted";
    EL3RST = 47 (mips 40, sparc 97), "level 3 reset";
    ELNRNG = 48 (mips 41, sparc 98), "link number out of range";
    EUNATCH = 49 (mips 42, sparc 99), "protocol driver not attached";
    ENOCSI = 50 (mips 43, sparc 100), "no CSI structure available";
    EL2HLT = 51 (mips 44, sparc 101), "level 2 halted";
    EBADE = 52 (mips 50, sparc 102), "invalid exchange";
    EBADR = 53 (mips 51, sparc 103), "invalid request descriptor";
    EXFULL = 54 (mips 52, sparc 104), "exchange full";
    ENOANO = 55 (mips 53, sparc 105), "no anode";
    EBADRQC = 56 (mips 54, sparc 106), "invalid request code";
    EBADSLT = 57 (mips 55, sparc 107), "invalid slot";
    EBFONT = 59 (mips 59, sparc 109), "bad font file format";
    ENOSTR = 60 (mips 60, sparc 72), "device not a stream";
    ENODATA = 61 (mips 61, sparc 111), "no data available";
    ETIME = 62 (mips 62, sparc 73), "timer expired";
    ENOSR = 63 (mips 63, sparc 74), "out of streams resources";
    ENONET = 64 (mips 64, sparc 80), "machine is not on the network";
    ENOPKG = 65 (mips 65, sparc 113), "package not installed";
    EREMOTE = 66 (mips 66, sparc 71), "object is remote";
    ENOLINK = 67 (mips 67, sparc 82), "link has been severed";
    EADV = 68 (mips 68, sparc 83), "advertise error";
    ESRMNT = 69 (mips 69, sparc 84), "srmount error";
    ECOMM = 70 (mips 70, sparc 85), "communication error on send";
    EPROTO = 71 (mips 71, sparc 86), "protocol error";
    EMULTIHOP = 72 (mips 74, sparc 87), "multihop attempted";
    EDOTDOT = 73 (mips 73, sparc 88), "RFS specific error";
    EBADMSG = 74 (mips 77, sparc 76), "bad message";
    EOVERFLOW = 75 (mips 79, sparc 92), "value too large for defined data type";
    ENOTUNIQ = 76 (mips 80, sparc 115), "name not unique on network";
    EBADFD = 77 (mips 81, sparc 93), "file descriptor in bad state";
    EREMCHG = 78 (mips 82, sparc 89), "remote address changed";
    ELIBACC = 79 (mips 83, sparc 114), "can not access a needed shared library";
    ELIBBAD = 80 (mips 84, sparc 112), "accessing a corrupted shared library";
    ELIBSCN = 81 (mips 85, sparc 124), ".lib section in a.out corrupted";
    ELIBMAX = 82 (mips 86, sparc 123), "attempting to link in too many shared libraries";
    ELIBEXEC = 83 (mips 87, sparc 110), "cannot exec a shared library directly";
    EILSEQ = 84 (mips 88, sparc 122), "invalid or incomplete multibyte or wide character";
    ERESTART = 85 (mips 91, sparc 116), "interrupted system call should be restarted";
    ESTRPIPE = 86 (mips 92, sparc 91), "streams pipe error";
    EUSERS = 87 (mips 94, sparc 68), "too many users";
    ENOTSOCK = 88 (mips 95, sparc 38), "socket operation on non-socket";
    EDESTADDRREQ = 89 (mips 96, sparc 39), "destination address required";
    EMSGSIZE = 90 (mips 97, sparc 40), "message too long";
    EPROTOTYPE = 91 (mips 98, sparc 41), "protocol wrong type for socket";
    ENOPROTOOPT = 92 (mips 99, sparc 42), "protocol not available";
    EPROTONOSUPPORT = 93 (mips 120, sparc 43), "protocol not supported";
    ESOCKTNOSUPPORT = 94 (mips 121, sparc 44), "socket type not supported";
    EOPNOTSUPP = 95 (mips 122, sparc 45), "operation not supported";
    EPFNOSUPPORT = 96 (mips 123, sparc 46), "protocol family not supported";
    EAFNOSUPPORT = 97 (mips 124, sparc 47), "address family not supported by protocol";
    EADDRINUSE = 98 (mips 125, sparc 48), "address already in use";
    EADDRNOTAVAIL = 99 (mips 126, sparc 49), "cannot assign requested address";
    ENETDOWN = 100 (mips 127, sparc 50), "network is down";
    ENETUNREACH = 101 (mips 128, sparc 51), "network is unreachable";
    ENETRESET = 102 (mips 129, sparc 52), "network dropped connection on reset";
    ECONNABORTED = 103 (mips 130, sparc 53), "software caused connection abort";
    ECONNRESET = 104 (mips 131, sparc 54), "connection reset by peer";
    ENOBUFS = 105 (mips 132, sparc 55), "no buffer space available";
    EISCONN = 106 (mips 133, sparc 56), "transport endpoint is already connected";
    ENOTCONN = 107 (mips 134, sparc 57), "transport endpoint is not connected";
    ESHUTDOWN = 108 (mips 143, sparc 58), "cannot send after transport endpoint shutdown";
    ETOOMANYREFS = 109 (mips 144, sparc 59), "too many references: cannot splice";
    ETIMEDOUT = 110 (mips 145, sparc 60), "connection timed out";
    ECONNREFUSED = 111 (mips 146, sparc 61), "connection refused";
    EHOSTDOWN = 112 (mips 147, sparc 64), "host is down";
    EHOSTUNREACH = 113 (mips 148, sparc 65), "no route to host";
    EALREADY = 114 (mips 149, sparc 37), "operation already in progress";
    EINPROGRESS = 115 (mips 150, sparc 36), "operation now in progress";
    ESTALE = 116 (mips 151, sparc 70), "stale file handle";
    EUCLEAN = 117 (mips 135, sparc 117), "structure needs cleaning";
    ENOTNAM = 118 (mips 137, sparc 118), "not a XENIX named type file";
    ENAVAIL = 119 (mips 138, sparc 119), "no XENIX semaphores available";
    EISNAM = 120 (mips 139, sparc 120), "is a named type file";
    EREMOTEIO = 121 (mips 140, sparc 121), "remote I/O error";
    EDQUOT = 122 (mips 1133, sparc 69), "disk quota exceeded";
    ENOMEDIUM = 123 (mips 159, sparc 125), "no medium found";
    EMEDIUMTYPE = 124 (mips 160, sparc 126), "wrong medium type";
    ECANCELED = 125 (mips 158, sparc 127), "operation canceled";
    ENOKEY = 126 (mips 161, sparc 128), "required key not available";
    EKEYEXPIRED = 127 (mips 162, sparc 129), "key has expired";
    EKEYREVOKED = 128 (mips 163, sparc 130), "key has been revoked";
    EKEYREJECTED = 129 (mips 164, sparc 131), "key was rejected by service";
    EOWNERDEAD = 130 (mips 165, sparc 132), "owner died";
    ENOTRECOVERABLE = 131 (mips 166, sparc 133), "state not recoverable";
    ERFKILL = 132 (mips 167, sparc 134), "operation not possible due to RF-kill";
    EHWPOISON = 133 (mips 168, sparc 135), "memory page has hardware error";
    ENOTSUPP = 524, "operation not supported by the kernel";
}
/// Errors above 4095, where the kernel's own end: `NAME = number, "meaning"`. Several names with one
/// number, of which the object decides, have one row: `"A/B" = number, "meaning" (A, B)`.
#[cfg(feature = "ipset")]
macro_rules! private_errnos {
    ($($name:ident = $number:literal, $text:literal;)* $($both:literal = $shared:literal { $($each:ident, $meaning:literal);+ })*) => {
        impl Errno {
            $( #[doc = concat!($text, ": ipset, linux/netfilter/ipset/ip_set.h.")]
            pub const $name: Self = Self($number); )*
            $($( #[doc = concat!($meaning, ": ipset, linux/netfilter/ipset. Other set types use the number for another error.")]
            pub const $each: Self = Self($shared); )+)*
        }
        static PRIVATE: &[(i32, &str, &str)] = &[
            $( ($number, stringify!($name), $text), )*
            $( ($shared, $both, concat!($($meaning, "; "),+, "the set type decides")), )*
        ];
    };
}
#[cfg(feature = "ipset")]
private_errnos! {
    IPSET_ERR_PROTOCOL = 4097, "malformed request, or unsupported protocol version";
    IPSET_ERR_FIND_TYPE = 4098, "unknown set type, family or revision";
    IPSET_ERR_MAX_SETS = 4099, "too many sets";
    IPSET_ERR_BUSY = 4100, "set is in use";
    IPSET_ERR_EXIST_SETNAME2 = 4101, "set with the second name exists on rename, or is missing on swap";
    IPSET_ERR_TYPE_MISMATCH = 4102, "sets have different types or families";
    IPSET_ERR_EXIST = 4103, "element exists on add, or is missing on delete and test";
    IPSET_ERR_INVALID_CIDR = 4104, "invalid prefix length";
    IPSET_ERR_INVALID_NETMASK = 4105, "invalid netmask";
    IPSET_ERR_INVALID_FAMILY = 4106, "set type does not support the family";
    IPSET_ERR_TIMEOUT = 4107, "set was created without timeouts";
    IPSET_ERR_REFERENCED = 4108, "set is referenced";
    IPSET_ERR_IPADDR_IPV4 = 4109, "invalid IPv4 address";
    IPSET_ERR_IPADDR_IPV6 = 4110, "invalid IPv6 address";
    IPSET_ERR_COUNTER = 4111, "set was created without counters";
    IPSET_ERR_COMMENT = 4112, "set was created without comments";
    IPSET_ERR_INVALID_MARKMASK = 4113, "invalid mask for marks";
    IPSET_ERR_SKBINFO = 4114, "set was created without packet information";
    IPSET_ERR_BITMASK_NETMASK_EXCL = 4115, "bitmask and netmask exclude each other";
    "IPSET_ERR_BITMAP_RANGE/IPSET_ERR_HASH_FULL/IPSET_ERR_NAME" = 4352 {
        IPSET_ERR_BITMAP_RANGE, "bitmap: element is out of range";
        IPSET_ERR_HASH_FULL, "hash: set is full";
        IPSET_ERR_NAME, "list: member set does not exist"
    }
    "IPSET_ERR_BITMAP_RANGE_SIZE/IPSET_ERR_HASH_ELEM/IPSET_ERR_LOOP" = 4353 {
        IPSET_ERR_BITMAP_RANGE_SIZE, "bitmap: range is too large";
        IPSET_ERR_HASH_ELEM, "hash: element is zero";
        IPSET_ERR_LOOP, "list: member is a set of sets"
    }
    "IPSET_ERR_INVALID_PROTO/IPSET_ERR_BEFORE" = 4354 {
        IPSET_ERR_INVALID_PROTO, "hash: invalid protocol";
        IPSET_ERR_BEFORE, "list: reference set is missing"
    }
    "IPSET_ERR_MISSING_PROTO/IPSET_ERR_NAMEREF" = 4355 {
        IPSET_ERR_MISSING_PROTO, "hash: protocol is missing";
        IPSET_ERR_NAMEREF, "list: reference set does not exist"
    }
    "IPSET_ERR_HASH_RANGE_UNSUPPORTED/IPSET_ERR_LIST_FULL" = 4356 {
        IPSET_ERR_HASH_RANGE_UNSUPPORTED, "hash: ranges are not supported";
        IPSET_ERR_LIST_FULL, "list: set is full"
    }
    "IPSET_ERR_HASH_RANGE/IPSET_ERR_REF_EXIST" = 4357 {
        IPSET_ERR_HASH_RANGE, "hash: invalid range";
        IPSET_ERR_REF_EXIST, "list: reference set is no member"
    }
}

impl Errno {
    fn row(self) -> Option<&'static (i32, &'static str, &'static str)> {
        let row = ERRNOS.iter().find(|row| row.0 == self.0);
        #[cfg(feature = "ipset")]
        let row = row.or_else(|| PRIVATE.iter().find(|row| row.0 == self.0));
        row
    }
    /// Returns the name, such as `"ENOENT"`; `None` for an unknown number.
    ///
    /// The errors of ipset from 4352 on have a name for each kind of set:
    /// `"IPSET_ERR_BITMAP_RANGE/IPSET_ERR_HASH_FULL/IPSET_ERR_NAME"`.
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|row| row.1)
    }
    /// Returns a short description in lower case; empty for an unknown number.
    pub fn text(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }
}
impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row() {
            Some((_, name, text)) => write!(f, "{name} ({text})"),
            None => write!(f, "errno {}", self.0),
        }
    }
}
impl fmt::Debug for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl core::error::Error for Errno {}

/// Error code of an `NLMSG_ERROR` or `NLMSG_DONE`: 0, or a negative errno, such as `-ERANGE`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ErrorCode(pub i32);
impl NamedNumber for ErrorCode {
    type Repr = i32;
    const NAMES: Names = Names::Values(CODES);
    #[inline(always)]
    fn from_int(int: i32) -> Self {
        Self(int)
    }
    #[inline(always)]
    fn to_int(self) -> i32 {
        self.0
    }
}
impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_named(f, *self)
    }
}
impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_named(f, *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that differ from those of asm-generic/errno.h, from
    /// arch/mips/include/uapi/asm/errno.h.
    const MIPS: &[(&str, i32)] = &[
        ("EDEADLK", 45),
        ("ENAMETOOLONG", 78),
        ("ENOLCK", 46),
        ("ENOSYS", 89),
        ("ENOTEMPTY", 93),
        ("ELOOP", 90),
        ("ENOMSG", 35),
        ("EIDRM", 36),
        ("ECHRNG", 37),
        ("EL2NSYNC", 38),
        ("EL3HLT", 39),
        ("EL3RST", 40),
        ("ELNRNG", 41),
        ("EUNATCH", 42),
        ("ENOCSI", 43),
        ("EL2HLT", 44),
        ("EBADE", 50),
        ("EBADR", 51),
        ("EXFULL", 52),
        ("ENOANO", 53),
        ("EBADRQC", 54),
        ("EBADSLT", 55),
        ("EMULTIHOP", 74),
        ("EBADMSG", 77),
        ("EOVERFLOW", 79),
        ("ENOTUNIQ", 80),
        ("EBADFD", 81),
        ("EREMCHG", 82),
        ("ELIBACC", 83),
        ("ELIBBAD", 84),
        ("ELIBSCN", 85),
        ("ELIBMAX", 86),
        ("ELIBEXEC", 87),
        ("EILSEQ", 88),
        ("ERESTART", 91),
        ("ESTRPIPE", 92),
        ("EUSERS", 94),
        ("ENOTSOCK", 95),
        ("EDESTADDRREQ", 96),
        ("EMSGSIZE", 97),
        ("EPROTOTYPE", 98),
        ("ENOPROTOOPT", 99),
        ("EPROTONOSUPPORT", 120),
        ("ESOCKTNOSUPPORT", 121),
        ("EOPNOTSUPP", 122),
        ("EPFNOSUPPORT", 123),
        ("EAFNOSUPPORT", 124),
        ("EADDRINUSE", 125),
        ("EADDRNOTAVAIL", 126),
        ("ENETDOWN", 127),
        ("ENETUNREACH", 128),
        ("ENETRESET", 129),
        ("ECONNABORTED", 130),
        ("ECONNRESET", 131),
        ("ENOBUFS", 132),
        ("EISCONN", 133),
        ("ENOTCONN", 134),
        ("ESHUTDOWN", 143),
        ("ETOOMANYREFS", 144),
        ("ETIMEDOUT", 145),
        ("ECONNREFUSED", 146),
        ("EHOSTDOWN", 147),
        ("EHOSTUNREACH", 148),
        ("EALREADY", 149),
        ("EINPROGRESS", 150),
        ("ESTALE", 151),
        ("EUCLEAN", 135),
        ("ENOTNAM", 137),
        ("ENAVAIL", 138),
        ("EISNAM", 139),
        ("EREMOTEIO", 140),
        ("EDQUOT", 1133),
        ("ENOMEDIUM", 159),
        ("EMEDIUMTYPE", 160),
        ("ECANCELED", 158),
        ("ENOKEY", 161),
        ("EKEYEXPIRED", 162),
        ("EKEYREVOKED", 163),
        ("EKEYREJECTED", 164),
        ("EOWNERDEAD", 165),
        ("ENOTRECOVERABLE", 166),
        ("ERFKILL", 167),
        ("EHWPOISON", 168),
    ];
    /// Numbers that differ from those of asm-generic/errno.h, from
    /// arch/sparc/include/uapi/asm/errno.h.
    const SPARC: &[(&str, i32)] = &[
        ("EDEADLK", 78),
        ("ENAMETOOLONG", 63),
        ("ENOLCK", 79),
        ("ENOSYS", 90),
        ("ENOTEMPTY", 66),
        ("ELOOP", 62),
        ("ENOMSG", 75),
        ("EIDRM", 77),
        ("ECHRNG", 94),
        ("EL2NSYNC", 95),
        ("EL3HLT", 96),
        ("EL3RST", 97),
        ("ELNRNG", 98),
        ("EUNATCH", 99),
        ("ENOCSI", 100),
        ("EL2HLT", 101),
        ("EBADE", 102),
        ("EBADR", 103),
        ("EXFULL", 104),
        ("ENOANO", 105),
        ("EBADRQC", 106),
        ("EBADSLT", 107),
        ("EBFONT", 109),
        ("ENOSTR", 72),
        ("ENODATA", 111),
        ("ETIME", 73),
        ("ENOSR", 74),
        ("ENONET", 80),
        ("ENOPKG", 113),
        ("EREMOTE", 71),
        ("ENOLINK", 82),
        ("EADV", 83),
        ("ESRMNT", 84),
        ("ECOMM", 85),
        ("EPROTO", 86),
        ("EMULTIHOP", 87),
        ("EDOTDOT", 88),
        ("EBADMSG", 76),
        ("EOVERFLOW", 92),
        ("ENOTUNIQ", 115),
        ("EBADFD", 93),
        ("EREMCHG", 89),
        ("ELIBACC", 114),
        ("ELIBBAD", 112),
        ("ELIBSCN", 124),
        ("ELIBMAX", 123),
        ("ELIBEXEC", 110),
        ("EILSEQ", 122),
        ("ERESTART", 116),
        ("ESTRPIPE", 91),
        ("EUSERS", 68),
        ("ENOTSOCK", 38),
        ("EDESTADDRREQ", 39),
        ("EMSGSIZE", 40),
        ("EPROTOTYPE", 41),
        ("ENOPROTOOPT", 42),
        ("EPROTONOSUPPORT", 43),
        ("ESOCKTNOSUPPORT", 44),
        ("EOPNOTSUPP", 45),
        ("EPFNOSUPPORT", 46),
        ("EAFNOSUPPORT", 47),
        ("EADDRINUSE", 48),
        ("EADDRNOTAVAIL", 49),
        ("ENETDOWN", 50),
        ("ENETUNREACH", 51),
        ("ENETRESET", 52),
        ("ECONNABORTED", 53),
        ("ECONNRESET", 54),
        ("ENOBUFS", 55),
        ("EISCONN", 56),
        ("ENOTCONN", 57),
        ("ESHUTDOWN", 58),
        ("ETOOMANYREFS", 59),
        ("ETIMEDOUT", 60),
        ("ECONNREFUSED", 61),
        ("EHOSTDOWN", 64),
        ("EHOSTUNREACH", 65),
        ("EALREADY", 37),
        ("EINPROGRESS", 36),
        ("ESTALE", 70),
        ("EDQUOT", 69),
        ("ENOMEDIUM", 125),
        ("EMEDIUMTYPE", 126),
        ("ECANCELED", 127),
        ("ENOKEY", 128),
        ("EKEYEXPIRED", 129),
        ("EKEYREVOKED", 130),
        ("EKEYREJECTED", 131),
        ("EOWNERDEAD", 132),
        ("ENOTRECOVERABLE", 133),
        ("ERFKILL", 134),
        ("EHWPOISON", 135),
    ];

    #[test]
    fn errno_numbers_of_each_architecture_are_those_of_its_header() {
        for (at, theirs) in [(1, MIPS), (2, SPARC)] {
            for (name, numbers) in BY_ARCHITECTURE {
                let expected = theirs.iter().find(|row| row.0 == *name).map_or(numbers[0], |row| row.1);
                assert_eq!(numbers[at], expected, "{name}");
            }
            assert!(theirs.iter().all(|row| BY_ARCHITECTURE.iter().any(|ours| ours.0 == row.0)));
        }
        for at in 0..3 {
            let mut numbers: std::vec::Vec<_> = BY_ARCHITECTURE.iter().map(|row| row.1[at]).collect();
            numbers.sort_unstable();
            assert!(
                numbers.windows(2).all(|pair| pair[0] < pair[1]),
                "two names with one number: {numbers:?}"
            );
        }
    }
    /// rustix has the numbers of the target's headers.
    #[cfg(target_os = "linux")]
    #[test]
    fn errno_numbers_are_those_of_the_target() {
        macro_rules! same {
            ($($name:ident $theirs:ident,)*) => {
                [$( (Errno::$name, stringify!($name), rustix::io::Errno::$theirs.raw_os_error()) ),*]
            };
        }
        let all = same![
        EACCES ACCESS, EADDRINUSE ADDRINUSE, EADDRNOTAVAIL ADDRNOTAVAIL, EADV ADV, EAFNOSUPPORT AFNOSUPPORT,
        EAGAIN AGAIN, EALREADY ALREADY, EBADE BADE, EBADF BADF, EBADFD BADFD, EBADMSG BADMSG, EBADR BADR,
        EBADRQC BADRQC, EBADSLT BADSLT, EBFONT BFONT, EBUSY BUSY, ECANCELED CANCELED, ECHILD CHILD,
        ECHRNG CHRNG, ECOMM COMM, ECONNABORTED CONNABORTED, ECONNREFUSED CONNREFUSED, ECONNRESET CONNRESET,
        EDEADLK DEADLK, EDESTADDRREQ DESTADDRREQ, EDOM DOM, EDOTDOT DOTDOT, EDQUOT DQUOT, EEXIST EXIST,
        EFAULT FAULT, EFBIG FBIG, EHOSTDOWN HOSTDOWN, EHOSTUNREACH HOSTUNREACH, EHWPOISON HWPOISON,
        EIDRM IDRM, EILSEQ ILSEQ, EINPROGRESS INPROGRESS, EINTR INTR, EINVAL INVAL, EIO IO, EISCONN ISCONN,
        EISDIR ISDIR, EISNAM ISNAM, EKEYEXPIRED KEYEXPIRED, EKEYREJECTED KEYREJECTED,
        EKEYREVOKED KEYREVOKED, EL2HLT L2HLT, EL2NSYNC L2NSYNC, EL3HLT L3HLT, EL3RST L3RST, ELIBACC LIBACC,
        ELIBBAD LIBBAD, ELIBEXEC LIBEXEC, ELIBMAX LIBMAX, ELIBSCN LIBSCN, ELNRNG LNRNG, ELOOP LOOP,
        EMEDIUMTYPE MEDIUMTYPE, EMFILE MFILE, EMLINK MLINK, EMSGSIZE MSGSIZE, EMULTIHOP MULTIHOP,
        ENAMETOOLONG NAMETOOLONG, ENAVAIL NAVAIL, ENETDOWN NETDOWN, ENETRESET NETRESET,
        ENETUNREACH NETUNREACH, ENFILE NFILE, ENOANO NOANO, ENOBUFS NOBUFS, ENOCSI NOCSI, ENODATA NODATA,
        ENODEV NODEV, ENOENT NOENT, ENOEXEC NOEXEC, ENOKEY NOKEY, ENOLCK NOLCK, ENOLINK NOLINK,
        ENOMEDIUM NOMEDIUM, ENOMEM NOMEM, ENOMSG NOMSG, ENONET NONET, ENOPKG NOPKG, ENOPROTOOPT NOPROTOOPT,
        ENOSPC NOSPC, ENOSR NOSR, ENOSTR NOSTR, ENOSYS NOSYS, ENOTBLK NOTBLK, ENOTCONN NOTCONN,
        ENOTDIR NOTDIR, ENOTEMPTY NOTEMPTY, ENOTNAM NOTNAM, ENOTRECOVERABLE NOTRECOVERABLE,
        ENOTSOCK NOTSOCK, ENOTTY NOTTY, ENOTUNIQ NOTUNIQ, ENXIO NXIO,
        EOPNOTSUPP OPNOTSUPP, EOVERFLOW OVERFLOW, EOWNERDEAD OWNERDEAD, EPERM PERM,
        EPFNOSUPPORT PFNOSUPPORT, EPIPE PIPE, EPROTO PROTO, EPROTONOSUPPORT PROTONOSUPPORT,
        EPROTOTYPE PROTOTYPE, ERANGE RANGE, EREMCHG REMCHG, EREMOTE REMOTE, EREMOTEIO REMOTEIO,
        ERESTART RESTART, ERFKILL RFKILL, EROFS ROFS, ESHUTDOWN SHUTDOWN, ESOCKTNOSUPPORT SOCKTNOSUPPORT,
        ESPIPE SPIPE, ESRCH SRCH, ESRMNT SRMNT, ESTALE STALE, ESTRPIPE STRPIPE, ETIME TIME,
        ETIMEDOUT TIMEDOUT, E2BIG TOOBIG, ETOOMANYREFS TOOMANYREFS, ETXTBSY TXTBSY, EUCLEAN UCLEAN,
        EUNATCH UNATCH, EUSERS USERS, EXDEV XDEV, EXFULL XFULL,
        ];
        for (ours, name, theirs) in all {
            assert_eq!((ours.0, ours.name()), (theirs, Some(name)));
        }
        // ENOTSUPP is the kernel's own: no header for programs has it
        assert_eq!(all.len() + 1, ERRNOS.len());
    }
}
