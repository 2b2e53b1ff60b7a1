"""The commands: each makes of the plan what was asked for, and writes it whole or not at all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from briefings.atlas import FORMS, Output, Work, atlas
from briefings.brief import SUBJECT_KINDS, Brief, subjects_of
from briefings.command import options
from briefings.command.progress import StoppedError, interruptible, progress
from briefings.files import KINDS, FileKind
from briefings.geodata import geojson_files, geopackage
from briefings.offline_page import offline_page
from briefings.paper.size import size_of
from briefings.publication import left_out_lines, published
from briefings.sheet import FORMATS, drawn, rendered
from briefings.slides import slides
from briefings.workbook import figures_workbook
from geo.files import require_free, write_all, write_whole
from geo.plan import Plan, read_plan
from geo.translation import Language, Translator

_Form = TypeVar("_Form", bound=str)


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Add the commands."""
    commands = parser.add_subparsers(required=True, metavar="命令")

    def command(
        name: str, about: str, run: Callable[..., int], own: str, formats: Sequence[str] = ()
    ) -> None:
        added = commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=options.EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(run=run, usage=added.error)
        options.add_options(added, own.split(), formats)

    command("sheet", "一张图：PNG、PDF 或 SVG", _sheet, "output template size dpi format", FORMATS)
    command("slides", "幻灯片：可编辑的 .pptx", _slides, "output template master")
    about = "图册：每个片区、园区或街道一页，有目录和页码"
    own = "output kinds size dpi format master workers"
    command("atlas", about, _atlas, own, tuple(FORMS))
    command("page", "离线网页：一个断网可开的 HTML 文件", _page, "output")
    command("data", "数据：图上的数字和图层", _data, "template xlsx gpkg geojson")


def _sheet(arguments: argparse.Namespace) -> int:
    form = _form(arguments, {form: KINDS[form] for form in FORMATS})
    plan, brief = _asked(arguments)
    page = size_of(arguments.size, arguments.dpi)
    canvas = drawn(plan, brief, page)
    for remark in canvas.remarks:
        _tell(remark)
    return _write(arguments, rendered(canvas, page, dpi=arguments.dpi, form=form))


def _slides(arguments: argparse.Namespace) -> int:
    plan, brief = _asked(arguments)
    return _write(arguments, slides(plan, brief, master=_master(arguments)))


def _page(arguments: argparse.Namespace) -> int:
    plan, brief = _asked(arguments)
    return _write(arguments, offline_page(plan, brief))


def _data(arguments: argparse.Namespace) -> int:
    if not (arguments.xlsx or arguments.gpkg or arguments.geojson):
        arguments.usage("请给出 --xlsx、--gpkg 或 --geojson")
    plan, brief = _plan(arguments)
    contents: dict[Path, bytes] = {}
    if arguments.xlsx:
        contents[arguments.xlsx] = figures_workbook(plan, brief)
    if arguments.gpkg:
        contents[arguments.gpkg] = geopackage(plan, brief)
    if arguments.geojson:
        files = geojson_files(plan, brief)
        contents |= {arguments.geojson / name: content for name, content in files.items()}
    write_all(contents, force=arguments.force)
    for path in contents:
        print(path)
    return 0


def _atlas(arguments: argparse.Namespace) -> int:
    form = _form(arguments, FORMS)
    unknown = set(_kinds(arguments)) - set(SUBJECT_KINDS)
    if unknown:
        arguments.usage(f"没有类型 {'、'.join(sorted(unknown))}：可用 {'、'.join(SUBJECT_KINDS)}")
    plan, brief = _asked(arguments)
    found = [key for key, subject in subjects_of(plan).items() if subject.kind in _kinds(arguments)]
    output = Output(form, arguments.size, arguments.dpi, _master(arguments))
    with interruptible() as stop:
        work = Work(progress(), stop, arguments.workers)
        made = atlas(plan, brief, [*found, *arguments.subject], output, work)
    if made is None:
        raise StoppedError
    for failure in made.failures:
        _tell(f"没有画成 {failure}")
    return _write(arguments, made.content) or (3 if made.failures else 0)


def _kinds(arguments: argparse.Namespace) -> list[str]:
    return [kind for kind in arguments.kinds.split(",") if kind]


def _form(arguments: argparse.Namespace, forms: Mapping[_Form, FileKind]) -> _Form:
    """Return the format that was asked for, by name or by the file's extension."""
    extension = arguments.output.suffix.lower().removeprefix(".")
    for form, kind in forms.items():
        if arguments.format == form or (not arguments.format and kind.extension == extension):
            return form
    arguments.usage(f"从文件名看不出格式：请用 --format {'|'.join(forms)}")
    raise AssertionError  # wrong usage has ended the program


def _master(arguments: argparse.Namespace) -> bytes | None:
    return options.read_bytes(arguments.master) if arguments.master else None


def _asked(arguments: argparse.Namespace) -> tuple[Plan, Brief]:
    """Return plan and briefing of a command that writes one file, if that can be written."""
    require_free(arguments.output, force=arguments.force)
    return _plan(arguments)


def _plan(arguments: argparse.Namespace) -> tuple[Plan, Brief]:
    plan, brief = read_plan(arguments.data), options.brief_of(arguments)
    for line in left_out_lines(published(plan, brief).left_out, Translator(Language.CHINESE)):
        _tell(f"未公开 {line}")
    return plan, brief


def _write(arguments: argparse.Namespace, content: bytes) -> int:
    write_whole(arguments.output, content, force=arguments.force)
    print(arguments.output)
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
