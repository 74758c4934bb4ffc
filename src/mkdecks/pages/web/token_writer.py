"""The tokens of one running text: white space folded, edges trimmed."""

from __future__ import annotations

import itertools
import re

from markdown_it.token import Token

_BLANKS_RE = re.compile(r"[ \t\r\f]+")
_BREAK_RE = re.compile(r" ?\n[ \n]*")


class TokenWriter:
    """Writes the children of an inline token, one behind the other.

    Whoever begins a text sets ``tokens``, to which each is added.
    """

    tokens: list[Token]

    def push(self, kind: str, content: str = "") -> Token:
        """Write a token that neither opens nor closes anything."""
        token = Token(kind, "", 0, content=content)
        self.tokens.append(token)
        return token

    def push_text(self, text: str, *, may_break: bool = False) -> None:
        """Write text, white space folded; a line feed is a blank or a soft break."""
        folded = _BLANKS_RE.sub(" ", text)
        folded = _BREAK_RE.sub("\n", folded)
        if not may_break:
            folded = folded.replace("\n", " ")
        if self._ends_in_blank():
            folded = folded.lstrip(" \n")
        for index, line in enumerate(folded.split("\n")):
            if index:
                self.push("softbreak")
            if line:
                self.push("text", line)

    def _ends_in_blank(self) -> bool:
        """Whether what is written ends in white space, so more of it shows nothing."""
        for token in reversed(self.tokens):
            if token.nesting == 0:
                is_text = token.type == "text"
                ends_in_blank = is_text and token.content.endswith(" ")
                return ends_in_blank or _is_break(token)
        return True

    def push_break(self) -> None:
        """Write the end of a line; white space before it goes."""
        while self.tokens:
            last = self.tokens[-1]
            if last.type != "text" or last.content.strip():
                break
            self.tokens.pop()
        self.push("hardbreak")

    def trimmed(self) -> list[Token]:
        """The tokens without white space at their edges and before breaks."""
        tokens = list(itertools.dropwhile(_is_blank, self.tokens))
        while tokens and _is_blank(tokens[-1]):
            tokens.pop()
        if tokens and tokens[0].type == "text":
            tokens[0].content = tokens[0].content.lstrip(" ")
        for token, following in itertools.zip_longest(tokens, tokens[1:]):
            ends_line = following is None or _is_break(following)
            if ends_line and token.type == "text":
                token.content = token.content.rstrip(" ")
        return tokens


def _is_break(token: Token) -> bool:
    return token.type.endswith("break")


def _is_blank(token: Token) -> bool:
    is_text = token.type == "text"
    return _is_break(token) or (is_text and not token.content.strip(" \n"))
