"""The address of 简报出图 reopens what is drawn, and carries nothing of what is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.brief import TEMPLATES, Release
from briefings.paper.size import SIZES
from geo.plan import SHIPPED, Plan, read_plan
from geo.translation import Language
from layers.basemaps import BASEMAPS
from layers.catalogue import SWITCHABLE
from views.address import View
from views.briefing.address import PARAMETERS, link_address, read_address, write_address
from views.briefing.settings import (
    DPI_CHOICES,
    LANGUAGE_CHOICES,
    Settings,
    choices,
    from_view,
)
from views.kept import Reading

PLAN = read_plan(SHIPPED)
SUBJECTS = list(choices(PLAN, TEMPLATES["subject"]))
ZONES = list(choices(PLAN, TEMPLATES["compare"]))


def settings() -> st.SearchStrategy[Settings]:
    """What can be drawn: the parts of the settings that an address holds."""
    layers = st.sets(st.sampled_from(list(SWITCHABLE)))
    common = {
        "layers": layers.map(lambda shown: tuple(key for key in SWITCHABLE if key in shown)),
        "basemap": st.sampled_from(list(BASEMAPS)),
        "size": st.sampled_from(list(SIZES)),
        "dpi": st.sampled_from(DPI_CHOICES),
        "languages": st.sampled_from([(), *LANGUAGE_CHOICES]),
    }
    compared = st.lists(st.sampled_from(ZONES), min_size=1, max_size=4, unique=True).map(tuple)
    return st.one_of(
        st.builds(
            Settings, template=st.sampled_from(["overview", "capacity", "location"]), **common
        ),
        st.builds(
            Settings, template=st.just("subject"), subject=st.sampled_from(SUBJECTS), **common
        ),
        st.builds(Settings, template=st.just("compare"), compared=compared, **common),
    )


@given(settings(), st.sampled_from(Language))
def test_an_address_reopens_what_was_drawn(drawn: Settings, language: Language) -> None:
    assert read_address(write_address(drawn, language), PLAN) == Reading(drawn)


def test_the_way_from_the_map_takes_the_basemap_along(plan: Plan) -> None:
    shown = from_view(Settings(), View(zone="riverside", layers=("metro",), basemap="gaode"))
    reading = read_address(link_address(shown, Language.CHINESE), plan)
    taken, unknown = reading.settings, reading.unknown
    assert (taken, unknown) == (shown, ())
    assert taken.basemap == "gaode"


def test_what_is_as_at_first_is_left_out_of_the_address() -> None:
    assert write_address(Settings(), Language.CHINESE) == {}


def test_the_address_carries_nothing_that_was_written() -> None:
    written = Settings(
        title="标题",
        subtitle="副题",
        unit="某局",
        source="某图",
        approval_number="沪S(2026)1号",
        data_date=date(2026, 1, 1),
        release=Release.PUBLIC,
        logo=b"x",
        logo_name="章.png",
        basemap_key="secret",
    )
    assert write_address(written, Language.CHINESE) == {}


def test_texts_in_an_address_are_not_taken(plan: Plan) -> None:
    forged = {"title": "假", "approval_number": "沪S(2026)1号", "release": "public", "unit": "某局"}
    assert read_address(forged, plan) == Reading(Settings())


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("template", "poster"),
        ("basemap", "baidu"),
        ("size", "a0"),
        ("dpi", "72"),
        ("dpi", "many"),
        ("sheet_lang", "fr"),
        ("sheet_lang", "en,zh"),
        ("layers", "secrets"),
        ("subject", "zone/riverside"),  # the overview is about no subject
    ],
)
def test_what_we_do_not_know_is_left_out_and_named(plan: Plan, part: str, name: str) -> None:
    reading = read_address({part: name}, plan)
    found, unknown = reading.settings, reading.unknown
    assert unknown == (f"{part}={name}",)
    assert replace(found, layers=Settings.layers) == Settings()


def test_known_subjects_are_kept_beside_unknown_ones(plan: Plan) -> None:
    asked = {"template": "compare", "subject": "zone/riverside,zone/x,park/y,zone/west-bund"}
    reading = read_address(asked, plan)
    found, unknown = reading.settings, reading.unknown
    assert found.compared == ("zone/riverside", "zone/west-bund")
    assert unknown == ("subject=zone/x", "subject=park/y")


def test_a_sheet_without_layers_is_reopened_without_layers(plan: Plan) -> None:
    bare = Settings(layers=())
    assert write_address(bare, Language.CHINESE) == {"layers": "none"}
    assert read_address({"layers": "none"}, plan) == Reading(bare)


def test_every_parameter_but_the_language_of_the_pages_opens_a_sheet() -> None:
    everything = Settings(
        "subject",
        "zone/riverside",
        layers=(),
        basemap="osm",
        size="uhd",
        dpi=300,
        languages=LANGUAGE_CHOICES[-1],
    )
    assert set(write_address(everything, Language.ENGLISH)) == {*PARAMETERS, "lang"}
