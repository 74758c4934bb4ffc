"""Pages without cards, drawn by seed from ``negatives.toml`` and written to one file or another."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .files import file_of
from .languages import LANGUAGES, Language
from .texts import Case, Style

_FORMATS = ("html", "md", "txt-markdown", "no-ending")


def _read() -> list[dict[str, str]]:
    text = Path(__file__).with_name("negatives.toml").read_text("utf-8")
    pages: list[dict[str, str]] = tomllib.loads(text)["pages"]
    return pages


PAGES = _read()
_GENERATED = ("question-links", "questions-only", "notes")
KINDS = sorted({*_GENERATED, *(page["kind"] for page in PAGES)})


def negatives(seed: int, count: int) -> Iterator[Case]:
    """So many pages, each kind as often as any other; the same arguments give the same pages."""
    for number in range(count):
        rng = random.Random(f"none.{seed}.{number}")  # noqa: S311
        kind = KINDS[(number + seed) % len(KINDS)]
        if kind in _GENERATED:
            language = LANGUAGES[rng.choice(list(LANGUAGES))]
            text = _generated(rng, kind, language)
        else:
            page = rng.choice([page for page in PAGES if page["kind"] == kind])
            language, text = LANGUAGES[page["language"]], page["text"]
        yield _case(rng, kind, language, text.lstrip("\n"))


def _generated(rng: random.Random, kind: str, language: Language) -> str:
    """A page in any language: links to what others asked, an examination paper, or mere prose."""
    questions = rng.sample(list(language.questions), 6)
    if kind == "question-links":
        lines = [
            f"- [{q}](https://example.org/{n})" for n, q in enumerate(questions)
        ]
        return "\n".join([f"# {language.next}\n", *lines, ""])
    if kind == "questions-only":
        lines = [f"{n}. {q}" for n, q in enumerate(questions, 1)]
        return "\n".join([f"# {language.quiz}\n", *lines, ""])
    reasons = [rest[-1] for rest in language.choices.values()]
    known = [*language.more, *reasons, *language.prompts.values()]
    parts = [f"# {language.contents}", language.intro]
    for name in language.sections:
        text = language.sentences(*rng.sample(known, 3))
        parts += [f"## {name}", text]
    return "\n\n".join(parts) + "\n"


def _case(rng: random.Random, kind: str, language: Language, text: str) -> Case:
    has_front_matter = text.startswith("---\n")
    format = rng.choice(_FORMATS[1:] if has_front_matter else _FORMATS)
    title = text.split("\n", 1)[0].lstrip("# ")
    if format != "html" and not has_front_matter and rng.random() < 0.3:
        text = f'---\ntitle: "{title}"\n---\n\n{text}'
    style = Style(language, rng.randrange(4), format=format)
    name, written = file_of(text, title, style)
    values = {"kind": kind, "language": language.name, "format": format}
    return Case(name, written, (), values)
