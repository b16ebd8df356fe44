"""Publications on pages: all of them, one with what stands on it, and the ways that lead there."""

import re
from html import unescape

from starlette.testclient import TestClient

from haechi.app import cataloguing
from haechi.app.desk import Desk


def test_sources_are_found_by_words_of_publisher_and_title(client: TestClient, at: Desk) -> None:
    page = client.get("/sources", params={"find": "mineral  COMMODITY survey"})
    total = len(at.facts.sources)
    assert 'href="/sources/usgs-mcs-2025"' in page.text
    assert 'href="/sources/asml-20f-2018"' not in page.text
    assert f"of {total}" in page.text
    assert f"None of the {total} publications" in client.get("/sources", params={"find": "unobtainium"}).text


def test_a_source_shows_every_row_that_stands_on_it_with_its_place(client: TestClient, at: Desk) -> None:
    page = client.get("/sources/usgs-mcs-2026")
    rows = cataloguing.carried(at, "usgs-mcs-2026").rows
    standing = [row for row in at.facts.provisions if row.citation.source == "usgs-mcs-2026"]
    assert standing
    assert sum(row["table"] == "provisions" for row in rows) == len(standing)
    assert f"<summary>provisions: {len(standing)}</summary>" in page.text
    assert standing[0].citation.locator in unescape(page.text)
    assert client.get("/sources/unobtainium").status_code == 404


def test_numbers_of_an_item_and_of_a_pair_lead_to_their_sources(client: TestClient) -> None:
    for path in ("/items/hf", "/dependence/pair/KOR/NLD", "/dependence?side=suppliers"):
        assert 'href="/sources/' in client.get(path).text, path
    earlier = client.get("/items/hf?as_of=2026-01-05").text
    assert re.findall('href="/sources/[^"]+"', earlier) == re.findall(
        r'href="/sources/[^"]+\?as_of=2026-01-05"', earlier
    )


def test_programs_read_sources_too(client: TestClient) -> None:
    every = client.get("/api/v1/sources", params={"limit": 2})
    assert len(every.json()["rows"]) == 2
    (one,) = client.get("/api/v1/sources/usgs-mcs-2026").json()["rows"]
    assert one["publisher"] == "U.S. Geological Survey"
    assert client.get("/api/v1/sources/unobtainium").status_code == 404


def test_items_are_found_by_name_code_and_use_and_none_is_said(client: TestClient) -> None:
    for text in ("hydrogen fluoride", "불화수소", "281111"):
        assert 'href="/items/hf"' in client.get("/items", params={"find": text}).text, text
    assert 'href="/items/gallium"' not in client.get("/items", params={"find": "281111"}).text
    assert "items has these words" in client.get("/items", params={"find": "unobtainium"}).text
