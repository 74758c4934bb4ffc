"""mkdecks cards: what would be built."""

from __future__ import annotations

import sys

import click

from ..output import formats
from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
)
from ._run import is_stopped, reported, run, with_no_cards_problem


@click.command("cards")
@source_options
@click.option(
    "--format",
    "card_format",
    type=click.Choice(("text", *formats.text_names())),
    default="text",
    show_default=True,
    help="How cards are written.",
)
@report_options
def command(
    sources: SourceOptions, card_format: str, report: ReportOptions
) -> int:
    """Show the cards that a build would write.

    As text it is a line a card, and with -v its answer below.
    """
    from ..report.cards import card_lines

    settings, built = run(sources)
    built = with_no_cards_problem(built)
    if not is_stopped(built, settings):
        if card_format == "text":
            for line in card_lines(built.decks, with_answers=report.verbose):
                click.echo(line)
        else:
            stdout = sys.stdout.buffer
            formats.load(card_format).write(built.decks, stdout)
            stdout.flush()
    return reported(built.problems, report)
