/* Numbered pins for what a search found: told by the view, a click says which one was meant. */
LiangjiLiangdai.pins = (() => {
  const { tooltip } = LiangjiLiangdai.text;
  const { svg, frame, glyph } = LiangjiLiangdai.symbols;
  const TOGETHER_PX = 24;
  const NUMBERED = 20;
  const NAMED = 6;
  const WIDTH = 30;
  const HEIGHT = 38;
  const HEAD = "M15 37C13 31 3 24 3 14a12 12 0 0 1 24 0c0 10-10 17-12 23z";

  /** Return the picture of a pin: its number, and how many more stand at the same place. */
  function picture(pin, more) {
    if (pin.dot) return frame(14, 14, [svg("circle", { class: "head", cx: 7, cy: 7, r: 5 })]);
    const number = glyph(pin.number, 15, 14, String(pin.number).length > 2 ? 9 : 12.5);
    number.setAttribute("class", "number");
    number.removeAttribute("fill");
    const count = more ? [
      svg("circle", { class: "more", cx: 33, cy: 8, r: 8 }), glyph(`+${more}`, 33, 8, 8.5),
    ] : [];
    return frame(WIDTH + 12, HEIGHT, [svg("path", { class: "head", d: HEAD }), number, ...count]);
  }

  /**
   * Pins are `view.pins`, the most important first: {id, lat, lon, number, kind, tip}. Those that
   * would cover one another share one pin; the last of many are dots.
   */
  class Pins {
    constructor(plan, tell) {
      Object.assign(this, { plan, map: plan.map, tell, pins: [], groups: [], chosen: [], shown: "" });
      const pane = this.map.createPane("pins");
      pane.style.zIndex = 640;
      this.markers = L.layerGroup().addTo(this.map);
      this.map.on("zoomend", () => this.draw());
    }

    show({ pins = [], chosen = [], park = null }) {
      const { datum } = this.plan.basemap;
      const state = JSON.stringify([pins, chosen, datum]);
      const moved = String(chosen) !== String(this.chosen) && this.shown;
      const found = JSON.stringify(pins.map(({ id }) => id));
      Object.assign(this, { chosen, park });
      if (state === this.shown) return;
      const [dlat, dlon] = this.plan.options.shifts[datum];
      this.pins = pins.map((pin) => ({ ...pin, latlng: L.latLng(pin.lat + dlat, pin.lon + dlon) }));
      this.shown = state;
      this.draw();
      if (this.found !== undefined && found !== this.found && pins.length) this.reveal(this.pins);
      else if (moved && chosen.length) this.reveal(this.pins.filter(({ id }) => chosen.includes(id)));
      this.found = found;
    }

    /** Bring pins into view, if one of them is out of it. */
    reveal(pins) {
      const bounds = L.latLngBounds(pins.map(({ latlng }) => latlng));
      if (!bounds.isValid() || this.map.getBounds().pad(-0.06).contains(bounds)) return;
      if (pins.length === 1) this.map.panTo(pins[0].latlng);
      else this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: 15 });
    }

    isChosen({ id }) { return this.chosen.includes(id); }

    /** Gather the pins that would cover one another; the chosen one leads its group. */
    gathered() {
      const ranked = this.pins.map((pin, place) => ({ ...pin, dot: place >= NUMBERED && !this.isChosen(pin) }));
      const ordered = [...ranked].sort((a, b) => this.isChosen(b) - this.isChosen(a));
      const groups = [];
      for (const pin of ordered) {
        const point = this.map.latLngToLayerPoint(pin.latlng);
        const group = groups.find((other) => other.point.distanceTo(point) < TOGETHER_PX && (!pin.dot || other.point.distanceTo(point) < 3));
        if (group) group.members.push(pin);
        else groups.push({ point, members: [pin] });
      }
      return groups.map(({ members }) => members);
    }

    draw() {
      if (!this.map._loaded) return;
      const active = document.activeElement?.dataset?.pin;
      this.markers.clearLayers();
      this.groups = this.gathered();
      // The last drawn lies on top where pins touch.
      for (const members of [...this.groups].reverse()) this.add(members);
      if (active) this.map.getPane("pins").querySelector(`[data-pin="${CSS.escape(active)}"]`)?.focus({ preventScroll: true });
    }

    add(members) {
      const [pin] = members;
      const isChosen = this.isChosen(pin);
      const marker = L.marker(pin.latlng, {
        pane: "pins", keyboard: true, riseOnHover: true, alt: "", zIndexOffset: isChosen ? 1000 : 0,
        icon: L.divIcon({
          className: `pin-of ${pin.kind}${pin.dot ? " dot" : ""}${isChosen ? " chosen" : ""}`,
          html: picture(pin, members.length - 1),
          iconSize: pin.dot ? [14, 14] : [WIDTH + 12, HEIGHT],
          iconAnchor: pin.dot ? [7, 7] : [15, 37],
        }),
      });
      const lines = this.lines(members);
      marker.bindTooltip(() => tooltip(lines), { direction: "top", opacity: 1, offset: pin.dot ? [0, -4] : [0, -34] });
      const choose = (event) => {
        L.DomEvent.stop(event);
        this.tell({ event: "pin", candidate: this.next(members) });
      };
      marker.on("click", choose).addTo(this.markers);
      const node = marker.getElement();
      L.DomEvent.on(node, "keydown", (event) => { if (event.key === "Enter" || event.key === " ") choose(event); });
      node.dataset.pin = pin.id;
      node.setAttribute("aria-label", lines.join(", "));
      node.setAttribute("aria-pressed", String(isChosen));
    }

    /** Return which pin a click on a group means: the first, then one after the other. */
    next(members) {
      const ids = this.pins.map(({ id }) => id).filter((id) => members.some((pin) => pin.id === id));
      return ids[(ids.indexOf(this.chosen[0]) + 1) % ids.length];
    }

    lines(members) {
      const [title, ...rest] = members[0].tip;
      const own = [`${members[0].number}　${title}`, ...rest];
      if (members.length === 1) return own;
      const named = members.slice(1, NAMED).map(({ number, tip }) => `${number}　${tip[0]}`);
      const left = members.length - NAMED;
      const more = left > 0 ? [this.plan.options.texts.morePins.replace("{count}", left)] : [];
      return [...own, ...named, ...more];
    }

    /** Mark the ground of a chosen park. */
    settle() {
      this.plan.layers.get("parks")?.group?.eachLayer((layer) => {
        layer.getElement?.()?.classList.toggle("chosen", layer.feature.properties.id === this.park);
      });
    }

    /** Return where the pins stand, so that names keep clear of them. */
    get symbols() {
      return this.groups.map(([pin]) => {
        const head = this.map.latLngToLayerPoint(pin.latlng).subtract(pin.dot ? [0, 0] : [0, 22]);
        return { latlng: this.map.layerPointToLatLng(head), radius: pin.dot ? 6 : 15, owner: `pin/${pin.id}` };
      });
    }
  }

  return { Pins };
})();
