//! A show of many large episodes, whose files every build measures again: a file may be replaced by one of the same size
//! and time.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;

use crate::Figure;
use crate::measure::{Measured, best, run};
use crate::program::program;

const EPISODES: u32 = 1_000;
const SIZE: u64 = 100_000_000;

const SETTINGS: &str = "[site]\nbase-url = \"https://kampung.example/\"\ntitle = \"Kampung\"\nlanguage = \"id\"\n\
    timezone = \"UTC\"\n[[feed]]\npath = \"show.xml\"\nformat = \"rss\"\nlimit = \"all\"\n[feed.podcast]\n\
    image = \"https://kampung.example/cover.jpg\"\ncategories = [\"News\"]\nexplicit = false\n\
    guid = \"9b024349-ccf0-5f69-a609-6b82873eab3c\"\n";

/// What measuring costs a build in which nothing has changed, beside the same show whose articles say the sizes and whose
/// files are elsewhere.
pub(crate) fn again(_: usize) -> Vec<Figure> {
    let (local, remote) = (show(true), show(false));
    let (local, remote) = (local.path(), remote.path());
    build(local);
    build(remote);
    let [measured, told] = best([&|| build(local), &|| build(remote)]);
    println!("episodes: measured {:.3} s, not measured {:.3} s", measured.seconds, told.seconds);
    let milliseconds = (measured.seconds - told.seconds) * 1000.0;
    let mut figures = vec![("milliseconds more for 1,000 episodes of 100 MB", milliseconds, 1_000.0)];
    if cfg!(target_os = "linux") {
        figures.push(("KiB read of each", read_of_each(local), 160.0));
    }
    figures
}

fn arguments() -> [&'static str; 5] {
    ["build", "--message-format", "json", "--now", "2026-06-01T00:00:00Z"]
}

fn build(folder: &Path) -> Measured {
    run(program().args(arguments()).current_dir(folder))
}

/// What a build reads, by what the system counts for its shell and all that it has run.
fn read_of_each(folder: &Path) -> f64 {
    let script = "\"$0\" \"$@\" > /dev/null; cat /proc/$$/io";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(program().get_program()).args(arguments());
    let text = String::from_utf8(command.current_dir(folder).output().unwrap().stdout).unwrap();
    let read = text.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap();
    read.trim().parse::<f64>().unwrap() / f64::from(EPISODES) / 1024.0
}

/// A show of episodes with files beside their articles, or elsewhere.
fn show(is_local: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(folder.path().join("feedwright.toml"), SETTINGS).unwrap();
    for number in 0..EPISODES {
        let file = if is_local {
            recording(&content.join(format!("{number}.mp3")));
            format!("\"{number}.mp3\"")
        } else {
            format!("{{ src = \"https://cdn.example/{number}.mp3\", bytes = {SIZE}, duration = 20 }}")
        };
        let day = number % 28 + 1;
        let head = format!("title = \"Episode {number}\"\ndate = 2026-04-{day:02}\nenclosure = {file}\n");
        fs::write(content.join(format!("{number}.md")), format!("+++\n{head}+++\nWords.\n")).unwrap();
    }
    folder
}

/// An MP3 with sound only at its beginning and at its end. The rest takes no room on the disk.
fn recording(path: &Path) {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0x64];
    frame.resize(417, 0);
    let sound = frame.repeat(400);
    let mut file = File::create(path).unwrap();
    file.write_all(&sound).unwrap();
    file.set_len(SIZE).unwrap();
    file.seek(SeekFrom::End(-i64::try_from(sound.len()).unwrap())).unwrap();
    file.write_all(&sound).unwrap();
}
