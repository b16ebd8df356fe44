"""What a scenario does to the lines of one economy: when each item stops first, and how much output is lost.

The values of all unknowns are arguments, one array over draws each, so that a table of corners and ten thousand draws
are the same computation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.dependency.paths import Step
from haechi.model.market import Floats
from haechi.model.scenario import Recovery
from haechi.stress.passage import Cover, Passage, Stocks, covers, losses
from haechi.stress.shortage import Outage, Replacement, Shortage, shortage
from haechi.stress.unknowns import Unknown, Values

_BLOCK = 10_000  # draws at once: a year of days for each is 30 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """A supply of an item that is lost in the economy; every number is an unknown, None where there is none.

    `supplier` is who sends it, `economy` where that is, None where all lose it. `duration` None: to an open end.
    `begin_days` counts from the start of the scenario.
    """

    item: str
    supplier: str
    economy: str | None
    begin_days: float
    share: Unknown
    depth: Unknown
    duration: Unknown | None = None
    recovery: Recovery = Recovery.STEP
    recovery_time: Unknown | None = None
    licensed: Unknown | None = None
    arriving: Unknown | None = None
    rush: Unknown | None = None

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """Its numbers."""
        rest = (self.duration, self.recovery_time, self.licensed, self.arriving, self.rush)
        return (self.share, self.depth, *(unknown for unknown in rest if unknown is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """What others can send instead of a lost item: when, and what part of the loss."""

    days: Unknown
    part: Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A scenario as one economy meets it.

    Parameters
    ----------
    economy : whose lines they are
    supplies : what it loses; empty where nothing of the scenario reaches it
    chain : who needs whom
    stocks : (item, customer or None for any) -> days of use
    alternates : by item
    pooling : by item: whether lines share what is left, or the first lives on the lost suppliers alone
    important, family : part of a loss that important inputs take along, and that a member passes on as its family
    horizon_days : days that are looked at
    """

    economy: str
    supplies: tuple[Supply, ...]
    chain: Passage
    stocks: Mapping[tuple[str, str | None], Unknown]
    alternates: Mapping[str, Alternate]
    pooling: Mapping[str, Unknown]
    important: Unknown
    family: Unknown
    horizon_days: int

    @property
    def lost(self) -> tuple[str, ...]:
        """Items of which supply is lost, by name."""
        return tuple(sorted({supply.item for supply in self.supplies}))

    @property
    def unknowns(self) -> tuple[Unknown, ...]:
        """All that is known in bands only, each once; of the stocks those that stand on a way from a lost item."""
        reached = self.reached
        stocks = (unknown for (item, _), unknown in self.stocks.items() if item in reached)
        alternates = (number for found in self.alternates.values() for number in (found.days, found.part))
        supplied = (number for supply in self.supplies for number in supply.unknowns)
        rows = (*supplied, *self.pooling.values(), *alternates, *stocks, self.important, self.family)
        return tuple({row.name: row for row in rows}.values())

    @property
    def reached(self) -> frozenset[str]:
        """Items that are lost, and all behind them."""
        found = set(self.lost)
        for steps in self.chain.steps.values():
            for step in steps:
                if step.supplier in found:
                    found.add(step.customer)
        return frozenset(found)

    def stock(self, item: str, customer: str) -> Unknown | None:
        """Stock of an item at a customer, or else at any."""
        return self.stocks.get((item, customer), self.stocks.get((item, None)))

    def held(self, values: Values) -> Stocks:
        """Stocks at given values of the unknowns."""
        days = {key: values[unknown.name] for key, unknown in self.stocks.items() if unknown.name in values}
        return Stocks(days, draws=values[self.important.name].size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What becomes of an item.

    Parameters
    ----------
    stop_days : (draw,), days from the start to the first stop of a line; infinite: none within the horizon
    lost_days : (draw,), days of output of the whole economy that are lost within the horizon
    cover_days : (draw,), days of output of the stocks on that way; infinite where no critical link leads here
    short_days : (draw,), days of output that a line which lives on the lost supply would lose without any stock
    path : the way over which the stop comes, from the lost item; empty where only losses reach the item
    """

    stop_days: Floats
    lost_days: Floats
    cover_days: Floats
    short_days: Floats
    path: tuple[Step, ...]


def effects(case: Case, values: Values) -> Mapping[str, Effect]:
    """What becomes of every item behind what is lost; many draws are computed in blocks, so that memory stays bounded.

    Parameters
    ----------
    case : the scenario as one economy meets it
    values : of every unknown of the case, (draw,) each
    """
    draws = values[case.important.name].size
    blocks = [
        _block(case, {name: drawn[first : first + _BLOCK] for name, drawn in values.items()})
        for first in range(0, draws, _BLOCK)
    ]
    return {item: _one_after_the_other([block[item] for block in blocks]) for item in blocks[0]}


def _one_after_the_other(parts: Sequence[Effect]) -> Effect:
    return Effect(
        stop_days=np.concatenate([part.stop_days for part in parts]),
        lost_days=np.concatenate([part.lost_days for part in parts]),
        cover_days=np.concatenate([part.cover_days for part in parts]),
        short_days=np.concatenate([part.short_days for part in parts]),
        path=next((part.path for part in parts if part.path), ()),
    )


def _block(case: Case, values: Values) -> Mapping[str, Effect]:
    stocks, draws = case.held(values), values[case.important.name].size
    found: dict[str, Effect] = {}
    for item in case.lost:
        short = shortages(case, item, values)
        reach = covers(item, case.chain, stocks, draws=draws)
        lost = losses(
            item,
            short.whole,
            case.chain,
            stocks,
            important=values[case.important.name],
            family=values[case.family.name],
        )
        for name in lost:
            found[name] = _joined(found.get(name), _effect(short, reach.get(name), lost[name]))
    return found


def shortages(case: Case, item: str, values: Values) -> Shortage:
    """What lines that use a lost item are short of."""
    alternate = case.alternates.get(item)
    pooling = values[case.pooling[item].name]
    sent = Replacement(days=values[alternate.days.name], part=values[alternate.part.name]) if alternate else None
    outages = [_outage(supply, values, pooling.size) for supply in case.supplies if supply.item == item]
    return shortage(outages, pooling=pooling, replacement=sent, horizon_days=case.horizon_days)


def _outage(supply: Supply, values: Values, draws: int) -> Outage:
    def of(unknown: Unknown | None, default: float = 0.0) -> Floats:
        return np.full(draws, default) if unknown is None else values[unknown.name]

    return Outage(
        supplier=supply.supplier,
        share=of(supply.share),
        depth=of(supply.depth),
        begin_days=np.full(draws, supply.begin_days),
        duration_days=of(supply.duration, np.inf),
        recovery=supply.recovery,
        recovery_days=of(supply.recovery_time, 1.0),
        licensed_days=of(supply.licensed),
        arriving_days=of(supply.arriving),
        rush_days=of(supply.rush),
    )


def _effect(short: Shortage, cover: Cover | None, lost: Floats) -> Effect:
    never = np.full(lost.size, np.inf)
    return Effect(
        stop_days=never if cover is None else short.stop(cover.days),
        lost_days=short.lines * lost,
        cover_days=never if cover is None else cover.days,
        short_days=short.whole,
        path=() if cover is None else cover.path,
    )


def _joined(old: Effect | None, new: Effect) -> Effect:
    """The earlier stop and the greater loss of two lost items, with the path that is more often the earlier."""
    if old is None:
        return new
    first, other = (new, old) if _is_earlier(new, old) else (old, new)
    return Effect(
        stop_days=np.minimum(old.stop_days, new.stop_days),
        lost_days=np.maximum(old.lost_days, new.lost_days),
        cover_days=first.cover_days,
        short_days=first.short_days,
        path=first.path or other.path,
    )


def _is_earlier(new: Effect, old: Effect) -> bool:
    """Whether the new stop is more often the earlier, or where neither stops comes nearer to it."""
    counts = [
        np.count_nonzero(one < two) for one, two in ((new.stop_days, old.stop_days), (old.stop_days, new.stop_days))
    ]
    if counts[0] != counts[1]:
        return bool(counts[0] > counts[1])
    return bool(np.mean(new.cover_days - new.short_days) < np.mean(old.cover_days - old.short_days))
