"""What stands around the questions of a page: its title, its sections, its noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .texts import Style

FRAMES = ("bare", "front-matter", "sections", "rules", "readme", "mkdocs")


@dataclass(frozen=True)
class Body:
    """The questions of a page, section by section, and what its end says.

    ``asked`` are the questions as text, ``joiner`` puts the units of a section together.
    """

    title: str
    asked: Sequence[str]
    sections: Sequence[Sequence[str]]
    ends: Sequence[str]
    tail: str
    joiner: Callable[[list[str]], str]


def level_in(frame: str) -> int:
    """The level of a heading that asks."""
    return 3 if frame in ("sections", "readme") else 2


def framed(body: Body, frame: str, style: Style) -> str:
    """A whole page in markdown, or in plain text."""
    parts = {
        "bare": _bare,
        "front-matter": _front_matter,
        "sections": _sections,
        "rules": _rules,
        "readme": _readme,
        "mkdocs": _mkdocs,
    }[frame](body, style)
    return "\n\n".join(part for part in parts if part) + "\n"


def _title(text: str, style: Style, level: int = 1) -> str:
    if style.is_plain:
        return f"{text}\n{'=' * len(text)}" if style.variant % 2 else text
    return f"{'#' * level} {text}"


def _questions(body: Body) -> str:
    return body.joiner([unit for part in body.sections for unit in part])


def _bare(body: Body, style: Style) -> list[str]:
    return [_title(body.title, style), _questions(body), body.tail]


def _front_matter(body: Body, style: Style) -> list[str]:
    words = style.language
    links = [f"- [{text}](#q{n})" for n, text in enumerate(body.asked, 1)]
    if style.variant % 2:
        links = [
            f"- [{text}](#s{n})" for n, text in enumerate(words.sections, 1)
        ]
    top = f"---\ntitle: {body.title}\ntags:\n  - example\n---"
    heading = style.one_of(f"## {words.contents}", f"**{words.contents}**")
    return [
        top if style.format != "html" else "",
        _title(body.title, style),
        words.intro,
        heading,
        "\n".join(links),
        "---" if heading.startswith("**") else "",
        _questions(body),
        body.tail,
    ]


def _sections(body: Body, style: Style) -> list[str]:
    parts = [_title(body.title, style)]
    names = style.language.sections
    for name, units, end in zip(names, body.sections, body.ends, strict=False):
        parts += [_title(name, style, 2), body.joiner(list(units)), end]
    return [*parts, body.tail]


def _rules(body: Body, style: Style) -> list[str]:
    units = [unit for part in body.sections for unit in part]
    rule = "-" * 20 if style.is_plain else style.one_of("---", "***")
    between = f"\n\n{rule}\n\n".join(units)
    return [_title(body.title, style), between, rule, body.tail]


def _readme(body: Body, style: Style) -> list[str]:
    badge = "![build](https://example.org/badge.svg)"
    return [
        "# wren",
        f"[{badge}](https://example.org/ci) [{badge}](https://example.org/docs)",
        style.language.intro,
        f"## {body.title}",
        _questions(body),
        body.tail,
        "## License",
        "MIT © 2024 The wren authors",
    ]


def _mkdocs(body: Body, style: Style) -> list[str]:
    words = style.language
    return [
        _title(body.title, style),
        f"!!! note\n    {words.note}",
        _questions(body),
        body.tail,
        "---",
        f"[{words.next} →](next.md)",
    ]
