"""`haechi item` and `haechi paths`: everything held on one item, and what its stop reaches."""

from collections.abc import Iterator

from haechi.app import published
from haechi.app.consequence import devices_at_stake
from haechi.app.desk import Desk
from haechi.app.published import interval
from haechi.app.report import Report, Row
from haechi.dependency.paths import STOP, reach
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, Supply, latest_first, newest, supplies
from haechi.errors import NotCovered
from haechi.model.estimate import Estimate
from haechi.reference.facts import Facts
from haechi.sentence import said

BOUND = said(
    "Losses are the bound without stocks and without substitutes. A stop of a family member reaches what "
    "the family supplies with an unknown share."
)


def item(desk: Desk, name: str) -> Report:
    """One row with all that is held on an item: codes, suppliers, needs, uses, buffers, events, rules, entries."""
    facts = desk.facts
    found = facts.item(name)
    latest, earlier = _supplies(facts, found.id)
    row = {
        "item": found.id,
        "name_en": found.names.en,
        "name_ko": found.names.ko,
        "name_nl": found.names.nl,
        "kind": found.kind,
        "stage": found.stage,
        "parent": found.parent,
        "members": [other.id for other in facts.items if other.parent == found.id],
        "is_key": found.is_key,
        "use": found.use,
        "grade": found.grade,
        "devices_at_stake": list(devices_at_stake(found.id)),
        "codes": list(_codes(facts, found.id)),
        "supplies": latest,
        "earlier_supplies": earlier,
        "needs": list(_links(facts, customer=found.id)),
        "needed_by": list(_links(facts, supplier=found.id)),
        "buffers": list(buffers(facts, found.id)),
        "figures": list(_figures(facts, found.id)),
        "events": list(_events(facts, found.id)),
        "policies": list(_policies(facts, found.id)),
        "entered": list(_entered(desk, found.id)),
        "sources": [found.citation.source],
    }
    notes = (
        ()
        if row["supplies"]
        else (said("No published share of this item was found; that says nothing of its suppliers."),)
    )
    return Report(command="item", as_of=desk.as_of, rows=[row], notes=notes, sources=tuple(_sources(row)))


def paths(desk: Desk, name: str, *, economy: str | None = None) -> Report:
    """What a stop of an item reaches downstream, or a stop of one economy's share of it.

    Raises
    ------
    NotCovered
        If an economy is named of which nothing is published as a supplier of the item.
    """
    facts = desk.facts
    stopped = facts.item(name)
    lost: Estimate = STOP
    share_notes: tuple[str, ...] = ()
    if economy is not None:
        supplier = facts.economy(economy).iso3
        lost, share_notes = _share_lost(facts, stopped.id, supplier)
    limits = thresholds(facts.parameters, "PICHLER-2022")
    rows = [
        {
            "item": row.item,
            "name": facts.item_by_id[row.item].names.en,
            "stage": facts.item_by_id[row.item].stage,
            "steps": row.steps,
            "via": [step.supplier for step in row.path],
            "is_all_critical": row.is_all_critical,
            "device_types": row.device_types,
            "share_lost": row.share_lost.value,
            "share_lost_interval": interval(row.share_lost),
            "reason": row.share_lost.reason,
        }
        for row in reach(stopped.id, links=facts.links, items=facts.items, limits=limits, lost=lost)
    ]
    empty = (
        ()
        if rows
        else (said("The stop reaches nothing: no link in the tables starts at {item}.", item=repr(stopped.id)),)
    )
    parameters = {"item": stopped.id, "economy": economy, "share_lost": lost, "preset": "PICHLER-2022"}
    used = sorted({link.citation.source for link in facts.links})
    return Report(
        command="paths",
        as_of=desk.as_of,
        rows=rows,
        notes=(*share_notes, BOUND, *empty),
        parameters=parameters,
        sources=tuple(used),
    )


def _share_lost(facts: Facts, item_id: str, supplier: str) -> tuple[Estimate, tuple[str, ...]]:
    for supply in latest_first(published.newest(facts, WORLD)):
        named = {share.economy for share in supply.shares} | set(supply.present)
        if supply.item == item_id and supplier in named:
            what = (
                said("{measure} of {period}", measure=supply.measure, period=supply.period)
                if supply.measure
                else said("presence only")
            )
            note = said(
                "Share of {economy}: {sources}, by {basis}, {what}.",
                economy=supplier,
                sources=", ".join(supply.sources),
                basis=supply.basis,
                what=what,
            )
            return supply.share_of(supplier), (note,)
    raise NotCovered(
        said(
            "no published figure names {economy} as a supplier of {item} to the world; run `haechi item {same}` "
            "for those that are named",
            economy=supplier,
            item=repr(item_id),
            same=item_id,
        )
    )


def _codes(facts: Facts, item_id: str) -> Iterator[Row]:
    for row in facts.codes_by_item.get(item_id, ()):
        yield {
            "code": row.code,
            "edition": row.edition,
            "jurisdiction": row.jurisdiction,
            "signal": row.signal,
            "reason": row.reason,
            "confidence": row.confidence,
            "source": row.citation.source,
        }


def _supplies(facts: Facts, item_id: str) -> tuple[list[Row], list[Row]]:
    """The newest published supplies of an item, to the world first, and the earlier ones."""
    held = tuple(row for row in facts.provisions if row.item == item_id)
    found = supplies(held, thresholds(facts.parameters, "CHAIN-65"))
    latest = set(newest(found))
    ordered = sorted(found, key=lambda supply: (supply.market != WORLD, supply.market))
    return (
        [_supply(supply) for supply in ordered if supply in latest],
        [_supply(supply) for supply in ordered if supply not in latest],
    )


def _supply(supply: Supply) -> Row:
    return {
        "market": supply.market,
        "basis": supply.basis,
        "measure": supply.measure,
        "period": supply.period,
        "suppliers": [
            {"economy": share.economy, "share": share.value, "interval": [share.low, share.high]}
            for share in supply.shares
        ],
        "present": list(supply.present),
        "unattributed": supply.remainder,
        "hhi": supply.hhi,
        "single_country": supply.verdict.met,
        "persistence": str(supply.verdict.persistence) if supply.verdict.persistence else None,
        "sources": list(supply.sources),
    }


def _links(facts: Facts, *, supplier: str | None = None, customer: str | None = None) -> Iterator[Row]:
    for row in facts.links:
        if row.supplier == supplier or row.customer == customer:
            yield {
                "item": row.supplier if customer else row.customer,
                "essentiality": row.essentiality,
                "device_type": row.device_type,
                "reason": row.reason,
                "method": row.citation.method,
                "source": row.citation.source,
            }


def buffers(facts: Facts, item_id: str) -> Iterator[Row]:
    """Usual stock days, requalification and replacement months of an item, each with its source."""
    for row in facts.buffers:
        if row.item == item_id:
            yield {
                "kind": row.kind,
                "customer": row.customer,
                "low": row.low,
                "high": row.high,
                "method": row.citation.method,
                "locator": row.citation.locator,
                "source": row.citation.source,
            }


def _figures(facts: Facts, item_id: str) -> Iterator[Row]:
    for row in (*facts.figures, *facts.press_points):
        if row.item == item_id:
            yield {
                "activity": row.activity,
                "exporter": row.exporter,
                "importer": row.importer,
                "period": row.period,
                "value": row.value,
                "unit": row.unit,
                "note": row.note,
                "source": row.citation.source,
            }


def _events(facts: Facts, item_id: str) -> Iterator[Row]:
    for row in facts.events:
        if item_id in row.items:
            yield {
                "event": row.id,
                "title": row.title,
                "exporter": row.exporter,
                "importers": row.importers,
                "outcome": row.outcome,
                "announced": row.announced,
                "effective": row.effective,
                "eased": row.eased,
                "source": row.citation.source,
            }


def _policies(facts: Facts, item_id: str) -> Iterator[Row]:
    for row in facts.policies:
        if item_id in row.items:
            yield {
                "policy": row.id,
                "title": row.title,
                "economies": row.economies,
                "instrument": row.instrument,
                "start": row.start,
                "end": row.end,
                "source": row.citation.source,
            }


def _entered(desk: Desk, item_id: str) -> Iterator[Row]:
    for row in desk.statements.values():
        if row.item == item_id:
            yield {
                "economy": row.economy,
                "attribute": row.attribute,
                "low": row.low,
                "high": row.high,
                "text": row.text,
                "economies": row.economies,
                "who": row.who,
                "at": row.at.isoformat(timespec="seconds"),
                "source": row.source,
            }


def _sources(row: Row) -> list[str]:
    used = set(row["sources"])  # type: ignore[call-overload]
    for value in row.values():
        if isinstance(value, list):
            for inner in value:
                if isinstance(inner, dict):
                    used.update(inner.get("sources", [inner.get("source")]))
    return sorted(source for source in used if source)
