//! A headless Chromium with a page in it, driven through a chromedriver of its own.

use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::panic::resume_unwind;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use edges_errors_catalogue::model::Catalogue;
use edges_errors_catalogue::read_catalogue;
use edges_errors_catalogue::source::Sources;
use edges_errors_cli::documents::html::write_page;
use serde_json::{Value, json};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

/// Without a sandbox, because that does not run for root, and without what speaks to the network by itself.
const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// The page of a catalogue in a browser that knows nothing else.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    /// Of the page, without a fragment.
    pub(crate) address: String,
}

/// Writes the page of a catalogue, opens it in a fresh browser and runs a test on it; the browser ends with the test.
pub(crate) fn browse<T: Future<Output = WebDriverResult<()>> + Send + 'static>(
    catalogue: &str,
    test: impl FnOnce(Browser) -> T,
) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, write_page(&read(catalogue))).unwrap();
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let driver = open(&server, &folder.path().join("profile")).await.unwrap();
        let browser = Browser { driver: driver.clone(), address: format!("file://{}", file.display()) };
        browser.resize(1280, 900).await.unwrap();
        driver.goto(&browser.address).await.unwrap();
        let ended = tokio::spawn(test(browser)).await;
        driver.quit().await.unwrap();
        match ended {
            Ok(result) => result.unwrap(),
            Err(panic) => resume_unwind(panic.into_panic()),
        }
    });
}

/// A catalogue of this repository.
pub(crate) fn read(catalogue: &str) -> Catalogue {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(catalogue);
    let outcome = read_catalogue(&Sources::new(catalogue, std::fs::read_to_string(file).unwrap()));
    outcome.catalogue.unwrap()
}

async fn open(server: &Server, profile: &Path) -> WebDriverResult<WebDriver> {
    let mut wanted = DesiredCapabilities::chrome();
    for argument in ARGUMENTS {
        wanted.add_arg(argument)?;
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    WebDriver::new(format!("http://127.0.0.1:{}", server.port), wanted).await
}

/// A chromedriver on a port that was free.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start() -> Self {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let mut process = started.expect("chromedriver starts; `tests/page` installs it");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            line.unwrap()
                .strip_prefix("ChromeDriver was started successfully on port ")?
                .trim_end_matches('.')
                .parse()
                .ok()
        });
        Self { process, port: port.expect("chromedriver says its port") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Browser {
    /// Loads the page anew, at a fragment such as `#NO_RESULT` or at none.
    pub(crate) async fn open(&self, fragment: &str) -> WebDriverResult<()> {
        self.driver.goto("about:blank").await?;
        self.driver.goto(format!("{}{fragment}", self.address)).await
    }

    /// The size of the page's window, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> WebDriverResult<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// Media features such as `prefers-color-scheme`, or a medium such as `print`.
    pub(crate) async fn emulate(&self, medium: &str, features: &[(&str, &str)]) -> WebDriverResult<()> {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.command("Emulation.setEmulatedMedia", json!({ "media": medium, "features": features }))
            .await
            .map(drop)
    }

    /// A command of the DevTools protocol.
    pub(crate) async fn command(&self, method: &str, params: Value) -> WebDriverResult<Value> {
        self.driver.cdp().send_raw(method, params).await
    }

    /// What an expression of JavaScript is.
    pub(crate) async fn ask(&self, expression: &str) -> Value {
        let script = format!("return {expression}");
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    pub(crate) async fn find(&self, selector: &str) -> WebElement {
        self.driver.find(By::Css(selector)).await.unwrap()
    }

    /// Presses keys wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> WebDriverResult<()> {
        self.driver.action_chain().send_keys(keys).perform().await
    }

    /// Pastes a text into the search field, in place of what is there: its lines are joined there, as in any field of one line.
    pub(crate) async fn paste(&self, text: &str) {
        let paste = format!(
            "(() => {{
                const field = document.getElementById('search');
                const clipboardData = new DataTransfer();
                clipboardData.setData('text/plain', {0});
                field.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData }}));
                field.value = {0};
                field.dispatchEvent(new InputEvent('input', {{ inputType: 'insertFromPaste' }}));
            }})()",
            json!(text)
        );
        self.ask(&paste).await;
    }

    /// What the page says of a pasted text.
    pub(crate) async fn said(&self) -> String {
        self.find("#said").await.text().await.unwrap()
    }

    /// Chooses an option of a filter as a person does, so that the page hears of it.
    pub(crate) async fn choose(&self, filter: &str, option: &str) -> WebDriverResult<()> {
        self.find(&format!("#{filter} option[value='{option}']")).await.click().await
    }

    /// The labels whose sections can be seen; their rows are the same ones. A label that is a number has words beside it.
    pub(crate) async fn shown(&self) -> Vec<String> {
        let visible = "filter((element) => element.checkVisibility())";
        let sections = format!("[...document.querySelectorAll('.label')].{visible}");
        let sections = self.ask(&format!("{sections}.map(({{ dataset }}) => dataset.label)")).await;
        let rows = format!("[...document.querySelectorAll('tbody tr')].{visible}");
        let rows =
            self.ask(&format!("{rows}.map(({{ cells }}) => cells[0].querySelector('a').textContent)")).await;
        let sections: Vec<String> = serde_json::from_value(sections).unwrap();
        let rows: Vec<String> = serde_json::from_value(rows).unwrap();
        assert_eq!(rows, sections);
        sections
    }

    /// What a screen reader was last told about the count.
    pub(crate) async fn announced(&self) -> String {
        self.find("[role=status]").await.text().await.unwrap()
    }

    /// Whether the top of an element is in the window, and no bar that stays covers it.
    pub(crate) async fn is_in_view(&self, id: &str) -> bool {
        let script = format!(
            "(() => {{
                const box = document.getElementById('{id}').getBoundingClientRect();
                const seen = document.elementFromPoint(box.left + 2, box.top + Math.min(box.height / 2, 8));
                return seen?.closest('[id]')?.id === '{id}';
            }})()"
        );
        self.ask(&script).await == true
    }

    /// The id of what has the focus.
    pub(crate) async fn focused(&self) -> String {
        self.ask("document.activeElement.id").await.as_str().unwrap().to_owned()
    }

    /// What the browser has complained about since it was last asked.
    pub(crate) async fn complaints(&self) -> WebDriverResult<Vec<String>> {
        Ok(self.driver.browser_log().await?.into_iter().map(|entry| entry.message).collect())
    }

    /// The addresses of what has been requested since it was last asked, without what the page's policy has blocked.
    pub(crate) async fn requests(&self) -> WebDriverResult<Vec<String>> {
        let log = self.driver.get_log("performance").await?;
        let events = log.iter().map(|entry| serde_json::from_str::<Value>(&entry.message).unwrap());
        let events: Vec<Value> = events.map(|mut event| event["message"].take()).collect();
        let blocked = |id: &Value| {
            events
                .iter()
                .any(|event| event["params"]["requestId"] == *id && event["params"]["blockedReason"] == "csp")
        };
        let sent = events.iter().filter(|event| {
            event["method"] == "Network.requestWillBeSent" && !blocked(&event["params"]["requestId"])
        });
        Ok(sent.map(|request| request["params"]["request"]["url"].as_str().unwrap().to_owned()).collect())
    }
}
