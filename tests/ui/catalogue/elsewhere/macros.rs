macro_rules! shop {
    () => {
        edges_errors::catalogue!("shop.toml");
    };
}
