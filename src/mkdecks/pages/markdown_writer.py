"""Blocks -> markdown that says the same: what a page of another kind reads like when it is written as our own.

With ``inlines``, ``blocks`` and ``render`` a reader of markdown-it's tokens. What
stands in text is escaped, so that reading it again gives the same text. A deletion is
written as Anki does, whatever marks its author chose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from ..model.records import Block
from .syntax.escapes import address, code, formula, label

_SIGN_RE = re.compile(
    r"([\\`*<>$|~]|(?<![^\W_])_|_(?=_*(?![^\W_]))|(?<=_)_|\{(?=[{#:])|=(?==)|&(?=[#\w]+;)|\^(?=\S)|:(?=:)|!(?=!))"
)
# What a bracket would begin: a link, a note, a box. Not with a backslash, which begins
# a formula.
_BRACKET_RE = re.compile(
    r"\[(?=[^\[\]]*\](?:[(\[:]))|\[(?=[\^\[])|^\[(?=[ xX]?\])"
)
_SIGNS = "\\`*[<>$|~_{=&^:!"
_LINE_START_RE = re.compile(
    r"(?m)^(\s*)([-+#>:](?=[\s:]|$)|[?=]{3}|#(?=#)|-(?=-)|\d{1,9}(?=[.)](?:\s|$)))"
)
_MARKS = frozenset(
    f"{name}_{side}"
    for name in ("strong", "em", "s")
    for side in ("open", "close")
)
_BOXES = ("admonition", "details", "tab", "component")
_MARKS_OF_BOXES = ("!!!", "???", "???+")


def _as_it_is(target: str) -> str:
    return target


def _footnote_name(note: int) -> int:
    return note + 1


def inline_markdown(
    children: Sequence[Token],
    picture: Callable[[str], str] = _as_it_is,
    footnote: Callable[[int], int] = _footnote_name,
) -> str:
    """The markdown of an inline token's children.

    ``picture`` gives the address of each picture, ``footnote`` the number by which a
    footnote is called.
    """
    parts: list[str] = []
    targets: list[str] = []
    hints: list[str] = []
    awkward = _awkward_marks(children)
    for place, child in enumerate(children):
        if place in awkward:
            parts.append(f"<{'/' if child.nesting < 0 else ''}{child.tag}>")
        elif child.type == "link_open":
            targets.append(str(child.attrGet("href") or ""))
            parts.append("[")
        elif child.type == "link_close":
            _keep_label_whole(children, parts)
            parts.append(f"]({address(targets.pop() if targets else '')})")
        elif child.type == "image":
            alt = (
                "".join(inner.content for inner in child.children or ())
                or child.content
            )
            parts.append(
                f"![{label(escape_text(alt))}]({address(picture(str(child.attrGet('src') or '')))})"
            )
        elif child.type in _MARKS:
            parts.append(child.markup)
        elif child.type == "footnote_ref":
            parts.append(f"[^{footnote(int(child.meta.get('id', 0)))}]")
        elif child.type == "cloze_open":
            parts.append(f"{{{{c{child.meta['number']}::")
            hints.append(child.meta["hint"])
        elif child.type == "cloze_close":
            hint = hints.pop() if hints else ""
            parts.append(f"::{hint}}}}}" if hint else "}}")
        else:
            parts.append(_WRITTEN.get(child.type, _content)(child))
    return "".join(parts)


def _keep_label_whole(children: Sequence[Token], parts: list[str]) -> None:
    """Write the brackets in the text of the link that ends here, so that none of them ends it."""
    for place in range(len(parts) - 1, -1, -1):
        if children[place].type == "link_open":
            return
        if children[place].type.startswith("text"):
            parts[place] = label(parts[place])


def _awkward_marks(children: Sequence[Token]) -> set[int]:
    """Where emphasis begins or ends that its signs would not, for the letters and signs beside it.

    https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
    """
    awkward: set[int] = set()
    opened: list[int] = []
    for place, child in enumerate(children):
        if child.type not in _MARKS:
            continue
        before = _beside(children, place, -1)
        after = _beside(children, place, 1)
        if child.nesting > 0:
            opened.append(place)
            if not after.isalnum() and before.isalnum():
                awkward.add(place)
        elif opened:
            start = opened.pop()
            if (not before.isalnum() and after.isalnum()) or start in awkward:
                awkward.update((start, place))
    return awkward


def _beside(children: Sequence[Token], place: int, step: int) -> str:
    """The character before (-1) or after (1) a mark, " " at the end of a line; code and pictures begin with a sign."""
    place += step
    while 0 <= place < len(children) and (
        children[place].type in _MARKS
        or children[place].type.startswith("link")
    ):
        place += step
    if not 0 <= place < len(children) or children[place].type.endswith("break"):
        return " "
    child = children[place]
    return (
        child.content[0 if step > 0 else -1]
        if child.type == "text" and child.content
        else "`"
    )


def escape_text(text: str) -> str:
    """Plain text with a backslash before each sign that markdown would take for its own."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _BRACKET_RE.sub("&#91;", _SIGN_RE.sub(r"\\\1", text))


def _content(token: Token) -> str:
    return token.content


_WRITTEN: dict[str, Callable[[Token], str]] = {
    "text": lambda token: escape_text(token.content),
    "text_special": lambda token: escape_text(token.content),
    "code_inline": code,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\\\n",
    "math_inline": formula,
    "math_inline_double": formula,
    "wiki_link": lambda token: escape_text(token.content),
}


class MarkdownWriter:
    """Writes blocks as markdown."""

    def __init__(
        self,
        picture: Callable[[str], str] = _as_it_is,
        level: int = 0,
        footnote: Callable[[int], int] = _footnote_name,
    ) -> None:
        """``picture`` and ``footnote`` as in ``inline_markdown``; headings are moved below ``level``."""
        self._picture = picture
        self._level = level
        self._footnote = footnote

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The markdown of blocks, a blank line between them."""
        return "\n\n".join(
            text
            for block in blocks
            if (text := "\n".join(self._lines(block)).strip("\n"))
        )

    def line(self, block: Block) -> str:
        """A leaf's text on one line, as a heading holds it."""
        text = " ".join(self._inline(block).replace("\\\n", " ").split())
        return re.sub(r"(?<=\s)#(?=#*$)", r"\\#", text)

    def _lines(self, block: Block) -> Iterator[str]:
        writer = _LINES.get(block.kind)
        if writer:
            yield from writer(self, block)
        elif block.children:
            yield self.blocks(block.children)
        else:
            yield self._inline(block)

    def _inline(self, block: Block) -> str:
        """A leaf's text, no line of which begins as another block would."""
        inline = next(
            (token for token in block.tokens if token.type == "inline"), None
        )
        text = (
            inline_markdown(
                inline.children or (), self._picture, self._footnote
            )
            if inline
            else escape_text(block.text)
        )
        return _LINE_START_RE.sub(_escaped_start, text)

    def _paragraph(self, block: Block) -> Iterator[str]:
        yield self._inline(block)

    def _heading(self, block: Block) -> Iterator[str]:
        yield (
            "#" * min(max(block.level, self._level + 1), 6)
            + " "
            + self.line(block)
        )

    def _fence(self, block: Block) -> Iterator[str]:
        content = block.tokens[0].content.rstrip("\n")
        longest = max(
            (len(run) for run in re.findall(r"(?m)^\s*(`{3,})", content)),
            default=2,
        )
        language = block.label.split()[0] if block.label.split() else ""
        yield "`" * (longest + 1) + language
        yield from content.split("\n")
        yield "`" * (longest + 1)

    def _html(self, block: Block) -> Iterator[str]:
        yield from block.tokens[0].content.rstrip().split("\n")

    def _rule(self, _: Block) -> Iterator[str]:
        yield "---"

    def _math(self, block: Block) -> Iterator[str]:
        yield from ("$$", *block.tokens[0].content.strip().split("\n"), "$$")

    def _quote(self, block: Block) -> Iterator[str]:
        yield from (
            f"> {line}".rstrip()
            for line in self.blocks(block.children).split("\n")
        )

    def _list(self, block: Block) -> Iterator[str]:
        is_counted = block.kind == "ordered_list"
        number = (
            int(block.children[0].label or 1)
            if is_counted and block.children
            else 1
        )
        loose = any(
            len(item.children) > 1 and not _is_tight(item)
            for item in block.children
        )
        for place, item in enumerate(block.children):
            mark = f"{number + place}. " if is_counted else "- "
            body = "\n".join(
                line for child in item.children for line in self._lines(child)
            )
            if not _is_tight(item) or any(
                _interrupts_nothing(child) for child in item.children[1:]
            ):
                body = self.blocks(item.children)
            if (checked := item.tokens[0].meta.get("checked")) is not None:
                body = re.sub(
                    r"\A[\u2610\u2611] ?", f"[{'x' if checked else ' '}] ", body
                )
            if place and loose:
                yield ""
            for offset, line in enumerate(body.split("\n")):
                yield (
                    mark if offset == 0 else " " * len(mark) if line else ""
                ) + line

    def _table(self, block: Block) -> Iterator[str]:
        rows = [row for part in block.children for row in part.children]
        width = max((len(row.children) for row in rows), default=0)
        for place, row in enumerate(rows):
            cells = [self._cell(cell) for cell in row.children]
            yield "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"
            if place == 0:
                yield "|" + " --- |" * width

    def _cell(self, block: Block) -> str:
        text = (
            self.blocks(block.children)
            if block.children
            else self._inline(block)
        )
        return re.sub(
            r"(?<!\\)\|", r"\\|", " ".join(text.replace("\\\n", " ").split())
        )

    def _definitions(self, block: Block) -> Iterator[str]:
        for child in block.children:
            if child.kind == "dt":
                yield from ("", self.line(child))
            else:
                for offset, line in enumerate(
                    self.blocks(child.children).split("\n")
                ):
                    yield (
                        ":   " if offset == 0 else "    " if line else ""
                    ) + line

    def _box(self, block: Block) -> Iterator[str]:
        """An admonition, a fold or a tab, as mkdocs writes them."""
        title = (
            block.children[0]
            if block.children
            and block.children[0].kind.endswith(("_title", "summary"))
            else None
        )
        shown = (
            self.line(title).replace('"', "\u201d")
            if title and not title.children
            else ""
        )
        body = (
            block.children[1:]
            if title and not title.children
            else block.children
        )
        mark = (
            block.mark
            if block.kind == "admonition" and block.mark in _MARKS_OF_BOXES
            else "???"
        )
        kind = block.label or "note"
        yield (
            f'=== "{shown}"'
            if block.kind == "tab"
            else f"{mark} {kind}{f' {chr(34)}{shown}{chr(34)}' if shown else ''}"
        )
        yield ""
        yield from (
            "    " + line if line else ""
            for line in self.blocks(body).split("\n")
        )


_LINES: dict[str, Callable[[MarkdownWriter, Block], Iterator[str]]] = {
    "paragraph": MarkdownWriter._paragraph,
    "heading": MarkdownWriter._heading,
    "fence": MarkdownWriter._fence,
    "code_block": MarkdownWriter._fence,
    "html_block": MarkdownWriter._html,
    "hr": MarkdownWriter._rule,
    "math_block": MarkdownWriter._math,
    "blockquote": MarkdownWriter._quote,
    "bullet_list": MarkdownWriter._list,
    "ordered_list": MarkdownWriter._list,
    "table": MarkdownWriter._table,
    "dl": MarkdownWriter._definitions,
    **dict.fromkeys(_BOXES, MarkdownWriter._box),
}


def _escaped_start(match: re.Match[str]) -> str:
    sign = match[2]
    return f"{match[1]}{sign}\\" if sign.isdigit() else f"{match[1]}\\{sign}"


def _interrupts_nothing(block: Block) -> bool:
    """Whether a block needs a blank line above it: a list that does not begin at 1."""
    return (
        block.kind == "ordered_list"
        and bool(block.children)
        and block.children[0].label not in ("", "1")
    )


def _is_tight(item: Block) -> bool:
    """Whether nothing in an item stands apart from its first line but lists."""
    return all(
        child.kind.endswith("_list") or child.tokens[0].hidden
        for child in item.children
    )
