"""Routes beside the pages come before Streamlit's own, and say the application's path themselves.

`services/routes.py` puts `server.baseUrlPath` before each of its routes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from benchmarks.servers import served
from tests.views.streamlit_compat.release import VERSION


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(Path(__file__).with_name("pages") / "routed.py", base_path="gis") as address:
        yield address


def read(url: str) -> str:
    try:
        with urlopen(url) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except HTTPError as refusal:
        return str(refusal)


def test_a_route_of_ours_answers_before_streamlits_page(address: str) -> None:
    assert read(f"{address}/full") == "ours", (
        f"{VERSION} no longer puts the routes of st.App before its own: there is no map and no "
        "layer (services/routes.py)"
    )


def test_the_application_s_path_is_not_put_before_our_routes(address: str) -> None:
    assert read(f"{address}/short") != "ours", (
        f"{VERSION} puts server.baseUrlPath before the routes of st.App: services/routes.py must "
        "not do it as well (base_path)"
    )
