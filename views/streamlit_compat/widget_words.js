/* Streamlit's widgets say our words in place of their own; React keeps what it has not changed itself. */
window.liangjiWidgetWords ??= (() => {
  const SOON_MS = 300;
  const NAMES = ["aria-label", "title", "placeholder"];
  const PLACES = [ // where text is the widgets' own
    "[data-testid=stSkipToContent]",
    "[data-testid=stSelectboxVirtualDropdown]",
    "[data-testid=stMultiSelectDropdown]",
    "[data-testid=stFileUploaderDropzone]",
    "[data-testid=stFileChip]",
    "[data-testid=InputInstructions]",
    "[data-testid=stDateInputCalendar]",
    "[data-testid=stTooltipContent]",
    "[data-testid^=stDataFrameColumn]",
    "[data-testid=stStatusWidget]",
    "[data-testid=stConnectionStatus]",
    "[data-testid=stDialog]",
    "[data-live-announcer]",
  ].join();
  const OURS = "[data-testid=stHtml], [data-testid=stFileChipName], svg, iframe";
  const before = new Map(); // how to put back what a node or an element's names said
  let observer = null;

  function stop() {
    observer?.disconnect();
    observer = null;
    for (const [place, puts] of before) if (place.isConnected) puts.forEach((put) => put());
    before.clear();
  }

  function start({ words, patterns }) {
    stop();
    const rules = Object.entries(patterns).map(([pattern, said]) => [new RegExp(pattern), said]);
    const spoken = (text) => {
      const own = text.trim();
      if (!/[A-Za-z]{3}/.test(own)) return null;
      if (Object.hasOwn(words, own)) return words[own];
      const rule = rules.find(([pattern]) => pattern.test(own));
      return rule ? own.replace(...rule) : null;
    };
    const keep = (place, put) => before.set(place, [...(before.get(place) ?? []), put]);

    function speakText(node) {
      const parent = node.parentElement;
      if (!parent?.closest(PLACES) || parent.closest(OURS)) return;
      const was = node.nodeValue, said = spoken(was);
      if (said === null) return;
      keep(node, () => { node.nodeValue = was; });
      node.nodeValue = said;
    }

    function speakNames(element) {
      if (element.closest(OURS)) return;
      for (const name of NAMES) {
        const was = element.getAttribute(name), said = was && spoken(was);
        if (!said) continue;
        keep(element, () => element.setAttribute(name, was));
        element.setAttribute(name, said);
      }
    }

    function speak(root) {
      if (root.nodeType === Node.TEXT_NODE) { speakText(root); return; }
      if (root.nodeType !== Node.ELEMENT_NODE) return;
      const named = NAMES.map((name) => `[${name}]`).join();
      if (root.matches(named)) speakNames(root);
      root.querySelectorAll(named).forEach(speakNames);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) speakText(walker.currentNode);
    }

    const fresh = new Set([document.body]);
    function settle() { // when the page has nothing better to do: it must not keep the map waiting
      if (!observer) return;
      for (const place of fresh) if (place.isConnected) speak(place);
      fresh.clear();
      for (const place of before.keys()) if (!place.isConnected) before.delete(place);
      observer.takeRecords(); // what we have changed ourselves
    }

    observer = new MutationObserver((changes) => {
      if (!fresh.size) requestIdleCallback(settle, { timeout: SOON_MS });
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") addedNodes.forEach((node) => fresh.add(node));
        else fresh.add(target);
      }
    });
    observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
    });
    requestIdleCallback(settle, { timeout: SOON_MS });
  }

  return { start, stop };
})();
