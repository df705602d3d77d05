//! Symbolic links in the content folder that are followed in; where files lie that are found behind them, out. Links that lead
//! out of the folder are refused by `walk`.

use std::collections::BTreeMap;

use crate::site::file_name::join;
use crate::site::files::Source;

/// The links that are followed: the path of each, with that of its target, both below the content folder.
pub(super) type FollowedLinks = BTreeMap<String, String>;

/// A source that knows where its files lie, if it was found behind a link.
pub(super) fn resolved(source: Source, links: &FollowedLinks) -> Source {
    let targets = [Some(source.path.to_string()), source.sidecar_path()].into_iter().flatten();
    let targets: Vec<_> = targets.filter_map(|path| target(&path, links)).collect();
    if targets.is_empty() { source } else { source.behind_links(targets) }
}

/// Where the file at a path lies. The last link on the way to it decides: its target is without links.
fn target(path: &str, links: &FollowedLinks) -> Option<String> {
    let folders = path.rmatch_indices('/').map(|(slash, _)| path.split_at(slash));
    let mut ways = std::iter::once((path, "")).chain(folders);
    let (target, rest) = ways.find_map(|(link, rest)| Some((links.get(link)?, rest)))?;
    let rest = rest.trim_start_matches('/');
    Some(if rest.is_empty() { target.clone() } else { join(target, rest) })
}
