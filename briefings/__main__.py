"""Command line: `python -m briefings sheet | slides | atlas | page | data`."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from briefings.command.commands import add_commands
from briefings.command.options import main_parser
from briefings.command.progress import StoppedError
from geo.errors import PlanningError


def main(argv: Sequence[str] | None = None, program: str = "python -m briefings") -> int:
    """Run one command and return its exit code, as `--help` explains them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign still shows the rest
    parser = main_parser(program)
    add_commands(parser)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except PlanningError as problem:
        print(problem, file=sys.stderr)
        return 1
    except (StoppedError, KeyboardInterrupt):
        print("\n已取消，没有写入文件", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
