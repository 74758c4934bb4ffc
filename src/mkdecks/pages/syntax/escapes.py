"""Formulas, code, addresses and labels as markdown, written so that they are read as what they are, and as no more."""

from __future__ import annotations

import re
from urllib.parse import quote

from markdown_it.common.normalize_url import validateLink
from markdown_it.token import Token

_FORMULA_SIGN_RE = re.compile(r"[\\^_=<>+*/{}|]|^[A-Za-z]$|^\d+$")
# A sign in a formula that HTML would take for a tag's; a blank behind it changes
# nothing that is typeset.
_TAG_START_RE = re.compile(r"<(?=[a-zA-Z/!?])")
# No longer formula is read, in a line or in one of its own.
_MAX_FORMULA = (400, 2_000)
# https://www.rfc-editor.org/rfc/rfc3986#section-2
_NO_ADDRESS_RE = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def formula(token: Token) -> str:
    """A formula between the signs that it is read from, or as code where it would break out of them."""
    content = token.content.strip()
    if not re.search(
        r"(?<!\\)%", content
    ):  # a comment, which ends with its line
        content = " ".join(content.split())
    content = _TAG_START_RE.sub("< ", content)
    is_double = token.type == "math_inline_double"
    if (
        re.search(r"[$`\n]|\\[)\]]", content)
        or len(content) > _MAX_FORMULA[is_double]
    ):
        return code(
            Token("code_inline", "code", 0, content=" ".join(content.split()))
        )
    if is_double:
        return f"$${content}$$"
    return (
        rf"\({content}\)"
        if _FORMULA_SIGN_RE.search(content)
        else f"${content}$"
    )


def code(token: Token) -> str:
    """Code between more signs than stand in it."""
    content = token.content
    ticks = "`" * (
        max((len(run) for run in re.findall("`+", content)), default=0) + 1
    )
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def address(target: str) -> str:
    """An address as a link names it, with what may stand in none percent-encoded; "" for one that is never read."""
    target = _NO_ADDRESS_RE.sub(lambda match: quote(match[0]), target)
    if not validateLink(target):
        return ""
    return f"<{target}>" if re.search(r"[()]", target) else target


def label(text: str) -> str:
    """The text of a link or a picture, no bracket of which ends it."""
    return text.replace("[", "&#91;").replace("]", "&#93;")
