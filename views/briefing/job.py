"""Work that takes long, in a thread of its own: how far it is, stopping it, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

from geo.errors import PlanningError


@dataclass(frozen=True)
class Made:
    """What came of the work: a file's content, and what of it failed, a line each."""

    content: bytes
    failures: tuple[str, ...] = ()


Progress = Callable[[int, int], None]
"""Takes how many pages are done, and of how many."""

Work = Callable[[Progress, Event], Made | None]
"""Makes a file. It looks at the event after each page and returns nothing once that is set."""


class Job:
    """One piece of work. It ends by itself, or soon after `cancel`."""

    def __init__(self, work: Work, file_name: str, media_type: str) -> None:
        self.file_name = file_name
        self.media_type = media_type
        self.done = 0
        self.total = 0
        self.made: Made | None = None
        self.problem = ""
        self._work = work
        self._stop = Event()
        self._began = monotonic()
        self._thread = Thread(target=self._run, name="briefing", daemon=True)

    def start(self) -> Job:
        """Begin; return this job."""
        self._began = monotonic()
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask the work to stop after the page it is at."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it has been asked to stop."""
        return self._stop.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop before anything came of it."""
        return self._stop.is_set() and self.made is None

    @property
    def running(self) -> bool:
        """Whether the work goes on."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Return once the work has ended."""
        self._thread.join()

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at the pace so far; unknown before the first page."""
        if not self.done:
            return None
        return (monotonic() - self._began) / self.done * (self.total - self.done)

    def _run(self) -> None:
        try:
            self.made = self._work(self._note, self._stop)
        except PlanningError as problem:
            self.problem = str(problem)

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total
