"""Addresses that lead back into the application, where it knows its own."""

from __future__ import annotations

import pytest

from geo.translation import Language
from views.briefing.link import BASE_VARIABLE, base_url, encoded, link_to_view
from views.briefing.settings import Settings

RIVERSIDE = Settings(template="subject", subject="zone/riverside", layers=("zones",))


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://gis.example", "https://gis.example"),
        (" http://10.1.2.3:8501/gis/ ", "http://10.1.2.3:8501/gis"),
        ("", ""),
        ("gis.example", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://gis.example/?x=1", ""),
        ("https://[broken", ""),
    ],
)
def test_only_an_address_on_the_web_is_used(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    monkeypatch.setenv(BASE_VARIABLE, given)
    assert base_url() == used


def test_the_link_of_a_sheet_shows_its_subject_on_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE_VARIABLE, "https://gis.example/x/")
    link = link_to_view(RIVERSIDE, Language.ENGLISH)
    assert link == "https://gis.example/x/?zone=riverside&layers=zones&lang=en"
    assert link_to_view(Settings(), Language.CHINESE) == "https://gis.example/x/"


def test_without_an_address_there_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(BASE_VARIABLE, raising=False)
    assert link_to_view(RIVERSIDE, Language.CHINESE) == ""


def test_a_query_holds_nothing_that_ends_a_script(attack: str) -> None:
    assert not set("<>\"'` \n") & set(encoded({"subject": attack}))
