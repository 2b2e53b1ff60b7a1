"""Files of a briefing: every kind can be made, and is called so that every system takes it."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.brief import Brief
from briefings.sheet import sheet
from geo.plan import Plan
from views.briefing.files import FILES, Order, file_name, own_words

DAY = date(2026, 1, 31)
BEGINNINGS = {
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "svg": b"<?xml",
    "pptx": b"PK",
    "html": b"<!DOCTYPE html>",
    "xlsx": b"PK",
    "geojson": b"PK",
    "gpkg": b"SQLite format 3",
}


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_can_be_made(plan: Plan, kind: str) -> None:
    content = FILES[kind].make(plan, Order(Brief(template="location")))
    assert content.startswith(BEGINNINGS[kind])
    assert content == FILES[kind].make(plan, Order(Brief(template="location")))


def test_a_picture_is_that_of_the_library_in_the_asked_size(plan: Plan) -> None:
    brief = Brief(template="location")
    order = Order(brief, size="a4-landscape", dpi=200)
    assert FILES["png"].make(plan, order) == sheet(plan, brief, size="a4-landscape", dpi=200)


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


def test_a_sheet_has_words_of_its_own_in_its_leading_language(plan: Plan) -> None:
    title, subtitle = own_words(plan, Brief(template="subject", subjects=("zone/riverside",)))
    assert title == "徐汇滨江人工智能高质量发展带" or "徐汇滨江" in title
    assert "2021" in subtitle


def test_a_sheet_that_cannot_be_made_has_no_words(plan: Plan) -> None:
    assert own_words(plan, Brief(template="subject", subjects=("zone/x",))) == ("", "")


def test_slides_take_a_users_template(plan: Plan) -> None:
    own = FILES["pptx"].make(plan, Order(Brief(template="location")))
    again = FILES["pptx"].make(plan, Order(Brief(template="location"), master=own))
    with zipfile.ZipFile(BytesIO(again)) as package:
        assert "ppt/presentation.xml" in package.namelist()
