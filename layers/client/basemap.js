/* The ground: our own base, or online tiles that fall back to it when they do not load. */
LiangjiLiangdai.basemap = (() => {
  const PATIENCE_MS = 6000;
  const ERRORS_ALLOWED = 3;

  class Basemap {
    constructor(map, options, { onFailure }) {
      Object.assign(this, { map, options, onFailure });
      this.pane = map.createPane("tiles-online");
      this.pane.style.zIndex = 205;
      this.layers = [];
      this.key = options.offline;
      this.token = "";
    }

    /** Return what is really shown: the choice, or the offline base where it cannot be. */
    choose(key, token) {
      const basemap = this.options.basemaps[key];
      const unchanged = key === this.wanted && token === this.token;
      if (unchanged) return this.key;
      this.wanted = key;
      this.token = token;
      this.clear();
      this.missingKey = basemap.needsKey && !token;
      this.key = this.missingKey ? this.options.offline : key;
      if (this.online) this.load(basemap, token);
      return this.key;
    }

    load(basemap, token) {
      let loaded = false;
      let errors = 0;
      const fail = () => {
        if (loaded || this.wanted !== this.key) return;
        this.clear();
        this.key = this.options.offline;
        this.onFailure(basemap.title);
      };
      this.layers = basemap.tiles.map((url) => L.tileLayer(url, {
        pane: "tiles-online", subdomains: basemap.subdomains || "abc", key: encodeURIComponent(token || ""),
        maxNativeZoom: basemap.maxNativeZoom, maxZoom: 18, attribution: "",
      })
        .on("tileload", () => { loaded = true; clearTimeout(this.timer); })
        .on("tileerror", () => { errors += 1; if (errors >= ERRORS_ALLOWED) fail(); })
        .addTo(this.map));
      this.timer = setTimeout(fail, PATIENCE_MS);
    }

    retry() {
      const wanted = this.wanted;
      this.wanted = null;
      return this.choose(wanted, this.token);
    }

    clear() {
      clearTimeout(this.timer);
      for (const layer of this.layers) layer.remove();
      this.layers = [];
    }

    get online() { return this.key !== this.options.offline; }
    get datum() { return this.options.basemaps[this.key].datum; }
    get attribution() { return this.options.basemaps[this.key].attribution; }
  }

  return { Basemap };
})();
