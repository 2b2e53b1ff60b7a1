"""The sheets whose pictures are kept: `python -m tests.sheet_pictures` draws them.

Look at what has changed (`git diff` of the pictures) before committing it. Tests only compare.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from briefings.brief import Brief
from briefings.sheet import sheet
from geo.plan import Plan, read_plan

FOLDER: Final = Path(__file__).parent / "briefings" / "pictures"
_SIZE: Final = (960, 540)

BRIEFS: Final = {
    "overview": Brief("overview"),
    "capacity": Brief("capacity"),
    "subject": Brief("subject", ("zone/west-bund",)),
    "compare": Brief("compare", ("zone/caohejing", "zone/riverside")),
    "location": Brief("location"),
}
"""One sheet a template, all of them dated."""


def picture(plan: Plan, name: str) -> Image.Image:
    """Return one of the sheets at half the size of a screen."""
    brief = BRIEFS[name]
    content = sheet(plan, Brief(brief.template, brief.subjects, data_date=date(2021, 12, 31)))
    with Image.open(BytesIO(content)) as whole:
        return whole.convert("RGB").resize(_SIZE, Image.Resampling.BOX)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for key in BRIEFS:
        picture(read_plan(), key).quantize(256).save(FOLDER / f"{key}.png", optimize=True)
