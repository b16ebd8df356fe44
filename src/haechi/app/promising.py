"""`haechi commitments` and `haechi programme`: what was promised, what became of it, and where it leads."""

from collections.abc import Iterable, Iterator, Mapping

from haechi.alliance.deadlines import Rhythm, rhythms
from haechi.alliance.pace import Cohort, Pace, course, paces
from haechi.alliance.promises import Promise, promises
from haechi.alliance.record import Record
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.model.entries import Kind, Programme
from haechi.sentence import Said, said


def commitments(desk: Desk, *, item: str | None = None, side: str | None = None, only_late: bool = False) -> Report:
    """What was promised, what is overdue or drifting first; raise `InputError` for a side that has no say."""
    held = book.of_side(book.book(desk), side)
    wanted = desk.facts.item(item).id if item else None
    chosen = [
        promise
        for promise in promises(held, desk.as_of)
        if touches(desk, promise.record, wanted) and (promise.late_days or not only_late)
    ]
    rows = [_row(promise) for promise in chosen]
    return Report(
        command="commitments",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(_notes(desk, held, rows, wanted)),
        parameters={"item": wanted, "side": side, "late": only_late},
        sources=tuple(sorted({text for promise in chosen for text in promise.evidence})),
    )


def programmes(desk: Desk, name: str | None = None) -> Report:
    """Every programme, or one, with its cohorts as their sources count them, and where its pace leads."""
    held = book.of_kind(desk, Kind.PROGRAMME)
    chosen = [book.find(held, name, Kind.PROGRAMME)] if name else list(held.values())
    rows = [
        _programme(record, record.content, pace)
        for record in chosen
        if isinstance(record.content, Programme)
        for pace in paces(record.content, desk.as_of)
    ]
    return Report(
        command="programme",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(note for row in rows for note in row["remarks"]),  # type: ignore[attr-defined]
        parameters={"programme": name},
        sources=tuple(sorted({text for record in chosen for change in record.changes for text in change.evidence})),
    )


def touches(desk: Desk, record: Record, item: str | None) -> bool:
    """Whether an entry speaks of an item or of its stage; every entry does of no item."""
    if item is None:
        return True
    stage = desk.facts.item_by_id[item].stage
    return item in record.content.items or stage in record.content.stages


def remarks(pace: Pace, title: str) -> Iterator[str]:
    """What a reader of a programme must not miss."""
    until = pace.target.period.end
    if pace.falls_short:
        low, high = min(row.low for row in pace.projections), max(row.high for row in pace.projections)
        yield said(
            "{title}: at the pace so far {low:,.0f} to {high:,.0f} by {until}, against a target of {target:,.0f}: "
            "it falls short by every projection.",
            title=title,
            low=low,
            high=high,
            until=until,
            target=pace.target.value,
        )
    if pace.missing:
        yield said(
            "{title}: {n} planned cohort(s) of the past are not recorded: unknown, not none.",
            title=title,
            n=pace.missing,
        )
    for cohort in pace.cohorts:
        if cohort.is_disputed:
            yield said(
                "{title}, {cohort}: sources differ on the number or on whom they count; all stand side by side.",
                title=title,
                cohort=cohort.name,
            )


def _row(promise: Promise) -> Row:
    record, content, rhythm = promise.record, promise.content, promise.rhythm
    return {
        "id": record.id,
        "title": content.title,
        "state": promise.state,
        "late_days": promise.late_days,
        "due": content.due,
        "days_left": promise.deadline.days if promise.deadline else None,
        "every_months": content.every_months,
        "last_met": rhythm.last if rhythm else None,
        "expected_by": rhythm.expected_by if rhythm else None,
        "completion": record.completion,
        "claimed_done_by": record.claimed_by,
        "result": content.result,
        "sides": record.sides,
        "agreed": record.is_agreed,
        "differs_in": record.differences,
        "silent": record.silent,
        "weight": content.weight,
        "document": content.document,
        "paragraph": content.paragraph,
        "wording": content.wording,
        "language": content.language,
        "owners": {owner.economy: owner.post for owner in content.owners},
        "indicator": content.indicator,
        "baseline": content.baseline,
        "target": content.target,
        "unit": content.unit,
        "programme": content.programme,
        "body": content.body,
        "items": content.items,
        "stages": content.stages,
        "evidence": promise.evidence,
    }


def _notes(desk: Desk, held: Mapping[str, Record], rows: Iterable[Row], item: str | None) -> Iterator[str]:
    if not rows:
        yield said("No promise in the register speaks of {item}.", item=item) if item else said("Nothing is late.")
    for row in rhythms(held, desk.as_of):
        if row.is_drifting:
            yield said(
                "{title}: {rhythm}, {last}; expected by {expected}, {days} days ago.",
                title=row.title,
                rhythm=often(row),
                last=last_held(row),
                expected=row.expected_by,
                days=row.days_late,
            )
    if item is None:
        for record in held.values():
            if isinstance(record.content, Programme):
                for pace in paces(record.content, desk.as_of):
                    yield from remarks(pace, record.content.title)
    yield said("Published by governments or the press; a meeting that nobody published is not seen here.")


def often(rhythm: Rhythm) -> Said:
    """How often a body should meet."""
    fixed = {12: said("yearly"), 24: said("every other year")}
    return fixed.get(rhythm.every_months) or said("every {months} months", months=rhythm.every_months)


def last_held(rhythm: Rhythm) -> Said:
    """When a body met last, as far as is recorded."""
    return said("last held {day}", day=rhythm.last) if rhythm.last else said("never held as far as is recorded")


def _programme(record: Record, content: Programme, pace: Pace) -> Row:
    return {
        "id": record.id,
        "title": content.title,
        "indicator": content.indicator,
        "counts": content.counts,
        "unit": content.unit,
        "baseline": content.baseline,
        "target": pace.target.value,
        "period": pace.target.period,
        "reached": [pace.reached_low, pace.reached_high],
        "cohorts_planned": pace.planned,
        "planned_dates": pace.dates,
        "cohorts_not_recorded": pace.missing,
        "cohorts_ahead": pace.ahead,
        "needed_per_cohort": pace.needed,
        "falls_short": pace.falls_short,
        "projections": [
            {"name": row.name, "low": row.low, "high": row.high, "definition": row.definition}
            for row in pace.projections
        ],
        "cohorts": [
            _cohort(cohort, reached)
            for cohort, reached in zip(pace.cohorts, course(content, pace.cohorts), strict=True)
        ],
        "other_counts": [
            {"cohort": row.cohort, "value": row.value, "counts": row.counts, "group": row.group, "source": row.source}
            for row in content.actuals
            if row.counts is not content.counts
        ],
        "remarks": list(remarks(pace, content.title)),
    }


def _cohort(cohort: Cohort, reached: tuple[float, float]) -> Row:
    return {
        "cohort": cohort.name,
        "date": cohort.date,
        "low": cohort.low,
        "high": cohort.high,
        "reached": list(reached),
        "disputed": cohort.is_disputed,
        "sources": [{"value": row.value, "group": row.group, "source": row.source} for row in cohort.sources],
    }
