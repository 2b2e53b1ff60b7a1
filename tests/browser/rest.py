"""When a page is at rest: the moment from which what it shows can be measured."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

QUIET_MS: Final = 100
"""A run of the script may follow another, and a click starts one only with the next frame."""
_AT_REST: Final = """async (quiet) => {
  const app = document.querySelector("[data-testid=stApp]");
  const resting = () => app?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-stale=true]");
  const start = performance.now();
  while (resting()) {
    if (performance.now() - start >= quiet) return true;
    await new Promise(requestAnimationFrame);
  }
  return false;
}"""


def rested(page: Page) -> Page:
    """Wait until the server has had nothing more to say for a while and nothing old is shown."""
    page.wait_for_function(_AT_REST, arg=QUIET_MS)
    return page
