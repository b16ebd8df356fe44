"""Every page in a real browser: no barrier that axe finds, nothing from elsewhere, by night, small, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.browser.conftest import TABLET, Seen, shots, visitor

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
    "sources": "/sources",
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
RULES = {  # by night only colours differ
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["color-contrast"],
}


@pytest.mark.parametrize("scheme", RULES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(browser: Browser, site: str, name: str, scheme: str) -> None:
    seen = Seen()
    context = visitor(browser, site, seen, color_scheme=scheme)
    page = context.new_page()
    page.goto(PAGES[name])
    found = Axe().run(page, options={"runOnly": RULES[scheme]})
    if folder := shots():
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}-{scheme}.png", full_page=True)
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert seen.foreign == []
    assert [error for error in seen.errors if name != "error"] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_tablet_shows_a_page_without_scrolling_sideways(browser: Browser, site: str, name: str) -> None:
    width, height = TABLET
    context = visitor(browser, site, Seen(), viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(PAGES[name])
    found = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert found <= width


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"alert"}))  # a script brings its evidence in
def test_a_page_says_the_same_without_scripts(browser: Browser, site: str, name: str) -> None:
    texts = []
    for is_on in (True, False):
        context = visitor(browser, site, Seen(), java_script_enabled=is_on)
        page = context.new_page()
        page.goto(PAGES[name])
        texts.append(page.locator("main h1, main h2, main td").all_inner_texts())
        context.close()
    assert texts[0] == texts[1]


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
