"""The layers of a sheet as geodata: GeoJSON (RFC 7946) and GeoPackage, for QGIS and the like.

Coordinates are lon/lat, WGS-84 (EPSG:4326), to 6 decimals (0.1 m); columns are those of
`geo.plan.schema`, floor area in m². Missing is null. The same brief makes the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import pyogrio.errors
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from briefings.bilingual import Speaker
from briefings.brief import Brief, require_sound
from briefings.paper.templates import compose
from briefings.publication import LAYER_TITLES, Publication, particulars, published
from geo.crs import GEOGRAPHIC
from geo.errors import PlanningError
from geo.plan import Plan
from geo.plan.layer_files import LAYER_FILES
from geo.plan.schema import Field

DECIMALS: Final = 6

_GDAL_ERRORS: Final = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FieldError,
)

_DRAWN_FROM: Final = {"capacity": ("zones", "parks")}
"""Map layers that are drawn from other layers' files."""

_GROUND: Final = ("subdistricts", "district")
_WRITTEN_AT: Final = "2000-01-01T00:00:00.000Z"
"""What a GeoPackage says of the time of its last change: the clock would change its bytes."""


class GeodataError(PlanningError):
    """The layers cannot be written as geodata."""


def geojson_files(plan: Plan, brief: Brief) -> dict[str, bytes]:
    """Return the layers a brief shows, with the district and its sub-districts, by file name.

    One FeatureCollection (UTF-8) a layer; its member `about` says where it comes from and how it
    is to be read. A public copy is without private fields. Raises a `BriefError` for a brief that
    is not sound.
    """
    require_sound(brief, plan)
    publication = published(plan, brief)
    about = _about(publication, brief)
    return {
        f"{layer}.geojson": _feature_collection(publication, layer, about)
        for layer in layers_of(plan, brief)
    }


def geopackage(plan: Plan, brief: Brief) -> bytes:
    """Return the same layers as one GeoPackage; lists are JSON texts, `about` the description.

    SQLite needs a file: raises `GeodataError` where the folder for passing files has no room.
    """
    require_sound(brief, plan)
    publication = published(plan, brief)
    say = brief.translators[0]
    about = "\n".join(f"{label}: {text}" for label, text in _about(publication, brief).items())
    try:
        with TemporaryDirectory() as folder, _same_time_always():
            path = Path(folder) / "layers.gpkg"
            for layer in layers_of(plan, brief):
                options = {"IDENTIFIER": say(LAYER_TITLES[layer]), "DESCRIPTION": about}
                _append(path, layer, _table(publication, layer), options)
            return path.read_bytes()
    except (OSError, *_GDAL_ERRORS) as error:
        raise GeodataError(
            f"GeoPackage 没有生成（{error}）：请检查临时文件夹的空间和权限"
        ) from error


def _append(path: Path, layer: str, table: gpd.GeoDataFrame, options: dict[str, str]) -> None:
    pyogrio.write_dataframe(
        table, path, layer=layer, driver="GPKG", append=path.exists(), layer_options=options
    )


def _about(publication: Publication, brief: Brief) -> dict[str, str]:
    """Return where a copy comes from and how it is to be read, by label."""
    rows = particulars(publication, brief, Speaker(brief.translators))
    return {" / ".join(label.splitlines()): text for label, text in rows}


def layers_of(plan: Plan, brief: Brief) -> list[str]:
    """Return the layer files that a brief's maps are drawn from, and the ground beneath them."""
    shown = {key for part in compose(plan, brief).maps for key in part.layers}
    files = {file for key in shown for file in _DRAWN_FROM.get(key, (key,))} | set(_GROUND)
    return [layer for layer in LAYER_FILES if layer in files & plan.layers.keys()]


def _fields(publication: Publication, layer: str) -> list[Field]:
    """Return the columns of a layer's copy: those of the schema without what is left out."""
    without = {
        column for item in publication.left_out if item.layer == layer for column in item.columns
    }
    return [field for field in LAYER_FILES[layer].fields if field.name not in without]


def _feature_collection(publication: Publication, layer: str, about: dict[str, str]) -> bytes:
    """Return a layer as GeoJSON text, a feature a line."""
    fields = _fields(publication, layer)
    id_column = LAYER_FILES[layer].id_column
    features = [
        {
            "type": "Feature",
            "id": row[id_column],
            "properties": {field.name: _value(row[field.name], field) for field in fields},
            "geometry": mapping(geometry) if (geometry := _rounded(row["geometry"])) else None,
        }
        for row in publication.plan.layer(layer).to_dict("records")
    ]
    lines = ",\n".join(_json(feature) for feature in features)
    head = f'"type": "FeatureCollection",\n"name": {_json(layer)},\n"about": {_json(about)},'
    return f'{{\n{head}\n"features": [\n{lines}\n]\n}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _value(value: Any, field: Field) -> Any:
    """Return a value as JSON has it: whole numbers without a point, missing as null."""
    if field.type == "texts":
        return list(value)
    if value is None or pd.isna(value):
        return None
    if field.type in ("number", "year"):
        return int(value) if float(value).is_integer() else float(value)
    return value


def _rounded(geometry: BaseGeometry | None) -> BaseGeometry | None:
    """Return a plane geometry with 6 decimals whose outer rings run counter-clockwise."""
    if geometry is None or geometry.is_empty:
        return None
    turned = shapely.orient_polygons(geometry)
    return shapely.transform(turned, lambda lon_lat: lon_lat.round(DECIMALS))  # drops heights


def _table(publication: Publication, layer: str) -> gpd.GeoDataFrame:
    """Return a layer as a table whose column types do not depend on its values."""
    features = publication.plan.layer(layer)
    columns = {
        field.name: _column(features[field.name], field) for field in _fields(publication, layer)
    }
    geometry = gpd.GeoSeries([_rounded(shape) for shape in features.geometry], crs=GEOGRAPHIC)
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC)


def _column(values: pd.Series, field: Field) -> pd.Series:
    values = values.reset_index(drop=True)
    if field.type == "year":
        return values.astype("Int64")
    if field.type == "number":
        return values.astype(float)
    made = [
        _json(_value(value, field)) if field.type == "texts" else _value(value, field)
        for value in values
    ]
    return pd.Series(made, dtype=object)


_CLOCK: Final = Lock()


@contextmanager
def _same_time_always() -> Iterator[None]:
    """Let GDAL, whose options are the process's, write the same time of change."""
    with _CLOCK:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _WRITTEN_AT})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
