"""Decisions on several alerts at once."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.watch.small_lives import DROP, OTHER, make_act

from haechi.app import labelling
from haechi.app.alerting import Decision, decided, one, record
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.triage import last_done, together, undone
from haechi.errors import UnknownName
from haechi.model.alert import AlertState, ClosingReason
from haechi.model.label import Label

AT = dt.datetime(2024, 1, 21, 12, 0, tzinfo=dt.UTC)
WIDE = f"{OTHER.id}/drop"
CLOSE = Decision(alert="", state=AlertState.CLOSED, who="Kim", reason=ClosingReason.DUPLICATE)
TAKE = Decision(alert="", state=AlertState.TAKEN, who="Kim")


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    """A desk with two alerts, acts 1 and 2."""
    at = desk("2024-01-21", tmp_path)
    record(at, lambda _: [make_act(), make_act(alert=WIDE)])
    return at


def test_one_decision_is_made_on_each(held: Desk) -> None:
    outcome = together(held, CLOSE, {DROP: 1, WIDE: 2}, at=AT)
    assert (dict(outcome.done), outcome.refused) == ({DROP: 3, WIDE: 4}, {})
    assert {alert.state for alert in lives(held)} == {AlertState.CLOSED}


def test_one_on_which_somebody_acted_since_is_left_and_the_others_are_done(held: Desk) -> None:
    decided(held, Decision(alert=DROP, state=AlertState.TAKEN, who="Lee"), at=AT)
    outcome = together(held, CLOSE, {DROP: 1, WIDE: 2, "notice/9": 1}, at=AT)
    assert set(outcome.done) == {WIDE}
    assert "taken by Lee on 2024-01-21 12:00 UTC" in outcome.refused[DROP]
    assert "'notice/9' is not an alert" in outcome.refused["notice/9"]
    assert one(held, DROP).state is AlertState.TAKEN


def test_what_was_done_is_undone_for_each(held: Desk) -> None:
    done = together(held, TAKE, {DROP: 1, WIDE: 2}, at=AT).done
    decided(held, Decision(alert=WIDE, state=AlertState.ESCALATED, who="Lee"), at=AT)
    outcome = undone(held, done, who="Kim", at=AT)
    assert set(outcome.done) == {DROP}
    assert "escalated by Lee" in outcome.refused[WIDE]
    assert one(held, DROP).state is AlertState.OPEN


def test_only_ones_own_acts_are_told_as_done(held: Desk) -> None:
    together(held, TAKE, {DROP: 1}, at=AT)
    assert [act.alert for act in last_done(held, (1, 3, 9), who="Kim")] == [DROP]
    assert last_done(held, (3,), who="Lee") == ()
    assert last_done(desk("2024-01-21"), (3,), who="Lee") == ()


def test_labels_are_put_on_each_once_and_taken_off(held: Desk) -> None:
    for _ in range(2):
        labelling.mark(held, [DROP, WIDE], "  ask   Choi ", is_shared=True, is_on=True, who="Kim", at=AT)
    assert labelling.labels_on(held, DROP, who="Lee") == [Label(text="ask Choi", is_shared=True)]
    labelling.mark(held, [DROP], "ask Choi", is_shared=True, is_on=False, who="Lee", at=AT)
    assert (labelling.labels_on(held, DROP, who="Kim"), len(labelling.labels_on(held, WIDE, who="Kim"))) == ([], 1)


def test_a_label_on_what_is_no_alert_leaves_all_without_it(held: Desk) -> None:
    with pytest.raises(UnknownName):
        labelling.mark(held, [DROP, "notice/9"], "x", is_shared=True, is_on=True, who="Kim", at=AT)
    assert labelling.labels_on(held, DROP, who="Kim") == []
