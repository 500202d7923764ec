//! Stores of every kind.
use super::{link::*, route::*, *};

/// A store with a limit.
struct Limited<K, V>(BTreeMap<K, V>, usize);
impl<K: Ord, V> Store for Limited<K, V> {
    type Key = K;
    type Value = V;
    fn get(&self, key: &K) -> Option<&V> {
        self.0.get(key)
    }
    fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.0.get_mut(key)
    }
    fn insert(&mut self, key: K, value: V) -> Result<(), V> {
        if self.0.len() >= self.1 {
            return Err(value);
        }
        self.0.insert(key, value);
        Ok(())
    }
    fn remove(&mut self, key: &K) -> Option<V> {
        self.0.remove(key)
    }
    fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain(keep);
    }
    fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter()
    }
}
#[test]
fn tables_larger_than_the_store_are_incomplete_and_said_to_be() {
    histories("small store", 300, |seed, weather| {
        let store = Limited(BTreeMap::new(), 8 + seed as usize % 24);
        history(
            seed,
            weather,
            SomeRoutes::default(),
            OrderedRoutes::<128>,
            store,
            true,
            routes_are_the_models,
        )
    });
    histories("small store of links", 300, |seed, weather| {
        let store = Limited(BTreeMap::new(), 6 + seed as usize % 12);
        history(seed, weather, SomeLinks::default(), Links, store, true, links_are_the_models)
    });
}

/// A mirror that is given events only.
fn events<S>(cache: &mut Cache<Links, S>, events: &[Vec<u8>]) -> Vec<String>
where
    S: Store<Key = nlwire::cache::At<u32>, Value = nlwire::cache::Slot<Kept>>,
{
    let mut told = Vec::new();
    for event in events {
        cache.receive(event, Delivery::Unicast, Duration::ZERO, &mut |change| {
            told.push(match change {
                Change::Added { key, .. } => format!("+{key}"),
                Change::Changed { key, .. } => format!("~{key}"),
                Change::Removed { key, .. } => format!("-{key}"),
                Change::NoRoom { key, .. } => format!("full {key}"),
                Change::Same { .. } => "same".into(),
                Change::Other { .. } => "other".into(),
                Change::Lost => "lost".into(),
                other => format!("{other:?}"),
            });
        });
    }
    told
}
#[cfg(feature = "heapless")]
type Kept = heapless::Vec<u8, 64>;
#[cfg(not(feature = "heapless"))]
type Kept = Vec<u8>;
#[test]
fn any_map_keeps_the_same() {
    let there = |index, mtu| message(16, 0, 0, 0, &link_body(index, mtu));
    let gone = |index| message(17, 0, 0, 0, &link_body(index, 0));
    let route = message(24, 0, 0, 0, &v4_body(1, (1, 1), 0));
    let broken = vec![1; 16];
    let all =
        [there(1, 5), there(2, 5), there(1, 6), there(1, 6), gone(3), route, gone(2), there(2, 7), broken];
    let expected = ["+1", "+2", "~1", "same", "same", "other", "-2", "+2", "lost"];
    assert_eq!(events(&mut Cache::new(Links, Tree::<Links, Kept>::new(), PORT, 1), &all), expected);
    let mut hashed = Cache::new(Links, nlwire::cache::Hashed::<Links, Kept>::new(), PORT, 1);
    assert_eq!(events(&mut hashed, &all), expected);
    #[cfg(feature = "heapless")]
    assert_eq!(
        events(&mut Cache::new(Links, nlwire::cache::Fixed::<Links, Kept, 4>::new(), PORT, 1), &all),
        expected
    );
    assert_eq!((hashed.len(), hashed.get(&1).is_some(), hashed.get(&3).is_some()), (2, true, false));
    let counters = hashed.counters();
    let found = (
        counters.events,
        counters.filtered,
        counters.added,
        counters.changed,
        counters.removed,
        counters.lost,
    );
    assert_eq!(found, (8, 1, 3, 1, 1, 1));
    assert_eq!(counters.named().iter().map(|(_, number)| number).sum::<u64>(), 8 + 8 + 1 + 3 + 1 + 1 + 1 + 1);
}
#[cfg(feature = "heapless")]
#[test]
fn a_full_table_is_told_and_filled_up_when_there_is_room() {
    let mut links = SomeLinks::default();
    (1..=6).for_each(|index| _ = links.0.insert(index, 1500));
    let mut kernel = Kernel::new(links, 1, Weather::CALM);
    let mut cache = Cache::new(Links, nlwire::cache::Fixed::<Links, Kept, 4>::new(), PORT, 1);
    let mut buffer = [0; 4096];
    let mut run = |kernel: &mut Kernel<SomeLinks>, cache: &mut Cache<_, _>, from: u64| {
        let mut told = Vec::new();
        for second in from..from + 20 {
            let mut sink = |change: Change<'_, u32, nlwire::route::LinkMessage<'_>>| match change {
                Change::Added { key, .. } => told.push(i64::from(*key)),
                Change::NoRoom { key, .. } => told.push(-i64::from(*key)),
                _ => {}
            };
            cache.step(kernel, &mut buffer, Duration::from_secs(second), &mut sink).unwrap();
        }
        told.sort();
        told
    };
    assert_eq!(run(&mut kernel, &mut cache, 0), [-6, -5, 1, 2, 3, 4]);
    assert!(!cache.is_synced() && cache.len() == 4 && cache.counters().no_room == 2);
    // two go: there is room for the two that were missing
    for index in [1, 2] {
        kernel.model.0.remove(&index);
        kernel.queue.push_back((true, message(17, 0, 0, 0, &link_body(index, 1500))));
    }
    let told = run(&mut kernel, &mut cache, 20);
    assert!(told.ends_with(&[5, 6]) && cache.is_synced() && cache.len() == 4, "{told:?}");
    // what does not fit its place in the store is no room, too
    let mut large = link_body(9, 1500);
    attr(&mut large, 3, &[b'x'; 60]);
    kernel.queue.push_back((true, message(16, 0, 0, 0, &large)));
    assert_eq!(run(&mut kernel, &mut cache, 40), [-9]);
}
