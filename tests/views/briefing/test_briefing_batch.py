"""Many files at once: names that differ, failures named, stopped when asked."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from threading import Event
from zipfile import ZipFile

from briefings.brief import Brief
from briefings.exports import EXPORTS, Maker, Order
from geo.plan import Plan
from views.briefing.batch import Item, batch, briefs_of, items

DAY = date(2026, 1, 31)
ZONES = ["zone/caohejing", "zone/riverside"]


def nothing(done: int, total: int) -> None:
    """Hear of the progress."""


def quick(content: bytes = b"x") -> Maker:
    """What makes a file in no time."""
    return lambda _plan, order: content + order.brief.template.encode()


def test_each_template_has_a_briefing_and_each_subject_its_own(plan: Plan) -> None:
    briefs = briefs_of(plan, Brief(title="周报"), ["overview", "subject", "compare"], ZONES)
    assert [(brief.template, brief.subjects) for brief in briefs] == [
        ("overview", ()),
        ("subject", ("zone/caohejing",)),
        ("subject", ("zone/riverside",)),
        ("compare", tuple(f"zone/{zone}" for zone in plan.zones["zone_id"])),
    ]
    assert {brief.title for brief in briefs} == {""}


def test_a_single_sheet_keeps_its_title(plan: Plan) -> None:
    (brief,) = briefs_of(plan, Brief(title="周报"), ["overview"], [])
    assert brief.title == "周报"


def test_the_comparison_in_sight_is_the_one_of_the_batch(plan: Plan) -> None:
    mine = Brief(template="compare", subjects=tuple(ZONES))
    (brief,) = briefs_of(plan, mine, ["compare"], [])
    assert brief.subjects == tuple(ZONES)


def test_files_of_a_batch_have_names_that_differ(plan: Plan) -> None:
    orders = [Order(Brief(title="Same")), Order(Brief(title="same"))]
    names = [item.name for item in items(plan, orders, ["png", "svg"], DAY)]
    assert names == [
        "Same_2026-01-31.png",
        "Same_2026-01-31.svg",
        "same_2026-01-31 (2).png",
        "same_2026-01-31 (2).svg",
    ]


def test_a_batch_packs_every_file_and_says_how_far_it_is(plan: Plan) -> None:
    told: list[tuple[int, int]] = []
    found = [
        Item(Order(Brief(template=template)), quick(), f"{template}.svg")
        for template in ("overview", "location")
    ]
    made = batch(plan, found, lambda done, total: told.append((done, total)), Event())
    assert made is not None
    assert made.failures == ()
    with ZipFile(BytesIO(made.content)) as archive:
        assert archive.read("overview.svg") == b"xoverview"
        assert archive.read("location.svg") == b"xlocation"
    assert told == [(0, 2), (1, 2), (2, 2)]
    again = batch(plan, found, nothing, Event())
    assert again == made


def test_a_file_that_cannot_be_made_is_named_and_the_others_are_made(plan: Plan) -> None:
    wrong = Order(Brief(template="subject", subjects=("zone/nowhere",)))
    found = [Item(wrong, EXPORTS["png"], "wrong.png"), Item(Order(Brief()), quick(), "right.svg")]
    made = batch(plan, found, nothing, Event())
    assert made is not None
    assert len(made.failures) == 1
    assert made.failures[0].startswith("wrong.png: ")
    assert "zone/nowhere" in made.failures[0]
    with ZipFile(BytesIO(made.content)) as archive:
        assert archive.namelist() == ["right.svg"]


def test_a_batch_stops_before_the_next_file(plan: Plan) -> None:
    stop = Event()
    done: list[str] = []

    def make(_plan: Plan, order: Order) -> bytes:
        done.append(order.brief.template)
        stop.set()
        return b""

    found = [Item(Order(Brief(template=key)), make, key) for key in ("overview", "location")]
    assert batch(plan, found, nothing, stop) is None
    assert done == ["overview"]
