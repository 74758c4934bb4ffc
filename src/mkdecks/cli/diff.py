"""mkdecks diff: what changed for a learner."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ._exit import ExitCode, exit_code
from ._options import (
    ReportOptions,
    SourceOptions,
    color_option,
    config_option,
    quiet_option,
    use_colour,
)
from ._run import is_stopped, print_problems, run

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..model.notes import Entry
    from ..model.records import Problems
    from ..pipeline import Build

FORMATS = ("text", "json", "markdown")
_STATE_ENDINGS = (".apkg", ".lock")


class _State(NamedTuple):
    """The cards of one side, or what keeps them from being read.

    A lock and the sources have their source text, a package the text of its fields.
    """

    entries: Sequence[Entry] = ()
    problems: Problems = ()
    is_package: bool = False


@click.command("diff")
@click.argument("old", required=False, metavar="[OLD]", type=click.Path())
@click.argument("new", required=False, metavar="[NEW]", type=click.Path())
@config_option
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How it is shown.",
)
@click.option(
    "--exit-code",
    "fails_on_changes",
    is_flag=True,
    help="Exit with 1 when anything changed.",
)
@quiet_option
@color_option
def command(
    old: str | None,
    new: str | None,
    config_file: str | None,
    output_format: str,
    fails_on_changes: bool,
    quiet: bool,
    color: str,
) -> int:
    """Show which cards a learner gets, loses, or sees changed.

    Without arguments it compares the sources with mkdecks.lock, with OLD with a
    package, with OLD and NEW two packages or two locks with each other. NEW may also be
    a page or a folder of sources.
    """
    from ..history.changes import change_counts, changes
    from ..model.problems import has_errors
    from ..report.changes import changes_text

    before, after = _states(old, new, config_file)
    problems = (*before.problems, *after.problems)
    print_problems(problems, ReportOptions(quiet=quiet, color=color))
    if has_errors(problems):
        return exit_code(problems)
    if before.is_package != after.is_package and old and new:
        message = "a lock and a package cannot be compared: name two locks or two packages"
        raise click.UsageError(message)
    differences = changes(before.entries, after.entries)
    colour = use_colour(color, sys.stdout)
    text = changes_text(differences, output_format, colour=colour)
    click.echo(text, nl=False, color=True)
    if not quiet and output_format == "text":
        summary = change_counts(differences) or "nothing changed for learners"
        click.echo(summary, err=True)
    return (
        ExitCode.PROBLEMS if fails_on_changes and differences else ExitCode.FINE
    )


def _states(
    old: str | None, new: str | None, config_file: str | None
) -> tuple[_State, _State]:
    """Both sides. The cards of the sources have the ids that their notes keep."""
    if new and Path(new).suffix.lower() in _STATE_ENDINGS:
        return _state_of_file(old or ""), _state_of_file(new)
    sources = SourceOptions((new,) if new else (), config_file)
    before = _state_of_file(old) if old else _State()
    # Where there is no lock, the notes of the old package are those of the sources.
    settings, built = run(sources, out=old if before.is_package else None)
    problems = _decisive(built, settings)
    if not old:
        if not settings.is_project and not settings.lock_file.exists():
            message = (
                "no mkdecks.lock to compare with: name a package,"
                " or make a project with `mkdecks init`"
            )
            raise click.UsageError(message)
        before = _State(built.before.entries)
    if not before.is_package:
        return before, _State(built.after.entries, problems)
    return before, _state_of_build(built, settings, Path(old or ""), problems)


def _decisive(built: Build, settings: Settings) -> Problems:
    """What to say of a run: everything after an error, else what concerns history."""
    if is_stopped(built, settings):
        return built.problems
    return tuple(item for item in built.problems if item.code.startswith("MK6"))


def _state_of_build(
    built: Build,
    settings: Settings,
    package: Path,
    problems: Problems,
) -> _State:
    """The notes that a build would write into the package of this name."""
    from ..history.packages import entry_of_note, note_of_card
    from ..output.files import plan

    decks = built.packaged
    for planned in plan(built.packaged, settings.package, Path()):
        if planned.file.name == package.name:
            decks = planned.decks
    notes = [note_of_card(card) for deck in decks for card in deck.cards]
    return _State(list(map(entry_of_note, notes)), problems, is_package=True)


def _state_of_file(path: str) -> _State:
    """The cards of a package or a lock."""
    from ..history.lock import read_lock
    from ..history.packages import entry_of_note, read_package

    file = Path(path)
    if not file.is_file():
        raise click.UsageError(f"there is no file {path}")
    ending = file.suffix.lower()
    if ending == ".lock":
        lock, problems = read_lock(file, path)
        return _State(lock.entries, problems)
    if ending != ".apkg":
        message = (
            f"{path} is no package and no lock;"
            f" to compare sources: mkdecks diff OLD.apkg {path}"
        )
        raise click.UsageError(message)
    notes, problems = read_package(file, path)
    return _State(list(map(entry_of_note, notes)), problems, is_package=True)
