//! The connection to the server, and another one where it is of no use.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, FromRedisValue, Pipeline, RedisResult};

/// The time limit of making a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// The time for which a connection is kept that does not answer: longer than it may take to make one.
const PATIENCE: Duration = Duration::from_secs(3);

/// A connection that all calls share.
///
/// The manager of the redis crate connects again when a connection has broken. It keeps one that stays open to a server that has
/// become a replica or is cut off without a word, and for ever the answer of a server that did not let it in. So one that is of no
/// use is replaced, after a while.
pub(crate) struct Connection {
    client: Client,
    current: Mutex<Option<Current>>,
}

struct Current {
    manager: ConnectionManager,
    since: Instant,
}

impl Connection {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, current: Mutex::default() }
    }

    /// Sends commands that may be sent twice, in one round trip. Needs a tokio runtime.
    pub(crate) async fn send<T: FromRedisValue>(&self, commands: &Pipeline) -> RedisResult<T> {
        let mut manager = self.manager()?;
        match commands.query_async(&mut manager).await {
            // It was lost since the last call, and by now the manager makes another.
            Err(error) if error.is_connection_dropped() => commands.query_async(&mut manager).await,
            result => result,
        }
    }

    /// Has the next call make another connection, unless this one is new.
    pub(crate) fn renew(&self) {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.take_if(|current| current.since.elapsed() >= PATIENCE);
    }

    fn manager(&self) -> RedisResult<ConnectionManager> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Current { manager, .. }) = &*current {
            return Ok(manager.clone());
        }
        // Connects with the first command. Each call has a time limit around all that it does, and one that finds the server gone
        // fails at once: the next one tries again.
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(0)
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(None);
        let manager = ConnectionManager::new_lazy_with_config(self.client.clone(), config)?;
        *current = Some(Current { manager: manager.clone(), since: Instant::now() });
        Ok(manager)
    }
}
