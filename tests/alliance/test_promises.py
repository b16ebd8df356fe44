"""States of promises, from changes that are made by hand."""

import datetime as dt
from collections.abc import Mapping

import pytest

from haechi.alliance.promises import Promise, State, promises
from haechi.alliance.record import records
from haechi.model.change import Change, Deed
from haechi.model.content import made
from haechi.model.entries import Kind

DAY = dt.date(2026, 6, 1)
BODY = {"title": "Dialogue", "form": "dialogue", "every_months": 12, "since": "2023-12-13"}


def change(entry: str, kind: Kind, values: Mapping[str, object], side: str | None = None, hour: int = 0) -> Change:
    return Change(
        id=0,
        entry=entry,
        kind=kind,
        side=side,
        deed=Deed.CHANGED if hour else Deed.ENTERED,
        content=made(kind, {"title": entry, **values}, entry),
        why="a test",
        evidence=("a page",),
        who="a desk",
        at=dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC),
    )


def found(*changes: Change) -> dict[str, Promise]:
    return {promise.record.id: promise for promise in promises(records(changes), DAY)}


def promise(**values: object) -> Promise:
    return found(change("body", Kind.BODY, BODY), change("it", Kind.COMMITMENT, values))["it"]


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("2026-05-31", State.OVERDUE),
        ("2026-06", State.DUE_IN_30_DAYS),
        ("2026-06-15", State.DUE_IN_14_DAYS),
        ("2026-Q2", State.DUE_IN_30_DAYS),
        ("2026-08-30", State.DUE_IN_90_DAYS),
        ("2026", State.OPEN),
    ],
)
def test_a_date_is_late_after_the_last_day_that_it_can_mean(due: str, state: State) -> None:
    assert promise(due=due).state is state


def test_a_promise_drifts_with_the_body_that_fulfils_it() -> None:
    drifting = promise(body="body", every_months=12)
    assert (drifting.state, drifting.late_days) == (State.DRIFTING, (DAY - dt.date(2024, 12, 13)).days)


def test_a_promise_with_a_day_of_its_own_waits_for_that_day_and_not_for_its_body() -> None:
    ahead = promise(body="body", due="2027-12")
    assert (ahead.state, ahead.late_days) == (State.OPEN, 0)


def test_what_is_done_is_never_late() -> None:
    done = promise(due="2025", completion="done")
    assert (done.state, done.late_days) == (State.DONE, 0)


def test_one_side_alone_does_not_make_it_done() -> None:
    claimed = change("it", Kind.COMMITMENT, {"due": "2025", "completion": "done"}, side="KOR", hour=1)
    both = found(change("it", Kind.COMMITMENT, {"due": "2025", "completion": "under way"}), claimed)["it"]
    assert both.state is State.OVERDUE


def test_what_is_latest_comes_first_then_what_is_due_soonest() -> None:
    rows = {"none": {}, "soon": {"due": "2026-07"}, "later": {"due": "2027"}, "late": {"due": "2025"}}
    order = found(*(change(entry, Kind.COMMITMENT, values) for entry, values in rows.items()))
    assert list(order) == ["late", "soon", "later", "none"]
