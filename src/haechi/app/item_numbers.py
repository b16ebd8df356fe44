"""One number for each item of a market: how concentrated its supply is, or what a partner is of it.

Customs data speak of an economy's imports where any are loaded, else published shares do; they are never mixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from haechi.app.dependence import year_of
from haechi.app.desk import Desk
from haechi.app.imported import Imported, imports
from haechi.app.matrix import by_item
from haechi.app.published import scope
from haechi.dependency.supply import WORLD
from haechi.errors import NotCovered
from haechi.model.chain import Basis, Signal
from haechi.model.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The number of an item: who it is about, what it is a share of, and by which sources."""

    number: Estimate
    supplier: str | None
    scope: str | None
    sources: tuple[str, ...]


def numbers(desk: Desk, market: str, basis: Basis, partner: str | None) -> Mapping[str, Known]:
    """By item the Herfindahl index of its suppliers to a market, or the share of a partner where one is named."""
    is_customs = market != WORLD and desk.has_flows
    return _customs(desk, market, partner) if is_customs else _published(desk, market, basis, partner)


def _published(desk: Desk, market: str, basis: Basis, partner: str | None) -> Mapping[str, Known]:
    """What published shares say of each item."""
    return {
        item: Known(
            number=supply.hhi if partner is None else supply.share_of(partner),
            supplier=partner or supply.top_economy,
            scope=scope(supply),
            sources=supply.sources,
        )
        for item, supply in by_item(desk, market, basis).items()
    }


def _customs(desk: Desk, market: str, partner: str | None) -> Mapping[str, Known]:
    """What loaded customs data say of the items that a code shows clearly; nothing of an economy not covered."""
    if partner is not None:
        return {item: _of_partner(market, partner, row) for item, row in imports(desk, market, desk.as_of).items()}
    try:
        rows = year_of(desk, market, year=None, source=None)
    except NotCovered:
        return {}
    found: dict[str, Known] = {}
    for row in rows:
        for code in desk.facts.items_of(row.code, row.edition):
            if code.signal in (Signal.IS_ITEM, Signal.PROXY):
                told = f"{market} imports {row.year}, {row.code} ({row.source})"
                known = Known(number=row.hhi, supplier=row.top_partner, scope=told, sources=(row.source,))
                found.setdefault(code.item, known)
    return found


def _of_partner(market: str, partner: str, row: Imported) -> Known:
    low, high = row.share(partner)
    number = Estimate(value=low if low == high else None, low=low, high=high, reason="what is not attributed")
    told = f"{market} imports {row.year} ({row.source})"
    return Known(number=number, supplier=partner, scope=told, sources=(row.source,))
