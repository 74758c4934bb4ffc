"""mkdecks turns question-and-answer pages into Anki decks, and keeps them up to date."""

from __future__ import annotations

# Type checkers know the name; importing typing would take longer than the rest of
# `mkdecks --version`.
TYPE_CHECKING = False

__version__ = "0.1.0"
__all__ = [
    "Build",
    "Card",
    "Deck",
    "Problem",
    "Settings",
    "__version__",
    "build",
    "load_settings",
]

if TYPE_CHECKING:
    from .config.settings import Settings, load_settings
    from .model.notes import Card, Deck
    from .model.records import Problem
    from .pipeline import Build, build

_HOMES = {
    "Build": "pipeline",
    "Card": "model.notes",
    "Deck": "model.notes",
    "Problem": "model.records",
    "Settings": "config.settings",
    "build": "pipeline",
    "load_settings": "config.settings",
}


def __getattr__(name: str) -> object:
    """A public name, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return found
