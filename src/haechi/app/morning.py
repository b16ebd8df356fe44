"""Today: what changed since the last release, which notices come next, how fresh the data are, what is unseen."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from haechi.app import alerting, reminding
from haechi.app.alert_subjects import Subjects, title
from haechi.app.blind_spots import BlindSpot, blind_spots
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.naming import Naming
from haechi.app.report import Row
from haechi.flows.freshness import freshness
from haechi.model.alert import Act, Alert
from haechi.model.notice import ENDED, Notice
from haechi.watch.life import LIVE, WATCH, since_opened

MOST = 6  # rows of a part
CHANGES = ("new", "persisting", "cleared", "withdrawn", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Alerts to which the same happened since the last release: the most pressing of them, and how many in all."""

    what: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The page of the day. `since` is the day of the last release, None where no data were watched."""

    since: dt.date | None
    changes: tuple[Change, ...]
    notices: tuple[Row, ...]
    notices_in_all: int
    sources: tuple[Row, ...]
    late: tuple[Row, ...]
    late_in_all: int
    unseen: tuple[BlindSpot, ...]
    names: Mapping[str, str]


def morning(desk: Desk, *, language: str = "en", since: dt.date | None = None) -> Morning:
    """Everything that the page of the day shows, as of the day of the desk.

    `since` is the day from which changes count; None: that of the newest publication that the watch had seen.
    """
    known = lives(desk)
    naming = Naming(facts=desk.facts, language=language)
    subjects = Subjects.at(desk)
    start = since or last_release(known)
    digest = reminding.digest(desk).rows
    due = list(_dates(desk, subjects, naming))
    return Morning(
        since=start,
        changes=tuple(_changes(known, start, subjects, naming)),
        notices=tuple(due[:MOST]),
        notices_in_all=len(due),
        sources=tuple(_sources(desk)),
        late=tuple(digest[:MOST]),
        late_in_all=len(digest),
        unseen=blind_spots(desk, language=language),
        names={item.id: naming.item(item.id) for item in desk.facts.items},
    )


def last_release(known: Sequence[Alert]) -> dt.date | None:
    """The day of the newest publication that an act of the watch stands on."""
    seen = (act.vintage for alert in known for act in alert.acts if act.who == WATCH and act.vintage)
    return max(seen, default=None)


def change_of(alert: Alert, since: dt.date | None) -> str | None:
    """What happened to an alert since a day: new, persisting, cleared, withdrawn or closed; None if it ended before.

    What the watch did counts from the publication that it saw, what people did from the day on which they did it.
    """
    last = alert.acts[-1]
    if last.state in LIVE:
        return "new" if since is None or _day(since_opened(alert).opened) >= since else "persisting"
    if since is not None and _day(last) < since:
        return None
    return str(last.state)


def _day(act: Act) -> dt.date:
    return act.vintage if act.who == WATCH and act.vintage else act.at.astimezone().date()


def _changes(known: Sequence[Alert], since: dt.date | None, subjects: Subjects, naming: Naming) -> Iterator[Change]:
    by_change: dict[str, list[Alert]] = {name: [] for name in CHANGES}
    for alert in known:
        if (found := change_of(alert, since)) is not None:
            by_change[found].append(alert)
    for name, held in by_change.items():
        ranked = sorted(held, key=alerting.pressing)[:MOST]
        rows = ({**alerting.standing(alert), "title": title(subjects.of(alert), naming)} for alert in ranked)
        yield Change(what=name, count=len(held), rows=tuple(rows))


def _dates(desk: Desk, subjects: Subjects, naming: Naming) -> Iterator[Row]:
    """Notices that have not ended: those to take effect next first, then those in effect, the newest first."""
    held = [notice for notice in subjects.notices.values() if notice.state not in ENDED]

    def order(notice: Notice) -> tuple[bool, int]:
        ahead = _is_ahead(notice, desk.as_of)
        day = notice.effective.first if notice.effective else notice.at.date()
        return (not ahead, day.toordinal() if ahead else -day.toordinal())

    for notice in sorted(held, key=order):
        yield {
            "number": notice.number,
            "state": notice.state,
            "what": notice.what,
            "exporter": naming.economy(notice.exporter),
            "importers": [naming.economy(name) for name in notice.importers],
            "announced": notice.announced,
            "effective": notice.effective,
            "days_ahead": _days_ahead(notice, desk.as_of),
            "source": notice.source,
        }


def _is_ahead(notice: Notice, day: dt.date) -> bool:
    return notice.effective is not None and notice.effective.last >= day


def _days_ahead(notice: Notice, day: dt.date) -> int | None:
    """Days until it takes effect at the earliest; None where it has or where that is not known."""
    if notice.effective is None or notice.effective.first < day:
        return None
    return (notice.effective.first - day).days


def _sources(desk: Desk) -> Iterator[Row]:
    """How fresh each source and length of period is, the latest first."""
    held: dict[tuple[str, str, int], list[tuple[str, dt.date]]] = {}
    for manifest in desk.lake.loads() if desk.workspace is not None else ():
        if manifest.subject == "flows":
            for file in manifest.files:
                key = (manifest.source, manifest.basis, len(file.period))
                held.setdefault(key, []).append((file.period, file.vintage))
    for (source, basis, _), published in sorted(held.items(), key=_newest, reverse=True):
        if found := freshness(published, desk.as_of):
            yield {
                "source": source,
                "basis": basis,
                "period": found.period,
                "published": found.published,
                "lag_days": found.lag_days,
                "expected": found.expected,
                "late_days": found.late_days,
                "releases": found.releases,
            }


def _newest(entry: tuple[tuple[str, str, int], list[tuple[str, dt.date]]]) -> dt.date:
    return max(day for _, day in entry[1])
