"""An atlas as work: every way to bind it, failures named, stopped when asked."""

from __future__ import annotations

from threading import Event

import pytest

from briefings.atlas import FORMS, Form
from briefings.brief import Brief
from briefings.exports import Order
from geo.errors import PlanningError
from geo.plan import Plan
from views.briefing.atlas import work_of

ORDER = Order(Brief(layers=("zones",)))
BEGINNINGS = {"pdf": b"%PDF", "pptx": b"PK", "png": b"PK"}


def nothing(done: int, total: int) -> None:
    """Hear of the progress."""


@pytest.mark.parametrize("form", FORMS)
def test_an_atlas_is_made_and_names_what_it_lacks(plan: Plan, form: Form) -> None:
    without = plan.parks[plan.parks.geometry.isna()].iloc[0]
    told: list[tuple[int, int]] = []
    subjects = ["zone/riverside", f"park/{without['park_id']}"]
    make = work_of(plan, ORDER, subjects, form)
    made = make(lambda done, total: told.append((done, total)), Event())
    assert made is not None
    assert made.content.startswith(BEGINNINGS[form])
    assert len(made.failures) == 1
    assert made.failures[0].startswith(without["name"])
    assert told[-1] == (1, 1)


@pytest.mark.parametrize("form", FORMS)
def test_an_atlas_that_is_stopped_gives_nothing(plan: Plan, form: Form) -> None:
    stop = Event()
    stop.set()
    assert work_of(plan, ORDER, ["zone/riverside"], form)(nothing, stop) is None


def test_an_atlas_without_a_page_is_a_problem_to_be_shown(plan: Plan) -> None:
    without = plan.parks[plan.parks.geometry.isna()]["park_id"].iloc[0]
    with pytest.raises(PlanningError):
        work_of(plan, ORDER, [f"park/{without}"], "pdf")(nothing, Event())
