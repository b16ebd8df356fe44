"""What is known of an item, entered by hand, with notes and documents."""

import re
from html import unescape
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE

from haechi.app.desk import Desk
from haechi.app.enclosing import LARGEST
from haechi.model.knowledge import Attribute

PATH = "/items/hf/enter"


def post(client: TestClient, path: str, **fields: Any) -> Response:
    return client.post(path, data=fields, follow_redirects=False)


def add(client: TestClient, file: str, content: bytes, **fields: str) -> Response:
    usual = {"about": "item", "name": "hf", "source": "a call"}
    return client.post("/documents", data=usual | fields, files={"file": (file, content)}, follow_redirects=False)


def statements(at: Desk) -> Any:
    return Desk(workspace=at.workspace, today=at.today, as_of=at.as_of).statements


def test_a_figure_is_entered_with_its_source_and_shown(kim: TestClient, fresh: Desk) -> None:
    answer = post(kim, PATH, economy="KOR", stock_days="60..90", qualified="JPN,BEL", source="two calls", note="lean")
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    held = statements(fresh)["hf", "KOR", Attribute.STOCK_DAYS]
    assert (held.low, held.high, held.who, held.source, held.note) == (60, 90, "Kim", "two calls", "lean")
    text = kim.get(PATH).text
    assert "stock days" in text
    assert "two calls" in text


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_entered(kim: TestClient, fresh: Desk) -> None:
    answer = post(kim, PATH, economy="XXX", stock_days="60-90", grade=HOSTILE)
    found = dict(re.findall(r'<span class="fault" id="([\w-]+)-hint">([^<]*)</span>', answer.text))
    assert answer.status_code == 422
    assert set(found) == {"economy", "stock_days", "source"}
    assert "'60-90' is not a figure or a band" in unescape(found["stock_days"])
    assert 'value="60-90"' in answer.text
    assert HOSTILE not in answer.text
    assert statements(fresh) == {}


def test_a_note_on_an_item_is_kept_and_never_markup(kim: TestClient) -> None:
    assert post(kim, "/items/hf/notes", text=HOSTILE).status_code == 303
    text = kim.get(PATH).text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text
    assert post(kim, "/items/hf/notes", text=" ").status_code == 422


def test_a_document_comes_back_as_a_download_that_no_browser_shows(kim: TestClient) -> None:
    answer = add(kim, "../../재고 <b>.html", HOSTILE.encode())
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    (path,) = re.findall(r'href="(/documents/\d+)" download>재고 b.html</a>', kim.get(PATH).text)
    found = kim.get(path)
    assert found.content == HOSTILE.encode()
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["content-disposition"] == "attachment; filename*=utf-8''%EC%9E%AC%EA%B3%A0%20b.html"


def test_a_document_on_an_alert_is_listed_on_its_page(kim: TestClient) -> None:
    answer = add(kim, "quote.pdf", b"%PDF", about="alert", name="notice/1", note="two pages")
    assert answer.headers["location"] == "/alerts/notice/1"
    text = kim.get("/alerts/notice/1").text
    assert "quote.pdf" in text
    assert "application/pdf" in text


@pytest.mark.parametrize(
    ("file", "content", "fields", "said"),
    [
        ("a.pdf", b"", {}, "is empty"),
        ("a.pdf", b"x", {"source": ""}, "has no source"),
        ("a.pdf", b"x", {"name": "unobtainium"}, "is not an item"),
        ("a.pdf", b"x", {"about": "firm"}, "is added to an alert or an item"),
        ("a.pdf", b"x" * (LARGEST + 1), {}, "at most 10 MB|more than 10 MB"),
        ("a.pdf", b"x" * (LARGEST + 200_000), {}, "at most 10 MB"),
    ],
)
def test_a_document_that_is_refused_leaves_nothing(
    kim: TestClient, fresh: Desk, file: str, content: bytes, fields: dict[str, str], said: str
) -> None:
    answer = add(kim, file, content, **fields)
    assert answer.status_code in (404, 422)
    assert re.search(said, answer.text)
    assert not fresh.place.enclosures.exists()


def test_a_form_without_a_document_or_a_length_is_refused(kim: TestClient) -> None:
    assert "no document was chosen" in post(kim, "/documents", about="item", name="hf", source="a call").text
    parts = (part for part in [b"x"])
    assert kim.post("/documents", content=parts).status_code == 422


def test_who_only_reads_downloads_and_enters_nothing(kim: TestClient, reader: TestClient, fresh: Desk) -> None:
    add(kim, "quote.pdf", b"%PDF")
    assert reader.get("/documents/1").content == b"%PDF"
    assert add(reader, "a.pdf", b"x").status_code == 403
    assert post(reader, PATH, economy="KOR", stock_days="60", source="a call").status_code == 403
    assert 'method="post" action="/items' not in reader.get(PATH).text
    assert statements(fresh) == {}


def test_a_document_that_there_is_not_is_not_found(kim: TestClient) -> None:
    assert kim.get("/documents/7").status_code == 404
