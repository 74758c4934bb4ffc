"""What a process imports and reads once, from which the commands of the tests are forked.

It reads a page as well, so that the words of all languages are at hand.
"""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path

from click.testing import CliRunner

from mkdecks.cli import COMMANDS, cli

for name in COMMANDS:
    import_module(f"mkdecks.cli.{name}")
with tempfile.TemporaryDirectory() as folder:
    page = Path(folder, "page.md")
    page.write_text("# FAQ\n\n## What is a bow?\n\nThe front.\n", "utf-8")
    CliRunner().invoke(cli, ["build", str(page), "--out", folder])
