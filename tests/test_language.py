"""Every language has all words, all conventions, and no word of them stands in code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import mkdecks
from mkdecks.language import lexicon, word_files
from mkdecks.language.labels import label_of

from .golden import cases_in, language_files

SOURCE = Path(mkdecks.__file__).parent
WORDS = SOURCE / "language" / "words"
LANGUAGES = sorted(word_files.languages())
MIN_CASES = 12
# Roles without which a language would be read in part.
NEEDED = (
    "question answer solution key correct explanation hint option interrogatives"
    " faq quiz interview glossary contents parts term definition translation"
    " language_names show difficulty placeholder back_to_top tail"
).split()
# So many words of one kind in a place are a list of them.
MIN_LIST = 3
# Roles whose words name nothing but questions and their parts.
TELLING = (
    "question answer solution explanation interrogatives prompts faq quiz"
    " glossary definition translation placeholder calls difficulty"
).split()
# Names that people type, in a syntax or a config, are no words of a language.
SYNTAX = {
    "dialects/choices.py",
    "dialects/collapsible.py",
    "dialects/component.py",
    "dialects/exercise.py",
    "dialects/obsidian_block.py",
    "dialects/page.py",
    "pages/syntax/callout.py",
    "pages/syntax/component.py",
    "pages/syntax/container.py",
    "pages/syntax/directive.py",
    "pages/syntax/shortcode.py",
    "pages/web/boxes.py",
    "pages/web/folds.py",
    "pages/web/site_parts.py",
    "pages/web/structured_data.py",
}
# Words of English that rewordings and derived questions still keep in code.
ENGLISH = {"language/english.py", "language/phrases.py"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_role(language: str) -> None:
    roles = word_files.languages()["en"].keys()
    words = word_files.languages()[language]
    assert words.keys() == roles
    assert [role for role in NEEDED if not words[role]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_file_of_words_is_the_toml_that_it_is_read_as(
    language: str,
) -> None:
    text = (WORDS / f"{language}.toml").read_text("utf-8")
    written = {
        role: tuple(words) for role, words in tomllib.loads(text).items()
    }
    assert written == word_files.languages()[language]


def test_each_language_but_english_has_golden_pages() -> None:
    assert set(language_files()) == set(LANGUAGES) - {"en"}
    for file in language_files().values():
        assert len(cases_in(file)) >= MIN_CASES, file.name


@pytest.mark.parametrize(
    ("written", "phrases"),
    [
        ("answer(s)", ["answers", "answer"]),
        ("(the )key", ["the key", "key"]),
        ("[click|tap] here", ["click here", "tap here"]),
        ("r[é|e]ponse(s)", ["réponses", "réponse", "reponses", "reponse"]),
        ("plain", ["plain"]),
    ],
)
def test_brackets_spare_repetition(written: str, phrases: list[str]) -> None:
    assert list(word_files.resolved(written)) == phrases


def test_a_phrase_is_met_as_a_whole_word() -> None:
    assert lexicon.holds("Our answers are short", "answer")
    assert not lexicon.holds("Unanswerable", "answer")
    assert lexicon.says("Answers", "answer")
    assert not lexicon.says("Answers vary", "answer")
    assert lexicon.holds("参考答案如下", "answer")
    assert lexicon.begins_with("Explain it", "prompts") == len("Explain")
    assert lexicon.ends_with("これを説明してください", "closing")


@pytest.mark.parametrize(
    ("text", "roles", "number", "end"),
    [
        ("Q3: What", {"question_letters"}, 3, ":"),
        ("Question 7 - What", {"question"}, 7, "-"),
        ("Richtige Antwort: B", {"answer", "key"}, None, ":"),
        ("正确答案：B", {"key"}, None, ":"),
        ("Hint\nLook up", {"hint"}, None, ""),
    ],
)
def test_one_reader_reads_all_labels(
    text: str, roles: set[str], number: int | None, end: str
) -> None:
    label = label_of(text)
    assert label is not None
    assert roles <= label.roles
    assert (label.number, label.end) == (number, end)


@pytest.mark.parametrize("text", ["Answers vary", "A good one", "Why not?", ""])
def test_what_only_begins_with_such_a_word_is_no_label(text: str) -> None:
    assert label_of(text) is None


def _lists(tree: ast.Module) -> Iterator[list[str]]:
    """The texts that stand together in a module: in a literal, or in a pattern."""
    told = set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            yield [
                item.value
                for item in node.elts
                if isinstance(item, ast.Constant)
                and isinstance(item.value, str)
            ]
        elif not isinstance(node, ast.Constant) or node.value in told:
            continue
        elif isinstance(node.value, str):
            yield re.split(r"[|()?:\\\s]+", node.value)


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            yield ast.get_docstring(node, clean=False) or ""


MODULES = sorted(
    path.relative_to(SOURCE).as_posix()
    for folder in ("dialects", "pages", "language", "cards")
    for path in (SOURCE / folder).rglob("*.py")
)


@pytest.mark.parametrize("module", sorted(set(MODULES) - SYNTAX - ENGLISH))
def test_no_words_of_a_language_are_listed_in_code(module: str) -> None:
    """A second list of the same words would know other languages than the first."""
    tree = ast.parse((SOURCE / module).read_text("utf-8"))
    words = {word for word in word_files.words(*TELLING) if len(word) > 2}
    roles = {*word_files.languages()["en"]}
    for texts in _lists(tree):
        known = {text.lower() for text in texts} & words - roles
        is_sentence = len(texts) > 2 * len(known) + MIN_LIST
        assert len(known) < MIN_LIST or is_sentence, sorted(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bracket_of_a_language_is_left_open(language: str) -> None:
    phrases = [
        phrase
        for phrases in word_files.languages()[language].values()
        for phrase in phrases
    ]
    left = [
        phrase
        for phrase in phrases
        if phrase.count("[") != phrase.count("]")
        or phrase.count("(") != phrase.count(")")
    ]
    assert not left


def test_a_file_of_words_that_cannot_be_read_says_where() -> None:
    text = 'question = ["a"]\nanswer = [\n  "b",\n]\n'
    with pytest.raises(ValueError, match=r"xx\.toml:4: answer is no list"):
        word_files._read("xx.toml", text)
