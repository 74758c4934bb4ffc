"""Problems of reading sources: 1xx files, 2xx includes."""

from __future__ import annotations

from collections.abc import Mapping

from ._code import ERROR, INFO, WARNING, Code

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
    "MK115": Code(
        ERROR,
        "page with merge marks",
        "Two branches changed a page, and a merge left its marks (<<<<<<<, =======, >>>>>>>) in it. What stands "
        "between them cannot be told, so the page is not read. Settle the page first, then mkdecks.lock. Marks in a "
        "fenced block of code are left alone.",
        "choose what shall stay, and delete the lines with the marks",
    ),
    "MK114": Code(
        INFO,
        "draft used instead",
        "The sources hold a page and a draft that was made from it. The cards are those of the draft, whose "
        "corrections "
        "would be lost otherwise. To build the page again, take the draft out of the sources.",
        "take the draft out of the sources to build the page itself",
        excerpt=False,
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
}
