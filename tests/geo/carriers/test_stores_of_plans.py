"""A store belongs to a plan and has a format: each plan shows its own, and an older one is kept."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from geo.carriers.demo import demo_carriers
from geo.carriers.editing import with_carriers
from geo.carriers.inventory import Inventory
from geo.carriers.store import Store, StoreError
from geo.plan import Plan, read_plan
from tests.plans import with_profile

WHEN = datetime(2026, 3, 15, 9, 30)
SAMPLE = Path(__file__).with_name("store_of_format_1")
"""What the program wrote before stores belonged to plans: six demo carriers, then an area held
with a phasing and private rents, then the release, undone."""


@pytest.fixture(scope="module")
def stranger(second_plans: Path) -> Plan:
    """A plan of another city and other years: it knows none of the zones of that store."""
    return read_plan(second_plans / "xicheng")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A store of format 1."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "store"))


def files(directory: Path) -> dict[str, bytes]:
    """Every file below a directory with its content."""
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


def test_each_plan_has_an_inventory_of_its_own(tmp_path: Path, plan: Plan) -> None:
    stores = [Store(tmp_path, plan), Store(tmp_path, with_profile(plan, plan_id="xuhui-ai-155"))]
    for count, store in enumerate(stores, start=5):
        carriers = demo_carriers(store.plan, count)
        store.keep(with_carriers(Inventory(), carriers, "add"), f"导入 {count}", WHEN)
    assert [len(store.current().carriers) for store in stores] == [5, 6]
    assert [[entry.action for entry in store.history()] for store in stores] == [
        ["导入 5"],
        ["导入 6"],
    ]
    stores[0].undo()
    assert [len(store.current().carriers) for store in stores] == [0, 6]


def test_a_plan_that_is_named_anew_keeps_its_inventory(tmp_path: Path, plan: Plan) -> None:
    carriers = demo_carriers(plan, 5)
    Store(tmp_path, plan).keep(Inventory(carriers=carriers), "导入", WHEN)
    renamed = with_profile(plan, name="新名称", title="新标题")
    assert len(Store(tmp_path, renamed).current().carriers) == 5


@pytest.mark.parametrize(
    "plan_id",
    ["../../etc", "/etc/passwd", "..", ".", "", "CON", "a/b\\c:*?\0", "长" * 5000, "\ud800"],
)
def test_no_plan_id_leads_out_of_the_directory(tmp_path: Path, plan: Plan, plan_id: str) -> None:
    store = Store(tmp_path / "store", with_profile(plan, plan_id=plan_id))
    store.keep(Inventory(carriers=demo_carriers(plan, 3)), "导入", WHEN)
    assert len(store.current().carriers) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    (folder,) = [path for path in (tmp_path / "store").iterdir() if path.is_dir()]
    assert folder == store.folder


def test_a_store_of_format_1_is_taken_over_with_its_history(directory: Path, plan: Plan) -> None:
    store = Store(directory, plan)
    inventory = store.current()
    assert len(inventory.carriers) == 6
    assert inventory.is_demo
    assert inventory.commitments["company"].tolist() == ["某公司"]
    assert inventory.commitments["area_m2"].tolist() == [1000.0]
    assert inventory.phasing == ((2024, 0.25), (2025, 0.75))
    assert inventory.private_fields == {"contact", "rent_cny_m2_day"}
    assert [entry.action for entry in store.history()] == [
        "预留：漕河泾 1,000 ㎡",
        "生成演示数据 6 个",
    ]
    assert [entry.action for entry in store.undone()] == ["已释放 漕河泾"]
    store.redo()
    assert store.current().commitments.empty
    for _ in range(3):
        store.undo()
    assert store.current().carriers.empty
    history = json.loads((store.folder / "history.json").read_text("utf-8"))
    assert (history["format"], history["plan_id"]) == (2, plan.profile.plan_id)
    assert sorted(path.name for path in directory.iterdir()) == [".lock", store.folder.name]


def test_every_state_of_format_1_is_taken_over_as_it_is(directory: Path, plan: Plan) -> None:
    before = files(SAMPLE / "versions")
    store = Store(directory, plan)
    store.version()
    assert files(store.folder / "versions") == before


@pytest.mark.parametrize("step", ["history written", "states moved"])
def test_a_take_over_that_was_broken_off_goes_on(
    directory: Path, plan: Plan, stranger: Plan, step: str
) -> None:
    store = Store(directory, plan)
    store.folder.mkdir()
    history = json.loads((directory / "history.json").read_text("utf-8"))
    index, entries = history["place"], history["entries"]
    begun = {"format": 2, "plan_id": plan.profile.plan_id, "index": index, "entries": entries}
    (store.folder / "history.json").write_text(json.dumps(begun), encoding="utf-8")
    if step == "states moved":
        (directory / "versions").rename(store.folder / "versions")
    assert len(store.current().carriers) == 6
    assert len(store.history()) == 2
    assert Store(directory, stranger).current().carriers.empty


def test_a_plan_that_the_old_store_does_not_fit_leaves_it(
    directory: Path, plan: Plan, stranger: Plan
) -> None:
    before = files(directory)
    store = Store(directory, stranger)
    assert store.current().carriers.empty
    assert files(directory) == before
    store.keep(Inventory(carriers=demo_carriers(stranger, 3)), "导入", WHEN)
    assert len(Store(directory, plan).current().carriers) == 6
    assert len(store.current().carriers) == 3


def test_a_plan_of_other_years_leaves_the_old_store(directory: Path, plan: Plan) -> None:
    later = with_profile(plan, plan_id="xuhui-ai-155", period_start=2026, period_end=2030)
    assert Store(directory, later).current().carriers.empty
    assert len(Store(directory, plan).current().carriers) == 6


def test_an_old_store_with_a_damaged_state_is_taken_over_and_can_be_undone(
    directory: Path, plan: Plan
) -> None:
    (directory / "versions" / "927763a98f21" / "carriers.parquet").write_bytes(b"")
    store = Store(directory, plan)
    with pytest.raises(StoreError, match="撤销到上一版"):
        store.current()
    store.undo()
    assert len(store.current().carriers) == 6


def test_an_old_store_that_was_undone_to_nothing_is_taken_over(
    tmp_path: Path, plan: Plan, stranger: Plan
) -> None:
    directory = Path(shutil.copytree(SAMPLE, tmp_path / "store"))
    history = json.loads((directory / "history.json").read_text("utf-8"))
    (directory / "history.json").write_text(json.dumps(history | {"place": -1}), "utf-8")
    assert Store(directory, stranger).undone() == ()
    assert Store(directory, plan).current().carriers.empty
    assert len(Store(directory, plan).undone()) == 3


@pytest.mark.parametrize("where", ["directory", "folder"])
def test_a_store_of_a_later_program_is_refused_and_left_as_it_is(
    tmp_path: Path, plan: Plan, where: str
) -> None:
    store = Store(tmp_path / "store", plan)
    store.keep(Inventory(carriers=demo_carriers(plan, 3)), "导入", WHEN)
    if where == "directory":
        for name in ("history.json", "versions"):
            (store.folder / name).rename(store.directory / name)
        store.folder.rmdir()
    path: Path = getattr(store, where) / "history.json"
    later = json.loads(path.read_text("utf-8")) | {"format": 3, "branches": []}
    path.write_text(json.dumps(later), encoding="utf-8")
    (store.directory / ".lock").unlink()
    before = files(store.directory)
    steps = (
        store.current,
        store.history,
        store.undo,
        lambda: store.keep(Inventory(), "甲", WHEN),
    )
    for step in steps:
        with pytest.raises(StoreError, match="格式 3，本程序只认到 2），没有改动它：请升级程序"):
            step()
    assert files(store.directory) == before
