"""A scenario as one economy meets it: what it loses, what it holds, what others can send, each with what is not known.

What was entered goes before what the scenario says of the time, and that before what is usual.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from haechi.app.desk import Desk
from haechi.dependency import supply as supplied
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, supplies
from haechi.model.chain import Buffer, BufferKind
from haechi.model.citation import Method
from haechi.model.knowledge import Attribute, Statement
from haechi.model.scenario import Band, Scenario, Shock, Spread
from haechi.reference.facts import Facts
from haechi.stress.interruption import Alternate, Case, Supply
from haechi.stress.passage import passage
from haechi.stress.unknowns import Unknown
from haechi.units import convert


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
        for item in _items(facts, shock, economy):
            share = _share(facts, shock, item, economy)
            sources.update(share.sources)
            found.append(_supply(facts, scenario, shock, item, share.number))
    lost = {supply.item for supply in found}
    case = Case(
        economy=economy,
        supplies=tuple(found),
        chain=passage(facts.links, facts.items),
        stocks=_stocks(desk, scenario, economy),
        alternates={item: _alternate(desk, item, economy) for item in sorted(lost)},
        pooling={item: _pooling(desk, item, economy, found) for item in sorted(lost)},
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


def _not_met(shock: Shock, economy: str) -> str:
    """Why a shock takes nothing from an economy; empty where it does."""
    if not (shock.item or shock.stage):
        return f"{shock.target} is a firm of a network, and the chain knows no firms: nothing is computed for it here."
    buyers = ", ".join(shock.buyers)
    if shock.buyers and economy not in shock.buyers:
        if shock.economy == economy:
            return f"{shock.target}: {economy}'s own measure costs it sales to {buyers}, which are not counted."
        return f"{shock.target} is lost to {buyers} only, not to {economy}."
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
    name = f"share of {_who(shock)} in {_name(facts, item)}"
    if shock.share is not None:
        return _Share(number=_unknown(name, shock.share, shock.spread, is_worse_high=True))
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
    """The published supply that names a supplier: to the economy before the world, the last up to a day first.

    What was made or sold goes before capacity.
    """
    for market in (economy, WORLD):
        rows = tuple(row for row in facts.provisions if (row.item, row.market) == (item, market))
        named = [row for row in supplies(rows, thresholds(facts.parameters, "CHAIN-65")) if row.names(supplier)]
        if named:
            return min(named, key=lambda row: _distance(row, on))
    return None


def _distance(supply: supplied.Supply, on: dt.date) -> tuple[bool, int, bool, tuple[str, ...]]:
    """Supplies before a day by how near they end, then those after it."""
    if supply.period is None:
        return (True, dt.date.max.toordinal(), False, supply.sources)
    gap = (on - supply.period.end.last).days
    return (gap < 0, abs(gap), supply.measure == "capacity", supply.sources)


def _supply(facts: Facts, scenario: Scenario, shock: Shock, item: str, share: Unknown) -> Supply:
    what = f"{_name(facts, item)} from {_who(shock)}"

    def of(name: str, band: Band | None, *, is_worse_high: bool) -> Unknown | None:
        return None if band is None else _unknown(f"{name} {what}", band, shock.spread, is_worse_high=is_worse_high)

    return Supply(
        item=item,
        supplier=shock.economy,
        target=what,
        begin_days=float((shock.start - scenario.start).days),
        share=share,
        depth=_unknown(f"depth of the loss of {what}", shock.depth, shock.spread, is_worse_high=True),
        duration=of("duration of the loss of", shock.duration_days, is_worse_high=True),
        recovery=shock.recovery,
        recovery_time=of("time of recovery of", shock.recovery_days, is_worse_high=True),
        arriving=of("days that goods are on their way of", shock.arriving_days, is_worse_high=False),
        rush=of("days laid in before of", shock.rush_days, is_worse_high=False),
    )


def _who(shock: Shock) -> str:
    return shock.producer or shock.economy or "all suppliers"


def _name(facts: Facts, item: str) -> str:
    return facts.item_by_id[item].names.en.lower()


def _unknown(name: str, band: Band, spread: Spread, *, is_worse_high: bool) -> Unknown:
    return Unknown(
        name=name,
        low=band.low,
        high=band.high,
        spread=spread,
        is_worse_high=is_worse_high,
        is_assumed=band.is_assumed,
    )


def _stocks(desk: Desk, scenario: Scenario, economy: str) -> Mapping[tuple[str, str | None], Unknown]:
    """Stock of every item: as entered for the economy, else of the time, else usual."""
    facts = desk.facts
    usual = {(row.item, row.customer): _usual(facts, row) for row in facts.buffers if row.kind is BufferKind.STOCK}
    known: dict[str, Unknown] = {}
    for stock in scenario.stocks:
        if stock.economy in (None, economy):
            name = f"stock of {_name(facts, stock.item)}"
            known[stock.item] = _unknown(name, stock.days, Spread.UNIFORM, is_worse_high=False)
    for item, entry in _entered(desk, economy, Attribute.STOCK_DAYS).items():
        known[item] = _of_entry(f"stock of {_name(facts, item)}", entry)
    left = {key: unknown for key, unknown in usual.items() if key[0] not in known}
    return left | {(item, None): unknown for item, unknown in known.items()}


def _usual(facts: Facts, row: Buffer) -> Unknown:
    at = f" at {_name(facts, row.customer)}" if row.customer else ""
    return Unknown(
        name=f"stock of {_name(facts, row.item)}{at}",
        low=row.low,
        high=row.high,
        is_usual_stock=True,
        is_assumed=row.citation.method is Method.ASSUMED,
    )


def _alternate(desk: Desk, item: str, economy: str) -> Alternate:
    """When others can send, by the time of qualification, and what part: nobody entered it, so from none to enough."""
    facts = desk.facts
    name = f"time to qualify others for {_name(facts, item)}"
    days = convert(1, "month", "day")
    entry = _entered(desk, economy, Attribute.QUALIFICATION_MONTHS).get(item)
    usual = [row for row in facts.buffers if (row.item, row.kind) == (item, BufferKind.REQUALIFICATION)]
    if entry is not None:
        time = _of_entry(name, entry, factor=days)
    elif usual:
        is_assumed = usual[0].citation.method is Method.ASSUMED
        time = Unknown(
            name=name, low=usual[0].low * days, high=usual[0].high * days, is_worse_high=True, is_assumed=is_assumed
        )
    else:
        time = Unknown(name=name, low=0.0, high=0.0)
    part = Unknown(name=f"part that others can send of {_name(facts, item)}", low=0.0, high=1.0)
    return Alternate(days=replace(time, is_worse_high=True), part=part)


def _pooling(desk: Desk, item: str, economy: str, found: Sequence[Supply]) -> Unknown:
    """Whether lines share what is left: nobody knows, unless the lost suppliers are the only qualified ones."""
    entry = _entered(desk, economy, Attribute.QUALIFIED_SUPPLIERS).get(item)
    lost = {supply.supplier for supply in found if supply.item == item}
    is_alone = entry is not None and set(entry.economies) <= lost
    name = f"sharing of {_name(desk.facts, item)} among lines"
    return Unknown(name=name, low=0.0, high=0.0 if is_alone else 1.0, is_assumed=not is_alone)


def _entered(desk: Desk, economy: str, attribute: Attribute) -> Mapping[str, Statement]:
    """What was entered of an attribute in an economy, by item."""
    rows = desk.statements.values()
    return {row.item: row for row in rows if (row.economy, row.attribute) == (economy, attribute)}


def _of_entry(name: str, entry: Statement, *, factor: float = 1.0) -> Unknown:
    low, high = (entry.low or 0.0) * factor, (entry.high or 0.0) * factor
    return Unknown(name=name, low=low, high=high, is_assumed=False)
