"""Command line: `liangji run` starts the application; every other command is passed on."""

from __future__ import annotations

import os
import sys
from argparse import REMAINDER, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from geo import __version__
from geo.folders import HOME
from geo.plan import DATA_VARIABLE

_BRIEFINGS: Final = ("sheet", "slides", "atlas", "page", "data")
"""The commands of `briefings`; those of `geo` are all others."""

_HELP: Final = """\
命令：
  run                                        启动程序
  totals、check、digitise、carriers、query   规划数据、建筑面积账、载体、选址
  sheet、slides、atlas、page、data           图、幻灯片、图册、离线网页、数据

每个命令都有 --help。"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    if asked.data:
        os.environ[DATA_VARIABLE] = asked.data
    if asked.command == "run":
        return _run(asked.rest)
    package = "briefings" if asked.command in _BRIEFINGS else "geo"
    program = import_module(f"{package}.__main__")
    return int(program.main([asked.command, *asked.rest], "liangji"))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="liangji",
        description="两极两带：空间布局地理信息系统",
        epilog=_HELP,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"liangji {__version__}")
    parser.add_argument("--data", metavar="目录", help="数据目录（默认随附数据）")
    parser.add_argument("command", metavar="命令", help="见下")
    parser.add_argument("rest", nargs=REMAINDER, metavar="选项", help="命令自己的选项")
    return parser


def _run(options: Sequence[str]) -> int:
    """Serve the application until it is stopped, with the settings that stand beside it."""
    parser = ArgumentParser(
        prog="liangji run",
        description="启动程序",
        epilog="其余选项交给 Streamlit，如 --server.baseUrlPath gis",
        allow_abbrev=False,
    )
    parser.add_argument("--port", metavar="端口", help="默认 8501")
    parser.add_argument("--address", metavar="地址", help="只在这个地址上听，如 127.0.0.1")
    ours, others = parser.parse_known_args(options)
    flags = [f"--server.{name}={value}" for name, value in vars(ours).items() if value is not None]
    streamlit = import_module("streamlit.web.cli")
    streamlit.main(["run", str(HOME / "app.py"), *flags, *others], prog_name="streamlit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
