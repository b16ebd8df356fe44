"""The picture of a programme against its target, in the words of the page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from haechi.app.naming import terms
from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.charts.pace import Course, Lead, Step, Words, pace
from haechi.sentence import Said, said

PACES: Mapping[str, Said] = {
    "mean cohort": said("at the mean cohort"),
    "last cohort": said("at the last cohort"),
}


def picture(row: Mapping[str, Any], day: dt.date, say: Messages) -> str:
    """Cohorts of a row of `haechi programme` added up, the target, and the intervals of its projections."""
    period = row["period"]
    course = Course(
        start=period.start.first,
        end=period.end.last,
        day=day,
        baseline=row["baseline"],
        target=row["target"],
        steps=tuple(
            Step(date=cohort["date"].first, low=cohort["reached"][0], high=cohort["reached"][1])
            for cohort in row["cohorts"]
        ),
        leads=tuple(
            Lead(label=say.put(PACES[one["name"]]), low=one["low"], high=one["high"]) for one in row["projections"]
        ),
        planned=tuple(row["planned_dates"]),
    )
    return pace(course, _words(row, course, say))


def _words(row: Mapping[str, Any], course: Course, say: Messages) -> Words:
    target = said("target {target} by {day}", target=f"{course.target:,.0f}", day=course.end.isoformat())
    notes = tuple(map(say.put, _notes(row, course)))
    return Words(
        title=retold.sentence(row["title"], say, terms(say.language)),
        unit=say.put(said("{indicator}, all cohorts together", indicator=row["indicator"])),
        recorded=say.put(said("recorded, from the least to the most that sources give")),
        planned=say.put(said("planned cohort: past, to come")),
        target=say.put(target),
        day=say.put(said("as of {day}", day=course.day.isoformat())),
        notes=notes,
        description=" ".join((*map(say.put, _told(row, course)), f"{say.put(target)}.", *notes)),
    )


def _told(row: Mapping[str, Any], course: Course) -> Iterator[Said]:
    for cohort, step in zip(row["cohorts"], course.steps, strict=True):
        name = cohort["cohort"]
        yield said("{cohort}: {low:,.0f} to {high:,.0f} reached.", cohort=name, low=step.low, high=step.high)
    for lead in course.leads:
        yield said(
            "{lead}: {low:,.0f} to {high:,.0f} by {day}.",
            lead=lead.label,
            low=lead.low,
            high=lead.high,
            day=course.end.isoformat(),
        )


def _notes(row: Mapping[str, Any], course: Course) -> Iterator[Said]:
    if not course.steps:
        yield said("No cohort is recorded up to the day: how many were reached is unknown.")
    elif not course.leads:
        yield said("No rhythm of cohorts is known, so that nothing is projected.")
    if row["cohorts_not_recorded"]:
        yield said(
            "Planned cohorts of the past without a record: {n}. Their size is unknown, not zero; "
            "it widens the projections upwards.",
            n=row["cohorts_not_recorded"],
        )
