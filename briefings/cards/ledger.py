"""The ledger as a table: zones with their parks, year by year, each sum written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from briefings.cards.markup import joined
from geo.translation import Translator
from layers.wording import MISSING, unit_m2, wan_unit


def ledger_table(book: pd.DataFrame, last: int, say: Translator) -> Markup:
    """Return the ledger (`geo.carriers.ledger.LEDGER_COLUMNS`): a row a holder, a column a year.

    Rows of the kind `total` stand out, and say that they are an estimate that counts once.

    Years after the `last` of the plan's period say so.

    A cell shows what is available (万㎡, million m² in English; ≥ where what stands is not known)
    and how it comes about; a figure that is part of another zone's stands in brackets. Where
    less is left in that zone than in the figure itself, the cell says how much.
    """
    years = list(dict.fromkeys(book["year"]))
    after = Markup("<small>{}</small>").format(say("规划期后"))
    head = joined(
        Markup("<th scope='col'>{}{}</th>").format(year, after if year > last else "")
        for year in years
    )
    names = {row["holder_id"]: say.name(row) for row in book.to_dict("records")}
    groups = book.groupby("holder_id", sort=False)
    rows = joined(_row(own, names, say) for _, own in groups)
    return Markup(
        "<div class='sheet' role='region' tabindex='0' aria-label='{title}'>"
        "<table class='ledger'><thead><tr><th scope='col'>{name}<small>{unit}</small></th>{head}"
        "</tr></thead><tbody>{rows}</tbody></table></div>"
    ).format(
        title=say("分年台账"), name=say("片区、园区"), unit=wan_unit(say), head=head, rows=rows
    )


def _row(own: pd.DataFrame, names: Mapping[str, str], say: Translator) -> Markup:
    records: list[Any] = own.to_dict("records")
    first = records[0]
    cells = joined(_cell(record, names, say) for record in records)
    name = say.name(first)
    if first["kind"] == "total":
        name = Markup("{}<small>{}</small>").format(say("合计（估算）"), say("重叠只计一次"))
    return Markup("<tr class='{kind}'><th scope='row' dir='auto'>{name}</th>{cells}</tr>").format(
        kind=first["kind"], name=name, cells=cells
    )


def _cell(record: dict[str, Any], names: Mapping[str, str], say: Translator) -> Markup:
    available = _amount(record["available_gfa_m2"], say)
    if available == MISSING:
        return Markup("<td class='unknown'><b>{}</b></td>").format(MISSING)
    sign = "≥ " if record["is_lower_bound"] else ""
    nested = float(str(record["nested_gfa_m2"])) > 0
    excess = float(str(record["excess_gfa_m2"]))
    over = say("超出 {area}", area=_amount(excess, say)) if excess > 0 else ""
    if record["reservable_gfa_m2"] < record["available_gfa_m2"]:
        left = _amount(record["reservable_gfa_m2"], say)
        over = say("{zone}只剩 {area}", zone=names[record["limited_by"]], area=left)
    figure = f"{sign}{available}"
    shown = say("（{figure}）", figure=figure) if nested else figure
    return Markup("<td{tight}><b>{shown}</b><small>{sum}</small>{over}</td>").format(
        tight=Markup(" class='tight'") if excess > 0 else "",
        shown=shown,
        sum=_sum(record, say),
        over=Markup("<em>{}</em>").format(over) if over else "",
    )


def _sum(record: dict[str, Any], say: Translator) -> Markup:
    """Return how the figure comes about: 现状 550 + 新增 20 − 预留 0.3, each part in one line."""
    existing = _amount(record["existing_gfa_m2"], say)
    parts = [say("现状 {area}", area=existing) if existing != MISSING else say("现状未知")]
    delivered = _amount(record["delivered_gfa_m2"], say)
    parts += [say("+ 新增 {area}", area=delivered)] if delivered != MISSING else []
    committed = float(str(record["committed_gfa_m2"]))
    parts += [say("− 预留 {area}", area=_amount(committed, say))] if committed else []
    return Markup(" ").join(Markup("<span>{}</span>").format(part) for part in parts)


def _amount(area_m2: object, say: Translator) -> str:
    area = float(str(area_m2))
    return MISSING if pd.isna(area) else f"{area / unit_m2(say):,.6g}"


def differences_table(differences: pd.DataFrame, say: Translator) -> Markup:
    """Return what does not add up (`geo.carriers.reconciliation.DIFFERENCE_COLUMNS`), m²."""
    levels = {"parks": say("园区合计"), "carriers": say("载体合计")}
    titles = (say("片区、园区"), say("年"), say("台账"), say("对照"), say("分项合计"), say("相差"))
    head = joined(
        Markup("<th scope='col'{}>{}</th>").format(
            Markup(" class='text'") if index in (0, 3) else "", title
        )
        for index, title in enumerate(titles)
    )
    rows = joined(
        Markup(
            "<tr><th scope='row' dir='auto'>{}</th><td>{}</td><td>{}</td><td class='text'>{}</td>"
            "<td>{}</td><td><b>{}</b></td></tr>"
        ).format(
            say.name(row),
            row["year"],
            f"{row['figure_gfa_m2']:,.0f}",
            levels[row["level"]],
            f"{row['parts_gfa_m2']:,.0f}",
            f"{row['difference_gfa_m2']:+,.0f}",
        )
        for row in differences.to_dict("records")
    )
    return Markup(
        "<div class='sheet' role='region' tabindex='0' aria-label='{}'><table class='plain'>"
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(say("对不上的"), head, rows)


def plain_table(
    title: str, heads: list[str], rows: list[list[str]], *, numbers: frozenset[int] = frozenset()
) -> Markup:
    """Return texts as a table; columns of `numbers` stand to the right."""

    def cell(index: int, text: str) -> Markup:
        kind = "" if index in numbers else Markup(" class='text' dir='auto'")
        return Markup("<td{}>{}</td>").format(kind, text)

    head = joined(
        Markup("<th scope='col'{}>{}</th>").format(
            "" if index in numbers else Markup(" class='text'"), text
        )
        for index, text in enumerate(heads)
    )
    body = joined(
        Markup("<tr>{}</tr>").format(joined(cell(*one) for one in enumerate(row))) for row in rows
    )
    return Markup(
        "<div class='sheet' role='region' tabindex='0' aria-label='{}'><table class='plain'>"
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(title, head, body)
