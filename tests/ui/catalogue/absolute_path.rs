edges_errors::catalogue!("/etc/errors.toml");

fn main() {}
