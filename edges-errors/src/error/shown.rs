//! Declared params as text for people.

use edges_errors_core::duration::words;
use edges_errors_core::text::spell_out;

use super::params::{Param, Params};
use super::time::Rfc3339;
use crate::catalogue::{ParamInfo, ParamKind};

/// The longest value, in characters.
const MAX_VALUE: usize = 200;

/// Returns the declared params that may be shown and are of the declared kind, in words.
pub(super) fn show_params(
    declared: &'static [ParamInfo],
    params: &Params<'_>,
) -> Vec<(&'static ParamInfo, String)> {
    let shown = declared.iter().filter(|info| !info.is_sensitive());
    shown.filter_map(|info| Some((info, show_param(info, params.get(info.name())?)?))).collect()
}

fn show_param(info: &ParamInfo, param: Param<'_>) -> Option<String> {
    let text = match info.kind() {
        ParamKind::Timestamp => Rfc3339(param.to_timestamp()?).to_string(),
        ParamKind::Seconds => words(param.to_seconds()?).rounded_up().to_string(),
        ParamKind::Milliseconds => words(param.to_milliseconds()?).rounded_up().to_string(),
        ParamKind::Duration => words(param.to_duration()?).rounded_up().to_string(),
        ParamKind::List => param.to_list()?.join(", "),
        ParamKind::Json => param.raw().to_owned(),
        ParamKind::Enum => {
            let text = param.to_text()?;
            let known = info.values().iter().find(|value| value.name() == text);
            known.map_or(text, |value| format!("{} ({})", value.name(), value.title()))
        }
        ParamKind::String | ParamKind::Integer | ParamKind::Number | ParamKind::Boolean => param.to_text()?,
    };
    Some(spell_out(&text).at_most(MAX_VALUE).to_string())
}

/// Returns whether a param is of the kind that the catalogue declares.
pub(crate) fn is_readable(info: &ParamInfo, param: Param<'_>) -> bool {
    match info.kind() {
        ParamKind::String => param.as_text().is_some(),
        ParamKind::Integer => param.to_integer().is_some(),
        ParamKind::Number => param.to_number().is_some(),
        ParamKind::Boolean => param.to_bool().is_some(),
        ParamKind::Timestamp => param.to_timestamp().is_some(),
        ParamKind::Seconds => param.to_seconds().is_some(),
        ParamKind::Milliseconds => param.to_milliseconds().is_some(),
        ParamKind::Duration => param.to_duration().is_some(),
        ParamKind::List => param.to_list().is_some(),
        ParamKind::Enum => {
            param.as_text().is_some_and(|text| info.values().iter().any(|value| value.name() == text))
        }
        ParamKind::Json => param.to_value().is_some(),
    }
}
