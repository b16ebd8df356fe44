"""What programs enter through the API is answered with the bytes that the command prints."""

from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import NOON

from haechi.app import alerting, noticing
from haechi.app.desk import Desk
from haechi.app.lives import lives

NOTICE = {"items": ["gallium"], "exporter": "CHN", "what": "Licences", "source": "a cable", "effective": "2027-01"}


def post(client: TestClient, path: str, body: Any) -> Any:
    return client.post(f"/api/v1/{path}", json=body)


@pytest.mark.parametrize("do", ["take", "look", "escalate", "close"])
def test_a_decision_answers_the_life_of_the_alert(kim: TestClient, fresh: Desk, do: str) -> None:
    answer = post(kim, "alerts/notice/1", {"do": do, "reason": "duplicate" if do == "close" else None, "seen": 1})
    assert answer.status_code == 200
    found = alerting.one(fresh, "notice/1")
    assert answer.text == alerting.life(fresh, do, found).json()
    assert (found.acts[-1].who, found.acts[-1].at) == ("Kim", NOON)


def test_a_closed_alert_is_reopened_and_that_is_undone(kim: TestClient, fresh: Desk) -> None:
    post(kim, "alerts/notice/1", {"do": "close", "reason": "duplicate"})
    post(kim, "alerts/notice/1", {"do": "reopen"})
    assert post(kim, "alerts/notice/1", {"do": "undo"}).json()["meta"]["command"] == "alert undo"
    assert alerting.one(fresh, "notice/1").state == "closed"


def test_a_program_that_decides_on_what_is_past_is_told(kim: TestClient, lee: TestClient) -> None:
    post(lee, "alerts/notice/1", {"do": "take", "seen": 1})
    answer = post(kim, "alerts/notice/1", {"do": "escalate", "seen": 1})
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert "taken by Lee on 2026-11-22 12:00 UTC" in answer.json()["detail"]


def test_a_notice_is_entered_and_changed(kim: TestClient, fresh: Desk) -> None:
    added = post(kim, "notices", NOTICE)
    shown = noticing.show(fresh, 3)
    assert added.json()["rows"] == shown.payload()["rows"]
    assert added.json()["meta"]["command"] == "notice add"
    changed = post(kim, "notices/3", {"state": "in force", "source": "a call"})
    assert changed.json()["rows"] == noticing.show(fresh, 3).payload()["rows"]
    assert kim.get("/api/v1/notices/3").json()["rows"][0]["changes"] == 1


def test_a_figure_is_entered(kim: TestClient, fresh: Desk) -> None:
    answer = post(kim, "items/hf/statements", {"economy": "KOR", "stock_days": "60..90", "source": "a call"})
    with fresh.register() as register:
        (held,) = register.history(item="hf")
    assert (held.low, held.high, held.who) == (60, 90, "Kim")
    (row,) = answer.json()["rows"]
    assert (row["item"], row["low"], row["attribute"]) == ("hf", 60, "stock days")
    assert answer.json()["meta"]["command"] == "set"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("alerts/notice/9", {"do": "take"}, 404),
        ("alerts/notice/1", {"do": "burn"}, 422),
        ("alerts/notice/1", {"do": "close"}, 422),
        ("alerts/notice/1", {"do": "take", "seen": "x"}, 422),
        ("alerts/notice/1", {"do": "take", "extra": 1}, 422),
        ("alerts/notice/1", ["take"], 422),
        ("notices", {**NOTICE, "items": ["unobtainium"]}, 404),
        ("notices", {**NOTICE, "effective": "soon"}, 422),
        ("notices", {**NOTICE, "what": "x" * 10_001}, 422),
        ("notices/1", {"source": "a call"}, 422),
        ("notices/99", {"state": "in force", "source": "a call"}, 404),
        ("items/hf/statements", {"economy": "KOR", "source": "a call"}, 422),
        ("items/unobtainium/statements", {"economy": "KOR", "stock_days": "1", "source": "a call"}, 404),
    ],
)
def test_what_cannot_be_entered_is_a_problem_and_nothing_is(
    kim: TestClient, fresh: Desk, path: str, body: Any, status: int
) -> None:
    answer = post(kim, path, body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert len(lives(fresh)) == 2
    assert len(alerting.one(fresh, "notice/1").acts) == 1
    with fresh.register() as register:
        assert register.history() == ()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("alerts/notice/1", {"do": "take"}),
        ("notices", NOTICE),
        ("notices/1", {"state": "in force", "source": "a call"}),
        ("items/hf/statements", {"economy": "KOR", "stock_days": "60", "source": "a call"}),
    ],
)
def test_who_only_reads_enters_nothing(reader: TestClient, path: str, body: Any) -> None:
    assert post(reader, path, body).status_code == 403
