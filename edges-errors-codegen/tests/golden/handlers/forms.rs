// Every form of a handler, and of what a rule can hand an error to.
#[edges(_ => note)]
struct Plain;

#[edges(output = Result<(), Full>, NIGHT => .0.1, | NO_MONEY => .0.inner, _ => note)]
struct Generic<T: Queue>(Outer<T>)
where
    T: Send;

#[edges(async, catalogue = crate::bank, NO_MONEY(details) => pay_in, _ => .fallback)]
struct Waiting {
    fallback: Fallback,
}

// Another type may be coerced to these outputs.
#[edges(output = Box<dyn Error>, _ => note)]
struct Boxed;

#[edges(async, output = &'static str)]
#[edges(_ => note)]
struct Borrowed;
