"""`haechi set`: what people know of an item in an economy goes into the register."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.errors import HaechiError, InputError
from haechi.model.knowledge import Attribute, Statement
from haechi.sentence import said

VALUES = (
    "stock_days",
    "transit_days",
    "open_licence_days",
    "grade",
    "qualified",
    "qualification_months",
    "order_days",
    "licence_days",
    "spare_capacity",
)
_FIGURE = r"(\d{1,9}(?:\.\d{1,20})?)"
_BAND = re.compile(rf"{_FIGURE}(?:\.\.{_FIGURE})?")
_LONGEST = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one call of `haechi set` gives; None where nothing was given. `alternate` is whom its lead times are of."""

    item: str
    economy: str
    stock_days: str | None
    grade: str | None
    qualified: str | None
    qualification_months: str | None
    source: str
    who: str
    note: str | None
    transit_days: str | None = None
    open_licence_days: str | None = None
    order_days: str | None = None
    licence_days: str | None = None
    spare_capacity: str | None = None
    alternate: str | None = None


def enter(desk: Desk, entry: Entry, *, at: dt.datetime) -> Report:
    """Add what was given as statements and show what now holds for the item in the economy.

    Raises
    ------
    InputError
        If nothing was given, or a value cannot be read.
    """
    if not entry.source.strip():
        raise InputError("the source is empty; say in a few words where this comes from")
    statements = tuple(_statements(desk, entry, at))
    if not statements:
        raise InputError(said("nothing was entered; give at least one of the options, such as --stock-days 60..90"))
    with desk.register() as register:
        register.add(statements)
        history = register.history(item=statements[0].item, economy=statements[0].economy)
    rows = [
        {
            "id": row.id,
            "item": row.item,
            "economy": row.economy,
            "attribute": row.attribute,
            "low": row.low,
            "high": row.high,
            "text": row.text,
            "economies": row.economies,
            "who": row.who,
            "at": row.at.isoformat(timespec="seconds"),
            "source": row.source,
            "note": row.note,
        }
        for row in history
    ]
    return Report(command="set", as_of=desk.as_of, rows=rows, sources=tuple(sorted({row.source for row in history})))


def faults(desk: Desk, entry: Entry, *, at: dt.datetime) -> Mapping[str, str]:
    """What is wrong with an entry, in a sentence for each of its fields; empty where it would be entered.

    Each figure is tried with the item and the economy of the entry, and with others where those are not sound.
    """
    sound = Entry(
        item=next(iter(desk.facts.item_by_id)),
        economy="KOR",
        stock_days=None,
        grade=None,
        qualified=None,
        qualification_months=None,
        source="-",
        who=entry.who,
        note=None,
    )
    found: dict[str, str] = {}
    if entry.alternate is not None:
        _try(found, "alternate", desk, replace(sound, order_days="1", alternate=entry.alternate), at)
    for name in ("item", "economy"):
        _try(found, name, desk, replace(sound, stock_days="1", **{name: getattr(entry, name)}), at)
        if name not in found:
            sound = replace(sound, **{name: getattr(entry, name)})
    for name in VALUES:
        given = getattr(entry, name)
        if given is not None:
            alternate = entry.alternate if "alternate" not in found else None
            _try(found, name, desk, replace(sound, **{name: given, "alternate": alternate}), at)
    if not entry.source.strip():
        found["source"] = "the source is empty; say in a few words where this comes from"
    if not any(getattr(entry, name) for name in VALUES):
        found["stock_days"] = said("nothing was entered; give at least one figure, such as 60..90")
    return found


def _try(found: dict[str, str], name: str, desk: Desk, entry: Entry, at: dt.datetime) -> None:
    try:
        list(_statements(desk, entry, at))
    except HaechiError as error:
        found[name] = error.sentence


def _statements(desk: Desk, entry: Entry, at: dt.datetime) -> Iterator[Statement]:
    common = {
        "id": 0,  # the register numbers it
        "item": desk.facts.item(entry.item).id,
        "economy": desk.importer(entry.economy),
        "who": entry.who,
        "at": at,
        "source": entry.source,
        "note": entry.note,
    }
    of = () if entry.alternate is None else (desk.facts.economy(entry.alternate).iso3,)
    for attribute, given in _numbers(entry).items():
        if given is not None:
            low, high = band(given, attribute)
            yield Statement(**common, attribute=attribute, low=low, high=high, economies=of)  # type: ignore[arg-type]
    if entry.grade is not None:
        yield Statement(**common, attribute=Attribute.GRADE, text=entry.grade.strip())  # type: ignore[arg-type]
    if entry.qualified is not None:
        names = [name.strip() for name in entry.qualified.split(",") if name.strip()]
        economies = tuple(desk.facts.economy(name).iso3 for name in names)
        yield Statement(
            **common,  # type: ignore[arg-type]
            attribute=Attribute.QUALIFIED_SUPPLIERS,
            economies=economies,
        )


def _numbers(entry: Entry) -> Mapping[Attribute, str | None]:
    return {
        Attribute.STOCK_DAYS: entry.stock_days,
        Attribute.QUALIFICATION_MONTHS: entry.qualification_months,
        Attribute.TRANSIT_DAYS: entry.transit_days,
        Attribute.OPEN_LICENCE_DAYS: entry.open_licence_days,
        Attribute.ORDER_DAYS: entry.order_days,
        Attribute.LICENCE_DAYS: entry.licence_days,
        Attribute.SPARE_CAPACITY: entry.spare_capacity,
    }


def band(text: str, what: str) -> tuple[float, float]:
    """Read a figure or a band, such as `60` or `60..90`.

    Examples
    --------
    >>> band("60..90", "stock days"), band("12", "qualification months")
    ((60.0, 90.0), (12.0, 12.0))
    """
    if len(text.strip()) > _LONGEST:
        raise InputError(
            said(
                "{what} has {n:,} characters; write a figure or a band, such as 60 or 60..90",
                what=what,
                n=len(text.strip()),
            )
        )
    match = _BAND.fullmatch(text.strip())
    if match is None:
        raise InputError(
            said(
                "{what} {text} is not a figure or a band; write 60 or 60..90, nine digits at most",
                what=what,
                text=repr(text),
            )
        )
    low, high = match.groups()
    return float(low), float(high or low)
