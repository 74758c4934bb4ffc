"""mkdecks show: how a source was read, block by block."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import exit_code
from ._run import Talk, now, say, settings_for, talk_options, use_colour

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..pipeline import Read

MAX_WIDTH = 120


@click.command("show")
@click.argument("target", metavar="FILE[:LINE]")
@click.option(
    "--config",
    "config_file",
    type=click.Path(),
    metavar="FILE",
    help="Use this config file.",
)
@click.option(
    "--enable",
    multiple=True,
    metavar="DIALECT",
    help="Also read a dialect that is off by default.",
)
@talk_options
def command(
    target: str, config_file: str | None, enable: tuple[str, ...], talk: Talk
) -> int:
    """Show how a file was read.

    Its blocks, which dialect claimed each and why, the card each became, and why the
    others became none. With a LINE only that line's block, with its card in full.
    """
    from ..model.problems import has_errors
    from ..pipeline import inspect
    from ..report.listing import Listing
    from ..report.problems import styled

    path, line = _divided(target)
    settings, problems = settings_for(
        (path,), config_file, overrides={"enable": enable or None}
    )
    if has_errors(problems):
        say(problems, talk)
        return exit_code(problems)
    reads, problems = inspect(settings, now())
    width = min(shutil.get_terminal_size((MAX_WIDTH, 24)).columns, MAX_WIDTH)
    colour = use_colour(talk.color, sys.stdout)
    unread = list(problems)
    for read in reads:
        if read.page is None:
            unread += read.problems
            continue
        _check_line(line, read)
        listing = Listing(read, width, line)
        if line is not None and not listing.is_claimed():
            listing = replace(listing, hints=_switches(settings, line))
        click.echo(styled(list(listing.pieces()), colour), nl=False, color=True)
    say(unread, talk)
    return exit_code(unread)


def _divided(target: str) -> tuple[str, int | None]:
    """The file and the line of FILE:LINE; a file whose name ends so is meant itself."""
    match = re.fullmatch(r"(.+):(\d{1,9})", target)
    return (
        (match[1], int(match[2]))
        if match and not Path(target).exists()
        else (target, None)
    )


def _check_line(line: int | None, read: Read) -> None:
    from ..report.listing import page_lines

    if (
        line is not None
        and read.page is not None
        and not 1 <= line <= page_lines(read.page)
    ):
        path, last = read.page.source.path, page_lines(read.page)
        raise click.UsageError(
            f"there is no line {line} in {path}, which has {last}"
        )


def _switches(settings: Settings, line: int) -> dict[str, str]:
    """The dialects that are off and would make a card of a line, each with the card's question."""
    from ..dialects import summaries
    from ..pipeline import inspect
    from ..report.listing import Listing

    found = {}
    for name in (
        name
        for name, _, on in summaries()
        if not on and name not in settings.enable
    ):
        reads, _ = inspect(
            replace(settings, enable=(*settings.enable, name)), now()
        )
        for read in reads:
            if read.cards and Listing(read, MAX_WIDTH, line).is_claimed():
                card = next(
                    (
                        c
                        for c in read.cards
                        if c.span.line == line and c.dialect == name
                    ),
                    None,
                )
                if card:
                    found[name] = card.question
    return found
