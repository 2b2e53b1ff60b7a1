"""Pages bound into one file: a PDF with bookmarks and links, or a zip of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit, NameObject, TextStringObject

from briefings.box import Box
from briefings.files import safe_words, zipped
from briefings.sheet import CREATOR
from geo.translation import Language

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
    for index, name in enumerate(bookmarks):
        if name:
            writer.add_outline_item(title=name, page_number=index)
    for index, found in enumerate(links):
        for number, box in found:
            area = (box.left, box.bottom, box.right, box.top)
            link = Link(rect=area, target_page_index=number - 1, fit=Fit.fit())
            writer.add_annotation(index, link)
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
    digits = max(2, len(str(len(files))))
    return zipped(
        (f"{number:0{digits}}_{safe_words(name)[:_MOST_CHARACTERS].strip(' .')}.png", file)
        for number, (name, file) in enumerate(zip(names, files, strict=True), start=1)
    )
