"""The inbox: alerts by probability x consequence, narrowed by what somebody wants to see, page by page."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haechi.app import alerting
from haechi.app.alert_subjects import Subject, Subjects, title
from haechi.app.desk import Desk
from haechi.app.lives import told
from haechi.app.naming import Naming
from haechi.app.report import Row
from haechi.brief.messages import Messages
from haechi.errors import InputError
from haechi.model.alert import Alert, AlertState
from haechi.model.label import Label, labels
from haechi.model.signal import AlertLevel
from haechi.sentence import Said, said
from haechi.store import labels as label_store
from haechi.watch.life import LIVE, taken_by

PAGE = 100
STATES = ("live", *(state.value for state in AlertState), "all")
LEVELS = tuple(level.value for level in AlertLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see; nothing given narrows nothing.

    `state` is `live`, `all` or one state; `text` stands anywhere in the title, the id, the names or the last note.
    """

    state: str = "live"
    item: str = ""
    exporter: str = ""
    importer: str = ""
    level: str = ""
    label: str = ""
    is_mine: bool = False
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """A page of alerts: rows, how many there are of them in all, and of how many alerts they were chosen."""

    rows: tuple[Row, ...]
    total: int
    known: int
    page: int
    pages: int
    first: int
    last: int
    labels: tuple[str, ...]
    note: Said | None


def inbox(desk: Desk, wanted: Wanted, *, who: str, language: str = "en") -> Inbox:
    """A page of the alerts that somebody wants to see, the most pressing first; the last page where there are fewer.

    Raises
    ------
    InputError
        If a state or a level is not one that there is.
    UnknownName
        If an item or an economy is not in the tables.
    """
    known, marked = _known(desk, who)
    subjects, naming = Subjects.at(desk), Naming(facts=desk.facts, language=language)
    ranked = sorted(_chosen(desk, wanted, known, marked, subjects, naming, who), key=alerting.pressing)
    pages = max(1, math.ceil(len(ranked) / PAGE))
    page = min(wanted.page, pages)
    first = (page - 1) * PAGE
    shown = ranked[first : first + PAGE]
    return Inbox(
        rows=tuple(_row(alert, subjects.of(alert), naming, marked.get(alert.id, [])) for alert in shown),
        total=len(ranked),
        known=len(known),
        page=page,
        pages=pages,
        first=first + 1 if shown else 0,
        last=first + len(shown),
        labels=tuple(sorted({label.text for found in marked.values() for label in found})),
        note=_note(known, ranked),
    )


def _known(desk: Desk, who: str) -> tuple[tuple[Alert, ...], dict[str, list[Label]]]:
    """Every alert as it stood on the day, and the labels that somebody sees on each."""
    if desk.workspace is None:
        return (), {}
    with desk.register() as register, register.reading() as connection:
        known = told(desk, connection)
        marked = labels(label_store.history(connection), who=who, as_of=desk.end_of_day)
    return known, dict(marked)


def _chosen(
    desk: Desk,
    wanted: Wanted,
    known: Sequence[Alert],
    marked: dict[str, list[Label]],
    subjects: Subjects,
    naming: Naming,
    who: str,
) -> Iterator[Alert]:
    _check(wanted)
    item = desk.facts.item(wanted.item).id if wanted.item else None
    exporter = desk.facts.economy(wanted.exporter).iso3 if wanted.exporter else None
    importer = desk.facts.economy(wanted.importer).iso3 if wanted.importer else None
    for alert in known:
        is_wanted = (
            _is_in(alert, wanted.state)
            and (not wanted.level or alert.acts[-1].level == wanted.level)
            and (not wanted.is_mine or taken_by(alert) == who)
            and (not wanted.label or any(label.text == wanted.label for label in marked.get(alert.id, [])))
        )
        if not is_wanted:
            continue
        if item or exporter or importer or wanted.text:
            subject = subjects.of(alert)
            if item and item not in subject.items:
                continue
            if exporter and subject.exporter != exporter:
                continue
            if importer and importer not in subject.importers:
                continue
            if wanted.text and not _holds(wanted.text, alert, subject, naming):
                continue
        yield alert


def _check(wanted: Wanted) -> None:
    if wanted.state not in STATES:
        raise InputError(f"{wanted.state!r} is no state of an alert; use one of {', '.join(STATES)}")
    if wanted.level and wanted.level not in LEVELS:
        raise InputError(f"{wanted.level!r} is no level; use one of {', '.join(LEVELS)}")


def _is_in(alert: Alert, state: str) -> bool:
    return state == "all" or (alert.state in LIVE if state == "live" else alert.state == state)


def _holds(text: str, alert: Alert, subject: Subject, naming: Naming) -> bool:
    last = alert.acts[-1]
    told = Messages("en").put(title(subject, naming))
    parts = (told, alert.id, last.note, last.who, subject.exporter, *subject.importers, *subject.items)
    return text.casefold().strip() in "\n".join(filter(None, parts)).casefold()


def _row(alert: Alert, subject: Subject, naming: Naming, marks: Sequence[Label]) -> Row:
    return {
        **alerting.standing(alert),
        "title": title(subject, naming),
        "items": subject.items,
        "exporter": subject.exporter,
        "importers": subject.importers,
        "labels": marks,
    }


def _note(known: Sequence[Alert], ranked: Sequence[Alert]) -> Said | None:
    if not known:
        return said("There are no alerts yet: the watch opens them on data, and a notice that is entered opens one.")
    if not ranked:
        return said("None of the {known} alerts is of that kind; widen the choice.", known=len(known))
    if alerting.priority(ranked[0].acts[-1]) is None:
        return said(
            "An alert whose probability or consequence is not known, as on a notice, stands first: unknown is not zero."
        )
    return None
