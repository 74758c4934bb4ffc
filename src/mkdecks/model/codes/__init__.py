"""The one table of problem codes, each with its severity, its title and its explanation.

A code never changes its meaning: scripts and CI rules rest on it. 1xx reading, 2xx includes, 3xx finding pairs,
4xx making cards, 5xx writing, 6xx the learners' history, 9xx settings.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import decks, history, pairs, settings, sources
from ._code import Code

CODES: Mapping[str, Code] = {**sources.CODES, **pairs.CODES, **decks.CODES, **history.CODES, **settings.CODES}
