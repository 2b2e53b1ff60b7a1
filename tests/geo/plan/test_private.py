"""Private fields: what a public copy lacks, and that nothing of it can be worked back.

Counted figures of the shipped plan, in 万㎡: existing 550, new 100, planned 120 + 100 (beside 100
that is part of the 120), linked 400 and renewal 400 (each repeated by a park).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FaultsError
from geo.plan import Plan, read_plan
from geo.plan.accounts import totals
from geo.plan.layer_files import LAYER_FILES
from geo.plan.private import without_private
from tests.plans import with_profile

Edit = Callable[[str, Callable[[Any], object]], Path]

CAN_BE_PRIVATE = [
    (layer, field.name)
    for layer, file in LAYER_FILES.items()
    for field in file.fields
    if not field.required and field.name != "part_of"
]


def marked(plan: Plan, **private_fields: list[str]) -> Plan:
    return with_profile(plan, private_fields=private_fields)


def wan_totals(plan: Plan) -> dict[str, float]:
    table = totals(plan.figures)
    return dict(zip(table["category"], table["gfa_m2"] / 1e4, strict=True))


def test_nothing_that_ships_is_private(plan: Plan) -> None:
    public, left_out = without_private(plan)
    assert public is plan
    assert left_out == ()


def test_a_private_figure_goes_with_its_words_and_its_category(plan: Plan) -> None:
    public, left_out = without_private(marked(plan, zones=["new_gfa_m2"]))
    family = [name for name in public.zones if name.startswith("new_gfa_")]
    assert len(family) == 8
    assert public.zones[family].isna().all(axis=None)
    assert wan_totals(public) == {"existing": 550, "planned": 220, "linked": 400, "renewal": 400}
    assert [(item.layer, item.field.name, item.values) for item in left_out] == [
        ("zones", "new_gfa_m2", 1),
        ("parks", "new_gfa_m2", 0),
    ]


def test_where_a_counted_figure_is_private_no_partial_total_is_left(plan: Plan) -> None:
    public, left_out = without_private(marked(plan, parks=["planned_gfa_m2"]))
    assert "planned" not in wan_totals(public)  # neither 220 nor 120, which would give 100 away
    assert [(item.layer, item.values) for item in left_out] == [("zones", 1), ("parks", 2)]


def test_figures_that_only_repeat_a_zones_are_left_out_alone(plan: Plan) -> None:
    public, left_out = without_private(marked(plan, parks=["linked_gfa_m2", "renewal_gfa_m2"]))
    assert wan_totals(public) == wan_totals(plan)
    assert [(item.layer, item.field.name, item.values) for item in left_out] == [
        ("parks", "linked_gfa_m2", 1),
        ("parks", "renewal_gfa_m2", 1),
    ]


@pytest.mark.parametrize("name", ["alias", "alias_en"])
def test_a_private_text_goes_with_its_english(plan: Plan, name: str) -> None:
    public, (item,) = without_private(marked(plan, zones=[name]))
    assert item.columns == ("alias", "alias_en")
    assert item.values == 1
    assert public.zones[["alias", "alias_en"]].isna().all(axis=None)


def test_a_field_the_schema_marks_is_private(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    file = LAYER_FILES["places"]
    fields = tuple(
        dataclasses.replace(field, private=field.name == "subdistrict") for field in file.fields
    )
    monkeypatch.setitem(LAYER_FILES, "places", dataclasses.replace(file, fields=fields))
    public, (item,) = without_private(plan)
    assert public.places["subdistrict"].isna().all()
    assert item.values == plan.places["subdistrict"].notna().sum()


def test_the_public_plan_shares_no_cache_and_leaves_the_other_alone(plan: Plan) -> None:
    before = plan.zones.copy()
    public, _ = without_private(marked(plan, zones=["existing_gfa_m2"]))
    assert public.version != plan.version
    pd.testing.assert_frame_equal(plan.zones, before)
    assert wan_totals(plan)["existing"] == 550


@given(st.sets(st.sampled_from(CAN_BE_PRIVATE)))
def test_what_is_left_of_the_accounts_is_what_it_was(
    plan: Plan, private: set[tuple[str, str]]
) -> None:
    names = {
        layer: [name for in_layer, name in private if in_layer == layer] for layer, _ in private
    }
    public, left_out = without_private(marked(plan, **names))
    for layer, name in private:
        assert public.layer(layer)[name].isna().all()
    assert wan_totals(public).items() <= wan_totals(plan).items()
    assert {(item.layer, column) for item in left_out for column in item.columns} >= private


@pytest.mark.parametrize(
    ("private_fields", "where", "message"),
    [
        (["alias"], "private_fields", "应为对象"),
        ({"carriers": []}, "private_fields.carriers", "没有这个图层：可用 zones、parks"),
        ({"zones": "alias"}, "private_fields.zones", "应为字段名的列表"),
        ({"zones": ["rent"]}, "private_fields.zones", "zones.geojson 没有字段“rent”"),
        ({"zones": [["alias"]]}, "private_fields.zones", "没有字段"),
        ({"zones": ["role"]}, "private_fields.zones", "“role”是必填字段，不能标为不公开"),
        ({"parks": ["part_of"]}, "private_fields.parks", "合计会重复计数"),
    ],
)
def test_a_mark_that_cannot_be_kept_is_named_with_file_and_field(
    data_directory: Path, edit: Edit, private_fields: object, where: str, message: str
) -> None:
    edit("plan.json", lambda info: info.update(private_fields=private_fields))
    with pytest.raises(FaultsError) as problem:
        read_plan(data_directory)
    assert problem.value.file_name == "plan.json"
    (fault,) = problem.value.faults
    assert fault.field == where
    assert message in fault.message


def test_a_mark_in_the_file_is_read_with_the_plan(data_directory: Path, edit: Edit) -> None:
    edit("plan.json", lambda info: info.update(private_fields={"zones": ["alias"]}))
    _, (item,) = without_private(read_plan(data_directory))
    assert item.field.name == "alias"


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\ud800", "甲\x1b[31m"])
def test_text_that_no_export_can_hold_is_refused(data_directory: Path, text: str) -> None:
    path = data_directory / "zones.geojson"
    zones = json.loads(path.read_text(encoding="utf-8"))
    zones["features"][0]["properties"]["role"] = text
    zones["features"][1]["properties"]["industries"] = ["芯片", text]
    path.write_text(json.dumps(zones), encoding="utf-8")
    with pytest.raises(FaultsError, match="控制字符") as problem:
        read_plan(data_directory)
    assert [fault.field for fault in problem.value.faults] == ["role", "industries"]
