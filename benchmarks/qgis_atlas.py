"""QGIS's print layout over the same layers and furniture.

Runs in the Python that Debian's python3-qgis belongs to, not in the project's environment:
`/usr/bin/python3 benchmarks/qgis_atlas.py DATA_DIRECTORY COVERAGE.geojson OUT_DIRECTORY`.
Prints one line of JSON: seconds for the start and seconds for all pages.
"""

import json
import os
import sys
import time
from pathlib import Path

BEGUN = time.perf_counter()

from qgis.core import (  # noqa: E402 - the start of QGIS is measured too
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QFont  # noqa: E402

MM = QgsUnitTypes.LayoutMillimeters
FIGURES = (
    "现状 ≈550 万㎡",
    "新增 预计 100 万㎡",
    "规划集聚 220 万㎡",
    "联动 ≥400 万㎡",
    "存量更新 400 万㎡",
)
WIDTH, HEIGHT, DPI = 338.667, 190.5, 144


def layer(directory, name, geometry=""):
    suffix = f"|geometrytype={geometry}" if geometry else ""
    made = QgsVectorLayer(f"{directory / name}.geojson{suffix}", name, "ogr")
    if not made.isValid():
        raise SystemExit(name)
    QgsProject.instance().addMapLayer(made)
    return made


def single(target, symbol):
    target.setRenderer(QgsSingleSymbolRenderer(symbol))


def labelled(target, size):
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    text = settings.format()
    text.setFont(QFont("Noto Sans CJK SC"))
    text.setSize(size)
    buffer = text.buffer()
    buffer.setEnabled(True)
    text.setBuffer(buffer)
    settings.setFormat(text)
    target.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    target.setLabelsEnabled(True)


def drawn_layers(directory):
    """Return the layers from top to bottom, in our colours."""
    zones = layer(directory, "zones")
    pole = QgsFillSymbol.createSimple(
        {"color": "176,58,30,76", "outline_color": "#B03A1E", "outline_width": "0.6"}
    )
    belt = QgsFillSymbol.createSimple(
        {
            "style": "f_diagonal",
            "color": "#1B6A8F",
            "outline_color": "#1B6A8F",
            "outline_style": "dash",
        }
    )
    categories = [QgsRendererCategory("pole", pole, "极"), QgsRendererCategory("belt", belt, "带")]
    zones.setRenderer(QgsCategorizedSymbolRenderer("kind", categories))
    labelled(zones, 11)
    stations = layer(directory, "metro", "Point")
    single(stations, QgsMarkerSymbol.createSimple({"color": "white", "size": "1.6"}))
    labelled(stations, 8)
    tracks = layer(directory, "metro", "MultiLineString")
    single(tracks, QgsLineSymbol.createSimple({"line_color": "#A9B0BA", "line_width": "0.5"}))
    parks = layer(directory, "parks", "Point")
    diamond = {"name": "diamond", "color": "#7A5C00", "size": "3"}
    single(parks, QgsMarkerSymbol.createSimple(diamond))
    labelled(parks, 9)
    subdistricts = layer(directory, "subdistricts")
    outline = {"style": "no", "outline_color": "#B9BFC4", "outline_style": "dot"}
    single(subdistricts, QgsFillSymbol.createSimple(outline))
    labelled(subdistricts, 9)
    roads = layer(directory, "roads")
    single(roads, QgsLineSymbol.createSimple({"line_color": "#DDD9CF", "line_width": "0.6"}))
    river = layer(directory, "river")
    single(river, QgsFillSymbol.createSimple({"color": "#C6DDEA", "outline_style": "no"}))
    district = layer(directory, "district")
    single(district, QgsFillSymbol.createSimple({"color": "#FBFAF6", "outline_color": "#7A828C"}))
    return [zones, stations, tracks, parks, subdistricts, roads, river, district]


def put(layout, item, frame):
    left, top, width, height = frame
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.attemptResize(QgsLayoutSize(width, height, MM))
    layout.addLayoutItem(item)
    return item


def written(layout, text, size, *frame):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setFont(QFont("Noto Sans CJK SC", size))
    return put(layout, label, frame)


def composed(layers, coverage):
    """Return a layout with title, map, inset, legend, scale bar, arrow, figures and source line."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(WIDTH, HEIGHT, MM))
    layout.renderContext().setDpi(DPI)
    crs = QgsCoordinateReferenceSystem("EPSG:4549")
    main = put(layout, QgsLayoutItemMap(layout), (13, 32, 170, 138))
    inset = put(layout, QgsLayoutItemMap(layout), (190, 125, 60, 45))
    for item in (main, inset):
        item.setCrs(crs)
        item.setLayers(layers if item is main else [layers[2], *layers[5:]])
        item.setFrameEnabled(True)
    main.setAtlasDriven(True)
    main.setAtlasScalingMode(QgsLayoutItemMap.Auto)
    to_metres = QgsCoordinateTransform(layers[-1].crs(), crs, QgsProject.instance())
    whole = to_metres.transformBoundingBox(layers[-1].extent())
    for item, height in ((main, 138), (inset, 45)):
        item.setExtent(whole)
        item.attemptResize(QgsLayoutSize(170 if item is main else 60, height, MM))
        item.zoomToExtent(whole)
    written(layout, "[% name %]", 24, 13, 8, 200, 12)
    written(layout, "依据《徐汇区人工智能产业高质量发展“十四五”规划》", 11, 13, 21, 220, 6)
    figures = "\n".join(
        (
            "现状 ≈550 万㎡",
            "新增 预计 100 万㎡",
            "规划集聚 220 万㎡",
            "联动 ≥400 万㎡",
            "存量更新 400 万㎡",
        )
    )
    written(layout, figures, 12, 190, 32, 60, 60)
    written(layout, "资料来源：规划；© OpenStreetMap contributors　审图号：", 8, 13, 176, 300, 6)
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(main)
    put(layout, legend, (262, 32, 60, 120))
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(main)
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setMapUnitsPerScaleBarUnit(1000)
    bar.setUnitsPerSegment(0.5)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    put(layout, bar, (18, 158, 50, 10))
    arrow = QgsLayoutItemPicture(layout)
    arrow.setPicturePath(":/images/north_arrows/layout_default_north_arrow.svg")
    put(layout, arrow, (172, 35, 8, 12))
    atlas = layout.atlas()
    atlas.setCoverageLayer(coverage)
    atlas.setEnabled(True)
    return layout


def main(data, coverage_file, out):
    """Export one picture a feature of the coverage."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4549"))
    layers = drawn_layers(data)
    coverage = QgsVectorLayer(str(coverage_file), "coverage", "ogr")
    project.addMapLayer(coverage, False)
    layout = composed(layers, coverage)
    exporter = QgsLayoutExporter(layout)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    started = time.perf_counter()
    atlas = layout.atlas()
    atlas.beginRender()
    pages = 0
    more = atlas.first()
    while more:
        result = exporter.exportToImage(str(out / f"{pages:03d}.png"), settings)
        if result != QgsLayoutExporter.Success:
            raise SystemExit(f"page {pages} failed")
        pages += 1
        more = atlas.next()
    atlas.endRender()
    ended = time.perf_counter()
    print(json.dumps({"start_s": started - BEGUN, "pages_s": ended - started, "pages": pages}))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while it tidies up without a screen


if __name__ == "__main__":
    main(*(Path(argument).resolve() for argument in sys.argv[1:4]))
