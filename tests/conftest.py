"""Fixtures shared by all tests: the shipped plan, and a copy of its files to change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import settings

from geo.plan import SHIPPED, Plan, Profile, read_plan
from geo.plan.layer_files import LAYER_FILES
from tests.second_plans import SECOND_PLANS

# A slow machine is not a fault of the code: examples have no deadline. `make check` tries few.
settings.register_profile("project", deadline=None)
settings.register_profile("few", deadline=None, max_examples=10)
settings.load_profile("project")

SLOW: Final = (
    "test_documents",
    "test_new_criterion",
    "briefings/shortlist",
    "briefings/test_atlas",
    "briefings/test_escaping",
    "briefings/test_export",
    "briefings/test_offline_page",
    "briefings/test_sheet",
    "briefings/test_slides",
    "briefings/test_workbook",
    "views/briefing",
    "views/streamlit_compat",
    "views/test_carriers_page",
    "views/test_site_search",
    "views/test_spatial_layout",
)
"""How the modules begin that draw whole sheets, start programs or run whole pages."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests: `make check` leaves them out."""
    begins = tuple(str(Path(__file__).parent / module) for module in SLOW)
    for item in items:
        if str(item.path).startswith(begins):
            item.add_marker(pytest.mark.slow)


ATTACKS: Final = [
    "<script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    '"onmouseover="alert(1)',
    "</article></section><iframe src=//evil.example>",
    "{0.__class__} {} %s ${alert(1)} `x`",
]
"""Texts that run, break out or are filled in wherever text is taken for something else."""


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan, read once; layers and figures are for reading only."""
    return read_plan(SHIPPED)


@pytest.fixture
def data_directory(tmp_path: Path) -> Path:
    """A copy of the shipped data directory that a test may change."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


@pytest.fixture
def edit(data_directory: Path) -> Callable[[str, Callable[[Any], object]], Path]:
    """Change one JSON file of `data_directory` in place and return its path."""

    def change_file(file_name: str, change: Callable[[Any], object]) -> Path:
        path = data_directory / file_name
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return change_file


@pytest.fixture(scope="session")
def second_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every second plan in a folder of its own, by its name."""
    folder = tmp_path_factory.mktemp("plans")
    for name, write in SECOND_PLANS.items():
        write(folder / name)
    return folder


@pytest.fixture(scope="session", params=SECOND_PLANS)
def second_plan(request: pytest.FixtureRequest, second_plans: Path) -> Plan:
    """Return each of the second plans (`tests.second_plans`)."""
    return read_plan(second_plans / request.param)


@pytest.fixture(params=ATTACKS)
def attack(request: pytest.FixtureRequest) -> str:
    """A text that tries to be something else than text."""
    return str(request.param)


@pytest.fixture(scope="session")
def hostile(plan: Plan) -> Callable[[str], Plan]:
    """Return the plan with a text in every field of its files that holds free text."""

    @cache
    def spoiled(text: str) -> Plan:
        layers = {name: in_every_text(layer, name, text) for name, layer in plan.layers.items()}
        return replace(plan, profile=hostile_profile(plan.profile, text), layers=layers)

    return spoiled


def hostile_profile(profile: Profile, text: str) -> Profile:
    """Return a profile with `text` in every field that holds free text."""
    texts: dict[str, Any] = {
        key: text for key, value in vars(profile).items() if isinstance(value, str)
    }
    words: dict[str, Any] = dict.fromkeys(("topic", "topic_en", "text", "text_en"), text)
    labels: dict[str, Any] = dict.fromkeys(("label", "label_en", "meaning", "meaning_en"), text)
    lists: dict[str, Any] = {
        "discrepancies": tuple(replace(note, **words) for note in profile.discrepancies),
        "kinds": {key: replace(kind, **labels) for key, kind in profile.kinds.items()},
        "example_questions": (text,),
        "metric_crs": profile.metric_crs,
    }
    return replace(profile, **texts | lists)


def in_every_text(layer: gpd.GeoDataFrame, name: str, text: str) -> gpd.GeoDataFrame:
    """Return a layer with `text` in every field that holds free text, ids apart."""
    file = LAYER_FILES[name]
    kept = {file.id_column, "zone_id", "part_of", "kind"}
    values: dict[str, Any] = {}
    for field in file.fields:
        filled = layer[field.name].notna()
        if field.name in kept or field.type not in ("text", "texts"):
            continue
        value = text if field.type == "text" else [text]
        cells = [value if there else None for there in filled]
        values[field.name] = pd.Series(cells, index=layer.index, dtype=object)
    return layer.assign(**values)
