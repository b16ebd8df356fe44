"""What is held on an economy on a day: customs rows, published supplies, reasons for attention. Briefs draw on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haechi.app.consequence import device_types_at_stake
from haechi.app.dependence import relied_on
from haechi.app.desk import Desk
from haechi.app.published import known_share
from haechi.dependency.attention import Attention, Ground, Knowledge, attention
from haechi.dependency.presets import thresholds
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, newest, supplies
from haechi.errors import NotCovered
from haechi.model.chain import Item

RULE = "KR-50"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything on one importer.

    `rows` are its customs rows of a year, `before` those of the year before, both empty without customs data;
    `supplies` the newest published ones to it and to the world; `attention` one entry for each key item, the most
    pressing supplier of it, in the order in which to look at them.
    """

    importer: str
    items: tuple[Item, ...]
    rows: tuple[Reliance, ...]
    rows_of_item: Mapping[str, tuple[Reliance, ...]]
    before: tuple[Reliance, ...]
    supplies: tuple[Supply, ...]
    attention: tuple[Attention, ...]
    remarks: tuple[str, ...]

    def customs(self, row: Attention) -> Reliance | None:
        """The customs row in which the economy comes first for the item."""
        held = (found for found in self.rows_of_item.get(row.item, ()) if found.top_partner == row.economy)
        return next(held, None)

    def published(self, row: Attention) -> Supply | None:
        """The newest published supply that names the economy: to the importer, else to the world."""
        named = [supply for supply in self.supplies if supply.item == row.item and supply.names(row.economy)]
        return min(named, key=lambda supply: (supply.market == WORLD, not supply.shares), default=None)


def evidence(desk: Desk, importer: str, *, year: int | None = None, source: str | None = None) -> Evidence:
    """Gather what is held; a year that is not covered leaves published shares and a remark."""
    facts = desk.facts
    items = tuple(item for item in facts.items if item.is_key)
    rows, before, remarks = _customs(desk, importer, year, source)
    published = newest(
        supply
        for supply in supplies(facts.provisions, thresholds(facts.parameters, "CHAIN-65"))
        if supply.market in (importer, WORLD)
    )
    knowledge = Knowledge(
        items=items,
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
        remarks=remarks,
    )
    return _first_of_each_item(held)


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
        rows = relied_on(desk, importer, year=year, source=source)
    except NotCovered as error:
        return (), (), (f"{error}.",)
    if not rows:
        return (), (), ()
    try:
        same = f"{rows[0].source}:{rows[0].basis.split()[0]}"
        before = relied_on(desk, importer, year=rows[0].year - 1, source=same)
    except NotCovered:
        before = ()
    return rows, before, rows[0].remarks


def _by_item(desk: Desk, rows: Iterable[Reliance]) -> dict[str, tuple[Reliance, ...]]:
    """Customs rows of each item's codes."""
    found: dict[str, tuple[Reliance, ...]] = {}
    for row in rows:
        for code in desk.facts.items_of(row.code, row.edition):
            found[code.item] = (*found.get(code.item, ()), row)
    return found


def _first_of_each_item(held: Evidence) -> Evidence:
    """The evidence with the most pressing supplier of each item only, the most pressing item first."""
    first: dict[str, Attention] = {}
    for row in sorted(held.attention, key=lambda row: _urgency(held, row)):
        first.setdefault(row.item, row)
    return Evidence(
        importer=held.importer,
        items=held.items,
        rows=held.rows,
        rows_of_item=held.rows_of_item,
        before=held.before,
        supplies=held.supplies,
        attention=tuple(first.values()),
        remarks=held.remarks,
    )


def _urgency(held: Evidence, row: Attention) -> tuple[int, int, bool, float, str]:
    """Different grounds that lift, then device types at stake, own imports before world supply, then the share."""
    customs, published = held.customs(row), held.published(row)
    share = customs.top_share if customs else published.share_of(row.economy) if published else None
    is_own = customs is not None or (published is not None and published.market == held.importer)
    stake = len(device_types_at_stake(row.item))
    return (-len(lifting(row)), -stake, not is_own, -known_share(share) if share else 0.0, row.item)
