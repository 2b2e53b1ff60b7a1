"""Saving slides so that the same input makes the same bytes: no clock, no order by chance."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx.oxml.ns import qn

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_STAMPS: Final = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def set_properties(presentation: Any, *, title: str, author: str, day: date | None) -> None:
    """Set what a file says of itself; its date is that of the data, or none."""
    properties = presentation.core_properties
    for name in ("title", "author", "last_modified_by", "subject", "keywords", "comments"):
        setattr(properties, name, "")
    properties.category = properties.content_status = properties.version = ""
    properties.title, properties.author, properties.revision = title, author, 1
    element = properties._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted"):
        for stamp in element.findall(qn(name)):
            element.remove(stamp)
    if day is not None:
        properties.created = properties.modified = datetime(
            day.year, day.month, day.day, tzinfo=UTC
        ).replace(tzinfo=None)


def saved(presentation: Any) -> bytes:
    """Return a presentation as a file's content, byte for byte the same for the same slides."""
    stream = BytesIO()
    presentation.save(stream)
    return repacked(stream.getvalue())


def repacked(content: bytes) -> bytes:
    """Return a package with fixed times and order; workbooks in it too, without their dates."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(stream, "w", ZIP_DEFLATED) as written:
        for name in sorted(package.namelist(), key=_order):
            data = package.read(name)
            if name.endswith(".xlsx"):
                data = _undated(data)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0, 0
            written.writestr(entry, data, compresslevel=6)
    return stream.getvalue()


def _order(name: str) -> tuple[int, str]:
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name) if name in first else len(first), name)


def _undated(workbook: bytes) -> bytes:
    """Return a workbook without the time it was made."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook)) as package, ZipFile(stream, "w", ZIP_DEFLATED) as written:
        for name in package.namelist():
            data = package.read(name)
            if name == "docProps/core.xml":
                data = _STAMPS.sub(b"", data)
            written.writestr(name, data)
    return repacked(stream.getvalue())
