"""Claims on jobs: one holder at a time, and what others send is refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.store.small_jobs import LEASE, after, make_job

from haechi.model.job import JobState
from haechi.store import claims, jobs
from haechi.store.claims import MOST_ATTEMPTS, Claim
from haechi.store.register import Register


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register(url) as found:
        with found.writing() as connection:
            jobs.add(connection, make_job(), sentence="asked for")
        yield found


def take(register: Register, worker: str, seconds: float) -> int | None:
    with register.writing() as connection:
        found = claims.claim(connection, worker, now=after(seconds), until=after(seconds) + LEASE)
    return None if found is None else found.job.number


def state(register: Register) -> tuple[JobState, str]:
    with register.reading() as connection:
        last = jobs.standings(connection, number=1)[0].last
    return last.state, last.sentence


def test_the_oldest_job_is_taken_first_and_each_by_one_worker(register: Register) -> None:
    with register.writing() as connection:
        jobs.add(connection, make_job("b"), sentence="asked for")
    assert [take(register, worker, 1) for worker in ("one", "two", "three")] == [1, 2, None]


def test_of_many_workers_at_once_each_job_has_one(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        for number in range(5):
            jobs.add(connection, make_job(str(number)), sentence="asked for")

    def work(worker: int) -> list[int]:
        with Register(url) as own:
            return [found for _ in range(5) if (found := take(own, f"worker {worker}", 1)) is not None]

    with ThreadPoolExecutor(4) as pool:
        found = [number for numbers in pool.map(work, range(4)) for number in numbers]
    assert sorted(found) == [1, 2, 3, 4, 5]


def test_a_claim_that_is_renewed_stays_and_one_that_is_not_is_free(register: Register) -> None:
    take(register, "one", 0)
    with register.writing() as connection:
        held = Claim(job=1, worker="one")
        assert claims.renew(connection, held, fraction=0.5, sentence="half", now=after(10), until=after(25))
    assert take(register, "two", 20) is None
    assert take(register, "two", 26) == 1
    assert state(register) == (JobState.RUNNING, "taken up again: the worker before ended in the middle")


def test_who_lost_a_claim_can_write_neither_progress_nor_a_result_nor_a_failure(register: Register) -> None:
    take(register, "one", 0)
    take(register, "two", 20)
    lost, held = Claim(job=1, worker="one"), Claim(job=1, worker="two")
    with register.writing() as connection:
        assert not claims.is_held(connection, lost)
        assert not claims.renew(connection, lost, fraction=0.9, sentence="late", now=after(21), until=after(40))
        assert not claims.done(connection, lost, b"late", now=after(21))
        assert not claims.failed(connection, lost, "late", now=after(21))
        assert jobs.result(connection, 1) is None
        assert claims.done(connection, held, b"whole", now=after(22))
        assert not claims.done(connection, held, b"twice", now=after(23))
        assert jobs.result(connection, 1) == b"whole"


def test_a_cancelled_job_stays_so(register: Register) -> None:
    take(register, "one", 0)
    with register.writing() as connection:
        assert claims.cancelled(connection, 1, who="Lee", now=after(1))
        assert not claims.cancelled(connection, 1, who="Park", now=after(2))
        assert not claims.done(connection, Claim(job=1, worker="one"), b"late", now=after(3))
    assert state(register) == (JobState.CANCELLED, "cancelled by Lee")
    assert take(register, "two", 99) is None


def test_a_job_given_back_waits_and_counts_no_attempt(register: Register) -> None:
    for second in range(2 * MOST_ATTEMPTS):
        assert take(register, "one", second) == 1
        with register.writing() as connection:
            assert claims.given_back(connection, Claim(job=1, worker="one"), now=after(second))
    assert state(register)[0] is JobState.WAITING


def test_a_job_that_brings_down_its_workers_fails_in_the_end(register: Register) -> None:
    for attempt in range(MOST_ATTEMPTS):
        assert take(register, f"worker {attempt}", 20 * attempt) == 1
    assert take(register, "another", 20 * MOST_ATTEMPTS) is None
    found, why = state(register)
    assert found is JobState.FAILED
    assert why.startswith("its worker ended 3 times in the middle of it")
