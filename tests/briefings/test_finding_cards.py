"""Cards of what a search found: the score taken apart, what fails, who is best; text stays text."""

from __future__ import annotations

import re

import pytest

from briefings.cards.comparison import comparison_table
from briefings.cards.finding import (
    Described,
    combination_card,
    finding_card,
    legend,
    most_points,
    score_bar,
)
from geo.plan import read_plan
from geo.search.findings import Combination, Finding
from geo.search.judgement import Part, Verdict
from geo.translation import Language, Translator

SAY = Translator(Language.CHINESE)
PLAN = read_plan()


def part(criterion: str, share: float, *, weight: float = 1.0, total: float = 4.0) -> Part:
    """Return a part that is met where its share is above a half; a weight of 1 is a must's."""
    verdict: Verdict = "met" if share > 0.5 else "missed"
    points = 100 * weight * share / total
    return Part(criterion, verdict, weight == 1, weight, share, points, share, None)


def described(number: str = "1", *shares: float, name: str = "甲", **facts: object) -> Described:
    """Return a candidate with a share in area (a must) and rent (a wish of weight 3)."""
    area, rent = shares or (1.0, 0.5)
    parts = (part("area", area), part("rent", rent, weight=3.0))
    finding = Finding("a", sum(one.points for one in parts), parts)
    words = {"area": f"面积之言{number}", "rent": f"租金之言{number}"}
    values = {"area": "" if area > 0.5 else "面积之值", "rent": ""}
    return Described(finding, number, name, "某处", "理由", words, values, facts)


def test_the_bar_is_as_long_as_the_score_and_each_piece_as_its_points() -> None:
    bar = score_bar(described().finding, SAY)
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", bar)]
    assert widths == [25.0, 37.5]  # 100 · 1 · 1 ÷ 4 and 100 · 3 · 0.5 ÷ 4
    assert "得分 62，满分 100" in bar  # 62.5, rounded to even


def test_the_legend_says_how_much_each_criterion_can_bring() -> None:
    parts = described().finding.parts
    assert most_points(parts) == {"area": 25.0, "rent": 75.0}
    assert "面积<small>25</small>" in legend(parts, SAY)
    assert "日租金<small>75</small>" in legend(parts, SAY)


def test_a_match_gives_its_reason_and_a_near_miss_what_it_fails_in() -> None:
    match = finding_card(described("1", 1.0, 1.0), SAY, is_chosen=False)
    near = finding_card(described("A", 0.2, 1.0), SAY, is_chosen=False)
    assert "理由" in match
    assert "class='failed'" not in match
    assert "<ul class='failed'><li dir='auto'>面积之言A</li></ul>" in near


def test_what_fails_is_told_with_what_there_is() -> None:
    card = finding_card(described("A", 0.2, 1.0), SAY, is_chosen=False)
    assert "面积之值<small class='short'>面积之言A</small>" in card
    table = comparison_table([described("1"), described("A", 0.2, 1.0)], PLAN, SAY)
    assert "面积之值<small class='short'>面积之言A</small>" in table


def test_what_fails_is_never_the_best() -> None:
    both = [described("A", 0.2, 1.0), described("B", 0.4, 1.0)]
    assert best_cells(comparison_table(both, PLAN, SAY), "面积") == [False, False]
    one = [described("A", 0.2, 1.0), described("1", 0.9, 1.0)]
    assert best_cells(comparison_table(one, PLAN, SAY), "面积") == [False, True]


def test_a_wish_that_is_not_met_is_no_failure() -> None:
    card = finding_card(described("1", 1.0, 0.2), SAY, is_chosen=False)
    assert "class='failed'" not in card
    assert "希望 ×3" in card


def test_only_the_chosen_card_is_open() -> None:
    assert "<details open>" in finding_card(described(), SAY, is_chosen=True)
    assert "<details>" in finding_card(described(), SAY, is_chosen=False)


def best_cells(table: str, row: str) -> list[bool]:
    """Return which cells of a row are marked as the best."""
    line = next(line for line in table.split("<tr>") if f"<th scope='row'>{row}<" in line)
    return ["最优" in cell for cell in line.split("<td ")[1:]]


def test_the_best_of_each_row_is_marked_and_of_equals_none() -> None:
    table = comparison_table([described("1", 1.0, 0.6), described("2", 1.0, 0.9)], PLAN, SAY)
    assert best_cells(table, "得分") == [False, True]
    assert best_cells(table, "面积") == [False, False]
    assert best_cells(table, "日租金") == [False, True]


def test_facts_nobody_asked_for_are_compared_by_their_sense() -> None:
    one = described("1", price_cny_m2=50_000.0, ceiling_height_m=4.5, industries=("chip",))
    two = described("2", price_cny_m2=42_000.0, ceiling_height_m=3.9, industries=("绘画",))
    three = described("3", price_cny_m2=None, ceiling_height_m=4.5)
    table = comparison_table([one, two, three], PLAN, SAY)
    assert best_cells(table, "售价") == [False, True, False]
    assert best_cells(table, "层高") == [True, False, True]
    assert best_cells(table, "适合产业") == [False, False, False]
    assert "芯片" in table
    assert "绘画" in table
    assert "供电容量" not in table


def test_a_combination_names_its_pieces_with_their_areas() -> None:
    combination = Combination("adjacent_floors", ("a", "b"), 3200.0, 87.4)
    card = combination_card(
        combination, "+1", [("5层", 2000.0), ("6层", 1200.0)], SAY, is_chosen=False
    )
    assert "相邻楼层：2 处合计 3,200㎡" in card
    assert "<span dir='auto'>6层</span><b>1,200㎡</b>" in card
    assert "<b>87</b>" in card


@pytest.mark.parametrize("where", ["card", "comparison", "combination"])
def test_names_are_text(attack: str, where: str) -> None:
    found = described(name=attack, source=attack, industries=(attack,))
    markup = {
        "card": finding_card(found, SAY, is_chosen=False),
        "comparison": comparison_table([found, found], PLAN, SAY),
        "combination": combination_card(
            Combination("park", ("a",), 1.0, 1.0), "+1", [(attack, 1.0)], SAY, is_chosen=False
        ),
    }[where]
    assert "<" not in attack or attack not in markup
    assert "onerror=alert(1)>" not in markup
