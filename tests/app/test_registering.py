"""Entries of the register: both sides beside each other, and nothing that is not in the tables."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk, replay

from haechi.app import registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.errors import InputError, UnknownName
from haechi.model.entries import Kind
from haechi.store.register import Connection, Register

DIALOGUE = "hold-semiconductor-dialogue"


def given(side: str | None, *evidence: str, hour: int = 0) -> Given:
    at = dt.datetime(2026, 11, 1, hour, tzinfo=dt.UTC)
    return Given(side=side, why="a test", evidence=evidence, who="a desk", at=at)


@pytest.fixture
def at(tmp_path: Path) -> Any:
    return desk("2026-11-22", tmp_path)


def row(report: Any) -> dict[str, Any]:
    (found,) = report.payload()["rows"]
    assert isinstance(found, dict)
    return found


def test_an_entry_comes_back_as_one_side_entered_it(at: Any) -> None:
    values = {"title": "Share stock data", "items": ["hf"], "due": "2027-Q2", "document": "joint-statement-2026"}
    registering.enter(at, Kind.COMMITMENT, "share-stock", values, given("KOR"))
    found = row(registering.show(at, "share-stock"))
    assert found["versions"] == {"KOR": values, "NLD": None}
    assert (found["agreed"], found["history"][0]["side"], found["history"][0]["why"]) == (False, "KOR", "a test")


def test_a_change_of_one_side_leaves_the_other_as_it_was(at: Any) -> None:
    before = row(registering.show(at, DIALOGUE))["content"]
    registering.change(at, DIALOGUE, {"note": "proposed for spring"}, given("NLD"))
    found = row(registering.show(at, DIALOGUE))
    assert found["versions"]["KOR"] == before
    assert found["versions"]["NLD"] == {**before, "note": "proposed for spring"}
    assert found["differs_in"] == ["note"]


def test_done_takes_evidence_and_the_other_side(at: Any) -> None:
    with pytest.raises(InputError, match="nothing shows that it was done"):
        registering.change(at, DIALOGUE, {"completion": "done"}, given("KOR"))
    claimed = registering.change(at, DIALOGUE, {"completion": "done"}, given("KOR", "minutes", hour=1))
    assert (row(claimed)["completion"], row(claimed)["claimed_done_by"]) == ("under way", ["KOR"])
    assert "KOR says that it was done" in claimed.notes[-1]
    settled = registering.acknowledge(at, DIALOGUE, given("NLD", hour=2))
    assert (row(settled)["completion"], row(settled)["claimed_done_by"], settled.notes) == ("done", [], ())


def test_completion_and_result_are_two_things(at: Any) -> None:
    done = {"completion": "done", "result": "did not help"}
    found = row(registering.change(at, DIALOGUE, done, given(None, "joint minutes")))
    assert (found["completion"], found["content"]["result"]) == ("done", "did not help")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"items": ["unobtainium"]}, "commitment 'new': 'unobtainium' is no item; run `haechi items`"),
        ({"stages": ["mining"]}, "'mining' is no stage; take one from the table of stages"),
        ({"owners": [{"economy": "KOR", "post": "a friend"}]}, "'a friend' is no post"),
        ({"document": "nowhere"}, "'nowhere' is no entry; run `haechi register list`"),
        ({"sides": ["KOR", "XXY"]}, "'XXY' is no economy"),
    ],
)
def test_what_is_in_no_table_is_named_and_nothing_is_entered(at: Any, values: dict[str, Any], why: str) -> None:
    with pytest.raises(UnknownName, match=why):
        registering.enter(at, Kind.COMMITMENT, "new", {"title": "New", **values}, given("KOR"))
    with pytest.raises(UnknownName, match="'new' is no entry of the register"):
        registering.show(at, "new")


def test_an_id_is_given_once(at: Any) -> None:
    with pytest.raises(InputError, match="is in the register already; use `haechi register change"):
        registering.enter(at, Kind.COMMITMENT, DIALOGUE, {"title": "Again"}, given("KOR"))


def test_a_change_that_changes_nothing_is_refused(at: Any) -> None:
    with pytest.raises(InputError, match="nothing of 'hold-semiconductor-dialogue' would change"):
        registering.change(at, DIALOGUE, {"every_months": 12}, given("KOR"))


def test_nothing_is_acknowledged_where_both_agree(at: Any) -> None:
    with pytest.raises(InputError, match="both sides say the same"):
        registering.acknowledge(at, DIALOGUE, given("NLD"))
    with pytest.raises(InputError, match="name it with --side"):
        registering.acknowledge(at, DIALOGUE, given(None, "x"))


def test_a_stranger_has_no_say(at: Any) -> None:
    with pytest.raises(InputError, match="JPN has no say"):
        registering.change(at, DIALOGUE, {"note": "x"}, given("JPN"))


def test_a_withdrawn_entry_stays_in_the_record(at: Any) -> None:
    found = row(registering.withdraw(at, DIALOGUE, given(None, "a joint letter")))
    assert found["withdrawn_by"] == ["KOR", "NLD"]
    assert [done["deed"] for done in found["history"]] == ["entered", "withdrawn"]


def test_entries_differ_only_where_a_side_changed_one(at: Any) -> None:
    assert registering.every(at, None, differing=True).rows == []
    registering.change(at, DIALOGUE, {"note": "x"}, given("NLD"))
    assert [found["id"] for found in registering.every(at, None, differing=True).rows] == [DIALOGUE]


def test_a_day_before_an_entry_does_not_see_it(at: Any, tmp_path: Path) -> None:
    registering.change(at, DIALOGUE, {"note": "x"}, given("NLD"))
    before = replay("2026-10-31", tmp_path)
    assert row(registering.show(before, DIALOGUE))["agreed"]


def test_a_day_before_an_entry_does_not_hide_it_from_who_changes_it(at: Any, tmp_path: Path) -> None:
    registering.change(at, DIALOGUE, {"note": "x"}, given("NLD"))
    registering.change(replay("2026-10-31", tmp_path), DIALOGUE, {"every_months": 6}, given("NLD", hour=1))
    told = row(registering.show(at, DIALOGUE))["versions"]["NLD"]
    assert (told["note"], told["every_months"]) == ("x", 6)


@dataclass(frozen=True)
class Overtaken(Desk):
    """A desk on which somebody else writes first, as soon as the register is opened to write."""

    first: Callable[[], Any] = field(kw_only=True)
    done: list[bool] = field(default_factory=list)

    def register(self) -> Register:
        register = super().register()
        if not self.done:
            object.__setattr__(register, "writing", lambda: self._second(register))
        return register

    def _second(self, register: Register) -> AbstractContextManager[Connection]:
        self.done.append(True)
        self.first()
        return Register.writing(register)


def overtaken(at: Desk, first: Callable[[], Any]) -> Desk:
    return Overtaken(workspace=at.workspace, today=at.today, as_of=at.as_of, first=first)


def test_two_who_change_different_fields_at_once_keep_both(at: Any) -> None:
    late = overtaken(at, lambda: registering.change(at, DIALOGUE, {"note": "x"}, given("NLD")))
    registering.change(late, DIALOGUE, {"every_months": 6}, given("NLD", hour=1))
    told = row(registering.show(at, DIALOGUE))["versions"]["NLD"]
    assert (told["note"], told["every_months"]) == ("x", 6)


def test_what_was_settled_meanwhile_is_not_acknowledged_again(at: Any) -> None:
    registering.change(at, DIALOGUE, {"note": "x"}, given("NLD"))
    late = overtaken(at, lambda: registering.acknowledge(at, DIALOGUE, given("KOR", hour=1)))
    with pytest.raises(InputError, match="both sides say the same"):
        registering.acknowledge(late, DIALOGUE, given("KOR", hour=2))
