//! Instants: the `DateTime` scalar over UTC milliseconds. Owns the text form only; time itself comes from `clock`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// RFC 3339 instant in UTC with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime(pub i64);

/// RFC 3339 instant in UTC with milliseconds.
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/date-time.html")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let instant = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| InputValueError::custom("not an RFC 3339 instant"))?;
        i64::try_from(instant.unix_timestamp_nanos() / 1_000_000).map(Self).map_err(|_| InputValueError::custom("instant out of range"))
    }

    fn to_value(&self) -> Value {
        let instant = OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000).ok();
        instant.and_then(|instant| instant.format(&Rfc3339).ok()).map_or(Value::Null, Value::String)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_come_back() {
        let instant = DateTime(1_764_000_000_123);
        assert_eq!(instant.to_value(), Value::String("2025-11-24T16:00:00.123Z".to_owned()));
        assert_eq!(DateTime::parse(instant.to_value()).unwrap(), instant);
        assert!(DateTime::parse(Value::from("yesterday")).is_err());
    }
}
