"""Topics that are named in code: ``s3`` in ``arn:aws:s3:::bucket``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .aliases import WORD_RE, Alias, Mention

# Where the name stands in a template, and what is any capitalised word there.
NAME, _ANY_WORD = "{}", r"\*"


class CodeNames(NamedTuple):
    """The names of a vocabulary that count only within its templates.

    ``pattern`` has a group for each template, and ``aliases`` are known by their name.
    """

    pattern: re.Pattern[str]
    aliases: Mapping[str, Alias]

    def mentions(self, text: str) -> Iterator[Mention]:
        """The names that stand in a text's code, in its order."""
        if not self.aliases:
            return
        at = position = 0
        for match in self.pattern.finditer(text):
            at += len(WORD_RE.findall(text, position, match.start()))
            position = match.start()
            name = match[match.lastindex or 0].lower()
            if name in self.aliases:
                yield Mention(at, self.aliases[name], is_certain=True)


def code_names(templates: Sequence[str], aliases: Sequence[Alias]) -> CodeNames:
    """The names of a vocabulary, within its templates of ``!code``."""
    patterns = "|".join(map(_pattern, templates))
    return CodeNames(
        re.compile(rf"(?<![\w-])(?:{patterns})"),
        {alias.phrase.replace(" ", "-"): alias for alias in aliases},
    )


def _pattern(template: str) -> str:
    before, _, after = map(re.escape, template.partition(NAME))
    # A name that begins its template has nothing before it to vouch for it, so it must
    # be in lower case.
    letters = "A-Za-z" if before else "a-z"
    name = f"([{letters}0-9]+(?:-[a-z0-9]+)*)"
    return (before + name + after).replace(_ANY_WORD, "[A-Z][A-Za-z]")
