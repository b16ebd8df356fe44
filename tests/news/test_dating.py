"""Marks of dates in made-up sentences, and the date that they speak for."""

import datetime as dt
from collections.abc import Mapping

import pytest

from haechi.model.news import Action, Modality, Passage
from haechi.news.dates import find
from haechi.news.dating import Candidate, candidates, settle, times
from haechi.news.occasion import Event, of_event

WEDNESDAY = dt.date(2024, 2, 21)
TEXT = "The line, open since May, stopped on Monday."


def event(text: str, words: str, said: Modality = Modality.DONE) -> Event:
    start = text.index(words)
    whole = Passage(start=0, end=len(text), text=text)
    happens = Passage(start=start, end=start + len(words), text=words)
    return Event(action=Action.OUTAGE, said=said, words=happens, sentence=whole, released=WEDNESDAY)


def of(text: str, words: str = "stopped", said: Modality = Modality.DONE) -> dict[str, Candidate]:
    found = find(text, WEDNESDAY)
    return {str(one.dated.value): one for one in candidates(text, found, event(text, words, said))}


def test_a_date_is_also_what_it_would_be_the_other_way() -> None:
    found = of(TEXT)
    assert list(found) == ["2023-05", "2024-05", "2024-02-19", "2024-02-26"]
    assert found["2024-02-26"].dated.rule == "weekday, the other way"


def test_what_is_only_measured_against_is_no_candidate() -> None:
    assert list(of("It stopped longer than in 2019.")) == []


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        ("2024-02-19", "day past"),
        ("2024-02-19", "same week"),
        ("2024-02-19", "on _"),
        ("2024-02-19", "after, one clause"),
        ("2024-02-19", "done: day past"),
        ("2024-02-19", "done: past: stopped on _"),
        ("2024-02-19", "day past beside month past"),
        ("2024-02-26", "day future"),
        ("2023-05", "since past"),
        ("2023-05", "before, another clause"),
        ("2023-05", "outage: month past"),
        ("2023-05", "date 0 of 2"),
    ],
)
def test_how_a_date_stands_is_told_by_marks(date: str, mark: str) -> None:
    assert mark in of(TEXT)[date].marks


def test_a_date_alone_is_told_apart() -> None:
    assert "alone: day past" in of("It stopped on Monday.")["2024-02-19"].marks
    assert "alone: day past" not in of(TEXT)["2024-02-19"].marks


@pytest.mark.parametrize(
    ("weights", "date"),
    [
        ({"base": 0.0, "stopped on _": 1.0}, "2024-02-19"),
        ({"base": 0.0, "since past": 2.0}, "2023-05"),
        ({"base": 0.0, "day future": 2.0}, "2024-02-26"),
        ({"base": -3.0}, None),
        (None, "2024-02-19"),
    ],
)
def test_the_likeliest_date_is_taken(weights: Mapping[str, float] | None, date: str | None) -> None:
    found = find(TEXT, WEDNESDAY)
    ruled = of_event(TEXT, found, event(TEXT, "stopped"))
    settled = settle(ruled, candidates(TEXT, found, event(TEXT, "stopped")), weights)
    assert (settled and str(settled[0].value)) == date


def test_the_score_of_a_date_is_the_chance_that_its_marks_give() -> None:
    found = find(TEXT, WEDNESDAY)
    ruled = of_event(TEXT, found, event(TEXT, "stopped"))
    one = [*candidates(TEXT, found, event(TEXT, "stopped"))]
    by_marks, by_rule = settle(ruled, one, {"base": 0.0, "stopped on _": 1.0}), settle(ruled, one, None)
    assert by_marks is not None
    assert by_rule is not None
    assert (by_marks[1], by_rule[1]) == (0.818, 0.9)  # 1 / (1 + exp(-1.5)): the rule counts for 0.5


def test_dates_are_past_now_or_future() -> None:
    assert times(find("It met on Monday and trains 500 by 2028.", WEDNESDAY), WEDNESDAY) == ["future", "past"]
    assert times(find("More than in 2023.", WEDNESDAY), WEDNESDAY) == []
