/* The map of the plan: told what to show, it says what was chosen. Companions (pins, drawing) follow its view. */
LiangjiLiangdai.plan = (() => {
  const { element } = LiangjiLiangdai.text;
  const FOCUS_ZOOM = 15;

  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  class PlanMap {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.layers = new Map();
      this.view = null;
      this.onZone = () => {};
      this.onMove = () => {};
      this.onPainted = () => {};
      this.painted = false;
      this.companions = [];
      this.busy = false;
      this.frame = 0;
      document.documentElement.lang = options.language;
      map.getContainer().style.background = options.land;
      map.getContainer().setAttribute("aria-label", options.texts.map);
      this.names = new LiangjiLiangdai.labels.Placer(map, options.zoomShift);
      this.basemap = new LiangjiLiangdai.basemap.Basemap(map, options, { onFailure: (title) => this.tilesFailed(title) });
      this.legend = new LiangjiLiangdai.legend.Legend(map, options.texts.legend, () => this.name());
      this.notice = new LiangjiLiangdai.legend.Notice(map, options.texts.close);
      this.attribution = L.control.attribution({ prefix: false, position: "bottomright" })
        .addAttribution(options.attribution).addTo(map);
      L.control.scale({ imperial: false, maxWidth: 120, position: "bottomright" }).addTo(map);
      LiangjiLiangdai.legend.buttons(options.texts, {
        zoomIn: () => map.zoomIn(), zoomOut: () => map.zoomOut(), reset: () => this.fit(),
      }).addTo(map);
      const note = element("div", { className: "note", text: options.note });
      LiangjiLiangdai.legend.control("topleft", note).addTo(map);
      map.on("moveend zoomend", () => this.moved());
      map.on("click", (event) => this.clickedGround(event));
      map.on("popupopen", () => { this.popup = true; });
      map.on("popupclose", () => { this.popup = false; }); // it fades for a while after that
      for (const deed of ["pointerdown", "wheel", "keydown"]) {
        map.getContainer().addEventListener(deed, () => { this.handled = true; }, { capture: true, passive: true });
      }
      document.addEventListener("keydown", (event) => this.pressed(event));
    }

    /** Add a layer. It brings its features (`options.features`), or they are fetched from `layersUrl`. */
    addLayer(options) {
      const address = (datum) => this.options.layersUrl.replace("{datum}", datum).replace("{layer}", options.key);
      this.layers.set(options.key, new LiangjiLiangdai.features.FeatureLayer(this.map, options, {
        load: options.features ? async () => options.features : (datum) => fetched(address(datum)),
        onZone: (zone) => this.onZone(zone === this.view?.zone ? null : zone),
        onChange: () => this.changed(),
        room: () => this.clear(44, 54),
        onFailure: (title) => {
          this.notice.show(this.options.texts.layerFailed.replace("{title}", title));
          this.changed();
        },
      }));
    }

    /** Start fetching layers before anyone has said what to show. */
    prefetch(keys) {
      const datum = this.options.basemaps[this.options.offline].datum;
      for (const key of keys) this.layers.get(key)?.file(datum).catch(() => {});
    }

    /** Show a view: zone, layers, basemap and its key, subdistrict, focus, at. */
    apply(view) {
      const before = this.view;
      const found = view.focus && view.focus.id !== before?.focus?.id;
      this.view = view;
      const datum = this.basemap.datum;
      if (before && (before.basemap !== view.basemap || before.key !== view.key)) this.notice.hide();
      this.basemap.choose(view.basemap, view.key);
      if (this.basemap.missingKey) this.notice.show(this.options.texts.keyMissing);
      if (!before) this.legend.unfold();
      if (before && datum !== this.basemap.datum) this.shift(datum, this.basemap.datum);
      this.refresh();
      if (!before) this.open(view);
      const led = before && (before.subdistrict !== view.subdistrict || before.focus?.id !== view.focus?.id || before.zone !== view.zone);
      this.handled ||= Boolean(led); // where a choice leads is kept in the address like a move by hand
      if (before && before.subdistrict !== view.subdistrict) this.goToSubdistrict();
      if (found) this.goTo(view.focus, !before && view.at);
      if (!view.focus && before?.focus) this.forget();
      if (before && view.zone && view.zone !== before.zone && !found) this.reveal(view.zone);
    }

    /** Draw the view anew where it has changed. */
    refresh() {
      this.attribution.getContainer().textContent =
        [...new Set([this.options.attribution, this.basemap.attribution])].filter(Boolean).join("　");
      const state = { datum: this.basemap.datum, subdistrict: this.view.subdistrict };
      const shown = new Set(["base", ...this.view.layers]);
      for (const [key, layer] of this.layers) layer.show(shown.has(key), state);
      for (const companion of this.companions) companion.show(this.view);
      this.map.getContainer().classList.toggle("online", this.basemap.online);
      this.legend.update([...this.layers.values()].filter((layer) => layer.shown).map((layer) => layer.options));
      this.changed();
    }

    /** Something was drawn, shown or hidden: settle it once in the next frame, however much it was. */
    changed() {
      this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.settle(); });
    }

    /** Mark, mask and name what is shown now. */
    settle() {
      this.layers.get("zones").select(this.view.zone);
      if (this.onBase && this.layers.get("base").group) {
        this.onBase();
        this.onBase = null;
      }
      this.mask();
      for (const companion of this.companions) companion.settle();
      this.name();
      this.openSought();
      this.map.getContainer().dataset.painted = [...this.layers.values()]
        .filter((layer) => layer.shown && layer.drawn).map((layer) => layer.options.key).join(" ");
      this.reportPainted();
    }

    name() {
      if (!this.view || !this.map.getSize().x) return;
      const shown = [...this.layers.values()].filter((layer) => layer.shown);
      const named = shown.filter((layer) => !(this.basemap.online && layer.options.key === "base"));
      const ground = this.subdistrict();
      const near = ground ? ({ latlng }) => ground.getBounds().contains(latlng) : () => true;
      const symbols = [...shown, ...this.companions].flatMap((layer) => layer.symbols);
      this.names.place(named.flatMap((layer) => layer.labels).filter(near), symbols, this.covered());
    }

    /** Return the rectangles, in px of the frame, that legend, note and buttons cover. */
    covered() {
      const frame = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".legend, .note, .buttons")].map((node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
      });
    }

    /** Veil everything but the chosen sub-district. */
    mask() {
      this.veil?.remove();
      this.veil = null;
      const ground = this.subdistrict();
      if (!ground) return;
      const pane = this.map.getPane("veil") || this.map.createPane("veil");
      pane.style.zIndex = 460;
      pane.style.pointerEvents = "none";
      const world = [[-85, -180], [-85, 180], [85, 180], [85, -180]];
      const holes = ground.getLatLngs().flat(ground.feature.geometry.type === "MultiPolygon" ? 1 : 0);
      this.veil = L.layerGroup([
        L.polygon([world, ...holes], { pane, renderer: L.svg({ pane: "veil", padding: 1 }), stroke: false, fillColor: "#fff", fillOpacity: 0.62, interactive: false }),
        L.polygon(holes, { pane, renderer: L.svg({ pane: "veil", padding: 1 }), color: this.options.ink, weight: 2.4, fill: false, interactive: false }),
      ]).addTo(this.map);
    }

    subdistrict() {
      const wanted = this.view?.subdistrict;
      const base = this.layers.get("base");
      return wanted && base.group ? base.group.getLayers().find((layer) => layer.feature.id === wanted) : null;
    }

    goToSubdistrict() {
      const ground = this.subdistrict();
      if (ground) this.flyTo(ground.getBounds());
      else if (!this.view.subdistrict) this.fit();
    }

    /** Take away the mark and the popup of what was found, also where the map is still on its way. */
    forget() {
      if (this.arrived) this.map.off("moveend", this.arrived);
      this.arrived = null;
      this.pin?.remove();
      this.pin = null;
      this.sought = null;
      this.map.closePopup();
    }

    /** Go to what was found: an area is shown whole, anything else is marked and opened. */
    goTo(focus, stay) {
      this.forget();
      const [dlat, dlon] = this.options.shifts[this.basemap.datum];
      if (focus.bounds) {
        if (!stay) this.flyTo(L.latLngBounds(focus.bounds.map(([lat, lon]) => [lat + dlat, lon + dlon])));
        return;
      }
      const latlng = L.latLng(focus.lat + dlat, focus.lon + dlon);
      this.pin = L.marker(latlng, {
        icon: L.divIcon({ className: "pin", iconSize: [34, 34] }), interactive: false, keyboard: false, zIndexOffset: 1000,
      }).addTo(this.map);
      const sought = { latlng, id: focus.id.split("/")[1] };
      this.sought = stay ? sought : null;
      this.openSought();
      if (stay) return;
      this.arrived = () => { this.sought = sought; this.openSought(); };
      this.map.once("moveend", this.arrived);
      this.map.flyTo(latlng, Math.max(this.map.getZoom(), FOCUS_ZOOM), { duration: 0.7 });
    }

    /** Open what was sought as soon as its layer is drawn. */
    openSought() {
      if (this.sought && ["places", "parks", "metro"].some((key) => this.layers.get(key).openAt(this.sought))) this.sought = null;
    }

    /** Bring a zone chosen elsewhere into view, if it is out of it. */
    reveal(zone) {
      const bounds = this.layers.get("zones").bounds(zone);
      if (bounds && !this.map.getBounds().intersects(bounds)) this.flyTo(bounds);
    }

    /** Fly to where an area fits into what legend and buttons leave of the map. */
    flyTo(bounds) {
      this.map.flyToBounds(bounds, { ...this.clear(40, 54), duration: 0.6 });
    }

    /** Return the padding that keeps the legend and what lies at the edges clear of what is shown. */
    clear(top, edge) {
      return { paddingTopLeft: [this.legend.width() + 18, top], paddingBottomRight: [edge, 14] };
    }

    open(view) {
      const [dlat, dlon] = this.options.shifts[this.basemap.datum];
      if (view.at) this.map.setView([view.at[0] + dlat, view.at[1] + dlon], view.at[2], { animate: false });
      else this.fit(false);
      if (view.subdistrict && !view.at && !view.focus) this.onBase = () => this.goToSubdistrict();
    }

    /** Show the whole ground beside the legend. */
    fit(animate = true) {
      this.map.fitBounds(this.options.bounds, { ...this.clear(40, 18), animate });
    }

    /** The frame changed its size: keep the whole ground in view until someone moves the map. */
    resized() {
      const { clientWidth, clientHeight } = this.map.getContainer();
      if (!clientWidth || !clientHeight) return; // the frame is being put away
      const { handled } = this;
      this.handled = false;
      this.map.invalidateSize({ animate: false });
      this.handled = handled;
      if (!this.view) return;
      if (!this.handled && !this.view.at && !this.view.focus && !this.view.subdistrict) this.fit(false);
      this.name();
    }

    shift(from, to) {
      const [fromLat, fromLon] = this.options.shifts[from];
      const [toLat, toLon] = this.options.shifts[to];
      const { lat, lng } = this.map.getCenter();
      this.map.setView([lat - fromLat + toLat, lng - fromLon + toLon], this.map.getZoom(), { animate: false });
    }

    moved() {
      if (!this.view) return;
      this.name();
      if (!this.handled) return;
      const [dlat, dlon] = this.options.shifts[this.basemap.datum];
      const { lat, lng } = this.map.getCenter();
      this.onMove([lat - dlat, lng - dlon, this.map.getZoom()]);
    }

    /** Escape closes what a click opened, the popup first. */
    pressed({ key }) {
      if (key !== "Escape") return;
      if (this.popup) this.map.closePopup();
      else if (this.view?.zone) this.onZone(null);
    }

    /** A click beside every feature clears the choice; one through a canvas finds the zone below. */
    clickedGround({ originalEvent }) {
      if (this.busy) return;
      const below = document.elementsFromPoint(originalEvent.clientX, originalEvent.clientY)
        .find((node) => node.dataset?.zone);
      const zone = below ? below.dataset.zone : null;
      if (zone !== this.view?.zone) this.onZone(zone);
    }

    tilesFailed(title) {
      const { texts } = this.options;
      const online = this.options.basemaps[this.basemap.wanted].datum;
      this.shift(online, this.basemap.datum);
      this.refresh();
      this.notice.show(texts.tilesFailed.replace("{title}", title), {
        text: texts.retry,
        run: () => { const { datum } = this.basemap; this.basemap.retry(); this.shift(datum, this.basemap.datum); this.refresh(); },
      });
    }

    /** Say once that the layers shown first are drawn. */
    reportPainted() {
      const waiting = [...this.layers.values()].some((layer) => layer.shown && !layer.drawn && !layer.failed);
      if (this.painted || waiting) return;
      this.painted = true;
      requestAnimationFrame(() => setTimeout(() => this.onPainted()));
    }
  }

  return { PlanMap };
})();

LiangjiLiangdai.start = (map, options) => { LiangjiLiangdai.map = new LiangjiLiangdai.plan.PlanMap(map, options); };
LiangjiLiangdai.addLayer = (options) => LiangjiLiangdai.map.addLayer(options);
