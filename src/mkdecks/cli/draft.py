"""mkdecks draft: an article as markdown to be corrected, before it is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._exit import ExitCode, exit_code
from ._run import Talk, now, say, settings_for, talk_options

if TYPE_CHECKING:
    from ..model.records import Pair, Problem
    from ..output.formats.draft import Article
    from ..pipeline import Amend, Read


@click.command("draft")
@click.argument(
    "articles", nargs=-1, required=True, metavar="ARTICLE...", type=click.Path()
)
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    help="Where to write the draft.  [default: standard output]",
)
@click.option(
    "--questions",
    metavar="FILE",
    help="Questions that the article has lost, one a line, in its order.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(),
    metavar="FILE",
    help="Use this config file.",
)
@talk_options
def command(
    articles: tuple[str, ...],
    out: str | None,
    questions: str | None,
    config_file: str | None,
    talk: Talk,
) -> int:
    """Write the cards of an article as markdown to correct.

    Each card keeps the id that it is drafted with, so a corrected question updates its
    note. A draft that was edited is never overwritten. In a project that holds both,
    the draft is built and its article is not.
    """
    from ..model.problems import has_errors
    from ..output.formats import draft
    from ..pipeline import inspect

    if questions and len(articles) > 1:
        raise click.UsageError("--questions is for one ARTICLE")
    settings, problems = settings_for(articles, config_file)
    if has_errors(problems):
        say(problems, talk)
        return exit_code(problems)
    reads, more = inspect(
        replace(settings, derived="tag"), now(), _amend(questions)
    )
    told = [
        *problems,
        *more,
        *(
            item
            for read in reads
            for item in read.problems
            if item.code != "MK310"
        ),
    ]
    folder = Path(out).absolute().parent if out else Path.cwd()
    drafted = [
        draft.Article(read.page, list(_entries(read)))
        for read in reads
        if read.page and read.source
    ]
    if not any(article.entries for article in drafted) and not has_errors(told):
        told.append(_no_cards(reads))
    if not has_errors(told):
        text = draft.draft(
            [article for article in drafted if article.entries], folder
        )
        if out is None:
            click.echo(text, nl=False)
        elif refused := _write(Path(out), text):
            told.append(refused)
        elif not talk.quiet:
            holes = sum(
                pair.kind == "cloze" for read in reads for pair in read.pairs
            )
            click.echo(_summary(out, drafted, holes), err=True)
    say(told, talk)
    return exit_code(told, strict=talk.strict) or ExitCode.FINE


def _amend(questions: str | None) -> Amend:
    """What a draft adds to a page's pairs: pasted questions, or a heading to fill in for each answer without one."""
    from ..dialects.drafts import with_questions, with_todos

    if questions is None:
        return lambda page, pairs: (with_todos(page, pairs), ())
    try:
        pasted = Path(questions).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"cannot read {questions}: {getattr(error, 'strerror', None) or error}"
        ) from None
    return lambda page, pairs: with_questions(page, pairs, pasted)


def _entries(read: Read) -> Iterator[tuple[Pair, str]]:
    """Each pair that has a card, with the id of its note."""
    for pair, card in read.made():
        if (
            card and pair.kind != "cloze"
        ):  # a sentence with a hole has no heading to be corrected
            yield pair, card.id


def _no_cards(reads: Sequence[Read]) -> Problem:
    from ..model.records import Build
    from ..pipeline import no_cards

    return no_cards(
        Build(
            (),
            tuple(item for read in reads for item in read.problems),
            len(reads),
        )
    )


def _write(out: Path, text: str) -> Problem | None:
    """Write a draft; a Problem where the file holds something that somebody may have written."""
    from ..config.settings import as_typed
    from ..model.problems import problem
    from ..output.formats import draft

    target, refused = out, None
    try:
        if out.exists() and not draft.is_untouched(
            out.read_text("utf-8", "replace")
        ):
            target = out.with_name(out.name + ".new")
            if target.exists() and not draft.is_untouched(
                target.read_text("utf-8", "replace")
            ):
                return problem(
                    "MK502",
                    f"{out} and {target} were edited and stay as they are",
                )
            refused = problem(
                "MK502",
                f"{out} was edited and stays as it is; the new draft is {target}",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        return problem(
            "MK501",
            f"cannot write {as_typed(target.absolute())}: {error.strerror or error}",
        )
    return refused


def _summary(out: str, articles: Sequence[Article], holes: int) -> str:
    """What a draft holds, in one line."""
    from ..report.problems import count

    pairs = [pair for article in articles for pair, _ in article.entries]
    derived = sum(bool(pair.derived) for pair in pairs)
    todo = sum(pair.question[0].text.startswith("TODO") for pair in pairs)
    parts = [count(len(pairs) - todo, "card")]
    if derived:
        parts.append(f"{derived} of them derived, to be reviewed")
    if todo:
        parts.append(f"{count(todo, 'heading')} to be written (TODO)")
    if holes:
        parts.append(f"{count(holes, 'sentence')} with deletions left out")
    return f"{out}: " + "; ".join(parts)
