//! What is right for each label, written down from the published reference and not taken from errors.toml: the retry
//! cell, whether the text says that nothing was done, and what the resolution tells people to look at.

use std::time::Duration;

use Effect::{May, Nothing};
use Right::{Again, Finish, Later, Stop};

/// What a client has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// The same request cannot succeed, or not before somebody has done something.
    Stop,
    /// There was nothing to find, or nothing to do.
    Finish,
    /// Sends it again, after so many seconds at least.
    Again(u64),
    /// Not before the time that the answer names, or in a day.
    Later,
}

/// Whether the request may have been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    May,
    Nothing,
}

pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) statuses: &'static [u16],
    pub(crate) right: Right,
    pub(crate) effect: Effect,
    pub(crate) message: &'static str,
    /// What somebody needs for the next step, beside the label or the message.
    pub(crate) needed: Needed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needed {
    Nothing,
    /// "Contact support with the error_ref."
    ErrorRef,
    /// A param that the resolution says to look at.
    Param(&'static str, &'static str),
}

pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

const fn fact(
    label: &'static str,
    statuses: &'static [u16],
    right: Right,
    effect: Effect,
    message: &'static str,
) -> Fact {
    Fact { label, statuses, right, effect, message, needed: Needed::Nothing }
}

const fn needs(fact: Fact, needed: Needed) -> Fact {
    Fact { needed, ..fact }
}

const REF: Needed = Needed::ErrorRef;
const KEY: Needed = Needed::Param("key", "sales_navigator_id");
const FIELDS: Needed = Needed::Param("fields", "last_name");

#[rustfmt::skip]
pub(crate) const FACTS: &[Fact] = &[
    fact("BAD_INPUT", &[400], Stop, Nothing, "Input should contain a valid company ID or company URL."),
    fact("BAD_PARAMETERS", &[400], Stop, Nothing, "message can't be over 300 characters long"),
    fact("MISSING_PARAMETER", &[424], Stop, Nothing, "Missing required parameter message or files."),
    fact("NO_ACCESS", &[402], Stop, Nothing, "You don't have access to the resource: extract-people"),
    fact("STATUS_403", &[424], Stop, May, "No access to resource. You need to be a member of this group to extract its members."),
    fact("STATUS_404", &[424], Stop, May, "This resource does not exist (404)."),
    fact("NO_RESULT", &[424], Finish, May, "No results for plumbers in Ghent"),
    fact("LIMIT_REACHED", &[429, 424], Later, Nothing, "Daily limit reached for connection requests on LinkedIn."),
    fact("STATUS_429", &[429], Again(0), May, "Too Many Requests on the third-party service"),
    fact("LK_ERROR", &[424], Again(0), May, "Error while sending message: an unexpected error occurred"),
    // "Wait a few minutes": more than one.
    fact("LK_524", &[424], Again(61), May, "LinkedIn API timeout (524). This is a LinkedIn issue, please try again later."),
    fact("LK_MISSING_DATA", &[424], Stop, May, "Could not find necessary data: no urn found"),
    fact("LK_INMAIL_CANNOT_RESEND", &[424], Stop, Nothing, "You may not send another message until the recipient responds to your InMail."),
    fact("LK_INMAIL_NOT_ENOUGH_CREDIT", &[424], Stop, Nothing, "You do not have enough InMail credits."),
    fact("LK_EVENT", &[424], Stop, May, "This event (https://www.linkedin.com/events/1) is either ended or invalid. (You must also be participating to invite someone to an event)."),
    fact("NOT_CONNECTED", &[424], Stop, Nothing, "You are not connected with Ada Lovelace."),
    fact("SN_CONFLICT", &[424], Finish, May, "An invitation is already pending or it has already been accepted."),
    fact("SN_OUT_OF_NETWORK", &[424], Stop, Nothing, "You need to upgrade to Sales Navigator Team edition to unlock 25-out-of-network profiles to see this profile."),
    fact("NO_VALID_ACCOUNT_CONFIGURED", &[424], Stop, Nothing, "You need to configure a valid integration."),
    needs(fact("INTEGRATION_ERROR", &[424], Stop, May, "Error while getting the integration identity: contact the support, invalid configuration"), REF),
    fact("PROXY_ERROR", &[424], Stop, Nothing, "Error while setting up the proxy: The integration identity do not have an IP address. Please refresh the integration identity."),
    fact("GENERIC_ERROR", &[424], Again(0), May, "Error while parsing page: data extraction failed"),
    fact("NO_DATA_LOADED", &[424], Again(0), May, "No data loaded on this input (Response body doesn't contain a valid JSON)."),
    needs(fact("MANDATORY_DATA_MISSING", &[424], Stop, May, "Mandatory value for sales navigator id is missing."), KEY),
    needs(fact("UNDEFINED_FIELD", &[424], Stop, May, "One or multiple of the necessary values are undefined: first_name, last_name"), FIELDS),
    needs(fact("UNKNOWN_ERROR", &[424], Stop, May, "An unknown error occurred"), REF),
    needs(fact("ACTION_ABORTED", &[422], Stop, May, "The action was aborted"), REF),
];
