//! The limits: what it takes to read the first 4 KiB of every file of a folder, and to look at everything in it, with as
//! many threads as the pool has that they run in.

use std::fs::{self, DirEntry, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

const HEAD: usize = 4096;

/// Runs the limit of that name.
pub(crate) fn run(name: &str, threads: usize, folder: &Path) {
    let limit = match name {
        "heads" => heads,
        "walk" => walk,
        other => unreachable!("no limit is called {other}"),
    };
    ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| limit(folder));
}

/// Reads the first 4 KiB of every file.
fn heads(folder: &Path) {
    let files = Mutex::new(Vec::new());
    find(folder, &files);
    let files = files.into_inner().unwrap();
    let read: usize = files
        .par_iter()
        .map_init(|| vec![0; HEAD], |buffer, file: &PathBuf| File::open(file).unwrap().read(buffer).unwrap())
        .sum();
    assert!(read > 0);
}

fn find(folder: &Path, files: &Mutex<Vec<PathBuf>>) {
    let (folders, found): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(is_folder);
    files.lock().unwrap().extend(found.iter().map(DirEntry::path));
    folders.par_iter().for_each(|entry| find(&entry.path(), files));
}

/// Looks at every file and folder.
fn walk(folder: &Path) {
    let entries = entries(folder);
    let sizes: u64 = entries.iter().map(|entry| entry.metadata().unwrap().len()).sum();
    assert!(sizes > 0);
    entries.par_iter().filter(|entry| is_folder(entry)).for_each(|entry| walk(&entry.path()));
}

fn entries(folder: &Path) -> Vec<DirEntry> {
    fs::read_dir(folder).unwrap().map(Result::unwrap).collect()
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().unwrap().is_dir()
}
