"""When the first line stops: the earliest and the latest day under three assumptions on stocks, and what moves it most.

The bound beside it needs no computation: without stock, goods under way and replacement a line stops with the loss.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.dependency.paths import Step
from haechi.model.market import Floats
from haechi.sentence import Said, said
from haechi.stress.explanation import why_none
from haechi.stress.interruption import Case, Effect, effects
from haechi.stress.unknowns import Assumption, Unknown, Values, corners

_CORNERS = 2 * len(Assumption)
_USUAL_WORST = 2 * tuple(Assumption).index(Assumption.USUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far one unknown alone moves the first stop over its band.

    Parameters
    ----------
    unknown : the number
    at_low, at_high : day of the first stop with the number at either end; infinite: none within the horizon
    """

    unknown: Unknown
    at_low: float
    at_high: float

    def size(self, horizon_days: int) -> float:
        """Days between the two; no stop counts as the horizon."""
        return abs(min(self.at_high, horizon_days) - min(self.at_low, horizon_days))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStop:
    """The first stop among some items.

    Parameters
    ----------
    item : the one that stops first
    days : under each assumption on stocks the earliest and the latest day; infinite: none within the horizon
    path : the way from the lost item; empty where only a slowing reaches them
    moves : unknowns that move it alone, the farthest first
    reason : why nothing stops with usual stocks and all else at its worst; empty where something does
    """

    item: str
    days: Mapping[Assumption, tuple[float, float]]
    path: tuple[Step, ...]
    moves: tuple[Move, ...]
    reason: str

    @property
    def interval(self) -> tuple[float, float]:
        """The earliest day with lean stocks and the latest with ample ones."""
        return (self.days[Assumption.LEAN][0], self.days[Assumption.AMPLE][1])


def first_stop(case: Case) -> tuple[float, float]:
    """The first stop of any line: the earliest with lean stocks and the latest with ample ones.

    Days after the start; infinite: none within the horizon, or nothing stands behind what is lost.
    """
    found = effects(case, corners(case.unknowns))
    if not found:
        return (np.inf, np.inf)
    stops: Floats = np.min([effect.stop_days for effect in found.values()], axis=0)
    return (float(stops[0]), float(stops[-1]))


def first_stops(case: Case, groups: Mapping[str, Sequence[str]]) -> Mapping[str, FirstStop]:
    """The first stop of each group of items, such as a stage; a group that the loss does not reach is left out.

    Parameters
    ----------
    case : what is lost as one economy meets it
    groups : items by group; of those that stop on one day the one that stands first is named

    References
    ----------
    docs/methods/cover.md
    """
    varied = tuple(unknown for unknown in case.unknowns if unknown.is_open)
    found = effects(case, _values(case, varied))
    reached = {name: [item for item in items if item in found] for name, items in groups.items()}
    return {name: _first_stop(case, items, found, varied) for name, items in reached.items() if items}


def _values(case: Case, varied: Sequence[Unknown]) -> Values:
    """Corners, then each unknown at both ends with all others in the middle, then with all others at their worst."""
    ends = corners(case.unknowns)
    values = {}
    for unknown in case.unknowns:
        around = []
        for centre in (_middle(unknown), float(ends[unknown.name][_USUAL_WORST])):
            column = np.full(2 * len(varied), centre)
            if unknown.is_open:
                place = 2 * varied.index(unknown)
                column[place : place + 2] = (unknown.low, unknown.high)
            around.append(column)
        values[unknown.name] = np.concatenate([ends[unknown.name], *around])
    return values


def _middle(unknown: Unknown) -> float:
    return unknown.under(Assumption.USUAL) if unknown.is_usual_stock else (unknown.low + unknown.high) / 2


def _first_stop(case: Case, items: Sequence[str], found: Mapping[str, Effect], varied: Sequence[Unknown]) -> FirstStop:
    first = min(items, key=lambda name: _nearness(found[name]))
    stops: Floats = np.min([found[name].stop_days for name in items], axis=0)
    pairs = stops[:_CORNERS].reshape(-1, 2)
    return FirstStop(
        item=first,
        days={assumption: (float(pairs[n, 0]), float(pairs[n, 1])) for n, assumption in enumerate(Assumption)},
        path=found[first].path,
        moves=_moves(stops[_CORNERS:], varied, case.horizon_days),
        reason=why_none(found[first], _USUAL_WORST, horizon_days=case.horizon_days),
    )


def _nearness(effect: Effect) -> tuple[float, ...]:
    """What stops first, and of what does not stop what comes nearest to it."""
    lacking = effect.cover_days[_USUAL_WORST] - effect.short_days[_USUAL_WORST]
    return (*effect.stop_days[:_CORNERS], lacking)


def _moves(stops: Floats, varied: Sequence[Unknown], horizon_days: int) -> tuple[Move, ...]:
    """Moves from the middle of all bands; where none moves the stop from there, those from the worst of them."""
    for star in np.split(stops, 2):
        ends = star.reshape(-1, 2)
        rows = (
            Move(unknown=unknown, at_low=float(ends[n, 0]), at_high=float(ends[n, 1]))
            for n, unknown in enumerate(varied)
        )
        moving = [row for row in rows if row.size(horizon_days) > 0]
        if moving:
            return tuple(sorted(moving, key=lambda row: (-row.size(horizon_days), row.unknown.name)))
    return ()


def sentence(moves: Sequence[Move], *, horizon_days: int) -> Said:
    """Which unknown matters most, in one sentence.

    Parameters
    ----------
    moves : of a first stop, the farthest first
    horizon_days : days that are looked at
    """
    if not moves:
        return said("Nothing that is known in a band only moves the first stop alone.")
    first = moves[0]
    low, high = (
        said("none within {days} days", days=horizon_days) if not np.isfinite(day) else said("day {n:.0f}", n=day)
        for day in (first.at_low, first.at_high)
    )
    return said(
        "What matters most: {unknown}. At {low:.3g} the first stop is {first}, at {high:.3g} {second}.",
        unknown=first.unknown.name,
        low=first.unknown.low,
        first=low,
        high=first.unknown.high,
        second=high,
    )


def readings(case: Case, item: str) -> tuple[str, str]:
    """Which lines the earliest and the latest stop speak of, in words."""
    suppliers = " and ".join(dict.fromkeys(supply.supplier for supply in case.supplies if supply.item == item))
    alone, pooled = f"lines that live on {suppliers} alone", "lines that share what is left"
    pooling = case.pooling[item]
    early, late = (pooled if end == 1 else alone for end in (pooling.low, pooling.high))
    return (f"{early}, {_least(case, item)}", f"{late}, {_most(case, item)}")


def _least(case: Case, item: str) -> str:
    """What others send at least."""
    least = sum(row.spare.low * (0.0 if row.is_shared else 1.0) for row in case.alternates.get(item, ()))
    return f"others send {least:.0%} of use at last" if least else "nobody sends instead"


def _most(case: Case, item: str) -> str:
    """What others send at most, and from which day on the first of them does."""
    sending = [row for row in case.alternates.get(item, ()) if row.spare.high > 0]
    if not sending:
        return "nobody sends instead"
    first = min(sum(time.low for time in row.times) for row in sending)
    most = min(1.0, sum(row.spare.high for row in sending))
    return f"others send up to {most:.0%} of use, the first from day {first:.0f} on"
