"""Parts of a sentence as they stand inside a question: subjects, actions, verbs.

Pure functions on English text, for the rules that derive a question from how its answer
opens.
"""

from __future__ import annotations

import re

from ..model.characters import one_line

MAX_SUBJECT_WORDS, MAX_ACTION_WORDS = 8, 16
# Nobody writes a longer paragraph as an answer.
MAX_TEXT = 4_000
MAX_ABBREVIATION = 12
_SENTENCE_END_RE = re.compile(
    r"(?<=[.!?\u2026])[\"')\u201d\u2019]*\s+(?=[\"'(\u201c\u2018]?[A-Z0-9])"
)
_ABBREVIATION_RE = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|fig|mr|mrs|dr|st)|\b[A-Z])\.\Z",
    re.I,
)
NOT_A_SUBJECT_RE = re.compile(
    r"(?:it|its|this|that|these|those|they|their|he|she|there|here|we|our|you|your|i"
    r"|my|one|what|which|who|how|why|if"
    r"|when|while|as|by|for|in|on|at|with|to|from|using|since|after|before|once"
    r"|because|although|though|most|many|all"
    r"|any|both|each|every|another|such|some|additionally|moreover|furthermore"
    r"|however|also|then|thus|therefore|hence"
    r"|finally|first|second|examples?|note|instead|otherwise|yes|no|so|and|or|but|do"
    r"|use|let|let's|start|try"
    r"|make|remember|everything|nothing|something|someone|anyone|people|today|now"
    r"|sometimes|usually|often"
    r"|the (?:following|above|latter|former|result"
    r"|answer|reason|idea|point|goal here|same|first|second|third|next|last|other))\b",
    re.I,
)
CLAUSE_RE = re.compile(
    r"[,;:()\u2013\u2014]|\b(?:that|which|who|whose|where|when|if|because|is|are|was"
    r"|were|can|could|will|would"
    r"|should|must"
    r"|has|have|had|does|do|did|may|might)\b",
    re.I,
)
_PLURAL_RE = re.compile(
    r"(?<![su])s\Z|\b(?:people|data|media|criteria|indices|matrices|children)\Z"
    r"|\w+ies\Z",
    re.I,
)
_SINGULAR_IN_S = frozenset(
    "access address alias analysis aws axis basis bus canvas class cors css dns"
    " ecs eks https iis ios jenkins js keras kinesis kubernetes macos nodejs os"
    " pandas postgis postgres process progress redis redux sns sqs status"
    " tls".split()
)
_NO_VERBS = frozenset("the a an this that it be".split())
_OURS = {
    "we": "you",
    "our": "your",
    "us": "you",
    "ours": "yours",
    "ourselves": "yourself",
    "i": "you",
    "my": "your",
    "me": "you",
}
_OURS_RE = re.compile(r"\b(we|our|us|ours|ourselves|i|my|me)\b(?!\.)")


def sentences(text: str) -> list[str]:
    """A paragraph's sentences; the full stop of an abbreviation ends none."""
    parts: list[str] = []
    is_open = False
    for piece in _SENTENCE_END_RE.split(one_line(text[:MAX_TEXT])):
        if is_open:
            parts[-1] += " " + piece
        else:
            parts.append(piece)
        end = max(len(parts[-1]) - MAX_ABBREVIATION, 0)
        is_open = bool(_ABBREVIATION_RE.search(parts[-1], end))
    return parts


def yours(text: str) -> str:
    """What authors say of themselves as told to a reader: "our" becomes "your"."""
    return _OURS_RE.sub(lambda word: _OURS[word[1]], text)


def subject_in(text: str, context: str) -> str:
    """A subject as it stands inside a question, "" where none can be asked for."""
    subject = text.strip().strip("\"'\u201c\u201d")
    if len(subject.split()) > MAX_SUBJECT_WORDS:
        return ""
    bare = re.sub(r"\s*\([^()]*\)", "", subject)
    if not bare or CLAUSE_RE.search(bare) or NOT_A_SUBJECT_RE.match(subject):
        return ""
    return yours(as_inside(bare, context))


def as_inside(text: str, context: str) -> str:
    """A text that began a sentence as it reads within one: names keep their capital."""
    first, _, rest = text.partition(" ")
    lower = first.lower()
    if first in ("A", "An", "The", "Some"):
        return f"{lower} {rest}"
    is_capital = first[:1].isupper() and first[1:].islower()
    within = rf"(?<![.!?:]\s)\b{re.escape(lower)}"
    if is_capital and re.search(within, context):
        return f"{lower} {rest}".strip()
    return text


def action_in(text: str) -> str:
    """What one does, as it stands behind "you".

    "" where it is too long or no verb opens it.
    """
    action = yours(text.strip().rstrip(".:,"))
    first = action.split(" ", 1)[0]
    if first in _NO_VERBS or not (first.isascii() and first[:1].islower()):
        return ""
    return action if len(action.split()) <= MAX_ACTION_WORDS else ""


def does(subject: str) -> str:
    """The verb that goes with a subject: "do" or "does"."""
    has_article = subject.lower().startswith(("a ", "an "))
    is_single = has_article or subject.lower().startswith("the ")
    if " and " in f" {subject} " and not is_single:
        return "do"
    words = re.sub(r"\s(?:of|for|in|with|on|to|from)\s.*", "", subject).split()
    last = words[-1].lower() if words else ""
    is_plural = _PLURAL_RE.search(last) and last not in _SINGULAR_IN_S
    return "do" if is_plural and not has_article else "does"
