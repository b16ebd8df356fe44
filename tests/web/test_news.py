"""News on pages: handed in, read with passages, judged."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.news.test_proposals import ARTICLE
from tests.web.conftest import HOSTILE, application

from haechi.app import noticing, registering
from haechi.app.desk import Desk
from haechi.app.news_page import changed
from haechi.web.visitor import Role


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk(dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat(), tmp_path)


@pytest.fixture
def client(seoul: Desk) -> TestClient:
    return TestClient(application(seoul), base_url="http://localhost")


def hand_in(client: TestClient, text: str = ARTICLE) -> str:
    form = {"text": text, "released": "2024-02-21", "source": "a wire"}
    answer = client.post("/news", data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_an_article_is_handed_in_and_shown_with_the_words_that_values_stand_on(client: TestClient) -> None:
    page = client.get(hand_in(client)).text
    assert '<mark title="1 place">Eindhofen</mark>' in page
    assert "Proposal 2: programme" in page


@pytest.mark.parametrize("language", ["en", "ko", "nl"])
def test_a_proposal_can_be_judged_in_every_language(client: TestClient, language: str) -> None:
    page = client.get(hand_in(client), headers={"accept-language": language}).text
    assert 'action="/news/1/proposals/2' in page


def test_a_file_is_taken_as_the_text(client: TestClient) -> None:
    form = {"released": "2024-02-21", "source": "a wire"}
    answer = client.post("/news", data=form, files={"file": ("told.txt", ARTICLE.encode())}, follow_redirects=False)
    assert answer.headers["location"] == "/news/1"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"text": ""}, "neither a text nor a file was given"),
        ({"text": ARTICLE}, "pasted text does not say when it was released"),
        ({"text": ARTICLE, "released": "soon"}, "&#39;soon&#39; is not a date"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(
    client: TestClient, form: dict[str, str], said: str
) -> None:
    answer = client.post("/news", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert form["text"][:40] in answer.text


def test_a_meeting_is_accepted_as_a_side_has_it_with_a_value_corrected(client: TestClient, seoul: Desk) -> None:
    page = hand_in(client)
    form = {"deed": "accept", "side": "KOR", "entry": "told", "own place": "Veldhoven", "own date": "2024-02-19"}
    answer = client.post(f"{page}/proposals/1", data=form)
    assert answer.status_code == 200
    assert 'href="/register/told"' in answer.text
    versions: Any = registering.show(seoul, "told").rows[0]["versions"]
    assert (versions["KOR"]["place"], versions["KOR"]["date"], versions["NLD"]) == ("Veldhoven", "2024-02-19", None)


def test_what_a_side_must_say_is_asked_and_what_was_typed_stays(client: TestClient) -> None:
    page = hand_in(client)
    answer = client.post(f"{page}/proposals/1", data={"deed": "accept", "entry": "told", "own place": "Veldhoven"})
    assert answer.status_code == 422
    assert "is entered as one side has it" in answer.text
    assert ">Veldhoven</textarea>" in answer.text


def test_a_proposal_is_rejected_with_a_reason(client: TestClient) -> None:
    page = hand_in(client)
    assert client.post(f"{page}/proposals/3", data={"deed": "reject"}).status_code == 422
    form = {"deed": "reject", "reason": "known already"}
    assert "known already" in client.post(f"{page}/proposals/3", data=form).text


def test_a_notice_is_entered_and_leads_to_its_alert(client: TestClient, seoul: Desk) -> None:
    page = hand_in(client, "China on Monday announced an export control of gallium and germanium.")
    answer = client.post(f"{page}/proposals/1", data={"deed": "accept"})
    assert 'href="/alerts/notice/1"' in answer.text
    assert len(noticing.every(seoul, item=None, only_open=False).rows) == 1


@pytest.mark.parametrize("language", ["en", "ko", "nl"])
def test_a_notice_asks_for_no_side_and_no_id(client: TestClient, language: str) -> None:
    path = hand_in(client, "China on Monday announced an export control of gallium and germanium.")
    page = client.get(path, headers={"accept-language": language}).text
    assert 'action="/news/1/proposals/1' in page
    assert 'name="entry"' not in page
    assert 'name="side"' not in page


def test_the_form_of_a_notice_asks_for_its_effect_though_the_text_tells_none(client: TestClient, seoul: Desk) -> None:
    page = hand_in(client, "China on Monday announced an export control of gallium and germanium.")
    assert '<textarea id="1-effective" name="own effective" rows="1"></textarea>' in client.get(page).text
    form = {"deed": "accept", "own date": "2024-02-19", "own effective": "2024-08-01"}
    assert client.post(f"{page}/proposals/1", data=form).status_code == 200
    (notice,) = noticing.every(seoul, item=None, only_open=False).rows
    assert (str(notice["announced"]), str(notice["effective"])) == ("2024-02-19", "2024-08-01")


def test_who_may_only_read_judges_nothing(seoul: Desk) -> None:
    hand_in(TestClient(application(seoul), base_url="http://localhost"))
    reader = TestClient(application(seoul, Role.VIEWER), base_url="http://localhost")
    answer = reader.post("/news/1/proposals/3", data={"deed": "reject", "reason": "no"})
    assert answer.status_code == 403


def test_words_of_an_article_are_never_markup(client: TestClient) -> None:
    page = client.get(hand_in(client, f"{HOSTILE} China announced an export control of gallium on Monday.")).text
    assert HOSTILE not in page


def test_an_article_or_a_proposal_that_there_is_not_is_told(client: TestClient) -> None:
    assert client.get("/news/7").status_code == 404
    hand_in(client)
    assert "article 1 has no proposal 9" in client.post("/news/1/proposals/9", data={"deed": "accept"}).text


def test_only_what_was_changed_counts_as_given() -> None:
    proposal = {"fields": [{"field": "party", "value": "KOR"}, {"field": "party", "value": "NLD"}]}
    assert changed(proposal, {"party": ["KOR", "NLD"], "place": []}) == []
    assert changed(proposal, {"party": ["KOR"], "place": ["Bonn"]}) == [("party", "KOR"), ("place", "Bonn")]
