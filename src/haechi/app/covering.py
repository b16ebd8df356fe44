"""`haechi cover`: stock, goods under way and licences against replacement, and the first line stop that follows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from haechi.app.desk import Desk
from haechi.app.entering import band
from haechi.app.imported import imports
from haechi.app.losing import Loss, Terms, is_supplied, loss
from haechi.app.report import Report, Row
from haechi.app.reserves import named
from haechi.app.stopping import assumed, bounds, dates, days, made_here
from haechi.app.stressing import CHAIN, Tick
from haechi.dependency.supply import WORLD
from haechi.errors import InputError
from haechi.model.estimate import Estimate
from haechi.reference.facts import Facts
from haechi.sentence import Said, said
from haechi.stress.cover import FirstStop, first_stops, readings, sentence
from haechi.stress.tested import untested

BOUND = said(
    "The bound is the day of the loss itself, without stock, goods under way, licences and replacement, with the part "
    "of output that then hangs on it: no stop is earlier. It is a bound and no forecast."
)
STOCKS = said(
    "Stocks that nobody entered stand at the low end (lean), the geometric middle (usual) and the high end (ample) of "
    "their usual band, which is mostly assumed. The earlier day of each has all else at its worst, for lines that "
    "live on the lost supplier alone, the later at its best, for lines that share and are helped by others."
)
LICENCES = said(
    "No open licence counts: nobody entered any, and a rule may end them (`haechi set --open-licence-days`)."
)
_MOST_MOVES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What `haechi cover` is asked.

    Parameters
    ----------
    economy : whose lines
    item : of what; None: every key item, ranked by its first stop
    supplier : who is lost, WLD for all suppliers; None: the largest of each item
    is_lost_to_all : whether other importers lose the supplier too, and turn to the same alternates
    depth, duration_days : part of its supply that is lost, and for how many days, each a figure or a band such as
        `30..90`; None: to an open end
    start, horizon_days : first day of the loss, and days that are looked at; None: the day asked for, and as usual
    """

    economy: str
    item: str | None = None
    supplier: str | None = None
    is_lost_to_all: bool = False
    depth: str = "1"
    duration_days: str | None = None
    start: dt.date | None = None
    horizon_days: int | None = None


def cover(desk: Desk, question: Question, tick: Tick) -> Report:
    """First stops with the bound: a row for each stage behind an item, or for each key item, the earliest first.

    Raises
    ------
    UnknownName
        If the item, the economy or the supplier is not known.
    InputError
        If the supplier is the economy itself, or a number is out of its range.
    """
    economy, item, supplier = _names(desk, question)
    terms = _terms(desk, question)
    held = imports(desk, economy, terms.start)
    asked = [item] if item else [row.id for row in desk.facts.items if row.is_key]
    losses: list[Loss] = []
    groups = _groups(desk.facts, economy)
    rows: list[Row] = []
    for place, name in enumerate(asked):
        tick(f"cover of {economy}", place, len(asked))
        if item or supplier is None or is_supplied(desk, name, economy, terms, supplier, flows=held.get(name)):
            losses.append(loss(desk, name, economy, terms, supplier=supplier, flows=held.get(name)))
            found = _rows(desk.facts, losses[-1], terms, groups)
            rows += found if item else found[:1]
    return Report(
        command="cover",
        as_of=desk.as_of,
        rows=rows if item else sorted(rows, key=_urgency),
        notes=(*_notes(desk, item, losses, rows), *untested({"horizon days": terms.horizon_days})),
        parameters={
            "economy": economy,
            "item": item,
            "from": supplier,
            "to_all": terms.is_lost_to_all,
            "depth": list(terms.depth),
            "duration_days": None if terms.duration_days is None else list(terms.duration_days),
            "start": terms.start,
            "horizon_days": terms.horizon_days,
            "headline": list(_headline(rows, terms)) if item else [],
        },
        sources=tuple(sorted({source for row in losses for source in row.met.sources})),
    )


def _names(desk: Desk, question: Question) -> tuple[str, str | None, str | None]:
    """Ids of the economy, of the item and of the supplier that are asked for."""
    economy = desk.importer(question.economy)
    item = None if question.item is None else desk.facts.item(question.item).id
    supplier = None if question.supplier is None else desk.supplier(question.supplier)
    if supplier == economy:
        raise InputError(
            said("{economy} cannot be lost as a supplier of itself; name another economy by --from", economy=supplier)
        )
    return economy, item, supplier


def _terms(desk: Desk, question: Question) -> Terms:
    horizon, duration = question.horizon_days, question.duration_days
    return Terms(
        depth=band(question.depth, "--depth"),
        duration_days=None if duration is None else band(duration, "--duration"),
        is_lost_to_all=question.is_lost_to_all,
        start=question.start or desk.as_of,
        horizon_days=int(desk.facts.preset("COVER")["horizon"]) if horizon is None else horizon,
    )


def _groups(facts: Facts, economy: str) -> Mapping[str, Sequence[str]]:
    """Items by stage, those first that a source names the economy for."""
    made = {row.item for row in facts.provisions if row.economy == economy}
    ordered = sorted(facts.items, key=lambda item: item.id not in made)
    return {stage.id: [item.id for item in ordered if item.stage == stage.id] for stage in facts.stages}


def _rows(facts: Facts, lost: Loss, terms: Terms, groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """A row for each stage that the loss reaches, the earliest stop first, of equal ones the nearest to the product."""
    reached = bounds(facts, lost.case)
    found = first_stops(lost.case, groups)
    position = {stage.id: stage.position for stage in facts.stages}
    order = sorted(found, key=lambda stage: (_all_days(found[stage]), -position[stage]))
    return [_row(facts, lost, terms, stage, found[stage], reached[found[stage].item].share_lost) for stage in order]


def _all_days(stop: FirstStop) -> tuple[float, ...]:
    return tuple(day for pair in stop.days.values() for day in pair)


def _row(facts: Facts, lost: Loss, terms: Terms, stage: str, stop: FirstStop, bound: Estimate) -> Row:
    early, late = readings(lost.case, lost.item)
    pairs = {assumption: days(pair) for assumption, pair in stop.days.items()}
    return {
        "economy": lost.case.economy,
        "item": lost.item,
        "name": facts.item_by_id[lost.item].names.en,
        "from": lost.supplier,
        "share_interval": [lost.share.low, lost.share.high],
        "stage": stage,
        "stops": stop.item,
        "stops_name": facts.item_by_id[stop.item].names.en,
        "made_here": made_here(facts, lost.case.economy, stop.item),
        **{f"{assumption}_stop_days": pair for assumption, pair in pairs.items()},
        **{f"{assumption}_stop_dates": dates(terms.start, pair) for assumption, pair in pairs.items()},
        "early_reading": early,
        "late_reading": late,
        "reason": stop.reason or None,
        "bound_days": 0.0,
        "bound_date": terms.start,
        "share_lost_interval": [bound.low, bound.high],
        "via": [step.supplier for step in stop.path],
        "assumed": list(assumed(lost.case, stop.path)),
        "matters_most": sentence(stop.moves, horizon_days=terms.horizon_days),
        "moves": [
            {
                "unknown": move.unknown.name,
                "low": move.unknown.low,
                "high": move.unknown.high,
                "stop_days": days((move.at_low, move.at_high)),
            }
            for move in stop.moves[:_MOST_MOVES]
        ],
    }


def _headline(rows: Sequence[Row], terms: Terms) -> Iterator[Said]:
    """The first stop of all, the bound beside it, and what matters most; nothing where the notes say why."""
    if not rows:
        return
    row = rows[0]
    where = said("{name} ({stage})", name=row["stops_name"], stage=row["stage"])
    spans = [_span(row, name) for name in ("lean", "usual", "ample")]
    if row["lean_stop_days"] == [None, None]:
        yield said(
            "{where}: no line stops within {days} days, whatever the stocks: {why}.",
            where=where,
            days=terms.horizon_days,
            why=row["reason"],
        )
    elif len(set(spans)) == 1:
        yield said("First line stop: {where}, {span}, under each assumption on stocks.", where=where, span=spans[0])
    else:
        yield said(
            "First line stop: {where}, {lean} with lean stocks, {usual} with usual, {ample} with ample.",
            where=where,
            lean=spans[0],
            usual=spans[1],
            ample=spans[2],
        )
    lost_ends: Sequence[float] = row["share_lost_interval"]  # type: ignore[assignment]
    yield said(
        "Bound, without stock, goods under way and replacement: {date} (day 0), {part} of the output.",
        date=terms.start,
        part=_between([said("{part:.0%}", part=end) for end in lost_ends]),
    )
    yield row["matters_most"]  # type: ignore[misc]


def _span(row: Row, assumption: str) -> Said:
    """The two ends of a first stop in words."""
    stops: Sequence[float | None] = row[f"{assumption}_stop_days"]  # type: ignore[assignment]
    when: Sequence[dt.date | None] = row[f"{assumption}_stop_dates"]  # type: ignore[assignment]
    return _between(
        [
            said("none") if day is None else said("{date} (day {n:.0f})", date=date, n=day)
            for day, date in zip(stops, when, strict=True)
        ]
    )


def _between(both: Sequence[Said]) -> Said:
    """From one to the other, or the one that both are."""
    first, last = both[0], both[-1]
    return first if first == last else said("{first} to {last}", first=first, last=last)


def _urgency(row: Row) -> tuple[object, ...]:
    """Known suppliers first; the earlier the stop, then the greater the part that hangs on it, the more urgent."""
    stops = (row[f"{name}_stop_days"] for name in ("lean", "usual", "ample"))
    ends = [float("inf") if day is None else day for pair in stops for day in pair]  # type: ignore[attr-defined]
    lost: Sequence[float] = row["share_lost_interval"]  # type: ignore[assignment]
    return (row["from"] is None, *ends, -lost[1], row["item"])


def _notes(desk: Desk, item: str | None, losses: Sequence[Loss], rows: Sequence[Row]) -> Iterator[Said]:
    yield from (_of_loss(desk.facts, losses[0], rows),) if item else _of_ranking(losses, rows)
    if not rows:
        return
    yield BOUND
    yield STOCKS
    yield CHAIN
    if not any(supply.licensed for lost in losses for supply in lost.case.supplies):
        yield LICENCES


def _of_loss(facts: Facts, lost: Loss, rows: Sequence[Row]) -> Said:
    """Who is lost with what share, or why nothing follows."""
    what = named(facts, lost.item)
    if not rows:
        return said("Nothing in the chain needs {item}: no line stops for want of it.", item=what)
    share = lost.share
    if lost.supplier is None:
        return said(
            "Nobody names a supplier of {item} abroad with a share: that of the largest is anything up to all.",
            item=what,
        )
    if lost.supplier == WORLD:
        return said("All that {economy} gets of {item} is lost.", economy=lost.case.economy, item=what)
    return said(
        "{supplier} is {part} of the {item} that {economy} gets ({sources}).",
        supplier=lost.supplier,
        part=_between([said("{part:.0%}", part=end) for end in (share.low, share.high)]),
        item=what,
        economy=lost.case.economy,
        sources=", ".join(lost.met.sources) or said("nobody published it"),
    )


def _of_ranking(losses: Sequence[Loss], rows: Sequence[Row]) -> Iterator[Said]:
    if not losses:
        yield said("The supplier is named for no key item, neither in loaded data nor in publications.")
    unnamed = [lost for lost in losses if lost.supplier is None]
    if unnamed:
        yield said(
            "Of {n} items nobody names a supplier abroad with a share: that of the largest is anything up to all, and "
            "they stand last.",
            n=len(unnamed),
        )
    silent = {lost.item for lost in losses} - {row["item"] for row in rows}
    if silent:
        yield said("Nothing in the chain needs {items}: left out.", items=", ".join(sorted(map(str, silent))))
