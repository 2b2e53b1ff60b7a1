"""Measuring and breaking text in the font of everything exported, without drawing it.

Widths are sums of advance widths (kerning left aside), so they never fall short of what is drawn.
Lines break as Chinese is set: no line begins with a closing mark or ends with an opening one, and
Latin words, and numbers with their unit or letters (8C, 3A02, 8#楼), stay whole. Quotation marks
and the like follow the line they stand in: as wide as an ideograph among Chinese, narrow in a line
that has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from geo.errors import PlanningError

_HERE: Final = Path(__file__).parent / "fonts"
FONTS: Final = {False: _HERE / "NotoSansSC-Regular.ttf", True: _HERE / "NotoSansSC-Bold.ttf"}
"""The font files, by whether they are bold."""
_LATIN: Final = {
    False: _HERE / "NotoSansSCLatin-Regular.ttf",
    True: _HERE / "NotoSansSCLatin-Bold.ttf",
}
"""The same for lines without Chinese that hold marks which both scripts share."""
_SHARED: Final = re.compile("[“”‘’…·]")
_CHINESE: Final = re.compile(r"[\u2e80-\ufaff\ufe30-\uffef]")

CLOSING: Final = "，。、；：！？）》〉」』】〕”’…—–～·%％‰℃°²㎡,.;:!?)]}-"
"""Marks that never begin a line."""
OPENING: Final = "（《〈「『【〔“‘([{¥￥#≈≥≤±"
"""Marks that never end a line."""

UNITS: Final = (
    "万㎡|万方|万平方米|平方米|平方公里|万元|亿元|亿|万|个|家|处|座|条|年|月|日|号线|号楼|楼|层|室|栋|幢|㎡|%|％"
    "|million m²|km²|m²|km|m"
)
"""What stays with the number before it."""
_PIECES: Final = re.compile(
    rf"(?P<number>[≈≥≤±+−-]?\d[\d,.]*(?:/?[A-Za-z#][A-Za-z0-9#]*|(?: ?(?:{UNITS})(?![A-Za-z])))?)"
    r"|(?P<word>[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'’._/&+@:=?#~²-]*)"
    r"|(?P<space>\s+)"
    r"|(?P<single>.)",
    re.DOTALL,
)


class LetteringError(PlanningError):
    """A text holds characters the font cannot show."""


def has_chinese(text: str) -> bool:
    """Whether a text holds ideographs or other characters as wide as they are."""
    return _CHINESE.search(text) is not None


def face_of(line: str, *, bold: bool) -> Path:
    """Return the font file that a line is set in."""
    is_latin = _SHARED.search(line) and not has_chinese(line)
    return _LATIN[bold] if is_latin else FONTS[bold]


@cache
def _font(face: Path) -> tuple[dict[int, str], Any, float]:
    """Return a font's characters, its advance widths and its units per em."""
    font = TTFont(face, lazy=True)
    return font.getBestCmap(), font["hmtx"], float(font["head"].unitsPerEm)


@cache
def _advance(character: str, face: Path) -> float:
    """Return a character's width in ems; the invisible have none, the unknown a whole one."""
    if _invisible(character):
        return 0.0
    glyphs, widths, units = _font(face)
    glyph = glyphs.get(ord(character))
    return 1.0 if glyph is None else float(widths[glyph][0]) / units


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in the unit of `size`; of several lines the widest counts."""
    return max(_line_width(line, face_of(line, bold=bold)) for line in text.split("\n")) * size


def character_widths(line: str, size: float, *, bold: bool = False) -> list[float]:
    """Return how wide each character of a line is, in the unit of `size`."""
    face = face_of(line, bold=bold)
    return [_advance(character, face) * size for character in line]


@lru_cache(maxsize=8192)
def _line_width(line: str, face: Path) -> float:
    """Return how wide a line is in a font, in ems."""
    return sum(_advance(character, face) for character in line)


def unknown_characters(text: str) -> tuple[str, ...]:
    """Return the characters the font has no glyph for, each once, in the order they appear."""
    glyphs, _, _ = _font(FONTS[False])
    missing = (mark for mark in text if ord(mark) not in glyphs and not _invisible(mark))
    return tuple(dict.fromkeys(missing))


def require_known(text: str, where: str) -> None:
    """Raise a `LetteringError` that names every character of `text` the font has no glyph for."""
    if missing := unknown_characters(text):
        raise LetteringError(
            f"{where}有字库中没有的字："
            f"{'、'.join(f'“{mark}”（U+{ord(mark):04X}）' for mark in missing)}"
            "，印出会是空框。请改用其他写法"
        )


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines no wider than `width` (in the unit of `size`).

    Line feeds in the text are kept. A word wider than a whole line is broken where it must be.
    """
    lines = []
    for paragraph in text.split("\n"):
        face = face_of(paragraph, bold=bold)
        lines += _filled(_measured(paragraph, face), width / size, face)
    return lines


@lru_cache(maxsize=4096)
def _measured(paragraph: str, face: Path) -> tuple[tuple[str, float, float], ...]:
    """Return the unbroken pieces of a paragraph: their widths in ems with and without end spaces.

    A sheet breaks the same texts at hundreds of widths until it has found the best.
    """
    return tuple(
        (piece, _line_width(piece, face), _line_width(piece.rstrip(), face))
        for piece in _unbroken(paragraph)
    )


def _filled(pieces: tuple[tuple[str, float, float], ...], width: float, face: Path) -> list[str]:
    """Return the pieces as lines, each as full as it gets; widths are in ems."""
    lines, line, used = [], "", 0.0
    for piece, whole, bare in pieces:
        if used + bare <= width + _ROUNDING:
            line += piece
            used += whole
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while len(line) > 1 and _line_width(line.rstrip(), face) > width:
            count = _fitting(line, width, face)
            lines.append(line[:count])
            line = line[count:]
        used = _line_width(line, face)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


_ROUNDING: Final = 1e-6
"""Widths that are sums of others may differ so much (ems) from what they were measured as."""


def _fitting(text: str, width: float, face: Path) -> int:
    """Return how many characters of a text fit a line: one at least."""
    used = 0.0
    for count, character in enumerate(text):
        used += _advance(character, face)
        if used > width:
            return max(count, 1)
    return len(text)


def _unbroken(paragraph: str) -> Iterator[str]:
    """Yield the pieces between which a line may break; spaces end the piece before them."""
    held = ""
    for piece in _PIECES.findall(paragraph):
        text = "".join(piece)
        glued = text[0] in CLOSING or text.isspace() or (held and held[-1] in OPENING)
        if held and not glued:
            yield held
            held = ""
        held += text
    if held:
        yield held
