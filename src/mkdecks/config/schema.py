"""What a config may hold: its tables and keys with their types, and how a mistake in them is answered."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.problems import problem
from ..model.records import Problem, Span

SPLITS = ("folder", "file", "heading", "none")
PACKAGES = ("top", "deck", "single")
DERIVED = ("tag", "skip", "draft")
RETIRED = ("tag", "drop")
TAG_ORIGINS = ("front-matter", "folders", "headings", "topics")

# A key's type: "text", "switch", "number", "list" (of text), or the values it may take.
# A tuple after "list" limits its entries.
_SCHEMA: Mapping[str, Mapping[str, Any]] = {
    "project": {
        "name": "text",
        "out": "text",
        "package": PACKAGES,
        "site_url": "text",
        "derived": DERIVED,
        "retired": RETIRED,
        "retired_releases": "number",
    },
    "deck": {
        "name": "text",
        "sources": "list",
        "exclude": "list",
        "split": SPLITS,
        "tags": "list",
        "dialects": "list",
        "reverse": "switch",
    },
    "dialect": {
        "name": "text",
        "question": "text",
        "answer": "text",
        "end": "text",
    },
    "tags": {"from": ("list", TAG_ORIGINS), "vocabularies": "list"},
}
_REPEATED = ("deck", "dialect")
_NEEDED = {"dialect": ("name", "question")}


def line_of(text: str, number: int) -> str:
    """A line of a text, counted from 1; "" where there is none."""
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(slots=True)
class Checker:
    """Holds a config's tables against the schema; a key's line is found by its name in the text."""

    path: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def check(
        self, tables: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[Problem]]:
        """The tables with every unusable entry taken out, and a Problem for each."""
        kept: dict[str, Any] = {}
        for name, value in tables.items():
            if name not in _SCHEMA:
                self._unknown(
                    name, _SCHEMA, f"[{name}] is not a table of mkdecks"
                )
            elif name in _REPEATED:
                rules = value if isinstance(value, list) else [value]
                if not isinstance(value, list):
                    self._report(
                        "MK902",
                        name,
                        f"write [[{name}]], with two brackets: there may be several",
                    )
                if any(not isinstance(rule, dict) for rule in rules):
                    self._report(
                        "MK902",
                        name,
                        f"a {name} is a table: write [[{name}]] on a line of its own",
                    )
                read = [
                    self._table(name, rule)
                    for rule in rules
                    if isinstance(rule, dict)
                ]
                kept[name] = [
                    table for table in read if self._is_whole(name, table)
                ]
            elif isinstance(value, dict):
                kept[name] = self._table(name, value)
            else:
                self._report(
                    "MK902",
                    name,
                    f"'{name}' is a table: write [{name}] on a line of its own",
                )
        return kept, self.problems

    def _table(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        kept = {}
        for key, value in values.items():
            wanted = _SCHEMA[table].get(key)
            if wanted is None:
                self._unknown(
                    key,
                    _SCHEMA[table],
                    f"'{key}' is not a setting of [{table}]",
                )
            elif self._is_usable(key, value, wanted):
                kept[key] = value
        return kept

    def _is_whole(self, name: str, table: Mapping[str, Any]) -> bool:
        """Whether a table has the keys that it cannot do without."""
        missing = [key for key in _NEEDED.get(name, ()) if not table.get(key)]
        if missing:
            self._report(
                "MK902",
                name,
                f"a [[{name}]] needs {' and '.join(missing)}",
                f'write {missing[0]} = "..."',
            )
        return not missing

    def _is_usable(self, key: str, value: Any, wanted: Any) -> bool:
        if wanted == "text":
            usable, want = isinstance(value, str), "text in quotes"
        elif wanted == "switch":
            usable, want = isinstance(value, bool), "true or false"
        elif wanted == "number":
            usable = (
                isinstance(value, int)
                and not isinstance(value, bool)
                and value >= 1
            )
            want = "a whole number, 1 or more"
        elif wanted == "list" or wanted[0] == "list":
            usable = isinstance(value, list) and all(
                isinstance(entry, str) for entry in value
            )
            want = "a list of texts in brackets"
            if (
                usable
                and wanted != "list"
                and (
                    strange := [
                        entry for entry in value if entry not in wanted[1]
                    ]
                )
            ):
                usable, want, value = (
                    False,
                    "one of " + ", ".join(wanted[1]),
                    strange[0],
                )
        else:
            usable, want = value in wanted, "one of " + ", ".join(wanted)
        if not usable:
            example = {
                "text in quotes": f'{key} = "..."',
                "a list of texts in brackets": f'{key} = ["..."]',
            }.get(want)
            close = difflib.get_close_matches(
                str(value), want.removeprefix("one of ").split(", "), 1
            )
            help = (
                f"write {example}"
                if example
                else f"did you mean '{close[0]}'?"
                if close
                else f"write {want}"
            )
            self._report(
                "MK902", key, f"'{key}' is {value!r}, but takes {want}", help
            )
        return usable

    def _unknown(
        self, key: str, known: Mapping[str, Any], message: str
    ) -> None:
        close = difflib.get_close_matches(key, known, 1)
        self._report(
            "MK901",
            key,
            message,
            f"did you mean '{close[0]}'?"
            if close
            else "there are: " + ", ".join(known),
        )

    def _report(
        self, code: str, key: str, message: str, help: str = ""
    ) -> None:
        pattern = re.compile(rf"^\s*\[*\s*[\w.\"' -]*?\b{re.escape(key)}\b")
        lines = self.text.splitlines()
        line = next(
            (i for i, text in enumerate(lines, 1) if pattern.match(text)), 1
        )
        span = Span(
            self.path, line, line, line_of(self.text, line).find(key) + 1 or 1
        )
        self.problems.append(
            problem(
                code, message, span, help=help, excerpt=line_of(self.text, line)
            )
        )
