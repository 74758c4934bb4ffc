"""Prints how well the cards of drawn pages are found: ``python -m tests.matrix --seed 1 --pages 600``."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence

from .draw import DIMENSIONS, pages
from .judge import Figures, Judged, figures, judged
from .negatives import negatives


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.matrix")
    add = parser.add_argument
    add("--seed", type=int, nargs="+", default=[1], help="one or more")
    add("--pages", type=int, default=600, help="how many for each seed")
    add(
        "--negatives",
        type=int,
        help="how many for each seed (default: a quarter of the pages)",
    )
    add(
        "--only",
        metavar="DIM=VALUE",
        action="append",
        default=[],
        help="draw only such pages",
    )
    add(
        "--show",
        metavar="VALUE",
        help="print failing pages of a value (DIM=VALUE, 'all' or 'negatives')",
    )
    add("--limit", type=int, default=5, help="how many to show")
    return parser.parse_args()


def main() -> int:
    """Draw, judge, and print."""
    given = _parsed()
    only = dict(_dimension(choice) for choice in given.only)
    share = 0 if only else given.pages // 4
    count = share if given.negatives is None else given.negatives
    found = [
        judged(case)
        for seed in given.seed
        for case in pages(seed, given.pages, only)
    ]
    none = [
        judged(case) for seed in given.seed for case in negatives(seed, count)
    ]
    if given.show:
        _show(found, none, given.show, given.limit)
        return 0
    total = figures(found)
    print(f"{_columns(total)}  all")
    wrong = sum(bool(page.cards) for page in none)
    print(f"negatives with a card: {wrong} of {len(none)}\n")
    _print_values(found)
    _print_negatives(none)
    return 0


def _dimension(text: str) -> tuple[str, str]:
    """``heading`` or ``question=heading`` as the name of a dimension and its value."""
    name, _, value = text.rpartition("=")
    names = (
        [name] if name else [n for n in DIMENSIONS if value in DIMENSIONS[n]]
    )
    if not names or value not in DIMENSIONS.get(names[0], ()):
        sys.exit(f"no such value: {text}")
    return names[0], value


def _columns(score: Figures) -> str:
    shown = (score.f1, score.bounds, score.keys)
    cells = "  ".join(
        f"{label} {part:.3f}"
        for label, part in zip(("F1", "bounds", "keys"), shown, strict=True)
    )
    return f"{score.pages:>5} pages  {cells}"


def _print_values(found: Sequence[Judged]) -> None:
    groups = defaultdict[tuple[str, str], list[Judged]](list)
    for page in found:
        for named in page.case.values.items():
            groups[named].append(page)
    scores = [(figures(group), *named) for named, group in groups.items()]
    for score, name, value in sorted(scores, key=lambda row: row[0].worst):
        print(f"{_columns(score)}  {name}={value}")


def _print_negatives(none: Sequence[Judged]) -> None:
    groups = defaultdict[str, list[bool]](list)
    for page in none:
        groups[page.case.values["kind"]].append(bool(page.cards))
    for kind in sorted(groups, key=lambda kind: -sum(groups[kind])):
        wrong, count = sum(groups[kind]), len(groups[kind])
        print(f"{wrong:>5} of {count:>3} with a card  negative={kind}")


def _show(
    found: Sequence[Judged], none: Sequence[Judged], value: str, limit: int
) -> None:
    if value.startswith("negative"):
        kind = value.partition("=")[2]
        chosen = [
            p for p in none if p.cards and kind in ("", p.case.values["kind"])
        ]
    else:
        wrong = [page for page in found if not page.is_right]
        chosen = wrong
        if value != "all":
            name, value = _dimension(value)
            chosen = [p for p in wrong if p.case.values.get(name) == value]
    for page in chosen[:limit]:
        print(
            "=" * 30,
            page.case.name,
            *(f"{n}={v}" for n, v in page.case.values.items()),
        )
        print(page.case.text)
        print("-" * 30)
        print(*page.differences(), sep="\n")
    print(f"{len(chosen)} failing pages")


if __name__ == "__main__":
    sys.exit(main())
