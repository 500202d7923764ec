use nlwire::{route::{Link, Route}, wire::Writer};
fn write(writer: &mut Writer<'_, Link>) {
    writer.put(Route::RTA_OIF, 3);
}
fn main() {}
