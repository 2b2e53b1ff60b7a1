/* One map layer: loaded once for each datum, drawn as the features say, shown by its pane. */
LiangjiLiangdai.features = (() => {
  const { tooltip, popup } = LiangjiLiangdai.text;
  const { icon, patterned } = LiangjiLiangdai.symbols;
  const CANVAS_FROM = 1500;
  const NEAR_PX = 14;

  class FeatureLayer {
    constructor(map, options, { load, onZone, onChange, onFailure, room }) {
      Object.assign(this, { map, options, load, onZone, onChange, onFailure, room });
      this.pane = map.createPane(`layer-${options.key}`);
      this.pane.style.zIndex = options.zIndex;
      this.pane.style.display = "none";
      if (!options.clickable) this.pane.style.pointerEvents = "none";
      this.files = new Map();
      this.group = null;
      this.labels = [];
      this.symbols = [];
      this.shown = false;
      this.drawn = "";
    }

    /** Load the features in a datum, once. */
    file(datum) {
      if (!this.files.has(datum)) {
        const request = this.load(datum);
        request.catch(() => this.files.delete(datum));
        this.files.set(datum, request);
      }
      return this.files.get(datum);
    }

    /** Show or hide the layer, in a datum, filtered to a sub-district or not. */
    async show(shown, { datum, subdistrict }) {
      this.shown = shown;
      this.pane.style.display = shown ? "" : "none";
      if (!shown) return;
      const wanted = `${datum}|${subdistrict || ""}`;
      if (this.drawn === wanted) return;
      try {
        const collection = await this.file(datum);
        if (this.shown && this.drawn !== wanted) {
          this.draw(collection, subdistrict);
          this.drawn = wanted;
          this.onChange();
        }
      } catch (error) {
        this.failed = true;
        this.onFailure(this.options.title);
      }
    }

    draw(collection, subdistrict) {
      if (this.group) this.group.remove();
      this.labels = [];
      this.symbols = [];
      this.paths = new Map();
      const pane = `layer-${this.options.key}`;
      const renderer = (collection.features.length < CANVAS_FROM ? L.svg : L.canvas)({ pane, padding: 0.5 });
      this.group = L.geoJSON(collection, {
        pane,
        renderer,
        smoothFactor: 0.6,
        interactive: this.options.clickable,
        filter: ({ properties }) => this.passes(properties, subdistrict),
        style: ({ properties }) => patterned(properties.style),
        pointToLayer: ({ properties }, latlng) => L.marker(latlng, {
          pane, icon: icon(properties.symbol), keyboard: true, alt: "", riseOnHover: true,
        }),
        onEachFeature: (feature, layer) => this.furnish(feature.properties, layer),
      });
      this.group.addTo(this.map);
      this.group.eachLayer((layer) => this.describe(layer));
    }

    passes(properties, subdistrict) {
      const filtered = subdistrict && properties.subdistricts !== undefined && !properties.zone;
      const located = properties.symbol && !properties.subdistricts;
      if (subdistrict && located) return false;
      return !filtered || properties.subdistricts.includes(subdistrict);
    }

    furnish(properties, layer) {
      const { id, tip, cards, zone, label, symbol } = properties;
      if (label) this.labels.push({ label, latlng: L.latLng(label.at), owner: id, aside: symbol?.aside });
      if (symbol) this.symbols.push({ latlng: layer.getLatLng(), radius: symbol.radius, owner: id, aside: symbol.aside });
      if (zone && layer.setStyle) this.paths.set(zone, layer);
      if (tip) layer.bindTooltip(() => tooltip(tip), { sticky: !symbol, direction: "top", opacity: 1 });
      if (zone) layer.on("click", (event) => { L.DomEvent.stop(event); this.onZone(zone); });
      else if (cards) layer.bindPopup((opened) => this.card(opened, cards), { maxWidth: 340, minWidth: 240 });
    }

    /** Return what a popup says; the map moves until it lies clear of legend and buttons. */
    card(opened, cards) {
      const { paddingTopLeft, paddingBottomRight } = this.room();
      Object.assign(opened.getPopup().options, {
        autoPanPaddingTopLeft: paddingTopLeft, autoPanPaddingBottomRight: paddingBottomRight,
      });
      return popup(cards);
    }

    /** Give a drawn feature its name, role and keys for those who do not use a mouse. */
    describe(layer) {
      const { tip, zone, cards } = layer.feature.properties;
      const node = layer.getElement && layer.getElement();
      if (!node) return;
      if (zone) node.setAttribute("data-zone", zone);
      if (!tip || !(zone || cards)) {
        node.setAttribute("tabindex", "-1");
        return;
      }
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", tip.join(", "));
      L.DomEvent.on(node, "keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        L.DomEvent.stop(event);
        layer.fire("click", { latlng: layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter(), originalEvent: event });
      });
    }

    /** Mark one zone as chosen; the others step back. */
    select(zone) {
      for (const [key, path] of this.paths || []) {
        const node = path.getElement();
        node.classList.toggle("chosen", key === zone);
        node.classList.toggle("resting", Boolean(zone) && key !== zone);
        node.setAttribute("aria-pressed", String(key === zone));
      }
    }

    bounds(zone) {
      const path = this.paths && this.paths.get(zone);
      return path ? path.getBounds() : null;
    }

    /** Open the popup of the feature with an id, or of the symbol nearest to its place (they share one). */
    openAt({ latlng, id }) {
      if (!this.shown || !this.group) return false;
      const target = this.map.latLngToLayerPoint(latlng);
      let nearest = null;
      this.group.eachLayer((layer) => {
        if (!layer.getPopup || !layer.getPopup()) return;
        if (layer.feature.id === id) nearest = { layer, distance: 0 };
        if (!layer.getLatLng) return;
        const distance = this.map.latLngToLayerPoint(layer.getLatLng()).distanceTo(target);
        if (distance < NEAR_PX && (!nearest || distance < nearest.distance)) nearest = { layer, distance };
      });
      if (nearest) nearest.layer.openPopup(latlng);
      return Boolean(nearest);
    }
  }

  return { FeatureLayer };
})();
