/* Names on the map: placed greedily by priority, so that no two overlap. */
LiangjiLiangdai.labels = (() => {
  const { element } = LiangjiLiangdai.text;
  const GAP = 2;
  const MOST = 260;
  const STEPS = [0, -20, 20, -38, 38, -56, 56];

  const overlap = (a, b) =>
    a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

  function rectangle(x, y, width, height) {
    return { left: x, top: y, right: x + width, bottom: y + height };
  }

  /** Return where a label may stand, best first: on its anchor, or around its symbol. */
  function positions(label, point, width, height) {
    if (!label.beside) {
      const centred = STEPS.map((dy) => rectangle(point.x - width / 2, point.y - height / 2 + dy, width, height));
      const aside = [0.6, -0.6].map((share) => rectangle(point.x + (share - 0.5) * width, point.y - height / 2, width, height));
      return label.badge ? [...centred, ...aside] : centred.slice(0, 3);
    }
    const d = label.beside + 2;
    return [
      [d, -height / 2], [-d - width, -height / 2], [-width / 2, d], [-width / 2, -d - height],
      [d * 0.7, d * 0.7], [d * 0.7, -d * 0.7 - height], [-d * 0.7 - width, d * 0.7], [-d * 0.7 - width, -d * 0.7 - height],
    ].map(([dx, dy]) => rectangle(point.x + dx, point.y + dy, width, height));
  }

  class Placer {
    constructor(map) {
      this.map = map;
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
      return element("div", { className: `name ${label.kind}`, attributes: { dir: "auto" } }, [
        ...badge, element("span", { text: label.text }),
      ]);
    }

    /**
     * Place the labels of `candidates` ({label, latlng, owner}) clear of one another, of `symbols`
     * ({latlng, radius, owner}) and of what is `covered` (rectangles in px of the frame).
     */
    place(candidates, symbols, covered) {
      const zoom = this.map.getZoom();
      const view = this.map.getPixelBounds();
      const origin = this.map.getPixelOrigin();
      const bounds = this.map.getBounds();
      const inView = (latlng) => bounds.contains(latlng);
      const obstacles = symbols.filter(({ latlng }) => inView(latlng)).map(({ latlng, radius, owner }) => {
        const point = this.map.latLngToLayerPoint(latlng);
        return { owner, ...rectangle(point.x - radius, point.y - radius, 2 * radius, 2 * radius) };
      });
      const frame = rectangle(view.min.x - origin.x, view.min.y - origin.y, view.getSize().x, view.getSize().y);
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      const under = covered.map((box) => rectangle(box.left + corner.x, box.top + corner.y, box.right - box.left, box.bottom - box.top));
      const taken = [];
      const nodes = [];
      const wanted = candidates
        .filter(({ label, latlng }) => zoom >= (label.minZoom || 0) && zoom <= (label.maxZoom || 30) && inView(latlng))
        .sort((a, b) => a.label.priority - b.label.priority);
      for (const { label, latlng, owner } of wanted) {
        if (nodes.length >= MOST) break;
        const [width, height] = this.size(label);
        const point = this.map.latLngToLayerPoint(latlng);
        let best = null;
        for (const box of positions(label, point, width, height)) {
          if (taken.some((other) => overlap(box, other)) || under.some((other) => overlap(box, other))) continue;
          const hidden = obstacles.filter((other) => other.owner !== owner && overlap(box, other)).length
            + (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom ? 6 : 0);
          if (!best || hidden < best.hidden) best = { box, hidden };
          if (!hidden) break;
        }
        if (!best || (best.hidden && label.priority > 12)) continue;
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
