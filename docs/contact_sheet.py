"""Draws docs/images/sheets.webp: every template as picture, PDF and slide, on paper and on screen.

Run: `python docs/contact_sheet.py`. PDFs are rendered by Poppler, slides by LibreOffice, so what is
shown is what readers see.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefings.brief import TEMPLATES, Brief  # noqa: E402
from briefings.lettering import FONTS  # noqa: E402
from briefings.sheet import sheet  # noqa: E402
from briefings.slides import slides  # noqa: E402
from geo.plan import Plan, read_plan  # noqa: E402

_SUBJECTS: Final = {
    "subject": ("zone/riverside",),
    "compare": ("zone/caohejing", "zone/west-bund", "zone/riverside"),
}
_COLUMNS: Final = (
    ("PNG 1920×1080", "hd", "png"),
    ("PDF A4 横向", "a4-landscape", "pdf"),
    ("PDF A3 横向", "a3-landscape", "pdf"),
    ("PDF A4 纵向", "a4-portrait", "pdf"),
    ("PDF A3 纵向", "a3-portrait", "pdf"),
    ("PPTX", "", "pptx"),
)
_HEIGHT: Final = 300
_GAP: Final = 18
_HEAD: Final = 40


def _page(plan: Plan, brief: Brief, size: str, form: str, folder: Path) -> Image.Image:
    """Return one export as a picture, made by the program that its readers use."""
    path = folder / f"{brief.template}-{size}.{form}"
    if form == "pptx":
        path.write_bytes(slides(plan, brief))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        command.append(str(path))
        subprocess.run(command, check=True, capture_output=True)
        path = path.with_suffix(".pdf")
    else:
        path.write_bytes(sheet(plan, brief, size=size, form=form))  # type: ignore[arg-type]
    if path.suffix == ".pdf":
        target = path.with_suffix("")
        command = ["pdftoppm", "-r", "72", "-png", "-singlefile", str(path), str(target)]
        subprocess.run(command, check=True)
        path = target.with_suffix(".png")
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    width = round(whole.width * _HEIGHT / whole.height)
    return whole.resize((width, _HEIGHT), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw all pages and lay them out, a row a template."""
    plan = read_plan()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            [
                _page(
                    plan,
                    Brief(key, _SUBJECTS.get(key, ()), data_date=date(2021, 12, 31)),
                    size,
                    form,
                    Path(folder),
                )
                for _, size, form in _COLUMNS
            ]
            for key in TEMPLATES
        ]
    lefts = [_GAP]
    for picture in rows[0]:
        lefts.append(lefts[-1] + picture.width + _GAP)
    whole = Image.new("RGB", (lefts[-1], _HEAD + len(rows) * (_HEIGHT + _GAP)), "#8A929B")
    brush = ImageDraw.Draw(whole)
    font = ImageFont.truetype(str(FONTS[True]), 18)
    for left, (name, _, _) in zip(lefts, _COLUMNS, strict=False):
        brush.text((left, 9), name, fill="white", font=font)
    for number, row in enumerate(rows):
        for left, picture in zip(lefts, row, strict=False):
            whole.paste(picture, (left, _HEAD + number * (_HEIGHT + _GAP)))
    whole.save(ROOT / "docs" / "images" / "sheets.webp", quality=88, method=6)


if __name__ == "__main__":
    main()
