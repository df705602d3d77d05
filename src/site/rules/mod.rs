//! A site's conventions as data and small functions: which files are articles, what their names and keys mean, where
//! their pages are, and what identifies them. They are Feedwright's own, or those of the site's generator, which
//! `generators` reads. The stages know nothing else of a generator.

mod computed;
mod date_from;
mod doubts;
mod draft_words;
mod excerpt;
mod folders;
mod keys;
mod name;
mod names;
mod ours;
mod parts;
mod preset;
mod reading;
mod release;
mod syntax;
mod term_pages;
mod truths;
mod withheld;

pub(crate) use computed::{ComputedKey, computed};
pub(crate) use date_from::{DateFrom, UpdatedFrom};
pub(crate) use doubts::{is_doubtful_file, is_doubtful_tag, is_doubtful_title};
pub(crate) use excerpt::{Excerpt, ExcerptMark};
pub(crate) use folders::{doubtful_folder, withholding_folder};
pub(crate) use keys::KeyRules;
pub(crate) use name::Name;
pub(crate) use names::{add_name, nameable_keys};
pub(crate) use parts::{PageAddress, PageLocation, PageParts};
pub(crate) use preset::{Detected, OwnFeed, Preset, PresetLanguage, Project};
pub(crate) use reading::{
    commas, drafted, image, is_drafted, language, negated, nothing, one, people, plain_markdown, same, truth,
    untagged, without_tags, words,
};
pub(crate) use release::{Release, Released};
pub(crate) use syntax::{Construct, ConstructKind, Mdx, Syntax};
pub(crate) use term_pages::TermPages;
pub(crate) use truths::said_truth;
pub(crate) use withheld::{Withheld, meant, misplaced, overridable_keys, withheld, withholding_keys};

use crate::feed::{Id, Language};
use crate::site::date::WrittenDate;
use crate::site::fields::Table;
use crate::site::file_name::{FileName, NameRules};
use crate::site::function::Function;
use crate::site::heads::Heads;
use crate::site::zone::Zone;

/// Tells whether the file at a path below the content folder is an article. The second argument tells whether another
/// file exists there.
pub(crate) type IsArticle = dyn Fn(&str, &dyn Fn(&str) -> bool) -> bool + Send + Sync;

/// Tells whether there may be articles in the folder at a path below the content folder, or in folders of it.
pub(crate) type MayHoldArticles = dyn Fn(&str) -> bool + Send + Sync;

/// The values of keys that an article at a path below the content folder, with a head, lacks: cascades, defaults, data of
/// folders and layouts.
pub(crate) type DefaultValues = dyn Fn(&str, Option<&Language>, &Table<'_>) -> Table<'static> + Send + Sync;

/// Tells something of an article: whether the site has a page of it, or whether a list has it.
pub(crate) type ArticlePredicate = dyn Fn(&PageParts<'_>) -> bool + Send + Sync;

/// The page of an article.
pub(crate) type PageOf = dyn Fn(&PageParts<'_>) -> PageLocation + Send + Sync;

/// The id of an article with the given page, if that is not the permalink.
pub(crate) type IdOf = dyn Fn(&PageParts<'_>, &PageAddress<'_>) -> Option<Id> + Send + Sync;

/// The part of a path that stands for a tag, category, section or author; empty if the site makes no feed of it.
pub(crate) type TermSlug = dyn Fn(&str) -> String + Send + Sync;

/// Reads the text of a date, and whether it is an unquoted YAML scalar.
pub(crate) type ReadDate = dyn Fn(&str, bool) -> Option<WrittenDate> + Send + Sync;

/// Tells whether the site's generator cannot read the text of a date.
pub(crate) type RefusesDate = dyn Fn(&str) -> bool + Send + Sync;

/// The time zone that a head, or its language, has.
pub(crate) type ZoneOf = dyn Fn(&Table<'_>, Option<&Language>) -> Option<Zone> + Send + Sync;

/// Makes the title of an article without one out of its name.
pub(crate) type TitleOf = dyn Fn(&FileName<'_>) -> String + Send + Sync;

/// Makes the title that feeds show out of the title of an article.
pub(crate) type ShownTitle = dyn Fn(&str) -> String + Send + Sync;

/// The key that the translations of an article share.
pub(crate) type TranslationOf = dyn Fn(&PageParts<'_>) -> Option<String> + Send + Sync;

/// The conventions of a site.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a convention of its own, and none excludes another"
)]
pub(crate) struct SiteRules {
    /// Which of the files are articles, besides what no site publishes; `None` for all.
    pub is_article: Option<Function<IsArticle>>,
    /// Which folders have articles in them; `None` for all.
    pub enters: Option<Function<MayHoldArticles>>,
    /// What the names of files mean.
    pub names: NameRules,
    /// Whether an article may have no head.
    pub head_is_optional: bool,
    /// How metadata is written into texts.
    pub heads: Heads,
    /// What the keys of heads mean.
    pub keys: KeyRules,
    /// Values for keys that a head lacks.
    pub values: Option<Function<DefaultValues>>,
    /// How dates are read.
    pub dates: DateRules,
    /// Which articles have pages of their own; `None` for all.
    pub is_built: Option<Function<ArticlePredicate>>,
    /// Which articles the code of the site leaves out; `None` for none.
    pub leaves_out: Option<Function<ArticlePredicate>>,
    /// Whether code of the site decides which articles have pages, so that those without one on the built site are left out.
    pub code_chooses_pages: bool,
    /// What feeds may ask of their articles, by the numbers that they have for it.
    pub conditions: Vec<Function<ArticlePredicate>>,
    /// The pages of articles; `None` for the pattern of the configuration.
    pub page: Option<Function<PageOf>>,
    /// Their ids; `None` for the policy of the configuration.
    pub id: Option<Function<IdOf>>,
    /// What translations of each other share; `None` for the path without its language.
    pub translation: Option<Function<TranslationOf>>,
    /// The title of an article without one; `None` if that is an error.
    pub default_title: Option<Function<TitleOf>>,
    /// How feeds show titles; `None` for as they are.
    pub shown_title: Option<Function<ShownTitle>>,
    /// The keys of heads that contain terms besides tags, categories and authors.
    pub taxonomies: Vec<String>,
    /// The parts of paths that stand for terms; `None` for Feedwright's own.
    pub term_slug: Option<Function<TermSlug>>,
    /// The pages of terms.
    pub term_pages: Vec<TermPages>,
    /// The paths of the feeds that the site's generator makes of lists of terms. Their entries are no articles, so it alone
    /// makes them.
    pub lists_of_terms: Vec<String>,
    /// Whether terms that differ only by case or the like are different ones.
    pub terms_are_exact: bool,
    /// The key of heads whose number decides about the order of articles before their dates do. Articles without one
    /// come last.
    pub weight: Option<&'static str>,
    /// The keys of heads that list tags whose feeds do not have the article, perhaps in a text with commas.
    pub unlisted_tags: &'static [&'static str],
    /// The keys of heads whose numbers decide about the order in feeds of terms: of tags, of categories, and of the
    /// other taxonomies.
    pub term_weights: Vec<String>,
    /// The key of heads that makes an article a translation, whatever its language is.
    pub translation_mark: Option<&'static str>,
    /// The beginnings of texts that stand for them.
    pub excerpt: Excerpt,
    /// The key of heads with the text at the end of an article's own excerpt.
    pub excerpt_key: Option<&'static str>,
    /// The template language of texts.
    pub syntax: Syntax,
    /// The order of articles with the same date.
    pub ties: Ties,
    /// The order of articles by their dates.
    pub order: Order,
    /// Whether articles are public before their date.
    pub shows_future: bool,
    /// The settings by which the site publishes what articles withhold.
    pub releases: Vec<Release>,
    /// Where paths in texts begin whose first character is a slash.
    pub paths_from: PathsFrom,
    /// What the links and pictures of texts mean, besides addresses and paths of files.
    pub links: LinkRules,
    /// Where the pictures are that heads name by relative paths.
    pub pictures: PicturesFrom,
    /// The date that decides about the order of lists.
    pub lists_by: ListedBy,
    /// The date that entries show.
    pub dated_by: ListedBy,
    /// What the links of entries have behind the addresses of pages.
    pub link_suffix: &'static str,
}

/// What links and pictures mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LinkRules {
    /// Whether a path may name an article without the end of its file: `../essays/lirang/`.
    pub name_articles: bool,
    /// The language whose pages have the files of a folder beside them. Pages in other languages refer to these.
    pub files_of: Option<String>,
}

/// How dates are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DateRules {
    /// Reads forms that Feedwright's own metadata may not have; `None` for those alone.
    pub read: Option<Function<ReadDate>>,
    /// The zone of dates without one in a head, if that is not the site's.
    pub zone: Option<Function<ZoneOf>>,
    /// The keys of dates that the site's generator reads.
    pub keys: &'static [&'static str],
    /// Whether it cannot read the text of one of them, so that it leaves out the article, and goes on; `None` if it stops
    /// the build.
    pub refuses: Option<Function<RefusesDate>>,
    /// What `date` may be instead of a date, in lower case.
    pub implied: &'static [(&'static str, ImpliedDate)],
    /// Whether permalinks contain the date in the site's time zone, rather than in its own.
    pub is_local: bool,
}

/// A date that is not written, since it stands in git or in the file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImpliedDate {
    /// That of the commit that added the file.
    Added,
    /// That of the last commit that changed it.
    Changed,
    /// A time that the file system has for it.
    OfFile,
}

/// The order of articles by their dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    NewestFirst,
    OldestFirst,
}

/// A date of articles, which decides about the order of lists, or which entries show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ListedBy {
    /// That of publication.
    #[default]
    Published,
    /// `date`, even of articles that show `publish`.
    Date,
    /// That of the last change, or else that of publication.
    Updated,
}

/// Where the pictures are that heads name by relative paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PicturesFrom {
    /// Beside the article, or at a path relative to its page.
    #[default]
    Page,
    /// In the folder of an `index` file. Other paths mean something to the site's theme alone.
    Bundle,
}

/// Where a path with a slash at its beginning begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PathsFrom {
    /// At the host, as in browsers.
    #[default]
    Host,
    /// At the site's address.
    Site,
}

/// The order of articles with the same date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ties {
    /// By id.
    #[default]
    Id,
    /// By the path of the file.
    Path,
    /// By the path of the file, the last one first.
    PathDescending,
    /// By the permalink.
    Permalink,
    /// By the permalink, the last one first.
    PermalinkDescending,
    /// By the title, or by the value of this key instead of it; then by the path of the file.
    Title(&'static str),
    /// Those in the site's own language first, then by what translations share, such as the slug.
    TranslationsLast,
}
