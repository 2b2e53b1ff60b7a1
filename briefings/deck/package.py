"""Saving slides so that the same input makes the same bytes: no clock, no order by chance."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from pptx.oxml.ns import qn

from briefings.files import zipped

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
    return _repacked(stream.getvalue())


def _repacked(content: bytes) -> bytes:
    """Return a package in a fixed order; workbooks in it likewise, without their dates."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in sorted(package.namelist(), key=_order)}
    for name, part in parts.items():
        if name.endswith(".xlsx"):
            parts[name] = _repacked(part)
        elif name == "docProps/core.xml" and "xl/workbook.xml" in parts:
            parts[name] = _STAMPS.sub(b"", part)
    return zipped(parts.items(), is_office=True)


def _order(name: str) -> tuple[int, str]:
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name) if name in first else len(first), name)
