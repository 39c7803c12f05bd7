edges_errors::catalogue!("../catalogue");

fn main() {}
