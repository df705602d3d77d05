//! Tests of writing edits: completely or not at all, and never over concurrent changes.

use std::fs;

use feedwright::authoring::{self, Edit};

fn edit(file: std::path::PathBuf, before: Option<&str>, after: &str) -> Edit {
    Edit { file, before: before.map(|text| text.as_bytes().to_vec()), after: after.as_bytes().to_vec() }
}

#[test]
fn a_new_file_is_made_with_its_folders_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a/b/c.md");
    authoring::write(folder.path(), &[edit(file.clone(), None, "one")]).unwrap();
    let error = authoring::write(folder.path(), &[edit(file.clone(), None, "two")]).unwrap_err();
    assert!(error.to_string().contains("c.md`"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "one");
}

#[test]
fn a_file_that_changed_since_it_was_read_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "somebody else's").unwrap();
    let error =
        authoring::write(folder.path(), &[edit(file.clone(), Some("mine"), "mine, edited")]).unwrap_err();
    assert!(error.to_string().contains("it changed after it was read"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "somebody else's");
    authoring::write(folder.path(), &[edit(file.clone(), Some("somebody else's"), "edited")]).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "edited");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
    fs::write(&file, "a").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", &link).unwrap();
    authoring::write(folder.path(), &[edit(link.clone(), Some("a"), "b")]).unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "b");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}
