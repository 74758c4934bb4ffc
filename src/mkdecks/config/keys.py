"""How a key of mkdecks.toml is declared, and what its declaration says.

A field of a dataclass made by ``key`` is a key. Its annotation is its type, its default
is the field's, and its metadata names its table and its purpose. The schema, the
command ``mkdecks config``, the page docs/config.md and the config that ``mkdecks init``
writes all read these declarations, so that a key stands in one place.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, field, fields
from types import NoneType
from typing import Any, Literal, NamedTuple

from ..model.records import Texts

_METADATA = "mkdecks key"
# The entries of a table of a config, by name.
Table = Mapping[str, Any]


class Key(NamedTuple):
    """One key of the config.

    ``attribute`` is the field that holds its value, ``name`` the key as users write it,
    ``type`` its annotation without None. ``example`` is a value worth showing, in the
    notation of TOML.
    """

    table: str
    name: str
    attribute: str
    type: Any
    default: Any
    purpose: str
    example: str

    @property
    def is_needed(self) -> bool:
        """Whether a table without this key means nothing."""
        return self.default is MISSING

    @property
    def choices(self) -> Texts:
        """The values that the key, or each entry of its list, may take; () for any."""
        return _choices(self.type)

    @property
    def example_value(self) -> str:
        """A value as TOML: the example, else the default."""
        return self.example or toml_value(self.default)


def key(
    table: str,
    purpose: str,
    *,
    default: Any = MISSING,
    name: str = "",
    example: str = "",
) -> Any:
    """A field that is a key of the config; without a default its table needs it."""
    metadata = {_METADATA: (table, name, purpose, example)}
    return field(default=default, metadata=metadata)


def keys_of(record: type, table: str = "") -> Iterator[Key]:
    """The keys that a dataclass declares, in its order.

    With ``table`` they are those of this table.
    """
    hints = typing.get_type_hints(record)
    for declared in fields(record):
        attribute = declared.name
        if _METADATA not in declared.metadata:
            continue
        own_table, name, purpose, example = declared.metadata[_METADATA]
        if table in ("", own_table):
            name = name or attribute
            kind = _without_none(hints[attribute])
            default = declared.default
            yield Key(
                own_table, name, attribute, kind, default, purpose, example
            )


def expected(kind: Any) -> str:
    """What a value of this type is, in words for users: ``text in quotes``."""
    if kind is str:
        return "text in quotes"
    if kind is bool:
        return "true or false"
    if kind is int:
        return "a whole number, 1 or more"
    if typing.get_origin(kind) is tuple:
        return "a list of texts in brackets"
    return "one of " + ", ".join(filter(None, _choices(kind)))


def is_usable(value: Any, kind: Any) -> bool:
    """Whether a value of TOML is of a key's type; the entries of a list are texts."""
    if kind in (str, bool):
        return isinstance(value, kind)
    if kind is int:
        # For Python a bool is an int too.
        return type(value) is int and value >= 1
    if typing.get_origin(kind) is tuple:
        return isinstance(value, list) and all(
            isinstance(v, str) for v in value
        )
    return value in typing.get_args(kind)


def _choices(kind: Any) -> Texts:
    if typing.get_origin(kind) is tuple:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) is Literal:
        return typing.get_args(kind)
    return ()


def _without_none(kind: Any) -> Any:
    """A type without the None that says "not set": ``str | None`` is a text."""
    options = typing.get_args(kind)
    if NoneType not in options:
        return kind
    return next(option for option in options if option is not NoneType)


def toml_value(value: Any) -> str:
    """A value in the notation of TOML."""
    return json.dumps(value, ensure_ascii=False)


def config_lines(record: type, table: str, values: Table) -> Iterator[str]:
    """The keys of a table as lines of a config.

    Those that ``values`` has are set, the others stand as comments with an example.
    """
    for entry in keys_of(record, table):
        if entry.name in values:
            written = f"{entry.name} = {toml_value(values[entry.name])}"
        else:
            written = f"# {entry.name} = {entry.example_value}"
        yield f"{written}  # {entry.purpose}"
