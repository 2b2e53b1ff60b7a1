/* Between the map and the page that holds it: views in, choices out (Streamlit's component protocol). */
LiangjiLiangdai.bridge = (() => {
  const send = (type, data) => window.parent.postMessage({ isStreamlitMessage: true, type, ...data }, "*");
  const PHONE_PX = 640;

  /** Return the height in px that leaves the page's head in sight. */
  function height() {
    const { innerWidth, innerHeight } = window.parent;
    return innerWidth < PHONE_PX ? Math.round(innerHeight * 0.62) : Math.max(440, Math.min(820, innerHeight - 322));
  }

  /** Put parameters into the page's address, without asking the server for anything. */
  function remember(parameters) {
    const address = new URL(window.parent.location.href);
    for (const [name, value] of Object.entries(parameters)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    address.search = address.search.replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
    window.parent.history.replaceState(window.parent.history.state, "", address);
  }

  /** Return centre and zoom from the page's address, if they are there and make sense. */
  function position() {
    const at = (new URL(window.parent.location.href).searchParams.get("at") || "").split(",").map(Number);
    const [lat, lon, zoom] = at;
    return at.length === 3 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 ? at : null;
  }

  /** Start once the map has been made; the page answers with the first view. */
  function connect() {
    const planMap = LiangjiLiangdai.map;
    const container = planMap.map.getContainer();
    let messages = 0;
    let waiting = null;
    const at = position();
    const tell = (message) => {
      messages += 1;
      send("streamlit:setComponentValue", { value: { ...message, id: `${Date.now()}-${messages}` }, dataType: "json" });
    };
    planMap.onZone = (zone) => tell({ event: "zone", zone });
    planMap.onPainted = () => { if (!planMap.view.quiet) tell({ event: "painted" }); };
    planMap.companions = [new LiangjiLiangdai.pins.Pins(planMap, tell), new LiangjiLiangdai.draw.Drawing(planMap, tell)];
    planMap.onMove = ([lat, lon, zoom]) => remember({ at: `${lat.toFixed(5)},${lon.toFixed(5)},${zoom}` });
    const resize = () => send("streamlit:setFrameHeight", { height: height() });
    const show = () => {
      if (!waiting || !container.clientWidth || !container.clientHeight) return;
      planMap.map.invalidateSize({ animate: false });
      planMap.apply({ ...waiting, at });
      remember(waiting.address);
      waiting = null;
    };
    window.addEventListener("message", ({ data, source }) => {
      if (source !== window.parent || data.type !== "streamlit:render") return;
      waiting = data.args.view;
      show();
    });
    new ResizeObserver(() => {
      planMap.resized();
      show();
    }).observe(container);
    window.parent.addEventListener("resize", resize);
    send("streamlit:componentReady", { apiVersion: 1 });
    resize();
  }

  return { connect };
})();
