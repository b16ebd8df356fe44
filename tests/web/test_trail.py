"""What is entered through the web is written down, whatever room takes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Form
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.app.at_office import Clock

from haechi.app import auditing
from haechi.app.desk import Desk
from haechi.errors import InputError, WorkspaceError
from haechi.web.application import create
from haechi.web.safety import HEADERS
from haechi.web.trail import told
from haechi.web.visitor import Role, Visitor


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


@pytest.fixture
def app(at: Desk) -> FastAPI:
    """The application with rooms that know nothing of the log."""
    found = create(lambda _: at, lambda _: Visitor(name="a desk", role=Role.ANALYST), now=Clock())

    @found.post("/decide")
    def decide(what: str = "", reason: Annotated[str, Form()] = "") -> str:
        if what == "wrong":
            raise InputError("this is wrong")
        if what == "broken":
            raise ZeroDivisionError
        return reason

    return found


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found


def log(at: Desk) -> list[tuple[object, ...]]:
    rows = auditing.every(at, auditing.wanted()).rows
    return [(row["who"], row["via"], row["path"], row["what"], row["status"]) for row in reversed(rows)]


def test_every_decision_leaves_an_entry_however_it_ended(client: TestClient, at: Desk) -> None:
    for what in ("", "wrong", "broken"):
        client.post(f"/decide?what={what}", data={"reason": "duplicate"})
    client.post("/nowhere")
    assert log(at) == [
        ("a desk", "this machine", "/decide", "reason=duplicate", 200),
        ("a desk", "this machine", "/decide", "reason=duplicate", 422),
        ("a desk", "this machine", "/decide", "reason=duplicate", 500),
        ("a desk", "this machine", "/nowhere", "", 404),
    ]


def test_reading_and_choosing_a_language_leave_none(client: TestClient, at: Desk) -> None:
    client.get("/items")
    client.post("/language", data={"language": "ko"})
    assert log(at) == []


def test_an_answer_that_cannot_be_written_down_does_not_go_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def record(*_: object) -> None:
        raise WorkspaceError("the disk is full")

    monkeypatch.setattr(auditing, "record", record)
    answer = client.post("/decide")
    assert answer.status_code == 503
    assert "may have been entered, but was not written down (the disk is full)" in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/x-www-form-urlencoded", b"keyword=a+b&new_password=x&csrf_token=y&api_key=z", "keyword=a b"),
        ("application/json", b'{"note": "a", "secret": 1, "of": {"passwords": [1], "n": 2}}', 'note="a"; of={"n": 2}'),
        ("application/json", b"[1, 2]", ""),
        ("application/json", b'{"note": "cut of', "JSON=cannot be read"),
        ("application/x+json", b'{"note": "a"}', 'note="a"'),
        ("application/json", b" " * 2**14, "JSON=longer than is kept"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\ncontent-disposition: form-data; name="source"\r\n\r\na cable\r\n--x--\r\n',
            "source=a cable",
        ),
        ("multipart/form-data; boundary=x", b'--x\r\nname="file"; filename="trade.csv"\r\n', "file=trade.csv"),
        ("text/plain", b"password=x", ""),
        ("application/x-www-form-urlencoded", b"note=" + b"x" * 900, "note=" + "x" * 200),
        ("application/x-www-form-urlencoded", b"note=a%00b%ff", "note=ab\ufffd"),
    ],
)
def test_the_log_holds_fields_in_short_and_no_secret(kind: str, body: bytes, words: str) -> None:
    assert told(body, kind) == words


def test_a_fault_is_answered_in_a_sentence_and_keeps_the_policy(client: TestClient) -> None:
    answer = client.post("/decide?what=broken")
    assert (answer.status_code, "this is a fault of Haechi" in answer.text) == (500, True)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("body", [b"[" * 16_000, b'{"a":' * 3_000, b'{"a": "cut'])
def test_a_body_that_cannot_be_read_is_written_down_without_its_fields(body: bytes) -> None:
    assert told(body, "application/json") == "JSON=cannot be read"
