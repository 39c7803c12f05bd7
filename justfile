# The words of the project; `.ci/run` says the same ones.

# All tests
test:
    cargo test --workspace

# README's promises, each with the test that holds it and the result
prove:
    tests/prove

# Rewrite golden files and generated documents; read the difference before you commit it
bless:
    BLESS=1 cargo test -p edges-errors-codegen --test golden
    BLESS=1 cargo test -p edges-errors-codegen --features tools --test diff --test drift
    BLESS=1 cargo test -p edges-errors-cli --test help --test export
    BLESS=1 cargo test -p tests --test documents --test promises --test extended --test retry_table
    BLESS=1 cargo test -p examples --test migration
    TRYBUILD=overwrite cargo test -p tests --test ui

# Builds as other people build: strict guests, odd paths, offline, packages
check-build:
    tests/check-build

# The reference page in a headless Chromium: search, filters, keyboard, contrast (installs the browser on Debian as root)
page:
    tests/page

# What CI checks besides the tests
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps

# Instructions of a derived handler beside a match written by hand (needs valgrind)
bench-dispatch:
    cargo build --release -p benches --bin dispatch
    valgrind --tool=callgrind --callgrind-out-file=target/dispatch.callgrind target/release/dispatch
    callgrind_annotate --inclusive=yes target/dispatch.callgrind | grep -E 'dispatch::(derived|by_hand)'

# Finding a label beside phf, hashify, match and others, in nanoseconds and instructions (needs valgrind for those)
bench-lookup:
    cargo run --release -p benches --bin lookup

# Decoding beside serde_json, with allocations
bench-decode:
    cargo run --release -p benches --bin decoding

# Requests, waits and losses of a simulated fleet under four ways to retry
bench-fleet:
    cargo run --release -p benches --bin fleet

# What a catalogue costs the compiler and the binary, beside the same by hand and with derives (some ten minutes)
bench-compile:
    cargo run --release -p benches --bin compile

# One fuzz target for so many seconds, from its seeds and what earlier runs have kept (needs nightly and cargo-fuzz)
fuzz TARGET SECONDS:
    mkdir -p fuzz/corpus/{{TARGET}}
    cargo +nightly fuzz run --sanitizer none --no-cfg-fuzzing {{TARGET}} fuzz/corpus/{{TARGET}} fuzz/seeds/{{TARGET}} -- -dict=fuzz/dictionaries/{{TARGET}}.dict -max_total_time={{SECONDS}} -max_len=8192 -rss_limit_mb=2048

# Every fuzz target, one after the other, for so many seconds each
fuzz-all SECONDS:
    for target in $(cargo +nightly fuzz list); do just fuzz "$target" {{SECONDS}} || exit 1; done
