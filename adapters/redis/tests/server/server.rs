//! A server of one test's own, which may be killed, flushed and spoilt.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redis::FromRedisValue;
use redis::aio::MultiplexedConnection;

pub(crate) struct Server {
    port: u16,
    process: Child,
}

/// Returns the path of the server's program.
pub(crate) fn find_program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let named =
        |name| std::env::split_paths(&path).map(move |folder| folder.join(name)).find(|file| file.is_file());
    ["redis-server", "valkey-server"].into_iter().find_map(named)
}

/// Returns a port on which nobody listens.
pub(crate) fn find_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::start_on(find_port())
    }

    pub(crate) fn start_on(port: u16) -> Self {
        let arguments = format!("--bind 127.0.0.1 --port {port} --appendonly no --dir");
        let process = Command::new(find_program().unwrap())
            .args(arguments.split(' '))
            .arg(std::env::temp_dir())
            .args(["--save", ""])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let listens = || TcpStream::connect(("127.0.0.1", port)).is_ok();
        let tries = (0..200).find(|_| {
            listens() || {
                std::thread::sleep(Duration::from_millis(25));
                false
            }
        });
        assert!(tries.is_some(), "the server does not start");
        Self { port, process }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Kills the server, with all that it knows.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Kills the server and starts it again on the same port.
    pub(crate) fn restart(&mut self) {
        self.kill();
        // What is replaced is dropped, and finds its process gone.
        *self = Self::start_on(self.port);
    }

    /// Sends a command, in words that are separated by blanks.
    pub(crate) async fn send<T: FromRedisValue>(&self, command: &str) -> T {
        let mut words = command.split(' ');
        let mut command = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            command.arg(word);
        });
        command.query_async(&mut self.connect().await).await.unwrap()
    }

    pub(crate) async fn keys(&self) -> Vec<String> {
        self.send("KEYS *").await
    }

    async fn connect(&self) -> MultiplexedConnection {
        let client = redis::Client::open(self.url()).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
