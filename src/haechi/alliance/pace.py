"""Whether a programme reaches its target: the pace that was seen, the pace that is needed, and where they lead."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from haechi.alliance.deadlines import months_after
from haechi.model.dates import PartialDate
from haechi.model.entries import Actual, Programme, Target
from haechi.sentence import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """One cohort as its sources count it; they may differ.

    Parameters
    ----------
    low, high : least and most that a source gives
    sources : each with its number and whom it counts
    """

    name: str
    date: PartialDate
    low: float
    high: float
    sources: tuple[Actual, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether its sources do not all say the same number of the same people."""
        return len({(row.value, row.group) for row in self.sources}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What a definition of pace leads to by the end of the target, in the unit of the indicator."""

    name: str
    definition: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A target with what was reached and where it leads.

    Parameters
    ----------
    reached_low, reached_high : baseline and all recorded cohorts, by the least and the most that sources give
    planned : cohorts from the first to the end of the target; None where no rhythm is known
    missing : planned cohorts whose time has passed without a record
    ahead : planned cohorts still to come
    needed : people a cohort from now on, if what is missing did not take place and by the higher count; None where
        none is to come
    dates : days by which each planned cohort was or is to begin
    """

    target: Target
    cohorts: tuple[Cohort, ...]
    reached_low: float
    reached_high: float
    planned: int | None
    missing: int
    ahead: int
    needed: float | None
    projections: tuple[Projection, ...]
    dates: tuple[dt.date, ...]

    @property
    def falls_short(self) -> bool:
        """Whether every projection ends below the target."""
        return bool(self.projections) and all(row.high < self.target.value for row in self.projections)


def course(programme: Programme, known: Sequence[Cohort]) -> tuple[tuple[float, float], ...]:
    """(cohort,): least and most that were reached with each cohort, the baseline and all before it counted in."""
    lows = accumulate((cohort.low for cohort in known), initial=programme.baseline)
    highs = accumulate((cohort.high for cohort in known), initial=programme.baseline)
    return tuple(zip(lows, highs, strict=True))[1:]


def cohorts(programme: Programme) -> tuple[Cohort, ...]:
    """Cohorts by what the programme counts, the oldest first; other counts are left aside, not added."""
    by_name: dict[str, list[Actual]] = {}
    for row in programme.actuals:
        if row.counts is programme.counts:
            by_name.setdefault(row.cohort, []).append(row)
    found = [
        Cohort(
            name=name,
            date=min(row.date for row in rows),
            low=min(row.value for row in rows),
            high=max(row.value for row in rows),
            sources=tuple(rows),
        )
        for name, rows in by_name.items()
    ]
    return tuple(sorted(found, key=lambda cohort: cohort.date))


def paces(programme: Programme, day: dt.date) -> tuple[Pace, ...]:
    """The pace towards each target, by the day.

    Two projections, each a range over what the sources count and over whether a planned cohort without a record took
    place unseen. *Mean cohort*: the recorded cohorts, and for each one to come their mean. *Last cohort*: the recorded
    cohorts, and for each one to come as many as in the last.
    """
    known = tuple(cohort for cohort in cohorts(programme) if cohort.date.first <= day)
    return tuple(_pace(programme, target, known, day) for target in programme.targets)


def _pace(programme: Programme, target: Target, known: tuple[Cohort, ...], day: dt.date) -> Pace:
    reached = [programme.baseline + sum(getattr(cohort, end) for cohort in known) for end in ("low", "high")]
    dates = _planned(programme, target)
    ahead = sum(date > day for date in dates)
    missing = max(len(dates) - ahead - len(known), 0)
    lacking = target.value - reached[1]
    return Pace(
        target=target,
        cohorts=known,
        reached_low=reached[0],
        reached_high=reached[1],
        planned=len(dates) or None,
        missing=missing,
        ahead=ahead,
        needed=max(lacking, 0.0) / ahead if ahead else None,
        projections=_projections(known, reached, ahead, missing) if known and dates else (),
        dates=tuple(dates),
    )


def _projections(known: tuple[Cohort, ...], reached: list[float], ahead: int, missing: int) -> tuple[Projection, ...]:
    sizes: Mapping[str, tuple[str, float, float]] = {
        "mean cohort": (
            said("recorded cohorts, and for each planned one to come the mean of those recorded"),
            sum(cohort.low for cohort in known) / len(known),
            sum(cohort.high for cohort in known) / len(known),
        ),
        "last cohort": (
            said("recorded cohorts, and for each planned one to come as many as in the last"),
            known[-1].low,
            known[-1].high,
        ),
    }
    return tuple(
        Projection(
            name=name,
            definition=definition,
            low=reached[0] + low * ahead,
            high=reached[1] + high * (ahead + missing),
        )
        for name, (definition, low, high) in sizes.items()
    )


def _planned(programme: Programme, target: Target) -> list[dt.date]:
    """Days by which each cohort up to the end of a target is to begin; none where no rhythm is known."""
    if programme.start is None or programme.every_months is None:
        return []
    dates, date = [], programme.start.last
    while date <= target.period.end.last:
        dates.append(date)
        date = months_after(programme.start, programme.every_months * len(dates))
    return dates
