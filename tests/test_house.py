"""The rules of the house: imports point up the list, one door per dependency, nothing undocumented or too long."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mkdecks.cli import cli
from mkdecks.codes import CODES
from mkdecks.dialects import summaries

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "mkdecks"
MODULES = sorted(PACKAGE.rglob("*.py"))
# A card travels down this list once; a module imports only from those above it.
ORDER = (
    "characters model codes problems yaml_loader site schema config discover saved read library include wording titles"
    " syntax inlines unparse deletions blocks articles written dialects drafts topics vocabulary_files media sanitise"
    " render notetypes identity naming options cards recognition ledger lock_records lockfile packages revival"
    " exporters pipeline diff report diff_text listing scaffold cli"
).split()
DOORS = {
    "markdown_it": {"syntax", "inlines", "unparse", "deletions", "blocks", "articles", "render"},
    "mdit_py_plugins": {"syntax"},
    "genanki": {"exporters"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "lxml": {"articles"},
    "nh3": {"sanitise"},
    "yaml": {"yaml_loader"},
    "ftfy": {"read"},
    "regex": {"dialects"},
    "rapidfuzz": {"recognition"},
    "pygments": {"render", "sanitise"},
}
# Who may touch the disk; the others are given what they work on.
DISK = set(
    "site config discover saved read library include media exporters cli notetypes scaffold topics vocabulary_files"
    " lockfile packages".split()
)
MAX_MODULE, MAX_FUNCTION = 300, 60


def room(module: Path) -> str:
    """The entry of ORDER that a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[str, str]]:
    """What a module imports: ("mkdecks", room) for its own kind, else ("", name of the top package)."""
    depth = len(module.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            yield from (("mkdecks", name) for name in names if node.level == depth)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield "", node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (("", alias.name.split(".")[0]) for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_up_the_list(module: Path) -> None:
    if module.name == "__main__.py" or module == PACKAGE / "__init__.py":
        return
    for kind, name in imports(module):
        if kind and name in ORDER:
            assert ORDER.index(name) <= ORDER.index(room(module)), f"{module.name} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_each_dependency_has_one_door(module: Path) -> None:
    for kind, name in imports(module):
        if not kind and name in DOORS:
            assert room(module) in DOORS[name], f"{module.name} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_only_the_rim_touches_the_disk(module: Path) -> None:
    touches = re.search(
        r"\.(?:read_bytes|read_text|write_bytes|write_text|is_file|is_dir|glob|stat)\(|\bopen\(|os\.walk",
        module.read_text("utf-8"),
    )
    assert not touches or room(module) in DISK


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_modules_and_functions_stay_small_and_documented(module: Path) -> None:
    text = module.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert text.count("\n") <= MAX_MODULE
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION, node.name


def test_the_order_names_every_room() -> None:
    assert {room(module) for module in MODULES} - {"__init__", "__main__"} == set(ORDER)


def test_dependencies_are_declared_and_none_is_spare() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", line)[0].lower().replace("-", "_") for line in declared}
    assert names == {{"yaml": "pyyaml", "markdown_it": "markdown_it_py"}.get(door, door) for door in DOORS}


def test_starting_up_imports_click_and_little_else() -> None:
    code = "import sys; from mkdecks.cli import main; sys.argv = ['mkdecks', '--help']; main(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {*DOORS, "mkdecks.pipeline", "tomllib"} - {"click"}


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"MK[1-69]\d\d", code)
        assert len(entry.title.split()) <= 6
        assert len(entry.explanation) > 40
        assert entry.help or not entry.excerpt


def test_every_code_that_is_raised_is_in_the_table_and_every_one_in_the_table_is_raised() -> None:
    text = "".join(m.read_text("utf-8") for m in MODULES if room(m) != "codes")
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


def test_the_readme_names_every_dialect_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, _, _ in summaries():
        assert f"| `{name}` |" in readme
    for name in cli.commands or cli.list_commands(click.Context(cli)):
        assert f"mkdecks {name}" in readme


def test_the_readmes_first_deck_works_as_written(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    page = re.search(r"put this into `lambda\.md`:\n\n```markdown\n(.*?)```", readme, re.S)
    commands = re.search(r"Then:\n\n```sh\n(.*?)```", readme, re.S)
    assert page
    assert commands
    (tmp_path / "lambda.md").write_text(page[1], "utf-8")
    for line in commands[1].splitlines():
        words = line.split("#")[0].split()[1:]
        run = subprocess.run(
            [sys.executable, "-m", "mkdecks", *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, line + run.stderr
    assert (tmp_path / "dist" / "AWS Lambda Questions.apkg").exists()


def test_the_readmes_config_is_one_that_mkdecks_takes(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    tables = re.findall(r"```toml\n(.*?)```", readme, re.S)
    assert len(tables) == 2
    (tmp_path / "mkdecks.toml").write_text("\n".join(tables), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mkdecks", "config"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    for written in ("AWS interview", "AWS::Lambda", "my-topics.txt", "frage"):
        assert written in run.stdout


def test_the_lock_of_the_samples_says_what_they_say(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdecks", "build", "--check", "--locked", "-o", str(tmp_path / "dist")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run mkdecks build and commit mkdecks.lock:\n{run.stderr}"


def test_the_samples_hold_sixty_cards_of_every_dialect() -> None:
    command = [sys.executable, "-m", "mkdecks", "cards", "--format", "jsonl"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert len(run.stdout.splitlines()) >= 60
    assert set(re.findall(r'"dialect": "([\w-]+)"', run.stdout)) == {name for name, _, on in summaries() if on}
    assert run.stderr == ""
