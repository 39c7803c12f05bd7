//! What is written to the log.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use libtest_mimic::Trial;
use tracing_subscriber::fmt::MakeWriter;

use crate::server::{Server, find_port};
use crate::{MINUTE, SECRET, close, open, start, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![trial("a_loss_and_a_recovery_are_logged_once", a_loss_and_a_recovery_are_logged_once)]
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

async fn a_loss_and_a_recovery_are_logged_once() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().with_writer(lines.clone()).with_ansi(false).finish();
    let logged = tracing::subscriber::set_default(subscriber);
    let port = find_port();
    let store = open(&format!("redis://127.0.0.1:{port}"));
    for _ in 0..5 {
        close(&start(&store), "ada", MINUTE).await;
    }
    let _server = Server::start_on(port);
    while store.counts().answered < 2 {
        close(&start(&store), "ada", MINUTE).await;
    }
    drop(logged);
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let [loss, recovery] = &text.lines().collect::<Vec<_>>()[..] else { panic!("two lines:\n{text}") };
    assert!(loss.contains("WARN edges_errors_redis") && loss.contains("unreachable"), "{loss}");
    assert!(loss.contains("Connection refused"), "{loss}");
    assert!(recovery.contains("INFO edges_errors_redis") && recovery.contains("failed="), "{recovery}");
    for secret in ["ada", "linkedin", SECRET] {
        assert!(!text.contains(secret), "{text}");
    }
}
