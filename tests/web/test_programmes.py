"""Programmes on their page: the picture says what the tables say, and what is not known is told."""

import datetime as dt
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from starlette.testclient import TestClient
from tests.app.at_desk import desk
from tests.web.conftest import application

from haechi.app import registering
from haechi.app.registering import Given
from haechi.model.entries import Kind

NS = "{http://www.w3.org/2000/svg}"
TARGET = {"period": "2024/2028", "value": 50}


def picture(client: TestClient, path: str = "/programmes") -> ET.Element:
    text = client.get(path).text
    return ET.fromstring(text[text.index("<svg") : text.index("</svg>") + len("</svg>")])  # noqa: S314 - our own markup


def entered(folder: Path, **values: Any) -> TestClient:
    """A client of a desk with a programme of its own beside the bundled one."""
    at = desk("2026-11-22", folder)
    moment = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    given = Given(side=None, why="a test", evidence=("a letter",), who="a desk", at=moment)
    content = {"title": "Exchange", "indicator": "students", "targets": [TARGET], **values}
    registering.enter(at, Kind.PROGRAMME, "exchange", content, given)
    return TestClient(application(at), base_url="http://localhost")


def test_the_picture_says_what_the_tables_say(client: TestClient) -> None:
    said = picture(client).findtext(f"{NS}desc") or ""
    assert "February 2024: 60 to 60 reached. June 2025: 110 to 120 reached." in said
    assert "at the mean cohort: 220 to 300 by 2028-12-31." in said
    assert "at the last cohort: 210 to 300 by 2028-12-31." in said
    assert "target 500 by 2028-12-31." in said
    text = client.get("/programmes").text
    assert '<td class="number">220</td><td class="number">300</td>' in text
    assert '<td rowspan="2" class="number">110 – 120</td>' in text


def test_a_planned_cohort_without_a_record_is_told_and_never_zero(client: TestClient) -> None:
    said = picture(client).findtext(f"{NS}desc") or ""
    assert "Planned cohorts of the past without a record: 1. Their size is unknown, not zero" in said
    assert "1 planned cohort(s) of the past are not recorded: unknown, not none." in client.get("/programmes").text


def test_a_programme_without_a_record_has_reached_what_nobody_knows(tmp_path: Path) -> None:
    text = entered(tmp_path).get("/programmes").text
    assert "No cohort is recorded up to the day: how many were reached is unknown." in text
    assert "<dt>Reached (starts)</dt><dd>–</dd>" in text


def test_a_programme_without_a_rhythm_is_not_projected(tmp_path: Path) -> None:
    actual = {"cohort": "1", "date": "2025", "value": 8, "counts": "starts", "group": "all", "source": "a letter"}
    text = entered(tmp_path, actuals=[actual]).get("/programmes").text
    assert "No rhythm of cohorts is known, so that nothing is projected." in text
    assert "<dt>To come</dt><dd>–</dd>" in text


def test_before_any_programme_the_page_says_so(client: TestClient) -> None:
    text = client.get("/programmes?as_of=2023-01-01").text
    assert "No programme with a target is known as of this day." in text
    assert "<svg" not in text
