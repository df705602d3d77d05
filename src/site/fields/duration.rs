//! A length of time in metadata in, seconds out.

use super::podcast::invalid;
use super::{Fields, Located, Node};

/// A time in seconds, or `[HH:]MM:SS`.
pub(crate) fn seconds(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<f64> {
    let value = fields.value(key)?;
    let read = match &value.node {
        Node::Integer(seconds) => seconds.to_string().parse().ok(),
        Node::Float(seconds) => Some(*seconds),
        Node::Text(text) | Node::Plain(text) => time(text),
        Node::Datetime(datetime) => time(&datetime.to_string()),
        Node::Boolean(_) | Node::List(_) | Node::Table(_) | Node::Computed(_) => None,
    };
    let read = read.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    if read.is_none() {
        let help =
            format!("write seconds, or hours, minutes and seconds: {}", fields.pair(key, "\"1:02:03\""));
        let at = Located { value: (), span: value.span.clone() };
        return invalid(fields, &at, format!("`{key}` is not a duration"), &help);
    }
    read
}

/// `62.5`, `1:02`, `1:02:03`.
fn time(text: &str) -> Option<f64> {
    let parts: Vec<_> = text.trim().split(':').collect();
    let (last, before) = parts.split_last()?;
    let is_in_range = |seconds: f64| before.is_empty() || seconds < 60.0;
    let seconds = last.parse::<f64>().ok().filter(|seconds| is_in_range(*seconds))?;
    let mut minutes = 0.0;
    for (at, part) in before.iter().enumerate() {
        let part = part.parse::<u32>().ok().filter(|part| at == 0 || *part < 60)?;
        minutes = minutes * 60.0 + f64::from(part);
    }
    (before.len() <= 2).then_some(minutes * 60.0 + seconds)
}

/// Whole seconds, as feeds have them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length that was checked")]
pub(crate) fn whole(seconds: f64) -> u64 {
    seconds.round() as u64
}
