"""mkdecks build: sources -> .apkg files, and the lock that remembers them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import ExitCode
from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
    use_colour,
)
from ._run import (
    is_stopped,
    print_problems,
    reported,
    run,
    with_no_cards_problem,
)

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..model.records import Problem
    from ..output.files import Package, Staged
    from ..pipeline import Build

# Endings of what people may mean by a package, so that none becomes a folder's name.
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
@click.option(
    "--force",
    is_flag=True,
    help="Replace packages that mkdecks has not written.",
)
@report_options
def command(
    sources: SourceOptions,
    out: str | None,
    locked: bool,
    check: bool,
    force: bool,
    report: ReportOptions,
) -> int:
    """Make Anki packages from pages, folders or a mkdocs site.

    Without PATH it builds what mkdecks.toml names, else the site of mkdocs.yml, else
    decks/. An error in any source leaves the old packages as they are. mkdecks.lock
    keeps the ids and times of the notes: in a project, commit it.
    """
    settings, built = run(sources, out=out)
    if locked or check:
        _refuse_parts(settings, built, "--locked" if locked else "--check")
    built = with_no_cards_problem(built)
    if not built.cards or is_stopped(built, settings):
        return _without_writing(built, report)
    if _differs(built, settings, report, locked=locked, check=check):
        return ExitCode.PROBLEMS
    if check:
        return reported(built.problems, report)
    packages, unwritten = _write(built, settings, force=force)
    code = reported((*built.problems, *unwritten), report)
    if not unwritten and report.is_for_people:
        _print_summary(built, settings, packages)
    return code


def _refuse_parts(settings: Settings, built: Build, option: str) -> None:
    """Raise UsageError where a run says nothing of the whole lock."""
    if not settings.is_project:
        reason = "needs a project; `mkdecks init` makes one"
        raise click.UsageError(f"{option} {reason}")
    is_part = settings.paths and not built.is_remembered
    if is_part or settings.enable:
        raise click.UsageError(f"{option} takes no PATH and no --enable")


def _without_writing(built: Build, report: ReportOptions) -> int:
    """Say why nothing is written."""
    from ..report.problems import totals

    code = reported(built.problems, report)
    if report.output_format in ("text", "concise"):
        advice = ""
        if built.cards and built.refused:
            advice = "; --keep-going builds from the other sources"
        message = f"nothing was written: {totals(built.problems)}{advice}"
        click.echo(message, err=True)
    return code


def _differs(
    built: Build,
    settings: Settings,
    report: ReportOptions,
    *,
    locked: bool,
    check: bool,
) -> bool:
    """Whether a build would change the lock, or anything for a learner; says what."""
    from ..history.changes import change_counts, changes
    from ..history.lock import is_current, lock_text
    from ..history.settle import reaches_learners
    from ..model.problems import problem
    from ..report.changes import changes_text

    before, after = built.before.entries, built.after.entries
    is_stale = locked and not is_current(
        settings.lock_file, lock_text(built.after)
    )
    is_news = check and reaches_learners(before, after)
    if not is_stale and not is_news:
        return False
    differences = changes(before, after)
    if report.is_for_people:
        colour = use_colour(report.color, sys.stderr)
        text = changes_text(differences, "text", colour=colour)
        click.echo(text, nl=False, err=True, color=True)
    summary = change_counts(differences)
    if not summary:
        summary = "only what mkdecks notes for itself"
        if is_news:
            summary = "notes are rendered anew"
    problems = built.problems
    if is_stale:
        message = f"mkdecks.lock would change: {summary}"
        problems = (*problems, problem("MK607", message))
    print_problems(problems, report)
    if not is_stale and report.is_for_people:
        message = f"a build would change this for learners: {summary}"
        click.echo(message, err=True)
    return True


def _write(
    built: Build, settings: Settings, *, force: bool
) -> tuple[Sequence[Package], Sequence[Problem]]:
    """Write the packages, and before them the lock.

    The result is the packages, or none and what kept them from being written.
    """
    from ..model.problems import problem
    from ..output.files import is_package_name, plan, replace_together

    out = settings.out_path
    is_other_file = out.is_file() or out.suffix.lower() in OTHER_FILES
    if is_other_file and not is_package_name(out):
        message = f"{settings.out} is no folder, and the name of a package ends in .apkg"
        help = "name a folder, or a file that ends in .apkg"
        return (), [problem("MK501", message, help=help)]
    packages = plan(built.packaged, settings.package, out)
    try:
        foreign = [] if force else list(_foreign(packages))
        if foreign:
            return (), foreign
        replace_together(_staged(built, settings, packages))
    except OSError as error:
        files = [settings.lock_file, *(package.file for package in packages)]
        return (), [_unwritable(error, files, out)]
    return packages, ()


def _foreign(packages: Sequence[Package]) -> Iterator[Problem]:
    """A Problem for each file in the way that mkdecks has not written."""
    from ..config.files import as_typed
    from ..model.problems import problem
    from ..model.records import Span
    from ..output.files import is_foreign

    for package in packages:
        if is_foreign(package.file):
            message = (
                "mkdecks has not written this package, and leaves it as it is"
            )
            span = Span(str(as_typed(package.file)))
            yield problem("MK605", message, span)


def _staged(
    built: Build, settings: Settings, packages: Sequence[Package]
) -> Iterator[Staged]:
    """The files of a build with their bytes, the lock first."""
    from ..history.lock import is_current, lock_text
    from ..output import formats
    from ..output.files import Staged

    if built.is_remembered:
        text = lock_text(built.after)
        if not is_current(settings.lock_file, text):
            yield Staged(settings.lock_file.resolve(), text.encode())
    apkg = formats.load(formats.PACKAGE)
    for package in packages:
        stream = io.BytesIO()
        apkg.write(package.decks, stream)
        yield Staged(package.file, stream.getvalue())


def _unwritable(error: OSError, files: Sequence[Path], out: Path) -> Problem:
    """The Problem of a file that cannot be written."""
    from ..config.files import as_typed
    from ..model.problems import problem

    target = out
    for file in files:
        if error.filename and file.name in str(error.filename):
            target = file
    reason = error.strerror or error
    return problem("MK501", f"cannot write {as_typed(target)}: {reason}")


def _print_summary(
    built: Build, settings: Settings, packages: Sequence[Package]
) -> None:
    from ..config.files import as_typed
    from ..report.summary import summary

    counted = [(str(as_typed(p.file)), p.card_count) for p in packages]
    click.echo(summary(built, counted), nl=False, err=True)
    if not built.is_remembered and settings.lock_file.exists():
        message = (
            "a part of the project: the packages hold these cards only,"
            f" {settings.lock_file.name} stays"
        )
        click.echo(message, err=True)
