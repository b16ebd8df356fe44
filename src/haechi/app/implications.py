"""What a notice leads to: codes to watch, every use of its items in the chain, what holds a stop back, precedents.

In 2021 a notice on urea was read as one on fertiliser, and vehicles stopped: every use that the chain knows is shown,
and where it knows none that is said.
"""

from collections.abc import Iterator, Sequence

from haechi.app.consequence import devices_at_stake, reached
from haechi.app.desk import Desk
from haechi.app.item_card import buffers
from haechi.app.published import interval
from haechi.app.report import Row
from haechi.flows.editions import in_force
from haechi.model.chain import ItemCode, Signal
from haechi.model.dates import Precision
from haechi.model.happening import Event
from haechi.model.knowledge import Attribute
from haechi.model.notice import Notice
from haechi.model.trade import Edition
from haechi.sentence import said

_HOLDING = (Attribute.STOCK_DAYS, Attribute.QUALIFICATION_MONTHS)


def items(desk: Desk, notice: Notice) -> tuple[str, ...]:
    """Items that a notice is about: those it names, else those that its codes stand for."""
    return notice.items or tuple(dict.fromkeys(row.item for row in _of_codes(desk, notice)))


def implications(desk: Desk, notice: Notice) -> Row:
    """Codes to watch, uses and buffers of each item, and precedents, the nearest first."""
    about = items(desk, notice)
    return {
        "watched": list(_watched(desk, notice)),
        "leads_to": [_leads_to(desk, notice, item) for item in about],
        "precedents": list(_precedents(desk, notice, about)),
    }


def remarks(desk: Desk, notice: Notice) -> Iterator[str]:
    """What the tables cannot tell on a notice."""
    editions = ", ".join(_editions(desk, notice))
    watched = _codes(desk, notice)
    for code in notice.codes:
        if not any(row.code.startswith(code) or code.startswith(row.code) for row in watched):
            yield said(
                "No item of the chain is known under {code} in {editions}: its uses are not known here.",
                code=code,
                editions=editions,
            )
    for item in items(desk, notice):
        held = [row.signal for row in watched if row.item == item]
        if not held:
            yield said(
                "No customs code is known for {item} in {editions}: no data will show what the notice says.",
                item=item,
                editions=editions,
            )
        elif min(held) in (Signal.MIXED, Signal.INVISIBLE):
            yield said("No code shows {item} alone: its stop can hide among other goods.", item=item)
        if not reached(desk.facts, item) and not any(_needed_by(desk, item)):
            yield said(
                "The chain knows no use of {item}: ask who uses it before reading the notice as harmless.", item=item
            )


def _editions(desk: Desk, notice: Notice) -> tuple[Edition, ...]:
    """Editions in force on the day and when the notice was announced and takes effect, the newest first."""
    dates = (date.first for date in (notice.announced, notice.effective) if date)
    return tuple(sorted({in_force(day) for day in (desk.as_of, *dates)}, key=list(Edition).index, reverse=True))


def _is_in_force(row: ItemCode, editions: Sequence[Edition], notice: Notice) -> bool:
    """Whether a code is one of the editions, or one of the tariff of an economy that the notice names."""
    return row.edition in editions or row.jurisdiction in (notice.exporter, *notice.importers)


def _of_codes(desk: Desk, notice: Notice) -> Iterator[ItemCode]:
    """Items of the codes that a notice names: of the same code in each edition, and of its subdivisions."""
    editions = _editions(desk, notice)
    for code in notice.codes:
        for edition in editions:
            yield from desk.facts.items_of(code[:6], edition)
        for row in desk.facts.item_codes:
            if row.code.startswith(code) and _is_in_force(row, editions, notice):
                yield row


def _codes(desk: Desk, notice: Notice) -> tuple[ItemCode, ...]:
    editions = _editions(desk, notice)
    of_items = (
        row
        for item in items(desk, notice)
        for row in desk.facts.codes_by_item.get(item, ())
        if _is_in_force(row, editions, notice)
    )
    return tuple(dict.fromkeys((*_of_codes(desk, notice), *of_items)))


def _watched(desk: Desk, notice: Notice) -> Iterator[Row]:
    for row in _codes(desk, notice):
        others = (other.item for other in desk.facts.items_of(row.code, row.edition))
        yield {
            "code": row.code,
            "edition": row.edition,
            "jurisdiction": row.jurisdiction,
            "item": row.item,
            "signal": row.signal,
            "others": tuple(other for other in others if other != row.item),
            "source": row.citation.source,
        }


def _leads_to(desk: Desk, notice: Notice, item: str) -> Row:
    found = desk.facts.item_by_id[item]
    return {
        "item": item,
        "name_en": found.names.en,
        "use": found.use,
        "needed_by": list(_needed_by(desk, item)),
        "reaches": list(_reaches(desk, item)),
        "devices_at_stake": list(devices_at_stake(item)),
        "buffers": list(buffers(desk.facts, item)),
        "entered": list(_entered(desk, notice, item)),
        "source": found.citation.source,
    }


def _needed_by(desk: Desk, item: str) -> Iterator[Row]:
    """What needs the item itself, or a family that it belongs to."""
    named = _with_families(desk, item)
    for row in desk.facts.links:
        if row.supplier in named:
            yield {
                "item": row.customer,
                "family": None if row.supplier == item else row.supplier,
                "essentiality": row.essentiality,
                "device_type": row.device_type,
                "reason": row.reason,
                "method": row.citation.method,
                "source": row.citation.source,
            }


def _with_families(desk: Desk, item: str) -> tuple[str, ...]:
    family = desk.facts.item_by_id[item].parent
    return (item,) if family is None else (item, *_with_families(desk, family))


def _reaches(desk: Desk, item: str) -> Iterator[Row]:
    for row in reached(desk.facts, item):
        yield {
            "item": row.item,
            "kind": desk.facts.item_by_id[row.item].kind,
            "steps": row.steps,
            "via": [step.supplier for step in row.path],
            "share_lost_interval": interval(row.share_lost),
        }


def _entered(desk: Desk, notice: Notice, item: str) -> Iterator[Row]:
    """What people entered on stock and qualification, of those that the notice addresses."""
    for row in desk.statements.values():
        is_addressed = not notice.importers or row.economy in notice.importers
        if row.item == item and row.attribute in _HOLDING and row.alternate is None and is_addressed:
            yield {
                "economy": row.economy,
                "attribute": row.attribute,
                "low": row.low,
                "high": row.high,
                "who": row.who,
                "source": row.source,
            }


def _precedents(desk: Desk, notice: Notice, about: Sequence[str]) -> Iterator[Row]:
    def same(event: Event) -> tuple[str, ...]:
        is_on_item = _shares_goods(event, notice, about)
        return (*(("item",) if is_on_item else ()), *(("exporter",) if event.exporter == notice.exporter else ()))

    newest = sorted(desk.facts.events, key=_begun, reverse=True)
    for event in sorted(newest, key=lambda event: ("item" not in same(event), -len(same(event)))):
        if same(event) and not is_itself(event, notice, about):
            yield {
                "event": event.id,
                "title": event.title,
                "exporter": event.exporter,
                "items": event.items,
                "outcome": event.outcome,
                "announced": event.announced,
                "effective": event.effective,
                "same": same(event),
                "source": event.citation.source,
            }


def is_itself(event: Event, notice: Notice, about: Sequence[str]) -> bool:
    """Whether an event is what a notice on items tells: one exporter, goods in common, announced on one day."""
    day = notice.announced
    is_same_day = day is not None and day.precision is Precision.DAY and event.announced == day
    return is_same_day and event.exporter == notice.exporter and _shares_goods(event, notice, about)


def _shares_goods(event: Event, notice: Notice, about: Sequence[str]) -> bool:
    return bool({*event.items} & {*about} or {*event.codes} & {*notice.codes})


def _begun(event: Event) -> str:
    return str(event.announced or event.effective or event.citation.as_of)
