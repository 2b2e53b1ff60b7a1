"""Alias of `python -m briefings`, kept for those who call `python -m layers`; it says so."""

import sys
from importlib import import_module

if __name__ == "__main__":
    print("python -m layers 已更名为 python -m briefings，旧名仍可用", file=sys.stderr)
    sys.exit(import_module("briefings.__main__").main())
