"""Dependence by published shares: what is known of an economy's suppliers before any customs file is loaded."""

from collections.abc import Iterator

from haechi.app.consequence import devices_at_stake
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, Supply, supplies
from haechi.model.estimate import Estimate
from haechi.reference.facts import Facts

NO_FLOWS = (
    "No customs file is loaded: these are published shares from the bundled tables, each with its own basis, measure, "
    "year and market. Rows of different bases are listed in one table and must not be added or compared."
)


def newest(facts: Facts, market: str) -> Iterator[Supply]:
    """The newest supply of every item, basis and measure to a market."""
    held = tuple(row for row in facts.provisions if row.market == market)
    seen = set()
    for supply in supplies(held, thresholds(facts.parameters, "CHAIN-65")):
        subject = (supply.item, supply.basis, supply.measure)
        if subject not in seen:
            seen.add(subject)
            yield supply


def suppliers_of(facts: Facts, economy: str) -> tuple[Supply, ...]:
    """Supplies that an economy lives on: to its own market first, then to the world where others are the largest.

    Within each the single-country rule comes first, then the largest known share.
    """
    own = sorted(newest(facts, economy), key=_urgency)
    world = (supply for supply in newest(facts, WORLD) if supply.top_economy not in (None, economy))
    return (*own, *sorted(world, key=_urgency))


def depend(desk: Desk, economy: str) -> Report:
    """Rows of `depend` from published shares; keys are those of the rows from customs data, and what they speak of."""
    facts = desk.facts
    found = suppliers_of(facts, economy)
    rows = [_row(facts, supply) for supply in found]
    used = tuple(sorted({source for supply in found for source in supply.sources}))
    return Report(command="depend", as_of=desk.as_of, rows=rows, notes=(NO_FLOWS,), sources=used)


def _urgency(supply: Supply) -> tuple[bool, bool, float, str]:
    verdict = supply.verdict.met
    return (verdict is not True, verdict is False, -known_share(supply.top_share), supply.item)


def known_share(share: Estimate) -> float:
    """The share that is certain: its value, else the low end of its interval."""
    return share.value if share.value is not None else share.low or 0.0


def _row(facts: Facts, supply: Supply) -> Row:
    verdict = supply.verdict
    return {
        "item": supply.item,
        "items": [supply.item],
        "name": facts.item_by_id[supply.item].names.en,
        "code": None,
        "edition": None,
        "value_usd": None,
        "hhi": supply.hhi.value,
        "hhi_interval": interval(supply.hhi),
        "effective_suppliers": 1 / supply.hhi.value if supply.hhi.value else None,
        "top_partner": supply.top_economy,
        "top_share": supply.top_share.value,
        "top_share_interval": interval(supply.top_share),
        "interval_reason": supply.top_share.reason,
        "partners": len(supply.shares) + len(supply.present),
        "presets": {verdict.preset: verdict.met},
        "persistence": {verdict.preset: str(verdict.persistence) if verdict.persistence else None},
        "devices_at_stake": list(devices_at_stake(supply.item)),
        "market": supply.market,
        "basis": supply.basis,
        "measure": supply.measure,
        "period": supply.period,
        "vintage": None,
        "sources": list(supply.sources),
    }


def interval(estimate: Estimate) -> list[float] | None:
    """The two ends of an interval, or None where there is none."""
    if estimate.low is None or estimate.high is None:
        return None
    return [estimate.low, estimate.high]
