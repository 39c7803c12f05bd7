#[macro_use]
#[path = "elsewhere/macros.rs"]
mod macros;

shop!();

fn main() {}
