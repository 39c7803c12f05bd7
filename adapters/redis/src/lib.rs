#![doc = include_str!("../README.md")]

mod connection;
mod failure;
mod health;
mod key;
mod store;

pub use health::StoreCounts;
pub use store::{OpenError, RedisStore};
