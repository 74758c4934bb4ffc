"""The one strict YAML loader: strings, lists and maps, and nothing that can surprise.

Every scalar stays the text that was typed (``no`` is "no", ``1.10`` is "1.10").
Duplicate keys, aliases and tags are errors with a line. ``tolerant=True`` is for files
that other programs own, such as mkdocs.yml: tags are read over and never executed,
aliases read as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.records import FrontMatterValue

MAX_CHARACTERS = 256_000
MAX_DEPTH = 20


class YamlError(Exception):
    """What is wrong and on which line of the YAML text, counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        """``message`` is for users: what the line holds that it may not."""
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(slots=True)
class _Open:
    """A list or map under construction."""

    items: list[FrontMatterValue] | None = None
    pairs: dict[str, FrontMatterValue] = field(default_factory=dict)
    key: str | None = None

    def add(self, value: FrontMatterValue, line: int, tolerant: bool) -> None:
        if self.items is not None:
            self.items.append(value)
        elif self.key is None:
            if not isinstance(value, str):
                raise YamlError(line, "a key must be plain text")
            if value in self.pairs and not tolerant:
                raise YamlError(line, f"the key '{value}' stands here twice")
            self.key = value
        else:
            self.pairs[self.key] = value
            self.key = None

    @property
    def value(self) -> FrontMatterValue:
        return self.pairs if self.items is None else self.items


def load_yaml(text: str, *, tolerant: bool = False) -> FrontMatterValue:
    """The value of one YAML document, its scalars as strings; an empty document is "".

    Raises YamlError for whatever is wrong, also for what PyYAML reports by other
    exceptions.
    """
    import yaml

    if len(text) > MAX_CHARACTERS:
        raise YamlError(1, f"longer than {MAX_CHARACTERS} characters")
    try:
        return _build(text, tolerant)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(
            mark.line + 1 if mark else 1, error.problem or str(error)
        ) from None
    except yaml.YAMLError as error:
        raise YamlError(1, str(error).splitlines()[0]) from None
    except (ValueError, RecursionError) as error:
        raise YamlError(1, f"not readable as YAML: {error}") from None


def _build(text: str, tolerant: bool) -> FrontMatterValue:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[_Open] = []
    root = _Open(items=[])
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        target = stack[-1] if stack else root
        if isinstance(event, yaml.AliasEvent):
            if not tolerant:
                raise YamlError(
                    line, f"aliases are not read here (*{event.anchor})"
                )
            target.add("", line, tolerant)
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_tag(event.tag, line, tolerant)
            target.add(_clean(event.value, line), line, tolerant)
        elif isinstance(event, yaml.CollectionStartEvent):
            _refuse_tag(event.tag, line, tolerant)
            if len(stack) >= MAX_DEPTH:
                raise YamlError(line, f"nested deeper than {MAX_DEPTH}")
            if target.items is None and target.key is None:
                raise YamlError(line, "a key must be plain text")
            stack.append(
                _Open(
                    items=[]
                    if isinstance(event, yaml.SequenceStartEvent)
                    else None
                )
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            done = stack.pop()
            (stack[-1] if stack else root).add(done.value, line, tolerant)
    items = root.items or [""]
    if len(items) > 1:
        raise YamlError(1, "more than one YAML document")
    return items[0]


def _refuse_tag(tag: str | None, line: int, tolerant: bool) -> None:
    if tag is not None and tag != "!" and not tolerant:
        raise YamlError(line, f"tags are not read here ({tag})")


def _clean(value: str, line: int) -> str:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise YamlError(line, "half of a surrogate pair is not a character")
    return value.replace("\0", "")
