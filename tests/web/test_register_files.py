"""The register as files on pages: taken out, brought back, refused."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from httpx2 import Response
from icalendar import Calendar
from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import application


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    today = dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
    return TestClient(application(desk(today, tmp_path)), base_url="http://localhost")


def handed_in(client: TestClient, **more: str) -> Response:
    """What comes of the register's workbook with the row of a firm added."""
    answer = client.get("/register-files/register.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["party"]
    names = [cell.value for cell in sheet[1]]
    given = {"entry": "a-firm", "deed": "entered", "side": "KOR", "why": "it joined", "title": "A firm"}
    given |= {"form": "enterprise", "economy": "KOR", **more}
    sheet.append([given.get(name) for name in names])
    kept = io.BytesIO()
    book.save(kept)
    return client.post("/register-files", files={"file": ("register.xlsx", kept.getvalue())})


@pytest.mark.parametrize("more", [{"who": "a minister"}, {"at": "2020-01-01T00:00:00+00:00"}])
def test_a_row_in_another_name_or_of_another_day_is_refused_in_a_sentence(
    client: TestClient, more: dict[str, str]
) -> None:
    answer = handed_in(client, **more)
    assert answer.status_code == 422
    assert "it names" in answer.text
    assert client.get("/register/a-firm").status_code == 404


def test_the_workbook_comes_back_with_a_row_and_only_that_is_entered(client: TestClient) -> None:
    entered = handed_in(client)
    assert entered.status_code == 200
    assert 'href="/register/a-firm"' in entered.text
    assert client.get("/register/a-firm").status_code == 200


def test_what_is_no_workbook_is_refused_in_a_sentence(client: TestClient) -> None:
    answer = client.post("/register-files", files={"file": ("../register.xlsx", b"no workbook")})
    assert answer.status_code == 422
    assert "register.xlsx" in answer.text


def test_the_calendar_opens_in_programs_that_read_calendars(client: TestClient) -> None:
    answer = client.get("/register-files/alliance.ics?side=KOR")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(answer.content).walk("VEVENT")
