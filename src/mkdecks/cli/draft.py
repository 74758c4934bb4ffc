"""mkdecks draft: an article as markdown to be corrected, before it is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._options import (
    ReportOptions,
    SourceOptions,
    config_option,
    report_options,
)
from ._run import reported, run

if TYPE_CHECKING:
    from ..cards.page_result import PageResult
    from ..dialects.kit.lost_questions import LostQuestions
    from ..model.records import Problem
    from ..output.draft import Article


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
@config_option
@report_options
def command(
    articles: tuple[str, ...],
    out: str | None,
    questions: str | None,
    config_file: str | None,
    report: ReportOptions,
) -> int:
    """Write the cards of an article as markdown to correct.

    Each card keeps the id that it is drafted with, so a corrected question updates its
    note. A draft that was edited is never overwritten. In a project that holds both,
    the draft is built and its article is not.
    """
    from ..dialects.kit.lost_questions import LEFTOVER
    from ..model.problems import has_errors
    from ..output.draft import draft_text
    from ..report.no_cards import no_cards

    if questions and len(articles) > 1:
        raise click.UsageError("--questions is for one ARTICLE")
    _, built = run(
        SourceOptions(articles, config_file),
        lost_questions=_lost_questions(questions),
        keeps_pages=True,
    )
    # A draft has a heading to fill in for each answer without a question.
    problems = [item for item in built.problems if item.code != LEFTOVER]
    drafted = list(_articles(built.pages))
    if not drafted and not has_errors(problems):
        problems.append(no_cards(built))
    if has_errors(problems):
        return reported(problems, report)
    folder = Path(out).absolute().parent if out else Path.cwd()
    text = draft_text(drafted, folder)
    if out is None:
        click.echo(text, nl=False)
    elif refused := _write(Path(out), text):
        problems.append(refused)
    elif not report.quiet:
        click.echo(_summary(out, drafted, built.pages), err=True)
    return reported(problems, report)


def _lost_questions(questions: str | None) -> LostQuestions:
    """What a draft puts where a page has lost its questions: pasted ones, or headings."""
    from ..dialects.kit.lost_questions import LostQuestions

    if questions is None:
        return LostQuestions("todo")
    try:
        pasted = Path(questions).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"cannot read {questions}: {reason}") from None
    return LostQuestions("todo", pasted)


def _articles(pages: Sequence[PageResult]) -> Iterator[Article]:
    """The pages that have something to draft: pairs, with the ids of their notes.

    A sentence with a hole has no heading to be corrected.
    """
    from ..output.draft import Article

    for result in pages:
        entries = [
            (pair, card.id)
            for pair, card in result.pairs_with_cards()
            if card and pair.kind != "cloze"
        ]
        if result.page and entries:
            yield Article(result.page, entries)


def _write(out: Path, text: str) -> Problem | None:
    """Write a draft; a Problem where the file holds what somebody may have written."""
    from ..config.files import as_typed
    from ..model.problems import problem

    new = out.with_name(out.name + ".new")
    try:
        if not _is_edited(out):
            _write_text(out, text)
            return None
        if _is_edited(new):
            message = f"{out} and {new} were edited and stay as they are"
            return problem("MK502", message)
        _write_text(new, text)
    except OSError as error:
        path = as_typed(out.absolute())
        return problem(
            "MK501", f"cannot write {path}: {error.strerror or error}"
        )
    message = f"{out} was edited and stays as it is; the new draft is {new}"
    return problem("MK502", message)


def _is_edited(file: Path) -> bool:
    """Whether a file is there and is no draft that nobody has touched."""
    from ..output.draft import is_untouched

    return file.exists() and not is_untouched(
        file.read_text("utf-8", "replace")
    )


def _write_text(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def _summary(
    out: str, articles: Sequence[Article], pages: Sequence[PageResult]
) -> str:
    """What a draft holds, in one line."""
    from ..dialects.kit.lost_questions import TODO
    from ..report.text import count

    pairs = [pair for article in articles for pair, _ in article.entries]
    derived = sum(bool(pair.derived) for pair in pairs)
    todo = sum(pair.question[0].text == TODO for pair in pairs)
    clozes = sum(pair.kind == "cloze" for page in pages for pair in page.pairs)
    parts = [count(len(pairs) - todo, "card")]
    if derived:
        parts.append(f"{derived} of them derived, to be reviewed")
    if todo:
        parts.append(f"{count(todo, 'heading')} to be written (TODO)")
    if clozes:
        parts.append(f"{count(clozes, 'sentence')} with deletions left out")
    return f"{out}: " + "; ".join(parts)
