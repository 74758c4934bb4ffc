"""Which question a sentence answers, told by how it opens: each rule with a name and a confidence.

Only openings that restate their question are read; a general rule for subject, verb and
object was right for a third of the sentences it was tried on. Pure functions on text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

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


class Derived(NamedTuple):
    """A question with the rule that made it. ``defines`` is the subject of a definition, "" for other rules."""

    question: str
    rule: str
    confidence: Confidence
    defines: str = ""


_COUNT = (
    r"(?:(?:a )?(?:few|number of|couple of)|several|many|some|various|multiple|different|numerous|two|three|four"
    r"|five|six"
    r"|seven|eight|nine|ten|\d+)"
)
_ADJECTIVE = r"(?:main|primary|key|basic|core|common|most common|important|different|major|typical|principal)"
_WAYS = (
    r"(?:ways|options|methods|approaches|techniques|strategies|possibilities)"
)
# "by hand" and "by value" name no means.
_MEANS_RE = re.compile(
    r",|;|\s(?:using|by(?=\s(?:\w+ing|an?|the|means|its|my|our|your|their|this|these)\b)|via|through|with the help of"
    r"|thanks to|because|but|as long as|so that|if|which)\s",
    re.I,
)
# Advantages "compared to" one thing, of another that is not named.
_HALF_COMPARED_RE = re.compile(
    r"(?:(?!\b(?:of|between|for|in(?! comparison)|when|with)\b).)*?"
    r"\b(?:compared|in comparison|relative to|over|than|versus|vs)\b",
    re.I,
)


def derive(sentence: str, context: str = "") -> Derived | None:
    """The question that a sentence answers, None where no rule knows it.

    ``context`` is the text around it, which tells a name from a word that is capital
    only as the first of its sentence.
    """
    text = " ".join(sentence.split()).strip(" \"'")
    for rule in _RULES:
        found = rule.pattern.match(text)
        made = rule.make(found, context) if found else None
        if made:
            question, subject = made
            return Derived(
                question[0].upper() + question[1:] + "?",
                rule.name,
                rule.confidence,
                subject,
            )
    return None


class _Rule(NamedTuple):
    name: str
    confidence: Confidence
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], str], tuple[str, str] | None]


def _yes_no(m: re.Match[str], context: str) -> tuple[str, str] | None:
    subject = (
        yours(as_inside(m["s"], context))
        if m["s"].lower() in ("we", "you", "i")
        else subject_in(m["s"], context)
    )
    rest = _MEANS_RE.split(m["rest"])[0].strip().rstrip(".:")
    if not subject or not rest or len(rest.split()) > MAX_ACTION_WORDS:
        return None
    return (
        f"{m['verb'].lower().removesuffix('not')} {subject} {yours(rest)}",
        "",
    )


def _how_do(m: re.Match[str], _: str) -> tuple[str, str] | None:
    action = action_in(m["vo"])
    return (f"how do you {action}", "") if action else None


def _how_can(m: re.Match[str], _: str) -> tuple[str, str] | None:
    action = action_in(m["vo"])
    return (f"how can you {action}", "") if action else None


def _things(m: re.Match[str], _: str) -> tuple[str, str] | None:
    things, rest = m["things"].strip(), yours(m["rest"].strip().rstrip(".:,"))
    if (
        len(things.split()) > 5
        or len(rest.split()) > MAX_ACTION_WORDS
        or CLAUSE_RE.search(f"{things} {rest}")
    ):
        return None
    if _HALF_COMPARED_RE.match(f"{things} {rest}"):
        return None
    return f"what are the {things} {rest}", ""


def _members(m: re.Match[str], _: str) -> tuple[str, str] | None:
    named = yours(m["named"].strip())
    if (
        len(named.split()) > MAX_SUBJECT_WORDS + 2
        or CLAUSE_RE.search(named)
        or NOT_A_SUBJECT_RE.match(f"the {named}")
    ):
        return None
    if _HALF_COMPARED_RE.match(named):
        return None
    some = m["det"].lower().startswith("some")
    verb = "is" if m["verb"].lower() == "is" and not some else "are"
    return f"what {verb} {'some' if some else 'the'} {named}", ""


def _when_doing(m: re.Match[str], _: str) -> tuple[str, str] | None:
    things, doing = yours(m["things"].strip()), yours(m["doing"].strip())
    if (
        len(doing.split()) > MAX_ACTION_WORDS
        or len(things.split()) > MAX_SUBJECT_WORDS
    ):
        return None
    return f"what are {things[0].lower()}{things[1:]} when {doing}", ""


def _difference(m: re.Match[str], _: str) -> tuple[str, str] | None:
    named = yours(m["named"].strip())
    if len(named.split()) > 2 * MAX_SUBJECT_WORDS:
        return None
    return f"what {m['verb'].lower()} the {named}", ""


def _compare(m: re.Match[str], context: str) -> tuple[str, str] | None:
    first, second = (
        subject_in(m[name].strip().rstrip(".:"), context) for name in ("x", "y")
    )
    return (
        (f"how {does(first)} {first} compare with {second}", "")
        if first and second
        else None
    )


def _about(
    template: str,
) -> Callable[[re.Match[str], str], tuple[str, str] | None]:
    """A question about the subject ``x``; ``{does}`` agrees with it, other fields are groups of the pattern."""

    def make(m: re.Match[str], context: str) -> tuple[str, str] | None:
        subject = subject_in(m["x"], context)
        if not subject:
            return None
        groups = {
            name: yours(value or "").strip()
            for name, value in m.groupdict().items()
            if name != "x"
        }
        question = template.format(x=subject, does=does(subject), **groups)
        return " ".join(question.split()), subject

    return make


def _uses(m: re.Match[str], context: str) -> tuple[str, str] | None:
    subject = subject_in(m["x"], context)
    action = action_in(
        re.sub(
            r"\s+(?:at|in|on) (?:\w+ )?(?:levels|ways|steps|phases)\b.*",
            "",
            m["vo"].split(",")[0],
        )
    )
    return (
        (f"how {does(subject)} {subject} {action}", subject)
        if subject and action
        else None
    )


def _rule(
    name: str,
    confidence: Confidence,
    pattern: str,
    make: Callable[[re.Match[str], str], tuple[str, str] | None],
) -> _Rule:
    return _Rule(name, confidence, re.compile(pattern), make)


# A subject, what is done to something, and what a list holds, in the patterns below.
_X = r"(?P<x>[^,;:]{1,90}?)"
_DONE = r"(?P<vo>.{1,140}?)"
_MANY = rf"(?:{_COUNT} )?(?:{_ADJECTIVE} )?"
_PEOPLE = r"(?:us|you|users|developers|one)"
_STEPS = (
    r"(?:by (?:taking|performing|following|doing|completing|using)\b"
    rf"|in (?:the following|{_COUNT})(?: different| main)? (?:ways|steps)\b|as follows"
    r"|(?:using|with|through) (?:one of )?the following)"
)
_SOME = (
    r"(?P<det>The(?: following(?: are| is) the)?|Some(?: of the)?"
    rf"|(?:Below|Here|These|Following) are (?:the|some)(?: of the)?|(?={_ADJECTIVE}))"
)
_FOLLOWS = r"(?P<verb>are as follows|are listed below|are|is|includes?)(?:\s.*?)?[:,]\Z"
_BETWEEN = r"(?P<named>(?:main |key |biggest |primary |major |only )?differences? between .{1,140}?)"
_OF_THEM = (
    r"(?P<things>(?:some|the (?:main|most)|common|important|key) .{1,80}?)"
)
_BEHIND = r"(?P<rest>(?:for|of|in|to|between|with|when|on|behind) .{1,120}?)"
_ADVERB = r"(?:mainly |mostly |often |commonly |primarily )?"
_MODAL = r"(?P<verb>can(?:not)?|could|may|should|must|will|does|do|is|are)(?:\s+not|n't)?"

_RULES = (
    _rule(
        "yes-or-no",
        "high",
        rf"(?:Yes|No),?\s+(?P<s>[^,;]{{1,70}}?)\s{_MODAL}\s(?P<rest>.+)",
        _yes_no,
    ),
    _rule(
        "in-order-to",
        "high",
        r"(?:In order to|To)\s+(?P<vo>[a-z].{1,140}?),?\s+(?:we|you|one|they)\b.*",
        _how_do,
    ),
    _rule(
        "steps", "high", rf"(?:We|You|One) can {_DONE}\s+{_STEPS}.*", _how_can
    ),
    _rule(
        "there-are-ways",
        "high",
        rf"There (?:are|exist) {_MANY}{_WAYS} to {_DONE}[:.,].*",
        _how_can,
    ),
    _rule(
        "we-have-ways",
        "high",
        rf"(?:We|You) have {_MANY}{_WAYS} (?:to|for) {_DONE}[:.,].*",
        _how_can,
    ),
    _rule(
        "there-are-things",
        "high",
        rf"There (?:are|exist) (?:{_COUNT} )(?P<things>(?:[\w-]+ ){{1,5}}?){_BEHIND}[:.,].*",
        _things,
    ),
    _rule(
        "difference",
        "high",
        rf"[Tt]he {_BETWEEN}\s(?P<verb>is|are)\b.*",
        _difference,
    ),
    _rule(
        "members",
        "high",
        rf"{_SOME}\s+(?P<named>.{{1,110}}?)\s{_FOLLOWS}",
        _members,
    ),
    _rule(
        "below-are",
        "high",
        r"(?P<det>(?:Below|Here|The following|Following) are (?:the|some)(?: of the)?)\s+(?P<named>.{1,110}?)(?P<verb>)"
        r"[:,]\Z",
        _members,
    ),
    _rule(
        "when-doing",
        "high",
        rf"When (?P<doing>\w+ing .{{1,110}}?), {_OF_THEM} (?:include|are|is)\b.*",
        _when_doing,
    ),
    _rule(
        "compare",
        "high",
        r"Let(?:'|\u2019)?s compare (?P<x>.{1,80}?) (?:with|and|to) (?P<y>.{1,80}?)[:.]\Z",
        _compare,
    ),
    _rule(
        "stands-for",
        "high",
        rf"{_X} (?:stands|is short) for .*",
        _about("what {does} {x} stand for"),
    ),
    _rule(
        "used-for",
        "high",
        rf"{_X} (?P<verb>is|are) {_ADVERB}used (?:to|for|in|as)\b.*",
        _about("what {verb} {x} used for"),
    ),
    _rule(
        "definition",
        "high",
        rf"{_X} (?P<verb>is|are) (?:basically |simply |essentially )?(?:an?|the|one of)\s.*",
        _about("what {verb} {x}"),
    ),
    _rule(
        "refers-to",
        "high",
        rf"{_X} refers? to .*",
        _about("what {does} {x} refer to"),
    ),
    _rule(
        "uses",
        "medium",
        r"(?P<x>[^,;:]{1,60}?) uses? .{1,90}? to (?P<vo>[a-z].*)",
        _uses,
    ),
    _rule(
        "enables",
        "medium",
        rf"{_X} (?P<verb>enable|allow)s? {_PEOPLE} to .*",
        _about("what {does} {x} {verb} you to do"),
    ),
    _rule(
        "lets",
        "medium",
        rf"{_X} lets? {_PEOPLE} .*",
        _about("what {does} {x} let you do"),
    ),
    _rule(
        "occurs-when",
        "medium",
        rf"{_X} (?P<verb>occur|happen|arise)s? when .*",
        _about("when {does} {x} {verb}"),
    ),
    _rule(
        "supports",
        "medium",
        rf"{_X}(?P<how> \w+ly)? supports? [^:]+(?:, (?:and )?| and )[^:]+",
        _about("what {does} {x} {how} support"),
    ),
)

CONFIDENCE: Mapping[str, Confidence] = {
    rule.name: rule.confidence for rule in _RULES
}
