"""Jobs in the register."""

import hashlib
from dataclasses import replace

import pytest
import sqlalchemy as sa
from tests.store.small_jobs import AT, make_job
from tests.watch.small_lives import make_act

from haechi.model.job import JobState
from haechi.store import acts, jobs
from haechi.store.register import Register


def test_a_job_comes_back_as_it_was_asked_with_its_number_and_waits(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        added = jobs.add(connection, make_job(), sentence="asked for")
        (found,) = jobs.standings(connection)
    assert found == added
    assert found.job == replace(make_job(), number=1)
    assert (found.last.state, found.last.sentence, found.last.at) == (JobState.WAITING, "asked for", AT)


def test_jobs_are_found_by_number_by_key_and_by_whether_they_live(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        for key in ("a", "b", "a"):
            jobs.add(connection, make_job(key), sentence="asked for")
        ended = replace(jobs.standings(connection, number=2)[0].last, number=1, state=JobState.CANCELLED)
        jobs.append(connection, ended)
        assert [row.job.number for row in jobs.standings(connection, key="a")] == [1, 3]
        assert [row.job.number for row in jobs.standings(connection, only_live=True)] == [1, 3]
        assert jobs.standings(connection, number=4) == ()
        assert [event.number for event in jobs.events(connection, 2, after=0)] == [1]


def test_of_two_events_of_one_number_the_second_is_refused(url: str) -> None:
    with Register(url) as register:
        with register.writing() as connection:
            first = jobs.add(connection, make_job(), sentence="asked for").last
        with pytest.raises(sa.exc.IntegrityError), register.writing() as connection:
            jobs.append(connection, replace(first, state=JobState.RUNNING))
        with register.reading() as connection:
            assert jobs.events(connection, 1) == (first,)


def test_a_result_is_kept_once_as_its_bytes(url: str) -> None:
    content = '{"rows": ["홀"]}\n'.encode()
    with Register(url) as register:
        with register.writing() as connection:
            jobs.add(connection, make_job(), sentence="asked for")
            assert jobs.result(connection, 1) is None
            assert jobs.keep(connection, 1, content) == hashlib.sha256(content).hexdigest()
        with pytest.raises(sa.exc.IntegrityError), register.writing() as connection:
            jobs.keep(connection, 1, b"another")
        with register.reading() as connection:
            assert jobs.result(connection, 1) == content


def test_the_ground_changes_with_what_people_enter(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        before = list(jobs.ground(connection))
        acts.add(connection, [make_act()])
        assert list(jobs.ground(connection)) != before
