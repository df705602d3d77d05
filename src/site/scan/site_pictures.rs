//! The logo and the icon of a site in; their sizes, and what the formats of its feeds want otherwise, out.

use std::collections::BTreeSet;

use super::on_site::{Roots, named_literally, on_site};
use super::{UNFIT_SITE_IMAGE, picture};
use crate::diagnostic::Diagnostic;
use crate::feed::json::MIN_ICON;
use crate::feed::rss::{MAX_LOGO, is_picture};
use crate::feed::{Format, Url};
use crate::site::config::{Site, SitePicture};

/// The site's pictures.
#[derive(Default)]
pub(crate) struct SitePictures {
    /// The logo.
    pub logo: Measured,
    /// The icon.
    pub icon: Measured,
    /// What formats want otherwise.
    pub found: Vec<Diagnostic>,
}

/// A picture of the site.
#[derive(Clone, Default)]
pub(crate) struct Measured {
    /// Its URL.
    pub url: Option<Url>,
    /// Its size, if it is a file of the site.
    pub size: Option<Size>,
}

/// Width and height in pixels.
type Size = (u32, u32);

/// What a format wants of a picture, and whether a size is right.
type SizeRequirement = (Format, &'static str, fn(Size) -> bool);

const LOGO: &[SizeRequirement] = &[
    (Format::Rss, "RSS wants at most 144 × 400", |(width, height)| {
        width <= MAX_LOGO.0 && height <= MAX_LOGO.1
    }),
    (Format::Atom, "Atom wants it twice as wide as high", |(width, height)| {
        width.abs_diff(height.saturating_mul(2)) <= height / 20
    }),
];

const ICON: &[SizeRequirement] = &[
    (Format::Atom, "Atom wants a square", |(width, height)| width == height),
    (Format::Json, "JSON Feed wants a square of 512 × 512 or more", |(width, height)| {
        width == height && width >= MIN_ICON
    }),
];

const LOGO_HELP: &str = "use a GIF, JPEG or PNG of 144 × 72 pixels, which every format accepts";
const ICON_HELP: &str =
    "use a square of 512 × 512 pixels or more; smaller ones are only the `favicon` of JSON feeds";

/// Measures the pictures of a site whose feeds have these formats.
#[must_use]
pub(crate) fn site_pictures(site: &Site, formats: &BTreeSet<Format>, roots: Roots<'_>) -> SitePictures {
    let mut pictures = SitePictures::default();
    if let Some(logo) = site.logo.as_ref().map(|logo| resolved(logo, roots)) {
        let wants = SizeRequirements { name: "logo", sizes: LOGO, help: LOGO_HELP, formats };
        pictures.found.extend(wants.wrong_type(&logo));
        pictures.logo = measured(logo, &wants, roots, &mut pictures.found);
    }
    if let Some(icon) = site.icon.as_ref().map(|icon| resolved(icon, roots)) {
        let wants = SizeRequirements { name: "icon", sizes: ICON, help: ICON_HELP, formats };
        pictures.icon = measured(icon, &wants, roots, &mut pictures.found);
    }
    pictures
}

/// What the formats of a site want of one of its pictures.
struct SizeRequirements<'w> {
    name: &'static str,
    sizes: &'static [SizeRequirement],
    help: &'static str,
    formats: &'w BTreeSet<Format>,
}

impl SizeRequirements<'_> {
    /// The logo of RSS has a type that every reader knows.
    fn wrong_type(&self, logo: &SitePicture) -> Option<Diagnostic> {
        let is_right = is_picture(&logo.url) || !self.formats.contains(&Format::Rss);
        (!is_right).then(|| {
            let message =
                format!("RSS feeds do not show the logo `{}`: RSS accepts only GIF, JPEG and PNG", logo.url);
            Diagnostic::new(&UNFIT_SITE_IMAGE, message).at(logo.place.clone()).help(self.help)
        })
    }

    fn wrong_size(&self, picture: &SitePicture, size: Size) -> Option<Diagnostic> {
        let is_unmet =
            |(format, _, is_met): &&SizeRequirement| self.formats.contains(format) && !is_met(size);
        let unmet: Vec<_> = self.sizes.iter().filter(is_unmet).map(|(_, want, _)| *want).collect();
        (!unmet.is_empty()).then(|| {
            let (name, url, (width, height)) = (self.name, &picture.url, size);
            let message =
                format!("the {name} `{url}` is {width} × {height} pixels, but {}", unmet.join("; "));
            Diagnostic::new(&UNFIT_SITE_IMAGE, message).at(picture.place.clone()).help(self.help)
        })
    }
}

/// A picture whose name may contain what has a meaning in a URL.
fn resolved(picture: &SitePicture, roots: Roots<'_>) -> SitePicture {
    let url = named_literally(&picture.url, roots).unwrap_or_else(|| picture.url.clone());
    SitePicture { url, place: picture.place.clone() }
}

fn measured(
    picture: SitePicture,
    wants: &SizeRequirements<'_>,
    roots: Roots<'_>,
    found: &mut Vec<Diagnostic>,
) -> Measured {
    let url = &picture.url;
    let file = on_site(url, roots).and_then(|mut file| picture::look(&mut file, url.path()));
    let finding = file.as_ref().and_then(|file| file.finding(url.as_str()));
    found.extend(finding.map(|finding| finding.at(picture.place.clone())));
    let size = file.and_then(|file| file.size);
    found.extend(size.and_then(|size| wants.wrong_size(&picture, size)));
    Measured { url: Some(picture.url), size }
}
