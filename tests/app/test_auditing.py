"""What was entered through the web, as it is asked for."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import auditing
from haechi.errors import InputError
from haechi.model.audit import Entry
from haechi.store import audit
from haechi.store.audit import entries

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


def test_without_a_workspace_nothing_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    auditing.record(desk("2026-11-23"), ENTRY)
    assert list(tmp_path.iterdir()) == []


def test_a_page_of_a_long_log_reads_its_own_entries_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = desk("2026-11-23", tmp_path)
    for number in range(5):
        auditing.record(at, replace(ENTRY, what=str(number)))
    read: list[int] = []

    def counted(*given: Any, **named: Any) -> tuple[Entry, ...]:
        found = entries(*given, **named)
        read.append(len(found))
        return found

    monkeypatch.setattr(audit, "entries", counted)
    rows = auditing.every(at, auditing.wanted()).rows
    assert len(rows) == 5
    assert [row["what"] for row in rows[1:3]] == ["3", "2"]
    assert (rows[-1]["what"], rows[7:9], [row["what"] for row in rows[3:1:-1]]) == ("0", [], ["1", "2"])
    assert read == [2, 1, 2]
    assert [row["what"] for row in rows] == ["4", "3", "2", "1", "0"]


def test_what_is_entered_while_a_page_is_made_moves_no_row(tmp_path: Path) -> None:
    at = desk("2026-11-23", tmp_path)
    auditing.record(at, replace(ENTRY, what="first"))
    rows = auditing.every(at, auditing.wanted()).rows
    auditing.record(at, replace(ENTRY, what="second"))
    assert [row["what"] for row in rows] == ["first"]
    assert rows[0]["what"] == "first"
