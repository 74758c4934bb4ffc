"""Lines such as ``front::back`` or ``front;;back``, and a lone ``?`` between lines; off until asked for.

``front:::back`` asks both ways, as do ``front;;;back`` and a ``??`` between question and
answer (RemNote, the spaced repetition plugin of Obsidian). A page that carries the tag
``#flashcards`` or the marks of that plugin, or that has little but such lines, asks for
this dialect. A path (``std::vector``), an address and a property (``key:: value``) are
no cards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..language.question_text import is_prompt
from ..model.records import Block, Page, Pair
from ..pages.cloze import text_outside_code
from ..pages.inline import cut, has_content, html_of, source_text
from ..pages.walk import page_blocks, walk
from ..sources.front_matter import front_matter_list
from .kit.answer import is_answered, trim

ORDER = 50
ON = False
# Nobody writes a longer one, and each card of it is cut out of the whole.
MAX_PARAGRAPH = 20_000
# How often a front stands on a page that is but a label, and in how many lines of a
# paragraph it is looked for.
MIN_LABELS, MAX_LINES = 3, 200
# How much of a line shows whether a separator belongs to a path.
MAX_AROUND = 40
_LINE_RE = re.compile(
    r"(?P<front>[^\s:][^\n]*?)[ \t]*"
    r"(?:(?<!:)(?P<sign>:::?)(?!:)|(?<!;)(?P<semicolons>;;;?)(?!;))"
    r"[ \t]*(?P<back>[^\s:;][^\n]*)"
)
# What stands right at a separator without a space: names of modules, and names that
# only a program has, calls, further separators.
_PATH_RE = re.compile(
    r"(?:\b(?:std|crate|self|super|core|alloc|boost|static|parent|System|Test)"
    r"|\w*_\w*|\w+[a-z][A-Z]\w*)::~?\w"
    r"|\w::(?:[A-Z]\w*[a-z][A-Z]|\w+(?:\(|::|_|<))|\s::\S|://\S*::"
)
_ADDRESS_RE = re.compile(
    r"(?<![^\s(])(?=[a-f:]*\d)(?:[\da-f]{1,4}:)*[\da-f]{0,4}::(?:[\da-f]{1,4}:)*"
    r"[\da-f]{0,4}(?:/\d+)?(?=[\s).,;]|$)"
)
# A name that may be that of a class, or of a city.
_NAME_RE = re.compile(r"\b[A-Z]\w*$")
_GLUED_RE = re.compile(r"\w::\w")
# What the spaced repetition plugin of Obsidian leaves and is told by, and the key of
# another plugin.
_SCHEDULE_RE = re.compile(r"<!--SR:")
_TAGS_RE = re.compile(
    r"^[ \t]*(?:#[\w/-]+[ \t]+)*#flashcards(?:/[\w/-]+)?(?:[ \t]+#[\w/-]+)*[ \t]*$",
    re.I | re.M,
)
_TAG_RE = re.compile(r"#?flashcards(?:/.+)?", re.I)
_DECK_KEY = "cards-deck"
# A line that stands between question and answer, with one sign or, for both ways, two.
_DIVIDER_RE = re.compile(r"^[^\S\n]*(?P<sign>\?\??)[^\S\n]*$", re.M)
# A line that is surely divided, and how many of them, and which share, are enough.
_DIVIDED_RE = re.compile(r"\w[^\n]* :: +\S[^\n]* \S")
MIN_DIVIDED, MIN_SHARE = 5, 0.6
_PROPERTY_RE = re.compile(r"[\w.-]+::(?:\s|$)|\.\. ")


def is_asked_for(page: Page) -> bool:
    """Whether a page carries the tag of flashcards, or the marks of their plugin.

    So does one that has little but such lines.
    """
    values = page.source.front_matter
    tags = front_matter_list(values.get("tags", ""))
    if _DECK_KEY in values or any(map(_TAG_RE.fullmatch, tags)):
        return True
    text = page.source.text
    if "#flashcards" in text.lower() or "<!--SR:" in text:
        return any(map(_announces, page_blocks(page)))
    return " :: " in text and _is_mostly_divided(page)


def _is_mostly_divided(page: Page) -> bool:
    """Whether most lines of a page's text have a front, two colons and a back."""
    texts = [block.text for block in page.blocks if block.kind == "paragraph"]
    lines = [line for text in texts for line in text.split("\n")]
    divided = sum(bool(_DIVIDED_RE.match(line)) for line in lines)
    return divided >= max(MIN_DIVIDED, MIN_SHARE * len(lines))


def _announces(block: Block) -> bool:
    if block.kind == "paragraph" and _TAGS_RE.search(block.text):
        return True
    return _SCHEDULE_RE.search(html_of(block)) is not None


def recognise(page: Page) -> Iterator[Pair]:
    """One Pair for each line with a separator, and for what is around a lone mark."""
    text = page.source.text
    if "\n?" not in text and not _has_separator(text):
        return
    has_paths = _has_paths(page)
    labels = _labels(page)
    for block, siblings in walk(page):
        if block.kind == "paragraph" and len(block.text) <= MAX_PARAGRAPH:
            around_mark = _around_mark(block, siblings)
            if around_mark:
                yield around_mark
            else:
                yield from _lines(block, labels, has_paths=has_paths)


def _has_separator(text: str) -> bool:
    return "::" in text or ";;" in text


def _has_paths(page: Page) -> bool:
    """Whether a page speaks of a program: its code has paths, or its text surely has."""
    for block in page_blocks(page):
        if block.children or "::" not in source_text([block]):
            continue
        shown = text_outside_code(block)
        in_code = _GLUED_RE.search(block.text) and not _GLUED_RE.search(shown)
        if block.kind != "paragraph" or in_code or _PATH_RE.search(shown):
            return True
    return False


def _around_mark(block: Block, siblings: Sequence[Block]) -> Pair | None:
    """The pair of a paragraph with a line that is only ``?`` or ``??``."""
    mark = _DIVIDER_RE.search(block.text)
    if not mark or mark.start() == 0:
        return None
    below = list(_right_below(block, siblings))
    rest = [cut(block, mark.end() + 1)]
    answer = trim([*(rest if has_content(rest) else ()), *below])
    if not is_answered(answer):
        return None
    question = cut(block, 0, mark.start() - 1)
    claims = (block, *below)
    return _pair(question, answer, claims, both_ways=mark["sign"] == "??")


def _right_below(block: Block, siblings: Sequence[Block]) -> Iterator[Block]:
    """The blocks below another, without a blank line or a card between them."""
    stop = block.stop
    for other in siblings[siblings.index(block) + 1 :]:
        has_line = _has_separator(other.text) and _LINE_RE.search(other.text)
        is_card = has_line or _DIVIDER_RE.search(other.text)
        if other.start > stop or is_card:
            return
        yield other
        stop = other.stop


def _labels(page: Page) -> frozenset[str]:
    """What stands before several separators of a page: a label, and no front."""
    fronts = Counter(
        match["front"]
        for block in page_blocks(page)
        if block.kind == "paragraph"
        for line in block.text.split("\n")[:MAX_LINES]
        if _has_separator(line) and (match := _LINE_RE.fullmatch(line.rstrip()))
    )
    return frozenset(t for t, count in fronts.items() if count >= MIN_LABELS)


def _lines(
    block: Block, labels: frozenset[str], *, has_paths: bool
) -> Iterator[Pair]:
    """The pairs of a paragraph's lines with a separator."""
    start = 0
    for line in text_outside_code(block).split("\n"):
        match = _LINE_RE.fullmatch(line.rstrip())
        is_other = (
            match is None
            or _PROPERTY_RE.match(line)
            or match["front"] in labels
            or _is_path(line, match, has_paths=has_paths)
        )
        if match and not is_other:
            front, back = (
                cut(block, start + match.start(side), start + match.end(side))
                for side in ("front", "back")
            )
            if has_content([front]) and has_content([back]):
                both_ways = _sign(match) in (":::", ";;;")
                yield _pair(front, [back], [block], both_ways=both_ways)
        start += len(line) + 1


def _sign(match: re.Match[str]) -> str:
    return match["sign"] or match["semicolons"]


def _is_path(line: str, match: re.Match[str], *, has_paths: bool) -> bool:
    """Whether the separator of a line stands in a path or an address.

    A lone name with a capital is part of a path where the page has others.
    """
    sign = match["sign"]
    if sign is None:
        return False
    first = max(match.start("sign") - MAX_AROUND, 0)
    around = line[first : match.end("sign") + MAX_AROUND]
    if sign == ":::" or f" {sign} " in around:
        return False
    if _PATH_RE.search(around) or _ADDRESS_RE.search(around):
        return True
    front = match["front"]
    name = _NAME_RE.search(front)
    if not has_paths or name is None or not _GLUED_RE.search(around):
        return False
    return name[0] == front or not is_prompt(front)


def _pair(
    front: Block,
    back: Sequence[Block],
    claims: Sequence[Block],
    *,
    both_ways: bool,
) -> Pair:
    return Pair.of(
        [front],
        back,
        claims,
        kind="term" if both_ways else "qa",
        reason="a line with a separator",
        reverse=both_ways,
    )
