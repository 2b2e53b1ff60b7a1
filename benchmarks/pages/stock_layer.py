"""Many polygons as a user of streamlit-folium would show them, with one switch beside them."""

import os
from pathlib import Path

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

DATA = Path(os.environ["LIANGJI_DATA"])


@st.cache_data
def read_parks() -> gpd.GeoDataFrame:
    """Read the polygons once."""
    return gpd.read_file(DATA / "parks.geojson")[["name", "geometry"]]


@st.cache_data
def read_stations() -> gpd.GeoDataFrame:
    """Read what the switch shows."""
    metro = gpd.read_file(DATA / "metro.geojson")[["name", "kind", "geometry"]]
    return metro[metro["kind"] == "station"]


st.set_page_config(layout="wide")
with_stations = st.checkbox("stations")
plan_map = folium.Map(location=[31.16, 121.43], zoom_start=12, tiles=None, prefer_canvas=True)
folium.GeoJson(read_parks()).add_to(plan_map)
if with_stations:
    for station in read_stations().itertuples():
        folium.CircleMarker([station.geometry.y, station.geometry.x], radius=4).add_to(plan_map)
st_folium(plan_map, height=560, use_container_width=True, key="map", returned_objects=[])
