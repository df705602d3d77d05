//! Tests of `report`.

mod hostile;
mod repeats;
mod summary;

use std::rc::Rc;

use std::path::Path;

use feedwright::diagnostic::{Code, Diagnostic, Place, Position, Severity, Span};
use feedwright::report::{self, Lines, MessageFormat, Output, Results};
use feedwright::site::article::{LeftOut, Reason};
use feedwright::site::document::{Outcome, Published, Status, Summary};
use feedwright::site::files::Source;
use proptest::prelude::*;

static ERROR: Code = Code {
    name: "an-error",
    severity: Severity::Error,
    others: &[],
    summary: "s",
    spec: "RFC 4287 §4.2.6",
    explanation: "",
    example: None,
};
static OTHER_ERROR: Code = Code {
    name: "another-error",
    severity: Severity::Error,
    others: &[],
    summary: "s",
    spec: "",
    explanation: "",
    example: None,
};
static WARNING: Code = Code {
    name: "a-warning",
    severity: Severity::Warning,
    others: &[],
    summary: "s",
    spec: "",
    explanation: "",
    example: None,
};

fn at(line: u32, from: u32, to: u32) -> Place {
    let span = Span { start: Position { line, column: from }, end: Position { line, column: to } };
    Place::at(Path::new("content/a,b.md"), span)
}

fn outcome() -> Outcome {
    let diagnostics = vec![
        Diagnostic::new(&ERROR, "50% wrong:\nsee `x`").at(at(2, 9, 12)).help("write \"ü\""),
        Diagnostic::new(&WARNING, "somewhere").at(Place::file(Path::new("content/c.md"))),
        Diagnostic::new(&WARNING, "nowhere"),
    ];
    let source = Source::new(&Path::new("content").into(), "d.md".to_owned());
    let document =
        |path: &str, status, entries, bytes| Published { path: path.to_owned(), status, entries, bytes };
    Outcome {
        diagnostics,
        documents: vec![
            document("a.xml", Status::Created, 1, 999),
            document("b.xml", Status::Changed, 20, 41_250),
            document("c.xml", Status::Unchanged, 3, 5),
            document("d.xml", Status::Removed, 0, 0),
        ],
        left_out: vec![LeftOut { source, reason: Reason::Draft, identity: None }],
        summary: Summary {
            articles: 30,
            entries: 24,
            rendered: 20,
            created: 1,
            changed: 1,
            unchanged: 1,
            removed: 1,
            left_out: 1,
            errors: 0,
            warnings: 2,
        },
        output: "site/public".into(),
        ..Outcome::default()
    }
}

fn rendered(outcome: &Outcome, format: MessageFormat, color: bool, text: &str) -> (String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut load = |_: &Path| Some(Rc::new(text.to_owned()));
    let (mut lines, mut errors) = (Lines::new(&mut out), Lines::new(&mut err));
    let output = Output { format, color, out: &mut lines, err: &mut errors };
    report::findings(&outcome.diagnostics, output, &mut load).unwrap();
    report::results(outcome, Results::of(format), &mut lines).unwrap();
    drop((lines, errors));
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

const TEXT: &str = "+++\ntitle = wüx\n+++\n";

#[test]
fn people_see_the_line_and_what_to_type() {
    let (out, err) = rendered(&outcome(), MessageFormat::Human, false, TEXT);
    assert_eq!(
        err,
        "error[an-error]: 50% wrong:\\u{a}see `x`
 --> content/a,b.md:2:9
  |
2 | title = wüx
  |         ^^^
  |
  = help: write \"ü\"

warning[a-warning]: somewhere
--> content/c.md

warning[a-warning]: nowhere

"
    );
    assert_eq!(
        out,
        "created site/public/a.xml (1 entry, 999 B)
changed site/public/b.xml (20 entries, 41.2 kB)
removed site/public/d.xml
left out content/d.md (draft)
30 articles, 1 left out; 4 documents: 1 created, 1 changed, 1 unchanged, 1 removed; 2 warnings
"
    );
}

#[test]
fn a_dry_run_reports_the_changes() {
    let mut out = Vec::new();
    let outcome = Outcome { dry_run: true, ..outcome() };
    report::results(&outcome, Results::Lines, &mut Lines::new(&mut out)).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.starts_with("would create site/public/a.xml (1 entry, 999 B)\nwould change site/public/b.xml (20 entries, 41.2 kB)\nwould remove site/public/d.xml\n"), "{out}");
    assert!(out.contains("(dry run: nothing was written)"), "{out}");
}

#[test]
fn findings_have_color_only_on_request() {
    let colored = rendered(&outcome(), MessageFormat::Human, true, TEXT).1;
    assert!(colored.contains('\u{1B}'));
    assert!(!rendered(&outcome(), MessageFormat::Human, false, TEXT).1.contains('\u{1B}'));
}

#[test]
fn programs_get_one_object_a_line() {
    let (out, err) = rendered(&outcome(), MessageFormat::Json, false, TEXT);
    assert_eq!(err, "");
    assert_eq!(
        out,
        r#"{"kind":"diagnostic","code":"an-error","severity":"error","message":"50% wrong:\nsee `x`","file":"content/a,b.md","line":2,"column":9,"end_line":2,"end_column":12,"help":"write \"ü\"","spec":"RFC 4287 §4.2.6"}
{"kind":"diagnostic","code":"a-warning","severity":"warning","message":"somewhere","file":"content/c.md"}
{"kind":"diagnostic","code":"a-warning","severity":"warning","message":"nowhere"}
{"kind":"document","path":"a.xml","status":"created","entries":1,"bytes":999}
{"kind":"document","path":"b.xml","status":"changed","entries":20,"bytes":41250}
{"kind":"document","path":"c.xml","status":"unchanged","entries":3,"bytes":5}
{"kind":"document","path":"d.xml","status":"removed","entries":0,"bytes":0}
{"kind":"left-out","file":"content/d.md","reason":"draft"}
{"kind":"summary","articles":30,"entries":24,"rendered":20,"created":1,"changed":1,"unchanged":1,"removed":1,"left_out":1,"errors":0,"warnings":2}
"#
    );
}

#[test]
fn github_gets_annotations_escaped_as_its_toolkit_does() {
    let (out, _) = rendered(&outcome(), MessageFormat::Github, false, TEXT);
    let annotations: Vec<_> = out.lines().take(3).collect();
    assert_eq!(
        annotations,
        [
            "::error file=content/a%2Cb.md,line=2,endLine=2,col=9,endColumn=12,title=an-error::50%25 wrong:\\u{a}see `x`%0Ahelp: write \"ü\"",
            "::warning file=content/c.md,title=a-warning::somewhere",
            "::warning title=a-warning::nowhere"
        ]
    );
    assert!(out.contains("30 articles, 1 left out;"), "{out}");
}

#[test]
fn five_of_a_code_are_shown_and_the_rest_counted_but_programs_get_all() {
    let many: Vec<_> =
        (1..=9).map(|line| Diagnostic::new(&WARNING, format!("number {line}")).at(at(line, 1, 2))).collect();
    let outcome = Outcome { diagnostics: many, ..Outcome::default() };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, TEXT);
    assert_eq!(err.matches("warning[a-warning]").count(), 5);
    assert!(err.contains("number 5") && !err.contains("number 6"), "{err}");
    assert!(err.ends_with("… and 4 more `a-warning`; `--message-format json` shows all\n\n"), "{err}");
    let (out, _) = rendered(&outcome, MessageFormat::Github, false, TEXT);
    assert_eq!(out.matches("::warning ").count(), 5);
    assert!(out.contains("::notice title=a-warning::and 4 more\n"), "{out}");
    assert_eq!(rendered(&outcome, MessageFormat::Json, false, TEXT).0.matches("\"diagnostic\"").count(), 9);
}

#[test]
fn a_rare_code_does_not_hide_behind_a_frequent_one() {
    let many = (1..=12).map(|line| Diagnostic::new(&ERROR, format!("number {line}")).at(at(line, 1, 2)));
    let rare = Diagnostic::new(&OTHER_ERROR, "rare").at(at(13, 1, 2));
    let outcome = Outcome { diagnostics: many.chain([rare]).collect(), ..Outcome::default() };
    let (out, _) = rendered(&outcome, MessageFormat::Github, false, TEXT);
    let annotations: Vec<_> = out.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(annotations.len(), 13, "errors are never cut: {out}");
    assert!(annotations[0].ends_with("::number 1") && annotations[1].ends_with("::rare"), "{out}");
    assert!(annotations[12].ends_with("::number 12"), "{out}");
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, TEXT);
    assert_eq!(err.matches("error[an-error]").count(), 12);
}

#[test]
fn a_run_that_changed_nothing_and_one_that_failed_say_so() {
    let summary = |summary| Outcome { summary, ..Outcome::default() };
    let unchanged = summary(Summary { articles: 2, unchanged: 12, ..Summary::default() });
    assert_eq!(
        rendered(&unchanged, MessageFormat::Human, false, "").0,
        "2 articles, 0 left out; nothing to write: 12 documents unchanged\n"
    );
    let failed = summary(Summary { articles: 1, errors: 2, warnings: 1, ..Summary::default() });
    assert_eq!(
        rendered(&failed, MessageFormat::Human, false, "").0,
        "1 article, 0 left out; nothing was published; 2 errors, 1 warning\n"
    );
}

#[test]
fn a_very_long_line_is_shown_around_the_place_with_its_own_column() {
    let line = format!("{}HERE{}", "é".repeat(60_000), "x".repeat(60_000));
    let outcome = Outcome {
        diagnostics: vec![Diagnostic::new(&ERROR, "m").at(at(1, 60_001, 60_005))],
        ..Outcome::default()
    };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, &line);
    assert!(err.contains("content/a,b.md:1:60001\n"), "{err}");
    assert!(err.contains("éHERExx") && err.len() < 2_000, "{}", err.len());
}

#[test]
fn characters_that_control_a_terminal_are_made_visible() {
    let place = Place::at(
        Path::new("a\u{1B}[2J.md"),
        Span { start: Position { line: 1, column: 1 }, end: Position { line: 1, column: 2 } },
    );
    let finding = Diagnostic::new(&ERROR, "\u{1B}[31m \u{202E}").at(place).help("\u{7}\r");
    let outcome = Outcome { diagnostics: vec![finding], ..Outcome::default() };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, "\u{1B}]0;x\u{7}\u{202E}\n");
    assert!(!err.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202E}'), "{err:?}");
}

#[test]
fn a_source_line_keeps_the_columns_of_the_file() {
    let line = format!("{}HERE{}", "a".repeat(200), "z".repeat(200));
    let outcome =
        Outcome { diagnostics: vec![Diagnostic::new(&ERROR, "m").at(at(1, 201, 205))], ..Outcome::default() };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, &line);
    let printed: Vec<_> = err.lines().collect();
    assert_eq!(printed[1], " --> content/a,b.md:1:201");
    assert!(printed[3].starts_with("1 | ...aaa") && printed[3].ends_with("zzz..."), "{err}");
    assert_eq!(printed[3].find("HERE"), printed[4].find("^^^^"), "{err}");
    let outcome =
        Outcome { diagnostics: vec![Diagnostic::new(&ERROR, "m").at(at(1, 2, 4))], ..Outcome::default() };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, "\tab\tc\n");
    assert_eq!(err, "error[an-error]: m\n --> content/a,b.md:1:2\n  |\n1 |     ab    c\n  |     ^^\n\n");
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, "a\u{1B}\u{9B}\u{202E}b\n");
    assert_eq!(
        err,
        "error[an-error]: m\n --> content/a,b.md:1:2\n  |\n1 | a\u{241B}\u{FFFD}\u{FFFD}b\n  |  ^^\n\n"
    );
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, "\u{65B0}\u{805E}\u{793E}x\n");
    assert_eq!(
        err,
        "error[an-error]: m\n --> content/a,b.md:1:2\n  |\n1 | \u{65B0}\u{805E}\u{793E}x\n  |   ^^^^\n\n"
    );
}

#[test]
fn a_place_before_the_first_line_is_reported_without_its_line() {
    for (line, column) in [(0, 0), (1, 0), (0, 1), (u32::MAX, u32::MAX)] {
        let outcome = Outcome {
            diagnostics: vec![Diagnostic::new(&ERROR, "m").at(at(line, column, column))],
            ..Outcome::default()
        };
        let (_, err) = rendered(&outcome, MessageFormat::Human, false, TEXT);
        assert!(err.starts_with("error[an-error]: m\n"), "{err}");
    }
}

#[test]
fn characters_that_break_lines_are_made_visible() {
    let finding = Diagnostic::new(&ERROR, "a\u{2028}b\u{2029}c\u{85}d\u{61C}e");
    let outcome = Outcome { diagnostics: vec![finding], ..Outcome::default() };
    let (_, err) = rendered(&outcome, MessageFormat::Human, false, "");
    assert_eq!(err, "error[an-error]: a\\u{2028}b\\u{2029}c\\u{85}d\\u{61c}e\n\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_finding_can_be_reported(
        message in any::<String>(), help in any::<String>(), text in any::<String>(),
        file in any::<String>(), line in 1u32..5, end_line in 1u32..5, column in 1u32..30, end_column in 1u32..30,
    ) {
        let span = Span { start: Position { line, column }, end: Position { line: end_line.max(line), column: end_column } };
        let finding = Diagnostic::new(&ERROR, message).at(Place::at(Path::new(&file), span)).help(help);
        let outcome = Outcome { diagnostics: vec![finding], ..Outcome::default() };
        for format in [MessageFormat::Human, MessageFormat::Json, MessageFormat::Github] {
            let (out, _) = rendered(&outcome, format, false, &text);
            let lines = if format == MessageFormat::Human { 1 } else { 2 };
            prop_assert_eq!(out.split('\n').count(), lines + 1, "{}", out);
        }
    }
}
