"""What was entered through the web, as it is asked for."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import auditing
from haechi.errors import InputError
from haechi.model.audit import Entry

ENTRY = Entry(
    id=0,
    at=dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC),
    who="kim",
    via="session",
    method="POST",
    path="/alerts/x",
    what="a=b",
    status=303,
    address="10.0.0.9",
)


def test_days_are_asked_for_as_a_whole(tmp_path: Path) -> None:
    at = desk("2026-11-23", tmp_path)
    auditing.record(at, ENTRY)
    assert auditing.every(at, auditing.wanted(since="2026-11-22", until="2026-11-22")).rows
    assert not auditing.every(at, auditing.wanted(since="2026-11-23")).rows
    assert auditing.every(at, auditing.wanted(until="2026-11")).rows


def test_an_earlier_day_does_not_see_later_entries(tmp_path: Path) -> None:
    at = desk("2026-11-23", tmp_path)
    auditing.record(at, ENTRY)
    found = auditing.every(replace(at, as_of=dt.date(2026, 11, 20)), auditing.wanted())
    assert (found.rows, found.notes[0].startswith("The log holds nothing of the kind")) == ([], True)


@pytest.mark.parametrize("day", ["soon", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(InputError):
        auditing.wanted(since=day)


def test_without_a_workspace_nothing_is_written_down() -> None:
    auditing.record(desk("2026-11-23"), ENTRY)
