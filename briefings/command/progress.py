"""Work at a terminal: how far it is, and ending it with Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Final

_EVERY: Final = 10
"""Pages between two lines of progress where lines cannot be overwritten."""


class StoppedError(Exception):
    """The user has ended the work."""


@contextmanager
def interruptible() -> Iterator[Event]:
    """Yield an event that Ctrl-C sets, to end work in good order; a second one ends it at once."""
    stop = Event()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def progress() -> Callable[[int, int, float | None], None]:
    """Return what prints how far an atlas is: on one line where the screen lets it."""
    screen = sys.stderr.isatty()

    def tell(done: int, total: int, left: float | None) -> None:
        if not screen and done % _EVERY and done != total:
            return
        rest = "" if left is None or done == total else f"，约剩 {left:.0f} 秒"
        end = "\r" if screen and done != total else "\n"
        print(f"已画 {done}/{total} 页{rest}".ljust(32), end=end, file=sys.stderr, flush=True)

    return tell
