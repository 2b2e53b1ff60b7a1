"""The plan in memory is the plan as its files are now; a fault is told anew until it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.errors import PlanningError
from geo.plan import SHIPPED, directory_version
from services.plans import current_plan

DATA_VARIABLE = "LIANGJI_DATA"
Edit = Callable[[str, Callable[[Any], object]], Path]


@pytest.fixture
def served(data_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory that is served: a copy of the shipped one."""
    monkeypatch.setenv(DATA_VARIABLE, str(data_directory))
    return data_directory


def test_the_shipped_plan_is_served_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    assert current_plan().version == directory_version(SHIPPED)


def test_an_empty_variable_is_no_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, "")
    assert current_plan().version == directory_version(SHIPPED)


@pytest.mark.usefixtures("served")
def test_the_variable_names_another_plan(edit: Edit) -> None:
    edit("plan.json", lambda info: info.update(name="新规划"))
    assert current_plan().profile.name == "新规划"


@pytest.mark.usefixtures("served")
def test_unchanged_files_are_read_once() -> None:
    assert current_plan() is current_plan()


@pytest.mark.usefixtures("served")
def test_a_changed_file_is_read_anew(edit: Edit) -> None:
    before = current_plan()
    edit("plan.json", lambda info: info.update(name="新规划"))
    after = current_plan()
    assert after.profile.name == "新规划"
    assert after.version != before.version


def test_a_fault_is_told_every_time_until_it_is_mended(served: Path) -> None:
    zones = served / "zones.geojson"
    whole = zones.read_bytes()
    zones.write_bytes(whole[:1000])
    for _ in range(2):
        with pytest.raises(PlanningError, match=r"zones\.geojson"):
            current_plan()
    zones.write_bytes(whole)
    assert len(current_plan().zones) == 4


def test_a_missing_directory_is_said_as_a_fault_of_the_plan(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(PlanningError, match="找不到数据文件"):
        current_plan()


def test_a_file_put_back_is_noticed(served: Path) -> None:
    zones = served / "zones.geojson"
    content = zones.read_bytes()
    zones.unlink()
    with pytest.raises(PlanningError, match=r"zones\.geojson"):
        current_plan()
    zones.write_bytes(content)
    assert len(current_plan().zones) == 4
