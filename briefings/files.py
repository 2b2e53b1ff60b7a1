"""Kinds of files that leave the house, what they are called, and zips of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from geo.translation import N_

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its button's label, its extension and media type, what it is for."""

    label: str
    extension: str
    media_type: str
    use: str = ""


KINDS: Final[dict[str, FileKind]] = {
    "png": FileKind("PNG", "png", "image/png", N_("图片，可插入文稿")),
    "pdf": FileKind("PDF", "pdf", "application/pdf", N_("矢量，供打印")),
    "svg": FileKind("SVG", "svg", "image/svg+xml", N_("矢量，供再编辑")),
    "pptx": FileKind(
        *("PPT", "pptx", f"{_OPEN_XML}.presentationml.presentation", N_("幻灯片，可直接编辑"))
    ),
    "html": FileKind(N_("网页"), "html", "text/html", N_("一个文件，断网可开")),
    "xlsx": FileKind("Excel", "xlsx", f"{_OPEN_XML}.spreadsheetml.sheet", N_("图上数字的表格")),
    "geojson": FileKind("GeoJSON", "zip", "application/zip", N_("图层数据，一层一个文件")),
    "gpkg": FileKind(
        *("GeoPackage", "gpkg", "application/geopackage+sqlite3", N_("图层数据，供 QGIS 等"))
    ),
    "zip": FileKind("ZIP", "zip", "application/zip"),
}
"""Every kind of file by its key."""


def file_name(title: str, day: date, extension: str) -> str:
    """Return a name that every system takes: title and date, as `标题_2026-01-31.png`.

    Windows refuses some characters and names, and dots and spaces at the end of a name.
    """
    cut = safe_words(title).encode(errors="ignore")[:_MOST_BYTES].decode(errors="ignore")
    return f"{cut.strip(' ._') or 'briefing'}_{day.isoformat()}.{extension}"


def safe_words(text: str) -> str:
    """Return a text without what a file's name cannot hold, or what would turn it around."""
    return " ".join(_REFUSED.sub(" ", text).split())


_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_MOST_BYTES: Final = 180
"""A name may have 255; a Chinese character has three."""


def zipped(files: Iterable[tuple[str, bytes]], *, is_office: bool = False) -> bytes:
    """Return files by name as one zip, in their order; the same files make the same bytes.

    An Office package is deflated throughout and names no system; in any other zip what is packed
    already is only stored, and whoever unpacks it may let others read the files.
    """
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, _FIRST_DATE)
            is_stored = not is_office and name.endswith(_PACKED_ALREADY)
            entry.compress_type = ZIP_STORED if is_stored else ZIP_DEFLATED
            entry.create_system = 0 if is_office else _UNIX
            entry.external_attr = 0 if is_office else 0o644 << 16
            archive.writestr(entry, content, compresslevel=6)
    return stream.getvalue()


_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold: nothing is taken from the clock."""
_UNIX: Final = 3
_PACKED_ALREADY: Final = (".png", ".pptx", ".xlsx", ".zip")
