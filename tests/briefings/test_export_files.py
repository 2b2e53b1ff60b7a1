"""Files are called so that every system takes them; zips of the same files are the same bytes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.files import file_name, zipped

DAY = date(2026, 1, 31)
FILES = [("图/二.json", b"x" * 1000), ("一.png", b"x" * 1000)]


@given(st.text(), st.sampled_from(["png", "pptx"]))
def test_a_file_name_is_taken_by_every_system(title: str, extension: str) -> None:
    name = file_name(title, DAY, extension)
    assert not set('<>:"/\\|?*') & set(name)
    assert name.isprintable() or not any(ord(character) < 32 for character in name)
    assert name.endswith(f"_2026-01-31.{extension}")
    assert not name.startswith((" ", ".", "_"))
    assert len(name.encode("utf-8", "surrogatepass")) <= 255


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("徐汇区人工智能“两极两带”总体布局图", "徐汇区人工智能“两极两带”总体布局图_2026-01-31.png"),
        ("一/二：三?\n四", "一 二：三 四_2026-01-31.png"),
        (
            "AI in Xuhui District: “Two Poles, Two Belts” – Comparison of zones",
            "AI in Xuhui District “Two Poles, Two Belts” – Comparison of zones_2026-01-31.png",
        ),
        ("..", "briefing_2026-01-31.png"),
        ("", "briefing_2026-01-31.png"),
        ("\u202egnp.exe", "gnp.exe_2026-01-31.png"),
    ],
)
def test_a_file_is_called_after_its_title_and_date(title: str, name: str) -> None:
    assert file_name(title, DAY, "png") == name


def test_a_zip_holds_the_files_in_their_order_and_no_date() -> None:
    with ZipFile(BytesIO(zipped(FILES))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == FILES
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [entry.compress_type for entry in archive.infolist()] == [ZIP_DEFLATED, ZIP_STORED]
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


def test_an_office_package_is_deflated_throughout_and_names_no_system() -> None:
    with ZipFile(BytesIO(zipped(FILES, is_office=True))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_DEFLATED}
        assert {entry.create_system for entry in archive.infolist()} == {0}
