//! The program is killed at moments of chance: every document is whole, and either the old or the new one; the next build
//! completes the set.

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::builds::{Chance, Tree, build, difference, end, folder, seed, site, tree, whole};

const KILLS: usize = 500;
const SEED: u64 = 1;

/// So many kills must hit each of the two moments that matter.
const ENOUGH: usize = 10;

/// Signs of how far a build is: the first document is staged; the last old one has its second name, so that renames begin;
/// the last is renamed when its staged file goes.
const STAGING: &str = ".all.json.feedwright-new";
const RENAMING: &str = "tags/.t99.xml.feedwright-old";
const LAST: &str = "tags/.t99.xml.feedwright-new";

/// How long a build takes, and how long it stages and renames.
struct Pace {
    all: Duration,
    staging: Duration,
    renaming: Duration,
}

/// Where a kill hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hit {
    Before,
    Staging,
    Renaming,
    Clearing,
    After,
}

pub(crate) fn run() {
    let root = folder();
    let output = root.path().join("public");
    let mut sites = ["one", "other"].map(|words| {
        let folder = root.path().join(words);
        site(&folder, words);
        let all = whole(&folder, &output);
        (folder, all)
    });
    let pace = pace([&sites[0].0, &sites[1].0], &output);
    let seed = seed(SEED);
    let mut hits = [0; 5];
    let mut chance = Chance(seed);
    for round in 0..KILLS {
        let [(new, after), (_, before)] = &sites;
        let child = build(new, &output).spawn().unwrap();
        kill(child, &output, &pace, &mut chance);
        hits[hit(&tree(&output), before, after, round) as usize] += 1;
        let found = whole(new, &output);
        assert!(found == *after, "round {round}: not completed: {:?}", difference(&found, after));
        sites.reverse();
    }
    let [before, staging, renaming, clearing, after] = hits;
    println!("kill: {KILLS} kills (seed {seed}), every document whole, every set completed");
    println!(
        "kill: {before} before the first file, {staging} while staging, {renaming} between renames, {clearing} while clearing up, {after} after"
    );
    assert!(staging >= ENOUGH && renaming >= ENOUGH, "too few kills hit");
}

/// The least that staging and renaming are taken for: on a busy machine the signs are seen late, or not at all.
const LEAST: Duration = Duration::from_micros(500);

/// Lets builds go to their end, watches for the signs, and takes the middle of the times.
fn pace(sites: [&Path; 2], output: &Path) -> Pace {
    let mut times = [(); 3].map(|()| Vec::new());
    for site in sites.into_iter().cycle().take(10) {
        let mut child = build(site, output).spawn().unwrap();
        let start = Instant::now();
        let signs = [(STAGING, true), (RENAMING, true), (LAST, false)];
        let seen = signs
            .map(|(sign, there)| await_sign(&mut child, &output.join(sign), there).then(|| start.elapsed()));
        assert_eq!(end(child).0, Some(0));
        times[0].push(start.elapsed());
        times[1].extend(between(seen[0], seen[1]));
        times[2].extend(between(seen[1], seen[2]));
    }
    let middle = |mut times: Vec<Duration>| {
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default().max(LEAST)
    };
    let [all, staging, renaming] = times.map(middle);
    println!(
        "kill: a build takes {all:.1?}, of which it stages for {staging:.1?} and renames for {renaming:.1?}"
    );
    Pace { all, staging, renaming }
}

/// The time from one sign to the next, where both were seen.
fn between(from: Option<Duration>, to: Option<Duration>) -> Option<Duration> {
    to?.checked_sub(from?)
}

/// Looks without rest, since the moment is short, until the sign comes or goes, or the build ends. Whether it was seen.
fn await_sign(child: &mut Child, sign: &Path, there: bool) -> bool {
    let mut looks = 0_u32;
    while sign.exists() != there {
        looks += 1;
        if looks.is_multiple_of(16) && child.try_wait().unwrap().is_some() {
            return false;
        }
    }
    true
}

/// A third of the kills come at any time, a third while files are staged, a third when renames begin.
fn kill(mut child: Child, output: &Path, pace: &Pace, chance: &mut Chance) {
    let share = chance.share();
    let wait = match chance.next() % 3 {
        0 => pace.all.mul_f64(share),
        1 => {
            await_sign(&mut child, &output.join(STAGING), true);
            pace.staging.mul_f64(share)
        }
        _ => {
            await_sign(&mut child, &output.join(RENAMING), true);
            pace.renaming.mul_f64(share)
        }
    };
    let start = Instant::now();
    while start.elapsed() < wait {
        std::hint::spin_loop();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

/// Each document is the old one or the new one, and those of both sets are there.
fn hit(found: &Tree, before: &Tree, after: &Tree, round: usize) -> Hit {
    let is_leftover = |name: &str| name.ends_with(".feedwright-new") || name.ends_with(".feedwright-old");
    let leftovers = found.keys().any(|name| is_leftover(name));
    for (name, bytes) in found.iter().filter(|(name, _)| !is_leftover(name)) {
        let known = [before, after].iter().any(|set| set.get(name) == Some(bytes));
        assert!(known, "round {round}: {name} is neither the old one nor the new one: {} bytes", bytes.len());
    }
    for name in before.keys().filter(|name| after.contains_key(*name)) {
        assert!(found.contains_key(name), "round {round}: {name} is gone");
    }
    let is = |set: &Tree| found.iter().filter(|(name, _)| !is_leftover(name)).eq(set.iter());
    match (is(before), is(after), leftovers) {
        (true, _, false) => Hit::Before,
        (true, _, true) => Hit::Staging,
        (_, true, true) => Hit::Clearing,
        (_, true, false) => Hit::After,
        (false, false, _) => Hit::Renaming,
    }
}
