//! What browsers show feeds with: a style sheet that the documents name, and a script where somebody asks for one. Both are
//! files in the output folder, as we have them or as the user does.

use crate::feed::{Element, Format, Namespace, Url};

/// What browsers show a feed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stylesheet {
    /// What they show without our help.
    #[default]
    None,
    /// A style sheet.
    Css,
    /// The same, and a script that makes a page of the feed.
    CssAndScript,
}

/// A file that documents name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Its path below the output folder, and its name in the folder of templates.
    pub name: &'static str,
    /// Its text, unless the user has one.
    pub text: &'static str,
    /// How each file that we write begins, by which we know it again.
    mark: &'static str,
    /// What ends the line of the mark, if it stands alone.
    end: &'static str,
}

/// The style sheet.
pub(crate) const CSS: Asset = Asset {
    name: "feedwright.css",
    text: include_str!("../../templates/feedwright.css"),
    mark: "/* Feedwright: how a browser shows a feed that somebody opens.",
    end: " */\n",
};

/// The script.
pub(crate) const SCRIPT: Asset = Asset {
    name: "feedwright.js",
    text: include_str!("../../templates/feedwright.js"),
    mark: "// Feedwright: makes a page of a feed that somebody opens in a browser.",
    end: "\n",
};

impl Asset {
    /// The asset of that name.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<&'static Asset> {
        [&CSS, &SCRIPT].into_iter().find(|asset| asset.name == name)
    }

    /// Whether we have written a file of that name.
    #[must_use]
    pub(crate) fn is_ours(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(self.mark.as_bytes())
    }

    /// A text with the mark at its beginning, which the user's may lack.
    #[must_use]
    pub(crate) fn marked(&self, text: &str) -> String {
        if self.is_ours(text.as_bytes()) { text.to_owned() } else { [self.mark, self.end, text].concat() }
    }
}

impl Stylesheet {
    /// The files that documents with it name.
    #[must_use]
    pub(crate) fn assets(self) -> &'static [Asset] {
        match self {
            Stylesheet::None => &[],
            Stylesheet::Css => &[CSS],
            Stylesheet::CssAndScript => &[CSS, SCRIPT],
        }
    }

    /// The address of the style sheet on a site, for documents of a format that can name one.
    #[must_use]
    pub(crate) fn url(self, format: Format, base_url: &Url) -> Option<Url> {
        let has_one = self != Stylesheet::None && format != Format::Json;
        has_one.then(|| base_url.below(CSS.name).ok()).flatten()
    }

    /// The element that runs the script in the document at `self_url`.
    #[must_use]
    pub(crate) fn script(self, format: Format, base_url: &Url, self_url: &Url) -> Option<Element> {
        if self != Stylesheet::CssAndScript || format == Format::Json {
            return None;
        }
        let src = base_url.below(SCRIPT.name).ok()?.relative_to(self_url);
        let namespace = Namespace::new("xhtml", "http://www.w3.org/1999/xhtml")?;
        Element::new(&namespace, "script")?.with("src", &src)
    }
}
