"use strict";
/* The map client. All text from data enters the page here and only here, as text nodes. */
const LiangjiLiangdai = {};

LiangjiLiangdai.text = (() => {
  /** Return a new element; `text` becomes a text node, never markup. */
  function element(tag, { className = "", text = "", attributes = {} } = {}, children = []) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.append(document.createTextNode(text));
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** Return a tooltip: the first line is its title. */
  function tooltip(lines) {
    const [title, ...rest] = lines;
    return element("div", { className: "tip" }, [
      element("strong", { text: title, attributes: { dir: "auto" } }),
      ...rest.map((line) => element("div", { text: line, attributes: { dir: "auto" } })),
    ]);
  }

  /** Return the content of a popup: one titled list of labelled values a card. */
  function popup(cards) {
    return element("div", { className: "cards", attributes: { tabindex: "0" } }, cards.map((card) =>
      element("section", {}, [
        element("h3", { text: card.title, attributes: { dir: "auto" } }),
        element("dl", {}, card.rows.flatMap(([label, value]) => [
          element("dt", { text: label }),
          element("dd", { text: value, attributes: { dir: "auto" } }),
        ])),
      ])));
  }

  return { element, tooltip, popup };
})();
