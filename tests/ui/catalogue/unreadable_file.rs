edges_errors::catalogue!("unreadable.toml");

fn main() {
    let _ = ErrorLabel::ALL.len();
    let _ = CATALOGUE.labels();
}
