//! Generic netlink (`NETLINK_GENERIC`): many families over one protocol, resolved by name.
//!
//! Header: linux/genetlink.h. Background:
//! [Introduction to Netlink](https://docs.kernel.org/userspace-api/netlink/intro.html).
//!
//! The kernel assigns the id of a family when the family is registered. A program
//! [resolves](family) the id once, and again after a request fails with `ENOENT`
//! ([`is_not_found`](crate::client::Error::is_not_found)), because a module that is reloaded
//! gets another id. A [`Command`] of the family is then used like any other operation.
//!
//! A family that this crate does not cover is defined with [`genl_family!`](crate::genl_family):
//!
//! ```
//! use nlwire::{attributes, genl_family, client::{self, Buffer, Connection, Transport}, genl, schema::*, wire::{spec::*, *}};
//! attributes! {
//!     /// A sensor.
//!     pub set Sensor, enum SensorAttr<'a> {
//!         /// Sensor number.
//!         SENSOR_ID: u32 = 1,
//!         /// Temperature, thousandths of a degree Celsius.
//!         SENSOR_VALUE: i32 = 2,
//!     }
//! }
//! genl_family! {
//!     /// A message of the family.
//!     pub enum SensorMessage<'a>, family SENSORS = "sensors", header () {
//!         /// Requests a sensor, and is the reply.
//!         SENSOR_GET = 1, Both Get => Get(Sensor),
//!     }
//! }
//! fn read<T: Transport, B: Buffer>(connection: &mut Connection<T, B>, id: u32) -> client::Result<Option<i32>, T> {
//!     let sensors = connection.run(genl::family("sensors"))?; // resolve once and keep
//!     let get = sensors.command(SensorMessage::SENSOR_GET);
//!     let reply = connection.get_with(get, |request| { request.put(Sensor::SENSOR_ID, id); })?;
//!     Ok(reply.attrs.get(Sensor::SENSOR_VALUE).ok().flatten())
//! }
//! let mut buffer = [0; 64];
//! // The value that `sensors.command` returns, here with a made-up family id.
//! let get = genl::Command::new(0x1d, SensorMessage::SENSOR_GET);
//! let mut request = Request::new(&mut buffer, get, GetFlags::ACK);
//! request.put(Sensor::SENSOR_ID, 7);
//! let message = Message::new(request.finish(1)?)?;
//! let SensorMessage::Get(get) = SensorMessage::decode(message)? else { panic!() };
//! assert_eq!(format!("{:?} {:?}", get.header, get.attrs), "{cmd: 1, version: 1} {SENSOR_ID: 7}");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//! The same definition decodes the messages of the family in captures:
//! [`Decoder::with`](crate::decode::Decoder::with)`(&[SENSORS])`.
#![forbid(unsafe_code)]

mod command;
mod commands;
mod control;
mod device;
#[cfg(feature = "devlink")]
pub mod devlink;
#[cfg(feature = "ethtool")]
pub mod ethtool;
mod family;
mod header;
#[cfg(feature = "ipvs")]
pub mod ipvs;
#[cfg(feature = "l2tp")]
pub mod l2tp;
#[cfg(feature = "macsec")]
pub mod macsec;
#[cfg(feature = "nbd")]
pub mod nbd;
#[cfg(feature = "ncsi")]
pub mod ncsi;
#[cfg(feature = "nl80211")]
pub mod nl80211;
#[cfg(feature = "openvswitch")]
pub mod openvswitch;
mod policy;
#[cfg(feature = "quota")]
pub mod quota;
#[cfg(feature = "taskstats")]
pub mod taskstats;
#[cfg(feature = "team")]
pub mod team;
#[cfg(feature = "wireguard")]
pub mod wireguard;

pub use command::*;
pub use control::*;
pub use device::*;
pub use family::*;
pub use header::*;
pub use policy::*;

use crate::wire::{AttributeSet, CStruct, Verb, spec::MessageSpec};

pub use crate::wire::spec::{CommandSpec, Direction, FamilySpec};

/// Family id of the generic netlink controller: `GENL_ID_CTRL`, linux/genetlink.h. Fixed.
pub const GENL_ID_CTRL: u16 = 0x10;
/// Multicast group `notify` of the controller: new and removed families and multicast groups.
///
/// The id equals `GENL_ID_CTRL`, the first that the kernel assigns (net/netlink/genetlink.c).
pub const GENL_GROUP_NOTIFY: u32 = 0x10;

/// Default for unknown families: a command, no fixed header, and uninterpreted attributes.
pub(crate) static UNKNOWN: MessageSpec = MessageSpec {
    number: 0,
    name: "",
    verb: Verb::Get,
    header: Some(&<GenericHeader as CStruct>::SPEC),
    table: <() as AttributeSet>::spec,
    protocol: None,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        c_struct,
        client::{Connection, Received, Transport, TransportError},
        decode::Decoder,
        schema::Json,
        wire::{Attrs, GetFlags, Key, Message, Request, Writer, write_done, write_error},
    };
    use std::{boxed::Box, collections::VecDeque, format, vec, vec::Vec};

    type Tested = Result<(), Box<dyn core::error::Error>>;

    #[derive(Clone, Copy, Debug)]
    struct Silence;
    impl core::fmt::Display for Silence {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("silence")
        }
    }
    impl core::error::Error for Silence {}
    impl TransportError for Silence {}
    /// Transport that answers each request with the messages that the closure returns.
    struct Server<F>(F, VecDeque<Vec<u8>>, usize);
    impl<F: FnMut(Message<'_>) -> Vec<Vec<u8>>> Transport for Server<F> {
        type Error = Silence;
        fn send(&mut self, datagram: &[u8]) -> Result<(), Silence> {
            self.1.extend((self.0)(Message::new(datagram).unwrap()));
            self.2 += 1;
            Ok(())
        }
        fn try_recv(&mut self, buffer: &mut [u8]) -> Result<Option<Received>, Silence> {
            if self.1.is_empty() { Ok(None) } else { self.recv(buffer).map(Some) }
        }
        fn recv(&mut self, buffer: &mut [u8]) -> Result<Received, Silence> {
            let datagram = self.1.pop_front().ok_or(Silence)?;
            buffer[..datagram.len()].copy_from_slice(&datagram);
            Ok(Received::unicast(datagram.len()))
        }
    }
    /// Writes a reply of the controller to the request `to`.
    fn answer(
        to: Message<'_>,
        flags: u16,
        command: CommandKey<Control>,
        fill: impl FnOnce(&mut Writer<'_, Control>),
    ) -> Vec<u8> {
        let mut buffer = [0; 1024];
        let mut request =
            Request::new(&mut buffer, Command::new(GENL_ID_CTRL, command), GetFlags::from_bits_retain(flags));
        fill(&mut request);
        let mut bytes = request.finish(to.seq()).unwrap().to_vec();
        bytes[6] &= !1;
        bytes
    }
    fn tell(request: &mut Writer<'_, Control>, id: u16, name: &str, groups: u32) {
        request.put(Control::CTRL_ATTR_FAMILY_NAME, name).put(Control::CTRL_ATTR_FAMILY_ID, id);
        request.put(Control::CTRL_ATTR_VERSION, 3).put(Control::CTRL_ATTR_HDRSIZE, 4);
        request.put(Control::CTRL_ATTR_MAXATTR, 9);
        request.array(Control::CTRL_ATTR_OPS, 1, [3, 5], |op, id| {
            op.put(ControlOp::CTRL_ATTR_OP_ID, id)
                .put(ControlOp::CTRL_ATTR_OP_FLAGS, OpFlags::GENL_CMD_CAP_DO);
        });
        request.array(Control::CTRL_ATTR_MCAST_GROUPS, 1, 0..groups, |group, id| {
            group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_ID, id + 40);
            group.put(ControlGroup::CTRL_ATTR_MCAST_GRP_NAME, format!("group{id}").as_str());
        });
    }
    fn done(to: Message<'_>) -> Vec<u8> {
        write_done(&mut [0; 64], to, 0, |_| {}).unwrap().to_vec()
    }

    #[test]
    fn families_are_resolved_one_by_one_and_all_at_once() -> Tested {
        let families = [("one", 0x20, 2), ("many", 0x21, 20), ("none", 0x22, 0)];
        let server = Server(
            |request: Message<'_>| {
                let ControlMessage::GetFamily(GenericMessage { attrs, .. }) =
                    ControlMessage::decode(request).unwrap()
                else {
                    panic!()
                };
                if request.flags() & GetFlags::DUMP.bits() != 0 {
                    let listed = families.iter().flat_map(|(name, id, groups)| {
                        answer(request, 2, ControlMessage::CTRL_CMD_NEWFAMILY, |to| {
                            tell(to, *id, name, *groups)
                        })
                    });
                    return vec![listed.collect(), done(request)];
                }
                let name = attrs.get(Control::CTRL_ATTR_FAMILY_NAME).unwrap();
                let id = attrs.get(Control::CTRL_ATTR_FAMILY_ID).unwrap();
                let found = families.iter().find(|family| {
                    name.is_some_and(|name| name == family.0) || id.is_some_and(|id| id == family.1)
                });
                let Some((name, id, groups)) = found else {
                    return vec![write_error(&mut [0; 128], request, 2, false, |_| {}).unwrap().to_vec()];
                };
                let told =
                    answer(request, 0, ControlMessage::CTRL_CMD_NEWFAMILY, |to| tell(to, *id, name, *groups));
                vec![told, write_error(&mut [0; 128], request, 0, true, |_| {}).unwrap().to_vec()]
            },
            VecDeque::new(),
            0,
        );
        let mut buffer = [0; 4096];
        let mut connection = Connection::new(server, &mut buffer, 0, 1);
        let one = connection.run(family("one"))?;
        assert_eq!((one.id, one.version, one.hdrsize, one.maxattr, one.groups().len()), (0x20, 3, 4, 9, 2));
        assert_eq!((one.group("group1"), one.group("group2")), (Some(41), None));
        assert_eq!(connection.run(family(&one))?, one);
        let many = connection.run(family(0x21))?;
        assert_eq!((many.groups().len(), many.group_count(), many.group("group15")), (16, 20, Some(55)));
        assert_eq!(many.group("group16"), None);
        let info = family_info(&mut connection, "many")?;
        assert_eq!((info.groups().count(), info.ops().map(|op| op.command).sum::<u32>()), (20, 8));
        assert!(info.ops().all(|op| op.flags == OpFlags::GENL_CMD_CAP_DO));
        assert!(connection.run(family("two")).unwrap_err().is_not_found());
        assert_eq!(connection.transport().2, 5);
        let found = families_by_name(&mut connection, &["none", "two", "one"])?;
        assert_eq!(found.map(|family| family.map(|family| family.id)), [Some(0x22), None, Some(0x20)]);
        let mut protocols = Decoder::new();
        learn(&mut connection, &mut protocols)?;
        assert_eq!((connection.transport().2, protocols.families().count()), (7, 3));
        Ok(())
    }
    #[test]
    fn policies_come_part_by_part_however_they_were_packed() -> Tested {
        let server = Server(
            |request: Message<'_>| {
                let operations = answer(request, 2, ControlMessage::CTRL_CMD_GETPOLICY, |to| {
                    to.put(Control::CTRL_ATTR_FAMILY_ID, 0x20);
                    to.nest(Key::<_, Attrs<()>>::new(9), |by| {
                        for command in [1, 2] {
                            by.nest(Key::<_, Attrs<ControlPolicy>>::new(command), |policies| {
                                policies.put(ControlPolicy::CTRL_ATTR_POLICY_DO, u32::from(command) + 10);
                            });
                        }
                    });
                });
                let policy = |broken: bool| {
                    answer(request, 2, ControlMessage::CTRL_CMD_GETPOLICY, |to| {
                        to.nest(Key::<_, Attrs<()>>::new(8), |by| {
                            for policy in [11, 12] {
                                by.nest(Key::<_, Attrs<()>>::new(policy), |by| {
                                    for attribute in [1, 2] {
                                        by.put(Key::<_, &[u8]>::new(attribute), &[][..]);
                                    }
                                    if broken {
                                        by.put(Key::<_, &[u8]>::new(3), &[][..]);
                                    }
                                });
                            }
                        });
                    })
                };
                let nothing = answer(request, 2, ControlMessage::CTRL_CMD_GETPOLICY, |_| {});
                let mut broken = policy(true);
                let at = broken.len() - 4;
                broken[at] = 99; // the length of the last attribute
                vec![
                    [operations, nothing.clone()].concat(),
                    policy(false),
                    broken,
                    [nothing, done(request)].concat(),
                ]
            },
            VecDeque::new(),
            0,
        );
        let mut buffer = [0; 4096];
        let mut connection = Connection::new(server, &mut buffer, 0, 1);
        let mut parts = policy(&mut connection, "one", Some(1))?;
        let mut told = Vec::new();
        loop {
            told.push(match parts.next() {
                Ok(None) => break,
                Ok(Some(PolicyPart::Operation { command, do_policy, dump_policy: None })) => {
                    format!("{command}: {do_policy:?}")
                }
                Ok(Some(PolicyPart::Attribute { policy, attribute, .. })) => format!("{policy}.{attribute}"),
                Ok(other) => panic!("{other:?}"),
                Err(error) => format!("{}", matches!(error.kind, crate::client::ErrorKind::Malformed(_))),
            });
        }
        let (whole, half) = ("11.1 11.2 12.1 12.2", "11.1 11.2 11.3 12.1 12.2 true");
        assert_eq!(told.join(" "), format!("1: Some(11) 2: Some(12) {whole} {half}"));
        assert!(parts.done().is_some());
        Ok(())
    }
    #[test]
    fn what_is_broken_or_missing_in_a_family_is_an_error() {
        let mut buffer = [0xa5; 256];
        let mut writer = Writer::<Control>::new(&mut buffer);
        tell(&mut writer, 0x20, "one", 2);
        let whole = writer.finish().unwrap().to_vec();
        assert!(FamilyInfo::read(Attrs::new(&whole)).is_ok());
        // corrupt each length inside the nested groups
        let end = whole.len();
        for at in [end - 20, end - 24, end - 28, end - 40, end - 48] {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x50;
            let read = FamilyInfo::read(Attrs::new(&bytes));
            if let Ok(info) = read {
                assert!(info.groups().count() <= 2, "{info:?}");
            }
        }
        for left_out in [1, 2] {
            let mut buffer = [0; 64];
            let mut writer = Writer::<Control>::new(&mut buffer);
            if left_out != 1 {
                writer.put(Control::CTRL_ATTR_FAMILY_ID, 7);
            }
            if left_out != 2 {
                writer.put(Control::CTRL_ATTR_FAMILY_NAME, "x");
            }
            let error = FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap_err();
            assert_eq!(error.number(), Some(left_out));
        }
        for cut in 0..whole.len() {
            if let Ok(info) = FamilyInfo::read(Attrs::new(&whole[..cut])) {
                assert!(info.groups().count() + info.ops().count() <= 4);
                assert_eq!(info.to_family().group_count(), info.groups().count());
            }
        }
    }

    c_struct! {
        /// Fixed header of Open vSwitch: `struct ovs_header`.
        pub struct OvsHeader {
            /// Interface index of the datapath's local port.
            dp_ifindex: i32,
        }
    }
    crate::attributes! {
        /// Attributes of a datapath.
        pub set Datapath, enum DatapathAttr<'a> {
            /// Name of the local port.
            OVS_DP_ATTR_NAME: crate::wire::Str<'a> = 1,
        }
    }
    crate::genl_family! {
        /// A family that has a fixed header.
        pub enum DatapathMessage<'a>, family DATAPATH = "ovs_datapath", header OvsHeader {
            /// Requests a datapath, and is the reply.
            OVS_DP_CMD_GET = 3, Both Get => Get(Datapath),
        }
        also {
            /// Changes a datapath. Declared by name only.
            OVS_DP_CMD_SET = 4, Both New,
        }
    }
    #[test]
    fn a_family_may_have_a_header_of_its_own() -> Tested {
        let user = OvsHeader::new().with(OvsHeader::dp_ifindex, 7);
        let command = Command::headed(0x25, DatapathMessage::OVS_DP_CMD_GET, user).version(2);
        let mut buffer = [0xa5; 64];
        let mut request = Request::new(&mut buffer, command, GetFlags::ACK);
        request.put(Datapath::OVS_DP_ATTR_NAME, "br0");
        let mut bytes = request.finish(5)?.to_vec();
        if cfg!(target_endian = "little") {
            let expected = [3, 2, 0, 0, 7, 0, 0, 0, 8, 0, 1, 0, b'b', b'r', b'0', 0];
            assert_eq!(bytes[16..], expected);
        }
        let DatapathMessage::Get(GenericMessage { header, attrs, .. }) =
            DatapathMessage::decode(Message::new(&bytes)?)?
        else {
            panic!()
        };
        assert_eq!(
            (header.get(GenericHeader::cmd), header.get(GenericHeader::user).get(OvsHeader::dp_ifindex)),
            (3, 7)
        );
        assert_eq!(attrs.get(Datapath::OVS_DP_ATTR_NAME)?, Some("br0".into()));
        let mut protocols = Decoder::with(&[DATAPATH]);
        let learnt = answer(Message::new(&bytes)?, 0, ControlMessage::CTRL_CMD_NEWFAMILY, |to| {
            tell(to, 0x25, "ovs_datapath", 0);
        });
        assert!(protocols.learn(16, Message::new(&learnt)?));
        assert_eq!(
            format!("{}", Json(protocols.describe(16, Message::new(&bytes)?))),
            r#"{"protocol":"generic","family":"ovs_datapath","message":"OVS_DP_CMD_GET","flags":["REQUEST","ACK"],"seq":5,"port":0,"header":{"cmd":3,"version":2,"OvsHeader":{"dp_ifindex":7}},"attributes":{"OVS_DP_ATTR_NAME":"br0"}}"#
        );
        bytes[16] = 4; // OVS_DP_CMD_SET
        assert_eq!(
            format!("{:?}", protocols.describe(16, Message::new(&bytes)?)),
            "OVS_DP_CMD_SET REQUEST|ACK seq 5 port 0 {cmd: 4, version: 2, OvsHeader: {dp_ifindex: 7}} {#1: 62723000}"
        );
        for len in 16..24 {
            bytes[0] = len;
            if cfg!(target_endian = "little") {
                assert!(DatapathMessage::decode(Message::new(&bytes)?).is_err());
                assert!(!format!("{:?}", protocols.describe(16, Message::new(&bytes)?)).is_empty());
            }
        }
        let _: &FamilySpec = NLCTRL;
        Ok(())
    }
}
