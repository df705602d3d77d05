//! Articles in, the ordered entries of each feed out. The time comes in as `now` and decides only which
//! articles are public.

mod archives;
mod article;
mod categories;
mod copies;
mod doubtful;
mod duplicates;
mod entry;
mod fan_out;
mod feed;
mod originals;
mod public;
mod released;
mod section;
mod show;
mod terms;

pub(crate) use archives::Archive;
pub(crate) use article::indexed;
pub(crate) use categories::Categories;
pub(crate) use copies::copies;
pub(crate) use doubtful::{doubtful_files, doubtful_folders};
pub(crate) use duplicates::{Duplicate, duplicates, is_duplicate};
pub(crate) use entry::{Translations, entry, translations};
pub(crate) use fan_out::{Selection, selections};
pub(crate) use feed::feed;
pub(crate) use public::{drafts, in_order, public, undated};
pub(crate) use released::released;
pub(crate) use show::{counted, unpinned};
pub(crate) use terms::Terms;

use crate::diagnostic::codes;

codes! {
    AMBIGUOUS_TERM "ambiguous-term" Error "two terms with the same path" "";
    COPIED_ARTICLE "copied-article" Warning "article with the title and the text of another one" ""
        "A copy in another file is an entry of its own, with another id and page: subscribers read the same text twice.";
    DOUBTFUL_FILE "doubtful-file" Warning "public article in a file whose name may say that it is not" ""
        "On a site without a generator, a name such as `draft-rain.md`, `rain.draft.md` or `rain (copy).md` may mean that \
         the text is a draft, or a copy that a program made. Nothing is withheld because of it. A name that begins with a \
         word of the title, such as `draft-beer.md` for \"Draft beer\", is not reported.";
    DOUBTFUL_FOLDER "doubtful-folder" Warning "public articles in a folder whose name may say that they are not" ""
        "On a site without a generator, a folder with a name such as `drafts` or `private` withholds its articles. A \
         name such as `draft-posts` or `my drafts` may mean the same, or something else: nothing is withheld because \
         of it.";
    DRAFT_IN_FEED "draft-in-feed" Warning "draft in a feed with a public URL" ""
        "`--drafts` is for previews. Whatever is published there has no local URL, so the drafts would reach subscribers, \
         whose readers keep them even if the next build leaves them out.";
    DUPLICATE_ID "duplicate-id" Error "two articles with the same id: readers would show only one of them" "RFC 4287 §4.2.6";
    DUPLICATE_PATH "duplicate-output-path" Error "two feeds with the same path" "";
    DUPLICATE_PERMALINK "duplicate-permalink" Error "two articles with the same page" "";
    DUPLICATE_TRANSLATION "duplicate-translation" Warning "two articles declared as the same article in the same language" "";
    EMPTY_FEED "empty-feed" Warning "feed without articles, which is not written" "";
    FORGOTTEN_DATE "forgotten-date" Warning "file without a date among files with one" "";
    NAMELESS_TERM "nameless-term" Error "term that cannot become a file name" "";
    OVERSIZED_DOCUMENT "oversized-document" Warning "document with more bytes than `max-bytes` allows, although all its entries are summaries" ""
        "Some readers and services reject large feeds. Entries become summaries, the oldest first, but none is left \
         out: `limit`, and with archives also `archive`, decides how many there are.";
    PUBLISHED_BY_SETTING "published-by-setting" Warning "generator setting that publishes withheld articles" ""
        "Generators have settings for authors who look at unfinished articles on their own machine: they show drafts, or \
         articles with a date in the future. In the configuration of a published site, they make these articles public.";
    SHORTENED_DOCUMENT "shortened-document" Info "document in which entries are summaries, so that it has no more bytes than `max-bytes` allows" "";
    UNPINNED_PODCAST "unpinned-podcast" Info "podcast whose guid changes when its feed moves" "Podcasting 2.0 guid"
        "The guid is made once, from the first URL of the feed, and stays when the show moves to another host. Apps \
         and directories identify the show by it.";
}
