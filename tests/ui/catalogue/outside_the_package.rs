edges_errors::catalogue!("../../../errors.toml");

fn main() {}
