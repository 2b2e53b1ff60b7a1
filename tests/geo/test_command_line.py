"""The command line: what it prints, and what it returns to the shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.plan import SHIPPED
from geo.plan.geojson import read_json

Edit = Callable[[str, Callable[[Any], object]], Path]
Capture = pytest.CaptureFixture[str]

ROOT = SHIPPED.parent
ZONES = str(SHIPPED / "zones.geojson")


def printed_rows(capsys: Capture) -> list[list[str]]:
    """Return the printed table, without its heading, as words."""
    return [line.split() for line in capsys.readouterr().out.splitlines()[1:]]


def printed_records(capsys: Capture) -> list[dict[str, Any]]:
    """Return the printed JSON; NaN, which JSON does not have, is an error."""
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    return records


def test_totals_are_printed_in_wan_square_metres(capsys: Capture) -> None:
    assert main(["totals"]) == 0
    assert printed_rows(capsys) == [
        ["现状", "550", "约", "—"],
        ["新增", "100", "预计", "—"],
        ["规划集聚", "220", "100"],
        ["联动", "400", "余（至少）", "400"],
        ["存量更新", "400", "400"],
    ]


def test_the_heading_names_the_unit(capsys: Capture) -> None:
    main(["totals"])
    heading = capsys.readouterr().out.splitlines()[0]
    assert heading.split() == ["类别", "建筑面积（万㎡）", "限定", "已含于他处（万㎡）"]


def test_totals_by_zone_name_each_zone(capsys: Capture) -> None:
    assert main(["totals", "--by", "zone"]) == 0
    assert printed_rows(capsys) == [
        ["漕河泾", "现状", "550", "约", "—"],
        ["漕河泾", "新增", "100", "预计", "—"],
        ["西岸数智谷", "规划集聚", "120", "—"],
        ["徐汇滨江", "规划集聚", "—", "100"],
        ["漕河泾—华泾", "规划集聚", "100", "—"],
        ["徐汇滨江", "联动", "400", "余（至少）", "400"],
        ["漕河泾—华泾", "存量更新", "400", "400"],
    ]


def test_totals_by_kind_name_poles_and_belts(capsys: Capture) -> None:
    assert main(["totals", "--by", "kind"]) == 0
    assert [row[:3] for row in printed_rows(capsys)] == [
        ["极", "现状", "550"],
        ["极", "新增", "100"],
        ["极", "规划集聚", "120"],
        ["带", "规划集聚", "100"],
        ["带", "联动", "400"],
        ["带", "存量更新", "400"],
    ]


def test_totals_by_category_print_what_totals_print(capsys: Capture) -> None:
    main(["totals"])
    alone = capsys.readouterr().out
    assert main(["totals", "--by", "category"]) == 0
    assert capsys.readouterr().out == alone


def test_json_totals_are_in_square_metres(capsys: Capture) -> None:
    assert main(["totals", "--json"]) == 0
    records = printed_records(capsys)
    assert {record["category"]: record["gfa_m2"] for record in records} == {
        "existing": 5_500_000,
        "new": 1_000_000,
        "planned": 2_200_000,
        "linked": 4_000_000,
        "renewal": 4_000_000,
    }


def test_json_totals_say_which_figures_were_added(capsys: Capture) -> None:
    main(["totals", "--json"])
    planned = printed_records(capsys)[2]
    assert planned["figure_ids"] == ["west-bund.planned", "beiyang.planned"]
    assert planned["nested_gfa_m2"] == 1_000_000


def test_json_totals_write_what_is_missing_as_null_not_zero(capsys: Capture) -> None:
    main(["totals", "--by", "zone", "--json"])
    (riverside,) = (
        record
        for record in printed_records(capsys)
        if (record["zone_id"], record["category"]) == ("riverside", "planned")
    )
    assert riverside["gfa_m2"] is None
    assert riverside["nested_gfa_m2"] == 1_000_000


def test_json_totals_carry_the_qualifiers(capsys: Capture) -> None:
    main(["totals", "--json"])
    assert [record["qualifiers"] for record in printed_records(capsys)] == [
        ["about"],
        ["expected"],
        [],
        ["at_least"],
        [],
    ]


def test_totals_of_another_directory_are_its_own(
    capsys: Capture, data_directory: Path, edit: Edit
) -> None:
    edit(
        "zones.geojson",
        lambda zones: zones["features"][0]["properties"].update(existing_gfa_m2=5_600_000),
    )
    assert main(["--data", str(data_directory), "totals", "--json"]) == 0
    assert printed_records(capsys)[0]["gfa_m2"] == 5_600_000


def test_a_good_file_passes_the_check(capsys: Capture) -> None:
    assert main(["check", ZONES]) == 0
    assert capsys.readouterr() == ("zones.geojson 没有问题：4 个片区\n", "")


def test_a_faulty_file_fails_the_check_with_all_its_faults(capsys: Capture, edit: Edit) -> None:
    def spoil(zones: dict[str, Any]) -> None:
        zones["features"][0]["properties"].update(existing_gfa_m2=-1)
        zones["features"][1]["properties"].update(kind="极")
        zones["features"][2].update(geometry=None)

    assert main(["check", str(edit("zones.geojson", spoil))]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "zones.geojson 有 3 处问题" in err
    assert "漕河泾（caohejing） · existing_gfa_m2" in err
    assert "西岸数智谷（west-bund） · kind" in err
    assert "徐汇滨江（riverside） · geometry" in err


def test_a_missing_file_fails_the_check(capsys: Capture, tmp_path: Path) -> None:
    assert main(["check", str(tmp_path / "nowhere.geojson")]) == 1
    assert "找不到数据文件 nowhere.geojson" in capsys.readouterr().err


def test_a_faulty_directory_fails_the_totals(capsys: Capture, tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path), "totals"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "找不到数据文件 zones.geojson" in err


def test_digitise_says_which_files_it_wrote(capsys: Capture, data_directory: Path) -> None:
    assert main(["--data", str(data_directory), "digitise"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert "已按控制点更新 zones.geojson" in lines


def test_digitise_without_control_points_fails_and_writes_nothing(
    capsys: Capture, data_directory: Path
) -> None:
    (data_directory / "control_points.csv").unlink()
    before = read_json(data_directory / "zones.geojson")
    assert main(["--data", str(data_directory), "digitise"]) == 1
    assert "读不了控制点文件 control_points.csv" in capsys.readouterr().err
    assert read_json(data_directory / "zones.geojson") == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check", "a", "b"],
        ["totals", "--by", "street"],
        ["totals", "--nonsense"],
    ],
)
def test_wrong_usage_returns_two(capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m geo" in capsys.readouterr().err


def test_the_module_runs_from_a_shell() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", ZONES],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "zones.geojson 没有问题：4 个片区\n"
