"""Jobs over HTTP: asked for, followed by server-sent events, cancelled, and their results; and the pages of them."""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.cli.running import haechi
from tests.web.conftest import DAY, application

from haechi.app import jobs
from haechi.app.desk import Desk
from haechi.app.working import Pace, Worker
from haechi.web.api_jobs import EARLIER
from haechi.web.visitor import Role

QUICK = {"kind": "stress", "parameters": {"scenario": "neon-2022", "draws": 50}}


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path)


@pytest.fixture
def client(at: Desk) -> Iterator[TestClient]:
    with TestClient(application(at), base_url="http://localhost") as found:
        yield found


def work(at: Desk) -> None:
    """Do every job that waits."""
    with at.register() as register:
        worker = Worker(
            workspace=at.place,
            register=register,
            name="one",
            clock=lambda: dt.datetime.now(tz=dt.UTC),
            pace=Pace(beat=0.01),
        )
        while worker.take():
            pass


def told(text: str) -> list[Mapping[str, Any]]:
    """The events of a stream, each with its id, its name and what it tells."""
    found: list[Mapping[str, Any]] = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "data" in fields:
            found.append({**fields, "data": json.loads(fields["data"])})
    return found


def test_a_job_is_accepted_and_its_result_is_what_the_command_prints(client: TestClient, at: Desk) -> None:
    accepted = client.post("/api/v1/jobs", json=QUICK)
    assert (accepted.status_code, accepted.headers["location"]) == (202, "/api/v1/jobs/1")
    assert accepted.json()["rows"][0]["state"] == "waiting"
    work(at)
    answer = client.get("/api/v1/jobs/1/result")
    printed = haechi("stress", "neon-2022", "--draws", 50, "--course", "-w", at.place.folder, "--as-of", DAY, "--json")
    assert answer.text == printed.out
    digest = hashlib.sha256(answer.content).hexdigest()
    assert client.get("/api/v1/jobs/1").json()["rows"][0]["digest"] == digest
    again = client.get("/api/v1/jobs/1/result", headers={"if-none-match": f'"{digest}"'})
    assert (again.status_code, again.content) == (304, b"")


def test_the_list_is_what_the_command_prints(client: TestClient, at: Desk) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    client.post("/api/v1/jobs", json={"kind": "criticality"})
    printed = json.loads(haechi("jobs", "-w", at.place.folder, "--json").out)
    found = client.get("/api/v1/jobs").json()
    assert found["rows"] == printed["rows"]
    assert [row["kind"] for row in found["rows"]] == ["criticality", "stress"]
    one = json.loads(haechi("jobs", 1, "-w", at.place.folder, "--json").out)
    assert client.get("/api/v1/jobs/1").json()["rows"] == one["rows"]


def test_the_same_question_is_answered_by_the_earlier_job_and_says_so(client: TestClient) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    again = client.post("/api/v1/jobs", json=QUICK)
    assert (again.status_code, again.headers["location"]) == (200, "/api/v1/jobs/1")
    assert again.json()["meta"]["notes"] == [EARLIER]


def test_events_are_sent_as_they_come_and_end_with_the_job(client: TestClient, at: Desk) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    worker = threading.Thread(target=work, args=(at,))
    worker.start()
    answer = client.get("/api/v1/jobs/1/events")
    worker.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith("retry: 2000\n\n")
    found = told(answer.text)
    assert [event["id"] for event in found] == [str(place) for place in range(len(found))]
    assert [found[0]["event"], found[1]["event"], found[-1]["event"]] == ["waiting", "running", "done"]
    assert found[-1]["data"]["fraction"] == 1.0


def test_events_go_on_after_the_last_one_that_was_seen(client: TestClient, at: Desk) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    jobs.cancel(at, 1, who="Lee", at=dt.datetime.now(tz=dt.UTC))
    (rest,) = told(client.get("/api/v1/jobs/1/events", headers={"last-event-id": "0"}).text)
    assert (rest["event"], rest["data"]["sentence"]) == ("cancelled", "cancelled by Lee")
    ended = client.get("/api/v1/jobs/1/events", headers={"last-event-id": "1"})
    assert (ended.status_code, ended.content) == (204, b"")
    assert len(told(client.get("/api/v1/jobs/1/events", headers={"last-event-id": "x"}).text)) == 2


def test_a_job_is_cancelled_and_what_has_ended_stays(client: TestClient) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    for _ in range(2):
        row = client.delete("/api/v1/jobs/1").json()["rows"][0]
        assert (row["state"], row["sentence"]) == ("cancelled", "cancelled by a desk")
        assert len(row["events"]) == 2


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "detail"),
    [
        ("GET", "jobs/7", None, 404, "there is no job 7"),
        ("GET", "jobs/7/events", None, 404, "there is no job 7"),
        ("GET", "jobs/0", None, 422, "path number"),
        ("DELETE", "jobs/7", None, 404, "there is no job 7"),
        ("GET", "jobs?kind=tea", None, 404, "'tea' is no kind of job"),
        ("POST", "jobs", {"kind": "tea"}, 404, "'tea' is no kind of job"),
        ("POST", "jobs", {"kind": "stress"}, 422, "a stress needs one scenario"),
        ("POST", "jobs", {"parameters": {}}, 422, "body kind"),
        ("POST", "jobs", {"kind": "stress", "parameters": {"scenario": "../x.toml"}}, 404, "'../x.toml' is not a"),
    ],
)
def test_what_is_asked_wrongly_is_a_problem(
    client: TestClient, method: str, path: str, body: object, status: int, detail: str
) -> None:
    answer = client.request(method, f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.json()["detail"].startswith(detail)) == (status, True), answer.text


def test_a_result_that_is_not_there_says_why(client: TestClient) -> None:
    client.post("/api/v1/jobs", json=QUICK)
    answer = client.get("/api/v1/jobs/1/result")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "job 1 has no result, it is waiting (waits for a worker); wait until it is done",
    )


def test_who_may_only_read_asks_for_nothing_and_cancels_nothing(at: Desk) -> None:
    client = TestClient(application(at, Role.VIEWER), base_url="http://localhost")
    assert client.get("/api/v1/jobs").status_code == 200
    assert client.post("/api/v1/jobs", json=QUICK).status_code == 403
    assert client.delete("/api/v1/jobs/1").status_code == 403
    assert client.post("/jobs", data={"kind": "watch"}).status_code == 403
    assert jobs.every(at).rows == []


def test_the_page_of_a_job_shows_how_far_it_is_and_then_its_rows(client: TestClient, at: Desk) -> None:
    started = client.post("/jobs", data={"kind": "criticality"}, follow_redirects=False)
    assert (started.status_code, started.headers["location"]) == (303, "/jobs/1")
    running = client.get("/jobs/1").text
    assert "waiting: waits for a worker" in running
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in running
    work(at)
    done = client.get("/jobs/1").text
    assert "refresh" not in done
    assert "devices lost" in done
    assert "/jobs/1" in client.get("/jobs").text


def test_the_page_of_a_job_that_failed_says_its_sentence(client: TestClient, at: Desk) -> None:
    client.post("/jobs", data={"kind": "watch"})
    work(at)
    text = client.get("/jobs/1").text
    assert '<p class="error" role="alert">no monthly flows are in the data' in text


def test_a_job_is_cancelled_from_its_page(client: TestClient) -> None:
    client.post("/jobs", data={"kind": "criticality"})
    after = client.post("/jobs/1/cancel")
    assert after.url.path == "/jobs/1"
    assert "cancelled by a desk" in after.text
