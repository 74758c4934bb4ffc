"""The formats that sources are written in, one module each, found by themselves.

A format is a module of this package with a docstring (its first line says what is
read), ``ENDINGS``, those of its files, ``sniff(text)``, how surely a text is written in
it, and ``read(source, title)``, which makes the page. What a text holds decides before
its ending: a ``.txt`` with headings and fences is markdown, and a ``.md`` that is a
whole web page is HTML.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from typing import NamedTuple

from ...model.records import Page, Source, Texts
from ..label_pairs import with_colons
from .html import is_body

# Formats whose endings people give to anything.
_AMBIGUOUS = ("html", "markdown", "text")


class InputFormat(NamedTuple):
    """A format by its name, which is that of its module."""

    name: str
    endings: Texts
    sniff: Callable[[str], bool]
    read: Callable[[Source, str], Page]


@cache
def known() -> tuple[InputFormat, ...]:
    """All formats, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(map(_load, names))


def _load(name: str) -> InputFormat:
    module = import_module(f"{__name__}.{name}")
    return InputFormat(name, module.ENDINGS, module.sniff, module.read)


def endings() -> Texts:
    """The endings of all files that are read, each with its dot."""
    return tuple(ending for entry in known() for ending in entry.endings)


def of_ending(name: str) -> InputFormat:
    """The format that the ending of a file name stands for; text where it says nothing."""
    ending = PurePosixPath(name).suffix.lower()
    for entry in known():
        if ending in entry.endings:
            return entry
    return by_name("text")


def by_name(name: str) -> InputFormat:
    """The format of a name that one of ``known`` has."""
    return next(entry for entry in known() if entry.name == name)


def with_format(source: Source) -> Source:
    """The source with the format of its text; its ending decides where the text does not.

    An ending that one format alone has always decides. Front matter is markdown's,
    unless the ending or all below it says HTML.
    """
    if source.format not in _AMBIGUOUS:
        return source
    if source.front_matter:
        is_html = source.format == "html" or is_body(source.text)
        return replace(source, format="html" if is_html else "markdown")
    if source.format == "html" and is_body(source.text):
        return source
    by_ending = by_name(source.format)
    if by_ending.sniff(source.text):
        return source
    for entry in known():
        if entry is not by_ending and entry.sniff(source.text):
            return replace(source, format=entry.name)
    return source


def parse(source: Source, title: str = "") -> Page:
    """The page of a source; ``title`` is what it is called where it does not say so."""
    if source.format != "html":
        source = with_colons(source)
    return by_name(source.format).read(source, title)
