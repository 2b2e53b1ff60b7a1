/* Drawing ground on the map: a polygon by its corners, or a circle by centre and radius. */
LiangjiLiangdai.draw = (() => {
  const { element } = LiangjiLiangdai.text;
  const { svg, frame } = LiangjiLiangdai.symbols;
  const { control } = LiangjiLiangdai.legend;
  const CLOSE_PX = 12;
  const SAME_PX = 4;
  const DRAG_PX = 6;
  const MOST_CORNERS = 60;
  const RADIUS_M = { least: 50, most: 10000, first: 800 };
  const LINE = { weight: 2.5, dashArray: "7 5", fillOpacity: 0.1, pane: "drawing", interactive: false };

  const ICONS = {
    polygon: () => [svg("path", { d: "M4 14L6 4l8 2 2 8-7 3z", fill: "none" }), ...[[4, 14], [6, 4], [14, 6], [16, 14], [9, 17]]
      .map(([cx, cy]) => svg("circle", { cx, cy, r: 1.8, stroke: "none", fill: "currentColor" }))],
    circle: () => [svg("circle", { cx: 10, cy: 10, r: 7, fill: "none" }), svg("circle", { cx: 10, cy: 10, r: 1.6, stroke: "none", fill: "currentColor" })],
    remove: () => [svg("path", { d: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6M8.7 9v4.5M11.3 9v4.5", fill: "none" })],
  };

  /** Whether two segments cross within both. */
  function cross([a, b], [c, d]) {
    const side = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }

  /** Whether the sides of a ring of pixels cross one another. */
  function crossed(ring) {
    const sides = ring.map((point, place) => [point, ring[(place + 1) % ring.length]]);
    return sides.some((side, place) => sides.slice(place + 1).some((other) => cross(side, other)));
  }

  class Drawing {
    constructor(plan, tell) {
      Object.assign(this, { plan, map: plan.map, tell, tool: null, corners: [], centre: null, ground: null });
      this.texts = plan.options.texts;
      this.map.createPane("drawing").style.zIndex = 480;
      this.map.getPane("drawing").style.pointerEvents = "none";
      this.renderer = L.svg({ pane: "drawing", padding: 1 });
      this.shapes = L.layerGroup().addTo(this.map);
      this.buttons = Object.fromEntries(["polygon", "circle", "remove"].map((name) => [name, this.button(name)]));
      this.panel = element("div", { className: "buttons tools", attributes: { hidden: "" } }, Object.values(this.buttons));
      control("topright", this.panel).addTo(this.map);
      this.bar = this.makeBar();
      this.cross = element("div", { className: "crosshair", attributes: { hidden: "", "aria-hidden": "true" } });
      this.map.getContainer().append(this.bar, this.cross);
      this.map.on("click", (event) => this.clicked(event)).on("dblclick", () => this.finish());
      this.map.on("mousemove", ({ latlng }) => this.hovered(latlng)).on("mousedown", (event) => this.pressedDown(event));
      document.addEventListener("mouseup", () => this.released());
      document.addEventListener("keydown", (event) => this.pressedKey(event), { capture: true });
    }

    button(name) {
      const title = this.texts[{ polygon: "drawPolygon", circle: "drawCircle", remove: "removeGround" }[name]];
      const icon = frame(20, 20, ICONS[name]());
      for (const [key, value] of Object.entries({ stroke: "currentColor", "stroke-width": 1.6, "stroke-linejoin": "round" })) icon.setAttribute(key, value);
      const node = element("button", { attributes: { type: "button", title, "aria-label": title, "data-tool": name } }, [icon]);
      node.addEventListener("click", () => {
        if (name === "remove") this.remove();
        else if (this.tool === name) this.cancel();
        else this.start(name);
      });
      return node;
    }

    makeBar() {
      this.hint = element("span");
      this.radius = element("input", { attributes: { type: "number", min: RADIUS_M.least, max: RADIUS_M.most, step: 50, value: RADIUS_M.first } });
      this.radius.addEventListener("input", () => this.redraw());
      this.radiusLabel = element("label", { text: this.texts.radius }, [this.radius, element("span", { text: "m" })]);
      const action = (text, run, className = "") => {
        const node = element("button", { text, className, attributes: { type: "button" } });
        node.addEventListener("click", run);
        return node;
      };
      this.done = action(this.texts.finish, () => this.finish(), "done");
      const bar = element("div", { className: "drawing-bar", attributes: { role: "status", hidden: "" } }, [
        this.hint, this.radiusLabel, this.done, action(this.texts.cancel, () => this.cancel()),
      ]);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    }

    /** Show the tools, and the ground that the page knows of. */
    show({ tools = false, ground = null }) {
      this.panel.hidden = !tools;
      this.ground = ground;
      if (!tools && this.tool) this.cancel();
      this.redraw();
    }

    settle() {}
    get symbols() { return []; }

    start(tool) {
      this.cancel();
      this.tool = tool;
      this.plan.busy = true;
      this.map.doubleClickZoom.disable();
      if (tool === "circle") this.map.dragging.disable();
      this.map.getContainer().classList.add("drawing");
      this.map.getContainer().focus({ preventScroll: true });
      this.redraw();
    }

    cancel() {
      if (!this.tool) return;
      Object.assign(this, { tool: null, corners: [], centre: null, at: null, dragged: false, down: null });
      this.map.doubleClickZoom.enable();
      this.map.dragging.enable();
      this.map.getContainer().classList.remove("drawing");
      this.cross.hidden = true;
      this.redraw();
      setTimeout(() => { this.plan.busy = Boolean(this.tool); }); // the click that ends it is no choice
    }

    /** Take what has been drawn, if it is whole, and say so to the page. */
    finish() {
      if (!this.tool || !this.isWhole()) return;
      const ground = this.tool === "circle"
        ? { points: [this.place(this.centre)], radius_m: this.metres() }
        : { points: this.corners.map((corner) => this.place(corner)), radius_m: null };
      this.cancel();
      this.ground = ground;
      this.redraw();
      this.tell({ event: "ground", ...ground });
    }

    remove() {
      this.cancel();
      this.ground = null;
      this.redraw();
      this.map.getContainer().focus({ preventScroll: true });
      this.tell({ event: "ground", points: [], radius_m: null });
    }

    isWhole() {
      if (this.tool === "circle") return Boolean(this.centre);
      return this.corners.length > 2 && !crossed(this.corners.map((corner) => this.pixel(corner)));
    }

    pixel(latlng) { return this.map.latLngToContainerPoint(latlng); }

    /** Return a place on the map as lon, lat of WGS-84, about a metre exact. */
    place({ lat, lng }) {
      const [dlat, dlon] = this.plan.options.shifts[this.plan.basemap.datum];
      return [Number((lng - dlon).toFixed(5)), Number((lat - dlat).toFixed(5))];
    }

    metres() {
      const asked = this.dragged && this.at ? this.map.distance(this.centre, this.at) : Number(this.radius.value) || RADIUS_M.first;
      return Math.round(Math.min(RADIUS_M.most, Math.max(RADIUS_M.least, asked)));
    }

    clicked({ latlng }) {
      if (this.tool === "polygon") this.addCorner(latlng);
    }

    addCorner(latlng) {
      const point = this.pixel(latlng);
      const [first] = this.corners;
      const last = this.corners[this.corners.length - 1];
      if (last && this.pixel(last).distanceTo(point) < SAME_PX) return;
      if (this.corners.length > 2 && this.pixel(first).distanceTo(point) < CLOSE_PX) {
        this.finish();
        return;
      }
      if (this.corners.length < MOST_CORNERS) this.corners.push(latlng);
      this.redraw();
    }

    pressedDown({ latlng, containerPoint }) {
      if (this.tool !== "circle") return;
      Object.assign(this, { centre: latlng, at: latlng, down: containerPoint, dragged: false });
      this.redraw();
    }

    hovered(latlng) {
      if (!this.tool) return;
      this.cross.hidden = true;
      this.at = latlng;
      if (this.down) {
        this.dragged ||= this.down.distanceTo(this.pixel(latlng)) > DRAG_PX;
        if (this.dragged) this.radius.value = this.metres();
      }
      if (this.tool === "polygon" || this.down) this.redraw();
    }

    released() {
      if (!this.down) return;
      this.down = null;
      if (this.dragged) this.finish();
    }

    /** Enter ends, Esc cancels, the space bar takes the middle of the map, Backspace takes back. */
    pressedKey(event) {
      if (!this.tool) return;
      const inside = event.target.closest("button, input");
      if (event.key === "Escape") this.cancel();
      else if (event.key === "Enter" && inside?.tagName !== "BUTTON") this.finish();
      else if (event.key === " " && !inside) this.takeMiddle();
      else if (event.key === "Backspace" && !inside) { this.corners.pop(); this.redraw(); }
      else {
        if (event.key.startsWith("Arrow") && !inside) this.cross.hidden = false;
        return;
      }
      L.DomEvent.stop(event);
    }

    takeMiddle() {
      this.cross.hidden = false;
      this.at = null;
      if (this.tool === "polygon") this.addCorner(this.map.getCenter());
      else {
        Object.assign(this, { centre: this.map.getCenter(), dragged: false });
        this.redraw();
      }
    }

    redraw() {
      this.shapes.clearLayers();
      const { polygon, circle, remove } = this.buttons;
      polygon.setAttribute("aria-pressed", String(this.tool === "polygon"));
      circle.setAttribute("aria-pressed", String(this.tool === "circle"));
      remove.hidden = !this.ground;
      this.bar.hidden = !this.tool;
      this.hint.textContent = this.says();
      this.radiusLabel.hidden = this.tool !== "circle";
      this.done.disabled = !this.isWhole();
      const style = { ...LINE, renderer: this.renderer, className: "drawn" };
      if (this.tool === "polygon") this.drawCorners(style);
      else if (this.tool && this.centre) this.drawCircle(this.centre, this.metres(), style);
      else if (!this.tool && this.ground) this.drawGround(style);
    }

    says() {
      if (this.tool === "circle") return this.texts.hintCircle;
      const ring = this.corners.map((corner) => this.pixel(corner));
      return ring.length > 2 && crossed(ring) ? this.texts.crossed : this.texts.hintPolygon;
    }

    drawCorners(style) {
      const ahead = this.at && this.corners.length ? [this.at] : [];
      L.polygon([...this.corners, ...ahead], style).addTo(this.shapes);
      this.corners.forEach((corner, place) => L.circleMarker(corner, {
        ...style, className: "corner", dashArray: null, radius: place ? 4 : 6, weight: 2, fillOpacity: 1,
      }).addTo(this.shapes));
    }

    drawCircle(centre, radius, style) {
      L.circle(centre, { ...style, radius }).addTo(this.shapes);
      L.circleMarker(centre, { ...style, className: "corner", dashArray: null, radius: 4, weight: 2, fillOpacity: 1 }).addTo(this.shapes);
    }

    drawGround(style) {
      const [dlat, dlon] = this.plan.options.shifts[this.plan.basemap.datum];
      const corners = this.ground.points.map(([lon, lat]) => L.latLng(lat + dlat, lon + dlon));
      if (this.ground.radius_m) this.drawCircle(corners[0], this.ground.radius_m, style);
      else L.polygon(corners, style).addTo(this.shapes);
    }
  }

  return { Drawing };
})();
