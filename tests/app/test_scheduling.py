"""The calendar file, as of a day."""

from pathlib import Path

from icalendar import Calendar
from tests.app.at_desk import desk

from haechi.app import scheduling


def test_the_file_holds_every_row(tmp_path: Path) -> None:
    found = scheduling.feed(desk("2026-11-26"), tmp_path / "deep" / "alliance.ics")
    parsed = Calendar.from_ical((tmp_path / "deep" / "alliance.ics").read_bytes())
    assert len(list(parsed.walk("VEVENT"))) == len(found.rows) > 10
