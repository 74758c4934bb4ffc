"""mkdecks topics: vocabularies, and how many cards speak of each topic."""

from __future__ import annotations

from collections import Counter

import click

from ._exit import exit_code
from ._run import (
    Request,
    Talk,
    run,
    say,
    settings_for,
    source_options,
    stopped,
    talk_options,
)


@click.command("topics")
@source_options
@click.option(
    "--list",
    "list_all",
    is_flag=True,
    help="List the topics of the vocabularies instead of counting cards.",
)
@talk_options
def command(request: Request, list_all: bool, talk: Talk) -> int:
    """Count the cards of each topic."""
    from ..cards.vocabulary_files import load_vocabularies

    if list_all:
        settings, problems = settings_for(request.paths, request.config_file)
        say(problems, talk)
        for vocabulary in load_vocabularies(settings)[0]:
            for topic in vocabulary.topics:
                click.echo(f"{vocabulary.name}  {topic}")
        return exit_code(problems, strict=talk.strict)
    settings, built = run(request, tags_from=("topics",))
    say(built.problems, talk)
    if stopped(built, settings):
        return exit_code(built.problems, strict=talk.strict)
    vocabularies = load_vocabularies(settings)[0]
    for vocabulary in vocabularies:
        click.echo(
            f"# {vocabulary.name}: {len(vocabulary.topics)} topics", err=True
        )
    known = {
        topic for vocabulary in vocabularies for topic in vocabulary.topics
    }
    counts = Counter(
        tag for card in built.cards for tag in card.tags if tag in known
    )
    for topic, number in sorted(
        counts.items(), key=lambda item: (-item[1], item[0])
    ):
        click.echo(f"{number:5}  {topic}")
    return exit_code(built.problems, strict=talk.strict)
