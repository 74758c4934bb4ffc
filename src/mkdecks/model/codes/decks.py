"""Problems of making and writing cards: 4xx cards, 5xx packages."""

from __future__ import annotations

from collections.abc import Mapping

from ._code import ERROR, WARNING, Code

CODES: Mapping[str, Code] = {
    "MK401": Code(
        WARNING,
        "same question twice on a page",
        "Two cards of one page ask the same question, so they would be the same note. The first is kept. Word one of "
        "them differently, or give it an id of its own: <!-- mkdecks: id=some-name -->",
        "reword it, or give it an id of its own",
    ),
    "MK402": Code(
        ERROR,
        "id used twice",
        "Two cards have the same explicit id. An id names one card of the project for ever: change one of them.",
        "an id names one card: change one of them",
    ),
    "MK403": Code(
        ERROR,
        "no cards found",
        "Nothing in the sources is written in a way that mkdecks reads as question and answer, so nothing "
        "was written. `mkdecks dialects` lists the ways it reads, and `mkdecks check -v` what looked like a "
        "question and was refused.",
        "`mkdecks dialects` shows how questions are written",
    ),
    "MK404": Code(
        WARNING,
        "image not found",
        "An image is not there, or is not a picture that Anki shows (png, jpg, gif, webp, svg). The card "
        "shows the image's alternative text. Paths count from the file that the line was written in.",
        "mend the path; it counts from the file that this line stands in",
    ),
    "MK405": Code(
        WARNING,
        "image refused",
        "An image lies outside the project's folder. It is not read; the card shows its alternative text.",
        "copy the picture into the project",
    ),
    "MK406": Code(
        WARNING,
        "image on the network",
        "An image has a web address. Cards never load anything from the network, so the card links to it.",
        "save the picture beside the page",
    ),
    "MK407": Code(
        WARNING,
        "HTML shown as text",
        "The HTML of this answer is nested deeper than 100 levels, or grows to many times its source. It is shown as "
        "plain text, since sanitising it would take for ever.",
        "take the nested HTML out",
    ),
    "MK408": Code(
        WARNING,
        "formula shown as text",
        "A formula holds a command that can run script or load an address on the card (\\href, \\style, "
        "\\require, ...). It is shown as text.",
        "write the formula without this command",
    ),
    "MK501": Code(
        ERROR,
        "output not written",
        "A package could not be written; the old one, if any, is untouched. The message says what the system answered.",
        "choose another place with -o",
    ),
    "MK502": Code(
        ERROR,
        "draft was edited",
        "The file that the draft would be written to holds a draft that somebody has edited, or something else. It "
        "stays "
        "as it is, and the new draft stands beside it, with the ending .new.",
        "carry over what you want from the new draft, then delete it",
        excerpt=False,
    ),
}
