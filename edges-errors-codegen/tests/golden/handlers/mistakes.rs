// Rules that are wrong for this catalogue, all told at once.
#[edges(
    NO_MONY => note,
    NoMoney => note,
    AUTH_EXPIRED => note,
    NIGHT(details) => note,
    NO_MONEY(details) | NO_CREDIT => note,
    category(acount) => note,
    remedy(pay) => note,
    strategy(exponentially) => note,
    outcome(nothing_at_all) => note,
    unknown if scope(sendr) => note,
    unknown if rate_limit(transfer) => note,
    unknown if scope(r#typ) => note,
    "NO_MONEY" => note,
    _ => note,
)]
struct Misspelt;

// Names of another catalogue, with and without the option that says which.
#[edges(SOLD_OUT => note, EMPTY => note, _ => note)]
struct ForgottenCatalogue;

#[edges(SOLD_OUT => note, category(stock) => note, _ => note)]
struct ForgottenCatalogueOfOneLabel;

#[edges(catalogue = crate::bank, SOLD_OUT => note, EMPTY => note, _ => note)]
struct WrongLabels;

// The name of a policy instead of that of its strategy.
#[edges(strategy(steadily) => note, _ => note)]
struct Policy;

#[edges(
    category(account) => pause,
    NO_MONEY => note,
    NIGHT | NIGHT => note,
    "NEW_LABEL" => note,
    "NEW_LABEL" => .pause.now,
    category(account) => note,
    remedy(pay_in) | strategy(until) => note,
    unknown => note,
    unknown => pause,
    "LATE_LABEL" => note,
    _ => note,
)]
struct Unreachable;

#[edges(strategy(fixed) => note, _ => note)]
struct Partial;

#[edges(NIGHT => note, strategy(fixed) => note, _ => note)]
struct NotPartial;

#[edges(_ => note, NIGHT => note)]
struct RestFirst;

#[edges(category(account | transfer) => note, unknown => note, _ => note)]
struct NothingLeft;

#[edges(category(account) => note, category(transfer) => note, unknown => note, _ if status(424) => note)]
struct NothingLeftToGuard;

#[edges(unknown => note, CHEQUE => note, _ => note)]
struct RemovedIsUnknown;

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

// What a decision says is left out for some, for all, or asked twice.
#[edges(on = decision, action(retry | defer | await) => note, stop(unlisted | needs_remedy) => note)]
struct ReasonsLeftOut;

#[edges(on = decision, in_doubt => note, stop(unlisted) => note)]
struct KnownLeftOut;

#[edges(on = decision, action(stop) => note, in_doubt => note, _ => note)]
struct DoubtTwice;

#[edges(on = decision, _ if in_doubt => note, action(retry | defer | await) => note)]
struct GuardedDoubt;

#[edges(on = decision, in_dout => note, _ => note)]
struct MisspeltDoubt;

#[edges(on = decision, action(stop) => note, NIGHT | category(account) => note)]
struct SomeActionsLeftOut;

#[edges(on = decision, action(stop) if status(424) => note, action(retry | defer | await) => note)]
struct GuardedAction;

#[edges(on = decision, action(stop) => note, stop(unlisted) => note, NIGHT if action(stop) => note, _ => note)]
struct ReasonTwice;
