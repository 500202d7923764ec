use nlwire::route::{LinkMessage, Route};
fn read(link: LinkMessage<'_>) {
    let _ = link.attrs.get(Route::RTA_OIF);
}
fn main() {}
