//! What the tests with programs of others share: the folder that these are installed in, and what is to be tested.

use std::path::PathBuf;

/// The folder that a variable of the environment names, into which a script installs programs; `None`, which is printed,
/// if nothing is to be tested.
pub(crate) fn folder(variable: &str, script: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    if named.is_none() {
        println!("skipped: {variable} does not name the folder that `{script}` installs into");
    }
    named.map(|folder| std::path::absolute(folder).unwrap())
}

/// The names on the command line; all if there are none.
pub(crate) fn wanted() -> Vec<String> {
    std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect()
}
