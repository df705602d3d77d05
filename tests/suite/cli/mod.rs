//! The command line, case by case: each `.toml` is a command, run in a copy of its `.in` folder; what it leaves there is
//! compared with `.out`. `TRYCMD=overwrite` writes them anew; then read them.

mod git;

#[test]
fn every_command_line_does_what_its_case_says() {
    trycmd::TestCases::new().env("SOURCE_DATE_EPOCH", "1780000000").case("tests/suite/cli/*.toml").run();
}
