"""What the page 简报出图 is set to: taken from the map, kept, turned into a briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefings.brief import TEMPLATES, Release
from geo.plan import Plan
from geo.translation import Language
from views.address import View
from views.briefing.settings import (
    LANGUAGE_CHOICES,
    Settings,
    brief_of,
    choices,
    from_view,
    in_sight,
    to_view,
)

RIVERSIDE = View(zone="riverside")


def test_a_chosen_zone_is_what_the_sheet_is_about() -> None:
    settings = from_view(Settings(), RIVERSIDE)
    assert (settings.template, settings.subject) == ("subject", "zone/riverside")


def test_a_chosen_subdistrict_is_what_the_sheet_is_about_where_no_zone_is() -> None:
    assert from_view(Settings(), View(subdistrict="310104013")).subject == "subdistrict/310104013"
    both = View(zone="riverside", subdistrict="310104013")
    assert from_view(Settings(), both).subject == "zone/riverside"


def test_with_nothing_chosen_the_sheet_shows_the_whole() -> None:
    assert from_view(Settings(), View()).template == "overview"


def test_layers_and_basemap_are_those_of_the_map() -> None:
    settings = from_view(Settings(), View(layers=("zones", "places"), basemap="gaode"))
    assert (settings.layers, settings.basemap) == (("zones", "places"), "gaode")


def test_only_what_changed_on_the_map_is_taken_over_later() -> None:
    mine = Settings(template="compare", layers=("zones",), title="周报", size="a3-landscape")
    moved = replace(RIVERSIDE, layers=("zones", "metro"))
    settings = from_view(mine, moved, before=RIVERSIDE)
    assert settings == replace(mine, layers=("zones", "metro"))
    settings = from_view(mine, View(zone="caohejing"), before=RIVERSIDE)
    assert settings == replace(mine, template="subject", subject="zone/caohejing")


def test_a_zone_let_go_on_the_map_leads_to_the_whole_and_is_remembered() -> None:
    mine = from_view(Settings(), RIVERSIDE)
    settings = from_view(mine, View(), before=RIVERSIDE)
    assert (settings.template, settings.subject) == ("overview", "zone/riverside")


@pytest.mark.parametrize(
    ("template", "subjects"),
    [
        ("overview", ()),
        ("subject", ("zone/caohejing",)),
        (
            "compare",
            ("zone/caohejing", "zone/west-bund", "zone/riverside", "zone/caohejing-huajing"),
        ),
    ],
)
def test_a_template_opens_with_subjects_that_can_be_drawn(
    plan: Plan, template: str, subjects: tuple[str, ...]
) -> None:
    assert in_sight(Settings(template=template), plan) == subjects


def test_zones_taken_away_from_a_comparison_stay_away(plan: Plan) -> None:
    assert in_sight(Settings(template="compare", compared=()), plan) == ()
    two = ("zone/riverside", "zone/west-bund")
    assert in_sight(Settings(template="compare", compared=two), plan) == two


def test_a_subject_that_the_plan_has_lost_is_let_go(plan: Plan) -> None:
    lost = Settings(template="subject", subject="zone/nowhere")
    assert in_sight(lost, plan) == ("zone/caohejing",)


def test_what_has_no_ground_is_listed_too(plan: Plan) -> None:
    listed = choices(plan, TEMPLATES["subject"])
    without = [subject.name for subject in listed.values() if subject.ground is None]
    assert without
    assert len(listed) == len(plan.zones) + len(plan.parks) + len(plan.subdistricts)


def test_a_sheet_speaks_the_language_of_the_pages_until_told_otherwise(plan: Plan) -> None:
    assert brief_of(Settings(), plan, Language.ENGLISH).languages == (Language.ENGLISH,)
    both = Settings(languages=LANGUAGE_CHOICES[-1])
    assert brief_of(both, plan, Language.ENGLISH).languages == LANGUAGE_CHOICES[-1]


def test_the_briefing_holds_what_was_written_without_stray_space(plan: Plan) -> None:
    settings = Settings(
        title="  徐汇\t周报 ",
        unit="某科",
        data_date=date(2026, 1, 31),
        release=Release.PUBLIC,
        logo=b"x",
    )
    brief = brief_of(settings, plan, Language.CHINESE)
    assert (brief.title, brief.unit, brief.data_date) == ("徐汇 周报", "某科", date(2026, 1, 31))
    assert (brief.release, brief.logo) == (Release.PUBLIC, b"x")


def test_the_link_is_on_the_sheet_only_where_the_code_is_wanted(plan: Plan) -> None:
    assert brief_of(Settings(), plan, Language.CHINESE, "https://x.example/").link == ""
    wanted = brief_of(Settings(code=True), plan, Language.CHINESE, "https://x.example/")
    assert wanted.link == "https://x.example/"


def test_the_users_key_goes_only_to_a_basemap_that_needs_it(plan: Plan) -> None:
    key = Settings(basemap_key="secret")
    assert brief_of(key, plan, Language.CHINESE).basemap_key == ""
    tianditu = brief_of(replace(key, basemap="tianditu"), plan, Language.CHINESE)
    assert tianditu.basemap_key == "secret"


@pytest.mark.parametrize(
    ("subject", "view"),
    [
        ("zone/riverside", View(zone="riverside")),
        ("subdistrict/310104013", View(subdistrict="310104013")),
        ("park/beiyang-ai-town", View(focus="parks/beiyang-ai-town")),
    ],
)
def test_the_view_of_a_sheet_shows_its_subject_on_the_map(subject: str, view: View) -> None:
    assert to_view(Settings(template="subject", subject=subject)) == view
    assert to_view(Settings(subject=subject)) == View()
