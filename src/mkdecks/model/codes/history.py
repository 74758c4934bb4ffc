"""Problems of keeping the learners' history: 6xx."""

from __future__ import annotations

from collections.abc import Mapping

from ._code import ERROR, INFO, WARNING, Code

CODES: Mapping[str, Code] = {
    "MK601": Code(
        ERROR,
        "lock cannot be read",
        "mkdecks.lock is damaged: cut off, edited by hand, or no lock at all. It holds the ids and times of every "
        "note, so nothing is built from it and nothing is written. Take the file from version control; a line that "
        "you delete makes mkdecks forget that one card.",
        "take the file from version control: git checkout HEAD -- mkdecks.lock",
    ),
    "MK602": Code(
        ERROR,
        "lock with merge marks",
        "Two branches changed mkdecks.lock, and a merge left its marks (<<<<<<<, =======, >>>>>>>) in it. Delete the "
        "lines with the marks and keep all others: of two lines of one card mkdecks takes the one that changed last. "
        "Then build, and commit the lock that comes out.",
        "delete the lines with the marks, keep all others, and run mkdecks build",
    ),
    "MK603": Code(
        ERROR,
        "lock of another version",
        "mkdecks.lock was written by a version of mkdecks that writes it in another way. Nothing is built, since the "
        "ids in it could not be kept.",
        "use the version of mkdecks that wrote the file, or a newer one",
    ),
    "MK604": Code(
        WARNING,
        "perhaps a reworded card",
        "A new card is much like one that is gone, but not enough to be sure. It gets a note of its own, and the other "
        "one is retired. If they are one card, write the comment that the message shows on the line above the "
        "question, now or after this build: the card takes over the note and its history.",
        "if it is the same card, give it the id of the old one",
    ),
    "MK605": Code(
        WARNING,
        "old package cannot be read",
        "The file that is about to be replaced is no package of mkdecks, or a damaged one, so its ids and times "
        "cannot be kept: learners who have imported it may get cards twice.",
        "write to another file with -o to keep the old one",
    ),
    "MK606": Code(
        INFO,
        "card twice in the lock",
        "mkdecks.lock has two lines of one card, as a merge can leave it. The one that changed last counts, and the "
        "next build writes one line.",
        "run mkdecks build and commit mkdecks.lock",
    ),
    "MK607": Code(
        ERROR,
        "lock is out of date",
        "The lock does not say what the sources say, and `mkdecks build --locked` was asked to fail then. Build "
        "without --locked and commit mkdecks.lock with the sources.",
        "run mkdecks build and commit mkdecks.lock",
    ),
    "MK608": Code(
        WARNING,
        "card became another kind",
        "A card that was a question with an answer has become multiple choice, or the like. Anki cannot give a note "
        "another note type, so learners get a new note, and the old one is retired.",
        "if that is not meant, write the card as it was",
    ),
}
