"""The options that commands share, each group of them handed to a command as one record."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any, NamedTuple, TextIO

import click

OUTPUT_FORMATS = ("text", "concise", "json", "github")
COLOURS = ("auto", "always", "never")

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


class SourceOptions(NamedTuple):
    """What a command is to read: PATHs, the config, and what changes the reading."""

    paths: tuple[str, ...] = ()
    config_file: str | None = None
    enable: tuple[str, ...] = ()
    keep_going: bool = False


class ReportOptions(NamedTuple):
    """How a command reports: the format of problems, how many of them, the colours."""

    output_format: str = "text"
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"

    @property
    def is_for_people(self) -> bool:
        """Whether there may be lines beside the problems."""
        return not self.quiet and self.output_format in ("text", "concise")


def use_colour(choice: str, stream: TextIO) -> bool:
    """Whether to write in colour: https://no-color.org and https://force-color.org."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _as_record(
    name: str,
    record: type[SourceOptions | ReportOptions],
    *options: Decorator,
) -> Decorator:
    """A decorator that adds options to a command and hands them to it as one record."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def called(**values: Any) -> Any:
            taken = [values.pop(field) for field in record._fields]
            return command(**values, **{name: record(*taken)})

        decorated: Command = called
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


paths_argument = click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path()
)
config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(),
    metavar="FILE",
    help="Use this config file.",
)
enable_option = click.option(
    "--enable",
    multiple=True,
    metavar="DIALECT",
    help="Also read a dialect that is off by default.",
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Show errors only."
)
color_option = click.option(
    "--color",
    type=click.Choice(COLOURS),
    default="auto",
    help="Colour the output.",
)
source_options = _as_record(
    "sources",
    SourceOptions,
    paths_argument,
    config_option,
    enable_option,
    click.option(
        "--keep-going",
        is_flag=True,
        help="Use the sound sources when others have errors.",
    ),
)
report_options = _as_record(
    "report",
    ReportOptions,
    click.option(
        "--output-format",
        type=click.Choice(OUTPUT_FORMATS),
        default="text",
        show_default=True,
        help="How problems are written.",
    ),
    click.option(
        "--strict", is_flag=True, help="Exit with 1 for warnings too."
    ),
    quiet_option,
    click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Show also what looked like a question and was refused.",
    ),
    color_option,
)
