//! Servers: validation of requests, which rejects what the kernel's parser rejects.
//!
//! Uses the same specification as reading and writing. The kernel's counterpart is
//! `__nla_validate_parse` in lib/nlattr.c.
//!
//! ```
//! use nlwire::{server::{ValidationErrorKind, ValidationFlags, validate}, wire::{AttributeSet, Attrs, Errno, spec::Scope}};
//! nlwire::attributes! {
//!     /// Sensors.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Number.
//!         SENSOR_ID: u32 = 1 where range(1, 100),
//!     }
//! }
//! # if cfg!(target_endian = "little") {
//! let attrs = [8, 0, 1, 0, 200, 0, 0, 0]; // SENSOR_ID: 200
//! let refused = validate(Sensor::spec(), &attrs, 20, Scope::new(0, &[]), ValidationFlags::STRICT).unwrap_err();
//! assert_eq!((refused.errno(), refused.why, refused.offset), (Errno::ERANGE, ValidationErrorKind::Range, 20));
//! # }
//! ```
#![forbid(unsafe_code)]

mod error;
mod policy;
mod validate;

pub use error::{ValidationError, ValidationErrorKind};
pub use policy::{RequestPolicy, ValueCheck};
pub use validate::{ValidationFlags, require, validate};
