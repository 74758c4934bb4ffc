"""Components of MDX: ``<FAQ question="How ...?"> ... </FAQ>``, accordions that ask.

Shortcodes of Hugo too: ``{{< faq "How ...?" >}} ... {{< /faq >}}``. A component named
otherwise, or with a title that does not ask, is the page's furniture.
"""

from __future__ import annotations

import re

from ..language.question_text import is_call_to_action, is_question
from ..model.records import Block, Page, Results
from ..pages.tree import title_of
from .kit.answered import titled
from .kit.places import outside

ORDER = 12
_QUESTION_NAME_RE = re.compile(
    r"faq|question|accordion|collaps|details|disclosure|toggle|expand|spoiler|fold"
    r"|q(?:and|n|&)?a(?:item)?$",
    re.I,
)


def recognise(page: Page) -> Results:
    """One Pair for each component that asks in an attribute and holds an answer."""
    for block, _ in outside(page, "component", _asks):
        title = title_of(block)
        if title and _asks(block):
            reason = f"{block.mark} with a question"
            yield titled(block, title, reason=reason, span=block.span)


def _asks(block: Block) -> bool:
    title = title_of(block)
    if title is None or not title.text.strip():
        return False
    if block.tokens[0].meta["attribute"] in ("question", "q"):
        return True
    is_asking = is_question(title.text) and not is_call_to_action(title.text)
    return is_asking and bool(_QUESTION_NAME_RE.search(block.label))
