//! Arbitrary values and buffer sizes: what fits reads back as it was put; what does not fit says how much would have sufficed, and that is
//! so to the byte.
#![no_main]
use libfuzzer_sys::fuzz_target;
use nlwire::{route::*, wire::*};

/// What was put, in order.
fn build<'b>(
    script: &[u8],
    buffer: &'b mut [u8],
    told: &mut Vec<(u16, Vec<u8>)>,
) -> Result<&'b [u8], BuildError> {
    let mut request = Request::new(buffer, NewLink { index: 7, ..Default::default() }, NewFlags::ACK);
    let mut rest = script;
    while let Some((&what, more)) = rest.split_first() {
        let (payload, more) = more.split_at(more.len().min(usize::from(what >> 3)));
        match what & 7 {
            0 => {
                let number = u32::from(what) * 0x0101_0101;
                request.put(Link::IFLA_MTU, number);
                told.push((4, number.to_ne_bytes().to_vec()));
            }
            1 => {
                let text: String = payload.iter().map(|byte| char::from(byte % 26 + b'a')).collect();
                request.put(Link::IFLA_IFNAME, text.as_str());
                told.push((3, [text.as_bytes(), &[0]].concat()));
            }
            2 => {
                request.put(Link::IFLA_ADDRESS, HwAddr(payload));
                told.push((1, payload.to_vec()));
            }
            3 => {
                request.nest(Link::IFLA_LINKINFO, |info| {
                    info.put(LinkInfo::IFLA_INFO_KIND, "vlan");
                });
                told.push((18, [&9u16.to_ne_bytes()[..], &1u16.to_ne_bytes(), b"vlan\0\0\0\0"].concat()));
            }
            4 => {
                let given_up = request.try_nest(Link::IFLA_LINKINFO, |info| {
                    info.put(LinkInfo::IFLA_INFO_KIND, "given up");
                    Err::<(), ()>(())
                });
                assert!(given_up.is_err());
            }
            5 => {
                let long = vec![what; usize::from(what) * 300];
                request.put(Link::IFLA_ADDRESS, HwAddr(&long));
                told.push((1, long));
            }
            _ => {
                request.put_some(Link::IFLA_MTU, None::<u32>);
            }
        }
        rest = more;
    }
    request.finish(3)
}

fuzz_target!(|data: &[u8]| {
    let Some((size, script)) = data.split_first_chunk::<2>() else { return };
    let size = usize::from(u16::from_ne_bytes(*size)) % 4096;
    let script = script.get(..64).unwrap_or(script);
    let (mut buffer, mut told) = (vec![0xa5; size], Vec::new());
    let too_long = |told: &[(u16, Vec<u8>)]| told.iter().any(|(_, payload)| payload.len() > 65_531);
    match build(script, &mut buffer, &mut told) {
        Ok(bytes) => {
            let message = Message::new(bytes).expect("what was built is whole");
            assert_eq!((message.bytes().len(), message.seq()), (bytes.len(), 3));
            let (_, attrs) = message.split::<IfInfo, Link>().expect("with its header");
            let read: Vec<_> = attrs
                .raw()
                .map(|attr| attr.expect("framed"))
                .map(|attr| (attr.attr_type(), attr.payload().to_vec()))
                .collect();
            assert_eq!(read, told);
        }
        Err(BuildError::TooSmall { needed }) => {
            assert!(needed > size);
            let (mut enough, mut again) = (vec![0xa5; needed], Vec::new());
            assert!(build(script, &mut enough, &mut again).is_ok(), "{needed} were said to suffice");
            let (mut less, mut again) = (vec![0xa5; needed - 1], Vec::new());
            assert_eq!(build(script, &mut less, &mut again).err(), Some(BuildError::TooSmall { needed }));
        }
        Err(_) => assert!(too_long(&told), "nothing is too long"),
    }
});
