edges_errors::catalogue!(errors = "errors.toml");
mod two {
    edges_errors::catalogue!("errors.toml", "more.toml");
}

fn main() {}
