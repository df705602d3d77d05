//! Two paths of a site in, the shortest reference from one to the other out.

/// The reference that leads from the document at a path to another path (RFC 3986 §4.2).
pub(super) fn path(from: &str, to: &str) -> String {
    let from = from.split(['?', '#']).next().unwrap_or_default();
    let folders = from.rsplit_once('/').map_or("", |(folders, _)| folders).split('/');
    let (to_folders, name) = to.rsplit_once('/').unwrap_or(("", to));
    let shared = folders.clone().zip(to_folders.split('/')).take_while(|(one, other)| one == other).count();
    let up = "../".repeat(folders.count() - shared);
    let down: Vec<_> = to_folders.split('/').skip(shared).chain([name]).collect();
    let down = down.join("/");
    // A first part with a colon would be a scheme, and none at all the document itself.
    let is_name = down.split('/').next().is_some_and(|first| !first.is_empty() && !first.contains(':'));
    if up.is_empty() && !is_name { format!("./{down}") } else { up + &down }
}
