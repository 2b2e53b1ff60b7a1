"""What would keep a shortlist from being a page is known before it is drawn."""

from __future__ import annotations

import pytest

from briefings.brief import BriefError
from briefings.lettering import LetteringError
from briefings.shortlist.sheet import fits_on_a_sheet, missing_glyphs, shortlist_sheet
from briefings.shortlist.slide import fits_on_a_slide, shortlist_slide
from geo.plan import Plan
from tests.shortlists import shortlist_of


def test_characters_without_a_glyph_are_told_with_the_text_that_holds_them(plan: Plan) -> None:
    shortlist = shortlist_of(2, row={"name": "😀大厦", "source": "台账𠮷"})
    found = missing_glyphs(plan, shortlist)
    assert found["😀"] == "😀大厦"
    assert "𠮷" in found["𠮷"]
    with pytest.raises(LetteringError):
        shortlist_sheet(plan, shortlist)


def test_an_ordinary_shortlist_is_printable_and_has_room(plan: Plan) -> None:
    shortlist = shortlist_of(12)
    assert missing_glyphs(plan, shortlist) == {}
    assert fits_on_a_sheet(plan, shortlist)
    assert fits_on_a_slide(plan, shortlist)


def test_what_is_told_to_have_no_room_cannot_be_made(plan: Plan) -> None:
    shortlist = shortlist_of(12, row={"name": "很长的名字" * 60})
    assert not fits_on_a_sheet(plan, shortlist)
    assert not fits_on_a_slide(plan, shortlist)
    with pytest.raises(BriefError, match="放不下"):
        shortlist_sheet(plan, shortlist)
    with pytest.raises(BriefError, match="放不下"):
        shortlist_slide(plan, shortlist)
