"""What an economy has against a loss: stocks, what others can send, and how lines share what is left.

What was entered goes before what the scenario says of the time, and that before what is usual.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from haechi.app.desk import Desk
from haechi.model.chain import Buffer, BufferKind
from haechi.model.citation import Method
from haechi.model.knowledge import Attribute, Statement
from haechi.model.scenario import Band, Scenario, Spread
from haechi.reference.facts import Facts
from haechi.stress.interruption import Alternate, Supply
from haechi.stress.unknowns import Unknown
from haechi.units import convert


def stocks(desk: Desk, scenario: Scenario, economy: str) -> Mapping[tuple[str, str | None], Unknown]:
    """Stock of every item: as entered for the economy, else of the time, else usual."""
    facts = desk.facts
    usual = {(row.item, row.customer): _usual(facts, row) for row in facts.buffers if row.kind is BufferKind.STOCK}
    known: dict[str, Unknown] = {}
    for stock in scenario.stocks:
        if stock.economy in (None, economy):
            name = f"stock of {named(facts, stock.item)}"
            known[stock.item] = unknown(name, stock.days, Spread.UNIFORM, is_worse_high=False)
    for item, entry in _entered(desk, economy, Attribute.STOCK_DAYS).items():
        known[item] = _of_entry(f"stock of {named(facts, item)}", entry)
    left = {key: held for key, held in usual.items() if key[0] not in known}
    return left | {(item, None): held for item, held in known.items()}


def _usual(facts: Facts, row: Buffer) -> Unknown:
    at = f" at {named(facts, row.customer)}" if row.customer else ""
    return Unknown(
        name=f"stock of {named(facts, row.item)}{at}",
        low=row.low,
        high=row.high,
        is_usual_stock=True,
        is_assumed=row.citation.method is Method.ASSUMED,
    )


def alternate(desk: Desk, item: str, economy: str) -> Alternate:
    """When others can send, by the time of qualification, and what part: nobody entered it, so from none to enough."""
    facts = desk.facts
    name = f"time to qualify others for {named(facts, item)}"
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
    part = Unknown(name=f"part that others can send of {named(facts, item)}", low=0.0, high=1.0)
    return Alternate(days=replace(time, is_worse_high=True), part=part)


def pooling(desk: Desk, item: str, economy: str, found: Sequence[Supply]) -> Unknown:
    """Whether lines share what is left: nobody knows, unless the lost suppliers are the only qualified ones."""
    entry = _entered(desk, economy, Attribute.QUALIFIED_SUPPLIERS).get(item)
    lost = {supply.economy for supply in found if supply.item == item}
    is_alone = entry is not None and set(entry.economies) <= lost
    name = f"sharing of {named(desk.facts, item)} among lines"
    return Unknown(name=name, low=0.0, high=0.0 if is_alone else 1.0, is_assumed=not is_alone)


def _entered(desk: Desk, economy: str, attribute: Attribute) -> Mapping[str, Statement]:
    """What was entered of an attribute in an economy, by item."""
    rows = desk.statements.values()
    return {row.item: row for row in rows if (row.economy, row.attribute) == (economy, attribute)}


def _of_entry(name: str, entry: Statement, *, factor: float = 1.0) -> Unknown:
    low, high = (entry.low or 0.0) * factor, (entry.high or 0.0) * factor
    return Unknown(name=name, low=low, high=high, is_assumed=False)


def named(facts: Facts, item: str) -> str:
    """What an item is called in the names of unknowns."""
    return facts.item_by_id[item].names.en.lower()


def unknown(name: str, band: Band, spread: Spread, *, is_worse_high: bool) -> Unknown:
    """The number of a band of a scenario."""
    return Unknown(
        name=name,
        low=band.low,
        high=band.high,
        spread=spread,
        is_worse_high=is_worse_high,
        is_assumed=band.is_assumed,
    )
