"""The files of a new project: a config, a sample, and the schedule that keeps its decks up to date.

The files lie in ``templates/``. Words between ``@`` are filled in; everything else
stands in the project as it stands there.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import Literal

from ... import __version__
from ...config.keys import config_lines

Service = Literal["github", "gitlab"]
CONFIG, REQUIREMENTS = "mkdecks.toml", "requirements/mkdecks.txt"
# Where each service looks for its schedule, and the template of it.
WORKFLOWS: dict[Service, tuple[str, str]] = {
    "github": (".github/workflows/decks.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab-ci.yml"),
}
FALLBACK_NAME = "My decks"
_INTRODUCTION = (
    "# What mkdecks builds in this folder. Every key is optional;"
    " `mkdecks config` prints what comes of it."
)


def files(
    name: str, service: Service | None = None, *, of_site: bool = False
) -> dict[str, str]:
    """Each file of a new project, by its path, with its text.

    A mkdocs site has its pages, and what git needs, already: it gets the config, and
    the schedule if one is asked for.
    """
    found = {CONFIG: config(name, of_site=of_site)}
    if not of_site:
        found["decks/example.md"] = _template("example.md")
        found[".gitignore"] = _template("gitignore")
        # With a schedule the lock is committed where the decks are published; without
        # one, by whoever builds them.
        hooks = (
            ["pre-commit-config.yaml"]
            if service
            else ["pre-commit-config.yaml", "pre-commit-lock.yaml"]
        )
        found[".pre-commit-config.yaml"] = "".join(map(_template, hooks))
    if service:
        found[WORKFLOWS[service][0]] = workflow(service)
        found[REQUIREMENTS] = _requirements()
    return found


def config(name: str, *, of_site: bool = False) -> str:
    """The config of a project: every key, the usual ones set, the others as comments.

    It has one [[deck]] over the folder decks/, or none where a site says what is read.
    """
    from ...config.rules import DeckRule
    from ...config.settings import Settings

    project = {"name": _printable(name), "out": "dist", "package": "top"}
    parts = [_INTRODUCTION, "", "[project]"]
    parts += config_lines(Settings, "project", project)
    if not of_site:
        deck = {"sources": ["decks/**/*.md"], "split": "file"}
        parts += ["", "[[deck]]", *config_lines(DeckRule, "deck", deck)]
    parts += ["", "[tags]", *config_lines(Settings, "tags", {})]
    return "\n".join(parts) + "\n"


def workflow(
    service: Service,
    *,
    requirements: str = REQUIREMENTS,
    mkdecks: str = f"mkdecks=={__version__}",
) -> str:
    """The schedule of a project; ``mkdecks`` is what pip is told to install beside the ``requirements``."""
    return _filled(
        _template(WORKFLOWS[service][1]),
        REQUIREMENTS=requirements,
        MKDECKS=mkdecks,
    )


def project_name(folder: str) -> str:
    """What a project in a folder is called: its words, each with a capital unless it is written in its own way."""
    words = re.split(r"[-_\s]+", _printable(folder).replace("::", " "))
    named = [
        word[0].upper() + word[1:] if word.islower() else word
        for word in words
        if any(map(str.isalnum, word))
    ]
    return " ".join(named) or FALLBACK_NAME


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _requirements() -> str:
    header = (
        f"# What mkdecks {__version__} needs, each with the hashes of its files. Another version needs another list:\n"
        "# `mkdecks init --ci ...` of that version, in an empty folder, writes it.\n"
    )
    return header + _template("requirements.txt")


def _template(name: str) -> str:
    return (resources.files(__name__) / "templates" / name).read_text("utf-8")


def _filled(text: str, **values: str) -> str:
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text)
