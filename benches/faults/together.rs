//! Two builds at once into one folder: what is published then is the set of one, never a mixture; and of one that is
//! killed nothing keeps the other waiting.

use std::time::{Duration, Instant};

use crate::builds::{Chance, build, difference, end, folder, seed, site, tree, whole};

const ROUNDS: usize = 100;
const SEED: u64 = 2;

pub(crate) fn run() {
    let root = folder();
    let sites = ["one", "other"].map(|words| {
        let folder = root.path().join(words);
        site(&folder, words);
        let alone = folder.join("alone");
        let start = Instant::now();
        let all = whole(&folder, &alone);
        (folder, all, start.elapsed())
    });
    let seed = seed(SEED);
    let mut chance = Chance(seed);
    let (mut waited, mut killed) = (0, 0);
    for round in 0..ROUNDS {
        // From nothing, and over what the round before has left.
        let output = root.path().join(format!("public{}", round / 2));
        let (first, second) = (&sites[round % 2], &sites[(round + 1) % 2]);
        let mut earlier = build(&first.0, &output).spawn().unwrap();
        pause(first.2.mul_f64(chance.share() / 2.0));
        let later = build(&second.0, &output).spawn().unwrap();
        if chance.next().is_multiple_of(3) {
            pause(first.2.mul_f64(chance.share()));
            killed += usize::from(earlier.try_wait().unwrap().is_none());
            let _ = earlier.kill();
        }
        let (was, _) = end(earlier);
        let (status, said) = end(later);
        assert_eq!(status, Some(0), "round {round}: {said}");
        waited += usize::from(said.contains("waiting for another build"));
        let found = tree(&output);
        let is_whole = found == second.1 || (was.is_some() && found == first.1);
        assert!(is_whole, "round {round}: a mixture: {:?}", difference(&found, &second.1));
    }
    println!(
        "together: {ROUNDS} rounds (seed {seed}), never a mixture; {waited} waited, {killed} of the first were killed"
    );
    assert!(waited >= ROUNDS / 10 && killed >= 5, "too few met");
}

fn pause(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}
