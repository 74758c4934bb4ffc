"""Code -> HTML in which Pygments has coloured it by classes."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pygments.lexer import Lexer


@lru_cache(maxsize=4096)
def highlighted(code: str, language: str) -> str:
    """A block of code, coloured where its language is one that Pygments knows."""
    lexer = _lexer(language)
    if lexer:
        from pygments import highlight

        inner = highlight(code, lexer, _formatter())
    else:
        inner = escape(code, quote=False)
    return f'<pre class="highlight"><code>{inner.rstrip()}</code></pre>\n'


def colour_classes() -> set[str]:
    """The classes that colour code."""
    from pygments.token import STANDARD_TYPES

    return {name for name in STANDARD_TYPES.values() if name}


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
