"""Publication of a briefing: the plan without what is private, and the particulars.

Whoever makes a file of a briefing (sheet, slides, page, workbook, geodata) draws `published(...)`
and says with `left_out_lines` what a public copy lacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd
from pyproj import CRS

from briefings.bilingual import Speaker
from briefings.brief import RELEASE_NAMES, SUBJECT_KINDS, Brief, Release
from geo.crs import central_meridian
from geo.plan import Plan
from geo.plan.private import LeftOut, without_private
from geo.plan.schema import CATEGORIES
from geo.translation import N_, Translator
from layers import metro, parks, places, zones
from layers.wording import count_word

LAYER_TITLES: Final = {
    "zones": zones.LAYER.title,
    "parks": parks.LAYER.title,
    "places": places.LAYER.title,
    "metro": metro.LAYER.title,
    "subdistricts": SUBJECT_KINDS["subdistrict"],
    "district": N_("区界"),
    "river": N_("江"),
    "roads": N_("道路"),
}
"""What the plan's layer files are called, in their order."""

_ACCOUNTS_RULES: Final = (
    N_("有包含关系的数字只计一次：园区数字已含于片区的，照样列出，不进合计。"),
    N_("空白表示规划未给出，不是 0。"),
    N_("“约”“余”“预计”随数字走；合计带上所含数字的全部限定词。"),
    N_("片区在地面上有重叠，用地合计按并集算，重叠只计一次。"),
)


def accounts_rules(plan: Plan, speak: Speaker) -> list[str]:
    """Return how the figures are to be read, for copies that travel without the interface."""
    rules = [speak.message(rule) for rule in _ACCOUNTS_RULES]
    if (count := len(plan.categories)) < 2:
        return rules
    apart = N_("{count}类建筑面积口径不同，不相加。")
    return [speak(lambda say: say(apart, count=count_word(count, say))), *rules]


def figures_note(plan: Plan, say: Translator) -> str:
    """Return in one line that categories are not added up, and that missing is not 0."""
    if (count := len(plan.categories)) < 2:
        return say("规划未给出的不作 0")
    return say("{count}类口径不同，不相加；规划未给出的不作 0", count=count_word(count, say))


@dataclass(frozen=True)
class Publication:
    """A plan as a briefing may show it, and what was left out of it."""

    plan: Plan
    left_out: tuple[LeftOut, ...] = ()


def published(plan: Plan, brief: Brief) -> Publication:
    """Return what a briefing may show: all of the plan inside, nothing private in public."""
    return _public(plan) if brief.release is Release.PUBLIC else Publication(plan)


@lru_cache(maxsize=4)
def _public(plan: Plan) -> Publication:
    return Publication(*without_private(plan))


def left_out_lines(left_out: Iterable[LeftOut], say: Translator) -> list[str]:
    """Return one line a private field that had values: its layer, its columns, how many."""
    return [
        say(
            "{layer}：{label}（{columns}），{values} 个值",
            layer=say(LAYER_TITLES[item.layer]),
            label=say(item.field.label),
            columns=_columns(item),
            values=item.values,
        )
        for item in left_out
        if item.values
    ]


def _columns(item: LeftOut) -> str:
    """Return the columns in few words: those of a floor area by what they begin with."""
    is_gfa = item.field.name in {category.column for category in CATEGORIES.values()}
    return f"{item.field.name.removesuffix('m2')}*" if is_gfa else ", ".join(item.columns)


def particulars(publication: Publication, brief: Brief, speak: Speaker) -> list[tuple[str, str]]:
    """Return what stands on every copy, as labels and texts in the languages of the briefing."""
    plan = publication.plan
    rows = [
        (N_("依据"), speak(lambda say: _basis(plan, say))),
        (N_("规划期"), speak(lambda say: _period(plan, brief, say))),
        (N_("资料来源"), source_line(plan, brief, speak)),
        (N_("数据日期"), brief.data_date.isoformat() if brief.data_date else _blank(speak)),
        (N_("制图单位"), brief.unit or _blank(speak)),
        (N_("审图号"), approval_number(plan, brief, speak)),
        (N_("用途"), speak.message(RELEASE_NAMES[brief.release])),
        (N_("边界"), speak(lambda say: sketch_note(plan, say))),
        (N_("许可"), "\n".join(licences(plan))),
    ]
    if brief.release is Release.PUBLIC:
        rows.append((N_("未公开的字段"), speak(lambda say: _left_out(publication, say))))
    if brief.link:
        rows.append((N_("链接"), brief.link))
    return [(speak.message(label), _whole_characters(text)) for label, text in rows]


def _whole_characters(text: str) -> str:
    """Return a text that any file can hold: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def licences(plan: Plan) -> list[str]:
    """Return the licences of the boundaries, each once."""
    return list(dict.fromkeys(pd.concat([plan.zones["licence"], plan.parks["licence"]])))


def _left_out(publication: Publication, say: Translator) -> str:
    return "\n".join(left_out_lines(publication.left_out, say)) or say("无")


def _basis(plan: Plan, say: Translator) -> str:
    title, chapter = say.name(plan.profile, "title"), say.name(plan.profile, "chapter")
    return say("《{title}》{chapter}", title=title, chapter=chapter)


def _period(plan: Plan, brief: Brief, say: Translator) -> str:
    start, end = plan.profile.period_start, plan.profile.period_end
    ended = brief.data_date is not None and brief.data_date.year > end
    note = say("规划期已结束，以下为规划所述数字，非现状统计") if ended else ""
    return f"{start}–{end} {note}".rstrip()


def source_line(plan: Plan, brief: Brief, speak: Speaker) -> str:
    """Return where figures and ground come from: the brief's words, else the plan's title."""

    def written(say: Translator) -> str:
        title = say.name(plan.profile, "title")
        return _with_ground(plan, title, say)

    return brief.source or speak(written)


def source_in_one_line(plan: Plan, speak: Speaker) -> str:
    """Return the plan's title in every language, and where the ground comes from, said once."""
    titles = speak.name(plan.profile, "title").replace("\n", " / ")
    return _with_ground(plan, titles, speak.first)


def _with_ground(plan: Plan, title: str, say: Translator) -> str:
    if plan.has_openstreetmap_data:
        return say("《{title}》；底图 © OpenStreetMap contributors", title=title)
    return say("《{title}》", title=title)


def approval_number(plan: Plan, brief: Brief, speak: Speaker) -> str:
    """Return the map's approval number, or that it is not given."""
    return str(brief.approval_number or plan.profile.map_approval_number or "") or _blank(speak)


def _blank(speak: Speaker) -> str:
    return speak.message("（未填）")


def sketch_note(plan: Plan, say: Translator) -> str:
    """Return that the boundaries are schematic, and how far they may be off."""
    errors = (f"{error:g}" for error in plan.zones["error_m"].agg(["min", "max"]))
    return say("示意图：边界非法定界线，误差 {error} m", error="–".join(dict.fromkeys(errors)))


def projection_name(crs: str, say: Translator) -> str:
    """Return datum, projection and central meridian of a projected CRS, as a map is signed.

    Examples
    --------
    >>> from geo.translation import CHINESE
    >>> projection_name("EPSG:4549", CHINESE)
    'CGCS2000，高斯-克吕格投影，中央经线 120°E'
    >>> projection_name("EPSG:32650", CHINESE)
    'WGS 84，UTM 投影 50N 带，中央经线 117°E'
    """
    projected = CRS(crs)
    assert projected.geodetic_crs and projected.coordinate_operation  # noqa: S101 - a projected CRS
    datum = projected.geodetic_crs.name.replace(*_CGCS2000)
    name, method = projected.coordinate_operation.name, projected.coordinate_operation.method_name
    if "Gauss-Kruger" in name:
        method = say("高斯-克吕格投影")
    elif projected.utm_zone:
        method = say("UTM 投影 {zone} 带", zone=projected.utm_zone)
    elif method == "Transverse Mercator":
        method = say("横轴墨卡托投影")
    meridian = central_meridian(crs)
    if meridian is None:
        return say("{datum}，{projection}", datum=datum, projection=method)
    side = "W" if meridian < 0 else "E"
    return say(
        "{datum}，{projection}，中央经线 {meridian}",
        datum=datum,
        projection=method,
        meridian=f"{abs(meridian):g}°{side}",
    )


_CGCS2000: Final = ("China Geodetic Coordinate System 2000", "CGCS2000")
