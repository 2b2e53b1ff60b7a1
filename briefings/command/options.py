"""Options of the command line, and the briefing they ask for. It speaks Chinese."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from briefings.brief import SUBJECT_KINDS, TEMPLATES, TEXT_NAMES, Brief, Release
from briefings.paper.size import LEAST_DPI, MOST_DPI, SIZES
from geo.errors import PlanningError
from geo.plan import data_directory
from geo.translation import Language
from layers.basemaps import BASEMAPS, OFFLINE
from layers.catalogue import SHOWN_FIRST, SWITCHABLE

EXIT_CODES: Final = """退出码：
  0    完成
  1    没有完成，原因在标准错误；没有写入或改动任何文件
  2    用法不对
  3    图册已写入，但有的页没有画成（原因在标准错误）
  130  被 Ctrl-C 取消；没有写入或改动任何文件"""

KEY_VARIABLE: Final = "TIANDITU_KEY"
"""Environment variable with the user's key of a basemap: a command line can be read by others."""

_LANGUAGES: Final = {
    "zh": (Language.CHINESE,),
    "en": (Language.ENGLISH,),
    "both": (Language.CHINESE, Language.ENGLISH),
}


_MOST_BYTES: Final = 50 << 20
"""As much as the page takes."""


class FileError(PlanningError):
    """A file named on the command line cannot be read."""


def read_bytes(path: Path) -> bytes:
    """Return a file's content; raise a `FileError` that says why not."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError(f"不能读取 {path}：它不是普通文件，请写明文件名")
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as problem:
        raise FileError(f"不能读取 {path.name}：没有这个文件，请检查路径") from problem
    except IsADirectoryError as problem:
        raise FileError(f"不能读取 {path}：它是文件夹，请写明文件名") from problem
    except PermissionError as problem:
        raise FileError(f"不能读取 {path.name}：没有读取的权限") from problem
    except OSError as problem:
        raise FileError(f"不能读取 {path.name}（{problem.strerror}）：请检查路径") from problem
    if len(content) > _MOST_BYTES:
        raise FileError(f"{path.name} 超过 {_MOST_BYTES >> 20} MB，没有读取：请换一个小些的文件")
    return content


def brief_of(arguments: argparse.Namespace) -> Brief:
    """Return the briefing that was asked for; its faults are found when it is made."""
    return Brief(
        template=getattr(arguments, "template", "overview"),
        subjects=tuple(arguments.subject),
        languages=_LANGUAGES[arguments.language],
        layers=tuple(key for key in arguments.layers.split(",") if key),
        basemap=arguments.basemap,
        basemap_key=os.environ.get(KEY_VARIABLE, ""),
        **{name: getattr(arguments, name) for name in TEXT_NAMES},
        data_date=arguments.date,
        release=Release(arguments.release),
        link=arguments.link,
        logo=read_bytes(arguments.logo) if arguments.logo else None,
    )


def _count(text: str) -> int:
    """Return a whole number from one up."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} 不是正整数")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，应写作 2026-01-31") from problem


Options = dict[str, dict[str, Any]]

_COMMON: Final[Options] = {
    "--subject": {
        "action": "append",
        "default": [],
        "metavar": "类型/编号",
        "help": f"对象，可多次给出；类型为 {'、'.join(SUBJECT_KINDS)}，如 zone/caohejing",
    },
    "--layers": {
        "default": ",".join(SHOWN_FIRST),
        "metavar": "图层,…",
        "help": f"图层，用逗号分开：{'、'.join(SWITCHABLE)}（默认 %(default)s）",
    },
    "--language": {"choices": list(_LANGUAGES), "default": "zh", "help": "语言"},
    "--release": {
        "choices": [release.value for release in Release],
        "default": Release.INTERNAL.value,
        "help": "内部资料或正式发布（后者须有审图号、资料来源、数据日期和制图单位）",
    },
    "--basemap": {
        "choices": list(BASEMAPS),
        "default": OFFLINE,
        "help": f"底图（默认 %(default)s）；要密钥的，密钥放在环境变量 {KEY_VARIABLE} 中",
    },
    **{
        f"--{name.replace('_', '-')}": {
            "default": "",
            "metavar": "文字",
            "help": f"{label}（默认取自规划，或留空）",
        }
        for name, label in TEXT_NAMES.items()
    },
    "--date": {"type": _day, "metavar": "YYYY-MM-DD", "help": "数据日期"},
    "--logo": {"type": Path, "metavar": "文件", "help": "标志图片（PNG 或 JPEG）"},
    "--link": {"default": "", "metavar": "网址", "help": "印成二维码的视图网址"},
    "--force": {"action": "store_true", "help": "覆盖已有的文件"},
}
"""What every command takes: what the briefing shows and says."""

_OWN: Final[Options] = {
    "--output": {"type": Path, "required": True, "metavar": "文件", "help": "写到这个文件"},
    "--template": {"choices": list(TEMPLATES), "default": "overview", "help": "模板"},
    "--kinds": {
        "default": "",
        "metavar": "类型,…",
        "help": f"这些类型的全部对象：{'、'.join(SUBJECT_KINDS)}（默认全部片区）",
    },
    "--size": {"choices": list(SIZES), "default": "hd", "help": "幅面（默认 %(default)s）"},
    "--dpi": {
        "type": int,
        "default": 150,
        "metavar": "数",
        "help": f"纸张幅面图片的分辨率，{LEAST_DPI}–{MOST_DPI}（默认 %(default)s）",
    },
    "--format": {"help": "格式（默认按文件名后缀）"},
    "--master": {"type": Path, "metavar": "文件", "help": "自己的 .pptx 或 .potx 模板"},
    "--workers": {
        "type": _count,
        "default": 0,
        "metavar": "数",
        "help": "同时画图的进程数（默认按处理器）",
    },
    "--xlsx": {"type": Path, "metavar": "文件", "help": "数字表格"},
    "--gpkg": {"type": Path, "metavar": "文件", "help": "图层，一个 GeoPackage"},
    "--geojson": {"type": Path, "metavar": "文件夹", "help": "图层，一层一个 GeoJSON"},
}
"""What some commands take besides."""


def add_options(
    command: argparse.ArgumentParser, own: Sequence[str], formats: Sequence[str]
) -> None:
    """Let a command take plan and briefing, and options of its own by their names (`size`)."""
    _add_data(command, argparse.SUPPRESS)
    known = _COMMON | {f"--{name}": _OWN[f"--{name}"] for name in own}
    if "format" in own:
        known["--format"] = known["--format"] | {"choices": formats}
    for flag, how in known.items():
        command.add_argument(*(["-o"] if flag == "--output" else []), flag, **how)


def _add_data(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument("--data", type=Path, default=default, help="数据目录（默认随附数据）")


def main_parser(program: str) -> argparse.ArgumentParser:
    """Return the parser that the commands are added to."""
    parser = argparse.ArgumentParser(
        prog=program,
        description="简报出图：图、幻灯片、图册、离线网页和数据，与网页上的相同",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_data(parser, data_directory())
    return parser
