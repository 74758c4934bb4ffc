"""mkdecks dialects: the ways of writing questions that are read."""

from __future__ import annotations

import click


@click.command("dialects")
def command() -> int:
    """List the ways of writing questions that are read."""
    from ..dialects import summaries

    rows = summaries()
    width = max(len(name) for name, _, _ in rows)
    for name, summary, on in rows:
        state = "   " if on else "off"
        click.echo(f"{name:{width}}  {state}  {summary}".rstrip())
    return 0
