"""Cards, headline, table and the page that is one file, of second plans."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from briefings.brief import Brief
from briefings.cards.headline import headline, layout_name, title
from briefings.cards.plan import layout_counts, plan_card
from briefings.cards.subdistrict import subdistrict_card
from briefings.cards.table import table_markup, zone_table
from briefings.cards.zone import zone_card
from briefings.offline_page import offline_page
from geo.plan import Plan
from geo.plan.schema import CATEGORIES
from geo.translation import Language, Translator
from tests.plans import with_layers, with_profile, without_layers

CHINESE, ENGLISH = Translator(Language.CHINESE), Translator(Language.ENGLISH)
FOREIGN = ("两极两带 ·", "人工智能", "15号线", "规划纽带", "五类", "OpenStreetMap")
BOTH = pytest.mark.parametrize("say", [CHINESE, ENGLISH])


def read(markup: Markup) -> str:
    return str(markup.striptags())


@BOTH
def test_every_card_of_every_plan_says_only_what_is_there(
    second_plan: Plan, say: Translator
) -> None:
    cards = [
        title(second_plan, None, say),
        headline(second_plan, say),
        table_markup(second_plan, say),
        plan_card(second_plan, say),
        *(zone_card(second_plan, zone, say) for zone in second_plan.zones["zone_id"]),
        *(
            subdistrict_card(second_plan, own, say)
            for own in second_plan.subdistricts["subdistrict_id"]
        ),
    ]
    assert not re.search(r"\b(nan|NaN|None)\b", " ".join(map(read, cards)))


def test_the_page_that_is_one_file_is_made_of_any_plan(second_plan: Plan) -> None:
    page = offline_page(second_plan, Brief("overview", languages=tuple(Language))).decode()
    body = page.partition("<body>")[2].partition("<script>")[0]
    said = Markup(body).striptags()  # noqa: S704 - it is read here, never shown
    assert second_plan.profile.name in said
    if second_plan.profile.plan_id != "xuhui-2026-demo":  # that one has our data and our subject
        assert [word for word in FOREIGN if word in said] == []


def test_the_layout_is_named_by_district_and_subject(plan: Plan) -> None:
    other = with_profile(plan, district="江城区", subject="生物医药", subject_en="biomedicine")
    assert layout_name(plan, CHINESE) == "徐汇区人工智能产业空间布局"
    assert layout_name(other, CHINESE) == "江城区生物医药产业空间布局"
    assert layout_name(other, ENGLISH) == (
        "Spatial layout of the biomedicine industry in Xuhui District"
    )


@pytest.mark.parametrize(
    ("count", "chinese"),
    [
        (5, "五类口径不同，不相加；悬停或聚焦可看规划原文"),
        (2, "两类口径不同，不相加；悬停或聚焦可看规划原文"),
        (1, "悬停或聚焦可看规划原文"),
    ],
)
def test_the_headline_counts_the_categories_of_the_plan(
    plan: Plan, count: int, chinese: str
) -> None:
    keys = tuple(CATEGORIES)[:count]
    silent = dict.fromkeys((f"{key}_gfa_m2" for key in tuple(CATEGORIES)[count:]), None)
    layers = {"zones": plan.zones.assign(**silent), "parks": plan.parks.assign(**silent)}
    other = with_layers(with_profile(plan, categories=keys), **layers)
    assert read(headline(other, CHINESE)).endswith(chinese)
    assert len(zone_table(other, CHINESE).columns) == 4 + count


def test_a_plan_without_figures_says_so(plan: Plan) -> None:
    zones = plan.zones.assign(**{f"{key}_gfa_m2": None for key in CATEGORIES})
    silent = without_layers(with_layers(plan, zones=zones), "parks")
    assert read(headline(silent, CHINESE)) == "规划未给出建筑面积。"
    assert "漕河泾" in read(zone_card(silent, "caohejing", CHINESE))


def test_kinds_without_zones_are_not_counted_and_one_is_no_plural(plan: Plan) -> None:
    one = with_layers(plan, zones=plan.zones[plan.zones["zone_id"] == "west-bund"])
    assert (layout_counts(plan, CHINESE), layout_counts(one, CHINESE)) == ("2 极 2 带", "1 极")
    assert (layout_counts(plan, ENGLISH), layout_counts(one, ENGLISH)) == (
        "2 poles, 2 belts",
        "1 pole",
    )


def test_a_district_without_an_official_area_has_no_line_of_it(plan: Plan) -> None:
    district = plan.district.assign(official_area_km2=float("nan"))
    for other in (with_layers(plan, district=district), without_layers(plan, "district")):
        assert "全区面积" not in plan_card(other, CHINESE)
    assert "54.93 km²" in plan_card(plan, CHINESE)
