//! Generators that are recognized, and whose conventions Feedwright does not know.

use crate::site::rules::Project;

/// A generator of sites without rules here.
#[derive(Debug)]
pub(crate) struct Unsupported {
    /// Its name in sentences.
    pub title: &'static str,
    /// The files that may configure it.
    files: &'static [&'static str],
    /// What such a file contains, if others have files of the same name.
    mark: &'static str,
}

const UNSUPPORTED: &[Unsupported] = &[
    Unsupported {
        title: "Starlight",
        files: &["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts"],
        mark: "@astrojs/starlight",
    },
    Unsupported { title: "MkDocs", files: &["mkdocs.yml", "mkdocs.yaml"], mark: "" },
    Unsupported { title: "Quarto", files: &["_quarto.yml", "_quarto.yaml"], mark: "" },
    Unsupported {
        title: "VitePress",
        files: &[
            ".vitepress/config.js",
            ".vitepress/config.mjs",
            ".vitepress/config.mts",
            ".vitepress/config.ts",
            "docs/.vitepress/config.js",
            "docs/.vitepress/config.mjs",
            "docs/.vitepress/config.mts",
            "docs/.vitepress/config.ts",
        ],
        mark: "",
    },
];

/// The generator of a site, if it is one of these, and the file that shows it.
#[must_use]
pub(crate) fn unsupported(project: Project<'_>) -> Option<(&'static Unsupported, &'static str)> {
    let is_it =
        |known: &Unsupported, file: &str| project.text(file).is_some_and(|text| text.contains(known.mark));
    UNSUPPORTED.iter().find_map(|known| {
        let file = known.files.iter().copied().find(|file| is_it(known, file))?;
        Some((known, file))
    })
}
