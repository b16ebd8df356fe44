"""What governments and mishaps did to the supply of an item: events and rules that stand on a day.

A rule that controls exports stands from its start to its end. An event stands from its announcement to its first
relief; what was feared and never came about is none.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from haechi.model.dates import PartialDate
from haechi.model.happening import Cause, Event, Outcome, Policy

# What lasts until somebody ends it; an accident or a disaster passes without a word.
_LASTING = (
    Cause.EXPORT_CONTROL,
    Cause.EXPORT_BAN,
    Cause.INSPECTION,
    Cause.REGULATION,
    Cause.BLOCKADE,
    Cause.WAR,
)
_CONTROLS = ("export control", "export ban")
_WORLD = "WLD"


class Standing(StrEnum):
    """How a measure stands on a day."""

    IN_FORCE = "in force"
    ANNOUNCED = "announced"
    EASED = "eased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure against buyers of an item by or in an economy; `since` is the date that `standing` begins."""

    economy: str
    title: str
    standing: Standing
    since: PartialDate
    source: str


def measures(
    kin: Collection[str], importer: str, *, on: dt.date, events: Iterable[Event], rules: Iterable[Policy]
) -> tuple[Measure, ...]:
    """Measures that touch an importer of any of the items `kin` on a day, rules first, the latest first in each."""
    stated = [_rule(rule) for rule in rules if _controls(rule, kin, importer, on)]
    happened = [_event(event, on) for event in events if _touches(event, kin, importer, on)]
    return (*_latest_first(stated), *_latest_first(happened))


def _latest_first(found: Iterable[Measure]) -> Iterator[Measure]:
    yield from sorted(found, key=lambda row: row.since, reverse=True)


def _controls(rule: Policy, kin: Collection[str], importer: str, on: dt.date) -> bool:
    """Whether a control of exports stands and binds the importer: the economies after the first are those addressed."""
    addressed = rule.economies[1:]
    return (
        rule.instrument in _CONTROLS
        and bool(set(kin) & set(rule.items))
        and rule.economies[0] != importer
        and (not addressed or importer in addressed)
        and rule.start.first <= on
        and (rule.end is None or on <= rule.end.last)
    )


def _rule(rule: Policy) -> Measure:
    return Measure(
        economy=rule.economies[0],
        title=rule.title,
        standing=Standing.IN_FORCE,
        since=rule.start,
        source=rule.citation.source,
    )


def _touches(event: Event, kin: Collection[str], importer: str, on: dt.date) -> bool:
    begun = event.announced or event.effective
    return (
        event.cause in _LASTING
        and event.outcome is not Outcome.NO_INTERRUPTION
        and bool(set(kin) & set(event.items))
        and bool({importer, _WORLD} & set(event.importers))
        and begun is not None
        and begun.first <= on
    )


def _event(event: Event, on: dt.date) -> Measure:
    begun = event.announced or event.effective
    assert begun is not None  # noqa: S101 - an event without a date touches nobody
    standing, since = Standing.ANNOUNCED, begun
    if event.eased is not None and event.eased.last < on:
        standing, since = Standing.EASED, event.eased
    elif event.effective is not None and event.effective.first <= on:
        standing, since = Standing.IN_FORCE, event.effective
    return Measure(
        economy=event.exporter, title=event.title, standing=standing, since=since, source=event.citation.source
    )
