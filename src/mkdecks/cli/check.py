"""mkdecks check: problems only."""

from __future__ import annotations

import click

from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
)
from ._run import reported, run


@click.command("check")
@source_options
@report_options
def command(sources: SourceOptions, report: ReportOptions) -> int:
    """Report what is wrong in the sources.

    Builds nothing, and is quiet where there is nothing to say.
    """
    _, built = run(sources)
    return reported(built.problems, report, to_stdout=True)
