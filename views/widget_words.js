/* Streamlit's widgets say our words in place of their own; React keeps what it has not changed itself. */
window.liangjiWidgetWords ??= (() => {
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
  const before = new Map(); // what a node or an element's name said, to be put back
  let observer = null;

  function stop() {
    observer?.disconnect();
    observer = null;
    for (const [place, put] of before) if (place.isConnected) put();
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
    const keep = (place, put) => { if (!before.has(place)) before.set(place, put); };

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

    observer = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "childList") addedNodes.forEach(speak);
        else if (type === "attributes") speakNames(target);
        else speakText(target);
      }
      for (const place of before.keys()) if (!place.isConnected) before.delete(place);
    });
    observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
    });
    speak(document.body);
  }

  return { start, stop };
})();
