"""The zones as a user of streamlit-folium would show them: features embedded, stock assets."""

from pathlib import Path

import folium
import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

DATA = Path(__file__).resolve().parents[2] / "data"

st.set_page_config(layout="wide")
zones = gpd.read_file(DATA / "zones.geojson")[["name", "geometry"]]
plan_map = folium.Map(location=[31.16, 121.43], zoom_start=12, tiles=None)
folium.GeoJson(zones, tooltip=folium.GeoJsonTooltip(["name"])).add_to(plan_map)
st_folium(plan_map, height=560, use_container_width=True)
