//! Limits that the processes share, in Redis, under a clock that runs fast.

use std::time::Duration;

use edges_errors::cooldowns::{Closing, CooldownStore, LimitKey, StoreFuture};
use edges_errors_redis::RedisStore;
use edges_errors_testkit::FastClock;

/// Redis counts on the machine's clock: waits are told to it, and told by it, in that time.
pub(crate) struct FastStore {
    pub(crate) redis: RedisStore,
    pub(crate) clock: FastClock,
}

impl CooldownStore for FastStore {
    fn ask<'a>(&'a self, keys: &'a [LimitKey<'a>]) -> StoreFuture<'a, Vec<Duration>> {
        Box::pin(async move {
            let waits = self.redis.ask(keys).await?;
            Ok(waits.into_iter().map(|wait| self.clock.story_wait(wait)).collect())
        })
    }

    fn close<'a>(&'a self, closings: &'a [Closing<'a>]) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            let mut closings = closings.to_vec();
            for closing in &mut closings {
                closing.wait = self.clock.machine_wait(closing.wait);
            }
            self.redis.close(&closings).await
        })
    }
}
