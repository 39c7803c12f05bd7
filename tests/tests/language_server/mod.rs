//! A rust-analyzer that has a package of its own open, and is asked what an editor asks.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The longest that an answer takes, the first one too: the macros are built for it.
const PATIENCE: Duration = Duration::from_secs(600);

/// A server with one file open.
pub(crate) struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    file: String,
    version: u32,
    requests: u32,
    _package: TempDir,
}

/// A text with the place of the cursor.
pub(crate) struct Cursor {
    text: String,
    at: usize,
}

impl Cursor {
    /// Reads a text in which `$0` is where the cursor is.
    pub(crate) fn read(marked: &str) -> Self {
        let at = marked.find("$0").unwrap();
        Self { text: marked.replacen("$0", "", 1), at }
    }

    /// Returns the place as the protocol counts it; the texts here are ASCII.
    fn position(&self) -> Value {
        let before = &self.text[..self.at];
        let line = before.matches('\n').count();
        let character = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        json!({ "line": line, "character": character })
    }
}

impl Server {
    /// Opens the file of a new package, and waits until the server knows all of it.
    pub(crate) fn start(text: &str) -> Self {
        let package = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let manifest = format!(
            "[package]\nname = \"guest\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             edges-errors = {{ path = \"{}\" }}\n",
            root.join("edges-errors").display()
        );
        fs::write(package.path().join("Cargo.toml"), manifest).unwrap();
        fs::copy(root.join("Cargo.lock"), package.path().join("Cargo.lock")).unwrap();
        fs::create_dir(package.path().join("src")).unwrap();
        fs::write(package.path().join("src/lib.rs"), text).unwrap();
        let program = std::env::var("RUST_ANALYZER").unwrap_or_else(|_| "rust-analyzer".to_owned());
        let mut child = Command::new(&program)
            .current_dir(package.path())
            .env("CARGO_TARGET_DIR", root.join("target"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        let (input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let file = format!("file://{}/src/lib.rs", package.path().canonicalize().unwrap().display());
        let mut server = Self { child, input, messages, file, version: 0, requests: 0, _package: package };
        server.initialize(text);
        server
    }

    fn initialize(&mut self, text: &str) {
        let capabilities = json!({
            "textDocument": { "hover": { "contentFormat": ["plaintext"] } },
            "workspace": { "workspaceEdit": { "documentChanges": true } },
            "experimental": { "serverStatusNotification": true },
        });
        let root = self.file.trim_end_matches("/src/lib.rs").to_owned();
        self.ask("initialize", &json!({ "processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": { "checkOnSave": false } }));
        self.tell("initialized", &json!({}));
        let document = json!({ "uri": self.file, "languageId": "rust", "version": 0, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        let is_ready = |message: &Value| {
            message["method"] == "experimental/serverStatus" && message["params"]["quiescent"] == true
        };
        while !is_ready(&self.next_message()) {}
    }

    /// Replaces the text of the file, and asks something about the place of the cursor.
    pub(crate) fn ask_at(&mut self, method: &str, cursor: &Cursor) -> Value {
        self.write(&cursor.text);
        let params = json!({ "textDocument": { "uri": self.file }, "position": cursor.position() });
        self.ask(method, &params)
    }

    /// Returns what the server says against a text by itself, without the compiler.
    pub(crate) fn diagnose(&mut self, text: &str) -> Vec<String> {
        self.write(text);
        let report = self.ask("textDocument/diagnostic", &json!({ "textDocument": { "uri": self.file } }));
        let items = report["items"].as_array().unwrap();
        items.iter().map(|item| item["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Returns the text that each proposal inserts.
    pub(crate) fn complete(&mut self, marked: &str) -> Vec<String> {
        let answer = self.ask_at("textDocument/completion", &Cursor::read(marked));
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let inserted = |item: &Value| item["textEdit"]["newText"].as_str().unwrap().to_owned();
        items.iter().map(inserted).collect()
    }

    /// Returns the line of each definition of what is at the cursor.
    pub(crate) fn find_definitions(&mut self, cursor: &Cursor) -> Vec<String> {
        let answer = self.ask_at("textDocument/definition", cursor);
        let read = |place: &Value| {
            let text = match place["uri"].as_str().unwrap() {
                file if file == self.file => cursor.text.clone(),
                other => fs::read_to_string(other.trim_start_matches("file://")).unwrap(),
            };
            let line = usize::try_from(place["range"]["start"]["line"].as_u64().unwrap()).unwrap();
            text.lines().nth(line).unwrap().trim().to_owned()
        };
        answer.as_array().unwrap().iter().map(read).collect()
    }

    /// Returns the number of places that a new name for what is at the cursor changes.
    pub(crate) fn rename(&mut self, cursor: &Cursor, name: &str) -> usize {
        self.write(&cursor.text);
        let params =
            json!({ "textDocument": { "uri": self.file }, "position": cursor.position(), "newName": name });
        let answer = self.ask("textDocument/rename", &params);
        let changes = answer["documentChanges"].as_array().unwrap();
        changes.iter().filter_map(|change| change["edits"].as_array()).map(Vec::len).sum()
    }

    fn write(&mut self, text: &str) {
        self.version += 1;
        let document = json!({ "uri": self.file, "version": self.version });
        self.tell(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next_message();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    /// Returns the next message; what the server asks of an editor is answered with nothing.
    fn next_message(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).unwrap();
        if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
        message
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a message; `None` at the end.
fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
