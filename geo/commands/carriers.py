"""Command line of carriers: `python -m geo carriers check | demo`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from geo.carriers.demo import demo_carriers
from geo.carriers.importing import ImportResult, import_carriers
from geo.carriers.schema import CARRIER_FIELDS, STATUSES, TENURES
from geo.crs import Datum
from geo.errors import PlanningError
from geo.files import write_whole
from geo.plan import Plan, read_plan

_MOST_DEMO = 1_000_000
_SHOWN_READINGS = 20


class CarrierCommandError(PlanningError):
    """A command about carriers that cannot be carried out."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `carriers` to the commands of `python -m geo`."""
    carriers = commands.add_parser("carriers", help="载体文件：检查，或生成演示数据")
    actions = carriers.add_subparsers(required=True, metavar="操作")
    check = actions.add_parser("check", help="检查载体文件，逐格列出问题和读法")
    check.add_argument("file", type=Path, help="载体文件（.xlsx 或 .csv）")
    add_datum(check)
    check.set_defaults(run=_check)
    demo = actions.add_parser("demo", help="生成演示数据（CSV）")
    demo.add_argument("count", type=int, help="载体个数")
    demo.add_argument("--seed", type=int, default=1, help="随机种子：同样的种子，同样的数据")
    demo.add_argument("-o", "--output", type=Path, help="写到文件（默认标准输出）")
    demo.add_argument("--force", action="store_true", help="覆盖已有的文件")
    demo.set_defaults(run=_demo)


def add_datum(parser: argparse.ArgumentParser) -> None:
    """Let a command say in which datum a file's positions are."""
    parser.add_argument(
        "--datum",
        choices=[str(datum) for datum in Datum],
        default=str(Datum.WGS84),
        help="经纬度的坐标系（默认 wgs84）",
    )


def read_carriers(path: Path, plan: Plan, datum: str, today: date) -> ImportResult:
    """Return what a file of carriers holds; raise where it cannot be read or has faults."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise CarrierCommandError(
            f"不能读取 {path.name}（{problem.strerror}）：请检查路径"
        ) from problem
    result = import_carriers(content, plan, datum=Datum(datum), today=today)
    if result.faults:
        lines = [f"{path.name} 有 {result.fault_count} 处问题，没有读入任何载体："]
        lines += [f"{number}. {fault}" for number, fault in enumerate(result.faults, start=1)]
        if result.fault_count > len(result.faults):
            lines.append(f"另有 {result.fault_count - len(result.faults)} 处同样的问题")
        raise CarrierCommandError("\n".join(lines))
    return result


def _check(arguments: argparse.Namespace) -> None:
    plan = read_plan(arguments.data)
    result = read_carriers(arguments.file, plan, arguments.datum, date.today())
    print(f"{arguments.file.name} 没有问题：{len(result.carriers)} 个载体")
    if result.hidden:
        listed = "、".join(result.hidden[:_SHOWN_READINGS])
        print(f"  隐藏的行、列也读入了：{listed}{' 等' * (len(result.hidden) > _SHOWN_READINGS)}")
    for reading in result.readings[:_SHOWN_READINGS]:
        said = f"“{reading.text}”读作 {reading.value}（{reading.rule}）"
        print(f"  {reading.cell} {reading.column}{said}")
    if len(result.readings) > _SHOWN_READINGS:
        print(f"  另有 {len(result.readings) - _SHOWN_READINGS} 格也是换算的")


def _demo(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.count <= _MOST_DEMO:
        raise CarrierCommandError(f"个数 {arguments.count} 不在 1—{_MOST_DEMO:,} 之间：请改正")
    text = demo_csv(read_plan(arguments.data), arguments.count, arguments.seed)
    if arguments.output is None:
        sys.stdout.write(text)
        return
    write_whole(arguments.output, text.encode("utf-8-sig"), force=arguments.force)
    print(f"已写入 {arguments.count:,} 个演示载体：{arguments.output.name}")


def demo_csv(plan: Plan, count: int, seed: int = 1) -> str:
    """Return demo carriers as a file that can be taken: CSV, Chinese headers."""
    table = demo_carriers(plan, count, seed)
    shown: dict[str, pd.Series] = {
        "industries": table["industries"].map("、".join),
        "tenure": table["tenure"].map(TENURES),
        "status": table["status"].map(STATUSES),
    }
    labels = {field.name: field.label for field in CARRIER_FIELDS}
    return str(table.assign(**shown)[list(labels)].rename(columns=labels).to_csv(index=False))
