// Handlers of decisions: actions and reasons as selectors and as guards.
#[edges(on = decision, action(retry) => again, action(defer | await) => later, stop(not_idempotent) => look, _ => note)]
struct Actions;

#[edges(
    on = decision,
    output = Next,
    NIGHT if action(retry | defer) => later,
    NO_MONEY(details) => pay_in,
    action(stop) | NO_CREDIT => note,
    "NEW_LABEL" if stop(unlisted | needs_remedy) && status(424) => look,
    unknown if scope(sender) => look,
    _ => .queue,
)]
struct Mixed {
    queue: Queue,
}

#[edges(on = decision, async, action(stop) => note, action(retry | defer | await) => .0)]
struct Whole(Inner);
