"""The files that 简报出图 makes of a briefing, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from briefings.brief import Brief, require_sound
from briefings.geodata import GEOPACKAGE_TYPE, geojson_files, geopackage
from briefings.offline_page import offline_page
from briefings.paper.templates import compose
from briefings.sheet import MEDIA_TYPES, Format, sheet
from briefings.slides import MEDIA_TYPE as SLIDES_TYPE
from briefings.slides import slides
from briefings.workbook import MEDIA_TYPE as WORKBOOK_TYPE
from briefings.workbook import figures_workbook
from geo.errors import PlanningError
from geo.plan import Plan
from geo.translation import N_


@dataclass(frozen=True)
class Order:
    """A briefing and how its files are to be made. `master` is a user's own .pptx template."""

    brief: Brief
    size: str = "hd"
    dpi: int = 150
    master: bytes | None = None


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its button's label, what it is for, how it is made."""

    key: str
    label: str
    use: str
    extension: str
    media_type: str
    make: Callable[[Plan, Order], bytes]


ZIP_TYPE: Final = "application/zip"
_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold: the same files make the same bytes."""
_PACKED_ALREADY: Final = (".png", ".pptx", ".xlsx", ".zip")


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files by name as one zip; the same files make the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, _FIRST_DATE)
            is_packed = name.endswith(_PACKED_ALREADY)
            entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _sheet(form: Format, plan: Plan, order: Order) -> bytes:
    return sheet(plan, order.brief, size=order.size, dpi=order.dpi, form=form)


def _page(plan: Plan, order: Order) -> bytes:
    return offline_page(plan, order.brief)


def _sheet_kind(form: Format, use: str) -> FileKind:
    return FileKind(form, form.upper(), use, form, MEDIA_TYPES[form], partial(_sheet, form))


def _slides(plan: Plan, order: Order) -> bytes:
    return slides(plan, order.brief, master=order.master)


def _figures(plan: Plan, order: Order) -> bytes:
    return figures_workbook(plan, order.brief)


def _layers(plan: Plan, order: Order) -> bytes:
    return packed(geojson_files(plan, order.brief).items())


def _package(plan: Plan, order: Order) -> bytes:
    return geopackage(plan, order.brief)


FILES: Final[dict[str, FileKind]] = {
    kind.key: kind
    for kind in (
        _sheet_kind("png", N_("图片，可插入文稿")),
        _sheet_kind("pdf", N_("矢量，供打印")),
        _sheet_kind("svg", N_("矢量，供再编辑")),
        FileKind("pptx", "PPT", N_("幻灯片，可直接编辑"), "pptx", SLIDES_TYPE, _slides),
        FileKind("html", N_("网页"), N_("一个文件，断网可开"), "html", "text/html", _page),
        FileKind("xlsx", "Excel", N_("图上数字的表格"), "xlsx", WORKBOOK_TYPE, _figures),
        FileKind("geojson", "GeoJSON", N_("图层数据，一层一个文件"), "zip", ZIP_TYPE, _layers),
        FileKind(
            "gpkg", "GeoPackage", N_("图层数据，供 QGIS 等"), "gpkg", GEOPACKAGE_TYPE, _package
        ),
    )
}


@lru_cache(maxsize=64)
def own_words(plan: Plan, brief: Brief) -> tuple[str, str]:
    """Return title and subtitle a sheet bears when none is given, in its leading language.

    Empty for a briefing whose subjects cannot be drawn.
    """
    plain = Brief(brief.template, brief.subjects, brief.languages, brief.layers)
    try:
        require_sound(plain, plan)
    except PlanningError:
        return "", ""
    composed = compose(plan, plain)
    first, second = (
        text.split("\n", maxsplit=1)[0] for text in (composed.title, composed.subtitle)
    )
    return first, second


def file_name(title: str, day: date, extension: str) -> str:
    """Return a name that every system takes: title and date, as `标题_2026-01-31.png`.

    Windows refuses some characters and names, and dots and spaces at the end of a name.
    """
    allowed = " ".join(_REFUSED.sub(" ", title).split())
    cut = allowed.encode(errors="ignore")[:_MOST_BYTES].decode(errors="ignore").strip(" ._")
    return f"{cut or 'briefing'}_{day.isoformat()}.{extension}"


_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_MOST_BYTES: Final = 180
"""A name may have 255; a Chinese character has three."""
