"""Digests of every export of the shipped plan, and their comparison with those kept before.

Run: `python -m benchmarks.export_identity FILE`. Where FILE is not there yet, digests are kept in
it; where it is, exports are made anew and whatever differs is printed (exit 1), by member for a
zip. Exports are made by the command line (`python -m briefings`); those without a command (a
shortlist, the carriers' template, the map's layers) by the functions that the pages call.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import io
import itertools
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from briefings.carrier_template import carrier_template
from briefings.shortlist.sheet import shortlist_sheet
from briefings.shortlist.slide import shortlist_slide
from briefings.shortlist.workbook import shortlist_workbook
from geo.crs import Datum
from geo.plan import read_plan
from geo.translation import Language, Translator
from layers.catalogue import ALL, layer_json
from tests.shortlists import shortlist_of

SUBJECTS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "overview": ((),),
    "capacity": ((),),
    "location": ((),),
    "subject": (("zone/caohejing",), ("park/xian-media-port",), ("subdistrict/tianlin",)),
    "compare": (
        ("zone/caohejing", "zone/riverside"),
        ("zone/caohejing", "zone/west-bund", "zone/riverside", "zone/caohejing-huajing"),
    ),
}
SIZES: Final = ("hd", "uhd", "a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait")
LANGUAGES: Final = ("zh", "en", "both")
FORMATS: Final = ("png", "pdf", "svg")
ALL_LAYERS: Final = "zones,capacity,metro,parks,places"
RELEASED: Final = (
    *("--release", "public", "--unit", "区规划资源局", "--source", "规划文本"),
    *("--approval-number", "沪S(2024)001号", "--date", "2026-01-31"),
    *("--link", "https://example.org/?zone=riverside", "--title", "题目", "--subtitle", "副题"),
)
SHARES: Final = 2
"""Processes a side: the exports are dealt out in turn."""

Export = tuple[str, Callable[[Path], None]]


def exports() -> list[Export]:
    """Return every export by name, each a function that writes it into a folder."""
    return [*_sheets(), *_slides(), *_atlases(), *_data(), *_domain(), *_by_function()]


def _of(subjects: tuple[str, ...]) -> list[str]:
    return [word for subject in subjects for word in ("--subject", subject)]


def _command(package: str, *arguments: str) -> Callable[[Path], None]:
    def run(_folder: Path) -> None:
        main = importlib.import_module(f"{package}.__main__").main
        with contextlib.redirect_stderr(io.StringIO()):
            if code := main(list(arguments)):
                raise RuntimeError(f"python -m {package} {' '.join(arguments)}: {code}")

    return run


def _file(name: str, *arguments: str) -> Export:
    def write(folder: Path) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            _command("briefings", *arguments, "-o", str(folder / name))(folder)

    return name, write


def _sheets() -> Iterator[Export]:
    for template, choices in SUBJECTS.items():
        for number, subjects in enumerate(choices):
            given = ["sheet", "--template", template, *_of(subjects)]
            for size, language, form in itertools.product(SIZES, LANGUAGES, FORMATS):
                name = f"sheet-{template}{number}-{size}-{language}.{form}"
                yield _file(name, *given, "--size", size, "--language", language)
            yield _file(f"sheet-{template}{number}-all.pdf", *given, "--layers", ALL_LAYERS)
            yield _file(f"sheet-{template}{number}-public.pdf", *given, *RELEASED)


def _slides() -> Iterator[Export]:
    for template, choices in SUBJECTS.items():
        for number, subjects in enumerate(choices):
            given = ["slides", "--template", template, *_of(subjects)]
            for language in LANGUAGES:
                name = f"slides-{template}{number}-{language}.pptx"
                yield _file(name, *given, "--language", language)
            yield _file(f"slides-{template}{number}-public.pptx", *given, *RELEASED)


def _atlases() -> Iterator[Export]:
    for language, (form, kinds) in itertools.product(
        LANGUAGES, (("pdf", "zone,subdistrict"), ("pptx", "zone"), ("zip", "zone"))
    ):
        given = ["--kinds", kinds, "--workers", "1", "--language", language]
        yield _file(f"atlas-{language}.{form}", "atlas", *given)


def _data() -> Iterator[Export]:
    for language in LANGUAGES:
        yield _file(f"page-{language}.html", "page", "--language", language)
        yield f"data-{language}", _data_files(language)
    yield _file("page-public.html", "page", *RELEASED)


def _data_files(language: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        stem = folder / f"data-{language}"
        files = ["--xlsx", f"{stem}.xlsx", "--gpkg", f"{stem}.gpkg", "--geojson", str(folder)]
        folder.mkdir(exist_ok=True)
        with contextlib.redirect_stdout(io.StringIO()):
            _command("briefings", "data", "--language", language, *files, "--force")(folder)

    return write


def _domain() -> Iterator[Export]:
    questions = ("3000平，芯片，近15号线", "西岸，5000平以内，明年底前")
    commands: dict[str, tuple[str, ...]] = {
        **{f"totals-{by}": ("totals", "--by", by, "--json") for by in ("all", "zone", "kind")},
        **{f"query-{n}": ("query", text, "--json") for n, text in enumerate(questions)},
    }
    for name, arguments in commands.items():
        yield f"{name}.json", _printed(f"{name}.json", *arguments)


def _printed(name: str, *arguments: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            _command("geo", *arguments)(folder)
        (folder / name).write_text(printed.getvalue())

    return write


def _by_function() -> Iterator[Export]:
    kinds: dict[str, Callable[..., bytes]] = {
        "pdf": shortlist_sheet,
        "pptx": shortlist_slide,
        "xlsx": shortlist_workbook,
    }
    for language in Language:
        for (form, make), key in zip(kinds.items(), ("sheet", "slide", "workbook"), strict=True):
            name = f"shortlist-{key}-{language}.{form}"
            yield name, _written(name, partial(_shortlist, make, language))
        name = f"carriers-{language}.xlsx"
        yield name, _written(name, partial(carrier_template, read_plan(), Translator(language)))
        for key, datum in itertools.product(ALL, Datum):
            name = f"layer-{key}-{language}-{datum}.json"
            yield name, _written(name, partial(layer_json, read_plan(), key, language, datum))


def _shortlist(make: Callable[..., bytes], language: Language) -> bytes:
    return make(read_plan(), shortlist_of(4, languages=(language,)))


def _written(name: str, make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(make())

    return write


def _digests(path: Path) -> dict[str, str]:
    """Return the file's digest by its name; of a zip, also that of each member."""
    content = path.read_bytes()
    digests = {path.name: hashlib.sha256(content).hexdigest()}
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                digest = hashlib.sha256(archive.read(member)).hexdigest()
                digests[f"{path.name}!{member}"] = digest
    return digests


def make_share(share: int, target: Path) -> None:
    """Make one share of the exports of the checkout this process runs in; write their digests."""
    digests: dict[str, str] = {}
    for name, write in itertools.islice(exports(), share, None, SHARES):
        with tempfile.TemporaryDirectory() as folder:
            inside = Path(folder) / name if name.startswith("data-") else Path(folder)
            try:
                write(inside)
            except Exception as problem:  # a side that fails is compared as such
                digests[name] = f"{type(problem).__name__}: {problem}"
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    prefix = f"{name}/" if inside != Path(folder) else ""
                    digests |= {prefix + key: digest for key, digest in _digests(path).items()}
    target.write_text(json.dumps(digests, ensure_ascii=False, indent=0))


def digests() -> dict[str, str]:
    """Return the digests of all exports, made in `SHARES` processes at once."""
    with tempfile.TemporaryDirectory() as folder:
        shares = [Path(folder) / f"{share}.json" for share in range(SHARES)]
        started = [
            subprocess.Popen([sys.executable, "-m", _MODULE, "--share", str(share), str(target)])
            for share, target in enumerate(shares)
        ]
        codes = [process.wait() for process in started]
        if any(codes):
            raise SystemExit("exports could not be made")
        made: dict[str, str] = {}
        for target in shares:
            made |= json.loads(target.read_text())
    return made


_MODULE: Final = "benchmarks.export_identity"


def main() -> int:
    """Keep the digests, compare with those kept, or make one share."""
    parser = argparse.ArgumentParser(prog=f"python -m {_MODULE}")
    parser.add_argument("file", type=Path, help="digests kept, or to be kept")
    parser.add_argument("--share", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.share is not None:
        make_share(arguments.share, arguments.file)
        return 0
    new = digests()
    failed = sorted(key for key, digest in new.items() if ": " in digest)
    for key in failed:
        print("failed ", key, new[key])
    if not arguments.file.exists():
        arguments.file.write_text(json.dumps(new, ensure_ascii=False, indent=0))
        print(f"{len(new)} digests kept in {arguments.file}")
        return 1 if failed else 0
    old = json.loads(arguments.file.read_text())
    differing = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    for key in differing:
        print("differs", key)
    files = sum("!" not in key for key in old)
    print(f"{files} files, {len(old) - files} members of zips; {len(differing)} differ")
    return 1 if differing or failed else 0


if __name__ == "__main__":
    sys.exit(main())
