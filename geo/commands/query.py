"""Command line of site search: `python -m geo query "2024年底前3000平米，日租金5元以内"`."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from geo.carriers.inventory import Inventory
from geo.carriers.store import Store, store_directory
from geo.commands.carriers import add_datum, read_carriers
from geo.errors import PlanningError
from geo.plan import Plan, read_plan
from geo.question import Asked, ask
from geo.search.candidates import Candidates, candidates_of
from geo.search.criteria.area import area_text
from geo.search.findings import Combination, Finding, Findings
from geo.search.place_names import holder_text
from geo.search.query import Query
from geo.search.query_string import parameters, query_from_parameters, query_parameters
from geo.search.search import search
from geo.search.sentences import SCOPES, chip, note_text, part_text, reason
from geo.translation import CHINESE


class QueryCommandError(PlanningError):
    """A search that was not asked for rightly."""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `query` to the commands of `python -m geo`."""
    command = commands.add_parser("query", help="选址：用一句话或筛选条件查找")
    command.add_argument("question", nargs="?", default="", help="一句话的需求")
    for filter_ in parameters():
        command.add_argument(f"--{filter_.name}", metavar=filter_.example, help=filter_.help)
    command.add_argument("--carriers", type=Path, metavar="文件", help="载体文件（默认用台账）")
    add_datum(command)
    command.add_argument("--most", type=int, default=10, help="最多列出几个（默认 10）")
    command.add_argument(
        "--today", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="今天是哪天"
    )
    command.add_argument("--json", action="store_true", help="输出 JSON")
    command.set_defaults(run=_query)


def _query(arguments: argparse.Namespace) -> None:
    plan = read_plan(arguments.data)
    today = arguments.today or date.today()
    asked = ask(arguments.question, plan, today=today)
    query = _with_filters(asked.query, arguments, plan)
    if not query.asked:
        left = "、".join(f"“{text}”" for text in asked.ignored)
        hint = f"没有听懂 {left}。" if left else ""
        raise QueryCommandError(f"{hint}请说面积、时间、产业、位置等要求，或用 --area 等筛选")
    candidates = candidates_of(plan, _inventory(arguments, plan, today))
    findings = search(candidates, query, today=today, most=max(arguments.most, 1))
    if arguments.json:
        print(
            json.dumps(
                _as_json(asked, findings, candidates), ensure_ascii=False, indent=1, default=str
            )
        )
    else:
        _print(asked, findings, candidates)


def _with_filters(query: Query, arguments: argparse.Namespace, plan: Plan) -> Query:
    """Return the query with the filters, each in place of what the question says of it."""
    texts = {own.name: getattr(arguments, own.name) for own in parameters()}
    given = {name: text for name, text in texts.items() if text}
    found, unknown = query_from_parameters(query_parameters(query) | given, plan)
    if unknown:
        raise QueryCommandError(f"筛选条件不对：{'、'.join(unknown)}。写法见 --help")
    return found


def _inventory(arguments: argparse.Namespace, plan: Plan, today: date) -> Inventory:
    if arguments.carriers is None:
        return Store(store_directory(), plan).current()
    result = read_carriers(arguments.carriers, plan, arguments.datum, today)
    return Inventory(carriers=result.carriers)


def _as_json(asked: Asked, findings: Findings, candidates: Candidates) -> dict[str, Any]:
    def described(finding: Finding) -> dict[str, Any]:
        said = reason(finding, findings.query, candidates.plan)
        return {"name": _name(finding, candidates), **asdict(finding), "reason": said}

    return {
        "query": query_parameters(findings.query),
        "ignored": asked.ignored,
        "rules": [rule.words() for rule in asked.rules],
        "source": findings.source,
        "match_count": findings.match_count,
        "searched_count": findings.searched_count,
        "matches": [described(finding) for finding in findings.matches],
        "near_misses": [described(finding) for finding in findings.near_misses],
        "combinations": [asdict(own) for own in findings.combinations],
        "notes": findings.notes,
    }


def _print(asked: Asked, findings: Findings, candidates: Candidates) -> None:
    plan, query = candidates.plan, findings.query
    print("条件：" + "；".join(_chip(key, query, plan) for key in query.asked))
    rules = [rule.words() for rule in asked.rules]
    for title, texts in (("没有听懂", asked.ignored), ("按规则", rules)):
        if texts:
            print(f"{title}：{'；'.join(texts)}")
    kind = "个载体" if findings.source == "carriers" else "个片区、园区"
    print(f"查了 {findings.searched_count:,} {kind}，符合的 {findings.match_count:,} 个")
    for number, finding in enumerate(findings.matches, start=1):
        print(f"{number}. {_name(finding, candidates)} {finding.score:.1f} 分")
        print(f"   {reason(finding, query, plan)}")
    if findings.near_misses:
        print("差一点的：")
    for finding in findings.near_misses:
        missed = "、".join(part_text(part, query, plan) for part in finding.missed)
        print(f"·  {_name(finding, candidates)}：{missed}")
    for own in findings.combinations:
        print(_combination(own, candidates))
    for note in findings.notes:
        print(f"注：{note_text(note, plan)}")


def _chip(criterion: str, query: Query, plan: Plan) -> str:
    text = chip(criterion, query, plan)
    weight = query.weights.get(criterion)
    return f"希望 {text}（权重 {weight:g}）" if weight else text


def _name(finding: Finding, candidates: Candidates) -> str:
    row = candidates.table.loc[[finding.candidate_id]].to_dict("records")[0]
    if row["kind"] == "carrier":
        return str(row["name"])
    return f"{row['name']} · {holder_text(candidates.plan, row)}"


def _combination(own: Combination, candidates: Candidates) -> str:
    names = CHINESE.join([str(candidates.table.at[key, "name"]) for key in own.candidate_ids])
    return f"组合（{SCOPES[own.scope]}）：{names}，共 {area_text(own.area_m2)}"
