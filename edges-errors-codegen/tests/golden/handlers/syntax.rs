// What is wrong without any catalogue.
#[edges(_ => note)]
enum NoStruct {}

struct NoRules;

#[edges(outptu = (), _ => note)]
struct Option;

#[edges(shape = round, _ => note)]
struct FarOption;

#[edges(async(remote), _ => note)]
struct Async;

#[edges(mut, _ => note)]
struct Mut;

#[edges(output = u8, output = u16, _ => note)]
struct Twice;

#[edges(output = Result<, u8>, catalogue = crate::bank, _ => note)]
struct WrongType;

#[edges(catalogue = 1, _ => note)]
struct WrongCatalogue;

#[edges(on = error, _ => note)]
struct Subject;

#[edges(action(stop) => note, NO_MONEY if stop(unlisted) => note, _ => note)]
struct NoDecision;

#[edges(on = decision, action(stopp) => note, NO_MONEY if stop(listed) => note, _ => note)]
struct Words;

#[edges(in_doubt => note, NO_MONEY if in_doubt => note, _ => note)]
struct DoubtOfErrors;

#[edges(on = decision, in_doubt(request) => note, _ if in_doubt() => note, _ if in_dout(x) => note, _ => note)]
struct DoubtOfSomething;

#[edges(retry(fixed) => note, _ => note)]
struct Retry;

#[edges(categroy(account) => note, _ => note)]
struct Selector;

#[edges(scope(sender) => note, _ => note)]
struct GuardAsSelector;

#[edges(rate_limit(transfers) => note, _ => note)]
struct LimitAsSelector;

#[edges(unknown if scop(sender) => note, _ => note)]
struct Guard;

#[edges(category() => note, _ => note)]
struct NoKey;

#[edges(NO_MONEY() => note, _ => note)]
struct NoDetails;

#[edges(unknown if status() => note, _ => note)]
struct NoStatus;

#[edges(unknown if scope() => note, _ => note)]
struct NoScope;

#[edges(category(account, transfer) => note, _ => note)]
struct Comma;

#[edges(NO_MONEY(details, more) => note, _ => note)]
struct Details;

#[edges(NO_MONEY note)]
struct NoArrow;

#[edges(NO_MONEY => note _ => note)]
struct NoComma;

#[edges(NO_MONEY => .)]
struct NoField;

#[edges(NO_MONEY => .1e3, NO_CREDIT => .0., _ => .0.1.2)]
struct Fields;

// Each of several mistakes is told, and what follows them is read.
#[edges(
    output = u8,
    NO_MONEY => |error| 1,
    NO_CREDIT => move || 1,
    NO_LIMIT => self.note,
    NO_PAYEE => note(),
    NIGHT => Self::note,
    CHEQUE => { 1 },
    unknown if error.status() == Some(424) => note,
    unknown if unlisted => note,
    unknown if !status(424) => note,
    unknown if status(424) || scope(sender) => note,
    unknown if category(account) => note,
    unknown if status(5xx) => note,
    unknown if status(500..=599) => note,
    unknown if status(70000) => note,
    NO_MONEY, NO_CREDIT => note,
    _ => note,
)]
struct Several;
