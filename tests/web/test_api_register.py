"""The register by programs: the bytes of the commands, entered under the name of who sends it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.cli.running import haechi
from tests.web.conftest import application

from haechi.app import registering
from haechi.app.desk import Desk
from haechi.web.visitor import Role

NEW = {
    "kind": "commitment",
    "entry": "share-warnings",
    "side": "KOR",
    "why": "agreed by telephone",
    "evidence": ["a note"],
    "values": {"title": "Share warnings on neon", "items": ["neon"], "due": "2026-Q4"},
}


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk(dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat(), tmp_path)


@pytest.fixture
def client(seoul: Desk) -> TestClient:
    return TestClient(application(seoul, Role.ANALYST), base_url="http://localhost")


def act(client: TestClient, deed: str, **body: Any) -> Any:
    return client.post(f"/api/v1/register/share-warnings/{deed}", json={"why": "a reason", **body})


def test_an_entry_is_entered_under_the_name_of_who_sends_it(client: TestClient, seoul: Desk) -> None:
    answer = client.post("/api/v1/register", json=NEW)
    assert answer.status_code == 200, answer.text
    assert answer.json()["meta"]["command"] == "register add"
    assert registering.show(seoul, "share-warnings").rows[0]["history"][0]["who"] == "a desk"  # type: ignore[index]


def test_an_entry_is_answered_as_the_command_prints_it(client: TestClient, seoul: Desk) -> None:
    entered = client.post("/api/v1/register", json=NEW).json()
    shown = haechi("register", "show", "share-warnings", "-w", seoul.place.folder, "--json")
    assert client.get("/api/v1/register/share-warnings").text == shown.out
    assert entered["rows"] == shown.payload["rows"]


def test_each_side_acts_on_an_entry(client: TestClient, seoul: Desk) -> None:
    client.post("/api/v1/register", json=NEW)
    assert act(client, "change", side="NLD", values={"due": "2027-Q1"}).json()["rows"][0]["differs_in"] == ["due"]
    assert act(client, "acknowledge", side="KOR").json()["rows"][0]["agreed"] is True
    assert act(client, "withdraw", side="KOR").json()["rows"][0]["withdrawn_by"] == ["KOR"]
    assert len(registering.show(seoul, "share-warnings").rows[0]["history"]) == 4  # type: ignore[arg-type]


def test_who_comes_second_is_told_and_nothing_is_entered(client: TestClient, seoul: Desk) -> None:
    client.post("/api/v1/register", json=NEW)
    act(client, "change", side="NLD", values={"due": "2027-Q1"}, seen=1)
    answer = act(client, "change", side="NLD", values={"due": "2027-Q2"}, seen=1)
    assert (answer.status_code, answer.json()["title"]) == (409, "Somebody was faster")
    assert "'share-warnings' was changed by a desk on" in answer.json()["detail"]
    assert len(registering.show(seoul, "share-warnings").rows[0]["history"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "treaty"}, "'treaty' is no kind of entry"),
        ({"entry": "No Slug"}, "'No Slug' is no id"),
        ({"values": {"title": "x", "items": ["unobtainium"]}}, "'unobtainium' is no item"),
        ({"values": {"title": "x", "colour": "red"}}, "there is no field 'colour'"),
        ({"values": {"title": ["x"]}}, "['x'] is not text"),
        ({"side": "korea"}, "body side: String should match"),
        ({"shade": "red"}, "body shade: Extra inputs are not permitted"),
    ],
)
def test_what_cannot_be_entered_is_a_problem_in_one_sentence(
    client: TestClient, change: dict[str, Any], said: str
) -> None:
    answer = client.post("/api/v1/register", json={**NEW, **change})
    assert answer.status_code in (404, 422)
    assert said in answer.json()["detail"]


def test_values_belong_to_a_change_only(client: TestClient) -> None:
    client.post("/api/v1/register", json=NEW)
    answer = act(client, "withdraw", side="KOR", values={"due": "2027"})
    assert answer.json()["detail"] == "to withdraw an entry takes no values; leave them out"


def test_who_may_only_read_enters_nothing(seoul: Desk) -> None:
    reader = TestClient(application(seoul, Role.VIEWER), base_url="http://localhost")
    answer = reader.post("/api/v1/register", json=NEW)
    assert (answer.status_code, answer.json()["title"]) == (403, "Not allowed")
    assert reader.get("/api/v1/register/share-warnings").status_code == 404


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("agenda/kor-nld-semiconductor-dialogue?language=ko", ("agenda", "kor-nld-semiconductor-dialogue", "-ko")),
        ("check", ("check",)),
        ("production", ("production",)),
    ],
)
def test_papers_and_data_are_answered_byte_for_byte(
    client: TestClient, seoul: Desk, path: str, command: tuple[str, ...]
) -> None:
    words = [word if word != "-ko" else "--language=ko" for word in command]
    assert client.get(f"/api/v1/{path}").text == haechi(*words, "-w", seoul.place.folder, "--json").out
