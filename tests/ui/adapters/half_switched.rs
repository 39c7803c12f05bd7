//! Some names are those of the module, and the others still those of the crates.

mod acme {
    edges_errors::catalogue! { extends = edges_errors, "acme.toml" }
    edges_errors_reqwest::for_labels!(ErrorLabel);
    pub type Problem = edges_errors_axum::Problem<ErrorLabel>;
}

mod the_trait_is_left {
    use crate::acme::Error;
    use edges_errors_reqwest::ResponseExt as _;

    async fn send(response: reqwest::Response) -> Result<reqwest::Response, Error> {
        Ok(response.error_for_label().await?)
    }
}

mod the_error_is_left {
    use crate::acme::ResponseExt as _;
    use edges_errors_reqwest::Error;

    async fn send(response: reqwest::Response) -> Result<reqwest::Response, Error> {
        response.error_for_label().await
    }
}

mod the_label_is_left {
    use crate::acme::Error;
    use edges_errors::ErrorLabel;

    fn is_limit(error: &Error) -> bool {
        error.label() == Some(ErrorLabel::LimitReached)
    }
}

mod the_handler_is_left {
    use crate::acme::Error;
    use edges_errors::{EdgesError, EdgesErrorHandler};

    #[derive(EdgesErrorHandler)]
    #[edges(_ => note)]
    struct Worker;

    impl Worker {
        fn note(&self, _: &EdgesError) {}
    }

    fn handle(error: &Error) {
        Worker.handle(&error.decision());
    }
}

mod the_plan_decides_for_both {
    use crate::acme::Error;
    use edges_errors::ErrorLabel;
    use edges_errors::retry::{Decision, Failure, RetryPlan};

    fn decide(error: &Error) -> Decision<ErrorLabel> {
        RetryPlan::default().start().on_failure(Failure::try_from(error).unwrap())
    }
}

mod the_problem_is_switched_alone {
    use crate::acme::Problem;
    use edges_errors::EdgesError;

    fn show(error: EdgesError) -> Result<(), Problem> {
        Err(error)?
    }
}

fn main() {}
