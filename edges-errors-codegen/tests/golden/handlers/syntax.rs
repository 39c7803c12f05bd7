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
