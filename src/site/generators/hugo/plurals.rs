//! An English word in, its plural out, with the rules of the library that Hugo uses (flect), some of which are no English.

use super::capitals::capitalized;

/// Words with a plural of their own, which count at the end of others, too, the later ones first.
const WORDS: &[(&str, &str)] = &[
    ("fish", "fish"),
    ("police", "police"),
    ("series", "series"),
    ("sheep", "sheep"),
    ("species", "species"),
    ("child", "children"),
    ("foot", "feet"),
    ("goose", "geese"),
    ("man", "men"),
    ("human", "humans"),
    ("mouse", "mice"),
    ("tooth", "teeth"),
    ("woman", "women"),
    ("person", "people"),
    ("bureau", "bureaus"),
    ("criterion", "criteria"),
    ("lexicon", "lexica"),
    ("phenomenon", "phenomena"),
    ("media", "media"),
    ("medium", "media"),
    ("stadium", "stadiums"),
    ("aquarium", "aquaria"),
    ("symposium", "symposia"),
    ("curriculum", "curriculums"),
    ("quota", "quotas"),
    ("focus", "foci"),
    ("locus", "loci"),
    ("nucleus", "nuclei"),
    ("radius", "radii"),
    ("syllabus", "syllabi"),
    ("corpus", "corpora"),
    ("genus", "genera"),
    ("apex", "apices"),
    ("codex", "codices"),
    ("index", "indices"),
    ("latex", "latices"),
    ("vertex", "vertices"),
    ("vortex", "vortices"),
    ("appendix", "appendices"),
    ("crisis", "crises"),
    ("oasis", "oases"),
    ("thesis", "theses"),
    ("base", "bases"),
    ("basis", "bases"),
    ("cause", "causes"),
    ("clause", "clauses"),
    ("house", "houses"),
    ("muse", "muses"),
    ("potato", "potatoes"),
    ("tomato", "tomatoes"),
    ("equipment", "equipment"),
    ("information", "information"),
    ("money", "money"),
    ("news", "news"),
    ("rice", "rice"),
    ("thief", "thieves"),
    ("move", "moves"),
    ("movie", "movies"),
    ("cookie", "cookies"),
    ("agenda", "agendas"),
    ("formula", "formulas"),
    ("shoe", "shoes"),
];

/// The ends of other words, the first one first.
const ENDS: &[(&str, &str)] = &[
    ("tive", "tives"),
    ("eaf", "eaves"),
    ("oaf", "oaves"),
    ("afe", "aves"),
    ("arf", "arves"),
    ("rf", "rves"),
    ("lf", "lves"),
    ("fe", "ves"),
    ("ay", "ays"),
    ("ey", "eys"),
    ("oy", "oys"),
    ("quy", "quies"),
    ("uy", "uys"),
    ("y", "ies"),
    ("eau", "eaux"),
    ("ium", "ia"),
    ("seum", "seums"),
    ("eum", "ea"),
    ("dum", "da"),
    ("imum", "ima"),
    ("trum", "tra"),
    ("atum", "ata"),
    ("trix", "trices"),
    ("gnosis", "gnoses"),
    ("opsis", "opses"),
    ("ysis", "yses"),
    ("ouse", "ouses"),
    ("us", "uses"),
    ("ch", "ches"),
    ("io", "ios"),
    ("sh", "shes"),
    ("ss", "sses"),
    ("iz", "izzes"),
    ("tz", "tzes"),
    ("zz", "zzes"),
    ("ano", "anos"),
    ("lo", "los"),
    ("to", "tos"),
    ("oo", "oos"),
    ("o", "oes"),
    ("x", "xes"),
    ("S", "Ses"),
];

/// The plural of a name, of which the last word counts. One that is in the plural stays as it is.
#[must_use]
pub(super) fn plural(name: &str) -> String {
    let mut marks = name.char_indices().rev().filter(|(_, c)| !c.is_alphanumeric());
    let (before, last) = name.split_at(marks.next().map_or(0, |(at, mark)| at + mark.len_utf8()));
    before.to_owned() + &plural_of_word(last)
}

fn plural_of_word(word: &str) -> String {
    let small = word.to_lowercase();
    if WORDS.iter().any(|(_, many)| small == *many) {
        return word.to_owned();
    }
    if let Some((_, many)) = WORDS.iter().find(|(one, _)| small == *one) {
        let has_capital = word.starts_with(char::is_uppercase);
        return if has_capital { capitalized(many) } else { (*many).to_owned() };
    }
    for (one, many) in WORDS.iter().rev().chain(ENDS) {
        if word.ends_with(many) {
            return word.to_owned();
        }
        if let Some(start) = word.strip_suffix(one) {
            return format!("{start}{many}");
        }
    }
    if word.ends_with('s') { word.to_owned() } else { format!("{word}s") }
}

#[cfg(test)]
mod tests {
    use super::plural;

    // The plurals are those of Hugo 0.168.
    #[test]
    fn words_have_the_plurals_of_hugo() {
        let plurals = [
            ("post", "posts"),
            ("Story", "Stories"),
            ("day", "days"),
            ("press-release", "press-releases"),
            ("press", "presses"),
            ("box", "boxes"),
            ("info", "infoes"),
            ("photo", "photos"),
            ("portfolio", "portfolios"),
            ("knife", "knives"),
            ("shelf", "shelves"),
            ("status", "statuses"),
            ("analysis", "analyses"),
            ("Index", "Indices"),
            ("matrix", "matrices"),
            ("MAN", "Men"),
            ("grown man", "grown men"),
            ("FAQ", "FAQs"),
            ("human", "humans"),
            ("Person", "People"),
            ("people", "people"),
            ("News", "News"),
            ("series", "series"),
            ("series2", "series2s"),
            ("IOS", "IOSes"),
            ("2024", "2024s"),
            ("日記", "日記s"),
        ];
        assert_eq!(plurals.map(|(one, _)| plural(one)), plurals.map(|(_, many)| many));
    }
}
