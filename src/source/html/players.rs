//! The address of a frame in, that of the page which shows the same out: some sites have players for frames, and pages for
//! people.

/// The beginnings of the addresses of players, and of the pages of what they play.
const PLAYERS: &[(&str, &str)] = &[
    ("https://www.youtube.com/embed/", "https://www.youtube.com/watch?v="),
    ("https://www.youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="),
    ("https://player.vimeo.com/video/", "https://vimeo.com/"),
];

/// The page that shows what a frame shows.
#[must_use]
pub(crate) fn page_of(source: &str) -> String {
    let page = PLAYERS.iter().find_map(|(player, page)| {
        let id =
            source.strip_prefix(player)?.split(['?', '/', '#', '&']).next().filter(|id| !id.is_empty())?;
        // A list has no page of that form.
        (id != "videoseries").then(|| format!("{page}{id}"))
    });
    page.unwrap_or_else(|| source.to_owned())
}
