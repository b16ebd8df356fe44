"""The flows of an item: there at once, and judged when the page is there; without scripts a link leads to the same."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Seen, visitor
from tests.browser.test_pages import ALIKE, RULES
from tests.web.conftest import application
from tests.web.serving import served
from tests.web.test_warming import loaded

FLOWS = "/items/hf/watch"
COMPILED = 60_000  # milliseconds; who judges first in a fresh environment compiles the loops


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with a few months of hydrogen fluoride."""
    with served(application(loaded(tmp_path_factory.mktemp("flows")))) as address:
        yield address


def test_what_the_watch_says_takes_the_place_of_what_came(page: Page) -> None:
    page.goto(FLOWS)
    evidence = page.locator(".evidence .document")
    expect(evidence).to_contain_text("not judged: January waits for February", timeout=COMPILED)
    expect(page.locator("[data-until-then]")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="p-value")).to_be_visible()


def test_what_came_stays_where_the_judgement_fails(browser: Browser, site: str) -> None:
    with visitor(browser, site, Seen()) as context:
        page = context.new_page()
        page.route("**/judged*", lambda route: route.fulfill(body="<p class=error>not now</p>", status=503))
        page.goto(FLOWS)
        expect(page.locator(".evidence > .error")).to_have_text("not now")
        expect(page.get_by_role("heading", name="What came and what was expected")).to_be_visible()


def test_without_scripts_the_link_leads_to_the_whole(browser: Browser, site: str) -> None:
    with visitor(browser, site, Seen(), java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(FLOWS)
        expect(page.get_by_role("heading", name="All flows of the item in the month")).to_be_visible()
        page.get_by_role("link", name="How strange the month is").click()
        expect(page.get_by_role("columnheader", name="p-value")).to_be_visible()


@pytest.fixture(scope="module", params=[FLOWS, f"{FLOWS}/judged"])
def opened(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    with visitor(browser, site, Seen()) as context:
        page = context.new_page()
        page.goto(request.param)
        expect(page.locator(".document")).to_be_visible()
        yield page


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_no_barrier_in_flows(opened: Page, scheme: Literal["light", "dark"]) -> None:
    opened.emulate_media(color_scheme=scheme)
    found = Axe().run(opened, ALIKE, {"runOnly": RULES[scheme], "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
