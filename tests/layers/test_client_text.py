"""The map client's scripts: all are used, and none has a way to make markup of text.

That text of a plan is shown as text is seen in the browser (`tests/browser/test_hostile_text.py`).
"""

from __future__ import annotations

import re

import pytest

from layers.document import CLIENT, CLIENT_SCRIPTS, OFFLINE_SCRIPTS

MARKUP_SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
    r"|srcdoc|\beval\s*\(|new\s+Function|set(?:Timeout|Interval)\s*\(\s*[\"'`]|javascript:"
)
MODULES = sorted(path.name for path in CLIENT.glob("*.js"))


def test_every_script_of_the_client_is_used() -> None:
    assert sorted(f"{name}.js" for name in {*CLIENT_SCRIPTS, *OFFLINE_SCRIPTS}) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_no_script_of_the_client_writes_markup_or_runs_text(module: str) -> None:
    assert MARKUP_SINKS.findall((CLIENT / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "attack",
    [
        "node.innerHTML = name",
        "node.insertAdjacentHTML('beforeend', name)",
        "document.write(name)",
        "eval (name)",
        "new  Function(name)",
        "setTimeout(`run(${name})`)",
    ],
)
def test_writing_markup_would_be_noticed(attack: str) -> None:
    assert MARKUP_SINKS.search(attack)
