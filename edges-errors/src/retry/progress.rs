//! The progress of a request, kept by a queue.

use core::fmt::{self, Formatter};

use serde_core::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct as _, Serializer};

/// The progress of a request, for a queue to keep with its job.
///
/// [`Deferred::progress`](super::Deferred::progress) gives it, and [`RetryPlan::resume`](super::RetryPlan::resume) takes
/// it once the job comes out of the queue. The retry layers of the adapters read it from the extensions of a request.
///
/// Every failure is counted once, in one of the two numbers: the number of failures is their sum.
///
/// ```
/// use edges_errors::retry::Progress;
///
/// let stored = serde_json::to_string(&Progress { attempts: 1, deferrals: 30 }).unwrap();
/// assert_eq!(stored, r#"{"attempts":1,"deferrals":30}"#);
/// assert_eq!(serde_json::from_str::<Progress>("{}").unwrap(), Progress::default());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Progress {
    /// The failed requests that count against `max_attempts`.
    pub attempts: u32,
    /// The requests that a rate limit refused and that were put off. They count against nothing.
    pub deferrals: u32,
}

impl Progress {
    /// Returns how often the request has failed.
    pub(super) fn failures(self) -> u32 {
        self.attempts.saturating_add(self.deferrals)
    }

    pub(super) fn with_attempt(self) -> Self {
        Self { attempts: self.attempts.saturating_add(1), ..self }
    }

    pub(super) fn with_deferral(self) -> Self {
        Self { deferrals: self.deferrals.saturating_add(1), ..self }
    }
}

const FIELDS: &[&str] = &["attempts", "deferrals"];

impl Serialize for Progress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Progress", FIELDS.len())?;
        fields.serialize_field("attempts", &self.attempts)?;
        fields.serialize_field("deferrals", &self.deferrals)?;
        fields.end()
    }
}

/// A number that is absent is 0.
impl<'de> Deserialize<'de> for Progress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Progress", FIELDS, ProgressVisitor)
    }
}

struct ProgressVisitor;

impl<'de> Visitor<'de> for ProgressVisitor {
    type Value = Progress;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the attempts and deferrals of a request")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Progress, A::Error> {
        let mut progress = Progress::default();
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "attempts" => progress.attempts = map.next_value()?,
                "deferrals" => progress.deferrals = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(progress)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Progress, A::Error> {
        let attempts = numbers.next_element()?.unwrap_or_default();
        Ok(Progress { attempts, deferrals: numbers.next_element()?.unwrap_or_default() })
    }
}
