//! Fields in, what a newsroom says about an article out: where it happened, what was corrected.

use super::{INVALID_PLACE, UNDATED_CORRECTION, UNKNOWN_KEY};
use crate::diagnostic::Diagnostic;
use crate::feed::{EventPlace, GeoPoint, Text};
use crate::site::fields::{Fields, Located};

/// `place`: a name, or a table with it and with coordinates.
pub(super) fn place(fields: &mut Fields<'_, '_>) -> Option<EventPlace> {
    let value = fields.value("place")?;
    if value.as_text().is_some() {
        let name = fields.line("place").filter(|name| !name.is_blank())?;
        return Some(EventPlace { name: Some(name), ..EventPlace::default() });
    }
    let table = fields.table("place")?;
    let mut inside = fields.inside(table.value);
    let name = inside.line("name").filter(|name| !name.is_blank());
    let geo = inside.text("geo");
    let point = geo.as_ref().and_then(|geo| point(&mut inside, geo));
    inside.finish(&UNKNOWN_KEY);
    if name.is_none() && geo.is_none() {
        let finding = Diagnostic::new(&INVALID_PLACE, "place without a name");
        fields.report(finding.help(format!("add {}", fields.pair("name", "\"…\""))), &table.span);
        return None;
    }
    Some(EventPlace { name, point, ..EventPlace::default() })
}

/// `-6.2088, 106.8456`: latitude and longitude.
fn point(fields: &mut Fields<'_, '_>, geo: &Located<&str>) -> Option<GeoPoint> {
    let numbers = geo
        .value
        .split_once(',')
        .map(|(latitude, longitude)| [latitude, longitude].map(|number| number.trim().parse::<f64>().ok()));
    let point = match numbers {
        Some([Some(latitude), Some(longitude)]) => GeoPoint::new(latitude, longitude),
        Some(_) | None => None,
    };
    if point.is_none() {
        let message = format!("`{}` is not a latitude and a longitude in degrees", geo.value.escape_debug());
        let help = format!("write {}", fields.pair("geo", "\"-6.2088, 106.8456\""));
        fields.report(Diagnostic::new(&INVALID_PLACE, message).help(help), &geo.span);
    }
    point
}

/// `correction`, which needs the date of the change.
pub(super) fn correction(fields: &mut Fields<'_, '_>, is_updated: bool) -> Option<Text> {
    let text = fields.text("correction")?;
    let correction = fields.clean(&text);
    if correction.is_blank() {
        return None;
    }
    if !is_updated {
        let finding = Diagnostic::new(&UNDATED_CORRECTION, "`correction` without `updated`");
        let help =
            format!("add {}, when it was corrected", fields.pair("updated", "2026-04-02T08:00:00+03:00"));
        fields.report(finding.help(help), &text.span);
    }
    Some(correction)
}
