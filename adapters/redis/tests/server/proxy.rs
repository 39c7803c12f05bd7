//! What lies between a client and its server.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub(crate) struct Proxy {
    port: u16,
    way: watch::Sender<Way>,
}

#[derive(Clone, Copy, Default)]
struct Way {
    /// How long everything takes to arrive, each way.
    delay: Duration,
    /// How often all connections have been cut off.
    cuts: u32,
}

impl Proxy {
    /// Returns a proxy before a server, which passes everything on at once.
    pub(crate) async fn before(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own = listener.local_addr().unwrap().port();
        let way = watch::Sender::new(Way::default());
        let ways = way.subscribe();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                let ((from_client, to_client), (from_server, to_server)) =
                    (client.into_split(), server.into_split());
                let cuts = ways.borrow().cuts;
                tokio::spawn(pass_on(from_client, to_server, ways.clone(), cuts));
                tokio::spawn(pass_on(from_server, to_client, ways.clone(), cuts));
            }
        });
        Self { port: own, way }
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    pub(crate) fn delay(&self, delay: Duration) {
        self.way.send_modify(|way| way.delay = delay);
    }

    /// Loses whatever is sent on the connections that there are, and closes none of them.
    pub(crate) fn cut_off(&self) {
        self.way.send_modify(|way| way.cuts += 1);
    }
}

async fn pass_on(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    way: watch::Receiver<Way>,
    cuts: u32,
) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let Way { delay, cuts: now } = *way.borrow();
        if now == cuts {
            tokio::time::sleep(delay).await;
            if to.write_all(&buffer[..length]).await.is_err() {
                return;
            }
        }
    }
}
