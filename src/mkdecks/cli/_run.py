"""What the commands share: their options, one run of the pipeline, and where its problems are printed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..report.problems import FORMATS

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..model.records import Build, Problem

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a command is to read: PATHs, the config, and what changes the reading of sources."""

    paths: tuple[str, ...]
    config_file: str | None
    enable: tuple[str, ...]
    keep_going: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """How a command reports: the format of problems, how many of them, and whether in colour."""

    output_format: str
    quiet: bool
    verbose: bool
    color: str
    strict: bool


def _collected(name: str, record: type, *options: Decorator) -> Decorator:
    """A decorator that adds options to a command and hands them to it as one record."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def called(**values: Any) -> Any:
            of_record = {
                field.name: values.pop(field.name) for field in fields(record)
            }
            return command(**values, **{name: record(**of_record)})

        called.__name__, called.__doc__ = command.__name__, command.__doc__
        called.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
        wrapped: Callable[..., Any] = called
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return decorate


source_options = _collected(
    "request",
    Request,
    click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path()),
    click.option(
        "--config",
        "config_file",
        type=click.Path(),
        metavar="FILE",
        help="Use this config file.",
    ),
    click.option(
        "--enable",
        multiple=True,
        metavar="DIALECT",
        help="Also read a dialect that is off by default.",
    ),
    click.option(
        "--keep-going",
        is_flag=True,
        help="Use the sound sources when others have errors.",
    ),
)
talk_options = _collected(
    "talk",
    Talk,
    click.option(
        "--output-format",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How problems are written.",
    ),
    click.option(
        "--strict", is_flag=True, help="Exit with 1 for warnings too."
    ),
    click.option("-q", "--quiet", is_flag=True, help="Show errors only."),
    click.option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Show also what looked like a question and was refused.",
    ),
    click.option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        help="Colour the output.",
    ),
)


def use_colour(choice: str, stream: TextIO) -> bool:
    """https://no-color.org and https://force-color.org, over whether the stream is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def now() -> int:
    """The time of this run in seconds since 1970: SOURCE_DATE_EPOCH when set, else the clock."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not written:
        return int(time.time())
    if (
        not written.isascii()
        or not written.isdigit()
        or not 1 <= int(written) <= 2**32
    ):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH is '{written}', but takes a number of seconds since 1970, 1 or more"
        )
    return int(written)


def settings_for(
    paths: Sequence[str],
    config_file: str | None,
    *,
    overrides: Mapping[str, Any] | None = None,
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a run; names of dialects in them and on the command line are held to the known ones."""
    from .. import dialects
    from ..config.settings import load_settings, place_in_config

    settings, problems = load_settings(paths, config_file, overrides=overrides)
    known, more = dialects.load(settings)
    told = [
        *problems,
        *more,
        *known.unknown(settings.enable, "MK902"),
    ]
    for written in dict.fromkeys(
        name for rule in settings.decks for name in rule.dialects
    ):
        span, line = place_in_config(settings, written)
        told += [
            replace(wrong, excerpt=line)
            for wrong in known.unknown([written], "MK902", span)
        ]
    return settings, tuple(told)


def run(request: Request, **overrides: Any) -> tuple[Settings, Build]:
    """One run of the pipeline. Mistakes in the settings come back as the only problems of an empty Build."""
    import gc

    from ..model.problems import has_errors
    from ..model.records import Build
    from ..pipeline import build
    from ._progress import progress_bar

    values = {
        "enable": request.enable or None,
        "keep_going": request.keep_going or None,
        **overrides,
    }
    settings, problems = settings_for(
        request.paths, request.config_file, overrides=values
    )
    if has_errors(problems):
        return settings, Build((), problems)
    gc.freeze()
    gc.set_threshold(
        100_000, 50, 100
    )  # a build makes many small records and drops none: collecting early only costs
    with progress_bar() as progress:
        built = build(settings, now(), progress)
    return settings, replace(built, problems=(*problems, *built.problems))


def say(
    problems: Sequence[Problem], talk: Talk, *, to_stdout: bool = False
) -> None:
    """Print the problems that the options ask for, on stderr unless they are what the command was asked for."""
    from ..report import problems as report

    stream = sys.stdout if to_stdout else sys.stderr
    visible = report.shown(problems, quiet=talk.quiet, verbose=talk.verbose)
    if not visible and (talk.output_format != "json" or not to_stdout):
        return
    text = report.problems_text(
        visible, talk.output_format, colour=use_colour(talk.color, stream)
    )
    click.echo(text, nl=False, err=not to_stdout, color=True)


def stopped(build: Build, settings: Settings) -> bool:
    """Whether errors keep a build from giving any cards: all of them, unless the user wants the sound sources."""
    from ..model.problems import has_errors

    if not settings.keep_going:
        return has_errors(build.problems)
    return any(
        p.code.startswith(("MK5", "MK9")) and p.severity == "error"
        for p in build.problems
    )
