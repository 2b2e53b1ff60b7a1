"""Second plans are data alone: other ground, other kinds, layers missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyproj import Geod, Transformer

from geo.__main__ import main
from geo.plan import Plan, read_plan
from geo.plan.accounts import totals

METRES = Geod(ellps="WGS84")


def test_a_folder_is_checked_as_a_whole(
    second_plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(second_plans / "xicheng")]) == 0
    printed = capsys.readouterr().out
    assert "xicheng 没有问题：《西城新材料产业布局（演示数据）》；zones 2" in printed
    assert "没有的图层：parks、places、metro、subdistricts、district、river、roads" in printed


@pytest.mark.parametrize(
    ("name", "crs"),
    [("xuhui-2026", "EPSG:4549"), ("jiangcheng", "EPSG:4547"), ("xicheng", "EPSG:4538")],
)
def test_the_metric_crs_is_the_zone_of_the_plans_own_ground(
    second_plans: Path, name: str, crs: str
) -> None:
    assert read_plan(second_plans / name).metric_crs == crs


def test_metres_are_metres_on_the_ground_of_every_plan(second_plan: Plan) -> None:
    west, south, east, north = second_plan.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    to_metres = Transformer.from_crs("EPSG:4326", second_plan.metric_crs, always_xy=True)
    there = METRES.fwd(lon, lat, 0, 800)
    (x, y), (x2, y2) = to_metres.transform(lon, lat), to_metres.transform(*there[:2])
    assert y2 - y == pytest.approx(800, abs=1)
    assert x2 - x == pytest.approx(0, abs=15)  # north is up, to within a degree


def test_positions_of_a_plan_are_plausible_around_its_own_ground(second_plan: Plan) -> None:
    west, south, east, north = second_plan.plausible_bounds
    lon, lat = second_plan.zones.geometry.iloc[0].representative_point().coords[0]
    assert west < lon < east
    assert south < lat < north


def test_figures_of_every_plan_add_up_by_category(second_plan: Plan) -> None:
    whole = totals(second_plan.figures).set_index("category")["gfa_m2"]
    by_zone = totals(second_plan.figures, by="zone").groupby("category")["gfa_m2"].sum()
    assert by_zone.to_dict() == whole.to_dict()
    assert set(whole.index) <= set(second_plan.categories)


def test_a_plan_without_figures_is_told_in_a_sentence(
    second_plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = tmp_path / "silent"
    silent.mkdir()
    for path in (second_plans / "xicheng").iterdir():
        text = path.read_text("utf-8").replace("500000", "null").replace('"expected"', "null")
        (silent / path.name).write_text(text, "utf-8")
    assert main(["--data", str(silent), "totals"]) == 0
    assert capsys.readouterr().out == "规划没有给出建筑面积。\n"
