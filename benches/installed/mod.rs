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

/// The names on the command line, of what is to be tested; everything if there are none.
pub(crate) struct Wanted {
    pub(crate) names: Vec<String>,
}

impl Wanted {
    /// Those of this run.
    pub(crate) fn of_command_line() -> Wanted {
        Wanted { names: std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect() }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
    }
}
