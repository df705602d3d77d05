//! A folder in, the file that says that its site is published out.

use crate::site::file_name::{extension, join};
use crate::site::rules::Project;

/// Files that exist only where a site is published: custom domains, and the configurations of hosts.
const FILES: &[&str] = &[
    "CNAME",
    "docs/CNAME",
    "public/CNAME",
    "source/CNAME",
    "src/CNAME",
    "static/CNAME",
    "firebase.json",
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
];

/// The workflows of GitHub.
const WORKFLOWS: &str = ".github/workflows";

/// What the workflows contain that publish a site.
const STEPS: &[&str] =
    &["actions/deploy-pages", "gh-pages", "netlify", "pages-action", "vercel", "wrangler-action"];

/// The file that says so, if there is one.
pub(super) fn deployed_by(project: Project<'_>) -> Option<String> {
    let publishes = |file: &String| {
        let text = project.text(file).unwrap_or_default();
        ["yml", "yaml"].contains(&extension(file)) && STEPS.iter().any(|step| text.contains(step))
    };
    let workflows = || (project.list)(WORKFLOWS).into_iter().map(|file| join(WORKFLOWS, &file));
    let known = project.first(FILES).map(str::to_owned);
    known.or_else(|| workflows().find(publishes))
}
