"""Results of customs data are worked out once while nothing is loaded."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest
from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.errors import NotCovered


class Work:
    """A use case that counts how often it is worked out."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, at: Desk, name: str) -> str:
        self.times += 1
        return f"{name} on {at.as_of}, {self.times}"


def counted(most: int = 2) -> tuple[Work, Callable[[Desk, str], str]]:
    work = Work()

    @kept(most=most)
    def use_case(at: Desk, name: str) -> str:
        return work(at, name)

    return work, use_case


def test_the_same_question_is_answered_from_what_is_kept() -> None:
    work, use_case = counted()
    at = desk("2026-11-22")
    assert use_case(at, "KOR") == use_case(replace(at), "KOR")
    assert work.times == 1


def test_another_day_or_argument_is_another_question() -> None:
    work, use_case = counted(most=9)
    at = desk("2026-11-22")
    for day, name in (("2026-11-22", "KOR"), ("2026-11-22", "NLD"), ("2024-01-01", "KOR")):
        use_case(replace(at, as_of=dt.date.fromisoformat(day)), name)
    assert work.times == 3


def test_a_load_ends_what_was_kept(tmp_path: Path) -> None:
    work, use_case = counted()
    at = desk("2026-11-22", tmp_path)
    use_case(at, "KOR")
    loads = at.lake.folder / "loads"
    loads.mkdir(parents=True)
    (loads / "abc.json").write_text("{}", encoding="utf-8")
    use_case(at, "KOR")
    assert work.times == 2


def test_the_oldest_answer_is_dropped() -> None:
    work, use_case = counted(most=1)
    at = desk("2026-11-22")
    for name in ("KOR", "NLD", "KOR"):
        use_case(at, name)
    assert work.times == 3


def test_an_error_is_not_kept() -> None:
    asked: list[str] = []

    @kept(most=2)
    def use_case(at: Desk, name: str) -> str:
        asked.append(name)
        raise NotCovered(f"nothing yet on {at.as_of}")

    for _ in range(2):
        with pytest.raises(NotCovered):
            use_case(desk("2026-11-22"), "KOR")
    assert len(asked) == 2


def test_many_who_ask_at_a_time_wait_for_one_answer() -> None:
    work, use_case = counted()
    at, start = desk("2026-11-22"), Barrier(4)
    answers: list[object] = []

    def ask() -> None:
        start.wait()
        answers.append(use_case(at, "KOR"))

    asking = [Thread(target=ask) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert (work.times, len(set(answers))) == (1, 1)


def test_heavy_answers_drop_those_before_them_and_one_that_is_too_heavy_is_not_kept() -> None:
    asked: list[str] = []

    @kept(most=5, weigh=len)
    def use_case(at: Desk, name: str) -> str:
        asked.append(f"{name} on {at.as_of}")
        return name

    at = desk("2026-11-22")
    for name in ("ab", "cd", "ab", "efg", "cd", "efg", "ab", "longer", "longer"):
        use_case(at, name)
    assert [row.split(" ")[0] for row in asked] == ["ab", "cd", "efg", "ab", "longer", "longer"]


def test_a_default_that_is_written_out_is_the_same_question() -> None:
    asked: list[int | None] = []

    @kept(most=2)
    def use_case(at: Desk, name: str, *, year: int | None = None) -> str:
        asked.append(year)
        return f"{name} on {at.as_of}"

    at = desk("2026-11-22")
    assert use_case(at, "KOR") == use_case(at, name="KOR", year=None)
    assert asked == [None]
