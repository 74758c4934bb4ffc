"""mkdecks completion: the script that completes commands and options in a shell."""

from __future__ import annotations

import click

HELP = """Print a completion script for SHELL.

\b
bash:  eval "$(mkdecks completion bash)"
zsh:   eval "$(mkdecks completion zsh)"
fish:  mkdecks completion fish | source
"""


@click.command("completion", help=HELP)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> int:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    from . import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(cli, {}, "mkdecks", "_MKDECKS_COMPLETE").source())
    return 0
