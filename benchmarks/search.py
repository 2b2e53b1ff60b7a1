"""A query of five criteria over 10,000 … 1,000,000 carriers: our search beside DuckDB.

Run: `python -m benchmarks.search [LARGEST]`. Carriers are demo data (演示数据), the same for both.
Both work in this process, on two threads at most, and answer with the 50 best: free area, day,
rent, industry and straight-line distance to Line 15 must be met; the score is the same. Ours also
judges near misses and tells every part of the score. DuckDB works the distance out in the query;
the time of our first query of a line, which does so too, stands beside the warm one.

Draws the curve to `docs/images/search_curve.png`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

import duckdb
import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.figure import Figure

from benchmarks.browser import machine
from benchmarks.servers import ROOT
from geo.carriers.demo import demo_carriers
from geo.carriers.inventory import Inventory
from geo.plan import Plan, read_plan
from geo.search.candidates import Candidates, candidates_of
from geo.search.criteria.metro import Near
from geo.search.query import Query
from geo.search.search import search

TARGET_MS: Final = 100.0
SIZES: Final = (10_000, 30_000, 100_000, 300_000, 1_000_000)
_RUNS: Final = 15
_TODAY: Final = date(2024, 3, 1)
_LINE: Final = "15"
QUERY: Final = Query(
    area_min_m2=3000,
    ready_by=date(2024, 12, 31),
    rent_max=5.0,
    industries=("chip",),
    near=Near(line=_LINE, max_m=800),
)
PICTURE: Final = ROOT / "docs" / "images" / "search_curve.png"

_SQL: Final = """
WITH placed AS (
  SELECT *, (SELECT min(sqrt((c.x - s.x) ** 2 + (c.y - s.y) ** 2)) FROM stations s) AS metres
  FROM carriers c
  WHERE status IN ('vacant', 'reserved') AND available_gfa_m2 >= $area AND ready_date <= $day
    AND rent_cny_m2_day <= $rent AND list_contains(industries, $industry)
)
SELECT candidate_id, 20 * (
    0.5 + 0.5 * least(1, $area / available_gfa_m2) + 1 + (1 - 0.5 * rent_cny_m2_day / $rent)
    + 1 + (1 - 0.5 * metres / $metres)) AS score
FROM placed WHERE metres <= $metres
ORDER BY round(score, 9) DESC, candidate_id LIMIT 50
"""
"""The same query in SQL; values are parameters."""


@dataclass(frozen=True)
class Timed:
    """What one size took, ms."""

    carriers: int
    first: float
    warm: float
    duck: float


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _ask(candidates: Candidates) -> list[tuple[str, float]]:
    found = search(candidates, QUERY, today=_TODAY)
    return [(finding.candidate_id, finding.score) for finding in found.matches]


def _duck(plan: Plan, candidates: Candidates) -> Callable[[], list[tuple[str, float]]]:
    """Load the same carriers into DuckDB, positions in metres, and return the query."""
    stations = plan.stations[[_LINE in lines for lines in plan.stations["lines"]]]
    connection = duckdb.connect(config={"threads": 2})
    table = candidates.table.reset_index()
    points = _points(candidates.table).to_crs(candidates.plan.metric_crs)
    names = ["candidate_id", "available_gfa_m2", "ready_date", "rent_cny_m2_day", "status"]
    given = table[names].assign(
        industries=table["industries"].map(list), x=points.x.to_numpy(), y=points.y.to_numpy()
    )
    metric = candidates.plan.metric_crs
    positions = shapely.get_coordinates(stations.geometry.to_crs(metric))
    places = pd.DataFrame(positions, columns=["x", "y"])
    connection.register("given", given)
    connection.register("places", places)
    connection.execute("CREATE TABLE carriers AS SELECT * FROM given")
    connection.execute("CREATE TABLE stations AS SELECT * FROM places")
    values = {
        "area": QUERY.area_min_m2,
        "day": QUERY.ready_by,
        "rent": QUERY.rent_max,
        "industry": QUERY.industries[0],
        "metres": QUERY.near.max_m if QUERY.near else None,
    }
    return lambda: connection.execute(_SQL, values).fetchall()


def _points(table: pd.DataFrame) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), crs="EPSG:4326")


def measure(plan: Plan, count: int) -> Timed:
    """Return what a number of carriers takes; raise where the two do not answer the same."""
    candidates = candidates_of(plan, Inventory(demo_carriers(plan, count)))
    duck = _duck(plan, candidates)
    first = _ms(lambda: _ask(candidates))
    ours, theirs = _ask(candidates), duck()
    if [key for key, _ in ours] != [key for key, _ in theirs]:
        raise SystemExit(f"{count}: the two rank differently")
    warm = [(_ms(lambda: _ask(candidates)), _ms(duck)) for _ in range(_RUNS)]
    return Timed(count, first, median(own for own, _ in warm), median(their for _, their in warm))


def draw(timed: list[Timed]) -> None:
    """Draw the times against the number of carriers, both axes logarithmic."""
    figure = Figure(figsize=(8, 4.5), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    counts = [own.carriers for own in timed]
    axes.plot(counts, [own.warm for own in timed], "o-", color="#0b5cad", label="search, warm")
    axes.plot(
        counts,
        [own.first for own in timed],
        "o:",
        color="#0b5cad",
        label="search, first query of a line",
    )
    axes.plot(counts, [own.duck for own in timed], "s--", color="#8a5a00", label="DuckDB, warm")
    linear = [timed[-1].warm * count / counts[-1] for count in counts]
    axes.plot(counts, linear, color="#999999", linewidth=1, label="linear growth")
    axes.axhline(TARGET_MS, color="#b00020", linewidth=1, linestyle="-.", label="100 ms")
    axes.set(xscale="log", yscale="log", xlabel="carriers", ylabel="ms (median)")
    axes.set_title("Query of five criteria, ranked: time against number of carriers")
    axes.grid(visible=True, which="both", alpha=0.25)
    axes.legend()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PICTURE, metadata={"Software": None})


def main() -> None:
    """Measure every size up to the largest asked for, print and draw."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    print(machine())
    print(f"{'carriers':>10} {'first ms':>9} {'warm ms':>9} {'DuckDB ms':>10} {'DuckDB/ours':>12}")
    plan, timed = read_plan(), []
    for count in (size for size in SIZES if size <= largest):
        own = measure(plan, count)
        timed.append(own)
        ratio = own.duck / own.warm
        print(f"{count:>10,} {own.first:9.1f} {own.warm:9.1f} {own.duck:10.1f} {ratio:12.2f}")
    of_target = next((own for own in timed if own.carriers == 100_000), None)
    if of_target:
        verdict = "met" if of_target.warm <= TARGET_MS else "missed"
        print(f"100,000 warm: {of_target.warm:.1f} ms, target {TARGET_MS:.0f} ms: {verdict}")
    growth = (timed[-1].warm / timed[0].warm) / (timed[-1].carriers / timed[0].carriers)
    print(f"growth from {timed[0].carriers:,} to {timed[-1].carriers:,}: {growth:.2f} of linear")
    draw(timed)


if __name__ == "__main__":
    main()
