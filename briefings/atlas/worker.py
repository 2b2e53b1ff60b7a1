"""A process that draws runs of pages: `python -m briefings.atlas.worker`, started by `workers`.

It takes pickled objects from its standard input (what all pages share, then runs) and answers on
its standard output: None after each page, then the run. It ends with its input.
"""

from __future__ import annotations

import pickle
import signal
import sys
from typing import BinaryIO

from briefings.atlas.pages import draw_run


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Draw what `source` asks for until it ends."""

    def answer(thing: object) -> None:
        pickle.dump(thing, sink)
        sink.flush()

    shared = pickle.load(source)  # noqa: S301 - written by the process that started this one
    while True:
        try:
            leaves = pickle.load(source)  # noqa: S301
        except EOFError:
            return
        answer(draw_run(shared, leaves, lambda: answer(None)))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides when it ends
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)
