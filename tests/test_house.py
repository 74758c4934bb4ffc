"""The rules of the house: imports point up the list, one door per dependency, nothing undocumented or too long."""

from __future__ import annotations

import ast
import graphlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mkdecks.cli import cli
from mkdecks.dialects import summaries
from mkdecks.model.codes import CODES
from mkdecks.output import formats as output_formats

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "mkdecks"
MODULES = sorted(PACKAGE.rglob("*.py"))
# A page travels down this list once; a package imports only from those above it.
ORDER = (
    "model config language sources pages dialects cards history output pipeline report cli"
).split()
TOP = {"__init__", "__main__", "py.typed", *ORDER}
# Which packages, or modules of them, may import a dependency.
DOORS = {
    "markdown_it": {"pages", "cards/render", "dialects/kit/clozes"},
    "mdit_py_plugins": {"pages/syntax"},
    "genanki": {"output/formats/apkg"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "lxml": {"pages/web"},
    "nh3": {"cards/safe_html"},
    "yaml": {"config/strict_yaml"},
    "ftfy": {"sources/clean"},
    "webencodings": {"sources/decode"},
    "regex": {"dialects"},
    "msgspec": {"model/notes", "history"},
    "pathspec": {"sources/patterns"},
    "rapidfuzz": {"history/match", "language/inflection"},
    "pygments": {"cards/highlight"},
}
# Who may touch the disk; the others are given what they work on.
DISK = {
    "model/codes",
    "language/derivation",
    "config",
    "sources",
    "cards/media",
    "cards/notetypes",
    "cards/vocabulary_files",
    "language/word_files",
    "history/lock",
    "history/packages",
    "output",
    "cli",
}
# The samples show most ways of writing questions.
MIN_SAMPLE_DIALECTS = 20
MAX_MODULE, MAX_FUNCTION = 300, 60


def name_of(module: Path) -> str:
    """A module as a path below the package: ``cards/make``, ``cards`` for its ``__init__``."""
    return (
        module.relative_to(PACKAGE)
        .with_suffix("")
        .as_posix()
        .removesuffix("/__init__")
    )


def package_of(name: str) -> str:
    """The package of the house that a module belongs to."""
    return name.split("/", maxsplit=1)[0]


def is_in(name: str, places: Iterable[str]) -> bool:
    """Whether a module is one of the places, or lies below one."""
    return any(
        name == place or name.startswith(f"{place}/") for place in places
    )


NAMES = {name_of(module) for module in MODULES}


def imported(module: Path) -> Iterator[tuple[bool, str]]:
    """What a module imports: each module of ours by its name, and others by the name of their top package."""
    folder = module.relative_to(PACKAGE).parent
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = folder.parts[: len(folder.parts) - node.level + 1]
            base = "/".join(
                [*above, *(node.module.split(".") if node.module else ())]
            )
            for alias in node.names:
                full = f"{base}/{alias.name}".strip("/")
                yield True, full if full in NAMES else base
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield False, node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (
                (False, alias.name.split(".")[0]) for alias in node.names
            )


def ours(module: Path) -> set[str]:
    """The modules of ours that a module imports."""
    return {name for is_ours, name in imported(module) if is_ours and name}


def test_the_top_holds_the_packages_and_the_pipeline_and_nothing_else() -> None:
    found = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if path.name != "__pycache__"
    }
    assert found == TOP


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_up_the_list(module: Path) -> None:
    name = name_of(module)
    if name in ("__main__", "__init__"):
        return
    for other in ours(module):
        assert ORDER.index(package_of(other)) <= ORDER.index(
            package_of(name)
        ), f"{name} imports {other}"


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {name_of(module): ours(module) for module in MODULES}
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_each_dependency_has_one_door(module: Path) -> None:
    name = name_of(module)
    for is_ours, other in imported(module):
        if not is_ours and other in DOORS:
            assert is_in(name, DOORS[other]), f"{name} imports {other}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_only_the_rim_touches_the_disk(module: Path) -> None:
    touches = re.search(
        r"\.(?:read_bytes|read_text|write_bytes|write_text|is_file|is_dir|glob|stat)\(|\bopen\(|os\.walk",
        module.read_text("utf-8"),
    )
    assert not touches or is_in(name_of(module), DISK)


@pytest.mark.parametrize(
    "package", [name for name in ORDER if name != "pipeline"]
)
def test_each_package_says_what_belongs_there(package: str) -> None:
    text = (PACKAGE / package / "__init__.py").read_text("utf-8")
    assert "What belongs here:" in (ast.get_docstring(ast.parse(text)) or "")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_modules_and_functions_stay_small_and_documented(module: Path) -> None:
    text = module.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert text.count("\n") <= MAX_MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, (
                node.name
            )


def test_dependencies_are_declared_and_none_is_spare() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]["dependencies"]
    names = {
        re.split(r"[<>=]", line)[0].lower().replace("-", "_")
        for line in declared
    }
    assert names == {
        {"yaml": "pyyaml", "markdown_it": "markdown_it_py"}.get(door, door)
        for door in DOORS
    }


def test_starting_up_imports_click_and_little_else() -> None:
    code = "import sys; from mkdecks.cli import main; sys.argv = ['mkdecks', '--help']; main(); print(*sys.modules)"
    # What measures the tests would import much else.
    unmeasured = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COVERAGE")
    }
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=unmeasured,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {*DOORS, "mkdecks.pipeline", "tomllib"} - {"click"}


@pytest.mark.parametrize("ending", [".md", ".txt", ".html"])
def test_a_page_in_the_place_of_a_command_is_told_how_it_is_built(
    ending: str,
) -> None:
    run = CliRunner().invoke(cli, [f"no-such-page{ending}"])
    assert run.exit_code == 2
    assert f"to build it: mkdecks build no-such-page{ending}" in run.output


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"MK[1-69]\d\d", code)
        assert len(entry.title.split()) <= 6
        assert len(entry.explanation) > 40
        assert entry.help or not entry.excerpt


def test_every_code_that_is_raised_is_in_the_table_and_every_one_in_the_table_is_raised() -> (
    None
):
    text = "".join(
        m.read_text("utf-8")
        for m in MODULES
        if not is_in(name_of(m), {"model/codes"})
    )
    assert set(re.findall(r'"(MK\d{3})"', text)) == set(CODES)


def test_every_command_and_option_has_help() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command
        assert command.get_short_help_str(), name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_every_dialect_says_in_one_line_what_it_reads() -> None:
    for name, summary, _ in summaries():
        assert 20 < len(summary) < 120, name


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in cli.list_commands(click.Context(cli)):
        assert f"mkdecks {name}" in readme


def test_every_format_that_is_written_is_offered_by_the_help() -> None:
    help = CliRunner().invoke(cli, ["cards", "--help"]).output
    for name in output_formats.text_names():
        assert name in help


def test_the_architecture_names_every_package_and_their_order() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    places = [text.index(f"| `{name}`") for name in ORDER]
    assert places == sorted(places)


def test_the_readmes_first_deck_works_as_written(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    page = re.search(
        r"put this into `lambda\.md`:\n\n```markdown\n(.*?)```", readme, re.S
    )
    commands = re.search(r"Then:\n\n```sh\n(.*?)```", readme, re.S)
    assert page
    assert commands
    (tmp_path / "lambda.md").write_text(page[1], "utf-8")
    for line in commands[1].splitlines():
        words = line.split("#")[0].split()[1:]
        run = subprocess.run(
            [sys.executable, "-m", "mkdecks", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, line + run.stderr
    assert (tmp_path / "dist" / "AWS Lambda Questions.apkg").exists()


def test_the_readmes_config_is_one_that_mkdecks_takes(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    tables = re.findall(r"```toml\n(.*?)```", readme, re.S)
    assert len(tables) == 2
    (tmp_path / "mkdecks.toml").write_text("\n".join(tables), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mkdecks", "config"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for written in ("AWS interview", "AWS::Lambda", "my-topics.txt", "frage"):
        assert written in run.stdout


def test_the_lock_of_the_samples_says_what_they_say(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdecks",
        "build",
        "--check",
        "--locked",
        "-o",
        str(tmp_path / "dist"),
    ]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, (
        f"run mkdecks build and commit mkdecks.lock:\n{run.stderr}"
    )


def test_the_samples_hold_sixty_cards_of_every_dialect() -> None:
    command = [sys.executable, "-m", "mkdecks", "cards", "--format", "jsonl"]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert len(run.stdout.splitlines()) >= 60
    read = set(re.findall(r'"dialect": "([\w-]+)"', run.stdout))
    assert len(read) >= MIN_SAMPLE_DIALECTS
    assert run.stderr == ""
