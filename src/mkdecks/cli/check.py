"""mkdecks check: problems only."""

from __future__ import annotations

import click

from ._exit import exit_code
from ._run import Request, Talk, run, say, source_options, talk_options


@click.command("check")
@source_options
@talk_options
def command(request: Request, talk: Talk) -> int:
    """Report what is wrong in the sources.

    Builds nothing, and is quiet where there is nothing to say.
    """
    _, built = run(request)
    say(built.problems, talk, to_stdout=True)
    return exit_code(built.problems, strict=talk.strict)
