//! No kernel of a distribution has the family: the bytes are what net/ncsi/ncsi-netlink.c writes, statement by statement.
use super::*;
use crate::{
    client::{Call, Connection, MockTransport, Query},
    decode::Decoder,
    genl::{Command, Control, ControlMessage, Family, FamilyInfo},
    schema::{ByteOrder, Json, View},
    wire::{Encode, Errno, GetFlags, Message, Request, Writer},
};
use std::{boxed::Box, format, vec, vec::Vec};

type Tested = Result<(), Box<dyn core::error::Error>>;

const ID: u16 = 0x20;
const PORT: u32 = 0x1234;
const ETH0: u32 = 2;
const MULTI: u16 = GetFlags::MULTI.bits();
/// What the kernel sends, in the byte order of a machine.
struct Kernel {
    big: bool,
    bytes: Vec<u8>,
}
impl Kernel {
    /// `genlmsg_put`.
    fn new(big: bool, flags: u16, seq: u32, command: u8) -> Self {
        let mut kernel = Self { big, bytes: vec![] };
        kernel.u32(0); // the length
        kernel.u16(ID);
        kernel.u16(flags);
        kernel.u32(seq);
        kernel.u32(PORT);
        kernel.bytes.extend([command, 0, 0, 0]);
        kernel
    }
    /// A message of this machine.
    fn native(flags: u16, seq: u32, command: u8) -> Self {
        Self::new(cfg!(target_endian = "big"), flags, seq, command)
    }
    fn u16(&mut self, value: u16) {
        self.bytes.extend(if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
    }
    fn u32(&mut self, value: u32) {
        self.bytes.extend(if self.big { value.to_be_bytes() } else { value.to_le_bytes() });
    }
    /// `nla_put`.
    fn put(&mut self, number: u16, payload: &[u8]) -> &mut Self {
        self.u16(4 + payload.len() as u16);
        self.u16(number);
        self.bytes.extend(payload);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        self
    }
    fn put_flag(&mut self, number: u16) -> &mut Self {
        self.put(number, &[])
    }
    fn put_u32(&mut self, number: u16, value: u32) -> &mut Self {
        let value = if self.big { value.to_be_bytes() } else { value.to_le_bytes() };
        self.put(number, &value)
    }
    fn put_u16(&mut self, number: u16, value: u16) -> &mut Self {
        let value = if self.big { value.to_be_bytes() } else { value.to_le_bytes() };
        self.put(number, &value)
    }
    /// `nla_nest_start_noflag` and `nla_nest_end`.
    fn nest(&mut self, number: u16, inside: impl FnOnce(&mut Self)) -> &mut Self {
        let mut nested = Self { big: self.big, bytes: vec![] };
        inside(&mut nested);
        self.put(number, &nested.bytes)
    }
    /// `genlmsg_end`.
    fn end(&mut self) -> Vec<u8> {
        let len = self.bytes.len() as u32;
        let len = if self.big { len.to_be_bytes() } else { len.to_le_bytes() };
        self.bytes[..4].copy_from_slice(&len);
        self.bytes.clone()
    }
}
/// `ncsi_write_package_info`: package 1, preferred, of two channels, the second one preferred and active, with VLANs 10 and 4094.
fn package_info(mut kernel: Kernel) -> Vec<u8> {
    kernel.nest(2, |list| {
        list.nest(1, |package| {
            package.put_u32(2, 1).put_flag(3).nest(4, |channels| {
                channels.nest(1, |channel| {
                    // ncsi_write_channel_info; newer kernels put up to 12 bytes without a NUL
                    channel.put_u32(2, 0).put_u32(6, 0x60).put_u32(3, 1).put_u32(4, 2);
                    channel.put(5, b"mlx0.1234567").nest(9, |_| {});
                });
                channels.nest(1, |channel| {
                    channel
                        .put_u32(2, 1)
                        .put_u32(6, 0x61)
                        .put_flag(7)
                        .put_flag(8)
                        .put_u32(3, 1)
                        .put_u32(4, 2);
                    // nla_put_string of older kernels
                    channel.put(5, b"mlx0.1\0").nest(9, |vlans| _ = vlans.put_u16(10, 10).put_u16(10, 4094));
                });
            });
        });
    });
    kernel.end()
}
/// Get Version ID of a Mellanox card, as it was quoted on the mailing list netdev.
const VERSION: [u8; 60] = [
    0, 1, 0, 0x2a, 0x95, 0x21, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0, // header, of package 1, channel 1
    0, 0, 0, 0, // code, reason
    0xf1, 0xf1, 0xf0, 0x00, 0, 0, 0, 0, // version 1.1.0
    0x6d, 0x6c, 0x78, 0x30, 0x2e, 0x31, 0, 0, 0, 0, 0, 0, // mlx0.1
    0x16, 0x1d, 0x07, 0xd2, 0x10, 0x1d, 0x15, 0xb3, 0x00, 0x17, 0x15, 0xb3, 0x00, 0x00, 0x81, 0x19, //
    0xff, 0xfb, 0x9a, 0x2c, // checksum
];
fn family() -> Family {
    let mut buffer = [0; 64];
    let mut writer = Writer::<Control>::new(&mut buffer);
    writer.put(Control::CTRL_ATTR_FAMILY_NAME, NAME).put(Control::CTRL_ATTR_FAMILY_ID, ID);
    writer.put(Control::CTRL_ATTR_VERSION, 0);
    FamilyInfo::read(Attrs::new(writer.finish().unwrap())).unwrap().to_family()
}
/// A decoder that knows the id of the family.
fn decoder() -> Decoder {
    let (mut buffer, mut decoder) = ([0; 128], Decoder::new());
    let command = Command::new(crate::genl::GENL_ID_CTRL, ControlMessage::CTRL_CMD_NEWFAMILY);
    let mut request = Request::new(&mut buffer, command, GetFlags::empty());
    request.put(Control::CTRL_ATTR_FAMILY_NAME, NAME).put(Control::CTRL_ATTR_FAMILY_ID, ID);
    let mut bytes = request.finish(1).unwrap().to_vec();
    bytes[6] &= !1;
    bytes[7] &= !1;
    assert!(decoder.learn(16, Message::new(&bytes).unwrap()));
    decoder
}
/// Converts a message of either machine to the other and back.
fn swaps(little: &[u8], big: &[u8]) {
    let (native, foreign) = if cfg!(target_endian = "big") { (big, little) } else { (little, big) };
    let decoder = decoder();
    for (from, to, order) in [(foreign, native, ByteOrder::Native), (native, foreign, ByteOrder::Foreign)] {
        let mut bytes = from.to_vec();
        let swapped = decoder.swap_bytes(16, &mut bytes, order);
        assert_eq!((swapped.len, swapped.unknown), (from.len(), 0));
        assert_eq!(bytes, to);
    }
}
fn attrs(bytes: &[u8]) -> Attrs<'_, Ncsi> {
    match NcsiMessage::decode(Message::new(bytes).unwrap()).unwrap() {
        NcsiMessage::PkgInfo(message) | NcsiMessage::SendCmd(message) => message.attrs,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_package_is_read_as_the_kernel_writes_it() -> Tested {
    let [little, big] = [false, true].map(|big| package_info(Kernel::new(big, MULTI, 7, 1)));
    assert_eq!(
        little[..24],
        [176, 0, 0, 0, 32, 0, 2, 0, 7, 0, 0, 0, 0x34, 0x12, 0, 0, 1, 0, 0, 0, 156, 0, 2, 0]
    );
    assert_eq!(little[24..44], [152, 0, 1, 0, 8, 0, 2, 0, 1, 0, 0, 0, 4, 0, 3, 0, 136, 0, 4, 0]);
    assert_eq!(
        big[..24],
        [0, 0, 0, 176, 0, 32, 0, 2, 0, 0, 0, 7, 0, 0, 0x12, 0x34, 1, 0, 0, 0, 0, 156, 0, 2]
    );
    assert_eq!(big[24..44], [0, 152, 0, 1, 0, 8, 0, 2, 0, 0, 0, 1, 0, 4, 0, 3, 0, 136, 0, 4]);
    swaps(&little, &big);

    let bytes = if cfg!(target_endian = "big") { big } else { little };
    let reply = attrs(&bytes);
    View::of(reply).check()?;
    assert_eq!((reply.ifindex(), reply.package_id(), reply.response()), (None, None, Ok(None)));
    let packages: Vec<_> = reply.packages().collect();
    let [package] = packages[..] else { panic!("{packages:?}") };
    assert_eq!((package.id(), package.is_forced()), (Some(1), true));
    let channels: Vec<_> = package.channels().collect();
    let [first, second] = channels[..] else { panic!("{channels:?}") };
    let of = |it: Attrs<'_, NcsiChannel>| (it.id(), it.has_link(), it.is_active(), it.is_preferred());
    assert_eq!((of(first), of(second)), ((Some(0), false, false, false), (Some(1), true, true, true)));
    assert_eq!((first.version(), second.version()), (Some((1, 2)), Some((1, 2))));
    assert_eq!(first.firmware_name(), Some("mlx0.1234567".into()));
    assert_eq!(second.firmware_name(), Some("mlx0.1".into()));
    assert_eq!(
        (first.vlans().collect::<Vec<_>>(), second.vlans().collect::<Vec<_>>()),
        (vec![], vec![10, 4094])
    );
    let text = format!("{}", Json(decoder().describe(16, Message::new(&bytes)?)));
    assert!(text.contains(r#""family":"NCSI","message":"NCSI_CMD_PKG_INFO""#), "{text}");
    let vlans = r#""NCSI_CHANNEL_ATTR_VLAN_LIST":{"NCSI_CHANNEL_ATTR_VLAN_ID":[10,4094]}"#;
    assert!(text.contains(vlans), "{text}");
    Ok(())
}
#[test]
fn a_response_is_read_as_the_kernel_forwards_it() -> Tested {
    // ncsi_send_netlink_rsp
    let little = [
        &[108, 0, 0, 0, 32, 0, 0, 0, 7, 0, 0, 0, 0x34, 0x12, 0, 0, 4, 0, 0, 0][..],
        &[8, 0, 1, 0, 2, 0, 0, 0, 8, 0, 3, 0, 1, 0, 0, 0, 8, 0, 4, 0, 1, 0, 0, 0, 64, 0, 5, 0],
        &VERSION,
    ];
    let big = [
        &[0, 0, 0, 108, 0, 32, 0, 0, 0, 0, 0, 7, 0, 0, 0x12, 0x34, 4, 0, 0, 0][..],
        &[0, 8, 0, 1, 0, 0, 0, 2, 0, 8, 0, 3, 0, 0, 0, 1, 0, 8, 0, 4, 0, 0, 0, 1, 0, 64, 0, 5],
        &VERSION,
    ];
    let (little, big) = (little.concat(), big.concat());
    swaps(&little, &big);
    let bytes = if cfg!(target_endian = "big") { big } else { little };
    assert_eq!(bytes, response(7, Some(&VERSION)));
    let reply = attrs(&bytes);
    assert_eq!((reply.ifindex(), reply.package_id(), reply.channel_id()), (Some(2), Some(1), Some(1)));
    let response = reply.response()?.ok_or("a response")?;
    assert!(response.is_completed());
    assert_eq!(response.command(), PacketType::NCSI_PKT_CMD_GVI);
    assert_eq!((response.package(), response.channel(), response.header.get(PacketHeader::id)), (1, 1, 0x2a));
    assert_eq!((response.payload, response.checksum), (&VERSION[20..56], Some(0xfffb_9a2c)));
    assert_eq!(reply.packages().count(), 0);
    Ok(())
}
/// `ncsi_send_netlink_rsp`, or `ncsi_send_netlink_timeout` without a packet.
fn response(seq: u32, packet: Option<&[u8]>) -> Vec<u8> {
    let mut kernel = Kernel::native(0, seq, 4);
    kernel.put_u32(1, ETH0).put_u32(3, 1).put_u32(4, 1);
    if let Some(packet) = packet {
        kernel.put(5, packet);
    }
    kernel.end()
}
/// `ncsi_send_netlink_err`: the header of the request only, whatever its length says.
fn error(request: Message<'_>, errno: i32) -> Vec<u8> {
    let header = &request.bytes()[..16];
    let bytes = [
        &36u32.to_ne_bytes()[..],
        &2u16.to_ne_bytes(),
        &[0, 0],
        &request.seq().to_ne_bytes(),
        &PORT.to_ne_bytes(),
        &(-errno).to_ne_bytes(),
        header,
    ];
    bytes.concat()
}

#[test]
fn packages_come_one_in_a_message() -> Tested {
    let (mut queue, mut buffer) = ([0; 2048], [0xa5; 1024]);
    let script = MockTransport::new(&mut queue, |request, kernel| {
        let seq = request.seq();
        match kernel.number() {
            1 => {
                kernel.expect(ID, GetFlags::DUMP.bits());
                for _ in 0..2 {
                    kernel.raw(&package_info(Kernel::native(MULTI, seq, 1))).next_datagram();
                }
                kernel.done()
            }
            2 => kernel.expect(ID, GetFlags::ACK.bits()).raw(&package_info(Kernel::native(0, seq, 1))).ack(),
            3 => kernel.refuse(19, |_| {}),
            _ => kernel.done_with(19, |_| {}),
        };
    });
    let mut connection = Connection::new(script, &mut buffer, PORT, 1);
    let family = family();
    let mut replies = connection.dump(packages(&family, ETH0))?;
    let mut found = 0;
    while let Some(reply) = replies.next()? {
        found += reply.attrs.packages().flat_map(|package| package.channels()).count();
    }
    assert_eq!(found, 4);
    assert_eq!(connection.get(package(&family, ETH0, 1))?.attrs.packages().count(), 1);
    assert!(connection.get(package(&family, ETH0, 2)).unwrap_err().is_not_found());
    assert!(connection.dump(packages(&family, 1))?.next().unwrap_err().is_not_found());
    connection.into_transport().verdict(4)?;
    Ok(())
}
#[test]
fn a_command_waits_for_its_response_and_not_for_an_ack() -> Tested {
    let (mut queue, mut buffer) = ([0; 2048], [0xa5; 1024]);
    let script = MockTransport::new(&mut queue, |request, kernel| {
        kernel.expect(ID, 0);
        let seq = request.seq();
        match kernel.number() {
            1 => kernel.raw(&response(seq, Some(&VERSION))),
            2 => kernel.raw(&response(seq, None)),
            // by ncsi_send_netlink_err, and by netlink_ack
            3 => kernel.raw(&error(request, 34)).next_datagram().refuse(34, |_| {}),
            4 => kernel.raw(&response(seq - 1, None)).next_datagram().raw(&response(seq, Some(&VERSION))),
            5 => kernel.raw(&error(request, 22)),
            6 => kernel.raw(&response(seq, Some(&VERSION[..20]))),
            // a response of a package that the kernel does not know
            _ => kernel,
        };
    });
    let mut connection = Connection::new(script, &mut buffer, PORT, 1);
    let family = family();
    let version = CommandPacket::new(PacketType::NCSI_PKT_CMD_GVI, &[]);
    let send = send_command(&family, ETH0, 1, 1, version);
    assert!(connection.get(send)?.attrs.response()?.is_some());
    // no response within a second
    assert_eq!(connection.get(send)?.attrs.response(), Ok(None));
    let error = connection.get(send_command(&family, ETH0, 8, 1, version)).unwrap_err();
    assert_eq!(error.errno(), Some(Errno::ERANGE));
    // neither the second report nor a late response is the reply to another request
    assert!(connection.get(send)?.attrs.response()?.is_some());
    // the response is refused by the kernel
    assert_eq!(connection.get(send).unwrap_err().errno(), Some(Errno::EINVAL));
    let truncated = Err(PacketError::Truncated { needed: 60, len: 20 });
    assert_eq!(connection.get(send)?.attrs.response(), truncated);
    assert!(connection.get(send).unwrap_err().is_timeout());
    connection.into_transport().verdict(7)?;
    Ok(())
}

/// The attributes of a call's request, after checking its header.
fn written(call: impl Call, command: u8, flags: u16) -> Vec<u8> {
    let (mut call, mut buffer) = (call, [0xa5; 128]);
    let len = call.write(&mut buffer, 1).unwrap();
    let message = Message::new(&buffer[..len]).unwrap();
    assert_eq!((message.message_type(), message.flags()), (ID, flags | 1));
    assert_eq!(message.payload()[..1], [command]);
    message.payload()[4..].to_vec()
}
/// The attributes of a query's request.
fn queried<Q: Query<Operation = Command<Ncsi>>>(query: Q) -> Vec<u8> {
    let mut buffer = [0xa5; 128];
    let mut request = Request::new(&mut buffer, query.operation(), Q::ONE);
    query.fill(&mut request);
    request.finish(1).unwrap()[20..].to_vec()
}
/// Attributes of the policy `ncsi_genl_policy`, as a program writes them.
fn policy(fill: impl FnOnce(&mut Kernel)) -> Vec<u8> {
    let mut kernel = Kernel { big: cfg!(target_endian = "big"), bytes: vec![] };
    fill(&mut kernel);
    kernel.bytes
}

#[test]
fn requests_have_what_the_kernel_requires() {
    let family = family();
    assert_eq!(queried(packages(&family, ETH0)), policy(|it| _ = it.put_u32(1, ETH0)));
    assert_eq!(queried(package(&family, ETH0, 3)), policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 3)));
    let set = written(set_interface(&family, ETH0, 1, None), 2, 4);
    assert_eq!(set, policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 1)));
    let set = written(set_interface(&family, ETH0, 1, Some(4)), 2, 4);
    assert_eq!(set, policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 1).put_u32(4, 4)));
    let clear = written(clear_interface(&family, ETH0), 3, 4);
    assert_eq!(clear, policy(|it| _ = it.put_u32(1, ETH0)));
    let mask = written(set_package_mask(&family, ETH0, 5, false), 5, 4);
    assert_eq!(mask, policy(|it| _ = it.put_u32(1, ETH0).put_u32(7, 5)));
    let mask = written(set_package_mask(&family, ETH0, 5, true), 5, 4);
    assert_eq!(mask, policy(|it| _ = it.put_u32(1, ETH0).put_u32(7, 5).put_flag(6)));
    let mask = written(set_channel_mask(&family, ETH0, 1, 0, false, None), 6, 4);
    assert_eq!(mask, policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 1).put_u32(8, 0)));
    let mask = written(set_channel_mask(&family, ETH0, 1, 6, true, Some(2)), 6, 4);
    let all = policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 1).put_u32(8, 6).put_u32(4, 2).put_flag(6));
    assert_eq!(mask, all);

    // Set Link of package 0, channel 3, and an OEM command of 7 bytes
    let link = CommandPacket::new(PacketType::NCSI_PKT_CMD_SL, &[0, 0, 0, 0x87, 0, 0, 0, 0]);
    let packet = [0, 1, 0, 0, 9, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x87, 0, 0, 0, 0];
    let send = queried(send_command(&family, ETH0, 0, 3, link));
    assert_eq!(send, policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 0).put_u32(4, 3).put(5, &packet)));
    assert_eq!(CommandPacket::read(&packet), Ok(link));
    let oem = CommandPacket::new(PacketType::NCSI_PKT_CMD_OEM, &[0, 0, 0x11, 0x3d, 0, 1, 0]);
    let send = queried(send_command(&family, ETH0, 0, NCSI_RESERVED_CHANNEL, oem));
    let packet = [0, 1, 0, 0, 0x50, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x3d, 0, 1, 0];
    assert_eq!(send, policy(|it| _ = it.put_u32(1, ETH0).put_u32(3, 0).put_u32(4, 31).put(5, &packet)));
    assert_eq!(CommandPacket::read(&packet), Ok(oem));
}
#[cfg(feature = "server")]
#[test]
fn a_packet_has_at_most_2048_bytes() {
    use crate::{
        server::{ValidationFlags, validate},
        wire::{AttributeSet, spec::Scope},
    };
    let refused = |fill: &dyn Fn(&mut Kernel)| {
        let attrs = policy(fill);
        validate(Ncsi::spec(), &attrs, 20, Scope::new(0, &[]), ValidationFlags::LIBERAL)
            .err()
            .map(|error| error.errno())
    };
    assert_eq!(refused(&|it| _ = it.put(5, &[0; 2048])), None);
    assert_eq!(refused(&|it| _ = it.put(5, &[0; 2049])), Some(Errno::ERANGE));
    let payload = [0; 2033];
    assert_eq!(crate::wire::Put::wire_len(&CommandPacket::new(PacketType(0), &payload[..2032])), 2048);
    // a number may be longer than its type, a flag may have a payload; neither may be shorter
    assert_eq!(refused(&|it| _ = it.put(1, &[2, 0, 0])), Some(Errno::ERANGE));
    assert_eq!(refused(&|it| _ = it.put_u32(6, 1)), Some(Errno::ERANGE));
    assert_eq!(refused(&|it| _ = it.put(7, &[0; 4])), None);
}
#[test]
fn length_and_checksum_are_exact() {
    // an OEM response whose payload of 7 bytes is padded by 1, with the padding of the frame
    const OEM: [u8; 46] = [
        0, 1, 0, 0x2b, 0xd0, 0xff, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x3d, 1, 2, 3,
        0, //
        0xff, 0xff, 0x19, 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let response = Response::read(&OEM).unwrap();
    assert_eq!((response.payload, response.checksum), (&[0, 0, 0x11, 0x3d, 1, 2, 3][..], Some(0xffff_198b)));
    assert_eq!((response.package(), response.channel()), (7, NCSI_RESERVED_CHANNEL));
    for cut in 0..OEM.len() {
        let read = Response::read(&OEM[..cut]);
        match cut {
            0..16 => assert_eq!(read, Err(PacketError::Truncated { needed: 16, len: cut })),
            16..32 => assert_eq!(read, Err(PacketError::Truncated { needed: 32, len: cut })),
            _ => assert_eq!(read, Ok(response)),
        }
    }
    // a network controller that computes no checksum
    let mut without = OEM;
    without[28..32].fill(0);
    let read = Response::read(&without).unwrap();
    assert_eq!((read.payload, read.checksum), (response.payload, None));
    // a command that is not supported: code and reason alone
    let unsupported =
        [0, 1, 0, 0x2c, 0x95, 0x3f, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0x7f, 0xff, 0xff, 0xfe, 0xea, 0x8e];
    let read = Response::read(&unsupported).unwrap();
    let unknown = (ResponseCode::NCSI_PKT_RSP_C_UNSUPPORTED, ResponseReason::NCSI_PKT_RSP_R_UNKNOWN);
    assert_eq!(((read.code, read.reason), read.payload, read.is_completed()), (unknown, &[][..], false));

    let changed = |at: usize, value: u8| {
        let mut bytes = OEM;
        bytes[at] = value;
        Response::read(&bytes).map(|_| ()).unwrap_err()
    };
    assert_eq!(changed(1, 2), PacketError::Revision(2));
    assert_eq!(changed(4, 0x50), PacketError::Type(PacketType::NCSI_PKT_CMD_OEM));
    assert_eq!(changed(4, 0xff), PacketError::Type(PacketType::NCSI_PKT_AEN));
    assert_eq!(changed(7, 3), PacketError::Length(3));
    assert_eq!(changed(7, 0), PacketError::Length(0));
    assert_eq!(changed(6, 0xff), PacketError::Truncated { needed: 16 + 0xff0c + 4, len: 46 });
    assert_eq!(changed(7, 27), PacketError::Truncated { needed: 48, len: 46 });
    assert_eq!(changed(31, 0x8c), PacketError::Checksum { sent: 0xffff_198c, computed: 0xffff_198b });
    // the byte of padding belongs to the last word, as in the kernel
    assert_eq!(changed(27, 1), PacketError::Checksum { sent: 0xffff_198b, computed: 0xffff_198a });
    assert_eq!(format!("{}", changed(31, 0x8c)), "checksum 0xffff198c of the NC-SI packet is not 0xffff198b");
    // of the longest length, the sum is that of 64 KiB
    let mut longest = vec![0xff; 16 + 0x10000 + 4];
    longest[..16].copy_from_slice(&[0, 1, 0, 0, 0x80, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
    let computed = 0u32.wrapping_sub(0x1 + 0x8000 + 0xffff + 0x8000 * 0xffff);
    assert_eq!(Response::read(&longest), Err(PacketError::Checksum { sent: u32::MAX, computed }));
    longest[16 + 0x10000..].copy_from_slice(&computed.to_be_bytes());
    assert_eq!(Response::read(&longest).unwrap().payload.len(), 0xffff - 4);

    for cut in 0..23 {
        let command = [0, 1, 0, 0, 0x50, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x3d, 0, 1, 0];
        let needed = if cut < 16 { 16 } else { 23 };
        assert_eq!(CommandPacket::read(&command[..cut]), Err(PacketError::Truncated { needed, len: cut }));
    }
}
#[test]
fn hostile_bytes_yield_no_wrong_response() {
    // each changed byte is found, but for a length after which there are zeros: no checksum
    for at in 0..VERSION.len() {
        for flip in 1..=255 {
            let mut bytes = VERSION;
            bytes[at] ^= flip;
            if let Ok(read) = Response::read(&bytes) {
                let prefix = VERSION[20..56].starts_with(read.payload);
                assert!(at == 7 && read.checksum.is_none() && prefix, "{at} {flip:#x}: {read:?}");
            }
        }
    }
    // whatever is changed in a message, and wherever it ends: walks end, and find no more than fits
    for bytes in [package_info(Kernel::native(0, 7, 1)), response(7, Some(&VERSION))] {
        let walk = |attrs: &[u8]| {
            let reply = Attrs::<Ncsi>::new(attrs);
            let (mut packages, mut channels, mut vlans) = (0, 0, 0);
            for package in reply.packages() {
                packages += 1;
                _ = (package.id(), package.is_forced());
                for channel in package.channels() {
                    channels += 1;
                    _ = (channel.id(), channel.version(), channel.has_link(), channel.is_active());
                    assert!(channel.firmware_name().is_none_or(|name| name.wire_len() <= attrs.len()));
                    vlans += channel.vlans().count();
                }
            }
            assert!(packages <= attrs.len() / 4 && channels <= attrs.len() / 4 && vlans <= attrs.len() / 4);
            if let Ok(Some(response)) = reply.response() {
                assert!(VERSION[20..56].starts_with(response.payload), "{response:?}");
            }
            _ = (reply.ifindex(), reply.package_id(), reply.channel_id(), format!("{reply:?}"));
        };
        for cut in 20..=bytes.len() {
            walk(&bytes[20..cut]);
        }
        for at in 20..bytes.len() {
            for flip in [1, 4, 0x0f, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                walk(&changed[20..]);
            }
        }
    }
}
