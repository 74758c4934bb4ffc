"""The formats that decks are written in, one module each, found by themselves.

A format is a module of this package with a docstring (its first line says what the
format is for), ``ENDING``, the ending of its files, and ``write(decks, stream)``, which
writes the cards as bytes. The same decks give the same bytes.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

# The format of packages: the only one that is no text.
PACKAGE = "apkg"


def text_names() -> tuple[str, ...]:
    """The names of the formats that can be printed, in order; none is imported for it."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(name for name in names if name != PACKAGE)


def load(name: str) -> ModuleType:
    """The format of a name that ``text_names`` has, or of PACKAGE: its module."""
    return import_module(f"{__name__}.{name}")
