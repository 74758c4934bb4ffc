"""Which question a sentence answers, told by how it opens.

The rules stand in ``derivation.toml``. Only openings that restate their question are
read; a general rule for subject, verb and object was right for a third of the sentences
it was tried on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ..model.characters import one_line
from .phrases import (
    CLAUSE_RE,
    MAX_ACTION_WORDS,
    MAX_SUBJECT_WORDS,
    NOT_A_SUBJECT_RE,
    action_in,
    as_inside,
    does,
    subject_in,
    yours,
)

Confidence = Literal["high", "medium"]
# The text of a group of a pattern and its context -> what it is inside a question, ""
# where no question can be asked with it.
Reader = Callable[[str, str], str]

# "by hand" and "by value" name no means.
_MEANS_RE = re.compile(
    r",|;|\s(?:using"
    r"|by(?=\s(?:\w+ing|an?|the|means|its|my|our|your|their|this|these)\b)"
    r"|via|through|with the help of|thanks to|because|but|as long as|so that|if"
    r"|which)\s",
    re.I,
)
# Advantages "compared to" one thing, of another that is not named.
_HALF_COMPARED_RE = re.compile(
    r"(?:(?!\b(?:of|between|for|in(?! comparison)|when|with)\b).)*?"
    r"\b(?:compared|in comparison|relative to|over|than|versus|vs)\b",
    re.I,
)
_IN_WAYS_RE = re.compile(
    r"\s+(?:at|in|on) (?:\w+ )?(?:levels|ways|steps|phases)\b.*"
)
_PART_RE = re.compile(r"%(\w+)%")


class Derived(NamedTuple):
    """A question with the rule that made it.

    ``defines`` is the subject that the sentence tells something of, "" where the rule
    looks for none.
    """

    question: str
    rule: str
    confidence: Confidence
    defines: str = ""


class _Rule(NamedTuple):
    name: str
    confidence: Confidence
    pattern: re.Pattern[str]
    question: str


def derive(sentence: str, context: str = "") -> Derived | None:
    """The question that a sentence answers, None where no rule knows it.

    ``context`` is the text around it, which tells a name from a word that is capital
    only as the first of its sentence.
    """
    text = one_line(sentence).strip(" \"'")
    for rule in _RULES:
        match = rule.pattern.match(text)
        fields = _fields(match, context) if match else {}
        if fields:
            question = one_line(rule.question.format_map(fields))
            question = question[0].upper() + question[1:] + "?"
            defines = fields.get("x", "")
            return Derived(question, rule.name, rule.confidence, defines)
    return None


def _fields(match: re.Match[str], context: str) -> Mapping[str, str]:
    """What a question is filled with; empty where a part of it can't be asked for."""
    fields: dict[str, str] = {}
    for name, written in match.groupdict("").items():
        reader = _READERS.get(name)
        fields[name] = reader(written, context) if reader else written.strip()
        if reader and not fields[name]:
            return {}
    subject = fields.get("x") or fields.get("first", "")
    return {**fields, "does": does(subject)}


def _at_most(limit: int) -> Reader:
    """A reader of texts that have so many words at most."""

    def read(text: str, _: str) -> str:
        return yours(text.strip()) if len(text.split()) <= limit else ""

    return read


def _agent(text: str, context: str) -> str:
    if text.lower() in ("we", "you", "i"):
        return yours(as_inside(text, context))
    return subject_in(text, context)


def _done(text: str, context: str) -> str:
    """What somebody does, without the means."""
    action = _MEANS_RE.split(text)[0].strip().rstrip(".:")
    return _at_most(MAX_ACTION_WORDS)(action, context)


def _action(text: str, _: str) -> str:
    return action_in(text)


def _aim(text: str, _: str) -> str:
    return action_in(_IN_WAYS_RE.sub("", text.split(",", maxsplit=1)[0]))


def _compared(text: str, context: str) -> str:
    return subject_in(text.strip().rstrip(".:"), context)


def _listed(text: str, _: str) -> str:
    """Things that a list holds, with what they are for."""
    things = yours(text.strip().rstrip(".:,"))
    return "" if _is_vague(things) else things


def _members(text: str, context: str) -> str:
    named = _at_most(MAX_SUBJECT_WORDS + 2)(text, context)
    is_subject = not NOT_A_SUBJECT_RE.match(f"the {named}")
    return named if is_subject and not _is_vague(named) else ""


def _is_vague(things: str) -> bool:
    return bool(CLAUSE_RE.search(things) or _HALF_COMPARED_RE.match(things))


def _number(verb: str, _: str) -> str:
    return "is" if verb == "is" else "are"


_READERS: Mapping[str, Reader] = {
    "x": subject_in,
    "agent": _agent,
    "done": _done,
    "action": _action,
    "aim": _aim,
    "first": _compared,
    "second": _compared,
    "listed": _listed,
    "of": _at_most(MAX_ACTION_WORDS),
    "members": _members,
    "number": _number,
    "differences": _at_most(2 * MAX_SUBJECT_WORDS),
    "doing": _at_most(MAX_ACTION_WORDS),
    "things": _at_most(MAX_SUBJECT_WORDS),
}


def _read_rules() -> Sequence[_Rule]:
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    tables = tomllib.loads(text)

    def part(reference: re.Match[str]) -> str:
        alternatives = "|".join(tables["parts"][reference[1]])
        return f"(?:{filled(alternatives)})"

    def filled(pattern: str) -> str:
        return _PART_RE.sub(part, pattern)

    return [
        _Rule(**{**rule, "pattern": re.compile(filled(rule["pattern"]))})
        for rule in tables["rule"]
    ]


_RULES = _read_rules()
CONFIDENCE: Mapping[str, Confidence] = {
    rule.name: rule.confidence for rule in _RULES
}
