"""`alerts` and `alert`: the list, the life of one, and what people do about it."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import haechi


@pytest.fixture
def noticed(workspace: Path) -> Path:
    """A workspace with the alert on a notice."""
    given = ("--item", "urea", "--exporter", "CHN", "--what", "Inspection", "--source", "a cable", "--who", "a desk")
    assert haechi("notice", "add", *given, "-w", workspace).status == 0
    return workspace


def rows(*arguments: object) -> list[dict[str, Any]]:
    found = haechi(*arguments, "--json").payload["rows"]
    assert isinstance(found, list)
    return found


def test_a_notice_is_on_the_list_at_once(noticed: Path) -> None:
    (row,) = rows("alerts", "-w", noticed)
    assert (row["alert"], row["state"], row["who"], row["note"]) == (
        "notice/1",
        "open",
        "a desk",
        "announced: Inspection",
    )
    assert (row["probability"], row["priority"]) == (None, None)
    assert row["consequence"] == pytest.approx(0.0682, abs=1e-4)
    assert "unknown is not zero" in haechi("alerts", "-w", noticed).words


def test_an_alert_is_taken_looked_into_escalated_closed_and_reopened(noticed: Path) -> None:
    by = ("--who", "Kim", "-w", noticed)
    for command in ("take", "look", "escalate"):
        rows("alert", command, "notice/1", *by)
    rows("alert", "close", "notice/1", "--reason", "rumour disproved", *by)
    life = rows("alert", "reopen", "notice", "--note", "it was true", *by)
    states = ["open", "taken", "being looked into", "escalated", "closed", "open"]
    assert [row["state"] for row in life] == states
    assert [row["reason"] for row in life] == [None, None, None, None, "rumour disproved", None]
    assert (life[-1]["who"], life[-1]["note"]) == ("Kim", "it was true")
    assert rows("alert", "show", "1", "-w", noticed) == life


def test_the_answer_names_the_command_and_who_took_it(noticed: Path) -> None:
    meta = haechi("alert", "take", "notice/1", "--by", "Kim", "-w", noticed, "--json").payload["meta"]
    assert meta["command"] == "alert take"
    assert meta["parameters"] == {"alert": "notice/1", "state": "taken", "taken_by": "Kim"}
    assert rows("alerts", "--state", "taken", "-w", noticed)[0]["taken_by"] == "Kim"


def test_a_closed_alert_leaves_the_list_and_must_be_reopened(noticed: Path) -> None:
    assert haechi("alert", "close", "notice/1", "--reason", "not ours", "-w", noticed).status == 0
    assert "No alert is live" in haechi("alerts", "-w", noticed).words
    assert [row["state"] for row in rows("alerts", "--all", "-w", noticed)] == ["closed"]
    assert "run `haechi alert reopen notice/1` first" in haechi("alert", "take", "notice/1", "-w", noticed).complaint


def test_closing_needs_a_reason_and_the_reason_other_a_note(noticed: Path) -> None:
    assert haechi("alert", "close", "notice/1", "-w", noticed).status == 2
    assert haechi("alert", "close", "notice/1", "--reason", "whim", "-w", noticed).status == 2
    done = haechi("alert", "close", "notice/1", "--reason", "other", "-w", noticed)
    assert "say in a note which" in done.complaint
    assert [row["state"] for row in rows("alerts", "-w", noticed)] == ["open"]


def test_an_unknown_id_is_quoted_with_the_nearest(noticed: Path) -> None:
    assert "did you mean notice/1?" in haechi("alert", "show", "notise/1", "-w", noticed).complaint


def test_an_earlier_day_has_no_alert_yet(noticed: Path) -> None:
    assert "There are no alerts yet" in haechi("alerts", "--as-of", "2020-01-01", "-w", noticed).words
    assert "'notice/1'" in haechi("alert", "show", "notice/1", "--as-of", "2020-01-01", "-w", noticed).complaint


def test_the_list_and_a_life_are_csv_too(noticed: Path) -> None:
    assert haechi("alerts", "-w", noticed, "--csv").out.startswith("alert,state,since,")
    assert haechi("alert", "show", "notice/1", "-w", noticed, "--csv").out.startswith("id,alert,period,")


def test_ones_last_act_is_undone_and_stays_in_the_life(noticed: Path) -> None:
    assert haechi("alert", "take", "notice/1", "--who", "Kim", "-w", noticed).status == 0
    assert (
        "only one's own can be undone" in haechi("alert", "undo", "notice/1", "--who", "Lee", "-w", noticed).complaint
    )
    assert [row["state"] for row in rows("alert", "undo", "notice/1", "--who", "Kim", "-w", noticed)] == [
        "open",
        "taken",
        "open",
    ]
