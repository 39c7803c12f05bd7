//! Takes code that READMEs, guides and documentation show out of them, for `tests/shown` to run as it is shown.
//!
//! Such a block stands below `<!-- shown: NAME -->`, and may do so in a documentation comment. The lines that rustdoc hides are
//! not shown. Items are included as `NAME.rs`, and statements, which have to be one expression, as `NAME.block.rs`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const PAGES: [&str; 17] = [
    "README.md",
    "adapters/reqwest/src/guide/middleware.md",
    "adapters/reqwest/src/guide/plain.md",
    "adapters/tower/src/guide/client.md",
    "adapters/tower/src/lib.rs",
    "edges-errors/src/guide/backon.md",
    "edges-errors/src/guide/blocking.md",
    "edges-errors/src/guide/cooldowns.md",
    "edges-errors/src/guide/first_hour.md",
    "edges-errors/src/guide/own_labels.md",
    "edges-errors/src/guide/post.md",
    "edges-errors/src/guide/queue.md",
    "edges-errors/src/guide/testing.md",
    "edges-errors/src/latest.rs",
    "edges-errors/src/lib.rs",
    "edges-errors/src/retry/mod.rs",
    "testkit/README.md",
];

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    println!("cargo:rerun-if-changed=build.rs");
    for page in PAGES {
        let path = Path::new("..").join(page);
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        for (name, code) in take_blocks(&text) {
            fs::write(Path::new(&out).join(format!("{name}.block.rs")), format!("{{\n{code}\n}}\n"))?;
            fs::write(Path::new(&out).join(format!("{name}.rs")), code)?;
        }
    }
    Ok(())
}

/// Returns the blocks of a page with their names.
fn take_blocks(text: &str) -> Vec<(String, String)> {
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some((comment, rest)) = line.split_once("<!-- shown: ") else { continue };
        let Some(name) = rest.strip_suffix(" -->") else { continue };
        let uncomment = |line| strip_comment(comment.trim_end(), line);
        let code = lines.by_ref().map(uncomment).skip_while(|line| !line.starts_with("```")).skip(1);
        let code: Vec<_> = code.take_while(|line| *line != "```").filter(is_shown).collect();
        blocks.push((name.to_owned(), code.join("\n")));
    }
    blocks
}

/// Returns a line without the sign of the documentation comment that it belongs to.
fn strip_comment<'a>(comment: &str, line: &'a str) -> &'a str {
    let rest = line.strip_prefix(comment).unwrap_or(line);
    if comment.is_empty() { rest } else { rest.strip_prefix(' ').unwrap_or(rest) }
}

/// Returns whether rustdoc shows a line of code.
fn is_shown(line: &&str) -> bool {
    let start = line.trim_start();
    start != "#" && !start.starts_with("# ")
}
