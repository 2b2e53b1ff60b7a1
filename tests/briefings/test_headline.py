"""The headline: one figure a category, each with its qualifier and the plan's words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from markupsafe import Markup

from briefings.cards.headline import headline, title
from geo.plan import Plan
from geo.translation import Language, Translator
from layers.palette import CATEGORY_COLOURS
from tests.plans import with_layers, with_profile

CHINESE = Translator(Language.CHINESE)
ENGLISH = Translator(Language.ENGLISH)


def said(markup: str) -> str:
    """Return what is read."""
    return str(Markup(markup).striptags())  # noqa: S704 - it is read here, never shown


def figures(markup: str) -> list[tuple[str, str]]:
    """Return category and figure with its unit, as they are read."""
    found = re.findall(r"<h2>(.*?)</h2><p class='figure'>(.*?)</p>", markup)
    return [(category, said(figure)) for category, figure in found]


def test_every_category_has_its_figure_with_qualifier_and_unit(plan: Plan) -> None:
    assert figures(headline(plan, CHINESE)) == [
        ("现状", "≈550 万㎡"),
        ("新增", "预计 100 万㎡"),
        ("规划集聚", "220 万㎡"),
        ("联动", "≥400 万㎡"),
        ("存量更新", "400 万㎡"),
    ]


def test_the_english_figures_are_in_million_m2(plan: Plan) -> None:
    assert figures(headline(plan, ENGLISH)) == [
        ("Existing", "≈5.5 million m²"),
        ("New", "exp. 1 million m²"),
        ("Planned cluster", "2.2 million m²"),
        ("Linked", "≥4 million m²"),
        ("Renewal", "4 million m²"),
    ]


def test_a_total_says_what_it_is_made_of(plan: Plan) -> None:
    assert "西岸数智谷 120 + 北杨人工智能小镇 100" in headline(plan, CHINESE)


def test_a_nested_figure_is_quoted_as_counted_once_and_not_added(plan: Plan) -> None:
    markup = headline(plan, CHINESE)
    assert "西岸数智谷特色园区</strong>（含于上列数字，只计一次）" in markup
    assert "320" not in markup


def test_categories_are_never_added_up(plan: Plan) -> None:
    text = said(headline(plan, CHINESE))
    assert "1,770" not in text  # 550 + 100 + 220 + 400 + 400 + 100
    assert "1,670" not in text  # 550 + 100 + 220 + 400 + 400
    assert "五类口径不同，不相加" in text


@pytest.mark.parametrize(
    "words",
    [
        "目前载体面积约550万方——《规划》四（一）1",
        "“十四五”期间预计新增100万方——《规划》四（一）1",
        "打造以西岸智塔（AI Tower）为旗舰的120万方人工智能产业集聚区——《规划》四（一）1",
        "带动周边 400 万方的“一港一谷一城一湾”联动发展——《规划》四（一）2",
        "撬动 400 万方中部融合升级区的存量更新和土地置换——《规划》四（一）2",
    ],
)
def test_the_words_of_the_plan_stand_behind_the_figures(plan: Plan, words: str) -> None:
    assert words in headline(plan, CHINESE)


def test_every_figure_can_be_reached_with_the_keyboard(plan: Plan) -> None:
    articles = re.findall(r"<article .*?>", headline(plan, CHINESE))
    assert len(articles) == 5
    assert all("tabindex='0'" in article for article in articles)


def test_every_figure_has_the_colour_of_its_category(plan: Plan) -> None:
    assert re.findall(r"--category:(#\w+)", headline(plan, CHINESE)) == list(
        CATEGORY_COLOURS.values()
    )


def test_a_category_the_plan_does_not_give_has_no_figure(plan: Plan) -> None:
    silent = with_layers(plan, zones=plan.zones.assign(existing_gfa_m2=None))
    assert [category for category, _ in figures(headline(silent, CHINESE))] == [
        "新增",
        "规划集聚",
        "联动",
        "存量更新",
    ]


def test_the_title_names_plan_chapter_and_period(plan: Plan) -> None:
    text = said(title(plan, date(2024, 5, 1), CHINESE))
    assert text.startswith("两极两带徐汇区人工智能产业空间布局")
    assert "依据《徐汇区人工智能产业高质量发展“十四五”规划》四（一）" in text
    assert "规划期 2021–2025" in text


@pytest.mark.parametrize("today", [date(2021, 1, 1), date(2025, 12, 31)])
def test_within_its_period_the_plan_has_not_ended(plan: Plan, today: date) -> None:
    assert "规划期已结束" not in said(title(plan, today, CHINESE))


def test_after_its_period_the_page_says_that_the_plan_has_ended(plan: Plan) -> None:
    assert "规划期已结束" in said(title(plan, date(2026, 1, 1), CHINESE))


def test_the_period_is_that_of_the_plan_shown(plan: Plan) -> None:
    next_plan = with_profile(plan, period_start=2026, period_end=2030)
    text = said(title(next_plan, date(2026, 1, 1), CHINESE))
    assert "规划期 2026–2030" in text
    assert "规划期已结束" not in text


def test_the_english_title_is_english(plan: Plan) -> None:
    text = said(title(plan, date(2024, 5, 1), ENGLISH))
    assert text.startswith("Two Poles, Two Belts")
    assert not re.search(r"[\u4e00-\u9fff]", text)
