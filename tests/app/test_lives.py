"""Lives of alerts that are read once: what others add is seen, what is not theirs is not."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.lives import lives, told
from haechi.model.alert import Act, AlertState, alerts
from haechi.store import acts

OPENED = Act(
    id=0,
    alert="pair/250410/HS22/CHN/KOR/drop",
    period="2023-12",
    state=AlertState.OPEN,
    who="haechi watch",
    at=dt.datetime(2024, 2, 5, tzinfo=dt.UTC),
)
LATER = dt.datetime(2024, 3, 5, tzinfo=dt.UTC)


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2024-06-01", tmp_path)


def add(at: Desk, *done: Act) -> None:
    with at.register() as register, register.writing() as connection:
        acts.add(connection, done)


def anew(at: Desk) -> object:
    """The lives by another way, which keeps nothing."""
    with at.register() as register, register.reading() as connection:
        return alerts(acts.history(connection), as_of=at.end_of_day)


def test_without_a_change_nothing_is_worked_out_again(at: Desk) -> None:
    add(at, OPENED)
    assert lives(at) == anew(at)
    assert lives(at) is lives(at)


def test_an_act_that_was_added_since_is_seen_wherever_it_lies_in_time(at: Desk) -> None:
    add(at, OPENED)
    first = lives(at)
    add(at, replace(OPENED, state=AlertState.TAKEN, who="Kim", at=LATER))
    add(at, replace(OPENED, alert="pair/250410/HS22/CHN/JPN/drop", at=OPENED.at - dt.timedelta(days=1)))
    assert lives(at) == anew(at) != first


def test_another_day_has_its_own_lives(at: Desk) -> None:
    add(at, OPENED, replace(OPENED, state=AlertState.TAKEN, who="Kim", at=LATER))
    earlier = replace(at, as_of=dt.date(2024, 2, 10))
    assert ([alert.state for alert in lives(at)], [alert.state for alert in lives(earlier)]) == (["taken"], ["open"])


def test_acts_of_a_transaction_that_is_given_up_are_not_kept(at: Desk) -> None:
    add(at, OPENED)
    assert len(lives(at)) == 1
    with at.register() as register, register.writing() as connection:
        acts.add(connection, [replace(OPENED, alert="pair/250410/HS22/CHN/JPN/drop")])
        connection.rollback()
    add(at, replace(OPENED, alert="pair/250410/HS22/CHN/NLD/drop"))
    assert [alert.id for alert in lives(at)] == [OPENED.alert, "pair/250410/HS22/CHN/NLD/drop"]


def test_a_register_that_took_the_place_of_another_is_read_anew(at: Desk, tmp_path: Path) -> None:
    add(at, OPENED, replace(OPENED, state=AlertState.TAKEN, who="Kim", at=LATER))
    assert len(lives(at)) == 1
    other = desk("2024-06-01", tmp_path / "other")
    add(other, replace(OPENED, alert="pair/250410/HS22/CHN/JPN/drop"), replace(OPENED, at=LATER))
    for name in ("register.sqlite", "register.sqlite-wal", "register.sqlite-shm"):
        (tmp_path / name).unlink(missing_ok=True)
        if (tmp_path / "other" / name).exists():
            (tmp_path / "other" / name).rename(tmp_path / name)
    assert lives(at) == anew(at)
    assert [alert.id for alert in lives(at)] == ["pair/250410/HS22/CHN/JPN/drop", OPENED.alert]


def test_a_transaction_can_tell_them_with_what_else_it_reads(at: Desk) -> None:
    add(at, OPENED)
    with at.register() as register, register.reading() as connection:
        assert told(at, connection) == lives(at)
