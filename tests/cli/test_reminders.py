"""`calendar` and `digest` on the command line."""

from pathlib import Path

from icalendar import Calendar
from tests.cli.running import haechi


def test_the_calendar_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    answer = haechi("calendar", "--out", tmp_path / "a.ics", "--as-of", "2026-11-26")
    assert "First Semiconductor Dialogue" in answer.words
    assert Calendar.from_ical((tmp_path / "a.ics").read_bytes())["version"] == "2.0"


def test_the_digest_is_json_and_words() -> None:
    rows = haechi("digest", "--as-of", "2026-11-26", "--json").payload["rows"]
    assert {row["what"] for row in rows} == {"drifting"}
    assert "yearly, last held 2024-02-19" in haechi("digest", "--as-of", "2026-11-26", "--side", "nld").words
