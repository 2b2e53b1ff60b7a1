"""The plan alone answers: zones and parks by new floor area and year, worked by hand.

漕河泾 adds 1,000,000 m² in 2021–2025: 200,000 a year where every year delivers the same.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from geo.carriers.inventory import Inventory
from geo.plan import Plan
from geo.search.candidates import candidates_of
from geo.search.criteria.metro import Near
from geo.search.findings import Finding, Findings
from geo.search.query import Query
from geo.search.search import search
from geo.search.sentences import reason

TODAY = date(2022, 5, 1)


def ask(
    plan: Plan, query: Query, inventory: Inventory | None = None, today: date = TODAY
) -> Findings:
    """Search the plan."""
    return search(candidates_of(plan, inventory or Inventory()), query, today=today)


def found(findings: Findings, candidate_id: str) -> Finding:
    """Return one candidate's result."""
    everyone = (*findings.matches, *findings.near_misses)
    return next(finding for finding in everyone if finding.candidate_id == candidate_id)


def part_of(finding: Finding, criterion: str) -> Any:
    """Return what was found in one criterion and its shortfall."""
    (part,) = (part for part in finding.parts if part.criterion == criterion)
    return part.verdict, part.found, part.shortfall


def test_new_floor_area_counts_from_the_end_of_its_year(plan: Plan) -> None:
    query = Query(area_min_m2=500_000, ready_by=date(2024, 6, 30))
    finding = found(ask(plan, query), "caohejing")
    assert part_of(finding, "area") == ("met", 600_000, None)  # 2021, 2022, 2023
    assert part_of(finding, "ready") == ("met", date(2023, 12, 31), None)


def test_what_comes_too_late_says_by_how_much(plan: Plan) -> None:
    query = Query(area_min_m2=900_000, ready_by=date(2024, 12, 31))
    finding = found(ask(plan, query), "caohejing")
    assert part_of(finding, "area") == ("met", 1_000_000, None)
    assert part_of(finding, "ready") == ("missed", date(2025, 12, 31), 12)
    assert finding not in ask(plan, query).matches


def test_more_than_there_will_ever_be_is_missed_by_the_rest(plan: Plan) -> None:
    finding = found(ask(plan, Query(area_min_m2=1_100_000)), "caohejing")
    assert part_of(finding, "area") == ("missed", 1_000_000, 100_000)


def test_before_the_first_years_end_nothing_is_there(plan: Plan) -> None:
    query = Query(area_min_m2=1000, ready_by=date(2021, 6, 30))
    assert part_of(found(ask(plan, query), "caohejing"), "ready") == (
        "missed",
        date(2021, 12, 31),
        6,
    )


def test_a_park_without_a_figure_is_not_known(plan: Plan) -> None:
    findings = ask(plan, Query(area_min_m2=1000, parks=("xian-media-port",)))
    assert findings.match_count == 0
    assert part_of(found(findings, "xian-media-port"), "area") == ("unknown", None, None)


def test_what_is_held_is_taken_off(plan: Plan, inventory_of: Any) -> None:
    held = inventory_of(
        commitments=[{"area_m2": 150_000.0, "held_from": "2023-01-01", "held_until": "2030-12-31"}]
    )
    query = Query(area_min_m2=500_000, ready_by=date(2023, 12, 31))
    assert part_of(found(ask(plan, query, held), "caohejing"), "ready")[1:] == (
        date(2024, 12, 31),  # 800,000 less 150,000
        12,
    )


def test_the_phasing_moves_the_years(plan: Plan) -> None:
    late = Inventory(phasing=((2024, 0.5), (2025, 0.5)))
    query = Query(area_min_m2=100_000, ready_by=date(2023, 12, 31))
    assert part_of(found(ask(plan, query, late), "caohejing"), "ready")[1] == date(2024, 12, 31)


def test_what_the_plan_is_silent_on_counts_for_nothing_and_is_said(plan: Plan) -> None:
    with_rent = ask(plan, Query(area_min_m2=1000, rent_max=5))
    without = ask(plan, Query(area_min_m2=1000))
    assert [finding.candidate_id for finding in with_rent.matches] == [
        finding.candidate_id for finding in without.matches
    ]
    assert [finding.score for finding in with_rent.matches] == [
        finding.score for finding in without.matches
    ]
    assert part_of(with_rent.matches[0], "rent") == ("unknown", None, None)
    assert "plan_silent" in with_rent.notes
    assert "plan_silent" not in without.notes


@pytest.mark.parametrize(
    ("asked", "today", "is_after"),
    [
        (date(2026, 6, 30), TODAY, True),
        (date(2025, 12, 31), TODAY, False),
        (None, TODAY, False),
        (None, date(2026, 11, 23), True),
    ],
)
def test_a_day_after_the_period_is_answered_with_its_last_year_and_a_remark(
    plan: Plan, asked: date | None, today: date, is_after: bool
) -> None:
    findings = ask(plan, Query(area_min_m2=1_000_000, ready_by=asked), today=today)
    assert part_of(found(findings, "caohejing"), "area") == ("met", 1_000_000, None)
    assert ("after_period" in findings.notes) is is_after


def test_a_zone_crossed_by_the_line_is_at_no_distance(plan: Plan) -> None:
    findings = ask(plan, Query(near=Near(line="15", max_m=500)))
    assert part_of(found(findings, "caohejing-huajing"), "metro") == ("met", 0, None)


def test_a_park_without_ground_has_no_distance(plan: Plan) -> None:
    findings = ask(plan, Query(near=Near(line="15"), parks=("central-renewal",)))
    assert part_of(found(findings, "central-renewal"), "metro") == ("unknown", None, None)


def test_zones_and_parks_that_share_a_figure_say_so(plan: Plan) -> None:
    table = candidates_of(plan, Inventory()).table
    assert table["part_of"].to_dict() | {} == {
        "beiyang": ("caohejing-huajing",),
        "digital-valley": ("riverside", "west-bund"),
        "riverside": ("west-bund",),
        **dict.fromkeys(
            (
                "caohejing",
                "caohejing-huajing",
                "central-renewal",
                "life-bay",
                "port-valley-city-bay",
                "west-bund",
                "xian-finance-city",
                "xian-media-port",
            ),
            (),
        ),
    }


def test_enough_is_enough_of_a_zone(plan: Plan) -> None:
    findings = ask(plan, Query(area_min_m2=3000))
    assert {finding.score for finding in findings.matches} == {100}  # 1,000,000 leave nobody worse


def test_results_that_are_part_of_one_another_are_not_to_be_added_up(plan: Plan) -> None:
    both = ask(plan, Query(area_min_m2=3000))
    assert {"beiyang", "caohejing-huajing"} <= {one.candidate_id for one in both.matches}
    assert "shared" in both.notes
    alone = ask(plan, Query(area_min_m2=3000, parks=("beiyang",)))
    assert [one.candidate_id for one in alone.matches] == ["beiyang"]
    assert "shared" not in alone.notes


def test_what_is_worked_out_from_the_plan_is_an_estimate_and_says_since_when_it_is_enough(
    plan: Plan,
) -> None:
    query = Query(area_min_m2=500_000, ready_by=date(2024, 6, 30))
    finding = found(ask(plan, query), "caohejing")
    assert reason(finding, query, plan) == "符合：可用 ≈60万㎡、2023-12-31 起够用。"


def test_a_sub_district_holds_what_reaches_into_it(plan: Plan) -> None:
    findings = ask(plan, Query(subdistricts=("hongmei",)))
    ids = {finding.candidate_id for finding in findings.matches}
    assert "caohejing" in ids
    assert "west-bund" not in ids
