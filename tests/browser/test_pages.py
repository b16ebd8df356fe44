"""Every page in a real browser: no barrier that axe finds, nothing from elsewhere, by night, small, without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.browser.conftest import TABLET, WIDE, Seen, shots, visitor

PAGES = {
    "today": "/",
    "alerts": "/alerts",
    "alert": "/alerts/notice/1",
    "notices": "/notices",
    "notice": "/notices/1",
    "notice-new": "/notices/new",
    "items": "/items",
    "item": "/items/hf",
    "known": "/items/hf/enter",
    "sources": "/sources?find=survey",
    "source": "/sources/usgs-mcs-2026",
    "chain": "/chain?stop=hf",
    "dependence": "/dependence",
    "economy": "/dependence/KOR",
    "pair": "/dependence/pair/KOR/NLD",
    "stress": "/stress",
    "run": "/stress/1",
    "jobs": "/jobs",
    "register": "/register",
    "entry": "/register/train-500-experts",
    "entry-new": "/register/new/commitment",
    "workbook": "/register-files",
    "programmes": "/programmes",
    "news": "/news",
    "article": "/news/1",
    "briefs": "/briefs",
    "data": "/data",
    "api": "/api/docs",
    "error": "/items/unobtainium",
}
ALIKE = {"exclude": [["tbody tr:nth-child(n+13)"], ["main li:nth-child(n+13)"]]}  # rows are as the first twelve
RULES = {  # by night only colours differ
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["color-contrast"],
}


@dataclass
class Opened:
    """A page of the desk that is open, and what the browser saw while it was."""

    name: str
    page: Page
    seen: Seen


@pytest.fixture(scope="module")
def window(browser: Browser, site: str) -> Iterator[tuple[Page, Seen]]:
    """A page that is led from path to path: to open another takes longer than most of what is asked of it."""
    seen = Seen()
    with visitor(browser, site, seen) as context:
        yield context.new_page(), seen


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, window: tuple[Page, Seen]) -> Opened:
    page, seen = window
    seen.clear()
    width, height = WIDE
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="light")
    page.goto(PAGES[request.param])
    return Opened(name=request.param, page=page, seen=seen)


@pytest.fixture(scope="module")
def still(browser: Browser, site: str) -> Iterator[Page]:
    """A page on which no script runs."""
    with visitor(browser, site, Seen(), java_script_enabled=False) as context:
        yield context.new_page()


# Of the page of an alert a script brings the evidence in.
@pytest.mark.parametrize("opened", [name for name in PAGES if name != "alert"], indirect=True)
def test_a_page_says_the_same_without_scripts(opened: Opened, still: Page) -> None:
    still.goto(PAGES[opened.name])
    assert _texts(still) == _texts(opened.page)


def _texts(page: Page) -> list[str]:
    return page.locator("main h1, main h2, main td").all_inner_texts()


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_no_barrier(opened: Opened, scheme: Literal["light", "dark"]) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    found = Axe().run(opened.page, ALIKE, {"runOnly": RULES[scheme], "resultTypes": ["violations"]})
    if folder := shots():
        folder.mkdir(parents=True, exist_ok=True)
        opened.page.screenshot(path=folder / f"{opened.name}-{scheme}.png", full_page=True)
    assert found.violations_count == 0, found.generate_report()


def test_a_page_asks_nothing_of_elsewhere_and_has_no_error(opened: Opened) -> None:
    assert opened.seen.foreign == []
    assert [error for error in opened.seen.errors if opened.name != "error"] == []


def test_a_tablet_shows_a_page_without_scrolling_sideways(opened: Opened) -> None:
    width, height = TABLET
    opened.page.set_viewport_size({"width": width, "height": height})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_leads_past_the_head(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_language_is_chosen_by_keyboard_and_stays(page: Page) -> None:
    page.goto("/items")
    page.get_by_role("button", name="한국어").press("Enter")
    page.wait_for_url("**/items")
    assert page.locator("html").get_attribute("lang") == "ko"
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "ko"
