"""Acts on alerts in the register."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tests.watch.small_lives import DROP, make_act

from haechi.errors import WorkspaceError
from haechi.model.alert import AlertState, alerts
from haechi.store import acts
from haechi.store.register import Register


def test_acts_come_back_as_they_were_done_and_by_alert(url: str) -> None:
    done = [make_act(), make_act(alert="notice/1", level=None, probability=None, consequence=None, vintage=None)]
    closed = replace(make_act(AlertState.CLOSED, day=1), note="a late file")
    with Register(url) as register, register.writing() as connection:
        acts.add(connection, [*done, closed])
        found = acts.history(connection)
        assert acts.history(connection, alert=DROP) == (found[0], found[2])
    assert [act.id for act in found] == [1, 2, 3]
    assert [replace(act, id=0) for act in found] == [*done, closed]
    assert [alert.state for alert in alerts(found)] == [AlertState.CLOSED, AlertState.OPEN]


def test_nothing_to_add_is_no_error(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        acts.add(connection, [])
        assert acts.history(connection) == ()


def test_two_writers_at_once_both_land(url: str) -> None:
    Register(url).close()

    def write(who: str) -> None:
        with Register(url) as register:
            for day in range(10):
                with register.writing() as connection:
                    acts.add(connection, [make_act(AlertState.TAKEN, who=who, day=day)])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ("Kim", "Lee")))
    with Register(url) as register, register.reading() as connection:
        found = acts.history(connection)
    assert sorted((act.who, act.at) for act in found) == sorted(
        (who, make_act(day=day).at) for who in ("Kim", "Lee") for day in range(10)
    )


def test_a_reader_sees_what_stands_while_another_writes(url: str) -> None:
    with Register(url) as first, Register(url) as second:
        with first.writing() as writing:
            acts.add(writing, [make_act()])
            with second.reading() as reading:
                assert acts.history(reading) == ()
        with second.reading() as reading:
            assert len(acts.history(reading)) == 1


def test_a_writer_that_waits_in_vain_is_told(url: str) -> None:
    soon = "?timeout=0.05" if url.startswith("sqlite") else "&options=-c%20lock_timeout%3D50"

    def wait() -> None:
        with Register(url + soon) as second, second.writing():
            pass

    told = "cannot be used: (database is locked|canceling statement due to lock timeout)"
    with Register(url) as first, first.writing(), pytest.raises(WorkspaceError, match=told):
        wait()
