edges_errors::catalogue!("mistypd.toml");

fn main() {}
