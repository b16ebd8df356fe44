"""The register as a page: every kind in its section, cut by the query, each section explaining itself when empty."""

import datetime as dt
import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOSTILE, application

from haechi.app import registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.model.entries import Kind
from haechi.web.visitor import Role


def words(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_every_kind_stands_in_a_section_and_what_drifts_stands_first(client: TestClient) -> None:
    text = client.get("/register").text
    assert re.findall(r'<section aria-labelledby="(\w+)"', text) == [
        "commitment",
        "body",
        "meeting",
        "opportunity",
        "policy",
        "project",
        "programme",
        "document",
        "party",
    ]
    first = text.split("<tbody>")[1].split("</tr>")[0]
    assert "/register/work-for-cyber-consultation" in first
    assert '<td class="number late">709</td>' in first


def test_a_promise_stands_with_who_answers_and_what_the_sides_say(client: TestClient) -> None:
    text = words(client, "/register?kind=commitment")
    assert "KOR Advanced Industry Policy, Ministry of Trade, Industry and Resources" in text
    assert "NLD has said nothing" in text


def test_a_section_of_one_kind_stands_alone(client: TestClient) -> None:
    assert re.findall(r'<section aria-labelledby="(\w+)"', client.get("/register?kind=bodies").text) == ["body"]


def test_a_body_leads_to_its_meetings_and_to_its_next_agenda(client: TestClient) -> None:
    text = client.get("/register?kind=body").text
    assert 'href="/register/semiconductor-dialogue-2024">2024-02-19</a>' in text
    agenda = "/briefs?paper=agenda&amp;about=kor-nld-semiconductor-dialogue"
    assert f'href="{agenda}"' in text
    assert 'value="kor-nld-semiconductor-dialogue"' in client.get(unescape(agenda)).text


def test_entries_of_an_item_lead_to_it(client: TestClient) -> None:
    text = client.get("/register?item=euv_scanner").text
    assert 'href="/items/euv_scanner"' in text
    assert 'href="/register/asml-samsung-research"' in text
    assert 'href="/register/hold-2plus2"' not in text


def test_what_fits_an_opportunity_stands_beside_it(kim: TestClient, fresh: Desk) -> None:
    given = Given(
        side=None, why="a table", evidence=("minutes",), who="a desk", at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    )
    for entry, form in (("need-neon", "need"), ("offer-neon", "offer")):
        values = {"title": entry, "form": form, "items": ["neon"]}
        registering.enter(fresh, Kind.OPPORTUNITY, entry, values, given)
    row = kim.get("/register?kind=opportunity").text.split("<tbody>")[1].split("</tr>")[0]
    assert 'href="/register/need-neon"' in row
    assert 'href="/register/offer-neon"' in row


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/register?kind=opportunity", "Enter them after a round table: each is shown with those that fit it."),
        ("/register?kind=project&item=hf", "None of them is like that. Show all of this kind"),
        ("/register?kind=policy&late=true", "None of these has a date by which it is to be done, so none can be late."),
    ],
)
def test_a_section_of_nothing_says_why(client: TestClient, path: str, said: str) -> None:
    assert said in words(client, path)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("side=FRA", 422, "'FRA' has no say in any entry"),
        ("item=unobtainium", 404, "'unobtainium'"),
        ("kind=treaty", 422, "'treaty' is no kind of entry"),
    ],
)
def test_a_query_that_means_nothing_is_one_sentence(client: TestClient, query: str, status: int, said: str) -> None:
    answer = client.get(f"/register?{query}")
    assert answer.status_code == status
    assert said in unescape(answer.text)


def test_what_was_asked_for_stays_in_the_form_and_the_day_with_it(client: TestClient) -> None:
    text = client.get("/register?side=NLD&item=hf&late=true&kind=body&as_of=2026-11-20").text
    for part in (
        "<option selected>NLD</option>",
        '<option value="hf" selected>',
        'value="true" checked',
        '<option value="body" selected>',
        '<input type="hidden" name="as_of" value="2026-11-20">',
    ):
        assert part in text


def test_hostile_titles_are_written_as_text(client: TestClient) -> None:
    text = client.get("/register").text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


def test_who_may_only_read_is_offered_no_form(fresh: Desk) -> None:
    reader = TestClient(application(fresh, Role.VIEWER), base_url="http://localhost")
    assert "/register/new/" not in reader.get("/register").text
    analyst = TestClient(application(fresh, Role.ANALYST), base_url="http://localhost")
    assert 'href="/register/new/meeting"' in analyst.get("/register").text
    assert "/register/new/" not in analyst.get("/register?as_of=2026-01-01").text
