"""The floor-area accounts: what is added to what, and what is not."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.plan import Plan
from geo.plan.accounts import By, combined_qualifiers, figures, gross_density, totals
from geo.plan.schema import CATEGORIES, QUALIFIERS

GROUP_COLUMNS: dict[By, tuple[str, ...]] = {
    "all": ("category",),  # and "category", which a test of its own shows to be the same
    "zone": ("zone_id", "category"),
    "kind": ("kind", "category"),
}
KIND_OF_ZONE = {"north": "pole", "south": "pole", "river": "belt", "rail": "belt"}


def rows_of(table: pd.DataFrame, *group: str) -> dict[Any, dict[str, Any]]:
    """Return the rows of a totals table by their group, missing figures as None."""
    plain = table.astype(object).where(table.notna(), None)
    records = plain.to_dict("records")
    keys = [tuple(record[column] for column in group) for record in records]
    return {
        key[0] if len(key) == 1 else key: {str(name): value for name, value in record.items()}
        for key, record in zip(keys, records, strict=True)
    }


def gfa_by(table: pd.DataFrame, *group: str) -> dict[Any, float]:
    """Return the floor areas of a totals table by group, without the missing ones."""
    return {
        key: row["gfa_m2"]
        for key, row in rows_of(table, *group).items()
        if row["gfa_m2"] is not None
    }


# The plan's own figures, worked by hand from the table in the design.


def test_the_plans_totals_are_those_worked_by_hand(plan: Plan) -> None:
    assert gfa_by(totals(plan.figures), "category") == {
        "existing": 550e4,
        "new": 100e4,
        "planned": 120e4 + 100e4,  # the cluster and 北杨; the 100 万 park lies in the cluster
        "linked": 400e4,
        "renewal": 400e4,
    }


def test_totals_by_category_are_the_totals_of_the_plan(plan: Plan) -> None:
    pd.testing.assert_frame_equal(totals(plan.figures, by="category"), totals(plan.figures))


def test_totals_by_zone_are_those_worked_by_hand(plan: Plan) -> None:
    assert gfa_by(totals(plan.figures, by="zone"), "zone_id", "category") == {
        ("caohejing", "existing"): 550e4,
        ("caohejing", "new"): 100e4,
        ("west-bund", "planned"): 120e4,
        ("riverside", "linked"): 400e4,
        ("caohejing-huajing", "planned"): 100e4,
        ("caohejing-huajing", "renewal"): 400e4,
    }


def test_totals_by_kind_are_those_worked_by_hand(plan: Plan) -> None:
    assert gfa_by(totals(plan.figures, by="kind"), "kind", "category") == {
        ("pole", "existing"): 550e4,
        ("pole", "new"): 100e4,
        ("pole", "planned"): 120e4,
        ("belt", "planned"): 100e4,
        ("belt", "linked"): 400e4,
        ("belt", "renewal"): 400e4,
    }


def test_a_park_inside_a_pole_is_counted_once(plan: Plan) -> None:
    planned = rows_of(totals(plan.figures), "category")["planned"]
    assert planned["figure_ids"] == ("west-bund.planned", "beiyang.planned")
    assert planned["nested_gfa_m2"] == 100e4


def test_a_park_counted_elsewhere_leaves_its_zone_missing_not_zero(plan: Plan) -> None:
    by_zone = rows_of(totals(plan.figures, by="zone"), "zone_id", "category")
    assert by_zone["riverside", "planned"]["gfa_m2"] is None
    assert by_zone["riverside", "planned"]["nested_gfa_m2"] == 100e4


def test_what_the_plan_does_not_say_has_no_row(plan: Plan) -> None:
    by_zone = rows_of(totals(plan.figures, by="zone"), "zone_id", "category")
    assert ("west-bund", "existing") not in by_zone
    assert len(by_zone) == 7  # six totals and 徐汇滨江's nested park, of 4 × 5 possible


def test_a_category_without_nested_figures_has_none_not_zero(plan: Plan) -> None:
    assert rows_of(totals(plan.figures), "category")["existing"]["nested_gfa_m2"] is None


def test_no_figure_is_zero(plan: Plan) -> None:
    assert (plan.figures["gfa_m2"] > 0).all()


def test_every_qualifier_travels_with_its_total(plan: Plan) -> None:
    qualifiers = {
        category: row["qualifiers"]
        for category, row in rows_of(totals(plan.figures), "category").items()
    }
    assert qualifiers == {
        "existing": ("about",),
        "new": ("expected",),
        "planned": (),
        "linked": ("at_least",),
        "renewal": (),
    }


def test_totals_come_in_the_order_of_the_plan(plan: Plan) -> None:
    assert totals(plan.figures)["category"].tolist() == list(CATEGORIES)


def test_every_figure_carries_the_words_of_the_plan(plan: Plan) -> None:
    assert plan.figures[["quote", "section", "period_start", "period_end"]].notna().all(axis=None)


def test_both_wordings_of_the_linked_area_are_kept(plan: Plan) -> None:
    linked = plan.figures.set_index("figure_id").loc["riverside.linked"]
    assert linked["quote"] == "带动周边 400 万方的“一港一谷一城一湾”联动发展"
    assert linked["variant"] == "带动周边400余万方的“一港一谷一城一湾”联动发展"


def test_zone_figures_come_before_those_of_parks(plan: Plan) -> None:
    of_parks = plan.figures["park_id"].notna().tolist()
    assert of_parks == [False] * 5 + [True] * 4


def test_a_park_takes_the_kind_of_its_own_zone(plan: Plan) -> None:
    park = plan.figures.set_index("figure_id").loc["digital-valley.planned"]
    assert (park["zone_id"], park["kind"], park["part_of"]) == ("riverside", "belt", "west-bund")


def test_a_plan_without_figures_has_no_totals(plan: Plan) -> None:
    empty = figures(plan.zones.iloc[:0], plan.parks.iloc[:0])
    assert empty.empty
    assert totals(empty).empty


# Qualifiers.


def test_qualifiers_of_a_sum_come_in_the_order_of_the_glossary() -> None:
    table = pd.DataFrame({"qualifier": ["expected", None, "about", "expected"]})
    assert combined_qualifiers(table) == ("about", "expected")


def test_a_nested_figures_qualifier_does_not_colour_what_is_counted() -> None:
    table = figure_table(
        [("north", "planned", 120, None, None), ("north", "planned", 100, "about", "north")]
    )
    assert rows_of(totals(table), "category")["planned"]["qualifiers"] == ()


def test_a_group_of_nested_figures_alone_shows_their_qualifier() -> None:
    table = figure_table([("river", "planned", 100, "about", "north")])
    assert rows_of(totals(table), "category")["planned"]["qualifiers"] == ("about",)


# Gross density.


def test_gross_density_is_floor_area_over_zone_land(plan: Plan) -> None:
    density = gross_density(plan.zones, plan.figures)
    # 550 万㎡ on 4.335 km²; 120 万㎡ on 0.338 km²; 400 万㎡ on 13.22 km²
    assert density.at["caohejing", "existing"] == pytest.approx(5.500 / 4.335, abs=0.001)
    assert density.at["west-bund", "planned"] == pytest.approx(1.200 / 0.3381, abs=0.001)
    assert density.at["caohejing-huajing", "renewal"] == pytest.approx(4.00 / 13.22, abs=0.001)


def test_gross_density_is_missing_where_the_zone_has_no_figure_of_its_own(plan: Plan) -> None:
    density = gross_density(plan.zones, plan.figures)
    assert density.loc["riverside"].isna().to_dict() == {
        "existing": True,
        "new": True,
        "planned": True,
        "linked": False,
        "renewal": True,
    }
    assert int(density.notna().sum().sum()) == 6


def test_gross_density_keeps_the_order_of_zones_and_categories(plan: Plan) -> None:
    density = gross_density(plan.zones, plan.figures)
    assert list(density.index) == list(plan.zones["zone_id"])
    assert list(density.columns) == list(CATEGORIES)


# Rules that hold for every plan.

FigureRow = tuple[str, str, int, str | None, str | None]

figure_rows = st.tuples(
    st.sampled_from(list(KIND_OF_ZONE)),
    st.sampled_from(list(CATEGORIES)),
    st.integers(min_value=0, max_value=10_000_000),  # whole m²: sums are exact
    st.sampled_from([None, *QUALIFIERS]),
    st.sampled_from([None, *KIND_OF_ZONE]),
)
nested_rows = figure_rows.map(lambda row: (*row[:4], row[4] or row[0]))
groupings: st.SearchStrategy[By] = st.sampled_from(list(GROUP_COLUMNS))
plans = st.lists(figure_rows, max_size=8)
few = settings(max_examples=50)  # each groups tables, which takes pandas a while


def figure_table(rows: list[FigureRow]) -> pd.DataFrame:
    """Return a figure table with the columns that totals read."""
    return pd.DataFrame(
        [
            {
                "figure_id": f"figure-{number}",
                "zone_id": zone_id,
                "kind": KIND_OF_ZONE[zone_id],
                "category": category,
                "gfa_m2": float(gfa_m2),
                "qualifier": qualifier,
                "part_of": part_of,
            }
            for number, (zone_id, category, gfa_m2, qualifier, part_of) in enumerate(rows)
        ],
        columns=["figure_id", "zone_id", "kind", "category", "gfa_m2", "qualifier", "part_of"],
        dtype=object,
    ).astype({"gfa_m2": float})


@few
@given(plans)
def test_totals_do_not_depend_on_the_grouping(rows: list[FigureRow]) -> None:
    table = figure_table(rows)
    expected = {
        category: float(sum(row[2] for row in rows if row[1] == category and row[4] is None))
        for category in {row[1] for row in rows if row[4] is None}
    }
    for by in GROUP_COLUMNS:
        grouped = totals(table, by=by).dropna(subset=["gfa_m2"])
        assert grouped.groupby("category")["gfa_m2"].sum().to_dict() == expected


@few
@given(plans)
def test_the_same_figures_are_added_under_every_grouping(rows: list[FigureRow]) -> None:
    counted = sorted(f"figure-{number}" for number, row in enumerate(rows) if row[4] is None)
    for by in GROUP_COLUMNS:
        added = totals(figure_table(rows), by=by)["figure_ids"]
        assert sorted(figure_id for group in added for figure_id in group) == counted


@few
@given(groupings, plans.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_rows_does_not_matter(
    by: By, plan_and_shuffled: tuple[list[FigureRow], list[FigureRow]]
) -> None:
    before, after = (
        rows_of(totals(figure_table(rows), by=by).drop(columns="figure_ids"), *GROUP_COLUMNS[by])
        for rows in plan_and_shuffled
    )
    assert before == after


@few
@given(groupings, plans, nested_rows)
def test_adding_a_nested_park_never_changes_a_total(
    by: By, rows: list[FigureRow], park: FigureRow
) -> None:
    before, after = (
        gfa_by(totals(figure_table(each), by=by), *GROUP_COLUMNS[by])
        for each in (rows, [*rows, park])
    )
    assert before == after


@few
@given(plans)
def test_a_group_has_a_row_only_when_it_has_a_figure(rows: list[FigureRow]) -> None:
    by_zone = rows_of(totals(figure_table(rows), by="zone"), "zone_id", "category")
    assert set(by_zone) == {(row[0], row[1]) for row in rows}
