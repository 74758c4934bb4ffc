"""A workflow of GitHub, run here: its `run:` steps by bash in a clone, its actions by what they do to the files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_LOOKUP_RE = re.compile(r"(?<!['\w.])[a-z]+(?:\.[\w-]+)+")
_EXPRESSION_RE = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
# Writes each call of it, an argument a string, and the draft's notes at the time of the
# call.
GH_STUB = """#!/usr/bin/env python3
import json, os, sys
with open(os.environ["GH_CALLS"], "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
"""
REMOTE_ENV = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


def git(folder: Path, *words: str) -> str:
    """What git says, in a folder; the machine's own settings of git count for nothing."""
    who = [
        "-c",
        "user.name=Learner",
        "-c",
        "user.email=learner@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    run = subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        env={**os.environ, **REMOTE_ENV},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@dataclass
class Workflow:
    """A workflow file and the repository that it runs for."""

    origin: Path
    tmp: Path
    path: str
    event: str = "push"
    branch: str = "main"
    runs: int = 0
    log: list[str] = field(default_factory=list)
    skipped_steps: frozenset[str] = frozenset()

    def run(self) -> dict[str, str]:
        """Run all jobs as GitHub does for an event; the outputs of the job build, and whether there was a publish."""
        self.runs += 1
        checkout = self._clone("build")
        jobs = yaml.safe_load((checkout / self.path).read_text("utf-8"))["jobs"]
        github = {
            "github.event_name": self.event,
            "github.ref": f"refs/heads/{self.branch}",
            "github.ref_name": self.branch,
            "github.repository": "example/notes",
            "github.token": "no-token",
            "github.event.repository.default_branch": "main",
        }
        done = self._job(jobs["build"], checkout, github)
        outputs = {
            name: _fill(value, done)
            for name, value in jobs["build"]["outputs"].items()
        }
        needs = {
            f"needs.build.outputs.{name}": value
            for name, value in outputs.items()
        }
        published = _holds(jobs["publish"]["if"], {**github, **needs})
        if published:
            self._job(
                jobs["publish"], self._clone("publish"), {**github, **needs}
            )
        return {**outputs, "published": str(published).lower()}

    def _clone(self, job: str) -> Path:
        folder = self.tmp / f"{job}-{self.runs}"
        git(
            self.tmp,
            "clone",
            "--quiet",
            "--branch",
            self.branch,
            str(self.origin),
            str(folder),
        )
        return folder

    def _job(
        self, job: Mapping[str, Any], folder: Path, context: dict[str, str]
    ) -> dict[str, str]:
        """Run a job's steps in order; what it knows at the end."""
        for step in job["steps"]:
            if (
                not _holds(step.get("if", ""), context)
                or step.get("name") in self.skipped_steps
            ):
                continue
            if "uses" in step:
                self._use(step, folder)
            else:
                env = {**job.get("env", {}), **step.get("env", {})}
                filled = {
                    name: _fill(value, context) for name, value in env.items()
                }
                for name, value in self._script(
                    step["run"], folder, filled
                ).items():
                    context[f"steps.{step['id']}.outputs.{name}"] = value
        return context

    def _use(self, step: Mapping[str, Any], folder: Path) -> None:
        """What the actions do that move files; a checkout was made, and Python is on the path."""
        action = step["uses"].split("@")[0]
        store = self.tmp / f"artifact-{self.runs}"
        if action == "actions/upload-artifact":
            for pattern in step["with"]["path"].split():
                for file in folder.glob(pattern):
                    target = store / file.relative_to(folder)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file, target)
        elif action == "actions/download-artifact":
            shutil.copytree(store, folder, dirs_exist_ok=True)
        else:
            assert action in ("actions/checkout", "actions/setup-python")

    def _script(
        self, script: str, folder: Path, env: Mapping[str, str]
    ) -> dict[str, str]:
        """Run a script as `shell: bash` does; its outputs."""
        assert "${{" not in script
        files = {
            name: self.tmp / name
            for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")
        }
        files["GITHUB_OUTPUT"].write_text("", "utf-8")
        path = os.pathsep.join([str(self.tmp / "bin"), os.environ["PATH"]])
        own = {
            "PATH": path,
            "GH_CALLS": str(self.tmp / "gh-calls"),
            **{k: str(v) for k, v in files.items()},
        }
        kept = {
            k: v
            for k, v in os.environ.items()
            if k not in ("PYTHONPATH", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")
        }
        (self.tmp / "step.sh").write_text(script, "utf-8")
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(self.tmp / "step.sh")],
            cwd=folder, env={**kept, **REMOTE_ENV, **own, **env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.log += [run.stdout, run.stderr]
        assert run.returncode == 0, f"{script}\n{run.stdout}\n{run.stderr}"
        lines = files["GITHUB_OUTPUT"].read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def gh_calls(self) -> list[list[str]]:
        """Each call of gh so far."""
        calls = self.tmp / "gh-calls"
        return (
            [json.loads(line) for line in calls.read_text("utf-8").splitlines()]
            if calls.exists()
            else []
        )

    def releases(self) -> int:
        """How many releases were made public."""
        return sum(
            call[:2] == ["release", "edit"] and "--draft=false" in call
            for call in self.gh_calls()
        )


def _fill(value: str, context: Mapping[str, str]) -> str:
    return _EXPRESSION_RE.sub(lambda match: context.get(match[1], ""), value)


def _holds(condition: str, context: Mapping[str, str]) -> bool:
    """Whether an `if:` holds, when no step has failed."""
    if not condition:
        return True
    text = _LOOKUP_RE.sub(
        lambda match: repr(context.get(match[0], "")), condition
    ).replace("failure()", "False")
    text = " ".join(text.replace("&&", " and ").replace("||", " or ").split())
    return bool(eval(text, {"__builtins__": {}}))  # noqa: S307 - the conditions of our own workflow
