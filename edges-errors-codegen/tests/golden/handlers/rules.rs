// Every selector and every guard.
#[edges(
    NO_MONEY(details) if status(402 | 403) => pay_in,
    NO_MONEY(details) => pay_in,
    CHEQUE if scope(sender) => note,
    "NEW_LABEL" if rate_limit(transfers) => slow,
    "OTHER_LABEL" => note,
    category(account) if scope(sender | receiver) && status(424) => note,
    NO_CREDIT | NO_LIMIT => note,
    strategy(fixed | never) if status(500) => slow,
    strategy(never | fixed | until) => slow,
    unknown => note,
)]
struct Selectors;

#[edges(
    outcome(empty) => treat_as_empty,
    remedy(pay_in) if status(402) => pay_in,
    remedy(pay_in | wait) => wait,
    unknown if status(429) => wait,
    _ if scope(sender) => note,
    _ => wait,
)]
struct Sets;

#[edges(CHEQUE => note, unknown => note, _ => wait)]
struct Removed;

// A guarded `_` stands anywhere, and takes removed labels too.
#[edges(_ if scope(r#sender) => slow, CHEQUE => note, _ => wait)]
struct GuardedRest;

// A label that one rule takes twice is one step.
#[edges(NO_MONEY | category(account) if status(402) => note, _ => wait)]
struct Twice;
