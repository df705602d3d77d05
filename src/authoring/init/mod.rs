//! A folder in; a configuration for its site, or a small new site, as edits out. The site's generator is detected by its
//! files, and read again at every build, so the configuration names it and little else. Writes no files.

mod below;
mod bodies;
mod config;
mod dates;
mod deployed;
mod explanation;
mod ids;
mod learn;
mod named;
mod pages;
mod plain;
mod said;
mod show;
mod withheld;

pub(crate) use below::sites_below;
pub(crate) use dates::NeededDateSources;

use chrono::{DateTime, SecondsFormat, Utc};
pub(crate) use ids::IdRule;
pub(crate) use learn::{Learned, PublishedDocumentAt, learn};
pub(crate) use pages::AddressesFrom;
pub(crate) use said::SiteInFeeds;
pub(crate) use withheld::ignored_keys;

use super::Edit;
use crate::feed::Url;
use crate::site::config::{BodyFrom, Config, Overrides};
use crate::site::generators::{GENERATORS, Generator, Unsupported, unsupported, usable};
use crate::site::pipeline;
use crate::site::rules::{Detected, Preset, Project};

/// The name of the configuration file.
pub(crate) const CONFIG: &str = "feedwright.toml";

/// Options from the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InitRequest<'w> {
    /// The URL of the site; overrides the generator's configuration.
    pub base_url: Option<&'w str>,
    /// The title of the site; overrides the generator's configuration.
    pub title: Option<&'w str>,
    /// What was learned from the published feeds of the site.
    pub learned: Option<&'w Learned>,
    /// What these feeds say about the site.
    pub said: Option<&'w SiteInFeeds>,
    /// Why the addresses of pages come from the built site, if they do.
    pub addresses: Option<AddressesFrom>,
    /// The sources of dates, if the usual ones do not suffice.
    pub dates: Option<&'w NeededDateSources>,
    /// Where the texts of articles come from.
    pub body_from: BodyFrom,
    /// Whether the pages of the built site are at hand, so that links to them can be checked.
    pub has_pages: bool,
    /// The address at which they are published, if that is known.
    pub against: Option<&'w str>,
    /// The date of the first article of a new site.
    pub now: DateTime<Utc>,
}

impl InitRequest<'_> {
    /// A request without options.
    #[must_use]
    pub(crate) fn at(now: DateTime<Utc>) -> InitRequest<'static> {
        let body_from = BodyFrom::default();
        InitRequest {
            base_url: None,
            title: None,
            learned: None,
            said: None,
            addresses: None,
            dates: None,
            body_from,
            has_pages: false,
            against: None,
            now,
        }
    }
}

/// The generator and settings detected in a folder, and the edits to be written.
#[derive(Debug)]
pub(crate) struct InitPlan {
    /// The site's generator, and the file that identified it.
    pub generator: Option<(&'static Generator, String)>,
    /// Other generators with files in the folder, and those files.
    pub others: Vec<(&'static str, String)>,
    /// The generator, if it is known by name only, and the file that identified it.
    pub unsupported: Option<(&'static Unsupported, &'static str)>,
    /// Whether the folder is empty, so that a small site is created.
    pub is_new: bool,
    /// Whether its articles are recordings, so that its feed is a podcast.
    pub is_show: bool,
    /// The settings of the site.
    pub preset: Preset,
    /// Why the addresses of pages come from the built site, if they do.
    pub addresses: Option<AddressesFrom>,
    /// The files to be created.
    pub edits: Vec<Edit>,
}

/// Determines the edits for a folder, whose articles are read to find out where their dates are.
#[must_use]
pub(crate) fn site(project: Project<'_>, request: InitRequest<'_>) -> InitPlan {
    let plan = detect(project, request);
    let Some(config) = configured(&plan, project) else { return plan };
    let dates = dates::needed(&config, request.now);
    let are_computed = plan.preset.computed_pages.is_some() || pages::are_computed(&config, request.now);
    let addresses = if are_computed {
        Some(AddressesFrom::Code)
    } else {
        other_zone(&plan, &config, project, request).map(AddressesFrom::OtherZone)
    };
    if dates.is_none() && addresses.is_none() {
        return plan;
    }
    detect(project, InitRequest { dates: dates.as_ref(), addresses, ..request })
}

/// The number of articles whose published addresses have another day or time than those of a plan, if there are any.
fn other_zone(
    plan: &InitPlan,
    config: &Config,
    project: Project<'_>,
    request: InitRequest<'_>,
) -> Option<usize> {
    plan.generator.as_ref()?;
    let addresses = Some(AddressesFrom::OtherZone(0));
    let built = configured(&detect(project, InitRequest { addresses, ..request }), project)?;
    let on_pages = pages::of_other_zone(config, &built, request.now);
    let in_feeds = request.learned.map_or(0, |learned| learned.of_other_zone);
    Some(on_pages.max(in_feeds)).filter(|count| *count > 0)
}

/// Determines the edits for a folder, from its configuration and the names of its files alone.
#[must_use]
pub(crate) fn detect(project: Project<'_>, request: InitRequest<'_>) -> InitPlan {
    let mut detected = detected(project);
    let generator = (!detected.is_empty()).then(|| detected.remove(0));
    let unsupported = unsupported(project).filter(|_| generator.is_none());
    // Generators share names of files: a file of the site's own says nothing of another.
    let is_own = |file: &String| generator.as_ref().is_some_and(|(_, own)| own == file);
    let others = detected.into_iter().filter(|(_, file)| !is_own(file));
    let others = others.map(|(generator, file)| (generator.title, file)).collect();
    let files = if generator.is_some() { Vec::new() } else { (project.list)("") };
    let is_new = generator.is_none() && plain::is_empty(&files);
    let is_show = plain::is_show(&files);
    let mut preset = match &generator {
        Some((generator, _)) => (generator.preset)(project),
        None if is_new => plain::starter(),
        None => plain::preset(&files),
    };
    // A generator's value that the user overrides is not validated.
    preset.base_url = preset.base_url.filter(|_| request.base_url.is_none());
    let mut preset = usable(preset, project);
    let given = |value: Option<&str>, option: &str| value.map(|value| Detected::new(value, option));
    preset.base_url = given(request.base_url, "--base-url").or(preset.base_url);
    preset.title = given(request.title, "--title").or(preset.title);
    let said = request.said.cloned().unwrap_or_default();
    preset.base_url = preset.base_url.or(said.base_url);
    preset.language = preset.language.or(said.language);
    let text = match &generator {
        Some((generator, file)) => config::of_generator(&preset, generator, file, request),
        None => config::of_site(&preset, request, is_show),
    };
    let file = |path: &str, text: String| Edit {
        file: project.root.join(path),
        before: None,
        after: text.into_bytes(),
    };
    let mut edits = vec![file(CONFIG, text)];
    if is_new {
        let date = request.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        edits.extend(plain::ARTICLES.iter().map(|(path, text)| file(path, text.replace(plain::DATE, &date))));
    }
    let addresses = request.addresses;
    InitPlan { generator, others, unsupported, is_new, is_show, preset, addresses, edits }
}

/// The generators with files in a folder, and these files.
fn detected(project: Project<'_>) -> Vec<(&'static Generator, String)> {
    // A file may be that of a generator which is based on a known one.
    let other = unsupported(project).map(|(_, file)| file);
    let known = |generator: &&'static Generator| {
        let file = (generator.detect)(project).filter(|file| other != Some(file.as_str()))?;
        Some((*generator, file))
    };
    GENERATORS.iter().filter_map(known).collect()
}

/// The address of a site, and the file that says that it is published there; none where that is not certain.
#[must_use]
pub(crate) fn published_at(project: Project<'_>, preset: &Preset) -> Option<Detected> {
    let address = &preset.base_url.as_ref()?.value;
    let url = Url::parse(address).ok().filter(|url| !url.is_local() && !url.is_example())?;
    Some(Detected::new(url.as_str(), &deployed::deployed_by(project)?))
}

/// The configuration of a plan for a site with articles.
fn configured(plan: &InitPlan, project: Project<'_>) -> Option<Config> {
    let text =
        plan.edits.first().filter(|_| !plan.is_new).map(|edit| String::from_utf8_lossy(&edit.after))?;
    // The address does not matter here, and a new configuration names no codes.
    let overrides = Overrides { base_url: Some("https://blog.invalid/".to_owned()), ..Overrides::default() };
    pipeline::configure(&project.root.join(CONFIG), &text, &overrides, &[]).0
}
