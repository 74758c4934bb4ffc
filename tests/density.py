"""How dense the code is, held by a ratchet: ``make lint`` fails where a figure rises.

The figures: syntax nodes of what all dialects and formats stand on, syntax nodes per 100
code lines, the length of the 90th percentile of code lines, and functions whose complexity
(branches, ``and`` and ``or``, comprehensions and their conditions) is over 15. Code lines
are those that hold neither a docstring nor a comment alone. A new dialect or format adds
its own module, which the first figure leaves out. Lower a limit when the code has become
better.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "mkdecks"
MAX_COMPLEXITY = 15
# Folders where each module is a dialect or a format of its own.
ADDED = ("dialects", "pages/formats", "output/formats")
# The ratchet.
MAX_NODES = 168_500
MAX_NODES_PER_100_LINES = 885
MAX_LINE_LENGTH_P90 = 69
MAX_COMPLEX_FUNCTIONS = 0

_BRANCHES = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.Assert,
)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DOCUMENTED = (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def complexity(function: ast.AST) -> int:
    """One, and one for each branch, and/or, comprehension and condition in one."""
    number = 1
    for node in ast.walk(function):
        number += isinstance(node, _BRANCHES)
        if isinstance(node, ast.BoolOp):
            number += len(node.values) - 1
        if isinstance(node, _COMPREHENSIONS):
            number += sum(1 + len(part.ifs) for part in node.generators)
    return number


def code_lines(text: str, tree: ast.Module) -> Iterator[str]:
    """The lines of a module that are neither empty, nor a comment, nor of a docstring."""
    documentation = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(
            node, clean=False
        ):
            first = node.body[0]
            last = first.end_lineno or first.lineno
            documentation.update(range(first.lineno, last + 1))
    for number, line in enumerate(text.splitlines(), 1):
        is_comment = line.lstrip().startswith("#")
        if line.strip() and not is_comment and number not in documentation:
            yield line


def main() -> int:
    """Print the figures; 1 where one is over its limit."""
    lengths: list[int] = []
    complex_functions = []
    nodes = nodes_of_added = 0
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        size = sum(1 for _ in ast.walk(tree))
        nodes += size
        if path.parent.relative_to(SOURCE).as_posix() in ADDED:
            nodes_of_added += size
        lengths += map(len, code_lines(text, tree))
        for node in ast.walk(tree):
            if (
                isinstance(node, _FUNCTIONS)
                and complexity(node) > MAX_COMPLEXITY
            ):
                place = f"{path.relative_to(SOURCE)}:{node.lineno}"
                complex_functions.append(
                    f"{place} {node.name} {complexity(node)}"
                )
    lengths.sort()
    density = 100 * nodes // len(lengths)
    p90 = lengths[len(lengths) * 9 // 10]
    figures = [
        (
            "syntax nodes without dialects and formats",
            nodes - nodes_of_added,
            MAX_NODES,
        ),
        ("syntax nodes per 100 lines", density, MAX_NODES_PER_100_LINES),
        ("length of the 90th percentile of lines", p90, MAX_LINE_LENGTH_P90),
        (
            "functions too complex",
            len(complex_functions),
            MAX_COMPLEX_FUNCTIONS,
        ),
    ]
    too_high = [figure for figure in figures if figure[1] > figure[2]]
    for name, figure, limit in figures:
        print(f"{name}: {figure:,} of at most {limit:,}")
    print(f"syntax nodes of all code: {nodes:,}")
    for line in complex_functions:
        print(f"  {line}")
    return 1 if too_high else 0


if __name__ == "__main__":
    sys.exit(main())
