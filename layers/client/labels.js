/* Names on the map: placed greedily by priority, so that no two overlap. */
LiangjiLiangdai.labels = (() => {
  const { element } = LiangjiLiangdai.text;
  const GAP = 2;
  const MOST = 260;
  const OUT_OF_FRAME = 1e6; // worse than hiding any symbol
  const PER_PX_AWAY = 2; // px² a name that must stand may hide rather than move a px away
  const NEEDED = 12; // names up to this priority may lie on a symbol rather than be left out
  const ASIDE = [0, 0.3, -0.3, 0.6, -0.6];
  const STEPS = [0, -20, 20, -38, 38, -56, 56];

  const overlap = (a, b) =>
    a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

  function rectangle(x, y, width, height) {
    return { left: x, top: y, right: x + width, bottom: y + height };
  }

  /** Return how many px² of a symbol a label would hide; at least 1 where they merely touch. */
  function hiding(box, symbol) {
    if (!overlap(box, symbol)) return 0;
    const width = Math.min(box.right, symbol.right) - Math.max(box.left, symbol.left);
    const height = Math.min(box.bottom, symbol.bottom) - Math.max(box.top, symbol.top);
    return Math.max(1, width) * Math.max(1, height);
  }

  const within = (box, frame) =>
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

  /** Return where a label may stand, best first: on its anchors, then near them; or around its symbol. */
  function positions(label, points, width, height, frame) {
    const at = (point, dx, dy, far = 0) => ({ far, ...rectangle(point.x + dx - width / 2, point.y + dy - height / 2, width, height) });
    if (!label.beside) {
      const away = label.badge ? ASIDE : [0];
      const steps = label.priority > NEEDED && points.length < 2 ? STEPS.slice(0, 3) : STEPS;
      const near = steps.flatMap((dy) => away.map((share) => [share * width, dy])).filter(([dx, dy]) => dx || dy);
      return [...points.map((point) => at(point, 0, 0)), ...points.flatMap((point) =>
        near.map(([dx, dy]) => at(point, dx, dy, Math.hypot(dx, dy))))];
    }
    const [point] = points;
    const d = label.beside + 2;
    const slid = Math.max(frame.left + GAP, Math.min(frame.right - GAP - width, point.x - width / 2)) - point.x;
    return [
      [d, -height / 2], [-d - width, -height / 2], [slid, d], [slid, -d - height],
      [d * 0.7, d * 0.7], [d * 0.7, -d * 0.7 - height], [-d * 0.7 - width, d * 0.7], [-d * 0.7 - width, -d * 0.7 - height],
      [-d, d], [d - width, d], [-d, -d - height], [d - width, -d - height],
    ].map(([dx, dy]) => at(point, dx + width / 2, dy + height / 2));
  }

  class Placer {
    /** `zoomShift` is what the map's zoom lacks to that of a district when the whole ground is in view. */
    constructor(map, zoomShift) {
      Object.assign(this, { map, zoomShift });
      this.pane = map.createPane("names");
      this.pane.style.zIndex = 610;
      this.pane.style.pointerEvents = "none";
      this.sizes = new Map();
      map.on("zoomstart", () => { this.pane.style.visibility = "hidden"; });
    }

    /** Measure a label once; its size does not depend on the zoom. */
    size(label) {
      const key = `${label.kind}|${label.badge || ""}|${label.text}`;
      if (!this.sizes.has(key)) {
        const node = this.node(label);
        this.pane.append(node);
        this.sizes.set(key, [node.offsetWidth, node.offsetHeight]);
        node.remove();
      }
      return this.sizes.get(key);
    }

    node(label) {
      const badge = label.badge ? [element("b", { text: label.badge })] : [];
      const kind = label.badge ? `zone ${label.edge}` : label.kind;
      const node = element("div", { className: `name ${kind}`, attributes: { dir: "auto" } }, [
        ...badge, element("span", { text: label.text }),
      ]);
      if (label.colour) node.style.setProperty("--kind", label.colour);
      return node;
    }

    /**
     * Place the labels of `candidates` ({label, latlng, owner, aside}) clear of one another, of `symbols`
     * ({latlng, radius, owner, aside}) and of what is `covered` (rectangles in px of the frame).
     * Of one priority, those with the fewest places go first.
     */
    place(candidates, symbols, covered) {
      const zoom = this.map.getZoom() + this.zoomShift;
      const view = this.map.getPixelBounds();
      const origin = this.map.getPixelOrigin();
      const bounds = this.map.getBounds();
      const inView = (latlng) => bounds.contains(latlng);
      const obstacles = symbols.filter(({ latlng }) => inView(latlng)).map(({ latlng, radius, owner, aside = 0 }) => {
        const point = this.map.latLngToLayerPoint(latlng).add([aside, 0]);
        return { owner, ...rectangle(point.x - radius, point.y - radius, 2 * radius, 2 * radius) };
      });
      const frame = rectangle(view.min.x - origin.x, view.min.y - origin.y, view.getSize().x, view.getSize().y);
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      const under = covered.map((box) => rectangle(box.left + corner.x, box.top + corner.y, box.right - box.left, box.bottom - box.top));
      const taken = [];
      const nodes = [];
      const wanted = candidates
        .filter(({ label }) => zoom >= (label.minZoom || 0) && zoom <= (label.maxZoom || 30))
        .map((candidate) => ({ ...candidate, places: [candidate.latlng, ...(candidate.label.also || [])].filter(inView) }))
        .filter(({ places }) => places.length)
        .sort((a, b) => a.label.priority - b.label.priority || a.places.length - b.places.length);
      for (const { label, places, owner, aside = 0 } of wanted) {
        if (nodes.length >= MOST) break;
        const [width, height] = this.size(label);
        const points = places.map((place) => this.map.latLngToLayerPoint(place).add([aside, 0]));
        let best = null;
        for (const box of positions(label, points, width, height, frame)) {
          if (taken.some((other) => overlap(box, other)) || under.some((other) => overlap(box, other))) continue;
          const hidden = (within(box, frame) ? 0 : OUT_OF_FRAME) + PER_PX_AWAY * (label.priority > NEEDED ? 0 : box.far)
            + obstacles.reduce((sum, other) => sum + (other.owner === owner ? 0 : hiding(box, other)), 0);
          if (!best || hidden < best.hidden) best = { box, hidden };
          if (!hidden) break;
        }
        if (!best || (best.hidden && label.priority > NEEDED)) continue;
        taken.push(best.box);
        const node = this.node(label);
        node.style.transform = `translate(${Math.round(best.box.left)}px, ${Math.round(best.box.top)}px)`;
        nodes.push(node);
      }
      this.pane.replaceChildren(...nodes);
      this.pane.style.visibility = "";
    }
  }

  return { Placer };
})();
