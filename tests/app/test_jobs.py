"""Jobs: asked for once for the same question, shown, cancelled, and read."""

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import jobs
from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.jobs import ask
from haechi.errors import InputError, NotCovered, UnknownName, WorkspaceError
from haechi.model.job import JobState
from haechi.store import claims
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
STRESS = {"scenario": "hf-2019"}
TOML = """
id = "half"
title = "Half of the neon"
kind = "what if"
economies = ["KOR"]
[[shocks]]
economy = "UKR"
item = "neon"
depth = 0.5
start = 2027-01-04
"""


@pytest.fixture
def at(tmp_path: Path) -> Desk:
    return desk("2026-11-22", tmp_path)


def number(at: Desk, parameters: Any = STRESS, *, kind: str = "stress", who: str = "Kim") -> int:
    return ask(at, kind, parameters, who=who, at=AT).number


def test_a_job_is_listed_with_what_it_is_and_waits(at: Desk) -> None:
    found = ask(at, "stress", STRESS, who="Kim", at=AT)
    (row,) = jobs.every(at).rows
    assert (found.number, found.is_earlier) == (1, False)
    assert (row["job"], row["state"], row["who"]) == (1, JobState.WAITING, "Kim")
    assert row["title"] == "Japan's licences for three chip materials to Korea"


def test_the_parameters_are_kept_whole_so_that_a_later_version_reads_them_alike(at: Desk) -> None:
    row = jobs.show(at, number(at, {"scenario": "hf-2019", "economies": ["kor"]})).rows[0]
    assert row["parameters"] == {
        "scenario": "hf-2019",
        "toml": None,
        "title": "Japan's licences for three chip materials to Korea",
        "economies": ["KOR"],
        "horizon_days": 180,
        "start": "2019-07-04",
        "draws": 2000,
        "seed": 0,
    }


def test_the_same_question_on_the_same_day_is_answered_by_the_earlier_job(at: Desk) -> None:
    number(at)
    again = ask(at, "stress", {"scenario": "hf-2019", "draws": 2000}, who="Lee", at=AT)
    assert (again.number, again.is_earlier) == (1, True)
    assert number(at, {"scenario": "hf-2019", "draws": 500}) == 2
    tomorrow = replace(at, today=dt.date(2026, 11, 23), as_of=dt.date(2026, 11, 23))
    assert number(tomorrow) == 3


def test_what_was_entered_since_makes_it_another_question(at: Desk) -> None:
    number(at)
    entry = Entry(
        item="neon",
        economy="KOR",
        stock_days="400",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="call",
        who="a desk",
        note=None,
    )
    enter(at, entry, at=AT)
    assert number(at) == 2


def test_a_cancelled_job_is_no_answer(at: Desk) -> None:
    assert jobs.cancel(at, number(at), who="Lee", at=AT)
    assert not jobs.cancel(at, 1, who="Lee", at=AT)
    assert jobs.every(at).rows[0]["sentence"] == "cancelled by Lee"
    assert number(at) == 2


def test_a_job_without_a_result_says_why(at: Desk) -> None:
    number(at)
    with pytest.raises(NotCovered, match=r"job 1 has no result, it is waiting \(waits for a worker\); wait until"):
        jobs.result(at, 1)
    jobs.cancel(at, 1, who="Lee", at=AT)
    with pytest.raises(NotCovered, match=r"it is cancelled \(cancelled by Lee\); ask for it again"):
        jobs.result(at, 1)


def test_events_are_read_after_the_one_that_is_known(at: Desk) -> None:
    number(at)
    with at.register() as register, register.writing() as connection:
        claims.claim(connection, "one", now=AT, until=AT)
    with closing(jobs.Following(at, 1)) as job:
        assert [event.state for event in job.events()] == [JobState.WAITING, JobState.RUNNING]
        assert [event.number for event in job.events(after=0)] == [1]


def test_jobs_of_one_kind_are_listed_and_none_explains_itself(at: Desk) -> None:
    assert jobs.every(at).notes == (jobs.NONE,)
    number(at)
    number(at, {}, kind="criticality")
    assert [row["kind"] for row in jobs.every(at, kind="criticality").rows] == ["criticality"]
    assert [row["job"] for row in jobs.every(at).rows] == [2, 1]


def test_a_scenario_of_ones_own_is_kept_as_it_was_written(at: Desk) -> None:
    row = jobs.show(at, number(at, {"toml": TOML})).rows[0]
    assert row["title"] == "Half of the neon"
    assert row["parameters"]["toml"] == TOML  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "parameters", "word"),
    [
        ("tea", {}, "'tea' is no kind of job; use one of stress, watch, criticality"),
        ("stress", {}, "a stress needs one scenario"),
        ("stress", {"scenario": "hf-2019", "toml": TOML}, "a stress needs one scenario"),
        ("stress", {"scenario": "/etc/passwd.toml"}, "'/etc/passwd.toml' is not a scenario of the library"),
        ("stress", {"toml": "id = "}, "scenario of your own is no valid TOML"),
        ("stress", {"toml": "#" * 100_001}, "the scenario has 100,001 characters"),
        ("stress", {**STRESS, "draws": 10**6}, "draws 1000000 is no whole number from 1 to 20,000"),
        ("stress", {**STRESS, "draws": True}, "draws True is no whole number"),
        ("stress", {**STRESS, "horizon_days": 0}, "horizon_days 0 is no whole number from 1"),
        ("stress", {**STRESS, "start": "soon"}, "start 'soon' is no day"),
        ("stress", {**STRESS, "economies": "KOR"}, "economies 'KOR' is no list of texts"),
        ("stress", {**STRESS, "economies": ["KOX"]}, "'KOX' is not an economy"),
        ("stress", {**STRESS, "parquet": "draws.parquet"}, "'parquet' is no parameter of this"),
        ("stress", {"scenario": 3}, "scenario 3 is no text"),
        ("criticality", {"by_flows": "yes"}, "by_flows 'yes' is neither true nor false"),
    ],
)
def test_what_is_asked_wrongly_is_named_and_nothing_is_kept(at: Desk, kind: str, parameters: Any, word: str) -> None:
    with pytest.raises(InputError) as caught:
        ask(at, kind, parameters, who="Kim", at=AT)
    assert str(caught.value).startswith(word)
    assert jobs.every(at).rows == []


def test_a_job_that_is_not_there_is_named(at: Desk) -> None:
    for use in (jobs.show, jobs.result, jobs.Following):
        with pytest.raises(UnknownName, match="there is no job 7"):
            use(at, 7)


def test_a_job_that_is_not_there_leaves_no_register_open(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Register] = []
    monkeypatch.setattr(Register, "close", lambda register: closed.append(register))
    with pytest.raises(UnknownName):
        jobs.Following(at, 7)
    assert len(closed) == 1


def test_a_job_that_is_asked_on_an_earlier_day_is_listed_and_shown_there(at: Desk) -> None:
    replay = replace(at, as_of=dt.date(2019, 7, 4))
    asked = number(replay)
    assert [row["job"] for row in jobs.every(replay).rows] == [asked]
    assert jobs.show(replay, asked).rows[0]["answers_for"] == dt.date(2019, 7, 4)


def test_without_a_workspace_no_job_can_be_kept() -> None:
    with pytest.raises(WorkspaceError, match="this needs a workspace"):
        ask(desk(), "stress", STRESS, who="Kim", at=AT)
