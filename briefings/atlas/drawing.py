"""The pages of an atlas, drawn a run at a time: here, or side by side in processes of their own.

The processes are plain children that import `briefings` alone. Those of `multiprocessing` would
first run the main module again, which inside Streamlit is the page that asked for the atlas; those
of loky leave helpers behind, and outlive a server that is killed.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock
from typing import Final, cast

from briefings.bilingual import Speaker
from briefings.brief import Brief
from briefings.paper.canvas import Canvas
from briefings.paper.size import size_of
from briefings.sheet import bound, drawn, rendered
from geo.errors import PlanningError
from geo.plan import Plan

_ROOT: Final = Path(__file__).resolve().parents[2]
_DRAWING: Final = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from briefings.atlas.drawing import serve
serve()
"""
"""What a process does. Who has started it decides when it ends, also while it is starting."""

_LOOK: Final = 0.1
"""Seconds between two looks at whether the work is to stop."""

RUN: Final = 4
"""Pages of a run. Those of a PDF share their fonts, so the number is part of what the file is."""


@dataclass(frozen=True)
class Shared:
    """What all pages of an atlas share."""

    plan: Plan
    brief: Brief
    size: str
    dpi: int
    as_pdf: bool
    """Whether a run is a PDF, or a picture a page."""


@dataclass(frozen=True)
class Leaf:
    """One page: what it is about (`kind/id`), its number, and of how many."""

    subject: str
    number: int
    total: int


@dataclass(frozen=True)
class Run:
    """What came of a run: one PDF or a picture a page, and why pages failed, by subject."""

    files: tuple[bytes, ...]
    failures: tuple[tuple[str, str], ...] = ()


def page_mark(brief: Brief, number: int, total: int) -> str:
    """Return what says which page of how many one is."""
    speak = Speaker(brief.translators)
    return speak(lambda say: say("第 {number} 页 / 共 {total} 页", number=number, total=total))


def page_brief(brief: Brief, subject: str) -> Brief:
    """Return the briefing of one page: it bears its subject's title, not the atlas's."""
    return replace(brief, template="subject", subjects=(subject,), title="", subtitle="")


def draw_run(shared: Shared, leaves: Sequence[Leaf], note: Callable[[], None]) -> Run:
    """Return some pages drawn; `note` is called after each one."""
    failures: list[tuple[str, str]] = []
    canvases = _canvases(shared, leaves, failures, note)
    if shared.as_pdf:
        return Run((bound(canvases),), tuple(failures))
    page = size_of(shared.size, shared.dpi)
    files = tuple(rendered(canvas, page, dpi=shared.dpi, form="png") for canvas in canvases)
    return Run(files, tuple(failures))


def _canvases(
    shared: Shared,
    leaves: Sequence[Leaf],
    failures: list[tuple[str, str]],
    note: Callable[[], None],
) -> Iterator[Canvas]:
    """Yield pages one by one; add to `failures` those that cannot be drawn."""
    page = size_of(shared.size, shared.dpi)
    for leaf in leaves:
        mark = page_mark(shared.brief, leaf.number, leaf.total)
        try:
            yield drawn(shared.plan, page_brief(shared.brief, leaf.subject), page, mark=mark)
        except PlanningError as problem:
            failures.append((leaf.subject, reason_of(problem)))
        note()


def reason_of(problem: PlanningError) -> str:
    """Return why a page failed in one line."""
    lines = [line.lstrip("· ") for line in str(problem).splitlines()]
    return "；".join(lines[1:] or lines)


class WorkerError(PlanningError):
    """A process that draws pages has ended before its work."""


class _StoppedError(Exception):
    """The work is to stop."""


Runs = Sequence[Sequence[Leaf]]


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def draw_here(
    shared: Shared, runs: Runs, note: Callable[[], None], stop: Event
) -> list[Run] | None:
    """Return all runs drawn in this process; none once `stop` is set."""

    def check() -> None:
        note()
        if stop.is_set():
            raise _StoppedError

    try:
        return [draw_run(shared, leaves, check) for leaves in runs]
    except _StoppedError:
        return None


def draw_apart(
    shared: Shared, runs: Runs, note: Callable[[], None], stop: Event, count: int
) -> list[Run] | None:
    """Return all runs, drawn by `count` processes; none once `stop` is set.

    `note` is called after each page, by one thread at a time. Whatever happens, no process is left
    when this returns. Raises a `WorkerError` if one has died.
    """
    given, noting = pickle.dumps(shared), Lock()
    workers: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()

    def note_alone() -> None:
        with noting:
            note()

    def drawn_by_one(leaves: Sequence[Leaf]) -> Run:
        worker = idle.get()
        try:
            return worker.drawn(leaves, note_alone)
        finally:
            idle.put(worker)

    with ExitStack() as closing, ThreadPoolExecutor(count) as threads:
        try:
            for _ in range(count):
                workers.append(_Worker(given))
                closing.callback(workers[-1].close)
                idle.put(workers[-1])
            found = [threads.submit(drawn_by_one, leaves) for leaves in runs]
            waiting = set(found)
            while waiting:
                if stop.is_set():
                    return None
                done, waiting = wait(waiting, _LOOK, FIRST_EXCEPTION)
                for run in done:
                    run.result()
            return [run.result() for run in found]
        except (EOFError, OSError, pickle.UnpicklingError) as problem:
            raise WorkerError("出图进程意外结束（可能是内存不足）：请重试，或减少页数") from problem
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.end()


class _Worker:
    """A process that draws one run of pages after the other."""

    def __init__(self, shared: bytes) -> None:
        self._unsent = shared
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own
            [sys.executable, "-P", "-c", _DRAWING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def drawn(self, leaves: Sequence[Leaf], note: Callable[[], None]) -> Run:
        """Return a run drawn; `note` is called after each page."""
        sink, source = self._process.stdin, self._process.stdout
        assert sink is not None and source is not None  # noqa: S101 - both are pipes
        sink.write(self._unsent + pickle.dumps(leaves))
        sink.flush()
        self._unsent = b""
        while (answer := pickle.load(source)) is None:  # noqa: S301 - from a process of our own
            note()
        return cast("Run", answer)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes, once nobody reads or writes any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent is not missed
                pipe and pipe.close()


def serve() -> None:
    """Draw what standard input asks for (pickled: what is shared, then runs) until it ends.

    Standard output has None after each page, then the run.
    """
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer

    def answer(thing: object) -> None:
        pickle.dump(thing, sink)
        sink.flush()

    try:
        shared = pickle.load(source)  # noqa: S301 - written by the process that started this one
        while True:
            leaves = pickle.load(source)  # noqa: S301
            answer(draw_run(shared, leaves, lambda: answer(None)))
    except (EOFError, BrokenPipeError):  # nobody is there any more
        os._exit(0)
