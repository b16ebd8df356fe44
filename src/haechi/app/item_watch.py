"""`haechi watch ITEM`: every node of an item in a month, and the card of the one that matters most."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from haechi.app import alert_document, carding, code_items, notified, panels
from haechi.app.alert_document import Shown
from haechi.app.desk import Desk
from haechi.app.implications import items
from haechi.app.panels import History
from haechi.app.report import Report, Row
from haechi.errors import NotCovered
from haechi.model.notice import Notice
from haechi.model.signal import Level, Signal
from haechi.sentence import said
from haechi.watch.decision import as_signals, index_of
from haechi.watch.pooling import LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of an item.

    month : 2023-11, or None for the newest
    exporter, importer : sides that the nodes must have, or None
    source : one source of months, or None for all
    forms : documents to write of the first node, `html` and `pdf`; none where empty
    is_shown : whether a page shows the first node
    """

    item: str
    month: str | None = None
    exporter: str | None = None
    importer: str | None = None
    source: str | None = None
    forms: tuple[str, ...] = ()
    is_shown: bool = False
    folder: Path | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A node of a view in a month."""

    view: History
    month: int
    index: int


def watch_item(desk: Desk, question: Question) -> Report:
    """Nodes of an item, sums before pairs and what moved most money first, with the notices on it."""
    return watched_item(desk, question)[0]


def watched_item(desk: Desk, question: Question) -> tuple[Report, Shown | None]:
    """Nodes of an item, and what a page shows of the first of them; None where only notices speak of it.

    Raises
    ------
    UnknownName
        If the item, an economy or the source is not known.
    NotCovered
        If no months of the item's codes are held, or none had been published by the day, and no notice speaks of it.
    InputError
        If the month is not among those held.
    """
    item = desk.facts.item(question.item).id
    sides = [None if name is None else desk.facts.economy(name).iso3 for name in (question.exporter, question.importer)]
    speaking = [notice for notice in notified.open_notices(desk) if item in items(desk, notice)]
    views = _views(desk, question, is_needed=not speaking)
    places = sorted(_places(desk, question, views, item, *sides), key=_rank)
    if not places and not speaking:
        codes = sorted({row.code for row in desk.facts.codes_by_item.get(item, ())})
        raise NotCovered(
            f"no months of {_flow(item, *sides)} are in the data and no notice speaks of it: load monthly flows of its "
            f"codes ({', '.join(codes) or 'none is known'})"
        )
    documents, lacking = _documents(desk, question, places, speaking) if question.forms else ([], ())
    report = Report(
        command="watch item",
        as_of=desk.as_of,
        rows=_rows(desk, places),
        notes=(*_notes(desk, item, places, speaking, documents), *lacking),
        parameters={
            "item": item,
            "exporter": sides[0],
            "importer": sides[1],
            "documents": documents,
            "notices": [notice.number for notice in speaking],
        },
        sources=tuple(dict.fromkeys(place.view.stream.source for place in places)),
        vintages=tuple(dict.fromkeys(place.view.vintage.isoformat() for place in places)),
    )
    if not places or not question.is_shown:
        return report, None
    first = places[0]
    return report, alert_document.shown(desk, first.view, first.month, first.index, speaking, question.language)


def _views(desk: Desk, question: Question, *, is_needed: bool) -> Sequence[History]:
    """The sources that hold the month; none where nothing is held and that is no matter."""
    try:
        views = panels.histories(desk, panels.settings(desk), source=question.source)
    except NotCovered:
        if is_needed:
            raise
        return ()
    wanted = question.month
    return [view for view in views if wanted is None or wanted in map(str, view.months)] or views


def _places(
    desk: Desk, question: Question, views: Sequence[History], item: str, exporter: str | None, importer: str | None
) -> Iterator[_Place]:
    for view in views:
        month = view.month if question.month is None else index_of(view.watched, question.month)
        day = view.months[month].astype(dt.date)
        nodes = view.watched.nodes
        keys = list(zip(nodes.codes.tolist(), nodes.editions.tolist(), strict=True))
        of_item = {key for key in set(keys) if item in code_items.items_of_code(desk, *key, day)}
        wanted = np.array([key in of_item for key in keys], dtype=bool)
        for names, name in ((nodes.exporters, exporter), (nodes.importers, importer)):
            if name is not None:
                wanted &= names == name
        yield from (_Place(view=view, month=month, index=int(index)) for index in np.flatnonzero(wanted))


def _flow(item: str, exporter: str | None, importer: str | None) -> str:
    return f"{item}{f' from {exporter}' if exporter else ''}{f' to {importer}' if importer else ''}"


def _rank(place: _Place) -> tuple[bool, float, int]:
    """Sums before pairs, and of each what moved most money first."""
    watched = place.view.watched
    (expected,) = watched.evidence.value.expected(place.month, np.array([place.index]))
    moved = float(np.nan_to_num(watched.nodes.judged_value[place.month, place.index] - expected))
    return (LEVELS[watched.nodes.level[place.index]] is Level.PAIR, -abs(moved), place.index)


def _rows(desk: Desk, places: Sequence[_Place]) -> list[Row]:
    """A row for each place, in their order; those of one view are judged together."""
    signals: dict[tuple[str, int], Signal] = {}
    for view, month in {place.view.name: (place.view, place.month) for place in places}.values():
        indices = [place.index for place in places if place.view is view]
        found = as_signals(view.watched, month, indices, lambda _: False)
        signals |= {(view.name, index): signal for index, signal in zip(indices, found, strict=True)}
    return [_row(desk, place, signals[place.view.name, place.index]) for place in places]


def _row(desk: Desk, place: _Place, signal: Signal) -> Row:
    is_judged = bool(~np.isnan(place.view.watched.judgement.p[place.month, place.index]))
    return {
        "period": signal.period,
        "code": signal.node.code,
        "edition": signal.node.edition,
        "items": list(code_items.items_of_node(desk, signal.node, dt.date.fromisoformat(f"{signal.period}-01"))),
        "node": signal.node.level,
        "exporter": signal.node.exporter,
        "importer": signal.node.importer,
        "direction": signal.movement if is_judged else None,
        "is_judged": is_judged,
        "p_value": signal.p_value if is_judged else None,
        "q_value": signal.q_value if is_judged else None,
        "value_usd": signal.value_usd,
        "expected_usd": signal.expected,
        "band_usd": [signal.low, signal.high],
        "weight_kg": signal.weight_kg,
        "stratum": signal.stratum,
        "reasons": list(signal.reasons),
        "basis": place.view.stream.basis,
        "vintage": place.view.vintage,
        "sources": [place.view.stream.source],
    }


def _documents(
    desk: Desk, question: Question, places: Sequence[_Place], speaking: Sequence[Notice]
) -> tuple[list[Row], tuple[str, ...]]:
    """The card of the first node, or of the newest notice where no data show the item."""
    folder = question.folder or desk.place.outbox
    if places:
        place = places[0]
        dossier = alert_document.of_node(desk, place.view, place.month, place.index, speaking, question.language)
    else:
        dossier = carding.of_notice(desk, max(speaking, key=lambda notice: notice.number), language=question.language)
    return carding.write(dossier, folder, forms=question.forms, language=question.language)


def _notes(
    desk: Desk, item: str, places: Sequence[_Place], speaking: Sequence[Notice], documents: Sequence[Row]
) -> Iterator[str]:
    yield from _verdicts(desk, item, places, speaking)
    for notice in speaking:
        yield said(
            "Notice {number} ({state}): {what}; see `haechi notice show {number}`.",
            number=notice.number,
            state=notice.state,
            what=notice.what,
        )
    pooled = {other for place in places for other in _pooled(desk, place)} - {item}
    if pooled:
        names = ", ".join(sorted(desk.facts.item_by_id[other].names.en for other in pooled))
        name = desk.facts.item_by_id[item].names.en
        yield said(
            "The code pools {item} with {others}: a stop of one can hide among the others.", item=name, others=names
        )
    if not places:
        yield said("No months of {item} are in the data: only notices speak of it.", item=item)
    for row in documents:
        yield said("Written: {file}", file=row["file"])


def _verdicts(desk: Desk, item: str, places: Sequence[_Place], speaking: Sequence[Notice]) -> Iterator[str]:
    """What the watch says of the item in the month of each source."""
    for place in {(place.view.name, place.month): place for place in places}.values():
        view, month = place.view, str(place.view.months[place.month])
        day = view.months[place.month].astype(dt.date)
        signals = panels.decide(desk, view, place.month, speaking).signals
        own = [row for row in signals if item in code_items.items_of_node(desk, row.node, day)]
        if np.isnan(view.watched.judgement.p[place.month]).all():
            yield said(
                "{source}, {month}: not judged: January waits for February, and history must be long enough.",
                source=view.name,
                month=month,
            )
        elif own:
            told = tuple(
                said(
                    "{level} {movement}, {exporter} to {importer}",
                    level=row.level,
                    movement=row.movement,
                    exporter=row.node.exporter or said("all"),
                    importer=row.node.importer or said("all"),
                )
                for row in own
            )
            yield said("{source}, {month}: {signals}.", source=view.name, month=month, signals=told)
        else:
            yield said("{source}, {month}: no signal.", source=view.name, month=month)


def _pooled(desk: Desk, place: _Place) -> tuple[str, ...]:
    day = place.view.months[place.month].astype(dt.date)
    return code_items.items_of_node(desk, place.view.watched.nodes.node(place.index), day)
