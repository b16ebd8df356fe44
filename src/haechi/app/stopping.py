"""Rows of a stress: for each stage the first stop under three assumptions, the bound beside it, losses and drivers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from haechi.app.report import Row
from haechi.dependency.paths import Reach, Step, reach
from haechi.dependency.presets import thresholds
from haechi.model.estimate import Estimate
from haechi.model.market import Floats
from haechi.model.scenario import Scenario
from haechi.reference.facts import Facts
from haechi.stress import sampling
from haechi.stress.explanation import Way, passed_along, ways, why_none
from haechi.stress.interruption import Case, Effect, Supply, effects
from haechi.stress.sampling import Driver, Quantiles, Ranked
from haechi.stress.unknowns import Assumption, Values, corners

MOST_DRIVERS = 5
_MIDDLE = tuple(Assumption).index(Assumption.USUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Draws of all unknowns of a case, and what came of them for every item."""

    values: Values
    effects: Mapping[str, Effect]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What the rows of an economy are made from."""

    facts: Facts
    scenario: Scenario
    case: Case
    corners: Mapping[str, Effect]
    drawn: Mapping[str, Effect]
    ranked: tuple[Ranked, ...]
    bounds: Mapping[str, Reach]
    ways: Mapping[str, tuple[Way, ...]]


def stages(facts: Facts, scenario: Scenario, case: Case, drawn: Drawn) -> Iterator[Row]:
    """A row for each stage that the scenario reaches in the economy, in the order of the chain."""
    table = _Table(
        facts=facts,
        scenario=scenario,
        case=case,
        corners=effects(case, corners(case.unknowns)),
        drawn=drawn.effects,
        ranked=sampling.ranked(drawn.values),
        bounds=bounds(facts, case),
        ways=_ways(case),
    )
    by_stage: defaultdict[str, list[str]] = defaultdict(list)
    for item in table.corners:
        by_stage[facts.item_by_id[item].stage].append(item)
    for stage in sorted(facts.stages, key=lambda stage: stage.position):
        if stage.id in by_stage:
            yield _row(table, stage.id, by_stage[stage.id])


def urgency(row: Row) -> tuple[float, ...]:
    """The earlier the stop, in half the draws and at the worst, then the likelier and the greater, the more urgent."""
    sampled: Mapping[str, float | None] = row["sampled_stop_days"]  # type: ignore[assignment]
    early: list[float | None] = row["lean_stop_days"]  # type: ignore[assignment]
    lost: list[float] = row["share_lost_interval"]  # type: ignore[assignment]
    stops = (float("inf") if day is None else day for day in (sampled["median"], early[0]))
    return (*stops, sampled["never"] or 0.0, -lost[1])


def percent(part: float) -> str:
    """A part in per cent; what is neither none nor all is not called so."""
    rounded = f"{part:.0%}"
    return {"0%": "less than 1%", "100%": "more than 99%"}.get(rounded, rounded) if 0 < part < 1 else rounded


def _row(table: _Table, stage: str, items: Sequence[str]) -> Row:
    item = min(items, key=lambda name: _urgency(table, name))
    stops = _least([table.corners[name].stop_days for name in items])
    lost = _greatest([table.corners[name].lost_days for name in items])
    drawn = _least([table.drawn[name].stop_days for name in items])
    drawn_lost = _greatest([table.drawn[name].lost_days for name in items])
    is_stopping = bool(np.isfinite(drawn).any())
    found = sampling.drivers(table.ranked, drawn if is_stopping else drawn_lost, most=table.case.horizon_days)
    what = "the first stop" if is_stopping else "the output lost"
    start, bound = table.scenario.start, table.bounds[item].share_lost
    path = table.corners[item].path
    first = min(supply.begin_days for supply in behind(table.case, path))
    pairs = {assumption: _pair(stops, place) for place, assumption in enumerate(Assumption)}
    return {
        "economy": table.case.economy,
        "stage": stage,
        "item": item,
        "name": table.facts.item_by_id[item].names.en,
        "made_here": made_here(table.facts, table.case.economy, item),
        **{f"{assumption}_stop_days": pair for assumption, pair in pairs.items()},
        **{f"{assumption}_stop_dates": dates(start, pair) for assumption, pair in pairs.items()},
        "reason": why_none(table.corners[item], 2 * _MIDDLE, horizon_days=table.case.horizon_days) or None,
        "bound_days": first,
        "bound_date": start + dt.timedelta(days=first),
        "share_lost_interval": [bound.low, bound.high],
        **{f"{assumption}_lost_days": _span(lost, place) for place, assumption in enumerate(Assumption)},
        "sampled_stop_days": _quantiles(sampling.quantiles(drawn)),
        "sampled_stop_date": date_of(start, sampling.quantiles(drawn).median),
        "sampled_lost_days": _quantiles(sampling.quantiles(drawn_lost)),
        "via": [step.supplier for step in path],
        "ways": [{"via": list(way.names), "part": way.part} for way in table.ways.get(item, ())],
        "drivers": [_driver(row) for row in found[:MOST_DRIVERS]],
        "matters_most": sampling.sentence(found, what=what, write=partial(sampling.day, most=table.case.horizon_days)),
        "assumed": list(assumed(table.case, path)),
    }


def _urgency(table: _Table, item: str) -> tuple[float, ...]:
    """Items that stop first in most draws come first, of equal ones those made here, then those that lose most."""
    drawn = table.drawn[item].stop_days
    return (
        float(np.median(np.minimum(drawn, table.case.horizon_days))),
        *(float(day) for day in table.corners[item].stop_days[::2]),
        float(made_here(table.facts, table.case.economy, item) is None),
        -float(table.drawn[item].lost_days.mean()),
    )


def _least(rows: Sequence[Floats]) -> Floats:
    return np.min(np.stack(rows), axis=0)  # type: ignore[no-any-return]


def _greatest(rows: Sequence[Floats]) -> Floats:
    return np.max(np.stack(rows), axis=0)  # type: ignore[no-any-return]


def _pair(stops: Floats, place: int) -> list[float | None]:
    """The earliest and the latest stop under an assumption; None: none within the horizon."""
    return days(stops[2 * place : 2 * place + 2])


def days(stops: Iterable[float]) -> list[float | None]:
    """Days of stops to a tenth; None: none within the horizon."""
    return [round(float(day), 1) if np.isfinite(day) else None for day in stops]


def dates(start: dt.date, stops: Iterable[float | None]) -> list[dt.date | None]:
    """Dates of days after a start."""
    return [date_of(start, day) for day in stops]


def date_of(start: dt.date, day: float | None) -> dt.date | None:
    """The date of a day after a start; None for none within the horizon."""
    return None if day is None else start + dt.timedelta(days=int(day))


def _span(lost: Floats, place: int) -> list[float]:
    """The least and the greatest loss under an assumption."""
    worst, best = (round(float(day), 2) for day in lost[2 * place : 2 * place + 2])
    return [best, worst]


def _quantiles(found: Quantiles) -> Row:
    ends = {name: getattr(found, name) for name in ("low", "median", "high")}
    return {name: None if day is None else round(day, 2) for name, day in ends.items()} | {"never": found.never}


def _driver(row: Driver) -> Row:
    return {
        "unknown": row.name,
        "at_low": round(row.at_low, 1),
        "at_high": round(row.at_high, 1),
        "rank_correlation": round(row.rank_correlation, 3),
    }


def made_here(facts: Facts, economy: str, item: str) -> bool | None:
    """True where a source names the economy as a supplier of the item; else it is not known."""
    named = any((row.item, row.economy) == (item, economy) for row in facts.provisions)
    return True if named else None


def bounds(facts: Facts, case: Case) -> Mapping[str, Reach]:
    """What each item loses without stocks and substitutes: the most of all that is lost before it."""
    found: dict[str, Reach] = {}
    limits = thresholds(facts.parameters, "PICHLER-2022")
    for item in case.lost:
        supplies = [supply for supply in case.supplies if supply.item == item]
        low, high = (
            min(1.0, sum(getattr(row.share, end) * getattr(row.depth, end) for row in supplies))
            for end in ("low", "high")
        )
        lost = Estimate(value=None, low=low, high=high, reason="share and depth of the loss")
        for row in reach(item, links=facts.links, items=facts.items, limits=limits, lost=lost):
            before = found.get(row.item)
            if before is None or (row.share_lost.high or 0.0) > (before.share_lost.high or 0.0):
                found[row.item] = row
    return found


def _ways(case: Case) -> Mapping[str, tuple[Way, ...]]:
    """Ways over which each loss comes, with lean stocks and all else at its worst."""
    worst = {name: values[:1] for name, values in corners(case.unknowns).items()}
    passed = passed_along(case, worst)
    customers = {row.customer for row in passed}
    return {item: ways(passed, item, case.lost, most=3) for item in sorted(customers)}


def behind(case: Case, path: Sequence[Step]) -> tuple[Supply, ...]:
    """The lost supplies that a stop over a path comes from, or all where there is no path."""
    return tuple(row for row in case.supplies if not path or row.item == path[0].supplier)


def assumed(case: Case, path: Sequence[Step]) -> Iterator[str]:
    """Unknowns of a stop over a path that no source stands behind: of supplies, of alternates, of stocks."""
    supplies = behind(case, path)
    items = dict.fromkeys(supply.item for supply in supplies)
    numbers = [number for supply in supplies for number in supply.unknowns]
    numbers += [number for item in items for row in case.alternates.get(item, ()) for number in row.unknowns]
    numbers += [case.pooling[item] for item in items]
    numbers += [case.turning[item] for item in items if item in case.turning]
    yield from dict.fromkeys(row.name for row in numbers if row.is_assumed and row.is_open)
    for step in path:
        held = case.stock(step.supplier, step.customer)
        if held is not None and held.is_assumed:
            yield held.name
