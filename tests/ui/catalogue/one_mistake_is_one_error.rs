//! Everything that is right still expands: the uses below are no errors.

edges_errors::catalogue!("mistyped.toml");

fn main() {
    let error = ShopError::from_parts(409, (), r#"{"label":"SOLD_OUT"}"#);
    assert_eq!(error.label(), Some(ErrorLabel::SoldOut));
    println!("{:?} {:?} {}", ErrorLabel::Lost.category(), ErrorLabel::SoldOut.remedy(), CATALOGUE.name());
}
