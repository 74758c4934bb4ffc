"""A bar on a terminal, once a run has taken about a second; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DELAY = 1.0


class _Bar:
    """Appears when it is called later than DELAY after its making."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` sources have been read."""
        if self._shown is None and time.monotonic() - self._started > DELAY:
            from rich.console import Console
            from rich.progress import Progress

            progress = Progress(console=Console(stderr=True), transient=True)
            progress.start()
            self._shown = progress, progress.add_task("reading")
        if self._shown:
            progress, task = self._shown
            progress.update(task, completed=done, total=total)

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._shown[0].stop()


@contextmanager
def progress_bar() -> Iterator[_Bar | None]:
    """A function to call with how far a run is; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.stop()
