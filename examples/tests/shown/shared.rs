//! Tests over loopback, and limits that processes share.

mod testkit {
    include!(concat!(env!("OUT_DIR"), "/testkit-retries.rs"));
}

mod redis {
    include!(concat!(env!("OUT_DIR"), "/cooldowns-redis.rs"));

    #[test]
    fn a_store_is_opened_without_its_server() {
        let cooldowns = share("the same in all processes").unwrap();
        assert_eq!(cooldowns.store_failures(), 0);
        assert!(matches!(share("short"), Err(OpenError::ShortSecret { bytes: 5 })));
    }
}
