# The words of the project; `.ci/run` says the same ones.

# All tests
test:
    cargo test --workspace

# The promises, each with the test that holds it and the result
prove:
    tests/prove

# Rewrite golden files and generated documents; read the difference before you commit it
bless:
    tests/bless

# Adding a label needs nothing but `just bless`: in a copy, with a label more, all tests pass afterwards
add-label:
    tests/add-label

# Builds as other people build: strict guests, odd paths, offline, packages
check-build:
    tests/check-build

# The reference page in a headless Chromium: search, filters, keyboard, contrast (installs the browser on Debian as root)
page:
    tests/page

# Closed limits that processes share, beside a Redis server that is killed, slow and flushed (installs it on Debian as root)
redis:
    tests/servers redis -- cargo test -p edges-errors-redis

# What rust-analyzer offers in a crate that uses the macros (needs it on the path, or in RUST_ANALYZER; takes a minute)
editor:
    cargo test -p tests --features editor --test editor

# What CI checks besides the tests
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps

# The fuzz targets, which no other word but `fuzz` compiles (needs a C++ compiler)
check-fuzz:
    cargo check --manifest-path fuzz/Cargo.toml

published := "-p edges-errors -p edges-errors-core -p edges-errors-macros -p edges-errors-catalogue -p edges-errors-codegen -p edges-errors-cli -p edges-errors-reqwest -p edges-errors-tower -p edges-errors-axum -p edges-errors-redis -p edges-errors-testkit"

# Features, numbers, versions and targets that others build with (needs cargo-hack, nightly with rust-src, 1.88 and wasm32)
matrix: features numbers msrv minimal-versions targets

# Each feature alone, and each pair (needs cargo-hack)
features:
    RUSTFLAGS="-D warnings" cargo hack check {{published}} --feature-powerset --depth 2

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
    MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test -p edges-errors-core -p edges-errors --lib -- \
        --skip every_day_of --skip rfc3339_agrees
    # Left out is what is only large or only many: it takes Miri hours, and the same code runs in the rest.
    MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test -p edges-errors-codegen --test lookup -- \
        --skip every_size --skip every_length --skip labels_that_agree --skip whatever_the_labels --skip of_its_own
    MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test -p tests --test callback --test 'decode_*' \
        --test json_suite --test lookup --test retry_properties --test retry_rules --test retry_vectors -- \
        --skip d01 --skip d03 --skip d19_a_line --skip d21_work --skip d22 --skip d23 --skip d24 \
        --skip encodes_back --skip may_be_large --skip nesting --skip valid_json --skip cut_at_any_byte \
        --skip any_one_byte

# The public API of the libraries beside the committed lists; `just api bless` writes them (needs nightly and cargo-public-api)
api what="check":
    #!/usr/bin/env bash
    set -euo pipefail
    for crate in edges-errors adapters/reqwest adapters/tower adapters/axum adapters/redis testkit; do
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

# What it costs to ask a store that processes share, beside the commands alone (installs Redis on Debian as root)
bench-redis:
    cargo build --release -p benches --bin redis
    tests/servers redis -- target/release/redis

# The command on 200 MB of JSON lines beside serde_json's scan, jq and Python, and on 16,000 mistakes (needs GNU time)
bench-command megabytes="200":
    cargo build --release -p edges-errors-cli
    cargo run --release -p benches --bin command -- {{megabytes}}

# What a catalogue costs the compiler and the binary, beside the same by hand and with derives (half an
# hour, or a part: crates, clean, sizes; needs GNU time)
bench-compile part="all":
    cargo run --release -p benches --bin compile -- {{part}}

# What a catalogue that extends another costs, and one that can be extended
bench-extend:
    cargo run --release -p benches --bin extend

# The example's worker in processes that are killed, with PostgreSQL and Redis (fleet/README.md): `just fleet --tasks 500`
fleet *ARGS:
    fleet/run {{ARGS}}

# One fuzz target for so many seconds, from its seeds and what earlier runs have kept (needs nightly and cargo-fuzz)
fuzz TARGET SECONDS:
    mkdir -p fuzz/corpus/{{TARGET}}
    cargo +nightly fuzz run --sanitizer none --no-cfg-fuzzing {{TARGET}} fuzz/corpus/{{TARGET}} fuzz/seeds/{{TARGET}} -- -dict=fuzz/dictionaries/{{TARGET}}.dict -max_total_time={{SECONDS}} -max_len=8192 -rss_limit_mb=2048

# Every fuzz target, one after the other, for so many seconds each
fuzz-all SECONDS:
    for target in $(cargo +nightly fuzz list); do just fuzz "$target" {{SECONDS}} || exit 1; done

# Whether the tests notice changes of the code that decides (needs cargo-mutants, and some hours; `.cargo/mutants.toml`)
mutants:
    cargo mutants -p edges-errors-catalogue -p edges-errors-codegen -p edges-errors-cli -e '**/lookup.rs' -o target/mutants/rules --test-package edges-errors-catalogue,edges-errors-codegen,edges-errors-cli -C=--lib -C=--test=golden -C=--test=library
    cargo mutants -p edges-errors-core -p edges-errors-codegen -F 'expand/lookup|edges-errors-core' -o target/mutants/lookup --test-package edges-errors-core,edges-errors-codegen,tests -C=--lib -C=--test=golden -C=--test=lookup
    cargo mutants -p edges-errors -o target/mutants/core --test-package edges-errors,tests -C=--lib '-C=--test=[!u]*'
    cargo mutants -p edges-errors-reqwest -p edges-errors-tower -p edges-errors-axum -o target/mutants/adapters --all-features -C=--lib '-C=--test=*'
