"""`haechi watch ITEM`: every node of an item in a month judged, and the card of the one that matters most."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from haechi.app import alert_document, carding, code_items, item_flows, judged_flows, notified, panels
from haechi.app.alert_document import Shown
from haechi.app.desk import Desk
from haechi.app.implications import items
from haechi.app.item_flows import Flow, Wanted
from haechi.app.judged_flows import Judged
from haechi.app.report import Report, Row
from haechi.errors import NotCovered
from haechi.model.notice import Notice
from haechi.model.signal import Signal
from haechi.sentence import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(item_flows.Question):
    """What is asked of an item, besides its flows.

    forms : documents to write of the first node, `html` and `pdf`; none where empty
    is_shown : whether a page shows the first node
    most : rows that are answered; None: all
    """

    forms: tuple[str, ...] = ()
    is_shown: bool = False
    most: int | None = None
    folder: Path | None = None
    language: str = "en"


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
    asked = item_flows.wanted(desk, question)
    speaking = _speaking(desk, asked.item)
    flows = _flows(desk, question, asked, speaking)
    judged = judged_flows.by_source(desk, flows, speaking)
    documents, lacking = _documents(desk, question, flows, judged, speaking) if question.forms else ([], ())
    report = Report(
        command="watch item",
        as_of=desk.as_of,
        rows=_rows(desk, flows[: question.most], judged),
        notes=(*_notes(desk, asked.item, flows, judged, speaking, documents), *lacking),
        parameters={
            "item": asked.item,
            "exporter": asked.exporter,
            "importer": asked.importer,
            "documents": documents,
            "notices": [notice.number for notice in speaking],
        },
        sources=tuple(dict.fromkeys(flow.held.stream.source for flow in flows)),
        vintages=tuple(dict.fromkeys(_of(judged, flow).view.vintage.isoformat() for flow in flows)),
    )
    if not flows or not question.is_shown:
        return report, None
    return report, alert_document.shown(desk, _of(judged, flows[0]), flows[0], question.language)


def unjudged(desk: Desk, question: item_flows.Question) -> list[Flow]:
    """Flows of an item in a month as they came; none where only notices speak of it.

    Raises
    ------
    UnknownName, NotCovered, InputError
        As `watched_item` does.
    """
    asked = item_flows.wanted(desk, question)
    return _flows(desk, question, asked, _speaking(desk, asked.item))


def _speaking(desk: Desk, item: str) -> list[Notice]:
    """Notices that have not ended and speak of the item."""
    return [notice for notice in notified.open_notices(desk) if item in items(desk, notice)]


def _flows(desk: Desk, question: item_flows.Question, asked: Wanted, speaking: Sequence[Notice]) -> list[Flow]:
    try:
        found = item_flows.flows(desk, question)
    except NotCovered:
        if not speaking:
            raise
        return []
    if not found and not speaking:
        codes = sorted({row.code for row in desk.facts.codes_by_item.get(asked.item, ())})
        raise NotCovered(
            f"no months of {asked} are in the data and no notice speaks of it: load monthly flows of its codes "
            f"({', '.join(codes) or 'none is known'})"
        )
    return found


def _of(judged: Mapping[str, Judged], flow: Flow) -> Judged:
    return judged[panels.name_of(flow.held.stream)]


def _rows(desk: Desk, flows: Sequence[Flow], judged: Mapping[str, Judged]) -> list[Row]:
    """A row for each flow, in their order; those of one source are judged together."""
    signals: dict[tuple[str, int], Signal] = {}
    for name, found in judged.items():
        own = [flow for flow in flows if panels.name_of(flow.held.stream) == name]
        signals |= {(name, flow.index): signal for flow, signal in zip(own, found.of(own), strict=True)}
    return [
        _row(desk, _of(judged, flow), flow, signals[panels.name_of(flow.held.stream), flow.index]) for flow in flows
    ]


def _row(desk: Desk, judged: Judged, flow: Flow, signal: Signal) -> Row:
    is_judged = judged.is_judged(flow)
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
        "basis": judged.view.stream.basis,
        "vintage": judged.view.vintage,
        "sources": [judged.view.stream.source],
    }


def _documents(
    desk: Desk,
    question: Question,
    flows: Sequence[Flow],
    judged: Mapping[str, Judged],
    speaking: Sequence[Notice],
) -> tuple[list[Row], tuple[str, ...]]:
    """The card of the first node, or of the newest notice where no data show the item."""
    folder = question.folder or desk.place.outbox
    if flows:
        dossier = alert_document.of_flow(desk, _of(judged, flows[0]), flows[0], question.language)
    else:
        dossier = carding.of_notice(desk, max(speaking, key=lambda notice: notice.number), language=question.language)
    return carding.write(dossier, folder, forms=question.forms, language=question.language)


def _notes(
    desk: Desk,
    item: str,
    flows: Sequence[Flow],
    judged: Mapping[str, Judged],
    speaking: Sequence[Notice],
    documents: Sequence[Row],
) -> Iterator[str]:
    for name, found in judged.items():
        yield _verdict(desk, item, name, found)
    for notice in speaking:
        yield said(
            "Notice {number} ({state}): {what}; see `haechi notice show {number}`.",
            number=notice.number,
            state=notice.state,
            what=notice.what,
        )
    of_codes = {(flow.node.code, flow.node.edition): flow for flow in flows}.values()
    pooled = {other for flow in of_codes for other in _pooled(desk, flow)} - {item}
    if pooled:
        names = ", ".join(sorted(desk.facts.item_by_id[other].names.en for other in pooled))
        name = desk.facts.item_by_id[item].names.en
        yield said(
            "The code pools {item} with {others}: a stop of one can hide among the others.", item=name, others=names
        )
    if not flows:
        yield said("No months of {item} are in the data: only notices speak of it.", item=item)
    for row in documents:
        yield said("Written: {file}", file=row["file"])


def _verdict(desk: Desk, item: str, name: str, judged: Judged) -> str:
    """What the watch says of the item in the month of a source."""
    view, month = judged.view, judged.view.period
    day = dt.date.fromisoformat(f"{month}-01")
    own = [row for row in judged.signals if item in code_items.items_of_node(desk, row.node, day)]
    if np.isnan(view.watched.judgement.p[view.month]).all():
        return said(
            "{source}, {month}: not judged: January waits for February, and history must be long enough.",
            source=name,
            month=month,
        )
    if not own:
        return said("{source}, {month}: no signal.", source=name, month=month)
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
    return said("{source}, {month}: {signals}.", source=name, month=month, signals=told)


def _pooled(desk: Desk, flow: Flow) -> tuple[str, ...]:
    return code_items.items_of_node(desk, flow.node, dt.date.fromisoformat(f"{flow.period}-01"))
