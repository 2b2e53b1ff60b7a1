"""Office packages of strangers: what could harm is refused before a library opens it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from pptx import Presentation

from geo import office
from geo.office import SLIDES, WORKBOOK, OfficeFileError, OfficeKind, require_harmless

LARGE = b"<a>" + b" " * 6_000_000 + b"</a>"
"""Deflates to 6 KB: a thousandth."""


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


BOOK = saved(Workbook())
DECK = saved(Presentation())


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a package with one part more, or another one."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {item: old.read(item) for item in old.namelist()} | {name: part}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item, data in parts.items():
            new.writestr(item, data)
    return made.getvalue()


def refusal(content: bytes, kind: OfficeKind) -> str:
    with pytest.raises(OfficeFileError) as refused:
        require_harmless(content, kind)
    assert "\n" not in str(refused.value) and "：请" in str(refused.value)
    return str(refused.value)


def test_whole_packages_of_the_kind_asked_for_are_accepted() -> None:
    require_harmless(BOOK, WORKBOOK)
    require_harmless(DECK, SLIDES)


def test_a_package_of_another_kind_is_refused() -> None:
    assert refusal(DECK, WORKBOOK) == "文件不是 .xlsx：请选择 Excel 存成的文件"
    assert refusal(BOOK, SLIDES) == "模板不是 .pptx：请选择 PowerPoint 存成的文件"


def lying(content: bytes, size: int) -> bytes:
    """Return a package whose directory and headers say that a part has a few bytes only."""
    return content.replace(struct.pack("<L", size), struct.pack("<L", 100))


@pytest.mark.parametrize("disguise", [lambda content, _size: content, lying], ids=["honest", "lie"])
@pytest.mark.parametrize(
    ("content", "kind"), [(BOOK, WORKBOOK), (DECK, SLIDES)], ids=["book", "deck"]
)
def test_what_inflates_is_counted_whatever_the_package_says_of_it(
    content: bytes, kind: OfficeKind, disguise: Callable[[bytes, int], bytes]
) -> None:
    bomb = disguise(with_part(content, "docProps/app.xml", LARGE), len(LARGE))
    assert "压缩得异常" in refusal(bomb, kind)


def test_parts_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as package:
        sizes = [len(package.read(name)) for name in package.namelist()]
    monkeypatch.setattr(office, "_MOST_INFLATED", sum(sizes))
    require_harmless(BOOK, WORKBOOK)
    monkeypatch.setattr(office, "_MOST_INFLATED", sum(sizes) - 1)
    assert max(sizes) < sum(sizes) - 1
    assert "解开后太大" in refusal(BOOK, WORKBOOK)


def test_a_package_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MOST_PARTS", 3)
    assert "解开后太大" in refusal(BOOK, WORKBOOK)


def test_a_picture_may_be_as_plain_as_it_likes() -> None:
    require_harmless(with_part(DECK, "ppt/media/image1.bmp", bytes(6_000_000)), SLIDES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("padding", [0, (1 << 20) - 5], ids=["at once", "across two reads"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str, padding: int) -> None:
    text = " " * padding + '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    for content, kind in ((BOOK, WORKBOOK), (DECK, SLIDES)):
        part = with_part(content, "docProps/core.xml", text.encode(encoding))
        assert "实体定义" in refusal(part, kind)


def test_macros_are_refused() -> None:
    assert "带宏" in refusal(with_part(BOOK, "xl/vbaProject.bin", b"x"), WORKBOOK)
    assert "带宏" in refusal(with_part(DECK, "ppt/vbaProject.bin", b"x"), SLIDES)


def test_a_part_that_is_damaged_is_found_before_it_is_read() -> None:
    at = BOOK.index(b"xl/styles.xml") + 60
    broken = BOOK[:at] + bytes(20) + BOOK[at + 20 :]
    assert "不是完整的 .xlsx" in refusal(broken, WORKBOOK)
