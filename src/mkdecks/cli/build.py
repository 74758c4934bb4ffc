"""mkdecks build: sources -> .apkg files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import ExitCode, exit_code
from ._run import Request, Talk, run, say, source_options, stopped, talk_options

if TYPE_CHECKING:
    from ..config import Settings
    from ..model import Build, Problem


# Endings of what people may mean by a package, so that none of them becomes a folder of that name.
OTHER_FILES = frozenset(".zip .colpkg .anki .anki2 .anki21 .apk .akpg .pkg .apkgs .akg .txt .json .md".split())


@click.command("build")
@source_options
@click.option(
    "-o", "--out", metavar="DIR|FILE.apkg", help="Where to write: a folder, or a single package.  [default: dist]"
)
@talk_options
def command(request: Request, out: str | None, talk: Talk) -> int:
    """Make Anki packages from pages, folders or a mkdocs site.

    Without PATH it builds what mkdecks.toml names, else the site of mkdocs.yml, else decks/. An error in any source
    leaves the old packages as they are.
    """
    from .. import report
    from ..pipeline import no_cards
    from ..problems import has_errors

    settings, built = run(request, out=out)
    if not built.cards and not has_errors(built.problems):
        built = replace(built, problems=(*built.problems, no_cards(built)))
    if not built.cards or stopped(built, settings):
        say(built.problems, talk)
        if talk.output_format in ("text", "concise"):
            more = "; --keep-going builds from the other sources" if built.cards and built.refused else ""
            click.echo(f"nothing was written: {report.totals(built.problems)}{more}", err=True)
        return exit_code(built.problems, strict=talk.strict)
    written, problem = _write(built, settings)
    problems = (*built.problems, *((problem,) if problem else ()))
    say(problems, talk)
    if problem is None and not talk.quiet and talk.output_format in ("text", "concise"):
        click.echo(report.summary(built, written), nl=False, err=True)
    code = exit_code(problems, strict=talk.strict)
    return code or ExitCode.FINE


def _write(built: Build, settings: Settings) -> tuple[list[tuple[str, int]], Problem | None]:
    """Write the packages; what was written with its number of cards, or the Problem that kept it from being written."""
    from ..config import as_typed
    from ..exporters import apkg
    from ..problems import problem

    of_project = settings.origins.get("out") not in (None, "command line") or (
        settings.config_file and not settings.paths
    )
    out = settings.root / settings.out if of_project else Path(settings.out)
    if out.suffix.lower() != ".apkg" and (out.is_file() or out.suffix.lower() in OTHER_FILES):
        message = f"{settings.out} is no folder, and the name of a package ends in .apkg"
        return [], problem("MK501", message, help="name a folder, or a file that ends in .apkg")
    packages = apkg.plan(built.decks, settings.package, out)
    try:
        apkg.write(packages)
    except OSError as error:
        target = next((p.file for p in packages if error.filename and p.file.name in str(error.filename)), out)
        where = as_typed(target)
        return [], problem("MK501", f"cannot write {where}: {error.strerror or error}")
    return [(str(as_typed(p.file)), sum(len(d.cards) for d in p.decks)) for p in packages], None
