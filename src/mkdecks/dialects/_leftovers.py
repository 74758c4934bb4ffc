"""What looks like a question and no dialect has taken: reported, so that nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..blocks import walk
from ..inlines import leads_elsewhere
from ..model import Page, Problem
from ..problems import problem
from ..wording import is_call_to_action, is_question

MAX_QUESTION = 200
_MISWRITTEN_RE = re.compile(r"(?:\?{2,4}\+?[ \t]*[\w\"\u201c']|!{2,4}[ \t]*[\w-]+[ \t:]*[\"\u201c\u201d'])")


def leftovers(page: Page) -> Iterator[Problem]:
    """An info for each unclaimed block that asks, or that seems meant as a question block."""
    for block, _ in walk(page):
        if block.kind not in ("paragraph", "heading") or len(block.text) > MAX_QUESTION:
            continue
        text = " ".join(block.text.split())
        if _MISWRITTEN_RE.match(text):
            help = 'write ??? question "...", the answer indented by four spaces below'
            yield problem("MK302", f"seems meant as a question block: {text[:80]}", block.span, help=help)
        elif is_question(text) and not is_call_to_action(text) and not leads_elsewhere([block]):
            yield problem("MK302", f"asks, but nothing marks its answer: {text}", block.span)
