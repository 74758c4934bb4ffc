"""The words of each language, read from ``languages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

Asked = dict[str, str]


@dataclass(frozen=True)
class Language:
    """What people who write questions in a language write around them; see the file for each name."""

    name: str
    short: list[str]
    question: str
    answer: str
    numbered: str
    answers: str
    solution: str
    faq: str
    quiz: str
    interview: str
    show: str
    explanation: str
    right: str
    correct: str
    heads: list[str]
    terms: list[str]
    colon: str
    intro: str
    note: str
    contents: str
    next: str
    sections: list[str]
    link: str
    lead: str
    items: list[str]
    more: list[str]
    code: list[str]
    maths: list[str]
    sign: list[str]
    questions: Asked
    prompts: Asked
    choices: dict[str, list[str]]
    letters: str | list[str] = ""

    @property
    def has_spaces(self) -> bool:
        """Whether words are written apart."""
        return self.name not in {"ja", "zh-Hans", "zh-Hant"}

    def sentences(self, *parts: str) -> str:
        """Some sentences in a row."""
        return (" " if self.has_spaces else "").join(parts)


def _read() -> dict[str, Language]:
    text = Path(__file__).with_name("languages.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {name: Language(name, **table) for name, table in tables.items()}


LANGUAGES = _read()
