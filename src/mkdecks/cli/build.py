"""mkdecks build: sources -> .apkg files, and the lock that remembers them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import ExitCode, exit_code
from ._run import (
    Request,
    Talk,
    now,
    run,
    say,
    source_options,
    stopped,
    talk_options,
    use_colour,
)

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..model.records import Build, Problem
    from ..output.plan import Package


# Endings of what people may mean by a package, so that none of them becomes a folder of
# that name.
OTHER_FILES = frozenset(
    ".zip .colpkg .anki .anki2 .anki21 .apk .akpg .pkg .apkgs .akg .txt .json .md".split()
)


@click.command("build")
@source_options
@click.option(
    "-o",
    "--out",
    metavar="DIR|FILE.apkg",
    help="Where to write: a folder, or a single package.  [default: dist]",
)
@click.option(
    "--locked",
    is_flag=True,
    help="Fail when mkdecks.lock would change; write nothing then.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit with 1 when a build would change anything.",
)
@talk_options
def command(
    request: Request, out: str | None, locked: bool, check: bool, talk: Talk
) -> int:
    """Make Anki packages from pages, folders or a mkdocs site.

    Without PATH it builds what mkdecks.toml names, else the site of mkdocs.yml, else
    decks/. An error in any source leaves the old packages as they are. A project's
    mkdecks.lock keeps the ids and times of its notes: commit it.
    """
    from ..model.problems import has_errors
    from ..pipeline import no_cards
    from ..report import problems as report

    settings, built = run(request, out=out)
    if (locked or check) and not settings.is_whole:
        reason = (
            "takes no PATH and no --enable"
            if settings.lock_file
            else "needs a project; `mkdecks init` makes one"
        )
        raise click.UsageError(
            f"{'--locked' if locked else '--check'} {reason}"
        )
    if not built.cards and not has_errors(built.problems):
        built = replace(built, problems=(*built.problems, no_cards(built)))
    if not built.cards or stopped(built, settings):
        say(built.problems, talk)
        if talk.output_format in ("text", "concise"):
            more = (
                "; --keep-going builds from the other sources"
                if built.cards and built.refused
                else ""
            )
            click.echo(
                f"nothing was written: {report.totals(built.problems)}{more}",
                err=True,
            )
        return exit_code(built.problems, strict=talk.strict)
    if locked or check:
        if refused := _compared(
            built, settings, talk, locked=locked, check=check
        ):
            return refused
        if check:
            say(built.problems, talk)
            return exit_code(built.problems, strict=talk.strict)
    built, written, problem = _write(built, settings)
    problems = (*built.problems, *((problem,) if problem else ()))
    say(problems, talk)
    if (
        problem is None
        and not talk.quiet
        and talk.output_format in ("text", "concise")
    ):
        click.echo(report.summary(built, written), nl=False, err=True)
        if (
            settings.lock_file
            and settings.lock_file.exists()
            and not settings.is_whole
        ):
            click.echo(
                "a part of the project: the packages hold these cards only, mkdecks.lock stays",
                err=True,
            )
    code = exit_code(problems, strict=talk.strict)
    return code or ExitCode.FINE


def _compared(
    built: Build, settings: Settings, talk: Talk, *, locked: bool, check: bool
) -> int:
    """Show what differs from the lock and return 1, or 0 when nothing does."""
    from ..history.changes import changes, counted
    from ..history.lock import is_current, lock_text
    from ..history.settle import shown
    from ..model.problems import problem
    from ..report.changes import changes_text

    assert settings.lock_file is not None  # noqa: S101 - a whole project has one
    is_stale = locked and not is_current(
        settings.lock_file, lock_text(built.after)
    )
    reaches_learners = check and set(map(shown, built.before.entries)) != set(
        map(shown, built.after.entries)
    )
    if not is_stale and not reaches_learners:
        return ExitCode.FINE
    found = changes(built.before.entries, built.after.entries)
    if talk.output_format in ("text", "concise") and not talk.quiet:
        text = changes_text(
            found, "text", colour=use_colour(talk.color, sys.stderr)
        )
        click.echo(text, nl=False, err=True, color=True)
    told = counted(found) or (
        "notes are rendered anew"
        if reaches_learners
        else "only what mkdecks notes for itself"
    )
    if is_stale:
        say(
            (
                *built.problems,
                problem("MK607", f"mkdecks.lock would change: {told}"),
            ),
            talk,
        )
    else:
        say(built.problems, talk)
        if not talk.quiet and talk.output_format in ("text", "concise"):
            click.echo(
                f"a build would change this for learners: {told}", err=True
            )
    return ExitCode.PROBLEMS


def _write(
    built: Build, settings: Settings
) -> tuple[Build, list[tuple[str, int]], Problem | None]:
    """Write the packages, and before them the lock; what was written, or the Problem that kept it from being written.

    Outside a project the packages that are there already are the memory of ids and
    times.
    """
    from ..config.settings import as_typed
    from ..history.lock import is_current, lock_text
    from ..model.problems import problem
    from ..output.formats import apkg
    from ..output.plan import plan
    from ..output.staging import Staged

    of_project = settings.origins.get("out") not in (None, "command line") or (
        settings.config_file and not settings.paths
    )
    out = settings.root / settings.out if of_project else Path(settings.out)
    if out.suffix.lower() != ".apkg" and (
        out.is_file() or out.suffix.lower() in OTHER_FILES
    ):
        message = f"{settings.out} is no folder, and the name of a package ends in .apkg"
        return (
            built,
            [],
            problem(
                "MK501",
                message,
                help="name a folder, or a file that ends in .apkg",
            ),
        )
    packages = plan(built.packaged, settings.package, out)
    if settings.lock_file is None or (
        not settings.is_whole and not settings.lock_file.exists()
    ):
        built = _remembering(built, packages)
        packages = plan(built.packaged, settings.package, out)
    lock = None
    if (
        settings.lock_file
        and settings.is_whole
        and not is_current(settings.lock_file, text := lock_text(built.after))
    ):
        lock = Staged(settings.lock_file.resolve(), text.encode())
    try:
        apkg.write(packages, lock)
    except OSError as error:
        files = [p.file for p in packages] + ([lock.file] if lock else [])
        target = next(
            (
                file
                for file in files
                if error.filename and file.name in str(error.filename)
            ),
            out,
        )
        where = as_typed(target)
        return (
            built,
            [],
            problem(
                "MK501", f"cannot write {where}: {error.strerror or error}"
            ),
        )
    return (
        built,
        [
            (str(as_typed(p.file)), sum(len(d.cards) for d in p.decks))
            for p in packages
        ],
        None,
    )


def _remembering(built: Build, packages: tuple[Package, ...]) -> Build:
    """A build with the ids and times of the packages that it replaces."""
    from ..cards.render import RENDERING
    from ..config.settings import as_typed
    from ..history.adopt import entry_of_note, read_package
    from ..model.records import Ledger
    from ..pipeline import remember

    read = [
        read_package(package.file, str(as_typed(package.file)))
        for package in packages
    ]
    entries = {
        entry.id: entry for ledger, _ in read for entry in ledger.entries
    }
    told = tuple(item for _, problems in read for item in problems)
    built = replace(built, problems=(*built.problems, *told))
    if not entries:
        return built
    return remember(
        built,
        Ledger(tuple(entries.values()), 0, RENDERING),
        now(),
        entry_of_note,
    )
