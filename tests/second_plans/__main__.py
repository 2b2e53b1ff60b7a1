"""Command line: `python -m tests.second_plans DIRECTORY` writes every second plan below it."""

import sys
from pathlib import Path

from tests.second_plans import SECOND_PLANS

for name, write in SECOND_PLANS.items():
    write(Path(sys.argv[1]) / name)
