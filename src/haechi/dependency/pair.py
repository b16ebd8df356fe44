"""What partners are to each other: purchases, dependence within, common dependence on others, complementarity.

One sheet serves a pair and a larger group. Customs rows speak where a market is loaded; published shares and figures
stand beside them, each with its own basis, and are never added to them.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from haechi.dependency.figures import in_order, of_economy
from haechi.dependency.intervals import denominator
from haechi.dependency.presets import Thresholds, is_met
from haechi.dependency.profile import bounded
from haechi.dependency.reliance import Reliance
from haechi.dependency.supply import WORLD, Supply, depends_on, latest_first, newest
from haechi.errors import InputError
from haechi.model.chain import Figure, ItemCode
from haechi.model.estimate import Estimate
from haechi.model.happening import Parameter
from haechi.model.market import Market

CUSTOMS = "customs"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupData:
    """What a sheet is made from.

    Parameters
    ----------
    markets, rows : by importer, of one year; empty for a member without a customs file
    supplies : published shares of all markets
    figures : published figures of trade
    items_of : (code, edition) -> the items that the code stands for
    limits : thresholds of the single-supplier rule that calls a member dependent, by the name `preset`
    strong : the share of world supply from which a member counts as strong
    """

    markets: Mapping[str, Market]
    rows: Mapping[str, Sequence[Reliance]]
    supplies: Sequence[Supply]
    figures: Sequence[Figure]
    items_of: Callable[[str, str], Sequence[ItemCode]]
    limits: Thresholds
    strong: Parameter
    preset: str = "KR-50"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What a buyer gets from a seller under one code or of one item; `basis` and `measure` say what the numbers are."""

    buyer: str
    seller: str
    items: tuple[str, ...]
    code: str | None
    edition: str | None
    value: float | None
    unit: str | None
    share: Estimate
    period: str
    basis: str
    measure: str | None
    note: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """A buyer that depends on one seller for a code or an item, by the rule of the sheet.

    `share` is of the buyer's imports where `market` is the buyer, and of the world's supply where it is WLD.
    """

    buyer: str
    seller: str
    market: str
    items: tuple[str, ...]
    code: str | None
    edition: str | None
    share: Estimate
    period: str
    basis: str
    measure: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A third economy that two members or more depend on for the same code or item; `grounds` one per member."""

    economy: str
    members: tuple[str, ...]
    items: tuple[str, ...]
    code: str | None
    grounds: tuple[Dependence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """An item that `strong` supplies to the world and `weak` depends on others for."""

    item: str
    strong: str
    weak: str
    strength: Estimate
    strength_basis: str
    weakness: Dependence


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """A pair or a group: `within` holds dependence of members on members, read from the seller's side it is reverse.

    `without_customs` names members for whom no customs file is loaded; what stands here for them is published shares
    and figures only. `figures` holds, by member, the newest of what it buys, sells and makes outside the group;
    `undecided` counts the rows per member that the rule could not decide: none of them is safe.
    """

    members: tuple[str, ...]
    purchases: tuple[Purchase, ...]
    within: tuple[Dependence, ...]
    common: tuple[Common, ...]
    complements: tuple[Complement, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    without_customs: tuple[str, ...]
    undecided: Mapping[str, int]

    def reverse(self, seller: str) -> tuple[Dependence, ...]:
        """What other members depend on a member for."""
        return tuple(row for row in self.within if row.seller == seller)


def sheet(members: Sequence[str], data: GroupData) -> GroupSheet:
    """Sheet of two members or more.

    Raises
    ------
    InputError
        If fewer than two different economies are named.
    """
    names = tuple(dict.fromkeys(members))
    if len(names) < 2:
        raise InputError(f"{list(members)} is not a group; name two economies or more, such as KOR NLD")
    purchases = [
        row
        for buyer in names
        for seller in names
        if buyer != seller
        for row in (*_customs(buyer, seller, data), *_published(buyer, seller, data))
    ]
    dependences = [row for buyer in names for row in _dependences(buyer, data)]
    return GroupSheet(
        members=names,
        purchases=tuple(purchases),
        within=tuple(row for row in dependences if row.seller in names),
        common=_common([row for row in dependences if row.seller not in names]),
        complements=_complements(names, dependences, data),
        figures={name: of_economy(name, data.figures, partners=_others(name, names)) for name in names},
        without_customs=tuple(name for name in names if name not in data.markets),
        undecided={name: _undecided(name, data) for name in names},
    )


def _others(name: str, names: Sequence[str]) -> list[str]:
    return [other for other in names if other != name]


def _items(code: str, edition: str, data: GroupData) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.item for row in data.items_of(code, edition)))


def _customs(buyer: str, seller: str, data: GroupData) -> list[Purchase]:
    """Positive purchases by customs rows, largest first; none where no market is loaded."""
    market = data.markets.get(buyer)
    if market is None or seller not in market.suppliers:
        return []
    column, base = market.suppliers.index(seller), denominator(market)
    found = []
    for row, code in enumerate(market.codes):
        value, total = float(market.imports[row, column]), float(base.total[row])
        if not value > 0:
            continue
        high = (value + float(base.unattributed[row])) / total
        missing = int(base.missing[row])
        share = bounded(0.0 if missing else value / total, high, is_covered=bool(market.covered[row]), missing=missing)
        found.append(
            Purchase(
                buyer=buyer,
                seller=seller,
                items=_items(code, market.editions[row], data),
                code=code,
                edition=market.editions[row],
                value=value,
                unit="USD",
                share=share,
                period=str(market.year),
                basis=CUSTOMS,
                measure=None,
                note=None,
                source=market.source,
            )
        )
    return sorted(found, key=lambda row: -(row.value or 0.0))


def _published(buyer: str, seller: str, data: GroupData) -> list[Purchase]:
    """Purchases by published shares of the buyer's market, then by published figures between the two."""
    shares = [
        Purchase(
            buyer=buyer,
            seller=seller,
            items=(supply.item,),
            code=None,
            edition=None,
            value=None,
            unit=None,
            share=supply.share_of(seller),
            period=str(supply.period or ""),
            basis=supply.basis,
            measure=supply.measure,
            note=None,
            source=", ".join(supply.sources),
        )
        for supply in newest(data.supplies)
        if supply.market == buyer and supply.names(seller)
    ]
    figures = [
        Purchase(
            buyer=buyer,
            seller=seller,
            items=(figure.item,) if figure.item else (),
            code=figure.code,
            edition=None,
            value=figure.value,
            unit=figure.unit,
            share=Estimate(value=None, reason="a figure, not a share"),
            period=str(figure.period),
            basis=figure.basis,
            measure=figure.activity,
            note=figure.note,
            source=figure.citation.source,
        )
        for figure in in_order(data.figures)
        if figure.importer == buyer and figure.exporter == seller
    ]
    return shares + figures


def _dependences(buyer: str, data: GroupData) -> Iterator[Dependence]:
    """Codes and items for which one seller meets the rule: by customs, by shares of imports, by shares of the world."""
    for row in data.rows.get(buyer, ()):
        if row.top_partner is not None and _answer(row, data.preset):
            yield Dependence(
                buyer=buyer,
                seller=row.top_partner,
                market=buyer,
                items=_items(row.code, row.edition, data),
                code=row.code,
                edition=row.edition,
                share=row.top_share,
                period=str(row.year),
                basis=CUSTOMS,
                measure=None,
                source=row.source,
            )
    for supply in latest_first(_published_for(buyer, data.supplies)):
        seller = supply.top_economy
        if seller is None or supply.names(buyer) or not depends_on(supply, seller, data.limits):
            continue
        yield Dependence(
            buyer=buyer,
            seller=seller,
            market=supply.market,
            items=(supply.item,),
            code=None,
            edition=None,
            share=supply.share_of(seller),
            period=str(supply.period or ""),
            basis=supply.basis,
            measure=supply.measure,
            source=", ".join(supply.sources),
        )


def _published_for(buyer: str, supplies: Iterable[Supply]) -> tuple[Supply, ...]:
    """Newest supplies to the buyer's own market, and to the world of items for which the buyer's are not published."""
    rows = tuple(supplies)
    own = {supply.item for supply in rows if supply.market == buyer and supply.shares}
    return newest(
        supply for supply in rows if supply.market == buyer or (supply.market == WORLD and supply.item not in own)
    )


def _answer(row: Reliance, preset: str) -> bool | None:
    return next((verdict.met for verdict in row.presets if verdict.preset == preset), None)


def _undecided(member: str, data: GroupData) -> int:
    return sum(_answer(row, data.preset) is None for row in data.rows.get(member, ()))


def _common(dependences: Iterable[Dependence]) -> tuple[Common, ...]:
    """Third economies on which two members or more depend for one subject on one basis."""
    groups: defaultdict[tuple[object, ...], dict[str, Dependence]] = defaultdict(dict)
    for row in dependences:
        subject = (row.code, row.edition) if row.code else row.items
        groups[row.seller, subject, row.basis, row.measure, row.market == WORLD].setdefault(row.buyer, row)
    return tuple(
        Common(
            economy=first.seller,
            members=tuple(rows),
            items=first.items,
            code=first.code,
            grounds=tuple(rows.values()),
        )
        for rows in groups.values()
        if len(rows) > 1
        for first in [next(iter(rows.values()))]
    )


def _complements(members: Sequence[str], dependences: Sequence[Dependence], data: GroupData) -> tuple[Complement, ...]:
    """Items that one member supplies to the world and another buys from third countries, the strongest first."""
    world = newest(supply for supply in data.supplies if supply.market == WORLD)
    outward = [row for row in dependences if row.seller not in members]
    found: dict[tuple[object, ...], Complement] = {}
    for supply, row, strong in itertools.product(world, outward, members):
        if supply.item not in row.items or supply.names(row.buyer) or strong == row.buyer or not supply.names(strong):
            continue
        if is_met(supply.share_of(strong), data.strong.relation, data.strong.value) is False:
            continue
        made = Complement(
            item=supply.item,
            strong=strong,
            weak=row.buyer,
            strength=supply.share_of(strong),
            strength_basis=supply.basis,
            weakness=row,
        )
        found.setdefault((supply.item, supply.basis, supply.measure, strong, row.buyer), made)
    return tuple(sorted(found.values(), key=lambda row: (-(row.strength.value or row.strength.low or 0.0), row.item)))
