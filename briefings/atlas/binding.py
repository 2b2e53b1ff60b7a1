"""Pages bound into one file: a PDF with bookmarks and links, or a zip of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit, NameObject, TextStringObject

from briefings.box import Box
from briefings.sheet import CREATOR
from geo.translation import Language

_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold: the same pages make the same bytes."""
_UNIX: Final = 3
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_MOST_CHARACTERS: Final = 60


@dataclass(frozen=True)
class Particulars:
    """What a PDF says of itself."""

    title: str
    author: str
    language: Language


def pdf(
    files: Iterable[bytes],
    bookmarks: Sequence[str],
    links: Sequence[Sequence[tuple[int, Box]]],
    particulars: Particulars,
) -> bytes:
    """Return PDFs as one, with a bookmark for each page that has one (a name, else nothing).

    `links` lead from its first pages to others: the number of a page, counted from 1, and a box
    in points. Nothing is taken from the clock: the same pages make the same bytes.
    """
    writer = PdfWriter()
    for file in files:
        writer.append(PdfReader(BytesIO(file)), import_outline=False)
    for place, name in enumerate(bookmarks):
        if name:
            writer.add_outline_item(title=name, page_number=place)
    for place, found in enumerate(links):
        for number, box in found:
            area = (box.left, box.bottom, box.right, box.top)
            link = Link(rect=area, target_page_index=number - 1, fit=Fit.fit())
            writer.add_annotation(place, link)
    writer.metadata = None
    named = {"/Title": particulars.title, "/Creator": CREATOR, "/Producer": CREATOR}
    writer.add_metadata(named | ({"/Author": particulars.author} if particulars.author else {}))
    writer.root_object[NameObject("/Lang")] = TextStringObject(particulars.language)
    writer.page_mode = "/UseOutlines"
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pictures(names: Sequence[str], files: Sequence[bytes]) -> bytes:
    """Return pictures (PNG) as a zip, numbered as the pages are."""
    stream = BytesIO()
    digits = max(2, len(str(len(files))))
    with ZipFile(stream, "w") as archive:
        for number, (name, file) in enumerate(zip(names, files, strict=True), start=1):
            entry = ZipInfo(f"{number:0{digits}}_{_safe(name)}.png", _FIRST_DATE)
            entry.compress_type = ZIP_STORED  # a picture is packed already
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file)
    return stream.getvalue()


def _safe(name: str) -> str:
    """Return a name that every system takes."""
    allowed = " ".join(_REFUSED.sub(" ", name).split())
    return allowed[:_MOST_CHARACTERS].strip(" .")
