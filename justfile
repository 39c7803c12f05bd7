# The words of the project; `.ci/run` says the same ones.

# All tests
test:
    cargo test --workspace

# Rewrite golden files and generated documents; read the difference before you commit it
bless:
    BLESS=1 cargo test -p edges-errors-codegen --test golden
    BLESS=1 cargo test -p edges-errors-codegen --features tools --test diff --test drift
    BLESS=1 cargo test -p edges-errors-cli --test help
    BLESS=1 cargo test -p tests --test documents --test extended --test retry_table
    TRYBUILD=overwrite cargo test -p tests --test ui

# Builds as other people build: strict guests, odd paths, offline, packages
check-build:
    tests/check-build

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

# Whether the tests notice changes of the code that decides (needs cargo-mutants, and some hours; `.cargo/mutants.toml`)
mutants:
    cargo mutants -p edges-errors-codegen -e '**/lookup.rs' -o target/mutants/rules --features tools -C=--lib -C=--test=golden -C=--test=drift
    cargo mutants -p edges-errors-codegen -F emit/rust/lookup -o target/mutants/lookup --test-package edges-errors-codegen,tests -C=--lib -C=--test=golden -C=--test=lookup
    cargo mutants -p edges-errors -o target/mutants/core --test-package edges-errors,tests -C=--lib '-C=--test=[!u]*'
    cargo mutants -p edges-errors-reqwest -p edges-errors-tower -p edges-errors-axum -o target/mutants/adapters --all-features -C=--lib '-C=--test=*'
