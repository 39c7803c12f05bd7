// Every form of a handler, and of what a rule can hand an error to.
#[edges(_ => note)]
struct Plain;

#[edges(mut, output = Result<(), Full>, _ => note)]
struct Changing<T: Queue>
where
    T: Send,
{
    queue: T,
}

#[edges(async, catalogue = crate::bank, NO_MONEY(details) => pay_in, _ => .fallback)]
struct Waiting {
    fallback: Fallback,
}

#[edges(async(local), mut, output = u8)]
#[edges(NIGHT => .0.inner, _ => note)]
struct Local(Outer);
