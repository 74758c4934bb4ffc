"""mkdecks config: the merged settings and where each came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ._exit import exit_code
from ._run import Talk, say, settings_for, talk_options

if TYPE_CHECKING:
    from ..config.settings import Settings


@click.command("config")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--config",
    "config_file",
    type=click.Path(),
    metavar="FILE",
    help="Use this config file.",
)
@talk_options
def command(paths: tuple[str, ...], config_file: str | None, talk: Talk) -> int:
    """Print the settings of a build and where each came from."""
    settings, problems = settings_for(paths, config_file)
    for line in _lines(settings):
        click.echo(line)
    say(problems, talk)
    return exit_code(problems, strict=talk.strict)


def _lines(settings: Settings) -> Iterator[str]:
    yield f"# root: {settings.root}"
    yield f"# config: {settings.config_file or 'none found'}"
    yield "[project]"
    for key in (
        "name",
        "out",
        "package",
        "site_url",
        "derived",
        "retired",
        "retired_releases",
    ):
        yield _line(
            key, getattr(settings, key), settings.origins.get(key, "default")
        )
    for rule in settings.decks:
        yield ""
        yield f"[[deck]]  # {settings.origins.get('decks', 'default')}"
        for key in (
            "name",
            "sources",
            "exclude",
            "split",
            "tags",
            "dialects",
            "reverse",
        ):
            if value := getattr(rule, key):
                yield _line(key, value)
    for dialect in settings.dialects:
        yield ""
        yield f"[[dialect]]  # {settings.origins.get('dialects', 'default')}"
        for key in ("name", "question", "answer", "end"):
            if value := getattr(dialect, key):
                yield _line(key, value)
    yield ""
    yield "[tags]"
    yield _line(
        "from", settings.tags_from, settings.origins.get("tags_from", "default")
    )
    if settings.vocabularies is None:
        yield "# vocabularies: chosen for each page by what its folder and title say"
    else:
        yield _line(
            "vocabularies",
            settings.vocabularies,
            settings.origins.get("vocabularies", "default"),
        )


def _line(key: str, value: object, origin: str = "") -> str:
    written = json.dumps(
        list(value) if isinstance(value, tuple) else value, ensure_ascii=False
    )
    return f"{key} = {written}" + (f"  # {origin}" if origin else "")
