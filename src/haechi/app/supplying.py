"""A scenario as one economy meets it: what it loses, and why it loses nothing where that is so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.app.alternates import alternates
from haechi.app.desk import Desk
from haechi.app.reserves import entered_days, named, pooling, stocks, unknown
from haechi.dependency import supply as supplied
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, supplies
from haechi.errors import InputError
from haechi.model.knowledge import Attribute
from haechi.model.scenario import Band, Scenario, Shock
from haechi.reference.facts import Facts
from haechi.sentence import said
from haechi.stress.interruption import Case, Supply
from haechi.stress.replacement import Alternate
from haechi.stress.unknowns import Unknown

_ROUNDING = 0.02  # published shares are rounded: a sum up to this much above one is no contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A case, and sentences on what of the scenario does not reach the economy and why."""

    case: Case
    remarks: tuple[str, ...]
    sources: tuple[str, ...]


def meet(desk: Desk, scenario: Scenario, economy: str, *, horizon_days: int) -> Met:
    """The scenario as an economy meets it."""
    facts = desk.facts
    remarks: list[str] = []
    found: list[Supply] = []
    sources: set[str] = set(scenario.cited)
    for shock in scenario.shocks:
        reason = _not_met(shock, economy)
        if reason:
            remarks.append(reason)
            continue
        items = _items(facts, shock, economy)
        if not items:
            remarks.append(
                said(
                    "No source names {economy} as a supplier of an item of the stage {stage}.",
                    economy=shock.economy,
                    stage=shock.stage,
                )
            )
        for item in items:
            share = _share(facts, shock, item, economy)
            sources.update(share.sources)
            found.append(_supply(desk, scenario, shock, item, share.number, economy))
    lost = sorted({supply.item for supply in found})
    for item in lost:
        _check_shares(facts, economy, [supply for supply in found if supply.item == item])
    shared = {item for item in lost if _is_lost_to_others(facts, scenario, item, economy)}
    case = Case(
        economy=economy,
        supplies=tuple(found),
        chain=desk.chain,
        stocks=stocks(desk, scenario, economy),
        alternates={item: _alternates(desk, item, economy, found, is_shared=item in shared) for item in lost},
        turning={item: _turning(facts, item, economy) for item in shared},
        pooling={item: pooling(desk, item, economy, found) for item in lost},
        important=Unknown(
            name="part that important inputs take along",
            low=0.0,
            high=facts.preset("PICHLER-2022")["important_loss"],
            is_worse_high=True,
        ),
        family=Unknown(name="part of its family that a lost member is", low=0.0, high=1.0, is_worse_high=True),
        horizon_days=horizon_days,
    )
    return Met(case=case, remarks=tuple(remarks), sources=tuple(sorted(sources)))


def _is_lost_to_others(facts: Facts, scenario: Scenario, item: str, economy: str) -> bool:
    """Whether other importers lose a supply of the item too, and turn to the same alternates."""
    shocks = (shock for shock in scenario.shocks if item in _items(facts, shock, economy))
    return any(shock.buyers != (economy,) for shock in shocks if not _not_met(shock, economy))


def _turning(facts: Facts, item: str, economy: str) -> Unknown:
    return Unknown(name=f"part of {economy} in all that turn to others for {named(facts, item)}", low=0.0, high=1.0)


def _alternates(
    desk: Desk, item: str, economy: str, found: Sequence[Supply], *, is_shared: bool
) -> tuple[Alternate, ...]:
    supplies = [supply for supply in found if supply.item == item]
    return alternates(
        desk,
        item,
        economy,
        lost={supply.economy for supply in supplies if supply.economy},
        enough=min(1.0, sum(supply.share.high * supply.depth.high for supply in supplies)),
        is_shared=is_shared,
    )


def _check_shares(facts: Facts, economy: str, found: Sequence[Supply]) -> None:
    """Refuse suppliers of an item that hold more than all of it even at their least."""
    least: dict[str, float] = {}
    for supply in found:
        least[supply.supplier] = max(least.get(supply.supplier, 0.0), supply.share.low)
    total = sum(least.values())
    if total > 1 + _ROUNDING:
        who, what = " and ".join(least), named(facts, found[0].item)
        raise InputError(f"{who} are said to supply {total:.0%} of {what} in {economy}; give shares up to one in sum")


def _not_met(shock: Shock, economy: str) -> str:
    """Why a shock takes nothing from an economy; empty where it does."""
    buyers = ", ".join(shock.buyers)
    if shock.buyers and economy not in shock.buyers:
        if shock.economy == economy:
            return said(
                "{target}: {economy}'s own measure costs it sales to {buyers}, which are not counted.",
                target=shock.target,
                economy=economy,
                buyers=buyers,
            )
        return said(
            "{target} is lost to {buyers} only, not to {economy}.", target=shock.target, buyers=buyers, economy=economy
        )
    return ""


def _items(facts: Facts, shock: Shock, economy: str) -> tuple[str, ...]:
    """The item of a shock, or of its stage those that the supplier is named for."""
    if shock.item:
        return (shock.item,)
    of_stage = [item.id for item in facts.items if item.stage == shock.stage]
    if shock.economy is None:
        return tuple(of_stage)
    named = {row.item for row in facts.provisions if row.economy == shock.economy and row.market in (economy, WORLD)}
    return tuple(item for item in of_stage if item in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    number: Unknown
    sources: tuple[str, ...] = ()


def _share(facts: Facts, shock: Shock, item: str, economy: str) -> _Share:
    """What part of what an economy gets is lost: as the scenario says, else as published before its start."""
    name = f"share of {_who(shock)} in {named(facts, item)}"
    if shock.share is not None:
        return _Share(number=unknown(name, shock.share, shock.spread, is_worse_high=True))
    if shock.economy is None:
        return _Share(number=Unknown(name=name, low=1.0, high=1.0, is_worse_high=True, is_assumed=False))
    supply = _published(facts, item, economy, shock.economy, shock.start)
    if supply is None:
        return _Share(number=Unknown(name=f"{name}, which nobody published", low=0.0, high=1.0, is_worse_high=True))
    share = supply.share_of(shock.economy)
    low, high = share.low or 0.0, 1.0 if share.high is None else share.high
    is_assumed = share.value is None and low < high
    number = Unknown(name=name, low=low, high=high, spread=shock.spread, is_worse_high=True, is_assumed=is_assumed)
    return _Share(number=number, sources=supply.sources)


def _published(facts: Facts, item: str, economy: str, supplier: str, on: dt.date) -> supplied.Supply | None:
    """The first published supply that names a supplier."""
    return next((row for row in published(facts, item, economy, on) if row.names(supplier)), None)


def published(facts: Facts, item: str, economy: str, on: dt.date) -> tuple[supplied.Supply, ...]:
    """Published supplies of an item: to the economy before the world, the last up to a day first.

    What was made or sold goes before capacity.
    """
    found: list[supplied.Supply] = []
    for market in (economy, WORLD):
        rows = tuple(row for row in facts.provisions if (row.item, row.market) == (item, market))
        held = supplies(rows, thresholds(facts.parameters, "CHAIN-65"))
        found += sorted(held, key=lambda row: _distance(row, on))
    return tuple(found)


def _distance(supply: supplied.Supply, on: dt.date) -> tuple[bool, int, bool, tuple[str, ...]]:
    """Supplies before a day by how near they end, then those after it."""
    if supply.period is None:
        return (True, dt.date.max.toordinal(), False, supply.sources)
    gap = (on - supply.period.end.last).days
    return (gap < 0, abs(gap), supply.measure == "capacity", supply.sources)


def _supply(desk: Desk, scenario: Scenario, shock: Shock, item: str, share: Unknown, economy: str) -> Supply:
    twins = [other for other in scenario.shocks if (other.item, _who(other)) == (shock.item, _who(shock))]
    when = f" from {shock.start} on" if len(twins) > 1 else ""  # a name is one number wherever it stands
    what = f"{named(desk.facts, item)} from {_who(shock)}{when}"
    under_way, licensed = f"days that goods are on their way of {what}", f"days that open licences last of {what}"

    def of(name: str, band: Band | None, *, is_worse_high: bool) -> Unknown | None:
        return None if band is None else unknown(f"{name} {what}", band, shock.spread, is_worse_high=is_worse_high)

    return Supply(
        item=item,
        supplier=_who(shock),
        economy=shock.economy,
        begin_days=float((shock.start - scenario.start).days),
        share=share,
        depth=unknown(f"depth of the loss of {what}", shock.depth, shock.spread, is_worse_high=True),
        duration=of("duration of the loss of", shock.duration_days, is_worse_high=True),
        recovery=shock.recovery,
        recovery_time=of("time of recovery of", shock.recovery_days, is_worse_high=True),
        licensed=entered_days(desk, item, economy, Attribute.OPEN_LICENCE_DAYS, name=licensed),
        arriving=entered_days(desk, item, economy, Attribute.TRANSIT_DAYS, name=under_way)
        or of("days that goods are on their way of", shock.arriving_days, is_worse_high=False),
        rush=of("days laid in before of", shock.rush_days, is_worse_high=False),
    )


def _who(shock: Shock) -> str:
    return shock.producer or shock.economy or "all suppliers"
