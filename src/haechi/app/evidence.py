"""What is held on an economy on a day: customs rows, published supplies, reasons for attention. Briefs draw on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from haechi.app.consequence import device_types_at_stake
from haechi.app.dependence import markets, relied, relied_on, remarks
from haechi.app.desk import Desk
from haechi.app.published import known_share
from haechi.dependency.attention import Attention, Ground, Knowledge, attention
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, latest_first, newest, supplies
from haechi.errors import NotCovered
from haechi.model.chain import Item, Signal

RULE = "KR-50"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything on one importer.

    `rows` are its customs rows of a year, `before` those of the year before, both empty without customs data;
    `rows_of_item` are those of the codes that show an item;
    `supplies` the published ones to it and to the world; `attention` the most pressing supplier of each item, in
    the order in which to look at them, `beside` the others of an item for which more than a share speaks.
    """

    importer: str
    items: tuple[Item, ...]
    rows: tuple[Reliance, ...]
    rows_of_item: Mapping[str, tuple[Reliance, ...]]
    before: tuple[Reliance, ...]
    supplies: tuple[Supply, ...]
    attention: tuple[Attention, ...]
    beside: Mapping[str, tuple[Attention, ...]]
    remarks: tuple[str, ...]

    def customs(self, row: Attention) -> Reliance | None:
        """The customs row of a code that shows the item, in which the economy comes first."""
        held = (found for found in self.rows_of_item.get(row.item, ()) if found.top_partner == row.economy)
        return next(held, None)

    def published(self, row: Attention) -> Supply | None:
        """The newest published supply that names the economy: to the importer, else to the world."""
        named = [supply for supply in self.supplies if supply.item == row.item and supply.names(row.economy)]
        return min(latest_first(named), key=_standing, default=None)


def _standing(supply: Supply) -> tuple[bool, bool]:
    """Numbers before presence, own imports before the world."""
    return (not supply.shares, supply.market == WORLD)


def evidence(desk: Desk, importer: str, *, year: int | None = None, source: str | None = None) -> Evidence:
    """Gather what is held; a year that is not covered leaves published shares and a remark."""
    facts = desk.facts
    items = tuple(item for item in facts.items if item.is_key)
    rows, before, said = _customs(desk, importer, year, source)
    published = tuple(
        supply
        for supply in supplies(facts.provisions, thresholds(facts.parameters, "CHAIN-65"))
        if supply.market in (importer, WORLD)
        and (supply.period is None or supply.period.end.last <= desk.as_of)  # a period not over would hide the last one
    )
    clear = _by_item(desk, rows)
    spoken_of = {supply.item for supply in published} | clear.keys()
    families = {item.parent for item in items} & spoken_of  # what is published may speak of a whole family
    knowledge = Knowledge(
        items=[item for item in facts.items if item.is_key or item.id in families],
        item_codes=facts.item_codes,
        rows=rows,
        supplies=newest(published),
        events=facts.events,
        rules=facts.policies,
        statements=tuple(desk.statements.values()),
        limits=thresholds(facts.parameters, RULE),
        preset=RULE,
    )
    held = Evidence(
        importer=importer,
        items=items,
        rows=rows,
        rows_of_item=clear,
        before=before,
        supplies=published,
        attention=attention(importer, on=desk.as_of, knowledge=knowledge),
        beside={},
        remarks=said,
    )
    return _by_urgency(held)


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
    rows = relied(desk, importer, year=held[-1].year, source=source)
    return rows, relied_on(desk, earlier) if is_next else (), remarks(held[-1])


def _by_item(desk: Desk, rows: Iterable[Reliance]) -> dict[str, tuple[Reliance, ...]]:
    """Customs rows of the codes that show each item; a code that mixes it with others tells nothing of it."""
    found: dict[str, tuple[Reliance, ...]] = {}
    for row in rows:
        for code in desk.facts.items_of(row.code, row.edition):
            if code.signal in (Signal.IS_ITEM, Signal.PROXY):
                found[code.item] = (*found.get(code.item, ()), row)
    return found


def _by_urgency(held: Evidence) -> Evidence:
    """The evidence with one supplier for each item in front and the others that matter beside it."""
    of_item: dict[str, list[Attention]] = {}
    for row in sorted(held.attention, key=lambda row: _within_item(held, row)):
        of_item.setdefault(row.item, []).append(row)
    first = sorted((rows[0] for rows in of_item.values()), key=lambda row: _among_items(held, row))
    beside = {item: tuple(row for row in rows[1:] if lifting(row) - {Ground.SHARE}) for item, rows in of_item.items()}
    return replace(held, attention=tuple(first), beside=beside)


def _within_item(held: Evidence, row: Attention) -> tuple[bool, int, bool, float, str]:
    """A sole qualified supplier first, whatever shares say of a code that tells no grade; then grounds and share."""
    grounds = lifting(row)
    return (
        Ground.QUALIFIED not in grounds,
        -len(grounds),
        Ground.SHARE not in grounds,
        -_known(held, row),
        row.economy,
    )


def _among_items(held: Evidence, row: Attention) -> tuple[bool, int, bool, int, int, bool, float, str]:
    """What people entered, different grounds that lift, known shares, device types at stake, own imports, the share."""
    customs, published = held.customs(row), held.published(row)
    is_own = customs is not None or (published is not None and published.market == held.importer)
    grounds, share = lifting(row), _known(held, row)
    stake = len(device_types_at_stake(row.item))
    return (
        Ground.QUALIFIED not in grounds,
        -len(grounds),
        share == 0,
        -len(grounds - {Ground.SHARE}),
        -stake,
        not is_own,
        -share,
        row.item,
    )


def _known(held: Evidence, row: Attention) -> float:
    """The share of the supplier that is certain."""
    customs, published = held.customs(row), held.published(row)
    if customs is not None:
        return known_share(customs.top_share)
    return known_share(published.share_of(row.economy)) if published is not None else 0.0
