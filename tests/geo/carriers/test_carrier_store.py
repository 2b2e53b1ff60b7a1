"""The inventory on disk: what is kept comes back, every change can be undone, nothing is halved."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock

from geo.carriers import store as store_module
from geo.carriers.availability import CommitmentError
from geo.carriers.demo import demo_carriers
from geo.carriers.editing import (
    EditError,
    with_carriers,
    with_commitment,
    with_phasing,
    with_private_fields,
    without_commitment,
    without_demo,
)
from geo.carriers.inventory import Inventory
from geo.carriers.phasing import PhasingError
from geo.carriers.store import Store, StoreError
from geo.plan import Plan

WHEN = datetime(2024, 3, 15, 9, 30)
HELD: dict[str, Any] = {
    "company": "某公司",
    "zone_id": "caohejing",
    "park_id": None,
    "carrier_id": None,
    "area_m2": 1000.0,
    "held_from": date(2024, 1, 1),
    "held_until": date(2024, 12, 31),
}


@pytest.fixture
def store(tmp_path: Path, plan: Plan) -> Store:
    """A store that does not exist yet."""
    return Store(tmp_path / "store", plan)


@pytest.fixture(scope="module")
def carriers(plan: Plan) -> pd.DataFrame:
    """Twenty demo carriers."""
    return demo_carriers(plan, 20)


def same(first: pd.DataFrame, second: pd.DataFrame) -> bool:
    """Whether two tables hold the same, types included."""
    pd.testing.assert_frame_equal(first, second)
    return True


def test_a_store_that_is_not_there_is_empty(store: Store) -> None:
    assert store.current().carriers.empty
    assert store.version() == "0"
    assert store.history() == ()
    assert not store.directory.exists()


def test_what_is_kept_comes_back(store: Store, plan: Plan, carriers: pd.DataFrame) -> None:
    inventory = with_carriers(Inventory(), carriers, "add")
    inventory = with_commitment(plan, inventory, HELD)
    inventory = with_phasing(plan, inventory, ((2024, 0.25), (2025, 0.75)))
    inventory = with_private_fields(inventory, ["rent_cny_m2_day"])
    kept = store.keep(inventory, "导入", WHEN)
    found = store.current()
    assert same(found.carriers, inventory.carriers)
    assert same(found.commitments, inventory.commitments)
    assert found.phasing == ((2024, 0.25), (2025, 0.75))
    assert found.private_fields == {"contact", "rent_cny_m2_day"}
    assert found.version == kept.version == store.version()


def test_carriers_that_stay_as_they_are_are_not_packed_again(
    store: Store, plan: Plan, carriers: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(with_carriers(Inventory(), carriers, "add"), "导入", WHEN)
    sizes: list[int] = []
    pack = pd.DataFrame.to_parquet

    def counted(table: pd.DataFrame, *places: Any, **options: Any) -> Any:
        sizes.append(len(table))
        return pack(table, *places, **options)

    monkeypatch.setattr(pd.DataFrame, "to_parquet", counted)
    found = store.current()
    store.keep(with_commitment(plan, found, HELD), "预留", WHEN)
    assert sizes == [1]
    assert same(store.current().carriers, carriers)


def test_each_change_can_be_undone_and_had_again(store: Store, carriers: pd.DataFrame) -> None:
    store.keep(with_carriers(Inventory(), carriers.head(5), "add"), "导入 5", WHEN)
    store.keep(with_carriers(Inventory(), carriers, "add"), "导入 20", WHEN)
    assert [entry.action for entry in store.history()] == ["导入 20", "导入 5"]
    store.undo()
    assert len(store.current().carriers) == 5
    assert [entry.action for entry in store.undone()] == ["导入 20"]
    store.undo()
    assert store.current().carriers.empty
    with pytest.raises(StoreError, match="没有可以撤销"):
        store.undo()
    store.redo()
    store.redo()
    assert len(store.current().carriers) == 20
    with pytest.raises(StoreError, match="没有可以恢复"):
        store.redo()


def test_a_new_change_forgets_what_was_undone(store: Store, carriers: pd.DataFrame) -> None:
    store.keep(with_carriers(Inventory(), carriers.head(5), "add"), "甲", WHEN)
    store.keep(with_carriers(Inventory(), carriers.head(6), "add"), "乙", WHEN)
    store.undo()
    store.keep(with_carriers(Inventory(), carriers.head(7), "add"), "丙", WHEN)
    assert [entry.action for entry in store.history()] == ["丙", "甲"]
    assert store.undone() == ()
    assert len(list((store.folder / "versions").iterdir())) == 2


def test_only_so_many_states_are_kept(
    store: Store, carriers: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_VERSIONS", 3)
    for count in range(1, 6):
        store.keep(with_carriers(Inventory(), carriers.head(count), "add"), str(count), WHEN)
    assert [entry.action for entry in store.history()] == ["5", "4", "3"]
    assert len(list((store.folder / "versions").iterdir())) == 3


def test_who_comes_second_is_told_and_nothing_is_lost(store: Store, carriers: pd.DataFrame) -> None:
    seen = store.version()
    store.keep(with_carriers(Inventory(), carriers, "add"), "先", WHEN, based_on=seen)
    with pytest.raises(StoreError, match="刚被别人改过"):
        store.keep(Inventory(), "后", WHEN, based_on=seen)
    assert len(store.current().carriers) == 20


def test_who_has_not_seen_the_last_change_does_not_undo_it(
    store: Store, carriers: pd.DataFrame
) -> None:
    seen = store.version()
    store.keep(with_carriers(Inventory(), carriers, "add"), "先", WHEN)
    for step in (store.undo, store.redo):
        with pytest.raises(StoreError, match="刚被别人改过"):
            step(based_on=seen)
    assert len(store.current().carriers) == 20


def test_each_state_is_read_by_its_version(store: Store, carriers: pd.DataFrame) -> None:
    first = store.keep(with_carriers(Inventory(), carriers.head(5), "add"), "甲", WHEN)
    store.keep(with_carriers(Inventory(), carriers, "add"), "乙", WHEN)
    assert len(store.read(first.version).carriers) == 5
    assert store.read(Inventory().version).carriers.empty


def test_a_store_that_is_being_written_is_waited_for_and_then_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_PATIENCE_S", 0.05)
    store.directory.mkdir()
    with FileLock(store.directory / ".lock"), pytest.raises(StoreError, match="另一处写入"):
        store.keep(Inventory(), "甲", WHEN)


def test_a_write_that_fails_leaves_the_old_state(
    store: Store, carriers: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(with_carriers(Inventory(), carriers.head(5), "add"), "甲", WHEN)

    def disk_full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(StoreError, match="磁盘空间"):
        store.keep(with_carriers(Inventory(), carriers, "add"), "乙", WHEN)
    assert len(store.current().carriers) == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("history.json", "{"),
        ("history.json", "[]"),
        ("history.json", json.dumps({"format": 2, "index": 7, "entries": []})),
        ("history.json", json.dumps({"format": "2", "index": 7, "entries": []})),
        ("carriers.parquet", "no parquet"),
        ("inventory.json", "{}"),
    ],
)
def test_a_damaged_store_says_so(
    store: Store, carriers: pd.DataFrame, name: str, content: str
) -> None:
    store.keep(with_carriers(Inventory(), carriers, "add"), "甲", WHEN)
    (path,) = store.directory.rglob(name)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="请"):
        store.current()


def test_a_damaged_state_can_be_undone(store: Store, carriers: pd.DataFrame) -> None:
    store.keep(with_carriers(Inventory(), carriers.head(5), "add"), "甲", WHEN)
    kept = store.keep(with_carriers(Inventory(), carriers, "add"), "乙", WHEN)
    (store.folder / "versions" / kept.version / "carriers.parquet").unlink()
    with pytest.raises(StoreError, match="撤销到上一版"):
        store.current()
    store.undo()
    assert len(store.current().carriers) == 5


def test_adding_an_id_twice_is_refused(carriers: pd.DataFrame) -> None:
    inventory = with_carriers(Inventory(), carriers.head(5), "add")
    with pytest.raises(EditError, match="2 个载体编号已在台账中"):
        with_carriers(inventory, carriers.iloc[3:8], "add")
    assert len(with_carriers(inventory, carriers.iloc[5:8], "add").carriers) == 8
    assert len(with_carriers(inventory, carriers.iloc[3:8], "replace").carriers) == 5


def test_a_carrier_that_is_held_is_not_replaced_away(
    inventory_of: Callable[..., Inventory], carriers: pd.DataFrame
) -> None:
    held = HELD | {"carrier_id": "c0"}
    inventory = inventory_of({}, commitments=[held])
    with pytest.raises(EditError, match="c0 还有预留"):
        with_carriers(inventory, carriers, "replace")


def test_a_carrier_is_not_replaced_by_one_with_less_than_is_held(
    inventory_of: Callable[..., Inventory],
) -> None:
    held = [
        HELD | {"carrier_id": "c0", "held_from": "2024-01-01", "held_until": "2024-06-30"},
        HELD | {"carrier_id": "c0", "held_from": "2024-06-01", "held_until": "2024-12-31"},
    ]
    inventory = inventory_of({}, commitments=held)
    smaller = inventory_of({"available_gfa_m2": 1999.0}).carriers
    with pytest.raises(EditError, match="c0 已预留 2,000 ㎡，文件里可用的只有 1,999 ㎡"):
        with_carriers(inventory, smaller, "replace")


def test_what_is_held_in_a_carrier_moves_with_it(inventory_of: Callable[..., Inventory]) -> None:
    inventory = inventory_of({}, commitments=[HELD | {"carrier_id": "c0"}, HELD])
    moved = inventory_of({"zone_id": "riverside", "park_id": "life-bay"}).carriers
    commitments = with_carriers(inventory, moved, "replace").commitments
    assert commitments["zone_id"].tolist() == ["riverside", "caohejing"]
    assert commitments["park_id"].tolist() == ["life-bay", None]


def test_commitments_are_numbered_and_released(plan: Plan) -> None:
    inventory = with_commitment(plan, with_commitment(plan, Inventory(), HELD), HELD)
    assert list(inventory.commitments["commitment_id"]) == ["p1", "p2"]
    left = without_commitment(inventory, "p1")
    assert list(left.commitments["commitment_id"]) == ["p2"]
    assert list(with_commitment(plan, left, HELD).commitments["commitment_id"]) == ["p2", "p3"]
    with pytest.raises(EditError, match="没有预留 p1"):
        without_commitment(left, "p1")


def test_what_has_no_room_is_not_held(plan: Plan) -> None:
    with pytest.raises(CommitmentError, match="放不下"):
        with_commitment(plan, Inventory(), HELD | {"area_m2": 1e8})


def test_a_phasing_that_is_none_is_refused(plan: Plan) -> None:
    with pytest.raises(PhasingError):
        with_phasing(plan, Inventory(), ((2024, 0.5),))


def test_only_some_fields_can_be_private() -> None:
    assert with_private_fields(Inventory(), []).private_fields == {"contact"}
    with pytest.raises(EditError, match="name 不能设为不公开"):
        with_private_fields(Inventory(), ["name"])


def test_demo_carriers_can_be_taken_out(
    inventory_of: Callable[..., Inventory], carriers: pd.DataFrame
) -> None:
    mixed = with_carriers(inventory_of({}), carriers, "add")
    assert mixed.is_demo
    real = without_demo(mixed)
    assert list(real.carriers["carrier_id"]) == ["c0"]
    assert not real.is_demo
