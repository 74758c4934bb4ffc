"""Images: found inside the project's folder, named in the package by what they hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ..model.problems import problem
from ..model.records import Problem, Span
from ..sources.library import file_inside, first_inside

IMAGE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
MAX_BYTES = 20_000_000
# What an image is called in a package: by what it was called, and by what it holds.
PACKAGE_NAME_RE = re.compile(
    r"[a-z0-9-]{1,60}-[0-9a-f]{12}\.(?:png|jpg|jpeg|gif|webp|svg)"
)
# How images begin; the name of a group is the ending of such a file.
_IMAGE_RE = re.compile(
    rb"(?P<png>\x89PNG)|(?P<jpg>\xff\xd8\xff)|(?P<gif>GIF8)"
    rb"|(?P<webp>RIFF.{4}WEBP)|(?P<svg>.{0,1996}(?i:<svg))",
    re.S,
)
_ADDRESS_RE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(slots=True)
class MediaFinder:
    """Finds a page's images, and remembers them and what could not be had.

    ``embedded`` are the pictures that a saved page brings along, ``kept`` those that
    learners have from an earlier package, by their names in it, with their files where
    these are still there. ``files`` are the images by their names in the package,
    ``names`` these names by the addresses that the page knows the images by.
    """

    root: Path
    docs_dir: Path | None
    embedded: Mapping[str, bytes]
    files: dict[str, Path | bytes] = field(default_factory=dict)
    kept: Mapping[str, Path | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _names_of_files: dict[Path, str] = field(default_factory=dict)

    def name_of(self, target: str, folders: Sequence[Path], span: Span) -> str:
        """The name in the package of an image, "" and a Problem where there is none.

        ``folders`` are tried in turn, then docs_dir and the root. A saved page's own
        pictures come first.
        """
        try:
            name, content = self._image(target, folders)
        except _UnusableError as error:
            code, message = error.args
            self.problems.append(problem(code, message, span))
            return ""
        self.names[target] = name
        if content:
            self.files[name] = content
        return name

    def _image(
        self, target: str, folders: Sequence[Path]
    ) -> tuple[str, Path | bytes | None]:
        """The name and the content of an image. Raises _UnusableError."""
        if target in self.kept:
            return target, self.kept[target]
        if target in self.embedded:
            data = self.embedded[target]
            return _embedded_name(data), data
        if target.startswith("data:"):
            message = "a picture written into the page as data: is not taken"
            raise _UnusableError("MK404", message)
        if _ADDRESS_RE.match(target):
            raise _UnusableError("MK406", f"not loaded on cards: {target}")
        file = self._find(target, folders)
        name = self._names_of_files.get(file) or _package_name(file)
        self._names_of_files[file] = name
        return name, file

    def _find(self, target: str, folders: Sequence[Path]) -> Path:
        """The file of an image. Raises _UnusableError where none is in the project."""
        path = unquote(re.split("[#?]", target)[0]).lstrip("/")
        folders = (*folders, self.docs_dir or self.root, self.root)
        file, is_outside = first_inside(
            file_inside(self.root, folder / path) for folder in folders
        )
        if file:
            return file
        if is_outside:
            raise _UnusableError("MK405", f"outside the project: {target}")
        raise _UnusableError("MK404", f"no such image: {target}")


class _UnusableError(Exception):
    """The code and the message of an image that no package can hold."""


def _embedded_name(data: bytes) -> str:
    image = _IMAGE_RE.match(data)
    if not image or len(data) > MAX_BYTES:
        message = "a picture of the saved page that Anki does not show"
        raise _UnusableError("MK404", message)
    return f"picture-{_digest(data)}.{image.lastgroup}"


def _package_name(file: Path) -> str:
    digest = _digest(_picture(file))
    stem = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")
    return f"{stem[:40] or 'image'}-{digest}{file.suffix.lower()}"


def _picture(file: Path) -> bytes:
    """What a file holds. Raises _UnusableError where that is no picture for Anki."""
    ending = file.suffix.lower()
    try:
        if ending not in IMAGE_ENDINGS or file.stat().st_size > MAX_BYTES:
            limit = f"{MAX_BYTES // 1_000_000} MB"
            message = f"not a picture that Anki shows, or over {limit}"
            raise _UnusableError("MK404", f"{message}: {file.name}")
        data = file.read_bytes()
    except OSError as error:
        message = f"{file.name}: {error.strerror or error}"
        raise _UnusableError("MK404", message) from error
    if not _IMAGE_RE.match(data):
        message = f"not a picture, for all its name says: {file.name}"
        raise _UnusableError("MK404", message)
    return data


def kept_images(root: Path, media: Mapping[str, str]) -> dict[str, Path | None]:
    """The files of images that a ledger names, by their names in the package.

    ``media`` has their paths below the root. A file is None where it is gone, or where
    it is another picture by now.
    """
    images: dict[str, Path | None] = {}
    for name, path in media.items():
        file = file_inside(root, root / path)[0]
        images[name] = file if file and _holds(file, name) else None
    return images


def _holds(file: Path, name: str) -> bool:
    """Whether a file is the picture that has this name in a package."""
    try:
        digest = _digest(_picture(file))
    except _UnusableError:
        return False
    return f"-{digest}." in name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
