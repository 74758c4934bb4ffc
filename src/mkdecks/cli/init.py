"""mkdecks init: the files of a new project."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import ExitCode

if TYPE_CHECKING:
    from .scaffold import Service

_STEPS = {
    "github": "then: commit and push; the workflow publishes the decks as releases",
    "gitlab": (
        "then: commit, push, and do what the head of .gitlab-ci.yml asks for once"
    ),
}


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path())
@click.option(
    "--ci",
    type=click.Choice(tuple(_STEPS)),
    help="Add a schedule that builds and publishes the decks.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was made.")
def command(folder: str, ci: Service | None, quiet: bool) -> int:
    """Start a project in DIR, by default the current folder.

    Makes a config, a sample page, and checks for git. A folder with a mkdocs.yml gets a
    config for its pages. Nothing that exists is overwritten: if one of the files is
    there, nothing is written.
    """
    from ..config.site import find_site
    from . import scaffold

    if not folder:
        message = "DIR is empty; for the current folder: mkdecks init ."
        raise click.UsageError(message)
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"'{folder}' is a file; name a folder")
    site_file = find_site(target)
    name = _project_name(target, site_file)
    of_site = site_file is not None
    texts = scaffold.files(name, ci, of_site=of_site)
    _refuse_taken(target, texts)
    _write(target, texts)
    if not quiet:
        made = [f"made {target / path}" for path in texts]
        steps = _next_steps(folder, ci, of_site=of_site)
        click.echo("\n".join([*made, *steps]), err=True)
    return ExitCode.FINE


def _project_name(target: Path, site_file: Path | None) -> str:
    """The name of the site that a folder holds, else the folder's own."""
    from ..config.files import absolute
    from ..config.site import load_site
    from .scaffold import project_name

    if site_file:
        site, _ = load_site(site_file, str(site_file))
        if site and site.name:
            return site.name
    return project_name(absolute(target).name)


def _refuse_taken(target: Path, paths: Mapping[str, str]) -> None:
    """Raise UsageError where something stands in the way of a file."""
    taken = [target / path for path in paths if _is_taken(target, path)]
    if taken:
        reason = "init overwrites nothing, and there is already:"
        listed = "".join(f"\n  {file}" for file in taken)
        raise click.UsageError(f"nothing was written, as {reason}{listed}")


def _is_taken(target: Path, path: str) -> bool:
    """Whether a file is there, or something else where one of its folders is to be."""
    folders = [target / parent for parent in Path(path).parents]
    return os.path.lexists(target / path) or any(
        os.path.lexists(folder) and not folder.is_dir() for folder in folders
    )


def _write(target: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or none: what was made before one fails is removed again."""
    with ExitStack() as undo:
        for path, text in texts.items():
            file = target / path
            missing = [folder for folder in file.parents if not folder.exists()]
            for folder in reversed(missing):
                folder.mkdir(exist_ok=True)
                undo.callback(folder.rmdir)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                undo.callback(file.unlink)
                opened.write(text)
        undo.pop_all()


def _next_steps(
    folder: str, ci: Service | None, *, of_site: bool
) -> Iterator[str]:
    """What to do now, a line each."""
    enter = "" if folder == "." else f"cd {shlex.quote(folder)} && "
    yield f"next: {enter}mkdecks build"
    if of_site:
        yield "then: add dist/ to .gitignore, and commit mkdecks.lock with the rest"
    if ci:
        yield _STEPS[ci]
