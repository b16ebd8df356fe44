"""The register as a secretary looks it over: what is late, who meets when, what fits, for a side and an item."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import register_page, registering
from haechi.app.desk import Desk
from haechi.app.register_page import Wanted
from haechi.app.registering import Given
from haechi.errors import InputError, UnknownName
from haechi.model.entries import Kind

ALL = Wanted()


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


def enter(at: Desk, kind: Kind, entry: str, side: str | None = None, **values: Any) -> None:
    given = Given(
        side=side, why="a test", evidence=("minutes",), who="a desk", at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    )
    registering.enter(at, kind, entry, {"title": entry, **values}, given)


def ids(at: Desk, kind: Kind, wanted: Wanted = ALL) -> list[object]:
    return [row["id"] for row in register_page.section(at, kind, wanted).rows]


def test_the_body_that_is_latest_stands_first_with_its_meetings(at: Desk) -> None:
    first, second, *_ = register_page.section(at, Kind.BODY, ALL).rows
    assert (first["id"], first["last"], first["next"]) == ("kor-nld-cyber-consultation", None, None)
    assert (second["last_meeting"], str(second["last"])) == ("semiconductor-dialogue-2024", "2024-02-19")
    assert (second["expected_by"], second["late_days"]) == (dt.date(2025, 2, 19), 641)


def test_a_body_without_a_rhythm_is_neither_late_nor_on_time(at: Desk) -> None:
    (row,) = (
        row for row in register_page.section(at, Kind.BODY, ALL).rows if row["every_months"] is None and row["last"]
    )
    assert (row["id"], row["late_days"]) == ("kor-nld-economic-joint-committee", None)


def test_a_meeting_that_is_planned_is_the_next_of_its_body(at: Desk) -> None:
    body = "kor-nld-economic-joint-committee"
    enter(at, Kind.MEETING, "in-december", body=body, date="2026-12-10", is_held=False)
    (row,) = (row for row in register_page.section(at, Kind.BODY, ALL).rows if row["id"] == body)
    assert (row["next_meeting"], str(row["next"])) == ("in-december", "2026-12-10")


def test_meetings_to_come_stand_first_and_say_which_actions_are_left(at: Desk) -> None:
    actions = [
        {"number": 1, "what": "Send the list", "due": "2026-11-15"},
        {"number": 2, "what": "Book a room", "completion": "done"},
    ]
    enter(at, Kind.MEETING, "undated", body="kor-nld-2plus2", is_held=False, actions=actions)
    rows = register_page.section(at, Kind.MEETING, ALL).rows
    assert [row["id"] for row in rows[:3]] == ["undated", "2plus2-2028", "2plus2-2026"]
    assert (rows[0]["actions"], rows[0]["open"]) == (2, ["Send the list (2026-11-15)"])


def test_a_need_stands_with_the_offer_that_fits_and_the_offer_with_the_need(at: Desk) -> None:
    enter(at, Kind.OPPORTUNITY, "need", form="need", items=["neon"])
    enter(at, Kind.OPPORTUNITY, "offer", form="offer", items=["neon"])
    enter(at, Kind.OPPORTUNITY, "other", form="offer", items=["hf"])
    rows = {row["id"]: row["matches"] for row in register_page.section(at, Kind.OPPORTUNITY, ALL).rows}
    assert rows["need"] == [{"entry": "offer", "items": ("neon",), "stages": ()}]
    assert rows["offer"] == [{"entry": "need", "items": ("neon",), "stages": ()}]
    assert rows["other"] == []


def test_policies_of_the_sides_and_their_unions_stand_beside_those_entered(at: Desk) -> None:
    enter(at, Kind.POLICY, "grant", instrument="subsidy", economies=["NLD"], start="2026-05")
    rows = register_page.section(at, Kind.POLICY, ALL).rows
    assert [row["id"] for row in rows if row["entered"]] == ["grant"]
    assert "EU-CHIPS-2023" in [row["id"] for row in rows]
    starts = [str(row["start"]) for row in rows]
    assert starts == sorted(starts, reverse=True)


def test_policies_of_a_side_leave_out_those_of_the_other(at: Desk) -> None:
    found = ids(at, Kind.POLICY, Wanted(side="KOR"))
    assert "KOR-FUND-2024" in found
    assert not {"NLD-SME-2023", "EU-CHIPS-2023"} & set(found)


def test_policies_that_ended_are_left_out(at: Desk) -> None:
    assert "USA-KOR-LICENCE-2026" in ids(at, Kind.POLICY)
    assert "USA-KOR-LICENCE-2026" not in ids(desk("2027-01-01"), Kind.POLICY)


def test_entries_are_found_by_an_item_or_its_stage(at: Desk) -> None:
    assert ids(at, Kind.PROJECT, Wanted(item="euv_scanner")) == ["asml-samsung-research"]
    assert ids(at, Kind.PROJECT, Wanted(item="hf")) == []
    assert "NLD-SME-2025" in ids(at, Kind.POLICY, Wanted(item="ebeam"))


def test_only_what_is_late_is_a_matter_of_dates_and_of_rhythms(at: Desk) -> None:
    late = Wanted(only_late=True)
    enter(at, Kind.OPPORTUNITY, "missed", form="need", until="2026-10")
    enter(at, Kind.OPPORTUNITY, "open", form="need", until="2026-12")
    assert ids(at, Kind.OPPORTUNITY, late) == ["missed"]
    assert len(ids(at, Kind.BODY, late)) == 3
    assert ids(at, Kind.POLICY, late) == ids(at, Kind.PARTY, late) == []


def test_what_the_sides_say_stands_with_every_entry(at: Desk) -> None:
    enter(at, Kind.OPPORTUNITY, "of-one", side="KOR", form="need")
    (row,) = register_page.section(at, Kind.OPPORTUNITY, ALL).rows
    assert (row["agreed"], row["silent"]) == (False, ("NLD",))


def test_what_was_withdrawn_is_left_out(at: Desk) -> None:
    moment = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    given = Given(side=None, why="merged", evidence=("a letter",), who="a desk", at=moment)
    registering.withdraw(at, "asml-samsung-research", given)
    assert ids(at, Kind.PROJECT) == []


def test_promises_are_those_of_the_command(at: Desk) -> None:
    assert ids(at, Kind.COMMITMENT, Wanted(only_late=True))[0] == "work-for-cyber-consultation"


@pytest.mark.parametrize("kind", Kind)
def test_a_side_without_a_say_and_an_item_that_is_none_are_told(at: Desk, kind: Kind) -> None:
    with pytest.raises(InputError, match="'FRA' has no say in any entry"):
        register_page.section(at, kind, Wanted(side="FRA"))
    with pytest.raises(UnknownName, match="unobtainium"):
        register_page.section(at, kind, Wanted(item="unobtainium"))


def test_titles_are_in_the_language_of_the_reader(at: Desk) -> None:
    enter(at, Kind.PARTY, "firm", form="enterprise", economy="KOR", title_ko="회사")
    assert register_page.titles(at, "ko")["firm"] == "회사"
    assert register_page.titles(at, "nl")["firm"] == "firm"
    assert register_page.sides(at) == ("KOR", "NLD")
