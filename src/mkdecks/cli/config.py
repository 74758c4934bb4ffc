"""mkdecks config: the merged settings and where each came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ._options import (
    ReportOptions,
    config_option,
    paths_argument,
    report_options,
)
from ._run import reported

if TYPE_CHECKING:
    from ..config.settings import Settings


@click.command("config")
@paths_argument
@config_option
@report_options
def command(
    paths: tuple[str, ...], config_file: str | None, report: ReportOptions
) -> int:
    """Print the settings of a build and where each came from."""
    from .. import dialects
    from ..config.settings import load_settings

    settings, mistakes = load_settings(paths, config_file)
    mistakes = (*mistakes, *dialects.load(settings)[1])
    for line in _lines(settings):
        click.echo(line)
    return reported(mistakes, report)


def _lines(settings: Settings) -> Iterator[str]:
    """The settings as a config that gives them."""
    yield f"# root: {settings.root}"
    yield f"# config: {settings.config_file or 'none found'}"
    yield "[project]"
    yield from _own_lines(settings, "project")
    for name, rules in (
        ("deck", settings.decks),
        ("dialect", settings.dialects),
    ):
        origin = settings.origins.get(f"{name}s", "default")
        for rule in rules:
            yield ""
            yield f"[[{name}]]  # {origin}"
            yield from _rule_lines(rule)
    yield ""
    yield "[tags]"
    yield from _own_lines(settings, "tags")


def _own_lines(settings: Settings, table: str) -> Iterator[str]:
    """The keys of a table, each with its origin, or with what its absence means."""
    from ..config.keys import keys_of, toml_value

    for key in keys_of(type(settings), table):
        value = getattr(settings, key.attribute)
        origin = settings.origins.get(key.attribute, "default")
        if value is None:
            yield f"# {key.name}: {key.purpose}"
        else:
            yield f"{key.name} = {toml_value(value)}  # {origin}"


def _rule_lines(rule: Any) -> Iterator[str]:
    """The keys of a [[deck]] or [[dialect]] that say something."""
    from ..config.keys import keys_of, toml_value

    for key in keys_of(type(rule)):
        value = getattr(rule, key.attribute)
        if value:
            yield f"{key.name} = {toml_value(value)}"
