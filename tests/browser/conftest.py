"""A desk served on loopback, and a browser that watches what its pages do.

Skipped where there is no chromium; with HAECHI_BROWSER=required, as `.ci/run` sets it, that is an error.
"""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.news.test_proposals import ARTICLE
from tests.web.conftest import application
from tests.web.serving import served
from tests.web.test_api_jobs import work

from haechi.app import noticing
from haechi.app.noticing import Entry

DAY = "2026-11-22"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDE, TABLET = (1280, 900), (820, 1180)


@dataclass
class Seen:
    """What a browser did that it should not: requests to elsewhere, and errors in its console."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        self.foreign.clear()
        self.errors.clear()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that knows what Japan told in July 2019, with a run, an article and a document."""
    at = desk(DAY, tmp_path_factory.mktemp("browser"))
    entry = Entry(
        items=["hf", "photoresist_euv", "fluor_polyimide"],
        exporter="JPN",
        importers=["KOR"],
        what="Licences for each shipment of three materials",
        announced="2019-07-01",
        effective="2019-07-04",
        source="METI, press release of 1 July 2019",
        who="a desk",
    )
    noticing.add(at, entry, at=dt.datetime(2019, 7, 1, 3, 0, tzinfo=dt.UTC))
    app = application(at)
    client = TestClient(app, base_url="http://localhost")
    client.post("/stress", data={"scenario": "hf-2019", "draws": "200"})
    client.post("/news", data={"text": ARTICLE, "released": "2024-02-21", "source": "a wire"})
    client.post("/briefs", data={"paper": "dependence", "about": "KOR", "language": "en", "form": "html"})
    work(at)
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        why = "there is no chromium on this machine (Debian: apt install chromium)"
        assert os.environ.get("HAECHI_BROWSER") != "required", why
        pytest.skip(why)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(browser: Browser, site: str, seen: Seen) -> Iterator[Page]:
    """A page at a desk of 1280 by 900; at the end nothing went elsewhere and nothing failed."""
    context = visitor(browser, site, seen)
    yield context.new_page()
    context.close()
    assert seen == Seen()


def visitor(browser: Browser, site: str, seen: Seen, **options: object) -> BrowserContext:
    """A browser context that refuses every request to elsewhere and keeps what it sees."""
    width, height = WIDE
    given = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce", "locale": "en-GB", **options}
    context = browser.new_context(base_url=site, **given)  # type: ignore[arg-type]

    def pass_on(route: Route, request: Request) -> None:
        if request.url.startswith((site, "data:", "blob:")):
            route.continue_()
            return
        seen.foreign.append(request.url)
        route.abort()

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.errors.append(f"{message.page.url if message.page else ''}: {message.text}")

    context.route("**/*", pass_on)
    context.on("console", told)
    context.on("weberror", lambda error: seen.errors.append(str(error.error)))
    return context


def shots() -> Path | None:
    """Where pictures of pages go, where somebody asks for them by HAECHI_PICTURES."""
    folder = os.environ.get("HAECHI_PICTURES")
    return Path(folder) if folder else None
