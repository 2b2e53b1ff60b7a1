"""The card of a chosen sub-district: what of the plan lies in it."""

from __future__ import annotations

import geopandas as gpd
from markupsafe import Markup

from briefings.cards.markup import definition
from geo.measure import geodesic_area_m2, shared_land_m2
from geo.plan import Plan
from geo.translation import Translator
from layers.wording import MISSING, square_km


def subdistrict_card(plan: Plan, subdistrict_id: str, say: Translator) -> Markup:
    """Return the zones with the ground they share with it, and what else of the plan lies in it."""
    row = plan.subdistricts[plan.subdistricts["subdistrict_id"] == subdistrict_id]
    ground = row.geometry.iloc[0]
    shared = shared_land_m2(plan.zones, ground)
    sharing = plan.zones.loc[shared.index].to_dict("records")
    zones = [
        f"{say.name(zone)} {square_km(area)}" for zone, area in zip(sharing, shared, strict=True)
    ]

    def names(layer: gpd.GeoDataFrame) -> str:
        inside = layer[layer.intersects(ground)].to_dict("records")
        return say.join([say.name(feature) for feature in inside]) or MISSING

    inside = (
        (say("园区"), plan.parks),
        (say("轨道交通站"), plan.stations),
        (say("机构与地点"), plan.places),
    )
    rows = [
        (say("面积"), square_km(geodesic_area_m2(ground))),
        (say("所涉片区"), say.join(zones) or MISSING),
        *((title, names(layer)) for title, layer in inside if len(layer)),
    ]
    return Markup("<article class='card' tabindex='0'><h3>{}</h3>{}</article>").format(
        say.name(row.to_dict("records")[0]), definition(rows)
    )
