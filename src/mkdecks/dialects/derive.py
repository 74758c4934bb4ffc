"""Answers whose questions a scraper has dropped, in sections that announce questions: the question is derived.

The last resort, for plain text and web pages alone. An answer begins at the lead-in of
a list or table, below one, or with the definition of a new subject. Where its edges are
clear and its opening restates the question it becomes a card to be reviewed; every
other answer is reported with its lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.derivation import CONFIDENCE, Derived, derive
from ..language.page_titles import heads_question_bank
from ..language.phrases import sentences
from ..language.question_text import is_question
from ..model.problems import problem
from ..model.records import Block, Page, Pair, Problem
from ..pages.inline import text_block, text_of
from ..pages.tree import span_of
from .kit.answer import trim, without_footer

ORDER = 95
NAME = "derive"
# With more questions than this on the page none has been lost.
MAX_EXPLICIT = 4
_STRUCTURES = frozenset(
    {
        "bullet_list",
        "ordered_list",
        "table",
        "fence",
        "code_block",
        "blockquote",
    }
)
_CONTINUES_RE = re.compile(
    r"(?:additionally|moreover|furthermore|also|in addition|besides|however|but|and|or|then|thus|therefore|hence"
    r"|consequently|as a result|this|these|those|that|such|for (?:this|that|these|those)|it|its|they|their|he|she"
    r"|here|there (?:is|are) also|for (?:example|instance)|e\.g\.|examples?|some of (?:these|them)|the (?:following"
    r"|above|former|latter|result|output|same|second|third|other)|both|each|note|similarly|likewise|finally|lastly"
    r"|next|first|firstly|second|secondly|on the other hand|in (?:contrast|this|these|other words|short|summary"
    r"|general|practice|both)|overall|so|if|when(?! \w+ing\b)|while|by (?:default|contrast)|unlike|instead|otherwise"
    r"|meanwhile"
    r"|let(?:'|\u2019)s (?:see|look|consider|take))\b",
    re.I,
)
_ABOUT_THE_PAGE_RE = re.compile(
    r"let(?:'|\u2019)?s (?:start|begin|dive|take a look|move|get|go|explore|look at|now|continue)\b|\binterview(?:s"
    r"|ers?|ees?|ing)?\b|\b(?:this|our|the following) (?:\w+ )?(?:guide|article|post|section|list|tutorial|collection"
    r"|set of questions|group of questions|questions)\b"
    r"|\bthis (?:page|faq) (?:is|has|was|will|answers|collects|contains|covers|lists)\b"
    r"|\bquestions\b|\bwe (?:cover|have compiled|will (?:cover|discuss|look|go))\b|\bbrushing up\b",
    re.I,
)
_ANNOUNCES_RE = re.compile(
    r"[:,\uff1a]\s*\Z|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|some|a (?:few|number|couple)"
    r"|various|multiple|following|follows?|below|these|such as|includ(?:es?|ing)|e\.g|for example|for instance)\b",
    re.I,
)
_WORD_RE = re.compile(r"[a-z][a-z0-9+#-]{2,}")
_COMMON = frozenset(
    "the and for with that this from are can use used uses using when what how does which you your our they them will "
    "has have not its into also may more most other than then there these those such one two was were been being over "
    "under per via each any all some many both only very make makes made get gets new way ways allow allows enable "
    "enables provide "
    "provides without within because while".split()
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Blocks of one answer, and the question that its opening restates."""

    blocks: tuple[Block, ...]
    derived: Derived | None


def recognise(page: Page) -> Iterator[Pair | Problem]:
    """One Pair for each answer whose question can be told and whose edges are clear; the others are Problems."""
    if page.source.format == "markdown" or (
        page.source.format == "html" and page.claims
    ):
        return
    if _explicit_questions(page) > MAX_EXPLICIT:
        return
    for region in _regions(page):
        for answer in _answers(region):
            if (
                page.source.format == "text"
                or answer.blocks[0].kind == "paragraph"
            ):
                yield _read(answer)


def confidence(rule: str) -> str:
    """How sure a rule is, "unknown" for one that is none of ours."""
    return CONFIDENCE.get(rule, "unknown")


def answers_without_questions(
    page: Page,
) -> Iterator[tuple[tuple[str, ...], tuple[Block, ...]]]:
    """The section and the blocks of each answer in sections that have lost their questions, in order."""
    for region in _regions(page):
        for answer in _answers(region):
            yield answer.blocks[0].section, answer.blocks


def _explicit_questions(page: Page) -> int:
    """How many blocks of the page's top level other dialects have taken as questions."""
    kinds = (
        "heading",
        "admonition",
        "details",
        "dl",
        "bullet_list",
        "ordered_list",
        "table",
    )
    return sum(
        block in page.claims and block.kind in kinds for block in page.blocks
    )


def _regions(page: Page) -> Iterator[list[Block]]:
    """The blocks below each heading that announces questions, up to the next heading; the page's own title last."""
    regions: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in page.blocks:
        if block.kind == "heading":
            regions.append((block, []))
        elif page.claims.get(block, NAME) != NAME:
            regions.append((None, []))
        else:
            regions[-1][1].append(block)
    titles = [
        (heading, blocks) for heading, blocks in regions if heading is not None
    ]
    for place, (heading, blocks) in enumerate(titles):
        if not heads_question_bank(heading.text):
            continue
        rest = any(
            heads_question_bank(other.text) for other, _ in titles[place + 1 :]
        )
        if (
            heading.level == 1
            and rest
            and any(_ABOUT_THE_PAGE_RE.search(b.text) for b in blocks)
        ):
            continue  # the introduction of a page that has its questions in sections
        yield _without_introduction(blocks)


def _without_introduction(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without those at the beginning that speak of the page itself, with the lists that these lead in."""
    kept = [block for block in blocks if block.kind not in ("hr", "html_block")]
    while kept and kept[0].kind == "paragraph":
        leads = _leads_in(kept[0], kept[1] if len(kept) > 1 else None)
        said = [
            match[0].lower()
            for match in _ABOUT_THE_PAGE_RE.finditer(kept[0].text)
        ]
        if not said or (
            leads and all(words.startswith("let") for words in said)
        ):
            break  # "Let's look at the kinds:" may open an answer
        del kept[: 1 + leads]
    return kept


def _answers(blocks: Sequence[Block]) -> Iterator[_Answer]:
    """The answers that stand below each other, divided where one begins."""
    current: list[Block] = []
    derived: Derived | None = None
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if not current or _begins(block, following, current):
            if current:
                yield _Answer(tuple(current), derived)
            current, derived = [], _derived(block, following)
        current.append(block)
    if current:
        yield _Answer(without_footer(current), derived)


def _begins(
    block: Block, following: Block | None, current: Sequence[Block]
) -> bool:
    """Whether a block is where another answer begins."""
    if block.kind != "paragraph" or _continues(block):
        return False
    if re.match(r"(?:Yes|No)\b[,.]", block.text):
        return True
    if current[-1].kind in _STRUCTURES:
        return True
    if _leads_in(block, following):
        return True
    found = _derived(block, following)
    return (
        found is not None
        and bool(found.defines)
        and not _speaks_of(found.defines, current)
    )


def _leads_in(block: Block, following: Block | None) -> bool:
    return (
        following is not None
        and following.kind in _STRUCTURES
        and bool(re.search(r"[:\uff1a]\s*\Z", block.text))
    )


def _continues(block: Block) -> bool:
    return bool(_CONTINUES_RE.match(block.text.lstrip("\"'(\u201c")))


def _derived(block: Block, following: Block | None) -> Derived | None:
    """The question of an answer that begins with a block: that of its list's lead-in, else that of its opening."""
    said = sentences(block.text) if block.kind == "paragraph" else []
    if not said:
        return None
    leads = _leads_in(block, following) or said[-1].rstrip().endswith(":")
    order = (
        [said[-1], said[0]]
        if leads and not _CONTINUES_RE.match(said[-1])
        else [said[0]]
    )
    return next(
        (
            found
            for sentence in order
            if (found := derive(sentence, block.text))
        ),
        None,
    )


def _speaks_of(subject: str, blocks: Sequence[Block]) -> bool:
    """Whether a subject is what blocks are already about."""
    words = _content_words(subject)
    return bool(words) and words <= _content_words(text_of(blocks[:1]))


def _content_words(text: str) -> set[str]:
    return {
        word.rstrip("s") for word in _WORD_RE.findall(text.lower())
    } - _COMMON


def _is_whole(answer: _Answer) -> bool:
    """Whether all of an answer belongs together: what follows its opening goes on with it, or speaks of its subject."""
    subject = answer.derived.defines if answer.derived else ""
    topic = _content_words(subject) or _content_words(
        text_of(answer.blocks[:1])
    )
    for before, block in itertools.pairwise(answer.blocks):
        if (
            block.kind in _STRUCTURES
            or _continues(block)
            or _leads_in(before, block)
        ):
            if _stands_alone(block, before) and not topic & _content_words(
                text_of([block])
            ):
                return False
            continue
        if is_question(block.text):
            return False
        again = _derived(block, None)
        same = (
            again is not None and again.rule == "definition" and bool(subject)
        )
        if same or not (
            topic & _content_words(block.text) or _is_code_like(block)
        ):
            return False
    return True


def _stands_alone(block: Block, before: Block) -> bool:
    """Whether a block is a list that the paragraph before it does not announce."""
    if not block.kind.endswith("_list") or before.kind != "paragraph":
        return False
    said = sentences(before.text)
    return not (said and _ANNOUNCES_RE.search(said[-1]))


def _is_code_like(block: Block) -> bool:
    """A line of code that nothing marks: no words before its first bracket or sign."""
    return bool(
        re.match(r"[\w.$@-]*\s?[\w.]*[(={\[;]", block.text)
    ) and not block.text.rstrip().endswith(".")


def _read(answer: _Answer) -> Pair | Problem:
    first = answer.blocks[0]
    blocks = trim(answer.blocks)
    span = span_of(answer.blocks)
    derived = answer.derived
    if derived is None or not blocks or not _is_whole(answer):
        opening = " ".join(text_of(answer.blocks).split())[:60]
        why = (
            "no question can be told from its opening"
            if derived is None
            else "it is not clear where it ends"
        )
        return problem(
            "MK310",
            f"an answer without a question, lines {span.line}-{span.end}; {why}: {opening}",
            span,
        )
    question = text_block(derived.question, first.source)
    return Pair(
        (question,), blocks, span, "derive", answer.blocks, first.section, derived=derived.rule,
        reason=f"derived from the answer's opening by the rule {derived.rule}, confidence {derived.confidence}",
    )  # fmt: skip
