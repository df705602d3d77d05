//! Where something happened.

use std::fmt;

use crate::feed::Text;

/// Where the event of an entry happened.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct EventPlace {
    /// Its name: `georss:featurename`.
    pub name: Option<Text>,
    /// Where it is: `georss:point`.
    pub point: Option<GeoPoint>,
}

impl EventPlace {
    /// A place with a name.
    #[must_use]
    pub fn named(name: &str) -> EventPlace {
        EventPlace { name: Some(Text::line(name)), point: None }
    }
}

/// A point on the earth: latitude and longitude in degrees (WGS 84). It is displayed as `GeoRSS` wants it: `-6.2 106.8`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeoPoint {
    latitude: f64,
    longitude: f64,
}

impl GeoPoint {
    /// A point. `None` if the latitude is not between -90 and 90, or the longitude not between -180 and 180.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<GeoPoint> {
        let is_there = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        is_there.then_some(GeoPoint { latitude, longitude })
    }
}

impl fmt::Display for GeoPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.latitude, self.longitude)
    }
}
