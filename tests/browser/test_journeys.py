"""What people come to do, from the first page to the end, as they would in a browser."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.app.at_desk import desk
from tests.browser.conftest import DAY, Seen, shots, visitor
from tests.cli.running import haechi
from tests.cli.serving import PATIENCE, Server
from tests.cli.test_data import small
from tests.cli.test_documents import pages as pages_of
from tests.news.test_proposals import ARTICLE
from tests.web.conftest import application
from tests.web.serving import served

from haechi.app import noticing
from haechi.app.desk import Desk
from haechi.app.noticing import Entry
from haechi.web.visitor import Role

HF = "Hydrogen fluoride, Japan to South Korea: Licence per shipment for hydrogen fluoride to Korea"
NOTICE = Entry(
    items=["hf"],
    exporter="JPN",
    importers=["KOR"],
    what="Licences for each shipment",
    announced="2019-07-01",
    effective="2019-07-04",
    source="a cable",
    who="Choi",
)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """The desk of `haechi demo` as `haechi serve` opens it: its address, the day that it offers, its folder."""
    folder = tmp_path_factory.mktemp("journey") / "desk"
    offered = next(word for word in haechi("demo", "-w", folder).out.split() if "as_of=" in word)
    server = Server(folder)
    yield f"http://127.0.0.1:{server.port}", offered.split("8484", 1)[1], folder
    server.end()


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    """A desk with a notice on hydrogen fluoride and one on neon."""
    found = desk(DAY, tmp_path / "desk")
    noticing.add(found, NOTICE, at=dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC))
    other = Entry(items=["neon"], exporter="UKR", what="Two plants are shut", source="a cable", who="Choi")
    noticing.add(found, other, at=dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC))
    return found


@contextmanager
def at_work(browser: Browser, held: Desk, name: str) -> Iterator[Page]:
    """A page of an analyst at that desk; at the end nothing failed but what came too late."""
    seen = Seen()
    with served(application(held, Role.ANALYST, name)) as address, visitor(browser, address, seen) as context:
        yield context.new_page()
    assert seen.foreign == []
    assert [error for error in seen.errors if "409 (Conflict)" not in error] == []


@pytest.fixture
def kim(browser: Browser, held: Desk) -> Iterator[Page]:
    with at_work(browser, held, "Kim") as page:
        yield page


@pytest.fixture
def lee(browser: Browser, held: Desk) -> Iterator[Page]:
    with at_work(browser, held, "Lee") as page:
        yield page


def picture(page: Page, name: str) -> None:
    """A picture of a step, where somebody asks for them."""
    if folder := shots():
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"journey-{name}.png")


def test_from_the_notice_of_july_2019_to_a_brief_of_two_pages(
    browser: Browser, demonstrated: tuple[str, str, Path], tmp_path: Path
) -> None:
    address, offered, _ = demonstrated
    seen = Seen()
    context = visitor(browser, address, seen, accept_downloads=True)
    page = context.new_page()
    page.goto(offered)
    picture(page, "1-today")
    page.get_by_role("link", name=HF).first.click()
    expect(page.locator(".evidence .lead")).to_contain_text("Consequence 0.24 of 1")
    picture(page, "2-alert")
    page.get_by_role("link", name="Japan's licences for three chip materials to Korea").click()
    picture(page, "3-stress")
    page.get_by_role("button", name="Run it").first.click()
    expect(page.get_by_role("heading", name="How the loss unfolds: Etch and clean, South Korea")).to_be_visible(
        timeout=PATIENCE * 1000
    )
    expect(page.locator(".point")).to_contain_text("2019-09-04")
    picture(page, "4-run")
    page.get_by_role("button", name="Make the two-page brief").click()
    picture(page, "5-briefs")
    with page.expect_download() as waited:
        page.get_by_role("status").get_by_role("link").click()
    waited.value.save_as(tmp_path / "brief.pdf")
    context.close()
    assert seen == Seen()
    assert pages_of(tmp_path / "brief.pdf") == 2


def test_a_notice_is_entered_and_leads_to_what_hangs_on_it(kim: Page) -> None:
    kim.goto("/notices")
    kim.get_by_role("link", name="Enter a notice").click()
    for name, value in (
        ("Item", "gallium"),
        ("Who supplies", "CHN"),
        ("What was announced or is said, in a sentence", "Export licences for gallium"),
        ("Announced on", "2026-11-21"),
        ("Where this comes from", "a cable"),
    ):
        kim.get_by_label(name, exact=True).fill(value)
    kim.get_by_role("button", name="Enter the notice").click()
    kim.get_by_role("link", name="its alert").click()
    expect(kim.locator(".evidence .lead")).to_contain_text("From China")


def test_an_analyst_goes_through_the_inbox_by_keys_alone(kim: Page) -> None:
    kim.goto("/alerts")
    rows = kim.locator(".inbox tbody tr")
    kim.keyboard.press("j")
    kim.keyboard.press("j")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    kim.keyboard.press("k")
    kim.keyboard.press("t")
    expect(rows.nth(0)).to_contain_text("taken · Kim")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")  # one stands where one was
    kim.keyboard.press("u")
    expect(rows.nth(0)).not_to_contain_text("taken")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    kim.keyboard.press("c")
    kim.keyboard.press("d")  # the first reason that begins so
    kim.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    kim.keyboard.press("?")
    expect(kim.get_by_role("dialog")).to_be_visible()


def test_two_who_close_the_same_alert_each_get_a_clear_word(kim: Page, lee: Page) -> None:
    for page in (kim, lee):
        page.goto("/alerts/notice/1")
        page.get_by_label("Reason to close it").select_option("not ours")
    lee.get_by_label("Note", exact=False).first.fill("it is for the customs")
    kim.get_by_role("button", name="Close").click()
    expect(kim.locator(".kind").first).to_contain_text("closed (not ours)")
    lee.get_by_role("button", name="Close").click()
    expect(lee.get_by_role("alert")).to_contain_text("by Kim")
    expect(lee.get_by_label("Note", exact=False).first).to_have_value("it is for the customs")


def test_a_stock_that_a_firm_told_moves_the_first_stop(kim: Page) -> None:
    kim.goto("/items/hf")
    before = kim.locator("#cover").inner_text()
    kim.get_by_role("link", name="Enter what is known of it").click()
    kim.get_by_label("Economy that it holds for").fill("KOR")
    kim.get_by_label("Stock, days of use").fill("100..120")
    kim.get_by_label("Where this comes from").first.fill("a call with two importers")
    kim.get_by_role("button", name="Enter", exact=True).click()
    kim.goto("/items/hf")
    after = kim.locator("#cover").inner_text()
    assert before != after
    assert "day 100" in after


def test_a_proposal_from_the_news_is_accepted_beside_its_passage(kim: Page) -> None:
    kim.goto("/news")
    kim.get_by_label("Text of the article").fill(ARTICLE)
    kim.get_by_label("Day of release, where the text does not give it").fill("2024-02-21")
    kim.get_by_label("Source").fill("a wire")
    kim.get_by_role("button", name="Read it").click()
    first = kim.locator("section").filter(has=kim.locator("#proposal-1"))
    expect(first).to_contain_text("Eindhofen")
    first.get_by_label("As which side has it").select_option("KOR")
    first.get_by_label("Id of the new entry").fill("dialogue-2024")
    first.get_by_role("button", name="Accept").click()
    kim.goto("/register/dialogue-2024")
    expect(kim.locator("main")).to_contain_text("Eindhoven")


def test_a_customs_file_is_dropped_and_what_was_taken_is_told(kim: Page, tmp_path: Path) -> None:
    kim.goto("/data")
    kim.get_by_label("File: csv", exact=False).set_input_files(small(tmp_path))
    kim.get_by_role("button", name="Load it").click()
    expect(kim.get_by_role("status")).to_contain_text("loaded")
