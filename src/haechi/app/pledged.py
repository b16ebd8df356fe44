"""What the alliance promised and what rules hold on the items of an alert."""

import datetime as dt
from collections.abc import Sequence

from haechi.alliance.promises import promises
from haechi.alliance.record import Record
from haechi.app import book
from haechi.app.citing import source_of
from haechi.app.desk import Desk
from haechi.app.promising import touches
from haechi.brief.dossier import Pledge, Regulation
from haechi.model.dates import PartialDate
from haechi.model.entries import Kind, Rule
from haechi.model.happening import Policy

_RULES = 8  # that a document has room for


def pledges(desk: Desk, items: Sequence[str]) -> tuple[Pledge, ...]:
    """Promises that name one of the items or its stage, what is latest first."""
    return tuple(
        Pledge(
            entry=promise.record.id,
            title=promise.content.title,
            state=promise.state,
            late_days=promise.late_days,
            due=promise.content.due,
            sides=promise.record.sides,
            sources=tuple(dict.fromkeys(source_of(desk, text) for text in promise.evidence)),
        )
        for promise in promises(book.book(desk), desk.as_of)
        if any(touches(desk, promise.record, item) for item in items)
    )


def regulations(desk: Desk, items: Sequence[str]) -> tuple[Regulation, ...]:
    """Rules in force on the day, those that name an item before those that name a stage, then the newest first."""
    stages = {desk.facts.item_by_id[item].stage for item in items}
    found = [
        (bool({*row.items} & {*items}), _bundled(row)) for row in desk.facts.policies if _names(row, items, stages)
    ]
    found += [
        (bool({*record.content.items} & {*items}), _entered(desk, record, record.content))
        for record in book.of_kind(desk, Kind.POLICY).values()
        if isinstance(record.content, Rule) and not record.is_withdrawn and _names(record.content, items, stages)
    ]
    in_force = [(is_exact, row) for is_exact, row in found if _holds(desk, row.start, row.end)]
    ranked = sorted(
        in_force, key=lambda pair: (pair[0], pair[1].start.first if pair[1].start else dt.date.min, pair[1].id)
    )
    return tuple(row for _, row in reversed(ranked))[:_RULES]


def _names(row: Policy | Rule, items: Sequence[str], stages: set[str]) -> bool:
    return bool({*row.items} & {*items}) or bool({*row.stages} & stages)


def _holds(desk: Desk, start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a rule may be in force on the day; without a beginning it is taken to have begun."""
    return (start is None or start.first <= desk.as_of) and (end is None or end.last >= desk.as_of)


def _bundled(policy: Policy) -> Regulation:
    return Regulation(
        id=policy.id,
        title=policy.title,
        economies=policy.economies,
        instrument=policy.instrument,
        start=policy.start,
        end=policy.end,
        sources=(policy.citation.source,),
    )


def _entered(desk: Desk, record: Record, rule: Rule) -> Regulation:
    shown = (text for change in record.changes for text in change.evidence)
    return Regulation(
        id=record.id,
        title=rule.title,
        economies=rule.economies,
        instrument=rule.instrument,
        start=rule.start,
        end=rule.end,
        sources=tuple(dict.fromkeys(source_of(desk, text) for text in shown)),
    )
