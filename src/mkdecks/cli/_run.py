"""What the commands share: one run of the pipeline, and where its problems are printed."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ._exit import ExitCode, exit_code, is_decisive
from ._options import ReportOptions, SourceOptions, use_colour

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..dialects.kit.lost_questions import LostQuestions
    from ..model.records import Problem
    from ..pipeline import Build

MAX_EPOCH = 2**32
# A build makes many small records and drops few: collecting them early only costs.
_GC_THRESHOLDS = (100_000, 50, 100)


def now() -> int:
    """The time in seconds since 1970: SOURCE_DATE_EPOCH where it is set, else the clock."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not written:
        return int(time.time())
    is_number = written.isascii() and written.isdigit()
    if not is_number or not 1 <= int(written) <= MAX_EPOCH:
        message = (
            f"SOURCE_DATE_EPOCH is '{written}', but takes a number of seconds"
        )
        raise click.UsageError(f"{message} since 1970, 1 or more")
    return int(written)


def run(
    sources: SourceOptions,
    *,
    lost_questions: LostQuestions | None = None,
    keeps_pages: bool = False,
    **overrides: Any,
) -> tuple[Settings, Build]:
    """One run of the pipeline.

    Mistakes in the settings come back as the only problems of an empty Build.
    """
    from ..config.settings import load_settings
    from ..model.problems import has_errors
    from ..pipeline import Build, build
    from ._progress import progress_bar

    given = {
        "enable": sources.enable or None,
        "keep_going": sources.keep_going or None,
        **overrides,
    }
    settings, mistakes = load_settings(
        sources.paths, sources.config_file, overrides=given
    )
    if has_errors(mistakes):
        return settings, Build(problems=mistakes)
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
    with progress_bar() as progress:
        built = build(
            settings,
            now(),
            progress,
            lost_questions=lost_questions,
            keeps_pages=keeps_pages,
        )
    return settings, replace(built, problems=(*mistakes, *built.problems))


def print_problems(
    problems: Sequence[Problem],
    report: ReportOptions,
    *,
    to_stdout: bool = False,
) -> None:
    """Print the problems that the options ask for.

    They go to stderr, unless they are what the command was asked for.
    """
    from ..report.problems import problems_text, visible_problems

    stream = sys.stdout if to_stdout else sys.stderr
    visible = visible_problems(
        problems, quiet=report.quiet, verbose=report.verbose
    )
    if not visible and not to_stdout:
        return
    colour = use_colour(report.color, stream)
    text = problems_text(visible, report.output_format, colour=colour)
    click.echo(text, nl=False, err=not to_stdout, color=True)


def reported(
    problems: Sequence[Problem],
    report: ReportOptions,
    *,
    to_stdout: bool = False,
) -> ExitCode:
    """Print the problems; the exit code that they give a command."""
    print_problems(problems, report, to_stdout=to_stdout)
    return exit_code(problems, strict=report.strict)


def with_no_cards_problem(built: Build) -> Build:
    """A build without any card and without an error has one: that it has no cards."""
    from ..model.problems import has_errors
    from ..report.no_cards import no_cards

    if built.cards or has_errors(built.problems):
        return built
    return replace(built, problems=(*built.problems, no_cards(built)))


def is_stopped(built: Build, settings: Settings) -> bool:
    """Whether errors keep a build from giving any cards.

    Every error does, unless the user wants the sound sources.
    """
    from ..model.problems import has_errors

    stops = is_decisive if settings.keep_going else has_errors
    return stops(built.problems)
