"""mkdecks init: the files of a new project."""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from ._exit import ExitCode


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]", type=click.Path())
@click.option(
    "--ci",
    type=click.Choice(("github", "gitlab")),
    help="Add a schedule that builds and publishes the decks.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was made.")
def command(folder: str, ci: str | None, quiet: bool) -> int:
    """Start a project in DIR, by default the current folder.

    Makes a config, a sample page, and checks for git. A folder with a mkdocs.yml gets a
    config for its pages. Nothing that exists is overwritten: if one of the files is
    there, nothing is written.
    """
    from ..config.files import absolute
    from ..config.site import find_site, load_site
    from . import scaffold

    if not folder:
        raise click.UsageError(
            "DIR is empty; for the current folder: mkdecks init ."
        )
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"'{folder}' is a file; name a folder")
    site_file = find_site(target)
    site = load_site(site_file, str(site_file))[0] if site_file else None
    folder_name = absolute(target).name
    name = (site and site.name) or scaffold.project_name(folder_name)
    service = next((known for known in scaffold.WORKFLOWS if known == ci), None)
    texts = scaffold.files(name, service, of_site=site_file is not None)
    if taken := [path for path in texts if _is_taken(target, path)]:
        listed = "".join(f"\n  {target / path}" for path in taken)
        raise click.UsageError(
            f"nothing was written, as init overwrites nothing, and there is already:{listed}"
        )
    _write(target, texts)
    if not quiet:
        for path in texts:
            click.echo(f"made {target / path}", err=True)
        click.echo(
            _next_steps(folder, ci, of_site=site_file is not None), err=True
        )
    return ExitCode.FINE


def _is_taken(target: Path, path: str) -> bool:
    """Whether something stands where a file is to be made, or a file where one of its folders is."""
    file = target / path
    folders = [target / parent for parent in Path(path).parents]
    return os.path.lexists(file) or any(
        os.path.lexists(folder) and not folder.is_dir() for folder in folders
    )


def _write(target: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or none: what was made before one fails is removed again."""
    made: list[Path] = []
    try:
        for path, text in texts.items():
            file = target / path
            missing = [
                folder
                for folder in (file.parent, *file.parent.parents)
                if not folder.exists()
            ]
            for folder in reversed(missing):
                folder.mkdir(exist_ok=True)
                made.append(folder)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                made.append(file)
                opened.write(text)
    except OSError:
        for one in reversed(made):
            with contextlib.suppress(OSError):
                one.rmdir() if one.is_dir() else one.unlink()
        raise


def _next_steps(folder: str, ci: str | None, *, of_site: bool) -> str:
    """What to do now, a line each."""
    build = (
        "mkdecks build"
        if folder == "."
        else f"cd {shlex.quote(folder)} && mkdecks build"
    )
    steps = [f"next: {build}"]
    if of_site:
        steps.append(
            "then: add dist/ to .gitignore, and commit mkdecks.lock with the rest"
        )
    if ci == "github":
        steps.append(
            "then: commit and push; the workflow publishes the decks as releases"
        )
    if ci == "gitlab":
        steps.append(
            "then: commit, push, and do what the head of .gitlab-ci.yml asks for once"
        )
    return "\n".join(steps)
