"""mkdecks topics: vocabularies, and how many cards speak of each topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ._exit import exit_code
from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
)
from ._run import is_stopped, print_problems, run

if TYPE_CHECKING:
    from ..pipeline import Build


@click.command("topics")
@source_options
@click.option(
    "--list",
    "list_all",
    is_flag=True,
    help="List the topics of the vocabularies instead of counting cards.",
)
@report_options
def command(
    sources: SourceOptions, list_all: bool, report: ReportOptions
) -> int:
    """Count the cards of each topic."""
    from ..cards.vocabulary_files import load_vocabularies
    from ..config.settings import load_settings

    if list_all:
        settings, mistakes = load_settings(sources.paths, sources.config_file)
        print_problems(mistakes, report)
        for vocabulary in load_vocabularies(settings)[0]:
            for topic in vocabulary.topics:
                click.echo(f"{vocabulary.name}  {topic}")
        return exit_code(mistakes, strict=report.strict)
    settings, built = run(sources, tags_from=("topics",))
    print_problems(built.problems, report)
    if not is_stopped(built, settings):
        vocabularies = load_vocabularies(settings)[0]
        for vocabulary in vocabularies:
            count = len(vocabulary.topics)
            click.echo(f"# {vocabulary.name}: {count} topics", err=True)
        topics = {topic for v in vocabularies for topic in v.topics}
        _print_counts(built, topics)
    return exit_code(built.problems, strict=report.strict)


def _print_counts(built: Build, topics: set[str]) -> None:
    """The topics with the number of their cards, the most frequent first."""
    tags = [tag for card in built.cards for tag in card.tags]
    counts = Counter(tag for tag in tags if tag in topics)
    for topic, number in sorted(
        counts.items(), key=lambda item: (-item[1], item[0])
    ):
        click.echo(f"{number:5}  {topic}")
