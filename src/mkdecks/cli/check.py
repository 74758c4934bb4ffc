"""mkdecks check: problems only."""

from __future__ import annotations

import click

from ._exit import exit_code
from ._options import (
    ReportOptions,
    SourceOptions,
    report_options,
    source_options,
)
from ._run import print_problems, run


@click.command("check")
@source_options
@report_options
def command(sources: SourceOptions, report: ReportOptions) -> int:
    """Report what is wrong in the sources.

    Builds nothing, and is quiet where there is nothing to say.
    """
    _, built = run(sources)
    print_problems(built.problems, report, to_stdout=True)
    return exit_code(built.problems, strict=report.strict)
