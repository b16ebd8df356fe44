import datetime as dt

import pytest

from haechi.flows.freshness import following, freshness

MONTHS = [("2024-01", "2024-03-01"), ("2024-02", "2024-03-30"), ("2024-03", "2024-05-20")]


def days(held: list[tuple[str, str]]) -> list[tuple[str, dt.date]]:
    return [(period, dt.date.fromisoformat(day)) for period, day in held]


def test_the_usual_lag_is_the_median_of_the_releases() -> None:
    found = freshness(days(MONTHS), dt.date(2024, 5, 21))
    assert found is not None
    assert (found.period, found.published, found.releases, found.lag_days) == (
        "2024-03",
        dt.date(2024, 5, 20),
        3,
        30.0,
    )
    assert found.expected == dt.date(2024, 5, 30)
    assert found.late_days is None


def test_what_should_have_come_by_the_usual_lag_is_late_by_the_days_since() -> None:
    found = freshness(days(MONTHS), dt.date(2024, 6, 9))
    assert found is not None
    assert found.late_days == 10


def test_an_earlier_day_sees_the_releases_of_then() -> None:
    found = freshness(days(MONTHS), dt.date(2024, 4, 1))
    assert found is not None
    assert (found.period, found.releases) == ("2024-02", 2)
    assert freshness(days(MONTHS), dt.date(2024, 2, 29)) is None


def test_a_history_that_was_published_at_once_is_one_release_and_no_habit() -> None:
    found = freshness(days([("2023-11", "2024-03-01"), ("2023-12", "2024-03-01")]), dt.date(2026, 1, 1))
    assert found is not None
    assert (found.releases, found.lag_days, found.expected, found.late_days) == (1, 61.0, None, None)


def test_a_revision_of_an_older_month_is_no_release() -> None:
    found = freshness(days([*MONTHS[:2], ("2024-01", "2024-04-15")]), dt.date(2024, 4, 20))
    assert found is not None
    assert (found.releases, found.published) == (2, dt.date(2024, 3, 30))


@pytest.mark.parametrize(("period", "after"), [("2023-12", "2024-01"), ("2024-01", "2024-02"), ("2023", "2024")])
def test_a_period_is_followed_by_the_next_of_its_length(period: str, after: str) -> None:
    assert following(period) == after
