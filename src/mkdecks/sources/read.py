"""A file -> Source: what a document is, whatever it was saved as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..model.problems import problem
from ..model.records import Problem, Problems, Run, Source, SourceFormat, Span
from .clean import clean, with_fences
from .decode import decode, decode_page, refused
from .front_matter_block import split_front_matter
from .template import is_layout, is_template

MAX_BYTES = 2_000_000
# A page that a browser saved brings its pictures along.
MAX_SAVED_BYTES = 20_000_000
SAVED_ENDINGS = frozenset({".mhtml", ".mht"})
_HEAD_BYTES = 4_000
_WEB_PAGE_RE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.I | re.S,
)

Result = tuple[Source | None, Problems]


def read(file: Path, path: str, name: str, format: SourceFormat) -> Result:
    """The document in a file; None and a Problem when it cannot be read.

    ``path`` is how messages call the file, ``name`` is its path inside the project.
    """
    limit = MAX_SAVED_BYTES if format == "html" else MAX_BYTES
    try:
        if not file.is_file():
            return refused("not a regular file", path)
        size = file.stat().st_size
        if size > limit:
            return None, (_too_large(size, path),)
        data = file.read_bytes()
    except OSError as error:
        return refused(error.strerror or str(error), path)
    source = Source(path, name, file, "", format=format)
    if format == "html" or is_web_page(data[:_HEAD_BYTES].decode("latin-1")):
        return _page(data, replace(source, format="html"))
    return _document(data, source)


def is_web_page(text: str) -> bool:
    """Whether a text is a whole web page."""
    return bool(_WEB_PAGE_RE.match(text))


def _document(data: bytes, source: Source) -> Result:
    """A document of markdown or plain text."""
    path = source.path
    text, wrong_bytes = decode(data, path)
    if text is None:
        return None, wrong_bytes
    text, mended = clean(text, path)
    if is_template(text):
        return _template(path)
    lines = text.split("\n")
    problems = (*wrong_bytes, *mended, *_merge_marks(lines, path))
    values, text, wrong = split_front_matter(text, path)
    source = replace(
        source, text=text, front_matter=values, excerpts={path: lines}
    )
    return source, (*problems, *wrong)


def _merge_marks(lines: Sequence[str], path: str) -> Iterator[Problem]:
    """The marks of a merge that nobody has finished; in code they are samples."""
    is_open = False
    for number, line, is_code in with_fences(lines):
        opens = line.startswith("<<<<<<< ") and not is_code
        is_open = is_open or opens
        if opens or (is_open and line.startswith(">>>>>>> ")):
            span = Span(path, number)
            yield problem("MK115", "a merge left its marks", span)


def _page(data: bytes, source: Source) -> Result:
    """A web page, or one that a browser saved in one file with its pictures."""
    from .data_pictures import without_data_pictures
    from .mhtml import SavedPage, open_mhtml

    path = source.path
    is_saved = source.file.suffix.lower() in SAVED_ENDINGS
    saved = open_mhtml(data) if is_saved else SavedPage(data)
    if saved is None:
        return refused("a saved page without an HTML part", path)
    text, wrong_bytes = decode_page(saved.html, path, saved.charset)
    if text is None:
        return None, wrong_bytes
    text, pictures = without_data_pictures(text)
    if len(text) > MAX_BYTES:
        return None, (*wrong_bytes, _too_large(len(text), path))
    text, mended = clean(text, path)
    if is_layout(text):
        return _template(path)
    values, text, wrong = split_front_matter(text, path)
    source = replace(
        source,
        text=text,
        front_matter=values,
        runs=tuple(Run(i, path, line) for i, line in enumerate(saved.lines)),
        embedded={**saved.pictures, **pictures},
    )
    source = replace(source, excerpts={path: _lines_of_file(source)})
    return source, (*wrong_bytes, *mended, *wrong)


def _lines_of_file(page: Source) -> Sequence[str]:
    """The lines of a page as its file counts them; the first of several on one."""
    shown: dict[int, str] = {}
    for index, line in enumerate(page.text.split("\n")):
        shown.setdefault(page.place(index)[1], line)
    return [shown.get(number, "") for number in range(1, max(shown) + 1)]


def _template(path: str) -> Result:
    return None, (problem("MK116", "a template for pages", Span(path, 1)),)


def _too_large(size: int, path: str) -> Problem:
    return problem("MK107", f"{size:,} bytes", Span(path, 1))
