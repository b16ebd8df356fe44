"""Documents on pages: made into the outbox, read in a page of their own, taken away as files."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import DAY, application

from haechi.app.desk import Desk
from haechi.web.visitor import Role


@pytest.fixture
def at_desk(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path)


@pytest.fixture
def client(at_desk: Desk) -> TestClient:
    return TestClient(application(at_desk), base_url="http://localhost")


def make(client: TestClient, **form: str) -> str:
    answer = client.post("/briefs", data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_brief_is_made_and_read_as_a_page_in_which_nothing_runs(client: TestClient) -> None:
    place = make(client, paper="dependence", about="KOR", form="html")
    assert place == f"/briefs/dependence-KOR-{DAY}.html/read"
    answer = client.get(place)
    policy = answer.headers["content-security-policy"]
    assert "What" in answer.text or "relies" in answer.text
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("frame-ancestors 'none'; sandbox")


def test_a_pdf_is_taken_as_a_file(client: TestClient) -> None:
    name = f"dependence-NLD-{DAY}.pdf"
    assert make(client, paper="dependence", about="NLD", form="pdf") == f"/briefs?made={name}"
    assert name in client.get("/briefs").text
    answer = client.get(f"/briefs/{name}")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"] == f"attachment; filename*=utf-8''{name}"


def test_a_document_of_an_earlier_day_leads_back_to_that_day(client: TestClient) -> None:
    answer = client.post(
        "/briefs?as_of=2020-07-01", data={"paper": "dependence", "about": "KOR", "form": "pdf"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/briefs?as_of=2020-07-01&made=dependence-KOR-2020-07-01.pdf"


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        ({"paper": "status", "form": "xlsx", "language": "nl"}, f"status-nl-{DAY}.xlsx"),
        ({"paper": "dependence", "about": "KOR", "form": "xlsx"}, f"dependence-KOR-{DAY}.xlsx"),
        (
            {"paper": "agenda", "about": "kor-nld-semiconductor-dialogue", "form": "html"},
            f"agenda-kor-nld-semiconductor-dialogue-{DAY}.html",
        ),
    ],
)
def test_every_paper_has_a_form_to_take_away(client: TestClient, form: dict[str, str], stem: str) -> None:
    make(client, **form)
    assert client.get(f"/briefs/{stem}").status_code == 200


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"paper": "dependence", "form": "html"}, "a dependence is about an economy; name it"),
        ({"paper": "card", "about": "hf", "form": "xlsx"}, "a card is no spreadsheet; take html or pdf"),
        ({"paper": "dependence", "about": "KOR", "form": "docx"}, "written as html, pdf or xlsx, not docx"),
        ({"paper": "card", "about": "unobtainium", "form": "html"}, "unobtainium"),
        ({"paper": "run", "about": "7", "form": "pdf"}, "there is no job 7"),
        ({"paper": "alert", "about": "notice/7", "form": "pdf"}, "notice/7"),
    ],
)
def test_what_cannot_be_made_is_said_and_the_form_keeps_what_was_typed(
    client: TestClient, form: dict[str, str], said: str
) -> None:
    answer = client.post("/briefs", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{form.get("about", "")}"' in answer.text


def test_what_was_just_made_is_said_where_it_is_there(client: TestClient) -> None:
    made = f'role="status">Made: <a href="/briefs/status-{DAY}.html">'
    assert made not in client.get(f"/briefs?made=status-{DAY}.html").text
    make(client, paper="status", form="html")
    assert made in client.get(f"/briefs?made=status-{DAY}.html").text


@pytest.mark.parametrize("name", ["..%2Fhaechi.toml", "haechi.toml", "nothing.pdf", "..%2F..%2Fetc%2Fpasswd"])
def test_nothing_but_the_outbox_is_handed_out(client: TestClient, name: str) -> None:
    assert client.get(f"/briefs/{name}").status_code == 404


def test_only_html_is_read_as_a_page(client: TestClient) -> None:
    make(client, paper="dependence", about="NLD", form="pdf")
    answer = client.get(f"/briefs/dependence-NLD-{DAY}.pdf/read")
    assert answer.status_code == 422


def test_who_may_only_read_makes_nothing(at_desk: Desk) -> None:
    reader = TestClient(application(at_desk, Role.VIEWER), base_url="http://localhost")
    assert reader.post("/briefs", data={"paper": "status", "form": "html"}).status_code == 403
    assert reader.get("/briefs").status_code == 200
