"""A new entry before it is entered: its id, and every fault beside its field."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import drafting, registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.model.entries import Kind

GIVEN = Given(side="KOR", why="a call", evidence=(), who="a desk", at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


def found(at: Desk, values: dict[str, Any], given: Given = GIVEN, entry: str = "new") -> Any:
    return drafting.faults(at, Kind.COMMITMENT, entry, values, given)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Share warnings on neon", "share-warnings-on-neon"),
        ("Tweede dialoog – 's-Gravenhage, één dag", "tweede-dialoog-s-gravenhage-een-dag"),
        ("반도체 대화", "commitment"),
        (
            "Report quarterly on stocks of all key items of both",
            "report-quarterly-on-stocks-of-all-key-items-of",
        ),
        ("x" * 60, "x" * 48),
        ("Hold semiconductor dialogue", "hold-semiconductor-dialogue-2"),
    ],
)
def test_an_id_stands_for_the_title_and_for_one_entry_only(at: Desk, title: str, wanted: str) -> None:
    assert drafting.id_after(at, Kind.COMMITMENT, title) == wanted


def test_a_third_of_one_title_has_the_next_number(at: Desk) -> None:
    for wanted in ("share-stocks", "share-stocks-2", "share-stocks-3"):
        entry = drafting.id_after(at, Kind.COMMITMENT, "Share stocks")
        assert entry == wanted
        registering.enter(at, Kind.COMMITMENT, entry, {"title": "Share stocks"}, GIVEN)


def test_what_would_be_entered_has_no_fault(at: Desk) -> None:
    assert found(at, {"title": "Share stocks", "items": ["neon"], "due": "2026-Q4"}) == {}


def test_every_fault_stands_beside_its_field(at: Desk) -> None:
    values = {"due": "soon", "weight": "heavy", "title": "P", "items": ["neom"], "document": "no-such"}
    assert found(at, values, replace(GIVEN, why=" "), "Not an id") == {
        "due": "due: 'soon' cannot be read; write 2026, 2026-Q3, 2026-07",
        "weight": "weight: 'heavy' cannot be read; write one of political, memorandum, treaty, law",
        "items": "'neom' is no item; run `haechi items` for the list",
        "document": "'no-such' is no entry; run `haechi register list` for the list",
        "entry": "'Not an id' is no id; write lower case letters, digits and hyphens",
        "why": "commitment: the change has no reason; say in a few words why",
    }


def test_names_are_looked_up_though_something_needed_is_missing(at: Desk) -> None:
    values = {"items": ["neom"], "owners": [{"economy": "KOR", "post": "nobody"}]}
    assert set(found(at, values)) == {"title", "items", "owners"}
    meeting = drafting.faults(at, Kind.MEETING, "new", {"attendance": ["nobody"]}, GIVEN)
    assert set(meeting) == {"title", "body", "attendance"}
    assert set(drafting.faults(at, Kind.BODY, "new", {"members": ["nobody"]}, GIVEN)) == {"title", "form", "members"}


def test_an_id_that_is_taken_is_said_beside_the_id(at: Desk) -> None:
    assert list(found(at, {"title": "P"}, entry="hold-semiconductor-dialogue")) == ["entry"]


@pytest.mark.parametrize(
    ("values", "side", "why"),
    [
        (
            {"title": "P"},
            None,
            "to speak for both sides takes a document that both made; name it as evidence",
        ),
        ({"title": "P", "completion": "done"}, "KOR", "nothing shows that it was done; name the evidence"),
    ],
)
def test_what_lacks_evidence_is_said_beside_the_evidence(
    at: Desk, values: dict[str, Any], side: str | None, why: str
) -> None:
    assert found(at, values, replace(GIVEN, side=side)) == {"evidence": f"commitment: {why}"}
    assert found(at, values, replace(GIVEN, side=side, evidence=("minutes",))) == {}
