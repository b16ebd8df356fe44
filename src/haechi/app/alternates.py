"""Who an economy can turn to when a supply is lost: from which day on each delivers, and how much it can spare.

What was entered of a supplier goes before what was entered of any, and that before what is usual.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from haechi.app.desk import Desk
from haechi.app.reserves import named, of_entry
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD
from haechi.model.chain import BufferKind
from haechi.model.citation import Method
from haechi.model.knowledge import Attribute, Statement
from haechi.reference.facts import Facts
from haechi.stress.replacement import Alternate
from haechi.stress.unknowns import Unknown
from haechi.units import convert

_MONTH = convert(1, "month", "day")


def alternates(
    desk: Desk, item: str, economy: str, *, lost: Collection[str], enough: float, is_shared: bool
) -> tuple[Alternate, ...]:
    """Who can send an item instead: each supplier that somebody entered, and all others together.

    Of the others nobody knows what they can spare: from nothing to enough, unless it was entered (for WLD).

    Parameters
    ----------
    desk, item, economy : whose lines turn to whom for what
    lost : suppliers that are lost and cannot send
    enough : the greatest loss, a part of use
    is_shared : whether other importers lost the same supply and turn to the same alternates
    """
    rows = [row for row in desk.statements.values() if (row.item, row.economy) == (item, economy)]
    qualified = {name for row in rows if row.attribute is Attribute.QUALIFIED_SUPPLIERS for name in row.economies}
    entered = {name for row in rows if (name := row.alternate) is not None}
    others = sorted((entered | qualified) - {*lost, WORLD})
    return tuple(
        _alternate(
            desk.facts, item, rows, supplier, is_qualified=supplier in qualified, enough=enough, is_shared=is_shared
        )
        for supplier in (*others, WORLD)
    )


def _alternate(
    facts: Facts,
    item: str,
    rows: Sequence[Statement],
    supplier: str,
    *,
    is_qualified: bool,
    enough: float,
    is_shared: bool,
) -> Alternate:
    what = f"{named(facts, item)} from {'others' if supplier == WORLD else supplier}"
    spare, name = _entry(rows, Attribute.SPARE_CAPACITY, supplier), f"what can be sent of {what}"
    return Alternate(
        supplier=supplier,
        times=tuple(_times(facts, item, rows, supplier, what, is_qualified=is_qualified)),
        spare=of_entry(name, spare) if spare else Unknown(name=name, low=0.0, high=enough),
        is_shared=is_shared and spare is not None,
    )


def _times(
    facts: Facts, item: str, rows: Sequence[Statement], supplier: str, what: str, *, is_qualified: bool
) -> Iterator[Unknown]:
    """Days of order, licence and, where the supplier is not qualified, qualification: as entered, else as usual.

    A usual time of replacement holds the order: of a supplier that must be qualified, nobody knows for how long, it is
    order and qualification in one; of any other the order lasts up to all of it, for nobody says what part delivery is.
    """
    order, licence, qualification = (
        None if entry is None else of_entry(f"{name} {what}", entry, factor=factor)
        for name, factor, entry in (
            ("days of order of", 1.0, _entry(rows, Attribute.ORDER_DAYS, supplier)),
            ("days of licence of", 1.0, _entry(rows, Attribute.LICENCE_DAYS, supplier)),
            ("time to qualify", _MONTH, _entry(rows, Attribute.QUALIFICATION_MONTHS, supplier)),
        )
    )
    licence = licence or usual_days(facts, "licence", f"days of licence of {what}")
    whole = _usual_months(facts, item, BufferKind.REPLACEMENT, f"time to replace {what}")
    usual = _usual_months(facts, item, BufferKind.REQUALIFICATION, f"time to qualify {what}")
    waits: tuple[Unknown | None, ...]
    if whole is not None and qualification is None and not is_qualified:
        waits = (order, licence, _beyond(whole, order))
    else:
        order = order or _usual_order(facts, whole, f"days of order of {what}")
        waits = (order, licence, None if is_qualified else qualification or usual)
    return (replace(wait, is_worse_high=True) for wait in waits if wait is not None)


def _beyond(whole: Unknown, order: Unknown | None) -> Unknown:
    """What a time of replacement leaves beyond the order, where that is known."""
    if order is None:
        return whole
    return replace(whole, low=max(0.0, whole.low - order.high), high=max(0.0, whole.high - order.low))


def _usual_order(facts: Facts, whole: Unknown | None, name: str) -> Unknown:
    """The usual time of an order; where only one of replacement is known, up to all of that."""
    usual = usual_days(facts, "order", name)
    return usual if whole is None else replace(usual, high=max(usual.high, whole.high), is_assumed=True)


def _entry(rows: Iterable[Statement], attribute: Attribute, supplier: str) -> Statement | None:
    """What was entered of a supplier, else of any."""
    held = {row.alternate: row for row in rows if row.attribute is attribute}
    return held.get(supplier, held.get(None))


def _usual_months(facts: Facts, item: str, kind: BufferKind, name: str) -> Unknown | None:
    """A usual time of the tables in days; None where they have none of the kind."""
    for row in facts.buffers:
        if (row.item, row.kind) == (item, kind):
            is_assumed = row.citation.method is Method.ASSUMED
            return Unknown(name=name, low=row.low * _MONTH, high=row.high * _MONTH, is_assumed=is_assumed)
    return None


def usual_days(facts: Facts, what: str, name: str) -> Unknown:
    """A usual time of the preset COVER: order, licence or transit, in days."""
    limits = thresholds(facts.parameters, "COVER")
    low, high = limits[f"{what}_low"], limits[f"{what}_high"]
    is_assumed = Method.ASSUMED in (low.citation.method, high.citation.method)
    return Unknown(name=name, low=low.value, high=high.value, is_assumed=is_assumed)
