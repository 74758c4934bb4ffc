"""mkdecks cards: what would be built, one card a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ._exit import exit_code
from ._run import Request, Talk, run, say, source_options, stopped, talk_options

if TYPE_CHECKING:
    from ..model.records import Card


@click.command("cards")
@source_options
@click.option(
    "--format",
    "card_format",
    type=click.Choice(("text", "jsonl", "markdown")),
    default="text",
    show_default=True,
    help="How cards are written.",
)
@talk_options
def command(request: Request, card_format: str, talk: Talk) -> int:
    """Show the cards that a build would write."""
    from ..model.problems import has_errors
    from ..output.formats import jsonl, markdown
    from ..pipeline import no_cards

    settings, built = run(request)
    if not built.cards and not has_errors(built.problems):
        built = replace(built, problems=(*built.problems, no_cards(built)))
    if not stopped(built, settings):
        write = {"jsonl": jsonl.lines, "markdown": markdown.lines}.get(
            card_format, _rows
        )
        for line in write(built.cards):
            click.echo(line)
    say(built.problems, talk)
    return exit_code(built.problems, strict=talk.strict)


def _rows(cards: Iterable[Card]) -> Iterator[str]:
    from ..report.problems import clean

    deck = None
    for card in cards:
        if card.deck != deck:
            deck = card.deck
            yield clean(deck)
        tags = f"  [{' '.join(card.tags)}]" if card.tags else ""
        yield f"  {clean(card.span.path)}:{card.span.line}: {clean(card.question)}{clean(tags)}"
