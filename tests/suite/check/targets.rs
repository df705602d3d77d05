//! Addresses in feeds, which lead into a site whose pages are known.

use std::path::Path;
use std::sync::Arc;

use feedwright::check::{self, Options, Targets};
use feedwright::diagnostic::Diagnostic;
use feedwright::feed::Url;
use feedwright::site::pages::links;

/// A site with one page, `/rain`.
#[derive(Debug)]
struct OnePage;

impl Targets for OnePage {
    fn problem(&self, address: &str) -> Option<Diagnostic> {
        let home = Url::parse("https://kampung.example/").unwrap();
        (!address.ends_with("/rain")).then(|| links::broken(address, &home))
    }
}

/// The lines of broken links in a feed of one item, whose parts are on lines of their own.
fn broken(parts: &[&str]) -> Vec<u32> {
    let text = format!("<rss version=\"2.0\"><channel><item>\n{}\n</item></channel></rss>", parts.join("\n"));
    let options = Options { site: Some(Arc::new(OnePage)), ..Options::default() };
    let checked = check::document(Path::new("feed.xml"), text.as_bytes(), &options);
    let found = checked.findings.into_iter().filter(|(finding, _)| finding.code.name == "broken-link");
    found.map(|(finding, _)| finding.place.unwrap().span.unwrap().start.line).collect()
}

#[test]
fn a_guid_is_the_address_of_an_item_without_a_link() {
    let guid = "<guid>https://kampung.example/wind</guid>";
    assert_eq!(broken(&[guid]), [2]);
    assert_eq!(
        broken(&["<link> </link>", "<guid isPermaLink=\"true\">https://kampung.example/wind</guid>"]),
        [3]
    );
    assert_eq!(broken(&["<guid>https://kampung.example/rain</guid>"]), [0; 0]);
    assert_eq!(broken(&["<guid isPermaLink=\"false\">https://kampung.example/wind</guid>"]), [0; 0]);
    assert_eq!(broken(&["<link>https://kampung.example/rain</link>", guid]), [0; 0]);
}
