"""Every setting of `.streamlit/config.toml` is one that Streamlit knows: others it passes over."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config

from benchmarks.servers import ROOT
from tests.views.streamlit_compat.release import VERSION


def _names(table: dict[str, Any], start: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _names(value, f"{start}{name}.")
        else:
            yield f"{start}{name}"


_SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", list(_names(_SETTINGS)))
def test_the_setting_is_known(name: str) -> None:
    assert name in config.get_config_options(), (
        f"{VERSION} no longer knows the setting {name}: it is passed over in silence "
        "(.streamlit/config.toml)"
    )
