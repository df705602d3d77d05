//! A folder in, its sources out, sorted. Every file that Feedwright reads is read here. Its content is parsed by later
//! stages.

mod audio;
mod cover;
mod episode_texts;
#[cfg(feature = "git")]
pub(crate) mod git;
mod ignore_files;
mod ignored;
mod links;
mod listing;
mod marks;
mod media;
mod on_site;
pub(crate) mod output;
mod pages;
mod parallel;
mod paths;
mod patterns;
mod picture;
mod read;
mod refused;
mod site_pictures;
mod threads;
mod walk;
mod walk_error;

pub(crate) use audio::measure_recording;
pub(crate) use cover::{cover, trailers};
pub(crate) use ignored::{ignored, is_left_out};
pub(crate) use listing::names_below;
pub(crate) use marks::{Mark, marks};
pub(crate) use media::{EpisodeFiles, enclosures, episode, images, picture_in_text};
pub(crate) use on_site::{Roots, literal_path_on_site, named_literally, path_on_site};
pub(crate) use output::output;
pub(crate) use pages::{exists, has_pages, locations, page, pages, redirected};
pub(crate) use parallel::in_parallel;
pub(crate) use paths::{PathKind, canonical, is_link, leads_outside, path_kind};
pub(crate) use read::{
    FoundFeeds, article_bytes_below, body, bytes, bytes_below, changed, feeds, head, named, optional, size,
    size_below, text, text_below, text_up_to,
};
pub(crate) use site_pictures::site_pictures;
pub(crate) use walk::{Sources, names, sources};

use crate::diagnostic::codes;

codes! {
    AMBIGUOUS_METADATA "ambiguous-metadata" Error ".toml file beside several files that it could belong to" "";
    CHANGED_FILE "changed-file" Error "file that changed while it was read" "";
    EMPTY_MEDIA "empty-media" Error "empty enclosure" "RSS 2.0 <enclosure>"
        "Apps load a file once, and never again.";
    FILE_OUTSIDE_CONTENT "file-outside-content" Warning or Error "image or enclosure outside of the content folder" "";
    LARGE_IMAGE "large-image" Warning "image of more than 10 MB" ""
        "Readers download all of it, often over a mobile connection, and some give up.";
    LINK_LEAVES_CONTENT "link-leaves-content" Error "symbolic link that points outside of the content folder, or forms a loop" "";
    LONELY_METADATA "lonely-metadata" Info ".toml file without an article beside it" "";
    MISSING_COVER "missing-cover" Warning "podcast cover that is neither in the content folder nor in the output folder" "Apple Podcasts <itunes:image>"
        "Directories reject a show whose cover they cannot load. The build could not check its size and type, either.";
    MISSING_FILE "missing-file" Warning or Error "missing file" ""
        "It is an error if it is the file of an episode: podcast apps show nothing to play without its size.";
    NAME_NOT_UTF8 "name-not-utf8" Error "file whose name is not UTF-8" "RFC 3986 §2.5";
    NOT_UTF8 "not-utf8" Error "text that is not UTF-8" "RFC 3629";
    SHALLOW_CLONE "shallow-clone" Warning "shallow git clone, which lacks the dates when files were added" "";
    UNFIT_EPISODE_IMAGE "unfit-episode-image" Warning "episode image that directories do not show" "Apple Podcasts <itunes:image>"
        "Apple accepts only square images of 1400 to 3000 pixels, as JPEG or PNG in RGB colors. Apps show the cover of \
         the show instead.";
    UNFIT_SITE_IMAGE "unfit-site-image" Warning "logo or icon in a form that a format does not accept" "RSS 2.0 <image>; RFC 4287 §4.2.5, §4.2.8; JSON Feed 1.1 icon"
        "Readers distort or crop pictures of other sizes, and leave out pictures of other types.";
    UNMEASURED_ENCLOSURE "unmeasured-enclosure" Warning or Error "enclosure of unknown size" "RSS 2.0 <enclosure>"
        "In a podcast, it is an error: directories require the size, and apps show how much there is to download.";
    UNPLAYABLE_MEDIA "unplayable-media" Warning "enclosure that is damaged, or that does not match its extension" "RSS 2.0 <enclosure>"
        "Apps rely on the extension and type of a file, and stop playing where it is cut off.";
    UNREADABLE_EPISODE_TEXT "unreadable-episode-text" Warning "transcript or file of chapters that apps cannot read" "Podcasting 2.0 transcript, chapters"
        "Apps offer the transcript or the chapters, and then show nothing, or chapters that are in the wrong order.";
    UNREADABLE_FILE "unreadable-file" Error "unreadable file" "";
    UNREADABLE_REPOSITORY "unreadable-repository" Warning "unreadable git repository" "";
    UNUSABLE_COVER "unusable-cover" Error "podcast cover that directories reject" "Apple Podcasts <itunes:image>"
        "Apple accepts only square covers of 1400 to 3000 pixels, as JPEG or PNG in RGB colors, and rejects a show \
         with any other.";
    UNUSABLE_IMAGE "unusable-image" Warning "image that is empty or damaged, or that does not match its extension" "Media RSS <media:content>"
        "Readers rely on the extension and type of a file. They show a gap, or only the upper part of a truncated \
         image.";
    UNUSED_PATTERN "unused-pattern" Warning "pattern of `include` or `exclude` that matches no file" "";
    UNUSED_PICTURE "unused-picture" Info "picture in the tags of an episode that apps do not show" "Apple Podcasts <itunes:image>"
        "A build publishes the picture in the tags of a recording as the image of the episode, if directories accept \
         it: a square of 1400 to 3000 pixels, as JPEG or PNG in RGB colors, on the host of the site.";
    UNWRITTEN_CHAPTERS "unwritten-chapters" Info "chapters in the tags of an episode on another host" "Podcasting 2.0 chapters"
        "Apps load chapters from a file of JSON chapters. A build writes that file beside the episode, from the \
         chapters in the recording's tags. It cannot do so on another host.";
}
