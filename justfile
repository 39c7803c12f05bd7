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

published := "-p edges-errors -p edges-errors-macros -p edges-errors-codegen -p edges-errors-cli -p edges-errors-reqwest -p edges-errors-tower -p edges-errors-axum"

# Features, numbers, versions and targets that others build with (needs cargo-hack, nightly with rust-src, 1.88 and wasm32)
matrix: features numbers msrv minimal-versions targets

# Each feature alone, and each pair (needs cargo-hack)
features:
    cargo hack check {{published}} --feature-powerset --depth 2

# The decoder with a serde_json whose numbers and maps another crate has changed
numbers:
    cargo test -p tests --test 'decode_*' --test json_suite \
        --features serde_json/arbitrary_precision,serde_json/preserve_order,serde_json/float_roundtrip

# Builds and tests with the oldest compiler (needs the toolchain 1.88)
msrv:
    cargo +1.88 test {{published}} --all-features

# Builds with the oldest dependencies that the manifests allow, in a copy (needs nightly to choose them)
minimal-versions:
    #!/usr/bin/env bash
    set -euo pipefail
    copy="$(mktemp -d)"
    trap 'rm -rf "$copy"' EXIT
    git ls-files -z | xargs -0 cp -P --parents -t "$copy"
    cd "$copy"
    rm Cargo.lock
    cargo +nightly update -Z direct-minimal-versions
    CARGO_TARGET_DIR="{{justfile_directory()}}/target" cargo check --locked {{published}} --all-features

# The core in a browser, and the labels where there is neither std nor alloc (needs wasm32, and nightly with rust-src)
targets:
    cargo check -p edges-errors --target wasm32-unknown-unknown
    cargo +nightly check -Z build-std=core -p edges-errors --no-default-features --target x86_64-unknown-none

# Licences, sources, banned and unmaintained crates (needs cargo-deny)
deny:
    cargo deny check

# Undefined behaviour in the core: none (needs nightly with miri; takes its time)
miri:
    MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test -p edges-errors --lib -- \
        --skip every_day_of --skip rfc3339_agrees
    # Left out is what is only large or only many: it takes Miri hours, and the same code runs in the rest. The tests of
    # the lookup leak their tables, which have to be 'static.
    MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-ignore-leaks" cargo +nightly miri test -p tests --test callback --test 'decode_*' \
        --test json_suite --test lookup --test retry_properties --test retry_rules --test retry_vectors -- \
        --skip d01 --skip d03 --skip d19_a_line --skip d21_work --skip d22 --skip d23 --skip d24 \
        --skip encodes_back --skip may_be_large --skip nesting --skip valid_json --skip cut_at_any_byte \
        --skip any_one_byte --skip every_size --skip every_length --skip labels_that_agree --skip whatever_the_labels

# The public API of the libraries beside the committed lists; `just api bless` writes them (needs nightly and cargo-public-api)
api what="check":
    #!/usr/bin/env bash
    set -euo pipefail
    for crate in edges-errors adapters/reqwest adapters/tower adapters/axum; do
        # Two of the compiler's own traits are in nobody's hands.
        api="$(cargo +nightly public-api --manifest-path "$crate/Cargo.toml" --all-features --omit blanket-impls \
            | grep -vE 'marker::(Freeze|UnsafeUnpin) for')"
        [ "{{what}}" = check ] || echo "$api" > "$crate/public-api.txt"
        diff -u "$crate/public-api.txt" <(echo "$api")
    done

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
