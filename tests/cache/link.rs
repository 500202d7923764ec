//! Links.
use super::*;

/// Links with an MTU.
#[derive(Default)]
pub struct SomeLinks(pub BTreeMap<u32, u32>);
pub fn link_body(index: u32, mtu: u32) -> Vec<u8> {
    let mut body = vec![0; 16];
    body[4..8].copy_from_slice(&index.to_ne_bytes());
    attr(&mut body, Link::IFLA_MTU.number(), &mtu.to_ne_bytes());
    attr(&mut body, 900, &u64::from(index).to_be_bytes());
    body
}
impl Model for SomeLinks {
    const NEW: u16 = 16;
    fn objects(&self, _: u8) -> Vec<Vec<u8>> {
        self.0.iter().map(|(index, mtu)| link_body(*index, *mtu)).collect()
    }
    fn part(&self, request: Message<'_>) -> u8 {
        assert_eq!(request.message_type(), 18);
        0
    }
    fn change(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let index = 1 + dice.below(24) as u32;
        match (self.0.get(&index).copied(), dice.below(3)) {
            (Some(mtu), 0) => {
                self.0.remove(&index);
                vec![(17, 0, link_body(index, mtu))]
            }
            (Some(mtu), 1) => vec![(16, 0, link_body(index, mtu))], // an event that tells nothing new
            _ => {
                let mtu = 1000 + dice.below(5) as u32;
                self.0.insert(index, mtu);
                vec![(16, 0, link_body(index, mtu))]
            }
        }
    }
}
pub fn links_are_the_models(model: &SomeLinks, objects: Vec<(u32, Vec<u8>)>) {
    let found: BTreeMap<u32, Vec<u8>> = objects.into_iter().collect();
    let expected: BTreeMap<u32, Vec<u8>> =
        model.0.iter().map(|(index, mtu)| (*index, link_body(*index, *mtu))).collect();
    assert_eq!(found, expected);
}
#[test]
fn links_come_true_in_any_weather() {
    histories("links", 600, |seed, weather| {
        history(
            seed,
            weather,
            SomeLinks::default(),
            Links,
            Tree::<Links, Raw>::new(),
            false,
            links_are_the_models,
        )
    });
}
