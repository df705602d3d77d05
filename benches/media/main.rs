//! `cargo test --bench media`: what a build measures of audio and video files, beside what ffprobe says of the same ones,
//! and what it says of files that are cut off, empty, or something else than their names say; the chapters in their tags; and
//! how much it reads of a thousand large episodes, at first and again.
//!
//! The files are made by ffmpeg; without it (`.ci/media` installs it) the test says that it was skipped. The program is the
//! one that cargo built, or `FEEDWRIGHT_PROGRAM`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it measures, prints, and fails where something is amiss"
)]

#[path = "../program/mod.rs"]
mod program;

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use program::program;

/// A tone of a length that is no round number.
const SECONDS: &str = "63.4";

/// Files by name, and how ffmpeg encodes them.
const ENCODED: &[(&str, &[&str])] = &[
    ("constant.mp3", &["-b:a", "64k"]),
    ("constant-without-header.mp3", &["-b:a", "64k", "-write_xing", "0"]),
    ("variable.mp3", &["-q:a", "6"]),
    ("low-rate.mp3", &["-b:a", "32k", "-ar", "22050", "-ac", "1"]),
    ("without-tags.mp3", &["-b:a", "64k", "-id3v2_version", "0"]),
    ("tagged.mp3", &["-b:a", "64k", "-metadata", "title=Rain", "-id3v2_version", "3", "-write_id3v1", "1"]),
    ("audio.m4a", &["-c:a", "aac"]),
    ("book.m4b", &["-c:a", "aac", "-f", "mp4"]),
    ("header-first.m4a", &["-c:a", "aac", "-movflags", "+faststart"]),
    ("audio.mp4", &["-c:a", "aac"]),
    ("audio.mov", &["-c:a", "aac"]),
    ("vorbis.ogg", &["-c:a", "libvorbis"]),
    ("opus.opus", &["-c:a", "libopus"]),
    ("lossless.flac", &["-c:a", "flac"]),
    ("plain.wav", &["-c:a", "pcm_s16le"]),
];

/// Episodes that are large, and how large each is; and one that is larger than 32 bits can say.
const EPISODES: u64 = 1000;
const LARGE: u64 = 100_000_000;
const HUGE: u64 = 4 * 1024 * 1024 * 1024 + 1;

/// The most that may be read of each: its headers, its article, and a few blocks. A file that never gets to its last frame
/// is given up.
const READ_OF_EACH: u64 = 160 * 1024;
const READ_OF_ZEROS: u64 = 1200 * 1024;

fn main() {
    if Command::new("ffmpeg").arg("-version").output().is_err() {
        println!("media: skipped, since there is no ffmpeg; `.ci/media` installs it");
        return;
    }
    let root = tempfile::tempdir().unwrap();
    lengths(&root.path().join("lengths"));
    broken(&root.path().join("broken"));
    chapters(&root.path().join("chapters"));
    if cfg!(target_os = "linux") {
        large(&root.path().join("large"), (EPISODES, LARGE), true);
        large(&root.path().join("huge"), (1, HUGE), true);
        large(&root.path().join("zeros"), (10, LARGE), false);
    }
    println!("4 passed, 0 failed");
}

/// A site of one article for each file.
struct Site(PathBuf);

impl Site {
    fn new(root: &Path) -> Site {
        fs::create_dir_all(root.join("content")).unwrap();
        let settings = "[site]\nbase-url = \"https://radio.org/\"\ntitle = \"Radio\"\ntimezone = \"UTC\"\n[[feed]]\npath = \"feed.json\"\nformat = \"json\"\nlimit = \"all\"\n";
        fs::write(root.join("feedwright.toml"), settings).unwrap();
        Site(root.to_path_buf())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join("content").join(name)
    }

    fn article(&self, name: &str) {
        let text =
            format!("+++\ntitle = \"{name}\"\ndate = 2026-01-01\nenclosure = \"{name}\"\n+++\nWords.\n");
        fs::write(self.0.join("content").join(format!("{name}.md")), text).unwrap();
    }

    /// Builds the site, and returns its messages.
    fn build(&self) -> Vec<Value> {
        let output = program()
            .args(["build", "--message-format", "json", "--now", "2026-06-01T00:00:00Z"])
            .current_dir(&self.0)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// How many bytes a build reads.
    fn read_by_build(&self) -> u64 {
        let script =
            "\"$0\" build --message-format json --now 2026-06-01T00:00:00Z > /dev/null; cat /proc/$$/io";
        let output = Command::new("sh")
            .args(["-c", script])
            .arg(program().get_program())
            .current_dir(&self.0)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let read = text.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap();
        read.trim().parse().unwrap()
    }

    /// The attachment of the entry with a title.
    fn attachment(&self, title: &str) -> Value {
        let text = fs::read_to_string(self.0.join("public/feed.json")).unwrap();
        let feed: Value = serde_json::from_str(&text).unwrap();
        let items = feed["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["title"] == title).unwrap_or_else(|| panic!("no {title}"));
        item["attachments"][0].clone()
    }
}

/// Encodes a tone.
fn encode(file: &Path, arguments: &[&str]) {
    let source = format!("sine=frequency=440:duration={SECONDS}");
    let status = Command::new("ffmpeg")
        .args(["-loglevel", "error", "-y", "-f", "lavfi", "-i", &source])
        .args(arguments)
        .arg(file)
        .status()
        .unwrap();
    assert!(status.success(), "ffmpeg made no {}", file.display());
}

/// How long a file plays, as ffprobe says.
fn probed(file: &Path) -> f64 {
    let output = Command::new("ffprobe")
        .args(["-loglevel", "error", "-show_entries", "format=duration", "-of", "csv=p=0"])
        .arg(file)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// Each length is that which ffprobe says, to the second; each size that of the file.
fn lengths(root: &Path) {
    let site = Site::new(root);
    for (name, arguments) in ENCODED {
        encode(&site.file(name), arguments);
        site.article(name);
    }
    with_picture(&site);
    let found = site.build();
    let findings: Vec<_> = found.iter().filter(|line| line["kind"] == "diagnostic").collect();
    assert!(findings.iter().all(|finding| finding["severity"] == "info"), "{findings:#?}");
    for name in ENCODED.iter().map(|(name, _)| *name).chain(["pictured.mp3"]) {
        let attachment = site.attachment(name);
        assert_eq!(attachment["size_in_bytes"], fs::metadata(site.file(name)).unwrap().len(), "{name}");
        let (own, theirs) = (attachment["duration_in_seconds"].as_f64(), probed(&site.file(name)));
        println!("{name}: {own:?}, ffprobe {theirs:.2}");
        assert!(own.is_some_and(|own| (own - theirs).abs() <= 1.0), "{name}: {own:?}, ffprobe {theirs}");
    }
}

/// An MP3 with chapters and a large picture in its tags.
fn with_picture(site: &Site) {
    let (picture, chapters) = (site.0.join("picture.png"), site.0.join("chapters.txt"));
    let noise = ["-f", "lavfi", "-i", "nullsrc=s=1400x1400,geq=random(1)*255:128:128", "-frames:v", "1"];
    let made =
        Command::new("ffmpeg").args(["-loglevel", "error", "-y"]).args(noise).arg(&picture).status().unwrap();
    assert!(made.success());
    let text = ";FFMETADATA1\ntitle=Rain\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=30000\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=30000\nEND=63000\ntitle=Two\n";
    fs::write(&chapters, text).unwrap();
    let made = Command::new("ffmpeg")
        .args(["-loglevel", "error", "-y", "-i"])
        .arg(site.file("constant.mp3"))
        .arg("-i")
        .arg(&picture)
        .arg("-i")
        .arg(&chapters)
        .args(["-map", "0:a", "-map", "1:v", "-map_metadata", "2", "-c:a", "copy", "-c:v", "copy"])
        .args(["-id3v2_version", "3"])
        .arg(site.file("pictured.mp3"))
        .status()
        .unwrap();
    assert!(made.success());
    site.article("pictured.mp3");
}

/// What is cut off, empty, or something else is a finding, or has the right numbers all the same.
fn broken(root: &Path) {
    let site = Site::new(root);
    let mut expected = Vec::new();
    for (name, arguments) in ENCODED.iter().filter(|(name, _)| !name.contains('-')) {
        let whole = site.0.join(name);
        encode(&whole, arguments);
        let cut = format!("cut-{name}");
        let bytes = fs::read(&whole).unwrap();
        fs::write(site.file(&cut), bytes.get(..bytes.len() / 2).unwrap()).unwrap();
        site.article(&cut);
        expected.push((cut, "unplayable-media"));
    }
    fs::write(site.file("renamed.mp3"), fs::read(site.0.join("plain.wav")).unwrap()).unwrap();
    fs::write(site.file("page.mp3"), "<!DOCTYPE html><title>404</title>").unwrap();
    fs::write(site.file("zeros.m4a"), vec![0; 4096]).unwrap();
    for name in ["renamed.mp3", "page.mp3", "zeros.m4a"] {
        site.article(name);
        expected.push((name.to_owned(), "unplayable-media"));
    }
    fs::write(site.file("empty.mp3"), "").unwrap();
    site.article("empty.mp3");
    expected.push(("empty.mp3".to_owned(), "empty-media"));
    let found = site.build();
    let mut silent = Vec::new();
    for (name, code) in &expected {
        let is_said = found.iter().any(|finding| {
            finding["code"] == *code
                && finding["message"].as_str().unwrap_or_default().contains(name.as_str())
        });
        if !is_said {
            silent.push(name.as_str());
        }
    }
    println!("{} broken files, nothing said of {silent:?}", expected.len());
    assert!(silent.is_empty(), "nothing was said of {silent:?}");
}

/// The chapters in the tags of an MP3 with a large picture, and of an M4A, are published as ffprobe reads them.
fn chapters(root: &Path) {
    let site = Site::new(root);
    let show = "[[feed]]\npath = \"show.xml\"\nformat = \"rss\"\n[feed.podcast]\nimage = \"/cover.jpg\"\ncategories = [[\"Music\"]]\nexplicit = false\nguid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\"\n";
    let settings = fs::read_to_string(root.join("feedwright.toml")).unwrap();
    let settings = settings.replace("timezone", "description = \"Sounds\"\nlanguage = \"en\"\ntimezone");
    fs::write(root.join("feedwright.toml"), format!("{settings}{show}")).unwrap();
    encode(&site.file("constant.mp3"), &["-b:a", "64k"]);
    with_picture(&site);
    let made = Command::new("ffmpeg")
        .args(["-loglevel", "error", "-y", "-i"])
        .arg(site.file("pictured.mp3"))
        .args(["-map", "0:a", "-c:a", "aac"])
        .arg(site.file("chaptered.m4a"))
        .status()
        .unwrap();
    assert!(made.success());
    site.article("chaptered.m4a");
    // QuickTime has only a track of chapters.
    let made = Command::new("ffmpeg")
        .args(["-loglevel", "error", "-y", "-i"])
        .arg(site.file("pictured.mp3"))
        .args(["-map", "0:a", "-c:a", "aac"])
        .arg(site.file("quicktime.mov"))
        .status()
        .unwrap();
    assert!(made.success());
    site.article("quicktime.mov");
    let found = site.build();
    let is_error = |line: &&Value| line["severity"] == "error";
    assert!(!found.iter().any(|line| is_error(&line)), "{found:#?}");
    for (name, extension) in [("pictured", "mp3"), ("chaptered", "m4a"), ("quicktime", "mov")] {
        let file = root.join(format!("public/{name}.{extension}/{name}.chapters.json"));
        let text =
            fs::read_to_string(&file).unwrap_or_else(|problem| panic!("{}: {problem}", file.display()));
        let own: Value = serde_json::from_str(&text).unwrap();
        let own = own["chapters"].as_array().unwrap().iter();
        let own: Vec<_> = own.map(|one| (one["startTime"].as_f64().unwrap(), one["title"].clone())).collect();
        assert_eq!(own, probed_chapters(&site.file(&format!("{name}.{extension}"))), "{name}");
        println!("{name}.{extension}: {} chapters, as ffprobe reads them", own.len());
    }
}

/// Where chapters begin, and their titles, as ffprobe says.
fn probed_chapters(file: &Path) -> Vec<(f64, Value)> {
    let output = Command::new("ffprobe")
        .args(["-loglevel", "error", "-show_chapters", "-of", "json"])
        .arg(file)
        .output()
        .unwrap();
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    let start = |one: &Value| one["start_time"].as_str().unwrap().parse().unwrap();
    let chapters = read["chapters"].as_array().unwrap().iter();
    chapters.map(|one| (start(one), one["tags"]["title"].clone())).collect()
}

/// Large episodes are read only as far as their headers.
fn large(root: &Path, (count, size): (u64, u64), has_end: bool) {
    let site = Site::new(root);
    let whole = site.0.join("whole.mp3");
    encode(&whole, &["-b:a", "64k", "-write_xing", "0"]);
    let bytes = fs::read(&whole).unwrap();
    for number in 0..count {
        let name = format!("{number}.mp3");
        let mut file = File::create(site.file(&name)).unwrap();
        file.write_all(&bytes).unwrap();
        file.set_len(size).unwrap();
        if has_end {
            file.seek(SeekFrom::End(-i64::try_from(bytes.len()).unwrap())).unwrap();
            file.write_all(&bytes).unwrap();
        }
        site.article(&name);
    }
    // What did not change is measured again: a file may be replaced by one of the same size and time.
    for build in ["first", "second"] {
        let each = site.read_by_build() / count;
        println!("{count} episodes of {size} bytes, {build} build: {each} bytes read of each");
        assert!(each <= if has_end { READ_OF_EACH } else { READ_OF_ZEROS }, "{each} bytes were read of each");
    }
    assert_eq!(site.attachment("0.mp3")["size_in_bytes"], size);
}
