"""The glossary in code, the dictionary in data/README.md and the files say the same."""

from __future__ import annotations

import json
import re

import pytest

from geo.carriers.schema import CARRIER_COLUMNS, COMMITMENT_COLUMNS
from geo.plan import SHIPPED
from geo.plan.layer_files import LAYER_FILES
from geo.plan.schema import (
    CAPACITY_CATEGORIES,
    CATEGORIES,
    DISTRICT_FIELDS,
    METRO_FIELDS,
    PARK_FIELDS,
    PLACE_FIELDS,
    QUALIFIER_SIGNS,
    QUALIFIERS,
    RIVER_FIELDS,
    ROAD_FIELDS,
    SUBDISTRICT_FIELDS,
    ZONE_FIELDS,
    Field,
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "zones": ZONE_FIELDS,
    "parks": PARK_FIELDS,
    "places": PLACE_FIELDS,
    "metro": METRO_FIELDS,
    "subdistricts": SUBDISTRICT_FIELDS,
    "district": DISTRICT_FIELDS,
    "river": RIVER_FIELDS,
    "roads": ROAD_FIELDS,
}


@pytest.fixture(scope="module")
def dictionary() -> str:
    """The data dictionary that ships beside the files."""
    return (SHIPPED / "README.md").read_text(encoding="utf-8")


def is_documented(name: str, dictionary: str) -> bool:
    """Tell whether a field's name stands there, or the pattern `<category>_gfa_…` of its kind."""
    category, gfa, suffix = name.partition("_gfa_")
    pattern = rf"(?:{re.escape(category)}|<\w+>|…){gfa}{suffix}" if gfa else re.escape(name)
    return re.search(rf"(?<!\w){pattern}(?!\w)", dictionary) is not None


@pytest.mark.parametrize("layer", FIELDS)
def test_the_dictionary_has_every_layer_file(layer: str, dictionary: str) -> None:
    assert f"{layer}.geojson" in dictionary


@pytest.mark.parametrize("layer", FIELDS)
def test_the_dictionary_names_every_field(layer: str, dictionary: str) -> None:
    unnamed = [each.name for each in FIELDS[layer] if not is_documented(each.name, dictionary)]
    assert unnamed == []


@pytest.mark.parametrize("layer", FIELDS)
def test_the_dictionary_gives_every_field_its_chinese_label(layer: str, dictionary: str) -> None:
    unlabelled = [each.label for each in FIELDS[layer] if each.label not in dictionary]
    assert unlabelled == []


@pytest.mark.parametrize("name", ["existing_gfa_m2", "<category>_gfa_m2", "…_gfa_m2"])
def test_a_floor_area_may_be_documented_by_its_pattern(name: str) -> None:
    assert is_documented("existing_gfa_m2", f"| `{name}` | 现状 |")


@pytest.mark.parametrize("text", ["existing_gfa_m2_old", "new_gfa_m2", "<category>_gfa_quote"])
def test_another_fields_entry_does_not_document_a_floor_area(text: str) -> None:
    assert not is_documented("existing_gfa_m2", f"| `{text}` | 现状 |")


@pytest.mark.parametrize("layer", LAYER_FILES)
def test_files_hold_the_fields_of_the_schema_and_no_others(layer: str) -> None:
    collection = json.loads((SHIPPED / f"{layer}.geojson").read_text(encoding="utf-8"))
    expected = {field.name for field in FIELDS[layer]}
    assert all(set(feature["properties"]) == expected for feature in collection["features"])


@pytest.mark.parametrize("layer", LAYER_FILES)
def test_each_layer_is_read_by_its_own_fields(layer: str) -> None:
    assert LAYER_FILES[layer].fields == FIELDS[layer]


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_no_field_of_a_layer_is_defined_twice(fields: tuple[Field, ...]) -> None:
    names = [field.name for field in fields]
    assert len(names) == len(set(names))


def test_every_category_has_a_column_in_square_metres() -> None:
    columns = {field.name: field.unit for field in ZONE_FIELDS}
    assert {columns[category.column] for category in CATEGORIES.values()} == {"m²"}


def test_every_qualifier_has_a_sign_to_show() -> None:
    assert list(QUALIFIER_SIGNS) == list(QUALIFIERS)


def test_capacity_is_every_category_but_what_stands() -> None:
    assert set(CATEGORIES) - set(CAPACITY_CATEGORIES) == {"existing"}


def test_the_dictionary_names_every_column_of_the_inventory(dictionary: str) -> None:
    columns = (*CARRIER_COLUMNS, *COMMITMENT_COLUMNS)
    assert [name for name in columns if not is_documented(name, dictionary)] == []
