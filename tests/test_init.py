"""mkdecks init: what it makes, what it never touches, and that its schedule publishes what changed, once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdecks import __version__
from mkdecks.cli import scaffold

from . import command
from .workflow import GH_STUB, Workflow, git

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parent.parent
WORKFLOW = ".github/workflows/decks.yml"
PLAIN = [
    "mkdecks.toml",
    "decks/example.md",
    ".gitignore",
    ".pre-commit-config.yaml",
]
FILES = {
    None: PLAIN,
    "github": [*PLAIN, WORKFLOW, "requirements/mkdecks.txt"],
    "gitlab": [*PLAIN, ".gitlab-ci.yml", "requirements/mkdecks.txt"],
}
ODD_NAMES = [
    "two words",
    "O'Brien's \"notes\"",
    "Ärzte 日本 🎴",
    "a::b",
    "back\\slash",
    "$(echo x)",
    "tab\there",
    "--",
    "...x",
]


def mkdecks(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return command.run(*words, cwd=cwd)


def files_in(folder: Path) -> set[str]:
    return {
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if not file.is_dir()
    }


def judge(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool that is installed beside this Python."""
    command = [str(Path(sys.executable).with_name(name)), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# --- what is made


@pytest.mark.parametrize("ci", [None, "github", "gitlab"])
def test_a_new_project_is_made_and_builds(
    tmp_path: Path, ci: str | None
) -> None:
    made = mkdecks(
        "init", "aws-notes", *(["--ci", ci] if ci else []), cwd=tmp_path
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout == ""
    assert files_in(tmp_path / "aws-notes") == set(FILES[ci])
    for path in FILES[ci]:
        assert f"made aws-notes/{path}\n" in made.stderr
    assert "cd aws-notes && mkdecks build\n" in made.stderr
    project = tomllib.loads(
        (tmp_path / "aws-notes" / "mkdecks.toml").read_text("utf-8")
    )["project"]
    assert project["name"] == "Aws Notes"
    assert (
        mkdecks("check", "--strict", "-v", cwd=tmp_path / "aws-notes").stdout
        == ""
    )
    built = mkdecks("build", cwd=tmp_path / "aws-notes")
    assert built.returncode == 0
    assert (tmp_path / "aws-notes/dist/Aws Notes.apkg").exists()
    assert "4 cards" in built.stderr


def test_the_current_folder_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "MY_team").mkdir()
    made = mkdecks("init", cwd=tmp_path / "MY_team")
    assert made.returncode == 0
    assert "made mkdecks.toml\n" in made.stderr
    assert "next: mkdecks build\n" in made.stderr
    assert 'name = "MY Team"' in (tmp_path / "MY_team/mkdecks.toml").read_text(
        "utf-8"
    )


def test_quiet_says_nothing(tmp_path: Path) -> None:
    made = mkdecks("init", "-q", "x", cwd=tmp_path)
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_of_folders_make_sound_projects(
    tmp_path: Path, name: str
) -> None:
    made = mkdecks("init", "--ci", "github", "--", name, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    written = tomllib.loads(
        (tmp_path / name / "mkdecks.toml").read_text("utf-8")
    )["project"]["name"]
    assert written == scaffold.project_name(name)
    built = mkdecks("build", cwd=tmp_path / name)
    assert built.returncode == 0, built.stderr
    entered = subprocess.run(
        ["bash", "-c", re.findall(r"next: (.*) && mkdecks build", made.stderr)[0]],
        cwd=tmp_path, check=False, capture_output=True,
    )  # fmt: skip
    assert entered.returncode == (
        0 if not name.startswith("-") else entered.returncode
    )


def test_names_of_projects() -> None:
    names = {
        "aws-notes": "Aws Notes",
        "AWS_interview": "AWS Interview",
        "": "My decks",
        "...": "My decks",
    }
    names |= {
        "o'brien": "O'brien",
        "a::b": "A B",
        "new\nline": "New Line",
        "日本": "日本",
    }
    assert {folder: scaffold.project_name(folder) for folder in names} == names


def test_a_mkdocs_site_gets_a_config_for_its_pages(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Team handbook\n", "utf-8")
    (tmp_path / ".gitignore").write_text("site/\n", "utf-8")
    (tmp_path / "docs/index.md").write_text(
        '??? question "What is a layer?"\n    A step of an image.\n', "utf-8"
    )
    made = mkdecks("init", ".", "--ci", "github", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "decks").exists()
    config = tomllib.loads((tmp_path / "mkdecks.toml").read_text("utf-8"))
    assert config["project"]["name"] == "Team handbook"
    assert "deck" not in config
    assert ".gitignore" in made.stderr
    assert (tmp_path / ".gitignore").read_text("utf-8") == "site/\n"
    assert mkdecks("build", cwd=tmp_path).returncode == 0
    assert (tmp_path / "dist/Team handbook.apkg").exists()


# --- what is refused


@pytest.mark.parametrize("path", FILES["github"])
def test_nothing_is_written_when_one_file_exists(
    tmp_path: Path, path: str
) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine", "utf-8")
    made = mkdecks("init", ".", "--ci", "github", cwd=tmp_path)
    assert made.returncode == 2
    assert f"\n  {path}\n" in made.stderr
    assert files_in(tmp_path) == {path}
    assert (tmp_path / path).read_text("utf-8") == "mine"


def test_a_second_time_every_file_is_listed(tmp_path: Path) -> None:
    assert mkdecks("init", "x", "--ci", "github", cwd=tmp_path).returncode == 0
    again = mkdecks("init", "x", "--ci", "github", cwd=tmp_path)
    assert again.returncode == 2
    assert all(f"  x/{path}\n" in again.stderr for path in FILES["github"])


def test_links_to_nowhere_and_files_in_place_of_folders_count_as_there(
    tmp_path: Path,
) -> None:
    (tmp_path / "mkdecks.toml").symlink_to("nowhere")
    (tmp_path / "decks").write_text("", "utf-8")
    made = mkdecks("init", cwd=tmp_path)
    assert made.returncode == 2
    assert "  mkdecks.toml\n" in made.stderr
    assert "  decks/example.md\n" in made.stderr
    assert files_in(tmp_path) == {"mkdecks.toml", "decks"}


@pytest.mark.parametrize(
    "name", ["a-file", "a-file/below", "", "x" * 300, "/proc/nowhere/x"]
)
def test_folders_that_cannot_be_made_are_one_line(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a-file").write_text("mine", "utf-8")
    made = mkdecks("init", name, cwd=tmp_path)
    assert made.returncode == 2
    assert "Traceback" not in made.stderr
    assert "internal error" not in made.stderr
    assert (
        len(
            [
                line
                for line in made.stderr.splitlines()
                if line and not line.startswith(("Usage:", "Try "))
            ]
        )
        == 1
    )
    assert files_in(tmp_path) == {"a-file"}


def test_what_was_made_before_a_failure_is_removed(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "requirements").symlink_to(
        "/proc"
    )  # a folder in which nothing can be made
    made = mkdecks("init", "full", "--ci", "github", cwd=tmp_path)
    assert made.returncode == 2
    assert len(made.stderr.splitlines()) == 1
    assert {entry.name for entry in full.iterdir()} == {"requirements"}


# --- the files of the schedule


def test_the_packaged_requirements_are_the_locked_ones() -> None:
    def pins(text: str) -> dict[str, set[str]]:
        entries = re.findall(
            r"^([\w.-]+==\S+)(.*?)(?=^[\w.-]+==|\Z)", text, re.M | re.S
        )
        return {
            name: set(re.findall(r"--hash=(\S+)", rest))
            for name, rest in entries
        }

    locked = pins((ROOT / "requirements/runtime.txt").read_text("utf-8"))
    packaged = pins(
        (
            ROOT / "src/mkdecks/cli/scaffold/templates/requirements.txt"
        ).read_text("utf-8")
    )
    assert {
        name: hashes
        for name, hashes in locked.items()
        if not name.startswith("flit-core")
    } == packaged
    assert all(packaged.values())


@pytest.mark.parametrize(
    "name", ["requirements/dev.txt", "requirements/runtime.txt"]
)
def test_the_locked_files_name_no_place_to_install_from(name: str) -> None:
    assert not re.search(
        r"://|^--?(?:index|extra|find|trusted|i |f )",
        (ROOT / name).read_text("utf-8"),
        re.M,
    )


def test_mkdecks_itself_is_installed_in_the_version_that_made_the_project() -> (
    None
):
    for service in scaffold.WORKFLOWS:
        assert f"--no-deps mkdecks=={__version__}\n" in scaffold.workflow(
            service
        )
        assert "--require-hashes" in scaffold.workflow(service)


def test_this_repository_builds_its_decks_by_the_same_workflow(
    request: pytest.FixtureRequest,
) -> None:
    own = scaffold.workflow(
        "github",
        requirements="requirements/runtime.txt",
        mkdecks="--no-build-isolation .",
    )
    if request.config.getoption("--update-golden"):
        (ROOT / WORKFLOW).write_text(own, "utf-8")
    assert (ROOT / WORKFLOW).read_text("utf-8") == own


def workflows() -> dict[str, dict[Any, Any]]:
    ours = {
        file.name: file.read_text("utf-8")
        for file in (ROOT / ".github/workflows").glob("*.yml")
    }
    return {
        name: yaml.safe_load(text)
        for name, text in {**ours, "new": scaffold.workflow("github")}.items()
    }


@pytest.mark.parametrize(
    ("name", "workflow"),
    workflows().items(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_workflows_take_no_more_rights_than_they_need(
    name: str, workflow: dict[Any, Any]
) -> None:
    assert workflow["permissions"] == {}
    assert (
        "pull_request_target" not in workflow[True]
    )  # YAML reads `on` as a truth
    for job_name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 30
        writes = "write" in job["permissions"].values()
        assert writes == (job_name == "publish"), name
        for step in job["steps"]:
            assert re.fullmatch(
                r"actions/[\w-]+@[0-9a-f]{40}",
                step.get("uses", "actions/x@" + "0" * 40),
            )
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")


def test_actions_are_pinned_alike_with_their_versions() -> None:
    texts = [
        file.read_text("utf-8")
        for file in (ROOT / ".github/workflows").glob("*.yml")
    ]
    pins = re.findall(
        r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)\n", "".join(texts)
    )
    assert len(pins) == "".join(texts).count("uses:")
    assert len(set(pins)) == len({action for action, _, _ in pins})


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    assert mkdecks("init", "x", "--ci", "github", cwd=tmp_path).returncode == 0
    judged = judge(
        "zizmor",
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        tmp_path / "x",
        ROOT / ".github",
    )
    assert judged.returncode == 0, judged.stdout
    assert "No findings" in judged.stdout


def test_the_schemas_of_the_services_hold(tmp_path: Path) -> None:
    for service, schema in (
        ("github", "github-workflows"),
        ("gitlab", "gitlab-ci"),
    ):
        assert (
            mkdecks("init", service, "--ci", service, cwd=tmp_path).returncode
            == 0
        )
        file = {"github": WORKFLOW, "gitlab": ".gitlab-ci.yml"}[service]
        judged = judge(
            "check-jsonschema",
            "--builtin-schema",
            f"vendor.{schema}",
            tmp_path / service / file,
        )
        assert judged.returncode == 0, judged.stdout
    own = (ROOT / ".github/workflows").glob("*.yml")
    assert (
        judge(
            "check-jsonschema",
            "--builtin-schema",
            "vendor.github-workflows",
            *own,
        ).returncode
        == 0
    )


@pytest.mark.parametrize("service", scaffold.WORKFLOWS)
def test_scripts_are_sound_bash(service: scaffold.Service) -> None:
    jobs = yaml.safe_load(scaffold.workflow(service))
    scripts = [
        step["run"]
        for job in jobs.get("jobs", {}).values()
        for step in job["steps"]
        if "run" in step
    ]
    for job in ("build", "publish"):
        scripts += jobs.get(job, {}).get("script", [])
    assert len(scripts) >= 6
    for script in scripts:
        run = subprocess.run(
            ["bash", "-n", "-c", script],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("service", [None, "github"])
def test_the_hooks_are_of_the_form_that_pre_commit_takes(
    service: scaffold.Service | None,
) -> None:
    (repo,) = yaml.safe_load(
        scaffold.files("x", service)[".pre-commit-config.yaml"]
    )["repos"]
    assert repo["repo"] == "local"
    commands = [hook["entry"] for hook in repo["hooks"]]
    # Where a schedule publishes, the lock is its to commit: one that came with the
    # sources would say "published".
    assert commands == ["mkdecks check"] + (
        [] if service else ["mkdecks build --locked"]
    )
    for hook in repo["hooks"]:
        assert set(hook) == {
            "id",
            "name",
            "entry",
            "language",
            "pass_filenames",
        }
        assert hook["language"] == "system"


# --- the schedule, run


def published_project(tmp_path: Path) -> Workflow:
    """A project made by init, in a repository of its own, with what its workflow finds on a runner."""
    assert (
        mkdecks("init", "notes", "--ci", "github", cwd=tmp_path).returncode == 0
    )
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    origin = tmp_path / "origin.git"
    git(tmp_path / "notes", "init", "--quiet")
    git(tmp_path / "notes", "remote", "add", "origin", str(origin))
    change(tmp_path, "Start")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH_STUB, "utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    return Workflow(origin, tmp_path, WORKFLOW)


def change(tmp_path: Path, message: str) -> None:
    git(tmp_path / "notes", "add", ".")
    git(tmp_path / "notes", "commit", "--quiet", "--message", message)
    git(tmp_path / "notes", "push", "--quiet", "origin", "HEAD:main")


def installed_already(workflow: Workflow) -> Workflow:
    """The same workflow, without its install: mkdecks is the one that is tested."""
    command = workflow.tmp / "bin/mkdecks"
    command.write_text(
        f'#!/bin/sh\nexec {sys.executable} -m mkdecks "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    workflow.skipped_steps = frozenset({"Install mkdecks"})
    return workflow


def test_the_workflow_as_written_publishes_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow = published_project(tmp_path)
    wheels = tmp_path / "wheels"
    wheel = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(wheels),
    ]
    subprocess.run(
        [sys.executable, *wheel, str(ROOT)], check=True, capture_output=True
    )
    venv.create(tmp_path / "python", with_pip=True)
    monkeypatch.setenv(
        "PATH", f"{tmp_path / 'python/bin'}{os.pathsep}{os.environ['PATH']}"
    )
    monkeypatch.setenv(
        "PIP_FIND_LINKS",
        f"{wheels} {os.environ.get('PIP_FIND_LINKS', '')}".strip(),
    )
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    assert workflow.run() == {
        "changed": "true",
        "lock": "true",
        "published": "true",
    }
    create, login, publish = workflow.gh_calls()
    assert create[:2] == ["release", "create"]
    assert create[-1] == "dist/Notes.apkg"
    assert login == ["auth", "setup-git"]
    assert publish[:3] == ["release", "edit", create[2]]
    assert "How do I write an answer" in (
        tmp_path / "GITHUB_STEP_SUMMARY"
    ).read_text("utf-8")
    assert (
        git(workflow.origin, "log", "-1", "--format=%an %s", "main")
        == "github-actions[bot] Update mkdecks.lock"
    )
    assert (
        git(workflow.origin, "show", "--name-only", "--format=", "main")
        == "mkdecks.lock"
    )

    workflow.event = "schedule"
    assert workflow.run() == {
        "changed": "false",
        "lock": "false",
        "published": "false",
    }
    assert workflow.releases() == 1


def test_a_change_is_published_and_a_pull_request_is_not(
    tmp_path: Path,
) -> None:
    workflow = installed_already(published_project(tmp_path))
    workflow.run()
    git(tmp_path / "notes", "pull", "--quiet", "origin", "main")
    page = tmp_path / "notes/decks/example.md"
    page.write_text(
        page.read_text("utf-8").replace(
            "They stay.", "They stay, all of them."
        ),
        "utf-8",
    )
    change(tmp_path, "Say more")
    workflow.event = "pull_request"
    assert workflow.run()["published"] == "false"
    assert workflow.releases() == 1
    workflow.event = "push"
    assert workflow.run()["changed"] == "true"
    assert workflow.releases() == 2
    assert workflow.run()["published"] == "false"


def test_where_the_branch_is_protected_the_lock_is_proposed_and_published_once(
    tmp_path: Path,
) -> None:
    workflow = published_project(tmp_path)
    protect = workflow.origin / "hooks/update"
    protect.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n', "utf-8")
    protect.chmod(0o755)
    installed_already(workflow)
    assert workflow.run()["published"] == "true"
    assert [call[:2] for call in workflow.gh_calls()] == [
        ["release", "create"], ["auth", "setup-git"], ["pr", "create"], ["release", "edit"],
    ]  # fmt: skip
    lock = git(workflow.origin, "rev-parse", "mkdecks-lock:mkdecks.lock")
    # What GitHub does when the draft is published:
    publish = workflow.gh_calls()[-1]
    git(
        workflow.origin,
        "tag",
        publish[2],
        publish[publish.index("--target") + 1],
    )
    workflow.event = "schedule"
    assert workflow.run() == {
        "changed": "false",
        "lock": "false",
        "published": "false",
    }

    protect.unlink()  # the pull request is merged
    git(workflow.origin, "update-ref", "refs/heads/main", "mkdecks-lock")
    assert workflow.run() == {
        "changed": "false",
        "lock": "false",
        "published": "false",
    }
    assert git(workflow.origin, "rev-parse", "main:mkdecks.lock") == lock
    assert workflow.releases() == 1


def test_a_lock_that_came_with_the_sources_hides_no_change(
    tmp_path: Path,
) -> None:
    workflow = installed_already(published_project(tmp_path))
    workflow.run()
    publish = workflow.gh_calls()[-1]
    git(
        workflow.origin,
        "tag",
        publish[2],
        publish[publish.index("--target") + 1],
    )
    git(tmp_path / "notes", "pull", "--quiet", "origin", "main")
    page = tmp_path / "notes/decks/example.md"
    page.write_text(
        page.read_text("utf-8").replace(
            "They stay.", "They stay, all of them."
        ),
        "utf-8",
    )
    assert mkdecks("build", cwd=tmp_path / "notes").returncode == 0
    change(tmp_path, "Say more, and build here")
    assert workflow.run()["changed"] == "true"
    assert workflow.releases() == 2


def test_a_page_that_is_wrong_stops_the_workflow(tmp_path: Path) -> None:
    workflow = installed_already(published_project(tmp_path))
    (tmp_path / "notes/decks/broken.md").write_text(
        "---\ntitle: [\n---\n", "utf-8"
    )
    change(tmp_path, "Break a page")
    with pytest.raises(AssertionError, match="::error"):
        workflow.run()
    assert workflow.gh_calls() == []
