//! The limit: finding all files of a folder, and reading the first 4 KiB of each, with as many threads as there are.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

const HEAD: usize = 4096;

pub(crate) fn read(folder: &Path) {
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
    let entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    let (folders, found): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.file_type().unwrap().is_dir());
    files.lock().unwrap().extend(found.iter().map(|entry| entry.path()));
    folders.par_iter().for_each(|entry| find(&entry.path(), files));
}
