"""Windows of a browser: how wide, light or dark, in which language; and what goes wrong in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import translation
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import ConsoleMessage, Page, Request, Response

TALL = {360: 740, 1440: 900}
ANSWERED = re.compile(r"the server responded with a status of (403|404|409|422)")
"""The browser notes refusals as errors of its own; a test that means one says what it shows."""


@dataclass(frozen=True)
class Window:
    """One way to look at a page."""

    width: int = 1440
    theme: str = "light"
    language: str = "zh-hant"

    def options(self) -> dict[str, Any]:
        """The same for the browser; a narrow window is a phone with a thumb."""
        return {
            "viewport": {"width": self.width, "height": TALL[self.width]},
            "color_scheme": self.theme,
            "locale": {"zh-hant": "zh-TW", "zh-hans": "zh-CN", "en": "en-US"}[self.language],
            "has_touch": self.width < 600,
        }

    def __str__(self) -> str:
        return f"{self.language}-{self.width}-{self.theme}"


DESK, PHONE = Window(), Window(360)
DESK_EN, PHONE_EN = Window(1440, "dark", "en"), Window(360, "dark", "en")
DESK_CN, PHONE_CN = Window(1440, "light", "zh-hans"), Window(360, "light", "zh-hans")
DESK_DARK, PHONE_DARK = Window(theme="dark"), Window(360, "dark")


@dataclass
class Watch:
    """Errors of scripts, what the content policy stopped, requests that failed."""

    troubles: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch one window from now on."""
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self._said)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not ANSWERED.search(message.text):
            self.troubles.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # left before the answer came
            self.troubles.append(f"request: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"answer: {response.status} {response.url}")


def cookie_of(user: Any, site: str) -> SetCookieParam:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}


def said(window: Window, words: str, /, **values: Any) -> str:
    """A sentence of the pages in the window's language."""
    with translation.override(window.language):
        text = translation.gettext(words)
    return text % values if values else text


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


TOO_WIDE = """() => {
  const scrolls = (e) => e &&
    (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
  const right = (e) => e.getBoundingClientRect().right;
  const all = [...document.querySelectorAll("main, main *, header, header *")];
  const beyond = all.filter((e) => right(e) > innerWidth + 1 && !scrolls(e.parentElement));
  return beyond.map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`);
}"""


def too_wide(page: Page) -> list[str]:
    """What makes the page wider than the window; nothing where it is not."""
    over = overflow(page)
    return [f"{over} px", *page.evaluate(TOO_WIDE)[-3:]] if over > 0 else []


def is_in_view(page: Page, selector: str) -> bool:
    """Whether the whole element is seen without scrolling."""
    box = page.locator(selector).first.bounding_box()
    seen = page.viewport_size
    if box is None or seen is None:
        return False
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    inside = box["x"] >= 0 and box["y"] >= 0 and right <= seen["width"]
    return inside and bottom <= seen["height"]


def bottom_of(page: Page, selector: str) -> float:
    """How far down the page an element ends, in pixels; infinite where it is not shown."""
    box = page.locator(selector).first.bounding_box()
    if box is None:
        return float("inf")
    return box["y"] + box["height"] + float(page.evaluate("scrollY"))
