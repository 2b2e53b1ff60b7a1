/* What stands on the map beside the plan: legend, note, notices, buttons. */
LiangjiLiangdai.legend = (() => {
  const { element } = LiangjiLiangdai.text;
  const { swatch } = LiangjiLiangdai.symbols;

  function control(position, node) {
    const made = L.control({ position });
    made.onAdd = () => {
      L.DomEvent.disableClickPropagation(node);
      L.DomEvent.disableScrollPropagation(node);
      return node;
    };
    return made;
  }

  /** The legend lists the layers that are shown, from the same styles. */
  class Legend {
    constructor(map, title, onToggle) {
      this.body = element("div", { className: "entries" });
      this.node = element("details", { className: "legend" }, [element("summary", { text: title }), this.body]);
      this.node.addEventListener("toggle", onToggle);
      this.map = map;
      control("bottomleft", this.node).addTo(map);
    }

    /** Open the legend where there is room for it. */
    unfold() { this.node.open = this.map.getSize().x > 560; }

    width() { return this.node.open ? this.node.offsetWidth : 0; }

    update(layers) {
      this.body.replaceChildren(...layers.filter(({ legend }) => legend.length).map(({ key, title, legend }) =>
        element("section", { className: key }, [
          element("h4", { text: title }),
          ...legend.map((entry) => element("div", { className: "entry" }, [
            swatch(entry.swatch), element("span", { text: entry.text }),
          ])),
        ])));
    }
  }

  /** A notice lies over the top of the map until its cause is gone or it is closed. */
  class Notice {
    constructor(map, closeText) {
      this.closeText = closeText;
      this.node = element("div", { className: "notice", attributes: { role: "status", hidden: "" } });
      map.getContainer().append(this.node);
      L.DomEvent.disableClickPropagation(this.node);
    }

    show(text, action) {
      const close = element("button", { text: "×", attributes: { type: "button", "aria-label": this.closeText } });
      close.addEventListener("click", () => this.hide());
      const parts = [element("span", { text })];
      if (action) {
        const button = element("button", { className: "action", text: action.text, attributes: { type: "button" } });
        button.addEventListener("click", () => { this.hide(); action.run(); });
        parts.push(button);
      }
      this.node.replaceChildren(...parts, close);
      this.node.hidden = false;
    }

    hide() { this.node.hidden = true; }
  }

  /** Return the buttons: in, out, whole district. */
  function buttons(texts, actions) {
    const button = (name, sign) => {
      const node = element("button", { text: sign, attributes: { type: "button", title: texts[name], "aria-label": texts[name] } });
      node.addEventListener("click", actions[name]);
      return node;
    };
    return control("topright", element("div", { className: "buttons" }, [
      button("zoomIn", "+"), button("zoomOut", "−"), button("reset", "⤢"),
    ]));
  }

  return { Legend, Notice, buttons, control };
})();
