//! Routes, with an order and without.
use super::*;

/// Routes of IPv4 with several of one key, and of IPv6 with several next hops, over links that go down and take IPv4's along in silence.
#[derive(Default)]
pub struct SomeRoutes {
    /// By destination, in the kernel's order: the gateway and the link of each.
    v4: BTreeMap<u8, Vec<(u8, u8)>>,
    /// By destination: gateways.
    v6: BTreeMap<u8, BTreeSet<u8>>,
}
pub fn v4_body(dst: u8, (gateway, link): (u8, u8), nth: u16) -> Vec<u8> {
    let mut body = vec![2, 32, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 15, &254u32.to_ne_bytes());
    attr(&mut body, 1, &[10, 0, 0, dst]);
    attr(&mut body, 5, &[192, 0, 2, gateway]);
    attr(&mut body, 4, &u32::from(link).to_ne_bytes());
    attr(&mut body, 900, &(u64::from(dst) << 16 | u64::from(nth)).to_be_bytes());
    body
}
pub fn v6_body(dst: u8, gateways: &[u8]) -> Vec<u8> {
    let address = |last: u8| [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];
    let mut body = vec![10, 128, 0, 0, 254, 4, 0, 1, 0, 0, 0, 0];
    attr(&mut body, 1, &address(dst));
    if let [gateway] = gateways {
        attr(&mut body, 5, &address(*gateway));
        attr(&mut body, 4, &1u32.to_ne_bytes());
    } else {
        let mut hops = Vec::new();
        for gateway in gateways {
            hops.extend(28u16.to_ne_bytes());
            hops.extend([0, 0, 1, 0, 0, 0]);
            attr(&mut hops, 5, &address(*gateway));
        }
        attr(&mut body, 9, &hops);
    }
    attr(&mut body, 900, &u64::from(dst).to_be_bytes());
    body
}
pub const REPLACE: u16 = 0x100;
pub const EXCL: u16 = 0x200;
pub const CREATE: u16 = 0x400;
pub const APPEND: u16 = 0x800;
impl SomeRoutes {
    fn change_v4(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let dst = dice.below(12) as u8;
        let hop = (dice.below(4) as u8, 1 + dice.below(3) as u8);
        // a third of the destinations have many
        let several = dst < 4 || dice.one_in(4);
        let routes = self.v4.entry(dst).or_default();
        // the order in a dump is no part of what an event says; the model's events say 0
        let tell = |kind, flags, hop| vec![(kind, flags, v4_body(dst, hop, 0))];
        if routes.is_empty() {
            routes.push(hop);
            return tell(24, CREATE | EXCL, hop);
        }
        let there = routes.contains(&hop);
        let events = match dice.below(6) {
            0 | 1 => {
                let at = dice.below(routes.len() as u64) as usize;
                let hop = routes.remove(at);
                tell(25, 0, hop)
            }
            2 if several && !there => {
                routes.push(hop);
                tell(24, CREATE | APPEND, hop)
            }
            3 if several && !there => {
                routes.insert(0, hop);
                tell(24, CREATE, hop)
            }
            _ if !there => {
                routes[0] = hop;
                tell(24, REPLACE, hop)
            }
            _ => vec![],
        };
        if routes.is_empty() {
            self.v4.remove(&dst);
        }
        events
    }
    fn change_v6(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let (dst, gateway) = (dice.below(12) as u8, dice.below(4) as u8);
        let gateways = self.v6.entry(dst).or_default();
        if gateways.remove(&gateway) {
            if gateways.is_empty() {
                self.v6.remove(&dst);
            }
            return vec![(25, 0, v6_body(dst, &[gateway]))];
        }
        let flags = if gateways.is_empty() { CREATE | EXCL } else { CREATE | APPEND };
        gateways.insert(gateway);
        vec![(24, flags, v6_body(dst, &gateways.iter().copied().collect::<Vec<_>>()))]
    }
    fn link_down(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        let link = 1 + dice.below(3) as u8;
        self.v4.values_mut().for_each(|routes| routes.retain(|hop| hop.1 != link));
        self.v4.retain(|_, routes| !routes.is_empty());
        let mut body = vec![0; 16];
        body[4] = link;
        body[12] = 1; // ifi_change: IFF_UP; ifi_flags has it not
        vec![(16, 0, body)]
    }
}
impl Model for SomeRoutes {
    const NEW: u16 = 24;
    fn objects(&self, part: u8) -> Vec<Vec<u8>> {
        if part == 1 {
            return self
                .v6
                .iter()
                .map(|(dst, hops)| v6_body(*dst, &hops.iter().copied().collect::<Vec<_>>()))
                .collect();
        }
        let all = self
            .v4
            .iter()
            .flat_map(|(dst, routes)| routes.iter().zip(0..).map(move |(hop, nth)| v4_body(*dst, *hop, nth)));
        all.collect()
    }
    fn part(&self, request: Message<'_>) -> u8 {
        assert_eq!(request.message_type(), 26);
        u8::from(request.payload()[0] == 10)
    }
    fn change(&mut self, dice: &mut Dice) -> Vec<(u16, u16, Vec<u8>)> {
        match dice.below(60) {
            0 => self.link_down(dice),
            1..40 => self.change_v4(dice),
            _ => self.change_v6(dice),
        }
    }
}
/// [`Routes`], but for the attribute by which this test's dumps have an order, and with another limit of routes of one key.
#[derive(Clone, Copy)]
pub struct OrderedRoutes<const MAX: u16>;
impl<const MAX: u16> CacheSpec for OrderedRoutes<MAX> {
    const MAX_SIBLINGS: u16 = MAX;
    type Key = RouteKey;
    const SIBLINGS: bool = true;
    type Object<'a> = RouteEntryMessage<'a>;
    fn object<'a>(&self, message: Message<'a>) -> Option<RouteEntryMessage<'a>> {
        Routes.object(message)
    }
    fn parts(&self) -> u32 {
        Routes.parts()
    }
    fn part(&self, key: &RouteKey) -> u8 {
        Routes.part(key)
    }
    fn request<'b>(
        &self,
        part: u8,
        buffer: &'b mut [u8],
        seq: u32,
    ) -> Result<&'b [u8], nlwire::wire::BuildError> {
        Routes.request(part, buffer, seq)
    }
    fn classify(&self, message: Message<'_>) -> nlwire::cache::Update<RouteKey> {
        Routes.classify(message)
    }
    fn invalidates(&self, message: Message<'_>) -> u32 {
        Routes.invalidates(message)
    }
    fn same(&self, old: Message<'_>, new: Message<'_>) -> bool {
        let cut = |message: Message<'_>| {
            let body = message.payload();
            self::message(message.message_type(), 0, 0, 0, &body[..body.len() - ORDER])
        };
        let (old, new) = (cut(old), cut(new));
        Routes.same(Message::new(&old).unwrap(), Message::new(&new).unwrap())
    }
    fn is_part_of(&self, gone: Message<'_>, object: Message<'_>) -> bool {
        Routes.is_part_of(gone, object)
    }
}
/// Siblings come in their order from the store.
pub fn routes_are_the_models(model: &SomeRoutes, objects: Vec<(RouteKey, Vec<u8>)>) {
    let cut = |body: Vec<u8>| body[..body.len() - ORDER].to_vec();
    let found: Vec<_> = objects.into_iter().map(|(_, body)| cut(body)).collect();
    let expected: Vec<_> = model.objects(0).into_iter().chain(model.objects(1)).map(cut).collect();
    assert_eq!(found, expected);
}
#[test]
fn routes_come_true_in_any_weather() {
    histories("routes", 600, |seed, weather| {
        let store = Tree::<OrderedRoutes<128>, Raw>::new();
        history(
            seed,
            weather,
            SomeRoutes::default(),
            OrderedRoutes::<128>,
            store,
            false,
            routes_are_the_models,
        )
    });
}
#[test]
fn routes_beyond_the_limit_of_a_key_are_missing_and_said_to_be() {
    histories("few siblings", 300, |seed, weather| {
        let store = Tree::<OrderedRoutes<3>, Raw>::new();
        history(seed, weather, SomeRoutes::default(), OrderedRoutes::<3>, store, true, routes_are_the_models)
    });
}
