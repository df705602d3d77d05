//! A name on the command line in, what kind of input it is out.

/// The name of standard input in findings.
pub(crate) const STDIN: &str = "<stdin>";

/// Whether a name is a URL rather than a path.
pub(crate) fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}
