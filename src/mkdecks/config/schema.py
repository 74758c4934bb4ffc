"""A config held to what the keys declare: its usable entries, a Problem for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.hints import did_you_mean, nearest_or_all
from ..model.problems import problem
from ..model.records import Problem, Problems, Span
from .files import Config
from .keys import Key, Table, expected, is_usable, keys_of
from .places import position_of

# The tables of which there may be several: [[deck]].
_REPEATED = frozenset({"deck", "dialect"})
_EXAMPLES = {
    "text in quotes": '{} = "..."',
    "a list of texts in brackets": '{} = ["..."]',
}

Records = Mapping[str, type]


def checked(config: Config, records: Records) -> tuple[Table, Problems]:
    """The usable entries of a config by table, and its mistakes.

    ``records`` are the dataclasses that declare the keys of each table. A table of
    which there may be several comes out as a list; a list of texts as a tuple.
    """
    checker = _Checker(config, records)
    tables = {
        name: checker.usable(name, value)
        for name, value in config.tables.items()
        if name in records
    }
    for name in config.tables:
        if name not in records:
            message = f"[{name}] is not a table of mkdecks"
            help = nearest_or_all(name, list(records))
            checker.report("MK901", message, name, help=help)
    return tables, (*config.problems, *checker.problems)


@dataclass(slots=True)
class _Checker:
    """Collects the problems of one config."""

    config: Config
    records: Records
    problems: list[Problem] = field(default_factory=list)

    def usable(self, table: str, value: Any) -> Any:
        """What may be used of a table, or of the list of tables of one name."""
        if table in _REPEATED:
            return list(self._repeated(table, value))
        if isinstance(value, dict):
            return self._entries(table, value, 0)
        message = f"'{table}' is a table: write [{table}] on a line of its own"
        self.report("MK902", message, table)
        return {}

    def _repeated(self, table: str, value: Any) -> Iterator[Table]:
        """The usable tables of a name that may stand several times."""
        if not isinstance(value, list):
            message = (
                f"write [[{table}]], with two brackets: there may be several"
            )
            self.report("MK902", message, table)
        rules = value if isinstance(value, list) else [value]
        for number, rule in enumerate(rules):
            if not isinstance(rule, dict):
                message = f"a {table} is a table: write [[{table}]] on a line of its own"
                self.report("MK902", message, table, number)
                continue
            entries = self._entries(table, rule, number)
            if self._is_whole(table, entries, number):
                yield entries

    def _is_whole(self, table: str, entries: Table, number: int) -> bool:
        """Whether a table has the keys that it cannot do without."""
        missing = [
            entry.name
            for entry in self._keys(table).values()
            if entry.is_needed and not entries.get(entry.name)
        ]
        if missing:
            message = f"a [[{table}]] needs {' and '.join(missing)}"
            help = f'write {missing[0]} = "..."'
            self.report("MK902", message, table, number, help=help)
        return not missing

    def _entries(self, table: str, values: Table, number: int) -> Table:
        """The usable entries of one table."""
        known = self._keys(table)
        usable = {}
        for name, value in values.items():
            if name not in known:
                message = f"'{name}' is not a setting of [{table}]"
                help = nearest_or_all(name, list(known))
                self.report(
                    "MK901", message, table, number, key=name, help=help
                )
            elif self._is_usable(known[name], value, number):
                is_list = isinstance(value, list)
                usable[name] = tuple(value) if is_list else value
        return usable

    def _keys(self, table: str) -> dict[str, Key]:
        keys = keys_of(self.records[table], table)
        return {entry.name: entry for entry in keys}

    def _is_usable(self, entry: Key, value: Any, number: int) -> bool:
        if not is_usable(value, entry.type):
            want = expected(entry.type)
            self._report_value(entry, value, want, number)
            return False
        if isinstance(value, list) and entry.choices:
            strange = [item for item in value if item not in entry.choices]
            for item in strange[:1]:
                want = "one of " + ", ".join(entry.choices)
                self._report_value(entry, item, want, number)
            return not strange
        return True

    def _report_value(
        self, entry: Key, value: Any, want: str, number: int
    ) -> None:
        hint = did_you_mean(str(value), entry.choices)
        help = hint or f"write {want}"
        if want in _EXAMPLES:
            help = "write " + _EXAMPLES[want].format(entry.name)
        message = f"'{entry.name}' is {value!r}, but takes {want}"
        self.report(
            "MK902", message, entry.table, number, key=entry.name, help=help
        )

    def report(
        self,
        code: str,
        message: str,
        table: str,
        number: int = 0,
        *,
        key: str = "",
        help: str = "",
    ) -> None:
        """Keep a Problem of a table, or of a key in it."""
        place = position_of(
            self.config.text, self.config.prefix + table, number, key
        )
        span = Span(self.config.path, place.line, place.column)
        self.problems.append(
            problem(code, message, span, help=help, excerpt=place.text)
        )
