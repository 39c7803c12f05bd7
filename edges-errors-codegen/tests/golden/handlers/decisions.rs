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

// What is in doubt, alone and beside reasons, as a selector and as a guard.
#[edges(
    on = decision,
    NO_MONEY(details) if in_doubt && status(402) => pay_in,
    in_doubt | stop(unlisted) => look,
    NIGHT => note,
    _ => note,
)]
struct Doubt;

#[edges(on = decision, async, action(stop) => note, action(retry | defer | await) => .0)]
struct Whole(Inner);
