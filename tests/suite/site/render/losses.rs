//! Tests of what Markdown loses, or shows otherwise than it was meant.

use feedwright::site::kind::FileKind;

use super::rendered;

/// The places and codes of the findings.
fn found(body: &str) -> Vec<String> {
    let (_, found) = rendered(FileKind::Markdown, "", body);
    let codes = ["dead-reference", "lost-cells", "unclosed-markup"];
    let found = found.iter().filter_map(|line| {
        let (code, rest) = line.strip_prefix("warning[")?.split_once("] news/a.x:")?;
        let (place, _) = rest.split_once(' ')?;
        codes.contains(&code).then(|| format!("{place} [{code}]"))
    });
    found.collect()
}

#[test]
fn cells_beyond_the_columns_of_a_table_are_reported_where_they_are() {
    let table = |row: &str| format!("Sea:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n{row}\n");
    assert_eq!(found(&table("| 1 | 2 | 3 |")), ["6:11 [lost-cells]"]);
    assert_eq!(found(&table("1 | 2 | 3 | 4")), ["6:9 [lost-cells]"]);
    assert_eq!(found(&table("| `a|b` | 2 |")), ["6:11 [lost-cells]"], "code is no protection");
    for row in ["| 1 |", "| 1 | 2", "| 1 | 2 | |", "| `a\\|b` | 2 |", "| $a|b|c$ | 2 |", ""] {
        assert_eq!(found(&table(row)), Vec::<String>::new(), "{row}");
    }
    assert_eq!(found("a | b | c\n\nnot a table | at all | either"), Vec::<String>::new());
}

#[test]
fn references_to_what_is_not_defined_are_reported_where_they_are() {
    assert_eq!(
        found("A [pier][gone] and *a [boat][lost]*."),
        ["1:3 [dead-reference]", "1:23 [dead-reference]"]
    );
    assert_eq!(found("Waves[^gone] and [^1]."), ["1:6 [dead-reference]", "1:18 [dead-reference]"]);
    assert_eq!(found("Waves [^gone] here[^a].\n\n[^a]: Yes."), ["1:7 [dead-reference]"]);
    for body in [
        "A [pier][p], [p][], [p] and ![pier][p].\n\n[p]: https://a.org/",
        "`[pier][gone]` and `x[^1]`\n\n    [pier][gone]\n",
        "grid[row][column] and [1][2] and \\[pier][gone]",
        "A class such as [^abc] of characters, and ([^x])",
        "[ ] open, [x] done, [sic] as said",
        "[[Pier][gone]](https://a.org/)",
        "Waves[^a].\n\n[^a]: Yes.",
    ] {
        assert_eq!(found(body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn code_that_is_never_closed_is_reported_where_it_begins() {
    assert_eq!(found("Sea\n\n```rust\nlet a = 1;\n\nThe *rest*."), ["3:1 [unclosed-markup]"]);
    assert_eq!(found("~~~~\na\n~~~\nb"), ["1:1 [unclosed-markup]"]);
    for body in ["```\na\n```", "```\na\n`````\nb", "> ```\n> a\n\nb", "- ```\n  a\n\nb", "```", "a ``` b"] {
        assert_eq!(found(body), Vec::<String>::new(), "{body}");
    }
    assert_eq!(found("<details><summary>More</summary>\n\nSea"), ["1:1 [unclosed-markup]"]);
    assert_eq!(found("<details>a <details>b</details>\n\nSea"), ["1:1 [unclosed-markup]"]);
    assert_eq!(found("<details>\n\nSea\n\n</details>\n\n<div>\n\nb"), Vec::<String>::new());
}
