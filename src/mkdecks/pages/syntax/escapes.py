"""Formulas, code, addresses and labels as markdown that is read as what they are."""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it.common.normalize_url import validateLink
from markdown_it.token import Token

from ...model.characters import one_line
from .math import FORMULA_SIGN_RE

# A sign in a formula that HTML would take for a tag's; a blank behind it changes
# nothing that is typeset.
_TAG_START_RE = re.compile(r"<(?=[a-zA-Z/!?])")
# A comment ends with its line.
_COMMENT_RE = re.compile(r"(?<!\\)%")
_BREAKS_OUT_RE = re.compile(r"[$`\n]|\\[)\]]")
# No longer formula is read, in a line or in one of its own.
_MAX_FORMULA = {"math_inline": 400, "math_inline_double": 2_000}
# https://www.rfc-editor.org/rfc/rfc3986#section-2
_NO_ADDRESS_RE = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def formula(token: Token) -> str:
    """A formula between its signs, or as code where it would break out of them."""
    content = token.content.strip()
    if not _COMMENT_RE.search(content):
        content = one_line(content)
    content = _TAG_START_RE.sub("< ", content)
    is_long = len(content) > _MAX_FORMULA[token.type]
    if is_long or _BREAKS_OUT_RE.search(content):
        return code(one_line(content))
    if token.type == "math_inline_double":
        return f"$${content}$$"
    if FORMULA_SIGN_RE.search(content):
        return rf"\({content}\)"
    return f"${content}$"


def code(content: str) -> str:
    """Code between more signs than stand in it."""
    ticks = max(re.findall("`+", content), default="") + "`"
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def address(target: str) -> str:
    """An address as a link names it; "" for one that is never read.

    What may stand in no address is percent-encoded.
    """
    target = _NO_ADDRESS_RE.sub(lambda match: quote(match[0]), target)
    if not validateLink(target):
        return ""
    return f"<{target}>" if re.search(r"[()]", target) else target


def label(text: str) -> str:
    """The text of a link or a picture, no bracket of which ends it."""
    return text.replace("[", "&#91;").replace("]", "&#93;")
