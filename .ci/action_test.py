"""`python3 .ci/action_test.py PROGRAM RELEASES VERSION`: what action.yml does in jobs. RELEASES is a folder with a release."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

from action import Run

PROGRAM, RELEASES, VERSION = sys.argv[1:4]
ARTICLE = '+++\ntitle = "Bread"\ndate = 2026-04-01T18:30:00+03:00\n+++\nFlour, water, salt.\n'


class Job(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.write("blog/feedwright.toml", '[site]\nbase-url = "https://blog.ruiz.dev/"\n')
        self.write("blog/content/bread.md", ARTICLE)

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def run_action(self, environment=(), pull_request="", **inputs):
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        defaults = {"program": PROGRAM, "working-directory": "blog", "summary": "false"}
        return Run(defaults | inputs, self.folder, environment, pull_request)

    def test_a_build_names_the_documents_that_it_changed(self):
        for arguments in ("--dry-run", ""):
            run = self.run_action(arguments=arguments)
            self.assertEqual(run.status, 0, run.text)
            self.assertEqual(json.loads(run.outputs["changed"]), ["public/atom.xml", "public/feed.json", "public/feed.xml"])
        self.assertEqual(run.path, f"{Path(PROGRAM).parent}\n")
        self.assertEqual(json.loads(self.run_action().outputs["changed"]), [])

    def test_a_mistake_is_an_annotation_and_fails_the_job(self):
        self.write("blog/content/cake.md", '+++\ntitle = "Cake\n+++\n')
        run = self.run_action()
        self.assertEqual(run.status, 1, run.text)
        self.assertIn("::error file=blog/content/cake.md,line=2,", run.text)
        self.assertEqual(run.outputs["changed"], "[]")

    def test_arguments_are_words_and_nothing_runs_in_them(self):
        run = self.run_action(arguments="--output 'my \"feeds\" $(touch here)'\n--deny warnings")
        self.assertEqual(run.status, 0, run.text)
        self.assertTrue((self.folder / 'blog/my "feeds" $(touch here)/feed.xml').is_file())
        self.assertFalse((self.folder / "blog/here").exists())
        unclosed = self.run_action(arguments="--output 'my feeds")
        self.assertEqual((unclosed.status, "quote" in unclosed.text), (2, True), unclosed.text)

    def test_feeds_are_checked(self):
        feed = self.write("blog/public/feed.xml", "<rss version='2.0'><channel><title>Bread</title></channel></rss>")
        run = self.run_action(command="check", arguments="public/feed.xml")
        self.assertEqual(run.status, 1, run.text)
        self.assertIn("::error file=blog/public/feed.xml,", run.text)
        feed.unlink()
        self.assertEqual(self.run_action(command="check", arguments="public").status, 2)

    def test_other_commands_are_refused(self):
        run = self.run_action(command="adopt")
        self.assertEqual(run.status, 2)
        self.assertIn("`command` is `build`, `check` or `list`", run.text)

    def test_the_summary_of_a_build_is_that_of_the_job_and_a_comment(self):
        # Stands for a program with `--summary`, and for GitHub.
        program = self.write("bin/feedwright", SUMMARIZES.replace("PROGRAM", PROGRAM))
        gh = self.write("bin/gh", 'echo "$@" >> "$GITHUB_WORKSPACE/asked"; case "$*" in *--paginate*) echo 7 ;; esac\n')
        for file in (program, gh):
            file.write_text("#!/bin/sh\n" + file.read_text())
            file.chmod(0o755)
        environment = {"PATH": f"{program.parent}:/usr/bin:/bin"}
        run = self.run_action(environment, "12", program=str(program), summary="true", comment="true")
        self.assertEqual(run.status, 0, run.text)
        self.assertEqual(run.summary, "## 1 new entry\n")
        listed, changed = (self.folder / "asked").read_text().splitlines()
        self.assertIn("repos/ana/blog/issues/12/comments", listed)
        self.assertIn("--method PATCH repos/ana/blog/issues/comments/7 --field body=@", changed)
        elsewhere = self.run_action(environment, "", program=str(program), summary="true", comment="true")
        self.assertEqual((elsewhere.status, elsewhere.summary), (0, "## 1 new entry\n"))

    def test_a_program_without_summaries_builds_without_one(self):
        program = self.write("bin/feedwright", NO_SUMMARY.replace("PROGRAM", PROGRAM))
        program.chmod(0o755)
        run = self.run_action(program=str(program), summary="true")
        self.assertEqual((run.status, run.summary), (0, ""), run.text)

    def test_the_program_comes_out_of_a_release(self):
        environment = {"FEEDWRIGHT_RELEASES": f"file://{RELEASES}"}
        run = self.run_action(environment, program="")
        self.assertEqual(run.status, 0, run.text)
        self.assertIn(f"feedwright {VERSION}", run.text)
        missing = self.run_action(environment, program="", version="v9.9.9")
        self.assertEqual(missing.status, 2)
        self.assertIn("::error title=feedwright::the release 9.9.9 has no feedwright-v9.9.9-", missing.text)

    def test_an_archive_with_another_checksum_is_not_unpacked(self):
        for file in Path(RELEASES, f"v{VERSION}").iterdir():
            copy = self.folder / f"v{VERSION}" / file.name
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(file.read_bytes() + (b"\n" if file.suffix == ".gz" else b""))
        run = self.run_action({"FEEDWRIGHT_RELEASES": f"file://{self.folder}"}, program="")
        self.assertEqual(run.status, 2, run.text)
        self.assertIn("the checksum of feedwright-", run.text)

    def test_a_program_that_is_not_there_is_an_error(self):
        run = self.run_action(program="bin/feedwright")
        self.assertEqual(run.status, 2)
        self.assertIn("`program` is bin/feedwright, which is no program", run.text)


SUMMARIZES = """\
[ "$2" != --help ] || exec echo --summary
[ "$1" != build ] || {
    while [ "$1" != --summary ]; do set -- "$@" "$1"; shift; done
    printf '## 1 new entry\\n' > "$2"
    shift 2
}
exec "PROGRAM" "$@"
"""

NO_SUMMARY = """\
#!/bin/sh
case "$*" in *--help*) exec echo usage ;; *--summary*) exit 2 ;; esac
exec "PROGRAM" "$@"
"""

if __name__ == "__main__":
    unittest.main(argv=["action"])
