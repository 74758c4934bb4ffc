"""mkdecks topics: vocabularies, and how many cards speak of each topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
)
from ._run import is_stopped, reported, run

if TYPE_CHECKING:
    from ..cards.topics import Vocabulary
    from ..pipeline import Build


@click.command("topics")
@source_options
@click.option(
    "--list",
    "lists_topics",
    is_flag=True,
    help="List the topics of the vocabularies instead of counting cards.",
)
@report_options
def command(
    sources: SourceOptions, lists_topics: bool, report: ReportOptions
) -> int:
    """Count the cards of each topic."""
    from ..cards.vocabulary_files import load_vocabularies
    from ..config.settings import load_settings

    if lists_topics:
        settings, problems = load_settings(sources.paths, sources.config_file)
        code = reported(problems, report)
        _print_topics(load_vocabularies(settings)[0])
        return code
    settings, built = run(sources, tags_from=("topics",))
    code = reported(built.problems, report)
    if not is_stopped(built, settings):
        _print_counts(built, load_vocabularies(settings)[0])
    return code


def _print_topics(vocabularies: list[Vocabulary]) -> None:
    """Each topic behind the name of its vocabulary."""
    for vocabulary in vocabularies:
        for topic in vocabulary.topics:
            click.echo(f"{vocabulary.name}  {topic}")


def _print_counts(built: Build, vocabularies: list[Vocabulary]) -> None:
    """The topics with the number of their cards, the most frequent first."""
    topics = set[str]()
    for vocabulary in vocabularies:
        number = len(vocabulary.topics)
        click.echo(f"# {vocabulary.name}: {number} topics", err=True)
        topics.update(vocabulary.topics)
    tags = [tag for card in built.cards for tag in card.tags if tag in topics]
    # Of topics with as many cards, the first in the alphabet comes first.
    for topic, number in Counter(sorted(tags)).most_common():
        click.echo(f"{number:5}  {topic}")
