"""Speed, as ratios: a cold build beside floors measured in the same run, and start-up beside a bare Python.

The commands run in turn, A B C A B C ..., so that a machine whose speed drifts is as
unfair to one as to the other. Usage: python benchmarks/speed.py [FOLDER of a mkdocs
site]; without one, and with none beside the project, a site is made of copies of the
sample decks.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOOR = ROOT / "benchmarks" / "floor.py"
NEIGHBOUR = ROOT.parent / "shared" / "corpus" / "site"
RUNS = 7


def measure(command: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of one run."""
    started, before = time.perf_counter(), os.times()
    subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = os.times()
    used = (
        after.children_user
        - before.children_user
        + after.children_system
        - before.children_system
    )
    return used, time.perf_counter() - started


def in_turn(
    commands: dict[str, list[str]], runs: int
) -> dict[str, list[tuple[float, float]]]:
    """Every command once to warm up, then ``runs`` times, one after the other."""
    figures: dict[str, list[tuple[float, float]]] = {
        name: [] for name in commands
    }
    for number in range(runs + 1):
        for name, command in commands.items():
            figure = measure(command)
            if number:
                figures[name].append(figure)
    return figures


def made_site(folder: Path) -> Path:
    """A site of about a thousand cards made of the sample decks."""
    for copy in range(12):
        shutil.copytree(ROOT / "decks", folder / "docs" / f"copy-{copy}")
    (folder / "mkdocs.yml").write_text("site_name: Samples\n", "utf-8")
    return folder


def notes_in(package: Path, command: list[str]) -> int:
    """How many cards the build says it wrote."""
    said = subprocess.run(
        command, capture_output=True, text=True, check=False
    ).stderr
    line = next(
        (
            line
            for line in said.splitlines()
            if line.startswith(str(package.name)) or ".apkg: " in line
        ),
        "0 0",
    )
    return int(line.rsplit(": ", 1)[-1].split()[0].replace(",", ""))


def pages_a_second(folder: Path) -> None:
    """Web pages of 300 kB and articles of 20 kB a second, from the file to its cards, beside lxml's parsing."""
    from lxml import etree

    from mkdecks.config.settings import Settings
    from mkdecks.pipeline import build

    pairs = (
        (ROOT / "decks" / "aws" / "storage-faq.html")
        .read_text("utf-8")
        .split("<dl>")[1]
        .split("</dl>")[0]
    )
    menu = "".join(
        f'<li class="nav-item"><a href="page-{n}.html">A page of the menu, number {n}</a></li>\n'
        for n in range(9)
    )
    chrome = f'<nav class="sidebar"><ul>{menu * 440}</ul></nav>'
    body = (
        pairs.replace("Amazon", "Amazon {n}")
        .replace("EBS", "EBS {n}")
        .replace("Windows", "Windows {n}")
    )
    answers = "".join(
        f"<dl>{body.replace('{n}', str(n))}</dl>" for n in range(5)
    )
    page = f"<html><body>{chrome}<main><h1>Storage FAQ</h1>{answers}</main></body></html>"
    prose = (
        "A paragraph of the answer, which goes on for as long as people write. "
        * 6
    )
    text = "Storage questions\n\n" + "".join(
        f"{n}. What is number {n}?\n\n{prose}\n\n" for n in range(1, 40)
    )
    files = {
        "page.html": page[:340_000] if len(page) > 340_000 else page,
        "text.txt": text,
    }
    for name, written in files.items():
        (folder / name).write_text(written, "utf-8")
        settings = Settings(folder, (str(folder / name),))
        taken, floor = [], []
        for _ in range(RUNS + 1):
            started = time.process_time()
            cards = build(settings, 1).cards
            taken.append(time.process_time() - started)
            started = time.process_time()
            etree.fromstring(written.encode(), etree.HTMLParser())
            floor.append(time.process_time() - started)
        ours, parsed = (
            statistics.median(taken[1:]),
            statistics.median(floor[1:]),
        )
        print(
            f"{name}, {len(written):,} characters, {len(cards)} cards: {1 / ours:.0f} a second,",
            end=" ",
        )
        print(f"{ours / parsed:.1f} times parsing alone")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        named = Path(sys.argv[1]) if len(sys.argv) > 1 else NEIGHBOUR
        site = named if named.is_dir() else made_site(folder / "site")
        mkdecks = [str(Path(sys.executable).parent / "mkdecks")]
        build = [*mkdecks, "build", str(site), "-o", str(folder / "site.apkg")]
        notes = notes_in(folder / "site.apkg", build)
        floors = {
            f"floor, {kind}": [
                sys.executable,
                str(FLOOR),
                kind,
                str(site),
                str(notes),
                str(folder / "floor.apkg"),
            ]
            for kind in ("plugins", "plain")
        }
        figures = in_turn({"build": build, **floors}, RUNS)
        cpu = {
            name: statistics.median(used for used, _ in runs)
            for name, runs in figures.items()
        }
        print(
            f"cold build, {notes:,} cards: {cpu['build']:.2f} s of CPU (median of {RUNS})"
        )
        for name in floors:
            pairs = zip(figures["build"], figures[name], strict=True)
            ratio = statistics.median(
                ours[0] / theirs[0] for ours, theirs in pairs
            )
            print(
                f"  {name}: {cpu[name]:.2f} s, so {ratio:.2f} times the floor"
            )
        starts = in_turn(
            {
                "mkdecks --version": [*mkdecks, "--version"],
                "python -c pass": [sys.executable, "-c", "pass"],
            },
            15,
        )
        wall = {
            name: statistics.median(passed for _, passed in runs)
            for name, runs in starts.items()
        }
        bare = wall["python -c pass"]
        ours = wall["mkdecks --version"]
        print(
            f"mkdecks --version: {ours:.3f} s, {ours / bare:.1f} times a bare Python"
        )
        pages_a_second(folder)


if __name__ == "__main__":
    main()
