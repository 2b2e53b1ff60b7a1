/* What is typed counts before what is clicked next. Leaving a field sets off a run; a button clicked by the same
   move of the hand would still act on what stood there before, so its click waits until that run has ended. */
window.liangjiTypedFirst ??= (() => {
  const FIELD = "input:not([type=checkbox], [type=radio], [type=file]), textarea";
  const WIDGET = "[data-testid=stElementContainer]";
  const BEGINS_WITHIN_MS = 600;
  const LONGEST_MS = 20000;
  let taken = ""; // what the field held when it was entered, or when Enter handed it over
  let pressed = null;

  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  const running = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";

  async function later(button) {
    const start = performance.now();
    while (!running() && performance.now() - start < BEGINS_WITHIN_MS) await pause();
    while (running() && performance.now() - start < LONGEST_MS) await pause();
    await pause();
    if (button.isConnected && !button.disabled) button.click();
  }

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(FIELD)) taken = target.value;
  }, true);

  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.matches(FIELD)) taken = target.value;
  }, true);

  document.addEventListener("pointerdown", ({ target }) => {
    const field = document.activeElement, button = target.closest("[data-testid=stApp] button");
    const typed = field?.matches(FIELD) && field.value !== taken;
    pressed = typed && button?.closest(WIDGET) !== field.closest(WIDGET) ? button : null;
  }, true);

  document.addEventListener("click", (event) => {
    const button = pressed;
    pressed = null;
    if (!button?.contains(event.target)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    later(button);
  }, true);

  return true;
})();
