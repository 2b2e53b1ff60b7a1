"""The template: what is filled in it is taken, in either language."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from briefings.carrier_template import carrier_template
from geo.carriers.importing import import_carriers
from geo.carriers.schema import CARRIER_FIELDS
from geo.crs import Datum
from geo.plan import Plan
from geo.translation import Language, Translator

TODAY = date(2024, 7, 1)


def opened(plan: Plan, language: Language) -> Workbook:
    """Return the template as a spreadsheet program opens it."""
    return load_workbook(io.BytesIO(carrier_template(plan, Translator(language))))


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("language", Language)
def test_what_the_example_shows_is_taken_when_it_is_filled_in(
    plan: Plan, language: Language
) -> None:
    book = opened(plan, language)
    for row in book["填写示例"].iter_rows(min_row=3, values_only=True):
        book["载体"].append(row)
    found = import_carriers(saved(book), plan, datum=Datum.WGS84, today=TODAY)
    assert found.faults == ()
    first, second = found.carriers.to_dict("records")
    assert first["zone_id"] == "caohejing"
    assert first["status"] == "vacant"
    assert (second["total_gfa_m2"], second["available_gfa_m2"]) == (12_000, 9000)
    assert second["price_cny_m2"] == 55_000
    assert found.carriers["is_demo"].all()


def test_an_empty_template_says_that_there_is_nothing(plan: Plan) -> None:
    content = carrier_template(plan, Translator(Language.CHINESE))
    (fault,) = import_carriers(content, plan, datum=Datum.WGS84, today=TODAY).faults
    assert "没有数据" in fault.message


def test_choices_are_drop_downs_of_the_plans_names(plan: Plan) -> None:
    book = opened(plan, Language.CHINESE)
    lists = {
        str(rule.sqref).rstrip("0123456789").split("2")[0]: rule.formula1
        for rule in book["载体"].data_validations.dataValidation
    }
    names = [field.name for field in CARRIER_FIELDS]
    columns = {"zone_id", "park_id", "industries", "tenure", "status"}
    assert {names[ord(letter) - ord("A")] for letter in lists} == columns
    zones = [cell.value for cell in book["选项"]["A"] if cell.value]
    assert zones == list(plan.zones["name"])
    assert book["选项"].sheet_state == "hidden"


def test_required_columns_are_marked(plan: Plan) -> None:
    header: tuple[Any, ...] = next(
        opened(plan, Language.CHINESE)["载体"].iter_rows(max_row=1, values_only=True)
    )
    marked = [str(text).endswith("*") for text in header]
    assert marked == [field.required for field in CARRIER_FIELDS]


def test_the_same_plan_makes_the_same_bytes(plan: Plan) -> None:
    say = Translator(Language.CHINESE)
    assert carrier_template(plan, say) == carrier_template(plan, say)
