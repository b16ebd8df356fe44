"""Entries of the register on pages: entered, changed, taken over, withdrawn, by two people at once."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import application

from haechi.app import book, registering
from haechi.app.desk import Desk
from haechi.model.entries import Kind
from haechi.web.visitor import Role

PROMISE = "/register/share-warnings"


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk(dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat(), tmp_path)


@pytest.fixture
def client(seoul: Desk) -> TestClient:
    found = TestClient(application(seoul), base_url="http://localhost")
    form = {"entry": "share-warnings", "side": "KOR", "why": "agreed by telephone", "evidence": "a note\na letter"}
    fields = {"field title": "Share warnings on neon", "field items": "neon", "field due": "2026-Q4"}
    answer = found.post("/register/new/commitment", data=form | fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PROMISE), answer.text
    return found


@pytest.fixture
def full() -> Iterator[None]:
    """A disk on which no register grows any more: SQLite then says itself that it is full."""

    def no_more(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()  # as many as there are already

    sa.event.listen(sa.Engine, "connect", no_more)
    yield
    sa.event.remove(sa.Engine, "connect", no_more)


def row(seoul: Desk) -> Any:
    return registering.show(seoul, "share-warnings").rows[0]


def test_an_entry_is_entered_as_one_side_has_it(client: TestClient, seoul: Desk) -> None:
    found = row(seoul)
    assert (found["content"]["due"], found["content"]["items"], found["versions"]["NLD"]) == ("2026-Q4", ["neon"], None)
    assert (found["history"][0]["who"], found["history"][0]["evidence"]) == ("a desk", ("a note", "a letter"))
    assert "NLD has said nothing of it yet." in client.get(PROMISE).text


def test_an_entry_without_an_id_is_named_after_its_title(client: TestClient) -> None:
    form = {"side": "KOR", "why": "agreed by telephone", "field title": "Share warnings on neon"}
    for place in ("/register/share-warnings-on-neon", "/register/share-warnings-on-neon-2"):
        answer = client.post("/register/new/commitment", data=form, follow_redirects=False)
        assert answer.headers["location"] == place


def test_the_bodies_that_a_meeting_can_be_of_are_offered(client: TestClient, seoul: Desk) -> None:
    text = client.get("/register/new/meeting").text
    assert 'list="list-body"' in text
    offered = text[text.index('<datalist id="list-body">') :].partition("</datalist>")[0]
    assert offered.count("<option") == len(book.of_kind(seoul, Kind.BODY)) > 5


def test_every_fault_stands_beside_its_field_and_what_was_typed_is_kept(client: TestClient) -> None:
    form = {"side": "KOR", "why": "", "field title": "Share stocks", "field due": "soon", "field items": "neom"}
    answer = client.post("/register/new/commitment", data=form)
    assert answer.status_code == 422
    assert "3 of the fields below need a look" in answer.text
    text = unescape(answer.text)
    for id_, sentence in (
        ("field-due", "due: 'soon' cannot be read; write 2026, 2026-Q3, 2026-07"),
        ("field-items", "'neom' is no item; run `haechi items` for the list"),
        ("why", "commitment: the change has no reason; say in a few words why"),
    ):
        assert f'<p class="fault" id="fault-{id_}">{sentence}</p>' in text
        assert f'aria-invalid="true" aria-describedby="fault-{id_}"' in text
    assert 'value="soon"' in text


def test_a_dutch_form_names_kinds_columns_and_faults_in_dutch(client: TestClient) -> None:
    form = {"side": "KOR", "why": "so", "field title": "Gesprek", "field actions": "x | stocks"}
    answer = client.post("/register/new/meeting", data=form, headers={"accept-language": "nl"})
    text = unescape(answer.text)
    assert "<h1>Nieuwe post: bijeenkomst</h1>" in text
    assert "nummer | wat | wie ervoor instaat | termijn" in text
    assert "acties 1, nummer: 'x' is geen geheel getal" in text
    assert '/register/new/commitment">toezegging</a>' in text


def test_the_other_side_takes_it_over(client: TestClient, seoul: Desk) -> None:
    client.post(PROMISE, data={"deed": "acknowledge", "side": "NLD", "why": "so it is", "seen": "1"})
    assert row(seoul)["agreed"] is True


def test_the_other_side_says_something_else_and_both_stand(client: TestClient, seoul: Desk) -> None:
    form = {"deed": "change", "side": "NLD", "why": "another quarter", "seen": "1"}
    fields = {"field title": "Share warnings on neon", "field items": "neon", "field due": "2027-Q1"}
    client.post(PROMISE, data=form | fields)
    assert row(seoul)["differs_in"] == ("due",)
    assert "<td>2026-Q4</td><td>2027-Q1</td>" in client.get(PROMISE).text


def test_who_comes_second_is_told_and_loses_nothing(client: TestClient, seoul: Desk) -> None:
    client.post(PROMISE, data={"deed": "withdraw", "side": "KOR", "why": "done otherwise", "seen": "1"})
    form = {"deed": "change", "side": "KOR", "why": "a later day", "seen": "1", "field due": "2027-Q2"}
    answer = client.post(PROMISE, data=form | {"field title": "Share warnings on neon"})
    assert answer.status_code == 409
    assert "was withdrawn by a desk on" in answer.text
    assert 'value="2027-Q2"' in answer.text
    assert len(row(seoul)["history"]) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"field title": ""}, "title is missing"),
        ({"field title": "x", "field items": "unobtainium"}, "&#39;unobtainium&#39; is no item"),
        ({"field title": "x", "field target": "many"}, "&#39;many&#39; is not a number"),
        ({"field title": "x", "field due": "soon"}, "&#39;soon&#39; cannot be read"),
    ],
)
def test_what_cannot_be_entered_is_said_and_stays_in_the_form(
    client: TestClient, fields: dict[str, str], said: str
) -> None:
    form = {"entry": "another", "side": "KOR", "why": "a trial"}
    answer = client.post("/register/new/commitment", data=form | fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="a trial"' in answer.text


def test_a_deed_that_there_is_not_is_told(client: TestClient) -> None:
    answer = client.post(PROMISE, data={"deed": "delete", "why": "x"})
    assert "nothing that can be done to an entry" in answer.text


@pytest.mark.usefixtures("client")
def test_who_may_only_read_changes_nothing(seoul: Desk) -> None:
    reader = TestClient(application(seoul, Role.VIEWER), base_url="http://localhost")
    assert reader.post(PROMISE, data={"deed": "withdraw", "side": "KOR", "why": "x"}).status_code == 403
    assert len(row(seoul)["history"]) == 1


def test_a_kind_that_there_is_not_is_told(client: TestClient) -> None:
    assert client.get("/register/new/treaty").status_code == 422


@pytest.mark.usefixtures("client", "full")
def test_a_full_disk_is_a_sentence_and_nothing_of_the_entry_is_kept(seoul: Desk) -> None:
    client = TestClient(application(seoul), base_url="http://localhost")
    form = {"entry": "long", "side": "KOR", "why": "a trial", "field title": "A", "field note": "x" * 100_000}
    answer = client.post("/register/new/commitment", data=form, follow_redirects=False)
    assert answer.status_code == 503
    assert "database or disk is full" in unescape(answer.text)
    assert client.get("/register/long").status_code == 404
    change = {"deed": "change", "side": "KOR", "why": "a trial", "seen": "1", "field title": "A"}
    answer = client.post(PROMISE, data=change | {"field note": "x" * 100_000})
    assert answer.status_code == 503
    assert len(row(seoul)["history"]) == 1
