"""The files of a new project: a config, a sample, and a schedule that builds the decks.

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
_REQUIREMENTS_HEAD = (
    f"# What mkdecks {__version__} needs, each with the hashes of its files."
    " Another version needs another list:\n"
    "# `mkdecks init --ci ...` of that version, in an empty folder, writes it.\n"
)
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
    texts = {CONFIG: config(name, of_site=of_site)}
    if not of_site:
        hooks = _template("pre-commit-config.yaml")
        # With a schedule the lock is committed where the decks are published; without
        # one, by whoever builds them.
        if not service:
            hooks += _template("pre-commit-lock.yaml")
        texts["decks/example.md"] = _template("example.md")
        texts[".gitignore"] = _template("gitignore")
        texts[".pre-commit-config.yaml"] = hooks
    if service:
        texts[WORKFLOWS[service][0]] = workflow(service)
        texts[REQUIREMENTS] = _REQUIREMENTS_HEAD + _template("requirements.txt")
    return texts


def config(name: str, *, of_site: bool) -> str:
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
    """The schedule of a project.

    Its job installs the ``requirements``, a file, and then ``mkdecks`` as pip takes it.
    """
    text = _template(WORKFLOWS[service][1])
    filled = text.replace("@REQUIREMENTS@", requirements)
    return filled.replace("@MKDECKS@", mkdecks)


def project_name(folder: str) -> str:
    """The name of a project: the words of its folder's, with capitals.

    A word that has a capital already stays as it is.
    """
    words = re.split(r"[-_\s]+", _printable(folder).replace("::", " "))
    telling = [word for word in words if any(map(str.isalnum, word))]
    return " ".join(map(_capitalised, telling)) or FALLBACK_NAME


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:] if word.islower() else word


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _template(name: str) -> str:
    return (resources.files(__name__) / "templates" / name).read_text("utf-8")
