"""The mkdecks command; each of its commands is a module, imported when it is called.

What belongs here: options, the order in which a command asks the other packages, and
its exit code.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType

import click

from .. import __version__
from ._exit import ExitCode

COMMANDS = tuple(
    """build cards check config completion dialects diff draft explain init show
    topics""".split()
)


# The backspace tells click to keep the lines of a paragraph as they are.
HELP = """Turn question-and-answer pages that people already write into Anki decks.

\b
Start with:
  mkdecks build notes.md      make a deck of one page, in dist/
  mkdecks build docs/         make decks of a folder or a mkdocs site
  mkdecks cards docs/         see the cards without writing anything
"""


class _Lazy(click.Group):
    """A group that imports a command's module when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(
        self, ctx: click.Context, name: str
    ) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from ..model.hints import nearest_or_all
            from ..pages import formats

            if Path(name).exists() or name.endswith(formats.endings()):
                ctx.fail(
                    f"'{name}' is no command; to build it: mkdecks build {name}"
                )

            hint = nearest_or_all(name.lower(), COMMANDS, cutoff=0.5)
            ctx.fail(f"there is no command '{name}'; {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Lazy,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
    help=HELP,
    epilog=(
        "Exit codes: 0 fine, 1 problems found or no cards,"
        " 2 usage, settings or output, 130 interrupted."
    ),
)
@click.version_option(
    __version__, prog_name="mkdecks", message="%(prog)s %(version)s"
)
def cli() -> None:
    """Turn question-and-answer pages that people already write into Anki decks."""


def _discard_output() -> None:
    """Let Python's own flush at exit go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Interrupted(BaseException):
    """Ctrl-C; not KeyboardInterrupt, which click answers with an empty line of its own."""


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise _Interrupted


def main() -> int:
    """Run the command line; never a traceback, one line for an interrupt."""
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, _interrupt)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        result = cli.main(standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except (click.Abort, KeyboardInterrupt, _Interrupted):
        sys.stderr.write("mkdecks: interrupted\n")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (
        BrokenPipeError,
        SystemExit,
    ):  # the reader of our output, such as `head`, has gone; click exits by itself
        _discard_output()
        return ExitCode.FINE
    except Exception as error:
        if os.environ.get("MKDECKS_DEBUG"):
            raise
        sys.stderr.write(f"mkdecks: {_reason(error)}\n")
        if isinstance(error, OSError):
            _discard_output()
        return ExitCode.USAGE


def _reason(error: Exception) -> str:
    """Why a run ended, for its user."""
    if isinstance(error, OSError):
        name = error.filename or "the output"
        return f"cannot read or write {name}: {error.strerror or error}"
    return (
        f"internal error: {type(error).__name__}: {error}\n"
        "help: this is a defect of mkdecks; nothing was written. "
        "Run again with MKDECKS_DEBUG=1 and report what it shows."
    )
