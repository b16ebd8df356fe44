"""The digest, as of a day."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import registering, reminding
from haechi.app.registering import Given
from haechi.errors import InputError
from haechi.model.entries import Kind


def given(side: str | None) -> Given:
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    return Given(side=side, why="a test", evidence=("a letter",), who="a desk", at=at)


def test_what_comes_due_stands_in_order_of_urgency(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    for name, due in (("late", "2026-10"), ("soon", "2026-12-01"), ("later", "2026-12-20"), ("far", "2027-06")):
        registering.enter(at, Kind.COMMITMENT, name, {"title": name, "due": due}, given(None))
    registering.change(at, "far", {"note": "x"}, given("KOR"))
    found = [(row["what"], row["entry"]) for row in reminding.digest(at).rows]
    drifting = [row for row in found if row[0] == "drifting"]
    assert len(drifting) == 3
    assert [row for row in found if row[0] != "drifting"] == [
        ("overdue", "late"),
        ("in 14 days", "soon"),
        ("in 30 days", "later"),
        ("waiting", "far"),
    ]
    assert found.index(drifting[0]) == 1


def test_a_drifting_body_says_when_it_last_met() -> None:
    (row,) = (
        row for row in reminding.digest(desk("2026-11-26")).rows if row["entry"] == "kor-nld-semiconductor-dialogue"
    )
    assert row["why"] == "yearly, last held 2024-02-19; expected by 2025-02-19"


def test_an_entry_that_one_side_alone_made_waits_for_the_other(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    registering.enter(at, Kind.COMMITMENT, "idea", {"title": "An idea"}, given("NLD"))
    (row,) = (row for row in reminding.digest(at).rows if row["what"] == "waiting")
    assert row["why"] == "KOR has said nothing"


def test_a_day_on_which_nothing_is_late_says_so() -> None:
    assert reminding.digest(desk("2024-03-01")).notes[0].startswith("Nothing is late")


def test_the_digest_is_a_text_file_too(tmp_path: Path) -> None:
    reminding.digest(desk("2026-11-26"), out=tmp_path / "digest.md")
    text = (tmp_path / "digest.md").read_text(encoding="utf-8")
    assert text.startswith("# 2026-11-26\n- drifting: Cyber policy consultation (yearly, never held")


def test_a_side_without_a_say_is_refused() -> None:
    with pytest.raises(InputError, match="'JPN' has no say in any entry"):
        reminding.digest(desk("2026-11-26"), side="JPN")
