"""Images: found inside the project's folder, named in the package by what they hold."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ..model.problems import problem
from ..model.records import Problem, Span
from ..sources.library import file_inside

IMAGE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
MAX_BYTES = 20_000_000
_SIGNATURES = {
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"RIFF": ".webp",
}
# What an image is called in a package: by what it was called, and by what it holds.
PACKAGE_NAME_RE = re.compile(
    r"[a-z0-9-]{1,60}-[0-9a-f]{12}\.(?:png|jpg|jpeg|gif|webp|svg)"
)
_ADDRESS_RE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(slots=True)
class MediaFinder:
    """Finds a page's images and remembers what it found: package name -> file, and what could not be had.

    ``names`` are the names inside the package by the addresses that the page knows its
    images by. ``kept`` are images that learners have from an earlier package, by their
    names in it, with their files where these are still there.
    """

    root: Path
    docs_dir: Path | None = None
    embedded: Mapping[str, bytes] = field(default_factory=dict)
    files: dict[str, Path | bytes] = field(default_factory=dict)
    kept: Mapping[str, Path | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _names: dict[Path, str] = field(default_factory=dict)

    def name_of(self, target: str, folders: Sequence[Path], span: Span) -> str:
        """The name inside the package of the image that ``target`` names, "" and a Problem when there is none.

        ``folders`` are tried in turn, then docs_dir and the root. A saved page's own
        pictures come first.
        """
        if target in self.kept:
            if file := self.kept[target]:
                self.files[target] = file
            self.names[target] = target
            return target
        if target in self.embedded:
            return self._embedded_name(target, span)
        if _ADDRESS_RE.match(target):
            if target.startswith("data:"):
                self.problems.append(
                    problem(
                        "MK404",
                        "a picture written into the page as data: is not taken",
                        span,
                    )
                )
            else:
                self.problems.append(
                    problem("MK406", f"not loaded on cards: {target}", span)
                )
            return ""
        file, outside = self._resolve(
            unquote(target.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]),
            folders,
        )
        if file is None:
            code, message = (
                ("MK405", f"outside the project: {target}")
                if outside
                else ("MK404", f"no such image: {target}")
            )
            self.problems.append(problem(code, message, span))
            return ""
        name = self._names.get(file) or self._package_name(file, span)
        if name:
            self._names[file] = self.names[target] = name
            self.files[name] = file
        return name

    def _embedded_name(self, target: str, span: Span) -> str:
        data = self.embedded[target]
        ending = next(
            (
                ending
                for start, ending in _SIGNATURES.items()
                if data.startswith(start)
            ),
            "",
        )
        if not _is_picture(data) or len(data) > MAX_BYTES:
            self.problems.append(
                problem(
                    "MK404",
                    "a picture of the saved page that Anki does not show",
                    span,
                )
            )
            return ""
        name = (
            f"picture-{hashlib.sha256(data).hexdigest()[:12]}{ending or '.svg'}"
        )
        self.files[name], self.names[target] = data, name
        return name

    def _resolve(
        self, target: str, folders: Sequence[Path]
    ) -> tuple[Path | None, bool]:
        outside = False
        if not target or "\0" in target:
            return None, False
        for folder in (
            *folders,
            *((self.docs_dir,) if self.docs_dir else ()),
            self.root,
        ):
            file, is_file = file_inside(self.root, folder / target.lstrip("/"))
            if file:
                return file, False
            outside = outside or is_file
        return None, outside

    def _package_name(self, file: Path, span: Span) -> str:
        ending = file.suffix.lower()
        try:
            if ending not in IMAGE_ENDINGS or file.stat().st_size > MAX_BYTES:
                message = f"not a picture that Anki shows, or over {MAX_BYTES // 1_000_000} MB: {file.name}"
                self.problems.append(problem("MK404", message, span))
                return ""
            data = file.read_bytes()
            if not _is_picture(data):
                self.problems.append(
                    problem(
                        "MK404",
                        f"not a picture, for all its name says: {file.name}",
                        span,
                    )
                )
                return ""
            digest = hashlib.sha256(data).hexdigest()[:12]
        except OSError as error:
            self.problems.append(
                problem(
                    "MK404", f"{file.name}: {error.strerror or error}", span
                )
            )
            return ""
        stem = (
            re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:40]
            or "image"
        )
        return f"{stem}-{digest}{ending}"


def kept_images(root: Path, media: Mapping[str, str]) -> dict[str, Path | None]:
    """The files of images that a ledger names, by their names in the package; None where one is gone or another.

    ``media`` has their paths below the root.
    """
    found: dict[str, Path | None] = {}
    for name, path in media.items():
        file = file_inside(root, root / path)[0] if path else None
        found[name] = file if file and _holds(file, name) else None
    return found


def _holds(file: Path, name: str) -> bool:
    """Whether a file is the picture that is called so in a package."""
    with contextlib.suppress(OSError):
        if file.stat().st_size <= MAX_BYTES:
            data = file.read_bytes()
            return (
                _is_picture(data)
                and hashlib.sha256(data).hexdigest()[:12]
                == name.rpartition(".")[0][-12:]
            )
    return False


def _is_picture(data: bytes) -> bool:
    """Whether bytes begin as a PNG, JPEG, GIF or WebP does, or are SVG."""
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    ):
        return True
    return b"<svg" in data[:2_000].lower()
