"""The loss of one supplier of one item as an economy meets it: who it is, its share, and who else turns to others."""

import datetime as dt
from dataclasses import dataclass, replace

from haechi.app.desk import Desk
from haechi.app.imported import Imported
from haechi.app.reserves import named
from haechi.app.supplying import Met, meet, published
from haechi.dependency.supply import WORLD
from haechi.model.scenario import Band, Scenario, ScenarioKind, Shock
from haechi.reference.facts import Facts
from haechi.stress.interruption import Case
from haechi.stress.unknowns import Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is lost, and for how long.

    Parameters
    ----------
    depth : part of the supply that is lost
    duration_days : how long; None: to an open end
    is_lost_to_all : whether other importers lose the supplier too, and turn to the same alternates
    start : first day of the loss
    horizon_days : days that are looked at
    """

    depth: tuple[float, float] = (1.0, 1.0)
    duration_days: tuple[float, float] | None = None
    is_lost_to_all: bool = False
    start: dt.date
    horizon_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One supplier of one item lost; `supplier` None: the largest, whom nobody names with a share."""

    item: str
    supplier: str | None
    met: Met

    @property
    def case(self) -> Case:
        """What the economy loses and what it has against it."""
        return self.met.case

    @property
    def share(self) -> Unknown:
        """What part of what the economy gets the supplier is."""
        return self.case.supplies[0].share


def loss(
    desk: Desk, item: str, economy: str, terms: Terms, *, supplier: str | None = None, flows: Imported | None = None
) -> Loss:
    """The loss of a supplier of an item.

    Parameters
    ----------
    desk, item, economy : whose lines lose what
    terms : how much of it, for how long
    supplier : who is lost, WLD for all suppliers; None: the largest abroad
    flows : loaded imports of the item; they go before published shares
    """
    who = supplier or _largest(desk.facts, flows, item, economy, terms)
    met = meet(desk, _scenario(desk.facts, item, economy, terms, who, flows), economy, horizon_days=terms.horizon_days)
    if flows is not None and who is not None:
        met = replace(met, case=_with_turning(met.case, flows.turning(who)))
    return Loss(item=item, supplier=who, met=met)


def is_supplied(desk: Desk, item: str, economy: str, terms: Terms, supplier: str, *, flows: Imported | None) -> bool:
    """Whether customs data or a publication name the supplier for the item, to the economy or to the world."""
    if supplier == WORLD or (flows is not None and supplier in flows.shares):
        return True
    return any(row.names(supplier) for row in published(desk.facts, item, economy, terms.start))


def _largest(facts: Facts, flows: Imported | None, item: str, economy: str, terms: Terms) -> str | None:
    """The largest supplier abroad: by customs data, else as published; None where nobody is named with a share."""
    if flows is not None:
        return flows.largest
    for supply in published(facts, item, economy, terms.start):
        for share in supply.shares:
            if share.economy != economy and share.high > 0:
                return share.economy
    return None


def _scenario(
    facts: Facts, item: str, economy: str, terms: Terms, supplier: str | None, flows: Imported | None
) -> Scenario:
    usual, duration = facts.preset("COVER"), terms.duration_days
    shock = Shock(
        economy=None if supplier == WORLD else supplier,
        producer=None if supplier else "the largest supplier",
        item=item,
        buyers=() if terms.is_lost_to_all else (economy,),
        depth=Band(low=terms.depth[0], high=terms.depth[1], ground="as asked"),
        share=_share(flows, supplier),
        start=terms.start,
        duration_days=None if duration is None else Band(low=duration[0], high=duration[1], ground="as asked"),
        arriving_days=Band(low=usual["transit_low"], high=usual["transit_high"], ground="usual voyages"),
    )
    return Scenario(
        id="cover",
        title=f"{supplier or 'the largest supplier'} of {named(facts, item)}",
        kind=ScenarioKind.WHAT_IF,
        economies=(economy,),
        shocks=(shock,),
        horizon_days=terms.horizon_days,
    )


def _share(flows: Imported | None, supplier: str | None) -> Band | None:
    """The share by customs data; None: as published. Of one whom nobody names it is not known."""
    if supplier is None:
        return Band(low=0.0, high=1.0, ground="nobody abroad is named with a share")
    if flows is None or supplier not in flows.shares:
        return None
    low, high = flows.share(supplier)
    return Band(low=low, high=high, source=flows.source, ground=f"imports of {flows.year}")


def _with_turning(case: Case, part: float | None) -> Case:
    """The case with what customs data say of others who lose the same supplier."""
    if part is None:
        return case
    known = {item: replace(row, low=part, high=part, is_assumed=False) for item, row in case.turning.items()}
    return replace(case, turning=known)
