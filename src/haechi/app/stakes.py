"""What hangs on an item: its place in the chain, what holds a stop back, and how much of it one exporter supplies."""

from collections.abc import Sequence

from haechi.app.consequence import devices_at_stake, reached
from haechi.app.desk import Desk
from haechi.app.losing import Loss, Terms, loss
from haechi.brief.dossier import Holding, Stake
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, Supply, latest_first, newest, supplies
from haechi.model.chain import BufferKind, Kind
from haechi.model.knowledge import Attribute
from haechi.model.notice import Notice
from haechi.model.signal import Level, Node
from haechi.stress.cover import first_stop
from haechi.watch.consequence import Consequence, consequence

_USUAL = {
    Attribute.STOCK_DAYS: (BufferKind.STOCK,),
    Attribute.QUALIFICATION_MONTHS: (BufferKind.REQUALIFICATION, BufferKind.REPLACEMENT),
}


def stake(desk: Desk, item: str, importer: str | None) -> Stake:
    """The place of an item in the chain; what people entered on its stock goes before what is usual."""
    found = desk.facts.item_by_id[item]
    return Stake(
        item=item,
        stage=found.stage,
        use=found.use,
        devices=devices_at_stake(item),
        reaches=len(reached(desk.facts, item)),
        stock_days=holding(desk, item, Attribute.STOCK_DAYS, importer),
        requalification_months=holding(desk, item, Attribute.QUALIFICATION_MONTHS, importer),
        source=found.citation.source,
    )


def holding(desk: Desk, item: str, attribute: Attribute, importer: str | None) -> Holding | None:
    """The least that holds a stop back: as entered for the importer, or for anyone where none is named; else usual."""
    entered = [
        row
        for row in desk.statements.values()
        if (row.item, row.attribute, row.alternate) == (item, attribute, None) and importer in (None, row.economy)
    ]
    known = [
        Holding(low=row.low, high=row.high, economy=row.economy, origin=row.source)
        for row in entered
        if row.low is not None and row.high is not None
    ]
    usual = [
        Holding(low=row.low, high=row.high, economy=None, origin=row.citation.source)
        for row in desk.facts.buffers
        if row.item == item and row.kind in _USUAL[attribute]
    ]
    return min(known or usual, key=lambda row: (row.low, row.high, row.economy or ""), default=None)


def held(desk: Desk, item: str, market: str) -> tuple[Supply, ...]:
    """Published supplies of an item to a market, the latest period first."""
    rows = tuple(row for row in desk.facts.provisions if (row.item, row.market) == (item, market))
    return latest_first(newest(supplies(rows, thresholds(desk.facts.parameters, "CHAIN-65"))))


def weigh_item(desk: Desk, node: Node, item: str) -> Consequence:
    """Consequence of a stop of one item from a node's exporter to its importer."""
    devices = sum(row.kind is Kind.DEVICE for row in desk.facts.items)
    share, is_bound = _exposure(desk, node, item)
    return consequence(
        reach=len(devices_at_stake(item)) / devices if devices else 0.0,
        exposure=share,
        is_bound=is_bound,
        first_stop=first_stop(_loss(desk, node, item).case),
        limits=desk.facts.preset("WATCH"),
        horizon_days=desk.facts.preset("COVER")["horizon"],
    )


def _loss(desk: Desk, node: Node, item: str) -> Loss:
    """A stop of the exporter, or of all suppliers, that begins today and has no end.

    Where the node names no importer, the one counts whose entered stock is the least, else the world.
    """
    stock = holding(desk, item, Attribute.STOCK_DAYS, node.importer)
    importer = node.importer or (stock.economy if stock else None) or WORLD
    terms = Terms(
        start=desk.as_of,
        horizon_days=int(desk.facts.preset("COVER")["horizon"]),
        is_lost_to_all=node.importer is None,
    )
    return loss(desk, item, importer, terms, supplier=node.exporter or WORLD)


def weigh(desk: Desk, node: Node, items: Sequence[str]) -> Consequence:
    """Consequence of a stop of a node: of the item of its code that most hangs on."""
    if not items:
        return consequence(
            reach=None, exposure=None, first_stop=None, limits=desk.facts.preset("WATCH"), horizon_days=0.0
        )
    return max((weigh_item(desk, node, item) for item in items), key=lambda found: found.value)


def node_of(notice: Notice) -> Node:
    """What a notice names: its exporter, and its importer where it names one."""
    importer = notice.importers[0] if len(notice.importers) == 1 else None
    return Node(level=Level.EXPORTER_ITEM, exporter=notice.exporter, importer=importer)


def _exposure(desk: Desk, node: Node, item: str) -> tuple[float | None, bool]:
    """Share of the exporter in what the importer, else the world, gets, and whether it is an upper bound only."""
    if node.exporter is None:
        return 1.0, False
    markets = (node.importer, WORLD) if node.importer else (WORLD,)
    named = (supply for market in markets for supply in held(desk, item, market) if supply.names(node.exporter))
    found = next(named, None)
    if found is None:
        return None, True
    share = found.share_of(node.exporter)
    return (share.value, False) if share.value is not None else (share.high, True)
