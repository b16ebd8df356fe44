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
    """Days of order, licence and, where the supplier is not qualified, qualification: as entered, else as usual."""
    for attribute, name in ((Attribute.ORDER_DAYS, "order"), (Attribute.LICENCE_DAYS, "licence")):
        entry = _entry(rows, attribute, supplier)
        if entry is not None:
            yield _time(of_entry(f"days of {name} of {what}", entry))
        else:
            yield _time(usual_days(facts, name, f"days of {name} of {what}"))
    if not is_qualified:
        entry = _entry(rows, Attribute.QUALIFICATION_MONTHS, supplier)
        name = f"time to qualify {what}"
        yield _time(of_entry(name, entry, factor=_MONTH) if entry else _usual_qualification(facts, item, name))


def _entry(rows: Iterable[Statement], attribute: Attribute, supplier: str) -> Statement | None:
    """What was entered of a supplier, else of any."""
    held = {row.alternate: row for row in rows if row.attribute is attribute}
    return held.get(supplier, held.get(None))


def _time(number: Unknown) -> Unknown:
    return replace(number, is_worse_high=True)


def _usual_qualification(facts: Facts, item: str, name: str) -> Unknown:
    for row in facts.buffers:
        if (row.item, row.kind) == (item, BufferKind.REQUALIFICATION):
            is_assumed = row.citation.method is Method.ASSUMED
            return Unknown(name=name, low=row.low * _MONTH, high=row.high * _MONTH, is_assumed=is_assumed)
    return Unknown(name=name, low=0.0, high=0.0)


def usual_days(facts: Facts, what: str, name: str) -> Unknown:
    """A usual time of the preset COVER: order, licence or transit, in days."""
    limits = thresholds(facts.parameters, "COVER")
    low, high = limits[f"{what}_low"], limits[f"{what}_high"]
    is_assumed = Method.ASSUMED in (low.citation.method, high.citation.method)
    return Unknown(name=name, low=low.value, high=high.value, is_assumed=is_assumed)
