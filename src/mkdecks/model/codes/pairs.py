"""Problems of finding questions and answers: 3xx."""

from __future__ import annotations

from collections.abc import Mapping

from ._code import ERROR, INFO, WARNING, Code

CODES: Mapping[str, Code] = {
    "MK301": Code(
        WARNING,
        "question without an answer",
        "A question was found, but nothing that answers it follows, so there is no card for it.",
        "write the answer below it",
    ),
    "MK302": Code(
        INFO,
        "looked like a question",
        "Something here looks like a question but was not taken for one; the message says why. Shown with "
        "-v only. If it should be a card, write it in one of the ways that `mkdecks dialects` lists.",
        "write it in one of the ways that `mkdecks dialects` lists",
    ),
    "MK303": Code(
        WARNING,
        "title without a closing quote",
        "The title opens a quote and does not close it, so the site shows plain text. The card was made all the same.",
        'end the title with "',
    ),
    "MK305": Code(
        WARNING,
        "block never closed",
        "A <details> has no </details>. It was read up to the next heading or <details>, or the end of the page.",
        "add </details> after the answer",
    ),
    "MK306": Code(
        WARNING,
        "comment not understood",
        "A comment that begins with mkdecks: says nothing that mkdecks knows, so it has no effect. The one there "
        "is pins an id: <!-- mkdecks: id=some-name -->, of letters, digits, and . : _ - without spaces.",
        "write <!-- mkdecks: id=some-name -->",
    ),
    "MK307": Code(
        WARNING,
        "questions but no card",
        "Several things on a page look like questions, and none became a card: nothing marks where their answers are.",
        "list them with `mkdecks check -v`, and see `mkdecks dialects`",
    ),
    "MK308": Code(
        WARNING,
        "no right option",
        "A multiple choice question has options, but none is marked as right, so there is no card for it. Tick the "
        "right one: - [x]",
        "tick the right option: - [x]",
    ),
    "MK309": Code(
        INFO,
        "looked like a card",
        "Something here has the form of an exercise, a term or a choice, and lacks what makes it a card; the message "
        "says what. Shown with -v only.",
        "`mkdecks dialects` lists what is read, and docs/dialects.md has examples",
    ),
    "MK310": Code(
        WARNING,
        "answer without its question",
        "A section of questions holds an answer, and its question is lost, as when a scraper drops the titles of "
        "folds. Nothing in its opening tells the question, or where it ends. Save the page as HTML, which keeps them, "
        "or paste "
        "the questions into a file and run `mkdecks draft PAGE --questions FILE`.",
        "save the page as HTML, or paste its headings: mkdecks draft PAGE --questions FILE",
    ),
    "MK311": Code(
        WARNING,
        "answers for a draft",
        'A page has lost the questions of its answers, and the setting derived = "draft" keeps a build from making '
        "cards "
        "of them. `mkdecks draft PAGE -o FILE` writes the questions that can be told, for you to correct.",
        "write a draft: mkdecks draft PAGE -o FILE",
    ),
    "MK312": Code(
        WARNING,
        "question to be written",
        "A heading of a draft, or the title of a question block, still says TODO. It becomes a card when it asks "
        "something.",
        "write the question that the text below answers",
    ),
    "MK313": Code(
        INFO,
        "answers left out",
        'A page has lost the questions of its answers, and the setting derived = "skip" leaves all of them out.',
        'set derived = "tag" or "draft" in [project]',
    ),
    "MK314": Code(
        ERROR,
        "questions and answers differ",
        "The file of --questions holds more or fewer questions than the page has answers, so it is unclear which "
        "belongs "
        "to which. Titles of the page's sections may stand between the questions; then each section is counted alone.",
        "give one question for each answer",
        excerpt=False,
    ),
}
