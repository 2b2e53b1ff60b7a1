"""Carriers of other plans: other ground, other years, no parks, no metro."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from briefings.carrier_template import carrier_template
from geo.carriers.demo import demo_carriers
from geo.carriers.importing import import_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.ledger import ledger
from geo.carriers.location import example_position, smallest_around
from geo.carriers.reconciliation import reconcile
from geo.commands.carriers import demo_csv
from geo.crs import Datum
from geo.plan import Plan, read_plan
from geo.plan.industries import Vocabulary
from geo.translation import Language, Translator
from tests.plans import with_layers
from tests.second_plans import write_jiangcheng

TODAY = date(2040, 1, 1)


def test_demo_carriers_stand_on_the_plans_own_ground_in_its_own_years(second_plan: Plan) -> None:
    carriers = demo_carriers(second_plan, 500)
    period = second_plan.profile.period
    assert carriers["zone_id"].isin(second_plan.zones["zone_id"]).all()
    west, south, east, north = second_plan.bounds
    assert carriers["lon"].between(west - 0.2, east + 0.2).all()
    assert carriers["lat"].between(south - 0.2, north + 0.2).all()
    assert carriers["ready_date"].dt.year.between(period[0], period[-1]).all()
    assert {*carriers["as_of"].dt.year} == {period[0]}
    told = demo_csv(second_plan, 200)
    assert "15号线" not in told
    assert "徐汇" not in told or second_plan.profile.district == "徐汇区"


def test_demo_carriers_can_be_imported_as_they_are(second_plan: Plan) -> None:
    content = demo_csv(second_plan, 130).encode()
    found = import_carriers(content, second_plan, datum=Datum.WGS84, today=TODAY)
    assert found.faults == ()
    assert len(found.carriers) == 130
    assert found.carriers["is_demo"].all()


def test_a_plan_whose_zones_name_no_industry_has_demo_carriers(second_plan: Plan) -> None:
    zones = second_plan.zones.assign(industries=[()] * len(second_plan.zones))
    silent = with_layers(second_plan, zones=zones)
    names = {industry.name for industry in second_plan.industries}
    assert {word for words in demo_carriers(silent, 100)["industries"] for word in words} <= names
    mute = replace(silent, industries=Vocabulary())
    assert {*demo_carriers(mute, 100)["industries"]} == {()}


@pytest.mark.parametrize("lon", [75.0, 87.6, 114.3, 134.5])
def test_positions_of_any_longitude_are_imported_and_others_refused(
    tmp_path: Path, lon: float
) -> None:
    write_jiangcheng(tmp_path / "city", lon, 43.8)
    plan = read_plan(tmp_path / "city")
    here = example_position(plan)
    line = "{},名,{},{},100,50,2030-01-01,出租,空置,测试,2026-01-01\n"
    head = "载体编号,名称,经度,纬度,总建筑面积,可用面积,交付日期,租售方式,状态,来源,数据日期\n"
    rows = [
        line.format("a", *here),
        line.format("b", *here[::-1]),
        line.format("c", 121.396, 31.168),
    ]
    good = import_carriers((head + rows[0]).encode(), plan, datum=Datum.WGS84, today=TODAY)
    assert good.carriers["zone_id"].tolist() == ["z1"]
    faults = import_carriers((head + "".join(rows)).encode(), plan, datum=Datum.WGS84, today=TODAY)
    swapped, away = faults.faults
    assert "经度和纬度填反了" in swapped.message
    assert f"不在临江区一带：请检查经纬度，如 {here[0]}，{here[1]}（度）" in away.message


@pytest.mark.parametrize("language", Language)
def test_the_examples_of_the_template_are_the_plans_own(
    second_plan: Plan, language: Language
) -> None:
    book = load_workbook(io.BytesIO(carrier_template(second_plan, Translator(language))))
    for row in book["填写示例"].iter_rows(min_row=3, values_only=True):
        book["载体"].append(row)
    stream = io.BytesIO()
    book.save(stream)
    found = import_carriers(stream.getvalue(), second_plan, datum=Datum.WGS84, today=TODAY)
    assert found.faults == ()
    first = second_plan.zones["zone_id"].iloc[0]
    assert found.carriers["zone_id"].tolist() == [first, first]


def test_the_example_position_lies_in_the_first_zone(second_plan: Plan) -> None:
    lon, lat = example_position(second_plan)
    points = second_plan.zones.geometry.iloc[:1].from_xy([lon], [lat], crs="EPSG:4326")
    (found,) = smallest_around(second_plan.zones.iloc[:1], "zone_id", points)
    assert found == second_plan.zones["zone_id"].iloc[0]


def test_the_ledger_has_the_plans_own_years_and_zones(second_plan: Plan) -> None:
    book = ledger(second_plan)
    assert list(dict.fromkeys(book["year"])) == list(second_plan.profile.period)
    zones = book.loc[book["kind"] == "zone", "holder_id"]
    assert list(dict.fromkeys(zones)) == list(second_plan.zones["zone_id"])
    differences = reconcile(second_plan, Inventory(carriers=demo_carriers(second_plan, 300)))
    assert {*differences["year"]} <= {*second_plan.profile.period}


def test_the_ledger_of_the_second_plan_of_xuhui_is_worked_out_by_its_five_years(
    second_plans: Path,
) -> None:
    book = ledger(read_plan(second_plans / "xuhui-2026")).set_index(["holder_id", "year"])
    north = book.loc["north"]
    # 850,000 m² new in five years: 170,000 a year, beside 6,200,000 that stand
    assert north["delivered_gfa_m2"].tolist() == [170_000, 340_000, 510_000, 680_000, 850_000]
    assert north.at[2027, "available_gfa_m2"] == 6_540_000
    assert book.loc["health"]["available_gfa_m2"].isna().all()
