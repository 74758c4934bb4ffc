"""Code that solves a task: where it begins below the task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.records import Block
from ...pages.inline import has_content
from .blocks import CODE, Blocks

# Code below such a line is part of the task, where more code follows.
_EXAMPLE_RE = re.compile(
    r"\b(?:examples?|inputs?|outputs?|samples?|given|e\.g\.|for instance)\b"
    r"[^\n]*:\s*\Z",
    re.I,
)
# What stands in code that a reader is to write.
_OPEN_RE = re.compile(
    r"\bTODO\b|\byour (?:code|answer|solution)\b|^\s*(?:pass|\.{3}|\?{3})\s*$"
    r"|_{3,}",
    re.I | re.M,
)


def is_code(blocks: Sequence[Block]) -> bool:
    """Whether all that blocks show is code with no place for a reader's own."""
    shown = [block for block in blocks if has_content([block])]
    is_all = bool(shown) and all(block.kind in CODE for block in shown)
    return is_all and not any(_OPEN_RE.search(block.content) for block in shown)


def task_and_code(blocks: Sequence[Block]) -> tuple[Blocks, Blocks] | None:
    """What belongs to a task, and what solves it from the first code on.

    Code below a line that calls it an example is part of the task, where more code
    follows. None where there is no code.
    """
    codes = [i for i, block in enumerate(blocks) if block.kind in CODE]
    if not codes:
        return None
    solutions = [
        place
        for place in codes
        if place == 0 or not _EXAMPLE_RE.search(blocks[place - 1].text)
    ]
    place = (solutions or codes[-1:])[0]
    return tuple(blocks[:place]), tuple(blocks[place:])
