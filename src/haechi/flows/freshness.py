"""How fresh a source is: its newest period, when that was published, and whether the next one is late.

The usual lag is the median, over the publications held, of the days from the end of the newest period that each
brought to its publication. One publication is no habit: its lag is told and nothing is called late by it.
"""

import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from haechi.flows.periods import last_day, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """Where a source stands on a day.

    Parameters
    ----------
    period : the newest period, 2023-11 or 2023
    published : when it was first published
    releases : how many publications brought a newer period than those before
    lag_days : days from the end of a period to its publication: usual where there were several, else of the one
    expected : when the next period would come after the usual lag; None where the lag is of one publication only
    late_days : days since then; None where it is not late or nothing is expected
    """

    period: str
    published: dt.date
    releases: int
    lag_days: float
    expected: dt.date | None
    late_days: int | None


def freshness(published: Iterable[tuple[str, dt.date]], as_of: dt.date) -> Freshness | None:
    """The freshness of a source on a day, from its periods with the days of their publication; None if none was out.

    Examples
    --------
    >>> held = [("2024-01", dt.date(2024, 3, 1)), ("2024-02", dt.date(2024, 3, 30))]
    >>> found = freshness(held, dt.date(2024, 5, 10))
    >>> found.period, found.lag_days, found.expected.isoformat(), found.late_days
    ('2024-02', 30.0, '2024-04-30', 10)
    """
    releases = _releases([(day, period) for period, day in published if day <= as_of])
    if not releases:
        return None
    day, period = releases[-1]
    lag = statistics.median((when - last_day(*parse(newest))).days for when, newest in releases)
    expected = last_day(*parse(following(period))) + dt.timedelta(days=lag) if len(releases) > 1 else None
    late = (as_of - expected).days if expected else 0
    return Freshness(
        period=period,
        published=day,
        releases=len(releases),
        lag_days=float(lag),
        expected=expected,
        late_days=late if late > 0 else None,
    )


def following(period: str) -> str:
    """The month or the year after one.

    >>> following("2023-12"), following("2023")
    ('2024-01', '2024')
    """
    after = last_day(*parse(period)) + dt.timedelta(days=1)
    return f"{after:%Y-%m}" if len(period) > 4 else str(after.year)


def _releases(held: list[tuple[dt.date, str]]) -> list[tuple[dt.date, str]]:
    """Publications that brought a newer period than every one before, each with the newest that it brought."""
    found: list[tuple[dt.date, str]] = []
    newest: dict[dt.date, str] = {}
    for day, period in held:
        newest[day] = max(newest.get(day, ""), period)
    for day in sorted(newest):
        if not found or newest[day] > found[-1][1]:
            found.append((day, newest[day]))
    return found
