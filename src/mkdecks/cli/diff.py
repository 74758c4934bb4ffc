"""mkdecks diff: what changed for a learner."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..report.changes import FORMATS
from ._exit import ExitCode, exit_code
from ._run import Request, Talk, now, run, say, stopped, use_colour

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..model.records import Build, Entry, Problem


class _State(NamedTuple):
    """The cards of a file, or what keeps them from being read; a lock has their source text, a package their fields."""

    entries: Sequence[Entry]
    problems: tuple[Problem, ...]
    is_package: bool = False


@click.command("diff")
@click.argument("old", required=False, metavar="[OLD]", type=click.Path())
@click.argument("new", required=False, metavar="[NEW]", type=click.Path())
@click.option(
    "--config",
    "config_file",
    type=click.Path(),
    metavar="FILE",
    help="Use this config file.",
)
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How it is shown.",
)
@click.option(
    "--exit-code",
    "fails",
    is_flag=True,
    help="Exit with 1 when anything changed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
@click.option(
    "--color",
    type=click.Choice(("auto", "always", "never")),
    default="auto",
    help="Colour the output.",
)
def command(
    old: str | None,
    new: str | None,
    config_file: str | None,
    output_format: str,
    fails: bool,
    quiet: bool,
    color: str,
) -> int:
    """Show which cards a learner gets, loses, or sees changed.

    Without arguments it compares the sources with mkdecks.lock, with OLD with a
    package, with OLD and NEW two packages or two locks with each other. NEW may also be
    a page or a folder of sources.
    """
    from ..history.changes import changes, counted
    from ..model.problems import has_errors
    from ..report.changes import changes_text

    talk = Talk("text", quiet, False, color, False)
    request = Request((), config_file, (), keep_going=False)
    before, after = _states(old, new, request)
    problems = (*before.problems, *after.problems)
    say(problems, talk)
    if has_errors(problems):
        return exit_code(problems)
    if before.is_package != after.is_package and old and new:
        raise click.UsageError(
            "a lock and a package cannot be compared: name two locks or two packages"
        )
    found = changes(before.entries, after.entries)
    text = changes_text(
        found, output_format, colour=use_colour(color, sys.stdout)
    )
    click.echo(text, nl=False, color=True)
    if not quiet and output_format == "text":
        click.echo(counted(found) or "nothing changed for learners", err=True)
    return ExitCode.PROBLEMS if fails and found else ExitCode.FINE


def _states(
    old: str | None, new: str | None, request: Request
) -> tuple[_State, _State]:
    """Both sides. Those of the sources have the ids that their notes keep."""
    if new and _is_state(new):
        return _of_file(old or ""), _of_file(new)
    settings, built = run(replace(request, paths=(new,) if new else ()))
    if not old and settings.lock_file is None:
        raise click.UsageError(
            "no mkdecks.lock to compare with: name a package, or make a project with `mkdecks init`"
        )
    told = tuple(
        problem for problem in built.problems if problem.code.startswith("MK6")
    )
    problems = built.problems if stopped(built, settings) else told
    if not old:
        return _State(built.before.entries, problems), _State(
            built.after.entries, ()
        )
    before = _of_file(old)
    if not before.is_package:
        return before, _State(built.after.entries, problems)
    notes = _as_notes(
        built, before.entries, has_lock=settings.lock_file is not None
    )
    held = _decks_of(old, built, settings)
    return before, _State(
        [note for note in notes if held is None or note.deck in held],
        problems,
        True,
    )


def _decks_of(
    package: str, built: Build, settings: Settings
) -> set[str] | None:
    """The decks that a build writes into the package of this name, None where it writes none such."""
    from ..output.plan import plan

    for planned in plan(built.packaged, settings.package, Path(settings.out)):
        if planned.file.name == Path(package).name:
            return {deck.name for deck in planned.decks}
    return None


def _as_notes(
    built: Build, entries: Sequence[Entry], *, has_lock: bool
) -> Sequence[Entry]:
    """The cards of a build as they stand in a package."""
    from ..history.adopt import entry_of_note
    from ..model.records import Ledger
    from ..pipeline import remember

    if not has_lock:
        built = remember(
            built,
            Ledger(tuple(entries), 0, built.after.rendering),
            now(),
            entry_of_note,
        )
    return [
        entry_of_note(card) for deck in built.packaged for card in deck.cards
    ]


def _is_state(path: str) -> bool:
    return Path(path).suffix.lower() in (".apkg", ".lock")


def _of_file(path: str) -> _State:
    """The cards of a package or a lock."""
    from ..history.adopt import read_package
    from ..history.lock import read_lock

    file = Path(path)
    if not file.is_file():
        raise click.UsageError(f"there is no file {path}")
    if file.suffix.lower() == ".lock":
        ledger, problems = read_lock(file, path)
        return _State(ledger.entries, problems)
    if file.suffix.lower() != ".apkg":
        raise click.UsageError(
            f"{path} is no package and no lock; to compare sources: mkdecks diff OLD.apkg {path}"
        )
    ledger, problems = read_package(file, path)
    return _State(
        ledger.entries,
        tuple(_as_error(item) for item in problems),
        is_package=True,
    )


def _as_error(item: Problem) -> Problem:
    from ..model.records import Severity

    return replace(item, severity=Severity.ERROR)
