/* Symbols and swatches, drawn as SVG from the style the server gives. */
LiangjiLiangdai.symbols = (() => {
  const NAMESPACE = "http://www.w3.org/2000/svg";

  function svg(tag, attributes, children = []) {
    const node = document.createElementNS(NAMESPACE, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  function frame(width, height, children) {
    return svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, children);
  }

  function glyph(text, x, y, size) {
    const node = svg("text", {
      x, y, "font-size": size, "text-anchor": "middle", "dominant-baseline": "central",
      fill: "#fff", "font-weight": 600,
    });
    node.append(document.createTextNode(text));
    return node;
  }

  function note(text, x, y) {
    const node = svg("text", { x, y, "font-size": 11.5, "dominant-baseline": "central", fill: "currentColor" });
    node.append(document.createTextNode(text));
    return node;
  }

  const SHAPES = {
    circle: (s, c) => [
      svg("circle", { cx: c, cy: c, r: s.radius, fill: s.fill, "fill-opacity": 0.96, stroke: "#fff", "stroke-width": 1.6 }),
      ...(s.radius < 7 ? [] : [glyph(s.glyph, c, c, Math.min(18, s.radius * (s.radius < 12 ? 1.2 : 0.8)))]),
    ],
    dot: (s, c) => [
      svg("circle", { cx: c, cy: c, r: s.radius, fill: s.fill, stroke: s.line, "stroke-width": s.weight, "stroke-dasharray": s.dash || "none" }),
    ],
    diamond: (s, c) => [
      svg("path", { d: `M${c} ${c - s.radius}L${c + s.radius} ${c}L${c} ${c + s.radius}L${c - s.radius} ${c}Z`, fill: s.fill, stroke: "#fff", "stroke-width": 1.6 }),
    ],
    badge: (s, c) => [
      svg("rect", { x: c - s.radius, y: c - s.radius, width: 2 * s.radius, height: 2 * s.radius, rx: 4, fill: s.fill, stroke: "#fff", "stroke-width": 1.4 }),
      glyph(s.glyph, c, c, s.radius * 1.25),
    ],
  };

  /** Return a Leaflet icon for a symbol, on its place or, where it would hide it, beside it. */
  function icon(symbol) {
    const centre = Math.ceil(symbol.radius + 3);
    if (symbol.aside) return iconAside(symbol, centre);
    return L.divIcon({
      className: `symbol ${symbol.shape}`,
      html: frame(2 * centre, 2 * centre, SHAPES[symbol.shape](symbol, centre)),
      iconSize: [2 * centre, 2 * centre],
    });
  }

  /** Return an icon that stands `aside` px right (or left) of its place, tied to it by a line. */
  function iconAside(symbol, centre) {
    const foot = 4;
    const away = Math.abs(symbol.aside);
    const width = foot + away + centre;
    const place = symbol.aside > 0 ? foot : width - foot;
    const middle = place + symbol.aside;
    const tie = { x1: place, x2: middle, y1: centre, y2: centre };
    const drawn = svg("g", { transform: `translate(${middle - centre} 0)` }, SHAPES[symbol.shape](symbol, centre));
    return L.divIcon({
      className: `symbol ${symbol.shape} aside`,
      html: frame(width, 2 * centre, [
        svg("line", { ...tie, stroke: "#fff", "stroke-width": 4 }),
        svg("circle", { cx: place, cy: centre, r: 3.4, fill: symbol.fill, stroke: "#fff" }),
        svg("line", { ...tie, stroke: symbol.fill, "stroke-width": 1.8 }),
        drawn,
      ]),
      iconSize: [width, 2 * centre],
      iconAnchor: [place, centre],
      tooltipAnchor: [symbol.aside, 0],
    });
  }

  const SWATCHES = {
    area: ({ area }) => frame(26, 16, [svg("rect", {
      x: 2, y: 2, width: 22, height: 12, rx: 1, fill: patterned(area).fillColor, "fill-opacity": area.fillOpacity,
      stroke: area.color, "stroke-width": area.weight, "stroke-dasharray": area.dashArray || "none",
    })]),
    line: (s) => frame(26, 16, [svg("line", {
      x1: 1, x2: 25, y1: 8, y2: 8, stroke: s.line, "stroke-width": s.weight || 1.6, "stroke-dasharray": s.dash || "none",
    })]),
    circle: (s) => frame(26, 18, SHAPES.circle({ fill: s.circle, radius: s.radius, glyph: s.glyph }, 9)),
    rings: ({ rings }) => {
      const most = Math.max(...rings.map(({ radius }) => radius));
      const foot = 2 * most + 14;
      return frame(2 * most + 80, foot + 2, rings.flatMap(({ radius, text, line }) => [
        svg("circle", { cx: most + 1, cy: foot - radius, r: radius, fill: "none", stroke: line }),
        svg("line", { x1: most + 1, x2: 2 * most + 10, y1: foot - 2 * radius, y2: foot - 2 * radius, stroke: line, "stroke-dasharray": "2 2" }),
        note(text, 2 * most + 14, foot - 2 * radius),
      ]));
    },
    dot: (s) => frame(26, 16, SHAPES.dot({ fill: "#fff", line: s.dot, radius: 4, weight: 1.6, dash: s.dash }, 8)),
    diamond: (s) => frame(26, 16, SHAPES.diamond({ fill: s.diamond, radius: 6 }, 8)),
    badge: (s) => frame(26, 18, SHAPES.badge({ fill: s.badge, radius: 8, glyph: s.glyph }, 9)),
  };

  /** Return the picture that stands before a line of the legend. */
  function swatch(style) {
    const kind = Object.keys(SWATCHES).find((name) => name in style);
    return SWATCHES[kind](style);
  }

  const hatch = (angle) => (colour) => ({
    attributes: { width: 9, height: 9, patternTransform: `rotate(${angle})` },
    marks: [svg("line", { x1: 0, y1: 0, x2: 0, y2: 9, stroke: colour, "stroke-width": 2.2, "stroke-opacity": 0.38 })],
  });
  const PATTERNS = {
    "hatch-right": hatch(45),
    "hatch-left": hatch(-45),
    dots: (colour) => ({
      attributes: { width: 8, height: 8 },
      marks: [svg("circle", { cx: 4, cy: 4, r: 1.5, fill: colour, "fill-opacity": 0.5 })],
    }),
  };
  const patterns = svg("defs", {});

  /** Return path options whose pattern, if they name one, is in the colour of the outline. */
  function patterned(style) {
    const name = /^url\(#(.+)\)$/.exec(style.fillColor)?.[1];
    if (!name) return style;
    const id = `${name}-${style.color.slice(1)}`;
    if (!patterns.querySelector(`#${id}`)) {
      const { attributes, marks } = PATTERNS[name](style.color);
      const ground = svg("rect", { width: attributes.width, height: attributes.height, fill: style.color, "fill-opacity": 0.07 });
      patterns.append(svg("pattern", { id, patternUnits: "userSpaceOnUse", ...attributes }, [ground, ...marks]));
    }
    if (!patterns.isConnected) {
      const holder = frame(0, 0, [patterns]);
      holder.style.position = "absolute";
      document.body.append(holder);
    }
    return { ...style, fillColor: `url(#${id})` };
  }

  return { icon, swatch, patterned, svg, frame, glyph };
})();
