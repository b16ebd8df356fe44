"""Dependence by published shares: what is known of an economy's suppliers before any customs file is loaded."""

from haechi.app.consequence import device_types_at_stake, devices_at_stake
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.dependency import supply
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, Supply, single_country
from haechi.model.estimate import Estimate
from haechi.reference.facts import Facts
from haechi.sentence import Said, said

NO_FLOWS = said(
    "No customs file is loaded: these are published shares from the bundled tables, each with its own "
    "basis, measure, year and market. Rows of different bases are listed in one table and must not be "
    "added or compared."
)


def newest(facts: Facts, market: str) -> tuple[Supply, ...]:
    """The newest supply of every item, basis and measure to a market."""
    held = tuple(row for row in facts.provisions if row.market == market)
    return supply.newest(supply.supplies(held, thresholds(facts.parameters, "CHAIN-65")))


def suppliers_of(facts: Facts, economy: str) -> tuple[Supply, ...]:
    """Supplies that an economy lives on: to its own market, then to the world where others are the largest.

    Within each the single-country rule comes first, then the largest known share; presence without a size comes last.
    """
    world = (row for row in newest(facts, WORLD) if row.top_economy != economy)
    found = sorted([*newest(facts, economy), *world], key=_urgency)
    return tuple(row for row in found if economy not in row.present or row.shares)


def depend(desk: Desk, economy: str) -> Report:
    """Rows of `depend` from published shares; keys are those of the rows from customs data, and what they speak of."""
    facts = desk.facts
    found = suppliers_of(facts, economy)
    rows = [_row(facts, row) for row in found]
    used = tuple(sorted({source for row in found for source in row.sources}))
    return Report(command="depend", as_of=desk.as_of, rows=rows, notes=(NO_FLOWS,), sources=used)


def _urgency(found: Supply) -> tuple[bool, bool, bool, float, str]:
    verdict = found.verdict.met
    return (not found.shares, found.market == WORLD, verdict is not True, -known_share(found.top_share), found.item)


def known_share(share: Estimate) -> float:
    """The share that is certain: its value, else the low end of its interval."""
    return share.value if share.value is not None else share.low or 0.0


def _row(facts: Facts, found: Supply) -> Row:
    two = (single_country(found.top_share, thresholds(facts.parameters, "KR-50"), "KR-50"), found.verdict)
    return {
        "item": found.item,
        "items": [found.item],
        "name": facts.item_by_id[found.item].names.en,
        "code": None,
        "edition": None,
        "value_usd": None,
        "hhi": found.hhi.value,
        "hhi_interval": interval(found.hhi),
        "effective_suppliers": 1 / found.hhi.value if found.hhi.value else None,
        "top_partner": found.top_economy,
        "top_share": found.top_share.value,
        "top_share_interval": interval(found.top_share),
        "interval_reason": found.top_share.reason,
        "partners": len(found.shares) + len(found.present),
        "presets": {verdict.preset: verdict.met for verdict in two},
        "not_applicable": [],
        "preset_reasons": {verdict.preset: verdict.reason for verdict in two},
        "persistence": {verdict.preset: str(verdict.persistence) if verdict.persistence else None for verdict in two},
        "devices_at_stake": list(devices_at_stake(found.item)),
        "device_types_at_stake": list(device_types_at_stake(found.item)),
        "scope": scope(found),
        "market": found.market,
        "basis": found.basis,
        "measure": found.measure,
        "period": found.period,
        "vintage": None,
        "sources": list(found.sources),
    }


def scope(found: Supply) -> Said:
    """What the shares of a supply are shares of, such as `KOR imports 2024 (customs origin)`."""
    where = said("world") if found.market == WORLD else found.market
    measure = found.measure or said("presence")
    if found.period is None:
        return said("{market} {measure} ({basis})", market=where, measure=measure, basis=found.basis)
    return said(
        "{market} {measure} {period} ({basis})", market=where, measure=measure, period=found.period, basis=found.basis
    )


def interval(estimate: Estimate) -> list[float] | None:
    """The two ends of an interval, or None where there is none."""
    if estimate.low is None or estimate.high is None:
        return None
    return [estimate.low, estimate.high]
