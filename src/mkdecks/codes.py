"""The one table of problem codes, each with its severity, its title and its explanation.

A code never changes its meaning: scripts and CI rules rest on it. 1xx reading, 2xx includes, 3xx finding pairs,
4xx making cards, 5xx writing, 9xx settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: how much it weighs, its name in three or four words, and what a user should know of it.

    ``help`` is what to do, in one line, where the place of the problem does not suggest something better.
    ``excerpt`` is whether its source line is worth showing.
    """

    severity: Severity
    title: str
    explanation: str
    help: str
    excerpt: bool = True


CODES: Mapping[str, Code] = {
    "MK101": Code(
        ERROR,
        "unreadable file",
        "The file cannot be opened, or its bytes are not text in UTF-8, UTF-16 with a byte order mark, or "
        "Windows-1252. Save it as UTF-8. Rename or exclude a binary file with a text ending (.md, .txt).",
        "save it as UTF-8 text",
    ),
    "MK102": Code(
        WARNING,
        "not UTF-8",
        "The file is not UTF-8, so it was read as Windows-1252, the usual encoding of old Windows editors. If letters "
        "look wrong on the cards it was another one.",
        "save the file as UTF-8",
    ),
    "MK103": Code(
        WARNING,
        "mojibake repaired",
        "The text was once decoded with the wrong encoding and saved again (an apostrophe became three odd letters). "
        "It was repaired on the cards, outside code. Repair the source to get rid of this warning.",
        "repair the source",
    ),
    "MK104": Code(
        WARNING,
        "control characters removed",
        "Anki drops some of these invisible characters and takes one, U+001F, for the end of a field.",
        "delete them in the source",
    ),
    "MK105": Code(
        ERROR,
        "front matter not readable",
        "The block between the two --- lines at the top of the page is not plain YAML. Strings, lists and "
        "maps are read; aliases, tags and double keys are not. A value that holds ': ' or starts with a "
        "sign needs quotes:"
        '\n  title: "Lambda: the basics"',
        "mend the front matter, or take it out",
    ),
    "MK106": Code(
        WARNING,
        "second front matter block",
        "A second block of front matter follows the first. Only the first counts; the second is left off the cards.",
        "merge the two blocks",
    ),
    "MK107": Code(
        ERROR,
        "file too large",
        "Sources over 2 MB are not read: no page that people read is that long.",
        "split the file",
    ),
    "MK108": Code(
        ERROR,
        "nested too deep",
        "Lists, quotes or emphasis nest deeper than any page that people read.",
        "flatten the lists and quotes of this page",
    ),
    "MK109": Code(
        ERROR,
        "unknown dialect on a page",
        "The front matter of a page names a dialect that there is not, so it is unclear how to read the page.",
        "`mkdecks dialects` lists them",
    ),
    "MK110": Code(
        ERROR,
        "defect of mkdecks",
        "mkdecks failed on this page in a way it should not. The other pages are not affected. Please report it.",
        "please report this with the page; --keep-going builds the others",
    ),
    "MK111": Code(
        WARNING,
        "link not followed",
        "A symbolic link in a folder leads outside the project or nowhere, so what is behind it is not read.",
        "copy the file into the project",
    ),
    "MK112": Code(
        ERROR,
        "pattern takes too long",
        "The patterns of a [[dialect]] of the config need more than two seconds for this page: most likely one repeats "
        "a repetition, as in (a+)+. Write it so that there is one way to match a line.",
        "let the pattern say more exactly what it matches",
    ),
    "MK113": Code(
        ERROR,
        "plugin failed on page",
        "A dialect that another package provides raised an error on this page. The other pages are not affected.",
        "report it to the authors of the plugin, or take the dialect out of the config",
    ),
    "MK201": Code(
        WARNING,
        "include not found",
        "An include names a file that is not beside the page, in docs_dir or in the project. The line is left off.",
        "mend the path; it counts from the page, then from docs_dir",
    ),
    "MK202": Code(
        ERROR,
        "include refused",
        "An include names a file outside the project's folder, or an address on the network. Neither is "
        "ever read: a deck must not carry files of the machine that builds it. Copy the file into the "
        "project.",
        "copy the file into the project and include that",
    ),
    "MK203": Code(
        ERROR,
        "includes without end",
        "Files include each other in a circle, deeper than 10, or more than 1,000 times on one page. The "
        "chain is shown.",
        "take one of these includes out",
    ),
    "MK204": Code(
        WARNING,
        "include option not usable",
        "An include has an option whose value cannot be used, such as a start marker that the file does not hold. The "
        "message says what was done instead.",
        "mend the option",
    ),
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
    "MK901": Code(
        ERROR,
        "unknown setting",
        "The config holds a table or key that mkdecks does not know. `mkdecks config` lists the ones there are.",
        "`mkdecks config` lists the settings",
    ),
    "MK902": Code(
        ERROR,
        "setting not usable",
        "A setting has a value of the wrong type, or one that is not allowed. The message says what is wanted.",
        "mend the value",
    ),
    "MK903": Code(
        ERROR,
        "config not readable",
        'The config file is not valid TOML. Text needs quotes, lists need brackets: tags = ["aws", "lambda"]',
        'text needs quotes, lists need brackets: tags = ["aws", "lambda"]',
    ),
    "MK904": Code(
        ERROR,
        "mkdocs.yml not readable",
        "The site's mkdocs.yml is not valid YAML, or its docs_dir is not a folder.",
        "mend the file",
    ),
    "MK905": Code(
        ERROR,
        "nothing to read",
        "A path or pattern names no file, or none that is read (.md, .markdown, .mdx, .txt).",
        "name a file, or a folder that holds your pages",
    ),
    "MK906": Code(
        ERROR,
        "vocabulary not readable",
        "A file of topics is not there or has a line that cannot be read. A line is `topic: Alias, Another alias`.",
        "packaged are: aws, devops",
    ),
    "MK907": Code(
        ERROR,
        "plugin not usable",
        "The config names a dialect of an installed package, and that package fails when it is loaded.",
        "reinstall the package, or take the dialect out of the config",
    ),
}
