// Rules that are wrong for this catalogue, all told at once.
#[edges(
    NO_MONY => note,
    NoMoney => note,
    AUTH_EXPIRED => note,
    NIGHT(details) => note,
    NO_MONEY(details) | NO_CREDIT => note,
    category(acount) => note,
    remedy(pay) => note,
    retry(exponentially) => note,
    outcome(nothing_at_all) => note,
    unknown if scope(sendr) => note,
    unknown if rate_limit(transfer) => note,
    unknown if status(70000) => note,
    "NO_MONEY" => note,
    _ => note,
)]
struct Misspelt;

#[edges(
    category(account) => pause,
    NO_MONEY => note,
    NIGHT | NIGHT => note,
    "NEW_LABEL" => note,
    "NEW_LABEL" => .pause.now,
    category(account) => note,
    remedy(pay_in) | retry(until) => note,
    unknown => note,
    unknown => pause,
    "LATE_LABEL" => note,
    _ => note,
)]
struct Unreachable;

#[edges(retry(fixed) => note, _ => note)]
struct Partial;

#[edges(NIGHT => note, retry(fixed) => note, _ => note)]
struct NotPartial;

#[edges(_ => note, NIGHT => note)]
struct RestFirst;

#[edges(NO_MONEY | NO_CREDIT | NO_LIMIT | NO_PAYEE => note, unknown => note)]
struct OneLeftOut;

#[edges(NO_MONEY | NO_CREDIT | NO_LIMIT | NO_PAYEE => note)]
struct OneAndUnknownLeftOut;

#[edges(NIGHT if status(424) => note, unknown => note)]
struct AllLeftOut;

#[edges(NO_MONEY => note)]
struct ManyAndUnknownLeftOut;

#[edges(category(account | transfer) => note)]
struct UnknownLeftOut;
