import datetime as dt
from typing import Any

import pytest

from haechi.alliance.pace import Pace, cohorts, course, paces
from haechi.model.content import made
from haechi.model.entries import Kind, Programme

FIRST = {"cohort": "2024", "date": "2024-02-19", "value": 60, "counts": "starts", "group": "both", "source": "a"}
SECOND = {"cohort": "2025", "date": "2025-06-16", "value": 50, "counts": "starts", "group": "of Korea", "source": "b"}
DISPUTE = {**SECOND, "value": 60, "source": "c"}


def programme(*actuals: dict[str, Any], **values: Any) -> Programme:
    """500 people by 2028, a cohort a year."""
    content = {
        "title": "Academy",
        "indicator": "people",
        "start": "2024-02-19",
        "every_months": 12,
        "targets": [{"period": "2024/2028", "value": 500}],
        "actuals": list(actuals),
        **values,
    }
    found = made(Kind.PROGRAMME, content, "a test")
    assert isinstance(found, Programme)
    return found


def pace(day: str, *actuals: dict[str, Any], **values: Any) -> Pace:
    """The only pace by a day."""
    (found,) = paces(programme(*actuals, **values), dt.date.fromisoformat(day))
    return found


def test_half_of_the_500_at_the_pace_of_the_first_two_cohorts() -> None:
    """Five cohorts to 2028: 60 + 50 and three more of 55 make 275, three more of 50 make 260."""
    found = pace("2025-07-01", FIRST, SECOND)
    assert (found.planned, found.ahead, found.missing) == (5, 3, 0)
    assert {row.name: (row.low, row.high) for row in found.projections} == {
        "mean cohort": (275, 275),
        "last cohort": (260, 260),
    }
    assert found.falls_short
    assert found.needed == pytest.approx((500 - 110) / 3)


def test_sources_that_differ_make_a_range() -> None:
    """60 + 50 to 60 + 60; three more of 55 to 60, or of 50 to 60."""
    found = pace("2025-07-01", FIRST, SECOND, DISPUTE)
    assert (found.reached_low, found.reached_high) == (110, 120)
    assert [(row.low, row.high) for row in found.projections] == [(275, 300), (260, 300)]


def test_a_planned_cohort_without_a_record_is_unknown_and_not_none() -> None:
    """In November 2026 two are to come; that of 2026 may have taken place unseen: 110 + 2 x 50 to 110 + 3 x 50."""
    found = pace("2026-11-26", FIRST, SECOND)
    assert (found.missing, found.ahead) == (1, 2)
    assert (found.projections[1].low, found.projections[1].high) == (210, 260)


def test_one_cohort_of_one_source_projects_itself() -> None:
    found = pace("2024-03-01", FIRST)
    assert [(row.low, row.high) for row in found.projections] == [(300, 300), (300, 300)]


def test_what_counts_something_else_is_left_aside() -> None:
    nationals = {**FIRST, "value": 50, "counts": "nationals", "group": "of Korea"}
    assert [(cohort.low, cohort.high) for cohort in cohorts(programme(FIRST, nationals))] == [(60, 60)]


@pytest.mark.parametrize(("other", "is_disputed"), [({}, False), ({"value": 55}, True), ({"group": "of Korea"}, True)])
def test_a_cohort_is_disputed_where_number_or_group_differ(other: dict[str, Any], *, is_disputed: bool) -> None:
    (cohort,) = cohorts(programme(FIRST, {**FIRST, "source": "d", **other}))
    assert cohort.is_disputed is is_disputed


def test_cohorts_after_the_day_are_not_seen() -> None:
    assert len(pace("2024-12-31", FIRST, SECOND).cohorts) == 1


def test_without_a_rhythm_nothing_is_projected() -> None:
    found = pace("2025-07-01", FIRST, every_months=None)
    assert (found.planned, found.projections, found.falls_short, found.needed) == (None, (), False, None)


def test_a_target_that_is_reached_asks_for_no_more() -> None:
    found = pace("2025-07-01", FIRST, {**SECOND, "value": 460})
    assert found.needed == 0
    assert not found.falls_short


def test_a_target_in_the_past_has_no_cohort_to_come() -> None:
    found = pace("2029-01-01", FIRST, SECOND)
    assert (found.ahead, found.needed, found.missing) == (0, None, 3)


def test_cohorts_add_up_from_the_baseline_by_the_least_and_by_the_most() -> None:
    """40 before the first; 40 + 60, then 50 to 60 more."""
    found = programme(FIRST, SECOND, DISPUTE, baseline=40)
    assert course(found, cohorts(found)) == ((100, 100), (150, 160))
    assert course(found, ()) == ()


def test_each_planned_cohort_has_a_day_by_which_it_begins() -> None:
    assert [day.isoformat() for day in pace("2025-07-01", FIRST).dates] == [
        f"{year}-02-19" for year in range(2024, 2029)
    ]
    assert pace("2025-07-01", FIRST, every_months=None).dates == ()
