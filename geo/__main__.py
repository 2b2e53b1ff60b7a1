"""Command line: `python -m geo totals | check | digitise | carriers | query`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from geo.commands import carriers, query
from geo.errors import PlanningError
from geo.plan import Plan, data_directory, read_plan
from geo.plan.accounts import By, totals
from geo.plan.digitise import digitise
from geo.plan.folder import read_zones
from geo.plan.layer_files import LAYER_FILES
from geo.plan.profile import PROFILE, read_profile
from geo.plan.schema import CATEGORIES, M2_PER_WAN, QUALIFIERS


def _records(plan: Plan, by: By) -> list[dict[str, Any]]:
    """Return the totals as plain records: missing figures are None, floor area in m²."""
    table = totals(plan.figures, by=by)
    records = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _table(plan: Plan, by: By) -> str:
    if plan.figures.empty:
        return "规划没有给出建筑面积。"
    names = plan.zones.set_index("zone_id")["name"]
    kinds = plan.profile.kinds
    kinds = plan.profile.kinds
    rows = []
    for record in _records(plan, by):
        group = {
            "zone": names.get(record.get("zone_id")),
            "kind": kinds[record["kind"]].label if "kind" in record else "",
        }
        rows.append(
            {
                **({"分组": group[by]} if by in group else {}),
                "类别": CATEGORIES[record["category"]].label,
                "建筑面积（万㎡）": _wan(record["gfa_m2"]),
                "限定": "、".join(QUALIFIERS[qualifier] for qualifier in record["qualifiers"]),
                "已含于他处（万㎡）": _wan(record["nested_gfa_m2"]),
            }
        )
    with pd.option_context("display.unicode.east_asian_width", True, "display.width", 200):
        return pd.DataFrame(rows).to_string(index=False)


def _wan(gfa_m2: float | None) -> str:
    return "—" if gfa_m2 is None else f"{gfa_m2 / M2_PER_WAN:,.10g}"


def _show_totals(arguments: argparse.Namespace) -> None:
    plan = read_plan(arguments.data)
    if arguments.json:
        print(json.dumps(_records(plan, arguments.by), ensure_ascii=False, indent=1))
    else:
        print(_table(plan, arguments.by))


def _check(arguments: argparse.Namespace) -> None:
    path: Path = arguments.path or arguments.data
    if path.is_dir():
        plan = read_plan(path)
        layers = "、".join(f"{name} {len(layer)}" for name, layer in plan.layers.items())
        missing = "、".join(name for name in LAYER_FILES if name not in plan.layers)
        print(f"{path.name} 没有问题：《{plan.profile.title}》；{layers}")
        print(f"没有的图层：{missing or '无'}")
    else:
        profile = arguments.data / PROFILE
        zones = read_zones(path, read_profile(profile) if profile.exists() else None)
        print(f"{path.name} 没有问题：{len(zones)} 个片区")


def _digitise(arguments: argparse.Namespace) -> None:
    for path in digitise(arguments.data):
        print(f"已按控制点更新 {path.name}")


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description="规划数据与建筑面积账")
    parser.add_argument(
        "--data", type=Path, default=data_directory(), help="数据目录（默认随附数据）"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    command = commands.add_parser("totals", help="各类建筑面积合计")
    command.add_argument("--by", choices=get_args(By), default="all", help="分组")
    command.add_argument("--json", action="store_true", help="输出 JSON（单位平方米）")
    command.set_defaults(run=_show_totals)
    command = commands.add_parser("check", help="检查数据目录或片区文件，一次列出全部问题")
    command.add_argument(
        "path", type=Path, nargs="?", help="数据目录，或一个片区 GeoJSON 文件（默认数据目录）"
    )
    command.set_defaults(run=_check)
    command = commands.add_parser("digitise", help="按控制点重写各图层的几何")
    command.set_defaults(run=_digitise)
    carriers.add_commands(commands)
    query.add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None, program: str = "python -m geo") -> int:
    """Run one command; 0 when well, 1 when the data have a fault, 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign still shows the rest
    arguments = _parser(program).parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except PlanningError as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
