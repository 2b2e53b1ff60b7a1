"""Make the two fonts of the sheets: `python -m layers.fonts.build`.

Noto Sans SC comes as one variable font of 17 MB; matplotlib draws its lightest weight only. So the
characters of `characters.txt` (the 8,105 of 通用规范汉字表, GB 2312, Latin and signs) are taken
from it in two fixed weights. Only this needs the package that
carries it, justmytype-intl-cjk.
"""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_HERE: Final = Path(__file__).parent
_SOURCE: Final = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
WEIGHTS: Final = {"Regular": 400, "Bold": 700}


def characters() -> str:
    """Return every character the fonts have."""
    return (_HERE / "characters.txt").read_text("utf-8").replace("\n", "")


def built(weight: str, text: str) -> bytes:
    """Return a static font (TrueType) of one weight with the characters of a text."""
    options = Options(hinting=False, layout_features=["kern"], drop_tables=["vhea", "vmtx", "BASE"])
    with files("justmytype_intl_cjk").joinpath(_SOURCE).open("rb") as source:
        font = TTFont(source, recalcTimestamp=False)
        subsetter = Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        static = instantiateVariableFont(font, {"wght": WEIGHTS[weight]}, updateFontNames=True)
        for record in static["name"].names:  # the variable font is named after its default weight
            record.string = str(record).replace("SC Thin", "SC").replace("SCThin", "SC")
        stream = BytesIO()
        static.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    for name in WEIGHTS:
        (_HERE / f"NotoSansSC-{name}.ttf").write_bytes(built(name, characters()))
