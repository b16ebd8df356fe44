"""What surrounds an alert in the tables and the register: precedents, marks in time, published figures, blind codes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haechi.app.code_items import items_of
from haechi.app.desk import Desk
from haechi.app.implications import is_itself
from haechi.brief.dossier import Blindness, Happening, Precedent, Published
from haechi.model.chain import Figure
from haechi.model.dates import PartialDate, Precision
from haechi.model.happening import Event
from haechi.model.notice import Notice
from haechi.sentence import said

_PRECEDENTS = 8
_AT_HAND_DAYS = 120
_MARKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an alert is about, and the months that its document looks at."""

    codes: tuple[tuple[str, str], ...]  # digits, edition
    items: tuple[str, ...]
    exporter: str | None
    importer: str | None
    first: dt.date
    last: dt.date


def precedents(desk: Desk, subject: Subject, itself: Notice | None = None) -> tuple[Precedent, ...]:
    """Events on the same items or of the same exporter that had begun, those most alike first, then the nearest.

    What the notice itself tells, where the alert is one of a notice, is left out.
    """
    found = [(event, same) for event in desk.facts.events if (same := _alike(event, subject))]
    begun = [
        (event, same)
        for event, same in found
        if _begun(event) <= subject.last
        and not _is_at_hand(event, subject)
        and not (itself and is_itself(event, itself, subject.items))
    ]
    ranked = sorted(begun, key=lambda pair: (_distance(pair[1]), subject.last - _begun(pair[0]), pair[0].id))
    return tuple(
        Precedent(
            event=event.id,
            title=event.title,
            exporter=event.exporter,
            outcome=event.outcome,
            date=_date(event),
            lasted_days=_lasted(event),
            same=same,
            source=event.citation.source,
        )
        for event, same in ranked[:_PRECEDENTS]
    )


def happenings(desk: Desk, subject: Subject, notices: Sequence[Notice]) -> tuple[Happening, ...]:
    """What was announced, took effect or was eased on the very flows in the months looked at, in order of time."""
    events = (event for event in desk.facts.events if _distance(_alike(event, subject)) == 0)
    marks = [mark for event in events for mark in _of_event(event)]
    marks += [mark for notice in notices for mark in _of_notice(notice)]
    inside = [mark for mark in marks if subject.first <= mark.date.first <= subject.last]
    return tuple(sorted(inside, key=lambda mark: (mark.date.first, mark.title))[-_MARKS:])


def published(desk: Desk, subject: Subject) -> tuple[Published, ...]:
    """Figures of months that were published on the items and the exporter, in order of time."""
    codes = {code for code, _ in subject.codes}
    rows = (
        row
        for row in desk.facts.press_points
        if (row.item in subject.items or (row.code or "")[:6] in codes)
        and subject.exporter in (None, row.exporter)
        and (subject.importer is None or row.importer in (None, subject.importer))
        and row.period.days <= 31
        and subject.first <= row.period.start.first <= subject.last
    )
    return tuple(
        Published(
            item=row.item,
            exporter=row.exporter,
            importer=row.importer,
            period=row.period,
            value=row.value,
            unit=row.unit,
            note=row.note,
            source=row.citation.source,
        )
        for row in sorted(rows, key=_series)
    )


def blindness(desk: Desk, subject: Subject) -> tuple[Blindness, ...]:
    """How well the codes show each of their items, as the nomenclature of the time has it."""
    return tuple(
        Blindness(item=row.item, code=code, signal=row.signal, reason=row.reason, source=row.citation.source)
        for code, edition in subject.codes
        for row in items_of(desk, code, edition, subject.last)
    )


def _alike(event: Event, subject: Subject) -> tuple[str, ...]:
    codes = {code for code, _ in subject.codes}
    shares_item = bool({*event.items} & {*subject.items} or {*event.codes} & codes)
    is_exporter = subject.exporter is not None and event.exporter == subject.exporter
    return (*(("item",) if shares_item else ()), *(("exporter",) if is_exporter else ()))


def _distance(same: Sequence[str]) -> int:
    """0 for the same flows, then the same item from elsewhere, then other items of the exporter; of all where none."""
    return 2 * ("item" not in same) + ("exporter" not in same)


def _is_at_hand(event: Event, subject: Subject) -> bool:
    """Whether an event on the very flows took effect in the months before the card: it is the matter, no precedent."""
    return _distance(_alike(event, subject)) == 0 and (subject.last - _date(event).first).days <= _AT_HAND_DAYS


def _date(event: Event) -> PartialDate:
    return event.effective or event.announced or event.citation.as_of


def _series(row: Figure) -> tuple[str, str, str, dt.date]:
    """Figures of one item, importer and statistics together; what a note adds after a semicolon is of one month."""
    statistics, _, _ = (row.note or "").partition(";")
    return (row.item or "", row.importer or "", statistics, row.period.start.first)


def _begun(event: Event) -> dt.date:
    return (event.announced or _date(event)).first


def _lasted(event: Event) -> int | None:
    """Days from the effect to the first relief, where both are known to the month."""
    if event.effective is None or event.eased is None:
        return None
    if Precision.YEAR in (event.effective.precision, event.eased.precision):
        return None
    return max((event.eased.first - event.effective.first).days, 0)


def _of_event(event: Event) -> Iterator[Happening]:
    if event.announced and event.announced != event.effective:
        yield Happening(date=event.announced, what=said("announced"), title=event.title)
    if event.effective:
        yield Happening(date=event.effective, what=said("in force"), title=event.title)
    if event.eased:
        yield Happening(date=event.eased, what=said("first relief"), title=event.title)


def _of_notice(notice: Notice) -> Iterator[Happening]:
    if notice.announced and notice.announced != notice.effective:
        yield Happening(date=notice.announced, what=said("notice"), title=notice.what)
    if notice.effective:
        yield Happening(date=notice.effective, what=said("to take effect"), title=notice.what)
