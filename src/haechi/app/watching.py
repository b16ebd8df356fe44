"""`haechi watch`: the alerts of a release of monthly data and of what was announced, each with its reasons."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.app import alerting, code_items, notified, panels
from haechi.app.desk import Desk
from haechi.app.implications import items as items_of_notice
from haechi.app.panels import View
from haechi.app.rebounds import Creep, creeping
from haechi.app.report import Report, Row
from haechi.app.stakes import weigh
from haechi.errors import NotCovered
from haechi.model.alert import Act, Alert, AlertState
from haechi.model.notice import Notice
from haechi.model.signal import AlertLevel, Level, Movement, Signal
from haechi.sentence import Said, said
from haechi.watch.activity import Activity
from haechi.watch.calibration import TAIL
from haechi.watch.consequence import Consequence
from haechi.watch.decision import Release
from haechi.watch.life import Release as Seen
from haechi.watch.life import alert_of, follow
from haechi.watch.surveillance import Settings, coverage

BUDGETED = (AlertLevel.ALERT, AlertLevel.WARNING)
_FRESH_DAYS = 100  # customs offices publish a month 15 to 60 days after its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the watch.

    source : one source of months, or None for all
    q, budget : false-discovery rate and alarms per analyst and month, or None for those of the preset WATCH
    with_watch : whether nodes that were only noticed are listed as well
    """

    source: str | None = None
    q: float | None = None
    budget: int | None = None
    with_watch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A signal of a view with what follows from it."""

    view: View
    signal: Signal
    items: tuple[str, ...]
    consequence: Consequence

    @property
    def priority(self) -> float:
        return self.signal.probability * self.consequence.value


def watch(desk: Desk, question: Question, *, at: dt.datetime) -> Report:
    """Signals of the newest month of every source, the most pressing first, then notices that no data show.

    The alerts go into the register, but for the replay of an earlier day.

    Raises
    ------
    NotCovered
        If no months are held, or none had been published by the day, and no notice is open.
    UnknownName
        If the named source holds no months.
    """
    strictness = panels.settings(desk, q=question.q)
    open_notices = notified.open_notices(desk)
    seen: list[tuple[View, Release, list[_Weighed]]] = []
    views, absent = _views(desk, strictness, question.source, open_notices)
    for view in views:
        found = panels.decide(desk, view, view.month, open_notices)
        seen.append((view, found, [_weighed(desk, view, signal) for signal in found.signals]))
    lives = _recorded(desk, seen, at)
    ranked = sorted((row for _, _, signals in seen for row in signals), key=lambda row: (-row.priority, row.signal.id))
    budget = int(desk.facts.preset("WATCH")["budget"]) if question.budget is None else question.budget
    pressing = [row for row in ranked if row.signal.level in BUDGETED]
    noticed = [row for row in ranked if row.signal.level not in BUDGETED]
    shown = [*pressing[:budget], *(noticed if question.with_watch else ())]
    rows = [_row(desk, row, lives.get(row.signal.id)) for row in shown]
    ended = notified.ended_notices(desk)
    rows += [_creep_row(desk, creep) for view, _, _ in seen for creep in creeping(desk, view, ended)]
    for notice in _silent(desk, open_notices, ranked):
        alert = lives.get(alert_of(notice))
        if question.with_watch or alert is None or alert.state is not AlertState.CLOSED:
            rows.append(_notice_row(desk, notice, alert))
    notes = [*absent, *(note for view, found, _ in seen for note in _notes(desk, view, found))]
    if len(pressing) > budget:
        notes.append(
            said(
                "{n} signals beyond the alarm budget of {budget} a month are not shown: `--budget N`.",
                n=len(pressing) - budget,
                budget=budget,
            )
        )
    if noticed and not question.with_watch:
        notes.append(said("{flows} noticed that did not pass: `--all`.", flows=_count(len(noticed), _FLOWS)))
    return Report(
        command="watch",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(notes),
        parameters={
            "q": strictness.q,
            "watch_p": strictness.watch_p,
            "budget": budget,
            "coverage": {view.name: _coverage(view) for view, _, _ in seen},
            "held_back": [_held_back(signal) for _, found, _ in seen for signal in found.held_back],
        },
        sources=tuple(dict.fromkeys(view.stream.source for view, _, _ in seen)),
        vintages=tuple(dict.fromkeys(view.vintage.isoformat() for view, _, _ in seen)),
    )


def _views(
    desk: Desk, strictness: Settings, source: str | None, open_notices: Sequence[Notice]
) -> tuple[Sequence[View], tuple[str, ...]]:
    """The sources that are watched; where there is none, open notices still stand and a note says why nothing else."""
    try:
        return panels.newest(desk, strictness, source=source), ()
    except NotCovered as error:
        if not open_notices:
            raise
        why = str(error)
        return (), (f"{why[0].upper()}{why[1:]}.",)


def _weighed(desk: Desk, view: View, signal: Signal) -> _Weighed:
    items = code_items.items_of_node(desk, signal.node, _day(signal.period))
    return _Weighed(view=view, signal=signal, items=items, consequence=weigh(desk, signal.node, items))


def _day(period: str) -> dt.date:
    return dt.date.fromisoformat(f"{period}-01")


def _recorded(
    desk: Desk,
    seen: Sequence[tuple[View, Release, Sequence[_Weighed]]],
    at: dt.datetime,
) -> Mapping[str, Alert]:
    """Write what the release does to alerts, and give the lives as they stand then; none without a workspace."""
    if desk.workspace is None:
        return {}
    releases = [
        Seen(
            period=found.period,
            vintage=view.vintage,
            signals=tuple(row.signal for row in weighed if row.signal.level in BUDGETED),
            consequences={row.signal.id: row.consequence.value for row in weighed},
            judged=_Judged(view),
        )
        for view, found, weighed in seen
    ]

    def done(known: Sequence[Alert]) -> list[Act]:
        return [act for release in releases for act in follow(release, known, at=at)]

    return {alert.id: alert for alert in alerting.record(desk, done)}


@dataclass(frozen=True, slots=True)
class _Judged:
    """Ids of the nodes on which the newest month of a view allows a judgement."""

    view: View

    def __contains__(self, node_id: object) -> bool:
        place = self.view.watched.nodes.place(str(node_id))
        return place is not None and not np.isnan(self.view.watched.judgement.p[self.view.month, place])


def _silent(desk: Desk, open_notices: Sequence[Notice], ranked: Sequence[_Weighed]) -> Iterator[Notice]:
    """Open notices of which no signal speaks."""
    for notice in open_notices:
        if not any(notified.speaks_of(desk, notice, row.signal.node) for row in ranked):
            yield notice


def _row(desk: Desk, row: _Weighed, alert: Alert | None) -> Row:
    signal, node = row.signal, row.signal.node
    first = row.items[0] if row.items else None
    return {
        "period": signal.period,
        "code": node.code,
        "edition": node.edition,
        "item": first,
        "items": list(row.items),
        "name": desk.facts.item_by_id[first].names.en if first else None,
        "exporter": node.exporter,
        "importer": node.importer,
        "stage": node.stage,
        "node": node.level,
        "signal": signal.id,
        "direction": signal.movement,
        "level": signal.level,
        "reading": signal.reading,
        "p_value": signal.p_value,
        "q_value": signal.q_value,
        "probability": signal.probability,
        "consequence": row.consequence.value,
        "consequence_parts": row.consequence.parts,
        "first_stop_days": row.consequence.parts["first_stop_days"],
        "bound_days": row.consequence.bound_days,
        "priority": row.priority,
        "state": alert.state if alert else AlertState.OPEN,
        "value_usd": signal.value_usd,
        "expected_usd": signal.expected,
        "band_usd": [signal.low, signal.high],
        "weight_kg": signal.weight_kg,
        "stratum": signal.stratum,
        "evidence": [{"name": part.name, "score": part.score, "p_value": part.p_value} for part in signal.evidence],
        "explains": list(signal.explains),
        "reasons": [*signal.reasons, *_pooled(desk, row.items)],
        "review": _review(desk, signal.level, row.consequence.value),
        "basis": row.view.stream.basis,
        "vintage": row.view.vintage,
        "sources": [row.view.stream.source],
    }


def _pooled(desk: Desk, items: Sequence[str]) -> tuple[str, ...]:
    """What a code that stands for several items cannot show."""
    if len(items) < 2:
        return ()
    names = ", ".join(desk.facts.item_by_id[item].names.en for item in items)
    return (said("the code pools {items}: which of them moved cannot be seen at six digits", items=names),)


def _notice_row(desk: Desk, notice: Notice, alert: Alert | None) -> Row:
    """An open notice that no data show yet: a signal all the same."""
    silent = said("no data signal so far")
    return {
        **_blank(desk, AlertLevel.WATCH, items_of_notice(desk, notice)),
        "period": str(notice.announced or notice.effective or notice.at.date())[:7],
        "code": notice.codes[0] if notice.codes else None,
        "exporter": notice.exporter,
        "importer": notice.importers[0] if len(notice.importers) == 1 else None,
        "signal": alert_of(notice),
        "state": alert.state if alert else AlertState.OPEN,
        "reasons": [
            said("notice {number} ({state}): {what}", number=notice.number, state=notice.state, what=notice.what),
            *_addressed(notice),
            silent,
        ],
        "vintage": notice.at.date(),
        "sources": [notice.source],
    }


def _addressed(notice: Notice) -> tuple[str, ...]:
    """The buyers that a notice addresses, where no column can hold them."""
    return (
        (said("it addresses {economies}", economies=", ".join(notice.importers)),) if len(notice.importers) > 1 else ()
    )


def _creep_row(desk: Desk, creep: Creep) -> Row:
    """A dependence that a measure had lowered and that creeps back: a signal, though nothing in it is sudden."""
    view = creep.view
    items = tuple(row.item for row in code_items.items_of(desk, creep.code, creep.edition, _day(view.period)))
    level = AlertLevel.WARNING if creep.found.is_back else AlertLevel.WATCH
    return {
        **_blank(desk, level, items),
        "period": view.period,
        "code": creep.code,
        "edition": creep.edition,
        "exporter": creep.notice.exporter,
        "importer": creep.importer,
        "node": Level.PAIR,
        "signal": f"rebound/{creep.notice.number}/{creep.code}/{creep.importer}",
        "direction": Movement.SHARE,
        "reasons": [creep.reason],
        "basis": view.stream.basis,
        "vintage": view.vintage,
        "sources": [view.stream.source, creep.notice.source],
    }


def _blank(desk: Desk, level: AlertLevel, items: Sequence[str]) -> Row:
    """What a row holds that no statistic stands behind: nothing is known of its numbers."""
    first = items[0] if items else None
    unknown = ("edition", "importer", "stage", "node", "direction", "reading", "p_value", "q_value", "probability")
    weight = ("consequence", "first_stop_days", "bound_days", "priority")
    return {
        **dict.fromkeys((*unknown, *weight, "value_usd", "expected_usd", "weight_kg", "stratum")),
        "item": first,
        "items": list(items),
        "name": desk.facts.item_by_id[first].names.en if first else None,
        "level": level,
        "consequence_parts": {},
        "state": AlertState.OPEN,
        "band_usd": [None, None],
        "evidence": [],
        "explains": [],
        "review": _review(desk, level, 0.0),
        "basis": None,
    }


_GRADES = {AlertLevel.ALERT: "A", AlertLevel.WARNING: "B", AlertLevel.WATCH: "C"}
_TIERS = ((0.5, "tier_1"), (0.2, "tier_2"), (0.0, "tier_3"))


def _review(desk: Desk, level: AlertLevel, consequence: float) -> Row:
    """How often to look again, by the rhythms that Korea published; which grade an item has is our reading."""
    tier = next(name for least, name in _TIERS if consequence >= least)
    return {
        preset: {"grade": grade, "days": int(desk.facts.preset(preset)[grade])}
        for preset, grade in (("KR-2021", _GRADES[level]), ("KR-2024", tier))
    }


_FLOWS = (said("{n} flow"), said("{n} flows"))
_ALERTS = (said("{n} alert"), said("{n} alerts"))
_WARNINGS = (said("{n} warning"), said("{n} warnings"))


def _count(number: int, words: tuple[Said, Said]) -> Said:
    """A number with the word for one or for many."""
    one, many = words
    return Said((one if number == 1 else many).message, {"n": number})


def _notes(desk: Desk, view: View, found: Release) -> Iterator[str]:
    """What a reader must know of a view: what was judged, what could not be, what was held back."""
    noticed, warnings, alerts = (sum(signal.level is level for signal in found.signals) for level in AlertLevel)
    yield said(
        "{source}, {month}: {judged} of {total} flows and sums judged; {alerts}, {warnings}, {noticed} "
        "noticed; {explained} explained by coarser sums; {held} held back as faults of data.",
        source=view.name,
        month=found.period,
        judged=found.judged,
        total=found.judged + found.unjudged,
        alerts=_count(alerts, _ALERTS),
        warnings=_count(warnings, _WARNINGS),
        noticed=noticed,
        explained=len(found.explained),
        held=len(found.held_back),
    )
    behind = (desk.as_of - view.vintage).days
    if behind > _FRESH_DAYS:
        yield said(
            "The newest month of {source} is {month}, published on {published}, {days} days before {day}: this "
            "says nothing about later months. Load newer data.",
            source=view.name,
            month=found.period,
            published=view.vintage,
            days=behind,
            day=desk.as_of,
        )
    if not len(view.reporters):
        yield said("{source} holds no series: nothing can be watched.", source=view.name)
    elif not found.judged:
        yield said(
            "Nothing of {source} could be judged in {month}: {why}.",
            source=view.name,
            month=found.period,
            why=_why_unjudged(view),
        )
    if strata := coverage(view.watched.judgement):
        n = sum(count for count, _ in strata.values())
        hit = sum(count * part for count, part in strata.values()) / n
        yield said(
            "A nominal tail of {tail:.1f} % was hit by {hit:.1f} % of {n:,} p-values of drops and surges so far; "
            "by stratum: --json.",
            tail=100 * TAIL,
            hit=100 * hit,
            n=n,
        )
    if view.late:
        yield said(
            "Not yet published for {month}: {reporters}; no drop is read into that.",
            month=found.period,
            reporters=", ".join(view.late),
        )


def _why_unjudged(view: View) -> Said:
    months = len(view.months)
    if view.watched.nodes.deferred[view.month].any():
        return said("January is judged with February where the lunar new year is kept")
    if months < 30:
        return said("{months} months of history are too few; about two and a half years are needed", months=months)
    if (view.watched.evidence.activity[view.month] == Activity.SILENT).all():
        return said("no series has had any trade")
    return said("too few past scores to rank among")


def _coverage(view: View) -> Row:
    """How often the nominal tail of 2.5 % was hit, by stratum, in all months judged so far."""
    return {name: {"n": n, "hit": hit} for name, (n, hit) in sorted(coverage(view.watched.judgement).items())}


def _held_back(signal: Signal) -> Row:
    return {
        "signal": signal.id,
        "period": signal.period,
        "reading": signal.reading,
        "p_value": signal.p_value,
        "fault": signal.reasons[-1],
    }
