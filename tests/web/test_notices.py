"""Notices on pages: entered with what is wrong beside the fields, followed where they lead, changed."""

import re
from html import unescape
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE, NOON

from haechi.app import noticing
from haechi.app.desk import Desk

GIVEN = {
    "items": ["gallium", ""],
    "exporter": "CHN",
    "importers": "KOR, Netherlands",
    "what": "Licences for gallium",
    "announced": "2026-11-20",
    "effective": "2027-01",
    "state": "announced",
    "source": "a cable",
    "codes": "",
    "note": "",
}


def post(client: TestClient, path: str, fields: dict[str, Any]) -> Response:
    return client.post(path, data=fields, follow_redirects=False)


def faults(page: Response) -> dict[str, str]:
    """What is said beside each field."""
    found = re.findall(r'<span class="fault" id="([\w-]+)-hint">([^<]*)</span>', page.text)
    return {field: unescape(text) for field, text in found}


def test_a_notice_is_entered_and_shows_at_once_where_it_leads(kim: TestClient, fresh: Desk) -> None:
    answer = post(kim, "/notices", GIVEN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/notices/3")
    (row,) = noticing.show(fresh, 3).rows
    assert (row["items"], row["importers"], row["who"]) == (("gallium",), ("KOR", "NLD"), "Kim")
    assert row["at"] == NOON.isoformat()
    text = kim.get("/notices/3").text
    assert "Where it leads" in text
    leads: Any = row["leads_to"]
    for use in leads[0]["needed_by"]:
        assert f'href="/items/{use["item"]}"' in text
    assert 'href="/alerts/notice/3"' in text


def test_a_code_leads_to_its_items_before_anything_is_entered(kim: TestClient, fresh: Desk) -> None:
    text = kim.get("/notices/new?codes=310210&exporter=CHN&look=1").text
    assert "Nothing was entered yet." in text
    assert 'href="/items/vehicles"' in text
    assert len(noticing.every(fresh, item=None, only_open=False).rows) == 2


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(kim: TestClient, fresh: Desk) -> None:
    wrong = {**GIVEN, "items": ["galium", "hf"], "effective": "2026-01-01", "source": "", "what": HOSTILE}
    answer = post(kim, "/notices", wrong)
    assert answer.status_code == 422
    found = faults(answer)
    assert set(found) == {"items", "effective", "source"}
    assert found["items"].startswith("'galium' is not an item; did you mean Gallium")
    assert 'value="galium"' in answer.text
    assert 'value="hf"' in answer.text
    assert f">{HOSTILE.replace('<', '&lt;').replace('>', '&gt;')}</textarea>" in answer.text
    assert len(noticing.every(fresh, item=None, only_open=False).rows) == 2


def test_an_empty_form_is_told_what_it_needs(kim: TestClient) -> None:
    assert set(faults(post(kim, "/notices", {}))) == {"items", "exporter", "what", "source"}
    assert set(faults(post(kim, "/notices", {**GIVEN, "state": "sure"}))) == {"state"}


def test_a_change_is_a_version_and_what_is_left_empty_stays(kim: TestClient, fresh: Desk) -> None:
    answer = post(kim, "/notices/1", {"state": "in force", "effective": "2026-12", "source": "a call"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/notices/1")
    (row,) = noticing.show(fresh, 1).rows
    assert (row["state"], str(row["effective"]), row["what"]) == (
        "in force",
        "2026-12",
        "Licences for hydrogen fluoride",
    )
    assert row["changes"] == 1


def test_a_change_that_cannot_be_read_keeps_what_was_typed(kim: TestClient) -> None:
    for fields, said in (
        ({"effective": "soon", "source": "a call"}, "&#39;soon&#39; is not a date"),
        ({"source": "a call"}, "nothing of notice 1 would change"),
        ({"state": "sure", "source": "a call"}, "is no state of a notice"),
        ({"state": "in force", "source": ""}, "has no source"),
    ):
        answer = post(kim, "/notices/1", fields)
        assert answer.status_code == 422
        assert said in answer.text.split('role="alert">')[1].split("</p>")[0]
        assert f'value="{fields.get("effective", "")}"' in answer.text


def test_those_that_ended_are_shown_when_asked_for(kim: TestClient) -> None:
    post(kim, "/notices/1", {"state": "restored", "source": "a call"})
    assert "Licences for hydrogen fluoride" not in kim.get("/notices").text
    assert "Licences for hydrogen fluoride" in kim.get("/notices?ended=1").text


def test_a_notice_that_there_is_not_is_not_found(kim: TestClient) -> None:
    assert kim.get("/notices/99").status_code == 404
    assert post(kim, "/notices/99", {"state": "restored", "source": "a call"}).status_code == 404


def test_who_only_reads_enters_nothing(reader: TestClient, fresh: Desk) -> None:
    assert "Enter the notice" not in reader.get("/notices/new").text
    assert "Enter the change" not in reader.get("/notices/1").text
    assert {post(reader, path, GIVEN).status_code for path in ("/notices", "/notices/1")} == {403}
    assert len(noticing.every(fresh, item=None, only_open=False).rows) == 2
