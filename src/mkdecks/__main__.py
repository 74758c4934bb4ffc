"""The command ``mkdecks``, and ``python -m mkdecks``."""

from __future__ import annotations

import signal

# Until the command line has a handler of its own, Ctrl-C ends the process as it ends
# any other: without a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)


def main() -> int:
    """Run the command line."""
    from .cli import main as run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
