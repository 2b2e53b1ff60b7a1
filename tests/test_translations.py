"""Both languages are complete: every text is marked, every mark translated, every name given.

`babel.cfg` lets `pybabel extract` find the messages with `marked_messages`, as the tests do.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any, Final

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from briefings.lettering import CLOSING, OPENING, UNITS
from geo.translation import CATALOGUES, Language, Translator
from layers.palette import CATEGORY_GLYPHS, PLACE_GLYPHS

ROOT: Final = Path(__file__).parents[1]
DATA: Final = sorted((ROOT / "data").glob("*.geojson"))
KEYWORDS: Final = {"say": None, "N_": None}
CHINESE: Final = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Ideographs, Chinese punctuation and full-width forms."""

_AS_THE_PROVIDER_WRITES_IT: Final = "map providers ask for their name in their own words"
_RULES_OF_SETTING: Final = "what lines of Chinese may begin and end with, whatever they say"
_PLAIN_REFUSAL: Final = "plain HTTP answer to a wrong address, read by whoever runs the server"
EXEMPT: Final = {
    ("layers/basemaps.py", "© 国家地理信息公共服务平台 天地图"): _AS_THE_PROVIDER_WRITES_IT,
    ("layers/basemaps.py", "© 高德地图"): _AS_THE_PROVIDER_WRITES_IT,
    ("briefings/atlas/drawing.py", "；"): "joins what an error says, Chinese in either language",
    (
        "briefings/sheet.py",
        "两极两带",
    ): "what the application is called, to readers of a file's properties",
    (
        "briefings/cards/plan.py",
        "<li>{}\u3000<b>{}</b></li>",
    ): "a wide space, the same in any language",
    ("briefings/workbook/grid.py", "=+-@＝＋－＠\t\r\n"): "signs that spreadsheets compute with",
    ("briefings/lettering.py", CLOSING): _RULES_OF_SETTING,
    ("briefings/lettering.py", OPENING): _RULES_OF_SETTING,
    ("briefings/lettering.py", UNITS): _RULES_OF_SETTING,
    ("layers/wording.py", "一二三四五六七八九（）"): "read in the plan's citations, never written",
    ("services/routes.py", "没有这个图层，或数据已更新：请刷新页面"): _PLAIN_REFUSAL,
    ("services/routes.py", "没有这个地址"): _PLAIN_REFUSAL,
    ("services/routes.py", "没有这个文件"): _PLAIN_REFUSAL,
}
"""Chinese literals of layers and views that need no translation, each with its reason."""


COMMAND_LINE: Final = ("briefings/__main__.py", "briefings/command/", "layers/__main__.py")
"""The command line speaks Chinese alone, as `python -m geo` does."""


def python_files(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def marked_literals(tree: ast.AST) -> Iterator[tuple[str, ast.Constant]]:
    """Yield the literals given to `say` and `N_`, each with the function's name.

    A `Speaker` says its messages by `speak.message` and, in the leading language, `speak.first`.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id=function), args=[ast.Constant(value=str()) as literal, *_]
            ) if function in KEYWORDS:
                yield function, literal
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Name(id="speak") | ast.Attribute(attr="speak"),
                    attr="message" | "first",
                ),
                args=[ast.Constant(value=str()) as literal, *_],
            ):
                yield "say", literal


def marked_messages(
    fileobj: Any,
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[Any, ...]]:
    """Yield line, function, message and comments, as Babel takes them from an extractor.

    Babel's own extractor reads tokens: it takes the key in `say(KINDS["pole"])` for a message
    and, before Python 3.12, misses what is said inside an f-string.
    """
    for function, literal in marked_literals(ast.parse(fileobj.read())):
        yield literal.lineno, function, str(literal.value), []


def error_literals(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in the messages of our errors: Chinese in either language (geo/errors.py).

    That is what an `…Error` is made with and what a function `…_faults` collects for one.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name.endswith("Error"):
                yield from ast.walk(node)
            case ast.FunctionDef(name=name) if name.endswith("_faults"):
                yield from ast.walk(node)


def unmarked_chinese(path: Path) -> list[tuple[int, str]]:
    """Return the Chinese literals of a file, with their lines, that no mark, doc or error holds."""
    tree = ast.parse(path.read_bytes())
    allowed = {id(literal) for _, literal in marked_literals(tree)}
    allowed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    allowed |= {id(node) for node in error_literals(tree)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value.strip())  # a wide space alone is no text
        and id(node) not in allowed
    ]


def places(text: str) -> set[str]:
    """Return the names of the `{…}` places of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def properties_of(path: Path) -> list[dict[str, Any]]:
    features = json.loads(path.read_text("utf-8"))["features"]
    assert features, f"{path.name} is empty: nothing would be tested"
    return [feature["properties"] for feature in features]


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Return what the code says, as Babel extracts it."""
    said = set()
    for path in python_files("geo", "layers", "briefings", "services", "views"):
        with path.open("rb") as source:
            said |= {str(found[1]) for found in extract(marked_messages, source, KEYWORDS)}
    return said


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (CATALOGUES / "en.po").open("rb") as source:
        return read_po(source, locale="en")


@pytest.fixture(scope="module")
def english(catalogue: Catalog) -> dict[str, str]:
    """Return the translations by message."""
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id}


def test_every_message_has_an_english_translation(
    messages: set[str], english: dict[str, str]
) -> None:
    assert sorted(message for message in messages if not english.get(message, "").strip()) == []


def test_no_translation_is_a_guess_that_nobody_has_checked(catalogue: Catalog) -> None:
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


def test_the_catalogue_holds_nothing_the_code_no_longer_says(
    messages: set[str], english: dict[str, str], catalogue: Catalog
) -> None:
    assert sorted(set(english) - messages) == []
    assert list(catalogue.obsolete) == []


def test_a_translation_has_the_places_of_its_message(english: dict[str, str]) -> None:
    wrong = {said: text for said, text in english.items() if places(said) != places(text)}
    assert wrong == {}


def test_a_translation_keeps_the_space_at_the_ends_of_its_message(english: dict[str, str]) -> None:
    starts = [m for m, text in english.items() if m[0].isspace() and not text[:1].isspace()]
    ends = [m for m, text in english.items() if m[-1].isspace() and not text[-1:].isspace()]
    assert starts + ends == []


def test_no_translation_contains_chinese(english: dict[str, str]) -> None:
    assert {said: text for said, text in english.items() if CHINESE.search(text)} == {}


def test_the_interface_says_what_the_catalogue_holds(english: dict[str, str]) -> None:
    say = Translator(Language.ENGLISH)
    assert {message: say(message) for message in english} == english


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in python_files("layers", "briefings", "services", "views")
        if not relative(path).startswith(COMMAND_LINE)
    ],
    ids=relative,
)
def test_every_chinese_text_shown_to_users_is_marked(path: Path) -> None:
    unmarked = [
        f"{relative(path)}:{line}: {text}"
        for line, text in unmarked_chinese(path)
        if (relative(path), text) not in EXEMPT
    ]
    assert unmarked == []


def test_every_exempt_text_still_stands_in_the_code() -> None:
    standing = {
        (relative(path), text)
        for path in python_files("layers", "briefings", "services", "views")
        for _, text in unmarked_chinese(path)
    }
    assert sorted(set(EXEMPT) - standing) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("glyphs", [CATEGORY_GLYPHS, PLACE_GLYPHS], ids=["categories", "places"])
def test_glyphs_are_single_characters_that_differ_within_their_group(
    glyphs: dict[str, str], language: Language
) -> None:
    shown = [Translator(language)(glyph) for glyph in glyphs.values()]
    assert [glyph for glyph in shown if len(glyph) != 1] == []
    assert len(set(shown)) == len(shown), shown


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_name_in_the_data_has_an_english_name(path: Path) -> None:
    named = [row for row in properties_of(path) if row.get("name")]
    assert [row["name"] for row in named if not (row.get("name_en") or "").strip()] == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_quoted_figure_in_the_data_has_its_words_in_english(path: Path) -> None:
    missing = [
        f"{row['name']}: {column}"
        for row in properties_of(path)
        for column, words in row.items()
        if column.endswith("_quote") and words and not (row.get(f"{column}_en") or "").strip()
    ]
    assert missing == []


def test_every_metro_line_with_a_name_for_a_number_is_a_message(messages: set[str]) -> None:
    lines = {
        line for row in properties_of(ROOT / "data" / "metro.geojson") for line in row["lines"]
    }
    named = {line for line in lines if not line.isdigit()}
    assert named
    assert sorted(named - messages) == []
