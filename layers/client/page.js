/* The page that is one file: map, cards, table and switches, kept in step without a server. */
LiangjiLiangdai.page = (() => {
  const { element } = LiangjiLiangdai.text;

  class Page {
    /** `editions` are the page in one language each; `view` is what is shown first. */
    constructor({ editions, leaflet, view }) {
      Object.assign(this, { leaflet, view });
      this.editions = new Map(editions.map((edition) => [edition.map.language, edition]));
      document.addEventListener("click", ({ target }) => this.clicked(target));
      document.addEventListener("change", ({ target }) => this.switched(target));
      window.addEventListener("beforeprint", () => this.print(true));
      window.addEventListener("afterprint", () => this.print(false));
      this.speak(editions[0].map.language);
    }

    /** Show the page in a language; what is chosen and where the map is stay as they are. */
    speak(language) {
      const at = this.plan?.handled ? this.position() : null;
      const edition = this.editions.get(language);
      document.documentElement.lang = language;
      document.title = edition.title;
      for (const button of document.querySelectorAll("[data-language]")) {
        button.setAttribute("aria-pressed", String(button.dataset.language === language));
      }
      for (const main of document.querySelectorAll("main")) main.hidden = main.lang !== language;
      this.main = document.querySelector("main:not([hidden])");
      this.plan?.map.getContainer().remove();
      edition.plan ||= this.made(edition);
      this.plan = edition.plan;
      this.main.querySelector(".frame").replaceChildren(this.plan.map.getContainer());
      this.show({ at });
      if (at) this.plan.map.setView(at.slice(0, 2), at[2], { animate: false });
    }

    /** Make the map of an edition, of the size that its frame has. */
    made({ map: options, layers }) {
      const node = element("div", { className: "map" });
      this.main.querySelector(".frame").replaceChildren(node);
      const plan = new LiangjiLiangdai.plan.PlanMap(L.map(node, this.leaflet), options);
      for (const layer of layers) plan.addLayer(layer);
      plan.onZone = (zone) => { if (plan === this.plan) this.show({ zone }); };
      new ResizeObserver(() => plan.resized()).observe(node);
      return plan;
    }

    position() {
      const { lat, lng } = this.plan.map.getCenter();
      return [lat, lng, this.plan.map.getZoom()];
    }

    /** Change parts of the view and show it everywhere. */
    show(change) {
      this.view = { ...this.view, ...change };
      const { zone, layers } = this.view;
      this.plan.apply(this.view);
      for (const card of this.main.querySelectorAll("[data-card]")) card.hidden = card.dataset.card !== (zone || "");
      for (const row of this.main.querySelectorAll("tr[data-zone]")) {
        row.classList.toggle("chosen", row.dataset.zone === zone);
        row.querySelector("button").setAttribute("aria-pressed", String(row.dataset.zone === zone));
      }
      for (const box of this.main.querySelectorAll(".switches input")) box.checked = layers.includes(box.value);
    }

    clicked(target) {
      const button = target.closest("[data-language]");
      const row = target.closest("tr[data-zone]");
      if (button) this.speak(button.dataset.language);
      else if (row) this.show({ zone: row.dataset.zone === this.view.zone ? null : row.dataset.zone });
    }

    switched(target) {
      if (!target.closest(".switches")) return;
      const boxes = [...this.main.querySelectorAll(".switches input")];
      this.show({ layers: boxes.filter((box) => box.checked).map((box) => box.value) });
    }

    /** Give the map the size it has on paper, with the same ground on it, or its own again. */
    print(printing) {
      const { map } = this.plan;
      const ground = map.getBounds();
      if (printing) this.before = this.position();
      document.body.classList.toggle("printing", printing);
      this.plan.resized();
      if (!this.plan.handled) return;
      if (printing) map.fitBounds(ground, { animate: false });
      else map.setView(this.before.slice(0, 2), this.before[2], { animate: false });
    }
  }

  return { Page };
})();

LiangjiLiangdai.openPage = (content) => new LiangjiLiangdai.page.Page(content);
