"""Files of a briefing: every kind can be made, the same each time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from briefings.brief import Brief
from briefings.exports import EXPORTS, Order, own_words
from briefings.files import KINDS
from briefings.sheet import sheet
from geo.plan import Plan

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


def test_every_export_is_of_a_known_kind() -> None:
    assert EXPORTS.keys() <= KINDS.keys()


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind_of_file_can_be_made(plan: Plan, kind: str) -> None:
    content = EXPORTS[kind](plan, Order(Brief(template="location")))
    assert content.startswith(BEGINNINGS[kind])
    assert content == EXPORTS[kind](plan, Order(Brief(template="location")))


def test_a_picture_is_that_of_the_library_in_the_asked_size(plan: Plan) -> None:
    brief = Brief(template="location")
    order = Order(brief, size="a4-landscape", dpi=200)
    assert EXPORTS["png"](plan, order) == sheet(plan, brief, size="a4-landscape", dpi=200)


def test_a_sheet_has_words_of_its_own_in_its_leading_language(plan: Plan) -> None:
    title, subtitle = own_words(plan, Brief(template="subject", subjects=("zone/riverside",)))
    assert title == "徐汇滨江人工智能高质量发展带" or "徐汇滨江" in title
    assert "2021" in subtitle


def test_a_sheet_that_cannot_be_made_has_no_words(plan: Plan) -> None:
    assert own_words(plan, Brief(template="subject", subjects=("zone/x",))) == ("", "")


def test_slides_take_a_users_template(plan: Plan) -> None:
    own = EXPORTS["pptx"](plan, Order(Brief(template="location")))
    again = EXPORTS["pptx"](plan, Order(Brief(template="location"), master=own))
    with zipfile.ZipFile(BytesIO(again)) as package:
        assert "ppt/presentation.xml" in package.namelist()
