"""`haechi criticality` without a file: what the stop of each economy in each item takes of the devices of the chain."""

from collections.abc import Mapping
from dataclasses import dataclass

from haechi.app import dependence, published
from haechi.app.consequence import type_of
from haechi.app.desk import Desk
from haechi.app.published import interval, scope
from haechi.app.report import Report, Row
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD
from haechi.errors import NotCovered
from haechi.model.chain import Kind
from haechi.reference.facts import Facts
from haechi.stress.purchases import purchase_shares
from haechi.stress.ranking import Stake, stakes
from haechi.stress.sourcing import Purchases, Sourcing, chosen

BOUND = (
    "What is lost of the devices, each counting the same, once stocks are used up and without substitutes. Values give "
    "what no source attributes evenly to those named without a number and to the rest; intervals run from none of it "
    "to all of it in the hands of the economy that stops."
)
BASES = "Shares by site and by headquarters stand in one list: each row names its basis; they must not be compared."

FAMILIES = "An economy that stops in a family stops in all its members: a small share of a family can take much."


def criticality(desk: Desk, *, by_flows: bool = False) -> Report:
    """Rows of every economy that a published share names for an item, the one whose stop takes most first.

    Parameters
    ----------
    by_flows : split purchases by the loaded customs data where an importer makes nothing of the item itself

    Raises
    ------
    WorkspaceError
        If customs data are asked for and there is no workspace.
    NotCovered
        If customs data are asked for and none covers any importer that makes an item.
    """
    facts = desk.facts
    supplies = chosen(published.newest(facts, WORLD))
    bought = _bought(desk, tuple(supplies)) if by_flows else _Bought(purchases={}, notes=(), sources=(), vintages=())
    sourcing = Sourcing(items=facts.items, links=facts.links, supplies=supplies, purchases=bought.purchases)
    devices = {item.id: type_of(facts, item.id) for item in facts.items if item.kind is Kind.DEVICE}
    important_loss = thresholds(facts.parameters, "PICHLER-2022")["important_loss"].value
    found = stakes(sourcing, devices, important_loss=important_loss)
    used = {link.citation.source for link in facts.links} | {name for row in supplies.values() for name in row.sources}
    return Report(
        command="criticality",
        as_of=desk.as_of,
        rows=[_row(facts, sourcing, stake) for stake in found],
        notes=(BOUND, FAMILIES, BASES, *bought.notes),
        parameters={"network": "chain", "preset": "PICHLER-2022", "by_flows": by_flows, "devices": list(devices)},
        sources=(*sorted(used), *bought.sources),
        vintages=bought.vintages,
    )


def _row(facts: Facts, sourcing: Sourcing, stake: Stake) -> Row:
    item = facts.item_by_id[stake.producer.item]
    supply = sourcing.supplies[item.id]
    return {
        "economy": stake.producer.economy,
        "item": item.id,
        "name": item.names.en,
        "stage": item.stage,
        "share": stake.share.value,
        "share_interval": interval(stake.share),
        "devices_lost": stake.devices_lost.value,
        "devices_lost_interval": interval(stake.devices_lost),
        "by_device": [
            {"device": device, "lost": lost.value, "lost_interval": interval(lost)}
            for device, lost in stake.by_device.items()
        ],
        "scope": scope(supply),
        "basis": supply.basis,
        "measure": supply.measure,
        "period": supply.period,
        "sources": list(supply.sources),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bought:
    """Purchases by customs data, and what must be known of them."""

    purchases: Purchases
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    vintages: tuple[str, ...]


def _bought(desk: Desk, items: tuple[str, ...]) -> _Bought:
    """Purchases of every economy that makes an item, of the latest year that the loaded data cover."""
    wanted = set(items)
    makers = {row.economy for row in desk.facts.provisions if row.market == WORLD}
    purchases: dict[tuple[str, str], Mapping[str, float]] = {}
    markets = []
    for economy in sorted(makers):
        try:
            market = dependence.latest(desk, economy)
        except NotCovered:  # the others are still worth having; who is covered is said
            continue
        found = purchase_shares(market, desk.facts.items_of)
        known = {(economy, item): shares for item, shares in found.items() if item in wanted}
        purchases |= known
        if known:
            markets.append(market)
    if not markets:
        raise NotCovered("no loaded customs data cover an economy of the chain; load a file, or leave --flows out")
    told = ", ".join(f"{market.importer} {market.year}" for market in markets)
    return _Bought(
        purchases=purchases,
        notes=(f"Purchases by customs origin, who sells and not who makes: {told}. All others split as the world.",),
        sources=tuple(dict.fromkeys(market.source for market in markets)),
        vintages=tuple(dict.fromkeys(market.vintage for market in markets)),
    )
