"""mkdecks show: how a source was read, block by block."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import exit_code
from ._options import (
    ReportOptions,
    SourceOptions,
    config_option,
    enable_option,
    report_options,
    use_colour,
)
from ._run import print_problems, run

if TYPE_CHECKING:
    from ..model.records import Problem, Source

MAX_WIDTH = 120
_TARGET_RE = re.compile(r"(.+):(\d{1,9})")


@click.command("show")
@click.argument("target", metavar="FILE[:LINE]")
@config_option
@enable_option
@report_options
def command(
    target: str,
    config_file: str | None,
    enable: tuple[str, ...],
    report: ReportOptions,
) -> int:
    """Show how a file was read.

    Its blocks, which dialect claimed each and why, the card each became, and why the
    others became none. With a LINE only that line's block, with its card in full.
    """
    from ..report.listing import Listing
    from ..report.outline import Outline
    from ..report.text import styled

    path, line = _divided(target)
    sources = SourceOptions((path,), config_file, enable)
    settings, built = run(sources, keeps_pages=True)
    width = min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH)
    colour = use_colour(report.color, sys.stdout)
    shown: set[Problem] = set()
    for result in built.pages:
        if result.page is None:
            continue
        outline = Outline(result, result.page, line)
        hints: dict[str, str] = {}
        if line is not None:
            _check_line(line, result.page.source)
            if not outline.is_claimed():
                hints = _switches(sources, line, set(settings.enable))
        listing = Listing(outline, width, hints)
        text = styled(listing.lines(), colour=colour)
        click.echo(text, nl=False, color=True)
        shown.update(result.problems)
    others = [item for item in built.problems if item not in shown]
    print_problems(others, report)
    return exit_code(others)


def _divided(target: str) -> tuple[str, int | None]:
    """The file and the line of FILE:LINE; a file whose name ends so is meant itself."""
    match = _TARGET_RE.fullmatch(target)
    if match is None or Path(target).exists():
        return target, None
    return match[1], int(match[2])


def _check_line(line: int, source: Source) -> None:
    """Raise UsageError for a line that the page does not have."""
    path = source.path
    last = len(source.excerpts.get(path, ()))
    if not 1 <= line <= last:
        raise click.UsageError(
            f"there is no line {line} in {path}, which has {last}"
        )


def _switches(
    sources: SourceOptions, line: int, enabled: set[str]
) -> dict[str, str]:
    """The dialects that are off and would make a card of a line, each with its question."""
    from ..dialects import summaries

    questions: dict[str, str] = {}
    off = [
        name
        for name, _, is_on in summaries()
        if not is_on and name not in enabled
    ]
    for name in off:
        _, built = run(sources._replace(enable=(*sources.enable, name)))
        for page in built.pages:
            for card in page.cards:
                place = card.span.path, card.span.line
                is_on_line = place == (page.file.path, line)
                if is_on_line and card.dialect == name:
                    questions.setdefault(name, card.question)
    return questions
