/* Between the map and the page that holds it: views in, choices out (Streamlit's component protocol). */
LiangjiLiangdai.bridge = (() => {
  const send = (type, data) => window.parent.postMessage({ isStreamlitMessage: true, type, ...data }, "*");
  const PHONE_PX = 640;

  /** Return the height in px that leaves the page's head in sight. */
  function height() {
    const { innerWidth, innerHeight } = window.parent;
    return innerWidth < PHONE_PX ? Math.round(innerHeight * 0.62) : Math.max(440, Math.min(820, innerHeight - 322));
  }

  /** Keep centre and zoom in the address, without asking the server for anything. */
  function remember([lat, lon, zoom]) {
    const address = new URL(window.parent.location.href);
    address.searchParams.set("at", `${lat.toFixed(5)},${lon.toFixed(5)},${zoom}`);
    window.parent.history.replaceState(window.parent.history.state, "", address);
  }

  /** Start once the map has been made; the page answers with the first view. */
  function connect(planMap) {
    const container = planMap.map.getContainer();
    let clicks = 0;
    let waiting = null;
    planMap.onZone = (zone) => {
      clicks += 1;
      send("streamlit:setComponentValue", { value: { zone, click: `${Date.now()}-${clicks}` }, dataType: "json" });
    };
    planMap.onMove = remember;
    const resize = () => send("streamlit:setFrameHeight", { height: height() });
    const show = () => {
      if (!waiting || !container.clientWidth || !container.clientHeight) return;
      planMap.map.invalidateSize({ animate: false });
      planMap.apply(waiting);
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
