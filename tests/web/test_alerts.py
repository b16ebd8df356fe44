"""The inbox and the page of an alert: decisions by plain forms, two at it at once, hostile words, many alerts."""

import datetime as dt
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.watch.small_lives import make_act
from tests.web.conftest import DAY, HOSTILE, NOON, application

from haechi.app import alerting
from haechi.app.desk import Desk
from haechi.web.visitor import Role

FIRST = "notice/1"


def post(client: TestClient, path: str, **fields: Any) -> Response:
    return client.post(path, data=fields, follow_redirects=False)


def seen(client: TestClient, path: str = f"/alerts/{FIRST}") -> str:
    """The number of the last act that a form carries."""
    (found,) = re.findall(r'name="seen" value="(\d+)"', client.get(path).text)
    return str(found)


def state(at: Desk, alert: str = FIRST) -> str:
    return str(alerting.one(at, alert).state)


def alarm(page: Response) -> str:
    """The words of what is wrong, as read out."""
    return unescape(" ".join(re.sub("<[^>]+>", " ", page.text.split('role="alert">')[1].split("</div>")[0]).split()))


@pytest.mark.parametrize(
    ("do", "after"), [("take", "taken"), ("look", "being looked into"), ("escalate", "escalated"), ("close", "closed")]
)
def test_a_form_decides_on_an_alert_and_leads_back(kim: TestClient, fresh: Desk, do: str, after: str) -> None:
    answer = post(kim, f"/alerts/{FIRST}", do=do, seen=seen(kim), reason="not ours", note="we do not buy it")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/alerts/{FIRST}")
    last = alerting.one(fresh, FIRST).acts[-1]
    assert (last.state, last.who, last.note, last.at) == (after, "Kim", "we do not buy it", NOON)


def test_of_two_who_close_an_alert_the_second_keeps_the_text_and_reads_who_did_what_when(
    kim: TestClient, lee: TestClient, fresh: Desk
) -> None:
    number = seen(lee)
    assert post(kim, f"/alerts/{FIRST}", do="close", seen=seen(kim), reason="duplicate", note="as 7").status_code == 303
    answer = post(lee, f"/alerts/{FIRST}", do="close", seen=number, reason="irrelevant", note="Three weeks of stock.")
    assert answer.status_code == 409
    assert "closed (duplicate) by Kim on 2026-11-22 12:00 UTC, saying 'as 7'" in alarm(answer)
    assert ">Three weeks of stock.</textarea>" in answer.text
    assert [act.who for act in alerting.one(fresh, FIRST).acts] == ["Choi", "Kim"]
    again = post(lee, f"/alerts/{FIRST}", do="note", note="Three weeks of stock.")
    assert again.status_code == 303
    assert "Three weeks of stock." in lee.get(f"/alerts/{FIRST}").text


def test_an_alert_leads_to_its_scenario_with_what_it_says_and_to_what_is_handed_over(kim: TestClient) -> None:
    text = kim.get("/alerts/notice/1").text
    assert '<a href="/stress?scenario=hf-2019">' in text
    assert 'href="/briefs?paper=alert&amp;about=notice%2F1"' in text
    assert 'href="/briefs?paper=dependence&amp;about=KOR"' in text
    (built,) = re.findall(r'href="(/stress\?items=[^"]*)#build"', text)
    form = kim.get(unescape(built)).text
    assert '<details id="build" open>' in form
    for name, value in (("items", "hf"), ("exporter", "JPN"), ("buyers", "KOR")):
        assert re.search(rf'name="{name}" value="{value}"', form)


def test_closing_needs_a_reason_and_other_a_note_and_what_was_typed_stays(kim: TestClient, fresh: Desk) -> None:
    for fields, said in (({"reason": ""}, "choose one of duplicate"), ({"reason": "other"}, "say in a note which")):
        answer = post(kim, f"/alerts/{FIRST}", do="close", seen=seen(kim), label="kept", **fields)
        assert answer.status_code == 422
        assert said in alarm(answer)
        assert 'value="kept"' in answer.text
    assert state(fresh) == "open"


def test_ones_last_act_is_undone_on_the_page(kim: TestClient, fresh: Desk) -> None:
    post(kim, f"/alerts/{FIRST}", do="close", seen=seen(kim), reason="duplicate")
    assert "Undo your last act" in kim.get(f"/alerts/{FIRST}").text
    assert post(kim, f"/alerts/{FIRST}", do="undo", seen=seen(kim)).status_code == 303
    assert state(fresh) == "open"
    assert "Undo your last act" not in kim.get(f"/alerts/{FIRST}").text


def test_an_own_label_is_seen_by_oneself_and_a_shared_one_by_all(kim: TestClient, lee: TestClient) -> None:
    post(kim, f"/alerts/{FIRST}", do="label", label="own word")
    post(kim, "/alerts", do="label", label="our word", shared="true", alert=["1 notice/1", "2 notice/2"])
    text = lee.get("/alerts").text
    assert "own word" not in text
    assert text.count('<span class="label shared">our word</span>') == 2
    assert '<span class="label">own word</span>' in kim.get("/alerts").text
    assert "notice/2" not in kim.get("/alerts?label=own+word").text
    post(lee, f"/alerts/{FIRST}", do="unlabel", label="our word", shared="true")
    assert kim.get("/alerts").text.count(">our word</span>") == 1


def test_marked_alerts_are_decided_on_together_and_undone_together(kim: TestClient, fresh: Desk) -> None:
    marked = re.findall(r'name="alert" value="(\d+ [^"]+)"', kim.get("/alerts").text)
    answer = post(kim, "/alerts?exporter=JPN", do="close", alert=marked, reason="duplicate")
    assert (answer.status_code, answer.headers["location"]) == (303, "/alerts?exporter=JPN&done=3%2C4")
    assert {state(fresh), state(fresh, "notice/2")} == {"closed"}
    page = kim.get(answer.headers["location"]).text
    undoing = re.findall(r'type="hidden" name="alert" value="(\d+ [^"]+)"', page)
    assert sorted(text.split(" ")[1] for text in undoing) == ["notice/1", "notice/2"]
    post(kim, "/alerts", do="undo", alert=undoing)
    assert {state(fresh), state(fresh, "notice/2")} == {"open"}


def test_what_another_did_is_never_told_as_ones_own(kim: TestClient, lee: TestClient) -> None:
    post(kim, f"/alerts/{FIRST}", do="take", seen=seen(kim))
    assert 'id="undoing"' in kim.get("/alerts?done=3").text
    assert 'id="undoing"' not in lee.get("/alerts?done=3,x,99999999999999999999").text


def test_of_several_those_that_moved_on_are_left_and_named_and_the_note_stays(
    kim: TestClient, lee: TestClient, fresh: Desk
) -> None:
    post(lee, f"/alerts/{FIRST}", do="take", seen=seen(lee))
    answer = post(kim, "/alerts", do="close", alert=["1 notice/1", "2 notice/2"], reason="duplicate", note="typed here")
    assert answer.status_code == 409
    assert "alert 'notice/1' has moved on since it was shown: taken by Lee" in alarm(answer)
    assert 'value="typed here"' in answer.text
    assert (state(fresh), state(fresh, "notice/2")) == ("taken", "closed")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "take"}, "no alert is marked; mark at least one"),
        ({"do": "take", "alert": "notice/1"}, "'notice/1' names no alert with its last act"),
        ({"do": "burn", "alert": "1 notice/1"}, "'burn' is nothing that can be done about an alert"),
        ({"do": "close", "alert": "1 notice/1", "reason": "whim"}, "to close an alert say why"),
        ({"do": "label", "alert": "1 notice/1", "label": " "}, "is no label"),
    ],
)
def test_a_form_that_says_too_little_is_told_what_is_missing(
    kim: TestClient, fields: dict[str, str], said: str
) -> None:
    answer = post(kim, "/alerts", **fields)
    assert answer.status_code == 422
    assert said in alarm(answer)


def test_who_only_reads_sees_no_form_and_decides_nothing(reader: TestClient, fresh: Desk) -> None:
    for path in ("/alerts", f"/alerts/{FIRST}"):
        text = reader.get(path).text
        assert 'method="post" action="/alerts' not in text
        assert post(reader, path, do="take", alert="1 notice/1").status_code == 403
    assert state(fresh) == "open"


def test_an_earlier_day_is_for_reading(kim: TestClient) -> None:
    assert 'id="triage"' in kim.get("/alerts").text
    text = kim.get("/alerts?as_of=2026-11-21").text
    assert 'class="bar"' not in text
    assert '<input type="hidden" name="as_of" value="2026-11-21">' in text


def test_hostile_words_are_never_markup(kim: TestClient) -> None:
    post(kim, "/alerts/notice/2", do="take", seen=2, note=HOSTILE)
    post(kim, "/alerts/notice/2", do="note", note=HOSTILE)
    post(kim, "/alerts/notice/2", do="label", label=HOSTILE)
    for path in ("/", "/alerts", "/alerts?text=%3Cscript%3E", "/alerts/notice/2", "/alerts?done=3"):
        text = kim.get(path).text
        assert HOSTILE not in text
        assert "&lt;script&gt;" in text


def test_an_unknown_alert_is_not_found(kim: TestClient) -> None:
    assert kim.get("/alerts/notice/99").status_code == 404
    assert post(kim, "/alerts/notice/99", do="take").status_code == 404


def test_what_is_chosen_stays_in_the_form_and_in_the_links(kim: TestClient) -> None:
    text = kim.get("/alerts?item=hf&mine=1&state=all").text
    assert 'name="item" value="hf"' in text
    assert 'name="mine" value="1" checked' in text
    assert kim.get("/alerts?state=dead").status_code == 422


def test_the_figures_of_an_alert_on_data_lead_to_the_load(china: Path, tmp_path: Path) -> None:
    at = desk(DAY, shutil.copytree(china, tmp_path / "copy"))
    act = replace(make_act(alert="pair/811292/HS22/CHN/KOR/drop"), vintage=dt.date(2025, 1, 30), at=NOON)
    alerting.record(at, lambda _: [act])
    client = TestClient(application(at, Role.VIEWER), base_url="http://localhost")
    (path,) = re.findall(r'href="(/alerts/pair/811292[^"]+)"', client.get("/alerts?text=pair/811292").text)
    text = client.get(path).text
    assert "comtrade_china_exports_monthly_2017_2024.parquet" in text
    assert 'href="/items/gallium"' in text


def test_five_thousand_alerts_are_pages_of_little_weight(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    exporters = [row.iso3 for row in at.facts.economies if row.kind.value == "economy"][:50]
    pairs = [(one, other) for one in exporters for other in exporters if one != other]
    names = [f"pair/{code}/HS22/{one}/{other}/drop" for code in ("811292", "250410", "280429") for one, other in pairs]
    alerting.record(at, lambda _: [make_act(alert=name) for name in names[:5000]])
    client = TestClient(application(at), base_url="http://localhost")
    for path in ("/alerts", "/alerts?page=50", "/alerts?exporter=CHN&state=all", "/"):
        page = client.get(path)
        files = [client.get(found) for found in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)]
        assert sum(len(part.content) for part in (page, *files)) < 300_000
    assert "4901 to 5000 of 5000" in client.get("/alerts?page=50").text
