"""The news by programs: handed in, read and judged, in the bytes of the commands."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.cli.running import haechi
from tests.news.test_proposals import ARTICLE
from tests.web.conftest import DAY, application

from haechi.app import noticing, reading_news, registering
from haechi.app.desk import Desk
from haechi.web.visitor import Role

CONTROL = "China on Monday announced an export control of gallium and germanium."


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path)


@pytest.fixture
def client(held: Desk) -> TestClient:
    return TestClient(application(held, Role.ANALYST), base_url="http://localhost")


def hand_in(client: TestClient, text: str) -> Any:
    body = {"name": "wire.txt", "text": text, "released": "2024-02-21", "source": "a wire"}
    return client.post("/api/v1/news", json=body)


def judge(client: TestClient, number: int, deed: str, **body: Any) -> Any:
    return client.post(f"/api/v1/news/proposals/{number}/{deed}", json=body)


def test_an_article_is_handed_in_and_nothing_is_entered(client: TestClient, held: Desk) -> None:
    (row,) = hand_in(client, ARTICLE).json()["rows"]
    assert (row["is_new"], row["who"], len(row["proposals"])) == (True, "a desk", 3)
    assert noticing.every(held, item=None, only_open=False).rows == []


@pytest.mark.parametrize("path", ["news", "news/review", "news/1"])
def test_what_was_read_is_answered_as_the_command_prints_it(client: TestClient, held: Desk, path: str) -> None:
    hand_in(client, ARTICLE)
    words = {"news": ("list",), "news/review": ("review",), "news/1": ("show", "1")}[path]
    printed = haechi("news", *words, "-w", held.place.folder, "--as-of", DAY, "--json")
    hidden = client.get(f"/api/v1/{path}?as_of={DAY}")
    assert hidden.text == printed.out


def test_a_notice_is_accepted_with_another_value(client: TestClient, held: Desk) -> None:
    hand_in(client, CONTROL)
    row = judge(client, 1, "accept", values={"item": ["gallium"]}).json()["rows"][0]
    assert (row["state"], row["entry"]) == ("edited", "notice/1")
    (notice,) = noticing.every(held, item=None, only_open=False).rows
    assert notice["items"] == ("gallium",)


def test_a_meeting_is_entered_as_one_side_has_it(client: TestClient, held: Desk) -> None:
    hand_in(client, ARTICLE)
    answer = judge(client, 1, "accept", side="KOR", entry="dialogue-2024")
    assert answer.status_code == 200, answer.text
    assert registering.show(held, "dialogue-2024").rows[0]["kind"] == "meeting"


def test_a_proposal_is_judged_once(client: TestClient, held: Desk) -> None:
    hand_in(client, CONTROL)
    assert judge(client, 1, "reject", reason="known already").json()["rows"][0]["state"] == "rejected"
    answer = judge(client, 1, "accept")
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "proposal 1 was rejected by a desk; what was judged stays so",
    )
    assert reading_news.review(held).rows == []


@pytest.mark.parametrize(
    ("number", "deed", "body", "status"),
    [(9, "reject", {"reason": "x"}, 404), (1, "reject", {"reason": " "}, 422), (1, "reject", {}, 422)],
)
def test_what_cannot_be_judged_is_a_problem(
    client: TestClient, number: int, deed: str, body: dict[str, str], status: int
) -> None:
    hand_in(client, CONTROL)
    assert judge(client, number, deed, **body).status_code == status


def test_who_may_only_read_judges_nothing(held: Desk) -> None:
    reader = TestClient(application(held, Role.VIEWER), base_url="http://localhost")
    assert hand_in(reader, CONTROL).status_code == 403
    assert reading_news.every(held).rows == []
