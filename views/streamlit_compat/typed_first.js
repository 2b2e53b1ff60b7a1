/* What is typed counts before what is clicked next. A field that is left sets off a run; a button clicked meanwhile
   would act on what stood there before, so its click waits until that run has ended. A click that cannot be carried
   out then is not dropped in silence: the page says so. */
window.liangjiTypedFirst ??= (() => {
  const FIELD = "input:not([type=checkbox], [type=radio], [type=file], [role=combobox]), textarea";
  const WIDGET = "[data-testid=stElementContainer]";
  const BUTTON = "[data-testid=stApp] button";
  const BEGINS_WITHIN_MS = 600;
  const STILL_PX = 4;
  const held = new Set();
  const notice = Object.assign(document.createElement("p"), { role: "status", className: "lost-click" });
  let given = null; // words and limit
  let taken = ""; // what the field held when it was entered, or last handed over
  let waiting = null; // for what was typed last: the widget it was typed into
  let pressed = null;

  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  const runState = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  const running = () => runState() !== "notRunning" || document.querySelector("[data-stale=true]") !== null;

  async function handOver(field) {
    if (field.value === taken || runState() === undefined) return;
    taken = field.value;
    const own = waiting = { widget: field.closest(WIDGET) };
    const start = performance.now(), since = () => performance.now() - start;
    while (!running() && since() < BEGINS_WITHIN_MS) await pause();
    let quiet = 0; // one run may follow another
    while ((quiet < 2 || pressed) && since() < given.longestMs) {
      await pause();
      quiet = running() ? 0 : quiet + 1;
    }
    if (waiting !== own) return; // something else was typed meanwhile
    waiting = null;
    const buttons = [...held];
    held.clear();
    for (const button of buttons) {
      if (quiet < 2 || !button.isConnected || button.disabled) notice.textContent = given.lost;
      else button.click();
    }
  }

  function hold(button) {
    const holds = waiting && button && button.closest(WIDGET) !== waiting.widget;
    if (holds) held.add(button);
    return holds;
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(FIELD)) taken = target.value;
  }, true);

  document.addEventListener("focusout", ({ target }) => {
    if (target.matches(FIELD)) handOver(target);
  }, true);

  document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey }) => {
    const isHanded = key === "Enter" && (target.matches("input") || ctrlKey || metaKey);
    if (isHanded && target.matches(FIELD)) handOver(target);
  }, true);

  document.addEventListener("pointerdown", ({ target, clientX, clientY }) => {
    const button = target.closest(BUTTON);
    pressed = button && { button, clientX, clientY };
  }, true);

  document.addEventListener("pointercancel", () => { pressed = null; }, true);

  document.addEventListener("pointerup", ({ target, clientX, clientY }) => {
    const from = pressed;
    pressed = null;
    if (!from || from.button.contains(target)) return; // its click follows
    const moved = Math.hypot(clientX - from.clientX, clientY - from.clientY);
    if (moved <= STILL_PX) hold(from.button); // it went away below the hand: no click follows
  }, true);

  document.addEventListener("click", (event) => {
    if (!event.isTrusted) return; // the one we carry out ourselves
    notice.textContent = "";
    if (!hold(event.target.closest(BUTTON))) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  }, true);

  function start(words) {
    given = words;
    document.body.append(notice);
  }

  return { start };
})();
