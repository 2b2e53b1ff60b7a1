"""Make the fonts of the sheets: `python -m briefings.fonts.build`.

Noto Sans SC comes as one variable font of 17 MB; matplotlib draws its lightest weight only. So the
characters of `characters.txt` (the 8,105 of 通用规范汉字表, GB 2312, Latin and signs) are taken
from it in two fixed weights. Marks that Chinese and Latin text share are as wide there as an
ideograph; for lines without Chinese a small Latin face of each weight has them narrow. Only this
needs the package that carries the font, justmytype-intl-cjk.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from geo.files import write_all

_HERE: Final = Path(__file__).parent
_SOURCE: Final = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS: Final = {"Regular": 400, "Bold": 700}


def characters() -> str:
    """Return every character the fonts have."""
    return (_HERE / "characters.txt").read_text("utf-8").replace("\n", "")


def latin_characters() -> str:
    """Return the characters of the Latin faces: all that are no Chinese."""
    return "".join(mark for mark in characters() if ord(mark) < _FIRST_CHINESE)


def built(weight: str, text: str) -> bytes:
    """Return a static font (TrueType) of one weight with the characters of a text."""
    return _packed(_static(weight, text))


def built_latin(weight: str, text: str) -> bytes:
    """Return a Latin face: the same letters, with the narrow forms of the marks Chinese shares."""
    font = _static(weight, text, alternates=["pwid"])
    glyphs = font.getBestCmap()
    narrow = _narrow_forms(font)
    for table in (table for table in font["cmap"].tables if table.isUnicode()):
        table.cmap = {code: narrow.get(glyph, glyph) for code, glyph in table.cmap.items()}
    _halve(font, glyphs[ord("·")])
    del font["GSUB"]
    for record in font["name"].names:
        record.string = str(record).replace("SC", "SC Latin" if " SC" in str(record) else "SCLatin")
    return _packed(font)


_FIRST_CHINESE: Final = 0x2E80


def _static(weight: str, text: str, alternates: Sequence[str] = ()) -> TTFont:
    options = Options(
        hinting=False, layout_features=["kern", *alternates], drop_tables=["vhea", "vmtx", "BASE"]
    )
    with files("justmytype_intl_cjk").joinpath(_SOURCE).open("rb") as source:
        font = TTFont(source, recalcTimestamp=False)
        subsetter = Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        static = instantiateVariableFont(font, {"wght": WEIGHTS[weight]}, updateFontNames=True)
        for record in static["name"].names:  # the variable font is named after its default weight
            record.string = str(record).replace("SC Thin", "SC").replace("SCThin", "SC")
    return static


def _narrow_forms(font: TTFont) -> dict[str, str]:
    """Return the proportional form of each glyph that has one."""
    found: dict[str, str] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            found.update(getattr(table, "ExtSubTable", table).mapping)
    return found


def _halve(font: TTFont, glyph: str) -> None:
    """Take a quarter of an em from both sides of a glyph that stands in the middle of one."""
    width, bearing = font["hmtx"][glyph]
    shape = font["glyf"][glyph]
    shape.coordinates.translate((-width // 4, 0))
    shape.recalcBounds(font["glyf"])
    font["hmtx"][glyph] = (width // 2, bearing - width // 4)


def _packed(font: TTFont) -> bytes:
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    made = {}
    for name in WEIGHTS:
        made[_HERE / f"NotoSansSC-{name}.ttf"] = built(name, characters())
        made[_HERE / f"NotoSansSCLatin-{name}.ttf"] = built_latin(name, latin_characters())
    write_all(made, force=True)
