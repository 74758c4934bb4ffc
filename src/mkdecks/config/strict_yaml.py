"""The one strict YAML loader: texts, lists and maps, and nothing that can surprise.

Every scalar stays the text that was typed (``no`` is "no", ``1.10`` is "1.10").
Duplicate keys, aliases and tags are errors with a line. ``tolerant=True`` is for files
that other programs own, such as mkdocs.yml: tags are read over and never executed,
aliases read as "", and of equal keys the last counts.

Values are put together from the events of PyYAML's parser. Its own composer recurses as
deep as a text is nested (the one in C ends the process), and does not tell which line
an alias stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..model.records import FrontMatterValue

MAX_CHARACTERS = 256_000
MAX_DEPTH = 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SURROGATE_RE = re.compile(r"[\ud800-\udfff]")

Events = Iterator[Any]


class YamlError(Exception):
    """What is wrong and on which line of the YAML text, counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        """``message`` is for users: what the line holds that it may not."""
        super().__init__(message)
        self.line = line
        self.message = message


def load_yaml(text: str, *, tolerant: bool = False) -> FrontMatterValue:
    """The value of one YAML document, its scalars as texts; an empty document is "".

    Raises YamlError for whatever is wrong, also for what PyYAML reports by other
    exceptions.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(1, f"longer than {MAX_CHARACTERS} characters")
    try:
        events: Events = yaml.parse(text, _LOADER)
        return _document(events if tolerant else _strict(events), tolerant)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlError(line, error.problem or str(error)) from None
    except yaml.YAMLError as error:
        raise YamlError(1, str(error).splitlines()[0]) from None
    except (ValueError, RecursionError) as error:
        raise YamlError(1, f"not readable as YAML: {error}") from None


def _strict(events: Events) -> Events:
    """The same events. Raises YamlError at an alias and at a tag other than ``!``."""
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise _error(event, f"aliases are not read here (*{event.anchor})")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise _error(event, f"tags are not read here ({tag})")
        yield event


def _document(events: Events, tolerant: bool) -> FrontMatterValue:
    """The value of the only document of a text; "" where there is none."""
    next(events)  # the start of the text
    if isinstance(next(events), yaml.StreamEndEvent):
        return ""
    value = _value(next(events), events, tolerant, 0)
    next(events)  # the end of the document
    if isinstance(next(events), yaml.StreamEndEvent):
        return value
    raise YamlError(1, "more than one YAML document")


def _value(
    event: Any, events: Events, tolerant: bool, depth: int
) -> FrontMatterValue:
    """The value that an event opens; ``depth`` counts the lists and maps around it."""
    if not isinstance(event, yaml.CollectionStartEvent):
        return _scalar(event)
    depth += 1
    if depth > MAX_DEPTH:
        raise _error(event, f"nested deeper than {MAX_DEPTH}")
    inside = _until_end(events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(entry, events, tolerant, depth) for entry in inside]
    pairs: dict[str, FrontMatterValue] = {}
    for entry in inside:
        if isinstance(entry, yaml.CollectionStartEvent):
            raise _error(entry, "a key must be plain text")
        key = _scalar(entry)
        if key in pairs and not tolerant:
            raise _error(entry, f"the key '{key}' stands here twice")
        pairs[key] = _value(next(events), events, tolerant, depth)
    return pairs


def _until_end(events: Events) -> Events:
    """The first event of each entry of a list or map, whose last event is taken too.

    Whoever reads an entry takes the rest of its events.
    """
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield event


def _scalar(event: Any) -> str:
    if isinstance(event, yaml.AliasEvent):
        return ""
    value: str = event.value
    if _SURROGATE_RE.search(value):
        raise _error(event, "half of a surrogate pair is not a character")
    return value.replace("\0", "")


def _error(event: Any, message: str) -> YamlError:
    return YamlError(event.start_mark.line + 1, message)
