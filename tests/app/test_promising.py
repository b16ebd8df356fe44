"""What was promised, what is late, and where a programme leads."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import promising, registering
from haechi.app.registering import Given
from haechi.errors import InputError
from haechi.model.entries import Kind

NOW = Given(side=None, why="a test", evidence=("a letter",), who="a desk", at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))


def test_what_drifts_longest_stands_first() -> None:
    rows = promising.commitments(desk("2026-11-26")).rows
    late = [(row["id"], row["state"], row["late_days"]) for row in rows if row["late_days"]]
    assert late == [
        ("work-for-cyber-consultation", "drifting", 713),
        ("hold-semiconductor-dialogue", "drifting", 645),
        ("hold-policy-consultation", "drifting", 378),
    ]
    assert [row["id"] for row in promising.commitments(desk("2026-11-26"), only_late=True).rows] == [
        entry for entry, _, _ in late
    ]


def test_the_notes_say_since_when_and_what_the_programme_leads_to() -> None:
    notes = promising.commitments(desk("2025-07-01")).notes
    assert any("yearly, last held 2024-02-19; expected by 2025-02-19, 132 days ago" in note for note in notes)
    assert any("260 to 300 by 2028, against a target of 500" in note for note in notes)
    assert notes[-1].startswith("Published by governments or the press")


def test_a_promise_is_overdue_when_its_year_is_over() -> None:
    (row,) = (row for row in promising.commitments(desk("2029-01-01")).rows if row["id"] == "meet-in-the-hague-2028")
    assert (row["state"], row["late_days"], row["days_left"]) == ("overdue", 1, -1)


def test_what_is_done_is_no_longer_late(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    registering.change(at, "hold-policy-consultation", {"completion": "done"}, NOW)
    (row,) = (row for row in promising.commitments(at).rows if row["id"] == "hold-policy-consultation")
    assert (row["state"], row["late_days"]) == ("done", 0)


def test_promises_are_found_by_the_item_or_its_stage(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    assert promising.commitments(at, item="hf").rows == []
    assert promising.commitments(at, item="hf").notes[0] == "No promise in the register speaks of hf."
    registering.enter(at, Kind.COMMITMENT, "by-item", {"title": "A", "items": ["hf"]}, NOW)
    stage = at.facts.item("hf").stage
    registering.enter(at, Kind.COMMITMENT, "by-stage", {"title": "B", "stages": [stage]}, NOW)
    assert {row["id"] for row in promising.commitments(at, item="hf").rows} == {"by-item", "by-stage"}


def test_a_programme_shows_every_source_of_a_cohort_and_each_definition() -> None:
    (row,) = promising.programmes(desk("2026-11-26")).rows
    assert (row["target"], row["reached"], row["cohorts_not_recorded"]) == (500, [110, 120], 1)
    assert [[source["value"] for source in cohort["sources"]] for cohort in row["cohorts"]] == [[60, 60, 60], [50, 60]]  # type: ignore[attr-defined]
    assert [cohort["reached"] for cohort in row["cohorts"]] == [[60, 60], [110, 120]]  # type: ignore[attr-defined]
    assert {projection["name"] for projection in row["projections"]} == {"mean cohort", "last cohort"}  # type: ignore[attr-defined]
    assert [count["value"] for count in row["other_counts"]] == [50]  # type: ignore[attr-defined]
    assert row["falls_short"] is True


def test_before_the_first_cohort_nothing_is_projected() -> None:
    assert promising.programmes(desk("2024-01-01")).rows == []


def test_promises_are_those_in_which_a_side_has_a_say() -> None:
    at = desk("2026-11-26")
    assert promising.commitments(at, side="NLD").rows == promising.commitments(at).rows
    with pytest.raises(InputError, match="'FRA' has no say"):
        promising.commitments(at, side="FRA")


def test_a_side_that_is_silent_on_a_promise_is_named(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    moment = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    given = Given(side="KOR", why="a test", evidence=(), who="a desk", at=moment)
    registering.enter(at, Kind.COMMITMENT, "of-one", {"title": "A"}, given)
    (row,) = (row for row in promising.commitments(at).rows if row["id"] == "of-one")
    assert (row["agreed"], row["silent"]) == (False, ("NLD",))
