"""``mkdecks`` as a process of its own, without the second that its start takes.

The process is a fork of one that has imported everything and read the words of all
languages. Python reads some variables of its environment when it starts: with other ones
than this process has, ``mkdecks`` is started as its user would start it.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from multiprocessing.context import BaseContext
from pathlib import Path

TIMEOUT = 60  # seconds


def started(*words: str) -> list[str]:
    """The command as its user would start it."""
    return [sys.executable, "-m", "mkdecks", *words]


def run(
    *words: str, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command returned and wrote; subprocess.TimeoutExpired after a minute.

    ``environment`` is this process's own where it is None.
    """
    variables = dict(os.environ if environment is None else environment)
    if _for_python(variables) == _for_python(os.environ):
        return _forked(words, cwd, variables)
    return subprocess.run(
        started(*words),
        cwd=cwd,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )


def _for_python(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith("PYTHON")
    }


@cache
def _processes() -> BaseContext:
    """How processes are made; where none can be forked, each starts from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.command_imports"])
    return context


def _forked(
    words: tuple[str, ...], cwd: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    command = ["mkdecks", *words]
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = _processes().Process(  # type: ignore[attr-defined]
            target=_run, args=(command, cwd, environment, out, err)
        )
        process.start()
        process.join(TIMEOUT)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(command, TIMEOUT)
        return subprocess.CompletedProcess(
            command,
            process.exitcode,
            out.read_bytes().decode(),
            err.read_bytes().decode(),
        )


def _run(
    command: list[str],
    cwd: Path,
    environment: dict[str, str],
    out: Path,
    err: Path,
) -> None:
    """Run a command in this process, its output into files; exit with its code."""
    for descriptor, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = command

    from mkdecks.__main__ import main

    sys.exit(main())
