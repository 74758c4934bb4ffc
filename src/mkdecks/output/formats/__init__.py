"""The formats that decks are written in, one module each, found by themselves.

A format is a module of this package with a docstring (its first line says what the
format is for), ``ENDING``, the ending of its files, and ``write(decks, stream)``, which
writes the cards as bytes. The same decks give the same bytes.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from ...model.notes import Deck

# The format of packages: the only one that is no text.
PACKAGE = "apkg"


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format by its name, which is that of its module."""

    name: str
    summary: str
    ending: str
    write: Callable[[Sequence[Deck], BinaryIO], None]


def text_names() -> tuple[str, ...]:
    """The names of the formats that can be printed, in order; none is imported for it."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(name for name in names if name != PACKAGE)


@cache
def load(name: str) -> OutputFormat:
    """The format of a name that ``text_names`` has, or of PACKAGE."""
    module = import_module(f"{__name__}.{name}")
    summary = (module.__doc__ or "").strip().split("\n")[0]
    return OutputFormat(name, summary, module.ENDING, module.write)
