"""The notices of July 2019, entered as on the day."""

from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.app.at_desk import replay as at_day

from haechi.app import alert_document, alerting, noticing
from haechi.app.desk import Desk
from haechi.app.replaying import LICENCES_OF_2019, replay
from haechi.errors import InputError


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


def test_the_morning_of_july_2019_sees_three_notices_and_their_alerts(seoul: Desk, tmp_path: Path) -> None:
    assert replay(seoul, LICENCES_OF_2019) == (1, 2, 3)
    morning = at_day("2019-07-04", tmp_path)
    rows = noticing.every(morning, item=None, only_open=True).rows
    assert [(row["items"], row["exporter"], row["importers"]) for row in rows] == [
        (("fluor_polyimide",), "JPN", ("KOR",)),
        (("photoresist_euv",), "JPN", ("KOR",)),
        (("hf",), "JPN", ("KOR",)),
    ]
    assert {row["source"] for row in rows} >= {"businesskorea-hf-2019: paragraphs 2 and 5"}
    assert len(alerting.every(morning, state=None, with_ended=False).rows) == 3


def test_their_consequence_is_that_of_what_was_known_on_the_day(seoul: Desk, tmp_path: Path) -> None:
    replay(seoul, LICENCES_OF_2019)
    morning = at_day("2019-07-04", tmp_path)
    for row in alerting.every(morning, state=None, with_ended=False).rows:
        shown = alert_document.of_alert(morning, str(row["alert"])).document.lead
        assert any(f"Consequence {row['consequence']:.2f} of 1" in sentence for sentence in shown)


def test_the_day_before_sees_none(seoul: Desk, tmp_path: Path) -> None:
    replay(seoul, LICENCES_OF_2019)
    assert noticing.every(at_day("2019-06-30", tmp_path), item=None, only_open=False).rows == []


def test_a_second_replay_adds_nothing(seoul: Desk) -> None:
    first = replay(seoul, LICENCES_OF_2019)
    assert replay(seoul, LICENCES_OF_2019) == first
    assert len(noticing.every(seoul, item=None, only_open=False).rows) == 3


def test_an_event_that_there_is_not_is_named(seoul: Desk) -> None:
    with pytest.raises(InputError, match="'JPN-2030' is no event"):
        replay(seoul, ["JPN-2030"])
