"""A vocabulary's text -> the topics of a field, ready to be looked for.

A field's topics stand in a vocabulary, a text file with a line per topic. The simplest
one is

    docker: Docker, Dockerfile

which gives the tag `docker` for "docker", "Docker", "Dockers" or "Dockerfile", as whole
words. A topic without aliases is known by its own name. `#` starts a comment; an
indented line continues the one above; spaces, hyphens and underscores within an alias
are equal. `alb + elb: ALB` gives two tags. The marks:

    Docker       always, in any case
    =Git         always, but words with a capital must stand exactly so
    ?Lambda      capitals as with `=`, and only where the text or its place is clearly
                 about the field
    ??Translate  as `?`, but also a word to begin a sentence with: there its capital
                 proves nothing
    @sqs         a name in code, counts within one of the templates of `!code`

Directives, all optional, hold lists too:

    !field: AWS, Amazon Web Services  names of the field itself; the first one is also
                                      its tag
    !context: availability zone       shows a text or place to be about the field, as
                                      its topics do
    !brand: Amazon                    words before which a `?` alias is certain
    !ordinary: glue code              phrases that are never a topic, though a shorter
                                      alias is in them
    !general: python                  topics known far outside the field: they say
                                      nothing about it
    !code: arn:aws:{}, {}:*           what stands round a name in code; `*` is any
                                      capitalised word
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.problems import problem
from ..model.records import Problem, Problems, Span
from .aliases import WORD_RE, Alias, alias_of, table_of, words_of
from .code_names import NAME, code_names
from .topics import Vocabulary

_SLUG_RE = re.compile(r"[^\W_]+(?:[-.+#][^\W_]+)*")
_COMMENT_RE = re.compile(r"(?:^|\s)#.*")
# A line that says something, and those below it that are indented or empty.
_ENTRY_RE = re.compile(r"^.*\S.*(?:\n(?:[^\S\n].*)?)*", re.M)
_LINE_END_RE = re.compile(r"\s*\n\s*")
_DIRECTIVES = ("field", "context", "brand", "ordinary", "general", "code")
_MAX_SHOWN = 60


class _Entry(NamedTuple):
    """A line of a vocabulary, and those that continue it: ``subject: value, value``."""

    line: int
    text: str
    subject: str
    values: Sequence[str]

    @property
    def is_directive(self) -> bool:
        """Whether it has a directive in place of a topic."""
        return self.text.startswith("!")

    @property
    def topics(self) -> tuple[str, ...]:
        """The tags of a topic."""
        return tuple(self.subject.split(" + "))


def parse_vocabulary(
    text: str, name: str, path: str = ""
) -> tuple[Vocabulary, Problems]:
    """The vocabulary in a file's text, and a Problem for each line it could not use.

    ``path`` is how messages call the file.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    directives: dict[str, list[str]] = {key: [] for key in _DIRECTIVES}
    topics: list[_Entry] = []
    problems: list[Problem] = []
    for entry in _entries(lines):
        complaint = _complaint(entry)
        if complaint:
            message, help = complaint
            span, line = Span(path, entry.line), lines[entry.line - 1]
            problems.append(
                problem("MK906", message, span, help=help, excerpt=line)
            )
        elif entry.is_directive:
            directives[entry.subject] += entry.values
        else:
            topics.append(entry)
    return _vocabulary(name, directives, topics), tuple(problems)


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    bare = "\n".join(_COMMENT_RE.sub("", line) for line in lines)
    for match in _ENTRY_RE.finditer(bare):
        written = _LINE_END_RE.sub(",", match[0].strip())
        left, _, right = written.partition(":")
        subject = left.removeprefix("!").strip().lower()
        values = filter(None, map(str.strip, right.split(",")))
        line = bare.count("\n", 0, match.start()) + 1
        yield _Entry(line, written, subject, list(values))


def _complaint(entry: _Entry) -> tuple[str, str] | None:
    """What is wrong with an entry, and what to do about it; None for a sound one."""
    if ":" not in entry.text:
        hint = "write a topic and its aliases: docker: Docker, Dockerfile"
        return f"no colon in {entry.text[:_MAX_SHOWN]!r}", hint
    subject = entry.subject[:_MAX_SHOWN]
    if entry.is_directive:
        if entry.subject not in _DIRECTIVES:
            hint = f"known are {', '.join(_DIRECTIVES)}"
            return f"unknown directive !{subject}", hint
    elif not all(map(_SLUG_RE.fullmatch, entry.topics)):
        slug = "-".join(WORD_RE.findall(subject))
        return f"{subject!r} cannot be a tag", f"write {slug or 'a name'}"
    is_code = entry.is_directive and entry.subject == "code"
    for value in entry.values:
        shown = repr(value[:_MAX_SHOWN])
        if is_code and value.count(NAME) != 1:
            hint = "put one {} where the name stands: import {}"
            return f"{shown} is not a template", hint
        if not is_code and not WORD_RE.search(value):
            return f"{shown} has no word in it", "write a name, or remove it"
    return None


def _vocabulary(
    name: str,
    directives: Mapping[str, Sequence[str]],
    topics: Sequence[_Entry],
) -> Vocabulary:
    """The vocabulary of what each directive lists, and of the entries of topics."""
    field_names = directives["field"]
    field = "-".join(words_of(field_names[0]).lowered) if field_names else ""
    aliases = [alias_of(name, (field,)) for name in field_names]
    aliases += map(alias_of, directives["context"])
    for phrase in directives["ordinary"]:
        aliases.append(alias_of(phrase, shows_field=False))
    in_code: list[Alias] = []
    for entry in topics:
        shows_field = entry.topics[0] not in directives["general"]
        own_name = entry.topics[0].replace("-", " ")
        for written in entry.values or [own_name]:
            alias = alias_of(written, entry.topics, shows_field=shows_field)
            (in_code if alias.mark == "@" else aliases).append(alias)
    tags = [tag for alias in aliases + in_code for tag in alias.topics]
    return Vocabulary(
        name=name,
        topics=tuple(dict.fromkeys(tags)),
        field_topic=field,
        table=table_of(aliases, directives["brand"]),
        ordinary={
            alias.phrase: alias for alias in aliases if alias.is_doubtful
        },
        code=code_names(directives["code"], in_code),
    )
