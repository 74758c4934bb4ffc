"""The letters that count options, in every alphabet that people use for them."""

from __future__ import annotations

import re

from ..model.characters import WRITTEN_ON_LETTERS
from .word_files import UNSPACED, words

# Letters that options are counted by, in the order of their alphabets, and circled
# numbers.
ALPHABETS = tuple(
    tuple(alphabet.split() if " " in alphabet else alphabet)
    for alphabet in words("letters")
)
CIRCLED = "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469"
_LETTERS = sorted({"ا"}.union(*ALPHABETS), key=len, reverse=True)
LETTER = f"(?:{'|'.join(map(re.escape, _LETTERS))})\u0640?"

# What goes on with a word: letters, and the signs that some scripts write on them.
WORD = rf"[\w'\u2019{WRITTEN_ON_LETTERS}]"

# The letter that an option begins with, as people mark it: A) (a) B. C: D - E/ or \u2461.
LETTER_MARK = (
    rf"[ \t]*(?:[(\[\uff08]?(?P<letter>(?i:{LETTER}))(?P<starred>\*)?"
    r"(?:[ ]?[)\]\uff09][.:]?|[.:\uff1a\u3001\uff0e]|[ \t]*[\u2013\u2014-](?=\s)"
    rf"|/(?=\s)|(?<=[{UNSPACED}])[ \t](?=\S))"
    rf"|(?P<circled>[{CIRCLED}]))[ \t]*(?=\S|$)"
)
# At the start of a text, which may stand on the next line.
LETTER_MARK_RE = re.compile(rf"{LETTER_MARK}\s*", re.M)
