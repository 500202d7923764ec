//! What we read held against `ip -d -j` and `bridge -j`, field by field, and routes that we make against those that `ip` makes.
//! A kernel that lacks a kind or an encapsulation leaves it out and says so.
#![cfg(all(feature = "std", feature = "route"))]
mod common;
#[path = "iproute/compare.rs"]
mod compare;
#[path = "iproute/links.rs"]
mod links;
#[path = "iproute/routes.rs"]
mod routes;

use nlwire::client::Connection;
use nlwire::route::*;
use nlwire::socket::{Protocol, Socket};
use nlwire::{
    schema::{Described, Json},
    wire::{FromMessage, GetFlags, Message, Operation},
};
use serde_json::Value;

/// Runs `ip`; what it said on its error output where it failed.
pub fn ip(args: &str) -> Result<Vec<u8>, String> {
    let output =
        common::tool("ip").args(args.split_whitespace()).output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_string()),
    }
}
/// What `ip -d -j` says.
pub fn ip_json(args: &str) -> Vec<Value> {
    let output = ip(&format!("-d -j {args}")).unwrap_or_else(|error| panic!("ip {args}: {error}"));
    serde_json::from_slice(&output).unwrap_or_default()
}
/// A message as our JSON.
pub fn ours(message: Message<'_>) -> Value {
    let text = Json(Described::new("route", lookup(message), message)).to_string();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
/// All that a dump gives, as our JSON.
pub fn dump<O: Operation<Flags = GetFlags>>(
    operation: O,
    fill: impl FnOnce(&mut nlwire::wire::Request<'_, O>),
) -> Vec<Value> {
    let mut buffer = [0; 65536];
    let mut connection = Connection::over_socket(Socket::new(Protocol::ROUTE).unwrap(), &mut buffer[..]);
    let mut replies = connection.dump_with(operation, fill).unwrap();
    let mut found = Vec::new();
    while let Some(reply) = replies.next().unwrap() {
        found.push(ours(reply.view().message));
    }
    found
}
/// The index of a link of this namespace.
pub fn index(name: &str) -> Option<u64> {
    let links = dump(GetLink::default(), |_| {});
    let link = links.iter().find(|link| link["attributes"]["IFLA_IFNAME"] == name)?;
    link["header"]["ifi_index"].as_u64()
}
