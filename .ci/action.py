"""A job of GitHub Actions with the one step `uses: ./`, as far as it runs here: `run` reads action.yml, fills in its
expressions, and runs its steps with the files that GitHub would give them."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


class Run:
    """What the step did: its status, what it printed, its outputs, and the files of GitHub."""

    def __init__(self, inputs, folder, environment=(), pull_request=""):
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        unknown = set(inputs) - set(action["inputs"])
        assert not unknown, f"action.yml has no input {unknown}"
        self.inputs = {name: value["default"] for name, value in action["inputs"].items()} | inputs
        self.github = {"token": "secret", "event.pull_request.number": pull_request}
        self.steps, self.text, self.path, self.summary, self.status = {}, "", "", "", 0
        with tempfile.TemporaryDirectory() as temporary:
            self.temporary = Path(temporary)
            for step in action["runs"]["steps"]:
                self.status = self.step(step, folder, dict(environment))
                if self.status:
                    break
        self.outputs = {name: self.fill(output["value"]) for name, output in action["outputs"].items()}

    def step(self, step, folder, environment):
        files = {name: self.temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("")
        assert "${{" not in step["run"], "an input is a part of a script"
        script = self.temporary / "script.sh"
        script.write_text(step["run"])
        given = {name: self.fill(value) for name, value in step["env"].items()}
        github = {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_REPOSITORY": "ana/blog",
            "GITHUB_WORKSPACE": str(folder),
            "RUNNER_TEMP": str(self.temporary),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=Path(folder) / self.fill(step.get("working-directory", ".")),
            env=os.environ | environment | github | {name: str(file) for name, file in files.items()} | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.text += done.stdout
        self.path += files["GITHUB_PATH"].read_text()
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        self.steps[step["id"]] = dict(line.split("=", 1) for line in lines)
        return done.returncode

    def fill(self, text):
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: self.value(match[1]), text)

    def value(self, expression):
        context, _, name = expression.partition(".")
        if context == "steps":
            step, _, output = name.split(".")
            return self.steps.get(step, {}).get(output, "")
        return {"inputs": self.inputs, "github": self.github}[context][name]
