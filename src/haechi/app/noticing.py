"""`haechi notice`: what somebody announced or reported goes into the register, opens an alert and shows its reach."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from haechi.app import stakes
from haechi.app.desk import Desk
from haechi.app.implications import implications, items, remarks
from haechi.app.report import Report, Row
from haechi.errors import HaechiError, InputError, UnknownName
from haechi.flows.editions import in_force
from haechi.model.alert import alerts
from haechi.model.dates import PartialDate
from haechi.model.notice import ENDED, Notice, NoticeState, latest
from haechi.sentence import said
from haechi.store import acts, notices
from haechi.store.register import Connection
from haechi.watch.life import alert_of, heed

_ASKED = {
    "exporter": said("a notice names no exporter; name the economy that supplies, such as JPN"),
    "what": said("a notice says nothing; write in a sentence what was announced"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one call of `haechi notice add` or `change` gives; None or nothing where nothing was given."""

    items: Sequence[str] = ()
    codes: Sequence[str] = ()
    exporter: str | None = None
    importers: Sequence[str] = ()
    what: str | None = None
    announced: str | None = None
    effective: str | None = None
    state: NoticeState | None = None
    note: str | None = None
    source: str
    who: str


def add(desk: Desk, entry: Entry, *, at: dt.datetime) -> Report:
    """Enter a notice, open its alert, and show what it leads to.

    Raises
    ------
    UnknownName
        If an item or an economy is not in the tables.
    InputError
        If it was announced in the future, or breaks a rule of `Notice`.
    """
    with desk.register() as register, register.writing() as connection:
        added = put(desk, connection, entry, at=at)
    return _card(desk, "add", [added])


def put(desk: Desk, connection: Connection, entry: Entry, *, at: dt.datetime) -> Notice:
    """Enter a notice and open its alert, in a transaction that writes more than that; errors are those of `add`."""
    added = notices.add(connection, _first(desk, entry, at))
    if act := heed(added, None, None, consequence=_consequence(desk, added)):
        acts.add(connection, [act])
    return added


def foreseen(desk: Desk, entry: Entry, *, at: dt.datetime) -> Report:
    """What a notice would lead to, without entering it; raise as `add` does."""
    return _card(desk, "add", [_first(desk, entry, at)])


def faults(desk: Desk, entry: Entry, *, at: dt.datetime) -> Mapping[str, str]:
    """What is wrong with an entry of a new notice, in a sentence for each of its fields; empty where nothing is."""
    found: dict[str, str] = {}
    sound = Entry(items=(next(iter(desk.facts.item_by_id)),), exporter="WLD", what="-", source="-", who=entry.who)
    for field in fields(Entry):
        is_spared = field.name == "items" and not entry.items and entry.codes
        given = {} if is_spared else {field.name: getattr(entry, field.name)}
        if field.name == "effective" and "announced" not in found:
            given["announced"] = entry.announced
        try:
            _first(desk, replace(sound, **given), at)
        except HaechiError as error:
            found[field.name] = error.sentence
    return found


def change(desk: Desk, number: int, entry: Entry, *, at: dt.datetime) -> Report:
    """Enter a new version of a notice; what is not given stays as it was.

    Raises
    ------
    UnknownName
        If there is no such notice, or an item or an economy is not in the tables.
    InputError
        If nothing would change, or the new version breaks a rule of `Notice`.
    """
    given = _read(desk, entry)
    if not given:
        raise InputError(
            said(
                "nothing of notice {number} would change; give --state, --effective or another of its options",
                number=number,
            )
        )
    with desk.register() as register, register.writing() as connection:
        before = _version(notices.versions(connection, number=number), number)
        notice = replace(before, id=0, who=entry.who, at=at, source=entry.source, **given)
        added = notices.add(connection, notice)
        known = alerts(acts.history(connection, alert=alert_of(added)))
        if act := heed(added, before, known[0] if known else None, consequence=_consequence(desk, added)):
            acts.add(connection, [act])
        versions = notices.versions(connection, number=number)
    return _card(desk, "change", versions)


def show(desk: Desk, number: int) -> Report:
    """A notice as it stood on the day, its versions, and what it leads to."""
    versions = [row for row in _versions(desk) if row.number == number]
    _version(versions, number)
    return _card(desk, "show", versions)


def every(desk: Desk, *, item: str | None, only_open: bool) -> Report:
    """Notices as they stood on the day, the newest first."""
    wanted = desk.facts.item(item).id if item is not None else None
    versions = _versions(desk)
    rows = [
        _row(desk, [row for row in versions if row.number == notice.number])
        for notice in sorted(latest(versions).values(), key=lambda notice: notice.number, reverse=True)
        if not (only_open and notice.state in ENDED)
        if wanted is None or wanted in items(desk, notice)
    ]
    return Report(
        command="notice list",
        as_of=desk.as_of,
        rows=rows,
        notes=() if rows else (_nothing(versions, wanted, only_open=only_open),),
        parameters={"item": wanted, "open": only_open},
        sources=tuple(sorted({str(row["source"]) for row in rows})),
    )


def _first(desk: Desk, entry: Entry, at: dt.datetime) -> Notice:
    """The first version of a notice, not yet numbered."""
    for name in ("exporter", "what"):
        if not (getattr(entry, name) or "").strip():
            raise InputError(_ASKED[name])
    absent = {"announced": None, "effective": None, "note": None, "items": (), "codes": (), "importers": ()}
    given = absent | {"state": NoticeState.ANNOUNCED} | _read(desk, entry)
    return Notice(id=0, number=0, who=entry.who, at=at, source=entry.source, **given)


def _read(desk: Desk, entry: Entry) -> dict[str, Any]:
    """What was given, checked against the tables and the calendar."""
    facts = desk.facts
    announced, effective = (_date(text) for text in (entry.announced, entry.effective))
    if announced is not None and announced.first > desk.today:
        raise InputError(
            said(
                "announced {announced} lies ahead of today, {day}; only what takes effect may",
                announced=announced,
                day=desk.today,
            )
        )
    read = {
        "items": tuple(dict.fromkeys(facts.item(name).id for name in entry.items)),
        "codes": tuple(dict.fromkeys(code.replace(".", "").strip() for code in entry.codes)),
        "exporter": facts.economy(entry.exporter).iso3 if entry.exporter is not None else None,
        "importers": tuple(dict.fromkeys(desk.importer(name) for name in entry.importers)),
        "what": entry.what,
        "announced": announced,
        "effective": effective,
        "state": entry.state,
        "note": entry.note,
    }
    return {name: value for name, value in read.items() if value is not None and value != ()}


def _date(text: str | None) -> PartialDate | None:
    """A date since there have been customs codes that could be watched."""
    if text is None:
        return None
    date = PartialDate.parse(text)
    in_force(date.first)
    return date


def _versions(desk: Desk) -> tuple[Notice, ...]:
    """Every version that had been entered by the day; none without a workspace."""
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        known = notices.versions(connection)
    return tuple(row for row in known if row.at <= desk.end_of_day)


def _version(versions: Sequence[Notice], number: int) -> Notice:
    found = latest(versions).get(number)
    if found is None:
        raise UnknownName(
            said("there is no notice {number}; run `haechi notice list` for those that were entered", number=number)
        )
    return found


def _card(desk: Desk, command: str, versions: Sequence[Notice]) -> Report:
    notice = latest(versions)[versions[-1].number]
    row = {**_row(desk, versions), **implications(desk, notice), "versions": [_version_row(row) for row in versions]}
    return Report(
        command=f"notice {command}",
        as_of=desk.as_of,
        rows=[row],
        notes=tuple(remarks(desk, notice)),
        parameters={"number": notice.number},
        sources=tuple(sorted(set(_sources(row)))),
    )


def _row(desk: Desk, versions: Sequence[Notice]) -> Row:
    notice = latest(versions)[versions[-1].number]
    return {
        "number": notice.number,
        "alert": alert_of(notice),
        "about": items(desk, notice),
        "changes": len(versions) - 1,
        **_version_row(notice),
    }


def _version_row(notice: Notice) -> Row:
    return {
        "state": notice.state,
        "items": notice.items,
        "codes": notice.codes,
        "exporter": notice.exporter,
        "importers": notice.importers,
        "what": notice.what,
        "announced": notice.announced,
        "effective": notice.effective,
        "who": notice.who,
        "at": notice.at.isoformat(timespec="seconds"),
        "source": notice.source,
        "note": notice.note,
    }


def _nothing(versions: Sequence[Notice], item: str | None, *, only_open: bool) -> str:
    if not versions:
        return said("No notice was entered yet; `haechi notice add` takes one.")
    if only_open:
        return (
            said("No notice on {item} is open; leave out --open for those that ended.", item=item)
            if item
            else said("No notice is open; leave out --open for those that ended.")
        )
    return said("No notice on {item}.", item=item) if item else said("No notice.")


def _sources(value: object) -> list[str]:
    """Every source that a row and the rows in it name."""
    if isinstance(value, dict):
        own = [value["source"]] if "source" in value else []
        return [*own, *(name for inner in value.values() for name in _sources(inner))]
    return [name for inner in value for name in _sources(inner)] if isinstance(value, list) else []


def _consequence(desk: Desk, notice: Notice) -> float:
    """Consequence of a stop of what a notice names, as its card weighs it."""
    return stakes.weigh(desk, stakes.node_of(notice), items(desk, notice)).value
