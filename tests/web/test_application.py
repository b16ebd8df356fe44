"""The desk in a browser and the API beneath it: same bytes as the commands, nothing to anybody else."""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.cli.running import haechi
from tests.web.conftest import DAY, HOSTILE, application

from haechi.app.desk import Desk
from haechi.store.workspace import find
from haechi.web.application import create
from haechi.web.safety import HEADERS
from haechi.web.visitor import Role, Visitor

PAGES = (
    "/",
    "/alerts",
    "/alerts/notice/1",
    "/chain",
    "/dependence",
    "/notices",
    "/notices/new",
    "/notices/1",
    "/items/hf/enter",
    "/dependence/KOR",
    "/dependence/pair/KOR/NLD",
    "/evidence/notice/1",
    "/items",
    "/items/hf",
    "/register",
    "/register/train-500-experts",
    "/programmes",
)
# What takes long to load: not for the first page, and not for any page (docs/adr/0016).
AFTER_THE_FIRST = ("duckdb", "haechi.web.other_rooms", "icalendar", "numba")
WHERE_ASKED_FOR = ("alembic", "haechi.news.actions", "openpyxl", "pypinyin", "typst")


@pytest.mark.parametrize(
    ("loaded", "not_needed"),
    [("haechi.web.application", AFTER_THE_FIRST + WHERE_ASKED_FOR), ("haechi.web.other_rooms", WHERE_ASKED_FOR)],
)
def test_nothing_is_loaded_that_the_pages_do_not_need(loaded: str, not_needed: tuple[str, ...]) -> None:
    script = f"import sys, {loaded}; print([name for name in {not_needed} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_has_one_heading(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/items", "/static/desk.css", "/nowhere"])
def test_every_answer_keeps_the_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_the_policy_themselves(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert not re.search(r"<script(?! type=\"module\" src=\"/static/)|style=|<style|\son\w+=", text)
    assert not re.search(r"(src|href|action)=\"https?://", text)


@pytest.mark.parametrize(
    "path",
    ["/", "/alerts", "/alerts/notice/1", "/notices", "/notices/1", "/register", "/register/hostile", "/items/hf"],
)
def test_words_of_others_are_never_markup(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1:8484", ""])
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "This desk answers at localhost, 127.0.0.1, [::1] only." in answer.text


def test_a_port_is_no_part_of_the_host(client: TestClient) -> None:
    assert client.get("/", headers={"host": "127.0.0.1:8484"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("items/hf", ("item", "hf")),
        ("dependence/KOR", ("depend", "KOR")),
        ("alerts", ("alerts",)),
        ("notices", ("notice", "list")),
        ("notices/1", ("notice", "show", "1")),
        ("alerts/notice/1", ("alert", "show", "notice/1")),
        ("commitments?late=true", ("commitments", "--late")),
        ("programmes", ("programme",)),
        ("digest", ("digest",)),
        ("register?kind=body", ("register", "list", "body")),
        ("register/asml", ("register", "show", "asml")),
    ],
)
def test_a_route_answers_what_the_command_prints_byte_for_byte(
    client: TestClient, at: Desk, path: str, command: tuple[str, ...]
) -> None:
    printed = haechi(*command, "-w", at.place.folder, "--as-of", DAY, "--json")
    assert printed.status == 0, printed.err
    mark = "&" if "?" in path else "?"
    assert client.get(f"/api/v1/{path}{mark}as_of={DAY}").text == printed.out


@pytest.mark.parametrize(
    ("path", "command"),
    [("items", ("items",)), ("items/gallium/paths?economy=CHN", ("paths", "gallium", "--economy", "CHN"))],
)
def test_facts_are_answered_as_of_today(client: TestClient, path: str, command: tuple[str, ...]) -> None:
    mark = "&" if "?" in path else "?"
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    assert client.get(f"/api/v1/{path}{mark}as_of={today}").text == haechi(*command, "--json").out


def test_rows_are_cut_and_the_rest_is_told(client: TestClient) -> None:
    whole = client.get("/api/v1/items?all=true").json()["rows"]
    seen: list[Any] = []
    path = "/api/v1/items?all=true&limit=100"
    while path:
        answer = client.get(path)
        assert answer.headers["x-total-count"] == str(len(whole))
        seen += answer.json()["rows"]
        path = answer.links["next"]["url"] if "next" in answer.links else ""
    assert seen == whole


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/programmes")
    again = client.get("/api/v1/programmes", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/programmes?as_of=2024-12-31", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("items/unobtainium", 404, "'unobtainium' is not an item"),
        ("dependence/WLD", 422, ""),
        ("register?kind=treaty", 422, "'treaty' is no kind of entry"),
        ("items?offset=9999", 422, "offset 9999 lies beyond the 149 rows"),
        ("items?limit=0", 422, "query limit: Input should be greater than or equal to 1"),
        ("items?as_of=soon", 422, "query as_of"),
        ("nowhere", 404, "GET /api/v1/nowhere: not found"),
    ],
)
def test_an_error_is_a_problem_in_one_sentence(client: TestClient, path: str, status: int, detail: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    found = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == found["status"]
    if detail:
        assert (found["status"], found["detail"].startswith(detail)) == (status, True)


def test_the_description_names_every_route(client: TestClient) -> None:
    found = client.get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert set(found["paths"]) >= {"/api/v1/items", "/api/v1/items/{name}", "/api/v1/commitments", "/api/v1/register"}
    assert all("haechi" in deed["summary"] for route in found["paths"].values() for deed in route.values())


def test_an_error_of_a_page_is_a_page_with_the_sentence(client: TestClient) -> None:
    answer = client.get("/items/unobtainium")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "&#39;unobtainium&#39; is not an item" in answer.text


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"origin": "null"}):
        answer = client.post("/language", data={"language": "ko"}, headers=headers)
        assert (answer.status_code, answer.text) == (
            403,
            "Another site sent this form; send it from a page of this desk.\n",
        )


def test_pages_speak_the_language_of_the_browser_until_one_is_chosen(at: Desk) -> None:
    client = TestClient(application(at), base_url="http://localhost", headers={"accept-language": "nl-NL,nl;q=0.9"})
    assert '<html lang="nl">' in client.get("/").text
    chosen = client.post(
        "/language", data={"language": "ko", "then": "/items?as_of=2024-01-05"}, follow_redirects=False
    )
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/items?as_of=2024-01-05")
    assert '<html lang="ko">' in client.get("/").text
    elsewhere = client.post("/language", data={"language": "ko", "then": "//evil.example"}, follow_redirects=False)
    assert elsewhere.headers["location"] == "/"
    assert client.post("/language", data={"language": "xx"}).status_code == 422


def test_links_keep_the_day(client: TestClient) -> None:
    text = client.get("/register?as_of=2025-01-31").text
    assert 'href="/items?as_of=2025-01-31"' in text
    assert 'href="/register/train-500-experts?as_of=2025-01-31"' in text


def test_a_workspace_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    def gone(_: dt.date | None) -> Desk:
        return Desk(workspace=find(tmp_path), today=dt.date(2026, 11, 22), as_of=dt.date(2026, 11, 22))

    client = TestClient(create(gone, lambda _: Visitor(name="a desk", role=Role.ADMIN)), base_url="http://localhost")
    for path in ("/api/v1/register", "/register"):
        answer = client.get(path)
        assert (answer.status_code, "is not a workspace" in answer.text) == (503, True)


def test_the_page_of_the_api_names_what_a_body_holds(client: TestClient) -> None:
    text = client.get("/api/docs").text
    assert re.search(r"<code>seen</code></th><td>body</td><td>integer</td><td>no</td>", text)
    assert re.search(r"<code>do</code></th><td>body</td><td>take \| look \| .*?</td><td>yes</td>", text)


@pytest.mark.parametrize("path", ["/api/v1/notices", "/api/v1/register", "/notices", "/data", "/register/hostile"])
def test_nothing_is_entered_on_another_day(client: TestClient, path: str) -> None:
    answer = client.post(f"{path}?as_of=2026-11-01", json={})
    assert answer.status_code == 422
    assert "as of &#39;2026-11-01&#39; one reads" in answer.text or "as of '2026-11-01' one reads" in answer.text


def test_a_day_is_no_number_of_seconds(client: TestClient) -> None:
    assert client.get("/?since=1561939200").status_code == 422
    assert client.get("/?since=2026-11-01").status_code == 200


@pytest.mark.parametrize("known", ["{etag}", "W/{etag}", '"other", W/{etag}', "*"])
def test_what_is_known_already_is_not_sent_again(client: TestClient, known: str) -> None:
    etag = client.get("/api/v1/notices").headers["etag"]
    answer = client.get("/api/v1/notices", headers={"if-none-match": known.format(etag=etag)})
    assert (answer.status_code, answer.content) == (304, b"")


def test_the_next_rows_stand_at_an_address_whatever_the_script(client: TestClient) -> None:
    link = client.get("/api/v1/items/불화수소(불산)/paths?limit=1").headers["link"]
    assert client.get(link.split(">")[0].removeprefix("<")).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/stress", "/data", "/news", "/briefs", "/jobs", "/register-files", "/register/new/body", "/register/hostile"],
)
def test_who_only_reads_is_shown_no_form_that_would_be_refused(at: Desk, path: str) -> None:
    text = TestClient(application(at, Role.VIEWER), base_url="http://localhost").get(path).text
    assert re.findall(r'<form method="post" action="([^"]*)"', text) == ["/language"]
