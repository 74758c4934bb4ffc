"""A seeded project that is edited, built and imported over and over, held to what its learner must see.

The simulation knows which card is which: a ``LogicalCard`` stays itself through every
rewording, move and restoration. mkdecks is told nothing of that; it sees the files, as
it would see anybody's. Each step edits the sources, builds them through the command
line, imports all packages into one real Anki collection and compares.
"""

from __future__ import annotations

import contextlib
import html
import json
import random
import re
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import click
from click.testing import CliRunner

from mkdecks.cli import cli

from .learner import Learner

RETIRED = "mkdecks::retired"
RATINGS: tuple[Literal[1, 2, 3, 4], ...] = (4, 3, 1)
HOUR = 3600
DAY = 24 * HOUR
CONFIG = """[project]
name = "Interviews"

[[deck]]
name = "Python"
sources = ["python/**/*.md"]

[[deck]]
name = "Cloud"
sources = ["cloud/**/*.md"]

[tags]
from = ["folders"]
"""


# --- the command and its packages
# -----------------------------------------------------------------


class Run(NamedTuple):
    """How one command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def mkdecks(folder: Path, *words: str, clock: int) -> Run:
    """One command inside a folder at a time, in this process."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(
            cli,
            list(words),
            prog_name="mkdecks",
            env={"SOURCE_DATE_EPOCH": str(clock)},
            standalone_mode=False,
        )
    error = result.exception
    if isinstance(error, click.ClickException):
        return Run(2, result.stdout, result.stderr + error.format_message())
    if error is not None and not isinstance(error, SystemExit):
        raise error
    return Run(
        int(result.return_value or result.exit_code),
        result.stdout,
        result.stderr,
    )


class PackedNote(NamedTuple):
    """A note as it lies in a package."""

    guid: str
    mod: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    deck: str

    @property
    def question(self) -> str:
        return plain(self.fields[0])

    @property
    def answer(self) -> str:
        return plain(self.fields[1])

    @property
    def retired(self) -> bool:
        return RETIRED in self.tags


def notes_in(packages: Iterable[Path]) -> list[PackedNote]:
    """Every note of some packages; a note that lies there twice is given twice."""
    return [note for package in sorted(packages) for note in _unpacked(package)]


def _unpacked(package: Path) -> list[PackedNote]:
    with (
        zipfile.ZipFile(package) as archive,
        contextlib.closing(sqlite3.connect(":memory:")) as connection,
    ):
        connection.deserialize(archive.read("collection.anki2"))
        decks = json.loads(
            connection.execute("select decks from col").fetchone()[0]
        )
        found = connection.execute(
            "select guid, n.mod, tags, flds, min(did) from notes n join cards c on c.nid = n.id group by n.id"
        ).fetchall()
    return [
        PackedNote(
            guid,
            mod,
            tuple(tags.split()),
            tuple(fields.split("\x1f")),
            decks[str(did)]["name"],
        )
        for guid, mod, tags, fields, did in found
    ]


def plain(field_html: str) -> str:
    """What a reader sees of a field."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", field_html)).split())


# --- what is asked in interviews
# ------------------------------------------------------------------


class Subject(NamedTuple):
    """One thing to ask: wordings that a person would change into each other, the answer, and what may be added."""

    wordings: tuple[str, ...]
    answer: tuple[str, ...]
    additions: tuple[str, ...]


# "?" is a wording, "=" a sentence of the answer, "+" a sentence that may be added to
# it.
QUESTIONS = """
? What is a list comprehension?
? What is a list comprehension in Python?
? What are list comprehensions?
? What is meant by a list comprehension?
= An expression that makes a list out of any iterable.
= It can hold a condition that filters the items.
+ It is read from left to right.
+ Nested ones are hard to read.

? How does a generator differ from a function?
? How does a generator differ from an ordinary function?
? How did a generator differ from a function?
? How does a generator vary from a function?
= A generator yields its values one at a time and keeps its state between them.
+ Its body starts to run with the first call of next.
+ It ends with StopIteration.

? What does the global interpreter lock prevent?
? What does the global interpreter lock of CPython prevent?
? What did the global interpreter lock prevent?
= Two threads of one process running bytecode at once.
= Reading from a socket releases it.
+ A build of CPython without it exists.
+ Processes are not held up by it.

? Why are default arguments evaluated only once?
? Why are default arguments of a function evaluated once?
? Why were default arguments evaluated only once?
? Why are default arguments computed only once?
= The def statement runs once and stores them with the function.
= A mutable default is thus shared.
+ Take None as the default instead.
+ Linters warn of it.

? What is a decorator good for?
? What is a decorator useful for?
? What are decorators good for?
? What is a decorator in Python good for?
= It wraps a function in another one without touching its body.
= Caching and logging are typical uses.
= functools.wraps keeps the name of the wrapped function.
+ Several of them are applied from the bottom up.
+ Classes can be decorated as well.

? When is a tuple preferred over a list?
? When is a tuple preferable to a list?
? When should a tuple be preferred over a list?
? When was a tuple preferred over a list?
= When the number of items is fixed and their positions carry a meaning.
+ A tuple of hashable items can be a key of a dictionary.
+ It takes less memory.

? What happens when a dictionary grows?
? What happens when a dictionary grows large?
? What happened when a dictionary grew?
? What occurs when a dictionary grows?
= Its hash table is allocated anew and all entries are inserted again.
= The order of insertion is kept.
+ Deleting keys does not shrink it.
+ Growth is amortised.

? How are exceptions chained?
? How are exceptions chained together?
? How were exceptions chained?
? How are exceptions linked?
= With raise from, which stores the earlier one as the cause.
= From None hides the context.
+ The traceback shows both.
+ Logging prints the whole chain.

? What do slots save?
? What do slots save in a class?
? What did slots save?
? What would slots save?
= The dictionary of each instance.
= Attributes that were not declared are then refused.
+ Subclasses have to declare their own.
+ Dataclasses can add them.

? Which method makes an object callable?
? Which method makes an object of a class callable?
? Which method made an object callable?
? Which special method makes an object callable?
= The method named call with two underscores on each side.
+ The builtin callable tells whether it is there.
+ It is looked up on the type.

? How does reference counting free memory?
? How does reference counting release memory?
? How did reference counting free memory?
? How does reference counting in CPython free memory?
= An object whose count falls to zero is freed at once.
= Cycles are left to the collector.
+ Weak references do not count.
+ The collector works in generations.

? What is the purpose of a context manager?
? What is the aim of a context manager?
? What is the main purpose of a context manager?
? What was the purpose of a context manager?
= It sets something up and tears it down whatever happens in between.
= Closing files is the usual example.
+ ExitStack combines several.
+ A generator can be turned into one.

? What is a cold start?
? What is a cold start in AWS Lambda?
? What is meant by a cold start?
? What are cold starts?
= The wait until a fresh sandbox has been prepared.
= Provisioned concurrency avoids it.
+ Large packages make it longer.
+ SnapStart shortens it.

? How long may a Lambda function run?
? How long can a Lambda function run?
? How long may a single Lambda function run?
? How long might a Lambda function run?
= Fifteen minutes for one invocation.
+ Step Functions coordinate longer work.
+ The default is three seconds.

? What does an availability zone consist of?
? What does an availability zone of a region consist of?
? What did an availability zone consist of?
? What does an availability zone comprise?
= One or more data centres with power and cooling of their own.
= Zones of a region are joined by fast links.
+ Their letters differ between accounts.
+ A region has at least three.

? Which storage class suits archives?
? Which storage class is suited to archives?
? Which storage class suited archives?
? Which storage class suits archives best?
= Glacier Deep Archive.
= Restoring takes hours.
+ Objects stay for at least half a year.
+ It is the cheapest of all.

? Why would a queue have a dead letter queue?
? Why should a queue have a dead letter queue?
? Why would a queue have a dead letter queue behind it?
? Why does a queue have a dead letter queue?
= It takes the messages that could not be processed after several attempts.
= They can be looked at later.
+ Redrive sends them back.
+ An alarm on its length is advisable.

? How is traffic between two networks routed privately?
? How was traffic between two networks routed privately?
? How is traffic between two virtual networks routed privately?
? How is traffic between networks routed in private?
= Through a peering connection and entries in both route tables.
= Peering is not transitive.
+ A transit gateway joins many.
+ Their address ranges must not overlap.

? What is eventual consistency?
? What is eventual consistency of a store?
? What does eventual consistency mean?
? What was eventual consistency?
= Replicas may answer with older data for a while and agree in the end.
+ Strong reads cost twice as much.
+ It buys availability.

? Who is charged for data transfer out of a bucket?
? Who is billed for data transfer out of a bucket?
? Who was charged for data transfer out of a bucket?
? Who is charged for the data transfer out of a bucket?
= The owner of the bucket.
= Requester Pays turns that around.
+ Uploads are free of charge.
+ So are transfers within a region.

? How do security groups treat replies?
? How do security groups handle replies?
? How did security groups treat replies?
? How do security groups treat replies to a request?
= They are stateful, so a reply is let through without a rule.
= Network access lists are not.
+ Rules only ever allow.
+ A group can name another group.

? What does autoscaling measure?
? What does autoscaling usually measure?
? What did autoscaling measure?
? What would autoscaling measure?
= A metric such as the average load of the processors.
= A target is tracked in both directions.
+ A cooldown avoids flapping.
+ Schedules can be given as well.

? When does a spot instance stop?
? When does a spot instance get stopped?
? When did a spot instance stop?
? When does a cheap spot instance stop?
= When its capacity is needed by others.
= A notice comes two minutes before.
+ Hibernation can be asked for.
+ Fleets spread the risk.

? Which record points a domain at a load balancer?
? Which record points a whole domain at a load balancer?
? Which record pointed a domain at a load balancer?
? Which entry points a domain at a load balancer?
= An alias record.
= It costs nothing to resolve and works at the apex of the zone.
+ A CNAME is not allowed there.
+ Health checks can be attached.
"""
SUBJECTS = tuple(
    Subject(
        *(
            tuple(re.findall(rf"^{re.escape(mark)} (.*)$", block, re.MULTILINE))
            for mark in "?=+"
        )
    )
    for block in QUESTIONS.split("\n\n")
)


# --- the project
# ----------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class LogicalCard:
    """One card as its author thinks of it, whatever is done to its words and its place."""

    subject: Subject
    question: str
    sentences: list[str]
    page: Page
    alive: bool = True
    guid: str = ""

    @property
    def answer(self) -> str:
        return " ".join(self.sentences)

    @property
    def content(self) -> tuple[str, str, bool]:
        return self.question, self.answer, self.alive


@dataclass(eq=False, slots=True)
class Page:
    """One markdown file."""

    folder: str
    name: str
    title: str
    cards: list[LogicalCard] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}.md"

    @property
    def text(self) -> str:
        return f"# {self.title}\n" + "".join(
            f"\n## {card.question}\n\n{card.answer}\n" for card in self.cards
        )


class Snapshot(NamedTuple):
    """A card at the end of a step: what it says and where it stands."""

    content: tuple[str, str, bool]
    place: str


class OwnVersion(NamedTuple):
    """What a learner made of a note, and when."""

    time: int
    fields: str


class Author:
    """Edits the pages as people do; the seed decides how."""

    LEAST = 2  # cards that stay on each page

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pages = [
            Page("python", "basics", "Python basics interview questions"),
            Page("python", "objects", "Python objects interview questions"),
            Page("cloud", "services", "Cloud services interview questions"),
        ]
        self.cards: list[LogicalCard] = []
        self.spare = rng.sample(SUBJECTS, len(SUBJECTS))
        self.names = (
            f"{word}-{number}"
            for number in range(1, 99)
            for word in ("part", "notes", "chapter")
        )
        self.rewritten: set[LogicalCard] = set()
        self.answered: set[LogicalCard] = set()
        self.edits = (
            self.edit_an_answer,
            self.edit_an_answer,
            self.reword_a_question,
            self.reword_a_question,
            self.move_a_card,
            self.reorder_a_page,
            self.rename_a_page,
            self.delete_a_card,
            self.restore_a_card,
            self.add_a_card,
        )
        for _ in range(rng.randint(12, 18)):
            self.add_a_card()

    @property
    def living(self) -> list[LogicalCard]:
        return [card for page in self.pages for card in page.cards]

    def edit(self) -> list[str]:
        """One to three edits, told in words."""
        self.rewritten, self.answered = set(), set()
        return [
            self.rng.choice(self.edits)() for _ in range(self.rng.randint(1, 3))
        ]

    def edit_an_answer(self) -> str:
        """A sentence is added, or another one is put in its place; a reworded question only gets additions."""
        card = self.rng.choice(self.living)
        fresh = [
            text
            for text in card.subject.additions
            if text not in card.sentences
        ]
        if (
            len(card.sentences) > 1
            and card not in self.rewritten
            and (not fresh or self.rng.random() < 0.5)
        ):
            place = self.rng.randrange(1, len(card.sentences))
            card.sentences[place : place + 1] = fresh[:1] or [
                f"Put shortly: {card.sentences[place]}"
            ]
        elif fresh:
            card.sentences.append(self.rng.choice(fresh))
        self.answered.add(card)
        return f"answer {card.question!r} with {card.answer!r}"

    def reword_a_question(self) -> str:
        """Another wording, or a slip of the fingers, which the next rewording puts right."""
        card = self.rng.choice(self.living)
        if card in self.rewritten or card in self.answered:
            return "reword nothing"
        old = card.question
        others = [
            wording for wording in card.subject.wordings if wording != old
        ]
        card.question = (
            self._mistyped(old)
            if self.rng.random() < 0.25
            else self.rng.choice(others)
        )
        self.rewritten.add(card)
        return f"reword {old!r} to {card.question!r}"

    def _mistyped(self, question: str) -> str:
        if question not in SPELT_RIGHT:
            return question
        word = max(question.rstrip("?").split(), key=len)
        place = self.rng.randrange(2, len(word) - 1)
        return question.replace(word, word[:place] + word[place + 1 :])

    def move_a_card(self) -> str:
        card = self._spared()
        if not card:
            return "move nothing"
        card.page.cards.remove(card)
        self._insert(
            card,
            self.rng.choice(
                [page for page in self.pages if page is not card.page]
            ),
        )
        return f"move {card.question!r} to {card.page.path}"

    def reorder_a_page(self) -> str:
        page = self.rng.choice(self.pages)
        self.rng.shuffle(page.cards)
        return f"reorder {page.path}"

    def rename_a_page(self) -> str:
        page = self.rng.choice(self.pages)
        old, page.name = page.path, next(self.names)
        return f"rename {old} to {page.path}"

    def delete_a_card(self) -> str:
        card = self._spared()
        if (
            not card or card in self.rewritten | self.answered
        ):  # no package ever said what it says now
            return "delete nothing"
        card.page.cards.remove(card)
        card.alive = False
        return f"delete {card.question!r}"

    def restore_a_card(self) -> str:
        """Word by word as it was when it went; now and then on another page. Where all are there, one goes."""
        gone = [card for card in self.cards if not card.alive]
        if not gone:
            return self.delete_a_card()
        card = self.rng.choice(gone)
        card.alive = True
        self._insert(
            card,
            card.page
            if self.rng.random() < 0.7
            else self.rng.choice(self.pages),
        )
        return f"restore {card.question!r} on {card.page.path}"

    def add_a_card(self) -> str:
        if not self.spare:
            return "add nothing"
        subject = self.spare.pop()
        thin = [page for page in self.pages if len(page.cards) <= self.LEAST]
        card = LogicalCard(
            subject, subject.wordings[0], list(subject.answer), self.pages[0]
        )
        self._insert(card, self.rng.choice(thin or self.pages))
        self.cards.append(card)
        return f"add {card.question!r} to {card.page.path}"

    def _insert(self, card: LogicalCard, page: Page) -> None:
        card.page = page
        page.cards.insert(self.rng.randint(0, len(page.cards)), card)

    def _spared(self) -> LogicalCard | None:
        """A card that its page, which must not run dry, can do without."""
        spared = [
            card for card in self.living if len(card.page.cards) > self.LEAST
        ]
        return self.rng.choice(spared) if spared else None


SPELT_RIGHT = {wording for subject in SUBJECTS for wording in subject.wordings}


# --- the learner
# ----------------------------------------------------------------------------------


class Student(Learner):
    """A learner who reviews, suspends, flags and edits."""

    def study(self, rng: random.Random) -> None:
        """Cards in every state that a card can be in."""
        for name in ("Python", "Cloud"):
            deck = self.collection.decks.id_for_name(name)
            assert deck
            self.collection.decks.set_current(deck)
            for ease in RATINGS:
                if card := self.collection.sched.getCard():
                    self.collection.sched.answerCard(card, ease)
        cards = list(self.collection.find_cards("is:new"))
        rng.shuffle(cards)
        self.collection.sched.set_due_date(cards[:3], "0-9")
        self.collection.sched.suspend_cards(cards[2:4])
        for flag, card_id in enumerate(cards[3:6], 1):
            self.collection.set_user_flag_for_cards(flag, [card_id])

    def edits(self, guid: str, rng: random.Random) -> OwnVersion:
        """A remark in the answer, or a tag; Anki dates it by the real clock."""
        (found,) = self.collection.find_notes(f"nid:{self._note_ids(guid)[0]}")
        note = self.collection.get_note(found)
        if rng.random() < 0.5:
            note["Answer"] += f"<p>Remark {rng.randrange(10**6)} of my own.</p>"
        else:
            note.tags.append(f"mine{rng.randrange(10**6)}")
        self.collection.update_note(note)
        fields, _, mod = self.note(guid)
        return OwnVersion(mod, fields)

    def note(self, guid: str) -> tuple[str, tuple[str, ...], int]:
        """The fields, the tags and the time of the one note with an id."""
        found = self._rows(
            "select flds, tags, mod from notes where guid = ?", 3, guid
        )
        assert len(found) == 1, f"{len(found)} notes {guid}"
        fields, tags, mod = found[0]
        return fields, tuple(tags.split()), mod

    def count(self) -> int:
        return int(self._rows("select count() from notes", 1)[0])

    def reviews(self) -> dict[int, tuple[object, ...]]:
        """All that the scheduler knows of each card, with the log of its reviews."""
        states = self._rows(
            "select id, nid, ord, type, queue, due, ivl, factor, reps, lapses, left, flags from cards",
            12,
        )
        log = self._rows(
            "select cid, id, ease, ivl, lastIvl, factor, time, type from revlog order by id",
            8,
        )
        return {
            card[0]: (
                *card[1:],
                *(tuple(row) for row in log if row[0] == card[0]),
            )
            for card in states
        }

    def _rows(self, query: str, width: int, *values: str) -> list:  # type: ignore[type-arg]
        assert self.collection.db is not None
        rows = self.collection.db.all(query, *values)
        return [row[0] for row in rows] if width == 1 else rows


# --- the simulation
# -------------------------------------------------------------------------------


class Simulation:
    """One history of a project and its learner; call ``run``."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.root = folder / "project"
        self.rng = random.Random(seed)  # noqa: S311 - the seed is the point
        self.author = Author(self.rng)
        self.student = Student(folder / "anki")
        # The learner's own edits are dated by the real clock: the history starts before
        # it and ends after it.
        self.clock = int(time.time()) - 5 * DAY
        self.packed: dict[str, PackedNote] = {}
        self.snapshots: dict[str, Snapshot] = {}
        self.own: dict[str, OwnVersion] = {}
        self.story = [f"seed {seed}"]
        self.root.mkdir(parents=True)
        (self.root / "mkdecks.toml").write_text(CONFIG, "utf-8")

    def run(self, steps: int) -> None:
        """The first release, studied, and then ``steps`` more; the story is told where one goes wrong."""
        try:
            self.release()
            self.student.study(self.rng)
            for _ in range(steps):
                self.step()
            self.settle()
        except AssertionError as error:
            error.add_note("\n".join(self.story))
            raise
        finally:
            self.student.close()

    def step(self) -> None:
        if self.rng.random() < 0.4:
            card = self.rng.choice(
                [card for card in self.author.cards if card.guid]
            )
            self.own[card.guid] = self.student.edits(card.guid, self.rng)
            self.story.append(f"learner edits {card.question!r}")
        self.story += self.author.edit()
        back = self.rng.random() < 0.15
        self.clock += -DAY if back else self.rng.randint(HOUR, 3 * DAY)
        self.release()

    def release(self) -> None:
        """Write the sources, build them, import all packages; nothing may be lost on the way."""
        self.story.append(f"build at {self.clock}")
        self.write_sources()
        self.build()
        self.check_packages()
        before = self.student.reviews()
        for package in self.packages():
            told = self.student.import_package(package)
            assert told.conflicting == 0
        after = self.student.reviews()
        assert {card: after.get(card) for card in before} == before, (
            "reviews are as they were"
        )
        self.check_collection()

    def write_sources(self) -> None:
        for old in [
            *self.root.glob("python/*.md"),
            *self.root.glob("cloud/*.md"),
        ]:
            old.unlink()
        for page in self.author.pages:
            (self.root / page.folder).mkdir(exist_ok=True)
            (self.root / page.path).write_text(page.text, "utf-8")

    def build(self, *words: str) -> None:
        outcome = mkdecks(self.root, "build", *words, clock=self.clock)
        assert outcome.code == 0, outcome.said

    def packages(self) -> Sequence[Path]:
        return sorted((self.root / "dist").glob("*.apkg"))

    # -- what must hold --

    def check_packages(self) -> None:
        """Each card has its note and each changed note a later time; there is nothing else."""
        notes = notes_in(self.packages())
        found = {note.guid: note for note in notes}
        assert len(found) == len(notes), "no note lies in two places"
        self.give_ids(notes)
        cards = [card for card in self.author.cards if card.guid]
        assert set(found) == {card.guid for card in cards}, (
            "a note for each card and no other"
        )
        for card in cards:
            self.check_note(card, found[card.guid])
        self.packed = found
        self.snapshots = {card.guid: _snapshot(card) for card in cards}

    def give_ids(self, notes: Sequence[PackedNote]) -> None:
        """New cards learn their ids; all others must have kept theirs."""
        for card in self.author.living:
            guids = [
                note.guid
                for note in notes
                if (note.question, note.answer) == (card.question, card.answer)
            ]
            assert len(guids) == 1, (
                f"{len(guids)} notes ask {card.question!r} and answer {card.answer!r}"
            )
            if not card.guid:
                assert guids[0] not in self.packed, (
                    f"{card.question!r} is new and has the id of another card"
                )
                card.guid = guids[0]
            assert guids[0] == card.guid, f"{card.question!r} has another id"

    def check_note(self, card: LogicalCard, note: PackedNote) -> None:
        assert note.retired == (not card.alive), (
            f"{card.question!r}: {note.tags}"
        )
        old = self.packed.get(card.guid)
        if old is None:
            return
        if (note.fields[:2], note.tags) != (old.fields[:2], old.tags):
            assert note.mod > old.mod, (
                f"{card.question!r} changed and is not dated later"
            )
        elif _snapshot(card) == self.snapshots[card.guid]:
            assert note == old, f"{card.question!r} did not change"
        else:  # it only stands elsewhere, and its note says so, but a learner's copy is left alone
            assert note.mod == old.mod, (
                f"{card.question!r} is the same and dated later"
            )

    def check_collection(self) -> None:
        """Every card is one note that says what the sources say, but for later edits of the learner's own."""
        cards = [card for card in self.author.cards if card.guid]
        assert self.student.count() == len(cards), "no note is lost or doubled"
        for card in cards:
            fields, tags, _ = self.student.note(card.guid)
            own = self.own.get(card.guid)
            if own and self.packed[card.guid].mod <= own.time:
                assert fields == own.fields, (
                    f"{card.question!r}: the learner's later edit stays"
                )
                continue
            self.own.pop(card.guid, None)
            question, answer = fields.split("\x1f")[:2]
            assert (plain(question), plain(answer)) == (
                card.question,
                card.answer,
            )
            assert (RETIRED in tags) == (not card.alive), (
                f"{card.question!r}: {tags}"
            )

    def settle(self) -> None:
        """Where nothing is edited, nothing changes, however late it is built."""
        before = self.written()
        self.clock += DAY
        for words in (["--locked"], ["--check"], []):
            self.build(*words)
            assert self.written() == before, words

    def written(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in (*self.packages(), self.root / "mkdecks.lock")
        }


def _snapshot(card: LogicalCard) -> Snapshot:
    return Snapshot(card.content, card.page.path)
