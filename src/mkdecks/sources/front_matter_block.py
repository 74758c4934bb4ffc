"""The values that a page of markdown states before its text.

They are written in YAML between lines of ``---``, or in TOML between lines of ``+++``.
The lines of front matter are blanked, not cut out, so that a line of the text is the
line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..model.problems import problem
from ..model.records import FrontMatterValue, Problems, Span

_BLOCK_RE = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M
)
# Hugo's other way, in TOML.
_TOML_RE = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M)
_SECOND_BLOCK_RE = re.compile(
    r"\s*^---[ \t]*\n((?:\w[\w-]*:.*\n(?:[ \t-].*\n)*)+)---[ \t]*(?:\n|\Z)",
    re.M,
)
# Cards between rules look like front matter that has the keys Q and A, and no other.
_CARD_RE = re.compile(r"\s*(?:q|question)\s*\d*\s*:", re.I)
_CARD_KEY_RE = re.compile(r"(?:q|question|a|ans|answer)\s*\d*", re.I)
_KEY_RE = re.compile(r"^([^\s:#-][^:\n]{0,40}):(?=\s|$)", re.M)
MIN_CARD_KEYS = 2
# Where text begins: the first line of a block, and one below a blank line.
_OPENING_LINE_RE = re.compile(r"(?:\A|\n[ \t]*\n)(?=[^\s])[^\n]*")
# What stands at the margin in YAML: a key, an entry of a list, a comment, a bracket.
_YAML_LINE_RE = re.compile(
    r"\s*(?:[\w\"'][^\n:]{0,80}:(?:\s|$)|-(?:\s|$)|#|[\]}])"
)

Values = Mapping[str, FrontMatterValue]


class FrontMatter(NamedTuple):
    """The values of a page, its text with their lines blanked, and what is wrong."""

    values: Values
    text: str
    problems: Problems = ()


def split_front_matter(text: str, path: str) -> FrontMatter:
    """The front matter of a page apart from its text.

    A text that has none comes back as it is. ``path`` is how messages call the file.
    """
    toml = _TOML_RE.match(text)
    if toml and "=" in toml[1]:
        values, problems = _toml_values(toml[1], path)
        return FrontMatter(values, _blanked(text, toml.end()), problems)
    block = _BLOCK_RE.match(text)
    if not block or _is_card(block[1]):
        return FrontMatter({}, text)
    values, problems = _values(block[1], path)
    if not values and _is_text(block[1]):
        return FrontMatter({}, text)
    end = block.end()
    second = _SECOND_BLOCK_RE.match(text, end)
    if second and not _is_card(second[1]):
        line = text.count("\n", 0, second.start(1))
        message = "a second block of front matter, not used"
        wrong = problem("MK106", message, Span(path, line))
        problems = (*problems, wrong)
        end = second.end()
    return FrontMatter(values, _blanked(text, end), problems)


def _blanked(text: str, end: int) -> str:
    """A text with the lines before a place blanked."""
    return "\n" * text.count("\n", 0, end) + text[end:]


def front_matter_of(text: str) -> str:
    """The lines between the two rules at the top of a page; "" without them."""
    block = _BLOCK_RE.match(text) or _TOML_RE.match(text)
    return block[1] if block else ""


def _is_card(written: str) -> bool:
    """Whether what two rules enclose is a question and its answer, with their labels."""
    if not _CARD_RE.match(written):
        return False
    keys = _KEY_RE.findall(written)
    is_block_of_yaml = re.search(r":[ \t]*[|>][+-]?[ \t]*$", written, re.M)
    if is_block_of_yaml or len(keys) < MIN_CARD_KEYS:
        return False
    return all(map(_CARD_KEY_RE.fullmatch, keys))


def _is_text(written: str) -> bool:
    """Whether what two rules enclose is text, and the first of them only a rule.

    It begins with a blank line or has paragraphs that no YAML has.
    """
    if written[:1] == "\n":
        return bool(written.strip())
    openings = _OPENING_LINE_RE.findall(written)
    return any(not _YAML_LINE_RE.match(line.strip()) for line in openings)


def _values(written: str, path: str) -> tuple[Values, Problems]:
    from ..config.strict_yaml import YamlError, load_yaml

    line, help = 1, ""
    message = "front matter is a map: 'key: value' lines"
    try:
        values = load_yaml(written)
        if isinstance(values, Mapping):
            return values, ()
        if not values:
            return {}, ()
    except YamlError as error:
        line, message = error.line, error.message
        if "mapping values" in message:
            help = 'put the value in double quotes: title: "..."'
    # The first line of the file opens the block.
    span = Span(path, line + 1)
    return {}, (problem("MK105", message, span, help=help),)


def _toml_values(written: str, path: str) -> tuple[Values, Problems]:
    import tomllib

    try:
        values = tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"not readable as TOML: {error}"
        return {}, (problem("MK105", message, Span(path, 1)),)
    return {key: _as_text(value) for key, value in values.items()}, ()


def _as_text(value: object) -> FrontMatterValue:
    """A value of TOML as YAML is read here: texts, lists and maps."""
    if isinstance(value, Mapping):
        return {str(key): _as_text(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_as_text(entry) for entry in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
