//! The sites in tests/generators.

/// A site, in the folder of its name.
pub(crate) struct Site {
    /// Also the name of the generator.
    pub(crate) name: &'static str,
    /// Where the pages of the whole site are.
    pub(crate) base: &'static str,
    /// The folder that the generator writes.
    pub(crate) output: &'static str,
    /// The generator's feeds whose entries are no articles, by the end of their paths.
    pub(crate) lists: &'static [&'static str],
    /// Whether addresses are made by the site's own code, so that only its pages show them.
    pub(crate) needs_pages: bool,
    /// Whether its Atom feeds have ids that are no IRIs, so that no valid feed has the same: the user accepts that.
    pub(crate) has_invalid_ids: bool,
}

pub(crate) const SITES: &[Site] = &[
    Site {
        name: "hugo",
        base: "https://garden.ruiz.dev/notes/",
        output: "public",
        lists: &["tags/index.xml", "plants/index.xml"],
        needs_pages: false,
        has_invalid_ids: false,
    },
    Site {
        name: "jekyll",
        base: "https://kitchen.ruiz.dev/diary/",
        output: "_site",
        lists: &[],
        needs_pages: false,
        has_invalid_ids: false,
    },
    Site {
        name: "pelican",
        base: "https://light.ruiz.dev/log/",
        output: "output",
        lists: &[],
        needs_pages: false,
        has_invalid_ids: true,
    },
    Site {
        name: "eleventy",
        base: "https://bakery.ruiz.dev/shop/",
        output: "_site",
        lists: &[],
        needs_pages: true,
        has_invalid_ids: false,
    },
    Site {
        name: "astro",
        base: "https://train.ruiz.dev/log/",
        output: "dist",
        lists: &[],
        needs_pages: true,
        has_invalid_ids: false,
    },
    Site {
        name: "hexo",
        base: "https://shop.ruiz.dev/bench/",
        output: "public",
        lists: &[],
        needs_pages: false,
        has_invalid_ids: false,
    },
    Site {
        name: "docusaurus",
        base: "https://paths.ruiz.dev/club/",
        output: "build",
        lists: &[],
        needs_pages: false,
        has_invalid_ids: true,
    },
];
