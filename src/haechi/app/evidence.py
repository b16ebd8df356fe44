"""What is held on an economy on a day: customs rows, published supplies, reasons for attention. Briefs draw on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from haechi.app.consequence import device_types_at_stake
from haechi.app.dependence import markets, relied_on, remarks
from haechi.app.desk import Desk
from haechi.app.published import known_share
from haechi.dependency.attention import Attention, Ground, Knowledge, attention
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, newest, supplies
from haechi.errors import NotCovered
from haechi.model.chain import Item, Signal

RULE = "KR-50"
_CLEAR = (Signal.IS_ITEM, Signal.PROXY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything on one importer.

    `rows` are its customs rows of a year, `before` those of the year before, both empty without customs data;
    `rows_of_item` are those of an item's codes, each with how clearly the code shows the item;
    `supplies` the newest published ones to it and to the world; `attention` the most pressing supplier of each key item
    or family of them, and others that more than a share speaks for, in the order in which to look at them.
    """

    importer: str
    items: tuple[Item, ...]
    rows: tuple[Reliance, ...]
    rows_of_item: Mapping[str, tuple[tuple[Signal, Reliance], ...]]
    before: tuple[Reliance, ...]
    supplies: tuple[Supply, ...]
    attention: tuple[Attention, ...]
    remarks: tuple[str, ...]

    def customs(self, row: Attention) -> Reliance | None:
        """The customs row in which the economy comes first for the item.

        A code that mixes the item with others speaks for it only where no published share does.
        """
        held = [
            (signal, found) for signal, found in self.rows_of_item.get(row.item, ()) if found.top_partner == row.economy
        ]
        clear = [found for signal, found in held if signal in _CLEAR or self.published(row) is None]
        return next(iter(clear), None)

    def published(self, row: Attention) -> Supply | None:
        """The newest published supply that names the economy: to the importer, else to the world."""
        named = [supply for supply in self.supplies if supply.item == row.item and supply.names(row.economy)]
        return min(named, key=lambda supply: (supply.market == WORLD, not supply.shares), default=None)


def evidence(desk: Desk, importer: str, *, year: int | None = None, source: str | None = None) -> Evidence:
    """Gather what is held; a year that is not covered leaves published shares and a remark."""
    facts = desk.facts
    items = tuple(item for item in facts.items if item.is_key)
    families = {item.parent for item in items}  # what is published often speaks of a family
    looked_at = [item for item in facts.items if item.is_key or item.id in families]
    rows, before, said = _customs(desk, importer, year, source)
    published = newest(
        supply
        for supply in supplies(facts.provisions, thresholds(facts.parameters, "CHAIN-65"))
        if supply.market in (importer, WORLD)
        and (supply.period is None or supply.period.end.last <= desk.as_of)  # a period not over would hide the last one
    )
    knowledge = Knowledge(
        items=looked_at,
        item_codes=facts.item_codes,
        rows=rows,
        supplies=published,
        events=facts.events,
        statements=tuple(desk.statements.values()),
        limits=thresholds(facts.parameters, RULE),
        preset=RULE,
    )
    held = Evidence(
        importer=importer,
        items=items,
        rows=rows,
        rows_of_item=_by_item(desk, rows),
        before=before,
        supplies=published,
        attention=attention(importer, on=desk.as_of, knowledge=knowledge),
        remarks=said,
    )
    return replace(held, attention=_in_order(held))


def lifting(row: Attention) -> frozenset[Ground]:
    """The different grounds that lift an item."""
    return frozenset(reason.ground for reason in row.reasons if reason.lifts)


def _customs(
    desk: Desk, importer: str, year: int | None, source: str | None
) -> tuple[tuple[Reliance, ...], tuple[Reliance, ...], tuple[str, ...]]:
    """Rows of the year and of the year before, and what must be said about them."""
    if not desk.has_flows:
        return (), (), ()
    try:
        held = markets(desk, importer, year=year, source=source)
    except NotCovered as error:
        return (), (), (f"{error}.",)
    earlier = [market for market in held if market.year < held[-1].year]
    is_next = bool(earlier) and earlier[-1].year == held[-1].year - 1
    return relied_on(desk, held), relied_on(desk, earlier) if is_next else (), remarks(held[-1])


def _by_item(desk: Desk, rows: Iterable[Reliance]) -> dict[str, tuple[tuple[Signal, Reliance], ...]]:
    """Customs rows of each item's codes."""
    found: dict[str, tuple[tuple[Signal, Reliance], ...]] = {}
    for row in rows:
        for code in desk.facts.items_of(row.code, row.edition):
            found[code.item] = (*found.get(code.item, ()), (code.signal, row))
    return found


def _in_order(held: Evidence) -> tuple[Attention, ...]:
    """The most pressing supplier of each item, and every other that more than a share speaks for."""
    seen: set[str] = set()
    kept = []
    for row in sorted(held.attention, key=lambda row: _urgency(held, row)):
        if row.item not in seen or lifting(row) - {Ground.SHARE}:
            kept.append(row)
        seen.add(row.item)
    return tuple(kept)


def _urgency(held: Evidence, row: Attention) -> tuple[int, int, int, bool, float, str]:
    """Different grounds that lift, those beyond a share first, device types at stake, own imports, then the share.

    A sole qualified supplier or a measure so comes before the largest supplier of a code that cannot tell the grade.
    """
    customs, published = held.customs(row), held.published(row)
    share = customs.top_share if customs else published.share_of(row.economy) if published else None
    is_own = customs is not None or (published is not None and published.market == held.importer)
    stake = len(device_types_at_stake(row.item))
    grounds = lifting(row)
    return (
        -len(grounds),
        -len(grounds - {Ground.SHARE}),
        -stake,
        not is_own,
        -known_share(share) if share else 0.0,
        row.item,
    )
