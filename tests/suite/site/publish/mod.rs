//! Tests of `publish`.

mod lock;
mod kill;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use feedwright::diagnostic::Diagnostic;
use feedwright::error::Error;
use feedwright::root::Root;
use feedwright::site::document::{Document, Status};
use feedwright::site::publish::commit::Step;
use feedwright::site::publish::{self, PublishPlan};
use feedwright::site::scan;

use crate::suite::support::{files, lines};

fn document(path: &str, text: &str) -> Document {
    Document { path: path.to_owned(), bytes: text.as_bytes().to_vec(), entries: 1 }
}

fn plan(output: &Path, documents: &[(&str, &str)], stale: &[&str]) -> PublishPlan {
    let documents = documents.iter().map(|(path, text)| document(path, text)).collect();
    let stale = stale.iter().map(|path| (*path).to_owned()).collect();
    let (plan, found) = plan_with_findings(output, documents, stale);
    assert_eq!(lines(&found), Vec::<String>::new());
    plan
}

fn plan_with_findings(
    output: &Path,
    documents: Vec<Document>,
    stale: Vec<String>,
) -> (PublishPlan, Vec<Diagnostic>) {
    let output = Root::open_optional(output).unwrap();
    let existing = scan::output(&output, documents.iter().map(|document| document.path.as_str()), false);
    publish::plan(&output, documents, stale, existing.hidden).unwrap()
}

fn commit(plan: &PublishPlan) -> Result<(), Error> {
    publish::commit(plan, &nothing_deferred)
}

fn commit_watched(
    plan: &PublishPlan,
    watch: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<(), Error> {
    publish::commit::commit_watched(plan, &nothing_deferred, watch)
}

fn nothing_deferred(path: &str) -> Result<Vec<u8>, Error> {
    panic!("{path} is not deferred")
}

fn statuses(plan: &PublishPlan) -> Vec<(String, Status)> {
    plan.published().into_iter().map(|published| (published.path, published.status)).collect()
}

/// Every file below a folder, hidden ones too: path, content, mode.
fn snapshot(root: &Path) -> BTreeMap<String, (String, u32)> {
    let mut seen = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let metadata = fs::metadata(&path).unwrap();
            if metadata.is_dir() {
                seen.insert(format!("{name}/"), (String::new(), 0));
                folders.push(path);
            } else {
                seen.insert(name, (fs::read_to_string(&path).unwrap(), mode(&metadata)));
            }
        }
    }
    seen
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o7777
}

#[cfg(not(unix))]
fn mode(_: &fs::Metadata) -> u32 {
    0
}

const OLD: &[(&str, &str)] =
    &[("a.xml", "old a"), ("b/b.xml", "old b"), ("gone.xml", "old gone"), ("same.xml", "same")];
const NEW: &[(&str, &str)] =
    &[("a.xml", "new a, longer"), ("b/b.xml", "new b"), ("c/d/c.xml", "new c"), ("same.xml", "same")];

/// An output folder with old documents, one of which has a mode of its own.
fn published() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), OLD);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(root.path().join("a.xml"), fs::Permissions::from_mode(0o640)).unwrap();
    }
    root
}

#[test]
fn a_plan_lists_the_change_of_each_document() {
    let root = published();
    let plan = plan(root.path(), NEW, &["gone.xml"]);
    let expected = [
        ("a.xml", Status::Changed),
        ("b/b.xml", Status::Changed),
        ("c/d/c.xml", Status::Created),
        ("gone.xml", Status::Removed),
        ("same.xml", Status::Unchanged),
    ];
    assert_eq!(statuses(&plan), expected.map(|(path, status)| (path.to_owned(), status)));
    assert_eq!(snapshot(root.path()), snapshot(published().path()), "planning touches nothing");
}

#[test]
fn committing_changes_the_folder_as_planned() {
    let root = published();
    commit(&plan(root.path(), NEW, &["gone.xml"])).unwrap();
    let seen = snapshot(root.path());
    let names: Vec<_> = seen.keys().map(String::as_str).collect();
    assert_eq!(names, ["a.xml", "b/", "b/b.xml", "c/", "c/d/", "c/d/c.xml", "same.xml"]);
    for (path, text) in NEW {
        assert_eq!(seen[*path].0, *text);
    }
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_a_new_one_has_that_of_any_new_file() {
    let root = published();
    fs::write(root.path().join("any"), "").unwrap();
    let usual = snapshot(root.path())["any"].1;
    fs::remove_file(root.path().join("any")).unwrap();
    commit(&plan(root.path(), NEW, &[])).unwrap();
    let seen = snapshot(root.path());
    assert_eq!((seen["a.xml"].1, seen["c/d/c.xml"].1), (0o640, usual));
}

#[test]
fn bytes_that_would_not_change_are_not_written() {
    let root = published();
    let before = fs::metadata(root.path().join("same.xml")).unwrap().modified().unwrap();
    let mut steps = 0;
    let unchanged = plan(root.path(), OLD, &[]);
    commit_watched(&unchanged, &mut |_| {
        steps += 1;
        Ok(())
    })
    .unwrap();
    assert_eq!(steps, 0, "nothing to do");
    assert_eq!(fs::metadata(root.path().join("same.xml")).unwrap().modified().unwrap(), before);
}

#[test]
fn an_empty_plan_makes_no_folder() {
    let root = tempfile::tempdir().unwrap();
    commit(&plan(&root.path().join("public"), &[], &[])).unwrap();
    assert!(!root.path().join("public").exists());
}

/// Steps after the last rename only clean up: everything is published by then.
fn is_cleaning(step: Step<'_>) -> bool {
    matches!(step, Step::RemoveBackup(_) | Step::SyncFolder(_))
}

#[test]
fn a_failure_at_any_step_leaves_everything_as_it_was() {
    let mut at = 0;
    loop {
        let root = published();
        let before = snapshot(root.path());
        let plan = plan(root.path(), NEW, &["gone.xml"]);
        let (mut count, mut cleaning) = (0, false);
        let done = commit_watched(&plan, &mut |step| {
            count += 1;
            cleaning |= is_cleaning(step) && count == at + 1;
            if count == at + 1 { Err(io::Error::other("the disk is full")) } else { Ok(()) }
        });
        if count <= at {
            assert!(at > 15, "only {at} steps");
            return;
        }
        if cleaning {
            assert!(done.is_ok(), "step {at}");
        } else {
            let error = done.unwrap_err().to_string();
            assert!(error.contains("the disk is full"), "{error}");
            assert_eq!(snapshot(root.path()), before, "step {at}");
        }
        commit(&self::plan(root.path(), NEW, still_there(root.path()))).unwrap();
        assert!(snapshot(root.path()).keys().all(|name| !name.contains("feedwright")), "step {at}");
        at += 1;
    }
}

/// The files that are still to be removed.
fn still_there(root: &Path) -> &'static [&'static str] {
    if root.join("gone.xml").exists() { &["gone.xml"] } else { &[] }
}

#[test]
fn leftovers_of_an_interrupted_run_are_cleared_and_nothing_else() {
    let root = published();
    files(
        root.path(),
        &[
            (".a.xml.feedwright-new", "half"),
            ("b/.x.xml.feedwright-old", "kept"),
            ("elsewhere/.y.xml.feedwright-new", "of a run that made other documents"),
            (".git/.z.xml.feedwright-new", "somebody else's"),
            (".feedwright", "mine"),
            ("a.feedwright-new", "mine"),
        ],
    );
    commit(&plan(root.path(), OLD, &[])).unwrap();
    let seen = snapshot(root.path());
    let names: Vec<_> = seen.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            ".feedwright",
            ".git/",
            ".git/.z.xml.feedwright-new",
            "a.feedwright-new",
            "a.xml",
            "b/",
            "b/b.xml",
            "elsewhere/",
            "gone.xml",
            "same.xml"
        ]
    );
}

#[test]
fn a_leftover_that_somebody_else_removes_meanwhile_stops_nothing() {
    let root = published();
    files(root.path(), &[(".a.xml.feedwright-new", "half")]);
    let plan = plan(root.path(), NEW, &[]);
    fs::remove_file(root.path().join(".a.xml.feedwright-new")).unwrap();
    commit(&plan).unwrap();
    assert_eq!(snapshot(root.path())["a.xml"].0, "new a, longer");
}

#[test]
fn leftovers_in_a_hidden_folder_are_cleared_where_a_document_is_in_it() {
    let root = tempfile::tempdir().unwrap();
    let leftover = ".b.xml.feedwright-new";
    let paths = [".a/b", ".a", ".a/c", "d/.e"].map(|folder| format!("{folder}/{leftover}"));
    files(root.path(), &paths.each_ref().map(|path| (path.as_str(), "half")));
    commit(&plan(root.path(), &[(".a/b/c.xml", "new")], &[])).unwrap();
    let seen: Vec<_> = snapshot(root.path()).into_keys().filter(|name| name.ends_with("-new")).collect();
    assert_eq!(seen, [format!("d/.e/{leftover}")]);
}

#[track_caller]
fn refused(output: &Path, documents: &[&str], expected: &[&str]) {
    let documents = documents.iter().map(|path| document(path, "x")).collect();
    let (_, found) = plan_with_findings(output, documents, Vec::new());
    let prefix = format!("{}/", output.display());
    let findings: Vec<_> = lines(&found).iter().map(|line| line.replace(&prefix, "")).collect();
    assert_eq!(findings, expected);
}

#[test]
fn a_path_that_leaves_the_output_folder_is_refused() {
    let root = tempfile::tempdir().unwrap();
    for path in ["../a.xml", "/etc/a.xml", "a/../../b.xml", "", "./a.xml"] {
        let expected = format!(
            "error[path-escapes] `{path}` leaves the output folder | write a path below the output folder"
        );
        refused(root.path(), &[path], &[&expected]);
    }
}

#[test]
fn documents_with_conflicting_paths_are_rejected() {
    let root = tempfile::tempdir().unwrap();
    let help = "change the `path` of one of the feeds";
    refused(
        root.path(),
        &["a", "a/b"],
        &[&format!("error[path-conflict] `a/b` conflicts with `a` | {help}")],
    );
    let expected = format!(
        "error[path-conflict] `feeds/index.html` conflicts with `feeds` | {help}, or `companion` under [output]"
    );
    refused(root.path(), &["feeds", "feeds/index.html"], &[&expected]);
    let documents = vec![document("A.xml", ""), document("a.xml", "")];
    let (_, found) = plan_with_findings(root.path(), documents, Vec::new());
    assert!(!found.is_empty());
}

#[test]
fn a_folder_at_the_path_of_a_document_is_reported() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("a.xml/x", ""), ("b", "a file")]);
    let help = "move it away, or change the `path` of the feed";
    refused(
        root.path(),
        &["a.xml", "b/c.xml"],
        &[
            &format!(
                "error[obstructed-path] a.xml `a.xml` is a folder, but a document belongs there | {help}"
            ),
            &format!("error[obstructed-path] b `b` is not a folder, but a document belongs in it | {help}"),
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_output_folder_is_refused() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public/in/x", ""), ("elsewhere/feed.xml", "precious")]);
    let public = root.path().join("public");
    symlink("../elsewhere", public.join("out")).unwrap();
    symlink("in", public.join("within")).unwrap();
    symlink("../elsewhere/feed.xml", public.join("feed.xml")).unwrap();
    let (help, remove) = ("replace it with a folder", "remove the link; the document takes its place");
    refused(
        &public,
        &["feed.xml", "out/a.xml", "within/a.xml"],
        &[
            &format!(
                "error[path-escapes] feed.xml the symbolic link `feed.xml` points outside of the output folder | {remove}"
            ),
            &format!(
                "error[path-escapes] out the symbolic link `out` points outside of the output folder | {help}"
            ),
        ],
    );
}

/// Replaces a folder with a link to `outside` at each step in turn. Nothing is written or removed there in any
/// case.
#[cfg(unix)]
fn swapped_at_each_step(folder: &str) {
    use std::os::unix::fs::symlink;
    for at in 0.. {
        let root = tempfile::tempdir().unwrap();
        let public = root.path().join("public");
        files(&public, OLD);
        files(&public, &[("c/d/.x.xml.feedwright-new", "left")]);
        let outside = root.path().join("outside");
        files(&outside, OLD);
        files(
            &outside,
            &[("b.xml", "precious"), ("d/.x.xml.feedwright-new", "precious"), ("d/c.xml", "precious")],
        );
        let before = snapshot(&outside);
        let plan = plan(&public, NEW, &["gone.xml"]);
        let mut count = 0;
        let done = commit_watched(&plan, &mut |_| {
            if count == at {
                let folder = if folder.is_empty() { public.clone() } else { public.join(folder) };
                fs::rename(&folder, root.path().join("aside")).unwrap();
                symlink(&outside, &folder).unwrap();
            }
            count += 1;
            Ok(())
        });
        assert_eq!(snapshot(&outside), before, "step {at}: {done:?}");
        if count <= at {
            assert!(at > 15, "only {at} steps");
            return;
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_swapped_for_a_link_while_documents_are_published_is_not_followed() {
    swapped_at_each_step("b");
    swapped_at_each_step("c");
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_swapped_for_a_link_while_documents_are_published_is_not_followed() {
    swapped_at_each_step("");
}

#[test]
fn names_as_long_as_the_file_system_takes_are_published() {
    let root = tempfile::tempdir().unwrap();
    let name = format!("{}.xml", "é".repeat(125));
    commit(&plan(root.path(), &[(&name, "1")], &[])).unwrap();
    commit(&plan(root.path(), &[(&name, "2")], &[])).unwrap();
    let seen = snapshot(root.path());
    assert_eq!((seen.len(), seen[&name].0.as_str()), (1, "2"));
}

#[cfg(target_os = "linux")]
#[test]
fn two_documents_that_are_two_files_already_conflict_with_nothing() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("tags/Boats.xml", "a"), ("tags/boats.xml", "b"), ("tags/Sea.xml", "c")]);
    refused(root.path(), &["tags/Boats.xml", "tags/boats.xml"], &[]);
    let help = "change the `path` of one of the feeds";
    let expected = format!("error[path-conflict] `tags/sea.xml` conflicts with `tags/Sea.xml` | {help}");
    refused(root.path(), &["tags/Sea.xml", "tags/sea.xml"], &[&expected]);
}

#[test]
fn two_documents_that_are_one_file_somewhere_are_refused() {
    let root = tempfile::tempdir().unwrap();
    for (one, other) in [
        ("a.xml", "A.XML"),
        ("stra\u{DF}e.xml", "STRASSE.xml"),
        ("caf\u{E9}.xml", "cafe\u{301}.xml"),
        ("Tags/a.xml", "tags/a.xml"),
    ] {
        let shown = |name: &str| name.replace('\u{E9}', "\\u{e9}").replace('\u{301}', "\\u{301}");
        let (first, second) = (shown(one), shown(other));
        let findings = format!(
            "error[path-conflict] `{second}` conflicts with `{first}` | change the `path` of one of the feeds"
        );
        refused(root.path(), &[one, other], &[&findings]);
    }
}

#[test]
fn a_path_has_one_spelling() {
    let root = tempfile::tempdir().unwrap();
    for path in ["a//b.xml", "a/./b.xml", "a.xml/", "a/../b.xml", ".", ".."] {
        let expected = format!(
            "error[path-escapes] `{path}` leaves the output folder | write a path below the output folder"
        );
        refused(root.path(), &[path], &[&expected]);
    }
}

#[cfg(unix)]
#[test]
fn a_foreign_file_with_a_temporary_name_is_neither_followed_nor_removed() {
    use std::os::unix::fs::symlink;
    for mark in ["old", "new"] {
        let root = published();
        files(root.path(), &[("precious", "precious")]);
        symlink("../precious", root.path().join(format!("b/.b.xml.feedwright-{mark}"))).unwrap();
        let before = snapshot(root.path());
        let error = commit(&plan(root.path(), NEW, &["gone.xml"])).unwrap_err();
        assert!(error.path().ends_with(format!("b/.b.xml.feedwright-{mark}")), "{error}");
        assert_eq!(snapshot(root.path()), before);
        let link = root.path().join(format!("b/.b.xml.feedwright-{mark}"));
        assert!(fs::symlink_metadata(link).unwrap().is_symlink());
    }
}

#[cfg(unix)]
#[test]
fn the_new_bytes_of_a_private_file_are_never_readable_by_others() {
    use std::os::unix::fs::PermissionsExt;
    let root = published();
    fs::set_permissions(root.path().join("a.xml"), fs::Permissions::from_mode(0o600)).unwrap();
    let mut looked = false;
    commit_watched(&plan(root.path(), NEW, &[]), &mut |step| {
        if let Step::Write(file) = step
            && file.ends_with(".a.xml.feedwright-new")
        {
            let metadata = fs::metadata(file)?;
            assert_eq!((metadata.len(), mode(&metadata)), (0, 0o600));
            looked = true;
        }
        Ok(())
    })
    .unwrap();
    assert!(looked);
}

#[test]
fn a_stale_document_that_is_gone_or_made_again_is_not_removed() {
    let root = published();
    let plan = plan(root.path(), &[("a.xml", "new a")], &["a.xml", "nowhere.xml"]);
    assert_eq!(statuses(&plan), [("a.xml".to_owned(), Status::Changed)]);
}

#[test]
fn an_obstacle_after_planning_stops_the_run_and_is_kept() {
    let root = published();
    let plan = plan(root.path(), NEW, &["gone.xml"]);
    files(root.path(), &[("c", "in the way")]);
    let before = snapshot(root.path());
    assert!(commit(&plan).unwrap_err().path().ends_with("c"));
    assert_eq!(snapshot(root.path()), before);
}

#[test]
fn a_document_that_is_named_like_a_leftover_stays() {
    let root = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        commit(&plan(root.path(), &[(".x.feedwright-new", "a document")], &[])).unwrap();
        assert_eq!(snapshot(root.path())[".x.feedwright-new"].0, "a document");
    }
}

#[test]
fn every_folder_that_changed_is_synced_and_no_other() {
    let root = published();
    files(root.path(), &[("still/same.xml", "same")]);
    let documents = [NEW, &[("still/same.xml", "same")]].concat();
    let mut synced = Vec::new();
    commit_watched(&plan(root.path(), &documents, &[]), &mut |step| {
        if let Step::SyncFolder(folder) = step {
            synced.push(folder.strip_prefix(root.path()).unwrap().to_str().unwrap().to_owned());
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(synced, ["", "b", "c", "c/d"]);
}

#[test]
fn every_new_file_is_synced_before_the_first_old_one_is_touched_however_many_there_are() {
    let root = published();
    let names: Vec<_> = (0..150).map(|at| format!("many/{at}.xml")).collect();
    let mut documents = NEW.to_vec();
    documents.extend(names.iter().map(|name| (name.as_str(), "new")));
    let (mut synced, mut touched) = (Vec::new(), 0);
    commit_watched(&plan(root.path(), &documents, &["gone.xml"]), &mut |step| {
        match step {
            Step::Sync(file) => {
                assert_eq!(touched, 0, "{file:?}");
                assert!(fs::metadata(file)?.len() > 0, "{file:?} is written");
                synced.push(file.to_path_buf());
            }
            Step::Backup(_) | Step::Rename(_) => touched += 1,
            Step::Clear(_)
            | Step::Folder(_)
            | Step::Stage(_)
            | Step::Write(_)
            | Step::RemoveBackup(_)
            | Step::SyncFolder(_) => {}
        }
        Ok(())
    })
    .unwrap();
    synced.sort();
    synced.dedup();
    // All but the one that did not change.
    assert_eq!(synced.len(), documents.len() - 1);
}

#[test]
fn a_long_document_is_compared_to_its_last_byte() {
    let root = tempfile::tempdir().unwrap();
    for length in [65_535, 65_536, 65_537, 200_000] {
        let (text, shorter) = ("x".repeat(length), "x".repeat(length - 1));
        files(root.path(), &[("a.xml", &text)]);
        let status = |text: &str| statuses(&plan(root.path(), &[("a.xml", text)], &[]))[0].1;
        assert_eq!(status(&text), Status::Unchanged, "{length}");
        assert_eq!(status(&format!("{shorter}y")), Status::Changed, "{length}");
        assert_eq!(status(&shorter), Status::Changed, "{length}");
        assert_eq!(status(&format!("{text}x")), Status::Changed, "{length}");
    }
}
