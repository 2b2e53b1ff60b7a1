"""Runs of pages drawn side by side, each in a process of its own.

The processes are plain children that import `layers` alone. Those of `multiprocessing` would first
run the main module again, which inside Streamlit is the page that asked for the atlas.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import Final

from briefings.atlas.pages import Leaf, Run, Shared, draw_run
from geo.errors import PlanningError

_ROOT: Final = Path(__file__).resolve().parents[2]
_LOOK: Final = 0.1
"""Seconds between two looks at whether the work is to stop."""

Runs = Sequence[Sequence[Leaf]]


class WorkerError(PlanningError):
    """A process that draws pages has ended before its work."""


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


class _StoppedError(Exception):
    """The work is to stop."""


def draw_apart(
    shared: Shared, runs: Runs, note: Callable[[], None], stop: Event, count: int
) -> list[Run] | None:
    """Return all runs, drawn by `count` processes; none once `stop` is set.

    Whatever happens, no process is left when this returns. Raises a `WorkerError` if one has died.
    """
    waiting: Queue[int] = Queue()
    for place in range(len(runs)):
        waiting.put(place)
    heard: Queue[tuple[int, Run | None] | WorkerError] = Queue()
    given = pickle.dumps(shared)
    processes = [_started() for _ in range(count)]
    threads = [
        Thread(target=_lead, args=(process, given, runs, waiting, heard), daemon=True)
        for process in processes
    ]
    try:
        for thread in threads:
            thread.start()
        return _gathered(len(runs), heard, note, stop)
    finally:
        for process in processes:
            process.kill()
        for process, thread in zip(processes, threads, strict=True):
            process.wait()
            thread.join()


def _started() -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "briefings.atlas.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _lead(
    process: subprocess.Popen[bytes],
    given: bytes,
    runs: Runs,
    waiting: Queue[int],
    heard: Queue[tuple[int, Run | None] | WorkerError],
) -> None:
    """Give a process one run after the other and pass on what it answers."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 - both are pipes
    try:
        with process.stdin as sink, process.stdout as source:
            sink.write(given)
            while True:
                place = waiting.get_nowait()
                pickle.dump(runs[place], sink)
                sink.flush()
                answer = None
                while answer is None:
                    answer = pickle.load(source)  # noqa: S301 - from a process of our own
                    heard.put((place, answer))
    except Empty:
        return
    except (EOFError, OSError, pickle.UnpicklingError):
        heard.put(WorkerError("出图进程意外结束（可能是内存不足）：请重试，或减少页数"))


def _gathered(
    count: int,
    heard: Queue[tuple[int, Run | None] | WorkerError],
    note: Callable[[], None],
    stop: Event,
) -> list[Run] | None:
    """Return the runs in their order once all are there; none once `stop` is set."""
    found: dict[int, Run] = {}
    while len(found) < count:
        if stop.is_set():
            return None
        try:
            answer = heard.get(timeout=_LOOK)
        except Empty:
            continue
        if isinstance(answer, WorkerError):
            raise answer
        place, run = answer
        if run is None:
            note()
        else:
            found[place] = run
    return [found[place] for place in range(count)]
