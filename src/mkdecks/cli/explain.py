"""mkdecks explain: a problem code in full."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain a problem CODE such as MK301, or list them."""
    from ..model.codes import CODES
    from ..model.hints import did_you_mean

    if code is None:
        for name, entry in CODES.items():
            click.echo(f"{name}  {entry.severity:7}  {entry.title}")
        return 0
    wanted = code.upper()
    if wanted not in CODES:
        hint = did_you_mean(wanted, CODES)
        hint = hint or "run `mkdecks explain` for the list"
        raise click.UsageError(f"there is no code '{code}'; {hint}")
    entry = CODES[wanted]
    click.echo(f"{wanted}  {entry.severity}: {entry.title}\n")
    click.echo(entry.explanation)
    return 0
