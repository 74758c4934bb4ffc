"""A bar on a terminal, once a run has taken about a second; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

DELAY = 1.0


class _Bar:
    """A bar that appears when it is called later than DELAY after it was made."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._progress: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` sources have been read."""
        if time.monotonic() - self._start <= DELAY:
            return
        if self._progress is None:
            self._progress = _started()
        for task in self._progress.task_ids:
            self._progress.update(task, completed=done, total=total)

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress:
            self._progress.stop()


def _started() -> Progress:
    """A bar on stderr, which leaves nothing behind."""
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    progress.add_task("reading")
    progress.start()
    return progress


@contextmanager
def progress_bar() -> Iterator[_Bar | None]:
    """A function to call with how far a run is; None where stderr is no terminal."""
    bar = _Bar() if sys.stderr.isatty() else None
    try:
        yield bar
    finally:
        if bar:
            bar.stop()
