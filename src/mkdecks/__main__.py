"""The command ``mkdecks``, and ``python -m mkdecks``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; an interrupt while its modules are still being imported is quiet too."""
    try:
        from .cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("mkdecks: interrupted\n")
        return 130
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
