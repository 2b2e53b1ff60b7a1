"""The map client puts text of the plan into the page as text nodes only; read from its source."""

from __future__ import annotations

import re

import pytest

from geo.plan import Plan
from geo.translation import Language, Translator
from layers import catalogue
from layers.document import CLIENT, CLIENT_SCRIPTS, OFFLINE_SCRIPTS, client_script

CHINESE = Translator(Language.CHINESE)
MARKUP_SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
    r"|srcdoc|\beval\s*\(|new\s+Function|set(?:Timeout|Interval)\s*\(\s*[\"'`]|javascript:"
)
BINDING = re.compile(r"\.(?:bind|set)(Tooltip|Popup)(?:Content)?\(\s*(.{0,40})")
FROM_TEXT = {"Tooltip": "() => tooltip(", "Popup": "(opened) => this.card("}
MODULES = sorted(path.name for path in CLIENT.glob("*.js"))


def source(module: str) -> str:
    return (CLIENT / module).read_text("utf-8")


def test_every_script_of_the_client_is_used() -> None:
    assert sorted(f"{name}.js" for name in {*CLIENT_SCRIPTS, *OFFLINE_SCRIPTS}) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_no_script_of_the_client_writes_markup_or_runs_text(module: str) -> None:
    assert MARKUP_SINKS.findall(source(module)) == []


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


def test_tooltips_and_popups_are_made_by_the_functions_of_the_text_module() -> None:
    bindings = BINDING.findall(client_script())
    assert len(bindings) >= 2
    for kind, argument in bindings:
        assert argument.startswith(FROM_TEXT[kind]), argument
    card = source("features.js").partition("    card(opened, cards) {")[2].partition("\n    }\n")[0]
    assert re.findall(r"return (.+);", card) == ["popup(cards)"]


def test_tooltip_and_popup_are_those_of_the_text_module() -> None:
    users = [module for module in MODULES if BINDING.search(source(module))]
    assert users == ["features.js", "pins.js"]
    assert "const { tooltip, popup } = LiangjiLiangdai.text;" in source("features.js")
    assert "const { tooltip } = LiangjiLiangdai.text;" in source("pins.js")


def test_no_binding_would_be_overlooked() -> None:
    ((kind, argument),) = BINDING.findall("layer.bindPopup(properties.name, {})")
    assert not argument.startswith(FROM_TEXT[kind])


def test_the_text_module_makes_text_nodes() -> None:
    assert "if (text) node.append(document.createTextNode(text));" in source("text.js")


def test_leaflet_is_given_elements_as_markup_never_strings() -> None:
    given = re.findall(r"\bhtml:\s*(\S+?)\(", client_script())
    assert given == ["frame", "frame", "picture"]
    pictures = source("pins.js").partition("function picture(")[2].partition("\n  }\n")[0]
    assert re.findall(r"return (\w+)\(", pictures) == ["frame", "frame"]
    assert len(re.findall(r"\bhtml\s*:", client_script())) == len(given)


def test_the_attribution_of_tiles_is_written_as_text() -> None:
    assert ".addAttribution(options.attribution)" in source("plan.js")
    assert "this.attribution.getContainer().textContent =" in source("plan.js")
    assert len(re.findall("addAttribution", client_script())) == 1


def test_text_comes_from_data_only_through_functions_that_make_text() -> None:
    assert not re.search(r"setAttribute\(\s*[\"'`]on", client_script())
    assert not re.search(r"[\"']on\w+[\"']\s*:", client_script())


@pytest.mark.parametrize("key", list(catalogue.ALL))
def test_the_client_can_draw_every_symbol(plan: Plan, key: str) -> None:
    shapes = set(re.findall(r"^    (\w+): \(s, c\) =>", source("symbols.js"), re.MULTILINE))
    assert shapes == {"circle", "dot", "diamond", "badge"}
    drawn = catalogue.ALL[key].draw(plan, CHINESE)
    assert {item.symbol["shape"] for item in drawn if item.symbol} <= shapes


@pytest.mark.parametrize("key", list(catalogue.ALL))
def test_the_client_can_draw_every_swatch_of_the_legend(plan: Plan, key: str) -> None:
    swatches = source("symbols.js").partition("const SWATCHES = {")[2]
    kinds = set(re.findall(r"^    (\w+): \(", swatches, re.MULTILINE))
    assert kinds >= {"area", "line", "circle", "rings", "dot", "diamond", "badge"}
    for entry in catalogue.ALL[key].legend(plan, CHINESE):
        assert len(kinds & set(entry.swatch)) == 1, entry
